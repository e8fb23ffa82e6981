//! What is told about accounts: addresses, passwords, the second step, roles.

use super::{Say, Told, role_name};

pub(super) fn account_created(say: Say) -> Told {
    say.of(
        ("账号已开通", "Your account is ready"),
        (
            "您的邮箱已成为全国质量标杆遴选系统的登录账号。今后的通知会发到这里，登录后也能在“消息”中看到。",
            "Your e-mail address is now an account of the National Quality Benchmark Selection. What concerns you is sent here; once signed in you find it under “Messages” too.",
        ),
        ("登录", "Sign in"),
    )
}

pub(super) fn verify_address(say: Say) -> Told {
    Told {
        note: say.w.secret,
        ..say.of(
            ("请确认您的邮箱", "Please confirm your e-mail address"),
            (
                "有人用这个邮箱在全国质量标杆遴选系统注册。请打开下面的链接，确认邮箱是您的。",
                "Somebody registered with this address at the National Quality Benchmark Selection. Open the link below to confirm that the address is yours.",
            ),
            ("确认邮箱", "Confirm the address"),
        )
    }
}

pub(super) fn address_taken(say: Say) -> Told {
    say.of(
        ("这个邮箱已有账号", "This address has an account"),
        (
            "有人用这个邮箱在全国质量标杆遴选系统注册，或把账号改到这个邮箱，而它已有账号。如果是您，请直接登录；忘了密码，可在登录页重设。如果不是您，不用理会，您的账号没有变化。",
            "Somebody registered with this address at the National Quality Benchmark Selection, or moved an account to it; but it has an account already. If it was you, just sign in; if you forgot the password, set a new one from the sign-in page. If it was not you, ignore this: nothing about your account has changed.",
        ),
        ("登录", "Sign in"),
    )
}

pub(super) fn address_moved(say: Say) -> Told {
    say.of(
        ("账号已改用另一个邮箱", "Your account uses another address now"),
        (
            "您在全国质量标杆遴选系统的账号已改用另一个邮箱登录和接收通知，这个邮箱不再使用。如果不是您改的，请立即与工作办公室联系。",
            "Your account at the National Quality Benchmark Selection now signs in and is told by another e-mail address; this one is not used any more. If it was not you, tell the Office at once.",
        ),
        ("登录", "Sign in"),
    )
}

pub(super) fn password_set(say: Say) -> Told {
    say.of(
        ("密码已修改", "The password was changed"),
        (
            "您账号的密码刚刚修改，其他浏览器上的登录已结束。如果不是您改的，请立即在登录页重设密码，并查看登录记录。",
            "The password of your account was changed just now, and sessions in other browsers have ended. If it was not you, set a new one from the sign-in page at once and look at your sessions.",
        ),
        ("查看我的账号", "See my account"),
    )
}

pub(super) fn account_closed(say: Say) -> Told {
    say.of(
        ("账号已注销", "The account is closed"),
        (
            "您在全国质量标杆遴选系统的账号已按您的要求注销，姓名、邮箱和密码已删除。这是发到这个邮箱的最后一封邮件。",
            "Your account at the National Quality Benchmark Selection is closed as you asked; name, address and password are deleted. This is the last mail to this address.",
        ),
        ("打开首页", "Open the home page"),
    )
}

pub(super) fn factor_set(say: Say) -> Told {
    say.of(
        ("已设置动态验证码", "A second step of signing in is set up"),
        (
            "您的账号刚刚设置了动态验证码，以后登录除密码外还要输入手机上的 6 位验证码，其他浏览器上的登录已结束。如果不是您设置的，请立即重设密码，并联系安全保密管理员。",
            "A second step was just set up for your account: from now on signing in asks for the six digits of your telephone beside the password. Sessions in other browsers have ended. If it was not you, set a new password at once and tell the security administrator.",
        ),
        ("查看我的账号", "See my account"),
    )
}

pub(super) fn factor_taken_off(say: Say) -> Told {
    say.of(
        ("已取消动态验证码", "The second step of signing in was taken off"),
        (
            "您的账号已取消动态验证码，今后登录只需密码。如果不是您操作的，请立即重设密码，并联系安全保密管理员。",
            "Your account no longer asks for a second step; the password alone opens it. If it was not you, set a new password at once and tell the security administrator.",
        ),
        ("查看我的账号", "See my account"),
    )
}

pub(super) fn factor_reset(say: Say, reason: &str) -> Told {
    Told {
        facts: vec![(say.w.reason, reason.to_owned())],
        ..say.of(
            ("动态验证码已重置", "The second step of signing in was reset"),
            (
                "管理员重置了您账号的动态验证码，原来的手机和恢复码不再有效，所有登录已结束。请用密码登录，重新设置。如果您没有提出过，请立即联系安全保密管理员。",
                "An administrator reset the second step of your account: the device and the recovery codes before are worth nothing, and all sessions have ended. Sign in with your password and set it up anew. If you did not ask for it, tell the security administrator at once.",
            ),
            ("登录", "Sign in"),
        )
    }
}

