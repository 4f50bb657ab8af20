//! R-08 客户计划书: the five sections of the customer plan with contact plan, action plan and revenue plan; before them which customer has one,
//! who approved it, and who owes one.

use chrono::NaiveDate;

use crate::analysis::coverage::open_actions;
use crate::analysis::revenue::Totals;
use crate::archive::{CustomerFolder, Doc, DocKind, Unread};
use crate::form::plan::Plan;
use crate::model::period::{Period, Year};
use crate::render::table::{Cell, Column, Table, Tone};
use crate::report::plan::{self, Page};
use crate::report::sheet::{Block, Sheet};
use crate::report::show::Source;
use crate::rules::classes::names_tier;
use crate::rules::{Rule, periods, registry};
use crate::say;
use crate::words::{Lang, Words, shell_word, words};

use super::{Ask, Cycle, Made, Reads, Spec, common};

const KINDS: &[DocKind] = &[DocKind::Customer, DocKind::KeyPeople, DocKind::Plan, DocKind::ContactReport, DocKind::Staff];

pub(super) static SPEC: Spec = Spec {
    number: 8,
    name: "plan",
    title: words("客户计划书", "Customer plans"),
    about: words(
        "客户计划五个部分，附表6 接触计划、附表7 行动计划与收益计划；谁的计划没有制订、没有批准",
        "The five sections of the customer plan with contact plan, action plan and revenue plan; which are missing or not approved",
    ),
    maker: words("客户经理", "account managers"),
    audience: words("市场部部长、档案", "marketing director, archive"),
    cycle: Cycle::ThisYear,
    grace: 0,
    when: words("每年", "yearly"),
    source: "000_492afcb71e7a325f.txt 第十五条",
    reads: Reads::Kinds(&[DocKind::Customer, DocKind::KeyPeople, DocKind::Plan, DocKind::ContactReport]),
    make,
};

/// How far a plan is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum State {
    /// The policy asks for one, and there is none.
    Missing,
    /// It is there and lacks one of the five sections.
    Draft,
    /// Written, not approved.
    Written,
    /// Approved, not filed with the administrator.
    Approved,
    /// Approved and filed.
    Filed,
}

impl State {
    const fn words(self) -> (&'static str, Words) {
        match self {
            Self::Missing => ("missing", words("没有制订", "missing")),
            Self::Draft => ("draft", words("没有写完", "draft")),
            Self::Written => ("written", words("没有批准", "not approved")),
            Self::Approved => ("approved", words("没有归档", "approved, not filed")),
            Self::Filed => ("filed", words("已归档", "filed")),
        }
    }

    fn cell(self, ask: &Ask<'_>) -> Cell {
        let (key, label) = self.words();
        let text = label.get(ask.lang()).to_owned();
        match self {
            _ if ask.machine => Cell::text(key),
            Self::Missing => Cell::Toned(Tone::Bad, text),
            Self::Filed => Cell::Text(text),
            _ => Cell::Toned(Tone::Fair, text),
        }
    }
}

/// A customer with its plan, or one that owes it.
struct Row<'a> {
    folder: &'a CustomerFolder,
    plan: Option<&'a Doc<Plan>>,
    state: State,
}

fn make(ask: &Ask<'_>) -> Made {
    let lang = ask.lang();
    let year = year_of(ask);
    let rows = look(ask, year);
    let count = |state: State| rows.iter().filter(|row| row.state == state).count();
    let plans = rows.len() - count(State::Missing);
    let open: Vec<String> = [State::Missing, State::Draft, State::Written, State::Approved]
        .into_iter()
        .map(|state| (count(state), state.words().1.get(lang)))
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| say!(lang, "{what} {count} 份", "{count} {what}"))
        .collect();
    let summary = match (rows.is_empty(), open.is_empty()) {
        (true, _) => say!(lang, "没有 {year} 年的客户计划", "no customer plans of {year}"),
        (_, true) => say!(lang, "{year} 年客户计划 {plans} 份，都已批准、归档", "{plans} plans of {year}, all approved and filed"),
        _ => {
            let open = lang.join(&open);
            say!(lang, "{year} 年客户计划 {plans} 份；{open}", "{plans} plans of {year}; {open}")
        }
    };
    let mut table = table(&rows, ask, year).named("plans");
    table.hints = hints(&rows, ask, year);
    common::name_unread(&mut table, ask, KINDS);
    let mut first = common::start(ask);
    first.push(Block::Text(summary.clone()));
    let one = rows.len() == 1 && !ask.query.is_empty() && !ask.machine && rows[0].plan.is_some();
    // What could not be read stands on the page of the customer.
    let mut pages: Vec<Sheet> = Vec::new();
    if !one {
        first.push(Block::Table(table));
        pages.push(first);
    }
    if !ask.machine {
        pages.extend(rows.iter().filter_map(|row| page(row, ask, year, one)));
    }
    let open = rows.iter().filter(|row| row.state != State::Filed).count();
    Made { pages, summary, open }
}

