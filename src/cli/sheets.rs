//! Delivers sheets (forms, pages, reports): in the format asked for; what could not be read is named on standard error.

use anyhow::Result;

use super::args::{Format, TableArgs};
use super::{Cx, Globals};
use crate::model::money::Unit;
use crate::render::sheet::{self, SheetFormat, SheetStyle};
use crate::report::sheet::Sheet;

/// The format of sheets that `--format` stands for.
pub(crate) const fn format(asked: Format) -> SheetFormat {
    match asked {
        Format::Markdown => SheetFormat::Markdown,
        Format::Csv => SheetFormat::Csv,
        Format::Json => SheetFormat::Json,
        Format::Jsonl => SheetFormat::Jsonl,
        Format::Html => SheetFormat::Html,
        Format::Xlsx => SheetFormat::Xlsx,
        _ => SheetFormat::Text,
    }
}

/// How sheets are set in this run, at most `widest` columns wide.
pub(crate) fn style(unit: Unit, widest: usize, shown: &TableArgs, globals: &Globals, cx: &Cx<'_>) -> SheetStyle {
    let on_paper = globals.output.is_some();
    let width = if on_paper { widest } else { cx.ui.prose_width() };
    SheetStyle {
        lang: cx.lang,
        unit: shown.unit.map_or(unit, Unit::from),
        color: cx.ui.color_data() && !on_paper,
        width: width.min(widest),
        round: shown.round,
        excel: shown.excel,
    }
}

/// Writes sheets.
///
/// # Errors
/// When they cannot be written.
pub(crate) fn deliver(sheets: &[Sheet], format: SheetFormat, style: &SheetStyle, globals: &Globals, cx: &mut Cx<'_>) -> Result<()> {
    cx.deliver(globals, &sheet::render(format, sheets, style))
}
