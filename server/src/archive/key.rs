//! The key archives are signed with: Ed25519, in a file of its own that only the server's user reads.

use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ring::rand::SystemRandom;
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};
use service::ports::{Signed, Signer};
use sha2::{Digest, Sha256};

/// What precedes an Ed25519 key in a SubjectPublicKeyInfo (RFC 8410).
const SPKI: [u8; 12] = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];
const BEGIN: &str = "-----BEGIN PUBLIC KEY-----";
const END: &str = "-----END PUBLIC KEY-----";

/// A pair of keys.
pub struct Key(Ed25519KeyPair);

impl Key {
    /// The key of a file; where there is none, a new one is made and kept there.
    ///
    /// # Errors
    /// One line for the operator when the file cannot be read or made, or holds something else.
    pub fn of(path: &Path) -> Result<Self, String> {
        let named = |e: &dyn std::fmt::Display| format!("signing key {}: {e}", path.display());
        let bytes = match std::fs::read(path) {
            Ok(bytes) => bytes,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
                let fresh =
                    Ed25519KeyPair::generate_pkcs8(&SystemRandom::new()).map_err(|e| named(&e))?;
                crate::secret::keep(path, fresh.as_ref()).map_err(|e| named(&e))?;
                fresh.as_ref().to_vec()
            }
            Err(e) => return Err(named(&e)),
        };
        Ed25519KeyPair::from_pkcs8(&bytes).map(Self).map_err(|e| named(&e))
    }

    /// Signs a text.
    pub fn sign(&self, text: &[u8]) -> Vec<u8> {
        self.0.sign(text).as_ref().to_vec()
    }

    /// The public half, PEM.
    pub fn public(&self) -> String {
        let der: Vec<u8> = SPKI.iter().chain(self.0.public_key().as_ref()).copied().collect();
        format!("{BEGIN}\n{}\n{END}\n", STANDARD.encode(der))
    }
}

impl Signer for Key {
    fn sign(&self, text: &[u8]) -> Signed {
        Signed {
            signature: STANDARD.encode(Key::sign(self, text)),
            key: fingerprint(self.0.public_key().as_ref()),
        }
    }

    fn public(&self) -> String {
        Key::public(self)
    }
}

/// SHA-256 of a public key, by which people know it.
pub fn fingerprint(key: &[u8]) -> String {
    hex::encode(Sha256::digest(key))
}

/// Whether a Base64 text is this key's signature of a text.
pub fn signs(key: &[u8], text: &[u8], signature: &str) -> bool {
    let Ok(signature) = STANDARD.decode(signature) else { return false };
    UnparsedPublicKey::new(&ED25519, key).verify(text, &signature).is_ok()
}

/// The key of a PEM text; `None` where it holds none.
pub fn public_of(pem: &str) -> Option<Vec<u8>> {
    let inner = pem.trim().strip_prefix(BEGIN)?.strip_suffix(END)?;
    let text: String = inner.split_whitespace().collect();
    let der = STANDARD.decode(text).ok()?;
    der.strip_prefix(&SPKI).filter(|key| key.len() == 32).map(<[u8]>::to_vec)
}
