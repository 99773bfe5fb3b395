//! What the service wrote: comments, notes on the figures, and the source of each extract.

use std::error::Error;

use crate::book::Book;
use crate::calendar::{MONTHS, extracted, season};
use crate::record::Comment;

/// A comment on a month's figure: the month's index, the indicator, the text, who wrote it where it is
/// signed, and whether a public report may carry it.
struct Said(usize, &'static str, &'static str, Option<(&'static str, bool)>);

/// A note on the quality or definition of the figures, from one month to another.
struct Noted(usize, usize, &'static str, &'static str);

const FRONT_DOOR: &str = "Head of the front door";
const PROTECTION: &str = "Head of safeguarding";
const CARE: &str = "Head of children in care";
const LEAVERS: &str = "Head of leaving care";
const SEND: &str = "Head of SEND";
const PEOPLE: &str = "Workforce lead";
const DATA: &str = "Performance team";

/// Fit for the public.
const OPEN: bool = true;
/// For the service only.
const OWN: bool = false;

#[rustfmt::skip]
const COMMENTS: &[Said] = &[
    Said(0, "children-in-care", "Opening figure of this report.", None),
    Said(1, "contacts", "Schools closed for two weeks: the Christmas low. Compare with last December.", Some((FRONT_DOOR, OPEN))),
    Said(1, "ehcp-requests", "Schools were closed for half the month.", None),
    Said(2, "second-plans", "Seven of nineteen: five of the seven are one family, placed on plans together.", Some((PROTECTION, OWN))),
    Said(2, "plans-started", "Includes a large sibling group.", None),
    Said(3, "agency-rate", "The highest so far. The recruitment plan was agreed this month.", Some((PEOPLE, OPEN))),
    Said(4, "children-in-care", "The highest number in this report: 85 for every 10,000 children.", Some((CARE, OPEN))),
    Said(4, "children-in-care-rate", "Highest of the ten neighbours.", None),
    Said(4, "cost-per-child-week", "Overheads are included, as in the group's figures.", Some((DATA, OPEN))),
    Said(8, "care-starts", "The check of the 2023/24 return found three short stays: 168 became 171 for the year.", Some((DATA, OWN))),
    Said(8, "care-ends", "The same three short stays: they came and left in the month.", None),
    Said(9, "referrals", "The summer low: schools are closed. It is not an improvement.", Some((FRONT_DOOR, OPEN))),
    Said(12, "dental-checks", "The dental drive began: two clinics hold places for children in care.", Some((CARE, OPEN))),
    Said(13, "assessments-45-days", "Four workers left the front-door team this month.", Some((FRONT_DOOR, OWN))),
    Said(13, "decisions-1-day", "Covered by agency workers until the new structure starts.", None),
    Said(14, "assessments-45-days", "New structure from January: the old limits no longer describe the service.", Some((FRONT_DOOR, OPEN))),
    Said(14, "children-unallocated", "Cases of the four who left are being given out.", None),
    Said(15, "assessments-open-over-45", "The backlog behind the lower figure for assessments in time.", Some((FRONT_DOOR, OPEN))),
    Said(16, "cost-per-child-week", "Above the group's mean on the same basis: overheads included.", Some((DATA, OPEN))),
    Said(17, "protection-reviews-in-time", "The target is set to stretch: performance has not changed.", Some((PROTECTION, OPEN))),
    Said(18, "care-starts", "One family of seven and one remand. Not a change in practice.", Some((CARE, OWN))),
    Said(19, "care-starts", "Back to its usual level after May's large family.", Some((CARE, OPEN))),
    Said(19, "care-visits-in-time", "Visits were made and noted on paper; they could not be counted in the month of the new system.", Some((CARE, OPEN))),
    Said(19, "protection-visits-in-time", "Not collected: change of case management system.", None),
    Said(19, "child-in-need-visits-in-time", "Not collected: change of case management system.", None),
    Said(19, "supervision-in-time", "Not collected: change of case management system.", None),
    Said(20, "contacts", "Not comparable with earlier months: each child is counted now.", Some((FRONT_DOOR, OPEN))),
    Said(21, "section-47", "May's figure is put right: nine enquiries had been left behind in the old system.", Some((DATA, OPEN))),
    Said(22, "care-leavers-accommodation", "A block of flats closed; its eight young people were moved within three weeks.", Some((LEAVERS, OWN))),
    Said(22, "care-leavers-unsuitable", "Bed and breakfast for some days after the flats closed.", None),
    Said(23, "care-leavers-accommodation", "All of those who had to move are housed again.", Some((LEAVERS, OPEN))),
    Said(23, "child-protection-plans", "The step-down protocol begins.", Some((PROTECTION, OPEN))),
    Said(24, "adoption-days", "The permanency panel was relaunched this month.", Some((CARE, OPEN))),
    Said(25, "child-protection-plans", "More plans and fewer children in care: read the two together.", Some((PROTECTION, OPEN))),
    Said(26, "decisions-1-day", "Daily triage at the front door since the first working day of January.", Some((FRONT_DOOR, OPEN))),
    Said(27, "two-or-more-social-workers", "One social worker became a team manager: 23 children changed worker.", Some((CARE, OWN))),
    Said(28, "cost-per-child-week", "The gap to the group has widened: more of our children live in children's homes.", Some((DATA, OPEN))),
    Said(28, "ehcp-20-weeks", "A month of issuing overdue plans: the start of the path to 90%.", Some((SEND, OPEN))),
    Said(28, "protection-reviews-in-time", "Two large families had a late review. The target is aspirational.", None),
    Said(29, "rereferrals", "The target moved from 19 to 18; the figure did not.", Some((FRONT_DOOR, OPEN))),
    Said(29, "early-help-referrals", "Family help has a wider way in: do not compare with last year.", Some((DATA, OPEN))),
    Said(30, "assessments-45-days", "Red for the first time: one team carries most of the late ones.", Some((FRONT_DOOR, OWN))),
    Said(30, "ehcp-20-weeks", "On the path: 54.0 was needed.", Some((SEND, OPEN))),
    Said(31, "protection-reviews-in-time", "Red since March, and still far above England.", Some((PROTECTION, OPEN))),
    Said(32, "ehcp-20-weeks", "Two psychologists left this month: 61.2 was needed.", Some((SEND, OPEN))),
    Said(33, "first-pathway-plans-in-time", "Five late, all of them in August's leave.", Some((LEAVERS, OWN))),
    Said(34, "three-or-more-placements", "Close to red: a second placement meeting each week from October.", Some((CARE, OWN))),
    Said(35, "three-or-more-placements", "Three moves in the month were of brothers and sisters moved to live together.", Some((CARE, OWN))),
    Said(35, "assessments-45-days", "Three of the four teams are near 86%. Team Damson has two vacancies and is given help.", Some((FRONT_DOOR, OWN))),
    Said(35, "protection-reviews-in-time", "Aspirational: England is near 91. It recovers slowly, as a late review counts for a year.", Some((PROTECTION, OPEN))),
    Said(35, "rereferrals", "Two large sibling groups were re-referred in the last week.", None),
    Said(35, "strategy-discussions", "One school and one incident: discussions were held about 51 of its pupils.", Some((PROTECTION, OWN))),
    Said(35, "ehcp-20-weeks", "Two posts for psychologists are out to advertisement; locums start in November.", Some((SEND, OPEN))),
    Said(35, "vacancy-rate", "Two workers left in the month; one of them was in Team Damson.", Some((PEOPLE, OWN))),
    Said(35, "referrals", "July is put right: 17 police notices sent by post had not been entered.", Some((DATA, OPEN))),
    Said(35, "plans-over-2-years", "Nine children of four families. Each plan has been reviewed this quarter.", Some((PROTECTION, OWN))),
    Said(35, "children-in-care-rate", "The neighbours' figures for March 2026 came this month: 58 to 72.", Some((DATA, OPEN))),
    Said(35, "health-assessments", "Provisional: some of the health service's entries come a month late.", None),
    Said(35, "decisions-1-day", "Ten months with daily triage.", Some((FRONT_DOOR, OPEN))),
    Said(35, "child-protection-plans", "Up 34 on last October, down 3 on the month. There is no right number.", Some((PROTECTION, OPEN))),
    Said(35, "children-in-care", "Down 34 on last October.", Some((CARE, OPEN))),
    Said(35, "foster-carers-recruited", "Fourteen since April, five of them family or friends of the child.", Some((CARE, OPEN))),
    Said(35, "adoption-days", "One child waited long for brothers and sisters to be placed together.", Some((CARE, OWN))),
];

#[rustfmt::skip]
const NOTES: &[Noted] = &[
    Noted(7, 7, "ehcp-appeals", "First counted this month."),
    Noted(20, 20, "contacts", "Counted per child from July 2025, no longer per family."),
    Noted(20, 20, "care-visits-in-time", "First month from the new case management system."),
    Noted(29, 35, "early-help-referrals", "Counted as family help since April 2026: not comparable with earlier months."),
];

/// Puts the comments and notes beside the figures. A comment on a figure that is not there is an error.
pub fn story(book: &mut Book) -> Result<(), Box<dyn Error>> {
    for Said(month, id, text, author) in COMMENTS {
        let found = match book.find(*month, id) {
            Some(observation) => Some(observation),
            None => book.find_any(*month, id),
        };
        let observation = found.ok_or_else(|| format!("{id} has no figure in month {month}"))?;
        observation.comment = Some(match *author {
            None => Comment::Internal(text),
            Some((author, public)) => Comment::Signed { text, public, author },
        });
    }
    for Noted(from, to, id, text) in NOTES {
        for month in *from..=(*to).min(MONTHS - 1) {
            let observation = book.find(month, id);
            observation.ok_or_else(|| format!("{id} has no figure in month {month}"))?.data_note =
                Some(text);
        }
    }
    for id in ["rereferrals", "referral-to-assessment", "assessed-not-in-need"] {
        if let Some(observation) = book.find(MONTHS - 1, id) {
            observation.status = Some("provisional");
        }
    }
    Ok(())
}

/// Where a month's figures came from.
pub fn source(index: usize) -> String {
    let system = if index < crate::protection::MIGRATION { "old system" } else { "new system" };
    let census = if season(index) == 2 { ", with the year's figures" } else { "" };
    format!("Invented: case management extract of {}, {system}{census}", extracted(index))
}
