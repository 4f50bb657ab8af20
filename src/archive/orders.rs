//! `orders.csv`: 交易记录. Read row by row; a wrong row is a finding and counts nowhere.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::findings::{Finding, Level, Safety};
use crate::form::reader::DocInfo;
use crate::model::money::{Money, Unit};
use crate::model::period::parse_date;
use crate::say;
use crate::source::Span;
use crate::source::encoding::{self, Text};
use crate::world::World;

use super::table;

/// One order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// 日期
    pub date: NaiveDate,
    /// 金额
    pub amount: Money,
    /// 成本
    pub cost: Option<Money>,
    /// Where 订单号, 项目 and 产品 stand in [`Orders::words`]: thousands of rows would be thousands of little texts.
    words: [(u32, u32); 3],
}

/// The orders of one customer.
#[derive(Clone, Debug)]
pub struct Orders {
    /// The document.
    pub info: Arc<DocInfo>,
    /// The rows that could be read, in the order of the file.
    pub rows: Vec<Order>,
    words: String,
}

impl Orders {
    fn word(&self, at: (u32, u32)) -> &str {
        &self.words[at.0 as usize..at.1 as usize]
    }

    /// 订单号
    #[must_use]
    pub fn number(&self, order: &Order) -> &str {
        self.word(order.words[0])
    }

    /// 项目
    #[must_use]
    pub fn project(&self, order: &Order) -> &str {
        self.word(order.words[1])
    }

    /// 产品
    #[must_use]
    pub fn product(&self, order: &Order) -> &str {
        self.word(order.words[2])
    }
}

/// What came of reading the file.
pub struct ReadOrders {
    /// The orders; none when the file is no table of orders.
    pub orders: Option<Orders>,
    /// Its findings, without line and column.
    pub findings: Vec<Finding>,
    /// Its text.
    pub text: Text,
    /// Why it could not be read whole.
    pub broken: Option<String>,
}

/// Columns, with the names that are read.
const COLUMNS: [(&str, &str); 6] =
    [("date", "日期"), ("order", "订单号"), ("project", "项目"), ("product", "产品"), ("amount", "金额"), ("cost", "成本")];

struct Layout {
    place: [Option<usize>; 6],
    amount_unit: Unit,
    cost_unit: Unit,
}

struct Rows<'a> {
    world: &'a World,
    info: &'a Arc<DocInfo>,
    findings: Vec<Finding>,
}

impl Rows<'_> {
    fn find(&mut self, rule: &'static str, span: Span, field: &str, message: String, help: String) -> &mut Finding {
        self.findings.push(Finding {
            field: field.to_owned(),
            help: help.into(),
            ..Finding::new(rule, Level::Error, self.info.customer.clone(), self.info.path.clone(), span, message)
        });
        self.findings.last_mut().expect("one was pushed just now")
    }
}

/// Reads `orders.csv`.
#[must_use]
pub fn read(bytes: Vec<u8>, info: &Arc<DocInfo>, world: &World) -> ReadOrders {
    let lang = world.lang;
    let mut rows = Rows { world, info, findings: Vec::new() };
    let text = match encoding::check(&bytes) {
        Ok(text) => text,
        Err(fault) => {
            let (message, help) = crate::source::describe_fault(&fault, &info.path, lang);
            rows.find("ARC-05", fault.span, "", message.clone(), help);
            return ReadOrders { orders: None, findings: rows.findings, text: Text::default(), broken: Some(message) };
        }
    };
    let mut layout: Option<Layout> = None;
    let mut out = Vec::new();
    let mut words = String::new();
    let mut broken = None;
    let whole = table::rows(text, |start, cells| {
        if cells.iter().all(|cell| crate::form::reader::trim(cell).is_empty()) {
            return true;
        }
        if let Some(layout) = &layout {
            out.extend(row(cells, layout, text, start, &mut words, &mut rows));
            return true;
        }
        layout = header(cells, text, start, &mut rows);
        layout.is_some()
    });
    if !whole {
        broken = rows.findings.last().map(|finding| finding.message.clone());
    }
    words.shrink_to_fit();
    let orders = broken.is_none().then(|| Orders { info: info.clone(), rows: out, words });
    ReadOrders { orders, findings: rows.findings, text: Text::of(bytes), broken }
}

