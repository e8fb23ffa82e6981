//! A mail's words: subject, text and HTML of one or several messages. Both bodies say the
//! same; the HTML has no script, nothing that is fetched, nothing that tells the sender whether it was
//! read. Its only picture is the code of a receipt, which travels within the mail.

use app::locales::mail::{Told, told, words};
use app::locales::{Lang, common};
use domain::mail::Message;
use service::ports::mail::MailRow;

use super::code::{Picture, png};

/// A mail before it is addressed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// One line.
    pub subject: String,
    /// The plain body.
    pub text: String,
    /// The same as HTML.
    pub html: String,
    /// Pictures the HTML names.
    pub pictures: Vec<Picture>,
}

/// One message with the address its link leads to.
struct Item {
    told: Told,
    article: Option<u8>,
    link: String,
    /// Of a receipt: its picture, and where its code leads.
    code: Option<(Picture, String)>,
}

/// Writes the mail of some rows to one reader: in their language, or, when nobody knows it,
/// in both.
pub fn letter(rows: &[MailRow], base_url: &str, demo: bool) -> Letter {
    let langs = match rows.first().and_then(|r| r.lang) {
        Some(lang) => vec![lang],
        None => vec![Lang::Zh, Lang::En],
    };
    let parts: Vec<(Lang, Vec<Item>)> =
        langs.into_iter().map(|lang| (lang, items(lang, rows, base_url))).collect();
    let subject = parts.iter().map(|(l, items)| subject(*l, items, demo)).collect::<Vec<_>>();
    let subject = one_line(&subject.join(" / "));
    let text = parts.iter().map(|(l, items)| text(*l, items, demo)).collect::<Vec<_>>();
    let html: String = parts.iter().map(|(l, items)| html(*l, items, demo)).collect();
    let lang = parts.first().map_or(Lang::Zh, |p| p.0).code();
    Letter {
        html: format!(
            "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n<title>{}</title>\n</head>\n\
             <body style=\"{BODY}\">\n{html}</body>\n</html>\n",
            escaped(&subject)
        ),
        pictures: pictures(parts),
        text: text.join(&format!("\n{}\n\n", "=".repeat(40))),
        subject,
    }
}

/// Readable everywhere without a style sheet; colours are the mail program's, so that dark
/// mode works.
const BODY: &str = "font-family: system-ui, 'PingFang SC', 'Microsoft YaHei', sans-serif; \
                    font-size: 16px; line-height: 1.6; max-width: 40em; margin: 0 auto; padding: 16px";

fn items(lang: Lang, rows: &[MailRow], base_url: &str) -> Vec<Item> {
    rows.iter()
        .enumerate()
        .map(|(n, r)| Item {
            code: code(n, &r.message, base_url),
            told: told(lang, &r.message),
            article: r.message.article(),
            link: format!("{base_url}{}", r.message.place(r.dossier.as_ref())),
        })
        .collect()
}

/// The code of a receipt (Art. 16): it leads to the status page, like that on the page and on paper.
fn code(n: usize, message: &Message, base_url: &str) -> Option<(Picture, String)> {
    let Message::Submitted { reference, .. } = message else { return None };
    let to = format!("{base_url}/status?reference={reference}");
    Some((Picture { id: format!("code-{n}"), png: png(&to)? }, to))
}

/// Each picture once, though both languages name it.
fn pictures(parts: Vec<(Lang, Vec<Item>)>) -> Vec<Picture> {
    let first = parts.into_iter().next().map(|p| p.1).unwrap_or_default();
    first.into_iter().filter_map(|item| item.code).map(|code| code.0).collect()
}

fn subject(lang: Lang, items: &[Item], demo: bool) -> String {
    let what = match items {
        [one] => one.told.subject.clone(),
        several => (words(lang).several)(several.len()),
    };
    let mark = if demo { lang.pick("【演示】", "[Demonstration] ") } else { "" };
    lang.pick(
        format!("{mark}{what}－全国质量标杆"),
        format!("{mark}{what} · National Quality Benchmark"),
    )
}

/// What stands below a message: facts, then the article.
fn facts(lang: Lang, item: &Item) -> Vec<(&'static str, String)> {
    let mut facts = item.told.facts.clone();
    if let Some(n) = item.article {
        facts.push((words(lang).article, (common::words(lang).article)(&n.to_string())));
    }
    facts
}