fn year_of(ask: &Ask<'_>) -> i32 {
    chrono::Datelike::year(&ask.query.year().and_then(|year| NaiveDate::from_ymd_opt(year, 1, 1)).unwrap_or(ask.period.last_day()))
}

/// The customers that are asked for and have a plan of the year or owe one.
fn look<'a>(ask: &Ask<'a>, year: i32) -> Vec<Row<'a>> {
    let rule = registry::find("PLN-02").filter(|rule| ask.loaded.world.policy.is_in_force(rule));
    let mut rows = Vec::new();
    for folder in ask.loaded.customers.iter().filter(|folder| (ask.wanted)(folder)) {
        let plan = folder.plan_of(year);
        let state = match plan {
            Some(doc) if doc.whole => state(&doc.record, ask.day),
            Some(_) => continue,
            None if rule.is_some_and(|rule| owes(folder, rule, ask, year)) => State::Missing,
            None => continue,
        };
        rows.push(Row { folder, plan, state });
    }
    rows
}

/// Whether the policy asks for a plan of the year (PLN-02): by the tier, not in the year of establishment, not of who is lost.
fn owes(folder: &CustomerFolder, rule: &'static Rule, ask: &Ask<'_>, year: i32) -> bool {
    let world = &ask.loaded.world;
    let tiers = match world.policy.param(rule, "tiers") {
        crate::rules::ParamValue::List(list) => list,
        crate::rules::ParamValue::Number(_) => Vec::new(),
    };
    let Some(record) = folder.profile.as_ref().map(|doc| &doc.record).filter(|_| !folder.has_unread(DocKind::Plan)) else { return false };
    let lost = record.lost_on.value().is_some_and(|lost| lost <= ask.day);
    let counts = Year::new(year).is_some_and(|year| periods::counts_of(Period::from(year), world, record));
    !lost && counts && record.tier.value().is_some_and(|tier| names_tier(&tiers, tier))
}

fn state(plan: &Plan, day: NaiveDate) -> State {
    let by = |date: Option<NaiveDate>| date.is_some_and(|date| date <= day);
    match (by(plan.approved_on.value()), by(plan.filed_on.value())) {
        (true, true) => State::Filed,
        (true, false) => State::Approved,
        (false, _) if plan::is_draft(plan) => State::Draft,
        (false, _) => State::Written,
    }
}

