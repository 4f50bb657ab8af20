//! CAD-01: every account manager hands in the monthly report on industry and market.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::analysis::market;
use crate::archive::{CustomerFolder, Doc, DocKind, Loaded};
use crate::findings::Level;
use crate::form::choices::StaffRole;
use crate::form::kind::StaffRef;
use crate::form::registers::MarketReport;
use crate::form::staff::StaffRow;
use crate::model::period::{Month, Period};
use crate::resolve::Found;
use crate::rules::{ArchiveScene, Default, Levels, Param, Rule, Run, Seed, Strict, When, ours, periods, source};
use crate::say;
use crate::words::words;
use crate::world::World;

pub(super) static RULE: Rule = Rule {
    id: "CAD-01",
    title: words("客户经理按月提交《客户行业和市场信息报告》", "every account manager hands in the monthly industry and market report"),
    sources: &[source(Seed::S000, "第十二条 1")],
    quote: "每月第一种星期历来市场部信息管理员提供《客户行业和市场信息报告》",
    level: Levels::Fixed(Level::Error),
    lesser: None,
    when: When::Audit,
    params: &[
        Param {
            name: "due_day",
            default: Default::Int(7),
            strict: Strict::Low,
            unit: words("日", "day of the month"),
            what: words("每月几日以前（含当日）提交当月的报告", "by which day of the month its report is due"),
        },
        Param {
            name: "per",
            default: Default::One(&["author", "customer"]),
            strict: Strict::Neither,
            unit: words("", ""),
            what: words(
                "author：每位客户经理一份；customer：还要写到他负责的每个客户",
                "author: one report an account manager; customer: it also names each customer in his charge",
            ),
        },
        Param::escalation(7),
    ],
    needs: &[DocKind::Market, DocKind::Staff],
    uses: &[],
    yields_to: &[],
    anchor: words("人员名册中这位客户经理的「编号」", "the account manager's `id` in the staff register"),
    meaning: words(
        "截止日的次日起，每位在岗的客户经理都有当月的一份报告（market/）。只看最近一次到期的月份；到岗或制度生效之前，或还没有任何客户建档时就开始的月份不追究。补交的也算；日期在将来的、「提交日期」空着的（起草而未交）不算。",
        "From the day after the deadline every active account manager has a report (market/) for the month. Only the month that fell due last is judged, and none that began before the person came, the regulation took effect or any customer's archive was set up. A late report settles it; one dated after the day, or whose `submitted_on` stands there empty (begun, not handed in), does not.",
    ),
    remedy: words("请补写报告并交市场部信息管理员", "write the report and hand it to the information administrator"),
    bad: "# 2026-07-08：market/ 中没有 2026-07-chen-li.toml",
    good: "# market/2026-07-chen-li.toml\nmonth = \"2026-07\"\nauthor = \"chen-li\"\nsubmitted_on = 2026-07-03",
    run: Run::Archive(run),
};

fn run(scene: &mut ArchiveScene<'_>) {
    let Some(today) = scene.today else { return };
    let due_day = scene.param("due_day");
    let month = periods::last_due_month(today, due_day);
    let due = last_day(month, due_day);
    for (id, owed) in owed(scene, month) {
        match owed {
            Owed::Report => missing(scene, id, month, due),
            Owed::Customers(left) => uncovered(scene, id, month, &left),
        }
    }
}

/// What somebody still owes for a month.
pub(crate) enum Owed<'a> {
    /// The report.
    Report,
    /// Customers in his or her charge that it does not name.
    Customers(Vec<&'a str>),
}

/// The day by which the report of a month is due.
pub(crate) fn last_day(month: Period, due_day: i64) -> NaiveDate {
    Month::of(month.first_day()).day(u32::try_from(due_day).unwrap_or(1))
}

/// The account managers whose report of the month is not there, or not all of it.
pub(crate) fn owed<'a>(scene: &ArchiveScene<'a>, month: Period) -> Vec<(&'a str, Owed<'a>)> {
    let Some(today) = scene.today else { return Vec::new() };
    let (world, archive): (&'a World, &'a Loaded) = (scene.world, scene.archive);
    let each_customer = scene.param_list("per").iter().any(|word| word == "customer");
    let reports: Vec<&Doc<MarketReport>> = archive.registers.market.iter().filter(|doc| is_of(doc, month, today)).collect();
    let first = scene.first_established();
    let mut out = Vec::new();
    for (id, row) in ours::with_role(world, StaffRole::AccountManager, today) {
        if !is_asked(row, month, world, first) {
            continue;
        }
        let own: Vec<&Doc<MarketReport>> = reports.iter().copied().filter(|doc| market::is_by(doc, id)).collect();
        if own.is_empty() {
            out.push((id, Owed::Report));
        } else if each_customer {
            let left = not_named(world, archive, id, month, &own);
            out.extend((!left.is_empty()).then_some((id, Owed::Customers(left))));
        }
    }
    out
}

