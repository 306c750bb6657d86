//! Scripts and style sheets as they ship: the sources are there to be read, and whoever opens a page loads a third less.

use std::path::Path;

/// A script or style sheet without comments and blanks; anything else as it is. Names stay as they are, so that what runs can
/// be read.
pub(crate) fn lean(path: &str, text: String) -> String {
    match Path::new(path).extension().and_then(|extension| extension.to_str()) {
        // One long string: there is nothing to leave out.
        Some("js") if path.starts_with("pkg/") && path.ends_with("engine.js") => text,
        Some("js") => minifier::js::minify(&text).to_string(),
        Some("css") => minifier::css::minify(&text).map_or(text.clone(), |lean| lean.to_string().trim().to_owned()),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::lean;

    #[test]
    fn only_comments_and_blanks_go() {
        let script =
            "// What it is.\n\n/** @param {string} a */\nexport const a = 'b  c'; // why\nconst d = `\n// kept\n`;\n";
        assert_eq!(lean("x.js", script.into()), "export const a='b  c';const d=`\n// kept\n`;");
        assert_eq!(lean("x.css", "/* a */\nb { c: d } /* e */\n".into()), "b{c:d}");
        assert_eq!(lean("x.txt", script.into()), script);
        assert_eq!(lean("pkg/engine.js", "export default \"// \";".into()), "export default \"// \";");
    }
}
