//! The page that stands in the place of an answer, in both languages, and the form on it.

use app::locales::{Lang, fields, formality};
use app::markup::area;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::application::field::Field;
use domain::formality::Item;

use super::Why;
use super::kept::{Kept, words};
use crate::http::feeds::escaped;

/// The page's own policy: its style, and its form.
const POLICY: &str = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/// Seconds after which it is worth trying again.
const AGAIN: &str = "10";
/// Characters from which on a text is shown, to be copied.
const LONG: usize = 30;

/// What the page says about what was sent.
pub struct Sent<'a> {
    /// The address it is sent to once more.
    pub address: &'a str,
    /// Where it was sent from first, if that is known.
    pub back: Option<String>,
    /// Whether it was to change something.
    pub changes: bool,
    /// What it said, if that was kept.
    pub form: Option<&'a Kept>,
    /// A number for the operator; empty for none.
    pub number: &'a str,
}

/// The page.
pub fn page(style: &str, why: &Why, sent: &Sent<'_>) -> Response {
    let next = match sent.form {
        _ if !sent.changes => again(sent.address),
        Some(kept) => form(why, sent, kept),
        None => "<p>本次操作没有完成。请返回上一页，稍后再提交一次；已选择的文件需要重新选择。</p>\
             <p lang=\"en\">This was not done. Please go back and send it again in a while; files have to be chosen anew.</p>"
            .to_owned(),
    };
    let (title, zh, en) = lede(why, sent.changes);
    let said = match why {
        Why::Refused { said, lang } => format!(
            "<p class=\"notice warn\" role=\"alert\" lang=\"{}\">{}</p>",
            lang.code(),
            escaped(said)
        ),
        _ => String::new(),
    };
    let number = if sent.number.is_empty() {
        String::new()
    } else {
        format!("<p class=\"soft\">编号 / Reference: <code>{}</code></p>", escaped(sent.number))
    };
    let html = format!(
        "<!DOCTYPE html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"robots\" content=\"noindex\"><title>{title}</title>\
         <link rel=\"stylesheet\" href=\"{style}\"></head><body><main id=\"main\"><div class=\"narrow stack\">\
         <h1>{title}</h1><p class=\"notice warn\">{zh}</p><p lang=\"en\">{en}</p>{said}{next}{number}</div></main></body></html>",
    );
    let status = match why {
        Why::Down => StatusCode::SERVICE_UNAVAILABLE,
        Why::SignedOut => StatusCode::UNAUTHORIZED,
        Why::Refused { .. } => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let mut response = (status, html).into_response();
    let set = response.headers_mut();
    set.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    set.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    set.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if *why == Why::Down {
        set.insert(header::RETRY_AFTER, HeaderValue::from_static(AGAIN));
    }
    response
}

/// The page's title, and what has happened in both languages.
fn lede(why: &Why, changes: bool) -> (&'static str, &'static str, &'static str) {
    match why {
        Why::SignedOut => (
            "登录已失效 / Signed out",
            "您的登录已经失效，本次提交没有生效。",
            "You are signed in no longer; what you sent did not take effect.",
        ),
        Why::Refused { .. } => (
            "没有提交成功 / Not accepted",
            "本次提交没有生效，原因如下。",
            "What you sent did not take effect, for the reason below.",
        ),
        Why::Down if changes => (
            "暂时无法保存 / Not saved for the moment",
            "系统暂时无法保存，本次提交没有生效。",
            "The system cannot store anything for the moment; what you sent did not take effect.",
        ),
        Why::Down => (
            "系统暂时不可用 / Unavailable for the moment",
            "系统暂时不可用，请稍后再试。已经提交的内容都在。",
            "The system is unavailable for the moment. Everything that was submitted is safe.",
        ),
    }
}

fn again(address: &str) -> String {
    format!("<p><a class=\"btn\" href=\"{}\">重试 / Try again</a></p>", escaped(address))
}

/// What to do next.
fn how(why: &Why, back: Option<&str>) -> String {
    let tab = |href: &str, label: &str| {
        let href = escaped(href);
        format!(
            "<p><a class=\"btn quiet\" href=\"{href}\" target=\"_blank\" rel=\"noopener\">{label}</a></p>"
        )
    };
    match why {
        Why::Down => {
            "<p>您填写的内容还在本页，没有丢失：请稍候再提交，成功前不要关闭本页。</p>\
             <p lang=\"en\">What you typed is kept on this page: please send it again in a while, and do not close the page before.</p>"
                .to_owned()
        }
        Why::SignedOut => {
            let words = "<p>您填写的内容还在本页，没有丢失：请先在新标签页登录，再回到这里点“重新提交”，成功前不要关闭本页。</p>\
             <p lang=\"en\">What you typed is kept on this page: please sign in in a new tab, come back and send it again, and do not close the page before.</p>";
            words.to_owned() + &tab("/sign-in", "登录（新标签页） / Sign in (new tab)")
        }
        Why::Refused { .. } => {
            let words = "<p>您填写的内容还在本页，没有丢失：可以在这里修改后重新提交，也可以在新标签页打开原页面看现在的情况，成功前不要关闭本页。</p>\
             <p lang=\"en\">What you typed is kept on this page: you may change it here and send it again, or open the page you came from in a new tab and see how things are now. Please do not close this page before.</p>";
            let back = back.map(|back| tab(back, "打开原页面（新标签页） / The page you came from (new tab)"));
            words.to_owned() + &back.unwrap_or_default()
        }
    }
}

/// The form with all that was in it, to be sent once more. What was refused can be changed in it.
fn form(why: &Why, sent: &Sent<'_>, kept: &Kept) -> String {
    let refused = matches!(why, Why::Refused { .. });
    let (mut inputs, mut texts) = (String::new(), String::new());
    for (n, (name, value)) in kept.fields.iter().enumerate() {
        let shown = escaped(value);
        if is_password(name) {
            inputs.push_str(&format!(
                "<p><label>密码 / Password <input type=\"password\" name=\"{}\" required></label></p>",
                escaped(name)
            ));
        } else if let Some(control) = control(n + 1, name, value).filter(|_| refused) {
            inputs.push_str(&control);
        } else {
            inputs.push_str(&hidden(name, value));
            if value.chars().count() > LONG && !refused {
                texts.push_str(&format!("<p class=\"prose\">{}</p>", shown.replace('\n', "<br>")));
            }
        }
    }
    let kind = match &kept.files {
        None => "",
        Some(files) => {
            inputs.push_str(&choosing(files));
            " enctype=\"multipart/form-data\""
        }
    };
    let texts = if texts.is_empty() {
        texts
    } else {
        format!("<details><summary>您填写的文字 / What you typed</summary>{texts}</details>")
    };
    format!(
        "{}<form method=\"post\" action=\"{}\" class=\"stack\"{kind}>{inputs}\
         <p><button class=\"btn\" type=\"submit\">重新提交 / Send again</button></p></form>{texts}",
        how(why, sent.back.as_deref()),
        escaped(sent.address)
    )
}

fn hidden(name: &str, value: &str) -> String {
    format!("<input type=\"hidden\" name=\"{}\" value=\"{}\">", escaped(name), escaped(value))
}

/// Files cannot be sent again by a page: they are chosen once more.
fn choosing(files: &[String]) -> String {
    let choose = |(n, name): (usize, &String)| {
        let (id, name) = (format!("file-{n}"), escaped(name));
        format!(
            "<div class=\"q\"><label for=\"{id}\">文件（请重新选择） / Files (to be chosen anew)</label>\
             <input id=\"{id}\" type=\"file\" name=\"{name}\" multiple></div>"
        )
    };
    files.iter().enumerate().map(choose).collect()
}

/// What is not repeated into a page: it is typed once more.
pub fn is_password(name: &str) -> bool {
    name.contains("password") || matches!(name, "old" | "new")
}

/// Whether a form holds something that somebody wrote: to type it twice is asked of nobody.
pub fn is_written(kept: &Kept) -> bool {
    let written = |(name, value): &(String, String)| {
        !is_password(name) && (words(value) || figures(name, value))
    };
    kept.fields.iter().any(written)
}

/// Whether it is a figure of a dossier.
fn figures(name: &str, value: &str) -> bool {
    let figure = |c: char| c.is_ascii_digit() || "+-.,%".contains(c);
    !value.is_empty() && value.chars().all(figure) && answer(name).is_some()
}

/// The control of a field that may be changed; `n` is its place in the form.
fn control(n: usize, name: &str, value: &str) -> Option<String> {
    let id = format!("typed-{n}");
    let (label, at) = (escaped(&label(n, name)), escaped(name));
    let shown = escaped(value);
    let control = if words(value) {
        // As many lines as it takes, about.
        let rows = value.lines().map(|l| 1 + l.chars().count() / 40).sum::<usize>().clamp(2, 12);
        let text = area(value);
        format!("<textarea id=\"{id}\" name=\"{at}\" rows=\"{rows}\">{text}</textarea>")
    } else if figures(name, value) {
        format!("<input id=\"{id}\" name=\"{at}\" value=\"{shown}\">")
    } else {
        let kind = moment(value)?;
        format!("<input id=\"{id}\" type=\"{kind}\" name=\"{at}\" value=\"{shown}\">")
    };
    Some(format!("<div class=\"q\"><label for=\"{id}\">{label}</label>{control}</div>"))
}

/// The kind of control for a day or a moment.
fn moment(value: &str) -> Option<&'static str> {
    let like = |form: &str| {
        let fits = |(v, f): (char, char)| if f == '0' { v.is_ascii_digit() } else { v == f };
        value.len() == form.len() && value.chars().zip(form.chars()).all(fits)
    };
    let day = like("0000-00-00").then_some("date");
    day.or_else(|| like("0000-00-00T00:00").then_some("datetime-local"))
}

