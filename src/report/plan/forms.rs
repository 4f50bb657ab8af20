//! 附表6, 附表7(一), 附表7(二) and the revisions on the plan's page, each with what has come of it.

use crate::analysis::contacts::Contacts;
use crate::analysis::coverage::is_planned;
use crate::analysis::revenue::{Figures, Totals};
use crate::form::Record;
use crate::form::choices::{ActionStatus, Outcome};
use crate::form::plan::{Action, ActionPlan, ContactLine, ContactPlan, Plan, RevenueLine, RevenuePlan, Revision};
use crate::model::percent::Percent;
use crate::render::table::{Cell, Table};
use crate::report::paper::overdue;
use crate::report::revenue::WHOLE_PROJECTS;
use crate::report::sheet::{Block, Pair, Sheet};
use crate::report::show::{OVERDUE, column, drop_empty_columns, head, label};
use crate::say;
use crate::words::{Lang, words};

use super::Page;

/// The heading of a form, its purpose and further facts.
fn start<R: Record>(page: &Page<'_>, facts: Vec<Pair>, sheet: &mut Sheet) {
    sheet.heading(R::SPEC.title.get(page.source.lang()));
    let filled: Vec<Pair> = facts.into_iter().filter(|pair| *pair != Pair::new(pair.label.clone(), "")).collect();
    if !filled.is_empty() {
        sheet.push(Block::Pairs(filled));
    }
}

fn empty(page: &Page<'_>) -> Block {
    Block::Text(say!(page.source.lang(), "（还没有内容）", "(nothing yet)"))
}

/// 附表6: planned and actual contacts, the pace, the date in force.
pub(super) fn contacts(page: &Page<'_>, plan: &Plan, sheet: &mut Sheet) {
    let (source, lang) = (&page.source, page.source.lang());
    let form = plan.contact_plan.get().map(|form| &form.0);
    let facts = form.map_or_else(Vec::new, |form| {
        vec![
            Pair::new(label::<ContactPlan>("purpose", lang), source.value(&form.purpose)),
            Pair::new(label::<ContactPlan>("report_to", lang), source.value(&form.report_to)),
            Pair::new(label::<ContactPlan>("copy_to", lang), source.value(&form.copy_to)),
        ]
    });
    start::<ContactPlan>(page, facts, sheet);
    let mut table = Table::new(vec![
        column("ours", words("我方", "Ours")),
        column("person", words("对方", "Theirs")),
        column("title", words("职务", "Title")),
        column("times", words("计划", "Planned")),
        column("actual", words("已联系", "Actual")),
        column("pace", words("进度", "Pace")),
        column("next", words("下一次", "Next")),
        column("overdue", OVERDUE),
    ]);
    let (mut planned, mut actual) = (0, 0);
    for line in plan.contact_lines() {
        let row = contact(page, line);
        for (sum, at) in [(&mut planned, 3), (&mut actual, 4)] {
            if let Some(Cell::Int(count)) = row.get(at) {
                *sum += count;
            }
        }
        table.rows.push(row);
    }
    if table.rows.is_empty() {
        sheet.push(empty(page));
        return;
    }
    let total = Cell::text(say!(lang, "合计", "Total"));
    let met = page.measured_on().map_or(Cell::Empty, |_| Cell::Int(actual));
    table.totals.push(vec![total, Cell::Empty, Cell::Empty, Cell::Int(planned), met]);
    drop_empty_columns(&mut table);
    table.notes.extend(left_aside(page, plan));
    sheet.push(Block::Table(table));
}

fn contact(page: &Page<'_>, line: &ContactLine) -> Vec<Cell> {
    let source = &page.source;
    let title = line.person.get().and_then(|person| source.row(&person.id)).map(|row| source.value(&row.title));
    let mut row = vec![Cell::from(source.value(&line.ours)), source.value(&line.person).into(), title.into()];
    row.push(line.times.value().map_or(Cell::Empty, |times| Cell::Int(times.0)));
    let Some(day) = page.measured_on() else {
        row.extend([Cell::Empty, Cell::Empty, line.next.value().into()]);
        return row;
    };
    let contacts = Contacts::of(source.customer, Some(day));
    let pace = contacts.pace(line, day);
    let next = contacts.in_force(line).map(|next| next.day);
    row.push(pace.map_or(Cell::Empty, |pace| Cell::Int(pace.actual)));
    row.push(pace.filter(|pace| pace.is_due()).map_or(Cell::Empty, |pace| Percent::from_int(pace.percent()).into()));
    // Of a year that is over nothing is still to come.
    if day == source.today {
        let shown = next.map_or_else(|| say!(source.lang(), "未约定", "not agreed"), |day| day.to_string());
        row.extend([shown.into(), source.overdue(next)]);
    }
    row
}

