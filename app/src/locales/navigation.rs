//! Words of the main navigation that no page has as its own.

use super::Lang;

/// Words of the navigation.
#[allow(missing_docs)] // each key is its own explanation
pub struct Words {
    pub intake: &'static str,
    pub review: &'static str,
    pub award: &'static str,
    pub titles: &'static str,
    pub setup: &'static str,
    pub menu: &'static str,
    pub general: &'static str,
}

const ZH: Words = Words {
    intake: "申报",
    review: "评审",
    award: "公示公告",
    titles: "称号",
    setup: "设置",
    menu: "菜单",
    general: "常用",
};

const EN: Words = Words {
    intake: "Intake",
    review: "Review",
    award: "Award",
    titles: "Titles",
    setup: "Set-up",
    menu: "Menu",
    general: "General",
};

/// The table of a language.
pub fn words(lang: Lang) -> &'static Words {
    lang.pick(&ZH, &EN)
}
