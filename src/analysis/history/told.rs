//! Two records, field by field.

use crate::form::Record;
use crate::form::kind::Shown;
use crate::form::spec::{FieldSpec, KindSpec, Target};
use crate::render::table::Cell;
use crate::say;
use crate::words::{Lang, Words};

use super::{Change, Teller};

/// Stands for a restricted value.
const MASK: &str = "***";
/// People are shown so many signs of a text.
const SIGNS: usize = 60;

/// What became of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    Added,
    Changed,
    Removed,
}

/// Whom or what fields are about.
#[derive(Clone, Debug)]
pub(super) struct About {
    pub(super) subject: String,
    pub(super) people: Vec<String>,
}

impl About {
    pub(super) fn new(subject: impl Into<String>) -> Self {
        Self { subject: subject.into(), people: Vec::new() }
    }
}

/// The changes of one commit.
pub(super) struct Told<'a> {
    pub(super) teller: Teller<'a>,
    pub(super) changes: Vec<Change>,
}

/// A field's value: as machines read it, and as it is shown.
struct Value {
    spec: &'static FieldSpec,
    raw: Cell,
    shown: Cell,
    bad: bool,
}

impl<'a> Told<'a> {
    pub(super) const fn new(teller: Teller<'a>) -> Self {
        Self { teller, changes: Vec::new() }
    }

    pub(super) const fn lang(&self) -> Lang {
        self.teller.world.lang
    }

    /// An id for machines, a name for people.
    pub(super) fn called(&self, id: &str, name: &str) -> String {
        if self.teller.machine { id } else { name }.to_owned()
    }

    /// A key for machines, words for people.
    pub(super) fn word(&self, key: &str, words: Words) -> String {
        self.called(key, words.get(self.lang()))
    }

    /// The name of a key person of now; the id where unknown.
    pub(super) fn person(&self, id: &str) -> String {
        self.called(id, self.teller.customer.people_names.called(id))
    }

    /// The name of one of ours.
    pub(super) fn staff(&self, id: &str) -> String {
        self.called(id, self.teller.world.staff.names.called(id))
    }

    pub(super) fn put(&mut self, about: &About, field: String, before: Cell, after: Cell) {
        let About { subject, people } = about.clone();
        self.changes.push(Change { subject, field, before: self.short(before), after: self.short(after), people });
    }

    /// A whole record came, went, or changed in what is not told.
    pub(super) fn fate(&mut self, about: &About, field: String, fate: Fate) {
        let lang = self.lang();
        let (key, words) = match fate {
            Fate::Added => ("added", say!(lang, "新增", "added")),
            Fate::Changed => ("changed", say!(lang, "有改动", "changed")),
            Fate::Removed => ("removed", say!(lang, "删除", "removed")),
        };
        let word = self.called(key, &words);
        self.put(about, field, Cell::Empty, Cell::text(word));
    }

    /// The value of every field.
    fn values<R: Record>(&self, record: &R) -> Vec<Value> {
        let customer = self.teller.customer;
        let name = |target: Target, id: &str| match target {
            Target::Person => customer.people_names.label_of(id).map(str::to_owned),
            other => self.teller.world.name_of(other, id),
        };
        let shown = |machine| Shown { lang: self.lang(), machine, name: &name };
        let mut out = Vec::new();
        record.each(&mut |spec, field| {
            out.push(Value { spec, raw: field.cell(&shown(true)), shown: field.cell(&shown(self.teller.machine)), bad: field.bad() });
        });
        out
    }

    /// Tells every field that differs, but for these.
    pub(super) fn fields<R: Record>(&mut self, about: &About, before: &R, after: &R, skip: &[&str]) {
        for (old, new) in self.values(before).into_iter().zip(self.values(after)) {
            // What cannot be read is neither one value nor another.
            if old.raw == new.raw || old.bad || new.bad || skip.contains(&old.spec.key) {
                continue;
            }
            let field = self.called(old.spec.key, old.spec.label(self.lang()));
            if old.spec.sensitive {
                let mask = |value: Cell| if value == Cell::Empty { value } else { Cell::text(MASK) };
                self.put(about, field, mask(old.shown), mask(new.shown));
                continue;
            }
            match old.spec.kind {
                KindSpec::List(KindSpec::Record(_)) => self.rows(about, field, old.shown, new.shown),
                _ => self.put(about, field, old.shown, new.shown),
            }
        }
    }

    /// Rows of a table: those that went, those that came.
    fn rows(&mut self, about: &About, field: String, before: Cell, after: Cell) {
        let list = |cell: Cell| if let Cell::List(items) = cell { items } else { Vec::new() };
        let (mut old, mut new) = (list(before), list(after));
        new.retain(|row| old.iter().position(|one| one == row).map(|at| old.remove(at)).is_none());
        // Those that only moved are no change.
        if !(old.is_empty() && new.is_empty()) {
            let cell = |rows: Vec<String>| Cell::text(rows.join("; "));
            self.put(about, field, cell(old), cell(new));
        }
    }

    /// People are spared the end of long texts.
    fn short(&self, cell: Cell) -> Cell {
        match cell {
            Cell::Text(text) if !self.teller.machine => {
                let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
                let cut = line.char_indices().nth(SIGNS).map(|(at, _)| at);
                Cell::Text(cut.map_or_else(|| line.clone(), |at| format!("{}…", &line[..at])))
            }
            other => other,
        }
    }
}
