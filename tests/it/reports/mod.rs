//! The numbered reports, one file each; `every` goes through all of them.

mod every;
mod packs;
mod plans;
mod registers;
mod sales;
