//! A client over a real connection: one request each, or a stream of events.

use std::collections::VecDeque;
use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::{MissedTickBehavior, interval, timeout};

use super::answer::{Answer, Ask};

/// Whatever takes longer than this does not come any more.
pub const LONG: Duration = Duration::from_secs(30);
/// How often it is asked whether something has come about elsewhere. In between the core is others'.
pub const RHYTHM: Duration = Duration::from_millis(20);

/// What comes about elsewhere, asked for until it is there.
///
/// # Panics
/// When it does not come.
pub async fn until<T>(what: &str, mut asked: impl AsyncFnMut() -> Option<T>) -> T {
    let mut rhythm = interval(RHYTHM);
    rhythm.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let there = async {
        loop {
            rhythm.tick().await;
            if let Some(found) = asked().await {
                return found;
            }
        }
    };
    timeout(LONG, there).await.unwrap_or_else(|_| panic!("never: {what}"))
}

impl Ask {
    /// Asks a server. An error means that no whole answer came.
    pub async fn at(self, server: SocketAddr) -> io::Result<Answer> {
        let mut line = self.sent(server, "close").await?;
        let mut all = Vec::new();
        timeout(LONG, line.read_to_end(&mut all)).await.map_err(|_| io::ErrorKind::TimedOut)??;
        let (head, body) = split(&all).ok_or(io::ErrorKind::UnexpectedEof)?;
        let (status, headers) = read_head(head)?;
        let has = |name: &str| headers.iter().find(|h| h.0 == name).map(|h| h.1.clone());
        let body = match (has("transfer-encoding"), has("content-length")) {
            (Some(_), _) => {
                let (mut plain, mut body) = (Vec::new(), body.to_vec());
                if !unchunk(&mut body, &mut plain)? {
                    return Err(io::ErrorKind::UnexpectedEof.into());
                }
                plain
            }
            (None, Some(n)) if n.parse() == Ok(body.len()) => body.to_vec(),
            (None, Some(_)) => return Err(io::ErrorKind::UnexpectedEof.into()),
            (None, None) => body.to_vec(),
        };
        Ok(Answer { status, headers, body: String::from_utf8_lossy(&body).into_owned() })
    }

    async fn sent(&self, server: SocketAddr, connection: &str) -> io::Result<TcpStream> {
        let mut line = TcpStream::connect(server).await?;
        let mut text = format!(
            "{} {} HTTP/1.1\r\nhost: {server}\r\nconnection: {connection}\r\ncontent-length: {}\r\n",
            self.method,
            self.url,
            self.body.len()
        );
        for (name, value) in self.all_headers() {
            text.push_str(&format!("{name}: {value}\r\n"));
        }
        line.write_all(&[text.as_bytes(), b"\r\n", &self.body].concat()).await?;
        Ok(line)
    }

    /// Opens a stream of events; the error is the status of an answer that is none.
    pub async fn listen(self, server: SocketAddr) -> Result<Events, u16> {
        let mut line = self.sent(server, "keep-alive").await.map_err(|_| 0u16)?;
        let mut raw = Vec::new();
        loop {
            if let Some((head, body)) = split(&raw) {
                let (status, _) = read_head(head).map_err(|_| 0u16)?;
                let rest = body.to_vec();
                let (text, waiting) = (Vec::new(), VecDeque::new());
                let events = Events { line, raw: rest, text, waiting, ended: false };
                return if status == 200 { Ok(events) } else { Err(status) };
            }
            if timeout(LONG, line.read_buf(&mut raw)).await.map_err(|_| 0u16)?.map_err(|_| 0u16)?
                == 0
            {
                return Err(0);
            }
        }
    }
}

/// An event of the live stream.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Event {
    pub name: String,
    pub id: String,
    pub data: String,
}

/// An open live stream.
pub struct Events {
    line: TcpStream,
    raw: Vec<u8>,
    text: Vec<u8>,
    waiting: VecDeque<Event>,
    /// Its last chunk has come, perhaps with events before it.
    ended: bool,
}

impl Events {
    /// The next event; `None` when the stream has ended.
    ///
    /// # Panics
    /// When neither comes.
    pub async fn next(&mut self) -> Option<Event> {
        self.within(LONG).await.expect("an event or the end of the stream")
    }

    /// The same within a time; the error says that nothing came.
    pub async fn within(&mut self, time: Duration) -> Result<Option<Event>, ()> {
        timeout(time, self.wait()).await.map_err(|_| ())
    }

    async fn wait(&mut self) -> Option<Event> {
        loop {
            if let Some(event) = self.waiting.pop_front() {
                return Some(event);
            }
            self.ended |= unchunk(&mut self.raw, &mut self.text).unwrap_or(true);
            while let Some(at) = self.text.windows(2).position(|w| w == b"\n\n") {
                let block: Vec<u8> = self.text.drain(..at + 2).collect();
                self.waiting.extend(event(&String::from_utf8_lossy(&block)));
            }
            if self.waiting.is_empty()
                && (self.ended || self.line.read_buf(&mut self.raw).await.unwrap_or(0) == 0)
            {
                return None;
            }
        }
    }
}

fn event(block: &str) -> Option<Event> {
    let mut event = Event::default();
    for line in block.lines().filter(|l| !l.starts_with(':')) {
        let (name, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.trim_start().to_owned();
        match name {
            "event" => event.name = value,
            "id" => event.id = value,
            "data" => event.data = value,
            _ => {}
        }
    }
    (!event.name.is_empty()).then_some(event)
}

fn split(raw: &[u8]) -> Option<(&[u8], &[u8])> {
    let at = raw.windows(4).position(|w| w == b"\r\n\r\n")?;
    Some((&raw[..at], &raw[at + 4..]))
}

fn read_head(head: &[u8]) -> io::Result<(u16, Vec<(String, String)>)> {
    let text = String::from_utf8_lossy(head).into_owned();
    let mut lines = text.split("\r\n");
    let status = lines.next().and_then(|l| l.split(' ').nth(1)).and_then(|s| s.parse().ok());
    let headers = lines.filter_map(|l| l.split_once(':'));
    let headers = headers.map(|(k, v)| (k.to_ascii_lowercase(), v.trim().to_owned())).collect();
    Ok((status.ok_or(io::ErrorKind::InvalidData)?, headers))
}

/// Moves whole chunks from `raw` to `plain`; true once the last one was met.
fn unchunk(raw: &mut Vec<u8>, plain: &mut Vec<u8>) -> io::Result<bool> {
    loop {
        let Some(end) = raw.windows(2).position(|w| w == b"\r\n") else { return Ok(false) };
        let size = std::str::from_utf8(&raw[..end])
            .ok()
            .and_then(|s| usize::from_str_radix(s.trim(), 16).ok());
        let size = size.ok_or(io::ErrorKind::InvalidData)?;
        if raw.len() < end + 2 + size + 2 {
            return Ok(false);
        }
        plain.extend_from_slice(&raw[end + 2..end + 2 + size]);
        raw.drain(..end + 2 + size + 2);
        if size == 0 {
            return Ok(true);
        }
    }
}
