//! Kinds that a line has by its place: title, headings, captions, teasers between paragraphs.

use super::SegmentKind;
use super::alone;
use super::form::{End, Form};
use super::label;
use super::line::Line;
use crate::lexicon::{Class, Lexicon};

/// The kind of every line.
pub(super) fn kinds(text: &str, lines: &[Line], lexicon: &Lexicon) -> Vec<SegmentKind> {
    let forms: Vec<Form> = lines.iter().map(|l| Form::of(l.span.slice(text), lexicon)).collect();
    let kinds = lines.iter().zip(&forms).map(|(l, f)| alone::kind(l.span.slice(text), f, lexicon)).collect();
    let mut page = Page { text, lines, forms, kinds, lexicon };
    let head = page.headline();
    page.broken_sentences(head);
    let body = head.map_or(0, |h| page.header(h + 1));
    page.body(body);
    page.kinds.into_iter().map(|k| k.unwrap_or(SegmentKind::Paragraph)).collect()
}

struct Page<'t> {
    text: &'t str,
    lines: &'t [Line],
    forms: Vec<Form>,
    kinds: Vec<Option<SegmentKind>>,
    lexicon: &'t Lexicon,
}

impl Page<'_> {
    fn line(&self, i: usize) -> &str {
        self.lines[i].span.slice(self.text)
    }

    fn is(&self, i: usize, kind: SegmentKind) -> bool {
        self.kinds.get(i) == Some(&Some(kind))
    }

    /// Finds the title among the first lines and marks it.
    fn headline(&mut self) -> Option<usize> {
        let mut at = (0..self.lines.len()).find(|&i| self.kinds[i].is_none() || self.is(i, SegmentKind::Teaser))?;
        if self.is_kicker(at) {
            self.kinds[at] = Some(SegmentKind::Other);
            at += 1;
        }
        // "Watch: ..." is a title where nothing stands before it.
        let titled = self.is_title(at) && (self.kinds[at].is_none() || at == 0);
        if titled {
            self.kinds[at] = Some(SegmentKind::Headline);
        }
        titled.then_some(at)
    }

    /// One or two words over the title: "World", "Local news".
    fn is_kicker(&self, at: usize) -> bool {
        let bare = |f: &Form| !f.long && f.end == End::Word;
        self.forms[at].words <= 2
            && bare(&self.forms[at])
            && self.forms.get(at + 1).is_some_and(|f| bare(f) && f.words >= 4)
            && self.kinds[at + 1].is_none()
            && self.lines.len() > at + 2
    }

    fn is_title(&self, at: usize) -> bool {
        const MOST_WORDS: u16 = 30;
        let form = &self.forms[at];
        let next = self.forms.get(at + 1);
        if form.long || form.words == 0 || form.words > MOST_WORDS {
            return false;
        }
        match form.end {
            End::Word => next.is_some() || form.words <= 20,
            End::Mark => next.is_some() && form.words <= 20 && form.inner_stops <= 1,
            // Some sites end titles with a stop. A first sentence is longer, and has articles or tells of the past.
            End::Stop => {
                let line = self.line(at);
                let follows = |least: u16| self.forms[at + 1..].iter().take(2).any(|n| n.long || n.words > least);
                let one = form.inner_stops == 0 && !form.weekday && !line.contains(['"', '“']);
                let short = form.words <= 12 && follows(2 * form.words);
                let themed = line.split_whitespace().take(3).any(|w| w.ends_with(':'));
                let terse = form.articles == 0 || (form.articles == 1 && !begins_with_article(line)) || themed;
                follows(form.words)
                    && (form.is_all_title_case() || (one && (short || (form.words <= 16 && terse && !form.past))))
            }
            End::Colon | End::Comma | End::Dash => false,
        }
    }

    /// A sentence that lost its links stands on several lines: they are of one kind.
    fn broken_sentences(&mut self, head: Option<usize>) {
        let mut i = head.map_or(0, |h| h + 1);
        while i < self.lines.len() {
            let mut end = i;
            while end + 1 < self.lines.len() && self.goes_on(end, end > i) {
                end += 1;
            }
            if end > i {
                let last = self.line(end).trim_end_matches(['.', ' ']);
                let words: u32 = (i..=end).map(|k| u32::from(self.forms[k].words)).sum();
                let call = last.ends_with("here") && words <= 30 && !self.forms[i].long;
                let kind = if call { SegmentKind::Other } else { SegmentKind::Paragraph };
                self.kinds[i..=end].fill(Some(kind));
            }
            i = end + 1;
        }
    }

    /// Whether the sentence on this line goes on on the next one.
    fn goes_on(&self, i: usize, inside: bool) -> bool {
        let (form, next) = (&self.forms[i], self.line(i + 1));
        let plain = |i: usize| matches!(self.kinds[i], None | Some(SegmentKind::Other));
        if !matches!(form.end, End::Word | End::Comma) || !plain(i) && !inside || !plain(i + 1) {
            return false;
        }
        let lost = next.starts_with(['.', ',', ';', ')']) && next.len() < 4;
        form.hangs || lost || (self.forms[i + 1].begins_small && self.kinds[i + 1].is_none())
    }

    /// Marks the lines between title and text; returns the first line after them.
    fn header(&mut self, from: usize) -> usize {
        for i in from..self.lines.len() {
            if self.kinds[i].is_some_and(|k| k != SegmentKind::Paragraph) {
                continue;
            }
            let form = self.forms[i];
            if self.kinds[i].is_some() || form.long || form.end == End::Colon {
                return i;
            }
            let signature = |k: usize| {
                self.is(k, SegmentKind::Byline)
                    || self.is(k, SegmentKind::Dateline)
                    || (k < self.lines.len() && self.is_name(k))
            };
            let signed = (i + 1..i + 4).any(signature);
            let kind = if self.is_name(i) {
                SegmentKind::Byline
            } else if form.is_stopped() {
                if signed && form.words <= 40 && !form.begins_quoted && self.is(i + 1, SegmentKind::Byline) {
                    SegmentKind::Subheading
                } else if is_verbless(&form, self.line(i)) {
                    SegmentKind::Caption
                } else {
                    return i;
                }
            } else if form.words > 40 || form.end != End::Word {
                return i;
            } else if signed || form.is_title_case() || !is_description(&form) {
                SegmentKind::Subheading
            } else {
                SegmentKind::Caption
            };
            self.kinds[i] = Some(kind);
        }
        self.lines.len()
    }

    /// A name alone, beside a date or byline or with a given name that is known: "Ann Lee", "Ann Lee, Orrin Post".
    fn is_name(&self, i: usize) -> bool {
        let form = &self.forms[i];
        let line = self.line(i);
        if form.end != End::Word
            || form.small > 2
            || form.finite
            || form.articles > 1
            || line.contains(['"', '“', '‘', '?'])
        {
            return false;
        }
        let (names, rest) = line.split_once([',', '|']).unwrap_or((line, ""));
        let (first, second) = names.split_once(" and ").map_or((names, None), |(a, b)| (a, Some(b)));
        let given = first.split_whitespace().next().unwrap_or_default();
        let given = self.lexicon.classes(self.lexicon.id(given)).has(Class::GivenName);
        let beside = self.is(i + 1, SegmentKind::Dateline) || (i > 0 && self.is(i - 1, SegmentKind::Dateline));
        looks_like_name(first)
            && second.is_none_or(looks_like_name)
            && rest.split_whitespace().count() <= 6
            && (given || beside)
    }

    /// Marks what is left, from the first paragraph on.
    fn body(&mut self, from: usize) {
        let mut section = None;
        let mut i = from;
        while i < self.lines.len() {
            let form = self.forms[i];
            if let Some(kind) = self.kinds[i] {
                use SegmentKind::{Credit, ListItem, Other, Teaser};
                if matches!(kind, Teaser | Other) && label::is_section(self.line(i)) {
                    section = Some(kind);
                } else if kind == ListItem && section == Some(Other) {
                    self.kinds[i] = section;
                } else if !matches!(kind, Teaser | Other | ListItem | Credit) {
                    section = None;
                }
                i += 1;
                continue;
            }
            if let Some(kind) = section {
                let told = form.is_stopped() && (kind == SegmentKind::Teaser || (form.finite && form.words >= 8));
                let prose = (form.long || told) && !self.line(i - 1).eq_ignore_ascii_case("about the author");
                if !prose {
                    self.kinds[i] = Some(kind);
                    i += 1;
                    continue;
                }
                section = None;
            }
            let run = (i..self.lines.len())
                .take_while(|&k| self.kinds[k].is_none() && is_bare(&self.forms[k], self.line(k)))
                .count();
            if run == 0 {
                self.kinds[i] = Some(self.sentence(i));
                i += 1;
            } else {
                self.bare(i, i + run);
                i += run;
            }
        }
    }

    /// A line that ends as running text does.
    fn sentence(&self, i: usize) -> SegmentKind {
        let form = &self.forms[i];
        match form.end {
            End::Stop if !form.long && is_verbless(form, self.line(i)) => SegmentKind::Caption,
            // "CORRECTION:", but not "Stated Lee:".
            End::Colon if form.words <= 2 && !form.finite && !form.tells && !form.long => SegmentKind::Subheading,
            _ => SegmentKind::Paragraph,
        }
    }

    /// Lines without a stop between paragraphs, `from..to`.
    fn bare(&mut self, from: usize, to: usize) {
        let forms = &self.forms[from..to];
        let last = to == self.lines.len();
        let many = forms.len() > 1;
        let same = |i: usize| self.line(i).get(..20).is_some_and(|head| self.line(from).starts_with(head));
        let other_titles = forms.iter().all(|f| (5..=16).contains(&f.words)) && !forms.iter().all(is_scene);
        let names = forms.len() > 2 && forms.iter().all(|f| f.words <= 4);
        let kind = if many && (from..to).all(same) {
            SegmentKind::Caption
        } else if many && self.is_announced(from) {
            SegmentKind::ListItem
        } else if self.is_beside_teaser(from, to) || (many && other_titles) {
            SegmentKind::Teaser
        } else if names {
            if last { SegmentKind::Other } else { SegmentKind::ListItem }
        } else {
            for i in from..to {
                let heads = i + 1 == to && self.kinds.get(to) == Some(&None);
                let kind = if last && i + 1 == to {
                    self.tail(i)
                } else if self.forms[i].end == End::Mark && !heads {
                    SegmentKind::Paragraph
                } else {
                    single(&self.forms[i])
                };
                self.kinds[i] = Some(kind);
            }
            return;
        };
        self.kinds[from..to].fill(Some(kind));
    }

    /// Whether the paragraph before ends with a colon: a list follows.
    fn is_announced(&self, from: usize) -> bool {
        from.checked_sub(1).is_some_and(|b| self.is(b, SegmentKind::Paragraph) && self.forms[b].end == End::Colon)
    }

    /// Whether lines touch one that is known to speak of another article, or follow one and are as long as titles are.
    fn is_beside_teaser(&self, from: usize, to: usize) -> bool {
        let after = from.checked_sub(1).is_some_and(|b| self.is(b, SegmentKind::Teaser));
        (after && (!self.lines[from].gap || self.forms[from].words >= 6))
            || (self.is(to, SegmentKind::Teaser) && !self.lines[to].gap)
    }

    /// The last line of the text, without a stop: cut off, signed, or another article.
    fn tail(&self, i: usize) -> SegmentKind {
        let form = &self.forms[i];
        if self.is_name(i) {
            SegmentKind::Byline
        } else if form.words >= 14 || form.begins_quoted || (form.articles > 0 && form.finite && !form.is_title_case())
        {
            SegmentKind::Paragraph
        } else if form.words >= 5 {
            SegmentKind::Teaser
        } else {
            SegmentKind::Other
        }
    }
}

