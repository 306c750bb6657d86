//! Results come back: our JSON and our Web Annotations, onto the text they were made of or onto one that has changed.
//!
//! On the same text nothing is lost, fields that nobody here knows included. On a changed one every mark is sought again by
//! its words and by what stood around them ([`align`], [`place`]); segments and sentences, which are the text's own, are
//! read anew. What cannot be placed is listed, never dropped and never guessed. Input is hostile: whatever is wrong is
//! named by its field, and the time is nearly linear in the size of both.

mod align;
mod annotations;
mod mend;
mod place;
mod shape;
mod words;

use crate::export::marks;
use crate::json::{self, Error, Value};
use crate::offsets::{Offsets, Unit};
use place::Places;

/// A stretch of the text that a result was made of, in that result's unit.
struct Known {
    start: u32,
    end: u32,
    words: String,
}

/// Brings a result back onto a text.
///
/// `file` is a result or a collection, page or list of Web Annotations, as JSON. Gives JSON: an object with the `document`,
/// whose offsets count `unit`, and a list `unplaced` of `{list, id, exact, item}`: where in the document something stood,
/// its id or that of what holds it, its words, and all of it as it was in the file.
///
/// # Errors
///
/// Where `file` is neither; names the field.
///
/// ```
/// let text = "The ferry is old, the mayor said.";
/// let document = serde_json::to_string(&sayso::annotate(text, &sayso::Options::default()))?;
/// let back = sayso::import::import(&document, &format!("Ferry news\n\n{text}"), sayso::Unit::CodePoint)?;
/// let back: serde_json::Value = serde_json::from_str(&back)?;
/// assert_eq!(back["document"]["claims"][0]["spans"][0]["start"], 12);
/// assert_eq!(back["unplaced"], serde_json::json!([]));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn import(file: &str, text: &str, unit: Unit) -> Result<String, Error> {
    let value = json::read(file)?;
    let mut known = Vec::new();
    let mut unplaced = Vec::new();
    let mut document =
        if annotations::are(&value) { annotations::read(&value, &mut known, &mut unplaced)? } else { value };
    shape::check(&mut document)?;
    let is_same = is_of(&document, text) && marks::recount(&mut document.clone(), text, Unit::Byte).is_ok();
    if is_same {
        marks::recount(&mut document, text, Unit::Byte)?;
    } else {
        let from = marks::unit(&document)?;
        collect(&mut document, from, &mut known)?;
        let places = Places::new(known, from, text);
        place::all(&mut document, &places, &mut unplaced);
        mend::read_anew(&mut document, text);
    }
    mend::references(&mut document, &mut unplaced);
    mend::segments(&mut document, !is_same);
    if !is_same {
        mend::summary(&mut document);
    }
    marks::recount(&mut document, text, unit)?;
    Ok(json::write(&Value::object(vec![("document", document), ("unplaced", Value::List(unplaced))]), false))
}

/// Whether the document says that it was made of this text.
fn is_of(document: &Value<'_>, text: &str) -> bool {
    document.get("source").get("sha256").str() == mend::hash(text)
}

/// What the marks say of the text they were made on.
fn collect(document: &mut Value<'_>, unit: Unit, known: &mut Vec<Known>) -> Result<(), Error> {
    marks::each(document, &mut String::new(), &mut |mark, path| {
        let (start, end) = marks::ends(mark, path)?;
        if let Value::Text(exact) = mark.get("exact") {
            if Offsets::new(exact, unit).len() != end - start {
                return Err(Error::new(&[path, ".exact"].concat(), "is not as long as start and end say"));
            }
            known.push(Known { start, end, words: exact.clone().into_owned() });
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests;
