//! The privacy notice (个人信息处理告知书). Whoever changes what it says gives it a new version
//! in `domain::people::PRIVACY_VERSION`: consents are kept with theirs.

use super::Lang;

/// Words around the notice.
#[allow(missing_docs)] // each key is its own explanation
pub struct Words {
    pub title: &'static str,
    pub lede: &'static str,
    pub version: fn(&str) -> String,
    pub step: &'static str,
    pub agree: &'static str,
    pub agree_text: &'static str,
    pub disagree: &'static str,
    pub tick: &'static str,
    pub whole: &'static str,
}

const ZH: Words = Words {
    title: "个人信息处理告知书",
    lede: "注册前请先读这一页：收集您的哪些个人信息、为什么、保存多久、您有什么权利。依据《中华人民共和国个人信息保护法》第十四条、第十七条。",
    version: |v| format!("版本 {v}"),
    step: "第 1 步，共 2 步",
    agree: "同意并继续",
    agree_text: "按下后填写注册信息；同意的版本和时间会记录在您的账号中，随时可以撤回。",
    disagree: "不同意也可以使用资格自查、进度查询和条文对照，但不能申报。",
    tick: "我已阅读并同意《个人信息处理告知书》",
    whole: "全文",
};

const EN: Words = Words {
    title: "Privacy notice",
    lede: "Please read this before you register: which personal data are collected, why, how long they are kept, and what your rights are (Personal Information Protection Law, Art. 14 and 17).",
    version: |v| format!("Version {v}"),
    step: "Step 1 of 2",
    agree: "Agree and go on",
    agree_text: "You then fill in the registration. The version you agreed to and the time are kept with your account; you can withdraw at any time.",
    disagree: "Without agreeing you can still check eligibility, look up a status and read the articles, but not apply.",
    tick: "I have read the privacy notice and agree to it",
    whole: "Full text",
};

/// The table of a language.
pub fn words(lang: Lang) -> &'static Words {
    lang.pick(&ZH, &EN)
}

