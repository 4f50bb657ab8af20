//! What was changed in an approved plan without an adjustment: the part of PLN-04 that only git's history tells.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::analysis::difference::substance::{Against, Differs};
use crate::archive::Doc;
use crate::archive::past::{Past, Step, Version};
use crate::form::key_people::KeyPeople;
use crate::form::plan::Plan;
use crate::resolve::{Found, Names};
use crate::rules::{Scene, earlier};
use crate::say;
use crate::words::Lang;

/// So many differences are named.
const MOST: usize = 3;

/// Holds each approved plan against what was approved.
pub(super) fn run(scene: &mut Scene<'_>) {
    let (Some(today), Some(past)) = (scene.today, scene.past()) else { return };
    for doc in scene.plans() {
        let Some(approved) = doc.record.approved_on.value().filter(|day| *day <= today) else { continue };
        judge(scene, past, doc, (approved, today));
    }
}

fn judge(scene: &mut Scene<'_>, past: &Past, doc: &Doc<Plan>, (approved, today): (NaiveDate, NaiveDate)) {
    let Some(versions) = past.plans.get(&*doc.stem) else { return };
    let renamed = renamed(&past.key_people, &scene.customer.people_names);
    let against = Against { world: scene.world, people: &scene.customer.people_names, renamed: &renamed };
    let run = since_approval(versions, &doc.record, against);
    let settled = settled(&doc.record, approved, today);
    let Some(then) = approved_state(run, settled, today, scene.world.effective_from()) else { return };
    let differs = against.substance(&then.record, &doc.record);
    if differs.is_empty() {
        return;
    }
    let lang = scene.lang();
    let changed = earlier::since(run, |plan| against.substance(plan, &doc.record).is_empty());
    let message = message(scene, settled, changed.step, &differs);
    let at = differs.iter().find_map(|one| one.at).unwrap_or(doc.record.approved_on.span);
    let field = differs.iter().find(|one| one.at.is_some()).map_or("approved_on", |one| &one.field);
    let (customer, year) = (&*scene.customer.id, super::year(doc));
    let help = say!(
        lang,
        "请报市场部部长批准这次调整，并登记调整记录：`kehu plan revise {customer} --year {year} --reason 原因 --approved-by 批准人`；不该改的请改回",
        "have the marketing director approve the adjustment and enter it: `kehu plan revise {customer} --year {year} --reason TEXT --approved-by STAFF`; else take the change back"
    );
    // A further change is another finding, whatever was accepted before.
    let mut fields: Vec<&str> = differs.iter().map(|one| one.field.as_str()).collect();
    fields.sort_unstable();
    fields.dedup();
    scene.find(&doc.info, at, field, message).help(help).about(&fields.join(" "));
}

/// People who have another id now, by the one that they had: a name tells, where it is nobody else's.
fn renamed(versions: &[Version<KeyPeople>], people: &Names) -> BTreeMap<Box<str>, Box<str>> {
    let mut out = BTreeMap::new();
    let rows = versions.iter().flat_map(|version| version.record.people.get()).flat_map(|list| list.iter());
    for row in rows.filter(|row| !row.key().is_empty() && !people.has_id(row.key())) {
        if let Found::One(at) = people.find(row.called()) {
            out.insert(row.key().into(), people.id(at).into());
        }
    }
    out
}

/// The versions since the plan has the approval and the adjustments that it has now, oldest first.
fn since_approval<'p>(versions: &'p [Version<Plan>], now: &Plan, against: Against<'_>) -> &'p [Version<Plan>] {
    let before = earlier::since(versions, |plan| against.same_approval(plan, now)).before.len();
    &versions[before..]
}

/// The day of the approval, or of the last adjustment since.
fn settled(plan: &Plan, approved: NaiveDate, today: NaiveDate) -> NaiveDate {
    let revisions = plan.revisions.get().into_iter().flat_map(|list| list.iter());
    let days = revisions.filter_map(|revision| revision.date.value()).filter(|day| *day <= today);
    days.fold(approved, NaiveDate::max)
}

/// The state that was approved: the first with this approval. Where it was entered beforehand, the last up to its day; what was there before
/// the regulation took effect is nobody's fault.
fn approved_state(run: &[Version<Plan>], settled: NaiveDate, today: NaiveDate, from: Option<NaiveDate>) -> Option<&Version<Plan>> {
    let first = run.first()?;
    let early = first.step.day < settled;
    if early && settled >= today {
        return None;
    }
    let counts = |version: &&Version<Plan>| early && version.step.day <= settled || from.is_some_and(|from| version.step.day < from);
    // The present state is from before the regulation, too, where that is still to come.
    from.is_none_or(|from| from <= today).then(|| run.iter().rev().find(counts).unwrap_or(first))
}

fn message(scene: &Scene<'_>, settled: NaiveDate, step: Option<&Step>, differs: &[Differs]) -> String {
    let (lang, count) = (scene.lang(), differs.len());
    let by = earlier::by(scene, step);
    let what: Vec<&str> = differs.iter().take(MOST).map(|one| one.text.as_str()).collect();
    let rest = if count > MOST { say!(lang, "；共 {count} 处", "; {count} differences in all") } else { String::new() };
    let what = match lang {
        Lang::Zh => what.join("；"),
        Lang::En => what.join("; "),
    };
    say!(
        lang,
        "{settled} 批准的计划改了内容，没有调整记录：{what}{rest}。最近一次改动：{by}",
        "the plan as approved on {settled} was changed without a revision: {what}{rest}. Last change: {by}"
    )
}
