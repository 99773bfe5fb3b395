//! The keys as a person reads them: the help screen, `callover keys`, the README.

use std::fmt::Write as _;

use super::{Binding, Bound, Keymap};
use crate::app::look::Mark;
use crate::app::page::PageKind;

/// A line of the help screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HelpLine<'a> {
    /// A heading.
    Heading(&'static str),
    /// A command and its keys.
    Key(&'a Bound),
    /// A word of the table and what it means.
    Word(&'static str, &'static str),
    /// A mark of the table; it says itself what it means.
    Mark(Mark),
    /// An empty line.
    Gap,
}

/// What the control column says.
const CONTROL_WORDS: [(&str, &str); 4] = [
    ("worse", "a real change, no chance one; so are better, rising and falling"),
    ("usual", "no more than its usual ups and downs"),
    ("unlikely", "unlikely to meet its target as it runs"),
    ("likely", "likely to meet its target as it runs"),
];

/// Where a binding works, in words.
fn places(binding: &Binding) -> String {
    if binding.pages == PageKind::ALL {
        return "everywhere".to_owned();
    }
    let named = |pages: Vec<PageKind>| {
        pages.into_iter().map(|p| p.title().to_lowercase()).collect::<Vec<_>>().join(", ")
    };
    let others: Vec<_> = PageKind::ALL.into_iter().filter(|p| !binding.works_on(*p)).collect();
    if others.len() <= 2 {
        format!("all but {}", named(others))
    } else {
        named(binding.pages.to_vec())
    }
}

impl Keymap {
    /// The help screen: the keys of `page` first, then the others.
    pub fn help(&self, page: PageKind) -> Vec<HelpLine<'_>> {
        let works = |bound: &&Bound| bound.binding.works_on(page);
        let (keyed, keyless): (Vec<_>, Vec<_>) =
            self.all().iter().partition(|bound| !bound.keys.is_empty());
        let (here, others): (Vec<_>, Vec<_>) = keyed.into_iter().partition(works);
        let mut lines = vec![HelpLine::Heading(page.title())];
        lines.extend(here.into_iter().map(HelpLine::Key));
        if !others.is_empty() {
            lines.extend([HelpLine::Gap, HelpLine::Heading("On other screens")]);
            lines.extend(others.into_iter().map(HelpLine::Key));
        }
        lines.extend([HelpLine::Gap, HelpLine::Heading("Without a key: by name, in the palette")]);
        lines.extend(keyless.into_iter().filter(works).map(HelpLine::Key));
        lines.extend([HelpLine::Gap, HelpLine::Heading("At the left edge of a row")]);
        lines.extend(Mark::ALL.map(HelpLine::Mark));
        lines.extend([HelpLine::Gap, HelpLine::Heading("In the column `control`")]);
        lines.extend(CONTROL_WORDS.iter().map(|(word, means)| HelpLine::Word(word, means)));
        lines
    }

    /// The commands that have keys as Markdown, for the README.
    pub fn markdown(&self) -> String {
        let mut out = String::from("| keys | do | on |\n| --- | --- | --- |\n");
        for bound in self.all().iter().filter(|bound| !bound.keys.is_empty()) {
            let label: Vec<_> = bound.label.split(' ').map(|key| format!("`{key}`")).collect();
            let (label, does) = (label.join(" "), bound.binding.does);
            let _ = writeln!(out, "| {label} | {does} | {} |", places(bound.binding));
        }
        out
    }

    /// Every command as plain text, for `callover keys`.
    pub fn text(&self) -> String {
        let mut out = String::new();
        for Bound { binding, label, .. } in self.all() {
            let Binding { name, does, .. } = binding;
            let _ = writeln!(out, "{label:<10} {name:<17} {does} ({})", places(binding));
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::keymap::KEYS;

    #[test]
    fn every_reader_of_the_table_has_every_key() {
        let keymap = Keymap::default();
        let (markdown, text) = (keymap.markdown(), keymap.text());
        for binding in KEYS {
            assert!(markdown.contains(binding.does) || binding.keys.is_empty(), "{}", binding.name);
            assert!(text.contains(binding.name), "{}", binding.name);
            for page in binding.pages {
                let shown = keymap
                    .help(*page)
                    .iter()
                    .any(|line| matches!(line, HelpLine::Key(b) if b.binding == binding));
                assert!(shown, "{} on {page:?}", binding.name);
                for (nth, key) in binding.keys.iter().enumerate() {
                    let done = keymap.action(*key, *page);
                    assert_eq!(done, Some((binding.action, nth)), "{}", binding.name);
                }
            }
        }
    }
}
