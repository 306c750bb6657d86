//! Sums of products of whole numbers, and arithmetic with eight numbers at once, by the instructions that each machine has
//! for them.
//!
//! Whole numbers add up to the same in any order, and of the others each is by itself, so that each machine gives the same.
#![allow(unsafe_code)] // calls of such instructions and casts between their types and arrays, nothing else

use std::ops::{Add, Div, Mul, Sub};

use super::{LANES, Lanes, ROWS};

/// What four rows of a matrix have in eight columns.
pub(super) type Columns = [Lanes; ROWS];

/// Numbers of 32 bits, each reckoned with by itself.
pub(super) trait Real:
    Copy + Add<Output = Self> + Sub<Output = Self> + Mul<Output = Self> + Div<Output = Self>
{
    /// The same number everywhere.
    fn all(number: f32) -> Self;

    /// The nearest that are at most this large in size.
    fn within(self, most: f32) -> Self;
}

impl Real for f32 {
    #[inline(always)]
    fn all(number: f32) -> Self {
        number
    }

    #[inline(always)]
    fn within(self, most: f32) -> Self {
        self.clamp(-most, most)
    }
}

/// Eight numbers in registers. Written out, for whether a compiler makes vectors of a loop differs from machine to machine.
pub(super) trait Eight: Real {
    fn load(from: &[f32; LANES]) -> Self;

    fn store(self, to: &mut [f32; LANES]);

    /// The nearest whole numbers, halves to even; all must fit an `i16`.
    fn whole(self) -> Lanes;
}

/// How a kind of machine adds up products for four rows at once.
pub(super) trait Machine {
    type Eight: Eight;

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

/// Implements the operators of a kind of eight numbers.
macro_rules! operators {
    ($eight:ty: $($operator:ident $name:ident $with:expr),+) => {$(
        impl $operator for $eight {
            type Output = Self;

            #[inline(always)]
            fn $name(self, other: Self) -> Self {
                $with(self, other)
            }
        }
    )+};
}

#[cfg_attr(any(target_arch = "wasm32", target_arch = "x86_64"), allow(dead_code))]
#[derive(Clone, Copy)]
pub(super) struct Array([f32; LANES]);

impl Array {
    #[inline(always)]
    fn with(self, other: Self, both: impl Fn(f32, f32) -> f32) -> Self {
        Self(std::array::from_fn(|i| both(self.0[i], other.0[i])))
    }
}

operators!(Array: Add add |a: Self, b| a.with(b, f32::add), Sub sub |a: Self, b| a.with(b, f32::sub),
    Mul mul |a: Self, b| a.with(b, f32::mul), Div div |a: Self, b| a.with(b, f32::div));

impl Real for Array {
    #[inline(always)]
    fn all(number: f32) -> Self {
        Self([number; LANES])
    }

    #[inline(always)]
    fn within(self, most: f32) -> Self {
        Self(self.0.map(|x| x.within(most)))
    }
}

impl Eight for Array {
    #[inline(always)]
    fn load(from: &[f32; LANES]) -> Self {
        Self(*from)
    }

    #[inline(always)]
    fn store(self, to: &mut [f32; LANES]) {
        *to = self.0;
    }

    #[inline(always)]
    fn whole(self) -> Lanes {
        Lanes(self.0.map(super::whole))
    }
}

impl Machine for Portable {
    type Eight = Array;
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
    use super::super::NO_FRACTION;
    use super::{Add, Columns, Div, Eight, LANES, Lanes, Machine, Mul, ROWS, Real, Sub};
    use std::arch::wasm32::{
        f32x4_add, f32x4_div, f32x4_mul, f32x4_pmax, f32x4_pmin, f32x4_splat, f32x4_sub, i16x8_narrow_i32x4, i32x4_add,
        i32x4_dot_i16x8, i32x4_shuffle, i32x4_splat, i32x4_sub, v128,
    };

    pub(super) struct Simd128;

    #[derive(Clone, Copy)]
    pub(super) struct Pair(v128, v128);

    operators!(Pair: Add add |a: Self, b: Self| Self(f32x4_add(a.0, b.0), f32x4_add(a.1, b.1)),
        Sub sub |a: Self, b: Self| Self(f32x4_sub(a.0, b.0), f32x4_sub(a.1, b.1)),
        Mul mul |a: Self, b: Self| Self(f32x4_mul(a.0, b.0), f32x4_mul(a.1, b.1)),
        Div div |a: Self, b: Self| Self(f32x4_div(a.0, b.0), f32x4_div(a.1, b.1)));

    impl Real for Pair {
        #[inline(always)]
        fn all(number: f32) -> Self {
            Self(f32x4_splat(number), f32x4_splat(number))
        }

        #[inline(always)]
        fn within(self, most: f32) -> Self {
            let one = |x| f32x4_pmin(f32x4_pmax(x, f32x4_splat(-most)), f32x4_splat(most));
            Self(one(self.0), one(self.1))
        }
    }

