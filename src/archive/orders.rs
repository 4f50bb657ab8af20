//! `orders.csv`: 交易记录. Read row by row; a wrong row is a finding and counts nowhere.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::findings::Finding;
use crate::form::reader::DocInfo;
use crate::model::money::Money;
use crate::source::Span;
use crate::source::encoding::Text;
use crate::world::World;

use super::sheet::{self, Row, Sheet};

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
    /// Where the column 金额 is named in the first line; none where the name says its own unit.
    pub amount_name: Option<Span>,
    /// The rows that could be read, in the order of the file.
    pub rows: Vec<Order>,
    /// Whether some row could not.
    pub has_lost: bool,
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

static SHEET: Sheet = Sheet {
    columns: [("date", "日期"), ("order", "订单号"), ("project", "项目"), ("product", "产品"), ("amount", "金额"), ("cost", "成本")],
    needed: [0, 4],
};

/// Reads `orders.csv`.
#[must_use]
pub fn read(bytes: Vec<u8>, info: &Arc<DocInfo>, world: &World) -> ReadOrders {
    // A row is seldom shorter than this, and half of it are words.
    let mut rows = Vec::with_capacity(bytes.len() / 36);
    let mut words = String::with_capacity(bytes.len() / 2);
    let mut has_lost = false;
    let read = sheet::read(bytes, info, world, &SHEET, |row| {
        let order = order(row, &mut words);
        has_lost |= order.is_none();
        rows.extend(order);
    });
    words.shrink_to_fit();
    let orders = read.whole.then(|| Orders { info: info.clone(), amount_name: read.bare[4], rows, has_lost, words });
    ReadOrders { orders, findings: read.findings, text: read.text, broken: read.broken }
}

fn order(row: &mut Row<'_, '_>, words: &mut String) -> Option<Order> {
    let date = row.date(0);
    let amount = row.money(4);
    let cost = if row.cell(5).is_empty() { None } else { row.money(5) };
    let (date, amount) = (date?, amount?);
    let mut word = |column: usize| {
        let from = u32::try_from(words.len()).unwrap_or(u32::MAX);
        words.push_str(row.cell(column));
        (from, u32::try_from(words.len()).unwrap_or(u32::MAX))
    };
    Some(Order { date, amount, cost, words: [word(1), word(2), word(3)] })
}
