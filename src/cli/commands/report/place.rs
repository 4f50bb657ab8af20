//! A report in a folder: under a name that sorts by period and number.

use std::path::Path;

use anyhow::Result;

use crate::cli::{Cx, Globals, sheets};
use crate::render::sheet::{SheetFormat, SheetStyle};
use crate::report::numbered::{Ask, Made};
use crate::say;

/// An existing folder, or a name that ends as one.
pub(super) fn is_folder(path: &Path, cx: &Cx<'_>) -> bool {
    let named = path.as_os_str().to_string_lossy().ends_with(['/', std::path::MAIN_SEPARATOR]);
    named || cx.env.cwd.join(path).is_dir()
}

/// Writes the report as `2026-06-R-03-statistics.csv`.
pub(super) fn into(
    folder: &Path,
    ask: &Ask<'_>,
    made: &Made,
    format: SheetFormat,
    style: &SheetStyle,
    globals: &Globals,
    cx: &mut Cx<'_>,
) -> Result<()> {
    let name = format!("{}-{}-{}.{}", ask.period, ask.spec.id(), ask.spec.name, ending(format));
    let path = folder.join(name);
    std::fs::create_dir_all(cx.env.cwd.join(folder))?;
    sheets::deliver(&made.pages, format, style, &Globals { output: Some(path.clone()), ..globals.clone() }, cx)?;
    let path = path.display();
    cx.ui.notice(say!(cx.lang, "已写入 {path}", "written: {path}"));
    Ok(())
}

/// The ending of a file's name.
pub(super) const fn ending(format: SheetFormat) -> &'static str {
    match format {
        SheetFormat::Text => "txt",
        SheetFormat::Markdown => "md",
        SheetFormat::Csv => "csv",
        SheetFormat::Json => "json",
        SheetFormat::Jsonl => "jsonl",
        SheetFormat::Html => "html",
        SheetFormat::Xlsx => "xlsx",
    }
}
