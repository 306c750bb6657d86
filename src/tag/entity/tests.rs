use super::*;

fn names(text: &str) -> String {
    let lexicon = Lexicon::get();
    let reading = crate::text::read(text, lexicon);
    let entities = find(&reading, lexicon);
    entities.iter().map(|e| format!("{}/{}", reading.slice(e.span), &e.kind.name()[..2])).collect::<Vec<_>>().join(" ")
}
#[test]
fn a() { eprintln!("{}", names("President Ann Lee met Bill de Blasio.")); }
