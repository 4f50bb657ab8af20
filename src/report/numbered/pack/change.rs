//! What came to differ since the end of the period before: plan totals, coverage, statuses, findings.

use rust_decimal::Decimal;

use crate::analysis::coverage::Coverage;
use crate::analysis::revenue::Totals;
use crate::analysis::snapshot::{Change, Comparison, FindingState, Moved, Snapshot};
use crate::findings::Level;
use crate::form::choices::RelationshipStatus;
use crate::model::money::{Money, Unit, decimals_for};
use crate::model::period::PeriodKind;
use crate::render::table::{Align, Cell, Column, Table};
use crate::report::sheet::{Block, Sheet};
use crate::say;
use crate::words::{Lang, Words, words};

use super::Pack;

/// So many are named; of more it is said how many there are.
const NAMED: usize = 10;
const LEVELS: [Level; 3] = [Level::Error, Level::Warning, Level::Info];
const CONTRACT: Words = words("合同额", "contract");
const EXPECTED: Words = words("实际收入", "expected revenue");
const PROFIT: Words = words("利润额", "profit");
const COVERAGE: Words = words("关键人物覆盖", "coverage");

/// The section of the index.
pub(super) fn section(pack: &Pack<'_>, sheet: &mut Sheet) {
    let lang = pack.ask.lang();
    let (Some(before), Some(change)) = (&pack.before, &pack.change) else { return };
    // An archive that is about to begin has nothing to be compared.
    if change.count == Change::default() && pack.now.findings.is_empty() && before.findings.is_empty() {
        return;
    }
    let last = match pack.ask.period.kind() {
        PeriodKind::Month => words("上月", "the month before"),
        PeriodKind::Quarter => words("上季度", "the quarter before"),
        _ => words("上期", "the period before"),
    };
    sheet.heading(say!(lang, "与{}相比", "Compared with {}", last.get(lang)));
    sheet.push(Block::Text(held_against(before, lang)));
    sheet.push(Block::Table(figures(pack, before, change)));
    customers(change, sheet, lang);
    people(change, sheet, lang);
    findings(pack, change, sheet);
}

/// With what it is compared.
pub(in crate::report::numbered) fn held_against(before: &Snapshot, lang: Lang) -> String {
    let day = before.day;
    match (&before.revision, before.because) {
        (Some(commit), _) => say!(lang, "与 {day} 的档案（提交 {commit}）相比。", "Against the archive of {day} (commit {commit})."),
        (None, because) => {
            let why = because.map_or("", |because| because.words().get(lang));
            say!(
                lang,
                "{why}：用现在的文件按 {day} 重新判定来比较，只有带日期的内容能看出变化；计划金额、覆盖等没有日期的，前后相同。",
                "Against the files of now, judged as of {day}, since {why}: only what is dated shows a difference, amounts and coverage do not."
            )
        }
    }
}

fn figures(pack: &Pack<'_>, before: &Snapshot, change: &Comparison) -> Table {
    let lang = pack.ask.lang();
    let mut table = Table::new(vec![
        Column::new("what", words("项目", "what")),
        Column::from_data("before", before.day.to_string()).aligned(Align::Right),
        Column::from_data("after", pack.now.day.to_string()).aligned(Align::Right),
        Column::new("change", words("变化", "change")).aligned(Align::Right),
    ]);
    let (year, unit) = (change.year, pack.ask.unit);
    let mut row = |what: String, cells: [Cell; 3]| {
        let [then, now, differs] = cells;
        table.rows.push(vec![what.into(), then, now, differs]);
    };
    let plan =
        |label: Words, of: fn(&Totals) -> Option<Money>| (label, Change { before: of(&change.plan.before), after: of(&change.plan.after) });
    for (label, sums) in [plan(CONTRACT, |one| one.contract), plan(EXPECTED, |one| one.expected), plan(PROFIT, |one| one.profit)] {
        let (label, of) = (label.get(lang), unit.label(lang));
        row(say!(lang, "{year} 年计划{label}（{of}）", "plan {year}, {label} ({of})"), money(sums, unit));
    }
    let share = |one: Coverage| match one.percent() {
        Some(percent) => Cell::text(format!("{one}（{}%）", percent.rounded(0))),
        None => Cell::Empty,
    };
    let shown = |one: Coverage| match (lang, share(one)) {
        (Lang::En, Cell::Text(text)) => Cell::Text(text.replace('（', " (").replace('）', ")")),
        (_, cell) => cell,
    };
    let covered = points(change.coverage);
    row(COVERAGE.get(lang).to_owned(), [shown(change.coverage.before), shown(change.coverage.after), covered]);
    row(say!(lang, "客户", "customers"), counts(change.count));
    for (level, count) in LEVELS.into_iter().zip(change.levels) {
        let word = level.word().get(lang);
        row(say!(lang, "审计：{word}", "audit: {word}"), counts(count));
    }
    table
}

