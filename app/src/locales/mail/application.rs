//! What is told about an application (Art. 16).

use domain::season::Phase;
use domain::stamp::Stamp;

use super::{OPEN, Say, Told, at};
use crate::locales::{Lang, common};

pub(super) fn sign_off_asked(say: Say, reference: &str, title: &str, organisation: &str) -> Told {
    let mut told = say.dossier(
        say.of(
            ("请您签署申报书", "Please sign off the application"),
            (
                "贵单位的全国质量标杆申报书已填写完毕，提交前需要法定代表人确认。请打开下面的链接阅读，然后签署，或者说明理由退回。手机上即可完成，不用注册。",
                "Your organisation’s application for the National Quality Benchmark is complete; before it is submitted, the legal representative confirms it. Open the link below, read it, and sign it off or send it back with a reason. A phone will do; no account is needed.",
            ),
            ("阅读并签署", "Read and sign off"),
        ),
        reference,
        title,
    );
    told.facts.push((say.w.organisation, organisation.to_owned()));
    Told { note: say.w.secret, ..told }
}

pub(super) fn signed_off(say: Say, reference: &str, title: &str) -> Told {
    say.dossier(
        say.of(
            ("法定代表人已签署", "The legal representative has signed off"),
            (
                "法定代表人已确认申报书。请在截止时间前提交；签署之后又改动内容，需要重新签署。",
                "The legal representative has confirmed the application. Submit it before the deadline; if anything is changed after the sign-off, it must be signed off again.",
            ),
            ("检查并提交", "Check and submit"),
        ),
        reference,
        title,
    )
}

pub(super) fn sign_off_declined(say: Say, reference: &str, title: &str, reason: &str) -> Told {
    let mut told = say.dossier(
        say.of(
            (
                "法定代表人退回了申报书",
                "The legal representative sent the application back",
            ),
            (
                "法定代表人没有签署，并说明了理由。请修改后再次送签。",
                "The legal representative did not sign off and gave a reason. Mend it, then ask again.",
            ),
            OPEN,
        ),
        reference,
        title,
    );
    told.facts.push((say.w.reason, reason.to_owned()));
    told
}

pub(super) fn submitted(
    say: Say,
    reference: &str,
    title: &str,
    version: i64,
    sha256: &str,
    when: Stamp,
) -> Told {
    let mut told = say.dossier(
        say.of(
            ("申报书已提交", "The application was submitted"),
            (
                "申报书已送达推荐单位，内容已固定，不再改动。请保存本回执；校验值可以核对打印件与提交的内容是否一致。",
                "The application has reached its recommending unit; its contents are frozen. Keep this receipt: with the checksum a printed copy can be compared with what was submitted.",
            ),
            ("查看回执", "See the receipt"),
        ),
        reference,
        title,
    );
    told.facts.extend([
        (say.w.time, at(say.lang, when)),
        (say.w.version, version.to_string()),
        (say.w.sha256, sha256.to_owned()),
    ]);
    told
}

pub(super) fn withdrawn(say: Say, reference: &str, title: &str) -> Told {
    say.dossier(
        say.of(
            ("申报书已撤回", "The application was taken back"),
            (
                "申报书已由申报组织撤回。截止时间之前可以修改并再次提交；逾期不再受理。",
                "The organisation has taken its application back. It can be changed and submitted again until the deadline, not after it.",
            ),
            OPEN,
        ),
        reference,
        title,
    )
}

pub(super) fn file_infected(
    say: Say,
    reference: &str,
    title: &str,
    name: &str,
    found: &str,
) -> Told {
    let mut told = say.dossier(
        say.of(
            ("附件中发现病毒", "A virus was found in a file"),
            (
                "下列文件没有接收，或已封存，任何人都不能打开。请查杀病毒后重新导出文件，再上传一次。",
                "The file below was not taken, or is closed to everybody. Clean your computer, make the file anew and upload that.",
            ),
            ("打开附件页", "Open the attachments"),
        ),
        reference,
        title,
    );
    told.facts.push((say.lang.pick("文件", "File"), name.to_owned()));
    told.facts.push((say.lang.pick("病毒", "Virus"), found.to_owned()));
    told
}

pub(super) fn reminder(
    say: Say,
    phase: Phase,
    closes: Stamp,
    reference: &str,
    open_pages: i64,
) -> Told {
    let phase = common::phase(say.lang, phase);
    let complete = open_pages == 0;
    let lead = match (complete, say.lang) {
        (true, Lang::Zh) => "各页都已填写完整，但申报书还没有提交。逾期提交的不予受理，请在截止时间前提交。".to_owned(),
        (true, Lang::En) => "Every page is complete, but the application has not been submitted. Late submissions are not accepted; submit it before the deadline.".to_owned(),
        (false, Lang::Zh) => format!("还有 {open_pages} 页没有填写完整。逾期提交的不予受理，请留出检查和签署的时间。"),
        (false, Lang::En) => format!("Still open: {open_pages} {}. Late submissions are not accepted; leave time for checking and for the sign-off.", if open_pages == 1 { "page" } else { "pages" }),
    };
    Told {
        subject: say.lang.pick(
            format!("{phase}将于 {} 截止", closes.show_minute()),
            format!("{phase} closes at {}", closes.show_minute()),
        ),
        lead,
        facts: vec![(say.w.reference, reference.to_owned()), (say.w.closes, at(say.lang, closes))],
        ..say.of(("", ""), ("", ""), ("继续填写", "Go on writing"))
    }
}
