//! Base 64 (RFC 4648) of hashes.

/// With `+` and `/`, padded: what a content security policy takes.
pub(crate) fn standard(bytes: &[u8]) -> String {
    let mut out = encode(bytes, *b"+/");
    while !out.len().is_multiple_of(4) {
        out.push('=');
    }
    out
}

/// With `-` and `_`, not padded: what names in addresses take.
pub(crate) fn url(bytes: &[u8]) -> String {
    encode(bytes, *b"-_")
}

fn encode(bytes: &[u8], last: [u8; 2]) -> String {
    let digit = |value: u32| match (value & 63) as u8 {
        v @ 0..26 => b'A' + v,
        v @ 26..52 => b'a' + v - 26,
        v @ 52..62 => b'0' + v - 52,
        v => last[usize::from(v - 62)],
    };
    let mut out = String::new();
    for three in bytes.chunks(3) {
        let bits = three.iter().fold(0, |bits, &byte| bits << 8 | u32::from(byte)) << (8 * (3 - three.len()));
        for place in 0..=three.len() {
            out.push(char::from(digit(bits >> (18 - 6 * place))));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gives_the_examples_of_the_standard() {
        for (bytes, text) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            assert_eq!(standard(bytes.as_bytes()), text);
            assert_eq!(url(bytes.as_bytes()), text.trim_end_matches('='));
        }
        assert_eq!((standard(&[0xfb, 0xff]), url(&[0xfb, 0xff])), ("+/8=".to_owned(), "-_8".to_owned()));
    }
}
