//! What kehu has to say about an archive: one [`Finding`] a fault, sorted, the same order every run.

pub mod baseline;
pub mod change;
mod fingerprint;
pub mod position;
pub mod sink;

use std::borrow::Cow;
use std::sync::Arc;

use crate::source::{Edit, Span};
use crate::words::{Words, words};

pub use fingerprint::{fingerprints, fingerprints_of};
pub use position::Position;

/// How grave a finding is. Sorted from grave to light.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// The regulation is broken, or the document cannot be read: exit status 1.
    Error,
    /// Something that the regulation warns of.
    Warning,
    /// Worth knowing.
    Info,
}

impl Level {
    /// `error`, `warning`, `info`: the machine word.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }

    /// 错误, 警告, 提示: the word for people.
    #[must_use]
    pub const fn word(self) -> Words {
        match self {
            Self::Error => words("错误", "error"),
            Self::Warning => words("警告", "warning"),
            Self::Info => words("提示", "info"),
        }
    }
}

/// How far a fix may be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Safety {
    /// The meaning stays: it can be taken over unseen.
    Safe,
    /// Very likely what was meant: a person should look before taking it over.
    Unsafe,
    /// Only shows how a right line looks; never applied.
    Example,
}

/// A change of the text that settles a finding, or shows how the line should look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// Replacements in the finding's document, in the order of the text, not overlapping.
    pub edits: Vec<Edit>,
    /// How far it may be trusted.
    pub safety: Safety,
}

/// One fault, at one place, said once.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// Rule id of the catalogue: `COV-03`.
    pub rule: &'static str,
    /// How grave.
    pub level: Level,
    /// Customer id; none for staff, registers and the archive itself.
    pub customer: Option<Arc<str>>,
    /// Document, relative to the archive's root, with `/`.
    pub path: Arc<str>,
    /// Where in the document's text.
    pub span: Span,
    /// First character (1-based line and column, columns count characters).
    pub start: Position,
    /// One past the last character.
    pub end: Position,
    /// Key of the field (`ours`, `lines.next`), or empty.
    pub field: String,
    /// Whom or what it is about within the document (a person's id, a line's name): for "one fault, one finding".
    pub subject: String,
    /// What is wrong: field by its label, what was found, what is expected.
    pub message: String,
    /// What to do about it.
    pub help: Cow<'static, str>,
    /// How the text should look.
    pub fix: Option<Fix>,
    /// A value of its document is wrong in itself (ARC-05, FRM, REF, type, choice, formula): a command that would bring it writes nothing.
    pub of_value: bool,
}

/// Why a finding is left out of the output and of the exit status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Accepted {
    /// By an `[[ignore]]` entry, with its reason.
    Ignored(String),
    /// By the baseline.
    Baseline,
}

/// A finding that somebody has accepted: only SARIF shows it, marked as suppressed.
#[derive(Clone, Debug, PartialEq)]
pub struct Suppressed {
    /// What was found.
    pub finding: Finding,
    /// Why it does not count.
    pub accepted: Accepted,
}

impl Finding {
    /// A finding at a place of a document, still without line and column, field, help and fix.
    #[must_use]
    pub fn new(rule: &'static str, level: Level, customer: Option<Arc<str>>, path: Arc<str>, span: Span, message: String) -> Self {
        Self {
            rule,
            level,
            customer,
            path,
            span,
            start: Position::default(),
            end: Position::default(),
            field: String::new(),
            subject: String::new(),
            message,
            help: Cow::Borrowed(""),
            fix: None,
            of_value: false,
        }
    }

    /// What to do about it.
    pub fn help(&mut self, help: impl Into<Cow<'static, str>>) -> &mut Self {
        self.help = help.into();
        self
    }

    /// Seed file and article of its rule: `000_492afcb71e7a325f.txt 附表4`.
    #[must_use]
    pub fn source(&self) -> &'static str {
        crate::rules::source_of(self.rule)
    }

    /// Only a warning, whatever the rule's own level.
    pub const fn as_warning(&mut self) -> &mut Self {
        self.level = Level::Warning;
        self
    }

    /// Whom or what it is about.
    pub fn about(&mut self, subject: &str) -> &mut Self {
        self.subject = subject.to_owned();
        self
    }

    /// The text that should stand at `span`.
    pub fn fix_value(&mut self, span: Span, text: String, safety: Safety) -> &mut Self {
        self.fix = Some(Fix { edits: vec![Edit { span, text }], safety });
        self
    }
}
