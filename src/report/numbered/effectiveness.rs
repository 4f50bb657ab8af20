//! R-27 制度运行效果报告: findings by rule over time, share settled, parameters that may be reconsidered.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::analysis::scorecard::is_closed;
use crate::analysis::snapshot::{Because, FindingState, Snapshot, compare};
use crate::archive::DocKind;
use crate::findings::Level;
use crate::model::percent::Percent;
use crate::model::period::PeriodKind;
use crate::render::chart::{Chart, Series, Shape};
use crate::render::table::{Cell, Column, Table};
use crate::report::hints;
use crate::report::policy::param_here;
use crate::report::sheet::{Block, Pair, Sheet};
use crate::rules::engine::has_needs;
use crate::rules::{Param, Rule, Run, Strict, registry};
use crate::say;
use crate::words::{Lang, Words, words};

use super::{Ask, Cycle, Made, Reads, Spec, common, figures};

pub(super) static SPEC: Spec = Spec {
    number: 27,
    name: "effectiveness",
    title: words("制度运行效果报告", "Effectiveness of the regulation"),
    about: words(
        "各条规则的发现随时间的变化、办结率，可考虑调整的参数",
        "Findings by rule over time, share settled, parameters that may be reconsidered",
    ),
    maker: words("市场部部长", "marketing director"),
    audience: words("总经理办公会", "general manager's meeting"),
    cycle: Cycle::Year,
    grace: 0,
    when: words("每年", "yearly"),
    source: "000_492afcb71e7a325f.txt 第八条",
    reads: Reads::Before(PeriodKind::Quarter, 4),
    make,
};

/// From which share of the customers on everybody breaks a rule, in percent.
const EVERYBODY: i64 = 80;
/// With fewer customers nothing follows from how many break it.
const FEWEST: usize = 2;
/// At most this share of what was found is settled, of at least so many findings: the rule has no effect.
const HARDLY: i64 = 20;
const ENOUGH: usize = 5;
/// Signs of a commit that people are shown.
const COMMIT: usize = 10;

fn make(ask: &Ask<'_>) -> Made {
    let lang = ask.lang();
    let mut sheet = common::start(ask);
    let course = Course::of(ask);
    if !ask.machine {
        sheet.push(Block::Line(line(&course, ask)));
        // What git does not know is said once.
        let newest = ask.before.iter().find_map(|one| one.because);
        sheet.blocks.extend(newest.map(|because| Block::Text(judged_again(because, lang))));
    }
    let proposals = proposals(&course, ask);
    let advice = parameters(&proposals, ask);
    let rules = rules(&course, ask);
    let (trend, chart) = trend(&course, ask);
    if ask.machine {
        // All rules first: that is what a program reads.
        sheet.blocks.extend([rules, advice, trend].map(Block::Table));
    } else {
        figures::put(&mut sheet, ask, words("一、各季度末的问题", "1 Findings at the end of each quarter").get(lang), trend, None);
        sheet.blocks.extend(chart.map(Block::Chart));
        let none = words("没有需要重新考虑的参数", "no parameter is to be reconsidered").get(lang).to_owned();
        figures::put(&mut sheet, ask, words("二、可考虑调整的参数", "2 Parameters that may be reconsidered").get(lang), advice, Some(none));
        unbroken(&mut sheet, &proposals, lang);
        let none = common::no_customers(ask)
            .unwrap_or_else(|| words("各季度末都没有发现问题", "nothing was found at any quarter's end").get(lang).to_owned());
        figures::put(&mut sheet, ask, words("三、各条规则", "3 Rule by rule").get(lang), rules, Some(none));
    }
    let open = proposals.iter().filter(|one| one.why != Why::Nobody).map(|one| one.rule.id).collect::<BTreeSet<_>>().len();
    Made { pages: vec![sheet], summary: summary(&course, open, lang), open }
}

