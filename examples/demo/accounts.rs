//! The accounts: the counts that the story fixes, month by month, and those that follow from them.
//!
//! Written by hand, since they must balance: children in care are those of the month before, and
//! those who came, less those who left; plans and education plans alike. They are the figures as they
//! stand now; what a snapshot first said, where it was later put right, is in `restated`.

use crate::figures::{Counts, Knot, Reals, at, count_path, path, twelve_months, whole};

/// Contacts; by the family until June 2025, by the child since.
const CONTACTS: Counts = [
    1005, 842, 934, 921, 1018, 902, 957, 941, 925, 803, 948, 964, // to October 2024
    1012, 861, 929, 943, 1026, 918, 962, 940, 1060, 941, 1082, 1104, // to October 2025
    1158, 985, 1094, 1086, 1196, 1068, 1112, 1127, 1142, 998, 1150, 1204,
];
/// Referrals: low in August, high in March and November.
const REFERRALS: Counts = [
    288, 247, 269, 265, 294, 262, 277, 271, 266, 238, 268, 271, //
    291, 254, 272, 277, 302, 268, 281, 284, 279, 251, 286, 289, //
    309, 266, 291, 286, 315, 293, 294, 298, 318, 271, 301, 310,
];
/// Referrals of the eleven months before, for the first 12-month rates.
const REFERRALS_BEFORE: [i32; 11] = [243, 266, 262, 287, 259, 270, 268, 262, 235, 264, 269];
/// Section 47 enquiries.
const ENQUIRIES: Counts = [
    93, 78, 91, 84, 95, 80, 88, 90, 83, 74, 86, 90, //
    96, 81, 88, 92, 99, 84, 97, 90, 86, 79, 91, 94, //
    99, 84, 92, 95, 104, 88, 93, 91, 90, 83, 101, 96,
];
const ENQUIRIES_BEFORE: [i32; 11] = [76, 88, 83, 92, 79, 86, 88, 84, 73, 85, 89];
/// Strategy discussions: 171 in October 2026, one school and one incident.
const STRATEGY: Counts = [
    112, 97, 108, 104, 117, 99, 110, 108, 103, 92, 107, 111, //
    118, 101, 109, 113, 121, 104, 116, 111, 107, 98, 112, 115, //
    120, 104, 113, 117, 126, 109, 114, 112, 111, 103, 118, 171,
];
/// Children who had an initial conference.
const CONFERENCES: Counts = [
    26, 21, 23, 25, 28, 27, 26, 29, 28, 21, 28, 29, //
    29, 23, 31, 29, 31, 27, 26, 27, 26, 21, 26, 27, //
    30, 31, 32, 31, 34, 29, 29, 32, 29, 26, 34, 31,
];
/// Children who became subject to a plan.
const PLANS_STARTED: Counts = [
    22, 18, 19, 21, 24, 23, 22, 25, 24, 18, 24, 25, //
    25, 20, 27, 25, 27, 23, 22, 23, 22, 18, 22, 23, //
    26, 27, 28, 27, 29, 25, 25, 28, 25, 23, 30, 27,
];
/// Children whose plan ended.
const PLANS_ENDED: Counts = [
    20, 21, 14, 22, 22, 20, 23, 21, 22, 21, 20, 22, //
    23, 22, 22, 22, 24, 22, 23, 24, 24, 21, 25, 25, //
    24, 19, 22, 22, 25, 24, 24, 24, 26, 21, 25, 30,
];
/// Children on a plan on 31 October 2023.
const PLANS_OPENING: i32 = 209;
/// Children who came into care; a family of seven and a remand in May 2025.
const CARE_STARTS: Counts = [
    16, 12, 15, 13, 17, 14, 13, 14, 15, 12, 14, 15, //
    14, 11, 13, 12, 14, 13, 24, 12, 12, 10, 13, 12, //
    13, 11, 14, 12, 14, 12, 13, 11, 14, 11, 13, 12,
];
/// April to October 2023, so that the year 2023/24 adds up: 168 as first counted, 171 as revised.
pub const CARE_STARTS_BEFORE: [i32; 7] = [15, 13, 14, 15, 12, 14, 15];
/// Children who left care.
const CARE_ENDS: Counts = [
    13, 12, 12, 12, 16, 15, 14, 15, 14, 14, 15, 16, //
    15, 13, 14, 15, 16, 15, 14, 16, 18, 15, 18, 18, //
    15, 14, 17, 14, 17, 15, 15, 14, 18, 14, 16, 15,
];
const CARE_ENDS_BEFORE: [i32; 11] = [13, 12, 14, 13, 15, 13, 14, 15, 13, 14, 14];
/// Children in care on 31 October 2023.
const CARE_OPENING: i32 = 497;
/// Requests for an education, health and care assessment: they follow the school year.
const REQUESTS: Counts = [
    58, 41, 51, 55, 64, 48, 59, 60, 62, 31, 44, 51, //
    61, 45, 56, 61, 70, 53, 64, 66, 69, 34, 52, 59, //
    72, 52, 63, 68, 79, 60, 71, 74, 76, 41, 46, 66,
];
const REQUESTS_BEFORE: [i32; 11] = [38, 47, 50, 58, 43, 53, 55, 57, 28, 40, 47];
/// New education, health and care plans.
const ISSUED: Counts = [
    29, 22, 30, 30, 38, 29, 28, 35, 43, 23, 33, 34, //
    33, 23, 29, 32, 41, 29, 30, 33, 44, 23, 27, 30, //
    26, 22, 25, 28, 49, 28, 24, 32, 32, 50, 53, 42,
];
/// Education plans that ended: young people who finished, moved or no longer needed one.
const EDUCATION_ENDED: Counts = [
    9, 9, 8, 10, 9, 9, 10, 9, 8, 9, 11, 9, //
    9, 8, 9, 10, 9, 9, 10, 8, 9, 9, 10, 8, //
    10, 9, 9, 10, 9, 10, 9, 10, 10, 9, 11, 10,
];
/// Education plans on 31 October 2023.
const EDUCATION_OPENING: i32 = 2_460;
/// Child protection plans that have lasted two years.
const LONG_PLANS: Counts = [
    5, 4, 5, 6, 5, 5, 4, 5, 6, 5, 5, 5, //
    5, 6, 6, 7, 6, 6, 7, 7, 6, 7, 7, 8, //
    8, 7, 7, 8, 8, 7, 8, 8, 8, 9, 9, 9,
];

