//! What `stats` computes, as a part of a report's page.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rust_decimal::RoundingStrategy;

use crate::archive::gathered::Trade;
use crate::archive::{CustomerFolder, Loaded};
use crate::model::percent::Percent;
use crate::model::period::Period;
use crate::render::chart::Chart;
use crate::render::table::{Cell, Table};
use crate::report::sheet::{Block, Sheet};
use crate::report::stats::{self, Answer, Asked, Name, Refusal};
use crate::rules::sales::SoFar;
use crate::words::Lang;

use super::Ask;

/// Figures with their picture, and what they say.
#[derive(Default)]
pub(super) struct Part {
    pub(super) table: Table,
    pub(super) chart: Option<Chart>,
    /// For the summary; may be empty.
    pub(super) gist: String,
    /// How many rows somebody has to do something about.
    pub(super) open: usize,
    /// Why nothing was computed.
    refused: Option<String>,
}

/// What the page asks of `stats`.
pub(super) fn asked<'a>(ask: &Ask<'a>, period: Option<Period>) -> Asked<'a> {
    Asked {
        day: ask.day,
        period,
        target: None,
        machine: ask.machine,
        unit: ask.unit,
        wanted: ask.wanted,
        needed: ask.needed,
        everybody: ask.query.is_empty(),
        on_page: true,
    }
}

/// The figures of a name.
pub(super) fn part(ask: &Ask<'_>, name: Name, period: Option<Period>) -> Part {
    let asked = asked(ask, period);
    of(ask, name, stats::answer(name, ask.loaded, &asked))
}

/// An answer, or why there is none: then the page says what is missing.
pub(super) fn of(ask: &Ask<'_>, name: Name, answer: Result<Answer, Refusal>) -> Part {
    match answer {
        Ok(Answer { table, chart, gist, open }) => {
            Part { chart: chart.filter(|_| !table.rows.is_empty()), table, gist, open, refused: None }
        }
        Err(Refusal { message, hints }) => {
            let mut table = Table { hints, ..stats::blank(name, &asked(ask, None)) };
            super::common::name_unread(&mut table, ask, name.kinds());
            Part { table, gist: message.clone(), refused: Some(message), ..Part::default() }
        }
    }
}

impl Part {
    /// Puts it on the page, under a heading of its own where there is one.
    pub(super) fn put(self, sheet: &mut Sheet, ask: &Ask<'_>, heading: Option<&str>, name: &'static str) {
        if let Some(heading) = heading {
            sheet.heading(heading);
        }
        let is_refused = self.refused.is_some();
        sheet.blocks.extend(self.refused.map(Block::Text));
        if is_refused && !ask.machine && self.table.unread.is_empty() {
            // People need no empty table to be told what to do.
            sheet.blocks.extend(self.table.hints.into_iter().map(Block::Text));
            return;
        }
        sheet.push(Block::Table(self.table.named(name)));
        sheet.blocks.extend(self.chart.map(Block::Chart));
    }
}

/// Puts a table on the page below its heading. People are spared a heading over nothing, unless `empty` says why there is nothing.
pub(super) fn put(sheet: &mut Sheet, ask: &Ask<'_>, heading: &str, table: Table, empty: Option<String>) {
    let has_words = !table.notes.is_empty() || !table.hints.is_empty() || !table.unread.is_empty();
    if table.rows.is_empty() && empty.is_none() && !ask.machine && !has_words {
        return;
    }
    sheet.heading(heading);
    match empty.filter(|_| table.rows.is_empty() && !ask.machine) {
        Some(empty) => {
            sheet.push(Block::Text(empty));
            // What could not be read and what to do next stands below it all the same.
            if !table.hints.is_empty() || !table.unread.is_empty() {
                let rest = table.hints.iter().cloned().map(Block::Text);
                sheet.blocks.extend(rest);
            }
            if !table.unread.is_empty() {
                sheet.push(Block::Table(Table { notes: Vec::new(), hints: Vec::new(), ..table }));
            }
        }
        None => sheet.push(Block::Table(spared(table, ask))),
    }
}

/// The table without the columns in which nothing stands; machines get every column of the contract.
pub(super) fn spared(mut table: Table, ask: &Ask<'_>) -> Table {
    if ask.machine || table.rows.is_empty() {
        return table;
    }
    let filled: Vec<bool> = (0..table.columns.len()).map(|at| table.cells(at).any(|cell| !is_blank(cell))).collect();
    for row in table.rows.iter_mut().chain(&mut table.totals) {
        row.resize(filled.len(), Cell::Empty);
        let mut kept = filled.iter();
        row.retain(|_| *kept.next().unwrap_or(&true));
    }
    let mut kept = filled.iter();
    table.columns.retain(|_| *kept.next().unwrap_or(&true));
    table
}

fn is_blank(cell: &Cell) -> bool {
    match cell {
        Cell::Empty => true,
        Cell::Text(text) => text.is_empty(),
        Cell::List(items) => items.is_empty(),
        _ => false,
    }
}

/// The table with only these columns for people, and none in which nothing stands; machines get every column of the contract.
pub(super) fn shown(mut table: Table, ask: &Ask<'_>, keys: &[&str]) -> Table {
    if ask.machine {
        return table;
    }
    let kept: Vec<bool> = table.columns.iter().map(|column| keys.contains(&&*column.key)).collect();
    for row in table.rows.iter_mut().chain(&mut table.totals) {
        let mut kept = kept.iter();
        row.retain(|_| *kept.next().unwrap_or(&false));
    }
    let mut kept = kept.iter();
    table.columns.retain(|_| *kept.next().unwrap_or(&false));
    spared(table, ask)
}

/// The account manager of a customer: id or name.
pub(super) fn manager_cell(folder: &CustomerFolder, ask: &Ask<'_>) -> Cell {
    manager(folder).map_or(Cell::Empty, |id| super::common::staff_cell(id, ask))
}

/// The id of a customer's account manager.
pub(super) fn manager(folder: &CustomerFolder) -> Option<&str> {
    folder.profile.as_ref()?.record.account_manager.get().map(|staff| &*staff.id)
}

/// The year up to the newest month that is over at the end of the page's day, and the day that measures it.
pub(super) fn so_far(ask: &Ask<'_>) -> Option<(SoFar, NaiveDate)> {
    let next = ask.day.succ_opt()?;
    Some((SoFar::of(next)?, next))
}

/// The sums of everybody's orders up to the page's day, by customer.
pub(super) fn trades(loaded: &Loaded, day: NaiveDate) -> BTreeMap<&str, Trade> {
    let trade = |folder: &CustomerFolder| folder.orders.as_ref().and_then(|orders| Trade::of(orders, day));
    loaded.customers.iter().filter_map(|folder| Some((&*folder.id, trade(folder)?))).collect()
}

/// A rate in a sentence, with one decimal at most.
pub(super) fn rate(rate: Percent) -> String {
    let rounded = rate.value().round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero);
    Percent::new(rounded).trimmed()
}

/// Phrases one after another, the empty ones left out.
pub(super) fn phrases(parts: &[String], lang: Lang) -> String {
    let there: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    there.join(crate::words::words("；", "; ").get(lang))
}

/// The first line of a text, cut where it is long.
pub(super) fn cut(text: &str, most: usize) -> String {
    let line = text.trim().lines().next().unwrap_or_default().trim();
    if line.chars().count() <= most {
        return line.to_owned();
    }
    let kept: String = line.chars().take(most - 1).collect();
    format!("{}…", kept.trim_end())
}
