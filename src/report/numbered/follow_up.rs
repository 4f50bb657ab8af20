//! R-22 商机跟进检查: open projects without an action in the month, changes of stage.

use chrono::NaiveDate;

use crate::analysis::revenue::Figures;
use crate::archive::{CustomerFolder, Doc, DocKind};
use crate::form::choices::{ActionStatus, Outcome};
use crate::form::kind::{StageRef, Text};
use crate::form::plan::{Plan, RevenueLine};
use crate::render::table::{Cell, Table, Tone};
use crate::report::sheet::Block;
use crate::resolve::same;
use crate::rules::pipeline::{self, pip_01};
use crate::rules::{Rule, Scene};
use crate::say;
use crate::words::{Words, shell_word, words};

use super::{Ask, Cycle, Made, Reads, Spec, common, shape};

pub(super) static SPEC: Spec = Spec {
    number: 22,
    name: "follow-up",
    title: words("商机跟进检查", "Follow-up of open projects"),
    about: words("当月没有跟进行动的商机，阶段变化与结果", "Open projects without an action in the month, changes of stage and outcomes"),
    maker: words("市场营销部", "marketing and sales"),
    audience: words("市场营销部", "marketing and sales"),
    cycle: Cycle::Month,
    grace: 0,
    when: words("每月", "monthly"),
    source: "001_774dd85515acb760.txt 客户关系管理系统(CRM)管理办法 第三条 2",
    reads: Reads::Kinds(KINDS),
    make,
};

const KINDS: &[DocKind] = &[DocKind::Customer, DocKind::Plan, DocKind::ContactReport];

/// An open project that somebody should have been at in the period.
struct Project<'a> {
    customer: &'a CustomerFolder,
    line: &'a RevenueLine,
    followed: bool,
    /// The newest contact about it or action for it.
    last: Option<NaiveDate>,
}

/// A step of a project in the period.
pub(super) struct Step<'a> {
    /// When.
    pub(super) day: NaiveDate,
    customer: &'a CustomerFolder,
    line: &'a RevenueLine,
    from: Option<&'a StageRef>,
    to: Option<&'a StageRef>,
    change: Change,
}

/// What a step comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Change {
    /// The first stage that was entered.
    First,
    Forward,
    Back,
    /// From or to a stage of which nobody knows how far it is along.
    Other,
    Decided(Outcome),
}

impl Change {
    fn key(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Forward => "forward",
            Self::Back => "back",
            Self::Other => "other",
            Self::Decided(outcome) => outcome.key(),
        }
    }

    fn label(self) -> Words {
        match self {
            Self::First => words("进入", "entered"),
            Self::Forward => words("推进", "forward"),
            Self::Back => words("退回", "back"),
            Self::Other => words("变更", "changed"),
            Self::Decided(outcome) => words(outcome.label(crate::words::Lang::Zh), outcome.label(crate::words::Lang::En)),
        }
    }
}

impl Step<'_> {
    /// In a sentence: 春城片区：推进，方案→投标.
    pub(super) fn words(&self, ask: &Ask<'_>) -> String {
        let lang = ask.lang();
        let name = |stage: Option<&StageRef>| stage.map_or_else(String::new, |stage| ask.loaded.world.stages.called(&stage.id).to_owned());
        let (project, change) = (self.line.called(), self.change.label().get(lang));
        let way: Vec<String> = [name(self.from), name(self.to)].into_iter().filter(|name| !name.is_empty()).collect();
        let way = way.join("→");
        let reason = self.line.reason.get().filter(|_| matches!(self.change, Change::Back | Change::Decided(_)));
        let reason = reason.map(Text::as_str).map_or_else(String::new, |reason| say!(lang, "；{reason}", "; {reason}"));
        let way = if way.is_empty() { way } else { say!(lang, "，{way}", ", {way}") };
        say!(lang, "{project}：{change}{way}{reason}", "{project}: {change}{way}{reason}")
    }
}

fn make(ask: &Ask<'_>) -> Made {
    let lang = ask.lang();
    let rule = shape::rule("PIP-01");
    let projects: Vec<Project<'_>> = customers(ask).flat_map(|customer| projects(customer, rule, ask)).collect();
    let mut steps: Vec<Step<'_>> = customers(ask).flat_map(|customer| steps(customer, ask)).collect();
    steps.sort_by_key(|step| step.day);
    let mut left: Vec<&Project<'_>> = projects.iter().filter(|project| !project.followed).collect();
    // The largest first: what is at stake.
    left.sort_by_key(|project| std::cmp::Reverse(project.line.contract.value()));
    let mut sheet = common::start(ask);
    let mut table = table(&left, ask);
    common::name_unread(&mut table, ask, KINDS);
    notes(&mut table, &projects, &left, ask);
    table.notes.extend(shape::not_in_force("PIP-01", ask));
    sheet.push(Block::Table(table));
    shape::below(&mut sheet, say!(lang, "阶段变化与结果", "changes of stage and outcomes"), changes(&steps, ask), ask);
    Made { pages: vec![sheet], summary: summary(&projects, &left, &steps, ask), open: left.len() }
}

