//! What the answers about sales have in common: whose orders, of what time, held against which targets, and what to say where there are none.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::analysis::sales::{Book, TooLarge, books};
use crate::archive::{CustomerFolder, DocKind, Loaded};
use crate::form::registers::Targets;
use crate::model::money::{Money, Unit};
use crate::model::period::{Period, PeriodKind, Year};
use crate::policy;
use crate::render::table::{Cell, Column, Table};
use crate::say;
use crate::words::{Lang, Words, words};
use crate::world::World;

use super::common::{name_unread, no_customers, of_query};
use super::{Asked, Refusal};

/// How many columns of a terminal the longest bar takes.
pub(super) const BAR: usize = 8;

/// The orders of the customers asked for.
pub(super) fn wanted_books<'a>(loaded: &'a Loaded, asked: &Asked<'_>) -> Vec<Book<'a>> {
    books(loaded.customers.iter().filter(|folder| (asked.wanted)(folder)), asked.day)
}

/// The period asked for, else the last complete year.
pub(super) fn last_year(asked: &Asked<'_>) -> Period {
    asked.period.unwrap_or_else(|| Period::last_complete(PeriodKind::Year, asked.day))
}

/// The calendar year that a period is, or lies in; none where it lies in several.
pub(super) fn year_of(period: Period) -> Option<i32> {
    let (first, last) = (Year::of(period.first_day()).number(), Year::of(period.last_day()).number());
    (first == last).then_some(first)
}

/// Of what time the figures are; on a page that says so itself nothing.
pub(super) fn period_note(period: Period, asked: &Asked<'_>, lang: Lang) -> Option<String> {
    if asked.on_page {
        return None;
    }
    let label = period.label(lang);
    let day = asked.day;
    if period.last_day() > day {
        return Some(say!(lang, "期间：{label}，到 {day} 为止", "period: {label}, as far as {day}"));
    }
    Some(match asked.period {
        Some(_) => say!(lang, "期间：{label}", "period: {label}"),
        None => say!(
            lang,
            "期间：{label}（最近一个完整的年度；用 `--period` 另选）",
            "period: {label}, the last complete year; choose another by `--period`"
        ),
    })
}

/// The same for the heading of a picture: 2025年, or with the day where the period is not over.
pub(super) fn period_label(period: Period, asked: &Asked<'_>, lang: Lang) -> String {
    let (label, day) = (period.label(lang), asked.day);
    if period.last_day() > day { say!(lang, "{label}，到 {day}", "{label}, to {day}") } else { label }
}

/// How many of the customers asked for have no orders on record: they stand in no list of sales.
pub(super) fn without_orders(table: &mut Table, loaded: &Loaded, asked: &Asked<'_>, lang: Lang) {
    let silent = |folder: &&CustomerFolder| (asked.wanted)(folder) && folder.orders.is_none() && !folder.has_unread(DocKind::Orders);
    let count = loaded.customers.iter().filter(silent).count();
    if count > 0 && !table.rows.is_empty() {
        table.notes.push(say!(
            lang,
            "{count} 个客户没有交易记录（orders.csv），未列出",
            "customers without orders (orders.csv), not listed: {count}"
        ));
    }
}

/// What to do where nothing was sold: the first customer, another query, the orders, another period.
pub(super) fn nothing_sold(table: &mut Table, loaded: &Loaded, asked: &Asked<'_>, books: &[Book<'_>], lang: Lang) {
    if !loaded.customers.iter().any(|folder| (asked.wanted)(folder)) {
        table.hints.extend(no_customers(loaded, asked, lang));
        return;
    }
    let spans = || books.iter().filter_map(Book::span);
    match spans().map(|span| span.0).min().zip(spans().map(|span| span.1).max()) {
        None => table.hints.push(import_hint(lang)),
        Some((first, last)) => table.hints.push(say!(
            lang,
            "这一期间没有交易；交易记录从 {first} 到 {last}，用 `--period` 另选期间",
            "nothing was sold in this period; there are orders from {first} to {last}: choose another by `--period`"
        )),
    }
}

/// How orders come into the archive.
pub(super) fn import_hint(lang: Lang) -> String {
    say!(
        lang,
        "还没有交易记录（orders.csv）；用 `kehu import --template orders -o orders.csv` 取一张空表，填好后 `kehu import orders.csv --as orders`",
        "there are no orders (orders.csv); take an empty table by `kehu import --template orders -o orders.csv`, fill it in, then `kehu import orders.csv --as orders`"
    )
}

/// Whose orders an answer needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whose {
    /// Those of the customers asked for.
    Asked,
    /// Everybody's: the figure is a part of the whole.
    Everybody,
}

