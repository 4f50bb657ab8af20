//! TOML as it is edited and written.

pub mod print;
pub mod read;
pub mod splice;