/// Whether a report of the month is asked of an account manager; `first`: when the first customer's archive was set up.
pub(crate) fn is_asked(row: &StaffRow, month: Period, world: &World, first: Option<NaiveDate>) -> bool {
    !row.active_from.is_bad() && periods::counts(month, world, [row.active_from.value(), first])
}

/// Whether it is a report of the month, handed in by the day.
pub(crate) fn is_of(doc: &Doc<MarketReport>, month: Period, today: NaiveDate) -> bool {
    let of_month = market::month_of(doc).is_some_and(|own| Period::from(own) == month);
    of_month && ours::is_handed_in(today, &doc.record.submitted_on)
}

fn missing(scene: &mut ArchiveScene<'_>, id: &str, month: Period, due: NaiveDate) {
    let Some((info, span)) = scene.staff_place(id) else { return };
    let (world, lang): (&World, _) = (scene.world, scene.lang());
    let (name, label, ending) = (ours::name(world, id), month.label(lang), ours::ending(world));
    let message = say!(
        lang,
        "{name}没有提交{label}的《客户行业和市场信息报告》，期限是 {due}",
        "{name} has not handed in the industry and market report for {label}, due by {due}"
    );
    let keeper = ours::first_with(world, StaffRole::InfoAdmin, scene.today).map(|keeper| ours::name(world, keeper)).unwrap_or_default();
    let help = say!(
        lang,
        "请补写 market/{month}-{id}.{ending}，交市场部信息管理员{keeper}",
        "write market/{month}-{id}.{ending} and hand it to the information administrator {keeper}"
    );
    scene.find(&info, span, "staff.id", message).about(id).help(help.trim_end().to_owned());
}

/// The customers in this person's charge that the reports do not name.
fn not_named<'a>(world: &World, archive: &'a Loaded, id: &str, month: Period, own: &[&Doc<MarketReport>]) -> Vec<&'a str> {
    let named = named(world, own);
    let his = |folder: &&CustomerFolder| manager_in(folder, month, world).is_some_and(|manager| manager.is(id));
    archive.customers.iter().filter(his).filter(|folder| !named.contains(&*folder.id)).map(CustomerFolder::called).collect()
}

/// The ids of the customers that these reports speak of.
pub(crate) fn named<'a>(world: &'a World, own: &[&'a Doc<MarketReport>]) -> BTreeSet<&'a str> {
    let mut named: BTreeSet<&str> = BTreeSet::new();
    for doc in own {
        named.extend(doc.record.customers.get().into_iter().flat_map(|list| list.iter()).map(|one| &*one.id));
        let items = doc.record.items.get().into_iter().flat_map(|list| list.iter());
        for text in items.filter_map(|item| item.customer.get()) {
            if let Found::One(at) = world.customers.find(text.as_str()) {
                named.insert(world.customers.id(at));
            }
        }
    }
    named
}

/// Who is in charge of a customer that the report of a month is to speak of; none of one that was lost before or set up later.
pub(crate) fn manager_in<'a>(folder: &'a CustomerFolder, month: Period, world: &World) -> Option<&'a StaffRef> {
    let record = &folder.profile.as_ref()?.record;
    let lost = record.lost_on.value().is_some_and(|lost| lost < month.first_day());
    record.account_manager.get().filter(|_| !lost && periods::counts_of(month, world, record))
}

fn uncovered(scene: &mut ArchiveScene<'_>, id: &str, month: Period, left: &[&str]) {
    let Some((info, span)) = scene.staff_place(id) else { return };
    let world: &World = scene.world;
    let (lang, name) = (scene.lang(), ours::name(world, id));
    let (label, list) = (month.label(lang), ours::listed(left, lang));
    let message = say!(
        lang,
        "{name}{label}的《客户行业和市场信息报告》没有写到：{list}",
        "the industry and market report of {name} for {label} does not name {list}"
    );
    let help = say!(lang, "请补写这些客户，并填入报告的「涉及客户」", "add these customers to the report and to its `customers`");
    scene.find(&info, span, "staff.id", message).about(id).help(help);
}
