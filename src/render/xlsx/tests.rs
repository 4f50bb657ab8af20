//! Workbooks, read back.

use std::io::Cursor;

use calamine::{Data, Range, Reader, Xlsx};
use chrono::NaiveDate;
use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::model::money::{Money, Unit};
use crate::model::percent::Percent;
use crate::render::chart::{Chart, Series, Shape};
use crate::render::sheet::SheetStyle;
use crate::render::table::{Cell, Column, Formula, Table, TableStyle, Tone};
use crate::report::sheet::{Block, Fit, Grid, GridCell, GridColumn, Pair, Sheet};
use crate::words::{Lang, words};

type Book = Xlsx<Cursor<Vec<u8>>>;

fn style() -> TableStyle {
    TableStyle { unit: Unit::Wan, ..TableStyle::default() }
}

fn page_style() -> SheetStyle {
    SheetStyle { unit: Unit::Wan, width: 80, ..SheetStyle::default() }
}

fn open(bytes: Vec<u8>) -> Book {
    Xlsx::new(Cursor::new(bytes)).expect("a workbook")
}

fn sheet(book: &mut Book, name: &str) -> Range<Data> {
    book.worksheet_range(name).expect("a worksheet")
}

fn first(book: &mut Book) -> Range<Data> {
    let name = book.sheet_names().first().expect("one at least").clone();
    sheet(book, &name)
}

fn at(range: &Range<Data>, row: u32, column: u32) -> Data {
    range.get_value((row, column)).cloned().unwrap_or_default()
}

fn formulas(book: &mut Book, name: &str) -> Vec<(u32, u32, String)> {
    let range = book.worksheet_formula(name).expect("a worksheet");
    let (top, left) = range.start().unwrap_or_default();
    let place = |(row, column, text): (usize, usize, &String)| {
        let (row, column) = (u32::try_from(row).expect("small"), u32::try_from(column).expect("small"));
        (row + top, column + left, text.clone())
    };
    range.used_cells().map(place).collect()
}

fn percent(text: &str) -> Percent {
    Percent::parse(text).expect("a rate").0
}

fn wan(text: &str) -> Money {
    Money::parse(text, Unit::Wan).expect("an amount").0
}

const PROJECTS: &[Formula] = &[
    Formula::Product { into: "expected", amount: "contract", rate: "win_rate" },
    Formula::Share { into: "win_rate", part: "expected", of: "contract", rows: false },
];

/// Project, contract, win rate, expected, as `revenue` has them.
fn projects(lines: &[(&str, Option<Money>, Option<Percent>)]) -> Table {
    let mut table = Table::new(vec![
        Column::new("project", words("项目名称", "project")),
        Column::new("contract", words("合同额", "contract")),
        Column::picture("bar", words("图", "bar")),
        Column::new("win_rate", words("获取率", "win rate")),
        Column::new("expected", words("实际收入", "expected")),
    ])
    .computed(PROJECTS);
    let (mut contracts, mut rated, mut sum) = (Money::ZERO, Money::ZERO, Money::ZERO);
    let plus = |one: Money, other: Money| one.checked_add(other).expect("small");
    for (name, contract, rate) in lines {
        let expected = contract.zip(*rate).and_then(|(contract, rate)| contract.mul_percent(rate));
        table.rows.push(vec![(*name).into(), (*contract).into(), "▇".into(), (*rate).into(), expected.into()]);
        contracts = contract.map_or(contracts, |one| plus(contracts, one));
        sum = expected.map_or(sum, |one| plus(sum, one));
        rated = contract.filter(|_| expected.is_some()).map_or(rated, |one| plus(rated, one));
    }
    let rate = Percent::weighted(sum, rated);
    table.totals.push(vec!["合计".into(), contracts.into(), Cell::Empty, rate.into(), sum.into()]);
    table
}

fn whole() -> Table {
    projects(&[("主设备安装", Some(wan("1200")), Some(percent("60"))), ("传输管线", Some(wan("180.5")), Some(percent("45")))])
}

