//! `kehu actions`.

use anyhow::Result;

use crate::cli::args::ActionsArgs;
use crate::cli::{CliError, Cx, Exit, Globals};

/// Not there yet.
pub(crate) fn run(_args: &ActionsArgs, _globals: &Globals, _cx: &mut Cx<'_>) -> Result<Exit> {
    Err(CliError::internal("not there yet").into())
}
