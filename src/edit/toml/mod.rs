//! TOML as it is edited and written.

mod context;
mod insert;
mod layout;
mod lists;
pub mod print;
#[cfg(test)]
mod print_tests;
#[cfg(test)]
pub(in crate::edit) mod random_tests;
pub mod read;
mod remove;
mod scan;
pub mod splice;
#[cfg(test)]
mod splice_tests;
mod write;
