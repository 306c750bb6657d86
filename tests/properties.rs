//! What holds for any text at all, tried on ten thousand damaged articles and on every character of Unicode.
//!
//! `PROPERTY_CASES=100000 cargo test --release --test properties` tries as many as it is told.
//!
//! The articles are cut, scrambled and sprinkled with what breaks offsets (emoji, combining marks, controls, CRLF,
//! no-break spaces, stray quotation marks), always in the same way. A failure is cut down to the few characters that
//! cause it and printed as a line for [`OTHERS`].

mod invariants;

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::ops::Range;
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;
use std::thread;

/// How many damaged articles are tried, where the environment does not say.
const CASES: u64 = 10_000;

/// How many characters a damaged article may grow to.
const LONGEST: usize = 4_000;

/// Texts that are tried as they stand: small ones at the edge, and what once failed.
const OTHERS: &[&str] = &[
    "n,citing ministry,said i had ",
    "",
    " ",
    "\n\r\n\t\u{a0}\n",
    "\u{feff}",
    "\0",
    "“",
    "”",
    "'",
    "‘”",
    "“‘’”",
    "said",
    "said said said said",
    "According to",
    "“” said.",
    "He said: “",
    "MORE:",
    "(Picture: )",
    "By",
    "Q:",
    "🙂",
    "e\u{301}\u{301}\u{301}",
    "\u{202e}said X\u{202c}",
    "a\u{fffd}b said c.",
    "The mayor\u{a0}said\u{a0}“it\u{2019}s over”.\r\nShe\u{a0}left.",
    "$£€%%%...…!?!?—––",
    "1,2,3.4.5%6/7-8:9pm",
    "Dr. Mr. U.S. No. 1. A. B. C.",
    "日本の首相は「はい」と言った。",
    "The “so-called” ‘“expert”’ said “no”, said “yes”, said ‘maybe",
    "HE Ury believed k e,e said,must ",
    ",A said:not asking for f",
    "“a,0.\nwill tell you",
    "e\u{a0}aid,e\u{a0}said,e\u{a0}said,e\u{a0}said,ent\u{a0}ha",
    "s\"d!\nd urge",
];

#[test]
fn edge_texts_hold_the_invariants() {
    for text in OTHERS {
        if let Err(reason) = hold(text) {
            panic!("{}", reproduction(text, &reason, "edge text"));
        }
    }
}

#[test]
fn articles_hold_the_invariants() {
    for (name, text) in articles() {
        if let Err(reason) = hold(&text) {
            panic!("{}", reproduction(&text, &reason, &name));
        }
    }
}

#[test]
fn damaged_articles_hold_the_invariants() {
    let articles: Vec<String> = articles().into_iter().map(|(_, text)| text).collect();
    let count = env::var("PROPERTY_CASES").map_or(CASES, |cases| cases.parse().expect("PROPERTY_CASES is a number"));
    all_hold(count, &|case| damaged(&articles, case));
}

/// Every script, and all that is none: each stretch of 256 characters as names, in a quotation, and as words.
#[test]
fn every_character_holds_the_invariants() {
    const STRETCH: u32 = 256;
    let stretches = (u32::from(char::MAX) + 1) / STRETCH;
    all_hold(u64::from(stretches), &|case| {
        let first = case as u32 * STRETCH;
        let all: String = (first..first + STRETCH).filter_map(char::from_u32).collect();
        let part = |from: usize| all.chars().skip(from).take(8).collect::<String>();
        let words: String = all.chars().step_by(3).flat_map(|c| [c, c, ' ']).collect();
        format!("{} said “{all}” on {}.\n\n{words} said {}", part(0), part(40), part(80))
    });
}

