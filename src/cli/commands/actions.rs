//! `kehu actions [QUERY]`: how far the actions of 附表7 are.

use anyhow::Result;

use crate::archive::load::{Judge, Scope};
use crate::archive::{CustomerFolder, DocKind};
use crate::cli::args::{ActionsArgs, Format, Key, TableArgs};
use crate::cli::{Cx, Exit, Globals, open, query, tables};
use crate::form::plan::Action;
use crate::query::matching::Subject;
use crate::render::tables::TableFormat;
use crate::report::actions::{Asked, about_customers, table};
use crate::words::words;

/// Shows the actions.
pub(crate) fn run(args: &ActionsArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let format = TableFormat::parse(&globals.format(Format::TABLES)?.key()).unwrap_or_default();
    let opened = open::open(globals, cx)?;
    let query = query::read(&args.query, globals, &opened, cx)?;
    let loaded =
        opened.load(&Scope { no_registers: true, kinds: Some(query.kinds(&[DocKind::Plan])), ..Scope::default() }, Judge::Nothing)?;
    let (world, today) = (&loaded.world, globals.as_of);
    let of_customers = about_customers(&query);
    let wanted = |folder: &CustomerFolder| of_customers.may_mean(world, folder, today);
    let action = |folder: &CustomerFolder, action: &Action| {
        query.is_empty() || query.matches(&Subject { world, folder: Some(folder), row: Some(action), today })
    };
    let asked = Asked {
        today,
        year: args.year.or_else(|| query.year()),
        by_owner: false,
        machine: tables::is_machine(format),
        wanted: &wanted,
        action: &action,
    };
    let title = tables::title(words("行动计划的进度", "How far the actions are"), today, cx.lang);
    tables::deliver(&table(&loaded, &asked).titled(title), format, world.unit, &TableArgs::plain(args.excel), globals, cx)
}
