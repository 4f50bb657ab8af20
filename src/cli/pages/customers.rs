//! The pages of the commands that write customers, people, staff and settings.

use super::Page;

pub(super) static PAGES: &[Page] = &[];
