//! Blind review (第十五条、第十九条), where a season is set so: who reads and scores an application
//! knows it by its number, not by its applicant.
//!
//! One place decides who sees no names, what names an applicant, and what stands there instead. What
//! applicants wrote themselves is not touched: [`traces`](super::traces) tells the Office where a name
//! still occurs.

use std::collections::BTreeMap;

use crate::application::field::{Field, Slot};
use crate::application::files::Kind;
use crate::application::page::Page;
use crate::application::version::digest;
use crate::deliberation::Review;
use crate::ids::DossierId;
use crate::journey::Standing;
use crate::policy::{Actor, Role};
use crate::season::Season;
use crate::views::application::{DossierView, FileView};

/// Whether somebody who reads, scores or discusses sees numbers in place of names: all of them but
/// the Office, and whoever of the Office scores too. The defence begins when the lists of the written review are out; whoever stands before
/// a panel is no number (第二十条).
pub fn hides(season: &Season, review: Review, actor: &Actor) -> bool {
    let names = actor.is(Role::Office) && !actor.on_committee();
    season.review.blind && review.is_written() && !names
}

/// The same of boards and deliberations. Chair and vice chair decide by numbers too, and learn the
/// names once it is decided: when the lists are `released`.
pub fn hides_at_table(season: &Season, review: Review, actor: &Actor, released: bool) -> bool {
    let heads = actor.is(Role::Chair) || actor.is(Role::ViceChair);
    hides(season, review, actor) && !(heads && released)
}

/// Whether who sees boards is told how many are at work and not who: a name that comes beside a score that comes
/// under a number names the number, and with it all that its bearer wrote (第十五条). Once the lists are `released`
/// nobody scores in writing, and whoever sits down does so for the defence.
pub fn hides_presence(season: &Season, actor: &Actor, released: bool) -> bool {
    hides(season, Review::Written, actor) && !released
}

/// What stands for the name of an expert in a blind review, in either language.
pub fn expert(number: u32) -> String {
    format!("№{number}")
}

/// Whether an answer says who the applicant is. All that the page about the organisation asks does,
/// but for the kind of organisation; a question that is added there does too until it is named here.
pub fn identifies(field: Field) -> bool {
    field.page() == Page::Organisation && field != Field::Nature
}

/// Whether files of a slot are papers about the organisation itself: the Office has checked them
/// (第十八条), experts do not score them, and each of them bears its name.
pub fn about_applicant(slot: Slot) -> bool {
    match slot {
        Slot::Licence
        | Slot::Statements
        | Slot::Credit
        | Slot::QualityRecord
        | Slot::SafetyRecord
        | Slot::EnvironmentRecord
        | Slot::Scan => true,
        Slot::Proof | Slot::Certificates | Slot::Standards => false,
    }
}

/// What a file is called in place of its name: `proof-2.pdf` is the second of its slot.
pub fn file_name(slot: Slot, number: usize, kind: Option<Kind>) -> String {
    let stem = format!("{}-{number}", slot.code());
    kind.map_or_else(|| stem.clone(), |k| format!("{stem}.{}", k.ending()))
}

/// Takes out of a dossier what says who applies: answers, papers about the organisation, names of
/// files, the unit that recommended it, and the past winners that are left in its season because
/// they may be the applicant.
pub fn cut(d: &mut DossierView) {
    d.answers.retain(|key, _| !Field::of_key(key).is_some_and(identifies));
    d.season.limits.past_winners.clear();
    if let Some(unit) = unit_of(&mut d.standing) {
        unit.clear();
    }
    cut_files(&mut d.files);
}

fn unit_of(standing: &mut Standing) -> Option<&mut String> {
    match standing {
        Standing::Draft { .. } | Standing::Submitted { .. } | Standing::Withdrawn { .. } => None,
        Standing::Recommended { unit, .. }
        | Standing::Correction { unit, .. }
        | Standing::FormalityPassed { unit, .. }
        | Standing::WrittenReview { unit, .. }
        | Standing::Shortlisted { unit, .. }
        | Standing::Reserve { unit, .. }
        | Standing::NotShortlisted { unit, .. }
        | Standing::OnInitialList { unit, .. }
        | Standing::Announced { unit, .. }
        | Standing::NotListed { unit, .. }
        | Standing::StruckOff { unit, .. }
        | Standing::FormalityRefused { unit, .. } => Some(unit),
    }
}

/// The same of a list of files in the order of their version.
pub fn cut_files(files: &mut Vec<FileView>) {
    files.retain(|f| !about_applicant(f.slot));
    let mut counts: BTreeMap<Slot, usize> = BTreeMap::new();
    for file in files {
        let number = counts.entry(file.slot).or_default();
        *number += 1;
        file.name = file_name(file.slot, *number, file.kind());
    }
}

