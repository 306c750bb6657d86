//! Byte offsets to the units that others count in.
//!
//! Inside, everything is UTF-8 bytes. `JavaScript` strings and DOM ranges count UTF-16 code units; W3C selectors and
//! exported files count Unicode code points. [`Offsets`] is made in one pass over the text and answers in constant time.

/// The unit that offsets of a result are counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Unit {
    /// UTF-8 bytes, as `&str` is indexed.
    Byte,
    /// UTF-16 code units, as `JavaScript` strings are indexed.
    Utf16,
    /// Unicode code points, as W3C text position selectors and exported files count.
    #[default]
    CodePoint,
}

impl Unit {
    /// Its name in the result and in options.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Byte => "byte",
            Self::Utf16 => "utf-16",
            Self::CodePoint => "code-point",
        }
    }

    /// The unit of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Byte, Self::Utf16, Self::CodePoint].into_iter().find(|u| u.name() == name)
    }
}

/// How many bytes one stored count covers: a look-up counts at most this many bytes.
const STRIDE: usize = 64;

/// The index from byte offsets of one text to another unit.
#[derive(Debug)]
pub struct Offsets<'t> {
    bytes: &'t [u8],
    unit: Unit,
    /// Units before byte `i * STRIDE`; empty where bytes and units agree all through.
    counts: Vec<u32>,
}

impl<'t> Offsets<'t> {
    /// Reads the text once.
    pub fn new(text: &'t str, unit: Unit) -> Self {
        let bytes = text.as_bytes();
        let mut counts = Vec::new();
        if unit != Unit::Byte && !text.is_ascii() {
            counts.reserve(bytes.len() / STRIDE + 1);
            let mut sum = 0;
            for chunk in bytes.chunks(STRIDE) {
                counts.push(sum);
                sum += units(chunk, unit);
            }
            counts.push(sum);
        }
        Self { bytes, unit, counts }
    }

    /// The unit that is counted.
    pub const fn unit(&self) -> Unit {
        self.unit
    }

    /// Units before byte `at`. An offset past the end counts as the end.
    pub fn at(&self, at: u32) -> u32 {
        let at = (at as usize).min(self.bytes.len());
        if self.counts.is_empty() {
            return at as u32;
        }
        let block = at / STRIDE;
        self.counts[block] + units(&self.bytes[block * STRIDE..at], self.unit)
    }

    /// The byte before which so many units stand; none past the end of the text or inside a character.
    pub fn byte(&self, units: u32) -> Option<u32> {
        if self.counts.is_empty() {
            let starts =
                self.bytes.get(units as usize).map_or(units as usize == self.bytes.len(), |b| b & 0xc0 != 0x80);
            return starts.then_some(units);
        }
        let block = self.counts.partition_point(|&count| count <= units) - 1;
        let start = block * STRIDE;
        let mut left = units - self.counts[block];
        for (at, byte) in self.bytes[start.min(self.bytes.len())..].iter().enumerate() {
            let wide = if self.unit == Unit::Utf16 && *byte >= 0xf0 { 2 } else { 1 };
            match byte & 0xc0 {
                0x80 => {}
                _ if left == 0 => return Some((start + at) as u32),
                _ => left = left.checked_sub(wide)?,
            }
        }
        (left == 0).then_some(self.bytes.len() as u32)
    }

    /// Length of the whole text in this unit.
    pub fn len(&self) -> u32 {
        self.at(self.bytes.len() as u32)
    }

    /// Whether the text is empty.
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }
}

/// Units that begin in these bytes: one for each byte that starts a character, and a second for those that need a
/// surrogate pair in UTF-16.
fn units(bytes: &[u8], unit: Unit) -> u32 {
    let starts = bytes.iter().filter(|&&b| b & 0xc0 != 0x80).count();
    let pairs = if unit == Unit::Utf16 { bytes.iter().filter(|&&b| b >= 0xf0).count() } else { 0 };
    (starts + pairs) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXTS: [&str; 6] = ["", "plain", "naïve café", "a😀b👨‍👩‍👧c", "e\u{301}\r\n\u{a0}\u{fffd}", "日本語のテキスト"];

    #[test]
    fn agrees_with_the_standard_library_at_every_character() {
        for text in TEXTS.iter().map(|t| t.repeat(20)) {
            let utf16 = Offsets::new(&text, Unit::Utf16);
            let points = Offsets::new(&text, Unit::CodePoint);
            for (at, _) in text.char_indices().chain([(text.len(), ' ')]) {
                assert_eq!(utf16.at(at as u32) as usize, text[..at].encode_utf16().count());
                assert_eq!(points.at(at as u32) as usize, text[..at].chars().count());
                assert_eq!(Offsets::new(&text, Unit::Byte).at(at as u32) as usize, at);
            }
        }
    }

    #[test]
    fn the_way_back_ends_where_it_began() {
        for text in TEXTS.iter().map(|t| t.repeat(40)) {
            for unit in [Unit::Byte, Unit::Utf16, Unit::CodePoint] {
                let offsets = Offsets::new(&text, unit);
                let starts: Vec<u32> =
                    text.char_indices().map(|(at, _)| at as u32).chain([text.len() as u32]).collect();
                let units: Vec<u32> = starts.iter().map(|&at| offsets.at(at)).collect();
                for within in 0..=offsets.len() {
                    let there = units.binary_search(&within).ok().map(|i| starts[i]);
                    assert_eq!(offsets.byte(within), there, "{unit:?} {within}");
                }
                assert_eq!(offsets.byte(offsets.len() + 1), None);
            }
        }
    }

    #[test]
    fn past_the_end_is_the_end() {
        assert_eq!(Offsets::new("a😀", Unit::Utf16).at(99), 3);
    }
}