/// The customers asked for who are still ours.
fn customers<'a>(ask: &Ask<'a>) -> impl Iterator<Item = &'a CustomerFolder> + use<'a> {
    let (loaded, wanted) = (ask.loaded, ask.wanted);
    loaded.customers.iter().filter(move |customer| wanted(customer))
}

/// What PIP-01 asks about, whether it is in force or not. What could not be read whole is not judged: it is named below.
fn projects<'a>(customer: &'a CustomerFolder, rule: &'static Rule, ask: &Ask<'a>) -> Vec<Project<'a>> {
    let scene = shape::scene(rule, customer, ask);
    let unread = customer.has_unread(DocKind::ContactReport) || customer.profile.as_ref().is_none_or(|doc| !doc.whole);
    if unread || !scene.is_judged(ask.period) {
        return Vec::new();
    }
    let project = |(doc, line): (&'a Doc<Plan>, &'a RevenueLine)| Project {
        customer,
        line,
        followed: pip_01::is_followed(line, doc, ask.period, &scene),
        last: last(doc, line, &scene, ask.day),
    };
    pip_01::asked(&scene, ask.period).into_iter().filter(|(doc, _)| doc.whole).map(project).collect()
}

/// When somebody was last at it: the newest contact about it, or the day on which an action for it was done or begun.
fn last(doc: &Doc<Plan>, line: &RevenueLine, scene: &Scene<'_>, day: NaiveDate) -> Option<NaiveDate> {
    let about = |project: Option<&Text>| project.is_some_and(|project| same(project.as_str(), line.called()));
    let contacts = scene.contacts().all().filter(|contact| about(contact.doc.record.project.get())).map(|contact| contact.day);
    let actions = doc.record.actions().filter(|action| about(action.project.get()));
    let actions = actions.filter(|action| matches!(action.status.value(), Some(ActionStatus::Done | ActionStatus::InProgress)));
    let days = actions.filter_map(|action| action.done_on.value().or(action.start.value()));
    contacts.chain(days).filter(|one| *one <= day).max()
}