/// Children in need.
const IN_NEED: &[Knot] = &[(0, 1_905.0), (12, 1_930.0), (23, 1_948.0), (35, 1_992.0)];

/// Children in care for 12 months or more.
const CARE_YEAR: &[Knot] = &[
    (0, 372.0),
    (4, 378.0),
    (12, 372.0),
    (23, 356.0),
    (26, 347.0),
    (27, 346.0),
    (34, 335.0),
    (35, 333.0),
];

/// Care leavers aged 17 to 21.
const LEAVERS: &[Knot] = &[(0, 248.0), (11, 254.0), (23, 264.0), (34, 270.0), (35, 271.0)];

/// Every count that another figure rests on.
pub struct Accounts {
    /// Contacts.
    pub contacts: Counts,
    /// Referrals.
    pub referrals: Counts,
    /// Referrals of the last 12 months.
    pub referrals_year: Counts,
    /// Assessments started.
    pub started: Counts,
    /// Assessments completed, before the share in time settles the exact number.
    pub completed: Reals,
    /// Children in need.
    pub in_need: Counts,
    /// Strategy discussions.
    pub strategy: Counts,
    /// Section 47 enquiries.
    pub enquiries: Counts,
    /// Section 47 enquiries of the last 12 months.
    pub enquiries_year: Counts,
    /// Initial conferences.
    pub conferences: Counts,
    /// Protection plans started, ended, and standing at the month's end.
    pub plans_started: Counts,
    /// Plans ended.
    pub plans_ended: Counts,
    /// Plans at the month's end.
    pub plans: Counts,
    /// Plans that have lasted two years.
    pub long_plans: Counts,
    /// Children who came into care.
    pub care_starts: Counts,
    /// Children who left care.
    pub care_ends: Counts,
    /// Children in care at the month's end.
    pub care: Counts,
    /// Children in care at any time in the last 12 months.
    pub care_any: Counts,
    /// Of those in care, children in care for 12 months or more.
    pub care_year: Counts,
    /// Care leavers aged 17 to 21.
    pub leavers: Counts,
    /// Requests for an education, health and care assessment.
    pub requests: Counts,
    /// Requests of the last 12 months.
    pub requests_year: Counts,
    /// Requests decided in the month: those of the two months before.
    pub decided: Counts,
    /// New education plans.
    pub issued: Counts,
    /// Education plans at the month's end.
    pub education: Counts,
}

