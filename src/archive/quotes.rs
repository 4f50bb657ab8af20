//! `quotes.csv`: 报价记录. Read row by row; a wrong row is a finding and counts nowhere.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::findings::Finding;
use crate::form::reader::DocInfo;
use crate::model::money::Money;
use crate::source::Span;
use crate::source::encoding::Text;
use crate::world::World;

use super::sheet::{self, Row, Sheet};

/// What has become of a quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuoteStatus {
    /// 有效
    Live,
    /// 中标
    Won,
    /// 失标
    Lost,
    /// 撤回
    Withdrawn,
}

impl QuoteStatus {
    /// Words that are read, the key first.
    const WORDS: [(Self, &str, &str); 4] =
        [(Self::Live, "live", "有效"), (Self::Won, "won", "中标"), (Self::Lost, "lost", "失标"), (Self::Withdrawn, "withdrawn", "撤回")];

    fn parse(text: &str) -> Option<Self> {
        // Nothing has become of a quote of which nothing is said.
        if text.is_empty() {
            return Some(Self::Live);
        }
        let is = |(_, key, label): &&(Self, &str, &str)| text.eq_ignore_ascii_case(key) || text == *label;
        Self::WORDS.iter().find(is).map(|(status, _, _)| *status)
    }
}

/// One quote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// 日期
    pub date: NaiveDate,
    /// 项目
    pub project: Box<str>,
    /// 金额
    pub amount: Money,
    /// 有效期至
    pub valid_until: Option<NaiveDate>,
    /// 报价人, as written
    pub by: Box<str>,
    /// 状态
    pub status: QuoteStatus,
    /// Its line.
    pub span: Span,
}

impl Quote {
    /// Whether it binds us on `day`: given by then, not decided or withdrawn, and not run out.
    #[must_use]
    pub fn is_live(&self, day: NaiveDate) -> bool {
        self.status == QuoteStatus::Live && self.date <= day && self.valid_until.is_none_or(|until| until >= day)
    }
}

/// The quotes of one customer.
#[derive(Clone, Debug)]
pub struct Quotes {
    /// The document.
    pub info: Arc<DocInfo>,
    /// The rows that could be read, in the order of the file.
    pub rows: Vec<Quote>,
}

/// What came of reading the file.
pub struct ReadQuotes {
    /// The quotes; none when the file is no table of quotes.
    pub quotes: Option<Quotes>,
    /// Its findings, without line and column.
    pub findings: Vec<Finding>,
    /// Its text.
    pub text: Text,
    /// Why it could not be read whole.
    pub broken: Option<String>,
}

static SHEET: Sheet = Sheet {
    columns: [("date", "日期"), ("project", "项目"), ("amount", "金额"), ("valid_until", "有效期至"), ("by", "报价人"), ("status", "状态")],
    needed: [0, 2],
};

/// Reads `quotes.csv`.
#[must_use]
pub fn read(bytes: Vec<u8>, info: &Arc<DocInfo>, world: &World) -> ReadQuotes {
    let mut rows = Vec::new();
    let read = sheet::read(bytes, info, world, &SHEET, |row| rows.extend(quote(row)));
    let quotes = read.whole.then(|| Quotes { info: info.clone(), rows });
    ReadQuotes { quotes, findings: read.findings, text: read.text, broken: read.broken }
}

fn quote(row: &mut Row<'_, '_>) -> Option<Quote> {
    let date = row.date(0);
    let amount = row.money(2);
    let until = if row.cell(3).is_empty() { Some(None) } else { row.date(3).map(Some) };
    let status = QuoteStatus::parse(row.cell(5));
    if status.is_none() {
        let expected = QuoteStatus::WORDS.map(|(_, key, label)| format!("{key} {label}")).join(", ");
        row.wrong_word(5, &expected);
    }
    Some(Quote {
        date: date?,
        project: row.cell(1).into(),
        amount: amount?,
        valid_until: until?,
        by: row.cell(4).into(),
        status: status?,
        span: row.span(),
    })
}