    impl Eight for Pair {
        #[inline(always)]
        fn load(from: &[f32; LANES]) -> Self {
            // SAFETY: both are 32 bytes, and any bits are a value of either.
            let [low, high] = unsafe { std::mem::transmute::<[f32; LANES], [v128; 2]>(*from) };
            Self(low, high)
        }

        #[inline(always)]
        fn store(self, to: &mut [f32; LANES]) {
            // SAFETY: as above.
            *to = unsafe { std::mem::transmute::<[v128; 2], [f32; LANES]>([self.0, self.1]) };
        }

        #[inline(always)]
        fn whole(self) -> Lanes {
            let ahead = f32x4_splat(NO_FRACTION);
            let one = |x| i32x4_sub(f32x4_add(x, ahead), ahead);
            // SAFETY: both are 16 bytes, and any bits are a value of either.
            unsafe { std::mem::transmute::<v128, Lanes>(i16x8_narrow_i32x4(one(self.0), one(self.1))) }
        }
    }

    impl Machine for Simd128 {
        type Eight = Pair;
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
    use super::super::NO_FRACTION;
    use super::{Add, Columns, Div, Eight, LANES, Lanes, Machine, Mul, ROWS, Real, Sub};
    use std::arch::x86_64::{
        __m128, __m128i, _mm_add_epi32, _mm_add_ps, _mm_castps_si128, _mm_div_ps, _mm_madd_epi16, _mm_max_ps,
        _mm_min_ps, _mm_mul_ps, _mm_packs_epi32, _mm_set1_ps, _mm_setzero_si128, _mm_sub_epi32, _mm_sub_ps,
        _mm_unpackhi_epi32, _mm_unpacklo_epi32,
    };

    pub(super) struct Sse2;

    #[derive(Clone, Copy)]
    pub(super) struct Pair(__m128, __m128);

    // SAFETY: the machine has SSE2, or this is not compiled; so below.
    operators!(Pair: Add add |a: Self, b: Self| unsafe { Self(_mm_add_ps(a.0, b.0), _mm_add_ps(a.1, b.1)) },
        Sub sub |a: Self, b: Self| unsafe { Self(_mm_sub_ps(a.0, b.0), _mm_sub_ps(a.1, b.1)) },
        Mul mul |a: Self, b: Self| unsafe { Self(_mm_mul_ps(a.0, b.0), _mm_mul_ps(a.1, b.1)) },
        Div div |a: Self, b: Self| unsafe { Self(_mm_div_ps(a.0, b.0), _mm_div_ps(a.1, b.1)) });

    impl Real for Pair {
        #[inline(always)]
        fn all(number: f32) -> Self {
            // SAFETY: as above.
            unsafe { Self(_mm_set1_ps(number), _mm_set1_ps(number)) }
        }

        #[inline(always)]
        fn within(self, most: f32) -> Self {
            // SAFETY: as above.
            let one = |x| unsafe { _mm_min_ps(_mm_set1_ps(most), _mm_max_ps(_mm_set1_ps(-most), x)) };
            Self(one(self.0), one(self.1))
        }
    }

    impl Eight for Pair {
        #[inline(always)]
        fn load(from: &[f32; LANES]) -> Self {
            // SAFETY: both are 32 bytes, and any bits are a value of either.
            let [low, high] = unsafe { std::mem::transmute::<[f32; LANES], [__m128; 2]>(*from) };
            Self(low, high)
        }

        #[inline(always)]
        fn store(self, to: &mut [f32; LANES]) {
            // SAFETY: as above.
            *to = unsafe { std::mem::transmute::<[__m128; 2], [f32; LANES]>([self.0, self.1]) };
        }

        #[inline(always)]
        fn whole(self) -> Lanes {
            // SAFETY: as above; `Lanes` is 16 bytes too, and any bits are a value of it.
            unsafe {
                let ahead = _mm_set1_ps(NO_FRACTION);
                let one = |x| _mm_sub_epi32(_mm_castps_si128(_mm_add_ps(x, ahead)), _mm_castps_si128(ahead));
                std::mem::transmute::<__m128i, Lanes>(_mm_packs_epi32(one(self.0), one(self.1)))
            }
        }
    }

    impl Machine for Sse2 {
        type Eight = Pair;
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
    use super::super::NO_FRACTION;
    use super::sse2::{add_halves, wide};
    use super::{Add, Columns, Div, Eight, LANES, Lanes, Machine, Mul, ROWS, Real, Sub, Work};
    use std::arch::x86_64::{
        __m128i, __m256, __m256i, _mm_packs_epi32, _mm256_add_epi32, _mm256_add_ps, _mm256_broadcastsi128_si256,
        _mm256_castps_si256, _mm256_castsi256_si128, _mm256_div_ps, _mm256_extracti128_si256, _mm256_madd_epi16,
        _mm256_max_ps, _mm256_min_ps, _mm256_mul_ps, _mm256_set1_ps, _mm256_setzero_si256, _mm256_sub_epi32,
        _mm256_sub_ps, _mm256_unpackhi_epi32, _mm256_unpacklo_epi32,
    };

