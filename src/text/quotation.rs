//! Quotations.
//!
//! Marks are paired by kind and by what stands around them, one segment at a time: a paragraph break closes. First every
//! mark is read ([`marks`]): which way it can face, or that it is an apostrophe. Then doubles are paired, and singles
//! within them ([`pair`]). What is left is damage, and is told as such.

mod marks;
mod pair;

use super::segment::{Segment, SegmentKind};
use crate::order::{key, sort_by_key};
use crate::span::Span;
pub use crate::terms::QuotationMarks as Marks;
use marks::Family;
use pair::{Found, Pairing};

/// Text in quotation marks.
#[derive(Clone, Debug)]
pub struct Quotation {
    /// With its marks. An unclosed one ends with the last word or stop of its segment.
    pub span: Span,
    /// Without its marks; never empty.
    pub inner: Span,
    /// Kind of marks.
    pub marks: Marks,
    /// Index of the segment it stands in.
    pub segment: u32,
    /// Index of the quotation it stands in.
    pub nested_in: Option<u32>,
    /// Whether it goes on with the quotation that the paragraph before left open.
    pub continues: bool,
}

/// The quotations of all segments, in order.
pub fn find(text: &str, segments: &[Segment]) -> Vec<Quotation> {
    let mut out = Vec::new();
    let mut pairing = Pairing::default();
    let mut found = Vec::new();
    // What the running text before left open, outermost first: family, and index into `out`.
    let mut open: Vec<(Family, usize)> = Vec::new();
    let next_starts = starts_after(text, segments);
    for (i, segment) in segments.iter().enumerate() {
        let next = next_starts[i];
        pairing.run(text, segment.span, next, &mut found);
        let first = out.len();
        nest(text, &mut found, first, i as u32, &mut out);
        if is_aside(segment.kind) {
            continue;
        }
        let mut at = segment.span.start();
        for (k, &(family, before)) in open.iter().enumerate() {
            let Some(q) = out.get_mut(first + k).filter(|q| q.span.start() == at) else { break };
            if found[k].family != family {
                break;
            }
            at = q.inner.start();
            q.continues = true;
            out[before].marks = Marks::Continued;
        }
        open.clear();
        open.extend(found.iter().enumerate().filter(|(_, f)| f.open_at_end).map(|(k, f)| (f.family, first + k)));
    }
    out
}

/// Lines that stand in the way of running text without ending it.
fn is_aside(kind: SegmentKind) -> bool {
    matches!(kind, SegmentKind::Caption | SegmentKind::Credit | SegmentKind::Teaser | SegmentKind::Other)
}

/// For every segment, the kind of mark that the running text after it begins with.
fn starts_after(text: &str, segments: &[Segment]) -> Vec<Option<Family>> {
    let mut out = vec![None; segments.len()];
    let mut next = None;
    for (i, segment) in segments.iter().enumerate().rev() {
        out[i] = next;
        if !is_aside(segment.kind) {
            next = marks::opening(segment.span.slice(text));
        }
    }
    out
}

