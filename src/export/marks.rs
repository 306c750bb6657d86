//! Marks in a document's tree: every object with a `start` and an `end`, wherever it stands, also in unknown fields.

use crate::json::{Error, Value};
use crate::offsets::{Offsets, Unit};

/// What is done with a mark and its path.
type Visit<'a, 'j> = dyn FnMut(&mut Value<'j>, &str) -> Result<(), Error> + 'a;

/// Calls `visit` with each mark and its path (`claims[2].spans[0]`), the outer before the inner.
pub(crate) fn each<'j>(value: &mut Value<'j>, path: &mut String, visit: &mut Visit<'_, 'j>) -> Result<(), Error> {
    let length = path.len();
    if is_mark(value) {
        visit(value, path)?;
    }
    match value {
        Value::List(list) => {
            for (i, entry) in list.iter_mut().enumerate() {
                path.push('[');
                path.push_str(&i.to_string());
                path.push(']');
                each(entry, path, visit)?;
                path.truncate(length);
            }
        }
        Value::Object(fields) => {
            for (name, entry) in fields {
                if length > 0 {
                    path.push('.');
                }
                path.push_str(name);
                each(entry, path, visit)?;
                path.truncate(length);
            }
        }
        _ => {}
    }
    Ok(())
}

/// Whether it is a stretch of the text.
pub(crate) fn is_mark(value: &Value<'_>) -> bool {
    matches!((value.get("start"), value.get("end")), (Value::Number(_), Value::Number(_)))
}

/// The ends of a mark, in the unit that it is counted in.
pub(crate) fn ends(mark: &Value<'_>, path: &str) -> Result<(u32, u32), Error> {
    let end = |field: &str| {
        let whole = mark.get(field).index();
        whole.ok_or_else(|| Error::new(&[path, ".", field].concat(), "must be a whole number, not less than 0"))
    };
    let (start, end) = (end("start")?, end("end")?);
    if start > end {
        Err(Error::new(&[path, ".end"].concat(), "must not be less than start"))
    } else {
        Ok((start, end))
    }
}

/// The unit that a document says it counts in.
pub(crate) fn unit(document: &Value<'_>) -> Result<Unit, Error> {
    Unit::from_name(document.get("source").get("offset_unit").str())
        .ok_or_else(|| Error::new("source.offset_unit", "must be \"utf-16\", \"code-point\" or \"byte\""))
}

/// Counts all marks of a document in another unit, and sees to it that they are marks of this text.
pub(crate) fn recount(document: &mut Value<'_>, text: &str, to: Unit) -> Result<(), Error> {
    let (from, to_units) = (Offsets::new(text, unit(document)?), Offsets::new(text, to));
    each(document, &mut String::new(), &mut |mark, path| {
        let (start, end) = ends(mark, path)?;
        let bytes = from.byte(start).zip(from.byte(end));
        let (first, last) = bytes.ok_or_else(|| Error::new(path, "does not stand in this text"))?;
        if let Value::Text(exact) = mark.get("exact")
            && *exact != text[first as usize..last as usize]
        {
            return Err(Error::new(&[path, ".exact"].concat(), "is not what stands there in this text"));
        }
        mark.set("start", Value::number(to_units.at(first)));
        mark.set("end", Value::number(to_units.at(last)));
        Ok(())
    })?;
    if let Some(source) = document.find_mut("source") {
        source.set("length", Value::number(to_units.len()));
        source.set("offset_unit", Value::text(to.name()));
    }
    Ok(())
}
