//! Sheets as Markdown. What a merged cell covers stays empty, since Markdown knows no merged cells.

use crate::render::tables::{self, TableFormat, escape_markdown as escape};
use crate::report::sheet::{Block, Entry, Fit, Grid, Pair, Sheet, Value};
use crate::words::Lang;

use super::{SheetStyle, colon};

/// Where something is to be written by hand.
const ROOM: &str = "\\_\\_\\_\\_\\_\\_\\_\\_";

/// One sheet.
pub(super) fn render(sheet: &Sheet, style: &SheetStyle) -> String {
    let mut out = format!("# {}\n", escape(&sheet.title));
    if let Some(mark) = &sheet.mark {
        out.push_str(&format!("\n**{}**\n", escape(mark)));
    }
    // A document that stands alone has no pictures; their figures are in the tables.
    for block in sheet.blocks.iter().filter(|block| !matches!(block, Block::Chart(_))) {
        out.push('\n');
        match block {
            Block::Heading(text) => out.push_str(&format!("## {}\n", escape(text))),
            Block::Line(pairs) => {
                let texts: Vec<String> = pairs.iter().map(|one| pair(one, style)).collect();
                out.push_str(&format!("{}\n", texts.join("　")));
            }
            Block::Pairs(pairs) => pairs.iter().for_each(|one| out.push_str(&format!("- {}\n", pair(one, style)))),
            Block::Grid(one) => grid(&mut out, one),
            Block::Table(table) => {
                out.push_str(&String::from_utf8_lossy(&tables::render(TableFormat::Markdown, table, &style.tables())));
            }
            Block::Chart(_) => {}
            Block::Text(text) => {
                let lines: Vec<String> =
                    text.lines().filter(|line| !line.trim().is_empty()).map(|line| format!("{}\n", escape(line))).collect();
                out.push_str(&lines.join("\n"));
            }
            Block::Items(items) => items.iter().for_each(|item| out.push_str(&format!("- {}\n", escape(item)))),
            Block::Entries(entries) => entries.iter().for_each(|one| out.push_str(&entry(one, style))),
            Block::Notes { title, items } => {
                out.push_str(&format!("**{}**\n\n", escape(title)));
                // A paragraph each: the texts carry the numbers of the form.
                let items: Vec<String> = items.iter().map(|item| format!("{}\n", escape(item))).collect();
                out.push_str(&items.join("\n"));
            }
        }
    }
    if let Some(stamp) = &sheet.stamp {
        out.push_str(&format!("\n{}\n", escape(stamp)));
    }
    out
}

fn pair(pair: &Pair, style: &SheetStyle) -> String {
    let value = match &pair.value {
        Value::Text(text) => escape(text),
        Value::Room(_) => ROOM.to_owned(),
    };
    format!("**{}{}** {value}", escape(&pair.label), colon(style.lang).trim_end())
}

/// - **R-03 客户信息统计表：** 3 家客户（[CSV](R-03-statistics.csv)）
fn entry(entry: &Entry, style: &SheetStyle) -> String {
    let links: Vec<String> = entry.links.iter().map(|link| format!("[{}]({})", escape(&link.label), link.href)).collect();
    let links = links.join(" · ");
    let links = match style.lang {
        _ if links.is_empty() => links,
        Lang::Zh => format!("（{links}）"),
        Lang::En => format!(" ({links})"),
    };
    if entry.text.is_empty() {
        return format!("- **{}**{links}\n", escape(&entry.title));
    }
    format!("- **{}{}** {}{links}\n", escape(&entry.title), colon(style.lang).trim_end(), escape(&entry.text))
}

fn grid(out: &mut String, grid: &Grid) {
    let heads: Vec<String> = grid.columns.iter().map(|column| escape(&column.head)).collect();
    line(out, &heads);
    let rules: Vec<String> = grid.columns.iter().map(|column| if column.fit == Fit::Number { "---:" } else { "---" }.to_owned()).collect();
    line(out, &rules);
    let placed = grid.placed();
    for row in 0..grid.rows.len() {
        let text = |column: usize| {
            let place = &placed.cells[placed.at[row][column]];
            if (place.row, place.column) != (row, column) {
                return String::new();
            }
            let text = escape(place.text());
            if place.head() && !text.is_empty() { format!("**{text}**") } else { text }
        };
        line(out, &(0..grid.columns.len()).map(text).collect::<Vec<_>>());
    }
}

fn line(out: &mut String, cells: &[String]) {
    out.push('|');
    for cell in cells {
        out.push_str(&if cell.is_empty() { " |".to_owned() } else { format!(" {cell} |") });
    }
    out.push('\n');
}
