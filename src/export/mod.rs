//! Ways to take a result along.
//!
//! Each format is one file, which says what standard it follows, and a pure function from a document and its text to a
//! string. The document comes as JSON, in any unit of offsets, because people change it after it was made: their
//! [`Review`](crate::document::Review), claims of their own and fields that nobody here knows go along. Files count Unicode
//! code points. Nothing is said that the document does not say.

mod article;
mod base64;
mod csv;
mod html;
mod ids;
mod markdown;
pub(crate) mod marks;
mod schema;
#[cfg(test)]
mod tests;
mod webanno;
mod words;

pub use csv::header as csv_header;

use crate::json::{self, Error};
use crate::offsets::Unit;
use article::Article;

/// A format to take a result along in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// The result format itself.
    Json,
    /// W3C Web Annotations, as JSON-LD.
    WebAnnotation,
    /// Comma-separated values, one row a claim.
    Csv,
    /// Markdown.
    Markdown,
    /// One annotated page that works by itself.
    Html,
    /// schema.org `Claim`, as JSON-LD.
    Schema,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 6] = [Self::Json, Self::WebAnnotation, Self::Csv, Self::Markdown, Self::Html, Self::Schema];

    /// Its name in options.
    pub const fn name(self) -> &'static str {
        ["json", "webanno", "csv", "md", "html", "schema"][self as usize]
    }

    /// The format of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }
}

/// Writes a document, given as JSON, in another format.
///
/// `name` is what the text is called where it has no headline, and in the first column of CSV; where it is empty, that is
/// the address of the text, or its hash.
///
/// # Errors
///
/// Where `document` is no document, or none of this text; names the field.
///
/// ```
/// use sayso::export::{Format, export};
///
/// let text = "The ferry is old, the mayor said.";
/// let document = serde_json::to_string(&sayso::annotate(text, &sayso::Options::default()))?;
/// let table = export(&document, text, Format::Csv, "ferry.txt")?;
/// assert!(table.starts_with("text_id,claim_id,") && table.contains("\r\nferry.txt,c1,"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn export(document: &str, text: &str, format: Format, name: &str) -> Result<String, Error> {
    let mut article = Article::new(json::read(document)?, text)?;
    let name = match [name, article.url(), article.document.get("source").get("sha256").str()] {
        ["", "", hash] => hash.to_owned(),
        ["", url, _] => url.to_owned(),
        [name, ..] => name.to_owned(),
    };
    Ok(match format {
        Format::Json => {
            marks::recount(&mut article.document, text, Unit::CodePoint)?;
            json::write(&article.document, true) + "\n"
        }
        Format::WebAnnotation => webanno::write(&article)?,
        Format::Csv => csv::header() + &csv::rows(&article, &name),
        Format::Markdown => markdown::write(&article, &name),
        Format::Html => html::write(&article, &name),
        Format::Schema => schema::write(&article, &name),
    })
}
