//! The one integration binary: kehu from outside, as a person or a script meets it.

mod advice;
mod any_bytes;
mod archive;
mod baseline;
mod check;
mod complaints;
mod defects;
mod docs;
mod encoding;
mod example;
mod explain;
mod fillings;
mod formats;
mod forms;
mod help;
mod ignore;
mod init;
mod levels;
mod readme;
mod revenue;
mod rules;
mod schema;
mod show;
mod streams;
mod support;
mod twins;
