//! Sums of products of whole numbers, by the instructions that each machine has for them.
//!
//! Whole numbers add up to the same in any order, so that each machine gives the same.
#![allow(unsafe_code)] // calls of such instructions and casts between their types and arrays, nothing else

use super::{Lanes, ROWS};

/// What four rows of a matrix have in eight columns.
pub(super) type Columns = [Lanes; ROWS];

/// How a kind of machine adds up products for four rows at once.
pub(super) trait Machine {
    /// Four sums, each in parts.
    type Sums: Copy;

    fn zero() -> Self::Sums;

    /// Adds to each row's sum its eight numbers times those of an input.
    fn add(sums: Self::Sums, rows: &Columns, input: Lanes) -> Self::Sums;

    /// The wholes.
    fn numbers(sums: Self::Sums) -> [i32; ROWS];
}

/// Work that is to be compiled for each kind of machine.
pub(super) trait Work {
    /// Does it. Implementations are `inline(always)`: what [`run`] knows of the machine holds only for what is compiled
    /// into it.
    fn on<M: Machine>(self);
}

/// Does some work with the widest registers that there are.
#[inline(always)]
pub(super) fn run(work: impl Work) {
    #[cfg(target_arch = "x86_64")]
    if std::arch::is_x86_feature_detected!("avx2") {
        // SAFETY: the machine has it.
        return unsafe { avx2::run(work) };
    }
    work.on::<Usual>();
}

#[cfg(not(any(
    all(target_arch = "wasm32", target_feature = "simd128"),
    all(target_arch = "x86_64", target_feature = "sse2")
)))]
use Portable as Usual;
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
use simd128::Simd128 as Usual;
#[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
use sse2::Sse2 as Usual;

/// Any machine.
#[cfg_attr(any(target_arch = "wasm32", target_arch = "x86_64"), allow(dead_code))]
pub(super) struct Portable;

impl Machine for Portable {
    type Sums = [i32; ROWS];

    #[inline(always)]
    fn zero() -> Self::Sums {
        [0; ROWS]
    }

    #[inline(always)]
    fn add(sums: Self::Sums, rows: &Columns, input: Lanes) -> Self::Sums {
        std::array::from_fn(|row| {
            let products = rows[row].0.iter().zip(input.0).map(|(&a, b)| i32::from(a) * i32::from(b));
            products.fold(sums[row], i32::wrapping_add)
        })
    }

    #[inline(always)]
    fn numbers(sums: Self::Sums) -> [i32; ROWS] {
        sums
    }
}

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod simd128 {
    use super::{Columns, Lanes, Machine, ROWS};
    use std::arch::wasm32::{i32x4_add, i32x4_dot_i16x8, i32x4_shuffle, i32x4_splat, v128};

    pub(super) struct Simd128;

    impl Machine for Simd128 {
        type Sums = [v128; ROWS];

        #[inline(always)]
        fn zero() -> Self::Sums {
            [i32x4_splat(0); ROWS]
        }

        #[inline(always)]
        fn add(sums: Self::Sums, rows: &Columns, input: Lanes) -> Self::Sums {
            std::array::from_fn(|row| i32x4_add(sums[row], i32x4_dot_i16x8(wide(rows[row]), wide(input))))
        }

        #[inline(always)]
        fn numbers([a, b, c, d]: Self::Sums) -> [i32; ROWS] {
            // First a0+a2 c0+c2 a1+a3 c1+c3, and the same of b and d; then all four.
            let four = add_halves(add_halves(a, c), add_halves(b, d));
            // SAFETY: both are 16 bytes, and any bits are a value of either.
            unsafe { std::mem::transmute::<v128, [i32; ROWS]>(four) }
        }
    }

    #[inline(always)]
    fn add_halves(a: v128, b: v128) -> v128 {
        i32x4_add(i32x4_shuffle::<0, 4, 1, 5>(a, b), i32x4_shuffle::<2, 6, 3, 7>(a, b))
    }

    #[inline(always)]
    fn wide(eight: Lanes) -> v128 {
        // SAFETY: both are 16 bytes, and any bits are a value of either.
        unsafe { std::mem::transmute::<Lanes, v128>(eight) }
    }
}

#[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
mod sse2 {
    use super::{Columns, Lanes, Machine, ROWS};
    use std::arch::x86_64::{
        __m128i, _mm_add_epi32, _mm_madd_epi16, _mm_setzero_si128, _mm_unpackhi_epi32, _mm_unpacklo_epi32,
    };

    pub(super) struct Sse2;

    impl Machine for Sse2 {
        type Sums = [__m128i; ROWS];

        #[inline(always)]
        fn zero() -> Self::Sums {
            // SAFETY: the machine has SSE2, or this is not compiled; so below.
            unsafe { [_mm_setzero_si128(); ROWS] }
        }

