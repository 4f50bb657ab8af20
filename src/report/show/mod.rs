//! One customer, or one of its people, on a page. Restricted fields are masked unless they are asked for.

mod customer;
mod person;
#[cfg(test)]
mod tests;

use chrono::{Datelike, NaiveDate};

use crate::analysis::contacts::Contacts;
use crate::archive::{CustomerFolder, Unread};
use crate::form::field::AnyField;
use crate::form::key_people::KeyPersonRow;
use crate::form::kind::Shown;
use crate::form::plan::ContactLine;
use crate::form::{FieldSpec, Record, Target};
use crate::render::table::{Cell, Column, Table};
use crate::say;
use crate::words::{Lang, Words, words};
use crate::world::World;

use super::sheet::{Pair, Sheet};

pub use customer::sheet as customer;
pub use person::sheet as person;

/// Stands for a restricted value.
pub const MASK: &str = "***";

/// Days overdue; the column is there only when something is.
pub(in crate::report) const OVERDUE: Words = words("逾期天数", "Days overdue");

/// What a page is made from.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// Settings, staff, names.
    pub world: &'a World,
    /// The customer.
    pub customer: &'a CustomerFolder,
    /// The day of judgement.
    pub today: NaiveDate,
    /// Show restricted values.
    pub reveal: bool,
    /// Documents that the page needs and that could not be read whole.
    pub unread: &'a [Unread],
}

impl<'a> Source<'a> {
    pub(in crate::report) const fn lang(&self) -> Lang {
        self.world.lang
    }

    /// The name of one of ours; the id where unknown.
    pub(in crate::report) fn staff(&self, id: &str) -> String {
        self.world.staff.names.called(id).to_owned()
    }

    /// The name of one of theirs; the id where unknown.
    pub(in crate::report) fn person_name(&self, id: &str) -> String {
        self.row(id).map_or(id, KeyPersonRow::called).to_owned()
    }

