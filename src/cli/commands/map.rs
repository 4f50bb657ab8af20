//! `kehu map`.

use anyhow::Result;

use crate::cli::args::MapArgs;
use crate::cli::{CliError, Cx, Exit, Globals};

/// Not there yet.
pub(crate) fn run(_args: &MapArgs, _globals: &Globals, _cx: &mut Cx<'_>) -> Result<Exit> {
    Err(CliError::internal("not there yet").into())
}