/// Two or three words with capitals.
fn looks_like_name(name: &str) -> bool {
    (2..=3).contains(&name.split_whitespace().count())
        && name
            .split_whitespace()
            .all(|w| w.starts_with(char::is_uppercase) && w.chars().all(|c| c.is_alphabetic() || "-.’'".contains(c)))
}

fn begins_with_article(line: &str) -> bool {
    let first = line.split_whitespace().next().unwrap_or_default();
    ["a", "an", "the"].iter().any(|a| first.eq_ignore_ascii_case(a))
}

/// A short line without a stop, or a short question.
fn is_bare(form: &Form, line: &str) -> bool {
    const MOST_WORDS: u16 = 24;
    let question = form.end == End::Mark
        && form.words <= 10
        && form.inner_stops == 0
        && !form.begins_quoted
        && !line.split_whitespace().next().is_some_and(|w| w.ends_with(':'));
    !form.long && form.words > 0 && form.words <= MOST_WORDS && (form.end == End::Word || question)
}

/// One sentence with a stop and nothing that happens: "The ferry in the harbour of Orrin."
fn is_verbless(form: &Form, line: &str) -> bool {
    (5..=18).contains(&form.words)
        && form.inner_stops == 0
        && !form.finite
        && !form.base
        && form.prepositions > 0
        && form.small > 0
        && (form.begins_small || !form.is_title_case())
        && !form.begins_quoted
        && !form.begins_light
        && !line.contains(['[', '<', '@', '—', ':', ','])
}

fn is_verbless_phrase(form: &Form) -> bool {
    !form.finite && !form.base && !form.is_title_case() && !form.begins_light && !form.begins_quoted
}

/// "A man waiting for the ferry".
fn is_scene(form: &Form) -> bool {
    form.words >= 5 && form.ing && !form.finite && !form.is_title_case()
}

/// Worded as a sentence, not as a title.
fn is_description(form: &Form) -> bool {
    form.begins_small || is_scene(form) || (form.words >= 9 && form.articles > 0)
}

/// A line without a stop between two paragraphs.
fn single(form: &Form) -> SegmentKind {
    const HEADING: u16 = 8;
    const LONGEST_CAPTION: u16 = 20;
    if form.words > LONGEST_CAPTION {
        SegmentKind::Paragraph
    } else if is_scene(form) || (form.words >= 7 && is_verbless_phrase(form) && form.prepositions >= 2) {
        SegmentKind::Caption
    } else if form.words <= HEADING || form.is_title_case() || form.end == End::Mark {
        SegmentKind::Subheading
    } else if form.articles > 0 {
        SegmentKind::Caption
    } else {
        SegmentKind::Teaser
    }
}
