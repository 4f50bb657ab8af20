//! The one integration binary: kehu from outside, as a person or a script meets it.

mod complaints;
mod docs;
mod explain;
mod help;
mod init;
mod revenue;
mod rules;
mod schema;
mod streams;
mod support;
