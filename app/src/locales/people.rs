//! Words of an organisation's people and of invitations.

use domain::facts::uscc::UsccError;
use domain::policy::Role;

use super::{Lang, faults};

/// Words of both pages.
#[allow(missing_docs)] // each key is its own explanation
pub struct Words {
    pub title: &'static str,
    pub lede: fn(&str) -> String,
    pub uscc: &'static str,
    pub members: &'static str,
    pub name: &'static str,
    pub email: &'static str,
    pub role: &'static str,
    pub since: &'static str,
    pub you: &'static str,
    pub unproved: &'static str,
    pub roles: &'static str,
    pub change: &'static str,
    pub change_of: fn(&str) -> String,
    pub save: &'static str,
    pub remove: &'static str,
    pub remove_of: fn(&str) -> String,
    pub remove_text: &'static str,
    pub leave: &'static str,
    pub leave_text: &'static str,
    pub leave_last: &'static str,
    pub leave_sure: &'static str,
    pub invite: &'static str,
    pub invite_text: &'static str,
    pub invite_email: &'static str,
    pub invite_hint: &'static str,
    pub invite_role: &'static str,
    pub send: &'static str,
    pub open: &'static str,
    pub none_open: &'static str,
    pub sent_at: &'static str,
    pub until: &'static str,
    pub withdraw: &'static str,
    pub withdraw_of: fn(&str) -> String,
    pub only_admins: &'static str,
    pub unconfirmed: &'static str,
    pub unconfirmed_text: &'static str,
    pub taken: &'static str,
    pub taken_text: &'static str,
    pub rename: &'static str,
    pub rename_name: &'static str,
    pub rename_hint: &'static str,
    pub done: fn(&str) -> Option<&'static str>,
    pub invitation: &'static str,
    pub invited: fn(&str, &str) -> String,
    pub as_role: &'static str,
    pub for_address: &'static str,
    pub accept: &'static str,
    pub accept_new: &'static str,
    pub new_text: &'static str,
    pub known_text: &'static str,
    pub other_text: &'static str,
    pub over: &'static str,
    pub over_text: &'static str,
}

const ZH: Words = Words {
    title: "组织成员",
    lede: |name| format!("{name}在本系统中的成员：谁能填写，谁能查看，谁来管理。"),
    uscc: "统一社会信用代码",
    members: "成员",
    name: "姓名",
    email: "邮箱",
    role: "角色",
    since: "加入时间",
    you: "（您）",
    unproved: "尚未验证",
    roles: "角色能做什么",
    change: "改角色",
    change_of: |name| format!("{name}的角色"),
    save: "保存",
    remove: "移出组织",
    remove_of: |name| format!("把{name}移出组织"),
    remove_text: "移出后立即看不到本组织的申报书；其账号还在，可以再次邀请。",
    leave: "离开组织",
    leave_text: "离开后您看不到本组织的申报书。您写的内容留在申报书中。",
    leave_sure: "我确定要离开",
    leave_last: "您是唯一的管理员：先把另一位成员设为管理员，才能离开。",
    invite: "邀请同事",
    invite_text: "对方会收到一封邮件，用其中的链接加入，14 天内有效。再次邀请同一邮箱，旧链接随即失效。",
    invite_email: "同事的邮箱",
    invite_hint: "请用本人的邮箱，不要用多人共用的邮箱。",
    invite_role: "给什么角色",
    send: "发送邀请",
    open: "等待接受的邀请",
    none_open: "没有等待接受的邀请。",
    sent_at: "发出时间",
    until: "有效期至",
    withdraw: "收回",
    withdraw_of: |email| format!("收回给 {email} 的邀请"),
    only_admins: "邀请同事、改变角色由组织管理员办理。",
    unconfirmed: "先验证邮箱，再邀请同事",
    unconfirmed_text: "验证邮箱后，组织即按其统一社会信用代码登记，您成为管理员。在此之前可以填写申报书。",
    taken: "这个组织已经注册",
    taken_text: "已有同事用同一个统一社会信用代码注册了这个组织，并收到了您的申请。请让组织管理员邀请您的邮箱；接受邀请后，您在这里写的草稿不会带过去，请先自行复制。找不到管理员时，请向工作办公室提交营业执照和盖章的说明，由安全保密管理员核实后把组织移交给您。",
    rename: "更改组织名称",
    rename_name: "组织的新名称",
    rename_hint: "与营业执照一致，60 字以内。此后发出的邀请和新填写的申报书使用新名称；已提交的材料、证书保留当时的名称（第十六条）。统一社会信用代码不能在这里更改，填错时请与工作办公室联系。",
    done: zh_done,
    invitation: "加入组织的邀请",
    invited: |by, organisation| {
        format!("{by}邀请您加入“{organisation}”，一起填写全国质量标杆申报书。")
    },
    as_role: "您的角色",
    for_address: "邀请的邮箱",
    accept: "接受邀请",
    accept_new: "注册并接受邀请",
    new_text: "填写姓名，设一个密码，账号就建好了；邮箱已由这个链接验证。",
    known_text: "这个邮箱已有账号，请先登录，再回到这里接受邀请。",
    other_text: "您登录的是另一个账号。请先退出，再用收到邀请的邮箱登录或注册。",
    over: "邀请已失效",
    over_text: "它已被接受、收回或过期。请让组织管理员重新邀请。",
};

