//! The lists of the page: what comes, what is overdue, what the audit says, what is not committed.

use std::collections::BTreeMap;

use crate::analysis::due::{Item, Kind};
use crate::archive::CustomerFolder;
use crate::findings::{Finding, Level};
use crate::render::table::Table;
use crate::report::due::state_cell;
use crate::report::sheet::{Block, Sheet};
use crate::report::show::{column, drop_empty_columns};
use crate::say;
use crate::words::{Lang, shell_word, words};

use super::{Care, Page};

/// So many rows of what comes.
const AHEAD: usize = 10;
/// So many rows of what is overdue.
const OVERDUE: usize = 5;
/// So many findings.
const WORST: usize = 3;
/// So many changed files are named.
const FILES: usize = 5;

/// 5 项：联系 2、行动 3
pub(super) fn by_kind<'a>(items: impl Iterator<Item = &'a Item>, lang: Lang) -> String {
    let kinds: Vec<Kind> = items.map(|item| item.kind).collect();
    let count = kinds.len();
    let of = |kind: &Kind| kinds.iter().filter(|one| *one == kind).count();
    let named = Kind::ALL.iter().filter(|kind| of(kind) > 0).map(|kind| format!("{} {}", kind.label().get(lang), of(kind)));
    match count {
        0 => say!(lang, "没有", "nothing"),
        _ => {
            let named = lang.join(named);
            say!(lang, "{count} 项：{named}", "{count}: {named}")
        }
    }
}

/// How many errors and warnings.
pub(super) fn counts(findings: &[&Finding]) -> (usize, usize) {
    let count = |level: Level| findings.iter().filter(|one| one.level == level).count();
    (count(Level::Error), count(Level::Warning))
}

fn table(page: &Page<'_>, items: &[&Item]) -> Table {
    let lang = page.lang();
    let mut table = Table::new(vec![
        column("date", words("日期", "Date")),
        column("days", words("状态", "State")),
        column("kind", words("事项", "Kind")),
        column("customer", words("客户", "Customer")),
        column("person", words("对方", "Theirs")),
        column("staff", words("我方", "Ours")),
        column("subject", words("内容", "What")),
    ]);
    for item in items {
        let name = |named: &Option<crate::analysis::due::Named>| named.as_ref().map(|one| one.name.as_str().to_owned());
        table.rows.push(vec![
            item.date.into(),
            state_cell(item, lang),
            item.kind.label().get(lang).into(),
            name(&item.customer).into(),
            name(&item.person).into(),
            // Who asks for himself need not read his own name in every row.
            name(&item.staff).filter(|_| page.me.is_none()).into(),
            item.subject.as_str().into(),
        ]);
    }
    drop_empty_columns(&mut table);
    table
}

/// The words of `due` for the same items.
pub(super) fn whose(page: &Page<'_>) -> String {
    let escalate = if page.items().any(|item| item.escalated) { " --escalate" } else { "" };
    page.me.map(|me| format!(" --staff {}{escalate}", shell_word(me))).unwrap_or_default()
}

/// What falls due within the days.
pub(super) fn ahead(page: &Page<'_>, sheet: &mut Sheet) {
    let (lang, days) = (page.lang(), page.days);
    let items: Vec<&Item> = page.items().filter(|item| !item.is_past()).collect();
    if items.is_empty() {
        return;
    }
    let mut shown = table(page, &items[..items.len().min(AHEAD)]);
    let more = items.len().saturating_sub(AHEAD);
    if more > 0 {
        let whose = whose(page);
        shown.notes.push(say!(lang, "还有 {more} 项：`kehu due{whose} --days {days}`", "{more} more: `kehu due{whose} --days {days}`"));
    }
    sheet.heading(say!(lang, "今后 {days} 天", "The next {days} days"));
    sheet.push(Block::Table(shown));
}

