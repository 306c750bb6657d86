//! The JSON of a result in pieces, none of them long: a browser makes objects of JSON far faster than they can be put
//! together call by call, and that of a long text would, all at once, take more memory than all that it is made of.

use std::fmt::{Display, Write as _};

use serde::ser::{self, Impossible, Serialize, Serializer};

/// Bytes after which a piece of a list ends, with the item that it is in.
const ENOUGH: usize = 1 << 16;

/// Who gets the pieces.
pub trait Taker {
    /// Takes the JSON of a field of the result. A long list comes in several lists, one after the other.
    fn take(&mut self, field: &'static str, json: &str);

    /// A number in JSON that has more than three places behind the point, or is very large.
    fn number(number: f64) -> String;
}

/// Gives the JSON of a struct to a taker, field by field.
#[derive(Debug)]
pub struct Pieces<T> {
    taker: T,
    /// Of the field of the result that is being written.
    json: String,
    field: &'static str,
    /// Lists and objects that are open.
    depth: usize,
}

/// Nothing in a result is of a kind that JSON does not have.
#[derive(Debug)]
pub struct Never;

impl Display for Never {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("not of JSON")
    }
}

impl std::error::Error for Never {}

impl ser::Error for Never {
    fn custom<M: Display>(_: M) -> Self {
        Self
    }
}

type Done = Result<(), Never>;

impl<T: Taker> Pieces<T> {
    /// Takes a result apart, and gives back who took its pieces.
    pub fn of(result: &impl Serialize, taker: T) -> T {
        let mut pieces = Self { taker, json: String::with_capacity(ENOUGH * 2), field: "", depth: 0 };
        let _: Done = result.serialize(&mut pieces);
        pieces.taker
    }

    fn open(&mut self, mark: char) {
        if self.depth > 0 {
            self.json.push(mark);
        }
        self.depth += 1;
    }

    fn close(&mut self, mark: char) {
        self.depth -= 1;
        if self.depth > 0 {
            self.json.push(mark);
        }
    }

    /// A comma before all but the first.
    fn next(&mut self) {
        if !self.json.ends_with(['[', '{']) && !self.json.is_empty() {
            self.json.push(',');
        }
    }

    fn give(&mut self) {
        self.taker.take(self.field, &self.json);
        self.json.clear();
    }
}

impl<T: Taker> Serializer for &mut Pieces<T> {
    type Ok = ();
    type Error = Never;
    type SerializeSeq = Self;
    type SerializeTuple = Self;
    type SerializeTupleStruct = Impossible<(), Never>;
    type SerializeTupleVariant = Impossible<(), Never>;
    type SerializeMap = Self;
    type SerializeStruct = Self;
    type SerializeStructVariant = Impossible<(), Never>;

    fn serialize_bool(self, is: bool) -> Done {
        self.json.push_str(if is { "true" } else { "false" });
        Ok(())
    }

    fn serialize_i8(self, number: i8) -> Done {
        self.serialize_i64(number.into())
    }

    fn serialize_i16(self, number: i16) -> Done {
        self.serialize_i64(number.into())
    }

    fn serialize_i32(self, number: i32) -> Done {
        self.serialize_i64(number.into())
    }

    fn serialize_i64(self, number: i64) -> Done {
        let _ = write!(self.json, "{number}");
        Ok(())
    }

    fn serialize_u8(self, number: u8) -> Done {
        self.serialize_i64(number.into())
    }

    fn serialize_u16(self, number: u16) -> Done {
        self.serialize_i64(number.into())
    }

    fn serialize_u32(self, number: u32) -> Done {
        self.serialize_i64(number.into())
    }

    fn serialize_u64(self, number: u64) -> Done {
        self.serialize_f64(number as f64)
    }

    fn serialize_f32(self, number: f32) -> Done {
        self.serialize_f64(number.into())
    }

    fn serialize_f64(self, number: f64) -> Done {
        /// Thousandths are counted up to here.
        const MOST: f64 = 1e15;
        let thousandths = (number * 1e3).round();
        if !number.is_finite() {
            return self.serialize_unit();
        }
        // Both are the number that is nearest to the same fraction.
        if thousandths.abs() > MOST || (thousandths / 1e3).to_bits() != number.to_bits() {
            self.json.push_str(&T::number(number));
            return Ok(());
        }
        let thousandths = thousandths as i64;
        if thousandths < 0 {
            self.json.push('-');
        }
        let (whole, rest) = (thousandths.unsigned_abs() / 1000, thousandths.unsigned_abs() % 1000);
        let _ = write!(self.json, "{whole}");
        if rest > 0 {
            let _ = write!(self.json, ".{rest:03}");
        }
        Ok(())
    }

