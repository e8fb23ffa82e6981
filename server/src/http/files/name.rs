//! Names of files as they are sent: UTF-8, percent-encoded (RFC 5987), or the bytes of an older
//! Chinese code page.

use encoding_rs::GB18030;

/// Name and file name of a part of a multipart form, from its `Content-Disposition`.
pub fn of_disposition(header: &[u8]) -> (Option<String>, Option<String>) {
    let (mut field, mut file, mut extended) = (None, None, None);
    for (key, value) in parameters(header) {
        match key.as_str() {
            "name" => field = Some(text(&value)),
            "filename" => file = Some(text(&value)),
            "filename*" => extended = of_extended(&value),
            _ => {}
        }
    }
    (field, extended.or(file))
}

/// Bytes as text: UTF-8, else GB18030, which reads everything GBK and GB2312 write.
pub fn text(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => GB18030.decode_without_bom_handling(bytes).0.into_owned(),
    }
}

/// Percent-decodes, leaving what is no code as it stands.
pub fn unquoted(text: &[u8]) -> Vec<u8> {
    let digit = |b: u8| char::from(b).to_digit(16).and_then(|d| u8::try_from(d).ok());
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((first, after)) = rest.split_first() {
        let code = match (first, after) {
            (b'%', [high, low, ..]) => digit(*high).zip(digit(*low)).map(|(h, l)| h << 4 | l),
            _ => None,
        };
        bytes.push(code.unwrap_or(*first));
        rest = if code.is_some() { &after[2..] } else { after };
    }
    bytes
}

/// `UTF-8''%E6%8A%A5.pdf` or `GBK''%B1%A8.pdf`.
fn of_extended(value: &[u8]) -> Option<String> {
    let mut parts = value.splitn(3, |b| *b == b'\'');
    let (_charset, _language, name) = (parts.next()?, parts.next()?, parts.next()?);
    Some(text(&unquoted(name)))
}

/// Parameters of a header, keys in lower case. In quotes a backslash stands for the character
/// after it only before a quote or a backslash: old browsers send whole Windows paths.
fn parameters(header: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    let mut rest = header;
    while let Some(at) = rest.iter().position(|b| *b == b';') {
        rest = &rest[at + 1..];
        let Some(equals) = rest.iter().position(|b| *b == b'=') else { break };
        let key = String::from_utf8_lossy(&rest[..equals]).trim().to_ascii_lowercase();
        rest = &rest[equals + 1..];
        let mut value = Vec::new();
        if rest.first() == Some(&b'"') {
            let mut at = 1;
            while at < rest.len() && rest[at] != b'"' {
                if rest[at] == b'\\' && matches!(rest.get(at + 1), Some(b'"' | b'\\')) {
                    at += 1;
                }
                value.push(rest[at]);
                at += 1;
            }
            rest = &rest[at.min(rest.len())..];
        } else {
            let end = rest.iter().position(|b| *b == b';').unwrap_or(rest.len());
            value.extend_from_slice(rest[..end].trim_ascii());
            rest = &rest[end..];
        }
        found.push((key, value));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(header: &[u8]) -> String {
        let (field, file) = of_disposition(header);
        assert_eq!(field.as_deref(), Some("file"));
        file.unwrap_or_default()
    }

    #[test]
    fn names_are_read_however_they_were_sent() {
        let plain = "form-data; name=\"file\"; filename=\"审计报告.pdf\"".as_bytes();
        assert_eq!(file(plain), "审计报告.pdf");
        let gbk = b"form-data; name=\"file\"; filename=\"\xC9\xF3\xBC\xC6\xB1\xA8\xB8\xE6.pdf\"";
        assert_eq!(file(gbk), "审计报告.pdf");
        let extended =
            b"form-data; name=file; filename=\"x.pdf\"; filename*=UTF-8''%E5%AE%A1%E8%AE%A1.pdf";
        assert_eq!(file(extended), "审计.pdf");
        let extended = b"form-data; name=file; filename*=GBK''%C9%F3%BC%C6.pdf";
        assert_eq!(file(extended), "审计.pdf");
        assert_eq!(
            file(br#"form-data; name="file"; filename="C:\new\a;b=\"c\".pdf""#),
            r#"C:\new\a;b="c".pdf"#
        );
    }

    #[test]
    fn half_a_header_is_survived() {
        let whole = "form-data; name=\"file\"; filename=\"审\\\"计.pdf\"; filename*=UTF-8''%E5%AE"
            .as_bytes();
        for n in 0..whole.len() {
            let _ = of_disposition(&whole[..n]);
            let _ = text(&unquoted(&whole[n..]));
        }
        assert_eq!(unquoted(b"100%25 %zz%4"), b"100% %zz%4");
    }
}
