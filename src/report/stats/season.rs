//! `stats season`: the seasonal index of three years, and what falls on each month of the year's target (B5.7, ANA-04).

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::analysis::sales::season::{self, Season, YEARS};
use crate::analysis::sales::{Book, TooLarge, total};
use crate::archive::{DocKind, Loaded};
use crate::model::money::Money;
use crate::model::percent::Percent;
use crate::model::period::{Month, Period, PeriodKind, Year};
use crate::render::chart::text::bar_of;
use crate::render::chart::{Chart, Series, Shape};
use crate::render::table::{Cell, Column, Table};
use crate::say;
use crate::words::{Lang, words};

use super::common::no_customers;
use super::sales::{Whose, amount, aside, import_hint, spare_blank_columns, too_large, total_cell, unread, wanted_books};
use super::targets::{self, YearTarget};
use super::{Answer, Asked, Refusal};

/// How many columns of a terminal the longest bar takes, beside as many figures.
const NARROW: usize = 5;
/// The months in English tables.
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// What was sold in the months of the target's year.
struct SoFar {
    /// A sum for each month that has begun.
    sold: Vec<Money>,
    /// How many of them are over.
    complete: usize,
}

pub(super) fn answer(loaded: &Loaded, asked: &Asked<'_>) -> Result<Answer, Refusal> {
    let lang = loaded.world.lang;
    let year = year(asked, lang)?;
    let books = wanted_books(loaded, asked);
    let first = books.iter().filter_map(Book::span).map(|span| span.0).min();
    let missing = season::missing(year, first, asked.day);
    if !missing.is_empty() {
        let refusal = too_short(year, first, &missing, asked.day, lang);
        let nobody = if loaded.customers.iter().any(|folder| (asked.wanted)(folder)) { None } else { no_customers(loaded, asked, lang) };
        return Err(nobody.map_or(refusal.clone(), |hint| Refusal { hints: vec![hint], ..refusal }));
    }
    let sums = season::sums(&books, year).map_err(too_large(lang))?;
    let target = targets::of_year(loaded, asked, &books, year).map_err(too_large(lang))?;
    let found = season::season(&sums, target.as_ref().map(|target| target.amount)).map_err(too_large(lang))?;
    let Some(season) = found else { return Err(nothing(year, lang)) };
    let so_far = so_far(&books, year, asked.day, asked.on_page).map_err(too_large(lang))?;
    let mut table = table(&season, &so_far, asked, lang).map_err(too_large(lang))?;
    notes(&mut table, &season, target.as_ref(), year, asked, lang);
    young(&mut table, &books, year, lang);
    spare_blank_columns(&mut table, asked);
    unread(&mut table, loaded, asked, Whose::Asked, &[DocKind::Targets], Some(year));
    let base = base_label(year, lang);
    let title = say!(lang, "季节指数（{base}）", "Seasonal index ({base})");
    let gist = gist(&season, &so_far, lang);
    Ok(Answer { chart: Some(chart(&season, title, lang)), gist, ..table.into() })
}

/// The year that the targets are for.
fn year(asked: &Asked<'_>, lang: Lang) -> Result<i32, Refusal> {
    let period = asked.period.unwrap_or_else(|| Period::of(PeriodKind::Year, asked.day));
    if period.kind() == PeriodKind::Year || asked.on_page {
        // The page of a month shows its year.
        let period = Period::of(PeriodKind::Year, period.last_day());
        return Ok(Year::of(period.first_day()).number());
    }
    let label = period.label(lang);
    Err(Refusal {
        message: say!(lang, "季节目标按年度推算，{label} 不是一个年度", "seasonal targets are of a year, and {label} is none"),
        hints: vec![say!(lang, "写作 `--period 2026`", "write `--period 2026`")],
    })
}

/// `2023–2025年`
fn base_label(year: i32, lang: Lang) -> String {
    let (first, last) = (year - YEARS, year - 1);
    say!(lang, "{first}–{last} 年", "{first}–{last}")
}

/// Stretches of months one after another: `2023-01 至 2023-06`.
fn stretches(months: &[Month], lang: Lang) -> String {
    let mut out: Vec<(Month, Month)> = Vec::new();
    for month in months {
        match out.last_mut() {
            Some((_, last)) if last.next() == *month => *last = *month,
            _ => out.push((*month, *month)),
        }
    }
    let name = |(first, last): &(Month, Month)| {
        if first == last { first.to_string() } else { say!(lang, "{first} 至 {last}", "{first} to {last}") }
    };
    lang.join(out.iter().map(name))
}

