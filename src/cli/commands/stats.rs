//! `kehu stats`.

use anyhow::Result;

use crate::cli::args::StatsArgs;
use crate::cli::{CliError, Cx, Exit, Globals};

/// Not there yet.
pub(crate) fn run(_args: &StatsArgs, _globals: &Globals, _cx: &mut Cx<'_>) -> Result<Exit> {
    Err(CliError::internal("not there yet").into())
}
