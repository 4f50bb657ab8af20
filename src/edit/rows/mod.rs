//! Many records from one file: the rows of a CSV table or lines of JSON, and those that could not be taken back in the same form.

mod complaint;
mod reject;
#[cfg(test)]
mod tests;

use crate::form::{FieldSpec, KindSpec, RecordSpec};

use super::csv::{self, Coding, Fault, Options, Table};
use super::encoding::{self, Asked, Utf8};
use super::input::{self, Complaint, Known, Named, Wrong};
use super::json::{self, Broken};
use super::value::{Pair, Value};

pub use complaint::{RowComplaint, RowWrong, Unread};
pub use reject::rejects;

/// The column that says why a row was not taken; where the form has a field of that name, the second.
pub const REASON: [&str; 2] = ["原因", "未录入原因"];

/// How many records are written in one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A table, its first row naming the columns.
    Csv,
    /// One JSON object a line, or one list of them.
    Jsonl,
}

impl Shape {
    /// By the file's name; none where it does not tell.
    #[must_use]
    pub fn of_path(path: &str) -> Option<Self> {
        let ending = path.rsplit_once('.')?.1.to_ascii_lowercase();
        match ending.as_str() {
            "csv" | "tsv" | "txt" => Some(Self::Csv),
            "jsonl" | "ndjson" | "json" => Some(Self::Jsonl),
            _ => None,
        }
    }

    /// By what is in it.
    #[must_use]
    pub fn of_text(text: &str) -> Self {
        if text.trim_start().starts_with(['{', '[']) { Self::Jsonl } else { Self::Csv }
    }
}

/// What the columns may be.
#[derive(Clone, Copy)]
pub struct Form<'a> {
    /// The form that is filled in.
    pub spec: &'static RecordSpec,
    /// What the command takes besides: the customer, the person.
    pub extra: &'a [&'static FieldSpec],
    /// The archive's own fields.
    pub known: Known<'a>,
}

/// What a column, or a key of an object, fills in.
#[derive(Clone, Debug)]
pub enum To {
    /// This field.
    Field(&'static FieldSpec),
    /// A dotted key: `concerns.user`, one of the organisation's own fields, `x_…`.
    Key(String),
    /// Nothing: the reasons of an earlier attempt.
    Nothing,
}

/// A cell, or the value of a key.
#[derive(Clone, Debug)]
pub struct Cell {
    /// The column or key as written.
    pub column: String,
    /// What it fills in.
    pub to: To,
    /// A text of a table, or what JSON says; keys and words still as they were written.
    pub said: Value,
}

/// One record as it was brought.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its row in a spreadsheet, its line, or its place in the list: from 1.
    pub number: usize,
    /// Its cells that say something, in the order of the columns.
    pub cells: Vec<Cell>,
    /// As it was written, to be handed back.
    pub raw: Raw,
}

/// A record as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Raw {
    /// The cells.
    Cells(Vec<String>),
    /// The object.
    Object(Value),
    /// What is no object.
    Text(String),
}

/// What was read from one file.
#[derive(Clone, Debug)]
pub struct Batch {
    /// How it was written.
    pub shape: Shape,
    /// The columns of a table, as written.
    pub columns: Vec<String>,
    /// What stands between two cells of it.
    pub separator: char,
    /// The name of the column with the reasons.
    pub reason: &'static str,
    /// The records.
    pub rows: Vec<Row>,
    /// What is wrong before any value is looked at.
    pub complaints: Vec<RowComplaint>,
}

/// A record's values: fields in the order of the columns, and dotted keys with what was said for them.
#[derive(Clone, Debug, Default)]
pub struct Filled {
    /// Fields with their values.
    pub fields: Vec<(&'static FieldSpec, Value)>,
    /// `KEY=VALUE` as on a command line: the document must be at hand to read them.
    pub pairs: Vec<String>,
}

/// Reads a file. No shape: what is in it tells.
///
/// # Errors
/// When it is no table of this form at all. What is wrong with single records is among the complaints.
pub fn read(bytes: &[u8], shape: Option<Shape>, form: Form<'_>) -> Result<Batch, Unread> {
    let asked = Asked { path: "batch.csv".to_owned(), by_name: true };
    let text = match encoding::utf8(bytes, &asked, None).map_err(|refusal| Unread::Table(Fault::Encoding(refusal)))? {
        Utf8::Already => String::from_utf8_lossy(bytes).into_owned(),
        Utf8::Was(_, text) => text,
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    match shape.unwrap_or_else(|| Shape::of_text(text)) {
        Shape::Csv => table(text, form),
        Shape::Jsonl => Ok(lines(text, form)),
    }
}

impl Form<'_> {
    fn reason(&self) -> &'static str {
        if self.field(REASON[0]).is_some() { REASON[1] } else { REASON[0] }
    }