fn table(rows: &[Row<'_>], ask: &Ask<'_>, year: i32) -> Table {
    let lang = ask.lang();
    let mut columns = vec![Column::new("customer", words("客户", "customer"))];
    if ask.machine {
        columns.extend([
            Column::new("year", words("年度", "year")),
            Column::new("author", words("编制人", "author")),
            Column::new("guided_by", words("指导人", "guided by")),
            Column::new("approved_by", words("批准人", "approved by")),
            Column::new("approved_on", words("批准日期", "approved on")),
            Column::new("filed_on", words("归档日期", "filed on")),
            Column::new("revisions", words("调整", "revisions")),
            Column::new("contact_lines", words("接触安排", "contact lines")),
            Column::new("actions", words("行动", "actions")),
            Column::new("open_actions", words("未完成", "open actions")),
            Column::new("projects", words("项目", "projects")),
        ]);
    } else {
        columns.extend([Column::new("author", words("编制人", "author")), Column::new("approved_on", words("批准日期", "approved on"))]);
    }
    columns.extend([
        Column::new("contract", words("合同额", "contract")),
        Column::new("expected", words("实际收入", "expected revenue")),
        Column::new("profit", words("利润额", "profit")),
        Column::new("state", words("状态", "state")),
    ]);
    let mut table = Table::new(columns);
    let mut all = Totals::default();
    for row in rows {
        let plan = row.plan.map(|doc| &doc.record);
        let totals = plan.map(|plan| Totals::of(plan.projects().map(crate::analysis::revenue::Figures::of)));
        plan.into_iter().flat_map(Plan::projects).for_each(|line| all.add(&crate::analysis::revenue::Figures::of(line)));
        let mut cells = vec![common::customer_cell(row.folder, ask)];
        cells.extend(facts(plan, totals.as_ref(), ask, year));
        let money = |of: fn(&Totals) -> Option<crate::model::money::Money>| totals.as_ref().and_then(of).into();
        cells.extend([money(|sums| sums.contract), money(|sums| sums.expected), money(|sums| sums.profit), row.state.cell(ask)]);
        table.rows.push(cells);
    }
    if rows.len() > 1 && all.projects > 0 {
        let mut total = vec![Cell::text(words("合计", "total").get(lang))];
        total.extend(std::iter::repeat_n(Cell::Empty, table.columns.len() - 5));
        total.extend([all.contract.into(), all.expected.into(), all.profit.into()]);
        table.totals.push(total);
    }
    table
}

/// What stands between customer and amounts.
fn facts(plan: Option<&Plan>, totals: Option<&Totals>, ask: &Ask<'_>, year: i32) -> Vec<Cell> {
    let by = |date: Option<NaiveDate>| date.filter(|date| *date <= ask.day);
    let staff = |field: &crate::form::Field<crate::form::kind::StaffRef>| -> Cell {
        field.get().map(|one| common::staff_cell(&one.id, ask)).unwrap_or_default()
    };
    let count = |of: &dyn Fn(&Plan) -> usize| plan.map(|plan| Cell::count(of(plan))).unwrap_or_default();
    let author = plan.map(|plan| staff(&plan.author)).unwrap_or_default();
    let approved_on: Cell = plan.and_then(|plan| by(plan.approved_on.value())).into();
    let actions = count(&|plan| plan.actions().count());
    let projects = totals.map(|totals| Cell::count(totals.projects)).unwrap_or_default();
    if !ask.machine {
        return vec![author, approved_on];
    }
    let revised = |plan: &Plan| {
        let list = plan.revisions.get().into_iter().flat_map(|list| list.iter());
        list.filter(|one| one.0.date.value().is_none_or(|date| date <= ask.day)).count()
    };
    vec![
        Cell::Int(i64::from(year)),
        author,
        plan.map(|plan| staff(&plan.guided_by)).unwrap_or_default(),
        plan.map(|plan| staff(&plan.approved_by)).unwrap_or_default(),
        approved_on,
        plan.and_then(|plan| by(plan.filed_on.value())).into(),
        count(&revised),
        count(&|plan| plan.contact_lines().count()),
        actions,
        count(&|plan| open_actions(plan).count()),
        projects,
    ]
}

/// The plan's own page. `alone`: there is no other page, so what could not be read stands on it.
fn page(row: &Row<'_>, ask: &Ask<'_>, year: i32, alone: bool) -> Option<Sheet> {
    let plan = row.plan?;
    let broken = !row.folder.broken.is_empty() || !ask.loaded.world.broken.is_empty();
    let unread: Vec<Unread> = match broken {
        true => ask.loaded.unread_of(row.folder, |kind, _| kind == DocKind::Settings || KINDS.contains(&kind)),
        false => Vec::new(),
    };
    let source = Source { world: &ask.loaded.world, customer: row.folder, today: ask.day, reveal: false, unread: &[] };
    let mut sheet = plan::sheet(&Page { source, plan: Some(plan), year }, false);
    if alone || !unread.is_empty() {
        let unread = unread.into_iter().map(|one| (one.path.to_string(), one.reason)).collect();
        sheet.push(Block::Table(Table { unread, ..Table::default() }));
    }
    Some(sheet)
}

/// What to do next: of the first in each state that wants something done.
fn hints(rows: &[Row<'_>], ask: &Ask<'_>, year: i32) -> Vec<String> {
    let lang: Lang = ask.lang();
    if rows.is_empty() {
        let plan = say!(lang, "用 `kehu plan new 客户 --year {year}` 制订", "make one with `kehu plan new CUSTOMER --year {year}`");
        return vec![common::no_customers(ask).unwrap_or(plan)];
    }
    let first = |state: State| rows.iter().find(|row| row.state == state).map(|row| shell_word(&row.folder.id));
    let mut out = Vec::new();
    if let Some(id) = first(State::Missing) {
        out.push(say!(lang, "制订计划：`kehu plan new {id} --year {year}`", "make a plan: `kehu plan new {id} --year {year}`"));
    }
    if let Some(id) = first(State::Written) {
        out.push(say!(
            lang,
            "登记批准：`kehu plan approve {id} --year {year} --by 批准人`",
            "enter the approval: `kehu plan approve {id} --year {year} --by STAFF`"
        ));
    }
    if let Some(id) = first(State::Approved) {
        out.push(say!(
            lang,
            "登记归档：`kehu receive {id} --plan --year {year}`",
            "enter the filing: `kehu receive {id} --plan --year {year}`"
        ));
    }
    out
}
