//! Authorities: who the figures belong to, and how a person names one.

/// A council, as a snapshot names it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Authority {
    /// ONS code or DfE number as given; `None` where the source gave none.
    pub code: Option<String>,
    /// Its name.
    pub name: String,
}

/// What an area of the published figures is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AreaKind {
    /// A local authority.
    Authority,
    /// A region of England.
    Region,
    /// England.
    Country,
}

/// One area of the published figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Area {
    /// DfE number: `309`.
    pub number: String,
    /// ONS code: `E09000014`; empty where unknown.
    pub ons: String,
    /// Its name.
    pub name: String,
    /// Authority, region or country.
    pub kind: AreaKind,
    /// Name of its region; empty for regions and England.
    pub region: String,
    /// What became of it, for an authority that no longer exists.
    pub abolished: Option<String>,
}

impl Area {
    /// What stands for it: its ONS code, else its DfE number.
    pub fn code(&self) -> &str {
        if self.ons.is_empty() { &self.number } else { &self.ons }
    }
}

/// Why a name did not find one authority.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotFound {
    /// Nothing is called that; the nearest names.
    None(Vec<String>),
    /// Several are; their names.
    Several(Vec<String>),
}

/// The position of the authority that `asked` names: its code or number, its name ignoring case,
/// or a part of a name that only one has.
///
/// # Errors
/// [`NotFound`] with up to six names to choose from.
pub fn find<'a>(
    asked: &str,
    known: impl Iterator<Item = (&'a str, Vec<&'a str>)>,
) -> Result<usize, NotFound> {
    let wanted = fold(asked);
    let known: Vec<_> = known.collect();
    let exact = known.iter().position(|(name, codes)| {
        fold(name) == wanted || codes.iter().any(|code| code.eq_ignore_ascii_case(asked.trim()))
    });
    if let Some(position) = exact {
        return Ok(position);
    }
    let partly: Vec<usize> = known
        .iter()
        .enumerate()
        .filter(|(_, (name, _))| !wanted.is_empty() && fold(name).contains(&wanted))
        .map(|(position, _)| position)
        .collect();
    match partly.as_slice() {
        [one] => Ok(*one),
        [] => {
            let mut near: Vec<_> = known
                .iter()
                .map(|(name, _)| (strsim::jaro_winkler(&fold(name), &wanted), *name))
                .filter(|(score, _)| *score > 0.8)
                .collect();
            near.sort_by(|a, b| b.0.total_cmp(&a.0));
            Err(NotFound::None(near.iter().take(3).map(|(_, name)| (*name).to_owned()).collect()))
        }
        several => Err(NotFound::Several(
            several
                .iter()
                .take(6)
                .filter_map(|position| known.get(*position))
                .map(|(name, _)| (*name).to_owned())
                .collect(),
        )),
    }
}

/// A name as it is compared: lower case, `&` as `and`, punctuation as spaces, one space between.
pub fn fold(name: &str) -> String {
    let spaced: String = name
        .replace('&', " and ")
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> Vec<(&'static str, Vec<&'static str>)> {
        vec![
            ("Haringey", vec!["309", "E09000014"]),
            ("Bournemouth, Christchurch and Poole", vec!["839"]),
            ("Bournemouth (Pre LG)", vec!["837"]),
            ("Poole (Pre LG)", vec!["836"]),
            ("York", vec!["816"]),
            ("North Yorkshire", vec!["815"]),
        ]
    }

    fn at(asked: &str) -> Result<usize, NotFound> {
        find(asked, known().into_iter())
    }

    #[test]
    fn a_code_a_number_a_name_or_a_unique_part_finds_it() {
        assert_eq!(at("309"), Ok(0));
        assert_eq!(at("e09000014"), Ok(0));
        assert_eq!(at("haringey"), Ok(0));
        assert_eq!(at("harin"), Ok(0));
        assert_eq!(at("bournemouth christchurch & poole"), Ok(1));
        // A whole name wins over being part of another.
        assert_eq!(at("York"), Ok(4));
    }

    #[test]
    fn what_is_not_one_authority_says_which_it_might_be() {
        assert!(matches!(at("pool"), Err(NotFound::Several(names)) if names.len() == 2));
        assert_eq!(at("Harringay"), Err(NotFound::None(vec!["Haringey".to_owned()])));
        assert!(matches!(at(""), Err(NotFound::None(_))));
    }
}
