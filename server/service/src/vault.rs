//! The key that secrets of accounts are sealed with (AES-256-GCM), and the codes that are computed
//! from them (RFC 6238). A copy of the database alone gives nobody a code.

use domain::guard::factor::DIGITS;
use ring::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::hmac;

use crate::{Fault, Result};

/// Bytes of the key.
pub const KEY: usize = 32;

/// A key that seals and opens.
pub struct Vault(LessSafeKey);

impl std::fmt::Debug for Vault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Vault")
    }
}

impl Vault {
    /// A vault with a key.
    ///
    /// # Errors
    /// A fault, should the key not be one.
    pub fn new(key: &[u8; KEY]) -> Result<Self> {
        let key = UnboundKey::new(&AES_256_GCM, key).map_err(|_| Fault::new("no key"))?;
        Ok(Self(LessSafeKey::new(key)))
    }

    /// Seals bytes for one owner: what is sealed for one account opens for no other. `fresh` is
    /// chance that was never used before.
    ///
    /// # Errors
    /// A fault when there is too little chance.
    pub fn seal(&self, fresh: &[u8], owner: &str, plain: &[u8]) -> Result<String> {
        let nonce = fresh.get(..NONCE_LEN).ok_or_else(|| Fault::new("too little chance"))?;
        let used = Nonce::try_assume_unique_for_key(nonce).map_err(|_| Fault::new("no nonce"))?;
        let mut text = plain.to_vec();
        self.0
            .seal_in_place_append_tag(used, Aad::from(owner.as_bytes()), &mut text)
            .map_err(|_| Fault::new("sealing failed"))?;
        Ok(hex::encode([nonce, &text].concat()))
    }

    /// Opens what was sealed for an owner.
    ///
    /// # Errors
    /// A fault when it was sealed with another key, for somebody else, or was changed.
    pub fn open(&self, owner: &str, sealed: &str) -> Result<Vec<u8>> {
        let broken = || Fault::new("a sealed secret does not open: is the key the right one?");
        let mut bytes = hex::decode(sealed).map_err(|_| broken())?;
        if bytes.len() < NONCE_LEN {
            return Err(broken().into());
        }
        let mut text = bytes.split_off(NONCE_LEN);
        let nonce = Nonce::try_assume_unique_for_key(&bytes).map_err(|_| broken())?;
        let plain = self
            .0
            .open_in_place(nonce, Aad::from(owner.as_bytes()), &mut text)
            .map_err(|_| broken())?;
        Ok(plain.to_vec())
    }
}

/// The code of a step (RFC 4226, 6238), as a number below a million.
pub fn code(secret: &[u8], step: i64) -> u32 {
    digits(secret, step, DIGITS)
}

fn digits(secret: &[u8], step: i64, n: usize) -> u32 {
    let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, secret);
    let tag = hmac::sign(&key, &step.to_be_bytes());
    let tag = tag.as_ref();
    let at = usize::from(tag.last().copied().unwrap_or_default() & 0x0f);
    let four = tag.iter().skip(at).take(4).fold(0u32, |sum, byte| (sum << 8) | u32::from(*byte));
    (four & 0x7fff_ffff) % 10u32.pow(u32::try_from(n).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::guard::factor::step;
    use domain::stamp::{SECOND, Stamp};

    /// Appendix B of RFC 6238, SHA-1, eight digits.
    #[test]
    fn codes_are_those_of_rfc_6238() {
        for (at, expected) in [
            (59, 94_287_082),
            (1_111_111_109, 7_081_804),
            (1_111_111_111, 14_050_471),
            (1_234_567_890, 89_005_924),
            (2_000_000_000, 69_279_037),
            (20_000_000_000i64, 65_353_130),
        ] {
            let secret = b"12345678901234567890";
            let step = step(Stamp(at * SECOND));
            assert_eq!(digits(secret, step, 8), expected, "{at}");
            assert_eq!(code(secret, step), expected % 1_000_000);
        }
    }

    /// Appendix D of RFC 4226.
    #[test]
    fn codes_are_those_of_rfc_4226() {
        let expected = [
            755_224, 287_082, 359_152, 969_429, 338_314, 254_676, 287_922, 162_583, 399_871,
            520_489,
        ];
        for (step, code_of) in (0..).zip(expected) {
            assert_eq!(code(b"12345678901234567890", step), code_of);
        }
    }

    #[test]
    fn what_is_sealed_opens_with_its_key_for_its_owner_alone() {
        let vault = Vault::new(&[7; KEY]).unwrap();
        let sealed = vault.seal(&[1; 32], "a1", b"secret").unwrap();
        assert!(!sealed.contains(&hex::encode("secret")));
        assert_eq!(vault.open("a1", &sealed).unwrap(), b"secret");
        assert!(vault.open("a2", &sealed).is_err());
        assert!(Vault::new(&[8; KEY]).unwrap().open("a1", &sealed).is_err());
        let flipped = sealed.replacen('0', "1", 1);
        assert!(flipped == sealed || vault.open("a1", &flipped).is_err());
        for broken in ["", "zz", "00", &sealed[..sealed.len() - 2]] {
            assert!(vault.open("a1", broken).is_err(), "{broken}");
        }
        assert!(vault.seal(&[1; 4], "a1", b"x").is_err());
        assert_eq!(format!("{vault:?}"), "Vault");
    }
}
