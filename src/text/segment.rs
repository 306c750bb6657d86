//! Segments: lines and paragraphs, and what each of them is.
//!
//! First the lines, hard-wrapped ones joined ([`line`]). Then what each shows by itself ([`alone`]), by its first words
//! ([`label`]) and its look ([`form`]). Then what its place among the others makes of it ([`place`]).

mod alone;
mod dateline;
mod form;
mod label;
mod line;
mod picture;
mod place;
mod repeat;

use std::ops::Range;

use crate::lexicon::Lexicon;
use crate::span::Span;
pub use crate::terms::SegmentKind;

/// A line or paragraph.
#[derive(Clone, Debug)]
pub struct Segment {
    /// Without white space and invisible characters at its ends.
    pub span: Span,
    /// What it is.
    pub kind: SegmentKind,
    /// Number of the line it begins on, counted from one.
    pub line: u32,
    /// Its sentences, as indices into the reading's sentences.
    pub sentences: Range<u32>,
}

/// The segments of a text: its non-empty lines, each with its type.
pub fn find(text: &str, lexicon: &Lexicon) -> Vec<Segment> {
    let lines = line::find(text);
    let mut kinds = place::kinds(text, &lines, lexicon);
    repeat::mark(text, &lines, &mut kinds);
    lines
        .into_iter()
        .zip(kinds)
        .map(|(line, kind)| Segment { span: line.span, kind, line: line.number, sentences: 0..0 })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads lines that begin with the kind they should get, and checks that they get it.
    fn check(marked: &str) {
        let mut text = String::new();
        let mut wanted = Vec::new();
        for line in marked.lines() {
            match line.trim().split_once("| ") {
                Some((kind, words)) => {
                    wanted.push(SegmentKind::from_name(kind.trim()).expect(kind));
                    text.push_str(words);
                }
                None => assert!(line.trim().is_empty(), "{line}"),
            }
            text.push('\n');
        }
        for text in [text.clone(), text.replace('\n', "\r\n")] {
            let got = find(&text, Lexicon::get());
            assert_eq!(got.len(), wanted.len());
            for (segment, kind) in got.iter().zip(&wanted) {
                assert_eq!(segment.kind, *kind, "{}", segment.span.slice(&text));
            }
        }
    }

    #[test]
    fn a_tabloid() {
        check(
            "other      | NEWS
            headline   | Furious mum slams council after son, 6, 'left alone' at bus stop
            subheading | The boy was found crying by a passer-by near a busy road, she claims
            byline     | By Karen Holt, Senior Reporter
            dateline   | 14:32, 3 MAR 2021
            caption    | Kelly Marsh says she was \"horrified\" by what happened (Image: Wessex Post)

            paragraph  | A furious mum has hit out at a council after her son was left alone at a bus stop.

            teaser     | Read More
            teaser     | Boy, 9, found safe after two-day search
            teaser     | Mum's warning over school bus danger

            paragraph  | \"I was beside myself,\" she said.

            caption    | Kelly and Jake outside their home in Orrin

            subheading | 'No excuse'

            paragraph  | A council spokesman said: \"We are looking into this.\"

            teaser     | READ MORE: Council tax to rise by 5 per cent
            teaser     | What the council won't tell you about your bins

            paragraph  | The council said it had apologised to the family.

            other      | Follow us on Facebook
            other      | Topics
            other      | Orrin Council",
        );
    }

    #[test]
    fn a_wire_report() {
        check(
            "dateline   | ORRIN BAY, Maine (AP) _

            paragraph  | The ferry that has crossed Orrin Bay for 90 years will stop in May, its owner said Tuesday.

            paragraph  | Passengers were told by letter.

            other      | ___

            byline     | Tom Reed contributed to this report.",
        );
        check(
            "paragraph  | ORRIN BAY, Maine (AP) — The ferry that has crossed the bay will stop in May, its owner said.

            paragraph  | Passengers were told by letter.",
        );
    }

    #[test]
    fn a_press_release() {
        check(
            "other      | FOR IMMEDIATE RELEASE
            dateline   | March 3, 2021

            headline   | Acme Robotics Announces Record Second-Quarter Results

            paragraph  | SPRINGFIELD, Ill. -- Acme Robotics Inc. today announced results for the quarter.

            subheading | Second-Quarter Highlights

            list_item  | • Revenue of $412 million, up 12 percent
            list_item  | • Net income of $31 million

            paragraph  | \"We had a strong quarter,\" said Jane Roe, chief executive of Acme Robotics.

            other      | Media Contact:
            other      | John Doe

            other      | ###",
        );
    }

    #[test]
    fn a_report_with_sources() {
        check(
            "headline   | Three rescued from sinking trawler off Orrin

            dateline   | Wednesday, March 3, 2021

            caption    | trawlers at Orrin's quay in 2008.

            paragraph  | Three fishermen were rescued from a sinking trawler off the coast on Monday, a coastguard said.

            other      | The sea was calm, and then it was not, in a minute or two. Tom Reed

            paragraph  | The sea was calm, and then it was not, in a minute or two. The coastguard came by air.

            paragraph  | The coastguard denied it was late:

            paragraph  | We went as soon as we were called.

            other      | Sources
            other      | Ann Lee. \"Trawlermen saved in gale\" — Orrin Post, March 2, 2021
            other      | External links
            other      | Orrin coastguard official site
            other      | Categories: Orrin, Fishing",
        );
    }

    #[test]
    fn a_section_ends_with_running_text() {
        check(
            "headline   | Ferry to stop after 90 years

            paragraph  | The ferry that has crossed Orrin Bay for ninety years will stop in May, its owner said.

            other      | Topics
            other      | Ferries

            paragraph  | The council said it had been told by letter.

            teaser     | Related:
            teaser     | Owner fined

            paragraph  | Nobody has made an offer.

            other      | About the author
            other      | Ann Lee has written about boats for the Orrin Post since 1998.",
        );
    }

    #[test]
    fn a_live_page() {
        check(
            "headline   | Storm Gerda live: Thousands without power as winds hit 90mph
            other      | Follow the latest updates as the storm crosses the north
            dateline   | 12:50 p.m.
            subheading | Ferries cancelled in the west
            paragraph  | All ferries have been cancelled until Friday, the operator says.
            dateline   | 11:32 a.m.
            paragraph  | Police said roads were \"treacherous\".",
        );
    }

    #[test]
    fn titles_with_a_stop() {
        check(
            "headline   | Ferry across Orrin Bay to stop in May.

            paragraph  | The ferry that has crossed Orrin Bay for ninety years will stop, its owner said on Tuesday.",
        );
        check(
            "headline   | The Latest: Ferry owner says ‘no’ to loan.

            paragraph  | The ferry that has crossed Orrin Bay for ninety years will stop, its owner said on Tuesday.",
        );
        check(
            "paragraph  | The owner of a ferry in Orrin Bay told passengers on Tuesday that it would stop in May.

            paragraph  | He said he was sorry.",
        );
    }

    #[test]
    fn headlines_of_other_articles_between_paragraphs() {
        check(
            "headline   | Ferry to stop after 90 years

            paragraph  | The ferry that has crossed Orrin Bay for ninety years will stop in May, its owner said.

            teaser     | Is there any hope for the old ferry?
            teaser     | Bay bridge plan rejected by town council

            paragraph  | Passengers were told by letter.

            paragraph  | Ann Lee said:

            paragraph  | “I cried when I heard.”

            paragraph  | These boats are for sale:

            list_item  | The Orrin Star
            list_item  | The Bay Queen

            paragraph  | Nobody has made an offer.",
        );
    }

    #[test]
    fn a_sentence_that_lost_its_links() {
        check(
            "headline   | Ferry to stop after 90 years

            paragraph  | The ferry will stop in May, according to a letter in the

            paragraph  | Orrin Post

            paragraph  | .

            other      | The full letter from the

            other      | Orrin Post

            other      | is available here.",
        );
    }

    #[test]
    fn one_line() {
        check("headline   | Ferry to stop after 90 years");
        check("paragraph  | The ferry will stop in May, its owner said.");
        assert!(find("", Lexicon::get()).is_empty());
        assert!(find(" \r\n\u{feff}\n", Lexicon::get()).is_empty());
    }

    #[test]
    fn time_is_linear() {
        let patterns = [
            "a\n",
            "a\n\n",
            "a\r",
            "\n",
            " ",
            "the\n",
            "“a. Ann Lee\n\n",
            "Related:\n",
            "a b c d e\n\n",
            "A? ",
            "x",
            "More: a\n\nb c d e f g\n",
            "By \n",
            "1. a\n",
            "(",
            ") (",
            "\u{a0}\n",
            "word and\nword ",
        ];
        for pattern in patterns {
            let text = pattern.repeat(500_000 / pattern.len());
            let begun = std::time::Instant::now();
            find(&text, Lexicon::get());
            assert!(begun.elapsed().as_secs() < 5, "{pattern:?}");
        }
    }
}
