//! The one integration binary: kehu from outside, as a person or a script meets it.

mod advice;
mod complaints;
mod docs;
mod explain;
mod help;
mod init;
mod readme;
mod revenue;
mod rules;
mod schema;
mod streams;
mod support;
