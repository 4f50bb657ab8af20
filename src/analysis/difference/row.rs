//! A record without its type: what is filled in, as people and machines read it. Two of them can be held against each other.

use crate::form::field::{AnyField, AnyRecord};
use crate::form::kind::Shown;
use crate::form::spec::{FieldSpec, KindSpec, RecordSpec};
use crate::model::money::Unit;
use crate::render::table::{Cell, Decimals, TableStyle};
use crate::words::Lang;

/// The most decimals that a percentage is shown with.
const PERCENT_DECIMALS: u32 = 6;

/// How a record is taken over.
#[derive(Clone, Copy)]
pub(super) struct Reading<'a> {
    /// For people.
    pub(super) people: Shown<'a>,
    /// The unit of amounts.
    pub(super) unit: Unit,
    /// The document, for what could not be read.
    pub(super) text: &'a str,
}

/// A record.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// The declaration.
    pub(super) spec: &'static RecordSpec,
    /// What is filled in, in the form's order.
    pub(super) items: Vec<Item>,
    /// The organisation's own fields.
    pub(super) own: Vec<Own>,
}

/// A field that is filled in.
#[derive(Clone, Debug)]
pub(super) struct Item {
    /// The declaration.
    pub(super) spec: &'static FieldSpec,
    /// The value for machines; nothing where there are tables.
    pub(super) cell: Cell,
    /// For people, where they read something else: labels, names.
    people: Option<Cell>,
    /// The unit of amounts.
    unit: Unit,
    /// Its tables.
    pub(super) rows: Vec<Row>,
}

/// An own field that is filled in.
#[derive(Clone, Debug)]
pub(super) struct Own {
    pub(super) key: Box<str>,
    pub(super) label: Box<str>,
    pub(super) text: Box<str>,
    pub(super) sensitive: bool,
}

impl Row {
    /// One with nothing in it.
    pub(super) const fn empty(spec: &'static RecordSpec) -> Self {
        Self { spec, items: Vec::new(), own: Vec::new() }
    }

    /// What a record holds.
    pub(super) fn of(record: &dyn AnyRecord, how: &Reading<'_>) -> Self {
        let mut out = Self::empty(record.form());
        record.fields(&mut |spec, value| out.items.extend(item(spec, value, how)));
        let own = |value: &crate::form::custom::CustomValue| Own {
            key: value.key.clone(),
            label: value.label.clone(),
            text: value.text.clone(),
            sensitive: value.sensitive,
        };
        out.own = record.own_fields().iter().map(own).collect();
        out
    }

    /// The field with this key, when it is filled in.
    pub(super) fn item(&self, key: &str) -> Option<&Item> {
        self.items.iter().find(|item| item.spec.key == key)
    }

    /// The same as people read it; nothing when it is not filled in.
    pub(super) fn said(&self, key: &str, lang: Lang) -> String {
        self.item(key).map(|item| item.said(lang)).unwrap_or_default()
    }

    /// The value for machines; empty when it is not filled in.
    pub(super) fn raw(&self, key: &str) -> String {
        self.item(key).map(|item| item.cell.raw().into_owned()).unwrap_or_default()
    }

    /// The tables of a field within the table `outer`.
    pub(super) fn within(&self, outer: &str, key: &str) -> &[Self] {
        let outer = self.item(outer).and_then(|item| item.rows.first());
        outer.and_then(|row| row.item(key)).map(|item| item.rows.as_slice()).unwrap_or_default()
    }

    /// Whether both hold the same, in the same order.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        let own = |a: &Own, b: &Own| a.key == b.key && a.text == b.text;
        self.items.len() == other.items.len()
            && self.items.iter().zip(&other.items).all(|(a, b)| a.is_same_throughout(b))
            && self.own.len() == other.own.len()
            && self.own.iter().zip(&other.own).all(|(a, b)| own(a, b))
    }
}

