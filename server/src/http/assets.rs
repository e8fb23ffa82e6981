//! The files of the browser side: the hashed package and the public files, as `cargo xtask build`
//! laid them out.
//!
//! The package lives under a directory named after its content (`pkg/<hash>/…`), so everything in
//! it may be cached for ever. The public files keep their names and are cached shortly. Every
//! file may stand beside a `.br` and a `.gz` of itself; the best one the browser takes is sent.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use axum::Router;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, VARY};
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use leptos::config::LeptosOptions;
use serde::Deserialize;
use tower::ServiceBuilder;
use tower_http::services::{ServeDir, ServeFile};
use tower_http::set_header::SetResponseHeaderLayer;

/// Name of the package's files: `biaogan.js`, `biaogan_bg.wasm`, `biaogan.css`.
pub const OUTPUT_NAME: &str = "biaogan";

/// How the file of a service worker ends. A worker is under the policy its own file came with.
const WORKER: &str = "-worker.js";
/// A worker may ask this site, and that is all.
const WORKER_POLICY: &str = "default-src 'none'; connect-src 'self'";

/// What the build tool leaves in the site root for the server.
const SITE_FILE: &str = "site.json";

/// The content of [`SITE_FILE`].
#[derive(Deserialize)]
struct SiteFile {
    /// The package's directory relative to the site root, with forward slashes.
    pkg: String,
}

/// A built browser side on disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// The directory that holds everything the browser may load.
    pub root: PathBuf,
    /// The package's directory relative to `root` and to the site's address: `pkg/<hash>`, or
    /// plain `pkg` when another tool laid it out.
    pub pkg_dir: String,
    /// Whether `pkg_dir` is named after its content, so that it may be cached for ever.
    pub hashed: bool,
}

impl Site {
    /// Reads what the build tool wrote into `root`. A root without its `site.json` but with a
    /// `pkg` directory is taken as well, only without caching for ever.
    ///
    /// # Errors
    /// One sentence for the operator when `root` holds no built browser side.
    pub fn load(root: impl Into<PathBuf>) -> Result<Site, String> {
        let root = root.into();
        let (pkg_dir, hashed) = match std::fs::read_to_string(root.join(SITE_FILE)) {
            Ok(text) => {
                let file: SiteFile = serde_json::from_str(&text).map_err(|error| {
                    format!(
                        "{} is damaged ({error}); build it again: cargo xtask build",
                        root.join(SITE_FILE).display()
                    )
                })?;
                (file.pkg, true)
            }
            Err(_) => ("pkg".to_owned(), false),
        };
        let inside = pkg_dir.split('/').all(|part| !part.is_empty() && part != "." && part != "..");
        if !inside || !root.join(&pkg_dir).is_dir() {
            return Err(format!(
                "{} holds no built browser side; build it with: cargo xtask build",
                root.display()
            ));
        }
        Ok(Site { root, pkg_dir, hashed })
    }

    /// The options the page shell needs to name the package's files. `addr` is where the server
    /// listens; nothing is read from the environment.
    #[must_use]
    pub fn leptos_options(&self, addr: SocketAddr) -> LeptosOptions {
        LeptosOptions::builder()
            .output_name(OUTPUT_NAME)
            .site_root(self.root.to_string_lossy().as_ref())
            .site_pkg_dir(self.pkg_dir.as_str())
            .site_addr(addr)
            .hash_files(false)
            .build()
    }
}

/// Routes for the package and for each public file. Every other address is left to the pages, so
/// that an unknown one gets their answer and not a bare 404.
pub fn assets<S>(site: &Site) -> Router<S>
where
    S: Clone + Send + Sync + 'static,
{
    let package = ServiceBuilder::new()
        .map_response(if site.hashed { for_ever } else { ask_again })
        .service(precompressed(site.root.join("pkg")));
    let mut router = Router::new().nest_service("/pkg", package);
    for (address, file) in public_files(&site.root) {
        let caching = HeaderValue::from_static(public_caching(&address));
        let service = ServiceBuilder::new()
            .layer(SetResponseHeaderLayer::overriding(CACHE_CONTROL, caching))
            .option_layer(address.ends_with(WORKER).then(|| {
                let policy = HeaderValue::from_static(WORKER_POLICY);
                SetResponseHeaderLayer::overriding(CONTENT_SECURITY_POLICY, policy)
            }))
            .layer(SetResponseHeaderLayer::overriding(
                VARY,
                HeaderValue::from_static("accept-encoding"),
            ))
            .service(ServeFile::new(file).precompressed_br().precompressed_gzip());
        router = router.route_service(&address, service);
    }
    router
}

/// A directory whose files may have `.br` and `.gz` beside them.
fn precompressed(dir: PathBuf) -> ServeDir {
    ServeDir::new(dir)
        .append_index_html_on_directories(false)
        .precompressed_br()
        .precompressed_gzip()
}

/// A file whose address changes with its content never has to be asked for again. What is not
/// there must not be remembered: it may be there after the next release.
fn for_ever<B>(response: Response<B>) -> Response<B> {
    with_caching(response, "public, max-age=31536000, immutable")
}

/// A file that keeps its address: kept, but asked for each time whether it still holds.
fn ask_again<B>(response: Response<B>) -> Response<B> {
    with_caching(response, "no-cache")
}

/// Sets the caching of a found file; anything else is not to be kept.
fn with_caching<B>(mut response: Response<B>, found: &'static str) -> Response<B> {
    let kept = response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED;
    let value = if kept { found } else { "no-store" };
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(value));
    headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
    response
}

/// A worker decides for the whole site and must be asked for each time; the rest may be an hour old.
fn public_caching(address: &str) -> &'static str {
    if address.ends_with(".js") || address.ends_with(".json") {
        "no-cache"
    } else {
        "public, max-age=3600"
    }
}

