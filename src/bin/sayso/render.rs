//! From a text to what is printed of it.

use sayso::{Options, Unit, export};

use crate::cli::Format;
use crate::input::Text;
use crate::listing::{self, Style};

/// How to print every text.
pub(crate) struct Render {
    pub(crate) format: Format,
    pub(crate) dct: Option<sayso::Date>,
    pub(crate) without: Vec<String>,
    pub(crate) style: Style,
}

impl Render {
    /// What is printed of a text, or in words why nothing is.
    pub(crate) fn text(&self, from: &Text) -> Result<String, String> {
        let text = from.read.as_ref().map_err(String::clone)?;
        let unit = if self.format == Format::Text { Unit::Byte } else { Unit::CodePoint };
        let without: Vec<&str> = self.without.iter().map(String::as_str).collect();
        let document = sayso::annotate_without(text, &Options { dct: from.dct.or(self.dct), unit }, &without);
        let fault = |e: &dyn std::fmt::Display| format!("the result could not be written: {e}");
        if self.format == Format::Text {
            return Ok(listing::of(text, &document, &from.name, self.style));
        }
        if self.format == Format::Json {
            return serde_json::to_string_pretty(&document).map(|json| json + "\n").map_err(|e| fault(&e));
        }
        let json = serde_json::to_string(&document).map_err(|e| fault(&e))?;
        match self.format.exported() {
            Some(format) => export::export(&json, text, format, &from.name).map_err(|e| fault(&e)),
            // The id as the first field of the object.
            None => Ok(format!("{{\"id\":{},{}\n", from.id, &json[1..])),
        }
    }
}
