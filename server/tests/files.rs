//! Files over a real connection: continued where the line was cut, stopped where it is too much,
//! sent back whole and in ranges.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use crate::support;

use std::io;
use std::net::SocketAddr;
use std::path::Path;

use domain::application::files::sha256;
use domain::committee::draw::SplitMix64;
use domain::ids::DossierId;
use domain::policy::Role;
use domain::refusal::Refusal;
use domain::views::application::{FileView, Opened};
use server::world::SystemClock;
use service::ports::Clock;
use store::testing::Fresh;
use support::answer::{Answer, Ask, encoded};
use support::binary::Server;
use support::house::router;
use support::wire::LONG;
use support::world::{PASSWORD, World, docx, pdf, pdf_of, png};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// A server with a draft on it, and the session of its writer.
struct Desk {
    addr: SocketAddr,
    cookie: String,
    id: DossierId,
    w: World,
    _stop: watch::Sender<bool>,
}

impl Desk {
    async fn open(w: World) -> Self {
        let (writer, id) = w.begun(1).await;
        w.account("writer@house.example", Role::Applicant, &writer.grants[0].scope).await;
        let cookie = session(&w, "writer@house.example").await;
        let (stop, stopped) = watch::channel(false);
        let site = router(&w, &[], stopped);
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let addr = listener.local_addr().unwrap();
        tokio::spawn(async move {
            let service = site.into_make_service_with_connect_info::<SocketAddr>();
            axum::serve(listener, service).await.unwrap();
        });
        Self { addr, cookie, id, w, _stop: stop }
    }

    async fn ask(&self, ask: Ask) -> Answer {
        ask.as_(&self.cookie).at(self.addr).await.unwrap()
    }

    async fn begin(&self, slot: &str, name: &str, size: usize) -> Answer {
        self.ask(begin(&self.id, slot, name, size)).await
    }

    async fn files(&self) -> Vec<FileView> {
        let url = format!("/api/application/dossier?id={}", self.id);
        let view = self.ask(Ask::get(url)).await.json();
        serde_json::from_value(view["files"].clone()).unwrap()
    }
}

async fn session(w: &World, email: &str) -> String {
    format!("biaogan={}", w.service.sign_in(email, PASSWORD, email).await.unwrap())
}

fn begin(id: &DossierId, slot: &str, name: &str, size: usize) -> Ask {
    let name = encoded(name);
    post(format!("/uploads?dossier={id}&slot={slot}&name={name}&size={size}&mark=1"))
}

fn post(url: String) -> Ask {
    Ask { method: "POST", url, ..Ask::default() }.with("sec-fetch-site", "same-origin")
}

fn patch(upload: &str, offset: usize, bytes: &[u8]) -> Ask {
    let url = format!("/uploads/{upload}");
    Ask { method: "PATCH", url, body: bytes.to_vec(), ..Ask::default() }
        .with("sec-fetch-site", "same-origin")
        .with("upload-offset", offset.to_string())
}

fn opened(answer: &Answer) -> Opened {
    serde_json::from_str(&answer.body).unwrap_or_else(|_| panic!("{answer:?}"))
}

#[track_caller]
fn refused(answer: &Answer, status: u16) -> Refusal {
    assert_eq!(answer.status, status, "{answer:?}");
    serde_json::from_value(answer.json()["Refused"].clone()).unwrap()
}

/// Sends the head of a request and a part of what it promises, then hangs up.
async fn cut(addr: SocketAddr, ask: &Ask, cookie: &str, promised: usize) -> io::Result<()> {
    let mut line = TcpStream::connect(addr).await?;
    let mut head = format!(
        "{} {} HTTP/1.1\r\nhost: {addr}\r\ncontent-length: {promised}\r\ncookie: {cookie}\r\n",
        ask.method, ask.url
    );
    for (name, value) in &ask.headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    line.write_all(&[head.as_bytes(), b"\r\n", &ask.body].concat()).await?;
    line.shutdown().await
}

/// Asks where an upload stands until it stands there.
async fn until(addr: SocketAddr, cookie: &str, upload: &str, received: i64) {
    let look = async {
        loop {
            let ask = Ask::get(format!("/uploads/{upload}")).as_(cookie);
            if opened(&ask.at(addr).await.unwrap()).received == received {
                return;
            }
        }
    };
    tokio::time::timeout(LONG, look).await.expect("what had arrived is there");
}

