//! What must hold of every page: data is no markup, nothing is fetched, every block is there.

use chrono::NaiveDate;
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::*;
use crate::model::money::{Money, Unit};
use crate::render::chart::{Chart, Series, Shape};
use crate::render::table::{Cell, Column, Tone};
use crate::report::sheet::{Entry, Fit, Grid, GridCell, GridColumn, Link, Pair};
use crate::words::words;

const STYLE: SheetStyle = SheetStyle { lang: Lang::Zh, unit: Unit::Wan, color: false, width: 80, round: None, excel: false };

/// A sheet with every block, all texts the same.
fn sheet(text: &str) -> Sheet {
    let mut sheet = Sheet { title: text.to_owned(), mark: Some(text.to_owned()), stamp: Some(text.to_owned()), blocks: Vec::new() };
    sheet.heading(text);
    sheet.push(Block::Line(vec![Pair::new(text, text), Pair::room(text, 3)]));
    sheet.push(Block::Pairs(vec![Pair::new(text, text), Pair::room(text, 0)]));
    let mut grid = Grid::new(vec![GridColumn::new(text, Fit::Text), GridColumn::new("", Fit::Whole), GridColumn::new("", Fit::Number)]);
    grid.row([GridCell::head(text).over_rows(2), GridCell::new(text), GridCell::new(text)]);
    grid.row([GridCell::new(text).over_columns(2)]);
    grid.empty_rows(1);
    sheet.push(Block::Grid(grid));
    let mut table = Table::new(vec![Column::from_data("a", text), Column::new("b", words("金额", "amount")), Column::from_data("c", text)]);
    table.rows.push(vec![text.into(), Money::from_fen(123_456).into(), Cell::Toned(Tone::Bad, text.to_owned())]);
    table.rows.push(vec![Cell::List(vec![text.to_owned(), text.to_owned()]), Cell::Empty, Cell::Toned(Tone::Fair, text.to_owned())]);
    table.totals.push(vec![text.into(), Money::from_fen(123_456).into()]);
    table.notes.push(text.to_owned());
    table.hints.push(text.to_owned());
    table.unread.push((text.to_owned(), text.to_owned()));
    sheet.push(Block::Table(table));
    sheet.push(Block::Text(text.to_owned()));
    sheet.push(Block::Items(vec![text.to_owned()]));
    let links = vec![
        Link { label: text.to_owned(), href: "R-03-statistics.csv".to_owned() },
        Link { label: text.to_owned(), href: text.to_owned() },
    ];
    sheet.push(Block::Entries(vec![Entry { title: text.to_owned(), text: text.to_owned(), links }]));
    sheet.note(text, vec![text.to_owned()]);
    sheet
}

fn chart(text: &str) -> Chart {
    let series = vec![Series { name: text.to_owned(), values: vec![Some(Decimal::ONE)] }];
    let shape = Shape::Bars { groups: vec![text.to_owned()], series, stacked: false, unit: text.to_owned(), level: None };
    Chart { title: text.to_owned(), notes: vec![text.to_owned()], shape }
}

/// Everything between `<` and `>`.
fn tags(page: &str) -> Vec<&str> {
    page.split('<').skip(1).map(|part| part.split('>').next().unwrap_or_default()).collect()
}

/// The page without its style sheet.
fn body(page: &str) -> &str {
    page.split_once("<body>").map_or("", |(_, body)| body)
}

proptest! {
    #[test]
    fn data_is_no_markup(text in "[ -_a-~]{1,40}") {
        let harmless: String = text.chars().map(|_| 'x').collect();
        // A blank line is no paragraph, and neither is one made of blanks.
        prop_assume!(text.trim() == text);
        let (page, plain) = (page(&[sheet(&text)], &STYLE), page(&[sheet(&harmless)], &STYLE));
        // What is no name of a file is no link: of ours `x` is one.
        let plain = plain.replace(&format!("<a href=\"{harmless}\">{harmless}</a> "), "");
        let is_file = text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/')) && !text.starts_with('/');
        let page = if is_file { page.replace(&format!("<a href=\"{text}\">{text}</a> "), "") } else { page };
        prop_assert_eq!(tags(&page), tags(&plain));
        prop_assert_eq!(page.matches("</style>").count(), 1);
    }

    #[test]
    fn any_text_at_all_is_escaped(text in "\\PC{0,30}") {
        let page = page(&[sheet(&text)], &STYLE);
        prop_assert_eq!(page.matches("</section>").count(), 1);
        prop_assert!(page.ends_with("</html>\n"));
    }
}

#[test]
fn pictures_and_hostile_texts_are_inert() {
    let hostile = "<script>alert(1)</script>\" onload='x' javascript:alert(1) </style>";
    let mut all = sheet(hostile);
    all.push(Block::Chart(chart(hostile)));
    let page = page(&[all], &STYLE);
    assert!(!page.contains("<script") && page.matches("</style>").count() == 1, "{page}");
    assert!(!tags(&page).iter().any(|tag| tag.contains("onload") || tag.contains("javascript")), "{page}");
}

#[test]
fn nothing_is_fetched() {
    let mut all = sheet("x");
    all.push(Block::Chart(chart("x")));
    all.push(Block::Chart(chart("y")));
    let page = page(&[all.clone(), all], &STYLE);
    for word in ["http:", "https:", "url(", "@import", "<script", "<link", " src=", "<img", "<iframe"] {
        assert!(!page.contains(word), "{word}");
    }
    let ids: Vec<&str> = tags(body(&page)).into_iter().filter_map(|tag| tag.split_once(" id=\"")?.1.split('"').next()).collect();
    assert_eq!(ids, ["s1", "t1", "s2", "t2"]);
}

#[test]
fn every_colour_of_the_style_sheet_is_there() {
    let css = include_str!("style.css");
    let (light, dark) = colour::variables();
    for name in css.split("var(--").skip(1).filter_map(|part| part.split(')').next()).filter(|name| !matches!(*name, "sans" | "mono")) {
        assert!(light.contains(&format!("--{name}:")) && dark.contains(&format!("--{name}:")), "{name}");
    }
}

#[test]
fn a_page_as_it_stands() {
    let page = page(&[sheet("文"), Sheet::new("second")], &STYLE);
    insta::assert_snapshot!("every_block", format!("{}", body(&page)));
    assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"zh-CN\">\n"), "{page}");
}

#[test]
fn a_table_alone_has_its_title() {
    let mut one = Table::new(vec![Column::new("day", words("日期", "Day")), Column::new("what", words("事项", "What"))]);
    let style = TableStyle::default();
    let empty = table(&one.clone().titled("到期"), &style);
    assert!(empty.contains("<title>到期</title>") && empty.contains("<h1>到期</h1>") && empty.contains("（无）"), "{empty}");
    one.rows.push(vec![NaiveDate::from_ymd_opt(2026, 7, 8).into(), "用 `kehu due` 看".into()]);
    let untitled = table(&one, &style);
    assert!(untitled.contains("<title>kehu</title>") && !untitled.contains("<h1>"), "{untitled}");
    // Cells hold data: no code in them. Notes are ours.
    assert!(untitled.contains("<td><span class=\"day\">2026-07-08</span></td><td>用 `kehu due` 看</td>"), "{untitled}");
    assert_eq!(table(&one, &style), untitled);
}