fn too_short(year: i32, first: Option<NaiveDate>, missing: &[Month], day: NaiveDate, lang: Lang) -> Refusal {
    let (base, count, months) = (base_label(year, lang), missing.len(), stretches(missing, lang));
    let message = say!(
        lang,
        "推算 {year} 年的季节目标需要 {base}共 36 个月的交易记录（orders.csv），缺 {count} 个月：{months}",
        "seasonal targets of {year} need the 36 months of orders (orders.csv) of {base}; {count} are missing: {months}"
    );
    let Some(first) = first else { return Refusal { message, hints: vec![import_hint(lang)] } };
    let mut hints = vec![if missing.iter().any(|month| month.last_day() < first) {
        say!(
            lang,
            "现有的记录从 {first} 开始；补齐后 `kehu import orders.csv --as orders`",
            "the records begin on {first}; complete them, then `kehu import orders.csv --as orders`"
        )
    } else {
        say!(lang, "到 {day} 这三年还没有过完", "these three years are not over on {day}")
    }];
    // The newest year that can be told, where there is one.
    let possible =
        (Year::of(first).number()..=Year::of(day).number()).rev().find(|year| season::missing(*year, Some(first), day).is_empty());
    if let Some(possible) = possible {
        hints.push(say!(lang, "现在可以看 `--period {possible}`", "for now there is `--period {possible}`"));
    }
    Refusal { message, hints }
}

fn nothing(year: i32, lang: Lang) -> Refusal {
    let base = base_label(year, lang);
    Refusal {
        message: say!(lang, "{base}的销售额合计不大于 0，推算不出季节", "nothing was sold on the whole in {base}: there are no seasons"),
        hints: vec![say!(
            lang,
            "用 `kehu check` 核对 orders.csv，或看其他客户",
            "check orders.csv with `kehu check`, or ask for other customers"
        )],
    }
}

