//! The shape of a document, after the `TypeScript` declaration: what is written there is what may come in.

use crate::json::{Error, Ids, Value};

const DECLARATION: &[u8] = include_str!("../wasm.d.ts").as_bytes();
/// The declaration without its comments, which weigh as much as the rest.
const TYPES: &str = {
    const LENGTH: usize = without_comments(DECLARATION, &mut [0; DECLARATION.len()]);
    const BYTES: [u8; LENGTH] = {
        let mut bytes = [0; DECLARATION.len()];
        without_comments(DECLARATION, &mut bytes);
        *bytes.first_chunk().expect("it is not longer than the whole")
    };
    match std::str::from_utf8(&BYTES) {
        Ok(types) => types,
        Err(_) => panic!("whole lines of UTF-8 are UTF-8"),
    }
};

/// Copies the lines that are no comments and gives their length.
const fn without_comments(text: &[u8], out: &mut [u8]) -> usize {
    let (mut at, mut length) = (0, 0);
    while at < text.len() {
        let mut first = at;
        while first < text.len() && text[first] == b' ' {
            first += 1;
        }
        let is_comment = first < text.len() && matches!(text[first], b'/' | b'*' | b'\n');
        let mut is_over = false;
        while at < text.len() && !is_over {
            is_over = text[at] == b'\n';
            if !is_comment {
                out[length] = text[at];
                length += 1;
            }
            at += 1;
        }
    }
    length
}

struct Field {
    name: &'static str,
    kind: &'static str,
    is_optional: bool,
}

/// The longest id, in bytes: it is told of everything under it that has no place.
const LONGEST_ID: usize = 250;

/// The interfaces, each with its fields, and the other types.
struct Types {
    interfaces: Vec<(&'static str, Vec<Field>)>,
    unions: Vec<(&'static str, &'static str)>,
}

/// Sees to it that a document has all fields, each of its type. A list that is missing is empty, and what may be null is
/// null; fields that the declaration does not know stay.
pub(super) fn check(document: &mut Value<'_>) -> Result<(), Error> {
    if !document.is_object() {
        return Err(Error::new("document", "must be an object"));
    }
    if !document.get("schema").str().starts_with("sayso/") {
        return Err(Error::new("schema", "must be \"sayso/1\": this is no result of Sayso's"));
    }
    let types = Types::read();
    // Which segment something stands in is decided by its place.
    for claim in document.find_mut("claims").and_then(Value::list_mut).into_iter().flatten() {
        if *claim.get("segment") == Value::Null {
            claim.set("segment", Value::text(""));
        }
    }
    types.check(document, "Document", &mut String::new())?;
    ids(document)
}

impl Types {
    fn read() -> Self {
        let mut types = Self { interfaces: Vec::new(), unions: Vec::new() };
        let mut lines = TYPES.lines();
        while let Some(line) = lines.next() {
            if let Some((name, kind)) = line.strip_prefix("export type ").and_then(|l| l.split_once(" = ")) {
                types.unions.push((name, kind.trim_end_matches(';')));
            }
            let Some(head) = line.strip_prefix("export interface ") else { continue };
            let mut head = head.trim_end_matches(" {").split(" extends ");
            let (name, base) = (head.next().unwrap_or_default(), head.next());
            let mut fields: Vec<Field> = Vec::new();
            for line in lines.by_ref().take_while(|line| *line != "}") {
                let line = line.trim();
                if let Some((field, kind)) = line.split_once(": ") {
                    let name = field.trim_end_matches('?');
                    fields.push(Field { name, kind: kind.trim_end_matches(';'), is_optional: name != field });
                }
            }
            // What an interface extends stands before it.
            for field in base.and_then(|base| types.interface(base)).into_iter().flatten() {
                fields.push(Field { ..*field });
            }
            types.interfaces.push((name, fields));
        }
        types
    }

    fn interface(&self, name: &str) -> Option<&[Field]> {
        self.interfaces.iter().find(|(known, _)| *known == name).map(|(_, fields)| fields.as_slice())
    }

    fn union(&self, name: &str) -> Option<&'static str> {
        self.unions.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind)
    }

    fn check(&self, value: &mut Value<'_>, kind: &str, path: &mut String) -> Result<(), Error> {
        let length = path.len();
        if let Some(of) = kind.strip_suffix("[]") {
            let list = value.list_mut().ok_or_else(|| Error::new(path, "must be a list"))?;
            for (i, entry) in list.iter_mut().enumerate() {
                path.push('[');
                path.push_str(&i.to_string());
                path.push(']');
                self.check(entry, of, path)?;
                path.truncate(length);
            }
        } else if let Some(fields) = self.interface(kind) {
            if !value.is_object() {
                return Err(Error::new(path, "must be an object"));
            }
            for field in fields {
                if length > 0 {
                    path.push('.');
                }
                path.push_str(field.name);
                match value.find_mut(field.name) {
                    Some(inner) => self.check(inner, field.kind, path)?,
                    None if field.is_optional => {}
                    None if field.kind.ends_with("[]") => value.set(field.name, Value::List(Vec::new())),
                    None if field.kind.ends_with("| null") => value.set(field.name, Value::Null),
                    None => return Err(Error::new(path, "is missing")),
                }
                path.truncate(length);
            }
        } else if !self.fits(value, kind) {
            let words = self.union(kind).unwrap_or(kind);
            return Err(Error::new(path, &["must be ", words].concat()));
        }
        Ok(())
    }

    fn fits(&self, value: &Value<'_>, kind: &str) -> bool {
        kind.split(" | ").any(|one| match one {
            "string" => matches!(value, Value::Text(_)),
            "number" => matches!(value, Value::Number(_)),
            "boolean" => matches!(value, Value::Bool(_)),
            "null" => *value == Value::Null,
            _ => match (one.strip_prefix('"'), value, self.union(one)) {
                (Some(literal), Value::Text(text), _) => literal.strip_suffix('"') == Some(text),
                (None, _, Some(union)) => self.fits(value, union),
                _ => false,
            },
        })
    }
}

/// Ids are short and stand for one thing each, and every claim and attribution has its source.
fn ids(document: &Value<'_>) -> Result<(), Error> {
    let complaint = |list: &str, i: usize, field: &str, what: &str| {
        Error::new(&[list, "[", &i.to_string(), "].", field].concat(), what)
    };
    for list in ["segments", "sources", "attributions", "quotations", "claims", "entities", "times", "quantities"] {
        let entries = document.get(list);
        let last = Ids::of(entries, "id");
        for (i, entry) in entries.list().iter().enumerate() {
            if entry.get("id").str().len() > LONGEST_ID {
                return Err(complaint(list, i, "id", "is too long"));
            }
            if last.at(entry.get("id").str()) != Some(i as u32) {
                return Err(complaint(list, i, "id", "is there twice"));
            }
        }
    }
    let sources = Ids::of(document.get("sources"), "id");
    for list in ["attributions", "claims"] {
        for (i, entry) in document.get(list).list().iter().enumerate() {
            if !sources.have(entry.get("source_id").str()) {
                return Err(complaint(list, i, "source_id", "is the id of no source"));
            }
        }
    }
    Ok(())
}
