//! Words of what an expert is kept away from (Art. 15).

use domain::committee::conflict::ConflictKind;

use super::Lang;

/// Words of the list.
#[allow(missing_docs)] // each key is its own explanation
pub struct Words {
    pub title: &'static str,
    pub text: &'static str,
    pub application: &'static str,
    pub ground: &'static str,
    pub of_expert: &'static str,
    pub of_application: &'static str,
    pub since: &'static str,
    pub otherwise: &'static str,
}

const ZH: Words = Words {
    title: "本年度须回避的申报",
    text: "由系统比对发现的，列出相同的两项事实；如系误判，请先更正专家或申报组织的信息。本表只有办公室可见。",
    application: "申报",
    ground: "回避理由",
    of_expert: "专家一方",
    of_application: "申报一方",
    since: "记录时间",
    otherwise: "两项事实现已不同，回避仍然有效。",
};

const EN: Words = Words {
    title: "Kept away this season",
    text: "Where the system found it, the two facts that met are shown; were they entered wrongly, correct those of the expert or of the applicant. The Office alone sees this list.",
    application: "Application",
    ground: "Ground",
    of_expert: "Of the expert",
    of_application: "Of the application",
    since: "Since",
    otherwise: "The facts differ by now; the conflict stands.",
};

/// The table of a language.
pub fn words(lang: Lang) -> &'static Words {
    lang.pick(&ZH, &EN)
}

/// A ground, in words; one of an earlier version is another one.
pub fn ground(lang: Lang, kind: Option<ConflictKind>) -> &'static str {
    match kind {
        Some(ConflictKind::SameEmployer) => lang.pick("工作单位相同", "same employer"),
        Some(ConflictKind::SameUscc) => {
            lang.pick("工作单位信用代码相同", "same credit code of the employer")
        }
        Some(ConflictKind::Adviser) => lang.pick("为该组织提供过咨询", "has advised the applicant"),
        Some(ConflictKind::OwnUnit) => {
            lang.pick("在推荐单位任职", "on the staff of the recommending unit")
        }
        Some(ConflictKind::OwnOrganisation) => {
            lang.pick("账号属于该组织", "the account belongs to the applicant")
        }
        Some(ConflictKind::Declared) => lang.pick("本人申报", "declared"),
        Some(ConflictKind::Recorded) => lang.pick("办公室记录", "recorded by the Office"),
        None => lang.pick("其他", "another"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{assert_english, assert_said};
    use super::*;

    #[test]
    fn every_ground_is_said_in_both_languages() {
        for kind in ConflictKind::ALL.into_iter().map(Some).chain([None]) {
            assert_said(ground(Lang::Zh, kind), ground(Lang::En, kind));
            assert_english(ground(Lang::En, kind));
        }
        assert_english(EN.text);
    }
}
