//! Kinds that a line shows by itself, wherever it stands.

use super::SegmentKind;
use super::form::{End, Form};
use super::label;
use crate::lexicon::{Class, Classes, Lexicon};

/// The kind of a line, if the line alone tells.
pub(super) fn kind(line: &str, form: &Form, lexicon: &Lexicon) -> Option<SegmentKind> {
    if is_between_dashes(line) && form.words <= 10 {
        return Some(SegmentKind::Subheading);
    }
    if is_item(line) {
        return Some(SegmentKind::ListItem);
    }
    if form.long {
        return None;
    }
    if is_furniture(line) || is_count(line) || is_call(line, form) {
        return Some(SegmentKind::Other);
    }
    if is_date(line, lexicon) || is_place(line, form, lexicon) {
        return Some(SegmentKind::Dateline);
    }
    if is_byline(line, form, lexicon) {
        return Some(SegmentKind::Byline);
    }
    if let Some((kind, rest)) = label::find(line) {
        return Some(of_label(line, kind, rest, lexicon));
    }
    if is_signed(line, form) {
        return Some(SegmentKind::Other);
    }
    picture(line, form)
}

/// "- Late again -", as wires set headings.
fn is_between_dashes(line: &str) -> bool {
    let body = line.trim_end_matches('.');
    ["- ", "– ", "— "]
        .iter()
        .any(|d| body.starts_with(d) && body.len() > 8 && body.trim_end_matches(d.trim()).ends_with(' '))
        && body.ends_with(['-', '–', '—'])
}

const CALLS: &[&str] =
    &["follow", "watch", "listen", "send", "share", "click", "read", "see", "check", "view", "find", "hear", "get"];

/// "Watch the full interview below:", "Follow Ann Lee on Twitter @annlee."
fn is_call(line: &str, form: &Form) -> bool {
    let first = line.split_whitespace().next().unwrap_or_default();
    let body = line.trim_end_matches(['.', ':', '!', ' ', ')']);
    form.words <= 25
        && CALLS.iter().any(|c| first.eq_ignore_ascii_case(c))
        && (line.contains('@')
            || ["latest", "live updates", "on Twitter", "on Facebook", "on Instagram"].iter().any(|w| line.contains(w))
            || ["here", "below", "above", "newsletter", "podcast"].iter().any(|e| body.ends_with(e)))
}

/// What a label is worth, by what stands after it.
fn of_label(line: &str, kind: SegmentKind, rest: &str, lexicon: &Lexicon) -> SegmentKind {
    let form = Form::of(rest, lexicon);
    let telling = form.words >= 8 && (form.finite || form.is_stopped());
    match kind {
        SegmentKind::Credit if telling => match line.as_bytes()[0].to_ascii_lowercase() {
            b'v' => SegmentKind::Teaser,
            b's' => SegmentKind::Other,
            _ => SegmentKind::Caption,
        },
        _ => kind,
    }
}

/// Begins with a bullet, or with a number and a stop or bracket.
fn is_item(line: &str) -> bool {
    if let Some(rest) = line.strip_prefix(['•', '·', '‣', '▪', '●', '○', '■', '◦', '➢', '✓']) {
        return !rest.trim().is_empty();
    }
    if let Some(rest) = line.strip_prefix(['-', '–', '*', '+']) {
        let spaced = rest.starts_with(char::is_whitespace) && rest.contains(char::is_alphanumeric);
        return spaced || (rest.starts_with(char::is_alphabetic) && line.split_whitespace().nth(4).is_some());
    }
    let body = line.strip_prefix('(').unwrap_or(line);
    let digits = body.bytes().take_while(u8::is_ascii_digit).count();
    let letter = digits == 0 && body.bytes().next().is_some_and(|b| b.is_ascii_lowercase());
    let rest = &body[if letter { 1 } else { digits }..];
    (1..=2).contains(&(digits + usize::from(letter)))
        && rest.strip_prefix([')', '.']).is_some_and(|r| {
            let closed = rest.starts_with(')') || !letter;
            closed && r.starts_with(char::is_whitespace) && r.contains(char::is_alphabetic)
        })
}

