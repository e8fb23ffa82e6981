//! What is told about the formality check (Art. 18).

use domain::formality::Item;
use domain::stamp::Stamp;

use super::{OPEN, Say, Told, at};
use crate::locales::{self, common};

pub(super) fn correction_asked(
    say: Say,
    reference: &str,
    title: &str,
    items: &[String],
    due: Stamp,
) -> Told {
    let mut told = say.dossier(
        say.of(
            ("请补正申报材料", "Please correct the application"),
            (
                "形式审查发现以下内容需要补正，已一次列出全部。只有这些部分可以修改，其余内容保持提交时的样子。",
                "The formality check found the following to be corrected; this is the whole list. These parts alone can be changed; the rest stays as submitted.",
            ),
            ("去补正", "Make the corrections"),
        ),
        reference,
        title,
    );
    told.facts.push((say.w.due, at(say.lang, due)));
    Told { points: items.to_vec(), ..told }
}

pub(super) fn correction_answered(say: Say, reference: &str) -> Told {
    let mut told = say.of(
        ("申报组织已补正", "The corrections have come in"),
        (
            "申报组织已按要求补正，请继续形式审查。",
            "The organisation has made the corrections asked for. Please go on with the formality check.",
        ),
        ("打开审查清单", "Open the checklist"),
    );
    told.facts.push((say.w.reference, reference.to_owned()));
    told
}

pub(super) fn formality_passed(say: Say, reference: &str, title: &str) -> Told {
    say.dossier(
        say.of(
            ("形式审查通过", "The formality check is passed"),
            (
                "申报材料齐全，申报资格已确认，接下来由专家做资料评审。暂时不用做什么。",
                "The papers are complete and eligibility is confirmed; experts will read the application next. There is nothing to do for now.",
            ),
            OPEN,
        ),
        reference,
        title,
    )
}

pub(super) fn formality_refused(
    say: Say,
    reference: &str,
    title: &str,
    item: Item,
    reason: &str,
) -> Told {
    let mut told = say.dossier(
        say.of(
            ("形式审查未通过", "The formality check is not passed"),
            (
                "工作办公室核对后认为不符合下列要求，本年度不再进入评审。如有疑问，请与工作办公室联系。",
                "The Office found that the requirement below is not met; the application goes no further this year. If you have questions, please contact the Office.",
            ),
            OPEN,
        ),
        reference,
        title,
    );
    let article = (common::words(say.lang).article)(item.article());
    let asked = format!("{} ({article})", locales::formality::item(say.lang, item));
    told.facts.extend([(say.w.requirement, asked), (say.w.reason, reason.to_owned())]);
    told
}

pub(super) fn correction_due(say: Say, reference: &str, due: Stamp) -> Told {
    Told {
        subject: say.lang.pick(
            format!("补正将于 {} 截止", due.show_minute()),
            format!("Corrections are due by {}", due.show_minute()),
        ),
        facts: vec![(say.w.reference, reference.to_owned()), (say.w.due, at(say.lang, due))],
        ..say.of(
            ("", ""),
            (
                "形式审查要求的补正还没有提交。逾期不能再补正，请在截止时间前完成。",
                "The corrections the formality check asked for have not been handed in. After the deadline nothing can be corrected any more; please answer before it.",
            ),
            ("去补正", "Make the corrections"),
        )
    }
}
