//! JSON as a tree that keeps what it does not know.
//!
//! The browser and the command line hand results over as JSON, people's changes and unknown fields included. This tree
//! keeps the order of fields and the digits of numbers, so that what is read and written again is the same; a general
//! library would do neither by default, and would weigh three times as much in the wasm.
//!
//! Input is hostile: reading is linear in time, bounded in depth, and says where it stopped.

use std::borrow::Cow;
use std::fmt;

use rustc_hash::FxHashMap;

/// How deep lists and objects may nest; results need seven levels.
const DEEPEST: u32 = 64;
/// The longest name of a field, in bytes: the way to a value, which is told where something is wrong with it, stays short.
const LONGEST_NAME: usize = 250;

/// A JSON value; strings without escapes are borrowed from the text that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value<'j> {
    /// `null`; also what a missing field is.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as it was written.
    Number(Cow<'j, str>),
    /// A string.
    Text(Cow<'j, str>),
    /// A list.
    List(Vec<Self>),
    /// An object; of fields with the same name the last counts.
    Object(Vec<(Cow<'j, str>, Self)>),
}

/// What is wrong with a value, and in which field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error(String);

impl Error {
    /// The field's path (`claims[2].text`) and what is wrong with it.
    pub fn new(field: &str, complaint: &str) -> Self {
        Self([field, ": ", complaint].concat())
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Error {}

impl<'j> Value<'j> {
    /// A string value.
    pub fn text(text: impl Into<Cow<'j, str>>) -> Self {
        Self::Text(text.into())
    }

    /// A whole number.
    pub fn number(number: u32) -> Self {
        Self::Number(Cow::Owned(number.to_string()))
    }

    /// An object with these fields.
    pub fn object(fields: Vec<(&'static str, Self)>) -> Self {
        Self::Object(fields.into_iter().map(|(name, value)| (Cow::Borrowed(name), value)).collect())
    }

    /// A field of an object; null where it is missing.
    pub fn get(&self, field: &str) -> &Self {
        self.find(field).unwrap_or(const { &Value::Null })
    }

    /// A field of an object, where it is there.
    pub fn find(&self, field: &str) -> Option<&Self> {
        let Self::Object(fields) = self else { return None };
        fields.iter().rev().find(|(name, _)| name == field).map(|(_, value)| value)
    }

    /// The same, to change it.
    pub fn find_mut(&mut self, field: &str) -> Option<&mut Self> {
        let Self::Object(fields) = self else { return None };
        fields.iter_mut().rev().find(|(name, _)| name == field).map(|(_, value)| value)
    }

    /// Sets a field of an object, in its place or as the last.
    pub fn set(&mut self, field: &'static str, value: Self) {
        match self.find_mut(field) {
            Some(old) => *old = value,
            None => {
                if let Self::Object(fields) = self {
                    fields.push((Cow::Borrowed(field), value));
                }
            }
        }
    }

    /// Takes a field out of an object.
    pub fn remove(&mut self, field: &str) -> Option<Self> {
        let Self::Object(fields) = self else { return None };
        let at = fields.iter().rposition(|(name, _)| name == field)?;
        Some(fields.remove(at).1)
    }

    /// The words of a string; empty for anything else.
    pub fn str(&self) -> &str {
        if let Self::Text(text) = self { text } else { "" }
    }

    /// The entries of a list; none for anything else.
    pub fn list(&self) -> &[Self] {
        if let Self::List(list) = self { list } else { &[] }
    }

    /// The entries of a list, to change them; nothing for anything else.
    pub fn list_mut(&mut self) -> Option<&mut Vec<Self>> {
        if let Self::List(list) = self { Some(list) } else { None }
    }

    /// A whole number that can be an offset.
    pub fn index(&self) -> Option<u32> {
        if let Self::Number(digits) = self { digits.parse().ok() } else { None }
    }

    /// The digits of a number, as written; empty for anything else.
    pub fn digits(&self) -> &str {
        if let Self::Number(digits) = self { digits } else { "" }
    }

    /// Whether it is `true`.
    pub fn is_true(&self) -> bool {
        *self == Self::Bool(true)
    }

    /// Whether it is an object.
    pub fn is_object(&self) -> bool {
        matches!(self, Self::Object(_))
    }
}

/// The words of a list's entries, one after the other.
pub fn join<'v, 'j>(list: &'v [Value<'j>], between: &str, words: &dyn Fn(&'v Value<'j>) -> &'v str) -> String {
    let mut out = String::new();
    for (i, entry) in list.iter().enumerate() {
        out.push_str(if i > 0 { between } else { "" });
        out.push_str(words(entry));
    }
    out
}

/// Ids, each with its place in a list; of two that are the same the last counts.
#[derive(Debug, Default)]
pub struct Ids(FxHashMap<String, u32>);

impl Ids {
    /// What the entries of a list have in this field; entries that are strings are ids themselves.
    pub fn of(list: &Value<'_>, field: &str) -> Self {
        let mut all = Self::default();
        for (entry, place) in list.list().iter().zip(0..) {
            let id = if entry.is_object() { entry.get(field) } else { entry };
            all.0.insert(id.str().to_owned(), place);
        }
        all
    }

    /// The place of an id.
    pub fn at(&self, id: &str) -> Option<u32> {
        self.0.get(id).copied()
    }

    /// Whether it is one of them.
    pub fn have(&self, id: &str) -> bool {
        self.0.contains_key(id)
    }
}

/// Reads JSON (RFC 8259). A byte order mark at the start is passed over; half a surrogate pair is read as U+FFFD.
///
/// # Errors
///
/// Names the line and the column where the text is no JSON.
pub fn read(json: &str) -> Result<Value<'_>, Error> {
    let start = if json.starts_with('\u{feff}') { 3 } else { 0 };
    let mut reader = Reader { json, at: start };
    let value = reader.value(DEEPEST).and_then(|value| {
        reader.space();
        if reader.at == json.len() { Ok(value) } else { Err("expected the end") }
    });
    value.map_err(|complaint| {
        let before = &json[..json.floor_char_boundary(reader.at)];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Error(["not JSON: line ", &line.to_string(), ", column ", &column.to_string(), ": ", complaint].concat())
    })
}

struct Reader<'j> {
    json: &'j str,
    at: usize,
}

type Read<T> = Result<T, &'static str>;

impl<'j> Reader<'j> {
    fn byte(&self) -> Option<u8> {
        self.json.as_bytes().get(self.at).copied()
    }

    fn space(&mut self) {
        while matches!(self.byte(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    /// Passes over this, if it is next.
    fn skip(&mut self, word: &str) -> bool {
        let is_next = self.json.as_bytes()[self.at..].starts_with(word.as_bytes());
        if is_next {
            self.at += word.len();
        }
        is_next
    }

    fn value(&mut self, depth: u32) -> Read<Value<'j>> {
        self.space();
        match self.byte() {
            Some(b'"') => self.string().map(Value::Text),
            Some(b'{' | b'[') if depth == 0 => Err("nested too deep"),
            Some(b'[') => {
                let mut list = Vec::new();
                self.entries("]", |reader| {
                    list.push(reader.value(depth - 1)?);
                    Ok(())
                })?;
                Ok(Value::List(list))
            }
            Some(b'{') => {
                let mut fields = Vec::new();
                self.entries("}", |reader| {
                    reader.space();
                    if reader.byte() != Some(b'"') {
                        return Err("expected the name of a field");
                    }
                    let name = reader.string()?;
                    if name.len() > LONGEST_NAME {
                        return Err("the name of a field is too long");
                    }
                    reader.space();
                    if !reader.skip(":") {
                        return Err("expected a colon");
                    }
                    fields.push((name, reader.value(depth - 1)?));
                    Ok(())
                })?;
                Ok(Value::Object(fields))
            }
            Some(b'-' | b'0'..=b'9') => self.number(),
            _ if self.skip("null") => Ok(Value::Null),
            _ if self.skip("true") => Ok(Value::Bool(true)),
            _ if self.skip("false") => Ok(Value::Bool(false)),
            _ => Err("expected a value"),
        }
    }

    /// What stands between an opening bracket, which is next, and `close`.
    fn entries(&mut self, close: &str, mut entry: impl FnMut(&mut Self) -> Read<()>) -> Read<()> {
        self.at += 1;
        self.space();
        if self.skip(close) {
            return Ok(());
        }
        loop {
            entry(self)?;
            self.space();
            if self.skip(close) {
                return Ok(());
            }
            if !self.skip(",") {
                return Err("expected a comma or the closing bracket");
            }
        }
    }

    fn number(&mut self) -> Read<Value<'j>> {
        let start = self.at;
        self.skip("-");
        let first = self.byte();
        let whole = self.digits();
        let mut sound = whole > 0 && !(whole > 1 && first == Some(b'0'));
        if self.skip(".") {
            sound &= self.digits() > 0;
        }
        if matches!(self.byte(), Some(b'e' | b'E')) {
            self.at += 1;
            let _ = self.skip("+") || self.skip("-");
            sound &= self.digits() > 0;
        }
        if sound { Ok(Value::Number(Cow::Borrowed(&self.json[start..self.at]))) } else { Err("no number") }
    }

    fn digits(&mut self) -> usize {
        let start = self.at;
        while matches!(self.byte(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        self.at - start
    }

    /// A string, whose opening mark is next.
    fn string(&mut self) -> Read<Cow<'j, str>> {
        self.at += 1;
        let mut start = self.at;
        let mut unescaped: Option<String> = None;
        loop {
            match self.byte() {
                Some(b'"') => {
                    let last = &self.json[start..self.at];
                    self.at += 1;
                    return Ok(match unescaped {
                        None => Cow::Borrowed(last),
                        Some(before) => Cow::Owned(before + last),
                    });
                }
                Some(b'\\') => {
                    let out = unescaped.get_or_insert_default();
                    out.push_str(&self.json[start..self.at]);
                    self.at += 1;
                    out.push(self.escape()?);
                    start = self.at;
                }
                Some(0..0x20) => return Err("a control character in a string"),
                Some(_) => self.at += 1,
                None => return Err("a string is not closed"),
            }
        }
    }

    /// What follows a backslash.
    fn escape(&mut self) -> Read<char> {
        let escape = self.byte().ok_or("a string is not closed")?;
        self.at += 1;
        Ok(match escape {
            b'"' | b'\\' | b'/' => char::from(escape),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let unit = self.unit()?;
                let high = 0xd800..0xdc00;
                if high.contains(&unit) && self.skip("\\u") {
                    let after = self.at;
                    let low = self.unit()?;
                    if (0xdc00..0xe000).contains(&low) {
                        let pair = 0x1_0000 + ((u32::from(unit) & 0x3ff) << 10 | u32::from(low) & 0x3ff);
                        return Ok(char::from_u32(pair).unwrap_or(char::REPLACEMENT_CHARACTER));
                    }
                    // No pair: the second one speaks for itself.
                    self.at = after - 2;
                }
                char::from_u32(u32::from(unit)).unwrap_or(char::REPLACEMENT_CHARACTER)
            }
            _ => return Err("an unknown escape"),
        })
    }

    /// Four hexadecimal digits.
    fn unit(&mut self) -> Read<u16> {
        let digits = self.json.as_bytes().get(self.at..self.at + 4).ok_or("a string is not closed")?;
        let mut unit = 0;
        for &digit in digits {
            let value = char::from(digit).to_digit(16).ok_or("an unknown escape")?;
            unit = unit << 4 | value as u16;
        }
        self.at += 4;
        Ok(unit)
    }
}

/// Writes JSON; with `indent`, every entry on a line of its own.
pub fn write(value: &Value<'_>, indent: bool) -> String {
    let mut out = String::new();
    put(&mut out, value, indent.then_some(0));
    out
}

fn put(out: &mut String, value: &Value<'_>, depth: Option<usize>) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(yes) => out.push_str(if *yes { "true" } else { "false" }),
        Value::Number(digits) => out.push_str(digits),
        Value::Text(text) => put_string(out, text),
        Value::List(list) => put_entries(out, "[]", depth, list, |out, entry, depth| put(out, entry, depth)),
        Value::Object(fields) => put_entries(out, "{}", depth, fields, |out, (name, value), depth| {
            put_string(out, name);
            out.push_str(if depth.is_some() { ": " } else { ":" });
            put(out, value, depth);
        }),
    }
}

fn put_entries<T>(
    out: &mut String,
    brackets: &str,
    depth: Option<usize>,
    entries: &[T],
    put_entry: impl Fn(&mut String, &T, Option<usize>),
) {
    let line = |out: &mut String, depth: Option<usize>| {
        if let Some(depth) = depth {
            out.push('\n');
            out.extend(std::iter::repeat_n("  ", depth));
        }
    };
    let inner = depth.map(|depth| depth + 1);
    out.push_str(&brackets[..1]);
    for (i, entry) in entries.iter().enumerate() {
        if i > 0 {
            out.push(',');
        }
        line(out, inner);
        put_entry(out, entry, inner);
    }
    if !entries.is_empty() {
        line(out, depth);
    }
    out.push_str(&brackets[1..]);
}

/// Writes a text as a string.
pub(crate) fn put_string(out: &mut String, text: &str) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    out.push('"');
    let mut start = 0;
    for (at, byte) in text.bytes().enumerate() {
        if byte >= 0x20 && byte != b'"' && byte != b'\\' {
            continue;
        }
        out.push_str(&text[start..at]);
        start = at + 1;
        out.push('\\');
        match byte {
            b'\n' => out.push('n'),
            b'\r' => out.push('r'),
            b'\t' => out.push('t'),
            0..0x20 => {
                out.push_str("u00");
                out.push(char::from(HEX[usize::from(byte >> 4)]));
                out.push(char::from(HEX[usize::from(byte & 15)]));
            }
            _ => out.push(char::from(byte)),
        }
    }
    out.push_str(&text[start..]);
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_and_written_is_the_same() {
        for json in [
            r#"{"b":1,"a":[],"c":{},"d":[null,true,false,-0.50,1e+9,"é😀"]}"#,
            r#""quote \" slash \\ line\n tab\t bell\u0007""#,
            "0",
        ] {
            assert_eq!(write(&read(json).expect(json), false), json);
        }
    }

    #[test]
    fn agrees_with_another_reader() {
        let json = r#" {"a" : [ 1 , -2.5e-3, "\u00e9\ud83d\ude00\/\b\f", {"deep":[[["x"]]]} ] , "b":null } "#;
        let theirs: serde_json::Value = serde_json::from_str(json).expect("JSON");
        for indent in [false, true] {
            let ours = write(&read(json).expect("JSON"), indent);
            assert_eq!(serde_json::from_str::<serde_json::Value>(&ours).expect("JSON"), theirs);
        }
        let plain = serde_json::json!({"a": [1, []], "b": {}});
        let ours = write(&read(&plain.to_string()).expect("JSON"), true);
        assert_eq!(ours, serde_json::to_string_pretty(&plain).expect("JSON"));
    }

    #[test]
    fn half_a_pair_is_a_replacement_character() {
        assert_eq!(read(r#""\ud800""#), Ok(Value::text("\u{fffd}")));
        assert_eq!(read(r#""\ud800\ud83d\ude00\udc00x""#), Ok(Value::text("\u{fffd}😀\u{fffd}x")));
    }

    #[test]
    fn what_is_no_json_is_told_with_its_place() {
        for (json, complaint) in [
            ("", "not JSON: line 1, column 1: expected a value"),
            ("{\n \"a\": tru}", "not JSON: line 2, column 7: expected a value"),
            ("[1 2]", "not JSON: line 1, column 4: expected a comma or the closing bracket"),
            ("{a:1}", "not JSON: line 1, column 2: expected the name of a field"),
            ("\"é\n\"", "not JSON: line 1, column 3: a control character in a string"),
            ("\"x", "not JSON: line 1, column 3: a string is not closed"),
            ("\"\\x\"", "not JSON: line 1, column 4: an unknown escape"),
            ("01", "not JSON: line 1, column 3: no number"),
            ("1.", "not JSON: line 1, column 3: no number"),
            ("-", "not JSON: line 1, column 2: no number"),
            ("1 x", "not JSON: line 1, column 3: expected the end"),
            ("\"\\u12", "not JSON: line 1, column 4: a string is not closed"),
        ] {
            assert_eq!(read(json).map_err(|e| e.to_string()), Err(complaint.to_owned()), "{json}");
        }
        let deep = "[".repeat(100_000);
        assert!(read(&deep).expect_err("too deep").to_string().ends_with("nested too deep"));
        let named = |length: usize| read(&format!("{{\"{}\":1}}", "n".repeat(length))).map(|_| ());
        assert_eq!(named(250), Ok(()));
        assert!(named(251).expect_err("a long name").to_string().ends_with("the name of a field is too long"));
    }

    #[test]
    fn of_fields_with_one_name_the_last_counts() {
        let mut value = read(r#"{"a":1,"a":2}"#).expect("JSON");
        assert_eq!(value.get("a").index(), Some(2));
        value.set("a", Value::Null);
        assert_eq!(write(&value, false), r#"{"a":1,"a":null}"#);
        assert_eq!(value.get("b"), &Value::Null);
    }
}
