//! The command line: arguments in, exit status out. Nothing below prints.

pub mod args;
mod commands;
mod errors;
mod exit;
mod globals;
pub mod language;
mod ui;

use std::ffi::OsString;
use std::fs;
use std::path::Path;

use anyhow::Result;
use clap::Parser;

pub use errors::{CliError, Kind};
pub use exit::Exit;
pub use globals::Globals;
pub use ui::{Ui, Verbosity};

use crate::context::Env;
use crate::say;
use crate::words::Lang;
use args::{Cli, Command};

/// What a command works with besides its arguments.
pub struct Cx<'a> {
    /// The surroundings.
    pub env: &'a Env,
    /// The printer.
    pub ui: &'a mut Ui,
    /// The language of this run.
    pub lang: Lang,
}

impl Cx<'_> {
    /// Delivers a command's result: to the file of `-o`, else to standard output.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn deliver(&mut self, globals: &Globals, bytes: &[u8]) -> Result<()> {
        match &globals.output {
            Some(path) => self.write(path, bytes),
            None => Ok(self.ui.data(bytes)?),
        }
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> Result<()> {
        let name = path.display();
        fs::write(self.env.cwd.join(path), bytes).map_err(|error| {
            CliError::system(say!(
                self.lang,
                "不能写入 `{name}`：{error}",
                "cannot write `{name}`: {error}"
            ))
            .into()
        })
    }
}

/// Runs one command line.
#[must_use]
pub fn run(args: impl IntoIterator<Item = OsString>, env: &Env, ui: &mut Ui) -> Exit {
    let args: Vec<OsString> = args.into_iter().collect();
    let lang = language::choose(language::flag_of(&args), env, None);
    language::speak(lang);
    let result = match Cli::try_parse_from(&args) {
        Ok(cli) => start(&cli, env, ui, lang),
        Err(error) => Err(error.into()),
    };
    let result = result.and_then(|exit| Ok(ui.flush().map(|()| exit)?));
    match result {
        _ if ui.closed() => Exit::Clean,
        Ok(exit) => exit,
        Err(error) => {
            ui.say(format!("{error:#}"));
            Exit::Failed
        }
    }
}

fn start(cli: &Cli, env: &Env, ui: &mut Ui, lang: Lang) -> Result<Exit> {
    let globals = Globals::new(&cli.global, env, lang)?;
    ui.configure(globals.verbosity, globals.color);
    let mut cx = Cx { env, ui, lang };
    match &cli.command {
        Some(command) => dispatch(command, &globals, &mut cx),
        None => Ok(Exit::Clean),
    }
}

fn dispatch(command: &Command, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    match command {
        Command::Completions(args) => commands::completions::run(args, globals, cx),
        Command::Init(_)
        | Command::Check(_)
        | Command::Audit(_)
        | Command::Explain(_)
        | Command::List(_)
        | Command::Show(_)
        | Command::Form(_)
        | Command::Revenue(_)
        | Command::Schema(_)
        | Command::Help(_) => Err(not_built(cx.lang).into()),
    }
}

fn not_built(lang: Lang) -> CliError {
    CliError::user(say!(
        lang,
        "这个命令还没有建成",
        "this command is not built yet"
    ))
}
