//! Pages onto worksheets: which block lies where, how wide the columns are, how it is printed.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, IgnoreError, Workbook};

use crate::render::chart::Chart;
use crate::render::table::{Table, TableStyle};
use crate::report::sheet::{Block, Entry, Sheet, Value};
use crate::say;
use crate::words::words;

use super::chart::{Data, ROWS};
use super::grid;
use super::look::{Across, Look, Looks};
use super::measure;
use super::names::Names;
use super::paper::{Paper, column};
use super::rows;

/// Worksheets that somebody may still leaf through; further pages lie below one another on one.
const MOST: usize = 200;
/// A label column is not wider than this.
const LABEL: f64 = 26.0;
/// The least width of a page of text.
const TEXT: f64 = 88.0;
/// Pages wider than this are printed across.
const UPRIGHT: f64 = 110.0;

/// The pages as a workbook.
pub(super) fn make(sheets: &[Sheet], style: &TableStyle) -> Vec<u8> {
    let mut names = Names::default();
    // Taken first, so that nobody else takes it.
    let data = Data::new(names.take(words("图的数据", "Chart data").get(style.lang), "Data"), style.lang);
    let mut book = Book { workbook: Workbook::new(), names, looks: Looks::default(), data, style };
    let title = sheets.first().map(title_of).unwrap_or_default();
    book.workbook.set_properties(&properties(&title));
    if sheets.len() > MOST {
        book.page(&sheets.iter().collect::<Vec<_>>());
    } else {
        sheets.iter().for_each(|sheet| book.page(&[sheet]));
    }
    if sheets.is_empty() {
        book.page(&[&Sheet::default()]);
    }
    if !book.data.is_empty() {
        let name = book.data.name.clone();
        let sheet = book.data.sheet(&mut book.looks);
        book.add(sheet, &name);
    }
    // In memory nothing can fail but names and ranges, which are made to be taken.
    book.workbook.save_to_buffer().expect("names and ranges of the worksheets are valid")
}

/// No clock: the same pages give the same bytes.
fn properties(title: &str) -> DocProperties {
    let properties = DocProperties::new().set_title(title);
    match ExcelDateTime::from_ymd(2000, 1, 1) {
        Ok(day) => properties.set_creation_datetime(&day),
        Err(_) => properties,
    }
}

/// What a page is called.
fn title_of(sheet: &Sheet) -> String {
    sheet.title.clone()
}

struct Book<'a> {
    workbook: Workbook,
    names: Names,
    looks: Looks,
    data: Data,
    style: &'a TableStyle,
}

/// A table with a worksheet of its own.
struct Apart<'a> {
    name: String,
    heading: &'a str,
    table: &'a Table,
}

impl<'a> Book<'a> {
    /// A worksheet for these pages, below one another, and one for each table that lies apart.
    fn page(&mut self, sheets: &[&Sheet]) {
        let lang = self.style.lang;
        let otherwise = words("表", "Sheet").get(lang);
        let name = self.names.take(&sheets.first().map(|sheet| title_of(sheet)).unwrap_or_default(), otherwise);
        let apart: Vec<Apart<'_>> = match sheets {
            [one] => self.apart(one),
            _ => Vec::new(),
        };
        let style = self.style;
        let widths = widths(sheets, &apart, style);
        let form = sheets.iter().any(|sheet| sheet.blocks.iter().any(|block| matches!(block, Block::Grid(_))));
        let mut paper = Paper::new(widths, form, style, &mut self.looks);
        let mut breaks = Vec::new();
        for sheet in sheets {
            if paper.row > 0 {
                paper.gap();
                breaks.push(paper.row);
            }
            blocks(&mut paper, sheet, &apart, &mut self.data);
        }
        if !breaks.is_empty() {
            // A printer takes so many breaks and no more.
            let _ = paper.sheet.set_page_breaks(&breaks[..breaks.len().min(1000)]);
        }
        print(&mut paper, sheets.first().copied());
        let sheet = paper.sheet;
        self.add(sheet, &name);
        for one in apart {
            self.table(&one);
        }
    }

    /// The named tables behind the first one of a page with several tables.
    fn apart<'b>(&mut self, sheet: &'b Sheet) -> Vec<Apart<'b>> {
        let mut heading = "";
        let mut seen = false;
        let mut apart = Vec::new();
        for block in &sheet.blocks {
            match block {
                Block::Heading(text) => heading = text,
                Block::Table(table) if !table.name.is_empty() && seen => {
                    let name = self.names.take(if heading.is_empty() { table.name } else { heading }, table.name);
                    apart.push(Apart { name, heading, table });
                    heading = "";
                }
                Block::Table(table) => {
                    seen |= !table.name.is_empty();
                    heading = "";
                }
                _ => {}
            }
        }
        apart
    }

    /// A table on a worksheet of its own.
    fn table(&mut self, one: &Apart<'_>) {
        let style = self.style;
        let widths = at_least(rows::wants(one.table, style, true), notes_width(one.table));
        let mut paper = Paper::new(widths, false, style, &mut self.looks);
        let title = if one.heading.is_empty() { one.name.as_str() } else { one.heading };
        paper.title(title);
        let place = rows::write(&mut paper, one.table, true);
        rows::handy(&mut paper, place);
        print(&mut paper, None);
        let sheet = paper.sheet;
        self.add(sheet, &one.name);
    }

    fn add(&mut self, mut sheet: rust_xlsxwriter::Worksheet, name: &str) {
        // The names are valid: they were made so.
        let _ = sheet.set_name(name);
        self.workbook.push_worksheet(sheet);
    }
}