/// "3 comments", "4 min read".
fn is_count(line: &str) -> bool {
    const COUNTED: &[&str] =
        &["comment", "comments", "share", "shares", "likes", "views", "replies", "read", "reviews"];
    let mut words = line.split_whitespace();
    let number = words.next().is_some_and(|w| w.starts_with(|c: char| c.is_ascii_digit()));
    let last = words.clone().last().unwrap_or_default();
    number && words.count() <= 2 && COUNTED.iter().any(|c| last.eq_ignore_ascii_case(c))
}

/// Rules, numbers of pages, addresses, markup, tags: nothing to read.
fn is_furniture(line: &str) -> bool {
    if !line.contains(char::is_alphabetic) {
        let digits = line.bytes().filter(u8::is_ascii_digit).count();
        return digits == 0 || line.len() <= 3;
    }
    let mut words = line.split_whitespace();
    let first = words.next().unwrap_or_default();
    let only = words.next().is_none();
    line.contains("not responsible for the content")
        || (only && (first.contains("://") || first.starts_with("www.") || first.contains('@')))
        || (line.starts_with('<') && line.ends_with('>'))
        || line.ends_with(['{', '}'])
        || (line.ends_with(';') && line.contains(':') && line.len() <= 60)
        || line.split_whitespace().all(|w| w.starts_with('#'))
        || (line.starts_with(['—', '–', '-']) && line.contains("(@"))
}

const TIME: Classes = Classes::of(&[Class::Month, Class::Weekday]);

/// Words that stand beside dates and times.
const BESIDE_DATES: &[&str] = &[
    "updated",
    "published",
    "posted",
    "last",
    "first",
    "modified",
    "created",
    "date",
    "on",
    "at",
    "am",
    "pm",
    "a.m",
    "p.m",
    "gmt",
    "bst",
    "utc",
    "est",
    "edt",
    "et",
    "pt",
    "pst",
    "pdt",
    "cst",
    "cdt",
    "cet",
    "ist",
    "noon",
    "midnight",
    "ago",
    "hours",
    "hour",
    "minutes",
    "mins",
    "min",
    "days",
    "day",
];

/// A date or a time of day, and nothing else.
fn is_date(line: &str, lexicon: &Lexicon) -> bool {
    if line.len() > 100 {
        return false;
    }
    let (mut named, mut numbers, mut clock) = (0, 0, 0);
    for raw in line.split(|c: char| c.is_whitespace() || c == ',' || c == '|') {
        let word = raw.trim_matches(|c: char| !c.is_alphanumeric());
        if word.is_empty() {
            continue;
        }
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            let letters = word.trim_start_matches(|c: char| c.is_ascii_digit() || ":./-–".contains(c));
            let known = ["", "st", "nd", "rd", "th", "am", "pm", "a.m", "p.m", "h"];
            if !known.iter().any(|k| letters.eq_ignore_ascii_case(k)) {
                return false;
            }
            numbers += 1;
            let cuts = word.bytes().filter(|b| b":./-".contains(b)).count();
            clock += u32::from(
                cuts == 2
                    || word.contains(':')
                    || !(letters.is_empty() || letters.len() == 2 && letters.ends_with(['h', 'd', 't'])),
            );
        } else if lexicon.classes(lexicon.id(word)).any(TIME) {
            named += 1;
        } else {
            if !BESIDE_DATES.iter().any(|b| word.eq_ignore_ascii_case(b)) {
                return false;
            }
            clock += u32::from(["am", "pm", "a.m", "p.m", "gmt", "ago"].iter().any(|c| word.eq_ignore_ascii_case(c)));
        }
    }
    numbers > 0 && named + clock > 0
}

