//! A store that speaks S3, as small as one can be that loses nothing: it may vanish and come back.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};

type Kept = Arc<Mutex<HashMap<String, Vec<u8>>>>;

/// The store; gone when dropped.
pub struct Objects {
    pub addr: SocketAddr,
    kept: Kept,
    task: Option<JoinHandle<()>>,
}

impl Objects {
    /// Listens on a port of its own.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let addr = listener.local_addr().unwrap();
        let kept = Kept::default();
        let task = Some(tokio::spawn(listen(listener, kept.clone())));
        Self { addr, kept, task }
    }

    /// Takes no connection any more, and drops those there are.
    pub async fn vanish(&mut self) {
        if let Some(task) = self.task.take() {
            task.abort();
            let _ = task.await;
        }
    }

    /// Is there again, at the same address.
    pub async fn return_(&mut self) {
        let listener = TcpListener::bind(self.addr).await.unwrap();
        self.task = Some(tokio::spawn(listen(listener, self.kept.clone())));
    }
}

impl Drop for Objects {
    fn drop(&mut self) {
        if let Some(task) = self.task.take() {
            task.abort();
        }
    }
}

async fn listen(listener: TcpListener, kept: Kept) {
    // Dropped with this task, and every conversation with it.
    let mut lines = JoinSet::new();
    while let Ok((line, _)) = listener.accept().await {
        lines.spawn(converse(line, kept.clone()));
    }
}

async fn converse(line: TcpStream, kept: Kept) {
    let mut line = BufReader::new(line);
    loop {
        let mut head = Vec::new();
        loop {
            let mut one = String::new();
            if line.read_line(&mut one).await.unwrap_or(0) == 0 {
                return;
            }
            if one.trim().is_empty() {
                break;
            }
            head.push(one.trim_end().to_ascii_lowercase());
        }
        let header = |name: &str| head[1..].iter().find_map(|l| l.strip_prefix(name));
        let length = header("content-length: ").map_or(0, |n| n.parse().unwrap());
        let from = header("range: bytes=").and_then(|r| r.split('-').next()?.parse().ok());
        let mut body = vec![0; length];
        if line.read_exact(&mut body).await.is_err() {
            return;
        }
        let mut words = head[0].split([' ', '?']);
        let (method, path) = (words.next().unwrap(), words.next().unwrap().to_owned());
        let (status, said) = match method {
            "put" => {
                kept.lock().unwrap().insert(path, body);
                (200, Vec::new())
            }
            "head" => (200, Vec::new()),
            _ => match (kept.lock().unwrap().get(&path), from) {
                (None, _) => (404, b"<Code>NoSuchKey</Code>".to_vec()),
                (Some(content), None) => (200, content.clone()),
                (Some(content), Some(from)) => (206, content[from..].to_vec()),
            },
        };
        let answer = format!("HTTP/1.1 {status} X\r\ncontent-length: {}\r\n\r\n", said.len());
        let answer = [answer.as_bytes(), &said].concat();
        if line.write_all(&answer).await.is_err() {
            return;
        }
    }
}