#[test]
fn values_are_what_they_are() {
    let day = NaiveDate::from_ymd_opt(2026, 7, 8).expect("a day");
    let mut table = Table::new(["a", "b", "c", "d", "e", "f", "g", "h"].map(|key| Column::from_data(key, key)).to_vec());
    table.rows.push(vec![
        "云岭移动".into(),
        Cell::Int(3),
        wan("1860.25").into(),
        percent("51.2244897959").into(),
        Cell::Number("4.25".parse().expect("a number")),
        day.into(),
        Cell::List(vec!["周岚".into(), "高振宇".into()]),
        Cell::Bool(true),
    ]);
    table.rows.push(vec![Cell::Toned(Tone::Bad, "逾期 3 天".into()), Cell::Empty]);
    let mut book = open(super::table(&table, &style()));
    let range = first(&mut book);
    let row: Vec<Data> = (0..8).map(|column| at(&range, 1, column)).collect();
    assert_eq!(row[0], Data::String("云岭移动".into()));
    assert_eq!(row[1], Data::Float(3.0));
    assert_eq!(row[2], Data::Float(1860.25));
    assert_eq!(row[3], Data::Float(0.512_244_897_959));
    assert_eq!(row[4], Data::Float(4.25));
    let Data::DateTime(found) = &row[5] else { panic!("not a day: {:?}", row[5]) };
    assert_eq!(found.to_ymd_hms_milli(), (2026, 7, 8, 0, 0, 0, 0));
    assert_eq!(row[6], Data::String("周岚、高振宇".into()));
    assert_eq!(row[7], Data::String("是".into()));
    assert_eq!(at(&range, 0, 2), Data::String("c（万元）".into()));
    assert_eq!(at(&range, 2, 0), Data::String("逾期 3 天".into()));
    assert_eq!(at(&range, 2, 1), Data::Empty);
}

#[test]
fn days_and_numbers_that_a_workbook_does_not_know_stay_texts() {
    let day = |year| NaiveDate::from_ymd_opt(year, 1, 2).expect("a day");
    let mut table = Table::new(vec![Column::from_data("a", "a"), Column::from_data("b", "b")]);
    table.rows.push(vec![day(1899).into(), Money::from_fen(i64::MAX).into()]);
    table.rows.push(vec![day(9999).into(), Money::from_fen(999_999_999_999_999).into()]);
    table.rows.push(vec![day(-5).into(), Cell::Int(i64::MIN)]);
    table.totals.push(vec![Cell::Empty, Cell::Empty]);
    let mut book = open(super::table(&table, &TableStyle { unit: Unit::Yuan, ..style() }));
    let range = first(&mut book);
    assert_eq!(at(&range, 1, 0), Data::String("1899-01-02".into()));
    assert_eq!(at(&range, 1, 1), Data::String("92,233,720,368,547,758.07".into()));
    assert!(matches!(at(&range, 2, 0), Data::DateTime(_)));
    assert_eq!(at(&range, 2, 1), Data::Float(9_999_999_999_999.99));
    let texts: Vec<String> = range.used_cells().map(|(_, _, cell)| cell.to_string()).collect();
    assert!(texts.iter().any(|text| text.contains("超过 15 位")), "{texts:?}");
}

#[test]
fn what_follows_from_other_figures_is_a_formula_with_its_result() {
    let mut book = open(super::table(&whole(), &style()));
    let name = book.sheet_names()[0].clone();
    let found = formulas(&mut book, &name);
    let expected =
        [(1, 3, "ROUND(B2*C2,6)"), (2, 3, "ROUND(B3*C3,6)"), (3, 1, "SUM(B2:B3)"), (3, 2, "IFERROR(D4/B4,\"\")"), (3, 3, "SUM(D2:D3)")];
    let expected: Vec<(u32, u32, String)> = expected.iter().map(|(row, column, text)| (*row, *column, (*text).to_owned())).collect();
    assert_eq!(found, expected);
    let range = first(&mut book);
    assert_eq!(at(&range, 1, 3), Data::Float(720.0));
    assert_eq!(at(&range, 2, 3), Data::Float(81.225));
    assert_eq!(at(&range, 3, 3), Data::Float(801.225));
    assert_eq!(at(&range, 3, 1), Data::Float(1380.5));
    let Data::Float(rate) = at(&range, 3, 2) else { panic!("no rate") };
    assert!((rate - 801.225 / 1380.5).abs() < 1e-12, "{rate}");
}

