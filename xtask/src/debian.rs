//! Debian's packages, for what a test needs and the machine lacks.

use std::process::{Command, Stdio};

use crate::say;

/// Installs packages where that needs no question: on Debian, as root or by a sudo without a
/// password. Otherwise says why not.
pub fn install(packages: &[&str]) -> Result<(), String> {
    let names = packages.join(" ");
    if !says_yes(Command::new("apt-get").arg("--version")) {
        return Err("this is not a Debian system, whose packages could be installed".into());
    }
    let Some(root) = root() else {
        return Err(format!("installing Debian's {names} needs root or sudo without a password"));
    };
    say::step(format_args!("installing Debian's {names}; about a minute"));
    if apt(root, &["install", "-y", "-qq", "--no-install-recommends"], packages).is_ok() {
        return Ok(());
    }
    // Lists that are missing or old are the usual reason.
    say::step("apt-get refuses; fetching its package lists anew, about 10 s");
    let _ = apt(root, &["update", "-qq"], &[]);
    apt(root, &["install", "-y", "-qq", "--no-install-recommends"], packages)
        .map_err(|why| format!("apt-get could not install {names} ({why})"))
}

fn apt(root: &[&str], action: &[&str], packages: &[&str]) -> Result<(), String> {
    let words: Vec<&str> = root
        .iter()
        .chain(&["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"])
        .chain(action)
        .chain(packages)
        .copied()
        .collect();
    let output = Command::new(words[0])
        .args(&words[1..])
        .stdin(Stdio::null())
        .output()
        .map_err(|error| error.to_string())?;
    if output.status.success() {
        return Ok(());
    }
    let text = String::from_utf8_lossy(&output.stderr);
    Err(text.lines().last().unwrap_or("it did not say why").trim().to_owned())
}

/// The words before a command that may change the system.
fn root() -> Option<&'static [&'static str]> {
    if is_root() {
        return Some(&[]);
    }
    says_yes(Command::new("sudo").args(["-n", "true"])).then_some(&["sudo", "-n"])
}

/// Whether this process is root's.
pub fn is_root() -> bool {
    id(&["-u"]) == Some(0)
}

/// What `id` says, such as the number of a user.
pub fn id(args: &[&str]) -> Option<u32> {
    let output = Command::new("id").args(args).stderr(Stdio::null()).output().ok()?;
    std::str::from_utf8(&output.stdout).ok()?.trim().parse().ok()
}

/// Whether a program runs and ends well.
pub fn says_yes(command: &mut Command) -> bool {
    let quiet = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    quiet.status().is_ok_and(|status| status.success())
}

/// The first of several programs that is on the path.
pub fn on_path(names: &[&str]) -> Option<std::path::PathBuf> {
    let path = std::env::var_os("PATH")?;
    let dirs: Vec<_> = std::env::split_paths(&path).collect();
    names.iter().find_map(|name| dirs.iter().map(|dir| dir.join(name)).find(|file| file.is_file()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_are_found_by_their_first_name_there_is() {
        let found = on_path(&["no-such-program-anywhere", "cargo"]).expect("cargo runs this test");
        assert!(found.ends_with("cargo"));
        assert!(on_path(&["no-such-program-anywhere"]).is_none());
    }
}
