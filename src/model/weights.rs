//! The file of weights, as `training/export.py` writes it, all numbers little-endian.
//!
//! | what | how |
//! |---|---|
//! | [`MAGIC`], [`FORMAT`], [`features::VERSION`] | 8 bytes, u32, u32 |
//! | [`Sizes`] | u32 each, in their order |
//! | fingerprints of words (24 bits of their hash), rising | differences to the one before: all low bytes, all middle ones, all high ones |
//! | tables: words (without row 0, which is 0), three of affixes, shapes | a byte each, 64 + (-7..=7) |
//! | matrices: bits, enter, gates and out of each layer, role, name, pos, hedge, fact (2), worth (2) | a byte each, 64 + (-31..=31) |
//! | a scale for each column of each table, a scale for each row of each matrix, biases of each matrix but that of bits, step and first of both chains, weights and bias of the linker | f32: all lowest bytes, then the next, … |
//! | CRC-32 of all before it | u32 |
//!
//! Like stands with like, and a byte holds one number, so that it compresses well; numbers stay below 128 and off the
//! quotation mark and the backslash where they are common, as a string of them must compress as well.

use std::borrow::Cow;
use std::fmt;
use std::ops::{Range, RangeInclusive};

use super::features;
use super::link;
use super::tags::{HEDGES, NAME_TAGS, Pos, ROLE_TAGS};
use sayso_kernel::{LANES, MOST_UNITS};

/// How the file begins.
pub(super) const MAGIC: [u8; 8] = *b"sayso\0\0w";
/// Version of this layout.
pub(super) const FORMAT: u32 = 1;
/// What is added to each number of a table or matrix, so that no byte is beyond 127.
pub(super) const OFFSET: u8 = 64;

/// Why a file of weights cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WeightsError {
    /// It does not begin as one.
    NotWeights,
    /// It is laid out in another way.
    Format(u32),
    /// It was trained on other inputs.
    Features(u32),
    /// Bytes are missing, too many, or changed.
    Damaged,
    /// A size cannot be.
    Size(&'static str, u32),
    /// A number cannot be.
    Number(&'static str),
}

impl fmt::Display for WeightsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotWeights => f.write_str("This is no file of weights: give one that training/export.py wrote."),
            Self::Format(found) => write!(
                f,
                "The weights are in format {found} and format {FORMAT} is read here: export them again with this version's training/export.py."
            ),
            Self::Features(found) => write!(
                f,
                "The weights were trained on version {found} of the inputs and this is version {}: train them again.",
                features::VERSION
            ),
            Self::Damaged => {
                f.write_str("The weights are incomplete or damaged: copy the file again, or export it again.")
            }
            Self::Size(what, found) => write!(
                f,
                "The weights give {found} for the number of {what}, which is not read here: export them again from a network that fits."
            ),
            Self::Number(what) => {
                write!(f, "Among the {what} of the weights is a number that cannot be: export them again.")
            }
        }
    }
}

impl std::error::Error for WeightsError {}

/// The sizes in the header.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sizes {
    pub(super) words: usize,
    pub(super) word: usize,
    pub(super) affix: usize,
    pub(super) shape: usize,
    pub(super) bits: usize,
    pub(super) units: usize,
    pub(super) layers: usize,
    pub(super) fact: usize,
    pub(super) worth: usize,
}

impl Sizes {
    /// Width of what the encoder is told of a token.
    pub(super) const fn input(&self) -> usize {
        self.word + 3 * self.affix + self.shape + self.bits
    }
}

