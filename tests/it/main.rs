//! The one integration binary: kehu from outside, as a person or a script meets it.

mod complaints;
mod help;
mod revenue;
mod rules;
mod streams;
mod support;
