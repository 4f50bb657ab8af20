//! Sheets for a terminal: no line is wider than the width asked for.

use crate::render::paper::{one_line, visible, width, wrap};
use crate::render::table::TableStyle;
use crate::render::tables::{self, TableFormat};
use crate::report::sheet::{Block, Entry, Pair, Sheet, Value};

use super::{SheetStyle, colon, grid};

/// Before each point.
const BULLET: &str = "- ";
/// Room to write a short value by hand.
const SHORT_ROOM: usize = 16;
/// Blanks between two pairs of one line.
const GAP: usize = 3;
/// A label column is not wider than this; longer labels stand above their values.
const WIDEST_LABEL: usize = 28;

/// One sheet.
pub(super) fn render(sheet: &Sheet, style: &SheetStyle) -> String {
    let room = style.width;
    let mut lines: Vec<String> = Vec::new();
    if let Some(mark) = &sheet.mark {
        let mark = one_line(mark);
        lines.push(format!("{}{mark}", " ".repeat(room.saturating_sub(width(&mark)))));
    }
    let ruled = sheet.blocks.iter().any(|block| matches!(block, Block::Grid(_)));
    for line in wrap(&visible(&sheet.title), room) {
        // A form has its title in the middle, a page on the left.
        let indent = if ruled { room.saturating_sub(width(&line)) / 2 } else { 0 };
        lines.push(format!("{}{}", " ".repeat(indent), bold(&line, style)));
    }
    let mut before: Option<&Block> = None;
    // A picture is none here: its figures stand in the table beside it.
    for block in sheet.blocks.iter().filter(|block| !matches!(block, Block::Chart(_))) {
        // 目的描述 stands directly below 单位名称, a grid directly below its heading.
        let close = matches!(
            (before, block),
            (Some(Block::Line(_)), Block::Line(_) | Block::Grid(_)) | (Some(Block::Grid(_)), Block::Line(_)) | (Some(Block::Heading(_)), _)
        );
        if !close {
            lines.push(String::new());
        }
        lines.extend(block_lines(block, style));
        before = Some(block);
    }
    if let Some(stamp) = &sheet.stamp {
        lines.push(String::new());
        lines.extend(wrap(&one_line(stamp), room));
    }
    let mut out = String::new();
    for line in lines {
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

fn bold(text: &str, style: &SheetStyle) -> String {
    if style.color { format!("\x1b[1m{text}\x1b[0m") } else { text.to_owned() }
}

fn block_lines(block: &Block, style: &SheetStyle) -> Vec<String> {
    let room = style.width;
    match block {
        Block::Heading(text) => wrap(&visible(text), room).iter().map(|line| bold(line, style)).collect(),
        Block::Line(pairs) => line(pairs, style),
        Block::Pairs(pairs) => aligned(pairs, style),
        Block::Grid(one) => grid::lines(one, style),
        Block::Table(table) => {
            let columns = u16::try_from(room).unwrap_or(u16::MAX);
            let shown = TableStyle { width: Some(columns), color: style.color, ..style.tables() };
            let bytes = tables::render(TableFormat::Text, table, &shown);
            String::from_utf8_lossy(&bytes).lines().map(str::to_owned).collect()
        }
        // The figures stand in the table beside it.
        Block::Chart(_) => Vec::new(),
        Block::Text(text) => wrap(&visible(text.trim()), room),
        Block::Items(items) => items.iter().flat_map(|item| hang(&format!("{BULLET}{}", visible(item)), room, width(BULLET))).collect(),
        Block::Entries(entries) => entries.iter().flat_map(|entry| self::entry(entry, style)).collect(),
        Block::Notes { title, items } => {
            let mut lines = wrap(&visible(title), room);
            // Of several paragraphs each shows where it begins.
            let indent = if items.len() > 1 { 2 } else { 0 };
            lines.extend(items.iter().flat_map(|item| hang(&visible(item), room, indent)));
            lines
        }
    }
}

/// R-03 客户信息统计表：3 家客户, below it the names of its files.
fn entry(entry: &Entry, style: &SheetStyle) -> Vec<String> {
    let parts = [&entry.title, &entry.text].map(|text| visible(text)).into_iter().filter(|text| !text.is_empty());
    let head = parts.collect::<Vec<_>>().join(colon(style.lang));
    let mut lines = hang(&format!("{BULLET}{head}"), style.width, width(BULLET));
    let files: Vec<&str> = entry.links.iter().map(|link| link.href.as_str()).collect();
    let pad = " ".repeat(width(BULLET));
    let below = wrap(&files.join("  "), style.width.saturating_sub(pad.len())).into_iter().filter(|line| !line.is_empty());
    lines.extend(below.map(|line| format!("{pad}{line}")));
    lines
}

/// A text in at most `room` columns, all but its first line indented.
pub(super) fn hang(text: &str, room: usize, indent: usize) -> Vec<String> {
    let mut lines = wrap(text, room);
    if lines.len() < 2 {
        return lines;
    }
    let first = lines.swap_remove(0);
    let rest = text.get(first.len()..).unwrap_or_default().trim_start();
    let pad = " ".repeat(indent);
    let rest = wrap(rest, room.saturating_sub(indent)).into_iter().map(|line| format!("{pad}{line}"));
    std::iter::once(first).chain(rest).collect()
}

/// Pairs beside one another where they fit.
fn line(pairs: &[Pair], style: &SheetStyle) -> Vec<String> {
    let room = style.width;
    let mut lines: Vec<String> = Vec::new();
    for pair in pairs {
        let label = format!("{}{}", one_line(&pair.label), colon(style.lang));
        let mut texts = match &pair.value {
            Value::Text(text) => hang(&format!("{label}{}", visible(text)), room, 2),
            Value::Room(0) => vec![format!("{label}{}", "_".repeat(SHORT_ROOM.min(room.saturating_sub(width(&label)))))],
            Value::Room(count) => {
                let first = format!("{label}{}", "_".repeat(room.saturating_sub(width(&label))));
                std::iter::once(first).chain(std::iter::repeat_n("_".repeat(room), count - 1)).collect()
            }
        };
        let fits = |last: &String| texts.len() == 1 && width(last) + GAP + width(&texts[0]) <= room;
        match lines.last_mut().filter(|last| fits(last)) {
            Some(last) => *last = format!("{last}{}{}", " ".repeat(GAP), texts[0]),
            None => lines.append(&mut texts),
        }
    }
    lines
}

/// Pairs below one another, the values beginning in one column.
fn aligned(pairs: &[Pair], style: &SheetStyle) -> Vec<String> {
    let label = |pair: &Pair| width(&one_line(&pair.label));
    let column = pairs.iter().map(label).filter(|columns| *columns <= WIDEST_LABEL).max().unwrap_or(0) + 2;
    let column = column.min(style.width / 2);
    let mut lines = Vec::new();
    for pair in pairs {
        let Value::Text(text) = &pair.value else { continue };
        let name = one_line(&pair.label);
        let mut texts = wrap(&visible(text), style.width - column).into_iter();
        if width(&name) + 2 > column {
            lines.extend(wrap(&name, style.width));
        } else {
            lines.push(format!("{name}{}{}", " ".repeat(column - width(&name)), texts.next().unwrap_or_default()));
        }
        lines.extend(texts.map(|line| format!("{}{line}", " ".repeat(column))));
    }
    lines
}
