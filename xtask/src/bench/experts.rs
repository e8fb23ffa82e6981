//! Five thousand experts out of a table (Art. 11): shown row by row, then taken over.

use std::time::Instant;

use super::http::{ENCODINGS, good};
use super::server::{Server, World};
use super::{Figures, millis, quantile, series};
use crate::say::{Outcome, Trouble};

/// Rows of the table.
const ROWS: usize = 5_000;
/// Where it is posted.
const PATH: &str = "/committee/experts/import";
/// Showing and taking over together, milliseconds.
const BOTH: f64 = 2_000.0;
/// CPU of a page of a hundred experts, milliseconds.
const PAGE: f64 = 25.0;
/// Pages that count.
const REQUESTS: u32 = 100;

/// The preview and the import as a browser asks for them, then the list, and the same table again
/// with other particulars in every row.
pub fn measure(server: &Server, world: &World, figures: &mut Figures) -> Outcome {
    let mut client = world.sign_in(server, "/office")?;
    for (name, employer) in [("experts.new", "演示单位"), ("experts.changed", "另一演示单位")]
    {
        let text = table(employer);
        let start = Instant::now();
        let shown = client.post_parts(PATH, &[("text", &text), ("act", "look")])?;
        let shown = good("preview", shown, 200)?;
        let looked = start.elapsed();
        if !shown.text().contains("5000") {
            return Err(Trouble::new("The preview does not say how many rows there are."));
        }
        let start = Instant::now();
        good("import", client.post_parts(PATH, &[("text", &text), ("act", "take")])?, 303)?;
        let taken = start.elapsed();
        #[allow(clippy::cast_precision_loss)] // far below 2^52
        figures.tell(&format!("{name}.preview.bytes"), shown.body.len() as f64, "B", None);
        figures.tell(&format!("{name}.preview"), millis(looked), "ms", None);
        figures.tell(&format!("{name}.import"), millis(taken), "ms", None);
        figures.tell(&format!("{name}.both"), millis(looked + taken), "ms", Some(BOTH));
    }
    let mut run = series(server, REQUESTS, || {
        let headers = [("accept", "text/html"), ("accept-encoding", ENCODINGS)];
        client
            .get(
                "/committee/experts?q=演示&page=7".replace("演示", "%E6%BC%94%E7%A4%BA").as_str(),
                &headers,
            )
            .map(drop)
    })?;
    figures.tell("experts.page.cpu", millis(run.cpu), "ms", Some(PAGE));
    figures.tell("experts.page.p99", millis(quantile(&mut run.times, 0.99)), "ms", None);
    Ok(())
}

/// A table of twelve columns with fictional experts.
fn table(employer: &str) -> String {
    let mut text = String::from(
        "编号\t姓名\t电子邮箱\t电话\t工作单位\t统一社会信用代码\t推荐单位\t地区\t职称\t专业领域\t方法专长\t咨询过的组织",
    );
    for n in 0..ROWS {
        text.push_str(&format!(
            "\n{n}\t演示专家{n}\tbench{n}@example.com\t138{n:08}\t{employer}{}\t91370200MAXT0A1B7P\t\t山东省\t高级工程师\t{}、39\t精益六西格玛、零缺陷\t91310115MAXT7K2N7R",
            n % 997,
            13 + n % 30,
        ));
    }
    text
}