/// Who of 附表3 has no line.
fn left_aside(page: &Page<'_>, plan: &Plan) -> Option<String> {
    let (source, lang) = (&page.source, page.source.lang());
    let day = page.measured_on().unwrap_or(source.today);
    let people = source.customer.people_on(Some(day)).filter(|row| !is_planned(plan, row.key(), &source.customer.people_names));
    let names: Vec<String> = people.map(|row| row.called().to_owned()).collect();
    let names = (!names.is_empty()).then(|| source.list(&names))?;
    Some(say!(lang, "没有安排联系的关键人物：{names}", "key people without a line: {names}"))
}

/// 附表7(一): the actions and how far they are.
pub(super) fn actions(page: &Page<'_>, plan: &Plan, sheet: &mut Sheet) {
    let (source, lang) = (&page.source, page.source.lang());
    let purpose = plan.action_plan.get().map(|form| source.value(&form.purpose)).unwrap_or_default();
    start::<ActionPlan>(page, vec![Pair::new(label::<ActionPlan>("purpose", lang), purpose)], sheet);
    let keys = ["what", "owner", "start", "end"];
    let mut columns: Vec<_> = keys.iter().map(|key| column(key, head::<Action>(key))).collect();
    columns.extend([
        column("status", head::<Action>("status")),
        column("overdue", OVERDUE),
        column("counterpart", head::<Action>("counterpart")),
        column("note", head::<Action>("note")),
    ]);
    let mut table = Table::new(columns);
    for action in plan.actions() {
        table.rows.push(vec![
            source.value(&action.what).into(),
            source.value(&action.owner).into(),
            action.start.value().into(),
            action.end.value().into(),
            status(page, action).into(),
            overdue(action, source.today).map_or(Cell::Empty, Cell::Int),
            source.value(&action.counterpart).into(),
            source.value(&action.note).into(),
        ]);
    }
    if table.rows.is_empty() {
        sheet.push(empty(page));
        return;
    }
    drop_empty_columns(&mut table);
    sheet.push(Block::Table(table));
}

/// 进行中 50%, 已完成 2026-02-10
fn status(page: &Page<'_>, action: &Action) -> String {
    let source = &page.source;
    // What will be done only after the day is not done on it.
    if action.status.value() == Some(ActionStatus::Done) && !action.is_over(source.today) {
        return ActionStatus::InProgress.label(source.lang()).to_owned();
    }
    let text = source.value(&action.status);
    let detail = match action.status.value() {
        Some(ActionStatus::InProgress) => action.progress.value().map(|progress| format!(" {}%", progress.0)),
        Some(ActionStatus::Done) => action.done_on.value().map(|day| format!(" {day}")),
        _ => None,
    };
    text + &detail.unwrap_or_default()
}

