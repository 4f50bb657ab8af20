//! The documents of a commit, before and after: people by id, projects and actions by what they are called, reports by file.

use std::collections::BTreeMap;

use crate::archive::DocKind;
use crate::form::contact::ContactReport;
use crate::form::key_people::{KeyPeople, KeyPersonRow};
use crate::form::kind::{List, Table};
use crate::form::plan::{Action, ActionPlan, ContactLine, ContactPlan, Plan, PlanText, RevenueLine, RevenuePlan};
use crate::form::{Field, Record};
use crate::render::table::Cell;
use crate::words::{Words, words};

use super::sides::Side;
use super::told::{About, Fate, Told};

/// Fields that every document may repeat, or that are told elsewhere.
const NOT_TOLD: &[&str] = &["unit_name", "id"];

/// Tells the differences of all documents.
pub(super) fn sides(told: &mut Told<'_>, before: &Side, after: &Side) {
    customer(told, before, after);
    people(told, before.people.as_ref(), after.people.as_ref());
    for (stem, old, new) in pairs(&before.plans, &after.plans) {
        plan(told, stem, old, new);
    }
    for (stem, old, new) in pairs(&before.reports, &after.reports) {
        report(told, stem, old, new);
    }
    for ((kind, stem), old, new) in pairs(&before.others, &after.others) {
        if old != new {
            let fate = fate(old.is_some(), new.is_some());
            let about = match kind {
                DocKind::Person => About { people: vec![stem.clone()], ..About::new(told.person(stem)) },
                kind if kind.folder().is_some() => About::new(stem.as_str()),
                _ => this_customer(told),
            };
            let form = title(told, *kind);
            told.fate(&about, form, fate);
        }
    }
}

/// Tells that the customer got another id.
pub(super) fn renamed(told: &mut Told<'_>, was: &str, now: &str) {
    let about = this_customer(told);
    let field = told.word("id", words("客户编号", "Customer id"));
    told.put(&about, field, Cell::text(was), Cell::text(now));
}

/// What is in either, with what it is in each.
fn pairs<'m, K: Ord, V>(before: &'m BTreeMap<K, V>, after: &'m BTreeMap<K, V>) -> Vec<(&'m K, Option<&'m V>, Option<&'m V>)> {
    let mut keys: Vec<&K> = before.keys().chain(after.keys()).collect();
    keys.sort();
    keys.dedup();
    keys.into_iter().map(|key| (key, before.get(key), after.get(key))).collect()
}

const fn fate(before: bool, after: bool) -> Fate {
    match (before, after) {
        (false, _) => Fate::Added,
        (true, true) => Fate::Changed,
        (true, false) => Fate::Removed,
    }
}

/// The customer itself.
fn this_customer(told: &Told<'_>) -> About {
    let folder = told.teller.customer;
    About::new(told.called(&folder.id, folder.called()))
}

/// A form's name.
fn title(told: &Told<'_>, kind: DocKind) -> String {
    let key = match kind {
        DocKind::Orders => "orders",
        DocKind::Quotes => "quotes",
        form => form.form_name().unwrap_or_default(),
    };
    told.word(key, kind.title())
}

fn customer(told: &mut Told<'_>, before: &Side, after: &Side) {
    let about = this_customer(told);
    match (&before.customer, &after.customer) {
        (Some(old), Some(new)) => {
            // The phone numbers in it are restricted.
            told.fields(&about, old, new, &["sites"]);
            let sites = |record: &crate::form::customer::Customer| record.sites.get().map(|list| format!("{:?}", site_texts(list)));
            if !(old.sites.is_bad() || new.sites.is_bad()) && sites(old) != sites(new) {
                let field = told.word("sites", words("机构", "Sites"));
                told.fate(&about, field, Fate::Changed);
            }
        }
        (None, None) => {}
        (old, new) => {
            let form = title(told, DocKind::Customer);
            told.fate(&about, form, fate(old.is_some(), new.is_some()));
        }
    }
}

/// What the sites say, for comparing alone.
fn site_texts(list: &List<Table<crate::form::customer::Site>>) -> Vec<String> {
    let name = |_, _: &str| None;
    let shown = crate::form::kind::Shown { lang: crate::words::Lang::Zh, machine: true, name: &name };
    let text = |site: &Table<crate::form::customer::Site>| {
        let mut out = String::new();
        site.0.each(&mut |spec, field| out.push_str(&format!("{}={}\n", spec.key, field.cell(&shown).raw())));
        out
    };
    let mut all: Vec<String> = list.iter().map(text).collect();
    all.sort();
    all
}