/// Tries so many texts, on all cores; where some fail, reports the first of each kind.
fn all_hold(count: u64, text: &(dyn Fn(u64) -> String + Sync)) {
    let workers = thread::available_parallelism().map_or(1, |n| n.get() as u64);
    let mut failed = BTreeMap::new();
    thread::scope(|scope| {
        let run = |first: u64| {
            scope.spawn(move || {
                let cases = (first..count).step_by(workers as usize);
                cases.filter_map(|case| Some((case, hold(&text(case)).err()?))).collect::<Vec<_>>()
            })
        };
        let threads: Vec<_> = (0..workers).map(run).collect();
        for (case, reason) in threads.into_iter().flat_map(|t| t.join().expect("a worker that ends")) {
            // What is broken, without where.
            let kind = reason.split(':').next().unwrap_or_default().to_owned();
            let first = failed.entry(kind).or_insert((case, reason.clone()));
            *first = (case, reason).min(first.clone());
        }
    });
    let report = failed.values().map(|(case, reason)| reproduction(&text(*case), reason, &format!("case {case}")));
    let report: Vec<String> = report.collect();
    assert!(report.is_empty(), "{}", report.join("\n\n"));
}

/// The golden articles and the example, by name.
fn articles() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths: Vec<_> = fs::read_dir(root.join("tests/articles"))
        .expect("the folder of articles")
        .filter_map(|e| Some(e.ok()?.path()))
        .filter(|p| p.extension().is_some_and(|e| e == "txt"))
        .collect();
    paths.push(root.join("www/example.txt"));
    paths.sort();
    paths.iter().map(|p| (p.display().to_string(), fs::read_to_string(p).expect("an article"))).collect()
}

// ---- failures ----

/// The invariants, with a panic as one more way to fail.
fn hold(text: &str) -> Result<(), String> {
    panic::catch_unwind(AssertUnwindSafe(|| invariants::check(text))).unwrap_or_else(|cause| {
        let message = cause.downcast_ref::<String>().map(String::as_str);
        Err(format!("panicked: {}", message.or(cause.downcast_ref::<&str>().copied()).unwrap_or("no message")))
    })
}

fn reproduction(text: &str, reason: &str, origin: &str) -> String {
    let hook = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let small = cut_down(text);
    panic::set_hook(hook);
    let now = hold(&small).expect_err("a text that still fails");
    format!(
        "{origin}: {reason}\n\ncut down: {now}\nTo keep it, add to OTHERS in tests/properties.rs:\n\n    {small:?},\n"
    )
}

/// The text without every stretch that the failure does not need.
fn cut_down(text: &str) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    let mut length = chars.len().div_ceil(2);
    while length > 0 {
        let mut at = 0;
        while at < chars.len() {
            let mut shorter = chars.clone();
            shorter.drain(at..(at + length).min(chars.len()));
            if hold(&shorter.iter().collect::<String>()).is_err() {
                chars = shorter;
            } else {
                at += length;
            }
        }
        length /= 2;
    }
    chars.into_iter().collect()
}

// ---- damage ----

/// Marsaglia's xorshift: the same numbers on every machine.
struct Random(u64);

