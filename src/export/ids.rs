//! Names for texts and claims that are the same whoever makes them.

use sha2::{Digest, Sha256};

use super::article::Article;
use super::base64;

/// Where the text was published; where that is not known, its name by its content (RFC 6920).
pub(super) fn of_text(article: &Article<'_, '_>) -> String {
    if article.url().is_empty() {
        "ni:///sha-256;".to_owned() + &base64::url(&Sha256::digest(article.text))
    } else {
        article.url().to_owned()
    }
}

/// A UUID of version 8 (RFC 9562) from the text's content and the name of something in it.
pub(super) fn of_part(text_hash: &[u8], part: &str) -> String {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    let hash = Sha256::new().chain_update(text_hash).chain_update(part).finalize();
    let mut out = String::from("urn:uuid:");
    for (i, &byte) in hash[..16].iter().enumerate() {
        let byte = match i {
            6 => byte & 0x0f | 0x80,
            8 => byte & 0x3f | 0x80,
            _ => byte,
        };
        if matches!(i, 4 | 6 | 8 | 10) {
            out.push('-');
        }
        out.push(char::from(HEX[usize::from(byte >> 4)]));
        out.push(char::from(HEX[usize::from(byte & 15)]));
    }
    out
}

/// The hash of a text, for [`of_part`].
pub(super) fn hash(text: &str) -> Vec<u8> {
    Sha256::digest(text).to_vec()
}
