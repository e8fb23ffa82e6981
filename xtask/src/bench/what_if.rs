//! What if over 1,000 applications with seven reviews of seven sub-items each, in Chromium.

use std::process::{Command, Stdio};

use serde_json::Value;

use super::Figures;
use super::server::{Built, World};
use crate::ending;
use crate::place::Place;
use crate::say::{Outcome, Trouble, While};
use crate::test::browser;

/// A step of a slider, milliseconds: a frame.
const STEP: f64 = 16.0;
/// A thousand resamples, milliseconds.
const SURE: f64 = 1_500.0;
/// The longest task while they are drawn, milliseconds: what people notice.
const BLOCKED: f64 = 50.0;

/// Loads a world of its own and has Playwright measure.
pub fn measure(place: &Place, built: &Built, figures: &mut Figures) -> Outcome {
    let chromium = browser(place)?;
    let world = World::of(built, None, "seven")?;
    let server = world.serve(built)?;
    let file = place.target.join("bench").join("what-if.json");
    let mut command = Command::new("node");
    command
        .current_dir(place.root.join("end2end"))
        .args(["node_modules/@playwright/test/cli.js", "test", "--config=bench.config.ts"])
        .env("BIAOGAN_BENCH_URL", format!("http://{}", server.addr))
        .env("BIAOGAN_BENCH_CHAIR", world.text("/chair")?)
        .env("BIAOGAN_BENCH_PASSWORD", world.text("/password")?)
        .env("BIAOGAN_BENCH_FIGURES", &file)
        .env("BIAOGAN_CHROMIUM", chromium)
        .stdout(Stdio::null())
        .stdin(Stdio::null());
    if !ending::run(&mut command).doing("run Playwright")?.success() {
        return Err(Trouble::new("The page could not be measured; run it by hand to see why."));
    }
    let text = std::fs::read_to_string(&file).doing("read the figures")?;
    let found: Value = serde_json::from_str(&text).doing("read the figures")?;
    for (name, budget) in [
        // Of a slider on an empty page: what other machines' figures are to be compared by.
        ("bare.p50", None),
        ("bare.p99", None),
        ("places.p50", None),
        ("places.p99", Some(STEP)),
        ("places.max", None),
        ("weights.p50", None),
        ("weights.p99", Some(STEP)),
        ("weights.max", None),
        ("sure.took", Some(SURE)),
        ("sure.longest", Some(BLOCKED)),
    ] {
        let value = found[name].as_f64().ok_or("a figure is missing").doing("read the figures")?;
        figures.tell(&format!("what-if.{name}"), value, "ms", budget);
    }
    Ok(())
}
