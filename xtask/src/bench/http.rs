//! A client that speaks just enough HTTP/1.1 to measure with: one connection, kept open, nothing
//! done behind one's back.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use crate::say::{Outcome, Trouble, While};

/// How long an answer may take before the measurement is given up.
const PATIENCE: Duration = Duration::from_secs(30);

/// What Chromium says it accepts.
pub const ENCODINGS: &str = "gzip, deflate, br, zstd";

/// One connection with one session.
pub struct Client {
    addr: SocketAddr,
    cookie: String,
    stream: Option<BufReader<TcpStream>>,
}

/// An answer; its body as it was sent, compressed or not.
pub struct Answer {
    /// Status code.
    pub status: u16,
    /// Header lines: lower-case name, value.
    headers: Vec<(String, String)>,
    /// Bytes of the body.
    pub body: Vec<u8>,
}

impl Answer {
    /// The first header of a name in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

impl Client {
    /// Nobody, at a server.
    pub fn new(addr: SocketAddr) -> Client {
        Client { addr, cookie: String::new(), stream: None }
    }

    /// Somebody who signs in.
    pub fn signed_in(addr: SocketAddr, email: &str, password: &str) -> Outcome<Client> {
        let mut client = Client::new(addr);
        let form = form(&[("email", email), ("password", password), ("next", "/guide")]);
        let answer = client.post("/session", &form)?;
        let cookie = answer.header("set-cookie").and_then(|cookie| cookie.split(';').next());
        match cookie {
            Some(cookie) if answer.header("location") == Some("/guide") => {
                client.cookie = cookie.to_owned()
            }
            _ => {
                return Err(Trouble::new(format!("{email} could not sign in ({})", answer.status)));
            }
        }
        Ok(client)
    }

    /// From now on whoever a session belongs to, on the same connection.
    pub fn enter_as(&mut self, token: &str) {
        self.cookie = format!("biaogan={token}");
    }

    /// Another connection of the same session.
    pub fn another(&self) -> Client {
        Client { addr: self.addr, cookie: self.cookie.clone(), stream: None }
    }

    /// Reads a page or a server function's answer; anything but 200 is an error.
    pub fn get(&mut self, path: &str, headers: &[(&str, &str)]) -> Outcome<Answer> {
        let answer = self.send("GET", path, headers, "")?;
        good(path, answer, 200)
    }

    /// Posts a form.
    pub fn post(&mut self, path: &str, form: &str) -> Outcome<Answer> {
        self.send(
            "POST",
            path,
            &[
                ("content-type", "application/x-www-form-urlencoded"),
                ("accept", "application/json"),
            ],
            form,
        )
    }

    /// Posts a form of parts, as browsers send files and long texts: name and value of each.
    pub fn post_parts(&mut self, path: &str, parts: &[(&str, &str)]) -> Outcome<Answer> {
        const BOUNDARY: &str = "biaogan-bench-0123456789";
        let mut body = String::new();
        for (name, value) in parts {
            body.push_str(&format!(
                "--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
            ));
        }
        body.push_str(&format!("--{BOUNDARY}--\r\n"));
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        let headers = [("content-type", kind.as_str()), ("accept", "text/html")];
        self.send("POST", path, &headers, &body)
    }

