//! Encryption of a stream: ChaCha20-Poly1305 over pieces of 64 KiB, each with its number and a mark on the
//! last, so that no piece can be changed, moved, taken out or cut off unseen (the STREAM construction). The
//! key of each file is derived from the operator's and a salt of its own. Pieces have one length, so a reader
//! may jump.

use std::io::{self, Read, Seek, SeekFrom, Write};

use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::hkdf::{HKDF_SHA256, Salt};
use ring::rand::{SecureRandom, SystemRandom};

use super::Key;

/// How an encrypted backup begins.
pub const MAGIC: &[u8; 16] = b"biaogan backup 1";
const SALT: usize = 32;
const HEAD: usize = MAGIC.len() + SALT;
const PIECE: usize = 64 * 1024;
const TAG: usize = 16;
const SEALED: u64 = (PIECE + TAG) as u64;

fn failed(what: &'static str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what)
}

/// The key of one file.
fn derived(key: &Key, salt: &[u8]) -> io::Result<LessSafeKey> {
    let derived = Salt::new(HKDF_SHA256, salt).extract(&key.0);
    let info: [&[u8]; 1] = [MAGIC];
    let okm = derived
        .expand(&info, &CHACHA20_POLY1305)
        .map_err(|_| failed("the key cannot be derived"))?;
    Ok(LessSafeKey::new(UnboundKey::from(okm)))
}

/// Number of a piece and whether it is the last.
fn nonce(piece: u64, last: bool) -> Nonce {
    let mut bytes = [0; NONCE_LEN];
    bytes[3..11].copy_from_slice(&piece.to_be_bytes());
    bytes[11] = u8::from(last);
    Nonce::assume_unique_for_key(bytes)
}

/// Encrypts what is written to it. Without [`Sealing::finish`] what it wrote cannot be read.
pub struct Sealing<W: Write> {
    out: W,
    key: LessSafeKey,
    head: [u8; HEAD],
    piece: u64,
    held: Vec<u8>,
}

impl<W: Write> Sealing<W> {
    /// Writes the head.
    pub fn new(mut out: W, key: &Key) -> io::Result<Self> {
        let mut head = [0; HEAD];
        head[..MAGIC.len()].copy_from_slice(MAGIC);
        let salt = &mut head[MAGIC.len()..];
        SystemRandom::new().fill(salt).map_err(|_| failed("no source of chance"))?;
        let key = derived(key, salt)?;
        out.write_all(&head)?;
        Ok(Self { out, key, head, piece: 0, held: Vec::with_capacity(PIECE + TAG) })
    }

    /// Writes the last piece.
    pub fn finish(mut self) -> io::Result<W> {
        self.seal(true)?;
        Ok(self.out)
    }

    fn seal(&mut self, last: bool) -> io::Result<()> {
        let nonce = nonce(self.piece, last);
        self.key
            .seal_in_place_append_tag(nonce, Aad::from(self.head), &mut self.held)
            .map_err(|_| failed("a piece cannot be encrypted"))?;
        self.out.write_all(&self.held)?;
        self.held.clear();
        self.piece += 1;
        Ok(())
    }
}

impl<W: Write> Write for Sealing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // A full piece waits until more comes: only then is it known not to be the last.
        if self.held.len() == PIECE && !bytes.is_empty() {
            self.seal(false)?;
        }
        let taken = bytes.len().min(PIECE - self.held.len());
        self.held.extend_from_slice(&bytes[..taken]);
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Decrypts what was written by [`Sealing`], from any place in it.
pub struct Opening<R> {
    from: R,
    key: LessSafeKey,
    head: [u8; HEAD],
    /// Bytes of what was encrypted.
    size: u64,
    pieces: u64,
    at: u64,
    held: Option<u64>,
    piece: Vec<u8>,
}

impl<R: Read + Seek> Opening<R> {
    /// Reads the head.
    pub fn new(mut from: R, key: &Key) -> io::Result<Self> {
        let whole = from.seek(SeekFrom::End(0))?;
        from.seek(SeekFrom::Start(0))?;
        let mut head = [0; HEAD];
        from.read_exact(&mut head).map_err(|_| failed("it is cut off"))?;
        if &head[..MAGIC.len()] != MAGIC {
            return Err(failed("it is no encrypted backup"));
        }
        let key = derived(key, &head[MAGIC.len()..])?;
        let body = whole - HEAD as u64;
        let pieces = body.div_ceil(SEALED);
        if pieces == 0 || body - (pieces - 1) * SEALED < TAG as u64 {
            return Err(failed("it is cut off"));
        }
        let size = body - pieces * TAG as u64;
        let piece = Vec::with_capacity(PIECE + TAG);
        let mut opened = Self { from, key, head, size, pieces, at: 0, held: None, piece };
        // The last piece tells a wrong key, and what was cut off, before anything is read.
        opened.load(pieces - 1)?;
        Ok(opened)
    }

