//! Words that lines of one kind begin with, on sites and wires of every sort.

use super::SegmentKind;

/// What must follow the words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Then {
    /// Anything.
    Any,
    /// A colon, a dash or a bar with spaces; or nothing.
    Mark,
    /// Nothing, but perhaps a colon or stop.
    Nothing,
}

use SegmentKind::{Byline, Caption, Credit, Other, Teaser};
use Then::{Any, Mark, Nothing};

/// In lower case, with straight apostrophes. The first row that fits wins.
#[rustfmt::skip]
const LABELS: &[(&str, Then, SegmentKind)] = &[
    // Other articles.
    ("more on this", Any, Teaser), ("more stories", Any, Teaser), ("more from", Any, Teaser), ("more news", Any, Teaser),
    ("more like this", Any, Teaser), ("more coverage", Any, Teaser), ("more", Mark, Teaser),
    ("read more", Any, Teaser), ("read also", Any, Teaser), ("read next", Any, Teaser), ("also read", Any, Teaser),
    ("read the full", Any, Teaser), ("read our", Any, Teaser), ("read the rest", Any, Teaser), ("read", Mark, Teaser),
    ("see also", Any, Teaser), ("see more", Any, Teaser), ("see", Mark, Teaser), ("also", Mark, Teaser),
    ("also on", Mark, Teaser), ("related stories", Any, Teaser), ("related articles", Any, Teaser),
    ("related story", Any, Teaser), ("related article", Any, Teaser), ("related content", Any, Teaser),
    ("related coverage", Any, Teaser), ("related news", Any, Teaser), ("related links", Any, Teaser),
    ("related topics", Any, Teaser), ("related reading", Any, Teaser), ("related video", Any, Teaser),
    ("related", Mark, Teaser), ("recommended", Mark, Teaser), ("recommended for you", Any, Teaser),
    ("you may also like", Any, Teaser), ("you might also like", Any, Teaser), ("you may like", Any, Teaser),
    ("in case you missed it", Any, Teaser), ("icymi", Any, Teaser), ("don't miss", Mark, Teaser),
    ("must read", Mark, Teaser), ("most read", Mark, Teaser), ("most popular", Mark, Teaser), ("trending", Mark, Teaser),
    ("trending now", Any, Teaser), ("up next", Mark, Teaser), ("next", Mark, Teaser), ("top stories", Mark, Teaser),
    ("latest news", Mark, Teaser), ("editor's picks", Mark, Teaser), ("editors' picks", Mark, Teaser),
    ("watch", Mark, Teaser), ("watch more", Any, Teaser), ("watch now", Any, Teaser), ("listen", Mark, Teaser),
    ("gallery", Mark, Teaser), ("in pictures", Mark, Teaser), ("podcast", Mark, Teaser), ("explainer", Mark, Teaser),
    ("opinion", Mark, Teaser), ("analysis", Mark, Teaser), ("previously", Mark, Teaser), ("flashback", Mark, Teaser),
    ("further reading", Mark, Teaser), ("sponsored", Mark, Teaser), ("promoted", Mark, Teaser),
    ("from our partners", Any, Teaser), ("click here to read", Any, Teaser), ("for more on", Any, Teaser),
    ("for more stories", Any, Teaser), ("for more news", Any, Teaser), ("for more from", Any, Teaser), ("the latest on", Mark, Teaser),
    // Calls to readers, and furniture of the page.
    ("sign up", Any, Other), ("subscribe", Any, Other), ("follow us", Any, Other), ("follow @", Any, Other),
    ("follow the", Mark, Other), ("like us on", Any, Other), ("like the page", Any, Other), ("find us on", Any, Other),
    ("join us", Any, Other), ("join our", Any, Other), ("join the conversation", Any, Other),
    ("join the discussion", Any, Other), ("click here", Any, Other), ("click to", Any, Other), ("click on", Any, Other),
    ("download our", Any, Other), ("download the", Any, Other), ("get our", Any, Other), ("get the latest", Any, Other),
    ("get breaking", Any, Other), ("stay up to date", Any, Other), ("stay informed", Any, Other),
    ("share this", Any, Other), ("share on", Any, Other), ("share", Nothing, Other), ("tweet", Nothing, Other),
    ("print", Nothing, Other), ("email", Nothing, Other), ("email address", Mark, Other), ("save", Nothing, Other),
    ("donate", Nothing, Other), ("donate to", Any, Other), ("donate now", Any, Other), ("support our", Any, Other),
    ("support us", Any, Other), ("become a member", Any, Other), ("have you been affected", Any, Other),
    ("do you have a story", Any, Other), ("do you have a tip", Any, Other), ("do you have information", Any, Other),
    ("do you support", Any, Other), ("got a tip", Any, Other), ("got a story", Any, Other), ("have a tip", Any, Other),
    ("have a story", Any, Other), ("send us", Any, Other), ("send your", Any, Other), ("let us know", Any, Other),
    ("tell us", Any, Other), ("write to us", Any, Other), ("contact us", Any, Other), ("contact the author", Any, Other),
    ("email us", Any, Other), ("e-mail us", Any, Other), ("enter your email", Any, Other), ("leave a comment", Any, Other),
    ("leave a reply", Any, Other), ("post a comment", Any, Other), ("view comments", Any, Other),
    ("comments", Mark, Other), ("what do you think", Any, Other), ("take our", Any, Other), ("vote in our", Any, Other),
    ("advertisement", Any, Other), ("advertising", Mark, Other), ("story continues", Any, Other),
    ("article continues", Any, Other), ("continue reading", Any, Other), ("scroll down", Any, Other),
    ("show more", Any, Other), ("load more", Any, Other), ("loading", Nothing, Other), ("skip to", Any, Other),
    ("view original", Any, Other), ("view the original", Any, Other), ("view this post", Any, Other),
    ("watch the full", Any, Other), ("watch the video", Any, Other), ("watch live", Any, Other), ("watch below", Any, Other),
    ("listen to the full", Any, Other), ("listen to the interview", Any, Other), ("see photos", Any, Other),
    ("see pictures", Any, Other), ("scroll through", Any, Other), ("see the full", Any, Other),
    ("this article was originally", Any, Other), ("this story was originally", Any, Other),
    ("this article originally", Any, Other), ("this story originally", Any, Other), ("this post originally", Any, Other),
    ("this article first appeared", Any, Other), ("this story first appeared", Any, Other),
    ("this article was first", Any, Other), ("this story was first", Any, Other), ("this article was amended", Any, Other),
    ("this story has been", Any, Other), ("this article has been", Any, Other), ("this post has been", Any, Other),
    ("originally published", Any, Other), ("first published", Any, Other), ("copyright", Any, Other), ("©", Any, Other),
    ("(c) ", Any, Other), ("all rights reserved", Any, Other),
    ("published", Nothing, Other), ("updated", Nothing, Other), ("posted", Nothing, Other), ("e-mail", Nothing, Other),
    ("view", Nothing, Other), ("this article is more than", Any, Other), ("tagged", Mark, Other), ("terms of use", Any, Other), ("privacy policy", Any, Other),
    ("we use cookies", Any, Other), ("the views expressed", Any, Other), ("the opinions expressed", Any, Other),
    ("views expressed", Any, Other), ("opinions expressed", Any, Other), ("editor's note", Any, Other),
    ("editors' note", Any, Other), ("for media inquiries", Any, Other), ("for press inquiries", Any, Other),
    ("for media enquiries", Any, Other), ("for more information", Any, Other), ("for further information", Any, Other),
    ("media contact", Any, Other), ("media contacts", Any, Other), ("press contact", Any, Other), ("contact", Mark, Other),
    ("contacts", Mark, Other), ("for immediate release", Any, Other), ("embargoed", Any, Other), ("ends", Nothing, Other),
    ("-30-", Any, Other), ("notes to editors", Mark, Other), ("note to editors", Mark, Other), ("filed under", Any, Other),
    ("posted in", Any, Other), ("tags", Mark, Other), ("tag", Mark, Other), ("topics", Mark, Other),
    ("categories", Mark, Other), ("category", Mark, Other), ("keywords", Mark, Other), ("sources", Mark, Other),
    ("references", Mark, Other), ("external links", Mark, Other), ("sister links", Mark, Other),
    ("footnotes", Mark, Other), ("about the author", Any, Other), ("breaking news", Nothing, Other),
    ("breaking", Nothing, Other), ("exclusive", Nothing, Other), ("live", Nothing, Other),
    // Pictures.
    ("photo credit", Any, Credit), ("photo by", Any, Credit), ("photos by", Any, Credit), ("photo courtesy", Any, Credit),
    ("photos courtesy", Any, Credit), ("photograph by", Any, Credit), ("photographs by", Any, Credit),
    ("photo", Mark, Credit), ("photos", Mark, Credit), ("photograph", Mark, Credit), ("photographs", Mark, Credit),
    ("image credit", Any, Credit), ("image source", Any, Credit), ("image copyright", Any, Credit),
    ("image courtesy", Any, Credit), ("image by", Any, Credit), ("images by", Any, Credit), ("image", Mark, Credit),
    ("images", Mark, Credit), ("picture credit", Any, Credit), ("picture by", Any, Credit), ("picture", Mark, Credit),
    ("pictures", Mark, Credit), ("pic", Mark, Credit), ("pics", Mark, Credit), ("above pic", Mark, Credit),
    ("main pic", Mark, Credit), ("main picture", Mark, Credit), ("main image", Mark, Credit), ("main photo", Mark, Credit),
    ("featured image", Mark, Credit), ("feature image", Mark, Credit), ("top image", Mark, Credit),
    ("top photo", Mark, Credit), ("header image", Mark, Credit), ("lead image", Mark, Credit), ("cover image", Mark, Credit),
    ("cover photo", Mark, Credit), ("credit", Mark, Credit), ("credits", Mark, Credit), ("graphic", Mark, Credit),
    ("graphics", Mark, Credit), ("illustration", Mark, Credit), ("illustration by", Any, Credit), ("video", Mark, Credit),
    ("video credit", Any, Credit), ("source", Mark, Credit), ("courtesy of", Any, Credit), ("getty images", Any, Credit),
    ("afp photo", Any, Credit), ("ap photo", Any, Credit),
    ("h/t", Any, Credit), ("via", Mark, Credit),
    ("pictured", Any, Caption), ("image caption", Any, Caption), ("media caption", Any, Caption), ("caption", Mark, Caption),
    ("photo caption", Any, Caption), ("file photo", Any, Caption), ("file picture", Any, Caption), ("file", Mark, Caption),
    ("a file photo", Any, Caption), ("a file picture", Any, Caption), ("in this photo", Any, Caption),
    ("in this image", Any, Caption), ("in this file", Any, Caption), ("this undated", Any, Caption),
    ("this photo ", Any, Caption), ("this image ", Any, Caption), ("photo shows", Any, Caption),
    ("from left", Any, Caption), ("left to right", Any, Caption), ("clockwise from", Any, Caption),
    ("above", Mark, Caption), ("below", Mark, Caption), ("left", Mark, Caption), ("right", Mark, Caption),
    ("top", Mark, Caption), ("bottom", Mark, Caption), ("screenshot of", Any, Caption),
    // Who wrote it.
    ("written by", Any, Byline), ("reported by", Any, Byline), ("reporting by", Any, Byline), ("story by", Any, Byline),
    ("words by", Any, Byline), ("posted by", Any, Byline), ("posted on", Any, Byline), ("published by", Any, Byline), ("compiled by", Any, Byline),
    ("edited by", Any, Byline), ("editing by", Any, Byline), ("additional reporting", Any, Byline),
    ("with reporting by", Any, Byline), ("with reporting from", Any, Byline), ("with additional reporting", Any, Byline),
    ("author", Mark, Byline), ("authors", Mark, Byline), ("byline", Mark, Byline), ("contributing", Mark, Byline),
];