/// Turns what was found in one segment, in order of opening marks, into quotations that nest and do not cross.
fn nest(text: &str, found: &mut Vec<Found>, first: usize, segment: u32, out: &mut Vec<Quotation>) {
    sort_by_key(found, |f| key([f.span.start(), !f.span.end(), 0, 0]));
    let mut stack: Vec<usize> = Vec::new();
    let mut kept = 0;
    for i in 0..found.len() {
        let mut f = found[i].clone();
        while stack.last().is_some_and(|&p| found[p].span.end() <= f.span.start()) {
            stack.pop();
        }
        // The end of an unclosed one is a guess: it gives way to what stands around it, and to what is whole inside it.
        if let (Marks::Unclosed, Some(&p)) = (f.marks, stack.last())
            && f.span.end() > found[p].inner.end()
        {
            f.end(found[p].inner.end(), text);
            if f.inner.is_empty() {
                continue;
            }
        }
        let crossed = stack.iter().rev().take_while(|&&p| found[p].span.end() < f.span.end()).count();
        let above = &stack[stack.len() - crossed..];
        if above.iter().any(|&p| found[p].marks != Marks::Unclosed) {
            continue;
        }
        for &p in above {
            found[p].end(f.span.end(), text);
            out[first + p].span = found[p].span;
            out[first + p].inner = found[p].inner;
        }
        let nested_in = stack.last().map(|&p| (first + p) as u32);
        out.push(Quotation { span: f.span, inner: f.inner, marks: f.marks, segment, nested_in, continues: false });
        stack.push(kept);
        found.swap(kept, i);
        found[kept] = f;
        kept += 1;
    }
    found.truncate(kept);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    fn quotations(text: &str) -> (Vec<Segment>, Vec<Quotation>) {
        let segments = super::super::segment::find(text, Lexicon::get());
        let found = find(text, &segments);
        for (i, q) in found.iter().enumerate() {
            assert!(q.span.contains(q.inner) && !q.inner.is_empty(), "{q:?}");
            assert!(segments[q.segment as usize].span.contains(q.span), "{q:?}");
            if let Some(p) = q.nested_in {
                assert!((p as usize) < i && found[p as usize].inner.contains(q.span), "{q:?}");
            }
        }
        (segments, found)
    }

    fn spans(text: &str) -> Vec<&str> {
        quotations(text).1.iter().map(|q| q.span.slice(text)).collect()
    }

    fn marks(text: &str) -> Vec<Marks> {
        quotations(text).1.iter().map(|q| q.marks).collect()
    }

    const NONE: [&str; 0] = [];

    #[test]
    fn doubles_in_every_shape() {
        assert_eq!(spans("“We won,” she said, “and well.”"), ["“We won,”", "“and well.”"]);
        assert_eq!(spans("\"We won,\" she said (\"well\")."), ["\"We won,\"", "\"well\""]);
        assert_eq!(spans("„Wir“, «nous», « vous », »ihr« and ”de”."), ["„Wir“", "«nous»", "« vous »", "»ihr«", "”de”"]);
        assert_eq!(spans("He said ``we won'' and ‘‘left’’ early."), ["``we won''", "‘‘left’’"]);
        assert_eq!(spans("She wants \"more hours” to decide."), ["\"more hours”"]);
        assert_eq!(spans("They call it—\"the pit\"—and laugh."), ["\"the pit\""]);
        assert_eq!(spans("''They say, 'No, not yet,''' he said."), ["''They say, 'No, not yet,'''", "'No, not yet,'"]);
        assert_eq!(spans("He said:\"No.\"She left."), ["\"No.\""]);
    }

    #[test]
    fn apostrophes_are_no_marks() {
        assert_eq!(spans("The workers’ pay isn’t what it was in the ’90s, or in ’16, for rock ’n’ roll."), NONE);
        assert_eq!(spans("The workers' pay isn't what it was in the '90s, for rock 'n' roll or the '60s' best."), NONE);
        assert_eq!(
            spans("Better than in ‘08. “Like the ‘20s, or the ‘90s,” she said."),
            ["“Like the ‘20s, or the ‘90s,”"]
        );
        assert_eq!(spans("Get ‘em while they’re hot, at my parents’."), NONE);
        assert_eq!(spans("‘Tis the players’ day, they were singin’ and dancin’ till ten o’clock."), NONE);
    }

    #[test]
    fn possessives_inside_single_quotations() {
        let text = "‘The workers’ pay and the owners’ profits are up,’ said Ms Orr’s aide.";
        assert_eq!(spans(text), ["‘The workers’ pay and the owners’ profits are up,’"]);
        let text = "'We're with the miners' families and we'll stay,' he said. 'It's our duty.'";
        assert_eq!(spans(text), ["'We're with the miners' families and we'll stay,'", "'It's our duty.'"]);
        assert_eq!(spans("He called the ‘players’ overpaid and the ‘fans’ fools."), ["‘players’", "‘fans’"]);
        assert_eq!(spans("The ‘liars’ were named by the workers’ union."), ["‘liars’"]);
        assert_eq!(spans("Man 'stole more than £500' from shop"), ["'stole more than £500'"]);
        assert_eq!(spans("It was, he said, ‘a matter for the courts’."), ["‘a matter for the courts’"]);
        assert_eq!(spans("MORE: Drug ‘may cure colds’"), ["‘may cure colds’"]);
    }

    #[test]
    fn quotations_nest() {
        let text = "“He told me ‘go home’ and the boys’ mother left,” Ann said.";
        let (_, found) = quotations(text);
        assert_eq!(found.len(), 2);
        assert_eq!(found[1].span.slice(text), "‘go home’");
        assert_eq!(found[1].nested_in, Some(0));
        assert_eq!(spans("'She said \"no\" to us,' he recalled."), ["'She said \"no\" to us,'", "\"no\""]);
        assert_eq!(spans("“They said: ‘Not now.’” He left."), ["“They said: ‘Not now.’”", "‘Not now.’"]);
        assert_eq!(spans("\"'Never,' she said,\" he told us."), ["\"'Never,' she said,\"", "'Never,'"]);
        assert_eq!(spans("‘He said ‘yes’ to it,’ she said."), ["‘He said ‘yes’ to it,’", "‘yes’"]);
    }

    #[test]
    fn unclosed_ones_end_with_the_paragraph() {
        let text = "A clerk wrote: ‘Trains have been seen by all. \n\nAn aide added: ‘All is well.’";
        assert_eq!(spans(text), ["‘Trains have been seen by all.", "‘All is well.’"]);
        assert_eq!(marks(text), [Marks::Unclosed, Marks::Single]);
        assert_eq!(spans("“We won, he said. “They lost.”"), ["“We won, he said.", "“They lost.”"]);
        assert_eq!(spans("She added: 'The miners' union is silent.\n\n'We wait.'")[0], "'The miners' union is silent.");
        assert_eq!(spans("‘We back the miners’ fight.\n\nHe left."), ["‘We back the miners’ fight."]);
    }

    #[test]
    fn a_quotation_goes_on_over_paragraphs() {
        let text = "She said: “We began.\n\n“We went on.\n\nPhoto: Ann Lee\n\n“We ended.” He “agreed”.";
        let (_, found) = quotations(text);
        let told: Vec<_> = found.iter().map(|q| (q.marks, q.continues)).collect();
        assert_eq!(
            told,
            [(Marks::Continued, false), (Marks::Continued, true), (Marks::Double, true), (Marks::Double, false)]
        );
        assert!(!quotations("“We began.\n\nHe left. “We ended.”").1[1].continues);
        assert!(!quotations("“We began.\n\n‘We ended.’").1[1].continues);
    }

    #[test]
    fn damaged_marks() {
        let text = "He warned that the ‘”age of waiting” is over and met “strong words”.";
        assert_eq!(spans(text), ["‘”age of waiting”", "“strong words”"]);
        assert_eq!(marks(text), [Marks::Mismatched, Marks::Double]);
        assert_eq!(spans("She called it ‘a farce” and left."), ["‘a farce”"]);
        assert_eq!(marks("She called it ‘a farce” and left."), [Marks::Mismatched]);
        assert_eq!(spans("“We won,’ he said."), ["“We won,’"]);
        assert_eq!(spans("““Twice,”” he said."), ["““Twice,””"]);
    }

    #[test]
    fn inches_and_stray_marks_open_nothing() {
        assert_eq!(spans("He is 6'2\" tall and owns a 12\" pipe and a 5' pole."), NONE);
        assert_eq!(spans("\"I am 5'2\" tall,\" she said."), ["\"I am 5'2\" tall,\""]);
        assert_eq!(spans("It was late\" and over. The 'burbs slept."), NONE);
        assert_eq!(spans("\"\" ' \" ‘’ “”"), NONE);
    }

    #[test]
    fn time_is_linear() {
        for pattern in
            ["“a", "‘a ", "\"", "'", "'a ", "’s ", "“a ‘b ", "a” ", "“a‘”", "s’ the ", "‘”", "``", "\"a 'b' ", "“a\n\n"]
        {
            let text = pattern.repeat(1_000_000 / pattern.len());
            let begun = std::time::Instant::now();
            quotations(&text);
            assert!(begun.elapsed().as_secs() < 5, "{pattern:?}");
        }
        let text = "“a ".repeat(200_000) + &"b” ".repeat(200_000);
        assert_eq!(quotations(&text).1.len(), 200_000);
    }
}
