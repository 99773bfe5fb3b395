//! What stands beside a figure: comment, benchmarks, breakdowns, cohorts.

use crate::domain::observation::{Breakdown, Cohort, Comment, Detail, GivenBenchmark, OfWhich};
use crate::domain::value::brief;

use super::super::raise::Trail;
use super::super::shape::snapshot as shape;
use super::super::shape::text;
use super::super::text::quoted;
use super::convert::{Converter, is_id};
use super::figure::{Parts, Rule, figure};

/// The most characters that a comment may have.
const LONGEST_COMMENT: usize = 2000;

impl Converter<'_, '_> {
    /// What stands beside a figure; `None` where nothing does.
    pub(super) fn detail(
        &mut self,
        given: &shape::Observation<'_>,
        rule: Rule,
        at: Trail<'_>,
    ) -> Option<Box<Detail>> {
        let plain = given.comment.is_none()
            && given.data_note.is_none()
            && given.target.is_none()
            && given.amber.is_none()
            && given.benchmarks.is_none()
            && given.breakdowns.is_none()
            && given.cohorts.is_none();
        if plain {
            return None;
        }
        let detail = Detail {
            comment: given.comment.as_ref().and_then(|c| self.comment(c, at.key("comment"))),
            data_note: self.raises.optional(text(given.data_note.as_deref()), at, "data_note"),
            target: given.target,
            amber: given.amber,
            benchmarks: self.benchmarks(given.benchmarks.as_deref(), at.key("benchmarks")),
            breakdowns: self.breakdowns(given, rule, at.key("breakdowns")),
            cohorts: self.cohorts(given, at.key("cohorts")),
        };
        (!detail.is_empty()).then(|| Box::new(detail))
    }

    fn comment(&mut self, given: &shape::Comment<'_>, at: Trail<'_>) -> Option<Comment> {
        let object = &given.object;
        let text_at = if given.bare { at } else { at.key("text") };
        let mut comment = self.raises.text(&object.text, text_at);
        if let Some((end, _)) = comment.char_indices().nth(LONGEST_COMMENT) {
            let message = format!(
                "a comment of {} characters, up to {LONGEST_COMMENT} are wanted",
                comment.chars().count()
            );
            let help = "shorten it; what is beyond was cut off";
            self.raises.error("long-comment", text_at, message, help);
            comment.truncate(end);
        }
        let author = self.raises.optional(text(object.author.as_ref()), at, "author");
        let public = object.public.unwrap_or(false);
        (!comment.trim().is_empty()).then_some(Comment { text: comment, public, author })
    }

    fn benchmarks(
        &mut self,
        given: Option<&shape::Benchmarks<'_>>,
        at: Trail<'_>,
    ) -> Vec<GivenBenchmark> {
        let given = given.map_or(&[][..], |benchmarks| &benchmarks.0);
        given.iter().filter_map(|(name, given)| self.benchmark(name, given, at.key(name))).collect()
    }