/// "ORRIN BAY, May 3 (Agency) --": a place, perhaps a date and an agency, and then a dash or nothing.
fn is_place(line: &str, form: &Form, lexicon: &Lexicon) -> bool {
    if form.words > 14 || form.finite || form.inner_stops > 2 {
        return false;
    }
    let first = line.split(|c: char| c.is_whitespace() || c == ',').next().unwrap_or_default();
    let shouted = first.chars().filter(|c| c.is_alphabetic()).count() >= 2 && !first.contains(char::is_lowercase);
    let body = line.trim_end_matches(['-', '–', '—', '_', ' ']);
    let agency = body.ends_with(')') && body.contains(" (");
    if form.end == End::Dash {
        return shouted || agency;
    }
    let Some((place, date)) = line.split_once(", ") else { return shouted && agency && form.words <= 6 };
    let named = place.split_whitespace().all(|w| w.starts_with(char::is_uppercase))
        && !lexicon.classes(lexicon.id(first)).any(TIME);
    (named && is_date(date, lexicon) && form.words <= 10) || (shouted && agency && form.words <= 8)
}

/// Small words inside names, and between names and trades.
const IN_BYLINES: &[&str] = &[
    "and", "for", "in", "of", "the", "at", "with", "from", "de", "del", "della", "der", "den", "van", "von", "al",
    "bin", "ibn", "la", "le", "du", "da", "dos", "y", "to",
];

/// "By Ann Lee and Tom Reed, business editor", "Ann Lee contributed to this report".
fn is_byline(line: &str, form: &Form, lexicon: &Lexicon) -> bool {
    let body = line.trim_start_matches(['(', '[', '*', '-', '–', '—', ' ']);
    let lower = line.trim_end_matches(['.', ')', ']', '*', ' ']);
    if ["report", "story", "article", "post"].iter().any(|w| lower.ends_with(w))
        && line.contains("contributed to this ")
    {
        return true;
    }
    let Some(rest) = body.strip_prefix("By ").or_else(|| body.strip_prefix("BY ")).or_else(|| body.strip_prefix("by "))
    else {
        return false;
    };
    let first = rest.split_whitespace().next().unwrap_or_default();
    let classes = lexicon.classes(lexicon.id(first.trim_end_matches(',')));
    let mut after_comma = false;
    let named = rest.split_whitespace().all(|raw| {
        let word = raw.trim_matches(|c: char| !c.is_alphanumeric());
        let fits = after_comma
            || word.is_empty()
            || word.starts_with(char::is_uppercase)
            || raw.starts_with('@')
            || IN_BYLINES.contains(&word);
        after_comma |= raw.ends_with([',', '|', '-', '–', '—', '/']);
        fits
    });
    first.starts_with(char::is_uppercase)
        && !classes.any(TIME.with(Classes::of(&[Class::Determiner, Class::VerbIng, Class::Pronoun])))
        && named
        && form.words <= 18
        && !form.finite
}

/// A quotation, then a dash and a name: set apart from the text, as in a box.
fn is_signed(line: &str, form: &Form) -> bool {
    form.begins_quoted && form.end == End::Word && {
        let Some((quoted, name)) = line.rsplit_once(['"', '”', '’', '\'']) else { return false };
        let signed = name.trim_start().strip_prefix(['-', '–', '—', '―']);
        quoted.len() > name.len()
            && signed.is_some_and(|n| {
                n.split_whitespace().count() <= 8 && n.trim_matches(['-', ' ']).starts_with(char::is_uppercase)
            })
    }
}

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

/// Words before a name inside a line: "The old ferry. Photo: Ann Lee".
const INNER_LABELS: &[&str] = &[
    " SOURCE: ",
    " Source: ",
    " Credit: ",
    " CREDIT: ",
    " Photo: ",
    " Photograph: ",
    " Picture: ",
    " Image: ",
    " Pic: ",
];

