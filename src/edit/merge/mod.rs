//! Two become one: what the one that stays says wins, what it leaves empty is filled, lists are joined, and what is lost is listed.

mod clients;
mod people;

use crate::discover::Found as File;
use crate::form::aliases::{self, Match};
use crate::form::choices::SiteKind;
use crate::form::{KindSpec, RecordSpec};
use crate::resolve::{Names, same};
use crate::say;
use crate::words::Lang;

use super::assign::{is_same, shown};
use super::desk::Trouble;
use super::handover::joined;
use super::input::Known;
use super::look::View;
use super::op::Op;
use super::shape::child;
use super::value::{Pair, Value};

pub use clients::{Folders, customers};
pub use people::persons;

/// What is merged into what.
#[derive(Clone, Copy)]
pub struct Both<'a> {
    /// The id of the one that goes.
    pub from: &'a str,
    /// The id of the one that stays.
    pub into: &'a str,
}

/// What merging came to.
#[derive(Clone, Debug, Default)]
pub struct Merged {
    /// Where both said something else: what stays and what is lost.
    pub differences: Vec<String>,
    /// References that were written anew.
    pub places: usize,
    /// Documents that nobody could look through.
    pub unread: Vec<String>,
}

/// Why nothing was merged.
#[derive(Debug)]
pub enum Cannot {
    /// A document.
    Trouble(Trouble),
    /// Another reason, and what to do.
    Words(String, String),
}

impl From<Trouble> for Cannot {
    fn from(trouble: Trouble) -> Self {
        Self::Trouble(trouble)
    }
}

/// What is known while merging.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// Registers and language.
    pub known: Known<'a>,
    /// The documents of the archive.
    pub all: &'a [File],
    /// The customers with their names.
    pub customers: &'a Names,
}

/// Keys by which two elements of a list are the same thing; of other lists those that say the same.
const IDENTITY: &[(&str, &[&str])] = &[
    ("key-people.people", &["id"]),
    ("customer.sites", &["name"]),
    ("customer.sites.contacts", &["person"]),
    ("customer.competitors", &["name"]),
    ("customer.documents", &["name", "number"]),
    ("customer.team", &["staff"]),
    ("customer.budget", &["year"]),
    ("customer.turnover", &["year", "source"]),
    ("plan.contact_plan.lines", &["ours", "person"]),
    ("plan.action_plan.actions", &["what"]),
    ("plan.revenue_plan.lines", &["project"]),
    ("plan.plan.objectives", &["text"]),
];

/// Keys that say when somebody went: the one that stays has not gone because the other had; sums are computed.
const OWN: &[&str] = &["left_on", "lost_on", "total"];

/// Fills one table from another of the same form.
pub(super) struct Fill<'a> {
    pub(super) known: Known<'a>,
    /// Keys that are left alone.
    pub(super) without: &'a [&'a str],
    /// The name before each difference.
    pub(super) whose: String,
    pub(super) ops: Vec<Op>,
    pub(super) differences: Vec<String>,
}