    fn serialize_char(self, letter: char) -> Done {
        self.serialize_str(letter.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, text: &str) -> Done {
        crate::json::put_string(&mut self.json, text);
        Ok(())
    }

    fn serialize_bytes(self, _: &[u8]) -> Done {
        Err(Never)
    }

    fn serialize_none(self) -> Done {
        self.json.push_str("null");
        Ok(())
    }

    fn serialize_some<V: Serialize + ?Sized>(self, value: &V) -> Done {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Done {
        self.json.push_str("null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Done {
        self.json.push_str("null");
        Ok(())
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Done {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<V: Serialize + ?Sized>(self, _: &'static str, value: &V) -> Done {
        value.serialize(self)
    }

    fn serialize_newtype_variant<V: Serialize + ?Sized>(self, _: &'static str, _: u32, _: &'static str, _: &V) -> Done {
        Err(Never)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self, Never> {
        self.open('[');
        Ok(self)
    }

    fn serialize_tuple(self, _: usize) -> Result<Self, Never> {
        self.serialize_seq(None)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Impossible<(), Never>, Never> {
        Err(Never)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Impossible<(), Never>, Never> {
        Err(Never)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self, Never> {
        self.open('{');
        Ok(self)
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, Never> {
        self.serialize_map(None)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Impossible<(), Never>, Never> {
        Err(Never)
    }
}

impl<T: Taker> ser::SerializeSeq for &mut Pieces<T> {
    type Ok = ();
    type Error = Never;

    fn serialize_element<V: Serialize + ?Sized>(&mut self, value: &V) -> Done {
        // A list of the result itself.
        if self.depth == 2 && self.json.len() > ENOUGH {
            self.json.push(']');
            self.give();
            self.json.push('[');
        }
        self.next();
        value.serialize(&mut **self)
    }

    fn end(self) -> Done {
        self.close(']');
        Ok(())
    }
}

impl<T: Taker> ser::SerializeTuple for &mut Pieces<T> {
    type Ok = ();
    type Error = Never;

    fn serialize_element<V: Serialize + ?Sized>(&mut self, value: &V) -> Done {
        ser::SerializeSeq::serialize_element(self, value)
    }

    fn end(self) -> Done {
        self.close(']');
        Ok(())
    }
}

impl<T: Taker> ser::SerializeMap for &mut Pieces<T> {
    type Ok = ();
    type Error = Never;

    fn serialize_key<K: Serialize + ?Sized>(&mut self, key: &K) -> Done {
        self.next();
        key.serialize(&mut **self)
    }

    fn serialize_value<V: Serialize + ?Sized>(&mut self, value: &V) -> Done {
        self.json.push(':');
        value.serialize(&mut **self)
    }

    fn end(self) -> Done {
        self.close('}');
        Ok(())
    }
}

impl<T: Taker> ser::SerializeStruct for &mut Pieces<T> {
    type Ok = ();
    type Error = Never;

    fn serialize_field<V: Serialize + ?Sized>(&mut self, key: &'static str, value: &V) -> Done {
        if self.depth == 1 {
            self.field = key;
            value.serialize(&mut **self)?;
            self.give();
            return Ok(());
        }
        ser::SerializeMap::serialize_key(self, key)?;
        ser::SerializeMap::serialize_value(self, value)
    }

    fn end(self) -> Done {
        self.close('}');
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, Value};

    use super::*;

    impl Taker for Vec<(&'static str, String)> {
        fn take(&mut self, field: &'static str, json: &str) {
            self.push((field, json.to_owned()));
        }

        fn number(number: f64) -> String {
            serde_json::to_string(&number).expect("a number")
        }
    }

    fn pieces(of: &impl Serialize) -> Vec<(&'static str, String)> {
        Pieces::of(of, Vec::new())
    }

    /// Makes all numbers what `JavaScript` has.
    fn change(value: &mut Value) {
        match value {
            Value::Number(number) => *value = number.as_f64().into(),
            Value::Array(items) => items.iter_mut().for_each(change),
            Value::Object(fields) => fields.values_mut().for_each(change),
            _ => {}
        }
    }

    /// The whole again.
    fn together(pieces: Vec<(&'static str, String)>) -> Value {
        let mut all = Map::new();
        for (field, json) in pieces {
            let mut value = serde_json::from_str(&json).unwrap_or_else(|wrong| panic!("{field}: {wrong}: {json}"));
            change(&mut value);
            match (all.get_mut(field), value) {
                (Some(Value::Array(known)), Value::Array(more)) => known.extend(more),
                (_, value) => drop(all.insert(field.to_owned(), value)),
            }
        }
        all.into()
    }

    /// A result as it is without.
    fn plain(document: &crate::document::Document<'_>) -> Value {
        let mut value = serde_json::to_value(document).expect("JSON");
        change(&mut value);
        value
    }

    #[test]
    fn together_they_are_the_result() {
        let article = include_str!("../../tests/articles/wire.txt");
        for text in [article, "", "\u{0}\u{1f}\"\\ \u{2028}“É”, said 😀.\r\n\tHe \"may\" have."] {
            let document = crate::annotate(text, &crate::Options::default());
            assert_eq!(together(pieces(&document)), plain(&document));
        }
    }

    #[test]
    fn a_long_list_comes_in_pieces() {
        let text = include_str!("../../tests/articles/wire.txt").repeat(20);
        let document = crate::annotate(&text, &crate::Options::default());
        let pieces = pieces(&document);
        assert!(pieces.iter().filter(|(field, _)| *field == "claims").count() > 2);
        assert!(pieces.iter().all(|(_, json)| json.len() < 2 * ENOUGH));
        assert_eq!(together(pieces), plain(&document));
    }

    #[test]
    fn numbers_stay_what_they_are() {
        #[derive(serde::Serialize)]
        struct One {
            number: f64,
        }
        let some = [0.0, 1.0, -1.0, 0.1, 0.001, 0.0001, -2.5, 1.2345, 0.1 + 0.2, 1e15, 2e15 + 2.0, 1e21, 1e300, 5e-324];
        for number in some.into_iter().chain((0..3000).map(|n| f64::from(n) / 1000.0)) {
            let [(_, json)] = &pieces(&One { number })[..] else { panic!("one field") };
            let back: f64 = json.parse().expect(json);
            assert_eq!(back.to_bits(), number.to_bits(), "{json}");
        }
        assert_eq!(pieces(&One { number: f64::NAN }), [("number", "null".to_owned())]);
    }
}
