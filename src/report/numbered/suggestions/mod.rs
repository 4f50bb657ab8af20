//! R-05 档案完善建议报告: by account manager and customer: what is missing, contradictory or stale, what to do by when, whether earlier suggestions are settled.

mod gather;
mod kinds;
mod letter;

use crate::archive::DocKind;
use crate::findings::Level;
use crate::render::table::{Cell, Table};
use crate::report::hints::tally;
use crate::report::sheet::Block;
use crate::say;
use crate::words::{shell_word, words};

use super::{Ask, Cycle, Made, Reads, Spec, common, shape};

use gather::{Earlier, Improvement, Letter, Point, advice, deadline, flat};

pub(super) static SPEC: Spec = Spec {
    number: 5,
    name: "suggestions",
    title: words("档案完善建议报告", "Letter of suggestions to improve the archive"),
    about: words(
        "按客户经理和客户：缺少、矛盾、过时的内容，建议与期限，以往建议是否办结",
        "By account manager and customer: what is missing, contradictory or stale, what to do by when, whether earlier suggestions are settled",
    ),
    maker: words("市场部信息管理员", "information administrator"),
    audience: words("客户经理、市场部部长（各一份）", "account managers and marketing director, a copy each"),
    cycle: Cycle::Quarter,
    grace: 15,
    when: words("每季度，季后 15 日内", "quarterly, within 15 days"),
    source: "000_492afcb71e7a325f.txt 第十三条 4",
    reads: Reads::Findings,
    make,
};

fn make(ask: &Ask<'_>) -> Made {
    let letters = gather::letters(ask);
    let open = letters.iter().flat_map(Letter::points).count() + letters.iter().flat_map(Letter::earlier).filter(|one| !one.done).count();
    let mut first = common::start(ask);
    let mut overview = overview(&letters, ask);
    if ask.machine {
        let mut table = table(&letters, ask);
        finish(&mut table, &letters, ask);
        first.push(Block::Table(table));
        first.push(Block::Table(overview));
        return Made { pages: vec![first], summary: summary(&letters, ask), open };
    }
    finish(&mut overview, &letters, ask);
    first.push(Block::Table(overview));
    let pages = std::iter::once(first).chain(letters.iter().map(|letter| letter::page(letter, ask)));
    Made { pages: pages.collect(), summary: summary(&letters, ask), open }
}