    fn field(&self, name: &str) -> Option<&'static FieldSpec> {
        let name = name.trim_start_matches("--");
        let extra = self
            .extra
            .iter()
            .find(|field| [field.key, field.zh, field.en].iter().chain(field.also).any(|word| crate::resolve::same(word, name)));
        extra.copied().or_else(|| input::find_field(self.spec, name).map(|(_, field)| field))
    }

    /// What a column fills in.
    fn column(&self, name: &str) -> Result<To, Complaint> {
        if name == self.reason() || name == REASON[1] {
            return Ok(To::Nothing);
        }
        if let Some(field) = self.field(name) {
            return Ok(To::Field(field));
        }
        let own = self.known.world.custom.find(self.spec.name, name).is_some();
        let dotted = name.split_once('.').is_some_and(|(head, _)| self.field(head).is_some());
        if own || dotted || name.starts_with("x_") { Ok(To::Key(name.to_owned())) } else { Err(self.no_column(name)) }
    }

    fn no_column(&self, name: &str) -> Complaint {
        let word = crate::resolve::fold(name);
        let named = |field: &&'static FieldSpec| Named { key: field.key.into(), zh: field.zh.into(), en: field.en.into() };
        let score = |field: &&'static FieldSpec| crate::resolve::likest(&word, [field.key, field.zh, field.en]);
        let near = crate::resolve::best(self.extra.iter().copied().chain(self.spec.fields), crate::resolve::NEAR, score);
        Complaint::new(name, Wrong::NoKey { table: self.spec.title, near: near.as_ref().map(named) })
    }
}

fn table(text: &str, form: Form<'_>) -> Result<Batch, Unread> {
    let known = |name: &str| form.column(name).is_ok();
    let options = Options { coding: Coding::Utf8, header_row: None, known: &known };
    let table = csv::read(text.as_bytes(), &options).map_err(Unread::Table)?;
    let columns = columns(&table, form)?;
    let mut complaints = Vec::new();
    let mut rows = Vec::with_capacity(table.rows.len());
    for row in &table.rows {
        let number = row.number;
        if let Some(at) = table.beyond(row) {
            let wrong = RowWrong::TooLong(row.cell(at).to_owned());
            complaints.push(RowComplaint { number, column: table.column(at), wrong });
        }
        let said = columns.iter().enumerate().filter(|(at, _)| !row.cell(*at).is_empty());
        let cell =
            |(at, (column, to)): (usize, &(String, To))| Cell { column: column.clone(), to: to.clone(), said: Value::text(row.cell(at)) };
        let cells = said.filter(|(_, (_, to))| !matches!(to, To::Nothing)).map(cell).collect();
        rows.push(Row { number, cells, raw: Raw::Cells(row.cells.clone()) });
    }
    let Table { columns, separator, .. } = table;
    Ok(Batch { shape: Shape::Csv, columns, separator, reason: form.reason(), rows, complaints })
}

/// What each column fills in.
fn columns(table: &Table, form: Form<'_>) -> Result<Vec<(String, To)>, Unread> {
    let mut out: Vec<(String, To)> = Vec::new();
    let mut unknown = Vec::new();
    for name in &table.columns {
        // A column without a name holds notes.
        let to = if name.is_empty() { Ok(To::Nothing) } else { form.column(name) };
        match to {
            Ok(to) => {
                let same = |other: &To| matches!((other, &to), (To::Field(one), To::Field(two)) if one.is(two) && !takes_many(&one.kind));
                if let Some((first, _)) = out.iter().find(|(_, other)| same(other)) {
                    return Err(Unread::Twice(first.clone(), name.clone()));
                }
                out.push((name.clone(), to));
            }
            Err(complaint) => unknown.push(complaint),
        }
    }
    if unknown.is_empty() { Ok(out) } else { Err(Unread::Columns(unknown)) }
}

const fn takes_many(kind: &KindSpec) -> bool {
    matches!(kind, KindSpec::List(_) | KindSpec::OneOrMany(_))
}