/// Small whole numbers as the file holds them, [`OFFSET`] more than each. They are copied only where they must be: of a table
/// few rows are ever looked at.
#[derive(Clone, Debug)]
pub(super) struct Small(pub(super) Cow<'static, [u8]>);

impl Small {
    /// The numbers.
    pub(super) fn numbers(&self) -> impl Iterator<Item = i16> {
        self.0.iter().map(|&byte| i16::from(byte) - i16::from(OFFSET))
    }

    /// Whether all are of at most `most` in size.
    fn are_within(&self, most: u8) -> bool {
        self.0.iter().all(|&byte| byte.abs_diff(OFFSET) <= most)
    }
}

/// A table of small vectors.
#[derive(Clone, Debug)]
pub(super) struct Table {
    /// Row after row.
    pub(super) values: Small,
    pub(super) width: usize,
    /// For each column.
    pub(super) scale: Vec<f32>,
}

/// A matrix as it is stored.
#[derive(Debug)]
pub(super) struct Stored {
    /// Row after row.
    pub(super) values: Small,
    pub(super) scale: Vec<f32>,
    pub(super) bias: Vec<f32>,
}

/// All that a file holds.
#[derive(Debug)]
pub(super) struct Weights {
    pub(super) sizes: Sizes,
    /// Rising.
    pub(super) fingerprints: Vec<u32>,
    /// Words, three of affixes, shapes.
    pub(super) tables: Vec<Table>,
    /// Bits, enter, two for each layer, then those of the heads in their order.
    pub(super) matrices: Vec<Stored>,
    /// Step and first of roles and of names.
    pub(super) chains: [(Vec<f32>, Vec<f32>); 2],
    /// The last is the bias.
    pub(super) linker: Vec<f32>,
}

impl Weights {
    /// Reads a file of which nothing is known.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, WeightsError> {
        let (_, sum) = opened(bytes)?.split_last_chunk::<CHECKSUM>().ok_or(WeightsError::Damaged)?;
        if u32::from_le_bytes(*sum) != checksum(&bytes[..bytes.len() - CHECKSUM]) {
            return Err(WeightsError::Damaged);
        }
        let weights = Self::read_whole(Cow::Owned(bytes.to_vec()))?;
        if !weights.tables.iter().all(|t| t.values.are_within(7)) {
            return Err(WeightsError::Number("tables"));
        }
        if !weights.matrices.iter().all(|m| m.values.are_within(31)) {
            return Err(WeightsError::Number("matrices"));
        }
        Ok(weights)
    }

    /// Reads a file that [`Weights::read`] has been seen to read, without its look at each byte: that takes a good part of the
    /// time until the first text is read.
    pub(super) fn read_whole(bytes: Cow<'static, [u8]>) -> Result<Self, WeightsError> {
        let body = opened(&bytes)?;
        let (&version, body) = body.split_first_chunk().ok_or(WeightsError::Damaged)?;
        if u32::from_le_bytes(version) != features::VERSION {
            return Err(WeightsError::Features(u32::from_le_bytes(version)));
        }
        let (sizes, body) = sizes(body)?;
        let end = bytes.len() - CHECKSUM;
        let start = bytes.len() - body.len();
        contents(sizes, Bytes { whole: bytes, left: start..end.max(start) })
    }
}

/// What follows the mark and the format.
fn opened(bytes: &[u8]) -> Result<&[u8], WeightsError> {
    let rest = bytes.strip_prefix(&MAGIC).ok_or(WeightsError::NotWeights)?;
    let (&format, rest) = rest.split_first_chunk().ok_or(WeightsError::Damaged)?;
    if u32::from_le_bytes(format) == FORMAT { Ok(rest) } else { Err(WeightsError::Format(u32::from_le_bytes(format))) }
}