/// Why the quarters' ends are not what they were.
fn judged_again(because: Because, lang: Lang) -> String {
    let why = because.words().get(lang);
    say!(
        lang,
        "{why}：以前各季度末的情况，是用现在的文件按那一天重新判定的，只有带日期的内容能看出变化。",
        "{why}: how things stood at the quarters' ends before is told by the files of now, judged as of those days; only what is dated shows a difference."
    )
}

/// What became of a rule's findings over the quarters.
#[derive(Default)]
struct OfRule {
    /// How many there were at each quarter's end, the oldest first, and now.
    counts: Vec<usize>,
    level: Option<Level>,
    /// Those found at any quarter's end before, by what they are known by.
    known: BTreeSet<String>,
    /// Those of them that are there no more.
    settled: BTreeSet<String>,
    /// Who breaks it now.
    customers: BTreeSet<String>,
}

impl OfRule {
    fn rate(&self) -> Option<Percent> {
        percent(self.settled.len(), self.known.len())
    }

    fn now(&self) -> usize {
        self.counts.last().copied().unwrap_or_default()
    }
}

/// The quarters, the oldest first, and now.
struct Course {
    days: Vec<NaiveDate>,
    levels: Vec<[usize; 3]>,
    rules: BTreeMap<usize, (&'static Rule, OfRule)>,
    customers: usize,
}

impl Course {
    fn of(ask: &Ask<'_>) -> Self {
        let now = Snapshot::of(ask.loaded, ask.day);
        let chosen: BTreeSet<&str> = ask.loaded.customers.iter().filter(|folder| (ask.wanted)(folder)).map(|folder| &*folder.id).collect();
        let everybody = ask.query.is_empty();
        let is_meant = |one: &FindingState| everybody || one.customer.as_deref().is_some_and(|id| chosen.contains(id));
        let all: Vec<&Snapshot> = ask.before.iter().rev().chain([&now]).collect();
        let mut out =
            Self { days: all.iter().map(|one| one.day).collect(), levels: Vec::new(), rules: BTreeMap::new(), customers: chosen.len() };
        for rule in registry::all().filter(|rule| ask.loaded.world.policy.is_in_force(rule) && !matches!(rule.run, Run::Duty)) {
            out.rule(rule, all.len());
        }
        for (at, snapshot) in all.iter().enumerate() {
            let mut levels = [0; 3];
            for one in snapshot.findings.iter().filter(|one| is_meant(one)) {
                levels[place(one.level)] += 1;
                let Some(rule) = registry::find(one.rule) else { continue };
                let of = out.rule(rule, all.len());
                of.counts[at] += 1;
                of.level = Some(of.level.map_or(one.level, |level| level.min(one.level)));
                if at + 1 == all.len() {
                    of.customers.extend(one.customer.as_deref().map(str::to_owned));
                }
            }
            out.levels.push(levels);
        }
        for before in ask.before {
            let change = compare(before, &now).findings;
            for (list, is_settled) in [(&change.closed, true), (&change.open, false)] {
                for one in list.iter().filter(|one| is_meant(one)) {
                    let Some(rule) = registry::find(one.rule) else { continue };
                    let of = out.rule(rule, all.len());
                    of.known.insert(one.print.clone());
                    if is_settled {
                        of.settled.insert(one.print.clone());
                    }
                }
            }
        }
        out
    }

    fn rule(&mut self, rule: &'static Rule, quarters: usize) -> &mut OfRule {
        let at = registry::place(rule.id).unwrap_or(usize::MAX);
        &mut self.rules.entry(at).or_insert_with(|| (rule, OfRule { counts: vec![0; quarters], ..OfRule::default() })).1
    }

