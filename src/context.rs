//! What the world around the program is: folder, day, environment, terminal. Everything below `cli` receives it and asks nobody else.

use std::env;
use std::ffi::OsString;
use std::io::{self, IsTerminal};
use std::path::PathBuf;

use chrono::{Local, NaiveDate};
use terminal_size::{Height, Width};

/// The surroundings of one run. [`Env::from_process`] reads the real ones; a test builds its own with [`Env::new`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Env {
    /// The current directory: relative paths start here.
    pub cwd: PathBuf,
    /// Today, by the local calendar.
    pub today: NaiveDate,
    /// `KEHU_LANG`, as written.
    pub lang_hint: Option<String>,
    /// The locale: the first of `LC_ALL`, `LC_MESSAGES`, `LANG` that is set. Apart from [`Env::lang_hint`] because `company.language` stands between the two.
    pub locale_hint: Option<String>,
    /// `KEHU_ARCHIVE`.
    pub archive: Option<PathBuf>,
    /// `KEHU_AS_OF`, as written.
    pub as_of: Option<String>,
    /// `KEHU_ME`.
    pub me: Option<String>,
    /// `KEHU_COMPLETE`: a shell of this name wants words for the TAB key.
    pub complete: Option<String>,
    /// The command line of the editor: `VISUAL`, else `EDITOR`.
    pub editor: Option<String>,
    /// `KEHU_NO_INPUT` is set: never ask.
    pub no_input: bool,
    /// `NO_COLOR` is set.
    pub no_color: bool,
    /// Somebody can answer a question.
    pub stdin_terminal: bool,
    /// Standard output is a terminal.
    pub stdout_terminal: bool,
    /// Standard error is a terminal.
    pub stderr_terminal: bool,
    /// Columns: `COLUMNS`, else those of the terminal; none off a terminal.
    pub width: Option<usize>,
}

impl Env {
    /// Surroundings without a terminal and without an environment.
    #[must_use]
    pub fn new(cwd: impl Into<PathBuf>, today: NaiveDate) -> Self {
        Self {
            cwd: cwd.into(),
            today,
            lang_hint: None,
            locale_hint: None,
            archive: None,
            as_of: None,
            me: None,
            complete: None,
            editor: None,
            no_input: false,
            no_color: false,
            stdin_terminal: false,
            stdout_terminal: false,
            stderr_terminal: false,
            width: None,
        }
    }

    /// The surroundings of this process: the one place that reads clock, environment and terminal.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "this is the place that the rest is told to ask")]
    pub fn from_process() -> Self {
        Self {
            // A deleted current directory is not yet a fault: the first relative path will name it.
            cwd: env::current_dir().unwrap_or_else(|_| PathBuf::from(".")),
            today: Local::now().date_naive(),
            lang_hint: text("KEHU_LANG"),
            locale_hint: ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(text),
            archive: raw("KEHU_ARCHIVE").map(PathBuf::from),
            as_of: text("KEHU_AS_OF"),
            me: text("KEHU_ME"),
            complete: text("KEHU_COMPLETE"),
            editor: text("VISUAL").or_else(|| text("EDITOR")),
            no_input: switch("KEHU_NO_INPUT"),
            no_color: raw("NO_COLOR").is_some(),
            stdin_terminal: io::stdin().is_terminal(),
            stdout_terminal: io::stdout().is_terminal(),
            stderr_terminal: io::stderr().is_terminal(),
            width: width(),
        }
    }

    /// Whether a question may be asked: somebody sits there and did not say `KEHU_NO_INPUT`.
    #[must_use]
    pub fn may_ask(&self) -> bool {
        self.stdin_terminal && self.stderr_terminal && !self.no_input
    }
}

/// A variable that is set and not empty: an empty one counts as unset, as everywhere on Unix.
#[expect(clippy::disallowed_methods, reason = "this is the place that the rest is told to ask")]
fn raw(name: &str) -> Option<OsString> {
    env::var_os(name).filter(|value| !value.is_empty())
}

fn text(name: &str) -> Option<String> {
    raw(name).map(|value| value.to_string_lossy().into_owned())
}

fn switch(name: &str) -> bool {
    text(name).is_some_and(|value| !matches!(value.to_ascii_lowercase().as_str(), "0" | "false" | "no" | "off"))
}

fn width() -> Option<usize> {
    let stated = text("COLUMNS").and_then(|columns| columns.trim().parse().ok());
    stated.filter(|columns| *columns > 0).or_else(|| {
        let (Width(columns), Height(_)) = terminal_size::terminal_size()?;
        Some(usize::from(columns))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_test_world_asks_nobody() {
        let day = NaiveDate::from_ymd_opt(2026, 7, 29).expect("a real day");
        let env = Env::new("/archive", day);
        assert_eq!(env.today, day);
        assert!(!env.may_ask());
        assert_eq!(env.width, None);
    }
}