fn sizes(mut bytes: &[u8]) -> Result<(Sizes, &[u8]), WeightsError> {
    let mut next = |what, allowed: RangeInclusive<usize>, step: usize| {
        let (&found, rest) = bytes.split_first_chunk().ok_or(WeightsError::Damaged)?;
        bytes = rest;
        let found = u32::from_le_bytes(found);
        let size = found as usize;
        if allowed.contains(&size) && size.is_multiple_of(step) {
            Ok(size)
        } else {
            Err(WeightsError::Size(what, found))
        }
    };
    let fixed = |n: usize| n..=n;
    let words = next("words", 1..=1 << 20, 1)?;
    let word = next("columns of words", LANES..=256, LANES)?;
    next("rows of affixes", fixed(features::AFFIXES), 1)?;
    let affix = next("columns of affixes", LANES..=256, LANES)?;
    next("rows of shapes", fixed(features::SHAPES), 1)?;
    let shape = next("columns of shapes", LANES..=256, LANES)?;
    next("bits", fixed(features::BITS), 1)?;
    let bits = next("columns of bits", LANES..=256, LANES)?;
    let units = next("units", LANES..=MOST_UNITS, LANES)?;
    let layers = next("layers", 1..=8, 1)?;
    next("tags of roles", fixed(ROLE_TAGS), 1)?;
    next("tags of names", fixed(NAME_TAGS), 1)?;
    next("parts of speech", fixed(Pos::ALL.len()), 1)?;
    next("kinds of hedges", fixed(HEDGES), 1)?;
    let fact = next("units of factuality", LANES..=248, LANES)?;
    let worth = next("units of worthiness", LANES..=248, LANES)?;
    next("features of the linker", fixed(link::FEATURES), 1)?;
    let sizes = Sizes { words, word, affix, shape, bits, units, layers, fact, worth };
    Ok((sizes, bytes))
}

/// Rows and columns.
type Shape = (usize, usize);

/// Those of the tables and of the matrices, in the order of the file.
fn shapes(sizes: Sizes) -> ([Shape; 5], Vec<Shape>) {
    let Sizes { words, word, affix, shape, bits, units, layers, fact, worth } = sizes;
    let affixes = (features::AFFIXES, affix);
    let tables = [(words, word), affixes, affixes, affixes, (features::SHAPES, shape)];
    let mut matrices = vec![(bits, features::BITS), (units, sizes.input())];
    for _ in 0..layers {
        matrices.extend([(6 * units, 3 * units), (units, 2 * units)]);
    }
    matrices.extend([
        (ROLE_TAGS, units),
        (NAME_TAGS, 2 * units),
        (Pos::ALL.len(), units),
        (HEDGES, units),
        (fact, 2 * units),
        (1, fact),
        (worth, units),
        (1, 2 * worth),
    ]);
    (tables, matrices)
}

fn contents(sizes: Sizes, mut bytes: Bytes) -> Result<Weights, WeightsError> {
    let (table_shapes, shapes) = shapes(sizes);
    let fingerprints = fingerprints(&bytes.take(3 * sizes.words)?)?;
    let mut tables = Vec::new();
    for (rows, width) in table_shapes {
        tables.push(Table { values: Small(bytes.take(rows * width)?), width, scale: Vec::new() });
    }
    let mut matrices = Vec::new();
    for &(rows, columns) in &shapes {
        matrices.push(Stored { values: Small(bytes.take(rows * columns)?), scale: Vec::new(), bias: vec![0.0; rows] });
    }
    let mut floats = Floats { bytes: &bytes.whole[bytes.left.clone()], at: 0 };
    for table in &mut tables {
        table.scale = floats.take(table.width)?;
    }
    for (matrix, &(rows, _)) in matrices.iter_mut().zip(&shapes) {
        matrix.scale = floats.take(rows)?;
    }
    for (matrix, &(rows, _)) in matrices.iter_mut().zip(&shapes).skip(1) {
        matrix.bias = floats.take(rows)?;
    }
    let mut chain = |tags: usize| Ok((floats.take(tags * tags)?, floats.take(tags)?));
    let chains = [chain(ROLE_TAGS)?, chain(NAME_TAGS)?];
    let linker = floats.take(link::FEATURES + 1)?;
    if floats.at * 4 != floats.bytes.len() {
        return Err(WeightsError::Damaged);
    }
    Ok(Weights { sizes, fingerprints, tables, matrices, chains, linker })
}

/// A file, and what of it is left to read.
struct Bytes {
    whole: Cow<'static, [u8]>,
    left: Range<usize>,
}