#[test]
fn where_something_is_missing_the_formula_waits_for_it() {
    let table = projects(&[("全", Some(wan("100")), Some(percent("50"))), ("缺", Some(wan("300")), None)]);
    let mut book = open(super::table(&table, &style()));
    let name = book.sheet_names()[0].clone();
    let found: Vec<String> = formulas(&mut book, &name).into_iter().map(|(.., text)| text).collect();
    assert_eq!(
        found,
        [
            "IF(COUNT(B2,C2)=2,ROUND(B2*C2,6),\"\")",
            "IF(COUNT(B3,C3)=2,ROUND(B3*C3,6),\"\")",
            "SUM(B2:B3)",
            // 100 of the 400 stand behind the 50: those whose rate is known.
            "IFERROR(D4/SUMPRODUCT(--ISNUMBER(D2:D3),B2:B3),\"\")",
            "SUM(D2:D3)",
        ]
    );
    let range = first(&mut book);
    assert_eq!(at(&range, 3, 2), Data::Float(0.5));
    assert!(matches!(at(&range, 2, 3), Data::Empty | Data::String(_)), "{:?}", at(&range, 2, 3));
}

#[test]
fn a_figure_that_no_formula_gives_stays_a_figure() {
    let mut table = whole();
    // A total that leaves something out, a product that was rounded otherwise, a rate of something else.
    table.totals[0][1] = wan("1").into();
    table.totals[0][3] = percent("1").into();
    table.rows[0][4] = wan("719.99").into();
    let mut book = open(super::table(&table, &style()));
    let name = book.sheet_names()[0].clone();
    let found: Vec<String> = formulas(&mut book, &name).into_iter().map(|(.., text)| text).collect();
    assert_eq!(found, ["ROUND(B3*C3,6)"]);
    let range = first(&mut book);
    assert_eq!((at(&range, 1, 3), at(&range, 3, 1)), (Data::Float(719.99), Data::Float(1.0)));
}

#[test]
fn totals_of_whole_rows_alone_are_formulas_too() {
    let mut table = projects(&[("全", Some(wan("100")), Some(percent("50"))), ("缺", Some(wan("300")), None)]);
    table.formulas.push(Formula::Whole { by: "expected" });
    table.totals[0][1] = wan("100").into();
    let mut book = open(super::table(&table, &style()));
    let name = book.sheet_names()[0].clone();
    let found: Vec<String> = formulas(&mut book, &name).into_iter().filter(|(row, ..)| *row == 3).map(|(.., text)| text).collect();
    assert_eq!(found, ["SUMPRODUCT(--ISNUMBER(D2:D3),B2:B3)", "IFERROR(D4/B4,\"\")", "SUM(D2:D3)"]);
}

/// Texts that applications take for formulas, markup or addresses, and such that are no XML.
const HOSTILE: &[&str] = &[
    "=1+1",
    "+1",
    "-1",
    "@SUM(1)",
    "=cmd|' /C calc'!A0",
    "=HYPERLINK(\"http://x\")",
    "<r><t>x</t></r>",
    "<r></si><si><t>y</t></r>",
    "&amp;<b>",
    "_x0041_",
    "\u{1}\u{b}",
    "a\u{202e}b",
    "http://example.invalid",
    "javascript:alert(1)",
    "\u{fffe}",
    "'quoted",
    "{=1}",
    "\r\n行\n行",
    "TRUE",
    "#REF!",
    "0123",
    " ",
];

