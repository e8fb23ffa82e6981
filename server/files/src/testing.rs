//! Small real documents for tests, and a clamd to talk to.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::io::Write;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A PDF of one empty page that says `text` in a comment; `extra` stands in its catalogue.
pub fn pdf_with(text: &str, extra: &str) -> Vec<u8> {
    let objects = [
        format!("<</Type/Catalog/Pages 2 0 R{extra}>>"),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>".to_owned(),
    ];
    let text = text.replace(['\r', '\n'], " ");
    let mut out = format!("%PDF-1.4\n% {text}\n");
    let mut table = String::from("0000000000 65535 f \n");
    for (i, object) in objects.iter().enumerate() {
        table.push_str(&format!("{:010} 00000 n \n", out.len()));
        out.push_str(&format!("{} 0 obj\n{object}\nendobj\n", i + 1));
    }
    let at = out.len();
    out.push_str(&format!(
        "xref\n0 4\n{table}trailer<</Root 1 0 R/Size 4>>\nstartxref\n{at}\n%%EOF\n"
    ));
    out.into_bytes()
}

/// A PDF of one empty page that says `text` in a comment.
pub fn pdf(text: &str) -> Vec<u8> {
    pdf_with(text, "")
}

/// The same, of exactly so many bytes.
///
/// # Panics
/// When that is too few.
pub fn pdf_of(bytes: usize, text: &str) -> Vec<u8> {
    let mut pad = bytes.checked_sub(pdf(text).len()).unwrap();
    loop {
        let made = pdf(&format!("{text}{}", " ".repeat(pad)));
        if made.len() <= bytes {
            assert_eq!(made.len(), bytes, "no PDF of {bytes} bytes can be made this way");
            return made;
        }
        pad -= made.len() - bytes;
    }
}

/// An archive of these entries.
pub fn archive(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in entries {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Content types of a Word document.
pub const TYPES: &str = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;

/// A Word document with further entries.
pub fn docx(more: &[(&str, &[u8])]) -> Vec<u8> {
    let mut entries: Vec<(&str, &[u8])> =
        vec![("[Content_Types].xml", TYPES.as_bytes()), ("word/document.xml", b"<w:document/>")];
    entries.extend(more);
    archive(&entries)
}

/// A PNG of these sides.
pub fn png(width: u32, height: u32) -> Vec<u8> {
    let chunk = |kind: &[u8], body: &[u8]| {
        let length = u32::try_from(body.len()).unwrap().to_be_bytes();
        [&length[..], kind, body, &[0; 4]].concat()
    };
    let sides = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 0, 0, 0, 0]].concat();
    [
        b"\x89PNG\r\n\x1a\n".to_vec(),
        chunk(b"IHDR", &sides),
        chunk(b"IDAT", b"\x78\x9c\x03\x00\x00\x00\x00\x01"),
        chunk(b"IEND", b""),
    ]
    .concat()
}

/// What a listener that speaks clamd's protocol does with the next who calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// Reads the whole stream and finds [`SIGNATURE`] where it stands in it.
    Honest,
    /// Says that the stream is too large and hangs up, after this many bytes.
    Refuses(usize),
    /// Hangs up without a word, after this many bytes.
    HangsUp(usize),
    /// Reads everything and never answers.
    Silent,
}

/// What the listener takes for a virus.
pub const SIGNATURE: &[u8] = b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE";

/// A listener on a real socket that speaks clamd's protocol.
pub struct Listener {
    /// Its address as a setting.
    pub setting: String,
    manner: std::sync::Arc<std::sync::Mutex<Manner>>,
    task: tokio::task::JoinHandle<()>,
}

impl Listener {
    /// Listens on a port of its own.
    pub async fn start(manner: Manner) -> Self {
        let socket = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let setting = format!("tcp://{}", socket.local_addr().unwrap());
        let manner = std::sync::Arc::new(std::sync::Mutex::new(manner));
        let shared = manner.clone();
        let task = tokio::spawn(async move {
            while let Ok((line, _)) = socket.accept().await {
                let manner = *shared.lock().unwrap();
                tokio::spawn(serve(line, manner));
            }
        });
        Self { setting, manner, task }
    }

    /// Changes its manner for those who call from now on.
    pub fn be(&self, manner: Manner) {
        *self.manner.lock().unwrap() = manner;
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn serve(mut line: tokio::net::TcpStream, manner: Manner) -> std::io::Result<()> {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let mut command = [0; 10];
    line.read_exact(&mut command).await?;
    if &command != b"zINSTREAM\0" {
        return line.write_all(b"UNKNOWN COMMAND\0").await;
    }
    let mut content = Vec::new();
    loop {
        let n = line.read_u32().await? as usize;
        if n == 0 {
            break;
        }
        let from = content.len();
        content.resize(from + n, 0);
        line.read_exact(&mut content[from..]).await?;
        match manner {
            Manner::HangsUp(after) if content.len() >= after => return Ok(()),
            Manner::Refuses(after) if content.len() >= after => {
                return line.write_all(b"INSTREAM size limit exceeded. ERROR\0").await;
            }
            _ => {}
        }
    }
    if manner == Manner::Silent {
        std::future::pending::<()>().await;
    }
    let found = content.windows(SIGNATURE.len()).any(|w| w == SIGNATURE);
    let answer: &[u8] =
        if found { b"stream: Eicar-Test-Signature FOUND\0" } else { b"stream: OK\0" };
    line.write_all(answer).await
}
