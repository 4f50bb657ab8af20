//! `kehu help [COMMAND]`.

use anyhow::Result;

use crate::cli::args::HelpArgs;
use crate::cli::{Cx, Exit, complaints, line};

/// Prints the help of kehu or of one command.
pub(crate) fn run(args: &HelpArgs, cx: &mut Cx<'_>) -> Result<Exit> {
    let root = line::whole();
    match args.command.as_deref() {
        Some(name) if root.find_subcommand(name).is_none() => Err(complaints::unknown_command(name, &root, cx.lang).into()),
        name => cx.help(&root, name.unwrap_or_default()),
    }
}