pub(super) fn recovery_used(say: Say, left: i64) -> Told {
    Told {
        facts: vec![(say.lang.pick("剩余恢复码", "Recovery codes left"), left.to_string())],
        ..say.of(
            ("有人用恢复码登录", "A recovery code was used"),
            (
                "您的账号刚刚使用了一个恢复码，它不能再用。如果不是您本人，请立即重设密码，并联系安全保密管理员。恢复码快用完时，请在“我的账号”中重新生成。",
                "A recovery code of your account was used just now and is worth nothing any more. If it was not you, set a new password at once and tell the security administrator. When few are left, make new ones under “My account”.",
            ),
            ("查看我的账号", "See my account"),
        )
    }
}

pub(super) fn account_disabled(say: Say, reason: &str) -> Told {
    Told {
        facts: vec![(say.w.reason, reason.to_owned())],
        ..say.of(
            ("账号已停用", "Your account is disabled"),
            (
                "系统管理员停用了您的账号，所有登录已结束，暂时不能登录。账号中的内容没有删除。如有疑问，请联系全国质量标杆工作办公室。",
                "The system administrator disabled your account: all sessions have ended and nobody can sign in with it. Nothing was deleted. If anything is unclear, ask the National Quality Benchmark Office.",
            ),
            ("打开首页", "Open the home page"),
        )
    }
}

pub(super) fn account_enabled(say: Say) -> Told {
    say.of(
        ("账号已恢复", "Your account is enabled again"),
        (
            "系统管理员恢复了您的账号，可以照常登录。",
            "The system administrator enabled your account again; you can sign in as before.",
        ),
        ("登录", "Sign in"),
    )
}

pub(super) fn role_given(say: Say, role: &str, reason: &str) -> Told {
    Told {
        facts: vec![(say.w.role, role_name(say.lang, role)), (say.w.reason, reason.to_owned())],
        ..say.of(
            ("您有了新的角色", "You were given a role"),
            (
                "安全保密管理员授予您一个角色，立即生效。",
                "The security administrator gave you a role; it counts at once.",
            ),
            ("登录", "Sign in"),
        )
    }
}

pub(super) fn role_taken(say: Say, role: &str, reason: &str) -> Told {
    Told {
        facts: vec![(say.w.role, role_name(say.lang, role)), (say.w.reason, reason.to_owned())],
        ..say.of(
            ("您的一个角色已收回", "A role was taken from you"),
            (
                "您的一个角色被收回，立即生效。如有疑问，请与工作办公室联系。",
                "A role was taken from you; it counts at once. If anything about it is unclear, ask the Office.",
            ),
            ("登录", "Sign in"),
        )
    }
}

pub(super) fn account_made(say: Say) -> Told {
    Told {
        note: say.w.secret,
        ..say.of(
            ("您的账号已开通，请设置密码", "Your account is ready: set a password"),
            (
                "系统管理员为您开通了全国质量标杆遴选系统的账号。请打开下面的链接设置密码，链接 2 小时内有效；过期后可在登录页用“忘记密码”重新获取。",
                "A system administrator made you an account at the National Quality Benchmark Selection. Open the link below to set a password; it is good for 2 hours. After that, ask for another under “Forgotten your password?” on the sign-in page.",
            ),
            ("设置密码", "Set a password"),
        )
    }
}

pub(super) fn role_asked(say: Say, role: &str, name: &str) -> Told {
    Told {
        facts: vec![(say.w.person, name.to_owned()), (say.w.role, role_name(say.lang, role))],
        ..say.of(
            ("有一项任命待确认", "A role waits to be confirmed"),
            (
                "安全保密管理员提出授予一个角色，须由系统管理员另行确认后才生效（第五、二十二条）。请核对人员、邮箱与理由后确认或退回。",
                "The security administrator asks that somebody is given a role; it counts once a system administrator has confirmed it (Art. 5, 22). Please look at who it is, at their address and why, then confirm it or not.",
            ),
            ("查看账号管理", "See the accounts"),
        )
    }
}

pub(super) fn reset_password(say: Say) -> Told {
    Told {
        note: say.w.secret,
        ..say.of(
            ("重设密码", "Set a new password"),
            (
                "有人要求为这个邮箱的账号重设密码。请打开下面的链接，设置新密码。在此之前，原密码继续有效。",
                "Somebody asked for a new password for the account of this address. Open the link below to set one. Until then the old password goes on working.",
            ),
            ("设置新密码", "Set a new password"),
        )
    }
}