/// 附表7(二): the projects, their sums with weighted rates, the target.
pub(super) fn revenue(page: &Page<'_>, plan: &Plan, sheet: &mut Sheet) {
    let (source, lang) = (&page.source, page.source.lang());
    let form = plan.revenue_plan.get().map(|form| &form.0);
    let purpose = form.map(|form| source.value(&form.purpose)).unwrap_or_default();
    start::<RevenuePlan>(page, vec![Pair::new(label::<RevenuePlan>("purpose", lang), purpose)], sheet);
    let lines: Vec<(&RevenueLine, Figures)> = plan.projects().map(|line| (line, Figures::of(line))).collect();
    // As on the printed form: only whole lines are added up.
    let total = Totals::of(lines.iter().map(|(_, figures)| *figures).filter(Figures::is_whole));
    if lines.is_empty() {
        sheet.push(empty(page));
    } else {
        sheet.push(Block::Table(projects(page, &lines, &total)));
    }
    let Some(form) = form else { return };
    let mut pairs = Vec::new();
    if let Some(target) = form.target.value() {
        let amount = source.text(&Cell::Money(target));
        let reached = total.expected.and_then(|expected| Percent::weighted(expected, target)).filter(|_| !lines.is_empty());
        let text = match reached.map(|rate| rate.rounded(2)) {
            Some(rate) => say!(lang, "{amount}，计划的实际收入为其 {rate}%", "{amount}; the plan's expected revenue is {rate}% of it"),
            None => amount,
        };
        pairs.push(Pair::new(label::<RevenuePlan>("target", lang), text));
    }
    // Some write the label once more into the field.
    let notes = source.value(&form.notes);
    let notes = notes.trim_start_matches("说明及措施").trim_start_matches(['：', ':']).trim_start();
    if !notes.is_empty() {
        pairs.push(Pair::new(label::<RevenuePlan>("notes", lang), notes));
    }
    if !pairs.is_empty() {
        sheet.push(Block::Pairs(pairs));
    }
}

fn projects(page: &Page<'_>, lines: &[(&RevenueLine, Figures)], total: &Totals) -> Table {
    let (source, lang) = (&page.source, page.source.lang());
    let keys = ["project", "contract", "win_rate", "expected", "margin", "profit", "outcome", "actual_contract", "remark"];
    let mut table = Table::new(keys.iter().map(|key| column(key, head::<RevenueLine>(key))).collect()).computed(WHOLE_PROJECTS);
    for (line, figures) in lines {
        let outcome = line.outcome_on(Some(source.today));
        table.rows.push(vec![
            Cell::text(line.called()),
            figures.contract.into(),
            figures.win_rate.into(),
            figures.expected.into(),
            figures.margin.into(),
            figures.profit.into(),
            Cell::text(outcome_text(outcome, line, lang)),
            line.actual_contract.value().filter(|_| outcome == Outcome::Won).into(),
            source.value(&line.remark).into(),
        ]);
    }
    table.totals.push(vec![
        Cell::text(say!(lang, "总计", "Total")),
        total.contract.into(),
        total.win_rate().into(),
        total.expected.into(),
        total.margin().into(),
        total.profit.into(),
    ]);
    drop_empty_columns(&mut table);
    let left_out = lines.len() - total.projects;
    if left_out > 0 {
        table.notes.push(say!(
            lang,
            "{left_out} 个项目缺合同额、获取率或利润率，没有计入总计",
            "{left_out} projects lack a contract amount, win rate or margin and are not in the total"
        ));
    }
    table
}

fn outcome_text(outcome: Outcome, line: &RevenueLine, lang: Lang) -> String {
    let day = line.decided_on.value().filter(|_| outcome != Outcome::Open);
    day.map_or_else(|| outcome.label(lang).to_owned(), |day| format!("{} {day}", outcome.label(lang)))
}

/// The revisions, as they are written.
pub(super) fn revised(plan: &Plan) -> impl Iterator<Item = &Revision> {
    plan.revisions.get().into_iter().flat_map(|list| list.iter().map(|one| &one.0))
}

/// 调整记录 (第十六条 2) up to the day.
pub(super) fn revisions(page: &Page<'_>, plan: &Plan, sheet: &mut Sheet) {
    let source = &page.source;
    let keys = ["date", "reason", "changes", "approved_by"];
    let mut table = Table::new(keys.iter().map(|key| column(key, head::<Revision>(key))).collect());
    for one in revised(plan).filter(|one| one.date.value().is_none_or(|day| day <= source.today)) {
        let fields = [source.value(&one.reason), source.value(&one.changes), source.value(&one.approved_by)];
        table.rows.push(std::iter::once(Cell::from(one.date.value())).chain(fields.into_iter().map(Cell::from)).collect());
    }
    drop_empty_columns(&mut table);
    if !table.rows.is_empty() {
        sheet.heading(label::<Plan>("revisions", source.lang()));
        sheet.push(Block::Table(table));
    }
}
