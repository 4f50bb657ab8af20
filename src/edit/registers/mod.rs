//! The registers: what a record's file is called, where a record is found again, what closes it, what an audit suggests.

pub mod audit;
pub mod close;
pub mod find;
pub mod name;
pub mod stamp;
pub mod submit;
