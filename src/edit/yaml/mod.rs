//! YAML as it is edited and written.

mod block;
mod flow;
mod ground;
mod habits;
mod layout;
pub mod print;
#[cfg(test)]
mod random;
pub mod read;
mod scalar;
pub mod splice;
#[cfg(test)]
mod tests;
mod walk;
