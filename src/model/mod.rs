//! The learned part.

pub mod features;