/// What is overdue, the longest first.
pub(super) fn overdue(page: &Page<'_>, sheet: &mut Sheet) {
    let lang = page.lang();
    let items: Vec<&Item> = page.items().filter(|item| item.is_past()).collect();
    if items.is_empty() {
        return;
    }
    let mut shown = table(page, &items[..items.len().min(OVERDUE)]);
    let more = items.len().saturating_sub(OVERDUE);
    if more > 0 {
        let whose = whose(page);
        shown.notes.push(say!(lang, "还有 {more} 项：`kehu due{whose} --days 0`", "{more} more: `kehu due{whose} --days 0`"));
    }
    sheet.heading(say!(lang, "已经过期", "Overdue"));
    sheet.push(Block::Table(shown));
}

/// The gravest findings, each with the command that settles it.
pub(super) fn findings(page: &Page<'_>, mine: &[&CustomerFolder], sheet: &mut Sheet) {
    let lang = page.lang();
    let mut grave: Vec<&Finding> = page.findings(mine).into_iter().filter(|one| one.level < Level::Info).collect();
    if grave.is_empty() {
        return;
    }
    let all = grave.len();
    grave.sort_by_key(|one| one.level);
    let mut rules: BTreeMap<&str, usize> = BTreeMap::new();
    grave.iter().for_each(|one| *rules.entry(one.rule).or_default() += 1);
    // One of a sort says more than three of the same.
    let (mut first, mut again) = (Vec::new(), Vec::new());
    for one in grave {
        let told = first.iter().any(|other: &&Finding| other.rule == one.rule);
        if told { again.push(one) } else { first.push(one) }
    }
    let told: Vec<&Finding> = first.into_iter().chain(again).take(WORST).collect();
    let mut items: Vec<String> = told.iter().map(|one| finding(page, one, rules.get(one.rule).copied().unwrap_or(1))).collect();
    if all > told.len() {
        let command = audit(page);
        items.push(say!(lang, "共 {all} 个：`{command}`", "all {all}: `{command}`"));
    }
    sheet.heading(say!(lang, "审计指出", "What the audit says"));
    sheet.push(Block::Items(items));
}

/// 星桥设备：…（CAD-03，同类 2 个）, and below it the command that settles it.
fn finding(page: &Page<'_>, one: &Finding, alike: usize) -> String {
    let lang = page.lang();
    let customer = one.customer.as_ref().map(|id| page.world().customers.called(id));
    let (message, rule) = (&one.message, one.rule);
    // What is wrong with a document itself is found where it stands.
    let place = one.of_value.then(|| format!("{}:{}", one.path, one.start.line));
    let text = match place.as_deref().or(customer) {
        Some(place) => say!(lang, "{place}：{message}", "{place}: {message}"),
        None => message.clone(),
    };
    let text = match alike {
        1 => say!(lang, "{text}（{rule}）", "{text} ({rule})"),
        _ => say!(lang, "{text}（{rule}，同类 {alike} 个）", "{text} ({rule}, {alike} of the sort)"),
    };
    let command = (page.settles)(one).unwrap_or_else(|| format!("kehu explain {rule}"));
    format!("{text}\n{command}")
}

/// The audit of the same customers.
pub(super) fn audit(page: &Page<'_>) -> String {
    match (page.care(), page.me) {
        (Care::Own, Some(me)) => format!("kehu audit am:{}", shell_word(me)),
        _ => "kehu audit".to_owned(),
    }
}

/// What is not committed.
pub(super) fn changes(page: &Page<'_>, sheet: &mut Sheet) {
    let lang = page.lang();
    let Some(files) = page.changed.filter(|files| !files.is_empty()) else { return };
    let mut items: Vec<String> = files.iter().take(FILES).cloned().collect();
    let more = files.len().saturating_sub(FILES);
    if more > 0 {
        items.push(say!(lang, "另外 {more} 个，见 `git status`", "{more} more, see `git status`"));
    }
    let count = files.len();
    sheet.heading(say!(lang, "还没有提交的改动：{count} 个文件", "Changes that are not committed: {count} files"));
    sheet.push(Block::Items(items));
}
