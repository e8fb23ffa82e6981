//! Words of what is told to persons: mail and inbox.

use domain::deliberation::Review;
use domain::mail::Message;
use domain::policy::Role;

use super::{Lang, common, consultation, exchange};

/// What a message says. The inbox shows it, mails are made of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// One line: the subject of a mail, the heading in the inbox.
    pub subject: String,
    /// What happened, and what it means for the reader.
    pub lead: String,
    /// Facts by name.
    pub facts: Vec<(&'static str, String)>,
    /// Points to deal with.
    pub points: Vec<String>,
    /// What the link is for.
    pub action: &'static str,
    /// A last word; may be empty.
    pub note: &'static str,
}

/// Words around it.
#[allow(missing_docs)] // each key is its own explanation
pub struct Words {
    pub demo: &'static str,
    pub greeting: &'static str,
    pub article: &'static str,
    pub code: &'static str,
    pub automatic: &'static str,
    pub several: fn(usize) -> String,
    pub reference: &'static str,
    pub title: &'static str,
    pub organisation: &'static str,
    pub unit: &'static str,
    pub requirement: &'static str,
    pub expert: &'static str,
    pub reason: &'static str,
    pub time: &'static str,
    pub place: &'static str,
    pub due: &'static str,
    pub closes: &'static str,
    pub role: &'static str,
    pub person: &'static str,
    pub email: &'static str,
    pub version: &'static str,
    pub sha256: &'static str,
    pub secret: &'static str,
}

const ZH: Words = Words {
    demo: "演示：本邮件来自演示系统，其中的组织、人员与内容均为虚构。",
    greeting: "您好：",
    article: "依据",
    code: "扫描二维码查询进度",
    automatic: "本邮件由系统自动发出，请勿直接回复。如有疑问，请联系全国质量标杆工作办公室。",
    several: |n| format!("{n} 条新消息"),
    reference: "受理号",
    title: "标杆名称",
    organisation: "申报组织",
    unit: "推荐单位",
    requirement: "不符合的要求",
    expert: "专家",
    reason: "理由",
    time: "时间",
    place: "地点",
    due: "截止时间",
    closes: "截止时间",
    role: "角色",
    person: "姓名",
    email: "邮箱",
    version: "版本",
    sha256: "校验值（SHA-256）",
    secret: "链接只能使用一次，请勿转发。如果您没有要求过，可以不理会本邮件，什么都不会改变。",
};

const EN: Words = Words {
    demo: "Demonstration: this mail comes from a demonstration system; the organisations, people and contents in it are fictional.",
    greeting: "Good day,",
    article: "Rule",
    code: "Scan the code to look up the status",
    automatic: "This mail was sent automatically; please do not reply to it. If anything is unclear, ask the National Quality Benchmark Office.",
    several: |n| format!("{n} new messages"),
    reference: "Reference number",
    title: "Title",
    organisation: "Organisation",
    unit: "Recommending unit",
    requirement: "Requirement not met",
    expert: "Expert",
    reason: "Reason",
    time: "Time",
    place: "Place",
    due: "Due",
    closes: "Closes",
    role: "Role",
    person: "Name",
    email: "E-mail address",
    version: "Version",
    sha256: "Checksum (SHA-256)",
    secret: "The link works once; do not pass it on. If you did not ask for it, ignore this mail and nothing will change.",
};

/// The table of a language.
pub fn words(lang: Lang) -> &'static Words {
    lang.pick(&ZH, &EN)
}

/// Beijing time, and said to be.
pub(super) fn at(lang: Lang, stamp: domain::stamp::Stamp) -> String {
    let shown = stamp.show_minute();
    lang.pick(format!("{shown}（北京时间）"), format!("{shown} (Beijing time)"))
}

/// From a moment to another of the same day, Beijing time.
fn span(lang: Lang, from: domain::stamp::Stamp, to: domain::stamp::Stamp) -> String {
    let shown = format!("{}–{}", from.show_minute(), to.show_clock());
    lang.pick(format!("{shown}（北京时间）"), format!("{shown} (Beijing time)"))
}

/// The number of an objection, as a fact.
fn objection_number(lang: Lang, number: i64) -> (&'static str, String) {
    (lang.pick("异议编号", "Objection no."), number.to_string())
}

/// What became of an objection.
fn outcome(lang: Lang, upheld: bool) -> &'static str {
    use domain::notice::handling::Outcome;
    let outcome = if upheld { Outcome::Upheld } else { Outcome::Dismissed };
    super::objection::outcome(lang, outcome)
}

