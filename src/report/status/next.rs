//! What to do next, as command lines that run as they stand.

use std::collections::BTreeMap;

use crate::analysis::due::{Item, Kind};
use crate::archive::CustomerFolder;
use crate::findings::Level;
use crate::report::hints::tally;
use crate::report::sheet::{Block, Sheet};
use crate::say;
use crate::words::shell_word;

use super::{Page, lists};

/// So many commands at most.
const MOST: usize = 5;

/// A command and what it is good for.
type Step = (String, String);

/// The section.
pub(super) fn steps(page: &Page<'_>, mine: &[&CustomerFolder], sheet: &mut Sheet) {
    let lang = page.lang();
    let mut steps: Vec<Step> = Vec::new();
    let found = [contact(page), verification(page), action(page), worst(page, mine), overdue(page), uncommitted(page), later(page)];
    for step in found.into_iter().flatten() {
        if !steps.iter().any(|(command, _)| *command == step.0) {
            steps.push(step);
        }
    }
    steps.truncate(MOST);
    put(say!(lang, "接下来可以", "What to do next"), steps, sheet);
}

fn put(heading: String, steps: Vec<Step>, sheet: &mut Sheet) {
    // A line of its own: it can be copied.
    let items: Vec<String> = steps.into_iter().map(|(command, what)| format!("{command}\n{what}")).collect();
    if !items.is_empty() {
        sheet.heading(heading);
        sheet.push(Block::Items(items));
    }
}

/// The earliest of a kind.
fn first<'a>(page: &Page<'a>, kind: Kind) -> Option<(&'a Item, String)> {
    let item = page.items().find(|item| item.kind == kind)?;
    let customer = item.customer.as_ref()?;
    Some((item, shell_word(&customer.id)))
}

/// Who is to be contacted first: read about the customer before.
fn contact(page: &Page<'_>) -> Option<Step> {
    let (item, customer) = first(page, Kind::Contact).or_else(|| first(page, Kind::Callback))?;
    let name = item.person.as_ref().or(item.customer.as_ref()).map_or("", |one| one.name.as_str());
    let date = item.date;
    let what = if item.is_past() {
        say!(page.lang(), "{name}应在 {date} 前联系，去之前先看一遍", "{name} was to be contacted by {date}; read this before")
    } else {
        say!(page.lang(), "{date} 联系{name}，去之前先看一遍", "before contacting {name} on {date}")
    };
    Some((format!("kehu brief {customer}"), what))
}

/// An archive that is to be verified: what would be looked at.
fn verification(page: &Page<'_>) -> Option<Step> {
    let (item, customer) = first(page, Kind::Verification)?;
    let (name, date) = (item.customer.as_ref().map_or("", |one| one.name.as_str()), item.date);
    let what =
        say!(page.lang(), "核定{name}的档案（{date} 前）：先看内容", "verifying the archive of {name} (by {date}): look at it first");
    Some((format!("kehu show {customer}"), what))
}

/// The action that is to be done first.
fn action(page: &Page<'_>) -> Option<Step> {
    let item = page.items().find(|item| item.kind == Kind::Action)?;
    let (lang, what, date) = (page.lang(), &item.subject, item.date);
    // What has gone to the superior is somebody else's action.
    let owner = item.whose.as_ref().or(item.staff.as_ref()).map(|one| one.id.as_str()).filter(|_| page.me.is_some());
    let command = owner.map_or_else(|| "kehu actions".to_owned(), |owner| format!("kehu actions owner:{}", shell_word(owner)));
    let why = match item.is_past() {
        true => say!(lang, "行动「{what}」已过期", "the action `{what}` is overdue"),
        false => say!(lang, "行动「{what}」应在 {date} 前完成", "the action `{what}` is to be done by {date}"),
    };
    Some((command, why))
}

/// The customer with most that is wrong.
fn worst(page: &Page<'_>, mine: &[&CustomerFolder]) -> Option<Step> {
    let mut weights: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for one in page.findings(mine) {
        let Some(id) = one.customer.as_deref() else { continue };
        let (errors, warnings) = weights.entry(id).or_default();
        match one.level {
            Level::Error => *errors += 1,
            Level::Warning => *warnings += 1,
            Level::Info => {}
        }
    }
    let (id, (errors, warnings)) = weights.into_iter().rev().max_by_key(|(_, weight)| *weight).filter(|(_, (e, w))| e + w > 0)?;
    let name = page.world().customers.called(id);
    let tally = tally(errors, warnings, page.lang());
    let what = say!(page.lang(), "{name}的问题最多：{tally}", "{name} has most to settle: {tally}");
    Some((format!("kehu audit customer:{}", shell_word(id)), what))
}

/// All that is overdue.
fn overdue(page: &Page<'_>) -> Option<Step> {
    let count = page.items().filter(|item| item.is_past()).count();
    (count > 0).then(|| {
        (format!("kehu due{} --days 0", lists::whose(page)), say!(page.lang(), "全部过期的 {count} 项", "all that is overdue ({count})"))
    })
}

fn uncommitted(page: &Page<'_>) -> Option<Step> {
    let files = page.changed?;
    (!files.is_empty()).then(|| ("kehu check".to_owned(), say!(page.lang(), "提交改动之前检查一遍", "before the changes are committed")))
}

/// Where nothing presses: what comes later.
fn later(page: &Page<'_>) -> Option<Step> {
    let calm = page.items().next().is_none();
    calm.then(|| (format!("kehu due{} --days 30", lists::whose(page)), say!(page.lang(), "今后三十天的", "the next thirty days")))
}

/// In an archive without customers.
pub(super) fn first_steps(page: &Page<'_>, sheet: &mut Sheet) {
    let lang = page.lang();
    sheet.push(Block::Text(say!(lang, "档案里还没有客户。", "There is no customer in the archive yet.")));
    let mut steps: Vec<Step> = Vec::new();
    if page.world().staff.rows.is_empty() {
        let command = say!(
            lang,
            "kehu add-staff 姓名 --title 客户经理 --role account_manager",
            "kehu add-staff NAME --title TITLE --role account_manager"
        );
        steps.push((command, say!(lang, "先登记我方人员", "our people first")));
    }
    steps.push((
        say!(lang, "kehu add-customer 单位名称", "kehu add-customer NAME"),
        say!(lang, "新增一个客户；缺什么会问", "a customer; what is missing is asked for"),
    ));
    steps.push((
        say!(lang, "kehu import 客户.csv --as customers --dry-run", "kehu import customers.csv --as customers --dry-run"),
        say!(lang, "或从表格导入，先看会写什么", "or from a table; look first what would be written"),
    ));
    steps.push(("kehu policy list".to_owned(), say!(lang, "看采用了哪些制度", "which regulations are in force")));
    steps.push((
        say!(lang, "kehu init 示例 --example telecom", "kehu init example --example telecom"),
        say!(lang, "另建一份填好的示例来看", "a filled example to look at, in a folder of its own"),
    ));
    put(say!(lang, "第一步", "The first steps"), steps, sheet);
}
