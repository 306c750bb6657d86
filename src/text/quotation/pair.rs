//! Pairing the marks of one segment.

use super::Marks;
use super::marks::{self, Closing, Family, Mark, Opening, Role};
use crate::order::sort_by_key;
use crate::span::Span;

/// A quotation as found in one segment.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// With its marks.
    pub span: Span,
    /// Without.
    pub inner: Span,
    /// Kind of marks.
    pub marks: Marks,
    /// Kind of its opening mark.
    pub family: Family,
    /// Whether it was never closed, and nothing that came later ended it.
    pub open_at_end: bool,
}

impl Found {
    /// Moves the end of an unclosed one to `at`, or before the white space there.
    pub(super) fn end(&mut self, at: u32, text: &str) {
        let body = Span::new(self.inner.start(), at).trim(text);
        self.inner = if body.is_empty() { body } else { Span::new(self.inner.start(), body.end()) };
        self.span = Span::new(self.span.start(), self.inner.end());
    }
}

/// Pairs marks. Its buffers are kept from segment to segment.
#[derive(Debug, Default)]
pub(super) struct Pairing {
    marks: Vec<Mark>,
    /// For every double mark, the index of the one it pairs with.
    partner: Vec<Option<u32>>,
    open: Vec<u32>,
    frames: Vec<Frame>,
}

/// Where singles are paired: the whole segment, or what stands inside a pair of doubles. Pairs never cross its borders.
#[derive(Debug, Default)]
struct Frame {
    /// The single that is open, with what could close it.
    current: Option<Current>,
    /// Singles that were open when another opened, and all doubles that pair with none.
    waiting: Vec<Mark>,
    /// Sure closing singles that had nothing to close, and closing doubles that pair with none.
    strays: Vec<Mark>,
    /// Opening marks in order, to end what is never closed.
    openers: Vec<Mark>,
}

#[derive(Debug)]
struct Current {
    mark: Mark,
    opening: Opening,
    /// The first of each degree, by [`Closing`].
    first: [Option<Mark>; 4],
    last_unlikely: Option<Mark>,
}

impl Current {
    fn new(mark: Mark, opening: Opening) -> Self {
        Self { mark, opening, first: [None; 4], last_unlikely: None }
    }

    /// The mark that closes it. An apostrophe that looks like a closing mark explains itself; a sure one needs an
    /// opening mark before it: so the first sure one wins, whatever stood before.
    fn choose(&self, text: &str) -> Option<Mark> {
        let [unlikely, likely, very, sure] = self.first;
        if sure.is_some() || self.opening == Opening::Unlikely {
            return sure;
        }
        if very.or(likely).is_some() {
            return very.or(likely);
        }
        let told = text[..self.mark.span.start() as usize].trim_end().ends_with([':', ',']);
        if self.opening == Opening::Speech && told {
            return None;
        }
        self.near(text, unlikely?).or(if self.opening == Opening::Sure { self.last_unlikely } else { None })
    }

    /// The mark, if no more than three words stand before it.
    fn near(&self, text: &str, close: Mark) -> Option<Mark> {
        let between = Span::new(self.mark.span.end(), close.span.start()).slice(text);
        (between.split_whitespace().take(4).count() <= 3).then_some(close)
    }

    /// A possible mark after a word or two, where another single waits outside for the sure one: ‘He said ‘yes’ to it,’
    fn inner(&self, text: &str) -> Option<Mark> {
        let [unlikely, likely, very, _] = self.first;
        very.or(likely).or(unlikely).and_then(|c| self.near(text, c))
    }
}

impl Pairing {
    /// Replaces `found` by the quotations of a segment, in no order. `next` is the kind of mark that the next paragraph
    /// begins with.
    pub(super) fn run(&mut self, text: &str, segment: Span, next: Option<Family>, found: &mut Vec<Found>) {
        found.clear();
        self.marks.clear();
        marks::read(text, segment, &mut self.marks);
        if self.marks.is_empty() {
            return;
        }
        self.pair_doubles();
        self.frames.clear();
        self.frames.push(Frame::default());
        for i in 0..self.marks.len() {
            let mark = self.marks[i];
            match (mark.family, self.partner[i]) {
                (Family::Double, Some(partner)) if partner as usize > i => {
                    if let Some(frame) = self.frames.last_mut() {
                        frame.openers.push(mark);
                    }
                    self.frames.push(Frame::default());
                }
                (Family::Double, Some(partner)) => {
                    let opener = self.marks[partner as usize];
                    if let Some(frame) = self.frames.pop() {
                        let inside = Span::new(opener.span.end(), mark.span.start());
                        frame.finish(text, inside, None, found);
                    }
                    found.extend(whole(text, opener, mark));
                }
                _ => {
                    if let Some(frame) = self.frames.last_mut() {
                        frame.take(text, mark, found);
                    }
                }
            }
        }
        if let Some(frame) = self.frames.pop() {
            frame.finish(text, segment, next, found);
        }
    }

