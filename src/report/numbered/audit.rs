//! R-29 审计报告: findings by rule, level, customer and account manager; what is new and what is settled since the period before.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::analysis::snapshot::{FindingState, Snapshot, compare};
use crate::archive::CustomerFolder;
use crate::findings::sink::Counts;
use crate::findings::{Finding, Level};
use crate::model::period::PeriodKind;
use crate::render::table::{Cell, Column, Table, Tone};
use crate::report::hints;
use crate::report::sheet::{Block, Pair, Sheet};
use crate::rules::registry;
use crate::say;
use crate::words::{Lang, Words, words};

use super::pack::change::held_against;
use super::{Ask, Cycle, Made, Reads, Spec, common, figures};

pub(super) static SPEC: Spec = Spec {
    number: 29,
    name: "audit",
    title: words("审计报告", "Audit report"),
    about: words(
        "发现按规则、级别、客户、客户经理的分布，与上期相比新增和解决的",
        "Findings by rule, level, customer and account manager; what is new and what is settled since the period before",
    ),
    maker: words("系统", "the tool"),
    audience: words("评审人员、持续集成、定时任务", "reviewers, CI, cron"),
    cycle: Cycle::Month,
    grace: 0,
    when: words("每次评审、每月", "each review, monthly"),
    source: "全部",
    reads: Reads::Before(PeriodKind::Month, 1),
    make,
};

/// Errors that people are shown with what settles them.
const SHOWN: usize = 15;
/// Customers that people are shown.
const CUSTOMERS: usize = 40;

fn make(ask: &Ask<'_>) -> Made {
    let lang = ask.lang();
    let mut sheet = common::start(ask);
    let tallies = Tallies::of(ask);
    let all = &tallies.all;
    let held = ask.before.first().map(|before| held_against(before, lang));
    if !ask.machine {
        sheet.push(Block::Line(line(all, &tallies, lang)));
        sheet.blocks.extend(held.map(Block::Text));
        errors_for_people(&mut sheet, &tallies, ask);
    }
    let none = tallies.findings.is_empty().then(|| nothing(ask));
    let by_rule = by_rule(&tallies, ask);
    figures::put(&mut sheet, ask, words("按规则", "By rule").get(lang), by_rule, none);
    figures::put(&mut sheet, ask, words("按客户", "By customer").get(lang), by_customer(&tallies, ask), None);
    figures::put(&mut sheet, ask, words("按客户经理", "By account manager").get(lang), by_manager(&tallies, ask), None);
    if ask.machine {
        sheet.push(Block::Table(errors(&tallies)));
    }
    figures::put(&mut sheet, ask, words("与上期相比", "Against the period before").get(lang), trend(&tallies, ask), None);
    Made { pages: vec![sheet], summary: summary(&tallies, ask), open: all.levels.error }
}

/// Findings counted together.
#[derive(Clone, Debug, Default)]
struct Tally {
    levels: Counts,
    new: usize,
    settled: usize,
}

impl Tally {
    /// The cells of a row, worst first. Without a day before nobody knows what is new.
    fn cells(&self, knows: bool) -> [Cell; 5] {
        let since = |count: usize| if knows { Cell::count(count) } else { Cell::Empty };
        [
            Cell::count(self.levels.error),
            Cell::count(self.levels.warning),
            Cell::count(self.levels.info),
            since(self.new),
            since(self.settled),
        ]
    }

    fn order(&self) -> impl Ord + use<> {
        std::cmp::Reverse((self.levels.error, self.levels.warning, self.levels.info, self.settled))
    }
}

/// A rule at a level.
#[derive(Default)]
struct OfRule<'a> {
    tally: Tally,
    customers: BTreeSet<&'a str>,
}

/// What the audit says, counted.
struct Tallies<'a> {
    findings: Vec<&'a Finding>,
    all: Tally,
    rules: BTreeMap<(Level, usize, &'static str), OfRule<'a>>,
    /// By customer id; empty: staff, registers, the archive itself.
    customers: BTreeMap<String, Tally>,
    /// Whether there is a day before to compare with.
    knows: bool,
    /// The same figures at the end of the period before.
    before: Option<Tally>,
    unread: bool,
}

