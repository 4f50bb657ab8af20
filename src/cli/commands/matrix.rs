//! `kehu matrix [QUERY]`: who of ours has to do with whom of theirs.

use anyhow::Result;
use chrono::Datelike;

use crate::archive::DocKind;
use crate::archive::load::{Judge, Scope};
use crate::cli::args::{Format, Key, MatrixArgs, TableArgs};
use crate::cli::{Cx, Exit, Globals, open, query, tables};
use crate::render::table::Table;
use crate::render::tables::TableFormat;
use crate::report::matrix::{self, Asked};
use crate::words::words;

/// Shows the matrix.
pub(crate) fn run(args: &MatrixArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let format = TableFormat::parse(&globals.format(Format::TABLES)?.key()).unwrap_or_default();
    let opened = open::open(globals, cx)?;
    let query = query::read(&args.query, globals, &opened, cx)?;
    let loaded = opened.load(
        &Scope {
            no_registers: true,
            kinds: Some(query.kinds(&[DocKind::KeyPeople, DocKind::Plan, DocKind::ContactReport])),
            ..Scope::default()
        },
        Judge::Nothing,
    )?;
    let today = globals.as_of;
    let year = args.year.or_else(|| query.year()).unwrap_or_else(|| today.year());
    let matrices = matrix::find(&loaded, Asked { year, today, query: &query });
    if tables::is_machine(format) {
        return tables::deliver(&matrix::table(&matrices), format, loaded.world.unit, &TableArgs::plain(args.excel), globals, cx);
    }
    let style = tables::style(loaded.world.unit, &TableArgs::plain(args.excel), globals, cx);
    let title = words("客户关系矩阵", "Relations with the customers' people").get(cx.lang);
    let parts = matrix::parts(&matrices).into_iter().map(|part| (part.heading, part.table)).collect();
    tables::parts(title, parts, format, &style, globals, cx)?;
    Ok(tables::name_unread(&Table { unread: matrices.unread, ..Table::default() }, cx))
}