/// The line that begins at `start`, without its end.
fn line_span(text: &str, start: u32) -> Span {
    let rest = &text[start as usize..];
    let line = rest.lines().next().unwrap_or_default();
    Span::new(start, start + u32::try_from(line.len()).unwrap_or(0))
}

/// `amount(元)`, `金额(万元)`: the column's own unit.
fn unit_of(name: &str, default: Unit) -> (String, Unit) {
    let folded = crate::form::reader::fold_width(name.trim());
    let Some((head, rest)) = folded.split_once('(') else { return (folded.trim().to_owned(), default) };
    let unit = Unit::parse(rest.trim_end_matches(')').trim()).unwrap_or(default);
    (head.trim().to_owned(), unit)
}

fn header(cells: &[&str], text: &str, start: u32, rows: &mut Rows<'_>) -> Option<Layout> {
    let lang = rows.world.lang;
    let mut layout = Layout { place: [None; 6], amount_unit: rows.world.unit, cost_unit: rows.world.unit };
    for (at, cell) in cells.iter().enumerate() {
        let (name, unit) = unit_of(cell, rows.world.unit);
        let Some(column) = COLUMNS.iter().position(|(key, label)| name.eq_ignore_ascii_case(key) || name == *label) else { continue };
        layout.place[column] = Some(at);
        match column {
            4 => layout.amount_unit = unit,
            5 => layout.cost_unit = unit,
            _ => {}
        }
    }
    if layout.place[0].is_some() && layout.place[4].is_some() {
        return Some(layout);
    }
    let message = say!(
        lang,
        "第一行应是列名 date,order,project,product,amount,cost（或 日期,订单号,项目,产品,金额,成本）",
        "the first line should name the columns date,order,project,product,amount,cost"
    );
    let help = say!(lang, "请在第一行补上列名", "add the column names as the first line");
    rows.find("ARC-05", line_span(text, start), "", message, help);
    None
}

fn row(cells: &[&str], layout: &Layout, text: &str, start: u32, words: &mut String, rows: &mut Rows<'_>) -> Option<Order> {
    let lang = rows.world.lang;
    let cell = |column: usize| layout.place[column].and_then(|at| cells.get(at)).map_or("", |cell| crate::form::reader::trim(cell));
    let date = parse_date(cell(0));
    if date.is_none() {
        let found = cell(0);
        let message = say!(
            lang,
            "日期「{found}」不是日期，应写成 年-月-日，如 2026-07-08",
            "date `{found}` is not a date; write year-month-day, as 2026-07-08"
        );
        let help = say!(lang, "请改正这一行；改正前这笔交易不计入任何合计", "mend the line; until then it counts in no total");
        let span = line_span(text, start);
        let finding = rows.find("FRM-02", span, "date", message, help);
        if let Some(day) = crate::model::period::guess_date(found) {
            let from = span.start + u32::try_from(text[span.range()].find(found).unwrap_or(0)).unwrap_or(0);
            let to = from + u32::try_from(found.len()).unwrap_or(0);
            finding.fix_value(Span::new(from, to), day.to_string(), Safety::Unsafe);
        }
    }
    let amount = money(cell(4), layout.amount_unit, "amount", (text, start), rows);
    let cost = if cell(5).is_empty() { None } else { money(cell(5), layout.cost_unit, "cost", (text, start), rows) };
    let (date, amount) = (date?, amount?);
    let mut word = |column: usize| {
        let from = u32::try_from(words.len()).unwrap_or(u32::MAX);
        words.push_str(cell(column));
        (from, u32::try_from(words.len()).unwrap_or(u32::MAX))
    };
    Some(Order { date, amount, cost, words: [word(1), word(2), word(3)] })
}

fn money(text: &str, unit: Unit, field: &'static str, line: (&str, u32), rows: &mut Rows<'_>) -> Option<Money> {
    match Money::parse(text, unit) {
        Ok((money, _)) => Some(money),
        Err(_) => {
            let lang = rows.world.lang;
            let label = if field == "amount" { say!(lang, "金额", "amount") } else { say!(lang, "成本", "cost") };
            let message = say!(lang, "{label}「{text}」不是金额", "{label} `{text}` is not an amount");
            let help = say!(
                lang,
                "请写数字，如 320.50；改正前这笔交易不计入任何合计",
                "write a number, as 320.50; until then it counts in no total"
            );
            rows.find("FRM-02", line_span(line.0, line.1), field, message, help);
            None
        }
    }
}
