//! Words of signing in and registering.

use domain::refusal::Refusal;

use super::{Lang, faults, refusal};

/// Words of both pages.
#[allow(missing_docs)] // each key is its own explanation
pub struct Words {
    pub sign_in: &'static str,
    pub sign_in_text: &'static str,
    pub email: &'static str,
    pub email_hint: &'static str,
    pub password: &'static str,
    pub password_hint: fn(usize) -> String,
    pub show: &'static str,
    pub hide: &'static str,
    pub no_account: &'static str,
    pub have_account: &'static str,
    pub already: fn(&str) -> String,
    pub go_on: &'static str,
    pub not_done: &'static str,
    pub demo: &'static str,
    pub demo_text: fn(&str) -> String,
    pub role: &'static str,
    pub fill: &'static str,
    pub register: &'static str,
    pub register_text: &'static str,
    pub organisation: &'static str,
    pub organisation_hint: &'static str,
    pub person: &'static str,
    pub person_hint: &'static str,
    pub step: &'static str,
    pub agreed: fn(&str) -> String,
    pub uscc: &'static str,
    pub uscc_hint: &'static str,
    pub uscc_good: fn(&str) -> String,
    pub uscc_old: &'static str,
    pub forgotten: &'static str,
    pub create: &'static str,
}

const ZH: Words = Words {
    sign_in: "登录",
    sign_in_text: "申报组织、推荐单位、工作办公室和评审专家都从这里登录。",
    email: "邮箱",
    email_hint: "用来登录和与您联系，例如 name@example.com。",
    password: "密码",
    password_hint: |min| format!("至少 {min} 个字符，越长越好；可以用一句话。"),
    show: "显示",
    hide: "隐藏",
    no_account: "还没有账号？注册申报组织",
    have_account: "已有账号？登录",
    already: |name| format!("已登录：{name}。如要换账号，请先退出。"),
    go_on: "继续",
    not_done: "没有完成",
    demo: "演示账号",
    demo_text: |password| {
        format!("均为虚构，密码都是 {password}。每个角色列一个，按“填入”后再登录。")
    },
    role: "角色",
    fill: "填入",
    register: "注册申报组织",
    register_text: "每个组织注册一次即可，同事由您邀请加入。推荐单位、专家和工作办公室的账号由工作办公室开通，不在这里注册。",
    organisation: "组织名称",
    organisation_hint: "与营业执照一致，60 字以内。",
    person: "您的姓名",
    person_hint: "由您填写申报书；法定代表人和联系人在申报书中另填。",
    step: "第 2 步，共 2 步",
    agreed: |version| format!("您已同意《个人信息处理告知书》版本 {version}。"),
    uscc: "统一社会信用代码",
    uscc_hint: "营业执照上的 18 位代码；全角、小写和空格会自动转换。",
    uscc_good: |code| format!("校验位正确：{code}"),
    uscc_old: "其中的组织机构代码校验位与 GB 11714 不符。早年核发的代码可能如此，请再对照营业执照核对一遍，可以继续。",
    forgotten: "忘记密码？",
    create: "注册",
};

const EN: Words = Words {
    sign_in: "Sign in",
    sign_in_text: "For applicants, recommending units, the Office and experts.",
    email: "E-mail address",
    email_hint: "To sign in and to reach you, such as name@example.com.",
    password: "Password",
    password_hint: |min| {
        format!("At least {min} characters; the longer the better. A sentence will do.")
    },
    show: "Show",
    hide: "Hide",
    no_account: "No account? Register an organisation",
    have_account: "Have an account? Sign in",
    already: |name| format!("Signed in as {name}. To use another account, sign out first."),
    go_on: "Go on",
    not_done: "Not done",
    demo: "Demonstration accounts",
    demo_text: |password| {
        format!(
            "All fictional; the password of each is {password}. One for each role: press “Fill in”, then sign in."
        )
    },
    role: "Role",
    fill: "Fill in",
    register: "Register an organisation",
    register_text: "Once for each applying organisation; you invite your colleagues then. Accounts of recommending units, experts and the Office are set up by the Office, not here.",
    organisation: "Name of the organisation",
    organisation_hint: "As on the business licence, 60 characters at most.",
    person: "Your name",
    person_hint: "You write the application; the legal representative and the contact are named in it.",
    step: "Step 2 of 2",
    agreed: |version| format!("You have agreed to version {version} of the privacy notice."),
    uscc: "Unified social credit code",
    uscc_hint: "The 18 characters on the business licence; full-width forms, lower case and blanks are put right.",
    uscc_good: |code| format!("The check digit fits: {code}"),
    uscc_old: "The organisation code within it has another check digit than GB 11714 gives. Some old codes are like that: compare it with the licence once more; you can go on.",
    forgotten: "Forgotten your password?",
    create: "Register",
};

/// The table of a language.
pub fn words(lang: Lang) -> &'static Words {
    lang.pick(&ZH, &EN)
}

/// A refusal of the registration form, with what to type where the general words say less.
pub fn registration(lang: Lang, r: &Refusal, typed: &str) -> String {
    match r {
        Refusal::BadValue { field } if field == "organisation" => lang
            .pick(
                "请填写组织名称，60 字以内。",
                "Write the name of the organisation, 60 characters at most.",
            )
            .into(),
        Refusal::Uscc { why } => faults::uscc(lang, *why, typed),
        Refusal::BadValue { field } if field == "name" => lang
            .pick("请填写您的姓名，60 字以内。", "Write your name, 60 characters at most.")
            .into(),
        other => refusal::refusal(lang, other),
    }
}
