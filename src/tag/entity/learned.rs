//! What the model says of names: it weighs in on the kind of those that the rules have found, and adds some of its own.

use super::kind::Evidence;
use super::{Mention, View};
use crate::lexicon::{Class, Classes};
use crate::model::{Name, Output, Piece, pieces};
use crate::text::{Shape, TokenKind};

/// What the model weighs where it is sure, in sixteenths.
const WEIGHT: f32 = 48.0;
/// A name that only the model has found is taken from this probability on.
const SURE: f32 = 0.7;
/// Names that are written small in messages.
const PLACE: Classes = Classes::of(&[Class::Place, Class::Country]);
/// From this probability on, a word that nobody knows is a person by itself.
const PERSON: f32 = 0.9;
/// What the rules have taken for a name is none where the model is so sure that it is none.
const NO_NAME: f32 = 0.9;

/// Weighs the rules' names by what the model says of their words, and adds those that only the model has found. Both
/// lists are in text order.
pub(super) fn join(view: &View<'_, '_>, mentions: Vec<Mention>, learned: &Output) -> Vec<Mention> {
    let mut out = Vec::with_capacity(mentions.len());
    let mut said = pieces(&learned.name).into_iter().peekable();
    let from = learned.tokens.start;
    for mut mention in mentions {
        while let Some(piece) = said.next_if(|p| p.tokens.end + from <= mention.tokens.start) {
            out.extend(named(view, learned, &piece));
        }
        while said.next_if(|p| p.tokens.start + from < mention.tokens.end).is_some() {}
        let mut nothing = 0.0;
        for at in mention.tokens.clone() {
            let Some(i) = at.checked_sub(from).filter(|&i| i < learned.name.len()) else { continue };
            let share = learned.name_sure[i] / mention.tokens.len() as f32;
            match learned.name[i].checked_sub(1) {
                Some(tag) => {
                    let kind = Name::ALL[usize::from(tag / 2)];
                    // A strange word alone may be a town or a company as well.
                    let strange = mention.tokens.len() == 1 && view.classes(at).is_empty();
                    if kind != Name::Person || !strange || learned.name_sure[i] >= PERSON {
                        mention.evidence.lean(kind, (share * WEIGHT) as i32);
                    }
                }
                None => nothing += share,
            }
        }
        if nothing < NO_NAME {
            out.push(mention);
        }
    }
    for piece in said {
        out.extend(named(view, learned, &piece));
    }
    out
}

/// A name that only the model has found, if it is sure and the words look like one.
fn named(view: &View<'_, '_>, learned: &Output, piece: &Piece) -> Option<Mention> {
    let from = learned.tokens.start;
    let mut tokens = piece.tokens.start + from..piece.tokens.end + from;
    while tokens.len() > 1 && view.classes(tokens.start).has(Class::Title) {
        tokens.start += 1;
    }
    let sure = learned.name_sure[piece.tokens.clone()].iter().copied().fold(1.0, f32::min);
    let written = tokens.clone().all(|t| {
        view.is_kind(t, TokenKind::Word) && !view.reading.word(t).contains(['@', '/', '_']) || t > tokens.start
    });
    // In small letters only what the lexicon knows as a name.
    let known = || view.classes_of(tokens.clone()).any(PLACE);
    let capital = tokens.clone().any(|t| view.is_capital(t)) || known();
    if sure < SURE || !written || !capital || view.has_shape(tokens.start, Shape::DIGIT) {
        return None;
    }
    let mut evidence = Evidence::default();
    evidence.lean(Name::ALL[usize::from(piece.kind)], (sure * WEIGHT) as i32);
    Some(Mention { span: view.reading.span(tokens.clone()), tokens, evidence })
}
