//! A client of clamd: `INSTREAM` over TCP or a socket of the system.
//!
//! `zINSTREAM\0`, then pieces, each after its length in four bytes (most significant first), a
//! length of zero at the end; the answer is `stream: OK`, `stream: NAME FOUND`, or an error.

use std::path::PathBuf;
use std::time::Duration;

use async_trait::async_trait;
use service::ports::files::{Content, Scan, Scanner};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

/// Bytes of a piece.
const PIECE: usize = 64 * 1024;
/// Bytes of an answer at most.
const ANSWER_MAX: u64 = 4096;
/// How long clamd may take to be reached.
const REACH: Duration = Duration::from_secs(5);

/// Where clamd listens.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Place {
    Tcp(String),
    Unix(PathBuf),
}

/// A clamd.
#[derive(Clone, Debug)]
pub struct Clamd {
    place: Place,
    /// How long a whole look may take.
    patience: Duration,
}

impl Clamd {
    /// From a setting: `tcp://host:port` or `unix:///path/of/socket`.
    pub fn from_setting(setting: &str) -> Result<Self, String> {
        let place = if let Some(address) = setting.strip_prefix("tcp://") {
            let port = address.rsplit_once(':').map(|(host, port)| (host, port.parse::<u16>()));
            match port {
                Some((host, Ok(_))) if !host.is_empty() => Place::Tcp(address.to_owned()),
                _ => return Err(format!("no host and port in the scanner's address: {setting}")),
            }
        } else if let Some(path) = setting.strip_prefix("unix://") {
            Place::Unix(path.into())
        } else {
            return Err(format!(
                "the scanner's address is tcp://host:port or unix:///path, not: {setting}"
            ));
        };
        Ok(Self { place, patience: Duration::from_secs(120) })
    }

    /// The same, waiting no longer than this for a whole look.
    pub fn within(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    async fn ask(&self, content: Content) -> Result<String, String> {
        let cannot = |e: std::io::Error| format!("clamd cannot be reached: {e}");
        let late = |_| "clamd cannot be reached in time".to_owned();
        match &self.place {
            Place::Tcp(address) => {
                let line = timeout(REACH, TcpStream::connect(address)).await;
                instream(line.map_err(late)?.map_err(cannot)?, content).await
            }
            #[cfg(unix)]
            Place::Unix(path) => {
                let line = timeout(REACH, tokio::net::UnixStream::connect(path)).await;
                instream(line.map_err(late)?.map_err(cannot)?, content).await
            }
            #[cfg(not(unix))]
            Place::Unix(_) => Err("this system has no such sockets".to_owned()),
        }
    }
}

#[async_trait]
impl Scanner for Clamd {
    async fn scan(&self, content: Content) -> Scan {
        match timeout(self.patience, self.ask(content)).await {
            Err(_) => Scan::Away("clamd took too long".into()),
            Ok(Err(why)) => Scan::Away(why),
            Ok(Ok(answer)) => read(&answer),
        }
    }
}

/// Sends a content and reads the answer.
async fn instream<L: AsyncRead + AsyncWrite + Unpin>(
    mut line: L,
    mut content: Content,
) -> Result<String, String> {
    let mut piece = vec![0; 4 + PIECE];
    let mut sent = line.write_all(b"zINSTREAM\0").await;
    while sent.is_ok() {
        let n =
            content.read(&mut piece[4..]).await.map_err(|e| format!("reading the file: {e}"))?;
        piece[..4].copy_from_slice(&u32::try_from(n).unwrap_or(0).to_be_bytes());
        sent = line.write_all(&piece[..4 + n]).await;
        if n == 0 {
            break;
        }
    }
    // Where the limit of clamd is passed it answers and hangs up while we are still sending: what
    // it said matters more than that sending failed.
    let flushed = match sent {
        Ok(()) => line.flush().await,
        failed => failed,
    };
    let mut answer = Vec::new();
    let heard = line.take(ANSWER_MAX).read_to_end(&mut answer).await;
    if answer.is_empty() {
        flushed.map_err(|e| format!("clamd hung up: {e}"))?;
        heard.map_err(|e| format!("clamd hung up: {e}"))?;
        return Err("clamd hung up without an answer".into());
    }
    Ok(String::from_utf8_lossy(&answer).trim_end_matches(['\0', '\n']).to_owned())
}

/// What an answer means. What is not understood is no all-clear.
fn read(answer: &str) -> Scan {
    let said = answer.strip_prefix("stream: ").unwrap_or(answer);
    match said.strip_suffix(" FOUND") {
        Some(name) => Scan::Found(name.to_owned()),
        None if answer == "stream: OK" => Scan::Clean,
        None => Scan::Away(format!("clamd said: {said}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_plain_all_clear_is_one() {
        assert_eq!(read("stream: OK"), Scan::Clean);
        assert_eq!(read("stream: Eicar-Signature FOUND"), Scan::Found("Eicar-Signature".into()));
        for odd in [
            "",
            "OK",
            "stream: OK and more",
            "stream: ",
            "INSTREAM size limit exceeded. ERROR",
            "UNKNOWN COMMAND",
        ] {
            assert!(matches!(read(odd), Scan::Away(_)), "{odd}");
        }
    }

    #[test]
    fn an_address_is_a_port_or_a_socket() {
        assert!(Clamd::from_setting("tcp://127.0.0.1:3310").is_ok());
        assert!(Clamd::from_setting("unix:///run/clamav/clamd.ctl").is_ok());
        for bad in
            ["", "127.0.0.1:3310", "tcp://localhost", "tcp://:3310", "tcp://host:x", "http://x"]
        {
            assert!(Clamd::from_setting(bad).is_err(), "{bad}");
        }
    }
}
