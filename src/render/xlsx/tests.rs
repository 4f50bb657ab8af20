//! Workbooks, read back.