impl Item {
    /// The same field with other tables in it.
    pub(super) fn with_rows(&self, rows: Vec<Row>) -> Self {
        Self { spec: self.spec, cell: self.cell.clone(), people: self.people.clone(), unit: self.unit, rows }
    }

    /// Whether both hold the same, their tables too, in the same order.
    pub(super) fn is_same_throughout(&self, other: &Self) -> bool {
        self.spec.is(other.spec)
            && self.is_same(other)
            && self.rows.len() == other.rows.len()
            && self.rows.iter().zip(&other.rows).all(|(a, b)| a.is_same(b))
    }

    /// Whether it holds one table at most, not a list of them.
    pub(super) const fn is_one(&self) -> bool {
        matches!(self.spec.kind, KindSpec::Record(_) | KindSpec::Section(_))
    }

    /// Whether both hold the same value. The order of a list does not count, but for roles, of which the first is the main one.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        match (&self.cell, &other.cell) {
            (Cell::List(a), Cell::List(b)) if self.spec.key != "role" => {
                let sorted = |list: &[String]| {
                    let mut list = list.to_vec();
                    list.sort_unstable();
                    list
                };
                a == b || sorted(a) == sorted(b)
            }
            (a, b) => a == b,
        }
    }

    /// As people read it, one line.
    pub(super) fn said(&self, lang: Lang) -> String {
        lang.join(self.shown(lang))
    }

    /// As people read it, value by value. Put into words only here: most of what is compared is never told.
    pub(super) fn shown(&self, lang: Lang) -> Vec<String> {
        vec![match self.people.as_ref().unwrap_or(&self.cell) {
            Cell::Empty => return Vec::new(),
            Cell::List(items) => return items.iter().map(|item| plain(item)).collect(),
            Cell::Money(amount) => amount_said(*amount, self.unit, lang),
            Cell::Percent(rate) => format!("{}%", rate.trimmed()),
            other => {
                let style = TableStyle { lang, unit: self.unit, ..TableStyle::default() };
                plain(&other.show(Decimals { money: 2, percent: PERCENT_DECIMALS }, &style))
            }
        }]
    }
}

fn item(spec: &'static FieldSpec, value: &dyn AnyField, how: &Reading<'_>) -> Option<Item> {
    if value.blank() {
        return None;
    }
    let unit = how.unit;
    let mut rows = Vec::new();
    value.tables(&mut |record| rows.push(Row::of(record, how)));
    if !rows.is_empty() {
        return Some(Item { spec, cell: Cell::Empty, people: None, unit, rows });
    }
    if value.bad() {
        // As it stands there: what cannot be read can still differ.
        let written = how.text.get(value.at().range()).unwrap_or_default().trim();
        return Some(Item { spec, cell: Cell::text(written), people: None, unit, rows });
    }
    let cell = value.cell(&Shown { machine: true, ..how.people });
    let people = is_named(&spec.kind).then(|| value.cell(&how.people));
    Some(Item { spec, cell, people, unit, rows })
}

/// Whether people read something else than machines: the label of a choice, the name for an id.
const fn is_named(kind: &KindSpec) -> bool {
    !matches!(
        kind,
        KindSpec::Text
            | KindSpec::Phone
            | KindSpec::Integer { .. }
            | KindSpec::Number { .. }
            | KindSpec::Money
            | KindSpec::Percent { .. }
            | KindSpec::Date
            | KindSpec::Birth
            | KindSpec::Month
            | KindSpec::Quarter
            | KindSpec::Moment
            | KindSpec::Bool
    )
}

/// `1,255.00 万元`
pub(super) fn amount_said(amount: crate::model::money::Money, unit: Unit, lang: Lang) -> String {
    let number = amount.display(unit, amount.decimals_needed(unit));
    match lang {
        Lang::Zh => format!("{number} {}", unit.label(lang)),
        Lang::En => format!("{} {number}", unit.label(lang)),
    }
}

/// On one line, without what would move a terminal's cursor.
fn plain(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
