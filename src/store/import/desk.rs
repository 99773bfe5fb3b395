//! What the names in a source stand for: authorities, indicators, periods.

use crate::domain::authority::{Area, Authority, NotFound, find, fold};
use crate::domain::catalogue::Catalogue;
use crate::domain::indicator::{Frequency, Indicator};
use crate::domain::period::Period;
use crate::domain::published::Published as _;
use crate::domain::value::Unit;
use crate::store::published::England;
use crate::store::text::is_device;

use super::cell::Cell;
use super::mapping::{Mapping, period_key};
use super::names::{Named, Names, slug};
use super::when::{self, When};

/// What everything is looked up in.
pub(super) struct Desk<'a> {
    pub catalogue: &'a Catalogue,
    pub mapping: &'a Mapping,
    pub names: Names,
    england: England,
    /// Whose figures are wanted, where the command says so.
    pub wanted: Option<Authority>,
}

/// What the text of an indicator stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Meant {
    /// An indicator's id.
    Id(String),
    /// An id that the catalogue lacks, kept because the mapping says so.
    Kept(String),
    /// The mapping leaves it out.
    LeftOut,
    /// Several are called that.
    Several(Vec<String>),
    /// Nobody is; the nearest.
    Nobody(Option<String>),
}

/// What a cell says of time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Time {
    /// Nothing.
    Nothing,
    /// The mapping leaves it out.
    LeftOut,
    /// Something.
    Is(When),
}

impl Time {
    /// The year that it names.
    pub(super) fn year(self) -> Option<Period> {
        match self {
            Self::Is(When::Period(year) | When::MonthOrYear { year, .. }) => Some(year),
            _ => None,
        }
    }
}

/// Words around the name of a council that are no part of it.
const AROUND: &[&str] = &[
    "london borough of ",
    "royal borough of ",
    "metropolitan borough of ",
    "borough of ",
    "lb of ",
    "lb ",
    " metropolitan borough council",
    " london borough council",
    " borough council",
    " county council",
    " city council",
    " district council",
    " mbc",
    " council",
];

impl<'a> Desk<'a> {
    /// For a catalogue and a mapping, before it is known whose figures are wanted.
    pub(super) fn new(catalogue: &'a Catalogue, mapping: &'a Mapping) -> Self {
        let names = Names::of(catalogue);
        Self { catalogue, mapping, names, england: England::new(), wanted: None }
    }

    /// What the catalogue says of an id.
    pub(super) fn indicator(&self, id: &str) -> Option<&Indicator> {
        self.catalogue.indicator(id).map(AsRef::as_ref)
    }

    /// The unit of an id; `None` where the catalogue lacks it.
    pub(super) fn unit(&self, id: &str) -> Option<Unit> {
        self.indicator(id).map(|indicator| indicator.unit)
    }

    /// How often an id comes.
    pub(super) fn frequency(&self, id: &str) -> Option<Frequency> {
        self.indicator(id).map(|indicator| indicator.frequency)
    }

    /// The indicator that a code and a name mean together; the code is believed first.
    pub(super) fn meant(&self, code: &str, name: &str) -> Meant {
        let both = format!("{code} {name}");
        for text in [both.trim(), code, name] {
            if let Some(mapped) =
                self.mapping.indicators.get(&fold(text)).filter(|_| !text.is_empty())
            {
                return match mapped {
                    Some(id) if self.indicator(id).is_some() => Meant::Id(id.clone()),
                    Some(id) => Meant::Kept(id.clone()),
                    None => Meant::LeftOut,
                };
            }
        }
        if let Some(Named::One(id)) = self.names.exact(code) {
            return Meant::Id(id);
        }
        let text = if name.is_empty() { code } else { name };
        match self.names.find(text) {
            Named::One(id) => Meant::Id(id),
            Named::Several(ids) => Meant::Several(ids),
            Named::Nobody(near) => match slug(text).filter(|_| self.mapping.keep_unknown) {
                Some(id) => Meant::Kept(id),
                None => Meant::Nobody(near),
            },
        }
    }

    /// What a cell says of time, the mapping's word first.
    pub(super) fn time(&self, cell: &Cell<'_>) -> Time {
        if let Cell::Text(text) = cell
            && let Some(mapped) = self.mapping.periods.get(&period_key(text))
        {
            return mapped.map_or(Time::LeftOut, |period| Time::Is(When::Period(period)));
        }
        when::when(cell).map_or(Time::Nothing, Time::Is)
    }

    /// The authority of a name and a code, either of which may be empty. One of England's has its
    /// ONS code and its usual name; another is taken as it is.
    pub(super) fn authority(&self, name: &str, code: &str) -> Option<Authority> {
        let mapped = self.mapping.authorities.get(&fold(name)).filter(|_| !name.is_empty());
        if let Some(mapped) = mapped {
            return Some(self.asked(mapped));
        }
        let (name, code) = (name.trim(), code.trim());
        // Suppressed and inapplicable codes stand where a code would.
        let code = if super::number::reason(code).is_some() { "" } else { code };
        let by_code = |area: &&Area| {
            let same = |own: &str| !code.is_empty() && own.eq_ignore_ascii_case(code);
            same(&area.ons) || same(&area.number)
        };
        if let Some(area) = self.england.areas().iter().find(by_code) {
            return Some(of_area(area));
        }
        if name.is_empty() {
            let name = code.to_owned();
            return (!code.is_empty()).then(|| Authority { code: Some(code.to_owned()), name });
        }
        let named = self.england.areas().iter().find(|area| is_called(area, name));
        match named {
            Some(area) if code.is_empty() => Some(of_area(area)),
            _ => Some(Authority {
                code: Some(code.to_owned()).filter(|code| !code.is_empty()),
                name: name.to_owned(),
            }),
        }
    }