impl<'a> Fill<'a> {
    pub(super) fn new(known: Known<'a>, without: &'a [&'a str], whose: String) -> Self {
        Self { known, without, whose, ops: Vec::new(), differences: Vec::new() }
    }

    /// Steps that bring into `into` what only `from` says.
    pub(super) fn table(&mut self, into: &View<'_>, from: &View<'_>) {
        for pair in from.pairs() {
            let field = from.table.and_then(|table| table.find(&pair.key)).map(|(_, field)| field);
            let key = field.map_or(pair.key.as_str(), |field| field.key);
            if pair.value.is_blank() || OWN.contains(&key) || self.without.contains(&key) {
                continue;
            }
            let kind = field.map(|field| field.kind);
            let place = into.place.clone().key(key);
            let (Some(there), Some(other)) = (into.child(key).filter(|view| !view.value.is_blank()), from.child(key)) else {
                self.ops.push(Op::set(place, plain(&pair.value, kind.as_ref().and_then(child))));
                continue;
            };
            match kind {
                Some(KindSpec::Record(_) | KindSpec::Section(_)) if there.scalar().is_none() && other.scalar().is_none() => {
                    self.table(&there, &other);
                }
                Some(KindSpec::List(inner) | KindSpec::OneOrMany(inner)) if is_list(&there) || is_list(&other) => {
                    self.list(&there, &other, inner);
                }
                Some(KindSpec::TextOrList(spec)) if is_list(&there) && is_list(&other) => {
                    self.list(&there, &other, &KindSpec::Record(spec))
                }
                Some(KindSpec::Free(_)) => self.table(&there, &other),
                _ if is_same(Some(there.value), &pair.value, kind.as_ref(), &self.known) => {}
                _ => {
                    let label = field.map_or(key, |field| field.label(self.known.lang()));
                    self.differ(label, &shown(there.value, kind.as_ref(), &self.known), &shown(&pair.value, kind.as_ref(), &self.known));
                }
            }
        }
    }

    /// A list gets what it has not.
    fn list(&mut self, into: &View<'_>, from: &View<'_>, inner: &KindSpec) {
        let spec = child(inner);
        let has = each(into);
        for item in each(from) {
            if has.iter().any(|one| is_same(Some(one.value), item.value, Some(inner), &self.known)) {
                continue;
            }
            let twin = spec.and_then(|spec| has.iter().find(|one| are_one(spec, one, &item)));
            match twin {
                Some(twin) if spec.is_some_and(|spec| spec.name == "plan.contact_plan.lines") => self.ops.extend(joined(twin, &item)),
                Some(twin) => self.table(twin, &item),
                None => self.ops.push(Op::append(into.place.clone(), plain(item.value, spec))),
            }
        }
    }

    fn differ(&mut self, label: &str, stays: &str, lost: &str) {
        let whose = &self.whose;
        self.differences.push(differs(self.known.lang(), whose, label, stays, lost));
    }
}

fn differs(lang: Lang, whose: &str, label: &str, stays: &str, lost: &str) -> String {
    say!(lang, "{whose} {label}：保留「{stays}」，舍去「{lost}」", "{whose} {label}: `{stays}` stays, `{lost}` is lost")
}

fn is_list(view: &View<'_>) -> bool {
    matches!(view.value, Value::List(_))
}

/// The elements of a list; one value alone is a list of one.
fn each<'v>(view: &View<'v>) -> Vec<View<'v>> {
    if is_list(view) { (0..view.elements().len()).filter_map(|at| view.element(at)).collect() } else { vec![view.clone()] }
}

/// Whether two elements of a list are the same thing. A customer has one headquarters, whatever each record calls it.
fn are_one(spec: &RecordSpec, one: &View<'_>, two: &View<'_>) -> bool {
    if spec.name == "customer.sites" && is_headquarters(one) && is_headquarters(two) {
        return true;
    }
    let Some((_, keys)) = IDENTITY.iter().find(|(table, _)| *table == spec.name) else { return false };
    let alike = |key: &&str| match (one.text(key), two.text(key)) {
        (Some(one), Some(two)) => same(one, two),
        (None, None) => true,
        _ => false,
    };
    keys.iter().any(|key| one.text(key).is_some()) && keys.iter().all(alike)
}

fn is_headquarters(site: &View<'_>) -> bool {
    let kind = site.text("kind").map(|text| aliases::find(SiteKind::CHOICE, text));
    matches!(kind, Some(Match::Value(at) | Match::Alias(at)) if SiteKind::CHOICE.options[at].key == SiteKind::Headquarters.key())
}

/// A value with the form's own keys, whatever it was written with: who writes it knows how the document writes them.
pub(in crate::edit) fn plain(value: &Value, table: Option<&'static RecordSpec>) -> Value {
    match value {
        Value::Scalar(_) => value.clone(),
        Value::List(items) => Value::list(items.iter().map(|item| plain(&item.value, table))),
        Value::Table(pairs) => Value::Table(pairs.iter().map(|pair| plain_pair(pair, table)).collect()),
    }
}