fn so_far(books: &[Book<'_>], year: i32, day: NaiveDate, on_page: bool) -> Result<SoFar, TooLarge> {
    let months = (1..=12).filter_map(|month| Month::new(year, month)).take_while(|month| month.first_day() <= day);
    let months: Vec<Month> = months.collect();
    let sold = |month: &Month| books.iter().map(|book| book.sold((*month).into())).collect::<Result<Vec<_>, _>>().and_then(total);
    // A page tells how things stand at the end of its day.
    let complete = months.iter().filter(|month| if on_page { month.last_day() <= day } else { month.last_day() < day }).count();
    Ok(SoFar { sold: months.iter().map(sold).collect::<Result<_, _>>()?, complete })
}

pub(super) fn columns(compares: bool, asked: &Asked<'_>) -> Vec<Column> {
    let mut columns = vec![
        Column::new("month", words("月份", "month")),
        Column::new("average", words("平均", "mean")),
        Column::new("index", words("指数", "index")),
        Column::picture("bar", words("图", "bar")),
        Column::new("composition", words("构成比", "share")),
        Column::new("target", words("目标", "target")),
    ];
    if compares {
        columns.push(aside("actual", words("实际", "actual"), asked));
        columns.push(aside("achievement", words("完成率", "done"), asked));
    }
    columns
}

fn table(season: &Season, so_far: &SoFar, asked: &Asked<'_>, lang: Lang) -> Result<Table, TooLarge> {
    let has_target = season.months.iter().any(|month| month.target.is_some());
    // What is sold so far is of interest on a page even without a target; what a machine reads always has the same columns.
    let compares = (has_target && !so_far.sold.is_empty()) || asked.on_page;
    let machine = asked.machine;
    let mut table = Table::new(columns(compares, asked));
    let most = season.months.iter().map(|month| month.index.value()).max().unwrap_or_default();
    for (at, month) in season.months.iter().enumerate() {
        let name = if machine { Cell::count(at + 1) } else { Cell::text(month_name(at, lang)) };
        let bar = Cell::text(bar_of(month.index.value(), most, NARROW));
        let mut row = vec![name, month.average.into(), month.index.into(), bar, month.composition.into(), month.target.into()];
        if compares {
            let sold = so_far.sold.get(at).copied();
            let rate = sold.zip(month.target).filter(|_| at < so_far.complete).and_then(|(sold, target)| Percent::weighted(sold, target));
            row.extend([sold.into(), rate.into()]);
        }
        table.rows.push(row);
    }
    let average = total(season.months.iter().map(|month| month.average))?;
    // Thirds of a fen are cut off month by month: where that shows, the mean year stands in the note alone.
    let average = Some(average).filter(|average| machine || *average == season.year);
    let target = season.months.iter().map(|month| month.target).collect::<Option<Vec<_>>>().map(total).transpose()?;
    let mut sums =
        vec![total_cell(lang), average.into(), Percent::from_int(1200).into(), Cell::Empty, Percent::HUNDRED.into(), target.into()];
    if compares {
        let complete = || season.months.iter().zip(&so_far.sold).take(so_far.complete);
        let (due, sold) = (total(complete().filter_map(|(month, _)| month.target))?, total(complete().map(|(_, sold)| *sold))?);
        sums.extend([total(so_far.sold.iter().copied())?.into(), Percent::weighted(sold, due).into()]);
    }
    table.totals.push(sums);
    Ok(table)
}

/// How much of the target the months that are over have reached.
fn gist(season: &Season, so_far: &SoFar, lang: Lang) -> String {
    let complete = || season.months.iter().zip(&so_far.sold).take(so_far.complete);
    let due = Money::total(complete().filter_map(|(month, _)| month.target)).filter(|due| *due > Money::ZERO);
    let rate = due.zip(Money::total(complete().map(|(_, sold)| *sold))).and_then(|(due, sold)| Percent::weighted(sold, due));
    match (rate, season.months.iter().any(|month| month.target.is_some())) {
        (Some(rate), _) => {
            let (months, rate) = (so_far.complete, rate.rounded(2));
            say!(lang, "前 {months} 个月完成目标的 {rate}%", "{rate}% of the target in the first {months} month(s)")
        }
        (None, true) => words("目标已按月分解", "the target is split into months").get(lang).to_owned(),
        (None, false) => words("没有年度目标", "there is no target of the year").get(lang).to_owned(),
    }
}

fn month_name(at: usize, lang: Lang) -> String {
    let number = at + 1;
    match lang {
        Lang::Zh => format!("{number}月"),
        Lang::En => MONTHS[at].to_owned(),
    }
}

fn notes(table: &mut Table, season: &Season, target: Option<&YearTarget>, year: i32, asked: &Asked<'_>, lang: Lang) {
    let base = base_label(year, lang);
    let (mean_year, mean_month) = (amount(season.year, asked.unit, lang), amount(season.month, asked.unit, lang));
    table.notes.push(say!(
        lang,
        "以 {base}各月的平均计：年平均 {mean_year}，月平均 {mean_month}（指数 100%）",
        "by the means of {base}: {mean_year} a year, {mean_month} a month (index 100%)"
    ));
    match target {
        Some(target) => table.notes.push(target.note.clone()),
        None => table.notes.push(say!(
            lang,
            "没有 {year} 年的目标；用 `--target 金额` 给出，或在 targets/{year}.toml 中写明",
            "there is no target of {year}; give one by `--target AMOUNT`, or write it in targets/{year}.toml"
        )),
    }
    if target.is_some() && !asked.machine && table.columns.iter().any(|column| column.key == "achievement") {
        table.notes.push(say!(lang, "完成率只看已经过完的月份", "done: of months that are over"));
    }
}

/// Customers whose orders begin within the three years weigh on the season by fewer of them.
fn young(table: &mut Table, books: &[Book<'_>], year: i32, lang: Lang) {
    let Some(first) = Month::new(year - YEARS, 1) else { return };
    let begun = |book: &&Book<'_>| book.span().is_some_and(|span| span.0 > first.last_day() && Year::of(span.0).number() < year);
    let count = books.iter().filter(begun).count();
    if count > 0 {
        let month = first.label(lang);
        table.notes.push(say!(
            lang,
            "{count} 个客户的交易记录始于 {month}之后，此前的月份按没有交易计",
            "customers whose orders begin after {month}, counted as nothing before: {count}"
        ));
    }
}

fn chart(season: &Season, title: String, lang: Lang) -> Chart {
    let values = season.months.iter().map(|month| Some(month.index.value())).collect();
    let shape = Shape::Bars {
        groups: (0..season.months.len()).map(|at| month_name(at, lang)).collect(),
        series: vec![Series { name: words("季节指数", "seasonal index").get(lang).to_owned(), values }],
        stacked: false,
        unit: "%".to_owned(),
        level: Some((words("月平均", "mean month").get(lang).to_owned(), Decimal::ONE_HUNDRED)),
    };
    Chart { title, notes: Vec::new(), shape }
}