impl<'a> Tallies<'a> {
    fn of(ask: &Ask<'a>) -> Self {
        let loaded = ask.loaded;
        let chosen: BTreeSet<&str> = ask.loaded.customers.iter().filter(|folder| (ask.wanted)(folder)).map(|folder| &*folder.id).collect();
        let everybody = ask.query.is_empty();
        let is_meant = |customer: Option<&str>| everybody || customer.is_some_and(|id| chosen.contains(id));
        let findings: Vec<&Finding> = loaded.findings.iter().filter(|one| is_meant(one.customer.as_deref())).collect();
        let unread = loaded.unread.iter().any(|one| is_meant(one.customer.as_deref()));
        let mut out = Self {
            findings,
            all: Tally::default(),
            rules: BTreeMap::new(),
            customers: BTreeMap::new(),
            knows: false,
            before: None,
            unread,
        };
        for finding in out.findings.clone() {
            let of_rule = out.rules.entry(key(finding.level, finding.rule)).or_default();
            of_rule.tally.levels.add(finding.level);
            of_rule.customers.extend(finding.customer.as_deref());
            out.all.levels.add(finding.level);
            out.customers.entry(finding.customer.as_deref().unwrap_or("").to_owned()).or_default().levels.add(finding.level);
        }
        if let Some(before) = ask.before.first() {
            out.compare(before, ask, is_meant);
        }
        out
    }

    fn compare(&mut self, before: &Snapshot, ask: &Ask<'_>, is_meant: impl Fn(Option<&str>) -> bool) {
        let change = compare(before, &Snapshot::of(ask.loaded, ask.day)).findings;
        self.knows = true;
        let mut then = Tally::default();
        before.findings.iter().filter(|one| is_meant(one.customer.as_deref())).for_each(|one| then.levels.add(one.level));
        self.before = Some(then);
        let mut count = |one: &FindingState, add: fn(&mut Tally)| {
            if is_meant(one.customer.as_deref()) {
                add(&mut self.all);
                add(&mut self.rules.entry(key(one.level, one.rule)).or_default().tally);
                add(self.customers.entry(one.customer.as_deref().unwrap_or("").to_owned()).or_default());
            }
        };
        change.new.iter().for_each(|one| count(one, |tally| tally.new += 1));
        change.closed.iter().for_each(|one| count(one, |tally| tally.settled += 1));
    }
}

fn key(level: Level, rule: &'static str) -> (Level, usize, &'static str) {
    (level, registry::place(rule).unwrap_or(usize::MAX), rule)
}

/// What `kehu audit` would end with.
const fn exit_status(tallies: &Tallies<'_>) -> u8 {
    if tallies.all.levels.error > 0 || tallies.unread { 1 } else { 0 }
}

fn summary(tallies: &Tallies<'_>, ask: &Ask<'_>) -> String {
    let (lang, all) = (ask.lang(), &tallies.all);
    let mut parts = vec![hints::tally(all.levels.error, all.levels.warning, lang)];
    if tallies.knows {
        let (new, settled) = (all.new, all.settled);
        parts.push(say!(lang, "新增 {new} 条、解决 {settled} 条", "{new} new, {settled} settled"));
    }
    let exit = exit_status(tallies);
    parts.push(say!(lang, "审计的退出状态为 {exit}", "exit status of the audit: {exit}"));
    figures::phrases(&parts, lang)
}

fn line(all: &Tally, tallies: &Tallies<'_>, lang: Lang) -> Vec<Pair> {
    let pair = |label: Words, count: usize| Pair::new(label.get(lang), count.to_string());
    let mut out = vec![
        pair(words("错误", "Errors"), all.levels.error),
        pair(words("警告", "Warnings"), all.levels.warning),
        pair(words("提示", "Infos"), all.levels.info),
    ];
    if tallies.knows {
        out.extend([pair(words("新增", "New"), all.new), pair(words("解决", "Settled"), all.settled)]);
    }
    out.push(Pair::new(words("退出状态", "Exit status").get(lang), exit_status(tallies).to_string()));
    out
}

fn nothing(ask: &Ask<'_>) -> String {
    let lang = ask.lang();
    common::no_customers(ask).unwrap_or_else(|| say!(lang, "没有发现问题", "nothing was found"))
}