    /// Of all that was found before: how much, and how much of it is settled.
    fn closed(&self) -> (usize, usize) {
        self.rules.values().fold((0, 0), |sum, (_, of)| (sum.0 + of.settled.len(), sum.1 + of.known.len()))
    }
}

const fn place(level: Level) -> usize {
    match level {
        Level::Error => 0,
        Level::Warning => 1,
        Level::Info => 2,
    }
}

fn percent(part: usize, of: usize) -> Option<Percent> {
    Percent::ratio(i64::try_from(part).ok()?, i64::try_from(of).ok()?)
}

fn summary(course: &Course, open: usize, lang: Lang) -> String {
    let [errors, warnings, _] = course.levels.last().copied().unwrap_or_default();
    let mut parts = vec![hints::tally(errors, warnings, lang)];
    let (settled, known) = course.closed();
    if let Some(rate) = percent(settled, known).map(figures::rate) {
        parts.push(say!(lang, "以前的问题已解决 {rate}%", "{rate}% of what was found before is settled"));
    }
    if open > 0 {
        parts.push(say!(lang, "{open} 条规则可重新考虑", "rules to be reconsidered: {open}"));
    }
    figures::phrases(&parts, lang)
}

/// When the regulation was reviewed, and what became of the suggestions of the period.
fn line(course: &Course, ask: &Ask<'_>) -> Vec<Pair> {
    let lang = ask.lang();
    let mut out = Vec::new();
    let (settled, known) = course.closed();
    if let Some(rate) = percent(settled, known).map(figures::rate) {
        let label = words("以前的问题已解决", "Settled of what was found before").get(lang);
        out.push(Pair::new(label, format!("{rate}% ({settled}/{known})")));
    }
    let issued = ask.loaded.registers.suggestions.iter().filter(|doc| doc.whole).map(|doc| &doc.record);
    let issued: Vec<_> = issued.filter(|one| one.issued_on.value().is_some_and(|on| on <= ask.day && ask.period.contains(on))).collect();
    let closed = issued.iter().filter(|one| is_closed(one, ask.day)).count();
    if !issued.is_empty() {
        out.push(Pair::new(words("完善建议办结", "Suggestions closed").get(lang), format!("{closed}/{}", issued.len())));
    }
    let regulation = ask.loaded.world.settings.regulation.get();
    let reviewed = regulation.and_then(|one| one.last_reviewed_on.value()).filter(|on| *on <= ask.day);
    let reviewed = reviewed.map_or_else(|| words("没有记录", "not on record").get(lang).to_owned(), |on| on.to_string());
    out.push(Pair::new(words("制度上次审核", "Regulation last reviewed").get(lang), reviewed));
    out
}

/// The counts at each quarter's end by level, and their picture.
fn trend(course: &Course, ask: &Ask<'_>) -> (Table, Option<Chart>) {
    let lang = ask.lang();
    let mut table = Table::new(vec![
        Column::new("day", words("截至", "day")),
        Column::new("errors", words("错误", "errors")),
        Column::new("warnings", words("警告", "warnings")),
        Column::new("infos", words("提示", "infos")),
        Column::new("revision", words("提交", "commit")),
    ]);
    let revisions = ask.before.iter().rev().map(|one| one.revision.clone()).chain([None]);
    for ((day, levels), revision) in course.days.iter().zip(&course.levels).zip(revisions) {
        let revision: Cell = revision.map(|commit| if ask.machine { commit } else { commit.chars().take(COMMIT).collect() }).into();
        table.rows.push([(*day).into()].into_iter().chain(levels.map(Cell::count)).chain([revision]).collect());
    }
    let series = [Level::Error, Level::Warning, Level::Info].map(|level| Series {
        name: level.word().get(lang).to_owned(),
        values: course.levels.iter().map(|levels| Some(Decimal::from(levels[place(level)]))).collect(),
    });
    let groups = course.days.iter().map(ToString::to_string).collect();
    let shape = Shape::Bars { groups, series: series.into(), stacked: true, unit: String::new(), level: None };
    let title = words("各季度末的问题", "Findings at the end of each quarter").get(lang).to_owned();
    let some = course.levels.iter().flatten().any(|count| *count > 0);
    (table.named("trend"), some.then(|| Chart { title, notes: Vec::new(), shape }))
}

/// A row a rule: the counts over the quarters, and how much was settled. People see those that were ever broken.
fn rules(course: &Course, ask: &Ask<'_>) -> Table {
    const KEYS: [&str; 8] =
        ["findings_1", "findings_2", "findings_3", "findings_4", "findings_5", "findings_6", "findings_7", "findings_8"];
    let lang = ask.lang();
    let mut columns = vec![
        Column::new("rule", words("规则", "rule")),
        Column::new("title", words("内容", "title")),
        Column::new("level", words("级别", "level")),
    ];
    let before = course.days.len().saturating_sub(1);
    for (key, day) in KEYS.iter().zip(course.days.iter().take(before)) {
        columns.push(Column::from_data(*key, if ask.machine { (*key).to_owned() } else { day.format("%m-%d").to_string() }));
    }
    columns.extend([
        Column::new("findings", words("现在", "now")),
        Column::new("customers", words("客户数", "customers")),
        Column::new("share", words("客户占比", "share of customers")),
        Column::new("known", words("曾发现", "ever found")),
        Column::new("settled", words("已解决", "settled")),
        Column::new("closure_rate", words("解决率", "closure rate")),
    ]);
    let mut table = Table::new(columns);
    for (rule, of) in course.rules.values() {
        if !ask.machine && of.counts.iter().all(|count| *count == 0) {
            continue;
        }
        let level = of.level.unwrap_or_else(|| rule.level_for(None, None));
        let level = if ask.machine { level.key() } else { level.word().get(lang) };
        let mut row: Vec<Cell> = vec![rule.id.into(), rule.title.get(lang).into(), level.into()];
        row.extend(of.counts.iter().map(|count| Cell::count(*count)));
        row.extend([Cell::count(of.customers.len()), percent(of.customers.len(), course.customers).into()]);
        row.extend([Cell::count(of.known.len()), Cell::count(of.settled.len()), of.rate().into()]);
        table.rows.push(row);
    }
    common::name_unread(&mut table, ask, DocKind::FORMS);
    figures::shown(table, ask, &[&["rule", "title", "level", "findings", "share", "closure_rate"][..], &KEYS[..]].concat())
        .named("effectiveness")
}

/// Why a parameter may be reconsidered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Why {
    /// Nearly every customer breaks the rule.
    Everybody,
    /// What is found is hardly ever settled.
    Unsettled,
    /// Nobody broke it at any quarter's end.
    Nobody,
}

