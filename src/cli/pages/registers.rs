//! The pages of the commands that write the registers.

use super::Page;

pub(super) static PAGES: &[Page] = &[];