/// Rows of a table, each under what addresses it; the first of several under the same.
fn rows<'r, R, K: Ord>(list: Option<&'r List<Table<R>>>, key: impl Fn(&'r R) -> K) -> BTreeMap<K, &'r R>
where
    Table<R>: crate::form::kind::Kind,
{
    let mut out = BTreeMap::new();
    for row in list.into_iter().flat_map(|list| list.iter()) {
        out.entry(key(&row.0)).or_insert(&row.0);
    }
    out
}

fn people(told: &mut Told<'_>, before: Option<&KeyPeople>, after: Option<&KeyPeople>) {
    let list = |doc: Option<&'_ KeyPeople>| doc.is_some_and(|doc| doc.people.is_bad());
    if list(before) || list(after) {
        return;
    }
    let old = rows(before.and_then(|doc| doc.people.get()), KeyPersonRow::key);
    let new = rows(after.and_then(|doc| doc.people.get()), KeyPersonRow::key);
    // Nobody can tell who a row without an id is.
    for (id, was, is) in pairs(&old, &new).into_iter().filter(|(id, ..)| !id.is_empty()) {
        person(told, id, was.copied(), is.copied());
    }
    if let (Some(old), Some(new)) = (before, after) {
        let about = this_customer(told);
        told.fields(&about, old, new, &["people", "concerns", "unit_name"]);
        let concerns = About::new(told.word("concerns", words("附表4", "Form 4")));
        table(told, &concerns, &old.concerns, &new.concerns, &[]);
    }
}

fn person(told: &mut Told<'_>, id: &str, before: Option<&KeyPersonRow>, after: Option<&KeyPersonRow>) {
    let name = after.or(before).map_or(id, KeyPersonRow::called);
    let about = About { people: vec![id.to_owned()], ..About::new(told.called(id, name)) };
    match (before, after) {
        (Some(old), Some(new)) => told.fields(&about, old, new, NOT_TOLD),
        (old, new) => {
            let field = told.word("key-people", words("关键人物", "Key person"));
            let (was, is) = (old.map_or(Cell::Empty, |row| brief(told, row)), new.map_or(Cell::Empty, |row| brief(told, row)));
            told.put(&about, field, was, is);
        }
    }
}

/// 职务, 角色作用 and 关系状况 of a person.
fn brief(told: &Told<'_>, row: &KeyPersonRow) -> Cell {
    let lang = told.lang();
    let title = row.title.get().map(|title| title.to_string());
    let roles = row.role.get().into_iter().flat_map(|roles| roles.iter()).map(|role| told.called(role.key(), role.label(lang)));
    let status = row.status.value().map(|status| told.called(status.key(), status.label(lang)));
    Cell::List(title.into_iter().chain(roles).chain(status).collect())
}

/// A table within a document.
fn table<R: Record>(told: &mut Told<'_>, about: &About, before: &Field<Table<R>>, after: &Field<Table<R>>, skip: &[&str])
where
    Table<R>: Default,
{
    if before.is_bad() || after.is_bad() {
        return;
    }
    let none = Table::<R>::default();
    let (old, new) = (before.get().unwrap_or(&none), after.get().unwrap_or(&none));
    told.fields(about, &old.0, &new.0, skip);
}

fn plan(told: &mut Told<'_>, stem: &str, before: Option<&Plan>, after: Option<&Plan>) {
    const PLAN: Words = words("客户计划", "Customer plan");
    let subject = if told.teller.machine { format!("plan/{stem}") } else { format!("{} {stem}", PLAN.get(told.lang())) };
    let about = About::new(subject);
    let (Some(old), Some(new)) = (before, after) else {
        let field = title(told, DocKind::Plan);
        told.fate(&about, field, fate(before.is_some(), after.is_some()));
        return;
    };
    told.fields(&about, old, new, &["unit_name", "plan", "contact_plan", "action_plan", "revenue_plan"]);
    table::<PlanText>(told, &about, &old.plan, &new.plan, &[]);
    table::<ContactPlan>(told, &about, &old.contact_plan, &new.contact_plan, &["lines"]);
    table::<ActionPlan>(told, &about, &old.action_plan, &new.action_plan, &["actions"]);
    table::<RevenuePlan>(told, &about, &old.revenue_plan, &new.revenue_plan, &["lines", "total"]);
    contact_lines(told, old, new);
    actions(told, old, new);
    projects(told, old, new);
}

fn contact_lines(told: &mut Told<'_>, before: &Plan, after: &Plan) {
    let key = |line: &ContactLine| {
        let id = |text: Option<&str>| text.unwrap_or_default().to_owned();
        (id(line.person.get().map(|person| &*person.id)), id(line.ours.get().map(|ours| &*ours.id)))
    };
    let lines = |plan: &'_ Plan| -> BTreeMap<(String, String), ContactLine> {
        plan.contact_lines().map(|line| (key(line), line.clone())).collect()
    };
    for ((person, ours), old, new) in pairs(&lines(before), &lines(after)) {
        let subject = format!("{} × {}", told.staff(ours), told.person(person));
        let about = About { people: vec![person.clone()], ..About::new(subject) };
        each(told, &about, ("contact_plan", words("接触安排", "Contact plan")), old, new, &[]);
    }
}

fn actions(told: &mut Told<'_>, before: &Plan, after: &Plan) {
    let text = |action: &Action| action.what.get().map(|what| what.to_string()).unwrap_or_default();
    let key = |action: &Action| action.id.get().map_or_else(|| text(action), |id| id.to_string());
    let all = |plan: &'_ Plan| -> BTreeMap<String, Action> { plan.actions().map(|action| (key(action), action.clone())).collect() };
    for (key, old, new) in pairs(&all(before), &all(after)) {
        let one = new.or(old);
        let what = one.map(text).filter(|what| !what.is_empty()).unwrap_or_else(|| key.clone());
        let counterpart = one.and_then(|action| action.counterpart.get()).map(|person| person.id.to_string());
        let about = About { people: counterpart.into_iter().collect(), ..About::new(told.called(key, &what)) };
        each(told, &about, ("action", words("行动", "Action")), old, new, &["id"]);
    }
}

fn projects(told: &mut Told<'_>, before: &Plan, after: &Plan) {
    let all = |plan: &'_ Plan| -> BTreeMap<String, RevenueLine> {
        let lines = plan.revenue_plan.get().and_then(|form| form.lines.get()).into_iter().flat_map(|list| list.iter());
        lines.map(|line| (line.0.project.get().map(|name| name.to_string()).unwrap_or_default(), line.0.clone())).collect()
    };
    for (project, old, new) in pairs(&all(before), &all(after)) {
        each(told, &About::new(project.as_str()), ("project", words("项目", "Project")), old, new, &["project"]);
    }
}

