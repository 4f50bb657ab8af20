//! R-04 客户档案核定表: a row a customer: last verified when and by whom, countersigned by whom, changed since, findings that are open.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::archive::CustomerFolder;
use crate::findings::Level;
use crate::form::choices::StaffRole;
use crate::form::customer::{Customer, Verified};
use crate::model::percent::Percent;
use crate::render::table::{Cell, Table, Tone};
use crate::report::sheet::Block;
use crate::rules::cadence::{cad_03, cad_09};
use crate::rules::ours;
use crate::say;
use crate::words::{Lang, Words, shell_word, words};

use super::{Ask, Cycle, Made, Reads, Spec, common, shape};

pub(super) static SPEC: Spec = Spec {
    number: 4,
    name: "verification",
    title: words("客户档案核定表", "Re-verification of the archives"),
    about: words(
        "每个客户：最近何时由谁核定、由谁复核，此后有无改动，未解决的审计发现",
        "A row a customer: last verified when and by whom, countersigned by whom, changed since, findings that are open",
    ),
    maker: words("客户经理", "account managers"),
    audience: words("市场部部长、大区经理", "marketing director, regional managers"),
    cycle: Cycle::Quarter,
    grace: 15,
    when: words("每季度", "quarterly"),
    source: "000_492afcb71e7a325f.txt 第十二条 5",
    reads: Reads::Findings,
    make,
};

/// Whether the archive was verified for the period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum State {
    /// Not at all, and the period is over.
    Missing,
    /// Only after the days of grace.
    Late,
    /// Not at all, but the period is not over.
    NotDue,
    /// Not at all, and nobody asks for it: the archive was not there when the period began, or CAD-03 is not in force.
    NotAsked,
    /// In the period or within the days of grace.
    Done,
}

impl State {
    const fn key(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Late => "late",
            Self::NotDue => "not_due",
            Self::NotAsked => "not_asked",
            Self::Done => "done",
        }
    }

    const fn label(self) -> Words {
        match self {
            Self::Missing => words("未核定", "missing"),
            Self::Late => words("迟核定", "late"),
            Self::NotDue => words("未到期", "not due"),
            Self::NotAsked => words("不要求", "not asked"),
            Self::Done => words("已核定", "done"),
        }
    }
}

/// One customer's archive.
struct Line<'a> {
    customer: &'a CustomerFolder,
    record: &'a Customer,
    stamp: Option<(NaiveDate, &'a Verified)>,
    state: State,
    /// Whether the newest verification was checked by whom it should be; none without one, and where that cannot be told.
    countersigned: Option<bool>,
    /// Whether the archive was changed after the newest verification; none where nobody has said so.
    changed: Option<bool>,
    errors: usize,
    warnings: usize,
}

impl Line<'_> {
    fn is_due(&self) -> bool {
        !matches!(self.state, State::NotDue | State::NotAsked)
    }

    fn is_verified(&self) -> bool {
        matches!(self.state, State::Done | State::Late)
    }
}

fn make(ask: &Ask<'_>) -> Made {
    let lang = ask.lang();
    let lines = lines(ask);
    let mut sheet = common::start(ask);
    let due: Vec<&Line<'_>> = lines.iter().filter(|line| line.is_due()).collect();
    let done = due.iter().filter(|line| line.is_verified()).count();
    if !ask.machine && !due.is_empty() {
        let all = due.len();
        let share = share(done, all).map(|share| format!("{}%", share.rounded(0))).unwrap_or_default();
        sheet.push(Block::Text(say!(lang, "已核定 {done} / {all} 个客户（{share}）", "verified: {done} of {all} customers ({share})")));
    }
    let mut table = table(&lines, ask);
    common::name_unread(&mut table, ask, shape::JUDGED);
    if let Some(hint) = common::no_customers(ask) {
        table.hints.push(hint);
    }
    table.notes.extend(shape::not_in_force("CAD-03", ask));
    sheet.push(Block::Table(table));
    if !ask.machine {
        shape::points(&mut sheet, say!(lang, "还要核定", "still to be verified"), to_verify(&lines, ask));
        shape::points(&mut sheet, say!(lang, "还要复核", "still to be countersigned"), to_check(&lines, ask));
    }
    shape::below(&mut sheet, say!(lang, "按客户经理", "by account manager"), managers(&lines, ask), ask);
    let open =
        lines.iter().filter(|line| line.state == State::Missing || (line.is_verified() && line.countersigned == Some(false))).count();
    Made { pages: vec![sheet], summary: summary(&lines, ask), open }
}

/// The customers whose archive was there on the day, by state, then by id.
fn lines<'a>(ask: &Ask<'a>) -> Vec<Line<'a>> {
    let loaded = ask.loaded;
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for finding in &loaded.findings {
        let Some(customer) = finding.customer.as_deref() else { continue };
        let count = counts.entry(customer).or_default();
        count.0 += usize::from(finding.level == Level::Error);
        count.1 += usize::from(finding.level == Level::Warning);
    }
    let grace = shape::archive_scene("CAD-03", ask).param("grace_days");
    let mut lines: Vec<Line<'a>> =
        loaded.customers.iter().filter(|one| (ask.wanted)(one)).filter_map(|one| line(one, grace, ask)).collect();
    for line in &mut lines {
        (line.errors, line.warnings) = counts.get(&*line.customer.id).copied().unwrap_or_default();
    }
    lines.sort_by_key(|line| line.state);
    lines
}

