//! Tables of the children in care section.

use crate::book::Division;
use crate::figures::{Counts, Knot};
use crate::measures::{Measure, Shape};

/// Children with three or more placements in 12 months, in number.
pub const MOVES: Counts = [
    46, 47, 47, 48, 48, 48, 48, 49, 49, 49, 49, 50, //
    50, 50, 50, 50, 50, 50, 51, 51, 50, 50, 49, 49, //
    49, 49, 49, 49, 50, 49, 49, 50, 50, 51, 51, 54,
];
/// Children living in children's homes.
pub const RESIDENTIAL: Counts = [
    46, 46, 47, 47, 48, 47, 48, 47, 47, 48, 48, 48, //
    48, 49, 49, 48, 49, 50, 50, 51, 50, 50, 51, 51, //
    51, 52, 52, 52, 53, 53, 52, 53, 52, 52, 53, 52,
];
/// Adoption orders: 17 in the first year, 15 in the last.
pub const ADOPTIONS: Counts = [
    2, 1, 1, 2, 2, 1, 1, 2, 2, 0, 1, 2, //
    1, 2, 1, 1, 2, 1, 0, 2, 2, 1, 1, 2, //
    1, 1, 2, 1, 2, 0, 1, 2, 2, 1, 1, 1,
];
/// Children who left by special guardianship.
pub const GUARDIANS: Counts = [
    2, 1, 2, 2, 3, 1, 2, 2, 3, 1, 2, 2, //
    2, 2, 1, 3, 2, 2, 1, 3, 2, 2, 3, 2, //
    2, 1, 3, 2, 3, 2, 2, 2, 3, 1, 2, 2,
];
/// The stages of adoption: indicator, category, level, noise. They add up to the days in all.
pub const ADOPTION_STAGES: [(&str, &str, &[Knot], f64); 3] = [
    (
        "adoption-order-days",
        "Care to placement order",
        &[(0, 268.0), (11, 267.0), (23, 252.0), (26, 243.0), (30, 236.0), (35, 232.0)],
        2.0,
    ),
    (
        "adoption-match-days",
        "Placement order to match",
        &[(0, 198.0), (11, 197.0), (23, 176.0), (26, 161.0), (30, 155.0), (35, 152.0)],
        2.0,
    ),
    ("adoption-moving-days", "Match to moving in", &[(0, 46.0), (35, 47.0)], 0.8),
];
/// Kinds of fostering household.
pub const HOUSEHOLD_KINDS: [&str; 3] = ["Mainstream", "Family and friends", "Short breaks"];
/// Households approved by kind: 14 since April 2026, 8 of them mainstream.
pub const HOUSEHOLDS: [[i32; 3]; 36] = [
    [1, 1, 0],
    [0, 1, 0],
    [1, 0, 0],
    [1, 1, 0],
    [2, 1, 0],
    [0, 1, 0],
    [1, 0, 0],
    [1, 1, 1],
    [0, 1, 0],
    [0, 0, 0],
    [1, 1, 0],
    [2, 0, 0],
    [1, 1, 0],
    [0, 1, 0],
    [1, 1, 0],
    [1, 0, 0],
    [1, 1, 1],
    [1, 0, 0],
    [0, 1, 0],
    [2, 1, 0],
    [1, 0, 0],
    [0, 1, 0],
    [1, 1, 0],
    [1, 1, 0],
    [1, 0, 0],
    [1, 1, 0],
    [0, 1, 0],
    [2, 1, 0],
    [1, 0, 1],
    [1, 1, 0],
    [1, 1, 0],
    [1, 0, 0],
    [2, 1, 0],
    [0, 1, 0],
    [1, 0, 1],
    [2, 1, 0],
];

