//! The border to `JavaScript`: one call, one plain object.