#[test]
fn texts_stay_texts() {
    let mut table = Table::new(vec![Column::from_data("=1", "=1+1")]);
    table.rows = HOSTILE.iter().map(|text| vec![Cell::Text((*text).to_owned())]).collect();
    table.notes = HOSTILE.iter().map(|text| (*text).to_owned()).collect();
    table.totals.push(vec![Cell::Text("=SUM(A1:A2)".into())]);
    let mut page = Sheet::new("=1+1");
    page.push(Block::Line(vec![Pair::new("=1", "=2")]));
    page.push(Block::Pairs(vec![Pair::new("=1", "=2")]));
    page.push(Block::Items(vec!["=1".into()]));
    page.push(Block::Table(table));
    let mut book = open(super::workbook(&[page], &page_style()));
    for name in book.sheet_names().clone() {
        assert_eq!(formulas(&mut book, &name), [], "{name}");
    }
    let range = first(&mut book);
    let texts: Vec<String> = range.used_cells().map(|(_, _, cell)| cell.to_string()).collect();
    assert!(range.used_cells().all(|(_, _, cell)| matches!(cell, Data::String(_))), "{texts:?}");
    for text in ["=1+1", "@SUM(1)", "=cmd|' /C calc'!A0", "<r><t>x</t></r> ", "&amp;<b>", "_x0041_", "␁␋", "a�b", "行\n行", "0123"]
    {
        assert!(texts.iter().any(|found| found.contains(text)), "{text:?} in {texts:?}");
    }
}

#[test]
fn a_page_with_several_tables_has_a_worksheet_for_each_but_the_first() {
    let mut page = Sheet::new("R-10 收益计划汇总");
    page.push(Block::Line(vec![Pair::new("期间", "2026年")]));
    page.heading("按客户");
    page.push(Block::Table(whole().named("revenue")));
    page.heading("按[大区]:*?/\\");
    page.push(Block::Table(whole().named("by_region")));
    page.push(Block::Table(whole().named("calibration")));
    page.push(Block::Table(whole()));
    let mut book = open(super::workbook(&[page.clone(), page], &page_style()));
    let names = book.sheet_names();
    assert_eq!(names, ["R-10 收益计划汇总", "按 大区", "calibration", "R-10 收益计划汇总 (2)", "按 大区 (2)", "calibration (2)"]);
    let range = first(&mut book);
    let texts: Vec<String> = range.used_cells().map(|(_, _, cell)| cell.to_string()).collect();
    assert!(texts.iter().any(|text| text == "见工作表「按 大区」（2 行）"), "{texts:?}");
    let own = sheet(&mut book, "calibration");
    assert_eq!((at(&own, 0, 0), at(&own, 1, 0)), (Data::String("calibration".into()), Data::String("项目名称".into())));
}

fn form() -> Sheet {
    let mut page = Sheet::new("附表7（二） 收益计划");
    page.mark = Some("商业秘密".into());
    page.stamp = Some("借阅人 马超 & 同事".into());
    page.push(Block::Line(vec![Pair::new("单位名称", "云岭移动"), Pair::room("年度", 0)]));
    page.push(Block::Line(vec![Pair::room("目的描述", 3)]));
    let columns = [("项目名称", "project"), ("合同额", "contract"), ("获取率", "win_rate"), ("实际收入", "expected")];
    let mut grid = Grid::new(columns.iter().map(|(head, key)| GridColumn::new(*head, Fit::Number).keyed(key)).collect());
    grid.totals = 1;
    grid.formulas = PROJECTS.to_vec();
    let amount = |amount: Money| GridCell::new(amount.display(Unit::Wan, 2)).worth(amount);
    let rate = |rate: Percent| GridCell::new(rate.to_string()).worth(rate);
    grid.row([GridCell::head("主设备"), amount(wan("1200")), rate(percent("60")), amount(wan("720"))]);
    grid.row([GridCell::head("总计"), amount(wan("1200")), rate(percent("60")), amount(wan("720"))]);
    grid.rows.insert(1, vec![GridCell::new("并").over_columns(2), GridCell::new("").over_columns(2)]);
    page.push(Block::Grid(grid));
    page
}

#[test]
fn a_form_reckons() {
    let mut book = open(super::workbook(&[form()], &page_style()));
    let name = book.sheet_names()[0].clone();
    let found: Vec<String> = formulas(&mut book, &name).into_iter().map(|(.., text)| text).collect();
    assert_eq!(found, ["IF(COUNT(B8,C8)=2,ROUND(B8*C8,6),\"\")", "SUM(B8:B9)", "IFERROR(D10/B10,\"\")", "SUM(D8:D9)"]);
    let range = first(&mut book);
    assert_eq!((at(&range, 7, 2), at(&range, 7, 3)), (Data::Float(0.6), Data::Float(720.0)));
    let merged = book.merge_cells_by_sheet_name(&name).expect("read");
    assert!(merged.iter().any(|one| (one.start, one.end) == ((8, 0), (8, 1))), "{merged:?}");
}