    fn send(
        &mut self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Outcome<Answer> {
        self.write(method, path, headers, body)?;
        let Some(stream) = self.stream.as_mut() else {
            return Err(Trouble::new("the connection is gone"));
        };
        let (status, headers) = head(stream).doing(format_args!("read the answer of {path}"))?;
        let mut answer = Answer { status, headers, body: Vec::new() };
        let length = answer.header("content-length").and_then(|length| length.parse::<u64>().ok());
        let chunked = answer.header("transfer-encoding") == Some("chunked");
        let read = match (chunked, length) {
            (true, _) => Chunked::new(&mut *stream).read_to_end(&mut answer.body),
            (false, Some(length)) => stream.take(length).read_to_end(&mut answer.body),
            (false, None) => Ok(0),
        };
        read.doing(format_args!("read the body of {path}"))?;
        if answer.header("connection") == Some("close") {
            self.stream = None;
        }
        Ok(answer)
    }

    fn write(&mut self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Outcome {
        let mut text = format!(
            "{method} {path} HTTP/1.1\r\nhost: {}\r\nsec-fetch-site: same-origin\r\n",
            self.addr
        );
        if !self.cookie.is_empty() {
            text.push_str(&format!("cookie: {}\r\n", self.cookie));
        }
        for (name, value) in headers {
            text.push_str(&format!("{name}: {value}\r\n"));
        }
        if method != "GET" {
            text.push_str(&format!("content-length: {}\r\n", body.len()));
        }
        text.push_str("\r\n");
        text.push_str(body);
        let stream = match self.stream.as_mut() {
            Some(stream) => stream,
            None => {
                let stream = TcpStream::connect(self.addr).doing("connect to the server")?;
                stream
                    .set_nodelay(true)
                    .and_then(|()| stream.set_read_timeout(Some(PATIENCE)))
                    .doing("set up the connection")?;
                self.stream.insert(BufReader::new(stream))
            }
        };
        stream.get_mut().write_all(text.as_bytes()).doing(format_args!("ask for {path}"))
    }

    /// Opens an event stream; it ends with the connection.
    pub fn events(mut self, path: &str) -> Outcome<Events> {
        self.write("GET", path, &[("accept", "text/event-stream")], "")?;
        let Some(mut stream) = self.stream.take() else {
            return Err(Trouble::new("the connection is gone"));
        };
        let (status, _) = head(&mut stream).doing(format_args!("open {path}"))?;
        if status != 200 {
            return Err(Trouble::new(format!("{path} answers {status}.")));
        }
        Ok(Events(BufReader::new(Chunked::new(stream))))
    }
}

/// An error unless the answer has the wanted status.
pub fn good(path: &str, answer: Answer, status: u16) -> Outcome<Answer> {
    if answer.status == status {
        return Ok(answer);
    }
    let text: String = answer.text().chars().take(300).collect();
    Err(Trouble::new(format!("{path} answers {} instead of {status}: {text}", answer.status)))
}

/// Events of a stream.
pub struct Events(BufReader<Chunked<BufReader<TcpStream>>>);

impl Events {
    /// Waits for the next event and returns its name and data; `None` when the stream has ended.
    pub fn next(&mut self) -> std::io::Result<Option<(String, String)>> {
        let (mut name, mut data) = (String::new(), String::new());
        loop {
            let mut line = String::new();
            if self.0.read_line(&mut line)? == 0 {
                return Ok(None);
            }
            match line.trim_end() {
                // Comments keep the connection alive and are no event.
                "" if !name.is_empty() => return Ok(Some((name, data))),
                line => {
                    if let Some(event) = line.strip_prefix("event:") {
                        name = event.trim().to_owned();
                    } else if let Some(more) = line.strip_prefix("data:") {
                        data.push_str(more.trim_start());
                    }
                }
            }
        }
    }
}

fn head(stream: &mut impl BufRead) -> std::io::Result<(u16, Vec<(String, String)>)> {
    let bad = |what: &str| std::io::Error::new(std::io::ErrorKind::InvalidData, what.to_owned());
    let mut line = String::new();
    stream.read_line(&mut line)?;
    let status = line
        .split(' ')
        .nth(1)
        .and_then(|code| code.parse().ok())
        .ok_or_else(|| bad("no status line"))?;
    let mut headers = Vec::new();
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line)? == 0 {
            return Err(bad("the headers broke off"));
        }
        match line.trim_end().split_once(':') {
            Some((name, value)) => {
                headers.push((name.to_ascii_lowercase(), value.trim().to_owned()))
            }
            None => return Ok((status, headers)),
        }
    }
}

/// A body that comes in chunks.
struct Chunked<R> {
    stream: R,
    /// Bytes left of the present chunk.
    left: usize,
    ended: bool,
}

impl<R: BufRead> Chunked<R> {
    fn new(stream: R) -> Self {
        Chunked { stream, left: 0, ended: false }
    }