/// What a field is called, in both languages.
fn label(n: usize, name: &str) -> String {
    let item = name.strip_prefix("items[").and_then(|rest| rest.strip_suffix(']'));
    let both =
        |said: &dyn Fn(Lang) -> &'static str| format!("{} / {}", said(Lang::Zh), said(Lang::En));
    if let Some((key, field)) = answer(name) {
        let row = key.strip_prefix("result.").and_then(|rest| rest.split('.').next());
        let row = row.map(|row| format!("（{row}）")).unwrap_or_default();
        return both(&|lang| fields::label(lang, field)) + &row;
    }
    if let Some(item) = item.and_then(Item::from_code) {
        return both(&|lang| formality::item(lang, item));
    }
    match name {
        "reason" => "理由 / Reason".to_owned(),
        "note" => "说明 / Note".to_owned(),
        _ => format!("填写的内容 {n} / What you typed {n}"),
    }
}

/// The answer of a dossier a field holds, with its key.
fn answer(name: &str) -> Option<(&str, Field)> {
    let key = name.strip_prefix("a[")?.strip_suffix(']')?;
    Some((key, Field::of_key(key)?))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
mod tests {
    use super::*;
    use axum::body::to_bytes;

    fn kept(fields: &[(&str, &str)]) -> Kept {
        let pair = |(k, v): &(&str, &str)| ((*k).to_owned(), (*v).to_owned());
        Kept { fields: fields.iter().map(pair).collect(), files: None }
    }

    async fn drawn(why: &Why, address: &str, form: &Kept) -> (StatusCode, String) {
        let back = Some("/application/1/method".to_owned());
        let sent = Sent { address, back, changes: true, form: Some(form), number: "F1-2<" };
        let answer = page("/pkg/x.css", why, &sent);
        let status = answer.status();
        let body = to_bytes(answer.into_body(), usize::MAX).await.unwrap();
        (status, String::from_utf8_lossy(&body).into_owned())
    }

    fn refused(said: &str) -> Why {
        Why::Refused { said: said.to_owned(), lang: Lang::Zh }
    }

    #[tokio::test]
    async fn what_was_typed_is_on_the_page_and_nothing_of_it_is_markup() {
        let long = "一".repeat(40) + "\n第二行";
        let typed = kept(&[
            ("a[\"><script>x</script>", "</form></textarea><script>alert(1)</script> 一"),
            ("text", &long),
            ("password", "geheim"),
        ]);
        for why in [Why::Down, Why::SignedOut, refused("不行<script>")] {
            let (_, body) = drawn(&why, "/api/x?a=\"><b>", &typed).await;
            assert!(
                !body.contains("<script") && !body.contains("<b>") && !body.contains("geheim"),
                "{body}"
            );
            assert!(
                body.contains("&lt;/form&gt;")
                    && body.contains("第二行")
                    && body.contains("F1-2&lt;")
            );
            assert!(body.contains("type=\"password\" name=\"password\""));
        }
    }

    #[tokio::test]
    async fn what_was_refused_can_be_changed_and_codes_stay_as_they_are() {
        let typed = kept(&[
            ("id", "01hx"),
            ("a[revenue_1]", "12000.5"),
            ("a[other]", "3"),
            ("reason", "写得 太短"),
            ("until", "2026-05-01T10:00"),
            ("file", "0123456789abcdef0123456789abcdef0123456789abcdef"),
        ]);
        let (status, body) = drawn(&refused("逾期不再受理"), "/api/x", &typed).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(body.contains("逾期不再受理") && body.contains("href=\"/application/1/method\""));
        for control in [
            "<input type=\"hidden\" name=\"id\" value=\"01hx\">",
            "name=\"reason\" rows=\"2\">写得 太短</textarea>",
            "type=\"datetime-local\" name=\"until\" value=\"2026-05-01T10:00\"",
            "<input type=\"hidden\" name=\"a[other]\" value=\"3\">",
            "<input type=\"hidden\" name=\"file\"",
        ] {
            assert!(body.contains(control), "{control} not in {body}");
        }
    }

    #[test]
    fn what_somebody_wrote_is_told_from_what_a_page_sends() {
        let first = Field::ALL.iter().find(|f| f.key().starts_with("revenue")).unwrap();
        let figure = format!("a[{}]", first.key());
        for (name, value) in [("reason", "不行"), ("note", "two words"), (figure.as_str(), "12.5")]
        {
            assert!(is_written(&kept(&[("id", "01hx"), (name, value)])), "{name}");
        }
        for (name, value) in [
            ("yes", "no"),
            ("to", "3"),
            ("until", "2026-05-01"),
            ("reason", "  "),
            ("password", "mit Leerzeichen"),
            (figure.as_str(), ""),
        ] {
            assert!(!is_written(&kept(&[("id", "01hx"), (name, value)])), "{name}");
        }
    }

    #[tokio::test]
    async fn files_are_chosen_anew() {
        let form = Kept { files: Some(vec!["file".into()]), ..kept(&[("text", "陈述 一")]) };
        let (status, body) = drawn(&Why::SignedOut, "/incident/statement/1", &form).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED);
        assert!(body.contains("enctype=\"multipart/form-data\""), "{body}");
        assert!(body.contains("type=\"file\" name=\"file\" multiple"), "{body}");
    }
}
