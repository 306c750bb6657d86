//! The whole page in one file that opens from disk.
//!
//! Its policy names its script and its style by their hashes, and nothing else may run or load.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use super::bundle::Graph;
use super::{Files, Www};
use crate::lean::lean;
use crate::process::Failure;

/// The page as one file.
pub(super) fn page(www: &Www) -> Result<String, Failure> {
    let worker = Graph::of(www, "worker.js", &[])?.script();
    // The page takes its worker's code from the file.
    let mut script = Graph::of(www, "page/main.js", &[("page/sealed.js", "file/sealed.js")])?.script();
    for path in www.licences()? {
        let _ = writeln!(script, "/* {path}\n\n{} */", www.text(&path)?.replace('\r', "").replace("*/", "* /"));
    }
    let mut style = String::new();
    let mut html = String::new();
    for line in www.text("index.html")?.lines() {
        if let Some(path) = value_of(line, "<link rel=\"stylesheet\" href=\"") {
            style.push_str(&lean(path, www.text(path)?));
        } else if line.trim_start().starts_with("<meta http-equiv=\"Content-Security-Policy\"") {
            html.push_str("@policy\n");
        } else if value_of(line, "<script type=\"module\" src=\"").is_none() {
            let _ = writeln!(html, "{line}");
        }
    }
    let (script, worker) = (fit("script", script)?, fit("script", safe_strings(&worker))?);
    let style = fit("style", style)?;
    let policy = format!(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src '{}' 'wasm-unsafe-eval'; \
         worker-src blob:; style-src '{}'; img-src data:; connect-src 'none'; form-action 'none'; base-uri 'none'; \
         require-trusted-types-for 'script'; trusted-types default sayso-html\">",
        hash(&script),
        hash(&style)
    );
    let end = "</body>";
    if !html.contains("@policy") || !html.contains("</head>") || !html.contains(end) || style.is_empty() {
        return Err(Failure::new("www/index.html has no policy, no style or no end that the build knows"));
    }
    Ok(html.replacen("@policy", &policy, 1).replacen("</head>", &format!("<style>{style}</style>\n</head>"), 1).replacen(
        end,
        &format!(
            "<script type=\"text/plain\" id=\"sayso-worker\">{worker}</script>\n<script type=\"module\">{script}</script>\n{end}"
        ),
        1,
    ))
}

/// The page as the only file of its kind.
pub(super) fn alone(page: String) -> Files {
    Files::from([("sayso.html".to_owned(), page.into_bytes())])
}

/// The value of an attribute at the end of `head`.
pub(super) fn value_of<'a>(line: &'a str, head: &str) -> Option<&'a str> {
    line.trim_start().strip_prefix(head)?.split_once('"').map(|(value, _)| value)
}

/// What HTML would read otherwise than a script does: a zero byte is lost, and `<` may end the script. Both stand only in the
/// engine's string, which is one line.
fn safe_strings(script: &str) -> String {
    let mut out = String::with_capacity(script.len() + script.len() / 8);
    for line in script.split_inclusive('\n') {
        if line.contains('\0') {
            for c in line.chars() {
                match c {
                    '\0' => out.push_str("\\x00"),
                    '<' => out.push_str("\\x3c"),
                    c => out.push(c),
                }
            }
        } else {
            out.push_str(line);
        }
    }
    out
}

/// A script or style that HTML reads as it is.
fn fit(element: &str, text: String) -> Result<String, Failure> {
    let lower = text.to_ascii_lowercase();
    for end in [format!("</{element}"), "<!--".to_owned(), "\0".to_owned(), "\r".to_owned()] {
        if lower.contains(&end) {
            return Err(Failure::new(format!("A {element} holds {end:?}, which HTML would not read as it is meant")));
        }
    }
    Ok(text)
}

/// A hash as a policy names it.
fn hash(text: &str) -> String {
    format!("sha256-{}", base64(&Sha256::digest(text)))
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for three in bytes.chunks(3) {
        let n = three.iter().fold(0_u32, |n, &b| n << 8 | u32::from(b)) << (8 * (3 - three.len()));
        for i in 0..4 {
            let letter = LETTERS[(n >> (18 - 6 * i) & 63) as usize];
            out.push(if i <= three.len() { char::from(letter) } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_of_every_length() {
        assert_eq!(base64(b""), "");
        assert_eq!(base64(b"f"), "Zg==");
        assert_eq!(base64(b"fo"), "Zm8=");
        assert_eq!(base64(b"foobar"), "Zm9vYmFy");
        assert_eq!(base64(&[0xfb, 0xff, 0xfe]), "+//+");
    }

    #[test]
    fn what_html_would_misread_is_escaped_or_refused() {
        assert_eq!(safe_strings("a < b;\nx = \"\0<\"\n"), "a < b;\nx = \"\\x00\\x3c\"\n");
        assert!(fit("script", "x = '</SCRIPT>'".to_owned()).is_err());
        assert!(fit("style", "a::before { content: '</script>' }".to_owned()).is_ok());
    }
}