        #[inline(always)]
        fn add(sums: Self::Sums, rows: &Columns, input: Lanes) -> Self::Sums {
            // SAFETY: as above.
            let one = |row: usize| unsafe { _mm_add_epi32(sums[row], _mm_madd_epi16(wide(rows[row]), wide(input))) };
            std::array::from_fn(one)
        }

        #[inline(always)]
        fn numbers([a, b, c, d]: Self::Sums) -> [i32; ROWS] {
            // As for `Simd128`.
            let four = add_halves(add_halves(a, c), add_halves(b, d));
            // SAFETY: both are 16 bytes, and any bits are a value of either.
            unsafe { std::mem::transmute::<__m128i, [i32; ROWS]>(four) }
        }
    }

    #[inline(always)]
    pub(super) fn add_halves(a: __m128i, b: __m128i) -> __m128i {
        // SAFETY: as above.
        unsafe { _mm_add_epi32(_mm_unpacklo_epi32(a, b), _mm_unpackhi_epi32(a, b)) }
    }

    #[inline(always)]
    pub(super) fn wide(eight: Lanes) -> __m128i {
        // SAFETY: both are 16 bytes, and any bits are a value of either.
        unsafe { std::mem::transmute::<Lanes, __m128i>(eight) }
    }
}

#[cfg(target_arch = "x86_64")]
mod avx2 {
    use super::sse2::{add_halves, wide};
    use super::{Columns, Lanes, Machine, ROWS, Work};
    use std::arch::x86_64::{
        __m128i, __m256i, _mm256_add_epi32, _mm256_broadcastsi128_si256, _mm256_castsi256_si128,
        _mm256_extracti128_si256, _mm256_madd_epi16, _mm256_setzero_si256, _mm256_unpackhi_epi32,
        _mm256_unpacklo_epi32,
    };

    /// Only for work that [`run`] runs. Two rows share a register.
    pub(super) struct Avx2;

    #[target_feature(enable = "avx2")]
    pub(super) fn run(work: impl Work) {
        work.on::<Avx2>();
    }

    impl Machine for Avx2 {
        type Sums = [__m256i; ROWS / 2];

        #[inline(always)]
        fn zero() -> Self::Sums {
            // SAFETY: whoever called `run` saw to it that the machine has AVX2; so below.
            unsafe { [_mm256_setzero_si256(); ROWS / 2] }
        }

        #[inline(always)]
        fn add(sums: Self::Sums, rows: &Columns, input: Lanes) -> Self::Sums {
            // SAFETY: as above; both types are 64 bytes, and any bits are a value of either.
            unsafe {
                let rows = std::mem::transmute::<Columns, [__m256i; ROWS / 2]>(*rows);
                let input = _mm256_broadcastsi128_si256(wide(input));
                std::array::from_fn(|two| _mm256_add_epi32(sums[two], _mm256_madd_epi16(rows[two], input)))
            }
        }

        #[inline(always)]
        fn numbers([ab, cd]: Self::Sums) -> [i32; ROWS] {
            // SAFETY: as above; both types are 16 bytes.
            unsafe {
                // a0+a2 c0+c2 a1+a3 c1+c3, then the same of b and d.
                let halves = _mm256_add_epi32(_mm256_unpacklo_epi32(ab, cd), _mm256_unpackhi_epi32(ab, cd));
                let four = add_halves(_mm256_castsi256_si128(halves), _mm256_extracti128_si256::<1>(halves));
                std::mem::transmute::<__m128i, [i32; ROWS]>(four)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::matrix::products;
    use super::*;

    /// The products of two inputs, on the machine that does the work.
    struct Both<'a>(&'a [Columns], [&'a [Lanes]; 2], &'a mut [[i32; ROWS]; 2]);

    impl Work for Both<'_> {
        #[inline(always)]
        fn on<M: Machine>(self) {
            *self.2 = products::<M, 2>(self.0, self.1);
        }
    }

    #[test]
    fn every_machine_gives_the_same() {
        let number = |k: usize| i16::try_from(k * 7919 % 65_535).unwrap_or(i16::MIN);
        let lanes = |n: usize, from: usize| -> Vec<Lanes> {
            (0..n).map(|k| Lanes(std::array::from_fn(|i| number(from + 8 * k + i)))).collect()
        };
        let columns: Vec<Columns> = lanes(ROWS * 5, 3).as_chunks().0.to_vec();
        let (first, second) = (lanes(5, 1_000), lanes(5, 77_000));
        let inputs = [&first[..], &second[..]];
        let wanted = products::<Portable, 2>(&columns, inputs);
        assert_eq!(products::<Usual, 2>(&columns, inputs), wanted);
        let mut found = [[0; ROWS]; 2];
        run(Both(&columns, inputs, &mut found));
        assert_eq!(found, wanted);
    }
}
