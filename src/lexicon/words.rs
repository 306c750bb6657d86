//! Every word of the lexicon, with its number.
//!
//! All of them are put in before the first text is read, some twenty thousand, so that each costs little: their letters
//! stand one behind the other, and the table that finds them never grows.

use super::WordId;

/// Places of the table: a power of two, and more than twice as many as there are words, so that most are found at once.
const PLACES: usize = 1 << 16;
/// How many words there is room for, and how many letters they have: nothing need be moved while they come.
pub(super) const ROOM: usize = PLACES / 2;
const LETTERS: usize = 8 * ROOM;

/// Words in the order in which they came, by number; 0 is none of them.
#[derive(Debug)]
pub(super) struct Words {
    letters: String,
    /// Where each ends in `letters`, which is where the next one begins.
    ends: Vec<u32>,
    /// Numbers of words, each at the place that its letters give or at the next one that was free (linear probing). 0 is
    /// free.
    places: Vec<u16>,
}

impl Words {
    /// None yet.
    pub(super) fn new() -> Self {
        let mut ends = Vec::with_capacity(ROOM);
        ends.push(0);
        Self { letters: String::with_capacity(LETTERS), ends, places: vec![0; PLACES] }
    }

    /// The number of a word, if it is one of them.
    pub(super) fn get(&self, word: &[u8]) -> Option<WordId> {
        self.find(word).ok()
    }

    /// The number of a word, given in pieces, which is one of them from now on.
    pub(super) fn add(&mut self, pieces: &[&str]) -> WordId {
        let start = self.letters.len();
        for piece in pieces {
            self.letters.push_str(piece);
        }
        match self.find(&self.letters.as_bytes()[start..]) {
            Ok(known) => {
                self.letters.truncate(start);
                known
            }
            Err(place) => {
                let number = self.ends.len() as u16;
                self.ends.push(self.letters.len() as u32);
                self.places[place] = number;
                WordId(number)
            }
        }
    }

    /// How many numbers there are, with 0.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The number of a word, or the place that it would have.
    fn find(&self, word: &[u8]) -> Result<WordId, usize> {
        let mut place = place_of(word);
        loop {
            let number = self.places[place];
            if number == 0 {
                return Err(place);
            }
            let at = usize::from(number);
            let (start, end) = (self.ends[at - 1] as usize, self.ends[at] as usize);
            if &self.letters.as_bytes()[start..end] == word {
                return Ok(WordId(number));
            }
            place = (place + 1) % PLACES;
        }
    }
}

/// Where to look for a word first.
fn place_of(word: &[u8]) -> usize {
    /// An odd number near 2^32 divided by the golden ratio (Knuth 1973).
    const SPREAD: u32 = 0x9e37_79b1;
    let hash = word.iter().fold(0_u32, |hash, &byte| (hash.rotate_left(5) ^ u32::from(byte)).wrapping_mul(SPREAD));
    hash as usize >> 16 & (PLACES - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_has_one_number() {
        let mut words = Words::new();
        let said = words.add(&["sa", "id"]);
        assert_ne!(said, WordId::UNKNOWN);
        assert_ne!(words.add(&["say"]), said);
        assert_eq!(words.add(&["said", ""]), said);
        assert_eq!(words.get(b"said"), Some(said));
        assert_eq!(words.get(b"sai"), None);
        assert_eq!(words.get(b""), None);
        assert_eq!(words.len(), 3);
    }

    #[test]
    fn the_table_has_room() {
        let words = &super::super::Lexicon::get().words;
        assert!(words.len() < ROOM, "{} words: double PLACES, and look at what a WordId can hold", words.len());
        assert!(words.letters.len() < LETTERS, "{} letters", words.letters.len());
    }

    #[test]
    fn most_words_are_found_at_once() {
        let words = &super::super::Lexicon::get().words;
        let far = (1..words.len()).filter(|&n| {
            let word = &words.letters.as_bytes()[words.ends[n - 1] as usize..words.ends[n] as usize];
            usize::from(words.places[place_of(word)]) != n
        });
        assert!(far.count() * 3 < words.len());
    }
}
