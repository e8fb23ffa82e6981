//! The undertaking of confidentiality and impartiality (第十五条): what everybody of the committee signs before
//! anything opens to them, in both languages. A signature names the version and the digest of this text, so that
//! nobody can say later that another was signed.

use std::collections::{BTreeMap, BTreeSet};

use crate::application::version::digest;
use crate::ids::{ExpertId, PanelId};
use crate::policy::{Actor, Role};
use crate::refusal::Refusal;

/// Version of the text; another text is another version.
pub const VERSION: &str = "2026-1";

/// The lines in Chinese, which bind.
pub const ZH: [&str; 5] = [
    "我只依据本年度公布的规则和标准，凭申报材料独立打分、撰写评语。",
    "我对申报材料的内容和评审情况严格保密，不复制、不外传，也不用于评审以外的任何目的。",
    "在封存自己的评分之前，我不打听也不透露任何人的评分。",
    "凡我任职或近三年服务过的组织、与我有亲属或利益关系的组织，我都已在下面申报回避；以后发现的，立即补报。",
    "评审期间如有人请托，我如实告知办公室。",
];

/// The lines in English.
pub const EN: [&str; 5] = [
    "I score and comment independently, by this year's published rules and standards and on the application alone.",
    "I keep the contents of applications and all of the review confidential; I neither copy nor pass them on, nor use them for anything else.",
    "Before I have sealed my own scores I neither ask for nor reveal anybody's.",
    "I have declared below every organisation that employs me, that I have served in the last three years, or to which family or interest ties me; what I find later I declare at once.",
    "If anybody tries to influence me during the review, I tell the Office.",
];

/// SHA-256 of the text: version, then all lines in Chinese and in English, each with a line feed behind it.
pub fn sha256() -> String {
    let lines = [VERSION].into_iter().chain(ZH).chain(EN);
    digest(&lines.map(|line| format!("{line}\n")).collect::<String>())
}

/// Who has signed for a season.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signatures {
    /// Experts, and accounts of heads who do not come from the pool.
    pub signers: BTreeSet<String>,
    /// Who leads each panel.
    pub leads: BTreeMap<PanelId, ExpertId>,
}

impl Signatures {
    /// Lets somebody of the committee see what it sees once they have signed, by whatever seat they come.
    ///
    /// # Errors
    /// [`Refusal::UndertakingMissing`].
    pub fn require(&self, actor: &Actor) -> Result<(), Refusal> {
        let signed = |id: &str| self.signers.contains(id);
        let lead = actor.scope(Role::PanelLead).and_then(|panel| self.leads.get(&panel.into()));
        let expert = actor.from_pool();
        let by_seat = [expert.as_ref(), lead].into_iter().flatten().any(|e| signed(e.as_str()));
        if by_seat || signed(actor.account.as_str()) {
            Ok(())
        } else {
            Err(Refusal::UndertakingMissing)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::Grant;

    #[test]
    fn art_15_nobody_of_the_committee_sees_anything_before_signing() {
        let all = Signatures {
            signers: ["e1", "e2", "e9", "a-head"].map(str::to_owned).into(),
            leads: [("p1".into(), "e1".into()), ("p2".into(), "e3".into())].into(),
        };
        let signed = |account: &str, grants: &[(Role, &str)]| {
            let grant =
                |(role, scope): &(Role, &str)| Grant { role: *role, scope: (*scope).into() };
            let grants = grants.iter().map(grant).collect();
            all.require(&Actor { account: account.into(), name: String::new(), grants }).is_ok()
        };
        for (account, grants, expected) in [
            ("a", &[(Role::Expert, "e2")][..], true),
            ("a", &[(Role::Expert, "e4")], false),
            ("a", &[(Role::Chair, "e9")], true),
            ("a", &[(Role::ViceChair, "e4")], false),
            // A lead has signed as the expert who leads.
            ("a", &[(Role::PanelLead, "p1")], true),
            ("a", &[(Role::PanelLead, "p2")], false),
            ("a", &[(Role::PanelLead, "p2"), (Role::Expert, "e3")], false),
            // A head who does not come from the pool signs by the account.
            ("a-head", &[(Role::Chair, "")], true),
            ("a", &[(Role::Chair, "")], false),
        ] {
            assert_eq!(signed(account, grants), expected, "{account} {grants:?}");
        }
    }

    /// Whoever changes the text changes its version, and this line.
    #[test]
    fn art_15_a_signature_names_the_text_that_was_signed() {
        assert_eq!(
            (VERSION, sha256().as_str()),
            ("2026-1", "17d03933597d5b2243afa9404e2df0c4e111835c2748a8d0f4388b1cfcfe2a59")
        );
    }
}
