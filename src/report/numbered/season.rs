//! R-19 季节指数与月度目标: index and composition of each month, its target, actual against target.

use std::collections::BTreeMap;

use chrono::Datelike;
use rust_decimal::Decimal;

use crate::archive::gathered::Trade;
use crate::archive::{CustomerFolder, Doc, DocKind};
use crate::form::registers::Targets;
use crate::render::chart::{Chart, Series, Shape};
use crate::render::table::{Cell, Column, Table, Tone};
use crate::report::sheet::Block;
use crate::report::stats::Name;
use crate::rules::sales::ana_05::{self, Measure};
use crate::rules::sales::targets;
use crate::say;
use crate::words::{Lang, words};

use super::{Ask, Cycle, Made, Reads, Spec, common, figures};

pub(super) static SPEC: Spec = Spec {
    number: 19,
    name: "season",
    title: words("季节指数与月度目标", "Seasonal index and monthly targets"),
    about: words(
        "各月季节指数、构成比、应达到的销售目标，实际与目标对照",
        "Index and composition of each month, its target, actual against target",
    ),
    maker: words("客户经理", "account managers"),
    audience: words("市场部部长", "marketing director"),
    cycle: Cycle::ThisYear,
    grace: 0,
    when: words("每年、每月", "yearly and monthly"),
    source: "001_774dd85515acb760.txt F10 第四条",
    reads: Reads::Kinds(&[DocKind::Customer, DocKind::Orders]),
    make,
};

fn make(ask: &Ask<'_>) -> Made {
    let lang = ask.lang();
    let mut sheet = common::start(ask);
    let season = figures::part(ask, Name::Season, Some(ask.period));
    let (customers, behind) = customers(ask);
    let gist = season.gist.clone();
    let plan = against(&season.table, ask);
    season.put(&mut sheet, ask, Some(words("一、各月", "1 By month").get(lang)), "season");
    sheet.blocks.extend(plan.map(Block::Chart));
    let heading = words("二、各客户：实际与目标", "2 By customer: actual and target");
    let none = customers.rows.is_empty().then(|| no_targets(ask));
    figures::put(&mut sheet, ask, heading.get(lang), customers.named("customers"), none);
    let late = if behind > 0 {
        say!(lang, "落后于目标的客户 {behind} 个", "customers behind their target: {behind}")
    } else {
        String::new()
    };
    Made { pages: vec![sheet], summary: figures::phrases(&[late, gist], lang), open: behind }
}

/// Each customer with a target against what it should have bought by now (ANA-05), those furthest behind first.
fn customers(ask: &Ask<'_>) -> (Table, usize) {
    let (loaded, world, lang) = (ask.loaded, &ask.loaded.world, ask.lang());
    let mut table = Table::new(vec![
        Column::new("customer", words("客户", "customer")),
        Column::new("account_manager", words("客户经理", "account manager")),
        Column::new("year_target", words("年度目标", "target of the year")),
        Column::new("measured", words("期间", "period")),
        Column::new("target", words("应达到", "should be")),
        Column::new("actual", words("实际", "actual")),
        Column::new("achievement", words("完成率", "done")),
        Column::new("behind", words("落后", "behind")),
    ]);
    let Some((so_far, next)) = figures::so_far(ask) else { return (table, 0) };
    let docs: Vec<&Doc<Targets>> = targets(world, loaded, so_far).collect();
    let folders: BTreeMap<&str, &CustomerFolder> = ask.customers().map(|folder| (&*folder.id, folder)).collect();
    let (mut lines, mut behind) = (Vec::new(), 0);
    for row in docs.iter().filter_map(|doc| doc.record.customers.get()).flat_map(|rows| rows.iter()) {
        let folder = row.customer.get().and_then(|customer| folders.get(&*customer.id).copied());
        let Some((folder, target)) = folder.zip(row.sales.value()) else { continue };
        let trade = folder.orders.as_ref().and_then(|orders| Trade::of(orders, ask.day));
        let measure = trade.and_then(|trade| ana_05::measure(world, folder, &trade, row, (so_far, next)));
        let late = measure.as_ref().is_some_and(|measure| measure.is_behind(world));
        behind += usize::from(late);
        lines.push((measure.as_ref().and_then(Measure::rate), folder, target, measure, late));
    }
    // Of whom nothing is known comes last.
    lines.sort_by(|a, b| a.0.is_none().cmp(&b.0.is_none()).then(a.0.cmp(&b.0)).then_with(|| a.1.id.cmp(&b.1.id)));
    table.rows = lines
        .into_iter()
        .map(|(rate, folder, target, measure, late)| {
            let (label, due, sold) = match measure {
                Some(Measure { label, sold, target }) => (Cell::text(label), target.into(), sold.into()),
                None => Default::default(),
            };
            let behind = if ask.machine { rate.map_or(Cell::Empty, |_| Cell::Bool(late)) } else { late_cell(late, lang) };
            vec![
                common::customer_cell(folder, ask),
                figures::manager_cell(folder, ask),
                target.into(),
                label,
                due,
                sold,
                rate.into(),
                behind,
            ]
        })
        .collect();
    if !table.rows.is_empty() {
        let least = world.policy.figure("ANA-05.min_rate").normalize();
        table.notes.push(say!(
            lang,
            "有三年交易记录的看最近一个完整的月，按季节分解的目标；不满三年的看年初以来，按月均分；不足 {least}% 为落后（参数 ANA-05.min_rate）",
            "with three years of orders the newest complete month by its seasonal target, else the year so far by a twelfth a month; below {least}% is behind (parameter ANA-05.min_rate)"
        ));
    }
    (table, behind)
}

fn late_cell(late: bool, lang: Lang) -> Cell {
    if late { Cell::Toned(Tone::Bad, words("落后", "behind").get(lang).to_owned()) } else { Cell::Empty }
}

fn no_targets(ask: &Ask<'_>) -> String {
    let (lang, year) = (ask.lang(), ask.period.last_day().year());
    say!(
        lang,
        "没有可对照的客户目标：写在 targets/{year}.toml 的 [[customers]] 中，见 `kehu explain targets`",
        "there is no customer's target to compare with: write it under [[customers]] of targets/{year}.toml, see `kehu explain targets`"
    )
}

/// A picture of the months' targets and sales; none without a target.
fn against(table: &Table, ask: &Ask<'_>) -> Option<Chart> {
    let lang = ask.lang();
    let at = |key: &str| table.columns.iter().position(|column| column.key == key);
    let (month, target, actual) = (at("month")?, at("target")?, at("actual")?);
    let value = |row: &Vec<Cell>, at: usize| match Table::cell(row, at) {
        Cell::Money(money) => Some(Decimal::from_i128_with_scale(i128::from(money.fen()), ask.unit.max_decimals())),
        _ => None,
    };
    let values = |at: usize| -> Vec<Option<Decimal>> { table.rows.iter().map(|row| value(row, at)).collect() };
    let (due, sold) = (values(target), values(actual));
    if due.iter().all(Option::is_none) {
        return None;
    }
    let series = vec![
        Series { name: words("目标", "target").get(lang).to_owned(), values: due },
        Series { name: words("实际", "actual").get(lang).to_owned(), values: sold },
    ];
    let groups = table.rows.iter().map(|row| Table::cell(row, month).raw().into_owned()).collect();
    let shape = Shape::Bars { groups, series, stacked: false, unit: ask.unit.label(lang).to_owned(), level: None };
    Some(Chart { title: words("各月目标与实际", "Target and actual by month").get(lang).to_owned(), notes: Vec::new(), shape })
}
