//! What every test needs: the built program in a clean world, and copies of the examples to work on.

use std::cell::RefCell;
use std::ffi::OsString;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::Duration;

use assert_cmd::Command;
use chrono::NaiveDate;
use kehu::cli::{self, Exit, Ui};
use kehu::context::Env;
use tempfile::TempDir;

/// The day of every test.
pub(crate) const TODAY: &str = "2026-07-29";
/// Longer than any run takes; a program that waits for an answer fails instead of hanging.
const PATIENCE: Duration = Duration::from_secs(60);

/// One run of the built program, in an environment that holds nothing but what the test says.
#[must_use]
pub(crate) struct Kehu {
    command: Command,
}

impl Kehu {
    /// `kehu` with these words.
    pub(crate) fn new<'a>(args: impl IntoIterator<Item = &'a str>) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kehu"));
        command.args(args).env_clear().env("KEHU_AS_OF", TODAY).timeout(PATIENCE);
        if let Some(path) = var("PATH") {
            command.env("PATH", path);
        }
        Self { command }
    }

    /// `kehu` with a line as it is typed, without quotes.
    pub(crate) fn line(line: &str) -> Self {
        Self::new(line.split_whitespace())
    }

    /// In this folder.
    pub(crate) fn inside(mut self, folder: &Path) -> Self {
        self.command.current_dir(folder);
        self
    }

    /// In this language.
    pub(crate) fn lang(self, lang: &str) -> Self {
        self.var("KEHU_LANG", lang)
    }

    /// In so many columns.
    pub(crate) fn width(self, columns: usize) -> Self {
        self.var("COLUMNS", &columns.to_string())
    }

    /// With this variable.
    pub(crate) fn var(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    /// Runs it.
    pub(crate) fn run(mut self) -> Done {
        let output = self.command.output().expect("kehu runs");
        let text = |bytes| String::from_utf8(bytes).expect("kehu writes UTF-8");
        Done { status: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
    }
}

/// What a run left behind.
#[derive(Debug)]
#[must_use]
pub(crate) struct Done {
    /// Exit status; none when it was killed.
    pub(crate) status: Option<i32>,
    /// Data.
    pub(crate) stdout: String,
    /// Words.
    pub(crate) stderr: String,
}

impl Done {
    /// The data of a run that ended well and had nothing to say.
    pub(crate) fn clean(self) -> String {
        assert_eq!((self.status, self.stderr.as_str()), (Some(0), ""));
        self.stdout
    }

    /// The words of a run that could not do its job and delivered nothing.
    pub(crate) fn refused(self) -> String {
        assert_eq!((self.status, self.stdout.as_str()), (Some(2), ""), "{}", self.stderr);
        self.stderr
    }
}

/// A run within this process: cheap enough for hundreds of widths.
pub(crate) fn quick(line: &str, lang: &str, width: usize) -> (Exit, String, String) {
    within(line, lang, width, false)
}

/// The same as on a terminal without colours: what stands on standard output is fitted to the width too.
pub(crate) fn on_terminal(line: &str, lang: &str, width: usize) -> (Exit, String, String) {
    within(line, lang, width, true)
}

fn within(line: &str, lang: &str, width: usize, terminal: bool) -> (Exit, String, String) {
    let today = NaiveDate::parse_from_str(TODAY, "%Y-%m-%d").expect("a real day");
    let env =
        Env { lang_hint: Some(lang.to_owned()), width: Some(width), stdout_terminal: terminal, no_color: true, ..Env::new(".", today) };
    let (out, err) = (Shared::default(), Shared::default());
    let mut ui = Ui::new(&env, Box::new(out.clone()), Box::new(err.clone()));
    let args = std::iter::once("kehu").chain(line.split_whitespace()).map(Into::into);
    let exit = cli::run(args, &env, &mut ui);
    (exit, out.text(), err.text())
}

#[derive(Clone, Default)]
struct Shared(Rc<RefCell<Vec<u8>>>);

impl Shared {
    fn text(&self) -> String {
        String::from_utf8(self.0.borrow().clone()).expect("kehu writes UTF-8")
    }
}

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A copy of a folder of the project, such as `examples/telecom`, to write in; it goes when dropped.
pub(crate) fn copy_of(folder: &str) -> TempDir {
    let copy = tempfile::tempdir().expect("a temporary folder");
    copy_into(&project().join(folder), copy.path()).expect("the folder can be copied");
    copy
}

/// Whether the published pages are to be written anew instead of compared.
pub(crate) fn updating() -> bool {
    var("UPDATE_DOCS").is_some()
}

#[expect(clippy::disallowed_methods, reason = "a test starts programs and takes orders, as `context::Env` does for kehu")]
pub(crate) fn var(name: &str) -> Option<OsString> {
    std::env::var_os(name)
}

pub(crate) fn project() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn copy_into(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_into(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

#[test]
fn a_copy_has_what_the_folder_has() {
    let copy = copy_of("tests/it");
    let text = fs::read_to_string(copy.path().join("support.rs")).expect("copied");
    assert_eq!(text, include_str!("support.rs"));
}
