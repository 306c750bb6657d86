//! A text that is edited again and again reads as if it were read for the first time, and little of it is read again.

use std::fs;
use std::path::Path;

use sayso::{Memory, Options, annotate, annotate_again, read_ahead};

/// What is written into a text, letter by letter or at once.
const WRITTEN: &[&str] = &[
    "x",
    " ",
    "\n",
    "\n\n",
    ".",
    "”",
    "“",
    "\"",
    "said ",
    "\n\n“We will not go,” said Orla Fenn, who runs the harbour.\n\n",
    "She ",
    "By Orla Fenn\n",
    "…",
    "🚆",
];

fn articles() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles");
    let mut paths: Vec<_> = fs::read_dir(folder).expect("the articles").filter_map(|e| Some(e.ok()?.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|e| e == "txt"));
    paths.sort();
    paths.iter().map(|path| fs::read_to_string(path).expect("an article")).collect()
}

fn json(document: &sayso::Document<'_>) -> String {
    serde_json::to_string(document).expect("a result")
}

#[test]
fn an_edited_text_reads_as_a_new_one() {
    let (options, mut memory) = (Options::default(), Memory::default());
    // Knuth's linear congruential generator: the same edits on every machine.
    let mut state = 11_u64;
    let mut below = |n: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % n.max(1)
    };
    for mut text in articles() {
        for _ in 0..60 {
            let at = text.floor_char_boundary(below(text.len() + 1));
            if below(3) == 0 {
                let end = text.floor_char_boundary(at + below(80));
                text.replace_range(at..end.max(at), "");
            } else {
                text.insert_str(at, WRITTEN[below(WRITTEN.len())]);
            }
            let again = json(&annotate_again(&text, &options, &mut memory));
            assert!(again == json(&annotate(&text, &options)), "an edit at {at} reads otherwise in\n{text}");
        }
    }
}

#[test]
fn a_letter_lets_one_paragraph_be_read_again() {
    let options = Options::default();
    for text in articles() {
        let mut memory = Memory::default();
        annotate_again(&text, &options, &mut memory);
        annotate_again(&text, &options, &mut memory);
        assert_eq!(memory.read(), 0, "nothing has changed");
        let Some(at) = text.rfind(". ") else { continue };
        let edited = [&text[..at], " too", &text[at..]].concat();
        annotate_again(&edited, &options, &mut memory);
        assert_eq!(memory.read(), 1, "{edited}");
    }
}

/// As the browser's worker does it with a long text, so that it can be ended in between.
#[test]
fn a_text_read_ahead_in_parts_reads_as_in_one_go() {
    let options = Options::default();
    for text in articles() {
        let (mut memory, mut all) = (Memory::default(), Memory::default());
        annotate_again("What was read before.", &options, &mut memory);
        let mut rest = &text[..];
        while !rest.is_empty() {
            let end = rest.floor_char_boundary(700);
            let cut = rest[..end].rfind('\n').filter(|_| end < rest.len()).map_or(end, |at| at + 1);
            read_ahead(&rest[..cut], &mut memory);
            rest = &rest[cut..];
        }
        let ahead = json(&annotate_again(&text, &options, &mut memory));
        assert!(ahead == json(&annotate_again(&text, &options, &mut all)), "read ahead it reads otherwise:\n{text}");
        assert!(memory.read() < all.read(), "{} of {} segments are read again:\n{text}", memory.read(), all.read());
    }
}
