//! What each check says.
