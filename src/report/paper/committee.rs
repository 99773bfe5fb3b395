//! The headings of a committee's report: what the figures can say is said, the rest is left for those
//! who must write it.

use super::Paper;
use crate::report::document::Block;

/// What the head of a committee's report says, and nobody but its author knows.
const HEAD: &str = "committee, date of the meeting and number of the item; report of; contact; \
                    wards affected; key or non-key decision; exempt or open";

/// The comments that a committee's report must carry, each with who writes it.
const COMMENTS: &[(&str, &str)] = &[
    (
        "Financial comments",
        "by the chief finance officer: what this costs or saves, from which budget",
    ),
    ("Legal comments", "by the monitoring officer: the duties and powers that this rests on"),
    (
        "Equalities comments",
        "whom this touches more than others, by the public sector equality duty: age, disability, \
         ethnicity, sex and the other protected characteristics",
    ),
];

impl Paper<'_> {
    pub(super) fn committee_report(&self) -> Vec<Block> {
        let mut blocks = vec![Block::ToFill(HEAD.to_owned())];
        let mut number = 0;
        let mut part = |title: &str, words: Vec<Block>| {
            number += 1;
            blocks.push(Block::Heading(2, format!("{number}. {title}")));
            blocks.extend(words);
        };
        let committee = self
            .committee
            .map_or_else(|| "the committee".to_owned(), |committee| format!("the {committee}"));
        let committee = committee.as_str();
        part("Purpose", vec![Block::Text(self.purpose(committee))]);
        part("Recommendations", self.recommendations(committee));
        let why = "why this is recommended, and what else was considered".to_owned();
        part("Reasons for the recommendations", vec![Block::ToFill(why)]);
        part("Performance", nested(self.performance()));
        for (title, who) in COMMENTS {
            part(title, vec![Block::ToFill((*who).to_owned())]);
        }
        part(
            "Background papers",
            vec![Block::ToFill("papers that this report relies on".to_owned())],
        );
        blocks
    }

    fn purpose(&self, committee: &str) -> String {
        format!(
            "To tell {committee} how {}'s services for children stood in {}{}, what has changed and \
             what needs its attention.",
            self.board.authority.name,
            self.board.period.long(),
            self.as_at()
        )
    }

    fn recommendations(&self, committee: &str) -> Vec<Block> {
        let note = format!(
            "That {committee} notes the figures in this report. {}",
            self.board.needing_a_look()
        );
        vec![
            Block::Text(note),
            Block::ToFill("what else is asked for, one decision a line".to_owned()),
        ]
    }
}

/// Blocks under a heading of theirs: every heading a level lower.
fn nested(blocks: Vec<Block>) -> Vec<Block> {
    let lower = |block| match block {
        Block::Heading(level, words) => Block::Heading(level + 1, words),
        Block::Beside(words, chart) => Block::Beside(nested(words), chart),
        other => other,
    };
    blocks.into_iter().map(lower).collect()
}
