//! `kehu completions SHELL`.

use anyhow::Result;

use crate::cli::args::CompletionsArgs;
use crate::cli::{CliError, Cx, Exit, Globals, complete};

/// Writes the completion script of a shell. At a TAB it asks kehu, which knows the archive.
pub(crate) fn run(args: &CompletionsArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let script = complete::script(&args.shell.to_string());
    let script = script.ok_or_else(|| CliError::internal(format!("no completion script for {}", args.shell)))?;
    cx.deliver(globals, &script)?;
    Ok(Exit::Clean)
}