/// A section: heading and paragraphs, Chinese and English.
type Section = ((&'static str, &'static str), &'static [(&'static str, &'static str)]);

/// The notice itself.
const NOTICE: [Section; 7] = [
    (
        ("谁在处理", "Who processes your data"),
        &[(
            "中国质量协会全国质量标杆工作办公室（以下称“工作办公室”），受工业和信息化部科技司指导。关于个人信息的请求，请通过申报通知中公布的电话或邮箱与工作办公室联系。",
            "The National Quality Benchmark Office at the China Association for Quality (“the Office”), guided by the Department of Science and Technology of MIIT. For any request about your data use the telephone number or e-mail address given in the call for applications.",
        )],
    ),
    (
        ("收集什么", "What is collected"),
        &[
            (
                "您填写的：姓名、邮箱、密码（只保存其不可还原的散列值）、您在申报组织中的角色。",
                "What you type: your name, e-mail address, password (kept as a hash that cannot be turned back), and your role in the organisation.",
            ),
            (
                "使用中产生的：登录的时间与浏览器种类；您在申报书上的操作（何时保存、上传、提交），以账号编号记入防篡改的日志，日志中没有姓名和邮箱。网络地址用于限制尝试次数；登录所用的网络地址随该次登录保存，供您和安全保密管理员辨认异常登录，登录结束时清除。",
                "What arises in use: when you signed in and with which kind of browser; your acts on an application (when you saved, uploaded, submitted), in a tamper-evident journal under the number of your account. The journal has neither name nor address. Network addresses serve to limit tries; the one you sign in from is kept with that session, so that you and the security administrator can tell a strange one, and is cleared when the session ends.",
            ),
            (
                "申报书中法定代表人、联系人的姓名和手机，提交前会另行征得同意。本系统不收集身份证号、人脸、位置等敏感个人信息，也不做自动化决策。",
                "Names and mobile numbers of the legal representative and the contact stand in the application; consent to them is asked for separately before it is submitted. No sensitive data such as identity card numbers, faces or locations are collected, and nothing is decided about you automatically.",
            ),
        ],
    ),
    (
        ("为了什么", "What for"),
        &[(
            "只为本遴选：让您登录、与您联系、把您在申报中的操作与您对应、保护账号安全。不用于其他目的，不用于营销。",
            "For this selection alone: to let you sign in, to reach you, to know who did what on an application, to keep the account safe. Not for anything else, not for advertising.",
        )],
    ),
    (
        ("谁能看到", "Who can see it"),
        &[
            (
                "同一组织的成员能看到彼此的姓名、邮箱和角色。如您用一个已注册组织的代码注册，该组织的管理员会看到您的姓名和邮箱，以便邀请您。",
                "Members of one organisation see each other’s name, address and role. If you register with the code of an organisation that is registered already, its administrators see your name and address so that they can invite you.",
            ),
            (
                "申报书提交后，推荐单位、工作办公室按《管理办法》查看其内容；评审专家看不到联系方式。不公开您的账号信息，不向境外提供，不委托他人处理。",
                "Once submitted, an application is read by its recommending unit and the Office, as the regulation says; experts do not see contact details. Your account is never made public, not passed on abroad, and not processed by others.",
            ),
        ],
    ),
    (
        ("保存多久", "How long it is kept"),
        &[
            (
                "账号信息保存到您注销为止。用过或过期的一次性链接保存 30 天，只有散列值。",
                "Your account is kept until you close it. One-time links that were used or ran out are kept for 30 days, as hashes.",
            ),
            (
                "注销后：没有操作过申报书的账号整个删除；操作过的，姓名、邮箱、密码全部清空，只在日志和申报书的保存记录中留下无法对应到人的编号，与遴选档案一起保存，以便核对遴选是否公正（第十五条、第二十二条）。",
                "After you close it: an account that never acted on an application is deleted altogether. Of one that did, name, address and password are emptied; a number that leads to nobody stays in the journal and in the application’s history and is kept with the files of the selection, so that its fairness can be verified (Art. 15, 22).",
            ),
        ],
    ),
    (
        ("您的权利", "Your rights"),
        &[
            (
                "查阅和复制：在“我的账号”下载与您有关的全部数据。更正：随时改姓名、邮箱。删除与撤回同意：注销账号即撤回同意，撤回前的处理仍然有效。",
                "To see and copy: download everything stored about you under “My account”. To correct: change name and address at any time. To delete, and to withdraw consent: close the account; what was done before remains lawful.",
            ),
            (
                "限制：组织已提交申报书而您是唯一的管理员时，请先移交，再注销。对处理有异议，可向工作办公室提出，也可向网信部门投诉（《个人信息保护法》第四十四条至第五十条、第六十五条）。",
                "One limit: if your organisation has submitted an application and you are its only administrator, hand over first. If you object to how your data are processed, tell the Office, or complain to the cyberspace authorities (Personal Information Protection Law, Art. 44–50, 65).",
            ),
        ],
    ),
    (
        ("怎样保护", "How it is protected"),
        &[(
            "传输加密；密码和一次性链接只存散列值；谁能看什么由程序在一处统一判断，每次操作记入日志。发生个人信息泄露时，会依法通知您（第五十七条）。",
            "Connections are encrypted; passwords and one-time links are kept as hashes; who may see what is decided in one place of the program, and acts are journalled. Should data leak, you will be told as the law requires (Art. 57 of that law).",
        )],
    ),
];

/// The notice in a language: headings with their paragraphs.
pub fn notice(lang: Lang) -> Vec<(&'static str, Vec<&'static str>)> {
    NOTICE
        .iter()
        .map(|(heading, text)| {
            (lang.pick(heading.0, heading.1), text.iter().map(|p| lang.pick(p.0, p.1)).collect())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::assert_said;
    use super::*;

    #[test]
    fn the_notice_says_the_same_in_both_languages() {
        let (zh, en) = (notice(Lang::Zh), notice(Lang::En));
        for (a, b) in zh.iter().zip(&en) {
            assert_said(a.0, b.0);
            assert_eq!(a.1.len(), b.1.len());
            a.1.iter().zip(&b.1).for_each(|(a, b)| assert_said(a, b));
        }
    }
}
