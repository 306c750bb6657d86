//! The whole at a glance.

use super::{Claim, ClaimId, Source, Summary};
use crate::order::sort_by_key;
use crate::terms::{CertaintyLabel, ClaimType, Naming, SourceId, Voice};

/// How many claims `check_first` names at most.
const CHECK_FIRST: usize = 5;

/// The summary of these claims.
pub(super) fn of(claims: &[Claim<'_>], sources: &[Source<'_>]) -> Summary {
    let count = |f: &dyn Fn(&Claim<'_>) -> bool| claims.iter().filter(|c| f(c)).count() as u32;
    let attributed = count(&|c| c.source_id != SourceId::Author);
    let author_voice = claims.len() as u32 - attributed;
    let hedged = count(&|c| is_hedged(c.certainty_label.name()));
    let numbers_without_source = count(&|c| {
        c.source_id == SourceId::Author && c.claim_type == ClaimType::Quantity && c.voice != Voice::Attributed
    });
    let named = |s: &&Source<'_>| matches!(s.id, SourceId::Named(_));
    let unnamed_sources = sources.iter().filter(named).filter(|s| s.naming == Naming::Unnamed).count() as u32;
    let all_sources = sources.iter().filter(named).count() as u32;
    let mut ranked: Vec<&Claim<'_>> = claims.iter().filter(|c| c.check_worthy).collect();
    // Scores are whole ten-thousandths.
    sort_by_key(&mut ranked, |c| u128::from(!((c.check_worthiness * 1e4).round() as u32)));
    let check_first: Vec<ClaimId> = ranked.iter().take(CHECK_FIRST).map(|c| c.id).collect();
    let sentence = sentence(
        claims.len() as u32,
        author_voice,
        attributed,
        all_sources,
        unnamed_sources,
        hedged,
        numbers_without_source,
    );
    Summary {
        claims: claims.len() as u32,
        attributed,
        author_voice,
        unnamed_sources,
        hedged,
        numbers_without_source,
        check_first,
        sentence,
    }
}

/// Whether a certainty label says less than asserted, confirmed or denied.
pub(crate) fn is_hedged(label: &str) -> bool {
    use CertaintyLabel as L;
    [L::Probable, L::Possible, L::Conditional, L::Hearsay, L::Unverified].iter().any(|l| l.name() == label)
}

/// All of it in one English sentence.
pub(crate) fn sentence(
    claims: u32,
    author: u32,
    attributed: u32,
    sources: u32,
    unnamed: u32,
    hedged: u32,
    numbers: u32,
) -> String {
    if claims == 0 {
        return "No claim was found in this text.".to_owned();
    }
    let voices = match (author, attributed) {
        (0, _) => format!("all attributed to {}", plural(sources.max(1), "source")),
        (_, 0) => "all in the author's own voice".to_owned(),
        _ if sources == 0 => {
            format!("{author} in the author's own voice, {attributed} attributed to nobody in particular")
        }
        _ => format!("{author} in the author's own voice, {attributed} attributed to {}", plural(sources, "source")),
    };
    let mut out = format!("{}: {voices}", plural(claims, "claim"));
    let mut notes = Vec::new();
    if unnamed > 0 {
        notes.push(format!("{} unnamed", plural(unnamed, "source")));
    }
    if hedged > 0 {
        notes.push(format!("{} less than certain", plural(hedged, "claim")));
    }
    if numbers > 0 {
        notes.push(format!("{} with a number and no source", plural(numbers, "claim")));
    }
    if !notes.is_empty() {
        out += "; ";
        out += &notes.join(", ");
    }
    out.push('.');
    out
}

fn plural(n: u32, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_it_in_one_sentence() {
        assert_eq!(
            sentence(12, 5, 7, 3, 1, 2, 0),
            "12 claims: 5 in the author's own voice, 7 attributed to 3 sources; 1 source unnamed, 2 claims less than certain."
        );
        assert_eq!(
            sentence(1, 1, 0, 0, 0, 0, 1),
            "1 claim: all in the author's own voice; 1 claim with a number and no source."
        );
        assert_eq!(sentence(0, 0, 0, 0, 0, 0, 0), "No claim was found in this text.");
    }
}
