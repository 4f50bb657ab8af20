//! Records that were not taken, as they were brought, with the reasons: put right and fed again.

use crate::edit::csv;
use crate::edit::json;
use crate::edit::value::{Pair, Value};
use crate::words::{Lang, words};

use super::{Batch, Raw, Row, RowComplaint, Shape};

/// The records that something is wrong with, in the form in which they came; a table begins with a byte order mark, so that a spreadsheet
/// reads its Chinese.
#[must_use]
pub fn rejects(batch: &Batch, complaints: &[RowComplaint], lang: Lang) -> Vec<u8> {
    let why = |row: &Row| {
        let reasons: Vec<String> = complaints.iter().filter(|one| one.number == row.number).map(|one| in_column(one, lang)).collect();
        (!reasons.is_empty()).then(|| reasons.join(words("；", "; ").get(lang)))
    };
    let wrong = batch.rows.iter().filter_map(|row| why(row).map(|why| (row, why)));
    match batch.shape {
        Shape::Csv => table(batch, wrong).into_bytes(),
        Shape::Jsonl => wrong.map(|(row, why)| line(batch, row, why)).collect::<String>().into_bytes(),
    }
}

fn in_column(complaint: &RowComplaint, lang: Lang) -> String {
    let reason = complaint.reason(lang);
    let column = &complaint.column;
    if column.is_empty() || reason.contains(column.as_str()) {
        reason
    } else {
        crate::say!(lang, "{column}：{reason}", "{column}: {reason}")
    }
}

fn table<'b>(batch: &Batch, rows: impl Iterator<Item = (&'b Row, String)>) -> String {
    let mut out = String::from("\u{feff}");
    // Reasons of an earlier attempt go; more cells than columns stay: that may be what is wrong.
    let old = batch.columns.iter().position(|column| column == batch.reason);
    let width = batch.columns.len();
    let kept = |cells: &[String], width: usize| {
        let cell = |at: usize| cells.get(at).cloned().unwrap_or_default();
        (0..width).filter(|at| Some(*at) != old).map(cell).collect::<Vec<_>>()
    };
    let mut head = kept(&batch.columns, width);
    head.push(batch.reason.to_owned());
    csv::write(&mut out, batch.separator, head.iter().map(String::as_str));
    for (row, why) in rows {
        let Raw::Cells(cells) = &row.raw else { continue };
        let mut line = kept(cells, width);
        line.push(why);
        // More cells than columns: they stand behind the reason, so that nothing is lost.
        line.extend(cells.iter().skip(width).cloned());
        csv::write(&mut out, batch.separator, line.iter().map(String::as_str));
    }
    out
}

fn line(batch: &Batch, row: &Row, why: String) -> String {
    match &row.raw {
        Raw::Object(Value::Table(pairs)) => {
            let mut pairs: Vec<Pair> = pairs.iter().filter(|pair| pair.key != batch.reason).cloned().collect();
            pairs.push(Pair::new(batch.reason, Value::text(why)));
            json::write(&Value::Table(pairs)) + "\n"
        }
        Raw::Object(other) => json::write(other) + "\n",
        // What is no JSON has no place for a reason.
        Raw::Text(text) => format!("{text}\n"),
        Raw::Cells(_) => String::new(),
    }
}