impl Random {
    fn new(seed: u64) -> Self {
        let mut new = Self((seed + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        new.next();
        new
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// A number below `n`; 0 where `n` is 0.
    fn below(&mut self, n: usize) -> usize {
        (self.next() >> 16) as usize % n.max(1)
    }

    fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }

    /// A stretch of at most `longest` of `n` things.
    fn stretch(&mut self, n: usize, longest: usize) -> Range<usize> {
        let start = self.below(n + 1);
        start..(start + 1 + self.below(longest)).min(n)
    }
}

const QUOTE_MARKS: &[char] = &['“', '”', '‘', '’', '"', '\'', '„', '«', '»', '`', '′'];

const STRANGE: &[&str] = &[
    "\0",
    "\u{7}",
    "\u{1b}[31m",
    "\u{7f}",
    "\u{85}",
    "\u{2028}",
    "\u{2029}",
    "\u{feff}",
    "\u{200b}",
    "\u{200d}",
    "\u{ad}",
    "\u{a0}",
    "\u{202f}",
    "\u{3000}",
    "\u{202e}",
    "\u{2067}",
    "\u{fffd}",
    "\u{301}",
    "\u{20e3}",
    "\u{fe0f}",
    "🙂",
    "👩‍👩‍👧",
    "🇪🇺",
    "שלום",
    "مرحبا",
    "ﬁ",
    "İ",
    "ß",
    "½",
    "٣",
    "𝟗",
    "\r",
    "\r\n",
    "\n\n",
    "\t",
    "\u{b}",
    "\u{c}",
];

const WORDS: &[&str] = &[
    " said ",
    " said: ",
    " according to ",
    "According to the mayor, ",
    " refused to say whether ",
    " denied that ",
    " reportedly ",
    " if ",
    " not ",
    "MORE: ",
    "\nBy Ann Ash\n",
    "\n(Picture: Ann Ash)\n",
    "\n14:32\n",
    "Q: ",
    "- ",
    "• ",
    " 5.2 million ",
    " 40% ",
    " £3bn ",
    " U.S. ",
    " Mr. ",
    "...",
    " last Tuesday ",
    " 3 May 2021 ",
    ", who ",
    " (",
    ")",
    " — ",
    " <b> ",
    "?!",
];

/// Some lines of an article, or all of it, damaged in several ways.
fn damaged(articles: &[String], case: u64) -> String {
    let random = &mut Random::new(case);
    let article = &articles[random.below(articles.len())];
    let lines: Vec<&str> = article.split_inclusive('\n').collect();
    let part = if random.below(12) == 0 { 0..lines.len() } else { random.stretch(lines.len(), 9) };
    let mut text: Vec<char> = lines[part].concat().chars().collect();
    for _ in 0..=random.below(10) {
        damage(&mut text, random);
        text.truncate(LONGEST);
    }
    text.into_iter().collect()
}

fn damage(text: &mut Vec<char>, random: &mut Random) {
    let length = text.len();
    let at = random.below(length + 1);
    match random.below(16) {
        0 => drop(text.drain(random.stretch(length, 12))),
        1 => insert(text, at, random.pick(STRANGE)),
        2 | 3 => insert(text, at, random.pick(WORDS)),
        4 => text.insert(at, random.pick(QUOTE_MARKS)),
        5 => text.retain(|c| !QUOTE_MARKS.contains(c) || random.below(3) > 0),
        6 => {
            for c in text.iter_mut().filter(|c| QUOTE_MARKS.contains(c)) {
                *c = random.pick(QUOTE_MARKS);
            }
        }
        7 => {
            let again: Vec<char> = text[random.stretch(length, 40)].to_vec();
            for _ in 0..=random.below(4) {
                text.splice(at..at, again.iter().copied());
            }
        }
        8 if length > 0 => text.swap(random.below(length), random.below(length)),
        9 => lines(text, random),
        10 => text.truncate(at),
        11 => drop(text.drain(..at)),
        12 => replace(text, '\n', random.pick(&["\r\n", "\n", " ", "\r", "\n\n", "\u{2028}"])),
        13 => replace(text, ' ', random.pick(&["\u{a0}", "  ", "\u{a0} ", "\n", "\t", " \u{301}"])),
        14 => replace(text, '.', random.pick(&["", "...", ". ", "!", "…"])),
        _ => {
            let part = random.stretch(length, 60);
            let upper: String = text[part.clone()].iter().collect();
            text.splice(part, upper.to_uppercase().chars().collect::<Vec<_>>());
        }
    }
}

/// Two lines change places, one is said twice, or one is lost.
fn lines(text: &mut Vec<char>, random: &mut Random) {
    let whole: String = text.iter().collect();
    let mut lines: Vec<&str> = whole.split_inclusive('\n').collect();
    if lines.is_empty() {
        return;
    }
    let (one, other) = (random.below(lines.len()), random.below(lines.len()));
    match random.below(3) {
        0 => lines.swap(one, other),
        1 => lines.insert(one, lines[other]),
        _ => drop(lines.remove(one)),
    }
    *text = lines.concat().chars().collect();
}

fn insert(text: &mut Vec<char>, at: usize, what: &str) {
    text.splice(at..at, what.chars());
}

fn replace(text: &mut Vec<char>, what: char, with: &str) {
    *text = text.iter().collect::<String>().replace(what, with).chars().collect();
}