fn zh_done(what: &str) -> Option<&'static str> {
    Some(match what {
        "invited" => "邀请已发出。",
        "withdrawn" => "邀请已收回。",
        "role" => "角色已改变，立即生效。",
        "removed" => "已移出组织。",
        "renamed" => "组织名称已更改。",
        "joined" => "您已加入组织。",
        _ => return None,
    })
}

const EN: Words = Words {
    title: "People",
    lede: |name| format!("The people of {name} here: who writes, who reads, who runs it."),
    uscc: "Unified social credit code",
    members: "Members",
    name: "Name",
    email: "E-mail address",
    role: "Role",
    since: "Joined",
    you: "(you)",
    unproved: "Not verified yet",
    roles: "What each role may do",
    change: "Change role",
    change_of: |name| format!("Role of {name}"),
    save: "Save",
    remove: "Remove",
    remove_of: |name| format!("Remove {name}"),
    remove_text: "The organisation’s application is closed to them at once. The account stays; you can invite it again.",
    leave: "Leave the organisation",
    leave_text: "You will not see its application any more. What you wrote stays in it.",
    leave_sure: "Yes, I want to leave",
    leave_last: "You are the only administrator: make another member administrator before you leave.",
    invite: "Invite a colleague",
    invite_text: "They get a mail with a link to join, good for 14 days. If you invite the same address again, the old link ends.",
    invite_email: "Colleague’s e-mail address",
    invite_hint: "A person’s own address, not one that several share.",
    invite_role: "Role to give",
    send: "Send the invitation",
    open: "Open invitations",
    none_open: "No invitation is open.",
    sent_at: "Sent",
    until: "Good until",
    withdraw: "Take back",
    withdraw_of: |email| format!("Take back the invitation to {email}"),
    only_admins: "Administrators of the organisation invite people and change roles.",
    unconfirmed: "Verify your address, then invite colleagues",
    unconfirmed_text: "Once your address is verified, the organisation is registered under its credit code and you are its administrator. You can write the application in the meantime.",
    taken: "The organisation is registered already",
    taken_text: "A colleague has registered this organisation with the same credit code and has been told about you. Ask an administrator of the organisation to invite your address. What you have drafted here does not move with you: copy it first. If nobody can be found, send the Office your business licence and a stamped letter: a security administrator checks them and hands the organisation over to you.",
    rename: "Change the organisation's name",
    rename_name: "New name of the organisation",
    rename_hint: "As the business licence has it, 60 characters at most. Invitations and applications begun from now on bear it; what was submitted and certificates keep the name of then (Art. 16). The credit code cannot be changed here: if it is wrong, ask the Office.",
    done: en_done,
    invitation: "An invitation to join",
    invited: |by, organisation| {
        format!(
            "{by} invites you to join {organisation} and to work together on its application for the National Quality Benchmark."
        )
    },
    as_role: "Your role",
    for_address: "Address invited",
    accept: "Accept",
    accept_new: "Register and accept",
    new_text: "Give your name and choose a password, and the account is ready; the link has verified your address.",
    known_text: "This address has an account. Sign in first, then come back to accept.",
    other_text: "You are signed in with another account. Sign out, then sign in or register with the address that was invited.",
    over: "This invitation has ended",
    over_text: "It was accepted, taken back, or is too old. Ask an administrator of the organisation for a new one.",
};

fn en_done(what: &str) -> Option<&'static str> {
    Some(match what {
        "invited" => "The invitation is on its way.",
        "withdrawn" => "The invitation is taken back.",
        "role" => "The role is changed, from now on.",
        "removed" => "Removed from the organisation.",
        "renamed" => "The organisation has its new name.",
        "joined" => "You have joined the organisation.",
        _ => return None,
    })
}

/// The table of a language.
pub fn words(lang: Lang) -> &'static Words {
    lang.pick(&ZH, &EN)
}

/// What a role within an organisation may do; empty for roles that are not.
pub fn may(lang: Lang, role: Role) -> &'static str {
    match role {
        Role::Applicant => lang.pick(
            "填写、上传、提交申报书；邀请和移出成员，改变角色。",
            "Writes, uploads and submits; invites and removes people, changes roles.",
        ),
        Role::ApplicantEditor => {
            lang.pick("填写、上传、提交申报书。", "Writes, uploads and submits.")
        }
        Role::ApplicantReader => lang.pick(
            "只查看申报书和进度，不能修改。",
            "Reads the application and its status, changes nothing.",
        ),
        Role::LegalRepresentative => lang.pick(
            "查看申报书并签署；不填写，也不提交。",
            "Reads the application and signs it off; neither writes nor submits.",
        ),
        Role::Registrant => lang.pick(
            "可以填写；验证邮箱后才能提交和邀请。",
            "Writes; submits and invites once the address is verified.",
        ),
        _ => "",
    }
}

/// A text that is no credit code, where what was typed is not at hand.
pub fn uscc(lang: Lang, e: &UsccError) -> String {
    faults::uscc(lang, *e, lang.pick("统一社会信用代码", "the credit code"))
}

#[cfg(test)]
mod tests {
    use super::super::tests::assert_said;
    use super::*;

    #[test]
    fn every_role_of_an_organisation_says_what_it_may_do() {
        for role in Role::ALL {
            let (zh, en) = (may(Lang::Zh, role), may(Lang::En, role));
            if role.of_organisation() {
                assert_said(zh, en);
            } else {
                assert!(zh.is_empty() && en.is_empty(), "{role:?}");
            }
        }
    }
}
