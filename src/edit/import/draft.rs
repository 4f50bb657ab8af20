//! What one row would do: nothing of it is taken over unless all of it is right.

use crate::edit::op::{Op, Place};
use crate::edit::value::Value;
use crate::form::RecordSpec;
use crate::say;
use crate::words::words;

use super::cell::{Known, meaning, shown};
use super::columns::Part;
use super::papers::get;
use super::row::Row;
use super::{Bad, Item, OnConflict, Run};

/// What one row would do.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) bad: Vec<Bad>,
    pub(super) steps: Vec<(String, Op)>,
    pub(super) added: Vec<Item>,
    pub(super) updated: Vec<Item>,
    pub(super) unchanged: Vec<Item>,
    pub(super) kept: Vec<Item>,
    /// The earlier row that made a record which this one is about, too.
    pub(super) again: Option<usize>,
}

/// A field of which the row says something else than the record.
#[derive(Clone, Debug)]
pub(super) struct Difference {
    path: Vec<&'static str>,
    header: String,
    old: Vec<String>,
    new: String,
    value: Value,
}

/// The fields of which a row says something else than a record. What the row leaves blank says nothing.
pub(super) fn differences(row: &Row<'_>, part: Part, known: Known<'_>, record: &Value, form: &'static RecordSpec) -> Vec<Difference> {
    let mut out = Vec::new();
    for cell in row.of(part) {
        let path = &cell.column.path;
        let mut old = Some(record);
        let mut table = Some(form);
        for key in path {
            old = old.zip(table).and_then(|(old, table)| get(old, table, key));
            table = table.and_then(|table| table.find(key)).and_then(|(_, field)| crate::edit::shape::child(&field.kind));
        }
        let kind = &cell.column.field.kind;
        let value = Row::value(cell, known);
        let old = old.map(|old| meaning(kind, old, known)).unwrap_or_default();
        if meaning(kind, &value, known) != old {
            let old = old.into_iter().map(|word| shown(kind, word, known)).collect();
            out.push(Difference { path: path.clone(), header: cell.header.clone(), old, new: cell.text.to_owned(), value });
        }
    }
    out
}

impl Draft {
    /// Decides what differences mean: of a record that this table made, its later rows may only fill what was blank; of one of the archive,
    /// as `--on-conflict` says.
    pub(super) fn decide(
        &mut self,
        row: &Row<'_>,
        found: Vec<Difference>,
        (stem, place): &(String, Place),
        item: Item,
        made: Option<usize>,
        run: &Run<'_>,
    ) {
        self.again = self.again.or(made);
        let lang = run.lang();
        if found.is_empty() {
            if made.is_none() {
                self.unchanged.push(item);
            }
            return;
        }
        let mut taken = false;
        let mut kept = false;
        for one in found {
            let (new, old) = (&one.new, lang.join(&one.old));
            let old = if old.is_empty() { words("（空）", "(blank)").get(lang).to_owned() } else { old };
            let reason = match (made, run.how.on_conflict) {
                (Some(_), _) if one.old.is_empty() => None,
                (Some(first), _) => Some(say!(
                    lang,
                    "第 {first} 行同一记录写的是「{old}」，这里是「{new}」；请改成一致",
                    "row {first} says `{old}` of the same record, here it is `{new}`; make them agree"
                )),
                (None, OnConflict::Error) => Some(say!(
                    lang,
                    "档案里是「{old}」，这里是「{new}」；以表为准请加 `--on-conflict update`，以档案为准请加 `--on-conflict skip`",
                    "the archive says `{old}`, the table `{new}`; `--on-conflict update` takes the table's, `--on-conflict skip` keeps the archive's"
                )),
                (None, OnConflict::Skip) => {
                    kept = true;
                    continue;
                }
                (None, OnConflict::Update) => None,
            };
            if let Some(reason) = reason {
                self.bad.push(Bad { row: row.number, column: Some(one.header), reason, absent: false });
                continue;
            }
            taken = true;
            let place = one.path.iter().fold(place.clone(), |place, key| place.key(*key));
            self.steps.push((stem.clone(), Op::set(place, one.value)));
        }
        if kept {
            self.kept.push(item.clone());
        }
        if taken {
            self.updated.push(item);
        }
    }

    /// Takes it over, unless something of it is wrong.
    pub(super) fn settle(self, row: &Row<'_>, run: &mut Run<'_>) {
        if !self.bad.is_empty() {
            run.outcome.bad.extend(self.bad);
            return;
        }
        if self.steps.is_empty() && self.unchanged.is_empty() && self.kept.is_empty() {
            run.outcome.repeated.extend(self.again.map(|first| (row.number, first)));
        }
        for (stem, step) in self.steps {
            run.papers.take(&stem, step);
        }
        run.outcome.added.extend(self.added);
        run.outcome.updated.extend(self.updated);
        run.outcome.unchanged.extend(self.unchanged);
        run.outcome.kept.extend(self.kept);
    }
}
