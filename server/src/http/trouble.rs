//! When the server cannot do its work for the moment: a page in both languages that says so and what to do
//! next. Whoever sent a form finds all of it again on that page and sends it once more from there: nothing
//! typed is lost, with or without script. It is drawn without the database, which may be what is missing.

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::BODY_MAX;
use super::feeds::escaped;
use super::files::name::unquoted;
use super::observe::RequestId;

/// The page's own policy: its style, and its form.
const POLICY: &str = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/// Seconds after which it is worth trying again.
const AGAIN: &str = "10";
/// Characters from which on a text is shown, to be copied.
const LONG: usize = 30;

/// Where the site's style lies.
#[derive(Clone)]
pub struct Style(pub std::sync::Arc<str>);

/// Layer: turns failures into pages for those who read pages.
pub async fn explain(State(style): State<Style>, request: Request, next: Next) -> Response {
    if !reads_pages(request.headers()) {
        let mut response = next.run(request).await;
        response.headers_mut().remove(app::enter::FAULT);
        return response;
    }
    let id = request.extensions().get::<RequestId>().map(|id| id.0.clone()).unwrap_or_default();
    let (method, address) = (request.method().clone(), request.uri().to_string());
    let (request, form) = match kept(request).await {
        Ok(kept) => kept,
        Err(answer) => return answer,
    };
    let mut response = next.run(request).await;
    let fault = response.headers_mut().remove(app::enter::FAULT);
    let changes = !matches!(method, Method::GET | Method::HEAD);
    // A page that could not be drawn says so itself, and has a way on.
    if response.status() != StatusCode::SERVICE_UNAVAILABLE && (fault.is_none() || !changes) {
        return response;
    }
    let number = fault.as_ref().and_then(|f| f.to_str().ok()).unwrap_or(&id);
    page(&style.0, &address, changes.then_some(form.as_deref()), number)
}

/// Whether somebody looks at the answer, and not a script.
fn reads_pages(headers: &HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT).and_then(|v| v.to_str().ok());
    accept.is_some_and(|a| a.contains("text/html"))
}

/// The request, and what its form says, if it is one that is short enough to be kept.
async fn kept(request: Request) -> Result<(Request, Option<Vec<(String, String)>>), Response> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok());
    let form = request.method() == Method::POST
        && kind.is_some_and(|k| k.starts_with("application/x-www-form-urlencoded"));
    if !form {
        return Ok((request, None));
    }
    let (parts, body) = request.into_parts();
    let bytes: Bytes = to_bytes(body, BODY_MAX)
        .await
        .map_err(|_| StatusCode::PAYLOAD_TOO_LARGE.into_response())?;
    let fields = fields(&bytes);
    Ok((Request::from_parts(parts, Body::from(bytes)), Some(fields)))
}

/// Names and values of a form, in their order.
pub fn fields(body: &[u8]) -> Vec<(String, String)> {
    let text = |part: &[u8]| {
        let plain: Vec<u8> = part.iter().map(|b| if *b == b'+' { b' ' } else { *b }).collect();
        String::from_utf8_lossy(&unquoted(&plain)).into_owned()
    };
    body.split(|b| *b == b'&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let at = pair.iter().position(|b| *b == b'=').unwrap_or(pair.len());
            (text(&pair[..at]), text(pair.get(at + 1..).unwrap_or_default()))
        })
        .collect()
}

/// What is not repeated into a page: it is typed once more.
fn is_password(name: &str) -> bool {
    name.contains("password") || matches!(name, "old" | "new")
}

