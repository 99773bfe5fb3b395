//! Ranks and quartiles among authorities, on unrounded values.

use super::board::RankView;
use crate::domain::indicator::Polarity;

/// 1 + the number strictly better; with no right direction, by size from the largest. `ranked` is
/// smallest first.
pub fn rank(own: f64, ranked: &[f64], polarity: Polarity) -> usize {
    let ahead = match polarity {
        Polarity::Lower => ranked.partition_point(|other| *other < own),
        Polarity::Higher | Polarity::Target | Polarity::None => {
            ranked.len() - ranked.partition_point(|other| *other <= own)
        }
    };
    1 + ahead
}

/// How many of the ranked figures are `own`, itself among them. `ranked` is smallest first.
pub fn shared(own: f64, ranked: &[f64]) -> usize {
    let upto = ranked.partition_point(|other| *other <= own);
    upto - ranked.partition_point(|other| *other < own)
}

/// The quarter of all figures that `own` lies in, `A` best; an upper edge belongs to the lower
/// interval. `ranked` is smallest first. `None` with no right direction.
///
/// # Source
/// DfE's Local Authority Interactive Tool: R type-7 quantiles over the same authorities.
pub fn quartile(own: f64, ranked: &[f64], polarity: Polarity) -> Option<char> {
    let edges = [quantile(ranked, 0.25)?, quantile(ranked, 0.5)?, quantile(ranked, 0.75)?];
    let from_below = edges.iter().filter(|edge| own > **edge).count();
    let letters = match polarity {
        Polarity::Lower => ['A', 'B', 'C', 'D'],
        Polarity::Higher => ['D', 'C', 'B', 'A'],
        Polarity::Target | Polarity::None => return None,
    };
    letters.get(from_below).copied()
}

/// R's type-7 quantile of sorted values; `None` of none.
pub fn quantile(sorted: &[f64], p: f64) -> Option<f64> {
    #[expect(clippy::cast_precision_loss, reason = "at most a few hundred authorities")]
    let place = sorted.len().checked_sub(1)? as f64 * p;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a position in the slice, never negative"
    )]
    let below = place.floor() as usize;
    let low = *sorted.get(below)?;
    let high = sorted.get(below + 1).copied().unwrap_or(low);
    Some(low + (place - place.floor()) * (high - low))
}

/// Rank in words: `joint 34th of 151 (2024/25)`, `3rd highest of 151 (2024/25)`.
pub fn rank_words(rank: &RankView, polarity: Polarity) -> String {
    let joint = if rank.joint { "joint " } else { "" };
    let by_size = matches!(polarity, Polarity::None | Polarity::Target);
    let highest = if by_size { " highest" } else { "" };
    format!("{joint}{}{highest} of {} ({})", ordinal(rank.position), rank.of, rank.period.short())
}

/// `1st`, `2nd`, `3rd`, `11th`.
pub fn ordinal(n: usize) -> String {
    let ending = match (n % 10, n % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{n}{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_and_quartiles_equal_the_tools_own() {
        let text = include_str!("../../tests/golden/lait_vectors_public.json");
        let sets: serde_json::Value = serde_json::from_str(text).unwrap();
        let mut seen = 0;
        for set in sets.as_array().unwrap() {
            let polarity = match set["polarity"].as_str().unwrap() {
                "High" => Polarity::Higher,
                "Low" => Polarity::Lower,
                _ => Polarity::None,
            };
            let latest: Vec<Option<f64>> =
                set["latest"].as_array().unwrap().iter().map(serde_json::Value::as_f64).collect();
            let mut all: Vec<f64> = latest.iter().flatten().copied().collect();
            all.sort_by(f64::total_cmp);
            let expected = &set["expected"];
            for (at, value) in latest.iter().enumerate() {
                let (rank_wanted, band) = (&expected["rank"][at], &expected["band"][at]);
                match (value, polarity) {
                    (Some(value), Polarity::None) => {
                        assert_eq!(band, "-", "{}", set["id"]);
                        assert_eq!(quartile(*value, &all, polarity), None);
                    }
                    (Some(value), _) => {
                        let ours = rank(*value, &all, polarity).to_string();
                        assert_eq!(rank_wanted, &ours, "{} at {at}", set["id"]);
                        let ours = quartile(*value, &all, polarity).unwrap().to_string();
                        assert_eq!(band, &ours, "{} at {at}", set["id"]);
                        seen += 1;
                    }
                    (None, _) => assert!(rank_wanted.is_null() || rank_wanted == "-"),
                }
            }
            let quantiles = expected["quantiles"].as_array().unwrap();
            for (at, p) in [0.0, 0.25, 0.5, 0.75, 1.0].into_iter().enumerate() {
                if let Some(wanted) = quantiles[at].as_f64() {
                    assert!((quantile(&all, p).unwrap() - wanted).abs() < 1e-9);
                }
            }
        }
        assert!(seen > 50, "only {seen} ranks were compared");
    }

    #[test]
    fn ordinals_read_as_people_say_them() {
        let said: Vec<_> = [1, 2, 3, 4, 11, 12, 13, 21, 111, 122].map(ordinal).into();
        assert_eq!(
            said,
            ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "111th", "122nd"]
        );
    }
}