    /// Reads to the end of a line and returns it.
    fn line(&mut self) -> std::io::Result<String> {
        let mut line = String::new();
        self.stream.read_line(&mut line)?;
        Ok(line.trim_end().to_owned())
    }
}

impl<R: BufRead> Read for Chunked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if self.ended || buffer.is_empty() {
            return Ok(0);
        }
        if self.left == 0 {
            let line = self.line()?;
            let digits = line.split(';').next().unwrap_or_default();
            self.left = usize::from_str_radix(digits, 16).map_err(|_| {
                std::io::Error::new(
                    std::io::ErrorKind::InvalidData,
                    format!("no chunk length: {line:?}"),
                )
            })?;
            if self.left == 0 {
                self.ended = true;
                self.line()?;
                return Ok(0);
            }
        }
        let most = buffer.len().min(self.left);
        let read = self.stream.read(&mut buffer[..most])?;
        self.left -= read;
        if self.left == 0 {
            self.line()?;
        }
        if read == 0 {
            self.ended = true;
        }
        Ok(read)
    }
}

/// A form's fields as they are posted.
pub fn form(fields: &[(&str, &str)]) -> String {
    fields
        .iter()
        .map(|(name, value)| format!("{}={}", encoded(name), encoded(value)))
        .collect::<Vec<_>>()
        .join("&")
}

/// Percent-encodes everything but letters, digits and a few marks.
pub fn encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len() * 3);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::TcpListener;

    /// Answers one connection's requests with these texts, in order.
    fn serve(
        answers: &'static [&'static str],
    ) -> (SocketAddr, std::thread::JoinHandle<Vec<String>>) {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
        let addr = listener.local_addr().expect("it is bound");
        let thread = std::thread::spawn(move || {
            let (stream, _) = listener.accept().expect("a client comes");
            let mut stream = BufReader::new(stream);
            let mut heads = Vec::new();
            for answer in answers {
                let mut head = String::new();
                while !head.ends_with("\r\n\r\n") {
                    assert_ne!(stream.read_line(&mut head).expect("a request"), 0);
                }
                heads.push(head);
                stream.get_mut().write_all(answer.as_bytes()).expect("the client listens");
            }
            heads
        });
        (addr, thread)
    }

    #[test]
    fn bodies_by_length_and_in_chunks_are_read_on_one_connection() -> Outcome {
        let (addr, thread) = serve(&[
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4;x=y\r\nwiki\r\n6\r\npedia!\r\n0\r\n\r\n",
            "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n",
        ]);
        let mut client = Client::new(addr);
        assert_eq!(client.get("/a", &[("accept-encoding", "br")])?.text(), "hello");
        assert_eq!(client.get("/b", &[])?.text(), "wikipedia!");
        assert!(client.get("/c", &[]).is_err());
        let heads = thread.join().expect("the server ends well");
        assert!(
            heads[0].starts_with("GET /a HTTP/1.1\r\n")
                && heads[0].contains("accept-encoding: br\r\n")
        );
        Ok(())
    }

    #[test]
    fn events_are_read_by_name() -> Outcome {
        let (addr, thread) = serve(&[
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n15\r\nevent: hello\ndata: \n\n\r\n3\r\n:\n\n\r\n15\r\nevent: board\ndata: 1\r\n2\r\n\n\n\r\n0\r\n\r\n",
        ]);
        let mut events = Client::new(addr).events("/live")?;
        for wanted in [Some(("hello", "")), Some(("board", "1")), None] {
            let wanted = wanted.map(|(name, data)| (name.to_owned(), data.to_owned()));
            assert_eq!(events.next().doing("read")?, wanted);
        }
        thread.join().expect("the server ends well");
        Ok(())
    }

    #[test]
    fn forms_are_encoded() {
        assert_eq!(form(&[("a[x]", "标 1"), ("b", "~")]), "a%5Bx%5D=%E6%A0%87%201&b=~");
    }
}