fn plain_pair(pair: &Pair, table: Option<&'static RecordSpec>) -> Pair {
    let field = table.and_then(|table| table.find(&pair.key)).map(|(_, field)| field);
    let key = field.map_or(pair.key.as_str(), |field| field.key);
    Pair::new(key, plain(&pair.value, field.and_then(|field| child(&field.kind))))
}

/// Steps that make elements of a list one where they are the same thing: the first stays.
pub(super) fn doubles(document: &View<'_>, way: &[&str], known: &Known<'_>, differences: &mut Vec<String>) -> Vec<Op> {
    let rows = document.rows(way);
    let (mut sets, mut removes) = (Vec::new(), Vec::new());
    for (at, row) in rows.iter().enumerate() {
        let Some(spec) = row.table else { continue };
        let Some(first) = rows[..at].iter().find(|first| are_one(spec, first, row)) else { continue };
        if spec.name == "plan.contact_plan.lines" {
            sets.extend(joined(first, row));
        } else {
            let mut fill = Fill::new(*known, &[], spec.title.get(known.lang()).to_owned());
            fill.table(first, row);
            sets.append(&mut fill.ops);
            differences.append(&mut fill.differences);
        }
        removes.push(Op::remove(row.place.clone()));
    }
    sets.extend(removes.into_iter().rev());
    sets
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::archive::DocKind;
    use crate::edit::shape::Shape;
    use crate::edit::splice;
    use crate::form::choices::KeyLanguage;
    use crate::source::{Arena, Syntax, parse};
    use crate::world::World;

    fn read(text: &str) -> Value {
        Value::of(&parse(Syntax::Yaml, text, &Arena::new()).root)
    }

    fn filled(kind: DocKind, into: &str, from: &str) -> (Value, Vec<String>) {
        let world = World::default();
        let spec = kind.spec().expect("a form");
        let known = Known::new(&world, NaiveDate::default());
        let (mut one, two) = (read(into), read(from));
        let mut fill = Fill::new(known, &[], "x".to_owned());
        fill.table(&View::top(&one, spec), &View::top(&two, spec));
        let Fill { ops, differences, .. } = fill;
        let shape = Shape { spec, packed: false, keys: KeyLanguage::English };
        ops.iter().for_each(|op| splice::take(&mut one, shape, op).expect("there"));
        (one, differences)
    }

    #[test]
    fn what_stays_wins_what_is_empty_is_filled_and_lists_are_joined() {
        let into = "unit_name: a\ntier: vip\nkey_account: [national]\ncompetitors:\n- {name: 虹桥, strengths: x}\nabc_factors: {good_faith: true}\n";
        let from = "单位名称: b\n客户层级: VIP客户\nneeds: c\nlost_on: 2026-01-01\nkey_account: [全国客户, long_term]\n竞争对手:\n- {名称: 虹桥, 劣势: y}\n- {名称: 西岭}\nabc_factors: {stranger: true}\n";
        let (value, differences) = filled(DocKind::Customer, into, from);
        let wanted = "unit_name: a\ntier: vip\nneeds: c\nkey_account: [national, long_term]\ncompetitors:\n- {name: 虹桥, strengths: x, weaknesses: y}\n- {name: 西岭}\nabc_factors: {good_faith: true, stranger: true}\n";
        assert!(value.same(&read(wanted)), "{value:?}");
        assert_eq!(differences, ["x 单位名称：保留「a」，舍去「b」"]);
    }

    #[test]
    fn lines_of_one_pair_become_one() {
        let into = "contact_plan:\n  lines:\n  - {ours: a, person: p, times: 2, next: 2026-05-01}\n";
        let from = "contact_plan:\n  lines:\n  - {ours: a, person: p, times: 1, next: 2026-04-01}\n  - {ours: b, person: p, times: 1, next: 2026-04-01}\n";
        let (value, _) = filled(DocKind::Plan, into, from);
        let wanted = "contact_plan:\n  lines:\n  - {ours: a, person: p, times: 3, next: 2026-04-01}\n  - {ours: b, person: p, times: 1, next: 2026-04-01}\n";
        assert!(value.same(&read(wanted)), "{value:?}");
    }
}
