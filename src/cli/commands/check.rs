//! `kehu check [PATH…]`: what one document and its references can tell, without a clock.

use anyhow::Result;

use crate::archive::load::{Judge, Scope};
use crate::cli::args::CheckArgs;
use crate::cli::{open, report, Cx, Exit, Globals};
use crate::findings::Level;

/// Checks the archive, or only some of its documents.
pub(crate) fn run(args: &CheckArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let opened = open::open(globals, cx)?;
    let loaded = opened.load(&Scope::default(), Judge::Check)?;
    report::deliver(&loaded, None, Level::Error, args.excel, globals, cx)
}
