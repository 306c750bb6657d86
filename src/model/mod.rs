//! The learned part: what a small network, trained on annotated news, says of each token and each sentence.
//!
//! Input: a [`Reading`] and the lexicon. Output: an [`Output`]. It cannot fail, takes time that grows linearly with the
//! text, and gives the same numbers bit for bit on every machine. Segments are read one by one and know nothing of each
//! other, so that after an edit only those that changed need be read again.

mod chain;
mod encoder;
pub mod features;
mod heads;
mod link;
mod memory;
#[cfg(test)]
mod reference;
mod tags;
#[cfg(test)]
mod tests;
mod weights;

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use crate::lexicon::Lexicon;
use crate::text::Reading;

pub use link::Linked;
pub use memory::Memory;
pub use tags::{HEDGES, Hedge, NAME_TAGS, Name, Piece, Pos, ROLE_TAGS, Role, pieces};
pub use weights::WeightsError;

/// What the result calls it: the network, and the number of its weights, which grows with every set of new ones.
pub const NAME: &str = "qrnn-2x80-1";

/// A trained network, ready to read.
#[derive(Debug)]
pub struct Model {
    encoder: encoder::Encoder,
    heads: heads::Heads,
    linker: link::Linker,
}

/// What a network says of the tokens and sentences of some segments.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Output {
    /// Which tokens, as indices into those of the reading; the lists below have one entry for each.
    pub tokens: Range<usize>,
    /// Which sentences, as indices into those of the reading.
    pub sentences: Range<usize>,
    /// 0 for none; 1 + 2 r begins a piece of role r of [`Role::ALL`], 2 + 2 r goes on with it. A tag that goes on
    /// stands only behind one of its own role in its own segment. See [`pieces`].
    pub role: Vec<u8>,
    /// Probability of `role`, given the whole stretch, from 0 to 1.
    pub role_sure: Vec<f32>,
    /// The same for names, of [`Name::ALL`].
    pub name: Vec<u8>,
    /// Probability of `name`.
    pub name_sure: Vec<f32>,
    /// Part of speech. Empty from [`Model::learn`]: no stage reads it.
    pub pos: Vec<Pos>,
    /// Whether it makes something unsure or denies it. Empty from [`Model::learn`], too.
    pub hedge: Vec<Hedge>,
    /// Probability of `hedge`. Empty from [`Model::learn`], too.
    pub hedge_sure: Vec<f32>,
    /// Those that make something unsure, as places in these lists, with the probability of that.
    pub unsure: Vec<(u32, f32)>,
    /// Of a token that stands for an event: whether it happened, from -3 (surely not) to 3 (surely). Empty from
    /// [`Model::learn`], too.
    pub fact: Vec<f32>,
    /// Whether the token is inside a quotation.
    pub quoted: Vec<bool>,
    /// For each of `sentences`: probability that it is worth checking.
    pub worth: Vec<f32>,
}

/// What a model says of a text, and what belongs together in it. Empty where no model was asked.
#[derive(Clone, Debug, Default)]
pub struct Learned {
    /// Of each token and sentence.
    pub output: Output,
    /// Attributions.
    pub linked: Vec<Linked>,
}

static BUILT_IN: LazyLock<Model> = LazyLock::new(|| {
    let weights = weights::Weights::read_whole(Cow::Borrowed(include_bytes!("weights.bin")));
    Model::new(weights.unwrap_or_else(|_| panic!("the weights that ship are whole")))
});

impl Model {
    /// The network that ships with the library. The first call makes it ready.
    pub fn built_in() -> &'static Self {
        &BUILT_IN
    }

    /// Reads a file of weights.
    ///
    /// # Errors
    ///
    /// Where the bytes are no such file, or one of another version, or damaged, or hold what cannot be.
    pub fn read(bytes: &[u8]) -> Result<Self, WeightsError> {
        weights::Weights::read(bytes).map(Self::new)
    }

    fn new(mut weights: weights::Weights) -> Self {
        Self {
            encoder: encoder::Encoder::new(&mut weights),
            heads: heads::Heads::new(&weights),
            linker: link::Linker::new(&weights),
        }
    }

    /// Reads all segments, as far as the later stages need it, and links what belongs together.
    pub fn learn(&self, reading: &Reading<'_>, lexicon: &Lexicon) -> Learned {
        self.learn_again(reading, lexicon, None)
    }

    /// The same, but segments that the memory holds are not read. It holds those of this reading once it is given the
    /// output to keep.
    pub(crate) fn learn_again(
        &self,
        reading: &Reading<'_>,
        lexicon: &Lexicon,
        mut memory: Option<&mut Memory>,
    ) -> Learned {
        let wanted = Wanted::Stages(memory.as_deref_mut());
        let output = self.read_segments(reading, lexicon, 0..reading.segments.len(), wanted);
        if let Some(memory) = memory {
            memory.forget();
        }
        let linked = self.link(reading, &output);
        Learned { output, linked }
    }

    /// Reads a part of a text, and lets the memory hold that too.
    pub(crate) fn learn_ahead(&self, reading: &Reading<'_>, lexicon: &Lexicon, memory: &mut Memory) {
        let segments = 0..reading.segments.len();
        let output = self.read_segments(reading, lexicon, segments, Wanted::Stages(Some(&mut *memory)));
        memory.add(&output);
    }

    /// Reads all segments.
    pub fn run(&self, reading: &Reading<'_>, lexicon: &Lexicon) -> Output {
        self.run_segments(reading, lexicon, 0..reading.segments.len())
    }

    /// Reads some segments: what [`Model::run`] says of them.
    pub fn run_segments(&self, reading: &Reading<'_>, lexicon: &Lexicon, segments: Range<usize>) -> Output {
        self.read_segments(reading, lexicon, segments, Wanted::All)
    }

    fn read_segments(
        &self,
        reading: &Reading<'_>,
        lexicon: &Lexicon,
        segments: Range<usize>,
        mut wanted: Wanted<'_>,
    ) -> Output {
        let mut out = Output::default();
        let Some(some) = reading.segments.get(segments.clone()).filter(|s| !s.is_empty()) else { return out };
        out.sentences = some[0].sentences.start as usize..some[some.len() - 1].sentences.end as usize;
        if out.sentences.is_empty() {
            return out;
        }
        out.tokens = reading.tokens_of(out.sentences.start).start..reading.tokens_of(out.sentences.end - 1).end;
        let all = matches!(wanted, Wanted::All);
        out.reserve(all);
        let mut run = Run {
            model: self,
            scratch: (self.encoder.scratch(), self.heads.scratch()),
            inputs: Vec::new(),
            ends: Vec::new(),
            all,
            out,
        };
        for segment in segments {
            let memory = if let Wanted::Stages(Some(memory)) = &mut wanted { Some(&mut **memory) } else { None };
            run.segment(reading, lexicon, segment, memory);
        }
        run.out
    }

    /// Puts the pieces of attributions together: each source and each content goes to a cue. Takes what [`Model::run`] or
    /// [`Model::run_segments`] gave; spans are indices into the tokens of the reading.
    pub fn link(&self, reading: &Reading<'_>, output: &Output) -> Vec<Linked> {
        self.linker.link(reading, output)
    }
}

