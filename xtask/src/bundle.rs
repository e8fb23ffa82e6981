//! Everything a page's code is made of, in one file: the splitter cuts what pages share into hundreds of small
//! modules, and a first visit to a page would ask for each of them. One file is asked for once, and is
//! a quarter smaller compressed, because the modules resemble one another. Who then goes on to another
//! page asks for the modules that are still missing, one by one.
//!
//! A bundle is the length of its list (four bytes, little-endian), the list (JSON: name and length of each
//! module), and the modules.

use std::collections::BTreeMap;
use std::path::Path;

use crate::say::{Outcome, Trouble, While};

/// How the loader asks for a module, as the splitter writes it.
const ASKS: (&str, &str) = ("fetch(new URL(\"./", ".wasm\", import.meta.url))");

/// How the loader begins to load a page.
const PAGE: &str = "export const __wasm_split_load_";
const LOADS: &str = " = wrapAsyncCb(makeLoad(";

/// What the loader does instead.
const PARTS: &str = r#"
// What the page one came to first is made of: name -> module. One by one where it cannot be had.
let whole;
let begun = false;
function begin(page) {
    if (begun) return;
    begun = true;
    whole = fetch(new URL(`./page_${page}.wasm`, import.meta.url)).then(async (answer) => {
        if (!answer.ok) throw new Error(`page ${page}: ${answer.status}`);
        const bytes = await answer.arrayBuffer();
        const end = 4 + new DataView(bytes).getUint32(0, true);
        const list = JSON.parse(new TextDecoder().decode(new Uint8Array(bytes, 4, end - 4)));
        const parts = new Map();
        let at = end;
        for (const [name, length] of list) {
            parts.set(name, new Uint8Array(bytes, at, length));
            at += length;
        }
        return parts;
    }).catch((error) => {
        console.warn(error);
        return new Map();
    });
}
async function part(name) {
    const module = (await whole)?.get(name);
    return module === undefined
        ? fetch(new URL(`./${name}.wasm`, import.meta.url))
        : new Response(module, { headers: { "content-type": "application/wasm" } });
}
function loadPage(page) {
    return (load) => wrapAsyncCb(async () => {
        begin(page);
        await load();
        whole = undefined;
    });
}
"#;

/// Writes a bundle for each page of the manifest, has the manifest name it and the loader ask for it.
pub fn make(out: &Path, loader: &str, manifest: &str) -> Outcome {
    let (loader, manifest) = (out.join(loader), out.join(manifest));
    let read =
        |path: &Path| std::fs::read_to_string(path).doing(format_args!("read {}", path.display()));
    let pages: BTreeMap<String, Vec<String>> =
        serde_json::from_str(&read(&manifest)?).doing("read the list of lazy parts")?;
    let mut bundles = BTreeMap::new();
    for (page, parts) in &pages {
        let name = format!("page_{page}");
        let modules = parts
            .iter()
            .map(|part| {
                let file = out.join(format!("{part}.wasm"));
                std::fs::read(&file).doing(format_args!("read {}", file.display()))
            })
            .collect::<Outcome<Vec<Vec<u8>>>>()?;
        std::fs::write(out.join(format!("{name}.wasm")), bundle(parts, &modules)?)
            .doing(format_args!("write the bundle of {page}"))?;
        bundles.insert(page, [name]);
    }
    let text = rewritten(&read(&loader)?, pages.len())?;
    std::fs::write(&loader, text).doing("write the loader of lazy parts")?;
    let text = serde_json::to_string(&bundles).doing("write the list of lazy parts")?;
    std::fs::write(&manifest, text).doing("write the list of lazy parts")
}

fn bundle(names: &[String], modules: &[Vec<u8>]) -> Outcome<Vec<u8>> {
    let list: Vec<(&String, usize)> = names.iter().zip(modules.iter().map(Vec::len)).collect();
    let list = serde_json::to_vec(&list).doing("list the parts of a page")?;
    let length = u32::try_from(list.len()).doing("list the parts of a page")?;
    let mut bytes = length.to_le_bytes().to_vec();
    bytes.extend(list);
    bytes.extend(modules.iter().flatten());
    Ok(bytes)
}

/// The loader that takes modules from bundles. One the splitter has written otherwise is an error, not a
/// loader that silently asks for everything one by one.
fn rewritten(loader: &str, pages: usize) -> Outcome<String> {
    let mut text = String::with_capacity(loader.len() + PARTS.len());
    let mut loads = 0;
    for line in loader.split_inclusive('\n') {
        let mut line = line.to_owned();
        if let Some((before, rest)) = line.split_once(ASKS.0)
            && let Some((name, after)) = rest.split_once(ASKS.1)
        {
            line = format!("{before}part(\"{name}\"){after}");
        }
        if let Some(rest) = line.strip_prefix(PAGE)
            && let Some((page, after)) = rest.split_once(LOADS)
        {
            loads += 1;
            line = format!("{PAGE}{page} = loadPage(\"{page}\")(makeLoad({after}");
        }
        text.push_str(&line);
    }
    if loads != pages || text.contains(ASKS.0) {
        return Err(Trouble::new(
            "The splitter writes its loader in another way than this program knows.",
        ));
    }
    // Declarations first: the splitter's own functions are hoisted, its imports stay on top.
    let top = text.find("let sharedImports").unwrap_or(0);
    text.insert_str(top, PARTS.trim_start());
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOADER: &str = "import { initSync } from \"./x.js\";\nlet sharedImports = undefined;\n\
        const __chunk_1 = makeLoad(() => {\n    const src = fetch(new URL(\"./chunk_1.wasm\", import.meta.url));\n}\n, []);\n\
        export const __wasm_split_load___a_page_7 = wrapAsyncCb(makeLoad(() => {\n\
        \x20   const src = fetch(new URL(\"./split___a_page_7.wasm\", import.meta.url));\n}\n, [__chunk_1]));\n";

    #[test]
    fn modules_are_taken_from_the_bundle_of_the_page() -> Outcome {
        let text = rewritten(LOADER, 1)?;
        assert!(text.contains("const src = part(\"chunk_1\");"));
        assert!(
            text.contains(
                "__wasm_split_load___a_page_7 = loadPage(\"__a_page_7\")(makeLoad(() => {"
            )
        );
        assert!(text.starts_with("import"));
        assert!(rewritten(LOADER, 2).is_err(), "a page without a loader");
        Ok(())
    }

    #[test]
    fn a_bundle_lists_what_it_holds() -> Outcome {
        let names = ["a".to_owned(), "b".to_owned()];
        let bytes = bundle(&names, &[vec![1, 2, 3], vec![9]])?;
        let (length, rest) = bytes.split_at(4);
        let length = u32::from_le_bytes(length.try_into().doing("read")?) as usize;
        assert_eq!(&rest[..length], br#"[["a",3],["b",1]]"#);
        assert_eq!(&rest[length..], [1, 2, 3, 9]);
        Ok(())
    }
}