fn text(lang: Lang, items: &[Item], demo: bool) -> String {
    let w = words(lang);
    let colon = lang.pick("：", ": ");
    let mut t = String::new();
    let mut line = |s: &str| t.extend([s, "\n"]);
    if demo {
        line(w.demo);
        line("");
    }
    line(w.greeting);
    line("");
    for item in items {
        if items.len() > 1 {
            line(&format!("## {}", one_line(&item.told.subject)));
            line("");
        }
        line(&one_line(&item.told.lead));
        line("");
        for point in &item.told.points {
            line(&format!("- {}", one_line(point)));
        }
        if !item.told.points.is_empty() {
            line("");
        }
        if !item.told.document.is_empty() {
            line("----");
            item.told.document.lines().for_each(|one| line(&one_line(one)));
            line("----");
            line("");
        }
        for (name, value) in facts(lang, item) {
            line(&format!("{name}{colon}{}", one_line(&value)));
        }
        line(&format!("{}{colon}", item.told.action));
        line(&item.link);
        if let Some((_, to)) = &item.code {
            line(&format!("{}{colon}", w.code));
            line(to);
        }
        line("");
        if !item.told.note.is_empty() {
            line(item.told.note);
            line("");
        }
    }
    line("--");
    line(common::words(lang).product);
    line(w.automatic);
    t
}

fn html(lang: Lang, items: &[Item], demo: bool) -> String {
    let w = words(lang);
    let mut h = format!("<div lang=\"{}\">\n", lang.code());
    let mut line = |s: String| h.extend([s.as_str(), "\n"]);
    if demo {
        line(format!("<p><strong>{}</strong></p>", escaped(w.demo)));
    }
    line(format!("<p>{}</p>", escaped(w.greeting)));
    for item in items {
        let told = &item.told;
        line(format!("<h1 style=\"font-size: 1.25em\">{}</h1>", escaped(&told.subject)));
        line(format!("<p>{}</p>", escaped(&told.lead)));
        if !told.points.is_empty() {
            let points: String =
                told.points.iter().map(|p| format!("<li>{}</li>", escaped(p))).collect();
            line(format!("<ul>{points}</ul>"));
        }
        if !told.document.is_empty() {
            let lines: Vec<String> = told.document.lines().map(escaped).collect();
            line(format!("<blockquote lang=\"zh-CN\">{}</blockquote>", lines.join("<br>")));
        }
        let facts: String = facts(lang, item)
            .iter()
            .map(|(name, value)| {
                format!(
                    "<dt style=\"font-weight: bold\">{}</dt>\
                     <dd style=\"margin: 0 0 .5em; overflow-wrap: anywhere\">{}</dd>",
                    escaped(name),
                    escaped(value)
                )
            })
            .collect();
        if !facts.is_empty() {
            line(format!("<dl>{facts}</dl>"));
        }
        // The address in full: a reader should see where a link leads, and copy it if need be.
        line(format!(
            "<p><a href=\"{0}\">{1}</a><br><span style=\"font-size: .875em; overflow-wrap: anywhere\">{0}</span></p>",
            escaped(&item.link),
            escaped(told.action)
        ));
        if let Some((picture, to)) = &item.code {
            line(format!(
                "<p><img src=\"cid:{}\" alt=\"{}\" width=\"180\" height=\"180\"><br>\
                 <span style=\"font-size: .875em; overflow-wrap: anywhere\">{}{}</span></p>",
                picture.id,
                escaped(w.code),
                escaped(w.code),
                escaped(&format!("{}{to}", lang.pick("：", ": ")))
            ));
        }
        if !told.note.is_empty() {
            line(format!("<p>{}</p>", escaped(told.note)));
        }
    }
    line(format!(
        "<hr>\n<p style=\"font-size: .875em\">{}<br>{}</p>\n</div>",
        escaped(common::words(lang).product),
        escaped(w.automatic)
    ));
    h
}

