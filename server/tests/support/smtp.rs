//! A mail server as small as one can be that still speaks SMTP over a real line: it takes
//! what it is sent, or answers as the test's script says.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;

/// What one conversation comes to.
#[derive(Clone, Debug)]
pub enum Turn {
    /// Takes the mail.
    Take,
    /// Answers the recipient with this line.
    Recipient(&'static str),
    /// Answers the whole mail with this line.
    Content(&'static str),
    /// Takes the mail and is gone before it has said so.
    TakeAndVanish,
    /// Is gone in the midst of the conversation.
    Vanish,
    /// Says nothing any more, and does not go away either.
    Hang,
}

/// A mail as it came over the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    pub from: String,
    pub to: Vec<String>,
    /// Lines end with `\n`; dots are unstuffed.
    pub data: String,
    /// Whoever signed in, as the decoded AUTH PLAIN says.
    pub user: String,
}

impl Received {
    /// The first header of a name, unfolded.
    pub fn header(&self, name: &str) -> String {
        let head = self.data.split("\n\n").next().unwrap_or_default().replace("\n ", " ");
        let found = head.lines().find_map(|l| {
            let (k, v) = l.split_once(": ")?;
            k.eq_ignore_ascii_case(name).then(|| v.to_owned())
        });
        found.unwrap_or_default()
    }
}

/// The running server; gone when dropped.
pub struct Smtp {
    pub addr: SocketAddr,
    script: Arc<Mutex<VecDeque<Turn>>>,
    mails: mpsc::UnboundedReceiver<Received>,
    task: tokio::task::JoinHandle<()>,
}

impl Smtp {
    /// Listens on a port of its own. With `password`, only its user `biaogan` may send.
    pub async fn start(password: Option<&'static str>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let addr = listener.local_addr().unwrap();
        let script: Arc<Mutex<VecDeque<Turn>>> = Arc::default();
        let (to, mails) = mpsc::unbounded_channel();
        let turns = script.clone();
        let task = tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                let turn = turns.lock().unwrap().pop_front().unwrap_or(Turn::Take);
                tokio::spawn(converse(stream, turn, password, to.clone()));
            }
        });
        Self { addr, script, mails, task }
    }

    /// What the next conversations come to; those after them are taken.
    pub fn script(&self, turns: &[Turn]) {
        self.script.lock().unwrap().extend(turns.iter().cloned());
    }

    /// `smtp://…` of this server.
    pub fn url(&self) -> String {
        format!("smtp://{}", self.addr)
    }

    /// The next mail, waited for.
    pub async fn next(&mut self) -> Received {
        self.mails.recv().await.unwrap()
    }

    /// All mails that have come, not waited for.
    pub fn come(&mut self) -> Vec<Received> {
        std::iter::from_fn(|| self.mails.try_recv().ok()).collect()
    }
}

impl Drop for Smtp {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn converse(
    stream: TcpStream,
    turn: Turn,
    password: Option<&'static str>,
    to: mpsc::UnboundedSender<Received>,
) {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    let mut mail =
        Received { from: String::new(), to: vec![], data: String::new(), user: String::new() };
    let mut say =
        async |line: &str| write.write_all(format!("{line}\r\n").as_bytes()).await.is_ok();
    say("220 smtp.example ESMTP").await;
    while let Ok(Some(line)) = lines.next_line().await {
        let word = line.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
        let answer = match word.as_str() {
            "EHLO" if password.is_some() => "250-smtp.example\r\n250-AUTH PLAIN\r\n250 8BITMIME",
            "EHLO" => "250-smtp.example\r\n250 8BITMIME",
            "AUTH" => {
                let given = decoded(line.rsplit(' ').next().unwrap_or_default());
                let mut parts = given.split('\0').skip(1);
                let (user, pass) = (parts.next(), parts.next());
                if user == Some("biaogan") && pass == password {
                    mail.user = user.unwrap_or_default().to_owned();
                    "235 2.7.0 welcome"
                } else {
                    "535 5.7.8 who are you"
                }
            }
            "MAIL" if password.is_some() && mail.user.is_empty() => "530 5.7.0 sign in first",
            "MAIL" => {
                mail.from = angled(&line);
                "250 2.1.0 ok"
            }
            "RCPT" => match turn {
                Turn::Recipient(answer) => answer,
                Turn::Vanish => return,
                Turn::Hang => std::future::pending().await,
                _ => {
                    mail.to.push(angled(&line));
                    "250 2.1.5 ok"
                }
            },
            "DATA" => {
                say("354 go on").await;
                loop {
                    // What ends before its lone dot was never a mail: its sender died in the midst of it.
                    let Ok(Some(line)) = lines.next_line().await else { return };
                    if line == "." {
                        break;
                    }
                    mail.data.push_str(line.strip_prefix('.').unwrap_or(&line));
                    mail.data.push('\n');
                }
                match turn {
                    Turn::Content(answer) => answer,
                    Turn::TakeAndVanish => {
                        let _ = to.send(mail);
                        return;
                    }
                    _ => {
                        let _ = to.send(mail.clone());
                        "250 2.0.0 taken"
                    }
                }
            }
            "QUIT" => {
                say("221 2.0.0 bye").await;
                return;
            }
            _ => "250 2.0.0 ok",
        };
        if !say(answer).await {
            return;
        }
    }
}

fn angled(line: &str) -> String {
    line.split(['<', '>']).nth(1).unwrap_or_default().to_owned()
}

/// Base64, as AUTH PLAIN uses it.
pub fn decoded(text: &str) -> String {
    let value = |b: u8| match b {
        b'A'..=b'Z' => Some(b - b'A'),
        b'a'..=b'z' => Some(b - b'a' + 26),
        b'0'..=b'9' => Some(b - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    };
    let (mut bits, mut held, mut bytes) = (0u32, 0, Vec::new());
    for v in text.bytes().filter_map(value) {
        bits = (bits << 6) | u32::from(v);
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held) as u8);
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
