//! `kehu completions SHELL`.

use anyhow::Result;
use clap::CommandFactory;

use crate::cli::args::{Cli, CompletionsArgs};
use crate::cli::{Cx, Exit, Globals};

/// Writes the completion script of a shell, with help texts in the language of the run.
pub(crate) fn run(args: &CompletionsArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let mut script = Vec::new();
    let mut command = Cli::command();
    let name = command.get_name().to_owned();
    clap_complete::generate(args.shell, &mut command, name, &mut script);
    cx.deliver(globals, &script)?;
    Ok(Exit::Clean)
}