/// The steps of the customer's projects in the period. A project that goes on in the next year's plan carries its log along: each step counts
/// once.
pub(super) fn steps<'a>(customer: &'a CustomerFolder, ask: &Ask<'a>) -> Vec<Step<'a>> {
    let world = &ask.loaded.world;
    let within = |day: NaiveDate| ask.period.contains(day) && day <= ask.day;
    let mut out: Vec<Step<'a>> = Vec::new();
    for line in customer.plans.iter().filter(|doc| doc.whole).flat_map(|doc| doc.record.projects()) {
        let log = line.stage_log.get().into_iter().flat_map(|log| log.iter());
        let mut log: Vec<(NaiveDate, &StageRef)> = log.filter_map(|row| row.date.value().zip(row.stage.get())).collect();
        log.sort_by_key(|(day, _)| *day);
        for (at, (day, to)) in log.iter().enumerate().filter(|(_, (day, _))| within(*day)) {
            let from = at.checked_sub(1).map(|before| log[before].1);
            let order = |stage: &StageRef| pipeline::order(world, stage);
            let change = match from.map(|from| order(from).zip(order(to))) {
                None => Change::First,
                Some(Some((was, is))) if is > was => Change::Forward,
                Some(Some((was, is))) if is < was => Change::Back,
                Some(_) => Change::Other,
            };
            out.push(Step { day: *day, customer, line, from, to: Some(*to), change });
        }
        let decided = line.decided_on.value().filter(|day| within(*day)).zip(line.outcome.value());
        if let Some((day, outcome)) = decided.filter(|(_, outcome)| *outcome != Outcome::Open) {
            let from = log.iter().rev().find(|(then, _)| *then <= day).map(|(_, stage)| *stage).or(line.stage.get());
            out.push(Step { day, customer, line, from, to: None, change: Change::Decided(outcome) });
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    out.retain(|step| {
        seen.insert((step.day, crate::resolve::fold(step.line.called()), step.to.map(|to| to.id.clone()), step.change.key()))
    });
    out
}

fn table(left: &[&Project<'_>], ask: &Ask<'_>) -> Table {
    let mut table = Table::new(vec![
        shape::column("customer", "客户", "customer"),
        shape::column("project", "项目名称", "project"),
        shape::column("account_manager", "客户经理", "account manager"),
        shape::column("stage", "商机阶段", "stage"),
        shape::column("contract", "合同额", "contract"),
        shape::column("win_rate", "获取率", "win rate"),
        shape::column("expected", "实际收入", "expected revenue"),
        shape::column("expected_on", "预计签约日期", "expected on"),
        shape::column("last_followed", "最近跟进", "last followed up"),
        shape::column("days", "距今天数", "days ago"),
    ])
    .named("follow_up");
    for project in left {
        let figures = Figures::of(project.line);
        let never = (!ask.machine).then(|| Cell::Toned(Tone::Bad, say!(ask.lang(), "从未", "never")));
        table.rows.push(vec![
            common::customer_cell(project.customer, ask),
            Cell::text(project.line.called()),
            shape::staff(shape::manager(project.customer), ask),
            project.line.stage.get().map_or(Cell::Empty, |stage| stage_cell(stage, ask)),
            figures.contract.into(),
            figures.win_rate.into(),
            figures.expected.into(),
            project.line.expected_on.value().into(),
            project.last.map_or_else(|| never.unwrap_or_default(), Cell::from),
            project.last.map_or(Cell::Empty, |last| Cell::Int((ask.day - last).num_days())),
        ]);
    }
    shape::lean(&mut table, ask, &["win_rate"]);
    table
}

fn stage_cell(stage: &StageRef, ask: &Ask<'_>) -> Cell {
    Cell::text(if ask.machine { &*stage.id } else { ask.loaded.world.stages.called(&stage.id) })
}

fn changes(steps: &[Step<'_>], ask: &Ask<'_>) -> Table {
    let lang = ask.lang();
    let mut table = Table::new(vec![
        shape::column("date", "日期", "date"),
        shape::column("customer", "客户", "customer"),
        shape::column("project", "项目名称", "project"),
        shape::column("change", "变化", "change"),
        shape::column("from", "原阶段", "from"),
        shape::column("to", "新阶段", "to"),
        shape::column("reason", "原因", "reason"),
        shape::column("account_manager", "客户经理", "account manager"),
    ])
    .named("stage_changes");
    for step in steps {
        let label = step.change.label().get(lang);
        let change = match step.change {
            Change::Back if !ask.machine => Cell::Toned(Tone::Bad, label.to_owned()),
            change => shape::word(change.key(), label, ask),
        };
        let explains = matches!(step.change, Change::Back | Change::Decided(_));
        let reason = step.line.reason.get().filter(|_| explains).map(|text| Cell::text(text.as_str()));
        table.rows.push(vec![
            step.day.into(),
            common::customer_cell(step.customer, ask),
            Cell::text(step.line.called()),
            change,
            step.from.map_or(Cell::Empty, |stage| stage_cell(stage, ask)),
            step.to.map_or(Cell::Empty, |stage| stage_cell(stage, ask)),
            reason.unwrap_or_default(),
            shape::staff(shape::manager(step.customer), ask),
        ]);
    }
    shape::lean(&mut table, ask, &[]);
    table
}

/// What to do about it, or why there is nothing.
fn notes(table: &mut Table, projects: &[Project<'_>], left: &[&Project<'_>], ask: &Ask<'_>) {
    let (lang, period) = (ask.lang(), ask.period.label(ask.lang()));
    if let Some(first) = left.first() {
        let (customer, project) = (shell_word(&first.customer.id), shell_word(first.line.called()));
        table.hints.push(say!(
            lang,
            "跟进后登记，客户没有新动向也要登记：如 `kehu log {customer} PERSON --project {project} --kind phone --summary TEXT`；已有结果的用 `kehu outcome {customer} {project} won|lost|cancelled|postponed`",
            "follow it up and enter it, even where nothing moved: such as `kehu log {customer} PERSON --project {project} --kind phone --summary TEXT`; what is decided, with `kehu outcome {customer} {project} won|lost|cancelled|postponed`"
        ));
    } else if let Some(hint) = common::no_customers(ask) {
        table.hints.push(hint);
    } else if projects.is_empty() {
        table.hints.push(say!(
            lang,
            "{period}没有进行中的项目；用 `kehu add-project CUSTOMER PROJECT` 写进收益计划",
            "there was no open project in {period}; `kehu add-project CUSTOMER PROJECT` puts one into the revenue plan"
        ));
    } else {
        let count = projects.len();
        table.notes.push(say!(lang, "进行中的 {count} 个项目{period}都有跟进", "all {count} open projects were followed up in {period}"));
    }
}

fn summary(projects: &[Project<'_>], left: &[&Project<'_>], steps: &[Step<'_>], ask: &Ask<'_>) -> String {
    let (lang, all, count, moved) = (ask.lang(), projects.len(), left.len(), steps.len());
    let first = match (all, count) {
        (0, _) => say!(lang, "没有进行中的项目", "no open project"),
        (_, 0) => say!(lang, "进行中的 {all} 个项目都有跟进", "all {all} open projects were followed up"),
        _ => say!(lang, "进行中的 {all} 个项目，{count} 个没有跟进", "{count} of {all} open projects not followed up"),
    };
    if moved == 0 {
        return first;
    }
    say!(lang, "{first}；阶段变化 {moved} 次", "{first}; stage changes: {moved}")
}
