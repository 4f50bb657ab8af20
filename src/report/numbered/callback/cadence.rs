//! What the rules ask for in the period, customer by customer, and what was done of it.

use chrono::NaiveDate;

use crate::archive::CustomerFolder;
use crate::findings::Level;
use crate::form::choices::Tier;
use crate::model::percent::Percent;
use crate::model::period::{Period, PeriodKind};
use crate::render::table::{Cell, Column, Table, Tone};
use crate::report::numbered::{Ask, common, figures};
use crate::rules::visits::{CALLBACKS, Callback};
use crate::rules::{Levels, Scene};
use crate::say;
use crate::words::{Lang, Words, words};

/// What a rule asks for with one customer, and what was done.
pub(super) struct Duty<'a> {
    pub(super) folder: &'a CustomerFolder,
    pub(super) callback: &'static Callback,
    /// The sort of customer in words.
    pub(super) who: &'static str,
    pub(super) required: usize,
    pub(super) made: usize,
    /// What no visit of another month or quarter makes up for.
    pub(super) missing: usize,
    /// The newest contact that fits, whenever.
    pub(super) last: Option<NaiveDate>,
}

impl Duty<'_> {
    /// Whether the regulation leaves the choice of customers (有选择地): what is missing then is a hint.
    pub(super) const fn is_by_choice(&self) -> bool {
        matches!(self.callback.rule.level, Levels::Fixed(Level::Info))
    }

    /// What is asked for, for people.
    fn requirement(&self, ask: &Ask<'_>) -> String {
        let lang = ask.lang();
        let what = self.callback.what.get(lang);
        if self.is_by_choice() && !ask.machine { say!(lang, "{what}（有选择）", "{what} (by choice)") } else { what.to_owned() }
    }
}

/// The duties of the periods that end within the period asked for: the three months of a quarter, and its half-year where it ends with it.
pub(super) fn duties<'a>(ask: &Ask<'a>) -> Vec<Duty<'a>> {
    let world = &ask.loaded.world;
    let in_force: Vec<&'static Callback> = CALLBACKS.iter().copied().filter(|one| world.policy.is_in_force(one.rule)).collect();
    let mut out = Vec::new();
    for folder in ask.loaded.customers.iter().filter(|folder| (ask.wanted)(folder)) {
        out.extend(in_force.iter().filter_map(|callback| duty(ask, folder, callback)));
    }
    out
}

fn duty<'a>(ask: &Ask<'a>, folder: &'a CustomerFolder, callback: &'static Callback) -> Option<Duty<'a>> {
    let (world, rule) = (&ask.loaded.world, callback.rule);
    let unread = folder.broken.iter().chain(&world.broken).any(|(kind, _)| rule.needs.contains(kind) || rule.uses.contains(kind));
    if unread || folder.profile.is_none() {
        return None;
    }
    let scene = Scene { world, customer: folder, today: Some(ask.day), rule, found: Vec::new() };
    let who = (callback.asked)(&scene)?;
    let times = usize::try_from(scene.param("times")).ok()?;
    let fits = || scene.contacts().all().filter(|contact| (callback.fits)(&scene, contact)).map(|contact| contact.day);
    let mut out = Duty { folder, callback, who, required: 0, made: 0, missing: 0, last: fits().max() };
    for period in within(callback.kind, ask.period, ask.day).filter(|period| scene.is_judged(*period)) {
        let made = fits().filter(|day| period.contains(*day)).count();
        out.required += times;
        out.made += made;
        out.missing += times.saturating_sub(made);
    }
    (out.required > 0).then_some(out)
}

/// The months, quarters or half-years that end within the period and are over by the day.
fn within(kind: PeriodKind, period: Period, day: NaiveDate) -> impl Iterator<Item = Period> {
    let end = period.last_day().min(day);
    let all = std::iter::successors(Some(Period::of(kind, period.first_day())), |one| Some(one.next()));
    all.take_while(move |one| one.last_day() <= end)
}

/// How often a rule asks, in words.
pub(super) const fn every(kind: PeriodKind) -> (&'static str, Words) {
    match kind {
        PeriodKind::Month | PeriodKind::Days => ("month", words("每月", "month")),
        PeriodKind::Quarter => ("quarter", words("每季度", "quarter")),
        PeriodKind::Half => ("half", words("每半年", "half-year")),
        PeriodKind::Year => ("year", words("每年", "year")),
    }
}

/// The sort of customers for a machine: a tier, or 大客户.
fn class_key(who: &str, lang: Lang) -> &'static str {
    Tier::ALL.iter().find(|tier| tier.label(lang) == who).map_or("key_account", |tier| tier.key())
}

fn class_cell(duty: &Duty<'_>, ask: &Ask<'_>) -> Cell {
    Cell::text(if ask.machine { class_key(duty.who, ask.lang()) } else { duty.who })
}

/// In which place a sort of customers stands: tiers by their order, then 大客户.
fn place(who: &str, lang: Lang) -> usize {
    Tier::ALL.iter().position(|tier| tier.label(lang) == who).unwrap_or(usize::MAX)
}