    /// Every row of 附表3, gone or not.
    pub(in crate::report) fn rows(&self) -> Vec<&'a KeyPersonRow> {
        let list = self.customer.key_people.as_ref().and_then(|doc| doc.record.people.get());
        list.map(|list| list.iter().map(|row| &row.0).collect()).unwrap_or_default()
    }

    pub(in crate::report) fn row(&self, id: &str) -> Option<&'a KeyPersonRow> {
        self.rows().into_iter().find(|row| row.key() == id)
    }

    /// The contacts up to the day.
    pub(in crate::report) fn contacts(&self) -> Contacts<'a> {
        Contacts::of(self.customer, Some(self.today))
    }

    /// What a line of 附表6 comes to: planned contacts, contacts of the day's year, the next one, the days it is overdue.
    pub(in crate::report) fn planned(&self, line: &ContactLine) -> [Cell; 4] {
        let times = line.times.value().map_or(Cell::Empty, |times| Cell::Int(times.0));
        // Every year has a first day.
        let first = self.today.with_ordinal(1).unwrap_or(self.today);
        let pair = line.ours.get().zip(line.person.get());
        let actual = pair.map_or(0, |(ours, person)| self.contacts().count(&ours.id, &person.id, first, self.today));
        let next = self.contacts().in_force(line).map(|next| next.day);
        let shown = next.map_or_else(|| say!(self.lang(), "未约定", "not agreed"), |day| day.to_string());
        [times, Cell::count(actual), shown.into(), self.overdue(next)]
    }

    /// Several names or words in a row.
    pub(in crate::report) fn list(&self, items: &[String]) -> String {
        items.join(match self.lang() {
            Lang::Zh => "、",
            Lang::En => ", ",
        })
    }

    /// A value for people; nothing when blank or wrong.
    pub(in crate::report) fn value(&self, field: &dyn AnyField) -> String {
        let name = |target: Target, id: &str| match target {
            Target::Person => Some(self.person_name(id)),
            other => self.world.name_of(other, id),
        };
        let shown = Shown { lang: self.lang(), machine: false, name: &name };
        self.text(&field.cell(&shown))
    }

    pub(in crate::report) fn text(&self, cell: &Cell) -> String {
        let (lang, unit) = (self.lang(), self.world.unit);
        match cell {
            Cell::Money(money) => {
                let amount = money.display(unit, money.decimals_needed(unit));
                // Where the settings could not be read nobody knows in what it was written.
                if self.world.knows_unit() && self.world.knows_settings() { format!("{amount} {}", unit.label(lang)) } else { amount }
            }
            Cell::Percent(percent) => percent.to_string(),
            Cell::Bool(yes) => Cell::yes_no(*yes, lang).to_owned(),
            Cell::List(items) => self.list(items),
            other => other.raw().into_owned(),
        }
    }

    /// A value, or the mask when it is restricted and there.
    pub(in crate::report) fn masked(&self, value: String, restricted: bool) -> String {
        if restricted && !self.reveal && !value.is_empty() { MASK.to_owned() } else { value }
    }

    /// The filled fields of a record among these keys, in their order. `restricted` says which are masked.
    pub(in crate::report) fn pairs<R: Record>(&self, record: &R, keys: &[&str], restricted: &dyn Fn(&FieldSpec) -> bool) -> Vec<Pair> {
        let mut found: Vec<(usize, Pair)> = Vec::new();
        record.each(&mut |spec, field| {
            let Some(at) = keys.iter().position(|key| *key == spec.key) else { return };
            if field.blank() {
                return;
            }
            let value = match self.value(field) {
                unreadable if unreadable.is_empty() => say!(self.lang(), "（读不出来）", "(cannot be read)"),
                value => self.masked(value, restricted(spec)),
            };
            found.push((at, Pair::new(spec.label(self.lang()), value)));
        });
        found.sort_by_key(|(at, _)| *at);
        let mut pairs: Vec<Pair> = found.into_iter().map(|(_, pair)| pair).collect();
        for own in record.custom() {
            pairs.push(Pair::new(&*own.label, self.masked(own.text.to_string(), own.sensitive)));
        }
        pairs
    }

    /// A day with the days since.
    pub(in crate::report) fn since(&self, day: NaiveDate) -> String {
        match (self.today - day).num_days() {
            0 => say!(self.lang(), "{day}（今天）", "{day} (today)"),
            1 => say!(self.lang(), "{day}（昨天）", "{day} (yesterday)"),
            days if days > 0 => say!(self.lang(), "{day}（{days} 天前）", "{day} ({days} days ago)"),
            _ => day.to_string(),
        }
    }

    /// The days since a day that has passed.
    pub(in crate::report) fn overdue(&self, day: Option<NaiveDate>) -> Cell {
        match day.map(|day| (self.today - day).num_days()) {
            Some(days) if days > 0 => Cell::Int(days),
            _ => Cell::Empty,
        }
    }

    /// The documents that could not be read.
    pub(in crate::report) fn left_out(&self, sheet: &mut Sheet) {
        if self.unread.is_empty() {
            return;
        }
        let colon = say!(self.lang(), "：", ": ");
        let item = |unread: &Unread| format!("{}{colon}{}", unread.path, unread.reason);
        sheet.note(say!(self.lang(), "未计入（文件未能读取）：", "Left out (could not be read):"), self.unread.iter().map(item).collect());
    }
}

/// Columns in which nothing stands are left out of the page.
pub(in crate::report) fn drop_empty_columns(table: &mut Table) {
    for at in (0..table.columns.len()).rev() {
        if table.cells(at).all(|cell| *cell == Cell::Empty) {
            table.columns.remove(at);
            for row in table.rows.iter_mut().chain(&mut table.totals).filter(|row| row.len() > at) {
                row.remove(at);
            }
        }
    }
}

/// A column of a table on the page.
pub(in crate::report) fn column(key: &'static str, label: Words) -> Column {
    Column::new(key, label)
}

/// The label of a field.
pub(in crate::report) fn label<R: Record>(key: &str, lang: Lang) -> &'static str {
    R::SPEC.find(key).map_or("", |(_, spec)| spec.label(lang))
}

/// The heading of a column that shows a field.
pub(in crate::report) fn head<R: Record>(key: &str) -> Words {
    R::SPEC.find(key).map_or(words("", ""), |(_, spec)| words(spec.zh, spec.en))
}

/// Whether a field is declared as personal data.
pub(in crate::report) fn is_sensitive(spec: &FieldSpec) -> bool {
    spec.sensitive
}
