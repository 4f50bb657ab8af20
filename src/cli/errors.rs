//! What a person reads when a command cannot do its job.

use std::fmt;

use super::wrap::hang;
use crate::say;
use crate::words::Lang;

/// Whose fault an error is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// What was asked cannot be done as asked: usage, not found, ambiguous.
    User,
    /// The surroundings refused: a file, a folder, git.
    System,
    /// kehu contradicts itself; worth a report.
    Internal,
}

/// An error with words for people, in the language of the run: what is wrong, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CliError {
    /// Whose fault.
    pub kind: Kind,
    /// What is wrong, without a full stop.
    pub message: String,
    /// What to do, one line each; commands in backticks.
    pub hints: Vec<String>,
}

impl CliError {
    /// What was asked cannot be done as asked.
    #[must_use]
    pub fn user(message: impl Into<String>) -> Self {
        Self::of(Kind::User, message)
    }

    /// The surroundings refused.
    #[must_use]
    pub fn system(message: impl Into<String>) -> Self {
        Self::of(Kind::System, message)
    }

    /// kehu contradicts itself.
    #[must_use]
    pub fn internal(message: impl Into<String>) -> Self {
        Self::of(Kind::Internal, message)
    }

    /// Adds a line on what to do.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// The lines to print: the message, then each hint, in at most `width` columns.
    #[must_use]
    pub fn lines(&self, lang: Lang, width: usize, color: bool) -> Vec<String> {
        let label = match self.kind {
            Kind::User | Kind::System => say!(lang, "错误：", "error: "),
            Kind::Internal => say!(lang, "程序内部错误：", "internal error: "),
        };
        let mut lines = hang(&format!("{label}{}", self.message), width, "    ");
        if color && let Some(first) = lines.first_mut() {
            let label = label.trim_end();
            *first = first.replacen(label, &format!("\x1b[1;31m{label}\x1b[0m"), 1);
        }
        for hint in &self.hints {
            let hint = hang(hint, width - 2, "  ");
            lines.extend(hint.iter().map(|line| format!("  {line}")));
        }
        lines
    }

    fn of(kind: Kind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), hints: Vec::new() }
    }
}

impl fmt::Display for CliError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for CliError {}