fn percent(part: usize, of: usize) -> Option<Percent> {
    Percent::ratio(i64::try_from(part).ok()?, i64::try_from(of).ok()?)
}

/// How much of what was required was done; what is left to choice does not count.
pub(super) fn fulfilment(duties: &[Duty<'_>]) -> Option<Percent> {
    let (required, missing): (usize, usize) =
        duties.iter().filter(|duty| !duty.is_by_choice()).fold((0, 0), |sum, duty| (sum.0 + duty.required, sum.1 + duty.missing));
    percent(required - missing, required)
}

/// A row a sort of customers and requirement.
pub(super) fn by_tier(duties: &[Duty<'_>], ask: &Ask<'_>) -> Table {
    let lang = ask.lang();
    let mut table = Table::new(vec![
        Column::new("class", words("客户", "customers")),
        Column::new("rule", words("规则", "rule")),
        Column::new("requirement", words("要求", "requirement")),
        Column::new("every", words("频次", "each")),
        Column::new("customers", words("客户数", "customers")),
        Column::new("required", words("应有次数", "required")),
        Column::new("made", words("实际次数", "made")),
        Column::new("missing", words("缺", "missing")),
        Column::new("fulfilment", words("完成率", "fulfilled")),
        Column::new("fulfilled", words("完成的客户", "customers fulfilled")),
        Column::new("by_choice", words("有选择", "by choice")),
    ]);
    let mut keys: Vec<(usize, &'static str, &'static str)> =
        duties.iter().map(|duty| (place(duty.who, lang), duty.who, duty.callback.rule.id)).collect();
    keys.sort_unstable();
    keys.dedup();
    for (_, who, rule) in keys {
        let of: Vec<&Duty<'_>> = duties.iter().filter(|duty| duty.who == who && duty.callback.rule.id == rule).collect();
        let Some(first) = of.first() else { continue };
        let sum = |part: fn(&Duty<'_>) -> usize| of.iter().map(|duty| part(duty)).sum::<usize>();
        let (required, missing) = (sum(|duty| duty.required), sum(|duty| duty.missing));
        let times = ask.loaded.world.policy.number(first.callback.rule, "times");
        let (key, label) = every(first.callback.kind);
        let each = if ask.machine { key.to_owned() } else { say!(lang, "{} {times} 次", "{times} a {}", label.get(lang)) };
        table.rows.push(vec![
            class_cell(first, ask),
            rule.into(),
            first.requirement(ask).into(),
            each.into(),
            Cell::count(of.len()),
            Cell::count(required),
            Cell::count(sum(|duty| duty.made)),
            Cell::count(missing),
            percent(required - missing, required).into(),
            Cell::count(of.iter().filter(|duty| duty.missing == 0).count()),
            Cell::Bool(first.is_by_choice()),
        ]);
    }
    if !table.rows.is_empty() {
        table.notes.push(say!(
            lang,
            "次数按每个月、季度、半年分别计：一个期间多去的不抵另一个期间少去的；期间内没有结束的半年不计",
            "each month, quarter and half-year counts by itself: a visit too many in one makes up for none in another; a half-year that does not end in the period is left out"
        ));
    }
    let people = ["class", "requirement", "every", "customers", "required", "made", "missing", "fulfilment"];
    figures::shown(table, ask, &people).named("callback")
}

/// A row a customer and requirement; people see those that were not met.
pub(super) fn by_customer(duties: &[Duty<'_>], ask: &Ask<'_>) -> Table {
    let lang = ask.lang();
    let mut table = Table::new(vec![
        Column::new("customer", words("客户", "customer")),
        Column::new("class", words("层级", "tier")),
        Column::new("account_manager", words("客户经理", "account manager")),
        Column::new("rule", words("规则", "rule")),
        Column::new("requirement", words("要求", "requirement")),
        Column::new("required", words("应有", "required")),
        Column::new("made", words("实际", "made")),
        Column::new("missing", words("缺", "missing")),
        Column::new("last", words("最近一次", "last")),
        Column::new("by_choice", words("有选择", "by choice")),
    ]);
    let mut shown: Vec<&Duty<'_>> = duties.iter().filter(|duty| ask.machine || duty.missing > 0).collect();
    shown.sort_by_key(|duty| (duty.is_by_choice(), place(duty.who, lang), duty.folder.id.clone(), duty.callback.rule.id));
    for duty in shown {
        let missing = match (ask.machine, duty.missing) {
            (true, missing) => Cell::count(missing),
            (false, missing) => Cell::Toned(if duty.is_by_choice() { Tone::Fair } else { Tone::Bad }, missing.to_string()),
        };
        table.rows.push(vec![
            common::customer_cell(duty.folder, ask),
            class_cell(duty, ask),
            figures::manager_cell(duty.folder, ask),
            duty.callback.rule.id.into(),
            duty.requirement(ask).into(),
            Cell::count(duty.required),
            Cell::count(duty.made),
            missing,
            duty.last.into(),
            Cell::Bool(duty.is_by_choice()),
        ]);
    }
    let people = ["customer", "class", "account_manager", "requirement", "required", "made", "missing", "last"];
    figures::shown(table, ask, &people).named("customers")
}
