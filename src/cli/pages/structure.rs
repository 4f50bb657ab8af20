//! The pages of the commands that change many documents at once.

use super::Page;

pub(super) static PAGES: &[Page] = &[];