/// A stock from its opening, with what came and what went.
fn stock(opening: i32, came: &Counts, went: &Counts) -> Counts {
    let mut standing = opening;
    std::array::from_fn(|index| {
        standing += at(came, index) - at(went, index);
        standing
    })
}

/// Assessments started: most referrals lead to one. September and October 2026 as the story says.
fn started() -> Counts {
    let share = path("assessments-started", &[(0, 0.84), (34, 0.847), (35, 0.845)], 0.012, 0.0);
    let mut started: Counts =
        std::array::from_fn(|index| whole(f64::from(at(&REFERRALS, index)) * at(&share, index)));
    for (place, count) in [(34, 255), (35, 262)] {
        if let Some(month) = started.get_mut(place) {
            *month = count;
        }
    }
    started
}

/// Assessments are completed some six weeks after they start: between the two months before.
fn completed(started: &Counts) -> Reals {
    let mut completed: Reals = std::array::from_fn(|index| {
        let earlier = at(started, index.saturating_sub(1)) + at(started, index.saturating_sub(2));
        f64::from(earlier) / 2.0
    });
    if let Some(last) = completed.last_mut() {
        *last = 266.0;
    }
    completed
}

/// Decisions on requests fall due within six weeks of them.
fn decided() -> Counts {
    std::array::from_fn(|index| {
        let one = if index >= 1 { at(&REQUESTS, index - 1) } else { 47 };
        let two = if index >= 2 { at(&REQUESTS, index - 2) } else { 44 };
        (one + two + 1) / 2
    })
}

impl Accounts {
    /// Draws up the accounts.
    pub fn drawn_up() -> Self {
        let started = started();
        let care = stock(CARE_OPENING, &CARE_STARTS, &CARE_ENDS);
        let left_in_year = twelve_months(&CARE_ENDS, &CARE_ENDS_BEFORE);
        Self {
            contacts: CONTACTS,
            referrals: REFERRALS,
            referrals_year: twelve_months(&REFERRALS, &REFERRALS_BEFORE),
            completed: completed(&started),
            started,
            in_need: count_path("children-in-need", IN_NEED, 9.0, 0.0),
            strategy: STRATEGY,
            enquiries: ENQUIRIES,
            enquiries_year: twelve_months(&ENQUIRIES, &ENQUIRIES_BEFORE),
            conferences: CONFERENCES,
            plans_started: PLANS_STARTED,
            plans_ended: PLANS_ENDED,
            plans: stock(PLANS_OPENING, &PLANS_STARTED, &PLANS_ENDED),
            long_plans: LONG_PLANS,
            care_starts: CARE_STARTS,
            care_ends: CARE_ENDS,
            care_any: std::array::from_fn(|index| at(&care, index) + at(&left_in_year, index)),
            care,
            care_year: count_path("care-year", CARE_YEAR, 1.0, 0.0),
            leavers: count_path("care-leavers", LEAVERS, 2.0, 0.0),
            requests: REQUESTS,
            requests_year: twelve_months(&REQUESTS, &REQUESTS_BEFORE),
            decided: decided(),
            issued: ISSUED,
            education: stock(EDUCATION_OPENING, &ISSUED, &EDUCATION_ENDED),
        }
    }
}
