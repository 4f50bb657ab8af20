//! The only printer. Data goes to standard output as bytes, words for people to standard error.

use std::io::{self, BufRead, BufReader, BufWriter, ErrorKind, Write};

use crate::cli::again::Again;
use crate::cli::args::ColorChoice;
use crate::context::Env;

/// Prose is not set wider than this: longer lines are hard to read.
const WIDEST_PROSE: usize = 100;
/// Narrower than this nothing reads well; the terminal may wrap the rest.
const NARROWEST_PROSE: usize = 40;

/// How much is said on standard error.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verbosity {
    /// `-q`: errors only.
    Quiet,
    /// Errors and notices.
    #[default]
    Normal,
    /// `-v`: also files, timings and rules not judged.
    Verbose,
}

/// Standard output and standard error of one run.
pub struct Ui {
    out: BufWriter<Box<dyn Write>>,
    err: Box<dyn Write>,
    answers: Box<dyn BufRead>,
    closed: bool,
    verbosity: Verbosity,
    color: ColorChoice,
    no_color: bool,
    stdout_terminal: bool,
    stderr_terminal: bool,
    width: Option<usize>,
    again: Again,
}

impl Ui {
    /// The streams of this process.
    #[must_use]
    pub fn of_process(env: &Env) -> Self {
        Self::new(env, Box::new(io::stdout()), Box::new(io::stderr()))
    }

    /// Other streams, for tests.
    #[must_use]
    pub fn new(env: &Env, out: Box<dyn Write>, err: Box<dyn Write>) -> Self {
        Self {
            out: BufWriter::with_capacity(64 * 1024, out),
            err,
            answers: Box::new(BufReader::new(io::stdin())),
            closed: false,
            verbosity: Verbosity::Normal,
            color: ColorChoice::Auto,
            no_color: env.no_color,
            stdout_terminal: env.stdout_terminal,
            stderr_terminal: env.stderr_terminal,
            width: env.width,
            again: Again::default(),
        }
    }

    /// Takes over what the command line said.
    pub fn configure(&mut self, verbosity: Verbosity, color: ColorChoice) {
        self.verbosity = verbosity;
        self.color = color;
    }

    /// Commands in what is said from now on name the archive.
    pub(crate) fn elsewhere(&mut self, again: Again) {
        self.again = again;
    }

    /// A text with its commands as they are to be typed in this place.
    pub(crate) fn typed(&self, text: &str) -> String {
        self.again.typed(text)
    }

    /// Writes data.
    ///
    /// # Errors
    /// When standard output takes no more. A closed pipe is remembered ([`Ui::closed`]): the caller stops, and the run ends with 0.
    pub fn data(&mut self, bytes: impl AsRef<[u8]>) -> io::Result<()> {
        let written = self.out.write_all(bytes.as_ref());
        self.note_closed(written)
    }

    /// Hands on what is still buffered.
    ///
    /// # Errors
    /// As [`Ui::data`].
    pub fn flush(&mut self) -> io::Result<()> {
        let flushed = self.out.flush();
        self.note_closed(flushed)
    }

    /// Says a line that a person must see: errors, and the hints that belong to them.
    pub fn say(&mut self, line: impl AsRef<str>) {
        // Data first: on a terminal both streams share the screen, and the words speak about what stands above them.
        let _ = self.flush();
        // Nobody is left to tell when standard error itself is gone.
        let _ = writeln!(self.err, "{}", self.again.typed(line.as_ref()));
    }

    /// Says a line that `-q` silences: notices, summaries, next steps.
    pub fn notice(&mut self, line: impl AsRef<str>) {
        if self.verbosity >= Verbosity::Normal {
            self.say(line);
        }
    }

    /// Says a line only under `-v`. The line is made only when it is wanted.
    pub fn detail(&mut self, line: impl FnOnce() -> String) {
        if self.verbosity >= Verbosity::Verbose {
            self.say(line());
        }
    }

    /// Takes answers from somewhere else than standard input, for tests.
    #[must_use]
    pub fn with_answers(mut self, answers: Box<dyn BufRead>) -> Self {
        self.answers = answers;
        self
    }

    /// Asks a question and reads the answer, a line of standard input without its end; nothing at its end. The caller knows that somebody sits there.
    ///
    /// # Errors
    /// When standard input cannot be read.
    pub fn ask(&mut self, question: &str) -> io::Result<String> {
        Ok(self.answer(question)?.unwrap_or_default())
    }

