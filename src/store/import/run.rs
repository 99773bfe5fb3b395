//! One import under way: what was gathered, what was said, and what names were met.

use std::collections::{HashMap, HashSet};

use crate::domain::authority::Authority;
use crate::domain::indicator::Frequency;
use crate::domain::value::Unit;
use crate::store::text::quoted;

use super::cell::Row;
use super::desk::{Desk, Meant};
use super::gathered::Gathered;
use super::told::{Said, Spot, Told};

/// An indicator that figures are taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Known {
    /// Its number among the gathered.
    pub number: u32,
    /// Its unit; `None` where the catalogue lacks it.
    pub unit: Option<Unit>,
    /// How often it comes; `None` where the catalogue lacks it.
    pub frequency: Option<Frequency>,
}

/// Whose a figure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Whose {
    /// An authority's, by its number among the gathered.
    Number(u16),
    /// Another's than the one that is wanted.
    NotWanted,
    /// Nobody says.
    Nobody,
}

/// A name of an indicator that was met, for the mapping file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Met {
    /// As it stands in the source.
    pub text: String,
    /// What it stands for.
    pub meant: Meant,
    /// How many figures were taken or left for it.
    pub times: usize,
}

/// What a whole import holds.
pub(super) struct Run<'d> {
    pub desk: &'d Desk<'d>,
    pub gathered: Gathered,
    pub told: Told,
    /// Whose figures are those that do not say.
    pub own: Option<u16>,
    /// When figures were extracted that do not say.
    pub extract: u16,
    /// Nothing is written: it is only found out what would be.
    pub only_looks: bool,
    /// Names of indicators in the order in which they were met.
    pub met: Vec<Met>,
    names: HashMap<String, (usize, Option<Known>)>,
    authorities: HashMap<String, Whose>,
    /// Tables that do not say whose their figures are.
    nobodys: HashSet<u16>,
    key: String,
}

impl<'d> Run<'d> {
    /// An import of which nothing has been read.
    pub(super) fn new(
        desk: &'d Desk<'d>,
        mut gathered: Gathered,
        told: Told,
        extract: u16,
    ) -> Self {
        let own = desk.wanted.as_ref().map(|wanted| gathered.authority(wanted));
        Self {
            desk,
            gathered,
            told,
            own,
            extract,
            met: Vec::new(),
            names: HashMap::new(),
            authorities: HashMap::new(),
            only_looks: false,
            nobodys: HashSet::new(),
            key: String::new(),
        }
    }

    /// Whether a code and a name have been met before.
    pub(super) fn has_met(&mut self, code: &str, name: &str) -> bool {
        self.put_key(code, name);
        self.names.contains_key(&self.key)
    }

    fn put_key(&mut self, first: &str, second: &str) {
        self.key.clear();
        self.key.push_str(first);
        self.key.push('\u{1f}');
        self.key.push_str(second);
    }

    /// The indicator of a code and a name; `None` with the complaint made, once.
    pub(super) fn indicator(
        &mut self,
        code: &str,
        name: &str,
        spot: Spot,
        row: &Row<'_>,
    ) -> Option<Known> {
        self.put_key(code, name);
        if let Some((at, known)) = self.names.get(&self.key) {
            if let Some(met) = self.met.get_mut(*at) {
                met.times += 1;
            }
            return *known;
        }
        let meant = self.desk.meant(code, name);
        let text = format!("{code} {name}").trim().to_owned();
        let known = self.known(&meant, &text, spot, row);
        self.met.push(Met { text, meant, times: 1 });
        self.names.insert(self.key.clone(), (self.met.len() - 1, known));
        known
    }

    fn known(&mut self, meant: &Meant, text: &str, spot: Spot, row: &Row<'_>) -> Option<Known> {
        let shown = quoted(text, 60);
        let said = match meant {
            Meant::Id(id) => return Some(self.number(id)),
            Meant::Kept(id) => {
                let known = self.number(id);
                self.told.at(spot, Some(row), kept(id));
                return Some(known);
            }
            Meant::LeftOut => return None,
            Meant::Several(ids) => Said::error(
                "several-indicators",
                format!("{shown} could be {}, left out", ids.join(", ")),
                "use the code or the id, or map it under [indicators]",
            ),
            Meant::Nobody(near) => Said::error(
                "unknown-indicator",
                format!("{shown} is no indicator of the catalogue, left out"),
                match near {
                    Some(near) => format!(
                        "did you mean `{near}`? Map it under [indicators], or keep \
                                           it under Other with --keep-unknown"
                    ),
                    None => "map it under [indicators], describe it in catalogue.json, or keep it \
                             under Other with --keep-unknown"
                        .to_owned(),
                },
            ),
        };
        self.told.at(spot, Some(row), said);
        None
    }

    /// An indicator of which the id is known.
    pub(super) fn number(&mut self, id: &str) -> Known {
        Known {
            number: self.gathered.indicator(id),
            unit: self.desk.unit(id),
            frequency: self.desk.frequency(id),
        }
    }

    /// Whose a row's figures are, by the name and code that it gives; either may be empty.
    pub(super) fn whose(&mut self, name: &str, code: &str, spot: Spot, row: &Row<'_>) -> Whose {
        if name.is_empty() && code.is_empty() {
            return self.own.map_or_else(|| self.nobodys(spot, row), Whose::Number);
        }
        self.put_key(name, code);
        if let Some(known) = self.authorities.get(&self.key) {
            return *known;
        }
        let whose = match self.desk.authority(name, code) {
            None => Whose::Nobody,
            Some(found) => {
                let wanted = self.desk.wanted.as_ref();
                if wanted.is_some_and(|wanted| !self.desk.same(wanted, &found)) {
                    Whose::NotWanted
                } else {
                    if found.code.is_none()
                        && let Some(near) = self.desk.near_authority(name)
                    {
                        self.told.at(spot, Some(row), unknown(name, &near));
                    }
                    Whose::Number(self.gathered.authority(wanted.unwrap_or(&found)))
                }
            }
        };
        self.authorities.insert(self.key.clone(), whose);
        whose
    }
}

impl Run<'_> {
    /// Says once a table that nothing says whose its figures are. Where nothing is written they are
    /// taken all the same, so that what is understood of them can be seen.
    fn nobodys(&mut self, spot: Spot, row: &Row<'_>) -> Whose {
        if self.nobodys.insert(spot.table) {
            self.told.at(spot, Some(row), nobody());
        }
        if !self.only_looks {
            return Whose::Nobody;
        }
        let somebody = Authority { code: None, name: "whoever they are".to_owned() };
        Whose::Number(self.gathered.authority(&somebody))
    }
}

/// An indicator that the catalogue lacks and that is kept.
pub(super) fn kept(id: &str) -> Said {
    Said::warning(
        "unknown-indicator",
        format!("`{id}` is not in the catalogue, kept under Other"),
        "describe it in catalogue.json: section, name, unit",
    )
}

fn nobody() -> Said {
    Said::error(
        "no-authority",
        "nothing says whose figures these are",
        "name the council with --authority, or in the mapping",
    )
}

fn unknown(name: &str, near: &str) -> Said {
    Said::warning(
        "unknown-authority",
        format!("{} is none of England's authorities, taken as it is", quoted(name, 60)),
        format!("did you mean {near}? Map it under [authorities]"),
    )
}