/// What a declaration of conflict names an applicant by. Names of organisations are shown for it:
/// nobody can declare a tie to a number. The dossier's own identifier beside a name would give the
/// number away, because the work list and the board lead to it; this one leads nowhere.
pub fn declared_as(organisation: &str) -> DossierId {
    let mut text = digest(organisation);
    text.truncate(24);
    DossierId::from(format!("n{text}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deliberation::Review::{Defence, Written};
    use crate::policy::Grant;
    use crate::season::tests::season;
    use crate::stamp::Stamp;

    fn of(role: Role) -> Actor {
        Actor {
            account: "a".into(),
            name: String::new(),
            grants: vec![Grant { role, scope: "x".into() }],
        }
    }

    fn blind() -> Season {
        let mut s = season();
        s.review.blind = true;
        s
    }

    #[test]
    fn art_15_who_scores_sees_no_names_and_the_chair_sees_them_once_it_is_decided() {
        let s = blind();
        let open = Season { review: Default::default(), ..blind() };
        for role in [Role::Expert, Role::PanelLead, Role::Chair, Role::ViceChair] {
            let heads = matches!(role, Role::Chair | Role::ViceChair);
            assert!(hides(&s, Written, &of(role)) && hides_at_table(&s, Written, &of(role), false));
            assert_eq!(hides_at_table(&s, Written, &of(role), true), !heads);
            assert!(!hides(&open, Written, &of(role)));
            assert!(!hides_at_table(&open, Written, &of(role), false));
            // Who stands before the panel has a name.
            assert!(
                !hides(&s, Defence, &of(role)) && !hides_at_table(&s, Defence, &of(role), false)
            );
        }
        assert!(!hides(&s, Written, &of(Role::Office)));
        // Whoever sits on the committee is not shown names for working in the Office besides.
        for role in [Role::Expert, Role::PanelLead] {
            let mut both = of(Role::Office);
            both.grants.extend(of(role).grants);
            assert!(hides(&s, Written, &both) && hides_at_table(&s, Written, &both, true));
        }
    }

    #[test]
    fn art_15_who_is_at_work_is_told_by_name_where_scores_are_and_once_the_lists_are_out() {
        let s = blind();
        let open = Season { review: Default::default(), ..blind() };
        for role in [Role::PanelLead, Role::Chair, Role::ViceChair] {
            assert!(hides_presence(&s, &of(role), false));
            assert!(!hides_presence(&s, &of(role), true));
            assert!(!hides_presence(&open, &of(role), false));
        }
    }

    #[test]
    fn art_15_every_answer_about_the_organisation_is_cut_and_no_other() {
        let cut: Vec<Field> = Field::ALL.iter().copied().filter(|f| identifies(*f)).collect();
        for f in [
            Field::OrgName,
            Field::Uscc,
            Field::LegalRep,
            Field::Address,
            Field::Unit,
            Field::Region,
            Field::Contact,
            Field::ContactEmail,
        ] {
            assert!(cut.contains(&f), "{f:?}");
        }
        for f in [Field::Nature, Field::Title, Field::Section1, Field::Revenue1, Field::Industry] {
            assert!(!cut.contains(&f), "{f:?}");
        }
    }

    #[test]
    fn art_15_files_are_called_by_their_place_and_papers_of_the_organisation_are_left_out() {
        let file = |id: &str, slot| FileView {
            id: id.into(),
            slot,
            name: "演示甲公司的材料.pdf".into(),
            media_type: "application/pdf".into(),
            size: 1,
            sha256: "0".repeat(64),
            state: Default::default(),
            at: Stamp(0),
        };
        let mut files = vec![
            file("a", Slot::Licence),
            file("b", Slot::Proof),
            file("c", Slot::Standards),
            file("d", Slot::Proof),
            file("e", Slot::Scan),
        ];
        cut_files(&mut files);
        let names: Vec<(&str, &str)> =
            files.iter().map(|f| (f.id.as_str(), f.name.as_str())).collect();
        assert_eq!(names, [("b", "proof-1.pdf"), ("c", "standards-1.pdf"), ("d", "proof-2.pdf")]);
    }

    #[test]
    fn art_15_a_name_to_declare_by_says_nothing_of_the_number() {
        let a = declared_as("演示甲公司");
        assert_eq!(a, declared_as("演示甲公司"));
        assert_ne!(a, declared_as("演示乙公司"));
        assert_eq!(a.as_str().len(), 25);
    }
}