/// What a message says in a language.
pub fn told(lang: Lang, message: &Message) -> Told {
    let w = words(lang);
    let say =
        |subject: (&str, &str), lead: (&str, &str), action: (&'static str, &'static str)| Told {
            subject: lang.pick(subject.0, subject.1).to_owned(),
            lead: lang.pick(lead.0, lead.1).to_owned(),
            facts: Vec::new(),
            points: Vec::new(),
            action: lang.pick(action.0, action.1),
            note: "",
        };
    let dossier = |told: Told, reference: &str, title: &str| Told {
        facts: vec![(w.reference, reference.to_owned()), (w.title, title.to_owned())],
        ..told
    };
    let open = ("打开申报书", "Open the application");
    let list = ("打开初评名单", "Open the initial list");
    match message {
        Message::AccountCreated => say(
            ("账号已开通", "Your account is ready"),
            (
                "您的邮箱已成为全国质量标杆遴选系统的登录账号。今后的通知会发到这里，登录后也能在“消息”中看到。",
                "Your e-mail address is now an account of the National Quality Benchmark Selection. What concerns you is sent here; once signed in you find it under “Messages” too.",
            ),
            ("登录", "Sign in"),
        ),
        Message::VerifyAddress { .. } => Told {
            note: w.secret,
            ..say(
                ("请确认您的邮箱", "Please confirm your e-mail address"),
                (
                    "有人用这个邮箱在全国质量标杆遴选系统注册。请打开下面的链接，确认邮箱是您的。",
                    "Somebody registered with this address at the National Quality Benchmark Selection. Open the link below to confirm that the address is yours.",
                ),
                ("确认邮箱", "Confirm the address"),
            )
        },
        Message::AddressTaken => say(
            ("这个邮箱已有账号", "This address has an account"),
            (
                "有人用这个邮箱在全国质量标杆遴选系统注册，或把账号改到这个邮箱，而它已有账号。如果是您，请直接登录；忘了密码，可在登录页重设。如果不是您，不用理会，您的账号没有变化。",
                "Somebody registered with this address at the National Quality Benchmark Selection, or moved an account to it; but it has an account already. If it was you, just sign in; if you forgot the password, set a new one from the sign-in page. If it was not you, ignore this: nothing about your account has changed.",
            ),
            ("登录", "Sign in"),
        ),
        Message::AddressMoved => say(
            ("账号已改用另一个邮箱", "Your account uses another address now"),
            (
                "您在全国质量标杆遴选系统的账号已改用另一个邮箱登录和接收通知，这个邮箱不再使用。如果不是您改的，请立即与工作办公室联系。",
                "Your account at the National Quality Benchmark Selection now signs in and is told by another e-mail address; this one is not used any more. If it was not you, tell the Office at once.",
            ),
            ("登录", "Sign in"),
        ),
        Message::PasswordSet => say(
            ("密码已修改", "The password was changed"),
            (
                "您账号的密码刚刚修改，其他浏览器上的登录已结束。如果不是您改的，请立即在登录页重设密码，并查看登录记录。",
                "The password of your account was changed just now, and sessions in other browsers have ended. If it was not you, set a new one from the sign-in page at once and look at your sessions.",
            ),
            ("查看我的账号", "See my account"),
        ),
        Message::AccountClosed => say(
            ("账号已注销", "The account is closed"),
            (
                "您在全国质量标杆遴选系统的账号已按您的要求注销，姓名、邮箱和密码已删除。这是发到这个邮箱的最后一封邮件。",
                "Your account at the National Quality Benchmark Selection is closed as you asked; name, address and password are deleted. This is the last mail to this address.",
            ),
            ("打开首页", "Open the home page"),
        ),
        Message::FactorSet => say(
            ("已设置动态验证码", "A second step of signing in is set up"),
            (
                "您的账号刚刚设置了动态验证码，以后登录除密码外还要输入手机上的 6 位验证码，其他浏览器上的登录已结束。如果不是您设置的，请立即重设密码，并联系安全保密管理员。",
                "A second step was just set up for your account: from now on signing in asks for the six digits of your telephone beside the password. Sessions in other browsers have ended. If it was not you, set a new password at once and tell the security administrator.",
            ),
            ("查看我的账号", "See my account"),
        ),
        Message::FactorRemoved { reason } if reason.is_empty() => say(
            ("已取消动态验证码", "The second step of signing in was taken off"),
            (
                "您的账号已取消动态验证码，今后登录只需密码。如果不是您操作的，请立即重设密码，并联系安全保密管理员。",
                "Your account no longer asks for a second step; the password alone opens it. If it was not you, set a new password at once and tell the security administrator.",
            ),
            ("查看我的账号", "See my account"),
        ),
        Message::FactorRemoved { reason } => Told {
            facts: vec![(w.reason, reason.clone())],
            ..say(
                ("动态验证码已重置", "The second step of signing in was reset"),
                (
                    "管理员重置了您账号的动态验证码，原来的手机和恢复码不再有效，所有登录已结束。请用密码登录，重新设置。如果您没有提出过，请立即联系安全保密管理员。",
                    "An administrator reset the second step of your account: the device and the recovery codes before are worth nothing, and all sessions have ended. Sign in with your password and set it up anew. If you did not ask for it, tell the security administrator at once.",
                ),
                ("登录", "Sign in"),
            )
        },
        Message::RecoveryUsed { left } => Told {
            facts: vec![(lang.pick("剩余恢复码", "Recovery codes left"), left.to_string())],
            ..say(
                ("有人用恢复码登录", "A recovery code was used"),
                (
                    "您的账号刚刚使用了一个恢复码，它不能再用。如果不是您本人，请立即重设密码，并联系安全保密管理员。恢复码快用完时，请在“我的账号”中重新生成。",
                    "A recovery code of your account was used just now and is worth nothing any more. If it was not you, set a new password at once and tell the security administrator. When few are left, make new ones under “My account”.",
                ),
                ("查看我的账号", "See my account"),
            )
        },
        Message::AccountDisabled { reason } => Told {
            facts: vec![(w.reason, reason.clone())],
            ..say(
                ("账号已停用", "Your account is disabled"),
                (
                    "系统管理员停用了您的账号，所有登录已结束，暂时不能登录。账号中的内容没有删除。如有疑问，请联系全国质量标杆工作办公室。",
                    "The system administrator disabled your account: all sessions have ended and nobody can sign in with it. Nothing was deleted. If anything is unclear, ask the National Quality Benchmark Office.",
                ),
                ("打开首页", "Open the home page"),
            )
        },
        Message::AccountEnabled => say(
            ("账号已恢复", "Your account is enabled again"),
            (
                "系统管理员恢复了您的账号，可以照常登录。",
                "The system administrator enabled your account again; you can sign in as before.",
            ),
            ("登录", "Sign in"),
        ),
        Message::RoleChanged { role, given: true, reason } => Told {
            facts: vec![(w.role, role_name(lang, role)), (w.reason, reason.clone())],
            ..say(
                ("您有了新的角色", "You were given a role"),
                (
                    "安全保密管理员授予您一个角色，立即生效。",
                    "The security administrator gave you a role; it counts at once.",
                ),
                ("登录", "Sign in"),
            )
        },
        Message::RoleChanged { role, reason, .. } => Told {
            facts: vec![(w.role, role_name(lang, role)), (w.reason, reason.clone())],
            ..say(
                ("您的一个角色已收回", "A role was taken from you"),
                (
                    "安全保密管理员收回了您的一个角色，立即生效。",
                    "The security administrator took a role from you; it counts at once.",
                ),
                ("登录", "Sign in"),
            )
        },
        Message::AccountMade { .. } => Told {
            note: w.secret,
            ..say(
                ("您的账号已开通，请设置密码", "Your account is ready: set a password"),
                (
                    "系统管理员为您开通了全国质量标杆遴选系统的账号。请打开下面的链接设置密码，链接 2 小时内有效；过期后可在登录页用“忘记密码”重新获取。",
                    "A system administrator made you an account at the National Quality Benchmark Selection. Open the link below to set a password; it is good for 2 hours. After that, ask for another under “Forgotten your password?” on the sign-in page.",
                ),
                ("设置密码", "Set a password"),
            )
        },
        Message::RoleAsked { role, name } => Told {
            facts: vec![(w.person, name.clone()), (w.role, role_name(lang, role))],
            ..say(
                ("有一项管理员任命待确认", "An administrator waits to be confirmed"),
                (
                    "安全保密管理员提出授予一个管理员角色，须由系统管理员另行确认后才生效。请核对人员与理由后确认或退回。",
                    "The security administrator asks that somebody becomes an administrator; it counts once a system administrator has confirmed it. Please look at who it is and why, then confirm it or not.",
                ),
                ("查看账号管理", "See the accounts"),
            )
        },
        Message::OrganisationTaken { organisation } => Told {
            facts: vec![(w.organisation, organisation.clone())],
            ..say(
                ("这个组织已经注册", "The organisation is registered already"),
                (
                    "您的邮箱已验证。不过，已有同事用同一个统一社会信用代码注册了这个组织。请让组织管理员邀请您的邮箱，我们已告诉他们。找不到管理员时，请与工作办公室联系。",
                    "Your address is verified. But a colleague has registered this organisation with the same credit code. Ask an administrator of the organisation to invite your address; they have been told. If you do not know who that is, ask the Office.",
                ),
                ("查看说明", "See what to do"),
            )
        },
        Message::NewcomerAsks { name, email } => Told {
            facts: vec![(w.person, name.clone()), (w.email, email.clone())],
            ..say(
                ("有人希望加入您的组织", "Somebody would like to join your organisation"),
                (
                    "有人用贵组织的统一社会信用代码注册，邮箱已验证。若是同事，请按这个邮箱邀请；若不认识，不用理会，对方看不到贵组织的任何内容。",
                    "Somebody registered with your organisation’s credit code; their address is verified. If it is a colleague, invite that address. If you do not know them, ignore this: they see nothing of your organisation.",
                ),
                ("邀请同事", "Invite a colleague"),
            )
        },
        Message::MemberJoined { name, role } => Told {
            facts: vec![(w.person, name.clone()), (w.role, role_name(lang, role))],
            ..say(
                ("同事已加入组织", "A colleague has joined"),
                (
                    "您邀请的同事已接受邀请，现在可以按其角色工作。",
                    "The colleague you invited has accepted and can work now, as the role allows.",
                ),
                ("查看成员", "See the people"),
            )
        },
        Message::MemberRoleSet { organisation, role } => Told {
            facts: vec![(w.organisation, organisation.clone()), (w.role, role_name(lang, role))],
            ..say(
                ("您在组织中的角色已改变", "Your role in the organisation has changed"),
                (
                    "组织管理员改变了您的角色，立即生效。",
                    "An administrator of the organisation changed your role; it counts from now on.",
                ),
                ("打开申报", "Open the application"),
            )
        },
        Message::MemberRemoved { organisation } => Told {
            facts: vec![(w.organisation, organisation.clone())],
            ..say(
                ("您已不在组织中", "You are no longer in the organisation"),
                (
                    "组织管理员把您移出了组织，您看不到它的申报书了。您的账号还在。",
                    "An administrator took you out of the organisation; its application is closed to you. Your account stays.",
                ),
                ("查看我的账号", "See my account"),
            )
        },
        Message::ResetPassword { .. } => Told {
            note: w.secret,
            ..say(
                ("重设密码", "Set a new password"),
                (
                    "有人要求为这个邮箱的账号重设密码。请打开下面的链接，设置新密码。在此之前，原密码继续有效。",
                    "Somebody asked for a new password for the account of this address. Open the link below to set one. Until then the old password goes on working.",
                ),
                ("设置新密码", "Set a new password"),
            )
        },
        Message::Invited { organisation, by, role, .. } => Told {
            subject: lang.pick(
                format!("邀请您加入“{organisation}”"),
                format!("An invitation to join {organisation}"),
            ),
            facts: vec![(w.organisation, organisation.clone()), (w.role, role_name(lang, role))],
            note: w.secret,
            ..say(
                ("", ""),
                (
                    &format!("{by}邀请您一起填写本组织的全国质量标杆申报书。"),
                    &format!(
                        "{by} invites you to work together on the organisation’s application for the National Quality Benchmark."
                    ),
                ),
                ("查看邀请", "See the invitation"),
            )
        },
        Message::ExpertInvited { year, role, zh, en, .. } => Told {
            subject: lang.pick(
                format!("邀请您参加 {year} 年全国质量标杆评审"),
                format!("An invitation to the review committee {year}"),
            ),
            facts: seat(lang, role, zh, en),
            note: w.secret,
            ..say(
                ("", ""),
                (
                    "您已列入本年度全国质量标杆评审委员会，账号已按这个邮箱开通。请在十四天内打开链接设置密码；过期后可在登录页用这个邮箱重新设置。",
                    "You have been named to this year’s review committee of the National Quality Benchmark, and an account was made for this address. Set a password by the link within fourteen days; after that, set one from the sign-in page with this address.",
                ),
                ("设置密码", "Set a password"),
            )
        },
        Message::ExpertSeated { year, role, zh, en } => Told {
            subject: lang.pick(
                format!("您已列入 {year} 年全国质量标杆评审委员会"),
                format!("You have a seat on the review committee {year}"),
            ),
            facts: seat(lang, role, zh, en),
            ..say(
                ("", ""),
                (
                    "您已列入本年度全国质量标杆评审委员会。分派评审任务后会再通知您；打开申报材料之前，请先签署保密承诺并申明回避。",
                    "You have been named to this year’s review committee of the National Quality Benchmark. You will be told when applications are assigned; before opening any, sign the undertaking and declare conflicts of interest.",
                ),
                ("打开网站", "Open the site"),
            )
        },
        Message::SignOffAsked { reference, title, organisation, .. } => {
            let mut told = dossier(
                say(
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
            told.facts.push((w.organisation, organisation.clone()));
            Told { note: w.secret, ..told }
        }
        Message::SignOffDone { reference, title, signed: true, .. } => dossier(
            say(
                ("法定代表人已签署", "The legal representative has signed off"),
                (
                    "法定代表人已确认申报书。请在截止时间前提交；签署之后又改动内容，需要重新签署。",
                    "The legal representative has confirmed the application. Submit it before the deadline; if anything is changed after the sign-off, it must be signed off again.",
                ),
                ("检查并提交", "Check and submit"),
            ),
            reference,
            title,
        ),
        Message::SignOffDone { reference, title, reason, .. } => {
            let mut told = dossier(
                say(
                    (
                        "法定代表人退回了申报书",
                        "The legal representative sent the application back",
                    ),
                    (
                        "法定代表人没有签署，并说明了理由。请修改后再次送签。",
                        "The legal representative did not sign off and gave a reason. Mend it, then ask again.",
                    ),
                    open,
                ),
                reference,
                title,
            );
            told.facts.push((w.reason, reason.clone()));
            told
        }
        Message::Submitted { reference, title, version, sha256, at: when } => {
            let mut told = dossier(
                say(
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
                (w.time, at(lang, *when)),
                (w.version, version.to_string()),
                (w.sha256, sha256.clone()),
            ]);
            told
        }
        Message::Arrived { reference, title, organisation } => {
            let mut told = dossier(
                say(
                    ("收到一份申报书", "An application has come in"),
                    (
                        "一个申报组织经由贵单位提交了申报书。请阅读、写推荐意见，并在名额内择优推荐。",
                        "An organisation submitted its application through your unit. Read it, write your opinion, and recommend the best within your quota.",
                    ),
                    ("阅读申报书", "Read the application"),
                ),
                reference,
                title,
            );
            told.facts.push((w.organisation, organisation.clone()));
            told
        }
        Message::Withdrawn { reference, title } => dossier(
            say(
                ("申报书已撤回", "The application was taken back"),
                (
                    "申报书已由申报组织撤回。截止时间之前可以修改并再次提交；逾期不再受理。",
                    "The organisation has taken its application back. It can be changed and submitted again until the deadline, not after it.",
                ),
                open,
            ),
            reference,
            title,
        ),
        Message::CorrectionAsked { reference, title, items, due } => {
            let mut told = dossier(
                say(
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
            told.facts.push((w.due, at(lang, *due)));
            Told { points: items.clone(), ..told }
        }
        Message::CorrectionAnswered { reference } => {
            let mut told = say(
                ("申报组织已补正", "The corrections have come in"),
                (
                    "申报组织已按要求补正，请继续形式审查。",
                    "The organisation has made the corrections asked for. Please go on with the formality check.",
                ),
                ("打开审查清单", "Open the checklist"),
            );
            told.facts.push((w.reference, reference.clone()));
            told
        }
        Message::FileInfected { reference, title, name, found } => {
            let mut told = dossier(
                say(
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
            told.facts.push((lang.pick("文件", "File"), name.clone()));
            told.facts.push((lang.pick("病毒", "Virus"), found.clone()));
            told
        }
        Message::Recommended { reference, title, unit } => {
            let mut told = dossier(
                say(
                    ("推荐单位已推荐", "The unit recommends the application"),
                    (
                        "推荐单位已推荐贵单位的申报书，接下来由工作办公室做形式审查。暂时不用做什么。",
                        "The recommending unit recommends your application; the Office checks it next. There is nothing to do for now.",
                    ),
                    open,
                ),
                reference,
                title,
            );
            told.facts.push((w.unit, common::unit(lang, unit)));
            told
        }
        Message::Returned { reference, title, unit, reason } => {
            let mut told = dossier(
                say(
                    (
                        "推荐单位退回申报书，请修改",
                        "The unit returned your application to be mended",
                    ),
                    (
                        "推荐单位把贵单位的申报书退回修改，并说明了理由。申报书已变回草稿，请在申报截止前修改，由法定代表人重新签署后再提交。",
                        "The recommending unit returned your application and gave its reasons. It is a draft again: mend it before applications close, have it signed again and submit it anew.",
                    ),
                    open,
                ),
                reference,
                title,
            );
            told.facts.extend([(w.unit, common::unit(lang, unit)), (w.reason, reason.clone())]);
            told
        }
        Message::RecommendationWithdrawn { reference, title, unit, reason } => {
            let mut told = dossier(
                say(
                    ("推荐单位撤回了推荐", "The unit took its recommendation back"),
                    (
                        "推荐单位撤回了对贵单位申报书的推荐，并说明了理由。推荐阶段结束前，推荐单位可以重新推荐；有疑问请与推荐单位联系。",
                        "The recommending unit took its recommendation of your application back and gave a reason. Until the phase closes it may recommend it again; if anything is unclear, ask the unit.",
                    ),
                    open,
                ),
                reference,
                title,
            );
            told.facts.extend([(w.unit, common::unit(lang, unit)), (w.reason, reason.clone())]);
            told
        }
        Message::FormalityPassed { reference, title } => dossier(
            say(
                ("形式审查通过", "The formality check is passed"),
                (
                    "申报材料齐全，申报资格已确认，接下来由专家做资料评审。暂时不用做什么。",
                    "The papers are complete and eligibility is confirmed; experts will read the application next. There is nothing to do for now.",
                ),
                open,
            ),
            reference,
            title,
        ),
        Message::ListReleased { reference, title, verdict } => {
            let mut told = dossier(
                say(
                    ("资料评审结果公布", "The written review is concluded"),
                    (
                        "各专业组经合议，同时公布资料评审结果（第十九条）。入围的进入答辩评审，时间另行通知。",
                        "All panels have concluded the written review and release their lists at the same time (Art. 19). Shortlisted applications go on to the defence; the date follows.",
                    ),
                    open,
                ),
                reference,
                title,
            );
            told.facts.push((
                lang.pick("结果", "Result"),
                super::deliberation::verdict(lang, Review::Written, *verdict).to_owned(),
            ));
            told
        }
        Message::OnNotice { reference, title, ends, .. } => {
            let mut told = dossier(
                say(
                    ("贵单位的申报列入公示名单", "Your application stands on the public notice"),
                    (
                        "初评名单从今天起公示（第二十一条），贵单位的申报在名单上。公示期满、异议处理完毕后公告结果；公示不是最终结果。",
                        "The list is on public notice from today (Art. 21), and your application stands on it. The result is announced when the notice is over and objections are settled; the notice is not the result.",
                    ),
                    ("查看公示", "Read the notice"),
                ),
                reference,
                title,
            );
            told.facts.push((w.closes, at(lang, *ends)));
            told
        }
        Message::NotListed { reference, title } => dossier(
            say(
                ("评审结果", "The result of the review"),
                (
                    "本年度的初评名单已公示，贵单位的申报未列入（第二十条）。感谢参加，欢迎来年再申报。",
                    "This year's list is on public notice, and your application is not on it (Art. 20). Thank you for taking part; you are welcome to apply again next year.",
                ),
                open,
            ),
            reference,
            title,
        ),
        Message::NoticeClosed { open: 0, .. } => say(
            ("公示期已满", "The public notice is over"),
            (
                "公示期已满，没有未办结的异议，可以准备结果公告（第二十二条）。",
                "The notice is over and no objection is open: the announcement can be prepared (Art. 22).",
            ),
            ("准备公告", "Prepare the announcement"),
        ),
        Message::NoticeClosed { open: n, .. } => Told {
            facts: vec![(lang.pick("未办结的异议", "Objections open"), n.to_string())],
            ..say(
                ("公示期已满", "The public notice is over"),
                (
                    "公示期已满。异议办结之前不能公告（第二十一条）。",
                    "The notice is over. Nothing is announced before the objections are settled (Art. 21).",
                ),
                ("查看", "Look"),
            )
        },
        Message::ObjectionReceived { number, .. } => Told {
            facts: vec![objection_number(lang, *number)],
            note: lang.pick(
                "凭链接可以查看办理进度，也可以撤回。请妥善保存，不要转发。",
                "The link shows how the objection stands and lets you take it back. Keep it to yourself.",
            ),
            ..say(
                ("已收到您的异议", "Your objection was received"),
                (
                    "您对公示名单提出的异议已收到（第二十一条）。您的身份只有指定的经办人知道。",
                    "Your objection to the public notice was received (Art. 21). Only those who are named to handle it know who you are.",
                ),
                ("查看进度", "See how it stands"),
            )
        },
        Message::ObjectionCame { number, .. } => Told {
            facts: vec![objection_number(lang, *number)],
            ..say(
                ("收到一件异议", "An objection has come in"),
                (
                    "请指定经办人调查核实；不能指定自己（第二十一条）。",
                    "Name somebody to investigate it; nobody names themselves (Art. 21).",
                ),
                ("指定经办人", "Name somebody"),
            )
        },
        Message::ObjectionNamed { number, .. } => Told {
            facts: vec![objection_number(lang, *number)],
            ..say(
                ("请办理一件异议", "An objection is yours to handle"),
                (
                    "您被指定办理这件异议（第二十一条）。如与有关单位有利害关系，请先回避。异议人的身份不得告诉其他任何人。",
                    "You are named to handle this objection (Art. 21). If you have a conflict of interest, step out first. Tell nobody who objects.",
                ),
                ("打开异议", "Open it"),
            )
        },
        Message::ObjectionReported { number, .. } => Told {
            facts: vec![objection_number(lang, *number)],
            ..say(
                ("一件异议待审议", "An objection waits for the committee"),
                (
                    "调查报告已提交，请审议：一人提出决定，另一人确认（第二十一条）。",
                    "The report of the investigation is in. One of you proposes a decision, the other confirms it (Art. 21).",
                ),
                ("打开异议", "Open it"),
            )
        },
        Message::ObjectionDecided { number, upheld, reason, .. } => Told {
            facts: vec![
                objection_number(lang, *number),
                (lang.pick("结果", "Result"), outcome(lang, *upheld).to_owned()),
                (w.reason, reason.clone()),
            ],
            ..say(
                ("您的异议已办结", "Your objection is settled"),
                (
                    "评审委员会审议了您提出的异议（第二十一条）。",
                    "The review committee has deliberated on your objection (Art. 21).",
                ),
                ("查看公示", "Read the notice"),
            )
        },
        Message::ObjectionOutcome { reference, title, upheld, reason } => {
            let mut told = dossier(
                say(
                    ("关于贵单位申报的异议已办结", "An objection to your application is settled"),
                    (
                        "公示期间有人对贵单位的申报提出异议，经调查核实和评审委员会审议，结果如下（第二十一条）。",
                        "During the notice somebody objected to your application. It was investigated, and the committee has decided as follows (Art. 21).",
                    ),
                    open,
                ),
                reference,
                title,
            );
            told.facts.push((lang.pick("结果", "Result"), outcome(lang, *upheld).to_owned()));
            told.facts.push((w.reason, reason.clone()));
            told
        }
        Message::ApprovalAsked { .. } => say(
            ("结果公告待批准", "The announcement waits for approval"),
            (
                "工作办公室已拟好本年度的结果公告，请两位不同的负责人分别批准（第二十二条）。",
                "The Office has prepared this year's announcement. Two different persons approve it (Art. 22).",
            ),
            ("查看并批准", "Read and approve"),
        ),
        Message::Announced { reference, title, year } => {
            let mut told = dossier(
                say(
                    ("祝贺：确定为全国质量标杆", "Congratulations: a National Quality Benchmark"),
                    (
                        "贵单位的申报经批准确定为本年度全国质量标杆，名单已公告（第二十二条）。登录后可以下载通知函。",
                        "Your application is a National Quality Benchmark of this year; the list is announced (Art. 22). Sign in for the letter.",
                    ),
                    open,
                ),
                reference,
                title,
            );
            told.facts.push((lang.pick("年度", "Year"), year.to_string()));
            told
        }
        Message::Incident(letter) => super::incident::told(lang, letter),
        Message::DefenceInvited { reference, title, room, starts, ends, reason } => {
            let first = reason.is_empty();
            let subject = match first {
                true => ("请参加答辩评审", "You are invited to the defence"),
                false => ("答辩的时间或地点有变更", "Time or place of the defence has changed"),
            };
            let lead = match first {
                true => (
                    "贵组织的申报已入围，请按下列时间地点参加答辩。请提前 15 分钟签到，携带身份证件和演示文稿；打开链接确认参加，可下载日历文件、上传演示文稿。",
                    "Your application is shortlisted: please come to the defence at the time and place below, 15 minutes early, with identity papers and your slides. Open the link to confirm; there you also find a calendar file and hand slides in.",
                ),
                false => (
                    "答辩安排有变更，请以下列时间地点为准，并重新确认参加；日历文件请重新下载。",
                    "The plan has changed: what stands below counts. Please confirm again, and take the calendar file anew.",
                ),
            };
            let confirm = ("确认参加", "Confirm");
            let mut told = dossier(say(subject, lead, confirm), reference, title);
            told.facts.extend([(w.time, span(lang, *starts, *ends)), (w.place, room.clone())]);
            if !first {
                told.facts.push((w.reason, reason.clone()));
            }
            told
        }
        Message::DefenceCancelled { reference, title, reason } => {
            let mut told = dossier(
                say(
                    ("答辩已取消", "The defence is cancelled"),
                    (
                        "贵组织的答辩时段已取消。如有疑问，请与工作办公室联系。",
                        "The slot of your application was cancelled. If anything is unclear, ask the Office.",
                    ),
                    ("查看", "See the page"),
                ),
                reference,
                title,
            );
            told.facts.push((w.reason, reason.clone()));
            told
        }
        Message::DefenceSeated { room, starts, ends, reason } => {
            let first = reason.is_empty();
            let subject = match first {
                true => ("请出席答辩评审", "You sit in a session of the defence"),
                false => ("答辩场次有变更", "A session of the defence has changed"),
            };
            let lead = match first {
                true => (
                    "请按下列时间地点出席答辩评审。打开链接可查看场次、下载日历文件。",
                    "Please come to the session below. By the link you find its slots and a calendar file.",
                ),
                false => (
                    "答辩场次有变更，请以下列时间地点为准；日历文件请重新下载。",
                    "The plan has changed: what stands below counts. Please take the calendar file anew.",
                ),
            };
            let mut told = say(subject, lead, ("查看场次", "See the session"));
            told.facts = vec![(w.time, span(lang, *starts, *ends)), (w.place, room.clone())];
            if !first {
                told.facts.push((w.reason, reason.clone()));
            }
            told
        }
        Message::DefenceUnseated { starts, reason } => Told {
            facts: vec![(w.time, at(lang, *starts)), (w.reason, reason.clone())],
            ..say(
                ("答辩场次不再需要您出席", "You do not sit in a session after all"),
                (
                    "答辩安排有变更，下列场次不再需要您出席。",
                    "The plan has changed: you do not sit in the session below.",
                ),
                ("查看场次", "See the sessions"),
            )
        },
        Message::Exchange { news } => exchange::told(lang, news),
        Message::Consultation { year, news } => consultation::told(lang, *year, news),
        Message::ListSigned { .. } => say(
            ("初评名单待您确认", "The initial list waits for you"),
            (
                "另一位负责人已签署初评名单（第二十条）。请核对后确认，或写明理由退回。",
                "The other of the two has signed the initial list (Art. 20). Check it, then confirm it or give it back with a reason.",
            ),
            list,
        ),
        Message::ListReturned { reason, .. } => Told {
            facts: vec![(w.reason, reason.clone())],
            ..say(
                ("初评名单被退回", "The initial list was given back"),
                (
                    "您签署的初评名单被退回，请按下列理由重新核对后再签署（第二十条）。",
                    "The initial list you signed was given back. See to the reason below, then sign again (Art. 20).",
                ),
                list,
            )
        },
        Message::ListConfirmed { listed, .. } => Told {
            facts: vec![(lang.pick("列入", "On the list"), listed.to_string())],
            ..say(
                ("初评名单已签署", "The initial list is signed"),
                (
                    "初评名单已由两人签署（第二十条），可以据此准备征求意见和公示。公示前请勿对外透露。",
                    "Two have signed the initial list (Art. 20): consultation and notice can be prepared from it. Nothing of it is made public before the notice.",
                ),
                list,
            )
        },
        Message::ListReopened { reason, .. } => Told {
            facts: vec![(w.reason, reason.clone())],
            ..say(
                ("初评名单重新拟定", "The initial list was opened again"),
                (
                    "已签署的初评名单按下列理由重新拟定，原名单不再作为公示依据；两人重新签署后另行通知（第二十条）。",
                    "The signed initial list was opened again for the reason below; nothing is published from it until two have signed again (Art. 20).",
                ),
                list,
            )
        },
        Message::FormalityRefused { reference, title, item, reason } => {
            let mut told = dossier(
                say(
                    ("形式审查未通过", "The formality check is not passed"),
                    (
                        "工作办公室核对后认为不符合下列要求，本年度不再进入评审。如有疑问，请与工作办公室联系。",
                        "The Office found that the requirement below is not met; the application goes no further this year. If you have questions, please contact the Office.",
                    ),
                    open,
                ),
                reference,
                title,
            );
            let article = (common::words(lang).article)(item.article());
            let asked = format!("{} ({article})", super::formality::item(lang, *item));
            told.facts.extend([(w.requirement, asked), (w.reason, reason.clone())]);
            told
        }
        Message::ReviewsAssigned { applications, closes } => Told {
            subject: lang.pick(
                format!("{applications} 份申报书请您评审"),
                match applications {
                    1 => "One application to review".to_owned(),
                    n => format!("{n} applications to review"),
                },
            ),
            facts: closes.map(|c| (w.closes, at(lang, c))).into_iter().collect(),
            ..say(
                ("", ""),
                (
                    "评审任务已分派给您。开始前请先签署保密承诺；与申报组织有利害关系的，请先声明回避。",
                    "Applications were assigned to you for the written review. Sign the undertaking of confidentiality first, and declare any conflict of interest before you open one.",
                ),
                ("打开我的评审", "Open my reviews"),
            )
        },
        Message::ReviewDeclined { reference, expert, reason, review: Review::Defence } => Told {
            facts: vec![
                (w.reference, reference.clone()),
                (w.expert, expert.clone()),
                (w.reason, reason.clone()),
            ],
            ..say(
                ("有一名专家退回了答辩评分", "An expert does not score in a defence"),
                (
                    "该申报的答辩因此少一名评分专家。请在答辩安排中另行安排。",
                    "The defence of this application lacks an expert now. Seat another one in its session.",
                ),
                ("打开答辩安排", "Open the defence"),
            )
        },
        Message::ReviewDeclined { reference, expert, reason, .. } => Told {
            facts: vec![
                (w.reference, reference.clone()),
                (w.expert, expert.clone()),
                (w.reason, reason.clone()),
            ],
            ..say(
                ("有一名专家退回了评审任务", "An expert has given a review back"),
                (
                    "该申报因此少一份评审。请在评审委员会页面计算补充分派，再公布。",
                    "The application now lacks a review. Compute what is missing on the committee's page and publish it.",
                ),
                ("打开评审委员会", "Open the committee"),
            )
        },
        Message::CorrectionDue { reference, due } => Told {
            subject: lang.pick(
                format!("补正将于 {} 截止", due.show_minute()),
                format!("Corrections are due by {}", due.show_minute()),
            ),
            facts: vec![(w.reference, reference.clone()), (w.due, at(lang, *due))],
            ..say(
                ("", ""),
                (
                    "形式审查要求的补正还没有提交。逾期不能再补正，请在截止时间前完成。",
                    "The corrections the formality check asked for have not been handed in. After the deadline nothing can be corrected any more; please answer before it.",
                ),
                ("去补正", "Make the corrections"),
            )
        },
        Message::Reminder { phase, closes, reference, open_pages } => {
            let phase = common::phase(lang, *phase);
            let complete = *open_pages == 0;
            let lead = match (complete, lang) {
                (true, Lang::Zh) => "各页都已填写完整，但申报书还没有提交。逾期提交的不予受理，请在截止时间前提交。".to_owned(),
                (true, Lang::En) => "Every page is complete, but the application has not been submitted. Late submissions are not accepted; submit it before the deadline.".to_owned(),
                (false, Lang::Zh) => format!("还有 {open_pages} 页没有填写完整。逾期提交的不予受理，请留出检查和签署的时间。"),
                (false, Lang::En) => format!("Still open: {open_pages} {}. Late submissions are not accepted; leave time for checking and for the sign-off.", if *open_pages == 1 { "page" } else { "pages" }),
            };
            Told {
                subject: lang.pick(
                    format!("{phase}将于 {} 截止", closes.show_minute()),
                    format!("{phase} closes at {}", closes.show_minute()),
                ),
                lead,
                facts: vec![(w.reference, reference.clone()), (w.closes, at(lang, *closes))],
                ..say(("", ""), ("", ""), ("继续填写", "Go on writing"))
            }
        }
    }
}

/// The role on the committee, and the panel where there is one.
fn seat(lang: Lang, role: &str, zh: &str, en: &str) -> Vec<(&'static str, String)> {
    let mut facts = vec![(words(lang).role, role_name(lang, role))];
    let panel = lang.pick(zh, en);
    if !panel.is_empty() {
        facts.push((lang.pick("专业组", "Panel"), panel.to_owned()));
    }
    facts
}

/// The role an invitation offers; a code this table does not know is shown as it is.
fn role_name(lang: Lang, code: &str) -> String {
    Role::from_code(code).map_or_else(|| code.to_owned(), |r| common::role(lang, r).to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::tests::{assert_english, assert_said};
    use super::*;

    /// Facts in the samples are Chinese titles and names; the words around them are not.
    #[test]
    fn every_message_is_told_in_both_languages() {
        for message in domain::mail::examples() {
            let (zh, en) = (told(Lang::Zh, &message), told(Lang::En, &message));
            assert_said(zh.action, en.action);
            assert_eq!(zh.note.is_empty(), en.note.is_empty());
            assert_eq!(zh.facts.len(), en.facts.len(), "{message:?}");
            assert_ne!(zh.lead, en.lead);
            for text in [&zh.subject, &zh.lead, &en.subject, &en.lead] {
                assert!(!text.is_empty() && !text.contains('\n'), "{message:?}");
            }
            for (name, value) in &en.facts {
                assert_english(name);
                assert!(!value.is_empty(), "{message:?} {name}");
            }
            if !matches!(message, Message::Invited { .. }) {
                assert_english(&en.subject);
                assert_english(&en.lead);
            }
        }
    }
}
