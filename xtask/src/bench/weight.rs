//! What a page weighs: for somebody on a slow line, before and with its WebAssembly.

use std::collections::BTreeSet;
use std::io::Read;

use super::Figures;
use super::http::Client;
use super::server::{Server, World};
use crate::say::{Outcome, Trouble, While};

/// Bytes before WebAssembly: the page, its styles, the loaders.
const BEFORE: f64 = 60_000.0;
/// Bytes of the wizard's first view in all.
const WIZARD: f64 = 250_000.0;

/// The status page, for everybody.
pub fn status(server: &Server, figures: &mut Figures) -> Outcome {
    let mut client = Client::new(server.addr);
    let weight = first_view(&mut client, "/status")?;
    figures.tell("status.before_wasm", weight.before, "B", Some(BEFORE));
    figures.tell("status.first_view", weight.before + weight.modules, "B", None);
    Ok(())
}

/// A page of the dossier, for who writes it.
pub fn wizard(server: &Server, world: &World, figures: &mut Figures) -> Outcome {
    let mut client = world.sign_in(server, "/writer/email")?;
    let address = format!("/application/{}/organisation", world.text("/writer/dossier")?);
    let weight = first_view(&mut client, &address)?;
    figures.tell("wizard.before_wasm", weight.before, "B", Some(BEFORE));
    figures.tell("wizard.first_view", weight.before + weight.modules, "B", Some(WIZARD));
    figures.tell("wizard.modules", weight.count, "files", None);
    Ok(())
}

/// What was transferred, bytes.
#[derive(Default)]
struct Weight {
    before: f64,
    modules: f64,
    /// How many WebAssembly modules.
    count: f64,
}

/// Fetches what a browser fetches and adds up what was transferred. Neither of these pages has lazy parts.
fn first_view(client: &mut Client, address: &str) -> Outcome<Weight> {
    let page = fetch(client, address, "text/html")?;
    let mut weight = Weight { before: page.transferred as f64, ..Weight::default() };
    let mut seen = BTreeSet::new();
    let mut waiting = addresses(&page.text, "/");
    while let Some(address) = waiting.pop() {
        if !seen.insert(address.clone()) {
            continue;
        }
        let file = fetch(client, &address, "*/*")?;
        let bytes = file.transferred as f64;
        if address.ends_with(".wasm") {
            weight.modules += bytes;
            weight.count += 1.0;
        } else {
            weight.before += bytes;
        }
        if address.ends_with(".js") {
            waiting.extend(imports(&file.text, &address));
        }
    }
    if !seen.iter().any(|address| address.ends_with(".js")) || weight.count == 0.0 {
        return Err(Trouble::new(format!(
            "{address} names no loader or no WebAssembly among {seen:?}."
        )));
    }
    Ok(weight)
}

fn folder(address: &str) -> &str {
    address.rsplit_once('/').map_or("", |(dir, _)| dir)
}

struct File {
    /// Bytes on the wire, without headers.
    transferred: usize,
    /// What they say; empty where they are no text.
    text: String,
}

fn fetch(client: &mut Client, address: &str, accept: &str) -> Outcome<File> {
    let answer = client.get(address, &[("accept", accept), ("accept-encoding", "br")])?;
    let mut text = String::new();
    if !address.ends_with(".wasm") {
        let read = match answer.header("content-encoding") {
            Some("br") => {
                brotli::Decompressor::new(&answer.body[..], 4096).read_to_string(&mut text)
            }
            _ => (&answer.body[..]).read_to_string(&mut text),
        };
        read.doing(format_args!("read {address}"))?;
    }
    Ok(File { transferred: answer.body.len(), text })
}

/// Styles, scripts and modules of the package that a page names, in attributes or in its inline
/// script.
fn addresses(page: &str, start: &str) -> Vec<String> {
    let quoted = page.split(['"', '\'', '`']);
    let mut found: Vec<String> = quoted
        .filter(|text| {
            text.starts_with(&format!("{start}pkg/"))
                && [".css", ".js", ".wasm"].iter().any(|end| text.ends_with(end))
        })
        .map(str::to_owned)
        .collect();
    found.sort();
    found.dedup();
    found
}

/// What a module imports before it runs, relative to its own address.
fn imports(script: &str, address: &str) -> Vec<String> {
    let dir = folder(address);
    let statements = script.lines().filter(|line| {
        line.trim_start().starts_with("import ") || line.trim_start().starts_with("export ")
    });
    statements
        .filter_map(|line| {
            line.split(['"', '\'']).find(|text| text.starts_with("./") && text.ends_with(".js"))
        })
        .map(|name| format!("{dir}/{}", &name[2..]))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_names_its_files_in_attributes_and_scripts() {
        let page = r#"<link href="/pkg/0f/a.css"><link href="/pkg/0f/a.js"><script>f("/pkg/0f/a.js", '/pkg/0f/a_bg.wasm')</script><a href="/guide">"#;
        assert_eq!(addresses(page, "/"), ["/pkg/0f/a.css", "/pkg/0f/a.js", "/pkg/0f/a_bg.wasm"]);
    }

    #[test]
    fn only_imports_that_come_first_are_followed() {
        let script = "import * as x from './split.js';\nconst y = import('./later.js');\nimport { z } from \"./inner.js\"";
        assert_eq!(imports(script, "/pkg/0f/a.js"), ["/pkg/0f/split.js", "/pkg/0f/inner.js"]);
    }
}