impl Output {
    /// The worth of the sentence that a token stands in, if it was read.
    pub fn worth_at(&self, reading: &Reading<'_>, token: usize) -> Option<f32> {
        let sentence = reading.sentences.partition_point(|s| s.tokens.end as usize <= token);
        self.worth.get(sentence.checked_sub(self.sentences.start)?).copied()
    }

    fn reserve(&mut self, all: bool) {
        let n = self.tokens.len();
        if all {
            self.pos.reserve_exact(n);
            self.hedge.reserve_exact(n);
            self.hedge_sure.reserve_exact(n);
            self.fact.reserve_exact(n);
        }
        self.role.reserve_exact(n);
        self.role_sure.reserve_exact(n);
        self.name.reserve_exact(n);
        self.name_sure.reserve_exact(n);
        self.quoted.reserve_exact(n);
        self.worth.reserve_exact(self.sentences.len());
    }
}

/// What is asked of a network.
enum Wanted<'m> {
    /// All that it can say.
    All,
    /// What the later stages read. What the memory holds is not asked again.
    Stages(Option<&'m mut Memory>),
}

/// Reading segment by segment, in the same working memory.
struct Run<'m> {
    model: &'m Model,
    scratch: (encoder::Scratch, heads::Scratch),
    inputs: Vec<features::Input>,
    /// Where sentences end in the stretch that is being put together, counted in tokens of the segment.
    ends: Vec<usize>,
    /// Whether all that can be said is wanted.
    all: bool,
    out: Output,
}

impl Run<'_> {
    fn segment(&mut self, reading: &Reading<'_>, lexicon: &Lexicon, segment: usize, memory: Option<&mut Memory>) {
        self.inputs.clear();
        features::of_segment(reading, lexicon, segment, &mut self.inputs);
        self.out.quoted.extend(self.inputs.iter().map(features::Input::is_quoted));
        let Some(memory) = memory else { return self.sentences(reading, segment) };
        let lengths = reading.sentences_of(segment).map(|sentence| reading.tokens_of(sentence).len());
        let key = memory::key(&self.inputs, lengths);
        let (tokens, sentences) = (self.out.role.len(), self.out.worth.len());
        if !memory.recall(&key, &mut self.out) {
            self.sentences(reading, segment);
        }
        memory.note(key, tokens..self.out.role.len(), sentences..self.out.worth.len());
    }

    /// A segment in stretches: as many whole sentences as fit, or a part of one that does not.
    fn sentences(&mut self, reading: &Reading<'_>, segment: usize) {
        self.scratch.1.begin();
        let (mut begin, mut end) = (0, 0);
        for sentence in reading.sentences_of(segment) {
            let last = end;
            end += reading.tokens_of(sentence).len();
            if end - begin > encoder::LONGEST && last > begin {
                self.stretch(begin..last);
                begin = last;
            }
            while end - begin > encoder::LONGEST {
                self.stretch(begin..begin + encoder::LONGEST);
                begin += encoder::LONGEST;
            }
            self.ends.push(end);
        }
        self.stretch(begin..end);
    }

    fn stretch(&mut self, tokens: Range<usize>) {
        let (encoder, heads) = &mut self.scratch;
        self.ends.iter_mut().for_each(|end| *end -= tokens.start);
        self.model.encoder.run(&self.inputs[tokens.clone()], encoder);
        self.model.heads.run(&encoder.both, tokens.len(), &self.ends, self.all, heads, &mut self.out);
        self.ends.clear();
    }
}
