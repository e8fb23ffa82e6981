//! Hostile requests to pages and plain routes.

use domain::committee::draw::SplitMix64;

use super::hostile::hostile;
use crate::support::answer::{Answer, Ask};
use crate::support::house::House;
use crate::support::world::{World, pdf};

/// Addresses, cookies, languages, forms and files that no browser sends.
#[tokio::test(flavor = "multi_thread")]
async fn hostile_requests_to_pages_and_plain_routes_do_no_harm() {
    let house = House::furnish(World::postgres().await).await;
    let mut chance = SplitMix64::new(7);
    let mut asks = Vec::new();
    for value in hostile(&mut chance) {
        let segment =
            value.replace("+", "%2B").replace('&', "%26").replace("[", "%5B").replace("]", "%5D");
        if segment.is_empty() || !segment.split('%').skip(1).all(|s| s.len() >= 2) {
            continue;
        }
        for page in [
            "/application/$",
            "/application/$/check",
            "/application/$/receipt",
            "/application/$d/$",
            "/recommendation/$",
            "/formality/$",
            "/committee/experts/$",
            "/committee/experts?q=$&show=$&page=$",
            "/committee/experts/list.csv?q=$",
            "/review/$",
            "/review/board/$",
            "/files/$",
            "/lang/$",
            "/$",
            "/verify/$?refused=$",
            "/reset/$?refused=$",
            "/invitation/$",
            "/account?done=$&refused=$",
            "/account/second-factor?next=$&done=$",
            "/sign-in/code?next=$",
            "/organisation?done=$",
            "/register?consent=$&next=$",
            "/sign-in?refused=$&next=$",
            "/eligibility?org_name=$&employees=$&region=$&net_1=$&uscc=$",
            "/application/start?title=$",
            "/application/$d/title?check=$&refused=$",
            "/status?refused=$",
            "/live?panel=$",
            "/live?review=$",
            "/live?room=$",
            "/live?table=$",
            "/live?list=$",
            "/defence/session/$",
            "/defence/room/$?screen=$",
            "/defence/slot/$?done=$",
            "/defence/slot/$/slot.ics",
            "/defence/slides/$",
            "/defence/visit/$",
            "/formality/$d?refused=$",
            "/review/$d?refused=$",
            "/review/$d?review=$",
            "/review/board?review=$",
            "/review/$d/sheet.xlsx?review=$",
            "/deliberation/p1?review=$",
            "/deliberation/p1/$",
            "/deliberation/p1/$d?review=$",
            "/deliberation/$/$d/dossier",
            "/notice/$",
            "/notice/$/objection",
            "/notice/$/notice.pdf",
            "/notice/objections/$",
            "/notice/evidence/$",
            "/objection/$",
            "/announcement/$",
            "/announcement/$/announcement.pdf",
            "/incident/report?number=$",
            "/incident/status/$",
            "/incident/statement/$",
            "/incident/evidence/$",
            "/incident/$",
            "/title?q=$&year=$&category=$&region=$",
            "/title?direction=$&state=$&order=$&page=$",
            "/title/verify?number=$",
            "/title/$",
            "/title/$/correct",
            "/title/$/certificate.pdf",
            "/title/export/$",
            "/title/export/register.json?q=$&year=$",
            "/title/export/register.json?direction=$&state=$&order=$",
        ] {
            asks.push(
                Ask::get(page.replace("$d", house.own.as_str()).replace('$', &segment))
                    .with("accept", "text/html"),
            );
        }
        let raw: Vec<u8> = segment.bytes().filter(|b| (0x20..0x7f).contains(b)).collect();
        let text = String::from_utf8(raw).unwrap();
        if text.len() < 2_000 {
            for cookie in [
                format!("biaogan={text}"),
                format!("status={text}"),
                format!("lang={text}; {text}"),
                text.clone(),
            ] {
                asks.push(Ask::get("/status").with("cookie", cookie));
            }
            asks.push(
                Ask::get("/")
                    .with("accept-language", text.clone())
                    .with("x-forwarded-for", text.clone()),
            );
        }
        for (path, fields) in [
            (
                "/defence",
                "panel=$&act=$&reason=$&room=$&starts=$&slots=$&breaks=$&experts=$&seen=$&once=$",
            ),
            ("/defence", "panel=p1&act=plan&room=$&starts=$&slots=$&breaks=$&experts=e11"),
            ("/defence/session/x", "act=$&dossier=$&reason=$"),
            ("/defence/session/x", "act=cancel&dossier=$&seen=$&reason=$"),
            ("/defence/session/x", "act=place&dossier=$&seen=$&place=$&reason=$"),
            ("/defence/room/x", "number=$"),
            ("/deliberation", "act=missed&panel=$&review=$&reason=$"),
            (
                "/deliberation/p1",
                "act=agree&review=$&id=$&verdict=$&rank=$&reason=$&minutes=$&exception=$&revision=$",
            ),
            ("/deliberation/p1", "act=$&review=$&seen=$&reason=$"),
            ("/recommendation/x", "act=opinion&text=$&base=$&recommend=$"),
            ("/session", "email=$&password=$&next=$"),
            ("/session/code", "code=$&next=$"),
            ("/session/code", "recovery=$&next=$"),
            ("/account/second-factor", "act=$&code=$&next=$"),
            ("/account/second-factor", "act=confirm&code=$&next=$"),
            (
                "/register",
                "organisation=$&uscc=$&name=$&email=a%40b.cn&password=$$$$$$$$$$&consent=$",
            ),
        ] {
            let mut ask = Ask::post(path, &[]);
            ask.body = fields.replace('$', &value).into_bytes();
            asks.push(ask);
        }
        asks.push(Ask::upload(format!("/files/{}/{segment}", house.own), &text, &pdf("x")));
        asks.push(Ask::upload(format!("/files/{segment}/licence"), &text, &pdf("x")));
    }
    let mut wrong = Vec::new();
    let mut torn = Ask::upload(format!("/files/{}/licence", house.draft), "a.pdf", &pdf("x"));
    torn.body.truncate(40);
    asks.push(torn);
    let cookies = [
        house.cookie("applicant").await,
        house.cookie("office").await,
        house.cookie("chair").await,
    ];
    for (n, ask) in asks.into_iter().enumerate() {
        let own = ask.headers.iter().any(|h| h.0 == "cookie") || ask.url == "/session";
        let ask = if own { ask } else { ask.as_(&cookies[n % 3]) };
        let url: String = ask.url.chars().take(100).collect();
        let live = ask.url.starts_with("/live");
        let answer =
            if live { continue_live(&house, ask).await } else { ask.of(&house.router).await };
        if answer.status >= 500 {
            wrong.push(format!(
                "{url}: {} {}",
                answer.status,
                answer.body.chars().take(100).collect::<String>()
            ));
        }
        assert!(!answer.body.contains("<script>alert(1)"), "{url}");
        assert!(
            !answer.headers.iter().any(|h| h.0 == "set-cookie" && h.1.starts_with("x=1")),
            "{url}"
        );
    }
    assert!(
        wrong.is_empty(),
        "{} in all\n{}",
        wrong.len(),
        wrong[..wrong.len().min(60)].join("\n")
    );
}

/// Of a stream only how it begins.
async fn continue_live(house: &House, ask: Ask) -> Answer {
    let response = ask.open(&house.router).await;
    Answer { status: response.status().as_u16(), headers: Vec::new(), body: String::new() }
}
