//! R-15 客户分析报告: of each customer: profile, trade, profitability, satisfaction, complaints, relations, risks, suggestions; before the pages
//! an overview, most worrying first.

mod facts;
mod page;

use crate::analysis::verdict::Light;
use crate::archive::DocKind;
use crate::findings::Level;
use crate::form::choices::{Lifecycle, Tier};
use crate::render::table::{Cell, Column, Table, Tone};
use crate::report::sheet::{Block, Sheet};
use crate::say;
use crate::words::{plural, words};

use super::{Ask, Cycle, Made, Reads, Spec, common};

use facts::{Books, Facts};

/// Of more customers than this only the important ones have a page, unless somebody says whose.
const PAGES: usize = 30;

const KINDS: &[DocKind] = &[
    DocKind::Customer,
    DocKind::KeyPeople,
    DocKind::Plan,
    DocKind::ContactReport,
    DocKind::Complaint,
    DocKind::Survey,
    DocKind::Orders,
    DocKind::Suggestion,
    DocKind::Submissions,
    DocKind::Staff,
];

pub(super) static SPEC: Spec = Spec {
    number: 15,
    name: "customer",
    title: words("客户分析报告", "Customer analyses"),
    about: words(
        "每个客户：概况、交易、盈利、满意度、投诉、关系、风险、建议",
        "Of each customer: profile, trade, profitability, satisfaction, complaints, relations, risks, suggestions",
    ),
    maker: words("项目部、客户经理", "project offices, account managers"),
    audience: words("市场部", "marketing"),
    cycle: Cycle::Quarter,
    grace: 15,
    when: words("每季度", "quarterly"),
    source: "002_3d333403eb4d59d8.txt 客户分析报告；001_774dd85515acb760.txt F8",
    reads: Reads::Findings,
    make,
};

fn make(ask: &Ask<'_>) -> Made {
    let lang = ask.lang();
    let books = Books::of(ask);
    let mut all: Vec<Facts<'_>> = ask.customers().map(|folder| Facts::of(folder, &books, ask)).collect();
    let worry = |facts: &Facts<'_>| facts.verdict.light == Light::Red || facts.count(Level::Error) > 0;
    let open = all.iter().filter(|facts| worry(facts)).count();
    let customers = plural(all.len(), "customer", "customers");
    let summary = match (all.len(), open) {
        (0, _) => say!(lang, "没有客户", "no customers"),
        (count, 0) => say!(lang, "{count} 个客户，没有要警惕的", "{customers}, none to worry about"),
        (count, _) => say!(lang, "{count} 个客户，{open} 个要警惕", "{customers}, {open} to worry about"),
    };
    let mut first = common::start(ask);
    let mut main = table(&all, ask).named("customers");
    main.hints.extend(all.is_empty().then(|| common::no_customers(ask)).flatten());
    common::name_unread(&mut main, ask, KINDS);
    if ask.machine {
        first.push(Block::Table(main));
        return Made { pages: vec![first], summary, open };
    }
    // Most worrying first; equals stay in the order of their ids.
    all.sort_by_key(|facts| (facts.verdict.light, std::cmp::Reverse((facts.count(Level::Error), facts.overdue.len()))));
    main.rows = table(&all, ask).rows;
    first.push(Block::Text(summary.clone()));
    let few = all.len() <= PAGES || !ask.query.is_empty();
    if !few {
        main.notes.push(say!(
            lang,
            "客户较多，以下只有 VIP、重点客户和大客户的分析；其他客户写明是谁：`kehu report customer 客户`",
            "there are many customers: pages follow of VIP, key and 大客户 customers alone; name others: `kehu report customer CUSTOMER`"
        ));
    }
    let mut pages: Vec<Sheet> = Vec::new();
    let alone = all.len() == 1 && main.unread.is_empty();
    if !alone {
        first.push(Block::Table(main));
        pages.push(first);
    }
    pages.extend(all.iter().filter(|facts| few || common::is_important(facts.folder)).map(|facts| page::page(facts, ask)));
    Made { pages, summary, open }
}

