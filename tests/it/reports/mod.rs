//! The numbered reports, one file each; `every` goes through all of them.

mod every;
mod registers;
mod packs;
mod plans;
mod sales;