fn lines(text: &str, form: Form<'_>) -> Batch {
    let mut batch =
        Batch { shape: Shape::Jsonl, columns: Vec::new(), separator: ',', reason: form.reason(), rows: Vec::new(), complaints: Vec::new() };
    if text.trim_start().starts_with('[')
        && let Ok(Value::List(items)) = json::parse(text)
    {
        for (at, item) in items.into_iter().enumerate() {
            batch.object(at + 1, Ok(item.value), "", form);
        }
        return batch;
    }
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        batch.object(at + 1, json::parse(line), line, form);
    }
    batch
}

impl Batch {
    /// Takes one object, or says why not.
    fn object(&mut self, number: usize, read: Result<Value, Broken>, line: &str, form: Form<'_>) {
        let mut complain = |column: &str, wrong| self.complaints.push(RowComplaint { number, column: column.to_owned(), wrong });
        let pairs = match &read {
            Ok(Value::Table(pairs)) => pairs,
            Ok(_) => {
                complain("", RowWrong::NoObject);
                self.rows.push(Row { number, cells: Vec::new(), raw: read.map_or(Raw::Text(line.to_owned()), Raw::Object) });
                return;
            }
            Err(broken) => {
                complain("", RowWrong::Json(*broken));
                self.rows.push(Row { number, cells: Vec::new(), raw: Raw::Text(line.to_owned()) });
                return;
            }
        };
        let mut cells: Vec<Cell> = Vec::new();
        for Pair { key, value, .. } in pairs.iter().filter(|pair| !pair.value.is_blank()) {
            match form.column(key) {
                Ok(To::Nothing) => {}
                Ok(to) => cells.push(Cell { column: key.clone(), to, said: value.clone() }),
                Err(complaint) => complain(key, RowWrong::Value(complaint)),
            }
        }
        self.rows.push(Row { number, cells, raw: read.map_or(Raw::Text(line.to_owned()), Raw::Object) });
    }
}

impl Row {
    /// The text of an extra column, or of a field that holds one text: what is needed before the rest can be read (the customer).
    #[must_use]
    pub fn text(&self, key: &str) -> Option<&str> {
        let cell = self.cells.iter().find(|cell| matches!(cell.to, To::Field(field) if field.key == key))?;
        match &cell.said {
            Value::Scalar(scalar) => Some(&scalar.text),
            _ => None,
        }
    }

    /// The values of a record, read with what is known of its customer.
    ///
    /// # Errors
    /// All that is wrong with it.
    pub fn values(&self, known: &Known<'_>) -> Result<Filled, Vec<RowComplaint>> {
        let mut out = Filled::default();
        let mut wrong = Vec::new();
        let mut done: Vec<&'static FieldSpec> = Vec::new();
        for cell in &self.cells {
            let read = match &cell.to {
                To::Nothing => continue,
                To::Key(key) => {
                    out.pairs.extend(pairs(key, &cell.said));
                    continue;
                }
                To::Field(field) if done.iter().any(|one| one.is(field)) => continue,
                To::Field(field) => {
                    done.push(*field);
                    self.field(field, known).map(|value| (*field, value))
                }
            };
            match read {
                Ok(filled) => out.fields.push(filled),
                Err(complaint) => {
                    wrong.push(RowComplaint { number: self.number, column: cell.column.clone(), wrong: RowWrong::Value(complaint) });
                }
            }
        }
        if wrong.is_empty() { Ok(out) } else { Err(wrong) }
    }

    /// One field from all columns that fill it in.
    fn field(&self, field: &'static FieldSpec, known: &Known<'_>) -> Result<Value, Complaint> {
        let said: Vec<&Value> =
            self.cells.iter().filter(|cell| matches!(cell.to, To::Field(one) if one.is(field))).map(|cell| &cell.said).collect();
        let texts: Option<Vec<&str>> = said.iter().map(|value| text_of(value)).collect();
        match (texts, said[..].last()) {
            (Some(texts), _) => input::field(field, &texts, known),
            (None, Some(value)) => input::from_json(&field.kind, value, known).map_err(|complaint| complaint.of(field)),
            (None, None) => Ok(Value::text("")),
        }
    }
}

/// A text as it was written in a table or in JSON.
fn text_of(value: &Value) -> Option<&str> {
    match value {
        Value::Scalar(scalar) if scalar.form == crate::source::Form::Quoted => Some(&scalar.text),
        _ => None,
    }
}

/// What was said for a dotted key, as a command line says it.
fn pairs(key: &str, said: &Value) -> Vec<String> {
    match said {
        Value::Scalar(scalar) => vec![format!("{key}={}", scalar.text)],
        other => vec![format!("{key}={}", json::write(other))],
    }
}
