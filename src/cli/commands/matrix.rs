//! `kehu matrix`.

use anyhow::Result;

use crate::cli::args::MatrixArgs;
use crate::cli::{CliError, Cx, Exit, Globals};

/// Not there yet.
pub(crate) fn run(_args: &MatrixArgs, _globals: &Globals, _cx: &mut Cx<'_>) -> Result<Exit> {
    Err(CliError::internal("not there yet").into())
}
