//! A report in a folder: under a name that sorts by period and number. Of several tables each has a file of its own in CSV.

use std::path::Path;

use anyhow::Result;

use crate::cli::{CliError, Cx, Globals};
use crate::render::sheet::{self, SheetFormat, SheetStyle};
use crate::report::numbered::{Ask, Made};
use crate::report::sheet::{Block, Sheet};
use crate::say;
use crate::words::refusal;

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
    let stem = format!("{}-{}-{}", ask.period, ask.spec.id(), ask.spec.name);
    files(folder, of_format(&stem, &made.pages, format, style), globals, cx)
}

/// Writes files into a folder, which is made when it is not there, and names them.
pub(super) fn files(folder: &Path, files: Vec<(String, Vec<u8>)>, globals: &Globals, cx: &mut Cx<'_>) -> Result<()> {
    let (lang, shown) = (cx.lang, folder.display());
    std::fs::create_dir_all(cx.env.cwd.join(folder))
        .map_err(|error| refusal(&error, lang))
        .map_err(|why| CliError::system(say!(lang, "不能建立文件夹 `{shown}`：{why}", "cannot make the folder `{shown}`: {why}")))?;
    for (name, bytes) in files {
        let path = folder.join(name);
        cx.deliver(&Globals { output: Some(path.clone()), ..globals.clone() }, &bytes)?;
        let path = path.display();
        cx.ui.notice(say!(lang, "已写入 {path}", "written: {path}"));
    }
    Ok(())
}

/// The files of some pages: one; in CSV one for each table that a machine takes, the further ones with their place and name.
pub(super) fn of_format(stem: &str, pages: &[Sheet], format: SheetFormat, style: &SheetStyle) -> Vec<(String, Vec<u8>)> {
    let ending = ending(format);
    let mut out = vec![(format!("{stem}.{ending}"), sheet::render(format, pages, style))];
    if format == SheetFormat::Csv {
        let named = pages.iter().flat_map(Sheet::tables).filter(|table| !table.name.is_empty());
        for (at, table) in named.enumerate().skip(1) {
            let alone = Sheet { blocks: vec![Block::Table(table.clone())], ..Sheet::default() };
            out.push((format!("{stem}-{}-{}.{ending}", at + 1, table.name), sheet::render(format, &[alone], style)));
        }
    }
    out
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
