//! Delivers a table: in the format asked for; what could not be read is named on standard error.

use anyhow::Result;
use chrono::NaiveDate;

use super::args::TableArgs;
use super::{Cx, Exit, Globals};
use crate::model::money::Unit;
use crate::render::chart::{self, Chart};
use crate::render::document::Document;
use crate::render::sheet::{self, SheetFormat, SheetStyle};
use crate::render::table::{Table, TableStyle};
use crate::render::tables::{self, TableFormat};
use crate::report::sheet::{Block, Sheet};
use crate::say;
use crate::words::{Lang, Words};

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

/// Writes several tables on one page, each below its heading where it has one. The title is that of a page or workbook; nothing is said of
/// documents that could not be read.
///
/// # Errors
/// When they cannot be written.
pub(crate) fn parts(
    title: &str,
    parts: Vec<(Option<String>, Table)>,
    format: TableFormat,
    style: &TableStyle,
    globals: &Globals,
    cx: &mut Cx<'_>,
) -> Result<()> {
    cx.deliver(globals, &joined(title, parts, format, style))
}

/// What [`parts`] writes.
pub(crate) fn joined(title: &str, parts: Vec<(Option<String>, Table)>, format: TableFormat, style: &TableStyle) -> Vec<u8> {
    if format == TableFormat::Xlsx {
        return sheet::render(SheetFormat::Xlsx, &apart(title, parts), &SheetStyle::from(style));
    }
    if let Some(format) = as_sheet(format) {
        let mut sheet = Sheet::new(title);
        for (heading, table) in parts {
            heading.into_iter().for_each(|text| sheet.heading(text));
            sheet.push(Block::Table(table));
        }
        return sheet::render(format, &[sheet], &SheetStyle::from(style));
    }
    let mut out: Vec<u8> = Vec::new();
    for (heading, table) in parts {
        if !out.is_empty() {
            out.push(b'\n');
        }
        out.extend(heading.map(|text| tables::heading(format, &text, style)).unwrap_or_default().into_bytes());
        out.extend(tables::render(format, &table, style));
    }
    out
}

/// A sheet for each table, as a workbook has them.
fn apart(title: &str, parts: Vec<(Option<String>, Table)>) -> Vec<Sheet> {
    let one = |(heading, table): (Option<String>, Table)| {
        let below = heading.is_some().then(|| Block::Text(title.to_owned()));
        let mut sheet = Sheet::new(heading.unwrap_or_else(|| title.to_owned()));
        below.into_iter().for_each(|text| sheet.push(text));
        sheet.push(Block::Table(table));
        sheet
    };
    parts.into_iter().map(one).collect()
}

/// Writes a table, and in a page its picture below it.
///
/// # Errors
/// When it cannot be written.
pub(crate) fn charted(
    table: &Table,
    chart: Option<&Chart>,
    format: TableFormat,
    unit: Unit,
    shown: &TableArgs,
    globals: &Globals,
    cx: &mut Cx<'_>,
) -> Result<Exit> {
    let (Some(chart), Some(page)) = (chart, as_sheet(format)) else {
        return deliver(table, format, unit, shown, globals, cx);
    };
    let mut sheet = Sheet::new(table.title.clone());
    sheet.push(Block::Table(table.clone()));
    sheet.push(Block::Chart(chart.clone()));
    let style = SheetStyle::from(&style(unit, shown, globals, cx));
    cx.deliver(globals, &sheet::render(page, &[sheet], &style))?;
    Ok(name_unread(table, cx))
}

/// The title of a page: what it shows, as of which day.
pub(crate) fn title(what: Words, day: NaiveDate, lang: Lang) -> String {
    let what = what.get(lang);
    say!(lang, "{what}（截至 {day}）", "{what} (as of {day})")
}

/// The formats that lay out pages.
const fn as_sheet(format: TableFormat) -> Option<SheetFormat> {
    match format {
        TableFormat::Html => Some(SheetFormat::Html),
        TableFormat::Xlsx => Some(SheetFormat::Xlsx),
        TableFormat::Text | TableFormat::Csv | TableFormat::Json | TableFormat::Jsonl | TableFormat::Markdown => None,
    }
}

/// A page for reading where the format lays out pages; none otherwise.
pub(crate) fn document(page: &Document, format: TableFormat, style: &TableStyle) -> Option<Vec<u8>> {
    as_sheet(format).map(|format| sheet::render(format, &[page.sheet()], &SheetStyle::from(style)))
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