/// The kind that a line's first words give it, and what stands after them and their colon.
pub(super) fn find(line: &str) -> Option<(SegmentKind, &str)> {
    let body = line.trim_start_matches(['(', '[', '*', '-', '–', '—', '>', '»', '▶', '►', '|', ' ']);
    let first = body.as_bytes().first()?.to_ascii_lowercase();
    LABELS.iter().filter(|(words, ..)| words.as_bytes()[0] == first).find_map(|&(words, then, kind)| {
        let rest = after(body, words)?;
        let marked = rest.trim_start();
        let tail = marked.trim_start_matches([':', '|', '-', '–', '—', '>', '»', '.', '…', ' ', ')', ']']);
        let fits = match then {
            Any => true,
            Nothing => tail.is_empty(),
            Mark => {
                tail.is_empty()
                    || marked.starts_with([':', '|'])
                    || (rest.starts_with(' ') && ["- ", "– ", "— "].iter().any(|d| marked.starts_with(d)))
            }
        };
        fits.then_some((kind, tail))
    })
}

/// Headings after which the lines are of one kind, down to the next running text.
#[rustfmt::skip]
const SECTIONS: &[&str] = &[
    "sources", "references", "external links", "sister links", "footnotes", "categories", "category", "tags", "topics",
    "keywords", "comments", "about the author", "media contact", "media contacts", "contact", "contacts",
    "related stories", "related articles", "related content", "related coverage", "related news", "related links",
    "related topics", "related reading", "related", "recommended", "recommended for you", "most read", "most popular",
    "trending", "trending now", "top stories", "latest news", "more stories", "more news", "more coverage", "see also",
    "further reading", "read more", "you may also like", "you might also like", "from our partners", "editor's picks",
    "editors' picks", "up next", "also on",
];