/// The errors with the command that settles each: what has to be done first.
fn errors_for_people(sheet: &mut Sheet, tallies: &Tallies<'_>, ask: &Ask<'_>) {
    let lang = ask.lang();
    let errors = || tallies.findings.iter().filter(|one| one.level == Level::Error);
    let count = errors().count();
    if count == 0 {
        return;
    }
    sheet.heading(words("先处理错误", "Errors first").get(lang));
    let folders: BTreeMap<&str, &CustomerFolder> = ask.loaded.customers.iter().map(|folder| (&*folder.id, folder)).collect();
    let line = |one: &&Finding| {
        let name = one.customer.as_deref().and_then(|id| folders.get(id)).map_or(&*one.path, |folder| folder.called());
        let (rule, message) = (one.rule, &one.message);
        let said = say!(lang, "{rule} {name}：{message}", "{rule} {name}: {message}");
        match (ask.settles)(one) {
            Some(command) => say!(lang, "{said}；`{command}`", "{said}; `{command}`"),
            None if one.help.is_empty() => said,
            None => say!(lang, "{said}；{}", "{said}; {}", one.help),
        }
    };
    let mut items: Vec<String> = errors().take(SHOWN).map(line).collect();
    if count > SHOWN {
        let more = count - SHOWN;
        items.push(say!(lang, "还有 {more} 个；`kehu audit` 列出全部", "{more} more; `kehu audit` lists them all"));
    }
    sheet.push(Block::Items(items));
}

/// A row a rule and level, grave ones first, then the most frequent.
fn by_rule(tallies: &Tallies<'_>, ask: &Ask<'_>) -> Table {
    let lang = ask.lang();
    let mut table = Table::new(vec![
        Column::new("rule", words("规则", "rule")),
        Column::new("level", words("级别", "level")),
        Column::new("title", words("内容", "title")),
        Column::new("findings", words("问题", "findings")),
        Column::new("customers", words("客户数", "customers")),
        Column::new("new", words("新增", "new")),
        Column::new("settled", words("解决", "settled")),
    ]);
    let mut rules: Vec<_> = tallies.rules.iter().collect();
    rules.sort_by_key(|((level, place, _), of)| (*level, std::cmp::Reverse(of.tally.levels.total()), *place));
    for ((level, _, rule), OfRule { tally, customers }) in rules {
        let word = level.word().get(lang);
        let level = match level {
            level if ask.machine => level.key().into(),
            Level::Error => Cell::Toned(Tone::Bad, word.to_owned()),
            Level::Warning => Cell::Toned(Tone::Fair, word.to_owned()),
            Level::Info => word.into(),
        };
        let [.., new, settled] = tally.cells(tallies.knows);
        let title = registry::find(rule).map_or("", |rule| rule.title.get(lang));
        table.rows.push(vec![
            (*rule).into(),
            level,
            title.into(),
            Cell::count(tally.levels.total()),
            Cell::count(customers.len()),
            new,
            settled,
        ]);
    }
    let loaded = ask.loaded;
    if !tallies.knows {
        table.notes.push(say!(lang, "没有上期的情况，不知道哪些是新增的", "nothing is known of the period before, nor what is new"));
    }
    if !loaded.ignored.is_empty() {
        let count = loaded.ignored.len();
        table.notes.push(say!(
            lang,
            "另有 {count} 条按 kehu.toml 的 [[ignore]] 不计",
            "besides, accepted by [[ignore]] of kehu.toml: {count}"
        ));
    }
    if !loaded.not_judged.is_empty() {
        let rules: BTreeSet<&str> = loaded.not_judged.iter().map(|one| one.rule).collect();
        let count = rules.len();
        table.notes.push(say!(
            lang,
            "{count} 条规则因有文件读不出来而没有（对每个客户）判断",
            "rules that could not be judged (of every customer), because documents could not be read: {count}"
        ));
    }
    let everybody = ask.query.is_empty();
    let needed: BTreeSet<&str> = loaded.customers.iter().filter(|folder| (ask.needed)(folder)).map(|folder| &*folder.id).collect();
    let unread = loaded.unread.iter().filter(|one| one.customer.as_deref().map_or(everybody, |id| everybody || needed.contains(id)));
    table.unread.extend(unread.map(|one| (one.path.to_string(), one.reason.clone())));
    table.named("audit")
}

fn count_columns() -> Vec<Column> {
    vec![
        Column::new("errors", words("错误", "errors")),
        Column::new("warnings", words("警告", "warnings")),
        Column::new("infos", words("提示", "infos")),
        Column::new("new", words("新增", "new")),
        Column::new("settled", words("解决", "settled")),
    ]
}