#[test]
fn the_same_pages_give_the_same_bytes() {
    let chart = Chart {
        title: "=图".into(),
        notes: vec!["说明".into()],
        shape: Shape::Bars {
            groups: vec!["=一月".into(), "二月".into()],
            series: vec![Series { name: "=合同额".into(), values: vec![Some(Decimal::ONE), None] }],
            stacked: true,
            unit: "万元".into(),
            level: Some(("100%".into(), Decimal::ONE_HUNDRED)),
        },
    };
    let mut page = Sheet::new("图");
    page.push(Block::Chart(chart));
    page.push(Block::Table(whole()));
    let pages = [page, form()];
    let bytes = super::workbook(&pages, &page_style());
    assert_eq!(bytes, super::workbook(&pages, &page_style()));
    let mut book = open(bytes);
    assert_eq!(book.sheet_names(), ["图", "附表7（二） 收益计划", "图的数据"]);
    assert_eq!(at(&sheet(&mut book, "图的数据"), 2, 0), Data::String("=一月".into()));
    assert_eq!(formulas(&mut book, "图的数据"), []);
}

#[test]
fn an_empty_page_is_a_workbook() {
    for sheets in [vec![], vec![Sheet::default()], vec![Sheet { blocks: vec![Block::Table(Table::default())], ..Sheet::default() }]] {
        let book = open(super::workbook(&sheets, &page_style()));
        assert_eq!(book.sheet_names(), ["表"]);
    }
    let book = open(super::workbook(&[], &SheetStyle { lang: Lang::En, ..page_style() }));
    assert_eq!(book.sheet_names(), ["Sheet"]);
}

#[test]
fn very_many_pages_lie_on_one_worksheet() {
    let pages: Vec<Sheet> = (0..300).map(|at| Sheet { blocks: vec![Block::Text("一".into())], ..Sheet::new(format!("页 {at}")) }).collect();
    let mut book = open(super::workbook(&pages, &page_style()));
    assert_eq!(book.sheet_names(), ["页 0"]);
    assert!(first(&mut book).used_cells().any(|(_, _, cell)| *cell == Data::String("页 299".into())));
}

proptest! {
    /// Whatever somebody wrote into the archive, the workbook can be read and holds it as text.
    #[test]
    fn any_text_is_a_text(texts in prop::collection::vec("\\PC{0,40}|<r>.{0,9}</r>|[=+@-].{0,9}", 1..6), title in "\\PC{0,50}") {
        let mut page = Sheet::new(title);
        page.heading(texts[0].clone());
        let mut table = Table::new(vec![Column::from_data("a", texts[0].clone())]);
        table.rows = texts.iter().map(|text| vec![Cell::text(text.clone())]).collect();
        page.push(Block::Table(table.clone().named("one")));
        page.push(Block::Table(table.named("two")));
        let mut book = open(super::workbook(&[page], &page_style()));
        let names = book.sheet_names();
        prop_assert_eq!(names.len(), 2);
        for name in names {
            prop_assert_eq!(formulas(&mut book, &name), vec![]);
            let range = sheet(&mut book, &name);
            prop_assert!(range.used_cells().all(|(_, _, cell)| matches!(cell, Data::String(_))));
        }
    }

    /// The widest figures are numbers that mean the same.
    #[test]
    fn amounts_come_back(fen in -999_999_999_999_999_i64..=999_999_999_999_999) {
        let mut table = Table::new(vec![Column::from_data("a", "a")]);
        table.rows.push(vec![Money::from_fen(fen).into()]);
        for unit in [Unit::Yuan, Unit::Wan, Unit::Yi] {
            let mut book = open(super::table(&table, &TableStyle { unit, ..style() }));
            let Data::Float(found) = at(&first(&mut book), 1, 0) else { panic!("not a number") };
            let text = format!("{found:.*}", unit.max_decimals() as usize);
            prop_assert_eq!(Money::parse(&text, unit).expect("a number").0, Money::from_fen(fen));
        }
    }
}