/// None of a customer whose archive was set up later, and of one whose stamps could not be read: that one is named below.
fn line<'a>(customer: &'a CustomerFolder, grace: i64, ask: &Ask<'a>) -> Option<Line<'a>> {
    let doc = customer.profile.as_ref()?;
    let record = &doc.record;
    if cad_03::is_unclear(doc) || record.established_on.value().is_some_and(|day| day > ask.day) {
        return None;
    }
    let world = &ask.loaded.world;
    let stamps: Vec<NaiveDate> = cad_03::stamps(record, ask.period, ask.day).collect();
    let limit = cad_03::limit(ask.period, grace);
    let rule = shape::rule("CAD-03");
    let judged = world.policy.is_in_force(rule) && shape::scene(rule, customer, ask).is_judged(ask.period);
    let state = if stamps.iter().any(|day| *day <= limit) {
        State::Done
    } else if !stamps.is_empty() {
        State::Late
    } else if !judged {
        State::NotAsked
    } else if ask.period.is_complete(ask.day) {
        State::Missing
    } else {
        State::NotDue
    };
    let stamp = record.newest_verified(ask.day);
    let countersigned = stamp.and_then(|(_, stamp)| match cad_09::check(stamp, world) {
        cad_09::Check::Right => Some(true),
        cad_09::Check::Unclear => None,
        cad_09::Check::Missing | cad_09::Check::Himself(_) | cad_09::Check::NotEntitled(_) => Some(false),
    });
    let updated = world.updated_on(&customer.id, record).map(|update| update.day).filter(|day| *day <= ask.day);
    let changed = stamp.zip(updated).map(|((verified, _), updated)| updated > verified);
    Some(Line { customer, record, stamp, state, countersigned, changed, errors: 0, warnings: 0 })
}

