//! A row with its cells under the columns that are known.

use crate::edit::value::{Pair, Value};
use crate::form::{FieldSpec, Record};
use crate::model::money::Unit;
use crate::say;
use crate::words::Lang;

use super::cell::{self, Known};
use super::check::{self, Around};
use super::columns::{Column, Part};
use super::{Bad, Brought};

/// A cell that is not blank.
#[derive(Clone, Debug)]
pub(super) struct Cell<'a> {
    /// What the table calls the column.
    pub(super) header: String,
    /// The column.
    pub(super) column: &'a Column,
    /// What stands there.
    pub(super) text: &'a str,
    unit: Option<Unit>,
}

impl Cell<'_> {
    /// The unit of amounts in it: the column's own, or this one.
    pub(super) fn unit_or(&self, unit: Unit) -> Unit {
        self.unit.unwrap_or(unit)
    }
}

/// A row.
#[derive(Clone, Debug)]
pub(super) struct Row<'a> {
    /// Its number.
    pub(super) number: usize,
    /// Its cells that are not blank, of columns that are known.
    pub(super) cells: Vec<Cell<'a>>,
    brought: Brought<'a>,
}

impl std::fmt::Debug for Brought<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Brought").field("kind", &self.kind).finish_non_exhaustive()
    }
}

/// The rows of a table.
pub(super) fn rows<'a>(brought: &Brought<'a>) -> Vec<Row<'a>> {
    let Brought { table, columns, mapping, .. } = *brought;
    let row = |raw: &'a crate::edit::csv::Row| {
        let known = mapping.of.iter().enumerate().filter_map(|(at, of)| Some((at, &columns[(*of)?])));
        let cells = known.map(|(at, column)| Cell { header: table.column(at), column, text: raw.cell(at), unit: mapping.units[at] });
        Row { number: raw.number, cells: cells.filter(|cell| !cell.text.is_empty()).collect(), brought: *brought }
    };
    // A row with nothing in the columns that are known says nothing.
    table.rows.iter().map(row).filter(|row| !row.cells.is_empty()).collect()
}

impl<'a> Row<'a> {
    /// The cells of a part.
    pub(super) fn of(&self, part: Part) -> impl Iterator<Item = &Cell<'a>> {
        self.cells.iter().filter(move |cell| cell.column.part == part)
    }

    /// Whether there is anything of a part.
    pub(super) fn has(&self, part: Part) -> bool {
        self.of(part).next().is_some()
    }

    /// The cell of a field.
    pub(super) fn cell(&self, part: Part, key: &str) -> Option<&Cell<'a>> {
        self.of(part).find(|cell| cell.column.path == [key])
    }

    /// The text of a field; empty where there is none.
    pub(super) fn text(&self, part: Part, key: &str) -> &'a str {
        self.cell(part, key).map_or("", |cell| cell.text)
    }

    /// The value of a cell.
    pub(super) fn value(cell: &Cell<'_>, known: Known<'_>) -> Value {
        cell::value(cell.column.field, cell.text, cell.unit, known)
    }

    /// What the row says of a part, as a table of the form.
    pub(super) fn record(&self, part: Part, known: Known<'_>) -> Value {
        let mut out: Vec<Pair> = Vec::new();
        for cell in self.of(part) {
            let value = Self::value(cell, known);
            match cell.column.path[..] {
                [key] => out.push(Pair::new(key, value)),
                [table, key] => match out.iter_mut().find(|pair| pair.key == table) {
                    Some(Pair { value: Value::Table(pairs), .. }) => pairs.push(Pair::new(key, value)),
                    _ => out.push(Pair::new(table, Value::table([(key, value)]))),
                },
                _ => {}
            }
        }
        Value::Table(out)
    }

    /// What is wrong with a record that is made of a part of this row. `whole`: it is a new one, so that required fields must be there.
    pub(super) fn faults<R: Record>(&self, part: Part, record: &Value, known: Known<'_>, around: Around<'_>, whole: bool) -> Vec<Bad> {
        let mut out: Vec<Bad> = Vec::new();
        for cell in self.of(part).filter(|cell| cell::lost_digits(cell.text) && is_phone(cell.column.field)) {
            let reason = say!(
                known.world.lang,
                "「{}」被表格软件写成了科学计数法，丢了数字；请把这一列设为文本格式，重新填写号码",
                "`{}` was made an exponent by the spreadsheet, and digits are lost; format the column as text and enter the number again",
                cell.text
            );
            out.push(Bad { row: self.number, column: Some(cell.header.clone()), reason, absent: false });
        }
        for fault in check::faults::<R>(record, known.world, around) {
            if fault.missing && !whole {
                continue;
            }
            out.push(if fault.missing {
                self.missing(R::SPEC, part, &fault.field, known.world.lang)
            } else {
                self.wrong(part, &fault.field, fault.reason)
            });
        }
        out
    }

    fn wrong(&self, part: Part, field: &str, reason: String) -> Bad {
        let cell = self
            .of(part)
            .find(|cell| field == cell.column.path.join(".") || field.starts_with(&format!("{}.", cell.column.path.join("."))));
        Bad { row: self.number, column: cell.map(|cell| cell.header.clone()), reason, absent: false }
    }

    /// A required field without a value, in a column that the table has or lacks.
    pub(super) fn missing(&self, spec: &'static crate::form::RecordSpec, part: Part, field: &str, lang: Lang) -> Bad {
        let Brought { table, columns, mapping, .. } = self.brought;
        let place = columns.iter().position(|column| column.part == part && column.path.join(".") == field);
        let header = place.and_then(|place| mapping.of.iter().position(|of| *of == Some(place))).map(|at| table.column(at));
        if header.is_some() {
            return Bad {
                row: self.number,
                column: header,
                reason: say!(lang, "没有填写；这一项必填", "nothing is filled in; it is required"),
                absent: false,
            };
        }
        let label = place.map_or_else(
            || spec.find(field).map_or_else(|| field.to_owned(), |(_, field)| field.label(lang).to_owned()),
            |place| columns[place].label(lang).to_owned(),
        );
        let key = place.map_or(field, |place| columns[place].key.as_str());
        let reason = say!(
            lang,
            "缺少必填的「{label}」（{key}）；请在表中加上这一列，或用 `--map 列名={key}` 指明哪一列是",
            "the required `{key}` ({label}) is missing; add such a column, or say which one it is with `--map COLUMN={key}`"
        );
        Bad { row: self.number, column: None, reason, absent: true }
    }
}

const fn is_phone(field: &FieldSpec) -> bool {
    matches!(field.kind, crate::form::KindSpec::Phone)
}
