//! Reading results back.