/// Children who come into care, by age: those aged 5 to 13 grow from a third to nearly half.
pub const STARTS_BY_AGE: Division = Division {
    id: "care-starts",
    by: "age",
    parts: &[
        ("Under 1", 21.0, 16.5),
        ("1-4", 19.0, 14.0),
        ("5-9", 17.5, 23.5),
        ("10-13", 16.0, 24.8),
        ("14-17", 26.5, 22.0),
    ],
    noise: 0.0,
    carried: true,
};
/// Children who come into care, by legal status.
pub const LEGAL_STATUS_OF_STARTS: Division = Division {
    id: "care-starts",
    by: "legal-status",
    parts: &[
        ("Care order", 4.0, 4.0),
        ("Interim care order", 42.0, 40.0),
        ("Section 20", 50.0, 52.0),
        ("Placement order", 0.0, 0.0),
        ("Remand", 4.0, 4.0),
    ],
    noise: 0.0,
    carried: true,
};
/// Children in care, by age.
pub const BY_AGE: Division = Division {
    id: "children-in-care",
    by: "age",
    parts: &[
        ("Under 1", 5.6, 5.0),
        ("1-4", 14.6, 13.7),
        ("5-9", 20.4, 22.1),
        ("10-13", 26.4, 29.2),
        ("14-17", 33.0, 30.0),
    ],
    noise: 0.004,
    carried: false,
};
/// Children in care, by legal status.
pub const BY_LEGAL_STATUS: Division = Division {
    id: "children-in-care",
    by: "legal-status",
    parts: &[
        ("Care order", 58.0, 56.4),
        ("Interim care order", 14.6, 14.2),
        ("Section 20", 19.4, 21.6),
        ("Placement order", 7.4, 7.3),
        ("Remand", 0.6, 0.5),
    ],
    noise: 0.006,
    carried: false,
};
/// Children in children's homes, by need.
pub const BY_NEED: Division = Division {
    id: "residential-share",
    by: "need",
    parts: &[
        ("Emotional or behavioural", 44.0, 42.3),
        ("Learning disability or autism", 26.0, 28.9),
        ("Physical disability or health", 9.0, 9.6),
        ("No further need recorded", 21.0, 19.2),
    ],
    noise: 0.01,
    carried: false,
};

/// Visits: not collected in the month of the migration.
pub const VISITS: Measure = Measure {
    id: "care-visits-in-time",
    knots: &[(0, 91.5), (12, 92.8), (35, 93.4)],
    noise: 0.5,
    seasonal: 0.0,
    start: 0,
    shape: Shape::Of(|accounts| &accounts.care),
};

/// Measures of which the story fixes only the level.
pub const MEASURES: &[Measure] = &[
    Measure {
        id: "long-term-stability",
        knots: &[(0, 65.4), (11, 66.6), (23, 68.4), (33, 70.9), (34, 71.0), (35, 71.2)],
        noise: 0.2,
        seasonal: 0.0,
        start: 0,
        shape: Shape::Near(&[(0, 158.0), (35, 146.0)], 5),
    },
    Measure {
        id: "care-reviews-in-time",
        knots: &[(0, 95.2), (12, 95.9), (35, 96.4)],
        noise: 0.2,
        seasonal: 0.0,
        start: 0,
        shape: Shape::Near(&[(0, 478.0), (4, 483.0), (23, 451.0), (35, 419.0)], 3),
    },
    Measure {
        id: "health-assessments",
        knots: &[(0, 90.4), (11, 91.6), (23, 92.4), (30, 93.4), (34, 93.1), (35, 92.8)],
        noise: 0.2,
        seasonal: 0.0,
        start: 0,
        shape: Shape::Of(|accounts| &accounts.care_year),
    },
    Measure {
        id: "dental-checks",
        knots: &[(0, 69.6), (12, 70.6), (17, 76.5), (23, 81.6), (34, 83.9), (35, 84.0)],
        noise: 0.3,
        seasonal: 0.0,
        start: 0,
        shape: Shape::Near(
            &[(0, 370.0), (4, 376.0), (12, 370.0), (23, 354.0), (34, 333.0), (35, 331.0)],
            3,
        ),
    },
    Measure {
        id: "two-or-more-social-workers",
        knots: &[(0, 28.6), (11, 29.4), (23, 30.6), (26, 31.1), (27, 35.8), (35, 36.0)],
        noise: 0.2,
        seasonal: 0.0,
        start: 0,
        shape: Shape::Of(|accounts| &accounts.care_year),
    },
    Measure {
        id: "three-or-more-social-workers",
        knots: &[(0, 25.4), (26, 25.9), (35, 27.3)],
        noise: 0.3,
        seasonal: 0.0,
        start: 0,
        shape: Shape::Of(|accounts| &accounts.care),
    },
    Measure {
        id: "placed-over-20-miles",
        knots: &[(0, 16.6), (35, 18.2)],
        noise: 0.4,
        seasonal: 0.0,
        start: 0,
        shape: Shape::Of(|accounts| &accounts.care),
    },
    Measure {
        id: "unaccompanied-children",
        knots: &[(0, 42.0), (11, 39.0), (23, 35.0), (34, 31.0), (35, 31.0)],
        noise: 0.9,
        seasonal: 0.0,
        start: 0,
        shape: Shape::Count,
    },
];