/// Each line with as many decimals as its own amounts need: the lines do not add up.
fn money(change: Change<Option<Money>>, unit: Unit) -> [Cell; 3] {
    let decimals = decimals_for(change.before.into_iter().chain(change.after), unit);
    let shown = |amount: Option<Money>| amount.map(|amount| Cell::text(amount.display(unit, decimals))).unwrap_or_default();
    let differs = change.before.zip(change.after).and_then(|(before, after)| after.fen().checked_sub(before.fen())).filter(|fen| *fen != 0);
    let signed = differs.map(|fen| {
        let amount = Money::from_fen(fen).display(unit, decimals);
        Cell::text(if fen > 0 { format!("+{amount}") } else { amount })
    });
    [shown(change.before), shown(change.after), signed.unwrap_or_default()]
}

fn counts(change: Change<usize>) -> [Cell; 3] {
    let differs = i64::try_from(change.after).unwrap_or(i64::MAX) - i64::try_from(change.before).unwrap_or(i64::MAX);
    [Cell::count(change.before), Cell::count(change.after), if differs == 0 { Cell::Empty } else { Cell::text(format!("{differs:+}")) }]
}

/// By how many points the coverage moved.
fn points(change: Change<Coverage>) -> Cell {
    let (Some(before), Some(after)) = (change.before.percent(), change.after.percent()) else { return Cell::Empty };
    let differs = (after.value() - before.value()).round_dp(1);
    if differs == Decimal::ZERO { Cell::Empty } else { Cell::text(format!("{differs:+}")) }
}

/// The first few, then how many more there are.
fn listed(mut items: Vec<String>, lang: Lang) -> Vec<String> {
    let more = items.len().saturating_sub(NAMED);
    items.truncate(NAMED);
    if more > 0 {
        items.push(say!(lang, "另有 {more} 项，全部在 compare.csv", "{more} more; all of them are in compare.csv"));
    }
    items
}

fn put(title: String, items: Vec<String>, sheet: &mut Sheet, lang: Lang) {
    if !items.is_empty() {
        sheet.push(Block::Text(title));
        sheet.push(Block::Items(listed(items, lang)));
    }
}

fn customers(change: &Comparison, sheet: &mut Sheet, lang: Lang) {
    let came = change.customers.iter().filter(|one| one.moved == Some(Moved::Came)).map(|one| say!(lang, "新增 {}", "new: {}", one.name));
    let left = change.customers.iter().filter(|one| one.moved == Some(Moved::Left)).map(|one| say!(lang, "减少 {}", "gone: {}", one.name));
    put(say!(lang, "客户", "Customers"), came.chain(left).collect(), sheet, lang);
}

/// The status in words: one that is not known too.
fn status(status: Option<RelationshipStatus>, lang: Lang) -> &'static str {
    status.map_or(words("未评估", "not assessed").get(lang), |status| status.label(lang))
}

fn people(change: &Comparison, sheet: &mut Sheet, lang: Lang) {
    let one = |one: &crate::analysis::snapshot::PersonChange| {
        let (customer, name, before, after) =
            (&one.customer_name, &one.name, status(one.status.before, lang), status(one.status.after, lang));
        match one.moved {
            Some(Moved::Came) => say!(lang, "{customer} {name}：新增（{after}）", "{customer}, {name}: new ({after})"),
            Some(Moved::Left) => {
                say!(lang, "{customer} {name}：不再列入（原为{before}）", "{customer}, {name}: no longer there (was {before})")
            }
            None => say!(lang, "{customer} {name}：{before} → {after}", "{customer}, {name}: {before} → {after}"),
        }
    };
    put(say!(lang, "关键人物", "Key people"), change.people.iter().map(one).collect(), sheet, lang);
}