/// Control characters become blanks: nothing typed by anybody begins a line of its own.
fn one_line(text: &str) -> String {
    text.split(|c: char| c.is_control() || c == '\u{2028}' || c == '\u{2029}')
        .filter(|s| !s.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn escaped(text: &str) -> String {
    one_line(text)
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::mail::examples;
    use service::ports::mail::MailState;

    fn row(lang: Option<Lang>, message: Message) -> MailRow {
        MailRow {
            id: "m1".into(),
            at: 1,
            account: None,
            address: "a@example.com".into(),
            dossier: Some("d1".into()),
            urgent: true,
            message,
            state: MailState::Waiting,
            bundle: "m1".into(),
            claim: String::new(),
            tries: 1,
            next_at: 1,
            sent_at: None,
            error: String::new(),
            lang,
        }
    }

    #[test]
    fn every_message_has_a_link_and_both_bodies_say_the_same() {
        for message in examples() {
            let link = format!("https://host.example{}", message.place(Some(&"d1".into())));
            for lang in [Lang::Zh, Lang::En] {
                let said = told(lang, &message);
                let letter =
                    letter(&[row(Some(lang), message.clone())], "https://host.example", true);
                assert!(letter.subject.contains(&said.subject), "{letter:?}");
                for part in [said.lead.as_str(), link.as_str()]
                    .into_iter()
                    .chain(said.points.iter().map(String::as_str))
                    .chain(said.document.lines())
                {
                    assert!(letter.text.contains(part), "{part}: {letter:?}");
                    assert!(letter.html.contains(&escaped(part)), "{part}: {letter:?}");
                }
                assert!(
                    letter.text.contains(words(lang).demo)
                        && letter.html.contains(words(lang).demo)
                );
                if let Some(n) = message.article() {
                    let article = (common::words(lang).article)(&n.to_string());
                    assert!(letter.text.contains(&article) && letter.html.contains(&article));
                }
                // The code of a receipt travels along; nothing else is a picture.
                let code = matches!(message, Message::Submitted { .. });
                assert_eq!(letter.pictures.len(), usize::from(code));
                assert_eq!(
                    letter.html.matches("<img src=\"cid:code-0\"").count(),
                    usize::from(code)
                );
                assert_eq!(letter.html.matches("<img").count(), usize::from(code));
                for fetched in ["<script", "<link", "url(", "<iframe"] {
                    assert!(!letter.html.contains(fetched), "{fetched}");
                }
            }
        }
    }

    #[test]
    fn an_unknown_reader_gets_both_languages() {
        let message = Message::VerifyAddress { token: "t".into() };
        let letter = letter(&[row(None, message.clone())], "https://host.example", false);
        for lang in [Lang::Zh, Lang::En] {
            assert!(letter.subject.contains(&told(lang, &message).subject));
            assert!(letter.text.contains(&told(lang, &message).lead));
            assert!(!letter.text.contains(words(lang).demo));
        }
    }

    #[test]
    fn what_somebody_typed_is_neither_markup_nor_a_line_of_its_own() {
        let evil = "<b>x</b>\r\nBcc: all@example.com\u{2028}& \"q\"".to_owned();
        let message = Message::Withdrawn { reference: "R".into(), title: evil };
        let letter = letter(&[row(Some(Lang::En), message)], "https://host.example", false);
        assert!(letter.text.contains("<b>x</b> Bcc: all@example.com & \"q\"\n"), "{}", letter.text);
        assert!(
            letter.html.contains("&lt;b&gt;x&lt;/b&gt; Bcc: all@example.com &amp; &quot;q&quot;")
        );
        let invited = Message::Invited {
            organisation: "甲\r\nBcc: x@example.com".into(),
            by: "乙".into(),
            role: "applicant".into(),
            token: "t".into(),
        };
        let letter = super::letter(&[row(Some(Lang::Zh), invited)], "https://host.example", false);
        assert!(!letter.subject.contains(['\r', '\n']), "{}", letter.subject);
    }

    #[test]
    fn several_messages_make_one_mail() {
        let rows: Vec<_> = examples()
            .into_iter()
            .filter(|m| !m.urgent())
            .map(|m| row(Some(Lang::En), m))
            .collect();
        let letter = letter(&rows, "https://host.example", false);
        assert!(letter.subject.contains(&format!("{} new messages", rows.len())));
        for r in &rows {
            assert!(letter.text.contains(&told(Lang::En, &r.message).subject));
        }
    }
}
