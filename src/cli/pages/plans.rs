//! The pages of the commands that write plans and contacts.

use super::Page;

pub(super) static PAGES: &[Page] = &[];