    fn benchmark(
        &mut self,
        name: &str,
        given: &shape::BenchmarkObject<'_>,
        at: Trail<'_>,
    ) -> Option<GivenBenchmark> {
        let mut period = |key: &'static str, text: Option<&str>| {
            text.and_then(|text| self.period(text, at.key(key)))
        };
        let covers = period("period", text(given.period.as_ref()));
        let awaited = period("awaited", text(given.awaited.as_ref()));
        if given.value.is_none() && given.awaited.is_none() {
            let message = format!("the benchmark {} has no `value`", quoted(name, 60));
            let help = "give `value`, or say in `awaited` when it is expected";
            let told = self.raises.error("no-figure", at, message, help);
            told.absent = &["value", "awaited"];
            return None;
        }
        Some(GivenBenchmark {
            name: self.raises.text(name, at),
            value: given.value,
            period: covers,
            count: self.whole(given.count, at.key("count")),
            of: self.whole(given.of, at.key("of")),
            median: given.median,
            low: given.low,
            high: given.high,
            basis: self.raises.optional(text(given.basis.as_ref()), at, "basis"),
            awaited,
        })
    }

    /// A number of things; `None` with the complaint made where it is no such number.
    fn whole(&mut self, given: Option<f64>, at: Trail<'_>) -> Option<u32> {
        let number = given?;
        let whole = whole(number);
        if whole.is_none() {
            let message = format!("{}, a whole number of 0 or more is wanted", brief(number));
            self.raises.error("not-whole", at, message, "put the number right");
        }
        whole
    }

    fn breakdowns(
        &mut self,
        given: &shape::Observation<'_>,
        rule: Rule,
        list: Trail<'_>,
    ) -> Vec<Breakdown> {
        let mut breakdowns = Vec::new();
        for (index, part) in given.breakdowns.iter().flatten().enumerate() {
            let at = list.index(index);
            let parts = Parts {
                value: part.value,
                numerator: part.numerator,
                denominator: part.denominator,
                missing: part.missing,
                status: given.status,
            };
            let Some(figure) = figure(parts, rule, at, "category", self.raises) else {
                continue;
            };
            breakdowns.push(Breakdown {
                by: self.raises.text(&part.by, at.key("by")),
                category: self.raises.text(&part.category, at.key("category")),
                figure,
                overlapping: part.overlapping.unwrap_or(false),
                benchmarks: self.benchmarks(part.benchmarks.as_ref(), at.key("benchmarks")),
                of_which: self.of_which(part, rule, parts, at.key("of_which")),
            });
        }
        breakdowns
    }

    fn of_which(
        &mut self,
        given: &shape::Breakdown<'_>,
        rule: Rule,
        whole: Parts,
        list: Trail<'_>,
    ) -> Vec<OfWhich> {
        let mut found = Vec::new();
        for (index, part) in given.of_which.iter().flatten().enumerate() {
            let at = list.index(index);
            let parts = Parts {
                value: part.value,
                numerator: part.numerator,
                denominator: part.denominator,
                missing: part.missing,
                status: whole.status,
            };
            let Some(figure) = figure(parts, rule, at, "category", self.raises) else {
                continue;
            };
            let category = self.raises.text(&part.category, at.key("category"));
            found.push(OfWhich { category, figure });
        }
        found
    }

    fn cohorts(&mut self, given: &shape::Observation<'_>, list: Trail<'_>) -> Vec<Cohort> {
        let mut cohorts = Vec::new();
        for (index, cohort) in given.cohorts.iter().flatten().enumerate() {
            cohorts.extend(self.cohort(cohort, list.index(index)));
        }
        cohorts
    }

    fn cohort(&mut self, given: &shape::Cohort<'_>, at: Trail<'_>) -> Option<Cohort> {
        let period = self.period(&given.cohort, at.key("cohort"))?;
        if !is_id(&given.step) {
            let message = format!("{} is not an indicator's id", quoted(&given.step, 60));
            self.raises.error("bad-id", at.key("step"), message, "name the step's indicator");
            return None;
        }
        for (key, number) in [("count", given.count), ("of", given.of)] {
            if number < 0.0 {
                let message = format!("a count of {}, 0 or more is wanted", brief(number));
                self.raises.error("negative-count", at.key(key), message, "put the figure right");
                return None;
            }
        }
        if given.count > given.of {
            let message = format!("{} of {}", brief(given.count), brief(given.of));
            let help = "no more can reach a step than started";
            self.raises.warning("more-than-all", at.key("count"), message, help);
        }
        let within_days = self.whole(given.within_days, at.key("within_days"));
        if within_days.is_none() && given.within_days.is_some() {
            return None;
        }
        let step = given.step.to_string();
        Some(Cohort { cohort: period, step, within_days, count: given.count, of: given.of })
    }
}

/// A double as a whole number.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "only whole numbers in range are cast"
)]
pub(in crate::store) fn whole(number: f64) -> Option<u32> {
    (number.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&number))
        .then_some(number as u32)
}