/// What could not be read, and what to do where there is nothing to say.
fn finish(table: &mut Table, letters: &[Letter<'_>], ask: &Ask<'_>) {
    let lang = ask.lang();
    common::name_unread(table, ask, &[shape::JUDGED, &[DocKind::Suggestion]].concat());
    if let Some(hint) = common::no_customers(ask) {
        table.hints.push(hint);
    } else if letters.is_empty() {
        table.notes.push(say!(lang, "没有要提的建议", "there is nothing to suggest"));
    }
}

/// Everything, a row a finding or an earlier suggestion.
fn table(letters: &[Letter<'_>], ask: &Ask<'_>) -> Table {
    let mut table = Table::new(vec![
        shape::column("account_manager", "客户经理", "account manager"),
        shape::column("customer", "客户", "customer"),
        shape::column("rule", "规则", "rule"),
        shape::column("level", "级别", "level"),
        shape::column("kind", "性质", "kind"),
        shape::column("issue", "问题", "issue"),
        shape::column("suggestion", "建议", "suggestion"),
        shape::column("command", "命令", "command"),
        shape::column("due", "落实期限", "due"),
        shape::column("issued_on", "提出日期", "issued on"),
        shape::column("status", "状态", "status"),
        shape::column("days_overdue", "逾期天数", "days overdue"),
        shape::column("record", "记录", "record"),
    ])
    .named("suggestions");
    for letter in letters {
        for one in &letter.customers {
            table.rows.extend(one.points.iter().map(|point| point_row(letter, one, point, ask)));
            table.rows.extend(one.earlier.iter().map(|earlier| earlier_row(letter, one, earlier, ask)));
        }
    }
    table
}

fn point_row(letter: &Letter<'_>, one: &Improvement<'_>, point: &Point<'_>, ask: &Ask<'_>) -> Vec<Cell> {
    let (finding, issued) = (point.finding, point.issued);
    let due = issued.map_or_else(|| Some(deadline(ask)), |doc| doc.record.due.value());
    let overdue = issued.and(due).map_or(0, |due| (ask.day - due).num_days().max(0));
    vec![
        Cell::text(letter.manager),
        common::customer_cell(one.customer, ask),
        finding.rule.into(),
        finding.level.key().into(),
        point.kind.key().into(),
        Cell::text(flat(&finding.message)),
        Cell::text(flat(advice(finding, ask))),
        (ask.settles)(finding).into(),
        due.into(),
        issued.and_then(|doc| doc.record.issued_on.value()).into(),
        if issued.is_some() { "open" } else { "new" }.into(),
        Cell::Int(overdue),
        issued.map(|doc| format!("suggestions/{}", doc.stem)).into(),
    ]
}

fn earlier_row(letter: &Letter<'_>, one: &Improvement<'_>, earlier: &Earlier<'_>, ask: &Ask<'_>) -> Vec<Cell> {
    let record = &earlier.doc.record;
    let text = |field: Option<&crate::form::kind::Text>| field.map(|text| Cell::text(flat(text.as_str()))).unwrap_or_default();
    let name = format!("suggestions/{}", earlier.doc.stem);
    let closes = (!earlier.done).then(|| format!("kehu close {}", shell_word(&name)));
    vec![
        Cell::text(letter.manager),
        common::customer_cell(one.customer, ask),
        Cell::Empty,
        Cell::Empty,
        "earlier".into(),
        text(record.issue.get()),
        text(record.suggestion.get()),
        closes.into(),
        record.due.value().into(),
        record.issued_on.value().into(),
        if earlier.done { "done" } else { "open" }.into(),
        Cell::Int(earlier.overdue),
        name.into(),
    ]
}

/// A row a letter: for the director.
fn overview(letters: &[Letter<'_>], ask: &Ask<'_>) -> Table {
    let lang = ask.lang();
    let mut table = Table::new(vec![
        shape::column("account_manager", "客户经理", "account manager"),
        shape::column("customers", "客户数", "customers"),
        shape::column("errors", "错误", "errors"),
        shape::column("warnings", "警告", "warnings"),
        shape::column("new", "新提", "new"),
        shape::column("earlier", "以往建议", "earlier suggestions"),
        shape::column("done", "其中办结", "of them done"),
        shape::column("overdue", "逾期", "overdue"),
    ])
    .named("managers");
    let counts = |letter: &Letter<'_>| {
        [
            letter.customers.len(),
            letter.count(Level::Error),
            letter.count(Level::Warning),
            letter.points().filter(|point| point.issued.is_none()).count(),
            letter.earlier().count(),
            letter.earlier().filter(|one| one.done).count(),
            letter.earlier().filter(|one| one.overdue > 0).count(),
        ]
    };
    let mut sums = [0; 7];
    for letter in letters {
        let nobody = letter.manager.is_empty() && !ask.machine;
        let name =
            if nobody { Cell::text(say!(lang, "（没有客户经理）", "(nobody)")) } else { common::staff_cell(letter.manager, ask) };
        let counts = counts(letter);
        sums.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
        table.rows.push(std::iter::once(name).chain(counts.map(Cell::count)).collect());
    }
    if letters.len() > 1 {
        table.totals.push(std::iter::once(Cell::text(say!(lang, "合计", "total"))).chain(sums.map(Cell::count)).collect());
    }
    table
}

fn summary(letters: &[Letter<'_>], ask: &Ask<'_>) -> String {
    let lang = ask.lang();
    let sum = |level: Level| letters.iter().map(|letter| letter.count(level)).sum::<usize>();
    let (errors, warnings) = (sum(Level::Error), sum(Level::Warning));
    let open = letters.iter().flat_map(Letter::earlier).filter(|one| !one.done).count();
    let overdue = letters.iter().flat_map(Letter::earlier).filter(|one| one.overdue > 0).count();
    let customers = letters.iter().flat_map(|letter| &letter.customers).filter(|one| !one.points.is_empty()).count();
    let mut parts = Vec::new();
    if errors + warnings == 0 {
        parts.push(say!(lang, "没有要提的建议", "nothing to suggest"));
    } else {
        let found = tally(errors, warnings, lang);
        parts.push(say!(lang, "{customers} 个客户的档案需要完善（{found}）", "archives to be improved: {customers} ({found})"));
    }
    if overdue > 0 {
        parts.push(say!(
            lang,
            "以往建议未办结 {open} 份，其中逾期 {overdue} 份",
            "earlier suggestions open: {open}, of them overdue: {overdue}"
        ));
    } else if open > 0 {
        parts.push(say!(lang, "以往建议未办结 {open} 份", "earlier suggestions open: {open}"));
    }
    parts.join(words("；", "; ").get(lang))
}
