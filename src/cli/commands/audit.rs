//! `kehu audit [QUERY]`: every rule of the regulation that is in force, on a day.

use anyhow::Result;

use crate::archive::load::{Judge, Scope};
use crate::cli::args::AuditArgs;
use crate::cli::{open, report, Cx, Exit, Globals};

/// Audits the archive.
pub(crate) fn run(args: &AuditArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let opened = open::open(globals, cx)?;
    let loaded = opened.load(&Scope::default(), Judge::Audit(globals.as_of))?;
    report::deliver(&loaded, Some(globals.as_of), args.fail_on.into(), args.excel, globals, cx)
}
