//! R-07 接触提醒与逾期清单: what falls due in the next days, what is overdue, contacts made against planned.

use chrono::Datelike;
use rust_decimal::Decimal;

use crate::analysis::contacts::{Contacts, Pace};
use crate::analysis::due::Item;
use crate::archive::CustomerFolder;
use crate::form::plan::ContactLine;
use crate::model::percent::Percent;
use crate::query::Query;
use crate::query::matching::Subject;
use crate::render::table::{Cell, Column, Table};
use crate::report::due::{self, Asked};
use crate::report::sheet::{Block, Sheet};
use crate::rules::registry;
use crate::say;
use crate::words::words;

use super::{Ask, Cycle, Made, Reads, Spec, common};

/// How many days ahead the list looks unless a period says how far.
const DAYS: u64 = 7;

pub(super) static SPEC: Spec = Spec {
    number: 7,
    name: "due",
    title: words("接触提醒与逾期清单", "Contacts due and overdue"),
    about: words(
        "已经逾期的、7 天内到期的事项，按经办人；接触次数与计划之比",
        "What is overdue and what falls due within 7 days, by person; contacts made against planned",
    ),
    maker: words("系统", "the tool"),
    audience: words("客户经理", "account managers"),
    cycle: Cycle::Day,
    grace: 0,
    when: words("每日", "daily"),
    source: "000_492afcb71e7a325f.txt 附表6",
    reads: Reads::All,
    make,
};

fn make(ask: &Ask<'_>) -> Made {
    let lang = ask.lang();
    let days = days_ahead(ask);
    let asked = Asked { today: ask.day, days, query: ask.query, staff: &[], escalate: false };
    let items = due::items(ask.loaded, &asked);
    let (late, ahead) = counts(&items);
    let paces = paces(ask);
    let summary = match (late, ahead) {
        (0, 0) => say!(lang, "没有逾期，{days} 天内也没有到期的", "nothing overdue, nothing due within {days} days"),
        (0, _) => say!(lang, "没有逾期，{days} 天内到期 {ahead} 项", "nothing overdue, {ahead} due within {days} days"),
        _ => say!(lang, "逾期 {late} 项，{days} 天内到期 {ahead} 项", "{late} overdue, {ahead} due within {days} days"),
    };
    let mut sheet = common::start(ask);
    let unread = unread(ask);
    if ask.machine {
        let hints = if items.is_empty() { due::hints(ask.loaded, &asked) } else { Vec::new() };
        sheet.push(Block::Table(Table { hints, unread, ..due::table(&items, true, lang) }.named("due")));
        sheet.push(Block::Table(pace_table(&paces, ask).named("pace")));
    } else if items.is_empty() {
        let hints = due::hints(ask.loaded, &asked);
        sheet.push(Block::Table(Table { hints, unread, ..Table::default() }));
        behind(&paces, ask, &mut sheet);
    } else {
        sheet.push(Block::Text(due::summary(&items, days, lang)));
        by_person(items, ask, &mut sheet);
        behind(&paces, ask, &mut sheet);
        // What is not counted is said once, at the end.
        if !unread.is_empty() {
            sheet.push(Block::Table(Table { unread, ..Table::default() }));
        }
    }
    Made { pages: vec![sheet], summary, open: late }
}

/// To the end of a period that is not over, else a week.
fn days_ahead(ask: &Ask<'_>) -> usize {
    let left = (ask.period.last_day() - ask.day).num_days();
    let days = if left > 0 { u64::try_from(left).unwrap_or(DAYS) } else { DAYS };
    usize::try_from(days).unwrap_or(usize::MAX)
}

/// What has passed its day, and what is still to come.
fn counts(items: &[Item]) -> (usize, usize) {
    let late = items.iter().filter(|item| item.is_past()).count();
    (late, items.len() - late)
}

/// Who has most overdue first: an overview of several, then a table each.
fn by_person(items: Vec<Item>, ask: &Ask<'_>, sheet: &mut Sheet) {
    let lang = ask.lang();
    let mut groups = due::by_staff(items);
    groups.sort_by_key(|(staff, items)| (std::cmp::Reverse(counts(items).0), staff.is_none()));
    let nobody = say!(lang, "（无人负责）", "(nobody in charge)");
    if groups.len() > 1 {
        let mut table = Table::new(vec![
            Column::new("staff", words("经办人", "who")),
            Column::new("overdue", words("逾期", "overdue")),
            Column::new("longest", words("最长逾期天数", "longest overdue (days)")),
            Column::new("ahead", words("即将到期", "coming up")),
            Column::new("next", words("最近一项", "next")),
        ]);
        for (staff, items) in &groups {
            let (late, ahead) = counts(items);
            let longest = items.iter().filter(|item| item.is_past()).map(|item| -item.days).max();
            let next = items.iter().find(|item| !item.is_past()).map(|item| item.date);
            let name = staff.as_ref().map_or(nobody.as_str(), |one| &one.name);
            table.rows.push(vec![name.into(), Cell::count(late), longest.map(Cell::Int).into(), Cell::count(ahead), next.into()]);
        }
        sheet.push(Block::Table(table));
    }
    for (staff, items) in groups {
        sheet.heading(staff.as_ref().map_or(nobody.as_str(), |one| &one.name));
        sheet.push(Block::Table(due::without(due::table(&items, false, lang), &["staff"])));
    }
}

