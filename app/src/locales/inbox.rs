//! Words of the inbox. What a message says is in `mail`.

use super::Lang;

/// Words of the page and of its link in the header.
#[allow(missing_docs)] // each key is its own explanation
pub struct Words {
    pub title: &'static str,
    pub lede: &'static str,
    pub unread: fn(i64) -> String,
    pub all_read: &'static str,
    pub none: &'static str,
    pub none_text: &'static str,
    pub new: &'static str,
    pub mark: &'static str,
    pub mark_all: &'static str,
    pub latest: fn(usize) -> String,
}

const ZH: Words = Words {
    title: "消息",
    lede: "与您有关的通知都在这里，同时发到您的邮箱。含一次性链接的邮件（如签署、重设密码）只发邮箱。",
    unread: |n| format!("{n} 条未读"),
    all_read: "没有未读消息",
    none: "还没有消息",
    none_text: "提交、推荐、形式审查等有进展时，会在这里告诉您。",
    new: "未读",
    mark: "标为已读",
    mark_all: "全部标为已读",
    latest: |n| format!("只显示最近 {n} 条。"),
};

const EN: Words = Words {
    title: "Messages",
    lede: "What concerns you is told here and sent to your e-mail address. Mails with a one-time link (such as for the sign-off or a new password) go to the address alone.",
    unread: |n| format!("{n} unread"),
    all_read: "Nothing unread",
    none: "No messages yet",
    none_text: "When something happens, such as a submission, a recommendation or the formality check, you are told here.",
    new: "Unread",
    mark: "Mark as read",
    mark_all: "Mark all as read",
    latest: |n| format!("The latest {n} are shown."),
};

/// The table of a language.
pub fn words(lang: Lang) -> &'static Words {
    lang.pick(&ZH, &EN)
}
