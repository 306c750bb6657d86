//! Reads an English news article and shows, for every claim in it, on whose say-so it stands.
//!
//! ```
//! let options = sayso::Options::default();
//! let document = sayso::annotate("The mayor said the bridge would reopen on Friday.", &options);
//! assert_eq!(document.claims.len(), document.summary.claims as usize);
//! ```
//!
//! # Offsets
//!
//! Inside, spans are UTF-8 bytes. In the result they are counted in [`Options::unit`]: Unicode code points by default,
//! UTF-16 code units at the `JavaScript` border. The text is never changed.
//!
//! # Untrusted input
//!
//! Any string gives a result, in time that grows linearly with its length. [`annotate`] does not fail and does not
//! panic; only options can be wrong, and are checked where they are made.
//!
//! # Stages
//!
//! [`text`] reads, [`model`] is a small network that learned to read as editors do, [`tag`] finds names, times and quantities, [`attribution`] finds who says what, [`claim`] builds
//! claims on all of these, [`document`] is the result. Each stage is a pure function over what the stages before it gave.

pub mod attribution;
pub mod claim;
pub mod document;
pub mod export;
pub mod import;
pub mod json;
pub mod lexicon;
pub mod model;
pub mod offsets;
mod order;
pub mod span;
pub mod tag;
pub mod terms;
pub mod text;
#[cfg(target_arch = "wasm32")]
mod wasm;

use document::Assembly;
pub use document::Document;
pub use model::Memory;
pub use offsets::Unit;
pub use span::Span;
pub use tag::Date;

/// The longest text that is read, in bytes. What lies beyond is not looked at.
pub const LONGEST_TEXT: usize = 1 << 31;

/// How to annotate.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// Document creation time: the day the article was written. `None` reads it from a dateline, if there is one.
    pub dct: Option<Date>,
    /// What offsets of the result are counted in.
    pub unit: Unit,
}

/// Annotates a text.
pub fn annotate<'t>(text: &'t str, options: &Options) -> Document<'t> {
    annotate_into(text, *options, None, whole)
}

/// Annotates a text much of which was in the text that was annotated last with this memory: nearly all of the time goes
/// into the network, and it reads only the segments that changed. The result is that of [`annotate`].
///
/// ```
/// let (options, mut memory) = (sayso::Options::default(), sayso::Memory::default());
/// sayso::annotate_again("The mayor resigned.\n\nShe said that she was tired.", &options, &mut memory);
/// let document = sayso::annotate_again("The mayor resigned.\n\nShe said that she was ill.", &options, &mut memory);
/// assert!(document.claims.iter().any(|claim| claim.text.contains("ill")));
/// assert_eq!(memory.read(), 1);
/// ```
pub fn annotate_again<'t>(text: &'t str, options: &Options, memory: &mut Memory) -> Document<'t> {
    annotate_into(text, *options, Some(memory), whole)
}

/// Reads a part of a text ahead, for whoever cannot wait for the whole in one go: [`annotate_again`] then reads only the
/// segments that read otherwise in the whole.
///
/// ```
/// let (text, mut memory) = ("The mayor resigned.\n\nShe said that she was tired.", sayso::Memory::default());
/// sayso::read_ahead(text, &mut memory);
/// sayso::annotate_again(text, &sayso::Options::default(), &mut memory);
/// assert_eq!(memory.read(), 0);
/// ```
pub fn read_ahead(part: &str, memory: &mut Memory) {
    let lexicon = lexicon::Lexicon::get();
    let reading = text::read(&part[..part.floor_char_boundary(LONGEST_TEXT)], lexicon);
    model::Model::built_in().learn_ahead(&reading, lexicon, memory);
}

/// Annotates a text without what some rules have found, by their names (`made_by` in the result), or without the
/// `model`: to measure what each is worth.
pub fn annotate_without<'t>(text: &'t str, options: &Options, without: &[&str]) -> Document<'t> {
    annotate_by(text, *options, without, None, whole)
}

/// A function of its own, so that it is one for all lifetimes.
fn whole<'t>(all: &Assembly<'_, 't>) -> Document<'t> {
    all.document()
}

/// Annotates a text, with a memory or without, and gives the result to be read out. A long text takes a third of the
/// memory that its [`Document`] would.
pub(crate) fn annotate_into<'t, R>(
    text: &'t str,
    options: Options,
    memory: Option<&mut Memory>,
    give: impl FnOnce(&Assembly<'_, 't>) -> R,
) -> R {
    annotate_by(text, options, &[], memory, give)
}

fn annotate_by<'t, R>(
    text: &'t str,
    options: Options,
    without: &[&str],
    mut memory: Option<&mut Memory>,
    give: impl FnOnce(&Assembly<'_, 't>) -> R,
) -> R {
    let text = &text[..text.floor_char_boundary(LONGEST_TEXT)];
    let lexicon = lexicon::Lexicon::get();
    let reading = text::read(text, lexicon);
    let learned = if without.contains(&attribution::MODEL) {
        model::Learned::default()
    } else {
        model::Model::built_in().learn_again(&reading, lexicon, memory.as_deref_mut())
    };
    let tags = tag::tag(&reading, &learned.output, lexicon, options.dct);
    let found = attribution::find(&reading, &tags, &learned, lexicon, without);
    let model::Learned { output, linked } = learned;
    drop(linked);
    let built = claim::build(&reading, &output, &tags, &found, lexicon);
    let given = give(&document::assemble(&reading, &tags, &found, &built, options.unit));
    if let Some(memory) = memory {
        memory.keep(output);
    }
    given
}