impl Bytes {
    fn take(&mut self, n: usize) -> Result<Cow<'static, [u8]>, WeightsError> {
        if self.left.len() < n {
            return Err(WeightsError::Damaged);
        }
        let taken = self.left.start..self.left.start + n;
        self.left.start += n;
        Ok(match &self.whole {
            Cow::Borrowed(whole) => Cow::Borrowed(&whole[taken]),
            Cow::Owned(whole) => Cow::Owned(whole[taken].to_vec()),
        })
    }
}

fn fingerprints(bytes: &[u8]) -> Result<Vec<u32>, WeightsError> {
    let n = bytes.len() / 3;
    let (low, rest) = bytes.split_at(n);
    let (middle, high) = rest.split_at(n);
    let mut last = 0;
    let mut rising = Vec::with_capacity(n);
    for i in 0..n {
        let more = u32::from_le_bytes([low[i], middle[i], high[i], 0]);
        last += more;
        if last >= 1 << 24 || i > 0 && more == 0 {
            return Err(WeightsError::Number("words"));
        }
        rising.push(last);
    }
    Ok(rising)
}

/// Floating-point numbers, whose lowest bytes come first, then all the next ones.
struct Floats<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl Floats<'_> {
    fn take(&mut self, n: usize) -> Result<Vec<f32>, WeightsError> {
        /// No trained number comes near it, and with numbers up to it nothing overflows.
        const MOST: f32 = 1e4;
        let count = self.bytes.len() / 4;
        if count - self.at < n {
            return Err(WeightsError::Damaged);
        }
        let one = |i: usize| f32::from_le_bytes(std::array::from_fn(|plane| self.bytes[plane * count + i]));
        let taken: Vec<f32> = (self.at..self.at + n).map(one).collect();
        self.at += n;
        // What is not a number is not within either.
        if taken.iter().all(|x| x.abs() <= MOST) { Ok(taken) } else { Err(WeightsError::Number("scales")) }
    }
}

/// Bytes that the checksum takes.
const CHECKSUM: usize = 4;

