//! R-20 商品与业务构成: sales of each product, running share, tasks fulfilled.

use std::collections::BTreeMap;

use chrono::Datelike;

use crate::archive::{CustomerFolder, Doc, DocKind};
use crate::form::registers::{ProductTarget, Targets};
use crate::model::percent::Percent;
use crate::render::table::{Cell, Column, Table, Tone};
use crate::report::stats::Name;
use crate::rules::sales::{self, ana_06};
use crate::say;
use crate::words::words;

use super::{Ask, Cycle, Made, Reads, Spec, common, figures};

pub(super) static SPEC: Spec = Spec {
    number: 20,
    name: "mix",
    title: words("商品与业务构成", "Product mix"),
    about: words("各商品销售额、累计比重，销售任务完成情况", "Sales of each product, running share, tasks fulfilled"),
    maker: words("客户经理", "account managers"),
    audience: words("市场部部长", "marketing director"),
    cycle: Cycle::Month,
    grace: 0,
    when: words("每月", "monthly"),
    source: "001_774dd85515acb760.txt F10 第四条（二）",
    reads: Reads::Kinds(&[DocKind::Customer, DocKind::Orders]),
    make,
};

fn make(ask: &Ask<'_>) -> Made {
    let lang = ask.lang();
    let mut sheet = common::start(ask);
    let mix = figures::part(ask, Name::Mix, Some(ask.period));
    let (tasks, behind) = tasks(ask);
    let gist = mix.gist.clone();
    mix.put(&mut sheet, ask, Some(words("一、商品构成", "1 Sales by product").get(lang)), "mix");
    let none = tasks.rows.is_empty().then(|| no_tasks(ask));
    figures::put(&mut sheet, ask, words("二、销售任务", "2 Sales tasks").get(lang), tasks.named("tasks"), none);
    let late = if behind > 0 { say!(lang, "没有完成进度的任务 {behind} 项", "tasks behind: {behind}") } else { String::new() };
    Made { pages: vec![sheet], summary: figures::phrases(&[late, gist], lang), open: behind }
}

/// The product targets of the year against what was sold by now (ANA-06), those furthest behind first.
fn tasks(ask: &Ask<'_>) -> (Table, usize) {
    let (loaded, world, lang) = (ask.loaded, &ask.loaded.world, ask.lang());
    let mut table = Table::new(vec![
        Column::new("product", words("产品", "product")),
        Column::new("customer", words("客户", "customer")),
        Column::new("staff", words("人员", "staff")),
        Column::new("year_target", words("年度任务", "task of the year")),
        Column::new("target", words("应完成", "should be")),
        Column::new("actual", words("实际", "actual")),
        Column::new("achievement", words("完成率", "done")),
        Column::new("behind", words("落后", "behind")),
    ]);
    let Some((so_far, _)) = figures::so_far(ask) else { return (table, 0) };
    let docs: Vec<&Doc<Targets>> = sales::targets(world, loaded, so_far).collect();
    let rows = || docs.iter().filter_map(|doc| doc.record.products.get()).flat_map(|rows| rows.iter());
    if rows().next().is_none() {
        return (table, 0);
    }
    let trades = figures::trades(loaded, ask.day);
    let trade = |folder: &CustomerFolder| trades.get(&*folder.id);
    let folders: BTreeMap<&str, &CustomerFolder> = loaded.customers.iter().map(|folder| (&*folder.id, folder)).collect();
    let (mut lines, mut behind) = (Vec::new(), 0);
    for row in rows().filter(|row| is_meant(row, &folders, ask)) {
        let Some(yearly) = row.sales.value() else { continue };
        let target = so_far.part(yearly);
        let sold = ana_06::sold(loaded, row, &trade);
        let late = sold.zip(target).is_some_and(|(sold, target)| ana_06::is_behind(world, sold, target));
        behind += usize::from(late);
        let rate = sold.zip(target).and_then(|(sold, target)| Percent::weighted(sold, target));
        let customer = row.customer.get().map(|customer| match folders.get(&*customer.id) {
            Some(folder) => common::customer_cell(folder, ask),
            None => Cell::text(&*customer.id),
        });
        let staff = row.staff.get().map(|staff| common::staff_cell(&staff.id, ask));
        let product = row.product.get().map_or("", |product| product.as_str());
        let flag = match (ask.machine, late) {
            (true, _) => rate.map_or(Cell::Empty, |_| Cell::Bool(late)),
            (false, true) => Cell::Toned(Tone::Bad, words("落后", "behind").get(lang).to_owned()),
            (false, false) => Cell::Empty,
        };
        let (customer, staff) = (customer.unwrap_or_default(), staff.unwrap_or_default());
        lines.push((rate, vec![product.into(), customer, staff, yearly.into(), target.into(), sold.into(), rate.into(), flag]));
    }
    lines.sort_by(|a, b| a.0.is_none().cmp(&b.0.is_none()).then(a.0.cmp(&b.0)));
    table.rows = lines.into_iter().map(|(_, row)| row).collect();
    if !table.rows.is_empty() {
        let (label, least) = (so_far.label(lang), world.policy.figure("ANA-06.min_rate").normalize());
        table.notes.push(say!(
            lang,
            "实际为 {label}；任务按月均分，不足 {least}% 为落后（参数 ANA-06.min_rate）",
            "actual: {label}; a task is split into twelfths, below {least}% is behind (parameter ANA-06.min_rate)"
        ));
    }
    (table, behind)
}

/// Whether a task is one of the customers asked for: of a part of them only those that name one, or whose person has one of them.
fn is_meant(row: &ProductTarget, folders: &BTreeMap<&str, &CustomerFolder>, ask: &Ask<'_>) -> bool {
    if ask.query.is_empty() {
        return true;
    }
    match (row.customer.get(), row.staff.get()) {
        (Some(customer), _) => folders.get(&*customer.id).is_some_and(|folder| (ask.wanted)(folder)),
        (None, Some(staff)) => ask.customers().any(|folder| figures::manager(folder).is_some_and(|id| staff.is(id))),
        (None, None) => false,
    }
}

fn no_tasks(ask: &Ask<'_>) -> String {
    let (lang, year) = (ask.lang(), ask.period.last_day().year());
    say!(
        lang,
        "没有可对照的销售任务：写在 targets/{year}.toml 的 [[products]] 中，见 `kehu explain targets`",
        "there are no tasks to compare with: write them under [[products]] of targets/{year}.toml, see `kehu explain targets`"
    )
}
