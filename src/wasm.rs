//! The border to `JavaScript`: one call, one plain object.
//!
//! It is built twice: the engine, which every page needs, and with the feature `carry` what brings results into other formats
//! and back, which is loaded behind it.
//!
//! Text never fails. Options that are wrong throw an `Error` that names the field and what it may be. A panic throws its
//! message (`panicked at ...`), which is in the console too; after that the instance must not be used again.
#![allow(unreachable_pub)] // wasm-bindgen exports nothing less

use wasm_bindgen::prelude::*;

#[wasm_bindgen(start)]
fn start() {
    std::panic::set_hook(Box::new(|info| {
        let message = info.to_string();
        web_sys::console::error_1(&message.as_str().into());
        // The trap that would follow says nothing.
        wasm_bindgen::throw_str(&message)
    }));
}

#[cfg(not(feature = "carry"))]
mod engine {
    use std::cell::RefCell;

    use wasm_bindgen::prelude::*;

    use crate::document::Assembly;
    use crate::document::pieces::{Pieces, Taker};
    use crate::{Date, Memory, Options, Unit};

    thread_local! {
        /// Of the text that was annotated last: while somebody types, the next one is nearly the same.
        static LAST: RefCell<Memory> = RefCell::default();
    }

    #[wasm_bindgen(typescript_custom_section)]
    const TYPES: &str = include_str!("wasm.d.ts");

    /// Annotates a text. A lone surrogate counts as one unit, as it does in the string, and is read as U+FFFD.
    ///
    /// Gives the fields of the result, each as its name and its JSON; a long list comes in several lists, one after the
    /// other. JSON goes from thread to thread at once, where objects would be taken apart and put together again.
    ///
    /// # Errors
    ///
    /// Only for options: an unknown field, or a value that the field cannot have.
    #[wasm_bindgen(skip_typescript)]
    pub fn annotate(text: &str, options: &JsValue) -> Result<js_sys::Array, JsError> {
        let options = read(options)?;
        let read_out = |all: &Assembly<'_, '_>| Pieces::of(all, js_sys::Array::new());
        Ok(LAST.with_borrow_mut(|memory| crate::annotate_into(text, options, Some(memory), read_out)))
    }

    impl Taker for js_sys::Array {
        fn take(&mut self, field: &'static str, json: &str) {
            self.push(&serde_wasm_bindgen::to_value(&(field, json)).unwrap_or_default());
        }

        fn number(number: f64) -> String {
            js_sys::Number::from(number).to_string_with_radix(10).map(String::from).unwrap_or_default()
        }
    }

    /// Reads a part of a text ahead: `annotate` of the whole takes so much less time.
    #[wasm_bindgen(skip_typescript)]
    pub fn read_ahead(part: &str) {
        LAST.with_borrow_mut(|memory| crate::read_ahead(part, memory));
    }

    /// Version of this package.
    #[wasm_bindgen(skip_typescript)]
    pub fn version() -> String {
        env!("CARGO_PKG_VERSION").to_owned()
    }

    fn read(given: &JsValue) -> Result<Options, JsError> {
        let mut options = Options { unit: Unit::Utf16, ..Options::default() };
        if given.is_undefined() || given.is_null() {
            return Ok(options);
        }
        let object = given.dyn_ref::<js_sys::Object>().filter(|_| !given.is_function() && !given.is_array());
        let object =
            object.ok_or_else(|| JsError::new("options: must be an object with dct and offset_unit, or nothing"))?;
        for entry in js_sys::Object::entries(object) {
            let entry: js_sys::Array = entry.unchecked_into();
            let (field, value) = (entry.get(0).as_string().unwrap_or_default(), entry.get(1));
            let word = value.as_string();
            let known = match field.as_str() {
                "dct" | "offset_unit" if value.is_undefined() || value.is_null() => continue,
                "dct" => word.and_then(|w| Date::parse(&w)).map(|d| options.dct = Some(d)).ok_or("a day as YYYY-MM-DD"),
                "offset_unit" => word
                    .and_then(|w| Unit::from_name(&w))
                    .map(|u| options.unit = u)
                    .ok_or("\"utf-16\", \"code-point\" or \"byte\""),
                _ => return Err(JsError::new(&format!("options.{field}: unknown; allowed are dct and offset_unit"))),
            };
            known.map_err(|allowed| JsError::new(&format!("options.{field}: must be {allowed}")))?;
        }
        Ok(options)
    }
}

#[cfg(feature = "carry")]
mod carry {
    use wasm_bindgen::prelude::*;

    use crate::Unit;
    use crate::export::Format;

    #[wasm_bindgen(typescript_custom_section)]
    const TYPES: &str = include_str!("carry.d.ts");

    /// Writes a document, an object or its JSON, in another format; `name` is what the text is called where it has no headline.
    ///
    /// # Errors
    ///
    /// For a format that there is not, and where the document is none of this text; names the field.
    #[wasm_bindgen(skip_typescript)]
    pub fn export_document(
        document: &JsValue,
        text: &str,
        format: &str,
        name: Option<String>,
    ) -> Result<String, JsError> {
        let format = Format::from_name(format).ok_or_else(|| {
            JsError::new("format: must be \"json\", \"webanno\", \"csv\", \"md\", \"html\" or \"schema\"")
        })?;
        Ok(crate::export::export(&json("document", document)?, text, format, &name.unwrap_or_default())?)
    }

    /// Brings a document or Web Annotations, an object or its JSON, back onto a text: `{document, unplaced}`.
    ///
    /// # Errors
    ///
    /// Where `value` is neither; names the field.
    #[wasm_bindgen(skip_typescript)]
    pub fn import_document(value: &JsValue, text: &str) -> Result<JsValue, JsError> {
        let back = crate::import::import(&json("document", value)?, text, Unit::Utf16)?;
        js_sys::JSON::parse(&back).map_err(|_| JsError::new("document: could not be read"))
    }

    /// The JSON of a value, or the value where it is JSON.
    fn json(field: &str, value: &JsValue) -> Result<String, JsError> {
        let written =
            value.as_string().or_else(|| js_sys::JSON::stringify(value).ok().and_then(|json| json.as_string()));
        written.ok_or_else(|| JsError::new(&[field, ": must be an object that JSON can hold"].concat()))
    }
}