/// The blocks of a page, from the paper's row on.
fn blocks(paper: &mut Paper<'_>, sheet: &Sheet, apart: &[Apart<'_>], data: &mut Data) {
    let lang = paper.style.lang;
    let above: Vec<&str> = [&sheet.mark, &sheet.stamp].into_iter().flatten().map(String::as_str).collect();
    if !above.is_empty() {
        paper.across(&above.join(" · "), Look { across: Across::Right, bold: true, ..Look::default() });
    }
    paper.title(&sheet.title);
    let alone = sheet.tables().count() <= apart.len() + 1;
    let mut apart = apart.iter().peekable();
    let mut places = Vec::new();
    let mut before: Option<&Block> = None;
    for block in &sheet.blocks {
        let close = matches!(
            (before, block),
            (None, Block::Line(_))
                | (Some(Block::Line(_)), Block::Line(_) | Block::Grid(_))
                | (Some(Block::Grid(_)), Block::Line(_))
                | (Some(Block::Heading(_)), _)
        );
        if !close {
            paper.gap();
        }
        match block {
            Block::Heading(text) => paper.heading(text),
            Block::Line(pairs) => paper.line(pairs),
            Block::Pairs(pairs) => paper.pairs(pairs),
            Block::Grid(one) => grid::write(paper, one),
            Block::Table(table) => match apart.next_if(|one| std::ptr::eq(one.table, table)) {
                Some(one) => {
                    let (name, count) = (&one.name, table.rows.len());
                    paper.plain(&say!(lang, "见工作表「{name}」（{count} 行）", "see the worksheet \"{name}\" ({count} rows)"));
                }
                None => places.push(rows::write(paper, table, alone)),
            },
            Block::Text(text) => paper.plain(text),
            Block::Items(items) => {
                items.iter().for_each(|item| paper.across(&format!("• {}", item.replace('\n', "\n   ")), Look::default()))
            }
            Block::Notes { title, items } => {
                paper.across(title, Look { bold: true, ..Look::default() });
                items.iter().for_each(|item| paper.plain(item));
            }
            Block::Chart(chart) => picture(paper, chart, sheet, data),
            Block::Entries(entries) => entries.iter().for_each(|one| entry(paper, one)),
        }
        before = Some(block);
    }
    // One worksheet has one filter and one heading that stays in sight.
    if let [place] = places[..] {
        rows::handy(paper, place);
    }
}

/// What stands in files of its own: what it is, what matters in it, how the files are called.
fn entry(paper: &mut Paper<'_>, entry: &Entry) {
    paper.across(&entry.title, Look { bold: true, ..Look::default() });
    paper.plain(&entry.text);
    let links: Vec<&str> = entry.links.iter().map(|link| link.href.as_str()).collect();
    paper.plain(&links.join("　"));
}

/// A chart, with its notes below it; those of the tables beside it are not said twice.
fn picture(paper: &mut Paper<'_>, chart: &Chart, sheet: &Sheet, data: &mut Data) {
    let Some(drawn) = data.draw(chart) else { return };
    // It lies on the worksheet: its place was counted.
    let _ = paper.sheet.insert_chart(paper.row, 0, &drawn);
    paper.row += ROWS;
    let said = |note: &&String| sheet.tables().any(|table| table.notes.contains(note));
    chart.notes.iter().filter(|note| !said(note)).for_each(|note| paper.plain(note));
}

