//! Other keys for commands, as a configuration asks for them.

use super::written::{BACK, LEAVE};
use super::{Action, Binding, Bound, Keymap};
use crate::app::input::Press;
use crate::app::page::PageKind;

/// Keys that cannot be had because another command has one of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// Which of what was asked for, by position.
    pub asked: usize,
    /// The key.
    pub key: Press,
    /// A page on which both commands work.
    pub page: PageKind,
    /// The command that has it.
    pub other: &'static Binding,
}

/// The command that a key belongs to whatever a configuration says: Ctrl-C always leaves, Esc
/// always leads back.
pub fn belongs_to(key: Press) -> Option<Action> {
    match key {
        LEAVE => Some(Action::Quit),
        BACK => Some(Action::Back),
        _ => None,
    }
}

/// The keys that a command has whatever a configuration says.
fn kept(binding: &Binding) -> Option<Press> {
    [LEAVE, BACK].into_iter().find(|key| binding.keys.contains(key))
}

impl Keymap {
    /// The keys with others for some commands: the command's position in [`KEYS`](super::KEYS) and its keys, none
    /// to leave it without. A key that always leaves or leads back goes with no other command, and
    /// stays with its own. Where two commands would share a key on a page, the one asked for last
    /// keeps what it has without being asked for.
    pub fn rebound(asked: &[(usize, Vec<Press>)]) -> (Self, Vec<Clash>) {
        let mut keymap = Self::default();
        for (row, keys) in asked {
            let Some(bound) = keymap.0.get_mut(*row) else { continue };
            *bound = Bound::new(bound.binding, allowed(bound.binding, keys));
        }
        let mut clashes: Vec<Clash> = Vec::new();
        while let Some(clash) = keymap.clash(asked, &clashes) {
            let row = asked.get(clash.asked).map(|(row, _)| *row);
            if let Some(bound) = row.and_then(|row| keymap.0.get_mut(row)) {
                *bound = Bound::new(bound.binding, bound.binding.keys.to_vec());
            }
            clashes.push(clash);
        }
        clashes.sort_by_key(|clash| clash.asked);
        (keymap, clashes)
    }

    /// The last of what was asked for and still stands that shares a key with another command.
    fn clash(&self, asked: &[(usize, Vec<Press>)], given_up: &[Clash]) -> Option<Clash> {
        let stands = |(at, _): &(usize, _)| !given_up.iter().any(|clash| clash.asked == *at);
        asked.iter().enumerate().rev().filter(stands).find_map(|(asked, (row, _))| {
            let own = self.0.get(*row)?;
            let mut others = self.0.iter().filter(|other| other.binding != own.binding);
            others.find_map(|other| {
                let works = |page: &&PageKind| other.binding.works_on(**page);
                let page = *own.binding.pages.iter().find(works)?;
                let key = *own.keys.iter().find(|key| other.keys.contains(key))?;
                Some(Clash { asked, key, page, other: other.binding })
            })
        })
    }
}

/// The keys that a command may have of those asked for.
fn allowed(binding: &Binding, asked: &[Press]) -> Vec<Press> {
    let mut keys: Vec<Press> = kept(binding).into_iter().collect();
    for key in asked {
        if belongs_to(*key).is_none() && !keys.contains(key) {
            keys.push(*key);
        }
    }
    keys
}

#[cfg(test)]
mod tests {
    use crossterm::event::KeyCode;
    use proptest::prelude::*;

    use super::*;
    use crate::app::keymap::KEYS;

    fn row(name: &str) -> usize {
        KEYS.iter().position(|binding| binding.name == name).unwrap()
    }

    fn keys(text: &str) -> Vec<Press> {
        text.chars().map(Press::char).collect()
    }

    fn does(keymap: &Keymap, key: char, page: PageKind) -> Option<Action> {
        keymap.action(Press::char(key), page).map(|(action, _)| action)
    }

    #[test]
    fn commands_have_the_keys_that_were_asked_for_and_no_others() {
        let asked = [(row("find"), keys("K")), (row("theme"), vec![]), (row("core"), keys("z"))];
        let (keymap, clashes) = Keymap::rebound(&asked[..2]);
        assert_eq!(clashes, []);
        assert_eq!(does(&keymap, 'K', PageKind::Section), Some(Action::Find));
        assert_eq!(does(&keymap, '/', PageKind::Section), None);
        assert_eq!(does(&keymap, 't', PageKind::Section), None);
        assert_eq!(keymap.key(Action::Find, PageKind::Section), "K");
        assert!(keymap.footer(PageKind::Section).contains(&("K".to_owned(), "find")));
        let (keymap, clashes) = Keymap::rebound(&asked);
        assert_eq!((clashes.len(), clashes[0].asked, clashes[0].other.name), (1, 2, "grain"));
        assert_eq!(keymap.key(Action::Core, PageKind::Section), ".");
    }

