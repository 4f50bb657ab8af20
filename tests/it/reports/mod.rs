//! The numbered reports, one file each.