/// Every public file below `root` with its address: no package, no compressed twins, nothing hidden.
fn public_files(root: &Path) -> Vec<(String, PathBuf)> {
    let mut found = Vec::new();
    let mut waiting = vec![(String::new(), root.to_path_buf())];
    while let Some((address, dir)) = waiting.pop() {
        let Ok(entries) = std::fs::read_dir(&dir) else {
            continue;
        };
        for entry in entries.flatten() {
            let path = entry.path();
            let name = entry.file_name().to_string_lossy().into_owned();
            let twin = (name.ends_with(".br") || name.ends_with(".gz"))
                && path.with_extension("").is_file();
            // Braces would be read as parameters of a route.
            let odd = name.starts_with('.') || name.contains(['{', '}', '*']);
            if odd || twin || (address.is_empty() && (name == "pkg" || name == SITE_FILE)) {
                continue;
            }
            let here = format!("{address}/{name}");
            if path.is_dir() {
                waiting.push((here, path));
            } else {
                found.push((here, path));
            }
        }
    }
    found.sort();
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;
    use axum::http::Request;
    use std::fs;
    use tower::ServiceExt;

    /// A site root as the build tool writes it.
    fn built() -> tempfile::TempDir {
        let dir = tempfile::tempdir().expect("a directory");
        let pkg = dir.path().join("pkg/abc");
        fs::create_dir_all(&pkg).expect("pkg");
        for (name, text) in [
            ("biaogan_bg.wasm", "plain"),
            ("biaogan_bg.wasm.br", "brotli"),
            ("biaogan_bg.wasm.gz", "gzip"),
        ] {
            fs::write(pkg.join(name), text).expect("file");
        }
        fs::write(dir.path().join(SITE_FILE), r#"{"pkg":"pkg/abc"}"#).expect("site file");
        fs::write(dir.path().join("favicon.svg"), "<svg/>").expect("icon");
        fs::write(dir.path().join("favicon.svg.br"), "br").expect("icon");
        fs::write(dir.path().join("status-worker.js"), "1").expect("worker");
        dir
    }

    async fn get(root: &Path, address: &str, accepts: &str) -> Response {
        let site = Site::load(root).expect("a site");
        let request = Request::get(address)
            .header("accept-encoding", accepts)
            .body(Body::empty())
            .expect("request");
        assets::<()>(&site).oneshot(request).await.expect("an answer")
    }

    fn header<'a>(response: &'a Response, name: &str) -> &'a str {
        response.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or("")
    }

    #[tokio::test]
    async fn the_package_is_sent_compressed_and_kept_for_ever() {
        let dir = built();
        for (accepts, encoding) in [("gzip, br", "br"), ("gzip", "gzip"), ("", "")] {
            let answer = get(dir.path(), "/pkg/abc/biaogan_bg.wasm", accepts).await;
            assert_eq!(answer.status(), StatusCode::OK);
            assert_eq!(header(&answer, "content-encoding"), encoding);
            assert_eq!(header(&answer, "content-type"), "application/wasm");
            assert_eq!(header(&answer, "cache-control"), "public, max-age=31536000, immutable");
            assert_eq!(header(&answer, "vary"), "accept-encoding");
        }
    }

    #[tokio::test]
    async fn a_missing_part_of_the_package_is_not_remembered() {
        let dir = built();
        let answer = get(dir.path(), "/pkg/old/biaogan_bg.wasm", "br").await;
        assert_eq!(answer.status(), StatusCode::NOT_FOUND);
        assert_eq!(header(&answer, "cache-control"), "no-store");
    }

    #[tokio::test]
    async fn public_files_are_kept_an_hour_and_a_worker_not_at_all() {
        let dir = built();
        let icon = get(dir.path(), "/favicon.svg", "br").await;
        assert_eq!(header(&icon, "content-encoding"), "br");
        assert_eq!(header(&icon, "content-type"), "image/svg+xml");
        assert_eq!(header(&icon, "cache-control"), "public, max-age=3600");
        let worker = get(dir.path(), "/status-worker.js", "br").await;
        assert_eq!(header(&worker, "cache-control"), "no-cache");
        // Without a policy of its own it could not ask for anything.
        assert_eq!(header(&worker, "content-security-policy"), WORKER_POLICY);
        assert_eq!(header(&icon, "content-security-policy"), "");
    }

    #[tokio::test]
    async fn nothing_outside_the_site_and_none_of_its_notes_are_sent() {
        let dir = built();
        for address in [
            "/site.json",
            "/favicon.svg.br",
            "/pkg/../site.json",
            "/pkg/%2e%2e/site.json",
            "/pkg/abc",
        ] {
            let answer = get(dir.path(), address, "").await;
            assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{address}");
        }
    }

    #[test]
    fn the_shell_is_told_the_hashed_directory() {
        let dir = built();
        let site = Site::load(dir.path()).expect("a site");
        assert_eq!(site.pkg_dir, "pkg/abc");
        let options = site.leptos_options(SocketAddr::from(([127, 0, 0, 1], 3000)));
        assert_eq!(&*options.site_pkg_dir, "pkg/abc");
        assert_eq!(&*options.output_name, "biaogan");
        assert!(!options.hash_files);
    }

    #[test]
    fn a_root_that_was_not_built_is_refused_with_the_command_to_build_it() {
        let dir = tempfile::tempdir().expect("a directory");
        let refusal = Site::load(dir.path()).expect_err("nothing there");
        assert!(refusal.contains("cargo xtask build"), "{refusal}");
        fs::write(dir.path().join(SITE_FILE), r#"{"pkg":"../etc"}"#).expect("site file");
        assert!(Site::load(dir.path()).is_err());
    }
}
