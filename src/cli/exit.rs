//! The exit status: public, the same for every command.

use std::process::ExitCode;

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// 0: done. An empty list is done too.
    Clean = 0,
    /// 1: done, but not clean: findings at the fail level, rows with `--exit-code`, a document that the answer needed could not be read.
    Findings = 1,
    /// 2: could not do its job: usage, not found, ambiguous, input and output.
    Failed = 2,
}

impl Exit {
    /// [`Exit::Findings`] when something was found.
    #[must_use]
    pub const fn found(found: bool) -> Self {
        if found { Self::Findings } else { Self::Clean }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}