/// The page. `changes` holds the form, if there was one, of a request that was to change something.
fn page(
    style: &str,
    address: &str,
    changes: Option<Option<&[(String, String)]>>,
    number: &str,
) -> Response {
    let next = match changes {
        None => again(address),
        Some(Some(fields)) => form(address, fields),
        Some(None) => "<p>本次操作没有完成。请返回上一页，稍后再提交一次；已选择的文件需要重新选择。</p>\
             <p lang=\"en\">This was not done. Please go back and send it again in a while; files have to be chosen anew.</p>"
            .to_owned(),
    };
    let (title, lede) = if changes.is_some() {
        (
            "暂时无法保存 / Not saved for the moment",
            (
                "系统暂时无法保存，本次提交没有生效。",
                "The system cannot store anything for the moment; what you sent did not take effect.",
            ),
        )
    } else {
        (
            "系统暂时不可用 / Unavailable for the moment",
            (
                "系统暂时不可用，请稍后再试。已经提交的内容都在。",
                "The system is unavailable for the moment. Everything that was submitted is safe.",
            ),
        )
    };
    let number = if number.is_empty() {
        String::new()
    } else {
        format!("<p class=\"soft\">编号 / Reference: <code>{}</code></p>", escaped(number))
    };
    let html = format!(
        "<!DOCTYPE html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"robots\" content=\"noindex\"><title>{title}</title>\
         <link rel=\"stylesheet\" href=\"{style}\"></head><body><main id=\"main\"><div class=\"narrow stack\">\
         <h1>{title}</h1><p class=\"notice warn\">{}</p><p lang=\"en\">{}</p>{next}{number}</div></main></body></html>",
        lede.0, lede.1
    );
    let mut response = (StatusCode::SERVICE_UNAVAILABLE, html).into_response();
    let set = response.headers_mut();
    set.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    set.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    set.insert(header::RETRY_AFTER, HeaderValue::from_static(AGAIN));
    response
}

fn again(address: &str) -> String {
    format!("<p><a class=\"btn\" href=\"{}\">重试 / Try again</a></p>", escaped(address))
}

/// The form with all that was in it, to be sent once more.
fn form(address: &str, fields: &[(String, String)]) -> String {
    let mut inputs = String::new();
    let mut texts = String::new();
    for (name, value) in fields {
        let (name, shown) = (escaped(name), escaped(value));
        if is_password(&name) {
            inputs.push_str(&format!(
                "<p><label>密码 / Password <input type=\"password\" name=\"{name}\" required></label></p>"
            ));
            continue;
        }
        inputs.push_str(&format!("<input type=\"hidden\" name=\"{name}\" value=\"{shown}\">"));
        if value.chars().count() > LONG {
            texts.push_str(&format!("<p class=\"prose\">{}</p>", shown.replace('\n', "<br>")));
        }
    }
    let texts = if texts.is_empty() {
        texts
    } else {
        format!("<details><summary>您填写的文字 / What you typed</summary>{texts}</details>")
    };
    format!(
        "<p>您填写的内容还在本页，没有丢失：请稍候再提交，成功前不要关闭本页。</p>\
         <p lang=\"en\">What you typed is kept on this page: please send it again in a while, and do not close the page before.</p>\
         <form method=\"post\" action=\"{}\" class=\"stack\">{inputs}\
         <p><button class=\"btn\" type=\"submit\">重新提交 / Send again</button></p></form>{texts}",
        escaped(address)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_read_as_it_was_sent() {
        let pair = |k: &str, v: &str| (k.to_owned(), v.to_owned());
        assert_eq!(
            fields("a%5Bx%5D=%E6%A0%87+1%0D%0A2&empty=&&bare&odd=%zz%2".as_bytes()),
            [pair("a[x]", "标 1\r\n2"), pair("empty", ""), pair("bare", ""), pair("odd", "%zz%2")]
        );
    }

    #[tokio::test]
    async fn what_was_typed_is_on_the_page_and_nothing_of_it_is_markup() {
        let typed = [
            ("a[\"><script>x</script>".to_owned(), "</form><script>alert(1)</script>".to_owned()),
            ("text".to_owned(), "一".repeat(40) + "\n第二行"),
            ("password".to_owned(), "geheim".to_owned()),
        ];
        let answer = page("/pkg/x.css", "/api/x?a=\"><b>", Some(Some(&typed)), "F1-2<");
        assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
        let body = to_bytes(answer.into_body(), usize::MAX).await.unwrap();
        let body = String::from_utf8_lossy(&body).into_owned();
        assert!(
            !body.contains("<script") && !body.contains("<b>") && !body.contains("geheim"),
            "{body}"
        );
        assert!(
            body.contains("&lt;/form&gt;") && body.contains("第二行") && body.contains("F1-2&lt;")
        );
        assert!(body.contains("type=\"password\" name=\"password\""));
    }
}