/// Names what the answer needed and could not read: orders, profiles where the query or the figure looks at them, the year's targets. Of a
/// table of orders of which some rows cannot be read the others count.
pub(super) fn unread(table: &mut Table, loaded: &Loaded, asked: &Asked<'_>, whose: Whose, kinds: &[DocKind], year: Option<i32>) {
    let all: Vec<DocKind> = of_query(asked, &[DocKind::Orders]).into_iter().chain(kinds.iter().copied()).collect();
    name_unread(table, loaded, asked, &all);
    let others = |folder: &CustomerFolder| whose == Whose::Everybody && !(asked.needed)(folder);
    name_unread(table, loaded, &Asked { needed: &others, ..*asked }, &[DocKind::Orders]);
    let stem = year.map(|year| year.to_string()).unwrap_or_default();
    let other_year = |path: &str| path.strip_prefix("targets/").is_some_and(|name| name.split('.').next() != Some(&stem));
    table.unread.retain(|(path, _)| !other_year(path));
    let lang = loaded.world.lang;
    let needed = loaded.customers.iter().filter(|folder| (asked.needed)(folder) || others(folder));
    for orders in needed.filter_map(|folder| folder.orders.as_ref()).filter(|orders| orders.has_lost) {
        let path = orders.info.path.to_string();
        let reason =
            say!(lang, "有的行读不出来；`kehu check {path}` 指出是哪些", "some of its rows cannot be read; `kehu check {path}` names them");
        table.unread.push((path, reason));
    }
    table.unread.sort();
    table.unread.dedup();
}

/// Why nothing is computed when a sum is too large.
pub(super) fn too_large(lang: Lang) -> impl Fn(TooLarge) -> Refusal {
    move |_| Refusal {
        message: say!(lang, "销售额的合计过大，不能表示", "a sum of sales is too large to be shown"),
        hints: vec![say!(
            lang,
            "用 `kehu audit --rule ANA-01` 核对 orders.csv 的金额和单位",
            "check amounts and units of orders.csv with `kehu audit --rule ANA-01`"
        )],
    }
}

/// A whole number of `[params]` by its full name: `CLS-05.a_share`.
pub(super) fn param(world: &World, name: &str) -> i64 {
    let (rule, param) = policy::param_at(name).expect("a parameter of the catalogue");
    world.policy.number(rule, param.name)
}

/// The targets of a year, where they could be read.
pub(super) fn targets(loaded: &Loaded, year: i32) -> Option<&Targets> {
    let of_year = |record: &Targets, stem: &str| record.year.value().map(|year| year.0).or_else(|| stem.parse().ok()) == Some(year);
    loaded.registers.targets.iter().find(|doc| doc.whole && of_year(&doc.record, &doc.stem)).map(|doc| &doc.record)
}

/// The part of a yearly target that falls on a period within the year: by months where the period is made of whole ones, else by days.
pub(super) fn part_of_year(target: Money, period: Period) -> Option<Money> {
    let year = Period::of(PeriodKind::Year, period.first_day());
    let month = |day: NaiveDate| Period::of(PeriodKind::Month, day);
    let whole = month(period.first_day()).first_day() == period.first_day() && month(period.last_day()).last_day() == period.last_day();
    if whole {
        let months = std::iter::successors(Some(month(period.first_day())), |month| Some(month.next()));
        let count = months.take_while(|month| month.last_day() <= period.last_day()).count();
        return target.mul_ratio(i64::try_from(count).ok()?, 12);
    }
    target.mul_ratio(period.len_days(), year.len_days())
}

/// `1,200.00 万元`: an amount in a sentence.
#[must_use]
pub fn amount(money: Money, unit: Unit, lang: Lang) -> String {
    let number = money.display(unit, money.decimals_needed(unit));
    match lang {
        Lang::Zh => format!("{number} {}", unit.label(lang)),
        Lang::En => format!("{} {number}", unit.label(lang)),
    }
}

/// An amount as a number of `unit`, for a picture.
pub(super) fn in_unit(money: Money, unit: Unit) -> Decimal {
    Decimal::from_i128_with_scale(i128::from(money.fen()), unit.max_decimals())
}

/// A column for people alone, its numbers on the right as ever; on the page of a report machines get it too.
pub(super) fn aside(key: &'static str, label: Words, asked: &Asked<'_>) -> Column {
    Column { picture: !asked.on_page, ..Column::new(key, label) }
}

/// Where nothing is filled in: people read so, machines see nothing.
pub(super) fn blank(machine: bool, lang: Lang) -> Cell {
    if machine { Cell::Empty } else { Cell::text(words("（未填写）", "(not filled in)").get(lang)) }
}

/// The first cell of a row of totals.
pub(super) fn total_cell(lang: Lang) -> Cell {
    Cell::text(words("合计", "total").get(lang))
}

/// People are spared the columns in which nothing stands; machines get every column of the contract.
pub(super) fn spare_blank_columns(table: &mut Table, asked: &Asked<'_>) {
    if asked.machine || table.rows.is_empty() {
        return;
    }
    let filled: Vec<bool> = (0..table.columns.len()).map(|at| table.cells(at).any(|cell| *cell != Cell::Empty)).collect();
    for row in table.rows.iter_mut().chain(&mut table.totals) {
        row.resize(filled.len(), Cell::Empty);
        let mut kept = filled.iter();
        row.retain(|_| *kept.next().unwrap_or(&true));
    }
    let mut kept = filled.iter();
    table.columns.retain(|_| *kept.next().unwrap_or(&true));
}
