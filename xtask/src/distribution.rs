//! Debian's own compiler, for machines where rustup can add nothing: its packages come from the
//! distribution's servers, and the standard library for the browser is built once from the
//! sources among them.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::place::Place;
use crate::say::{self, Outcome, Trouble, While};
use crate::toolchain::{self, BUILT_WITH, TARGET, Toolchain};

/// Compiler, cargo, the library's sources and the compiler's back end. The linker follows: which
/// version is wanted is seen only when these are there.
const PACKAGES: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "rust-web-llvm"];

/// The name under which rustup knows this compiler.
const NAME: &str = "biaogan-web";

/// Where the distribution puts it.
const BIN: &str = "/usr/bin";

/// The linker's name; it is a link to the one of a certain version.
const LINKER: &str = "/usr/bin/rust-lld";

/// One of the distribution's tools, kept apart from rustup's.
pub fn command(tool: &str) -> Command {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let dirs = std::iter::once(PathBuf::from(BIN)).chain(std::env::split_paths(&path));
    let mut command = Command::new(Path::new(BIN).join(tool));
    if let Ok(path) = std::env::join_paths(dirs) {
        command.env("PATH", path);
    }
    command.env("RUSTC", Path::new(BIN).join("rustc"));
    for other in ["RUSTUP_TOOLCHAIN", "CARGO", "RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS"] {
        command.env_remove(other);
    }
    command
}

fn rustc() -> Command {
    command("rustc")
}

/// The compiler, when it is all there already.
pub fn ready() -> Option<Toolchain> {
    let tools = Path::new(BIN).join("cargo").exists() && linker_there();
    (tools && toolchain::has_std(rustc)).then(link)
}

/// Installs what is missing and builds the library.
pub fn bring(place: &Place) -> Outcome<Toolchain> {
    install()?;
    // The library may have been there, and only the linker missing.
    if let Some(ready) = ready() {
        return Ok(ready);
    }
    build_std(place)?;
    ready().ok_or_else(|| {
        Trouble::new("Debian's compiler was installed and its library built, and still it cannot compile for the browser.")
    })
}

/// What a reader without these means can do.
fn refusal(what: &str) -> Trouble {
    Trouble::new(format!(
        "No compiler for the browser: the Rust toolchain in use has no standard library for {TARGET}, and {what}. \
         With rustup and a connection to its servers, add the target. On Debian, install the distribution's compiler as root; \
         cargo xtask does the rest."
    ))
    .help(format!(
        "rustup target add {TARGET}    or    apt-get install --no-install-recommends {} lld",
        PACKAGES.join(" ")
    ))
}

fn install() -> Outcome {
    if !says_yes(Command::new("dpkg-query").arg("--version")) {
        return Err(refusal("this is not a Debian system, whose packages could stand in"));
    }
    let missing: Vec<String> =
        PACKAGES.iter().filter(|name| !installed(name)).map(|name| (*name).to_owned()).collect();
    if !missing.is_empty() {
        apt(&missing)?;
    }
    if !linker_there() {
        let wanted = std::fs::read_link(LINKER).ok();
        let name = wanted
            .as_ref()
            .and_then(|file| file.file_name())
            .map_or("lld".into(), |name| name.to_string_lossy());
        apt(&[name.into_owned()])?;
    }
    Ok(())
}

fn linker_there() -> bool {
    // `exists` follows the link.
    Path::new(LINKER).exists()
}

fn installed(package: &str) -> bool {
    let output = Command::new("dpkg-query")
        .args(["-W", "-f=${db:Status-Status}", package])
        .stderr(Stdio::null())
        .output();
    output.is_ok_and(|output| output.stdout == b"installed")
}