fn table(lines: &[Line<'_>], ask: &Ask<'_>) -> Table {
    let lang = ask.lang();
    let mut table = Table::new(vec![
        shape::column("customer", "客户", "customer"),
        shape::column("account_manager", "客户经理", "account manager"),
        shape::column("region", "大区", "region"),
        shape::column("state", "状态", "state"),
        shape::column("verified_on", "核定日期", "verified on"),
        shape::column("by", "核定人", "by"),
        shape::column("checked_by", "复核", "checked by"),
        shape::column("countersigned", "复核合规", "checked rightly"),
        shape::column("changed_since", "核定后有改动", "changed since"),
        shape::column("errors", "错误", "errors"),
        shape::column("warnings", "警告", "warnings"),
    ])
    .named("verification");
    for line in lines {
        let (day, stamp) = line.stamp.map_or((None, None), |(day, stamp)| (Some(day), Some(stamp)));
        let label = line.state.label().get(lang);
        let state = match line.state {
            State::Missing if !ask.machine => Cell::Toned(Tone::Bad, label.to_owned()),
            State::Late if !ask.machine => Cell::Toned(Tone::Fair, label.to_owned()),
            state => shape::word(state.key(), label, ask),
        };
        let region = line.record.region.get().map(|region| &*region.id);
        let regions = &ask.loaded.world.regions;
        table.rows.push(vec![
            common::customer_cell(line.customer, ask),
            shape::staff(line.record.account_manager.get(), ask),
            region.map_or(Cell::Empty, |id| Cell::text(if ask.machine { id } else { regions.called(id) })),
            state,
            day.into(),
            shape::staff(stamp.and_then(|stamp| stamp.by.get()), ask),
            shape::staff(stamp.and_then(|stamp| stamp.checked_by.get()), ask),
            wrong(line.countersigned, false, ask),
            wrong(line.changed, true, ask),
            Cell::count(line.errors),
            Cell::count(line.warnings),
        ]);
    }
    let right = lines.iter().all(|line| line.countersigned != Some(false));
    shape::lean(&mut table, ask, if right { &["countersigned"] } else { &[] });
    table
}

/// Yes or no; for people in colour where it is what should not be.
fn wrong(value: Option<bool>, bad: bool, ask: &Ask<'_>) -> Cell {
    match value {
        None => Cell::Empty,
        Some(value) if value == bad && !ask.machine => Cell::Toned(Tone::Fair, Cell::yes_no(value, ask.lang()).to_owned()),
        Some(value) => Cell::Bool(value),
    }
}

/// What each account manager is still to verify, with the command.
fn to_verify(lines: &[Line<'_>], ask: &Ask<'_>) -> Vec<String> {
    let lang = ask.lang();
    let mut by: BTreeMap<&str, Vec<&CustomerFolder>> = BTreeMap::new();
    for line in lines.iter().filter(|line| line.state == State::Missing) {
        by.entry(line.record.account_manager.get().map_or("", |one| &one.id)).or_default().push(line.customer);
    }
    let mut out = Vec::new();
    for (id, customers) in by {
        let names: Vec<&str> = customers.iter().map(|one| one.called()).collect();
        let name = if id.is_empty() {
            say!(lang, "没有客户经理", "no account manager")
        } else {
            ours::name(&ask.loaded.world, id).to_owned()
        };
        let (list, me) = (ours::listed(&names, lang), shell_word(id));
        let what = command(&customers);
        let me = if id.is_empty() { String::new() } else { format!(" --me {me}") };
        out.push(say!(lang, "{name}：{list}。核对后 `kehu certify {what}{me}`", "{name}: {list}. When checked, `kehu certify {what}{me}`"));
    }
    out
}

/// What is to be checked by somebody else than who made it.
fn to_check(lines: &[Line<'_>], ask: &Ask<'_>) -> Vec<String> {
    let lang = ask.lang();
    let open: Vec<&CustomerFolder> =
        lines.iter().filter(|line| line.is_verified() && line.countersigned == Some(false)).map(|line| line.customer).collect();
    if open.is_empty() {
        return Vec::new();
    }
    let names: Vec<&str> = open.iter().map(|one| one.called()).collect();
    let (list, what, director) = (ours::listed(&names, lang), command(&open), shape::holders(StaffRole::MarketingDirector, ask));
    let me = ours::first_with(&ask.loaded.world, StaffRole::MarketingDirector, Some(ask.day))
        .map(shell_word)
        .unwrap_or_else(|| "STAFF".to_owned());
    vec![say!(
        lang,
        "{list}：由市场部部长{director}或大区经理复核，`kehu certify {what} --countersign --me {me}`",
        "{list}: by the marketing director {director} or a regional manager, `kehu certify {what} --countersign --me {me}`"
    )]
}

/// Customers as words of a command line; of many the first.
fn command(customers: &[&CustomerFolder]) -> String {
    const MOST: usize = 5;
    customers.iter().take(MOST).map(|one| shell_word(&one.id)).collect::<Vec<_>>().join(" ")
}

/// How far each account manager is.
fn managers(lines: &[Line<'_>], ask: &Ask<'_>) -> Table {
    #[derive(Default)]
    struct Count {
        customers: usize,
        due: usize,
        verified: usize,
        unchecked: usize,
        errors: usize,
        warnings: usize,
    }
    let mut by: BTreeMap<&str, Count> = BTreeMap::new();
    for line in lines {
        let count = by.entry(line.record.account_manager.get().map_or("", |one| &one.id)).or_default();
        count.customers += 1;
        count.due += usize::from(line.is_due());
        count.verified += usize::from(line.is_verified());
        count.unchecked += usize::from(line.is_verified() && line.countersigned == Some(false));
        count.errors += line.errors;
        count.warnings += line.warnings;
    }
    let mut table = Table::new(vec![
        shape::column("account_manager", "客户经理", "account manager"),
        shape::column("customers", "客户数", "customers"),
        shape::column("due", "应核定", "due"),
        shape::column("verified", "已核定", "verified"),
        shape::column("share", "完成率", "done"),
        shape::column("not_countersigned", "待复核", "to be checked"),
        shape::column("errors", "错误", "errors"),
        shape::column("warnings", "警告", "warnings"),
    ])
    .named("managers");
    for (id, count) in &by {
        let name = match (id.is_empty(), ask.machine) {
            (true, true) => Cell::Empty,
            (true, false) => Cell::text(say!(ask.lang(), "（没有客户经理）", "(nobody)")),
            (false, _) => common::staff_cell(id, ask),
        };
        table.rows.push(vec![
            name,
            Cell::count(count.customers),
            Cell::count(count.due),
            Cell::count(count.verified),
            share(count.verified, count.due).into(),
            Cell::count(count.unchecked),
            Cell::count(count.errors),
            Cell::count(count.warnings),
        ]);
    }
    table
}

fn share(part: usize, of: usize) -> Option<Percent> {
    Percent::ratio(i64::try_from(part).ok()?, i64::try_from(of).ok()?)
}

fn summary(lines: &[Line<'_>], ask: &Ask<'_>) -> String {
    let lang: Lang = ask.lang();
    let due = lines.iter().filter(|line| line.is_due()).count();
    let done = lines.iter().filter(|line| line.is_verified()).count();
    let unchecked = lines.iter().filter(|line| line.is_verified() && line.countersigned == Some(false)).count();
    let errors: usize = lines.iter().map(|line| line.errors).sum();
    if due == 0 {
        return say!(lang, "没有到期要核定的客户", "nothing is due to be verified");
    }
    let mut parts = vec![say!(lang, "已核定 {done} / {due} 个客户", "{done} of {due} customers verified")];
    if unchecked > 0 {
        parts.push(say!(lang, "待复核 {unchecked} 个", "{unchecked} to be countersigned"));
    }
    if errors > 0 {
        parts.push(say!(lang, "未解决的错误 {errors} 个", "open errors: {errors}"));
    }
    parts.join(words("，", ", ").get(lang))
}
