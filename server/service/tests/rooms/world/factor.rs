//! The second step of signing in, as somebody with a telephone takes it.

use super::*;

impl World {
    /// Sets up a second step of signing in; gives its secret and the recovery codes.
    pub async fn second_step(&self, who: &Actor) -> (Vec<u8>, Vec<String>) {
        self.service.begin_factor(who, PASSWORD, "").await.unwrap();
        let secret = self.pending(who).await;
        let (codes, _) = self.service.confirm_factor(who, &self.code(&secret), "").await.unwrap();
        // The next code is another one.
        self.clock.pass(STEP);
        (secret, codes)
    }

    /// The secret that somebody is shown.
    pub async fn pending(&self, who: &Actor) -> Vec<u8> {
        let State::Pending { secret, .. } = self.service.factor(who).await.unwrap().state else {
            panic!("no secret waits")
        };
        let letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        let (mut out, mut held, mut bits) = (Vec::new(), 0u32, 0);
        for letter in secret.bytes() {
            let five = letters.iter().position(|l| *l == letter).unwrap();
            held = (held << 5 | u32::try_from(five).unwrap()) & 0xffff;
            bits += 5;
            if bits >= 8 {
                bits -= 8;
                out.push(u8::try_from(held >> bits & 0xff).unwrap());
            }
        }
        out
    }

    /// The code a telephone shows now.
    pub fn code(&self, secret: &[u8]) -> String {
        self.code_at(secret, 0)
    }

    /// The code so many steps from now.
    pub fn code_at(&self, secret: &[u8], steps: i64) -> String {
        let step = domain::guard::factor::step(self.service.now()) + steps;
        format!("{:06}", service::vault::code(secret, step))
    }
}