/// A row a customer: for machines every figure, for people those that say most.
fn table(all: &[Facts<'_>], ask: &Ask<'_>) -> Table {
    let mut table = Table::new(if ask.machine { columns() } else { few_columns() });
    table.rows = all.iter().map(|facts| if ask.machine { row(facts, ask) } else { short_row(facts, ask) }).collect();
    table
}

fn columns() -> Vec<Column> {
    vec![
        Column::new("customer", words("客户", "customer")),
        Column::new("unit_name", words("单位名称", "unit name")),
        Column::new("account_manager", words("客户经理", "account manager")),
        Column::new("region", words("大区", "region")),
        Column::new("tier", words("客户层级", "tier")),
        Column::new("lifecycle", words("客户阶段", "lifecycle")),
        Column::new("sales", words("本期销售额", "sales")),
        Column::new("sales_before", words("上期销售额", "sales of the period before")),
        Column::new("change", words("变化", "change")),
        Column::new("orders", words("笔数", "orders")),
        Column::new("sales_12_months", words("近 12 个月销售额", "sales of 12 months")),
        Column::new("profit", words("利润", "profit")),
        Column::new("margin", words("利润率", "margin")),
        Column::new("contract", words("计划合同额", "planned contract")),
        Column::new("expected", words("计划实际收入", "expected revenue")),
        Column::new("plan_profit", words("计划利润额", "planned profit")),
        Column::new("satisfaction", words("满意度", "satisfaction")),
        Column::new("satisfaction_change", words("满意度变化", "change of satisfaction")),
        Column::new("complaints", words("本期投诉", "complaints")),
        Column::new("complaints_open", words("未结投诉", "open complaints")),
        Column::new("contacts", words("本期接触", "contacts")),
        Column::new("last_contact", words("最近接触", "last contact")),
        Column::new("coverage", words("覆盖率", "coverage")),
        Column::new("index", words("关系指数", "index")),
        Column::new("index_before", words("期初关系指数", "index before")),
        Column::new("light", words("关系", "light")),
        Column::new("errors", words("错误", "errors")),
        Column::new("warnings", words("警告", "warnings")),
        Column::new("overdue", words("逾期事项", "overdue")),
        Column::new("suggestions_open", words("未办结建议", "open suggestions")),
    ]
}

fn row(facts: &Facts<'_>, ask: &Ask<'_>) -> Vec<Cell> {
    let record = facts.record;
    let sales = facts.sales.as_ref();
    let plan = (facts.plan.projects > 0).then_some(&facts.plan);
    vec![
        common::customer_cell(facts.folder, ask),
        record.and_then(|record| record.unit_name.get()).map(|name| name.as_str()).into(),
        record.and_then(|record| record.account_manager.get()).map(|staff| common::staff_cell(&staff.id, ask)).unwrap_or_default(),
        record.and_then(|record| record.region.get()).map(|region| &*region.id).into(),
        record.and_then(|record| record.tier.value()).map(Tier::key).into(),
        record.and_then(|record| record.lifecycle.value()).map(Lifecycle::key).into(),
        sales.and_then(|sales| sales.amount).into(),
        sales.and_then(|sales| sales.before).into(),
        sales.and_then(facts::Sales::change).into(),
        sales.map(|sales| Cell::count(sales.orders)).unwrap_or_default(),
        sales.and_then(|sales| sales.year).into(),
        sales.and_then(|sales| sales.profit).into(),
        sales.and_then(facts::Sales::margin).into(),
        plan.and_then(|plan| plan.contract).into(),
        plan.and_then(|plan| plan.expected).into(),
        plan.and_then(|plan| plan.profit).into(),
        facts.satisfaction.as_ref().map(|one| one.score).into(),
        facts.satisfaction.as_ref().and_then(|one| one.change).into(),
        Cell::count(facts.complaints),
        Cell::count(facts.open_complaints.len()),
        Cell::count(facts.contacts),
        facts.last_contact.into(),
        facts.coverage.percent().into(),
        facts.index.as_ref().map(|index| index.rounded()).into(),
        facts.index_before.as_ref().map(|index| index.rounded()).into(),
        Cell::text(facts.verdict.light.key()),
        Cell::count(facts.count(Level::Error)),
        Cell::count(facts.count(Level::Warning)),
        Cell::count(facts.overdue.len()),
        Cell::count(facts.suggestions.len()),
    ]
}

fn few_columns() -> Vec<Column> {
    let keys = ["customer", "sales", "change", "satisfaction", "complaints_open", "light", "index", "overdue", "errors"];
    let mut all = columns();
    keys.iter().filter_map(|key| all.iter().position(|column| column.key == *key).map(|at| all.swap_remove(at))).collect()
}

fn short_row(facts: &Facts<'_>, ask: &Ask<'_>) -> Vec<Cell> {
    let light = facts.verdict.light;
    let text = light.label(ask.lang()).to_owned();
    let sales = facts.sales.as_ref();
    vec![
        common::customer_cell(facts.folder, ask),
        sales.and_then(|sales| sales.amount).into(),
        sales.and_then(facts::Sales::change).into(),
        facts.satisfaction.as_ref().map(|one| one.score).into(),
        Cell::count(facts.open_complaints.len()),
        match light {
            Light::Red => Cell::Toned(Tone::Bad, text),
            Light::Amber => Cell::Toned(Tone::Fair, text),
            Light::Green | Light::Unknown => Cell::Text(text),
        },
        facts.index.as_ref().map(|index| index.rounded()).into(),
        Cell::count(facts.overdue.len()),
        Cell::count(facts.count(Level::Error)),
    ]
}