    /// Only for work that [`run`] runs. Two rows share a register.
    pub(super) struct Avx2;

    #[target_feature(enable = "avx2")]
    pub(super) fn run(work: impl Work) {
        work.on::<Avx2>();
    }

    #[derive(Clone, Copy)]
    pub(super) struct Wide(__m256);

    // SAFETY: whoever called `run` saw to it that the machine has AVX2; so below.
    operators!(Wide: Add add |a: Self, b: Self| unsafe { Self(_mm256_add_ps(a.0, b.0)) },
        Sub sub |a: Self, b: Self| unsafe { Self(_mm256_sub_ps(a.0, b.0)) },
        Mul mul |a: Self, b: Self| unsafe { Self(_mm256_mul_ps(a.0, b.0)) },
        Div div |a: Self, b: Self| unsafe { Self(_mm256_div_ps(a.0, b.0)) });

    impl Real for Wide {
        #[inline(always)]
        fn all(number: f32) -> Self {
            // SAFETY: as above.
            unsafe { Self(_mm256_set1_ps(number)) }
        }

        #[inline(always)]
        fn within(self, most: f32) -> Self {
            // SAFETY: as above.
            unsafe { Self(_mm256_min_ps(_mm256_set1_ps(most), _mm256_max_ps(_mm256_set1_ps(-most), self.0))) }
        }
    }

    impl Eight for Wide {
        #[inline(always)]
        fn load(from: &[f32; LANES]) -> Self {
            // SAFETY: both are 32 bytes, and any bits are a value of either.
            Self(unsafe { std::mem::transmute::<[f32; LANES], __m256>(*from) })
        }

        #[inline(always)]
        fn store(self, to: &mut [f32; LANES]) {
            // SAFETY: as above.
            *to = unsafe { std::mem::transmute::<__m256, [f32; LANES]>(self.0) };
        }

        #[inline(always)]
        fn whole(self) -> Lanes {
            // SAFETY: as above; `Lanes` is 16 bytes as `__m128i` is, and any bits are a value of it.
            unsafe {
                let ahead = _mm256_set1_ps(NO_FRACTION);
                let whole =
                    _mm256_sub_epi32(_mm256_castps_si256(_mm256_add_ps(self.0, ahead)), _mm256_castps_si256(ahead));
                let (low, high) = (_mm256_castsi256_si128(whole), _mm256_extracti128_si256::<1>(whole));
                std::mem::transmute::<__m128i, Lanes>(_mm_packs_epi32(low, high))
            }
        }
    }

    impl Machine for Avx2 {
        type Eight = Wide;
        type Sums = [__m256i; ROWS / 2];

        #[inline(always)]
        fn zero() -> Self::Sums {
            // SAFETY: as above.
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

    /// What is reckoned with eight numbers: sums, differences, products, quotients, and where they end.
    fn reckoned<R: Real>(a: R, b: R) -> R {
        (a * b - a) / (b + R::all(0.25)) + (a - b).within(3.5)
    }

    struct EachWay<'a>(&'a [[f32; LANES]; 2], &'a mut ([f32; LANES], Lanes));

    impl Work for EachWay<'_> {
        #[inline(always)]
        fn on<M: Machine>(self) {
            let [a, b] = self.0.map(|eight| M::Eight::load(&eight));
            reckoned(a, b).store(&mut self.1.0);
            self.1.1 = (a * b).within(32_000.0).whole();
        }
    }

    #[test]
    fn every_machine_reckons_as_with_single_numbers() {
        // Miri takes its time.
        for k in 0..if cfg!(miri) { 20 } else { 4_000 } {
            let number = |i: usize| ((k * 31 + i) * 7919 % 20_011) as f32 / 64.0 - 156.0;
            let both: [[f32; LANES]; 2] = std::array::from_fn(|j| std::array::from_fn(|i| number(j * 977 + i)));
            let mut found = ([0.0; LANES], Lanes::default());
            let mut usual = found;
            run(EachWay(&both, &mut found));
            EachWay(&both, &mut usual).on::<Usual>();
            assert_eq!(usual, found);
            let wanted: [f32; LANES] = std::array::from_fn(|i| reckoned(both[0][i], both[1][i]));
            assert_eq!(found.0.map(f32::to_bits), wanted.map(f32::to_bits));
            let whole = |i: usize| super::super::whole((both[0][i] * both[1][i]).within(32_000.0));
            assert_eq!(found.1.0, std::array::from_fn(whole));
        }
    }
}