/// A record of a list: its fields where it is in both, else that it came or went.
fn each<R: Record>(told: &mut Told<'_>, about: &About, what: (&str, Words), before: Option<&R>, after: Option<&R>, skip: &[&str]) {
    if let (Some(old), Some(new)) = (before, after) {
        told.fields(about, old, new, skip);
    } else {
        let field = told.word(what.0, what.1);
        told.fate(about, field, fate(before.is_some(), after.is_some()));
    }
}

fn report(told: &mut Told<'_>, stem: &str, before: Option<&ContactReport>, after: Option<&ContactReport>) {
    let Some(one) = after.or(before) else { return };
    let ids: Vec<String> = one.people.get().into_iter().flat_map(|list| list.iter()).map(|person| person.id.to_string()).collect();
    let day = one.date.value().map_or_else(|| stem.to_owned(), |day| day.to_string());
    let names: Vec<String> = ids.iter().map(|id| told.person(id)).collect();
    let subject = told.called(stem, format!("{day} {}", told.lang().join(names)).trim_end());
    let about = About { people: ids, ..About::new(subject) };
    let field = title(told, DocKind::ContactReport);
    match (before, after) {
        (Some(old), Some(new)) => told.fields(&about, old, new, NOT_TOLD),
        (None, Some(new)) => {
            let summary = new.summary.get().map(|text| text.to_string()).unwrap_or_default();
            told.put(&about, field, Cell::Empty, Cell::text(summary));
        }
        _ => told.fate(&about, field, Fate::Removed),
    }
}