fn apt(packages: &[String]) -> Outcome {
    let names = packages.join(" ");
    let Some(root) = Root::get() else {
        return Err(refusal(&format!(
            "installing Debian's ({names}) needs root or sudo without a password"
        )));
    };
    say::step(format_args!("installing Debian's compiler ({names}); about 30 s"));
    let install = || {
        root.command("apt-get")
            .env("DEBIAN_FRONTEND", "noninteractive")
            .args(["install", "-y", "-qq", "--no-install-recommends"])
            .args(packages)
            .stdout(Stdio::null())
            .output()
    };
    let mut done = install();
    if !done.as_ref().is_ok_and(|output| output.status.success()) {
        // Lists that are missing or old are the usual reason.
        say::step("apt-get refuses; fetching its package lists anew, about 10 s");
        let _ = root
            .command("apt-get")
            .args(["update", "-qq"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        done = install();
    }
    let output = done.doing("run apt-get")?;
    if output.status.success() {
        return Ok(());
    }
    let text = String::from_utf8_lossy(&output.stderr);
    Err(refusal(&format!(
        "apt-get could not install {names} ({})",
        text.lines().last().unwrap_or("it did not say why").trim()
    )))
}

fn build_std(place: &Place) -> Outcome {
    let Some(to) = toolchain::libdir(&mut rustc()) else {
        return Err(refusal("Debian's compiler does not know the target"));
    };
    let Some(root) = Root::get() else {
        return Err(refusal(&format!(
            "putting one into {} needs root or sudo without a password",
            to.display()
        )));
    };
    say::step(
        "building the standard library for the browser from Debian's sources; about 70 s, once",
    );
    // An empty library: only what cargo builds for it is wanted.
    let shim = place.tools().join("std");
    let manifest = "[package]\nname = \"shim\"\nedition = \"2021\"\n\n[workspace]\n";
    std::fs::create_dir_all(shim.join("src"))
        .and_then(|()| std::fs::write(shim.join("Cargo.toml"), manifest))
        .and_then(|()| std::fs::write(shim.join("src/lib.rs"), ""))
        .doing(format_args!("write {}", shim.display()))?;
    let built = shim.join("target");
    if built.exists() {
        // Libraries of an earlier compiler must not get among the new ones.
        std::fs::remove_dir_all(&built).doing(format_args!("clear {}", built.display()))?;
    }
    let output = command("cargo")
        .current_dir(&shim)
        // The sources use what only the compiler's own library may use.
        .env("RUSTC_BOOTSTRAP", "1")
        .env("RUSTFLAGS", "")
        .args(["build", "--release", "-Zbuild-std", "--target", TARGET, "--target-dir"])
        .arg(&built)
        .output()
        .doing("run Debian's cargo")?;
    if !output.status.success() {
        let text = String::from_utf8_lossy(&output.stderr);
        let why =
            text.lines().find(|line| line.starts_with("error")).unwrap_or("cargo did not say why");
        return Err(refusal(&format!("building one from Debian's sources failed ({why})")));
    }
    put(&root, &built.join(TARGET).join("release/deps"), &to)
}

/// Copies the libraries to where the compiler looks for them.
fn put(root: &Root, from: &Path, to: &Path) -> Outcome {
    let entries = std::fs::read_dir(from).doing(format_args!("list {}", from.display()))?;
    let files = entries.flatten().map(|entry| entry.path()).filter(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.ends_with(".rlib") && !name.starts_with("libshim-")
    });
    let note = from.join(BUILT_WITH);
    std::fs::write(&note, toolchain::version(&mut rustc()).unwrap_or_default())
        .doing("note the compiler's version")?;
    let steps = [
        root.command("rm").arg("-rf").arg(to).status(),
        root.command("mkdir").arg("-p").arg(to).status(),
        // The note last: without it a copy that broke off would be taken for the distribution's own.
        root.command("cp").args(files).arg(to).status(),
        root.command("cp").arg(&note).arg(to).status(),
    ];
    if steps.iter().all(|step| step.as_ref().is_ok_and(|status| status.success())) {
        return Ok(());
    }
    Err(Trouble::new(format!(
        "Could not put the standard library for the browser into {}.",
        to.display()
    )))
}

/// Makes the compiler known to rustup, where there is one, so that `cargo +biaogan-web` works.
fn link() -> Toolchain {
    if !toolchain::has_rustup() {
        return Toolchain::Direct;
    }
    let known = || says_yes(Command::new("rustc").arg(format!("+{NAME}")).arg("--version"));
    let linked = known()
        || (says_yes(Command::new("rustup").args(["toolchain", "link", NAME, "/usr"])) && known());
    if linked { Toolchain::Linked(NAME) } else { Toolchain::Direct }
}

fn says_yes(command: &mut Command) -> bool {
    command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// The right to change the system.
enum Root {
    Own,
    Sudo,
}

impl Root {
    /// Ours already, or lent without a question.
    fn get() -> Option<Root> {
        let id = Command::new("id").arg("-u").output().ok()?;
        if id.stdout.trim_ascii() == b"0" {
            return Some(Root::Own);
        }
        says_yes(Command::new("sudo").args(["-n", "true"])).then_some(Root::Sudo)
    }

    fn command(&self, program: &str) -> Command {
        match self {
            Root::Own => Command::new(program),
            Root::Sudo => {
                let mut command = Command::new("sudo");
                command.args(["-n", program]);
                command
            }
        }
    }
}
