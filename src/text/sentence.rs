//! Sentences.
//!
//! A sentence ends at a full stop, question or exclamation mark, with the closing marks that follow it, when what comes
//! next can begin a sentence. A headline, byline or other short line is one sentence. What runs on for hundreds of
//! words without a stop is cut, so that whatever looks through a sentence does a bounded amount of work.

use std::ops::Range;

use super::token::{Shape, Token, TokenKind};
use crate::lexicon::{Class, Classes, Lexicon, Takes, WordId};
use crate::span::Span;
use crate::terms::SegmentKind;

/// From how many tokens on a sentence is cut at the next comma or other break, and at how many it is cut wherever it is.
const LONG: usize = 300;
const LONGEST: usize = 400;

/// One sentence.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// From its first to its last token.
    pub span: Span,
    /// Index of the segment it stands in.
    pub segment: u32,
    /// Its tokens, as indices into the reading's tokens; never empty.
    pub tokens: Range<u32>,
    /// Whether it is the place and the day that a paragraph opens with, which say nothing.
    pub is_dateline: bool,
}

/// Appends the sentences of one segment, whose tokens are `tokens[first..]`.
pub fn find(
    text: &str,
    kind: SegmentKind,
    segment: u32,
    tokens: &[Token],
    first: usize,
    lexicon: &Lexicon,
    sentences: &mut Vec<Sentence>,
) {
    let mut start = first;
    let mut at = first;
    let mut push = |from: usize, to: usize, is_dateline: bool| {
        if from < to {
            let span = tokens[from].span.cover(tokens[to - 1].span);
            sentences.push(Sentence { span, segment, tokens: from as u32..to as u32, is_dateline });
        }
    };
    let splits =
        !matches!(kind, SegmentKind::Byline | SegmentKind::Dateline | SegmentKind::Credit | SegmentKind::Teaser);
    if kind == SegmentKind::Paragraph {
        at = dateline(&tokens[first..], lexicon).map_or(first, |end| first + end);
        push(start, at, true);
        start = at;
    }
    while at < tokens.len() {
        let end = after_closing(text, tokens, at + 1);
        let runs_on = at - start >= LONGEST || at - start >= LONG && is_break(tokens[at].kind);
        if runs_on || splits && ends_sentence(tokens, at, lexicon) && begins_sentence(text, tokens, at, end, lexicon) {
            let end = end.min(start + LONGEST + 1).max(at + 1);
            push(start, end, false);
            start = end;
            at = end;
        } else {
            at += 1;
        }
    }
    push(start, tokens.len(), false);
}

/// Past the dateline that a paragraph opens with, which is no part of what it says: "ARDEN, May 3 (Agency) -- |", "Hong Kong
/// (CNN) |".
fn dateline(tokens: &[Token], lexicon: &Lexicon) -> Option<usize> {
    /// The longest, in tokens.
    const LONGEST: usize = 16;
    const PLACED: Classes = Classes::of(&[Class::Place, Class::Country]);
    let first = tokens.first().filter(|t| t.kind == TokenKind::Word && t.is_capital())?;
    let belongs = |t: &Token| match t.kind {
        TokenKind::Word => t.is_capital(),
        TokenKind::Number
        | TokenKind::Comma
        | TokenKind::Stop
        | TokenKind::Symbol
        | TokenKind::Open
        | TokenKind::Close => true,
        _ => false,
    };
    let end = tokens.iter().take(LONGEST).position(|t| !belongs(t)).unwrap_or(tokens.len().min(LONGEST));
    let is_dash = |at: usize| tokens.get(at).is_some_and(|t| t.kind == TokenKind::Dash);
    // The sentence proper has a capital of its own.
    let begins = |at: usize| tokens.get(at).is_some_and(|t| t.is_capital() || t.kind != TokenKind::Word);
    if first.shape.any(Shape::ALL_CAPITALS) && is_dash(end) && begins(end + 1) {
        return Some(end + 1);
    }
    let word = |i: usize| tokens.get(i).map_or(WordId::UNKNOWN, |t| t.word);
    let place = lexicon.phrase(word(0), word).map_or(lexicon.classes(word(0)), |p| p.classes);
    let open = tokens.iter().take(end).position(|t| t.kind == TokenKind::Open)?;
    let close = open + tokens[open..end].iter().position(|t| t.kind == TokenKind::Close)?;
    let agency =
        lexicon.phrase(word(open + 1), |i| word(open + 1 + i)).map_or(lexicon.classes(word(open + 1)), |p| p.classes);
    let next = close + 1 + usize::from(is_dash(close + 1));
    (place.any(PLACED) && agency.has(Class::Outlet) && begins(next)).then_some(next)
}

const fn is_break(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Comma | TokenKind::Semicolon | TokenKind::Colon | TokenKind::Dash | TokenKind::Stop)
}

/// Past the closing marks that touch the end of a sentence.
fn after_closing(text: &str, tokens: &[Token], mut at: usize) -> usize {
    /// More marks than this close nothing.
    const MOST: usize = 8;
    let limit = tokens.len().min(at + MOST);
    while at < limit && !tokens[at].shape.any(Shape::SPACE_BEFORE) {
        let closes = match tokens[at].kind {
            TokenKind::Close => true,
            // An opening mark that lost its space is still no closing one.
            TokenKind::Quote => !tokens[at].span.slice(text).starts_with(['“', '‘', '„', '«']),
            _ => false,
        };
        if !closes {
            break;
        }
        at += 1;
    }
    at
}

