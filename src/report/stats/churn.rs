//! `stats churn`: which customers of one period were lost by the end of the next (requirements, formulas; ANA-11).

use chrono::NaiveDate;

use crate::analysis::sales::Book;
use crate::analysis::sales::churn::Churn;
use crate::archive::Loaded;
use crate::model::period::{Period, PeriodKind};
use crate::render::table::{Align, Cell, Column, Table};
use crate::say;
use crate::words::{Lang, words};

use super::sales::{Whose, nothing_sold, param, unread, wanted_books, without_orders};
use super::{Answer, Asked};

/// How many periods are shown unless one is asked for.
const PERIODS: usize = 3;
/// How many names people are shown of one period.
const NAMES: usize = 8;

pub(super) fn answer(loaded: &Loaded, asked: &Asked<'_>) -> Answer {
    let (world, lang) = (&loaded.world, loaded.world.lang);
    let days = param(world, "ANA-11.churn_days");
    let books = wanted_books(loaded, asked);
    let purchases: Vec<Vec<NaiveDate>> = books.iter().map(Book::purchases).collect();
    let mut table = Table::new(vec![
        // A year is a name, not a quantity.
        Column::new("period", words("期间", "period")).aligned(Align::Left),
        Column::new("active_before", words("上期有交易的客户", "active before")),
        Column::new("lost", words("流失", "lost")),
        Column::new("rate", words("流失率", "rate")),
        Column::new("customers", words("流失的客户", "customers lost")),
    ]);
    let has_orders = purchases.iter().any(|days| !days.is_empty());
    for period in periods(asked).into_iter().filter(|_| has_orders) {
        let churn = Churn::of(&purchases, period, asked.day, days);
        table.rows.push(row(&churn, &books, asked, lang));
    }
    notes(&mut table, days, asked, lang);
    if !has_orders {
        nothing_sold(&mut table, loaded, asked, &books, lang);
    }
    without_orders(&mut table, loaded, asked, lang);
    unread(&mut table, loaded, asked, Whose::Asked, &[], None);
    table.into()
}

/// The period asked for, else the last complete years, the oldest first.
fn periods(asked: &Asked<'_>) -> Vec<Period> {
    if let Some(period) = asked.period {
        return vec![period];
    }
    let newest = Period::last_complete(PeriodKind::Year, asked.day);
    let mut years: Vec<Period> = std::iter::successors(Some(newest), |period| Some(period.previous())).take(PERIODS).collect();
    years.reverse();
    years
}

fn row(churn: &Churn, books: &[Book<'_>], asked: &Asked<'_>, lang: Lang) -> Vec<Cell> {
    let folders = churn.lost.iter().map(|at| books[*at].folder);
    let mut names: Vec<String> =
        folders.map(|folder| if asked.machine { folder.id.to_string() } else { folder.called().to_owned() }).collect();
    let all = names.len();
    if !asked.machine && all > NAMES {
        names.truncate(NAMES);
        names.push(say!(lang, "…共 {all} 个", "… {all} in all"));
    }
    let period = if asked.machine { churn.period.to_string() } else { churn.period.label(lang) };
    vec![Cell::text(period), Cell::count(churn.before), Cell::count(churn.lost.len()), churn.rate().into(), Cell::List(names)]
}

fn notes(table: &mut Table, days: i64, asked: &Asked<'_>, lang: Lang) {
    let day = asked.day;
    table.notes.push(say!(
        lang,
        "流失：上一期有交易，而到期末（未过完的期间到 {day}）已有 {days} 天或更久没有交易；退货不算交易（参数 ANA-11.churn_days）",
        "lost: bought in the period before, and at the end of the period (of one that is not over: on {day}) not for {days} days or longer; returns are no purchase (parameter ANA-11.churn_days)"
    ));
    // Who bought in the period before bought too lately to be lost.
    if asked.period.is_some_and(|period| period.len_days() * 2 <= days) {
        table.notes.push(say!(
            lang,
            "这一期间太短：上一期有交易的客户到期末不可能已有 {days} 天没有交易；请看一年，如 `kehu stats churn`",
            "the period is too short: who bought in the one before cannot be {days} days without an order at its end; ask for a year, as `kehu stats churn` does"
        ));
    }
}
