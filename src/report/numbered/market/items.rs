//! What the reports say: industry, customers, competitors, leads.

use crate::form::choices::MarketSubject;
use crate::form::kind::Text;
use crate::form::registers::MarketItem;
use crate::model::period::Period;
use crate::render::table::{Cell, Table};

use super::super::{Ask, common, shape};
use super::status::Status;

/// One item of a report.
struct Said<'a> {
    staff: &'a str,
    month: Period,
    item: &'a MarketItem,
}

/// The items of these reports, by subject.
pub(super) fn table(all: &[Status<'_>], ask: &Ask<'_>) -> Table {
    let mut said: Vec<Said<'_>> = Vec::new();
    for one in all {
        let items = one.docs.iter().filter_map(|doc| doc.record.items.get()).flat_map(|list| list.iter());
        said.extend(items.map(|item| Said { staff: one.staff, month: one.month, item }));
    }
    said.retain(|one| is_meant(one, ask));
    let place = |one: &Said<'_>| {
        let subject = one.item.subject.value();
        MarketSubject::ALL.iter().position(|known| Some(*known) == subject).unwrap_or(usize::MAX)
    };
    said.sort_by_key(place);
    let mut table = Table::new(vec![
        shape::column("subject", "内容类别", "subject"),
        shape::column("customer", "客户", "customer"),
        shape::column("content", "内容", "content"),
        shape::column("implication", "对我方的含义", "what it means for us"),
        shape::column("source_level", "信息渠道级别", "source level"),
        shape::column("staff", "报告人", "author"),
        shape::column("month", "月份", "month"),
    ])
    .named("items");
    table.rows = said.iter().map(|one| row(one, ask)).collect();
    let single = said.windows(2).all(|pair| pair[0].month == pair[1].month);
    shape::lean(&mut table, ask, if single { &["month"] } else { &[] });
    table
}

/// Whether it is about a customer that is asked for; what names none belongs to whoever wrote it.
fn is_meant(one: &Said<'_>, ask: &Ask<'_>) -> bool {
    one.item.customer.get().and_then(|text| shape::meant(text.as_str(), ask)).is_none_or(|folder| (ask.wanted)(folder))
}

fn row(one: &Said<'_>, ask: &Ask<'_>) -> Vec<Cell> {
    let (item, lang) = (one.item, ask.lang());
    let text = |field: Option<&Text>| field.map(|text| Cell::text(text.as_str())).unwrap_or_default();
    let customer = item.customer.get().map(|text| match shape::meant(text.as_str(), ask) {
        Some(folder) => common::customer_cell(folder, ask),
        None => Cell::text(text.as_str()),
    });
    vec![
        item.subject.value().map_or(Cell::Empty, |subject| shape::word(subject.key(), subject.label(lang), ask)),
        customer.unwrap_or_default(),
        text(item.content.get()),
        text(item.implication.get()),
        item.source_level.value().map_or(Cell::Empty, |level| Cell::Int(level.0)),
        common::staff_cell(one.staff, ask),
        Cell::text(if ask.machine { one.month.to_string() } else { one.month.label(lang) }),
    ]
}