    /// The same, where it matters that nobody answers any more (Ctrl-D): then there is none.
    ///
    /// # Errors
    /// As [`Ui::ask`].
    pub fn answer(&mut self, question: &str) -> io::Result<Option<String>> {
        let _ = self.flush();
        let _ = write!(self.err, "{question}").and_then(|()| self.err.flush());
        let mut answer = String::new();
        let read = self.answers.read_line(&mut answer)?;
        if read == 0 {
            // The cursor still stands behind the question.
            let _ = writeln!(self.err);
            return Ok(None);
        }
        Ok(Some(answer.trim().to_owned()))
    }

    /// How much is said.
    #[must_use]
    pub const fn verbosity(&self) -> Verbosity {
        self.verbosity
    }

    /// The reader of standard output went away (`kehu list … | head`).
    #[must_use]
    pub const fn closed(&self) -> bool {
        self.closed
    }

    /// Whether data may carry colour.
    #[must_use]
    pub const fn color_data(&self) -> bool {
        self.colored(self.stdout_terminal)
    }

    /// Whether words may carry colour.
    #[must_use]
    pub const fn color_words(&self) -> bool {
        self.colored(self.stderr_terminal)
    }

    /// Columns for a table on standard output; none off a terminal, where nothing is cut.
    #[must_use]
    pub const fn table_width(&self) -> Option<usize> {
        if self.stdout_terminal { self.width } else { None }
    }

    /// Columns for prose: help, errors, hints.
    #[must_use]
    pub fn prose_width(&self) -> usize {
        self.width.unwrap_or(WIDEST_PROSE).clamp(NARROWEST_PROSE, WIDEST_PROSE)
    }

    /// Standard output is a terminal.
    #[must_use]
    pub const fn on_terminal(&self) -> bool {
        self.stdout_terminal
    }

    // `--color` is the stronger word: who types `always` means it, whatever NO_COLOR says for every program.
    const fn colored(&self, terminal: bool) -> bool {
        match self.color {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => terminal && !self.no_color,
        }
    }

    fn note_closed<T>(&mut self, result: io::Result<T>) -> io::Result<T> {
        if let Err(error) = &result
            && error.kind() == ErrorKind::BrokenPipe
        {
            self.closed = true;
        }
        result
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    struct Gone;

    impl Write for Gone {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(ErrorKind::BrokenPipe.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn terminal() -> Env {
        Env { stdout_terminal: true, width: Some(120), ..Env::new(".", NaiveDate::default()) }
    }

    fn ui(env: &Env, color: ColorChoice) -> Ui {
        let mut ui = Ui::new(env, Box::new(io::sink()), Box::new(io::sink()));
        ui.configure(Verbosity::Normal, color);
        ui
    }

    #[test]
    fn a_reader_that_left_is_remembered() {
        let mut ui = Ui::new(&terminal(), Box::new(Gone), Box::new(io::sink()));
        assert!(ui.data("buffered").is_ok());
        assert!(!ui.closed());
        assert!(ui.flush().is_err());
        assert!(ui.closed());
    }

    #[test]
    fn colour_follows_the_flag_then_no_color_then_the_terminal() {
        let quiet = Env { no_color: true, ..terminal() };
        let pipe = Env::new(".", NaiveDate::default());
        assert!(ui(&terminal(), ColorChoice::Auto).color_data());
        assert!(!ui(&terminal(), ColorChoice::Auto).color_words());
        assert!(!ui(&terminal(), ColorChoice::Never).color_data());
        assert!(!ui(&quiet, ColorChoice::Auto).color_data());
        assert!(ui(&quiet, ColorChoice::Always).color_data());
        assert!(!ui(&pipe, ColorChoice::Auto).color_data());
    }

    #[test]
    fn tables_are_cut_only_on_a_terminal_and_prose_never_too_wide() {
        let pipe = Env { stdout_terminal: false, ..terminal() };
        assert_eq!(ui(&terminal(), ColorChoice::Auto).table_width(), Some(120));
        assert_eq!(ui(&pipe, ColorChoice::Auto).table_width(), None);
        assert_eq!(ui(&pipe, ColorChoice::Auto).prose_width(), 100);
    }
}