    /// The authority that a person names: a code, a name, or a part of a name that only one has.
    pub(super) fn asked(&self, asked: &str) -> Authority {
        let areas = self.england.areas();
        let known = areas
            .iter()
            .map(|area| (area.name.as_str(), vec![area.ons.as_str(), area.number.as_str()]));
        match find(asked, known) {
            Ok(at) => areas.get(at).map_or_else(|| plain(asked), of_area),
            Err(_) => plain(asked),
        }
    }

    /// The nearest of England's authorities, for a name that is almost one.
    pub(super) fn near_authority(&self, name: &str) -> Option<String> {
        let areas = self.england.areas();
        let known = areas.iter().map(|area| (area.name.as_str(), Vec::new()));
        match find(name, known) {
            Err(NotFound::None(near) | NotFound::Several(near)) => near.into_iter().next(),
            Ok(_) => None,
        }
    }

    /// The folder of an authority: its name, and its code where another area has that name.
    pub(super) fn folder(&self, authority: &Authority) -> String {
        let code = authority.code.as_deref().unwrap_or_default();
        let name = slug(&authority.name);
        let stranger = |area: &&Area| {
            let same = |own: &str| own.eq_ignore_ascii_case(code);
            !code.is_empty()
                && fold(&area.name) == fold(&authority.name)
                && !same(&area.ons)
                && !same(&area.number)
        };
        let taken = self.england.areas().iter().find(stranger).is_some();
        match (name, slug(code)) {
            (Some(name), Some(code)) if taken => format!("{name}-{code}"),
            (Some(name), _) if is_device(&name) => format!("{name}-"),
            (Some(name), _) => name,
            (None, Some(code)) => code,
            (None, None) => "authority".to_owned(),
        }
    }

    /// Whether two authorities are one: by code, else by name.
    pub(super) fn same(&self, a: &Authority, b: &Authority) -> bool {
        match (a.code.as_deref(), b.code.as_deref()) {
            (Some(x), Some(y)) => x.eq_ignore_ascii_case(y) || self.england.same_code(x, y),
            _ => fold(&a.name) == fold(&b.name),
        }
    }
}

fn plain(name: &str) -> Authority {
    Authority { code: None, name: name.trim().to_owned() }
}

fn of_area(area: &Area) -> Authority {
    let code = if area.ons.is_empty() { &area.number } else { &area.ons };
    Authority { code: Some(code.clone()), name: area.name.clone() }
}

/// Whether an area has a name, with or without the words that councils put around it.
fn is_called(area: &Area, name: &str) -> bool {
    let (own, name) = (fold(&area.name), fold(name));
    if own == name {
        return true;
    }
    let mut bare = name.as_str();
    for words in AROUND {
        let words = words.trim_matches(' ');
        bare = bare.strip_prefix(words).filter(|r| r.starts_with(' ')).unwrap_or(bare).trim();
        bare = bare.strip_suffix(words).filter(|r| r.ends_with(' ')).unwrap_or(bare).trim();
    }
    own == bare
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::catalogue::built_in;

    fn with_desk(test: impl FnOnce(&Desk<'_>)) {
        let (catalogue, mapping) = (built_in(), Mapping::default());
        test(&Desk::new(&catalogue, &mapping));
    }

    #[test]
    fn a_council_is_known_by_its_name_its_code_and_its_full_style() {
        with_desk(|desk| {
            for (name, code) in [
                ("Haringey", ""),
                ("London Borough of Haringey", ""),
                ("LB Haringey", ""),
                ("Haringey Council", ""),
                ("", "309"),
                ("Anything", "E09000014"),
            ] {
                let found = desk.authority(name, code).unwrap();
                assert_eq!(
                    (found.name.as_str(), found.code.as_deref()),
                    ("Haringey", Some("E09000014"))
                );
            }
            let invented = desk.authority("Sampleton", "").unwrap();
            assert_eq!((invented.name.as_str(), invented.code), ("Sampleton", None));
            assert_eq!(desk.authority("", ""), None);
            assert_eq!(desk.near_authority("Harringay").as_deref(), Some("Haringey"));
        });
    }

    #[test]
    fn folders_are_names_and_namesakes_have_their_code() {
        with_desk(|desk| {
            let folder = |name: &str, code: &str| {
                let code = Some(code.to_owned()).filter(|c| !c.is_empty());
                desk.folder(&Authority { code, name: name.to_owned() })
            };
            assert_eq!(folder("Haringey", "E09000014"), "haringey");
            assert_eq!(folder("Haringey", "309"), "haringey");
            assert_eq!(folder("Haringey", ""), "haringey");
            assert_eq!(folder("Haringey", "E99999999"), "haringey-e99999999");
            assert_eq!(folder("Bristol, City of", ""), "bristol-city-of");
            assert_eq!(folder("???", ""), "authority");
            assert_eq!(folder("Con", ""), "con-", "no folder is called con on Windows");
        });
    }

    #[test]
    fn the_code_is_believed_before_the_name() {
        with_desk(|desk| {
            assert_eq!(desk.meant("FD4", "Referrals"), Meant::Id("rereferrals".into()));
            assert_eq!(desk.meant("1.2", "Referrals"), Meant::Id("referrals".into()));
            assert_eq!(desk.meant("", "Rereferals"), Meant::Nobody(Some("rereferrals".into())));
        });
    }
}
