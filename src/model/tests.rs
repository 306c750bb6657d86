//! The whole model: held against the slow one, and against itself.

use super::weights::Weights;
use super::weights::tests::made;
use super::*;
use crate::text;

/// Set it to what the test says when weights, inputs or arithmetic were changed on purpose.
const FINGERPRINT: u64 = 0x2258_d1a1_3329_2ee0;

const NEWS: &str = "Ferry crews at Norholm vote to strike\n\n\
    NORHOLM — Crews on the island ferries will stop work on Friday, their union said, after talks with the harbour board \
    broke down late on Tuesday. “We’ve asked for 4.5 percent and got a letter,” said Maren Oduya, who speaks for the \
    Seafarers’ Guild. “Nobody believes the board is poor.”\n\n\
    The board denied that it had walked out. According to its chairman, Tomas Brandl, the offer “may still be improved”, \
    but he did not say by how much. It is not clear whether trains will run 🚆 …\n";

fn run(model: &Model, text: &str) -> (usize, Output) {
    let lexicon = Lexicon::get();
    let reading = text::read(text, lexicon);
    (reading.tokens.len(), model.run(&reading, lexicon))
}

/// FNV-1a over every bit of it.
fn fingerprint(out: &Output) -> u64 {
    let floats = [&out.role_sure, &out.name_sure, &out.hedge_sure, &out.fact, &out.worth];
    let floats = floats.into_iter().flatten().flat_map(|f| f.to_bits().to_le_bytes());
    let tags = out.role.iter().chain(&out.name).copied();
    let kinds = out.pos.iter().map(|&p| p as u8).chain(out.hedge.iter().map(|&h| h as u8));
    tags.chain(kinds)
        .chain(floats)
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[test]
fn the_built_in_network_gives_the_same_on_every_machine() {
    let found = fingerprint(&run(Model::built_in(), NEWS).1);
    assert!(found == FINGERPRINT, "set FINGERPRINT in src/model/tests.rs to {found:#x} if this was meant to change");
}

#[test]
fn the_fast_network_is_the_slow_one() {
    for (units, layers) in [(8, 1), (24, 3), (80, 2)] {
        let bytes = made(units, layers, u64::from(units));
        compare(&Weights::read(&bytes).expect("weights"), &Model::read(&bytes).expect("weights"));
    }
    let bytes = include_bytes!("weights.bin");
    compare(&Weights::read(bytes).expect("weights"), Model::built_in());
}

fn compare(weights: &Weights, model: &Model) {
    let lexicon = Lexicon::get();
    let reading = text::read(NEWS, lexicon);
    let out = model.run(&reading, lexicon);
    let close = |what: &str, a: f32, b: f32| assert!((a - b).abs() < 0.005, "{what}: {a} is not {b}");
    for segment in 0..reading.segments.len() {
        let mut inputs = Vec::new();
        features::of_segment(&reading, lexicon, segment, &mut inputs);
        let said = reference::run(weights, &inputs);
        let tokens = features::tokens_of(&reading, segment);
        let roles = reference::chances(&weights.chains[0], &said.role);
        let names = reference::chances(&weights.chains[1], &said.name);
        for (k, t) in tokens.clone().enumerate() {
            close("role", out.role_sure[t], roles[k][usize::from(out.role[t])]);
            close("name", out.name_sure[t], names[k][usize::from(out.name[t])]);
            close("hedge", out.hedge_sure[t], reference::probability(&said.hedge[k], out.hedge[t] as usize));
            close("fact", out.fact[t], said.fact[k].clamp(-3.0, 3.0));
            let most = said.pos[k].iter().copied().fold(f32::MIN, f32::max);
            close("part of speech", said.pos[k][out.pos[t] as usize], most);
        }
        for sentence in reading.sentences_of(segment) {
            let own = reading.tokens_of(sentence);
            let own = own.start - tokens.start..own.end - tokens.start;
            close("worth", out.worth[sentence], reference::worth(weights, &said, own));
        }
    }
}

#[test]
fn a_part_is_read_as_in_the_whole() {
    let (lexicon, model) = (Lexicon::get(), Model::built_in());
    let reading = text::read(NEWS, lexicon);
    let whole = model.run(&reading, lexicon);
    for segment in 0..reading.segments.len() {
        let part = model.run_segments(&reading, lexicon, segment..segment + 1);
        assert_eq!(part.tokens, features::tokens_of(&reading, segment));
        assert_eq!(part.role, whole.role[part.tokens.clone()]);
        assert_eq!(part.fact, whole.fact[part.tokens.clone()]);
        assert_eq!(part.worth, whole.worth[part.sentences.clone()]);
    }
    assert_eq!(model.run_segments(&reading, lexicon, 1..1), Output::default());
    assert_eq!(model.run_segments(&reading, lexicon, 0..99), Output::default());
}

#[test]
fn any_text_is_read() {
    let model = Model::built_in();
    let sentence = "Ada Brandl said the harbour was shut, and ".repeat(300);
    let quotation = "“It was late,” she said. ".repeat(300);
    for text in ["", " \n\n", ".", "😀\u{301}\r\n“", "\u{a0}", &sentence, &quotation] {
        let (tokens, out) = run(model, text);
        assert_eq!(out.tokens, 0..tokens);
        let lists = [out.role.len(), out.name.len(), out.pos.len(), out.hedge.len(), out.fact.len(), out.quoted.len()];
        assert_eq!(lists, [tokens; 6]);
        assert_eq!([out.role_sure.len(), out.name_sure.len(), out.hedge_sure.len()], [tokens; 3]);
        assert_eq!(out.worth.len(), out.sentences.len());
        let mut before = 0;
        for &tag in &out.role {
            assert!(tag == 0 || tag % 2 == 1 || tag == before || tag == before + 1, "{tag} behind {before}");
            before = tag;
        }
        let mut probabilities = out.role_sure.iter().chain(&out.name_sure).chain(&out.hedge_sure).chain(&out.worth);
        assert!(probabilities.all(|p| (0.0..=1.0).contains(p)));
    }
}