    #[test]
    fn two_commands_can_change_places() {
        let asked = [(row("find"), keys("f")), (row("filter"), keys("/"))];
        let (keymap, clashes) = Keymap::rebound(&asked);
        assert_eq!(clashes, []);
        assert_eq!(does(&keymap, 'f', PageKind::Section), Some(Action::Find));
        assert_eq!(does(&keymap, '/', PageKind::Section), Some(Action::Filter));
    }

    #[test]
    fn of_two_that_ask_for_one_key_the_first_has_it() {
        let asked = [(row("find"), keys("K")), (row("grain"), keys("K"))];
        let (keymap, clashes) = Keymap::rebound(&asked);
        assert_eq!((clashes.len(), clashes[0].asked, clashes[0].other.name), (1, 1, "find"));
        assert_eq!(does(&keymap, 'K', PageKind::Section), Some(Action::Find));
        assert_eq!(does(&keymap, 'z', PageKind::Section), Some(Action::Grain));
        // What falls back may drive out what stood on its key.
        let asked = [(row("core"), keys("z")), (row("find"), keys("K")), (row("grain"), keys("K"))];
        let (keymap, clashes) = Keymap::rebound(&asked);
        assert_eq!(clashes.iter().map(|clash| clash.asked).collect::<Vec<_>>(), [0, 2]);
        assert_eq!(does(&keymap, '.', PageKind::Section), Some(Action::Core));
    }

    #[test]
    fn one_key_may_do_different_things_on_different_pages() {
        let (keymap, clashes) =
            Keymap::rebound(&[(row("sort"), keys("K")), (row("order"), keys("K"))]);
        assert_eq!(clashes, []);
        assert_eq!(does(&keymap, 'K', PageKind::Section), Some(Action::Sort));
        assert_eq!(does(&keymap, 'K', PageKind::Overview), Some(Action::Order));
    }

    #[test]
    fn the_keys_that_leave_and_lead_back_stay_where_they_are() {
        let nothing: Vec<_> = (0..KEYS.len()).map(|row| (row, vec![])).collect();
        let grabs = [(row("find"), vec![LEAVE, BACK, Press::char('K')])];
        for asked in [&nothing[..], &grabs] {
            let (keymap, clashes) = Keymap::rebound(asked);
            assert_eq!(clashes, []);
            for page in PageKind::ALL {
                let done = |key| keymap.action(key, page).map(|(action, _)| action);
                assert_eq!(done(LEAVE), Some(Action::Quit));
                assert_eq!(done(BACK), Some(Action::Back));
            }
        }
    }

    fn any_press() -> impl Strategy<Value = Press> {
        let table: Vec<Press> = KEYS.iter().flat_map(|b| b.keys.iter().copied()).collect();
        prop_oneof![
            4 => prop::sample::select(table),
            1 => any::<char>().prop_map(Press::char),
            1 => (1..=12_u8).prop_map(|n| Press::key(KeyCode::F(n))),
        ]
    }

    proptest! {
        #[test]
        fn no_configuration_makes_a_page_without_a_way_back_or_out(
            asked in prop::collection::vec((0..KEYS.len(), prop::collection::vec(any_press(), 0..4)), 0..30)
        ) {
            let (keymap, clashes) = Keymap::rebound(&asked);
            for page in PageKind::ALL {
                let done = |key| keymap.action(key, page).map(|(action, _)| action);
                prop_assert_eq!(done(LEAVE), Some(Action::Quit));
                prop_assert_eq!(done(BACK), Some(Action::Back));
                // No key does two things, and every key does what its command says.
                let mut seen: Vec<Press> = Vec::new();
                for bound in keymap.all().iter().filter(|bound| bound.binding.works_on(page)) {
                    for key in &bound.keys {
                        prop_assert!(!seen.contains(key), "{:?} twice on {:?}", key, page);
                        prop_assert_eq!(done(*key), Some(bound.binding.action));
                        seen.push(*key);
                    }
                }
            }
            prop_assert!(clashes.iter().all(|clash| clash.asked < asked.len()));
        }
    }
}
