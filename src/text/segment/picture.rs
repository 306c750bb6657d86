//! Captions and credits: what stands under pictures.

use super::SegmentKind;
use super::form::{self, End, Form};
use super::label;

/// Who sells or lends pictures, in lower case.
const PICTURE_AGENCIES: &[&str] = &[
    "getty",
    "reuters",
    "ap",
    "afp",
    "epa",
    "pa",
    "rex",
    "shutterstock",
    "alamy",
    "istock",
    "istockphoto",
    "flickr",
    "wikimedia",
    "unsplash",
    "pixabay",
    "pexels",
    "instagram",
    "bloomberg",
    "xinhua",
    "tass",
    "zuma",
    "splash",
    "corbis",
    "upi",
    "dpa",
    "anadolu",
    "nurphoto",
    "sipa",
    "handout",
    "supplied",
    "screengrab",
    "wikipedia",
    "commons",
    "youtube",
    "twitter",
    "facebook",
    "images",
    "photo",
    "photos",
    "file",
    "epa-efe",
    "efe",
    "ansa",
];

fn is_agency(word: &str) -> bool {
    word.split('/').any(|w| {
        let w = w.trim_matches(|c: char| !c.is_alphanumeric());
        PICTURE_AGENCIES.iter().any(|a| w.eq_ignore_ascii_case(a))
    })
}

/// Words before a name inside a line, with a capital: "The old ferry. Photo: Ann Lee".
const INNER_LABELS: &[&str] = &["source", "credit", "photo", "photograph", "picture", "image", "pic"];

/// The line before and after such a word and its colon.
fn inner_label(line: &str) -> Option<(&str, &str)> {
    let (before, after) = line.split_once(": ")?;
    let (before, label) = before.rsplit_once(' ')?;
    let known = label.starts_with(char::is_uppercase) && INNER_LABELS.iter().any(|l| label.eq_ignore_ascii_case(l));
    known.then_some((before, after))
}

/// A caption with its credit, or a credit alone.
pub(super) fn kind(line: &str, form: &Form) -> Option<SegmentKind> {
    let words = usize::from(form.words);
    let of = |before: usize| Some(if before >= 6 { SegmentKind::Caption } else { SegmentKind::Credit });
    if let Some((before, _)) = inner_label(line).filter(|(_, after)| after.split_whitespace().count() <= 8) {
        let told = before.split_whitespace().count() >= 3;
        return Some(if told { SegmentKind::Caption } else { SegmentKind::Credit });
    }
    if form.inner_stops > 3 || line.contains("(@") {
        return None;
    }
    if let Some((before, credit)) = bracketed(line) {
        let before = before.trim_end();
        let count = before.split_whitespace().count();
        if before.is_empty() {
            return is_credit(credit, true).then_some(SegmentKind::Credit);
        }
        let names = count >= 6 || form::end(before) == End::Stop;
        if count >= 3 && is_credit(credit, names) {
            return Some(SegmentKind::Caption);
        }
        return None;
    }
    if form.is_stopped() {
        return is_support(line).then_some(SegmentKind::Credit);
    }
    if words <= 6 && words > 0 && line.split_whitespace().all(|w| is_agency(w) || w.eq_ignore_ascii_case("via")) {
        return Some(SegmentKind::Credit);
    }
    let slashed = |w: &str| w.trim_matches('/').contains('/') && is_agency(w);
    let tail = line.split_whitespace().rev().take(4).any(slashed);
    let sold = line.ends_with("Getty Images") || line.ends_with("via AP") || line.ends_with("via Reuters");
    if tail || sold { of(words.saturating_sub(3)) } else { None }
}

/// The line before its last bracket, and what stands in it, if the line ends with it.
fn bracketed(line: &str) -> Option<(&str, &str)> {
    let body = line.trim_end_matches(['.', ' ']);
    let open = if body.ends_with(')') {
        '('
    } else if body.ends_with(']') {
        '['
    } else {
        return None;
    };
    let (before, inside) = body.rsplit_once(open)?;
    Some((before, &inside[..inside.len() - 1])).filter(|(_, i)| i.len() <= 80)
}

/// Whether the words in a bracket say whose picture it is: "Photo: Ann Lee", "AP", "Rex" where names are allowed.
fn is_credit(inside: &str, names: bool) -> bool {
    let words = inside.split_whitespace().count();
    if words == 0 || words > 8 {
        return false;
    }
    if inside.starts_with('©') || label::find(inside).is_some_and(|(k, _)| k == SegmentKind::Credit) {
        return true;
    }
    let capital = |w: &str| w.starts_with(char::is_uppercase);
    if let Some((label, name)) = inside.split_once(": ") {
        return label.split_whitespace().count() <= 2
            && label.chars().all(|c| c.is_alphabetic() || c == ' ')
            && capital(name);
    }
    if inside.split_whitespace().all(is_agency) || (inside.contains('/') && inside.split_whitespace().any(is_agency)) {
        return true;
    }
    names
        && words <= 4
        && inside.split_whitespace().all(|w| capital(w) && w.chars().skip(1).any(char::is_lowercase))
        && inside.chars().all(|c| c.is_alphabetic() || c == ' ' || c == '/')
}

/// "Our reporting on the bay is supported by the Lee Fund."
fn is_support(line: &str) -> bool {
    ["supported by", "funded by", "made possible by"].iter().any(|s| line.contains(s))
        && ["reporting is", "coverage is", "journalism is", "reporting was", "series is", "story was"]
            .iter()
            .any(|s| line.contains(s))
}
