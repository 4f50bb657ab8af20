//! The one integration binary: kehu from outside, as a person or a script meets it.

mod complaints;
mod forms;
mod help;
mod rules;
mod show;
mod streams;
mod support;
