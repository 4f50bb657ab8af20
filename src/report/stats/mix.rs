//! `stats mix`: what is sold of each product, held against its target (B5.8, ANA-06).

use std::collections::BTreeMap;

use crate::analysis::sales::mix::{Line, mix};
use crate::analysis::sales::{TooLarge, total};
use crate::archive::{DocKind, Loaded};
use crate::model::money::Money;
use crate::model::percent::Percent;
use crate::model::period::{Period, PeriodKind};
use crate::render::chart::text::bar_of;
use crate::render::chart::{Chart, Series, Shape};
use crate::render::table::{Cell, Column, Table};
use crate::resolve::fold;
use crate::say;
use crate::words::{Lang, plural, words};

use super::sales::{
    BAR, Whose, amount, blank, in_unit, last_year, nothing_sold, part_of_year, period_label, period_note, spare_blank_columns, too_large,
    total_cell, unread, wanted_books, without_orders, year_of,
};
use super::{Answer, Asked, Refusal, targets};

/// The targets of the period, by folded product.
type Targets = BTreeMap<String, Money>;

pub(super) fn answer(loaded: &Loaded, asked: &Asked<'_>) -> Result<Answer, Refusal> {
    let lang = loaded.world.lang;
    let (period, books) = (last_year(asked), wanted_books(loaded, asked));
    let year = year_of(period);
    let yearly = year.map(|year| targets::of_products(loaded, asked, year)).transpose().map_err(too_large(lang))?.unwrap_or_default();
    let parts = yearly.iter().filter_map(|(name, (_, target))| Some((name.clone(), part_of_year(*target, period)?)));
    let set: Targets = parts.collect();
    let silent = books.iter().all(|book| book.of_period(period).next().is_none());
    let named = yearly.values().map(|(product, _)| *product);
    let lines = mix(&books, period, named).map_err(too_large(lang))?;
    let mut table = table(&lines, &set, asked, lang).map_err(too_large(lang))?;
    table.notes.extend(period_note(period, asked, lang));
    if silent {
        nothing_sold(&mut table, loaded, asked, &books, lang);
    }
    notes(&mut table, &lines, &set, period, year, lang);
    without_orders(&mut table, loaded, asked, lang);
    spare_blank_columns(&mut table, asked);
    unread(&mut table, loaded, asked, Whose::Asked, &[DocKind::Targets], year);
    let title = period_label(period, asked, lang);
    let title = say!(lang, "商品构成（{title}）", "Sales by product ({title})");
    let chart = chart(&lines, &set, title, asked, lang);
    Ok(Answer { chart: Some(chart), gist: gist(&lines, silent, asked, lang), ..table.into() })
}

pub(super) fn columns() -> Vec<Column> {
    vec![
        Column::new("product", words("产品", "product")),
        Column::new("sales", words("销售额", "sales")),
        Column::new("share", words("比重", "share")),
        Column::picture("bar", words("图", "bar")),
        Column::new("cumulative", words("累计比重", "running")),
        Column::new("target", words("目标", "target")),
        Column::new("achievement", words("完成率", "done")),
    ]
}

fn table(lines: &[Line], set: &Targets, asked: &Asked<'_>, lang: Lang) -> Result<Table, TooLarge> {
    let mut table = Table::new(columns());
    let share = |line: &Line| line.share.map_or(rust_decimal::Decimal::ZERO, Percent::value);
    let most = lines.iter().map(share).max().unwrap_or_default();
    for line in lines {
        let target = target_of(line, set);
        table.rows.push(vec![
            name(line, asked.machine, lang),
            line.sales.into(),
            line.share.into(),
            Cell::text(bar_of(share(line), most, BAR)),
            line.cumulative.into(),
            target.into(),
            target.and_then(|target| Percent::weighted(line.sales, target)).into(),
        ]);
    }
    if !lines.is_empty() {
        let sum = total(lines.iter().map(|line| line.sales))?;
        let all = (sum > Money::ZERO).then_some(Percent::HUNDRED);
        let due: Vec<Money> = lines.iter().filter_map(|line| target_of(line, set)).collect();
        // Of a total that some products are missing from nothing can be said.
        let whole = due.len() == lines.len();
        let due = if due.is_empty() { None } else { Some(total(due)?) };
        let rate = due.filter(|_| whole).and_then(|due| Percent::weighted(sum, due));
        table.totals.push(vec![total_cell(lang), sum.into(), all.into(), Cell::Empty, Cell::Empty, due.into(), rate.into()]);
    }
    Ok(table)
}

/// How many products were sold, and for how much.
fn gist(lines: &[Line], silent: bool, asked: &Asked<'_>, lang: Lang) -> String {
    if silent {
        return words("没有交易", "nothing was sold").get(lang).to_owned();
    }
    let sold = lines.iter().filter(|line| !line.product.is_empty() && !line.sales.is_zero()).count();
    let sum = total(lines.iter().map(|line| line.sales)).map(|sum| amount(sum, asked.unit, lang)).unwrap_or_default();
    let products = plural(sold, "product", "products");
    say!(lang, "{sold} 种产品，销售额 {sum}", "{products}, sales {sum}")
}

fn target_of(line: &Line, set: &Targets) -> Option<Money> {
    set.get(&fold(&line.product)).copied()
}

fn name(line: &Line, machine: bool, lang: Lang) -> Cell {
    if line.product.is_empty() { blank(machine, lang) } else { Cell::text(line.product.as_str()) }
}

fn notes(table: &mut Table, lines: &[Line], set: &Targets, period: Period, year: Option<i32>, lang: Lang) {
    if let Some(year) = year.filter(|_| !set.is_empty()) {
        table.notes.push(if period.kind() == PeriodKind::Year {
            say!(
                lang,
                "目标来自 targets/{year} 的产品目标，为全年之数",
                "targets are those of the products in targets/{year}, of the whole year"
            )
        } else {
            say!(
                lang,
                "目标来自 targets/{year} 的产品目标，按期间折算",
                "targets are the period's part of those of the products in targets/{year}"
            )
        });
    }
    if lines.iter().any(|line| line.product.is_empty()) {
        table.notes.push(say!(
            lang,
            "「（未填写）」为没有写明产品的交易；请在 orders.csv 的「产品」列补填",
            "`(not filled in)` are orders that name no product; fill in `product` of orders.csv"
        ));
    }
}

fn chart(lines: &[Line], set: &Targets, title: String, asked: &Asked<'_>, lang: Lang) -> Chart {
    let number = |money: Money| in_unit(money, asked.unit);
    let sold = lines.iter().map(|line| Some(number(line.sales))).collect();
    let mut series = vec![Series { name: words("销售额", "sales").get(lang).to_owned(), values: sold }];
    if !set.is_empty() {
        let due = lines.iter().map(|line| target_of(line, set).map(number)).collect();
        series.push(Series { name: words("目标", "target").get(lang).to_owned(), values: due });
    }
    let groups = lines.iter().map(|line| name(line, false, lang).raw().into_owned()).collect();
    let shape = Shape::Bars { groups, series, stacked: false, unit: asked.unit.label(lang).to_owned(), level: None };
    Chart { title, notes: Vec::new(), shape }
}