impl Why {
    const fn key(self) -> &'static str {
        match self {
            Self::Everybody => "everybody",
            Self::Unsettled => "unsettled",
            Self::Nobody => "nobody",
        }
    }

    const fn label(self) -> Words {
        match self {
            Self::Everybody => words("几乎所有客户都不符合", "nearly every customer breaks it"),
            Self::Unsettled => words("发现后很少解决", "hardly ever settled"),
            Self::Nobody => words("没有人违反", "nobody breaks it"),
        }
    }
}

/// A rule that may be reconsidered.
struct Proposal<'c> {
    rule: &'static Rule,
    of: &'c OfRule,
    why: Why,
}

fn proposals<'c>(course: &'c Course, ask: &Ask<'_>) -> Vec<Proposal<'c>> {
    let customers = &ask.loaded.customers;
    let is_judged = |rule: &Rule| customers.iter().any(|folder| (ask.wanted)(folder) && has_needs(folder, rule));
    let mut out = Vec::new();
    for (rule, of) in course.rules.values() {
        let share = percent(of.customers.len(), course.customers).filter(|_| course.customers >= FEWEST);
        let why = if share.is_some_and(|share| share >= Percent::from_int(EVERYBODY)) {
            Why::Everybody
        } else if of.known.len() >= ENOUGH && of.rate().is_some_and(|rate| rate <= Percent::from_int(HARDLY)) && of.now() > 0 {
            Why::Unsettled
        } else if of.counts.iter().all(|count| *count == 0) && of.known.is_empty() && is_judged(rule) {
            Why::Nobody
        } else {
            continue;
        };
        out.push(Proposal { rule, of, why });
    }
    out.sort_by_key(|one| (one.why as u8, std::cmp::Reverse(one.of.customers.len())));
    out
}