fn findings(pack: &Pack<'_>, change: &Comparison, sheet: &mut Sheet) {
    let lang = pack.ask.lang();
    let (new, closed) = (change.findings.new.len(), change.findings.closed.len());
    let (open, unknown) = (change.findings.open.len(), change.findings.unknown.len());
    let unknown = match unknown {
        0 => String::new(),
        _ => say!(lang, "，{unknown} 个因文件未能读取而不明", ", {unknown} not known since a document could not be read"),
    };
    sheet.push(Block::Text(say!(
        lang,
        "审计发现：新增 {new}，解决 {closed}，仍在 {open}{unknown}。",
        "Findings: {new} new, {closed} settled, {open} still open{unknown}."
    )));
    let told = |of: &[FindingState]| -> Vec<String> {
        let mut grave: Vec<&FindingState> = of.iter().filter(|one| one.level != Level::Info).collect();
        grave.sort_by_key(|one| one.level);
        let place = |one: &FindingState| match &one.customer {
            Some(id) => say!(lang, "{}：", "{}: ", pack.ask.loaded.world.customers.called(id)),
            None => String::new(),
        };
        grave.into_iter().map(|one| format!("{} {} {}{}", one.level.word().get(lang), one.rule, place(one), one.message)).collect()
    };
    put(say!(lang, "新增的错误和警告", "New errors and warnings"), told(&change.findings.new), sheet, lang);
    put(say!(lang, "已解决的错误和警告", "Settled errors and warnings"), told(&change.findings.closed), sheet, lang);
}

/// All differences for machines, a row each.
pub(super) fn table(pack: &Pack<'_>) -> Table {
    let mut table = Table::new(vec![
        Column::new("kind", words("种类", "kind")),
        Column::new("customer", words("客户", "customer")),
        Column::new("subject", words("对象", "subject")),
        Column::new("before", words("之前", "before")),
        Column::new("after", words("现在", "now")),
        Column::new("note", words("说明", "note")),
    ])
    .named("compare");
    let Some(change) = &pack.change else { return table };
    let mut rows = Vec::new();
    let all = Cell::Empty;
    plan_rows(&all, &change.plan, change.year, true, &mut rows);
    rows.push(row(
        "coverage",
        all.clone(),
        Cell::Empty,
        Cell::text(change.coverage.before.to_string()),
        Cell::text(change.coverage.after.to_string()),
    ));
    rows.push(row("customers", all.clone(), Cell::Empty, Cell::count(change.count.before), Cell::count(change.count.after)));
    for (level, count) in LEVELS.into_iter().zip(change.levels) {
        rows.push(row("findings", all.clone(), level.key().into(), Cell::count(count.before), Cell::count(count.after)));
    }
    for one in &change.customers {
        let id = Cell::text(&*one.id);
        match one.moved {
            Some(Moved::Came) => rows.push(row("customer", id.clone(), Cell::Empty, Cell::Empty, "there".into())),
            Some(Moved::Left) => rows.push(row("customer", id.clone(), Cell::Empty, "there".into(), Cell::Empty)),
            None => {}
        }
        plan_rows(&id, &one.plan, change.year, false, &mut rows);
        if one.coverage.before != one.coverage.after {
            let shown = |coverage: Option<Coverage>| coverage.map(|one| Cell::text(one.to_string())).unwrap_or_default();
            rows.push(row("coverage", id, Cell::Empty, shown(one.coverage.before), shown(one.coverage.after)));
        }
    }
    for one in &change.people {
        let key = |side: Option<RelationshipStatus>| side.map(|status| Cell::text(status.key())).unwrap_or_default();
        let mut cells = row("status", (&*one.customer).into(), (&*one.person).into(), key(one.status.before), key(one.status.after));
        cells[5] = match one.moved {
            Some(Moved::Came) => "new".into(),
            Some(Moved::Left) => "gone".into(),
            None => Cell::Empty,
        };
        rows.push(cells);
    }
    finding_rows(change, &mut rows);
    table.rows = rows;
    table
}

fn row(kind: &'static str, customer: Cell, subject: Cell, before: Cell, after: Cell) -> Vec<Cell> {
    vec![kind.into(), customer, subject, before, after, Cell::Empty]
}

fn plan_rows(customer: &Cell, plan: &Change<Totals>, year: i32, always: bool, rows: &mut Vec<Vec<Cell>>) {
    let sums = |one: &Totals| [one.contract, one.expected, one.profit];
    let keys = ["contract", "expected", "profit"];
    for ((key, before), after) in keys.into_iter().zip(sums(&plan.before)).zip(sums(&plan.after)) {
        if always || before != after {
            rows.push(row("plan", customer.clone(), format!("{year} {key}").into(), before.into(), after.into()));
        }
    }
}

/// A finding is `open` on the sides on which it is there.
fn finding_rows(change: &Comparison, rows: &mut Vec<Vec<Cell>>) {
    let lists = [
        (&change.findings.new, "", "open"),
        (&change.findings.closed, "open", ""),
        (&change.findings.unknown, "open", "unknown"),
        (&change.findings.open, "open", "open"),
    ];
    for (list, before, after) in lists {
        for one in list {
            let customer = one.customer.as_deref().map(Cell::text).unwrap_or_default();
            let mut cells = row("finding", customer, one.rule.into(), Cell::text(before), Cell::text(after));
            cells[5] = Cell::text(&*one.message);
            rows.push(cells);
        }
    }
}
