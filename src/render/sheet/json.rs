//! The named tables of the pages as JSON: the first one's rows at the top, as of a table that stands alone; all further ones under their names.

use crate::render::table::Table;
use crate::render::tables::{self, TableFormat};
use crate::report::sheet::Sheet;

use super::SheetStyle;

pub(super) fn render(sheets: &[Sheet]) -> Vec<u8> {
    let mut tables = named(sheets);
    let Some(first) = tables.next() else { return b"{\"version\":1,\"rows\":[]}\n".to_vec() };
    let further: Vec<String> =
        tables.map(|table| format!("\n{}:{}", serde_json::Value::from(table.name), tables::json_object(table))).collect();
    let mut out = tables::json_object(first);
    if !further.is_empty() {
        out.pop();
        out.push_str(&format!(",\"tables\":{{{}}}}}", further.join(",")));
    }
    out.push('\n');
    out.into_bytes()
}

pub(super) fn render_lines(sheets: &[Sheet], style: &SheetStyle) -> Vec<u8> {
    named(sheets).next().map(|table| tables::render(TableFormat::Jsonl, table, &style.tables())).unwrap_or_default()
}

fn named(sheets: &[Sheet]) -> impl Iterator<Item = &Table> {
    sheets.iter().flat_map(Sheet::tables).filter(|table| !table.name.is_empty())
}
