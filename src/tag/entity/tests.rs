use super::*;

/// The names with the first two letters of their kinds, and the fullest form where it is another.
fn names(text: &str) -> String {
    let lexicon = Lexicon::get();
    let reading = crate::text::read(text, lexicon);
    let entities = find(&reading, &Output::default(), lexicon);
    let show = |e: &Entity| {
        let (name, full) = (reading.slice(e.span), reading.slice(entities[e.refers_to as usize].span));
        let link = if name == full { String::new() } else { format!("={full}") };
        format!("{name}/{}{link}", &e.kind.name()[..2])
    };
    entities.iter().map(show).collect::<Vec<_>>().join("; ")
}

#[test]
fn titles_and_roles_are_no_part_of_a_name() {
    assert_eq!(names("On Monday President Ann Lee met Sen. Bo Harlow."), "Ann Lee/PE; Bo Harlow/PE");
    assert_eq!(names("The Norwegian Foreign Minister Ida Sund left."), "Norwegian/GR; Ida Sund/PE");
    assert_eq!(names("They asked the U.S. Secretary of State Tom Brandt."), "U.S./PL; Tom Brandt/PE");
    assert_eq!(names("A spokeswoman for the Prime Minister's Office declined."), "Prime Minister's Office/OR");
}

#[test]
fn a_capital_at_the_beginning_is_not_enough() {
    assert_eq!(names("Protesters gathered. Tensions rose, and Yesterday ended."), "");
    assert_eq!(names("Police said the man left. Outgoing Mayor Ann Lee stayed."), "Ann Lee/PE");
    assert_eq!(names("Brenlow said it would close. The board of Brenlow met."), "Brenlow/OR; Brenlow/OR");
}

#[test]
fn short_forms_refer_to_the_fullest_one() {
    assert_eq!(
        names("Vera Molin, a lawyer, won. Molin thanked Karl Ost. Ost did not reply."),
        "Vera Molin/PE; Molin/PE=Vera Molin; Karl Ost/PE; Ost/PE=Karl Ost"
    );
    assert_eq!(
        names("The Northern Rail Authority (NRA) closed. A union sued the NRA."),
        "Northern Rail Authority/OR; NRA/OR=Northern Rail Authority; NRA/OR=Northern Rail Authority"
    );
    assert_eq!(names("Shares of Zentrix Inc. fell after Zentrix lost."), "Zentrix Inc./OR; Zentrix/OR=Zentrix Inc.");
}

#[test]
fn of_two_with_one_surname_the_nearest_before_is_meant() {
    assert_eq!(
        names("Ida Sund spoke. Then Sund left. Karl Sund stayed. Later Sund slept."),
        "Ida Sund/PE; Sund/PE=Ida Sund; Karl Sund/PE; Sund/PE=Karl Sund"
    );
}

#[test]
fn small_words_join_names() {
    assert_eq!(names("She left the University of Oslo."), "University of Oslo/OR");
    assert_eq!(names("He met Mr. Jan van der Berg of the company Acme."), "Jan van der Berg/PE; Acme/OR");
    assert_eq!(
        names("Ann Lee and Bo Harlow flew to Norway and Kenya."),
        "Ann Lee/PE; Bo Harlow/PE; Norway/PL; Kenya/PL"
    );
    assert_eq!(names("The Food and Drug Agency closed."), "Food and Drug Agency/OR");
}

#[test]
fn a_hyphen_may_end_a_name() {
    assert_eq!(names("An Oslo-based firm won."), "Oslo/PL");
    assert_eq!(names("They met Mr. Kim Jae-sun again."), "Kim Jae-sun/PE");
}

#[test]
fn headings_are_read_with_the_body() {
    assert_eq!(
        names("Brenlow Denies Claims Of Fraud In Norway\n\nThe company Brenlow denied it.\n"),
        "Brenlow/OR; Norway/PL; Brenlow/OR"
    );
}

#[test]
fn odd_texts_give_no_names() {
    assert_eq!(names(""), "");
    assert_eq!(names("A. B. C. 😀 I'm I I’ve — “”"), "");
    assert_eq!(names("’s of of The Of"), "");
}
