//! Checks of the tables: that every row says something, once, and reads as it is meant.