    fn pair_doubles(&mut self) {
        self.open.clear();
        self.partner.clear();
        self.partner.resize(self.marks.len(), None);
        for (i, mark) in self.marks.iter().enumerate().filter(|(_, m)| m.family == Family::Double) {
            match mark.role {
                Role::Open(_) => self.open.push(i as u32),
                Role::Close(_) => {
                    if let Some(opener) = self.open.pop() {
                        self.partner[i] = Some(opener);
                        self.partner[opener as usize] = Some(i as u32);
                    }
                }
            }
        }
    }
}

impl Frame {
    /// A single, or a double that pairs with none.
    fn take(&mut self, text: &str, mark: Mark, found: &mut Vec<Found>) {
        match (mark.family, mark.role) {
            (Family::Double, Role::Open(_)) => {
                self.openers.push(mark);
                self.waiting.push(mark);
            }
            (Family::Double, Role::Close(_)) => {
                // What is open here was closed by a mark of the other kind, unless a better one came before.
                self.settle(text, found);
                self.strays.push(mark);
            }
            (Family::Single, Role::Open(opening)) => {
                let inside = self.current.as_ref().is_some_and(|c| c.first[Closing::Sure as usize].is_none());
                if inside && opening == Opening::Unlikely {
                    return;
                }
                self.settle(text, found);
                self.current = Some(Current::new(mark, opening));
                if opening != Opening::Unlikely {
                    self.openers.push(mark);
                }
            }
            (Family::Single, Role::Close(closing)) => self.close(text, mark, closing, found),
        }
    }

    fn close(&mut self, text: &str, mark: Mark, closing: Closing, found: &mut Vec<Found>) {
        if let Some(current) = &mut self.current {
            current.first[closing as usize].get_or_insert(mark);
            if closing == Closing::Unlikely {
                current.last_unlikely = Some(mark);
            }
            if closing == Closing::Sure {
                let outer = self.waiting.last().is_some_and(|w| w.family == Family::Single);
                if let Some(near) = current.inner(text).filter(|_| outer) {
                    found.extend(whole(text, current.mark, near));
                    self.current = None;
                    self.close(text, mark, closing, found);
                } else {
                    self.settle(text, found);
                }
            }
        } else if closing == Closing::Sure {
            match self.waiting.last() {
                Some(opener) if opener.family == Family::Single => {
                    found.extend(whole(text, *opener, mark));
                    self.waiting.pop();
                }
                _ => self.strays.push(mark),
            }
        }
    }

    /// Closes the open single with the best mark so far, or lets it wait.
    fn settle(&mut self, text: &str, found: &mut Vec<Found>) {
        let Some(current) = self.current.take() else { return };
        if let Some(close) = current.choose(text) {
            found.extend(whole(text, current.mark, close));
        } else if matches!(current.opening, Opening::Sure | Opening::Speech) {
            self.waiting.push(current.mark);
        }
    }

    /// The end of the segment, or of the pair of doubles around: what still waits pairs with a stray of the other kind, or
    /// is unclosed.
    fn finish(mut self, text: &str, inside: Span, next: Option<Family>, found: &mut Vec<Found>) {
        self.settle(text, found);
        sort_by_key(&mut self.waiting, |m| u128::from(m.span.start()));
        let mut strays = self.strays.iter().peekable();
        let of = |family| self.openers.iter().filter(move |o: &&Mark| o.family == family).peekable();
        let (mut singles, mut doubles) = (of(Family::Single), of(Family::Double));
        for (i, mark) in self.waiting.iter().enumerate() {
            let limit = self.waiting.get(i + 1).map_or(inside.end(), |m| m.span.start());
            while strays.next_if(|s| s.span.start() < mark.span.end()).is_some() {}
            if let Some(stray) = strays.next_if(|s| s.span.start() < limit) {
                found.extend(whole(text, *mark, *stray).map(|f| Found { marks: Marks::Mismatched, ..f }));
                continue;
            }
            let openers = if mark.family == Family::Single { &mut singles } else { &mut doubles };
            while openers.next_if(|o| o.span.start() <= mark.span.start()).is_some() {}
            let goes_on = mark.span.start() == inside.start() && next == Some(mark.family);
            let ends = openers.peek().filter(|_| !goes_on).map_or(inside.end(), |o| o.span.start());
            let body = Span::new(mark.span.end(), ends).trim(text);
            if !body.is_empty() {
                let inner = Span::new(mark.span.end(), body.end());
                let span = Span::new(mark.span.start(), body.end());
                let open_at_end = body.end() == inside.end();
                found.push(Found { span, inner, marks: Marks::Unclosed, family: mark.family, open_at_end });
            }
        }
    }
}

/// A pair, unless nothing stands between.
fn whole(text: &str, open: Mark, close: Mark) -> Option<Found> {
    let inner = Span::new(open.span.end(), close.span.start());
    let marks = match (open.family, open.damaged || open.family != close.family) {
        (_, true) => Marks::Mismatched,
        (Family::Single, false) => Marks::Single,
        (Family::Double, false) => Marks::Double,
    };
    let span = Span::new(open.span.start(), close.span.end());
    (!inner.trim(text).is_empty()).then_some(Found { span, inner, marks, family: open.family, open_at_end: false })
}