/// Whether the line is nothing but the heading of such a section.
pub(super) fn is_section(line: &str) -> bool {
    SECTIONS.iter().any(|s| after(line, s).is_some_and(|rest| rest.trim_matches([':', ' ']).is_empty()))
        || (after(line, "also on").is_some() && line.ends_with(':'))
}

/// What stands after these words, if the line begins with them and they end there.
fn after<'l>(line: &'l str, words: &str) -> Option<&'l str> {
    let mut chars = line.char_indices();
    for w in words.chars() {
        let (_, c) = chars.next()?;
        let c = if c == '’' { '\'' } else { c.to_ascii_lowercase() };
        if c != w {
            return None;
        }
    }
    let rest = chars.as_str();
    let joined = rest.strip_prefix(['-', '\'', '’']).unwrap_or(rest);
    let goes_on = words.ends_with(char::is_alphanumeric)
        && (rest.starts_with(char::is_alphanumeric)
            || (joined.len() < rest.len() && joined.starts_with(char::is_alphabetic)));
    (!goes_on).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(line: &str) -> Option<SegmentKind> {
        find(line).map(|(kind, _)| kind)
    }

    #[test]
    fn labels_need_what_follows_them() {
        assert_eq!(kind("MORE: Ferry to stop"), Some(Teaser));
        assert_eq!(kind("More people took the ferry"), None);
        assert_eq!(kind("Read More"), Some(Teaser));
        assert_eq!(kind("Don’t miss: the last ferry"), Some(Teaser));
        assert_eq!(kind("Photo: Ann Lee"), Some(Credit));
        assert_eq!(kind("Photo albums were lost"), None);
        assert_eq!(kind("(Image: Orrin Post)"), Some(Credit));
        assert_eq!(kind("--additional reporting from Tom Reed"), Some(Byline));
        assert_eq!(kind("Sources said the ferry was late"), None);
        assert_eq!(kind("Sources"), Some(Other));
        assert_eq!(kind("Sharecroppers left"), None);
        assert_eq!(kind("Above-average rain fell"), None);
        assert_eq!(find("MORE: Ferry to stop").map(|(_, rest)| rest), Some("Ferry to stop"));
    }

    #[test]
    fn labels_are_in_lower_case() {
        for (words, ..) in LABELS {
            assert!(words.chars().all(|c| !c.is_uppercase() && c != '’'), "{words}");
        }
    }
}