    fn load(&mut self, n: u64) -> io::Result<()> {
        if self.held == Some(n) {
            return Ok(());
        }
        self.held = None;
        self.from.seek(SeekFrom::Start(HEAD as u64 + n * SEALED))?;
        self.piece.clear();
        (&mut self.from).take(SEALED).read_to_end(&mut self.piece)?;
        let nonce = nonce(n, n + 1 == self.pieces);
        let plain = self
            .key
            .open_in_place(nonce, Aad::from(self.head), &mut self.piece)
            .map_err(|_| failed("it was changed or cut off, or the key is another"))?
            .len();
        self.piece.truncate(plain);
        self.held = Some(n);
        Ok(())
    }
}

impl<R: Read + Seek> Read for Opening<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.at >= self.size || into.is_empty() {
            return Ok(0);
        }
        let piece = PIECE as u64;
        self.load(self.at / piece)?;
        let within = usize::try_from(self.at % piece).map_err(|_| failed("it is too large"))?;
        let rest = self.piece.get(within..).unwrap_or_default();
        let n = rest.len().min(into.len());
        into[..n].copy_from_slice(&rest[..n]);
        self.at += n as u64;
        Ok(n)
    }
}

impl<R> Seek for Opening<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.size.checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = at.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        Ok(self.at)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn key(n: u8) -> Key {
        Key(vec![n; 32])
    }

    fn sealed(text: &[u8]) -> Vec<u8> {
        let mut to = Sealing::new(Vec::new(), &key(7)).unwrap();
        // In steps that do not fit the pieces.
        for part in text.chunks(50_001) {
            to.write_all(part).unwrap();
        }
        to.finish().unwrap()
    }

    fn opened(sealed: Vec<u8>, with: u8) -> io::Result<Vec<u8>> {
        let mut text = Vec::new();
        Opening::new(Cursor::new(sealed), &key(with))?.read_to_end(&mut text)?;
        Ok(text)
    }

    #[test]
    fn what_is_sealed_is_opened_whatever_its_length() {
        for n in [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE, 3 * PIECE + 5] {
            let text: Vec<u8> = (0..n).map(|i| (i * 7 % 251) as u8).collect();
            let sealed = sealed(&text);
            assert!(n < 8 || !sealed.windows(8).any(|w| w == &text[..8]), "{n}");
            assert_eq!(opened(sealed.clone(), 7).unwrap(), text, "{n}");
            assert!(opened(sealed, 8).is_err(), "{n}: another key");
        }
    }

    #[test]
    fn a_reader_may_jump() {
        let text: Vec<u8> = (0..3 * PIECE).map(|i| (i / 3 % 251) as u8).collect();
        let mut from = Opening::new(Cursor::new(sealed(&text)), &key(7)).unwrap();
        let mut byte = [0; 1];
        for at in [2 * PIECE + 1, 0, PIECE - 1, PIECE] {
            from.seek(SeekFrom::Start(at as u64)).unwrap();
            from.read_exact(&mut byte).unwrap();
            assert_eq!(byte[0], text[at]);
        }
        assert_eq!(from.seek(SeekFrom::End(-1)).unwrap(), text.len() as u64 - 1);
        assert!(from.seek(SeekFrom::Current(-1_000_000_000)).is_err());
    }

    #[test]
    fn nothing_is_changed_moved_or_cut_off_unseen() {
        let text = vec![5; 3 * PIECE + 9];
        let whole = sealed(&text);
        for at in [0, 20, HEAD, HEAD + PIECE, whole.len() - 1] {
            let mut changed = whole.clone();
            changed[at] ^= 1;
            assert!(opened(changed, 7).is_err(), "{at}");
        }
        for n in [0, HEAD, HEAD + 3, whole.len() - 1, HEAD + PIECE + TAG, HEAD + 3 * (PIECE + TAG)]
        {
            assert!(opened(whole[..n].to_vec(), 7).is_err(), "cut at {n}");
        }
        let mut moved = whole.clone();
        let (a, b) = moved[HEAD..].split_at_mut(PIECE + TAG);
        a.swap_with_slice(&mut b[..PIECE + TAG]);
        assert!(opened(moved, 7).is_err());
        let mut without = whole.clone();
        without.drain(HEAD..HEAD + PIECE + TAG);
        assert!(opened(without, 7).is_err());
        let longer = [&whole[..], &[0; 40]].concat();
        assert!(opened(longer, 7).is_err());
    }
}