/// A caption with its credit, or a credit alone.
fn picture(line: &str, form: &Form) -> Option<SegmentKind> {
    let words = usize::from(form.words);
    let of = |before: usize| Some(if before >= 6 { SegmentKind::Caption } else { SegmentKind::Credit });
    if let Some((before, after)) = INNER_LABELS.iter().find_map(|l| line.split_once(l)) {
        if after.split_whitespace().count() <= 8 {
            return of(before.split_whitespace().count());
        }
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
        let names = count >= 6 || super::form::end(before) == End::Stop;
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

#[cfg(test)]
mod tests {
    use super::*;

    fn told(line: &str) -> Option<SegmentKind> {
        let lexicon = Lexicon::get();
        kind(line, &Form::of(line, lexicon), lexicon)
    }

    fn all(kind: SegmentKind, lines: &[&str]) {
        for line in lines {
            assert_eq!(told(line), Some(kind), "{line}");
        }
    }

    #[test]
    fn datelines() {
        all(
            SegmentKind::Dateline,
            &[
                "Monday, May 4, 2015",
                "4 May 2015",
                "Published 10:42 a.m. EDT May 4, 2015",
                "2015-05-04",
                "12:50 p.m.:",
                "3 hours ago",
                "Updated: May 4, 2015 at 10.42am",
                "ORRIN BAY, Maine (AP) _",
                "ORRIN, May 4 (Reuters) --",
                "ORRIN BAY, Maine —",
                "Orrin Bay, May 4, 2015",
            ],
        );
        for line in
            ["May be late", "14", "2016", "Four dead", "OFFICIALS SAID NO", "In May, 2015 boats", "ORRIN MOURNS"]
        {
            assert_ne!(told(line), Some(SegmentKind::Dateline), "{line}");
        }
    }

    #[test]
    fn bylines() {
        all(
            SegmentKind::Byline,
            &[
                "By Ann Lee",
                "BY ANN LEE",
                "By Ann Lee and Tom Reed, business editors",
                "By Ann Lee in Orrin Bay",
                "(Reporting by Ann Lee; Editing by Tom Reed)",
                "--additional reporting from Tom Reed.",
                "Tom Reed contributed to this report.",
            ],
        );
        for line in [
            "By the time she came it was late.",
            "By Friday it was late",
            "By leaving early, Lee won",
            "By 2030 all is lost",
        ] {
            assert_ne!(told(line), Some(SegmentKind::Byline), "{line}");
        }
    }

    #[test]
    fn pictures() {
        all(
            SegmentKind::Caption,
            &[
                "The ferry has crossed the bay for ninety years (Rex)",
                "The ferry leaves Orrin Bay. (Photo: Ann Lee)",
                "Ann Lee at the harbour. (Bild: AP)",
                "Pictured: Ann Lee at the harbour",
                "Photo: Ann Lee was seen at the harbour when the ferry left",
                "Passengers wait for the last ferry on Monday. Photograph: Tom Reed/Reuters",
                "Passengers wait for the last ferry on Monday REUTERS/Tom Reed",
            ],
        );
        all(
            SegmentKind::Credit,
            &[
                "Photo: Ann Lee",
                "(Picture: Orrin Post)",
                "Above pic: Rex",
                "AFP/Getty Images",
                "wxyz logo SOURCE: wxyz logo",
                "Getty Images",
                "Our reporting is supported by the Lee Fund.",
            ],
        );
        for line in [
            "The World Ferry Organization (WFO)",
            "Sen. Ann Lee (R-Maine)",
            "It cost too much (see below).",
            "He left the ferry (and the bay).",
        ] {
            assert_eq!(told(line), None, "{line}");
        }
    }

    #[test]
    fn items() {
        all(
            SegmentKind::ListItem,
            &["• Bring water", "- Bring water", "1. Bring water", "2) Bring water", "(3) Bring water", "a) Bring"],
        );
        for line in ["2016. It was late.", "a. b", "- ", "1.5 million boats", "-30-"] {
            assert_ne!(told(line), Some(SegmentKind::ListItem), "{line}");
        }
    }

    #[test]
    fn furniture() {
        all(
            SegmentKind::Other,
            &[
                "***",
                "# # #",
                "14",
                "https://orrin.example/ferry",
                "<p>",
                ".box {",
                "width: 100%;",
                "#ferry #bay",
                "Sign up to our newsletter",
                "— Ann Lee (@annlee) May 4, 2015",
                "“It was late.” — Ann Lee",
            ],
        );
    }
}