/// Sends until nobody else is sending to the same upload.
async fn sent(addr: SocketAddr, ask: &Ask, cookie: &str) -> Answer {
    loop {
        let answer = ask.clone().as_(cookie).at(addr).await.unwrap();
        if !(answer.status == 409 && refused(&answer, 409) == Refusal::UploadBusy) {
            return answer;
        }
    }
}

async fn resumes(w: World) {
    let desk = Desk::open(w).await;
    let whole = pdf_of(4000, "over the wire");
    let begun = desk.begin("scan", "../盖章 扫描.PDF", 4000).await;
    assert_eq!((begun.status, opened(&begun).received), (201, 0));
    let upload = opened(&begun).id.to_string();
    assert_eq!(begun.location(), format!("/uploads/{upload}"));
    cut(desk.addr, &patch(&upload, 0, &whole[..1500]), &desk.cookie, 4000).await.unwrap();
    until(desk.addr, &desk.cookie, &upload, 1500).await;
    let wrong = sent(desk.addr, &patch(&upload, 0, &whole), &desk.cookie).await;
    assert_eq!(refused(&wrong, 409), Refusal::UploadOffset { received: 1500 });
    let early = desk.ask(post(format!("/uploads/{upload}"))).await;
    assert_eq!(refused(&early, 409), Refusal::UploadOffset { received: 1500 });
    let none = desk.ask(patch(&upload, 0, b"x").without("upload-offset")).await;
    assert_eq!(refused(&none, 409), Refusal::UploadOffset { received: 1500 });
    let again = desk.begin("scan", "../盖章 扫描.PDF", 4000).await;
    assert_eq!((opened(&again).id.as_str(), opened(&again).received), (upload.as_str(), 1500));
    let rest = desk.ask(patch(&upload, 1500, &whole[1500..])).await;
    assert_eq!((rest.status, opened(&rest).received), (200, 4000));
    let done = desk.ask(post(format!("/uploads/{upload}"))).await;
    let file: FileView = serde_json::from_str(&done.body).unwrap();
    assert_eq!(
        (file.name.as_str(), file.sha256.as_str()),
        ("盖章 扫描.pdf", sha256(&whole).as_str())
    );
    let twice = desk.ask(post(format!("/uploads/{upload}"))).await;
    assert_eq!(twice.body, done.body);
    assert_eq!(desk.files().await, [file]);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_goes_on_where_the_line_was_cut_sqlite() {
    resumes(World::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_goes_on_where_the_line_was_cut_postgres() {
    resumes(World::postgres().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_of_somebody_else_is_answered_like_none() {
    let desk = Desk::open(World::sqlite().await).await;
    let upload = opened(&desk.begin("scan", "a.pdf", 900).await).id.to_string();
    let (other, _) = desk.w.begun(2).await;
    desk.w.account("other@house.example", Role::Applicant, &other.grants[0].scope).await;
    let cookie = session(&desk.w, "other@house.example").await;
    for ask in [
        Ask::get(format!("/uploads/{upload}")),
        patch(&upload, 0, b"x"),
        post(format!("/uploads/{upload}")),
        Ask { method: "DELETE", ..post(format!("/uploads/{upload}")) },
        begin(&desk.id, "scan", "a.pdf", 900),
    ] {
        let there = ask.clone().as_(&cookie).at(desk.addr).await.unwrap();
        assert_eq!(refused(&there, 404), Refusal::NotYours);
        let nobody = ask.clone().at(desk.addr).await.unwrap();
        assert_eq!(refused(&nobody, 401), Refusal::SignIn);
        let mut nowhere = ask;
        nowhere.url = nowhere.url.replace(&upload, "nowhere").replace(desk.id.as_str(), "nowhere");
        let nowhere = nowhere.as_(&cookie).at(desk.addr).await.unwrap();
        assert_eq!((nowhere.status, nowhere.body), (there.status, there.body));
    }
    assert_eq!(opened(&desk.ask(Ask::get(format!("/uploads/{upload}"))).await).received, 0);
    let gone = desk.ask(Ask { method: "DELETE", ..post(format!("/uploads/{upload}")) }).await;
    assert_eq!(gone.status, 204);
    assert_eq!(desk.ask(Ask::get(format!("/uploads/{upload}"))).await.status, 404);
}

/// A season of 4,096 bytes a file.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_too_much_is_stopped_early() {
    let desk = Desk::open(World::sqlite().await).await;
    let large = desk.begin("scan", "a.pdf", 4097).await;
    assert_eq!(refused(&large, 413), Refusal::FileTooLarge { max: 4096 });
    // More than was announced: not a byte of it is kept.
    let upload = opened(&desk.begin("scan", "a.pdf", 900).await).id.to_string();
    let over = desk.ask(patch(&upload, 0, &[0; 901])).await;
    assert_eq!(refused(&over, 409), Refusal::UploadOffset { received: 0 });
    // A form whose first file is too large: it is refused, the second is taken.
    let (large, small) = (pdf_of(4097, "large"), pdf("small"));
    let two = [("大 1.pdf", large.as_slice()), ("小.pdf", small.as_slice())];
    let form = Ask::multipart(format!("/files/{}/licence", desk.id), &[], &two);
    let answer = desk.ask(form).await;
    assert_eq!(answer.status, 303);
    let told = app::error::refusal_to_query(&Refusal::FileTooLarge { max: 4096 });
    assert!(
        answer.location().contains(&format!("refused=1-{told}&slot=licence")),
        "{}",
        answer.location()
    );
    let page = desk.ask(Ask::get(answer.location().split('#').next().unwrap())).await;
    assert!(page.body.contains("单个文件不能超过"), "{}", page.body);
    assert_eq!(desk.files().await.iter().map(|f| f.name.as_str()).collect::<Vec<_>>(), ["小.pdf"]);
    // A form far beyond everything is cut off before it has arrived: its sender cannot send it all.
    let promised = 200 * 1024 * 1024;
    let mut ask = Ask::upload(format!("/files/{}/licence", desk.id), "x.pdf", b"%PDF-1.4");
    // What would end it never comes.
    ask.body.truncate(ask.body.len() - "\r\n--BOUND--\r\n".len());
    let mut line = TcpStream::connect(desk.addr).await.unwrap();
    let head = format!(
        "POST {} HTTP/1.1\r\nhost: {}\r\ncontent-length: {promised}\r\ncookie: {}\r\ncontent-type: multipart/form-data; boundary=BOUND\r\nsec-fetch-site: same-origin\r\n\r\n",
        ask.url, desk.addr, desk.cookie
    );
    line.write_all(&[head.as_bytes(), &ask.body].concat()).await.unwrap();
    let (mut read, mut write) = line.into_split();
    let sender = tokio::spawn(async move {
        let piece = vec![b'x'; 1024 * 1024];
        let mut sent = 0;
        while sent < promised && write.write_all(&piece).await.is_ok() {
            sent += piece.len();
        }
        sent
    });
    let mut answer = Vec::new();
    let _ = tokio::time::timeout(LONG, read.read_to_end(&mut answer)).await.unwrap();
    drop(read);
    assert!(sender.await.unwrap() < 100 * 1024 * 1024);
    // Nothing of all that lies about but the upload that was begun and has got nothing.
    let lying = std::fs::read_dir(desk.w.fresh.dir().join("files/incoming")).unwrap();
    assert_eq!(lying.map(|e| e.unwrap().metadata().unwrap().len()).sum::<u64>(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn names_are_read_however_they_were_sent_and_cleaned() {
    let desk = Desk::open(World::sqlite().await).await;
    let mut n = 0;
    for (sent, kept) in [
        (&b"filename=\"\xC9\xF3\xBC\xC6\xB1\xA8\xB8\xE6.pdf\""[..], "审计报告.pdf"),
        (b"filename=\"x\"; filename*=UTF-8''%E5%AE%A1%E8%AE%A1.exe", "审计.pdf"),
        (b"filename=\"../../etc/passwd\"", "passwd.pdf"),
        (b"filename=\"C:\\temp\\a.pdf\"", "a.pdf"),
        ("filename=\"b\u{202E}fdp.exe\"".as_bytes(), "bfdp.pdf"),
        (b"filename=\"\"", "file.pdf"),
        (b"", "file.pdf"),
    ] {
        n += 1;
        let slot = ["certificates", "standards"][n % 2];
        let head =
            [b"--BOUND\r\ncontent-disposition: form-data; name=\"file\"; ", sent, b"\r\n\r\n"]
                .concat();
        let body = [&head[..], &pdf(&n.to_string()), b"\r\n--BOUND--\r\n"].concat();
        let ask = Ask { body, ..Ask::upload(format!("/files/{}/{slot}", desk.id), "", b"") };
        let answer = desk.ask(ask).await;
        assert!(!answer.location().contains("refused"), "{answer:?}");
        let newest = desk.files().await.into_iter().max_by_key(|f| f.at).unwrap();
        assert_eq!(newest.name, kept, "{}", String::from_utf8_lossy(sent));
    }
    // In an address the bytes of the older code page are read, too.
    let url =
        format!("/uploads?dossier={}&slot=scan&name=%C9%F3%BC%C6.pdf&size=400&mark=", desk.id);
    assert_eq!(desk.ask(post(url)).await.status, 201);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_sent_back_whole_in_ranges_and_as_a_preview() {
    let desk = Desk::open(World::sqlite().await).await;
    let whole = pdf_of(4000, "ranges");
    desk.ask(Ask::upload(format!("/files/{}/scan", desk.id), "a b.pdf", &whole)).await;
    desk.ask(Ask::upload(format!("/files/{}/licence", desk.id), "b.png", &png(3, 3))).await;
    desk.ask(Ask::upload(format!("/files/{}/standards", desk.id), "c.docx", &docx(&[]))).await;
    let files = desk.files().await;
    let of = |slot: &str| files.iter().find(|f| f.slot.code() == slot).unwrap();
    let url = format!("/files/{}", of("scan").id);
    let full = desk.ask(Ask::get(&url).with("accept-encoding", "br, gzip")).await;
    assert_eq!((full.status, full.body.len(), full.header("content-length")), (200, 4000, "4000"));
    assert_eq!(full.header("content-encoding"), "");
    assert_eq!(full.header("accept-ranges"), "bytes");
    assert_eq!(
        full.header("content-disposition"),
        "attachment; filename=\"file\"; filename*=UTF-8''a%20b.pdf"
    );
    assert_eq!(full.header("x-content-type-options"), "nosniff");
    assert_eq!(
        full.header("content-security-policy"),
        "sandbox; default-src 'none'; frame-ancestors 'none'"
    );
    assert_eq!(full.header("x-frame-options"), "DENY");
    let text = String::from_utf8(whole).unwrap();
    for (range, from, to) in [
        ("bytes=0-9", 0, 10),
        ("bytes=3990-", 3990, 4000),
        ("bytes=-7", 3993, 4000),
        ("bytes=100-99999", 100, 4000),
    ] {
        let part = desk.ask(Ask::get(&url).with("range", range)).await;
        assert_eq!((part.status, part.body.as_str()), (206, &text[from..to]), "{range}");
        assert_eq!(part.header("content-range"), format!("bytes {from}-{}/4000", to - 1));
    }
    let none = desk.ask(Ask::get(&url).with("range", "bytes=4000-")).await;
    assert_eq!((none.status, none.header("content-range")), (416, "bytes */4000"));
    let stale =
        desk.ask(Ask::get(&url).with("range", "bytes=0-9").with("if-range", "\"other\"")).await;
    assert_eq!(stale.status, 200);
    for (slot, kind) in [("scan", "application/pdf"), ("licence", "image/png")] {
        let shown = desk.ask(Ask::get(format!("/files/{}/view", of(slot).id))).await;
        assert_eq!((shown.status, shown.header("content-type")), (200, kind));
        assert!(shown.header("content-disposition").starts_with("inline;"));
        let policy = shown.header("content-security-policy");
        assert_eq!(policy, "sandbox; default-src 'none'; frame-ancestors 'self'");
        assert_eq!(shown.header("x-content-type-options"), "nosniff");
        assert_eq!(shown.header("cross-origin-resource-policy"), "same-origin");
    }
    // What no browser shows by itself is not shown at all.
    let word = desk.ask(Ask::get(format!("/files/{}/view", of("standards").id))).await;
    assert_eq!(word.status, 404);
}

/// Nothing that is sent to these routes makes the server fail.
#[tokio::test(flavor = "multi_thread")]
async fn hostile_uploads_are_refused_and_nothing_fails() {
    let desk = Desk::open(World::sqlite().await).await;
    let mut chance = SplitMix64::new(2026);
    let mut below = |n: u64| chance.below(n);
    let bits = [
        "",
        "%00",
        "%FF%FE",
        "../",
        "..%2F",
        "'",
        "\"",
        "&",
        "=",
        "%",
        "%zz",
        "-1",
        "9223372036854775807",
        "99999999999999999999",
        "1e9",
        "NaN",
        "%E2%80%AE",
        "%F0%9F%92%A9",
        "scan",
        "licence",
        "0",
        "1",
        "500",
    ];
    let kinds: [Vec<u8>; 4] = [pdf("x"), docx(&[]), png(9, 9), b"MZ".to_vec()];
    let mut wrong = Vec::new();
    for n in 0..2_400 {
        let mut bit = |k: u64| {
            (0..=below(k))
                .map(|_| bits[usize::try_from(below(bits.len() as u64)).unwrap()])
                .collect::<String>()
        };
        let ask = match n % 6 {
            0 => post(format!(
                "/uploads?dossier={}&slot={}&name={}&size={}&mark={}",
                desk.id,
                bit(1),
                bit(5),
                bit(1),
                bit(3)
            )),
            1 => post(format!("/uploads?{}{}", bit(4), bit(4))),
            2 => patch(&bit(2).replace('/', ""), 0, b"x").with("upload-offset", bit(2)),
            3 => Ask::get(format!("/files/{}/view", bit(2).replace(['/', ' '], "")))
                .with("range", format!("bytes={}-{}", bit(1), bit(1))),
            _ => {
                let mut content = kinds[usize::try_from(below(4)).unwrap()].clone();
                for _ in 0..below(4) {
                    let at = usize::try_from(below(content.len() as u64)).unwrap();
                    content[at] = u8::try_from(below(256)).unwrap();
                }
                let cut = usize::try_from(below(30)).unwrap().min(content.len());
                content.truncate(content.len() - cut * usize::from(below(3) == 0));
                let slot =
                    ["licence", "scan", "credit", "nothing"][usize::try_from(below(4)).unwrap()];
                let name: Vec<u8> = (0..below(40))
                    .map(|_| u8::try_from(below(256)).unwrap())
                    .filter(|b| !matches!(b, b'\r' | b'\n' | 0))
                    .collect();
                let mut ask = Ask::upload(format!("/files/{}/{slot}", desk.id), "NAME", &content);
                let at = ask.body.windows(4).position(|w| w == b"NAME").unwrap();
                ask.body.splice(at..at + 4, name);
                if below(5) == 0 {
                    let keep = usize::try_from(below(ask.body.len() as u64)).unwrap();
                    ask.body.truncate(keep);
                }
                ask
            }
        };
        let url = ask.url.clone();
        let uri_is_one = url.parse::<axum::http::Uri>().is_ok();
        if !uri_is_one {
            continue;
        }
        let answer = desk.ask(ask).await;
        if answer.status >= 500 {
            wrong.push(format!("{url}: {} {}", answer.status, answer.body));
        }
        // The slots fill up with what is good among it.
        if n % 300 == 299 {
            for file in desk.files().await {
                let form = [("id", desk.id.as_str()), ("file", file.id.as_str())];
                desk.ask(Ask::post("/api/application/detach", &form)).await;
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The program is killed while bytes arrive; the next one goes on with them.
async fn survives_a_crash(fresh: Fresh) {
    let (url, dir) = (fresh.url.clone(), tempfile::tempdir().unwrap());
    let w = World::around(fresh, SystemClock.now()).await;
    let (writer, id) = w.begun(1).await;
    w.account("writer@house.example", Role::Applicant, &writer.grants[0].scope).await;
    let cookie = session(&w, "writer@house.example").await;
    let whole = pdf_of(4000, "crash");
    let mut server = start(&url, dir.path());
    let begun = begin(&id, "scan", "a.pdf", 4000).as_(&cookie).at(server.addr).await.unwrap();
    let upload = opened(&begun).id.to_string();
    cut(server.addr, &patch(&upload, 0, &whole[..2000]), &cookie, 4000).await.unwrap();
    until(server.addr, &cookie, &upload, 2000).await;
    server.kill();
    let server = start(&url, dir.path());
    let again = begin(&id, "scan", "a.pdf", 4000).as_(&cookie).at(server.addr).await.unwrap();
    assert_eq!((opened(&again).id.as_str(), opened(&again).received), (upload.as_str(), 2000));
    sent(server.addr, &patch(&upload, 2000, &whole[2000..]), &cookie).await;
    let done = post(format!("/uploads/{upload}")).as_(&cookie).at(server.addr).await.unwrap();
    let file: FileView = serde_json::from_str(&done.body).unwrap();
    assert_eq!(file.sha256, sha256(&whole));
    let back = Ask::get(format!("/files/{}", file.id)).as_(&cookie).at(server.addr).await.unwrap();
    assert_eq!(back.body.as_bytes(), whole);
}

fn start(url: &str, dir: &Path) -> Server {
    Server::start(url, dir)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_survives_a_crash_sqlite() {
    survives_a_crash(store::testing::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_survives_a_crash_postgres() {
    survives_a_crash(store::testing::postgres().await).await;
}