/// How wide the columns of a page are: as what stands in them wants it, together at least a page of text.
fn widths(sheets: &[&Sheet], apart: &[Apart<'_>], style: &TableStyle) -> Vec<f64> {
    let mut all: Vec<f64> = Vec::new();
    let mut wide = |wants: Vec<f64>| {
        for (at, want) in wants.into_iter().enumerate() {
            match all.get_mut(at) {
                Some(width) => *width = width.max(want),
                None => all.push(want),
            }
        }
    };
    let is_apart = |table: &Table| apart.iter().any(|one| std::ptr::eq(one.table, table));
    let on_page = |sheet: &&Sheet| sheet.tables().filter(|table| !is_apart(table)).count();
    let alone = sheets.iter().map(on_page).sum::<usize>() <= 1;
    let mut texts = false;
    for block in sheets.iter().flat_map(|sheet| &sheet.blocks) {
        match block {
            Block::Table(table) if !is_apart(table) => {
                wide(rows::wants(table, style, alone));
                texts |= notes_width(table) > 0.0;
            }
            Block::Grid(one) => wide(grid::wants(one)),
            Block::Pairs(pairs) => {
                let labels = pairs.iter().filter(|pair| matches!(pair.value, Value::Text(_))).map(|pair| measure::of(&pair.label) * 1.1);
                wide(vec![labels.fold(0.0, f64::max).min(LABEL)]);
                texts = true;
            }
            Block::Line(_) | Block::Text(_) | Block::Items(_) | Block::Entries(_) | Block::Notes { .. } => texts = true,
            Block::Heading(_) | Block::Chart(_) | Block::Table(_) => {}
        }
    }
    at_least(all, if texts { TEXT } else { 0.0 })
}

/// A table with sentences below it needs room for them.
fn notes_width(table: &Table) -> f64 {
    if table.notes.is_empty() && table.hints.is_empty() && table.unread.is_empty() { 0.0 } else { TEXT }
}

/// With a column behind that makes them so wide together.
fn at_least(mut widths: Vec<f64>, least: f64) -> Vec<f64> {
    let lacking = least - widths.iter().sum::<f64>();
    if lacking > 2.0 {
        widths.push(lacking);
    }
    widths
}

/// A4, all columns on one page, the number of the page below; the mark above and the stamp below each page.
fn print(paper: &mut Paper<'_>, page: Option<&Sheet>) {
    let lang = paper.style.lang;
    let across = paper.width(0, paper.last()) > UPRIGHT;
    let (last_row, last) = (paper.row.saturating_sub(1), column(paper.last()));
    let marked = page.is_some_and(|page| page.mark.is_some() || page.stamp.is_some());
    let safe = |text: &Option<String>| text.as_ref().map(|text| header_text(text)).unwrap_or_default();
    let (mark, stamp) = page.map(|page| (safe(&page.mark), safe(&page.stamp))).unwrap_or_default();
    let form = paper.form;
    let sheet = &mut paper.sheet;
    sheet.set_paper_size(9).set_print_fit_to_pages(1, 0).set_margins(0.6, 0.6, 0.75, 0.75, 0.3, 0.3);
    if across {
        sheet.set_landscape();
    }
    if !mark.is_empty() {
        sheet.set_header(format!("&R{mark}"));
    }
    let number = say!(lang, "第 &P 页，共 &N 页", "Page &P of &N");
    sheet.set_footer(format!("&L{stamp}&R{number}"));
    if form {
        sheet.set_screen_gridlines(false).set_print_center_horizontally(true);
    }
    if marked && last_row > 0 {
        // What stands in the first row for the screen stands in the header of every printed page.
        let _ = sheet.set_print_area(1, 0, last_row, last);
    }
    // Telephone numbers are texts, and meant so.
    let _ = sheet.ignore_error_range(0, 0, last_row, last, IgnoreError::NumberStoredAsText);
}

/// In headers `&` begins an instruction; they hold 255 characters.
fn header_text(text: &str) -> String {
    let line: String = crate::render::paper::one_line(text).chars().take(80).collect();
    line.replace('&', "&&")
}
