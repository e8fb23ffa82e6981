//! A module without what the linker left for cutting it: sections that tell where addresses stand. They
//! are as long as the program, and of no use to a browser.

/// The module without its sections `reloc.*` and `linking`; as it is where it cannot be read.
pub fn without(module: &[u8]) -> Vec<u8> {
    stripped(module).unwrap_or_else(|| module.to_vec())
}

fn stripped(module: &[u8]) -> Option<Vec<u8>> {
    let (head, mut rest) = module.split_at_checked(8)?;
    let mut out = head.to_vec();
    while let Some((kind, after)) = rest.split_first() {
        let (length, body) = number(after)?;
        let (section, next) = body.split_at_checked(length)?;
        let whole = rest.len() - next.len();
        if *kind != 0 || !left_over(section)? {
            out.extend_from_slice(&rest[..whole]);
        }
        rest = next;
    }
    Some(out)
}

/// Whether a custom section was left for the cutting.
fn left_over(section: &[u8]) -> Option<bool> {
    let (length, after) = number(section)?;
    let name = after.get(..length)?;
    Some(name == b"linking" || name.starts_with(b"reloc."))
}

/// A number in the encoding of modules (LEB128), and what follows it.
fn number(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let mut value = 0_usize;
    for (i, byte) in bytes.iter().enumerate().take(5) {
        value |= usize::from(byte & 0x7f) << (7 * i);
        if byte & 0x80 == 0 {
            return Some((value, &bytes[i + 1..]));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_left_for_the_cutting_goes() {
        let head = b"\0asm\x01\0\0\0";
        let types = [1, 1, 0];
        let named = |name: &[u8]| {
            let mut section = vec![0, name.len() as u8 + 2, name.len() as u8];
            section.extend_from_slice(name);
            section.push(7);
            section
        };
        let module =
            [&head[..], &types, &named(b"linking"), &named(b"name"), &named(b"reloc.CODE")]
                .concat();
        assert_eq!(without(&module), [&head[..], &types, &named(b"name")].concat());
        for odd in [&b""[..], b"\0asm", &module[..module.len() - 3]] {
            assert_eq!(without(odd), odd);
        }
    }
}