fn ends_sentence(tokens: &[Token], at: usize, lexicon: &Lexicon) -> bool {
    let token = &tokens[at];
    token.kind == TokenKind::Stop
        || (token.shape.any(Shape::OWN_STOP) && lexicon.classes(token.word).has(Class::FinalAbbreviation))
}

/// Whether the token at `next` can begin a sentence after the stop at `stop`.
fn begins_sentence(text: &str, tokens: &[Token], stop: usize, next: usize, lexicon: &Lexicon) -> bool {
    let Some(token) = tokens.get(next) else { return true };
    if !token.shape.any(Shape::SPACE_BEFORE) {
        return false;
    }
    let own = tokens[stop].shape.any(Shape::OWN_STOP);
    let opener = matches!(token.kind, TokenKind::Quote | TokenKind::Open | TokenKind::Dash);
    let first = if opener { tokens.get(next + 1).unwrap_or(token) } else { token };
    if own {
        // "the U.S. president", "Acme Inc. said": only a word that hardly stands inside a name begins a new one.
        const STARTERS: Classes = Classes::of(&[
            Class::Determiner,
            Class::Pronoun,
            Class::Possessive,
            Class::Subordinator,
            Class::Coordinator,
            Class::Preposition,
        ]);
        return first.is_capital()
            && !first.shape.any(Shape::ALL_CAPITALS)
            && lexicon.classes(first.word).any(STARTERS);
    }
    let ellipsis = tokens[stop].span.slice(text).starts_with(['…', '.']) && tokens[stop].span.slice(text) != ".";
    let starts = match first.kind {
        TokenKind::Word => first.is_capital() || !first.span.slice(text).starts_with(|c: char| c.is_lowercase()),
        _ => !ellipsis,
    };
    let closed = next > stop + 1 && tokens[stop + 1..next].iter().any(|t| t.kind == TokenKind::Quote);
    // “Why?” Ann Lee asked. The mark ends the quotation, not the sentence.
    starts && !(closed && !opener && says_soon(tokens, next, lexicon))
}

/// Whether a few words on, before any mark, stands a verb of saying, as in the tail of a quotation.
fn says_soon(tokens: &[Token], from: usize, lexicon: &Lexicon) -> bool {
    for (i, token) in tokens[from..].iter().take(6).enumerate() {
        if token.kind != TokenKind::Word {
            return false;
        }
        let says = lexicon.verb_cue(token.word).is_some_and(|c| c.takes.any(Takes::QUOTE));
        if i > 0 && says {
            return !tokens.get(from + i + 1).is_some_and(|t| {
                lexicon.classes(t.word).any(Classes::of(&[Class::Determiner, Class::Pronoun, Class::Possessive]))
                    || t.kind == TokenKind::Quote
                    || lexicon.id("that") == t.word
            });
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        let lexicon = Lexicon::get();
        let mut tokens = Vec::new();
        super::super::token::find(text, Span::of(0, text.len()), lexicon, &mut tokens);
        let mut sentences = Vec::new();
        find(text, SegmentKind::Paragraph, 0, &tokens, 0, lexicon, &mut sentences);
        sentences.iter().map(|s| s.span.slice(text)).collect()
    }

    #[test]
    fn stops_end_sentences() {
        assert_eq!(split("It rained. It stopped! Did it? Yes."), ["It rained.", "It stopped!", "Did it?", "Yes."]);
        assert_eq!(split("It grew 3.5 percent. No. 4 fell."), ["It grew 3.5 percent.", "No. 4 fell."]);
    }

    #[test]
    fn abbreviations_and_initials_do_not() {
        assert_eq!(split("Mr. J. R. Park of Acme Inc. met U.S. officials at 8 p.m. on Monday. He left.").len(), 2);
        assert_eq!(split("They moved to the U.S. The move was costly.").len(), 2);
    }

    #[test]
    fn closing_marks_stay_with_their_sentence() {
        assert_eq!(split("“We won.” The crowd left."), ["“We won.”", "The crowd left."]);
        assert_eq!(split("(It was late.) They left."), ["(It was late.)", "They left."]);
    }

    #[test]
    fn a_question_inside_a_quotation_goes_on() {
        assert_eq!(split("“Why?” she asked. “Go!” Ann Lee shouted. End.").len(), 3);
    }

    #[test]
    fn what_runs_on_is_cut() {
        let sentences = split(&"and they went on, ".repeat(500)).iter().map(|s| s.split(' ').count()).max();
        assert!(sentences <= Some(LONGEST));
        assert_eq!(split(&"( ".repeat(LONGEST * 2)).len(), 2);
    }

    #[test]
    fn a_dateline_stands_apart() {
        assert_eq!(split("ARDEN — The pier burned."), ["ARDEN —", "The pier burned."]);
        assert_eq!(
            split("ARDEN, May 3 (Coast Wire) - The pier burned."),
            ["ARDEN, May 3 (Coast Wire) -", "The pier burned."]
        );
        assert_eq!(split("Hong Kong (CNN) A pier burned."), ["Hong Kong (CNN)", "A pier burned."]);
        for whole in
            ["NATO — the alliance — met.", "The BBC (CNN reports) met.", "Ann Lee (CNN) Chief Tom Reed met.", "WHO"]
        {
            assert_eq!(split(whole), [whole]);
        }
    }

    #[test]
    fn an_ellipsis_goes_on_in_lower_case() {
        assert_eq!(split("Well... maybe so. Or not."), ["Well... maybe so.", "Or not."]);
    }
}
