//! The whole at a glance.

use super::{Claim, ClaimId, Summary};
use crate::terms::{CertaintyLabel, ClaimType, Naming, SourceId, Voice};

/// How many claims `check_first` names at most.
const CHECK_FIRST: usize = 5;

/// What is counted while the claims go by, one by one, in their order.
#[derive(Debug, Default)]
pub(super) struct Tally {
    claims: u32,
    attributed: u32,
    hedged: u32,
    numbers_without_source: u32,
    /// Those to check first, best first, each with its score in ten-thousandths; of one score the first.
    first: Vec<(u32, ClaimId)>,
}

impl Tally {
    pub(super) fn add(&mut self, claim: &Claim<'_>) {
        let author = claim.source_id == SourceId::Author;
        let number = claim.claim_type == ClaimType::Quantity && claim.voice != Voice::Attributed;
        self.claims += 1;
        self.attributed += u32::from(!author);
        self.hedged += u32::from(is_hedged(claim.certainty_label.name()));
        self.numbers_without_source += u32::from(author && number);
        if claim.check_worthy {
            let score = (claim.check_worthiness * 1e4).round() as u32;
            let at = self.first.partition_point(|&(better, _)| better >= score);
            if at < CHECK_FIRST {
                self.first.truncate(CHECK_FIRST - 1);
                self.first.insert(at, (score, claim.id));
            }
        }
    }

    /// The summary of these claims by these sources.
    pub(super) fn summary(&self, sources: &[crate::attribution::Source]) -> Summary {
        let &Self { claims, attributed, hedged, numbers_without_source, .. } = self;
        let author_voice = claims - attributed;
        let unnamed_sources = sources.iter().filter(|s| s.naming == Naming::Unnamed).count() as u32;
        let all = sources.len() as u32;
        Summary {
            claims,
            attributed,
            author_voice,
            unnamed_sources,
            hedged,
            numbers_without_source,
            check_first: self.first.iter().map(|&(_, id)| id).collect(),
            sentence: sentence(claims, author_voice, attributed, all, unnamed_sources, hedged, numbers_without_source),
        }
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
    let (own, others) = (grouped(author), grouped(attributed));
    let voices = match (author, attributed) {
        (0, _) => format!("all attributed to {}", plural(sources.max(1), "source")),
        (_, 0) => "all in the author's own voice".to_owned(),
        _ if sources == 0 => {
            format!("{own} in the author's own voice, {others} attributed to nobody in particular")
        }
        _ => format!("{own} in the author's own voice, {others} attributed to {}", plural(sources, "source")),
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
    if n == 1 { format!("1 {noun}") } else { format!("{} {noun}s", grouped(n)) }
}

/// A number with a comma at each three digits.
fn grouped(n: u32) -> String {
    if n < 1000 { n.to_string() } else { format!("{},{:03}", grouped(n / 1000), n % 1000) }
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
        assert_eq!(
            sentence(1_000_020, 20, 1_000_000, 999, 0, 12_345, 0),
            "1,000,020 claims: 20 in the author's own voice, 1,000,000 attributed to 999 sources; 12,345 claims less than certain."
        );
        assert_eq!(sentence(0, 0, 0, 0, 0, 0, 0), "No claim was found in this text.");
    }
}
