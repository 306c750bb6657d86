//! Sums of products of whole numbers, by the instruction that each machine has for it.
#![allow(unsafe_code)] // calls of such instructions and casts between their types and arrays, nothing else

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod machine {
    pub(super) use std::arch::wasm32::v128 as Four;
    use std::arch::wasm32::{i32x4_add, i32x4_dot_i16x8, i32x4_shuffle, i32x4_splat};

    pub(super) fn zero() -> Four {
        i32x4_splat(0)
    }

    #[inline(always)]
    pub(super) fn add_products(sums: Four, a: [i16; 8], b: [i16; 8]) -> Four {
        i32x4_add(sums, i32x4_dot_i16x8(wide(a), wide(b)))
    }

    #[inline(always)]
    pub(super) fn add_halves(a: Four, b: Four) -> Four {
        i32x4_add(i32x4_shuffle::<0, 4, 1, 5>(a, b), i32x4_shuffle::<2, 6, 3, 7>(a, b))
    }

    #[inline(always)]
    fn wide(eight: [i16; 8]) -> Four {
        // SAFETY: both are sixteen bytes, and any bits are a value of either.
        unsafe { std::mem::transmute::<[i16; 8], Four>(eight) }
    }

    #[inline(always)]
    pub(super) fn numbers(four: Four) -> [i32; 4] {
        // SAFETY: both are sixteen bytes, and any bits are a value of either.
        unsafe { std::mem::transmute::<Four, [i32; 4]>(four) }
    }
}

#[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
mod machine {
    pub(super) use std::arch::x86_64::__m128i as Four;
    use std::arch::x86_64::{_mm_add_epi32, _mm_madd_epi16, _mm_setzero_si128, _mm_unpackhi_epi32, _mm_unpacklo_epi32};

    pub(super) fn zero() -> Four {
        // SAFETY: the machine has SSE2, or this is not compiled; so below.
        unsafe { _mm_setzero_si128() }
    }

    #[inline(always)]
    pub(super) fn add_products(sums: Four, a: [i16; 8], b: [i16; 8]) -> Four {
        // SAFETY: as above.
        unsafe { _mm_add_epi32(sums, _mm_madd_epi16(wide(a), wide(b))) }
    }

    #[inline(always)]
    pub(super) fn add_halves(a: Four, b: Four) -> Four {
        // SAFETY: as above.
        unsafe { _mm_add_epi32(_mm_unpacklo_epi32(a, b), _mm_unpackhi_epi32(a, b)) }
    }

    #[inline(always)]
    fn wide(eight: [i16; 8]) -> Four {
        // SAFETY: both are sixteen bytes, and any bits are a value of either.
        unsafe { std::mem::transmute::<[i16; 8], Four>(eight) }
    }

    #[inline(always)]
    pub(super) fn numbers(four: Four) -> [i32; 4] {
        // SAFETY: both are sixteen bytes, and any bits are a value of either.
        unsafe { std::mem::transmute::<Four, [i32; 4]>(four) }
    }
}

#[cfg(not(any(
    all(target_arch = "wasm32", target_feature = "simd128"),
    all(target_arch = "x86_64", target_feature = "sse2")
)))]
mod machine {
    pub(super) type Four = [i32; 4];

    pub(super) fn zero() -> Four {
        [0; 4]
    }

    #[inline(always)]
    pub(super) fn add_products(sums: Four, a: [i16; 8], b: [i16; 8]) -> Four {
        let product = |i: usize| i32::from(a[i]) * i32::from(b[i]);
        std::array::from_fn(|k| sums[k] + product(2 * k) + product(2 * k + 1))
    }

    #[inline(always)]
    pub(super) fn add_halves(a: Four, b: Four) -> Four {
        [a[0] + a[2], b[0] + b[2], a[1] + a[3], b[1] + b[3]]
    }

    #[inline(always)]
    pub(super) fn numbers(four: Four) -> [i32; 4] {
        four
    }
}

use super::Lanes;
use machine::Four;

/// A sum in four parts.
#[derive(Clone, Copy)]
pub(super) struct Sum(Four);

impl Sum {
    #[inline(always)]
    pub(super) fn zero() -> Self {
        Self(machine::zero())
    }

    /// Adds the products of eight numbers with eight others.
    #[inline(always)]
    pub(super) fn add(self, a: Lanes, b: Lanes) -> Self {
        Self(machine::add_products(self.0, a.0, b.0))
    }

    /// The wholes of four sums.
    #[inline(always)]
    pub(super) fn wholes([a, b, c, d]: [Self; 4]) -> [i32; 4] {
        // First a0+a2 c0+c2 a1+a3 c1+c3, and the same of b and d; then all four.
        let (ac, bd) = (machine::add_halves(a.0, c.0), machine::add_halves(b.0, d.0));
        machine::numbers(machine::add_halves(ac, bd))
    }
}