/// A row a customer, the one with most errors first; what belongs to none last.
fn by_customer(tallies: &Tallies<'_>, ask: &Ask<'_>) -> Table {
    let lang = ask.lang();
    let mut columns =
        vec![Column::new("customer", words("客户", "customer")), Column::new("account_manager", words("客户经理", "account manager"))];
    columns.extend(count_columns());
    let mut table = Table::new(columns);
    let folders: BTreeMap<&str, &CustomerFolder> = ask.loaded.customers.iter().map(|folder| (&*folder.id, folder)).collect();
    let mut all: Vec<(&String, &Tally)> = tallies.customers.iter().collect();
    all.sort_by_key(|(id, tally)| (id.is_empty(), tally.order(), (*id).clone()));
    let count = all.len();
    for (id, tally) in all.into_iter().take(if ask.machine { usize::MAX } else { CUSTOMERS }) {
        let (name, manager) = match folders.get(id.as_str()) {
            Some(folder) => (common::customer_cell(folder, ask), figures::manager_cell(folder, ask)),
            None if id.is_empty() && !ask.machine => (words("（人员与登记簿）", "(staff and registers)").get(lang).into(), Cell::Empty),
            None => (Cell::text(id.as_str()), Cell::Empty),
        };
        table.rows.push([name, manager].into_iter().chain(tally.cells(tallies.knows)).collect());
    }
    if !ask.machine && count > CUSTOMERS {
        table.notes.push(say!(
            lang,
            "问题最多的 {CUSTOMERS} 个，共 {count} 个；全部见 `--format json`",
            "the {CUSTOMERS} with most findings of {count}; `--format json` has them all"
        ));
    }
    table.named("customers")
}

/// A row an account manager.
fn by_manager(tallies: &Tallies<'_>, ask: &Ask<'_>) -> Table {
    let mut columns =
        vec![Column::new("account_manager", words("客户经理", "account manager")), Column::new("customers", words("客户数", "customers"))];
    columns.extend(count_columns());
    let mut table = Table::new(columns);
    let mut managers: BTreeMap<&str, (usize, Tally)> = BTreeMap::new();
    for folder in ask.loaded.customers.iter().filter(|folder| (ask.wanted)(folder)) {
        let (count, sum) = managers.entry(figures::manager(folder).unwrap_or("")).or_default();
        *count += 1;
        let Some(own) = tallies.customers.get(&*folder.id) else { continue };
        sum.levels.merge(own.levels);
        sum.new += own.new;
        sum.settled += own.settled;
    }
    let mut all: Vec<_> = managers.into_iter().collect();
    all.sort_by_key(|(id, (_, tally))| (id.is_empty(), tally.order(), *id));
    for (id, (count, tally)) in all {
        let name = match id {
            "" if ask.machine => Cell::Empty,
            "" => words("（没有客户经理）", "(nobody)").get(ask.lang()).into(),
            id => common::staff_cell(id, ask),
        };
        table.rows.push([name, Cell::count(count)].into_iter().chain(tally.cells(tallies.knows)).collect());
    }
    table.named("account_managers")
}

/// Every error, for programs.
fn errors(tallies: &Tallies<'_>) -> Table {
    let mut table = Table::new(vec![
        Column::new("rule", words("规则", "rule")),
        Column::new("customer", words("客户", "customer")),
        Column::new("path", words("文件", "path")),
        Column::new("line", words("行", "line")),
        Column::new("message", words("问题", "message")),
    ]);
    for one in tallies.findings.iter().filter(|one| one.level == Level::Error) {
        let customer = one.customer.as_deref().map_or(Cell::Empty, Cell::text);
        table.rows.push(vec![one.rule.into(), customer, (*one.path).into(), Cell::Int(one.start.line.into()), one.message.as_str().into()]);
    }
    table.named("errors")
}

/// The counts at the end of the period before and now.
fn trend(tallies: &Tallies<'_>, ask: &Ask<'_>) -> Table {
    let mut table = Table::new(vec![
        Column::new("day", words("截至", "day")),
        Column::new("errors", words("错误", "errors")),
        Column::new("warnings", words("警告", "warnings")),
        Column::new("infos", words("提示", "infos")),
    ]);
    let mut row = |day: NaiveDate, tally: &Tally| {
        table.rows.push(vec![
            day.into(),
            Cell::count(tally.levels.error),
            Cell::count(tally.levels.warning),
            Cell::count(tally.levels.info),
        ]);
    };
    if let Some((before, tally)) = ask.before.first().zip(tallies.before.as_ref()) {
        row(before.day, tally);
    } else if !ask.machine {
        return Table::default();
    }
    row(ask.day, &tallies.all);
    table.named("trend")
}
