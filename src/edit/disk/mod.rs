//! The only way in which an archive is changed: under its lock, all files of a change or none, never over what somebody else wrote, and on
//! the disk before it is said to be done. What a killed command leaves behind the next one completes or takes back.

pub mod calls;
pub mod single;
pub mod whole;

mod carry;
mod commit;
mod failure;
#[cfg(test)]
mod faulty;
mod journal;
mod lock;
mod place;
mod recover;
#[cfg(test)]
mod tests;
mod undo;

pub use calls::{Disk, RealDisk};
pub use carry::Aside;
pub use commit::{Note, commit, take_back};
pub use failure::Failure;
pub use lock::{Lock, PATIENCE};
pub use recover::{Recovered, is_unsettled, recover};
pub use undo::{Undo, forget, undo_change};