/// The parameters that say how much a rule asks: neither those of `due --escalate` nor those by which figures are computed.
fn asks(rule: &'static Rule) -> impl Iterator<Item = &'static Param> {
    rule.params.iter().filter(|param| param.strict != Strict::Neither && param.name != "escalate_days")
}

/// Which way a parameter could go.
const fn advice(why: Why, strict: Strict) -> Words {
    match (why, strict) {
        (Why::Nobody, Strict::Low) => words("可考虑收紧（调低）", "could be tightened (lowered)"),
        (Why::Nobody, Strict::High) => words("可考虑收紧（调高）", "could be tightened (raised)"),
        (Why::Nobody, _) => words("可考虑扩大范围", "could cover more"),
        (_, Strict::Low) => words("可考虑放宽（调高）", "could be relaxed (raised)"),
        (_, Strict::High) => words("可考虑放宽（调低）", "could be relaxed (lowered)"),
        (_, _) => words("可考虑缩小范围", "could cover less"),
    }
}

/// A row a parameter in force. People see those of rules that everybody breaks or that have no effect.
fn parameters(proposals: &[Proposal<'_>], ask: &Ask<'_>) -> Table {
    let (lang, world) = (ask.lang(), &ask.loaded.world);
    let mut table = Table::new(vec![
        Column::new("rule", words("规则", "rule")),
        Column::new("title", words("内容", "title")),
        Column::new("why", words("情况", "why")),
        Column::new("customers", words("客户数", "customers")),
        Column::new("param", words("参数", "parameter")),
        Column::new("value", words("现值", "in force")),
        Column::new("from", words("来自", "set by")),
        Column::new("advice", words("建议", "suggestion")),
    ]);
    for Proposal { rule, of, why } in proposals.iter().filter(|one| ask.machine || one.why != Why::Nobody) {
        let reason = if ask.machine { why.key() } else { why.label().get(lang) };
        let head = || [rule.id.into(), rule.title.get(lang).into(), reason.into(), Cell::count(of.customers.len())];
        for param in asks(rule) {
            let (value, from) = param_here(rule, param, world, lang);
            // The rule stands beside it.
            let name = if ask.machine { format!("{}.{}", rule.id, param.name) } else { param.name.to_owned() };
            let tail = [name, value, from].map(Cell::text);
            table.rows.push(head().into_iter().chain(tail).chain([advice(*why, param.strict).get(lang).into()]).collect());
        }
        if asks(rule).next().is_none() && *why != Why::Nobody {
            let words = words("没有参数：查明原因，或在 [rules] 中调整级别", "no parameter: find out why, or change its level in [rules]");
            table.rows.push(head().into_iter().chain([Cell::Empty, Cell::Empty, Cell::Empty, words.get(lang).into()]).collect());
        }
    }
    if !table.rows.is_empty() {
        table.hints.push(say!(
            lang,
            "是否调整由部长提出、按制度的程序批准；批准后写入 kehu.toml 的 [params]，并在 [[regulation.versions]] 记一笔。各参数的含义见 `kehu explain 规则`",
            "whether to change one is for the director to propose and for the regulation's bodies to decide; then it goes into [params] of kehu.toml, with an entry in [[regulation.versions]]. What each means: `kehu explain RULE`"
        ));
    }
    figures::shown(table, ask, &["rule", "title", "why", "param", "value", "advice"]).named("parameters")
}

/// The rules with parameters that nobody broke.
fn unbroken(sheet: &mut Sheet, proposals: &[Proposal<'_>], lang: Lang) {
    let rules: Vec<&str> =
        proposals.iter().filter(|one| one.why == Why::Nobody && asks(one.rule).next().is_some()).map(|one| one.rule.id).collect();
    if rules.is_empty() {
        return;
    }
    let (count, list) = (rules.len(), lang.join(&rules));
    sheet.push(Block::Text(say!(
        lang,
        "有参数而各季度末都没有人违反的规则 {count} 条，可考虑是否收紧：{list}。",
        "Rules with parameters that nobody broke at any quarter's end, {count}; they could be tightened: {list}."
    )));
}
