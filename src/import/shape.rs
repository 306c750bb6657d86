//! The shape of a document, after the `TypeScript` declaration: what is written there is what may come in.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::json::{Error, Value};

const TYPES: &str = include_str!("../wasm.d.ts");

struct Field {
    name: &'static str,
    kind: &'static str,
    is_optional: bool,
}

/// The interfaces, each with its fields, and the other types.
struct Types {
    interfaces: FxHashMap<&'static str, Vec<Field>>,
    unions: FxHashMap<&'static str, &'static str>,
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
        let mut types = Self { interfaces: FxHashMap::default(), unions: FxHashMap::default() };
        let mut lines = TYPES.lines();
        while let Some(line) = lines.next() {
            if let Some((name, kind)) = line.strip_prefix("export type ").and_then(|l| l.split_once(" = ")) {
                types.unions.insert(name, kind.trim_end_matches(';'));
            }
            let Some(head) = line.strip_prefix("export interface ") else { continue };
            let mut head = head.trim_end_matches(" {").split(" extends ");
            let (name, base) = (head.next().unwrap_or_default(), head.next());
            let mut fields: Vec<Field> = Vec::new();
            for line in lines.by_ref().take_while(|line| *line != "}") {
                let line = line.trim();
                if let Some((field, kind)) = line.split_once(": ")
                    && !line.starts_with(['*', '/'])
                {
                    let name = field.trim_end_matches('?');
                    fields.push(Field { name, kind: kind.trim_end_matches(';'), is_optional: name != field });
                }
            }
            // What an interface extends stands before it.
            for field in base.and_then(|base| types.interfaces.get(base)).into_iter().flatten() {
                fields.push(Field { ..*field });
            }
            types.interfaces.insert(name, fields);
        }
        types
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
        } else if let Some(fields) = self.interfaces.get(kind) {
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
            let words = self.unions.get(kind).copied().unwrap_or(kind);
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
            _ => match (one.strip_prefix('"'), value, self.unions.get(one)) {
                (Some(literal), Value::Text(text), _) => literal.strip_suffix('"') == Some(text),
                (None, _, Some(union)) => self.fits(value, union),
                _ => false,
            },
        })
    }
}

/// Ids stand for one thing each, and every claim and attribution has its source.
fn ids(document: &Value<'_>) -> Result<(), Error> {
    let complaint = |list: &str, i: usize, field: &str, what: &str| {
        Error::new(&[list, "[", &i.to_string(), "].", field].concat(), what)
    };
    for list in ["segments", "sources", "attributions", "quotations", "claims", "entities", "times", "quantities"] {
        let mut seen = FxHashSet::default();
        for (i, entry) in document.get(list).list().iter().enumerate() {
            if !seen.insert(entry.get("id").str()) {
                return Err(complaint(list, i, "id", "is there twice"));
            }
        }
    }
    let sources: FxHashSet<&str> = document.get("sources").list().iter().map(|s| s.get("id").str()).collect();
    for list in ["attributions", "claims"] {
        for (i, entry) in document.get(list).list().iter().enumerate() {
            if !sources.contains(entry.get("source_id").str()) {
                return Err(complaint(list, i, "source_id", "is the id of no source"));
            }
        }
    }
    Ok(())
}
