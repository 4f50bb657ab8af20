//! Delivers a table: in the format asked for; what could not be read is named on standard error.

use anyhow::Result;

use super::args::TableArgs;
use super::{Cx, Exit, Globals};
use crate::model::money::Unit;
use crate::render::chart::{self, Chart};
use crate::render::table::{Table, TableStyle};
use crate::render::tables::{self, TableFormat};
use crate::say;

/// Whether the format carries raw values.
pub(crate) const fn is_machine(format: TableFormat) -> bool {
    matches!(format, TableFormat::Csv | TableFormat::Json | TableFormat::Jsonl)
}

/// Writes a table.
///
/// # Errors
/// When it cannot be written.
pub(crate) fn deliver(
    table: &Table,
    format: TableFormat,
    unit: Unit,
    shown: &TableArgs,
    globals: &Globals,
    cx: &mut Cx<'_>,
) -> Result<Exit> {
    let style = style(unit, shown, globals, cx);
    cx.deliver(globals, &tables::render(format, table, &style))?;
    for hint in table.hints.iter().filter(|_| is_machine(format)) {
        cx.ui.notice(hint);
    }
    Ok(name_unread(table, cx))
}

/// How tables are shown in this run.
pub(crate) fn style(unit: Unit, shown: &TableArgs, globals: &Globals, cx: &Cx<'_>) -> TableStyle {
    let width = cx.ui.table_width().and_then(|width| u16::try_from(width).ok());
    let unit = shown.unit.map_or(unit, Unit::from);
    let width = width.filter(|_| globals.output.is_none());
    let color = cx.ui.color_data() && globals.output.is_none();
    TableStyle { lang: cx.lang, unit, width, round: shown.round, excel: shown.excel, color }
}

/// Writes the picture of a table; what to do next and what is not counted is said on standard error.
///
/// # Errors
/// When it cannot be written.
pub(crate) fn picture(table: &Table, chart: &Chart, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    cx.deliver(globals, chart::svg(chart, cx.lang).as_bytes())?;
    for hint in &table.hints {
        cx.ui.notice(hint);
    }
    Ok(name_unread(table, cx))
}

/// Names what could not be read on standard error: the exit status says that there is some.
pub(crate) fn name_unread(table: &Table, cx: &mut Cx<'_>) -> Exit {
    for (path, reason) in &table.unread {
        cx.ui.say(say!(cx.lang, "未计入：{path}（{reason}）", "not counted: {path} ({reason})"));
    }
    Exit::found(!table.unread.is_empty())
}