/// A line of the year's 附表6 with its pace.
struct Line<'a> {
    folder: &'a CustomerFolder,
    row: &'a ContactLine,
    pace: Pace,
    behind: bool,
}

/// The lines that are asked for, by customer and in the order of the form.
fn paces<'a>(ask: &Ask<'a>) -> Vec<Line<'a>> {
    let world = &ask.loaded.world;
    let least = registry::find("F6-08").filter(|rule| world.policy.is_in_force(rule)).map(|rule| world.policy.number(rule, "min_pace"));
    let mut out = Vec::new();
    for folder in &ask.loaded.customers {
        let Some(doc) = folder.plan_of(ask.day.year()).filter(|doc| doc.whole) else { continue };
        let contacts = Contacts::of(folder, Some(ask.day)).whole();
        for row in doc.record.contact_lines() {
            let meant = ask.query.is_empty() || ask.query.matches(&Subject { world, folder: Some(folder), row: Some(row), today: ask.day });
            let Some(pace) = meant.then(|| contacts.pace(row, ask.day)).flatten() else { continue };
            let behind = least.is_some_and(|least| pace.is_due() && pace.is_below(least));
            out.push(Line { folder, row, pace, behind });
        }
    }
    out
}

fn pace_table<'a>(lines: impl IntoIterator<Item = &'a Line<'a>>, ask: &Ask<'_>) -> Table {
    let mut table = Table::new(vec![
        Column::new("customer", words("客户", "customer")),
        Column::new("staff", words("我方人员", "staff")),
        Column::new("person", words("客户方联系人", "person")),
        Column::new("planned", words("全年计划", "planned")),
        Column::new("due", words("应有", "due")),
        Column::new("actual", words("实际", "actual")),
        Column::new("pace", words("进度", "pace")),
        Column::new("behind", words("落后", "behind")),
    ]);
    for line in lines {
        let (row, pace) = (line.row, line.pace);
        let person = row.person.get().map_or("", |one| &one.id);
        table.rows.push(vec![
            common::customer_cell(line.folder, ask),
            row.ours.get().map(|ours| common::staff_cell(&ours.id, ask)).unwrap_or_default(),
            Cell::text(if ask.machine { person } else { line.folder.people_names.called(person) }),
            Cell::Int(pace.times),
            Cell::Number(Decimal::new(pace.due_tenths(), 1)),
            Cell::Int(pace.actual),
            // A ratio of less than one contact says nothing.
            pace.is_due().then(|| Percent::from_int(pace.percent())).into(),
            Cell::Bool(line.behind),
        ]);
    }
    table
}

/// For people: how the whole plan stands, and the lines that are behind.
fn behind(lines: &[Line<'_>], ask: &Ask<'_>, sheet: &mut Sheet) {
    let lang = ask.lang();
    if lines.is_empty() {
        return;
    }
    let (day, year, all) = (ask.day, ask.day.year(), lines.len());
    let sum = |of: fn(&Pace) -> i64| lines.iter().map(|line| of(&line.pace)).sum::<i64>();
    let pace = Pace::on(ask.day, sum(|pace| pace.times), sum(|pace| pace.actual));
    let late: Vec<&Line<'_>> = lines.iter().filter(|line| line.behind).collect();
    let (count, times, actual, due, percent) = (late.len(), pace.times, pace.actual, Decimal::new(pace.due_tenths(), 1), pace.percent());
    sheet.heading(say!(lang, "接触计划的进度", "Pace of the contact plans"));
    sheet.push(Block::Text(say!(
        lang,
        "{year} 年共 {all} 条，全年计划 {times} 次，到 {day} 应有 {due} 次，实际 {actual} 次，进度 {percent}%；落后 {count} 条",
        "{year}: {all} lines, {times} contacts planned in the year, {due} due by {day}, {actual} made, {percent}%; lines behind: {count}"
    )));
    if count > 0 {
        let mut late = late;
        late.sort_by_key(|line| line.pace.percent());
        sheet.push(Block::Table(due::without(pace_table(late, ask), &["behind"])));
    }
}

/// Documents that the answer needed, of the customers that are asked for.
fn unread(ask: &Ask<'_>) -> Vec<(String, String)> {
    let terms = ask.query.terms.iter().filter(|term| !term.key.is_some_and(due::is_of_rows));
    let of_customers = Query { terms: terms.cloned().collect() };
    due::unread(ask.loaded, &|folder| of_customers.may_mean(&ask.loaded.world, folder, ask.day))
}