/// CRC-32 (ISO 3309), four bits at a time.
fn checksum(bytes: &[u8]) -> u32 {
    const POLYNOMIAL: u32 = 0xedb8_8320;
    const TABLE: [u32; 16] = {
        let mut table = [0; 16];
        let mut i = 0;
        while i < 16 {
            let (mut c, mut bit) = (i as u32, 0);
            while bit < 4 {
                c = if c & 1 == 1 { (c >> 1) ^ POLYNOMIAL } else { c >> 1 };
                bit += 1;
            }
            table[i] = c;
            i += 1;
        }
        table
    };
    let half = |crc: u32| (crc >> 4) ^ TABLE[(crc & 15) as usize];
    !bytes.iter().fold(!0, |crc, &byte| half(half(crc ^ u32::from(byte))))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Numbers without order (xorshift64*, Vigna 2016).
    pub(in super::super) struct Random(pub(in super::super) u64);

    impl Random {
        pub(in super::super) fn below(&mut self, n: u64) -> u64 {
            self.0 ^= self.0 >> 12;
            self.0 ^= self.0 << 25;
            self.0 ^= self.0 >> 27;
            (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) % n
        }
    }

    /// A file of a small network that nobody trained, of 50 words, with so many units and layers.
    pub(in super::super) fn made(units: u32, layers: u32, seed: u64) -> Vec<u8> {
        let header = [50, 8, 2048, 8, 128, 8, 64, 8, units, layers, 7, 11, 23, 3, 16, 8, link::FEATURES as u32];
        let bytes: Vec<u8> = header.iter().flat_map(|n| n.to_le_bytes()).collect();
        let sizes = super::sizes(&bytes).expect("sizes that can be").0;
        let mut out = [MAGIC.as_slice(), &FORMAT.to_le_bytes(), &features::VERSION.to_le_bytes(), &bytes].concat();
        let mut random = Random(seed);
        out.extend((0..50).map(|_| 1 + random.below(255) as u8));
        out.extend((0..50).map(|_| random.below(256) as u8));
        out.extend((0..50).map(|_| random.below(5) as u8));
        let (tables, matrices) = shapes(sizes);
        for (rows, columns) in tables {
            out.extend((0..rows * columns).map(|_| 57 + random.below(15) as u8));
        }
        for &(rows, columns) in &matrices {
            out.extend((0..rows * columns).map(|_| 33 + random.below(63) as u8));
        }
        let columns: usize = tables.iter().map(|t| t.1).sum();
        let rows: usize = matrices.iter().map(|m| m.0).sum();
        let biases = rows - sizes.bits + ROLE_TAGS * (ROLE_TAGS + 1) + NAME_TAGS * (NAME_TAGS + 1) + link::FEATURES + 1;
        let mut floats: Vec<f32> = (0..columns + rows).map(|_| (1 + random.below(9)) as f32 / 1000.0).collect();
        floats.extend((0..biases).map(|_| random.below(2001) as f32 / 1000.0 - 1.0));
        for plane in 0..4 {
            out.extend(floats.iter().map(|f| f.to_le_bytes()[plane]));
        }
        sealed(out)
    }

    fn sealed(mut bytes: Vec<u8>) -> Vec<u8> {
        let sum = checksum(&bytes);
        bytes.extend(sum.to_le_bytes());
        bytes
    }

    #[test]
    fn the_checksum_is_the_usual_one() {
        assert_eq!(checksum(b"123456789"), 0xcbf4_3926);
    }

    #[test]
    fn a_file_that_is_cut_or_changed_is_refused() {
        let whole = made(8, 1, 1);
        assert!(Weights::read(&whole).is_ok());
        let mut random = Random(2);
        for n in (0..100).chain((0..100).map(|_| random.below(whole.len() as u64) as usize)) {
            assert!(Weights::read(&whole[..n]).is_err(), "cut to {n} bytes");
        }
        for _ in 0..200 {
            let (at, bit) = (random.below(whole.len() as u64) as usize, random.below(8));
            let mut changed = whole.clone();
            changed[at] ^= 1 << bit;
            assert!(Weights::read(&changed).is_err(), "bit {bit} of byte {at} changed");
        }
        assert!(Weights::read(&[whole, vec![0]].concat()).is_err(), "a byte more");
    }

    /// What no checksum sees: a file that was made so.
    #[test]
    fn a_file_that_is_wrong_from_the_start_is_refused_or_read() {
        let whole = made(8, 1, 1);
        let body = &whole[..whole.len() - 4];
        let mut random = Random(3);
        let mut refused = 0;
        for round in 0..300 {
            let mut changed = body.to_vec();
            // In the header, then anywhere.
            let most = if round < 150 { 84 } else { changed.len() as u64 };
            for _ in 0..=round % 3 {
                changed[random.below(most) as usize] = random.below(256) as u8;
            }
            changed.truncate(changed.len() - if round % 10 == 0 { random.below(100) as usize } else { 0 });
            refused += usize::from(Weights::read(&sealed(changed)).is_err());
        }
        assert!(refused > 200, "{refused}");
    }

    #[test]
    fn each_error_says_what_to_do() {
        let whole = made(8, 1, 1);
        let changed = |at: usize, byte: u8| {
            let mut body = whole[..whole.len() - 4].to_vec();
            body[at] = byte;
            Weights::read(&sealed(body)).map(|_| ()).expect_err("changed")
        };
        let errors = [
            (Weights::read(b"PK").map(|_| ()).expect_err("no weights"), WeightsError::NotWeights),
            (changed(8, 9), WeightsError::Format(9)),
            (changed(12, 77), WeightsError::Features(77)),
            (Weights::read(&whole[..500]).map(|_| ()).expect_err("cut"), WeightsError::Damaged),
            (changed(48, 9), WeightsError::Size("units", 9)),
            (changed(240, 0), WeightsError::Number("tables")),
        ];
        for (found, wanted) in errors {
            assert_eq!(found, wanted);
            let said = found.to_string();
            assert!(said.ends_with('.') && said.contains(": "), "{said}");
        }
    }
}
