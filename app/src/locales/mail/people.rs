//! What is told about the people of an organisation.

use super::{Say, Told, role_name};

pub(super) fn organisation_taken(say: Say, organisation: &str) -> Told {
    Told {
        facts: vec![(say.w.organisation, organisation.to_owned())],
        ..say.of(
            ("这个组织已经注册", "The organisation is registered already"),
            (
                "您的邮箱已验证。不过，已有同事用同一个统一社会信用代码注册了这个组织。请让组织管理员邀请您的邮箱，我们已告诉他们。找不到管理员时，请与工作办公室联系。",
                "Your address is verified. But a colleague has registered this organisation with the same credit code. Ask an administrator of the organisation to invite your address; they have been told. If you do not know who that is, ask the Office.",
            ),
            ("查看说明", "See what to do"),
        )
    }
}

pub(super) fn newcomer_asks(say: Say, name: &str, email: &str) -> Told {
    Told {
        facts: vec![(say.w.person, name.to_owned()), (say.w.email, email.to_owned())],
        ..say.of(
            ("有人希望加入您的组织", "Somebody would like to join your organisation"),
            (
                "有人用贵组织的统一社会信用代码注册，邮箱已验证。若是同事，请按这个邮箱邀请；若不认识，不用理会，对方看不到贵组织的任何内容。",
                "Somebody registered with your organisation’s credit code; their address is verified. If it is a colleague, invite that address. If you do not know them, ignore this: they see nothing of your organisation.",
            ),
            ("邀请同事", "Invite a colleague"),
        )
    }
}

pub(super) fn member_joined(say: Say, name: &str, role: &str) -> Told {
    Told {
        facts: vec![(say.w.person, name.to_owned()), (say.w.role, role_name(say.lang, role))],
        ..say.of(
            ("同事已加入组织", "A colleague has joined"),
            (
                "您邀请的同事已接受邀请，现在可以按其角色工作。",
                "The colleague you invited has accepted and can work now, as the role allows.",
            ),
            ("查看成员", "See the people"),
        )
    }
}

pub(super) fn member_role_set(say: Say, organisation: &str, role: &str) -> Told {
    Told {
        facts: vec![
            (say.w.organisation, organisation.to_owned()),
            (say.w.role, role_name(say.lang, role)),
        ],
        ..say.of(
            ("您在组织中的角色已改变", "Your role in the organisation has changed"),
            (
                "组织管理员改变了您的角色，立即生效。",
                "An administrator of the organisation changed your role; it counts from now on.",
            ),
            ("打开申报", "Open the application"),
        )
    }
}

pub(super) fn member_removed(say: Say, organisation: &str) -> Told {
    Told {
        facts: vec![(say.w.organisation, organisation.to_owned())],
        ..say.of(
            ("您已不在组织中", "You are no longer in the organisation"),
            (
                "组织管理员把您移出了组织，您看不到它的申报书了。您的账号还在。",
                "An administrator took you out of the organisation; its application is closed to you. Your account stays.",
            ),
            ("查看我的账号", "See my account"),
        )
    }
}

pub(super) fn invited(say: Say, organisation: &str, by: &str, role: &str) -> Told {
    Told {
        subject: say.lang.pick(
            format!("邀请您加入“{organisation}”"),
            format!("An invitation to join {organisation}"),
        ),
        facts: vec![
            (say.w.organisation, organisation.to_owned()),
            (say.w.role, role_name(say.lang, role)),
        ],
        note: say.w.secret,
        ..say.of(
            ("", ""),
            (
                &format!("{by}邀请您一起填写本组织的全国质量标杆申报书。"),
                &format!(
                    "{by} invites you to work together on the organisation’s application for the National Quality Benchmark."
                ),
            ),
            ("查看邀请", "See the invitation"),
        )
    }
}
