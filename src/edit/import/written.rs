//! What an import writes: documents onto the desk, rejected rows into a table that can be mended, an empty table to begin with.

use std::collections::BTreeMap;

use crate::edit::csv::{self, Table};
use crate::edit::desk::{Desk, Trouble};
use crate::edit::value::{Document, Value};
use crate::form::Need;
use crate::say;
use crate::words::Lang;

use super::columns::{Column, Kind, Part, REASON, columns, named};
use super::papers::{Content, Paper};
use super::{Bad, Outcome};

/// Optional fields that most tables have.
const USUAL: &[&str] = &[
    "id",
    "short_name",
    "region",
    "credit",
    "annual_trade",
    "location",
    "mobile",
    "office",
    "order",
    "project",
    "product",
    "cost",
    "purpose",
    "follow_up",
    "next_date",
    "reported_by",
    "superior",
    "email",
    "phone",
    "evidence",
    "unit_name",
    "site",
];

/// Lays what is planned onto the desk.
///
/// # Errors
/// When a document cannot be edited safely.
pub fn lay(papers: &[Paper], desk: &mut Desk) -> Result<(), Trouble> {
    for Paper { stem, content } in papers {
        match content {
            Content::Steps(path, kind, steps) => desk.edit(path, *kind, steps)?,
            Content::New(kind, Value::Table(pairs)) => {
                desk.create(stem, *kind, &Document { pairs: pairs.clone(), after: Vec::new() })?;
            }
            Content::New(..) => {}
            Content::Text(text) => {
                let marked = desk.is_there(stem) && desk.bytes(stem)?.starts_with("\u{feff}".as_bytes());
                let text = if marked { format!("\u{feff}{text}") } else { text.clone() };
                desk.write(stem, text.into_bytes())?;
            }
        }
    }
    Ok(())
}

/// The bad rows with all that they had and why, as a spreadsheet opens it: they can be mended there and brought again.
#[must_use]
pub fn rejects(table: &Table, outcome: &Outcome, lang: Lang) -> String {
    let mut why: BTreeMap<usize, Vec<&Bad>> = BTreeMap::new();
    for bad in &outcome.bad {
        why.entry(bad.row).or_default().push(bad);
    }
    // Brought again, the table has the column already.
    let width = table.columns.len();
    let kept: Vec<usize> = (0..width).filter(|at| table.columns[*at] != REASON).collect();
    let mut out = "\u{feff}".to_owned();
    csv::write(&mut out, table.separator, kept.iter().map(|at| table.columns[*at].as_str()).chain([REASON]));
    for row in &table.rows {
        let Some(all) = why.get(&row.number) else { continue };
        let reasons: Vec<String> = all.iter().map(|bad| words(bad, lang)).collect();
        let reasons = reasons.join(crate::words::words("；", "; ").get(lang));
        let cells = kept.iter().map(|at| row.cells.get(*at).map_or("", String::as_str));
        // Cells beyond the header stay beyond it: until they are mended the row stays bad.
        let beyond = table.beyond(row).map_or(&[][..], |_| &row.cells[width..]);
        csv::write(&mut out, table.separator, cells.chain([reasons.as_str()]).chain(beyond.iter().map(String::as_str)));
    }
    out
}

/// `「手机」：…`, or the reason alone.
#[must_use]
pub fn words(bad: &Bad, lang: Lang) -> String {
    let reason = &bad.reason;
    bad.column.as_ref().map_or_else(|| reason.clone(), |column| say!(lang, "「{column}」：{reason}", "`{column}`: {reason}"))
}

/// An empty table with the columns that are needed and those that are usual; what is required has a star.
#[must_use]
pub fn template(kind: Kind, lang: Lang) -> String {
    let all = columns(kind);
    let wanted = |column: &&Column| {
        let usual = column.field.need != Need::Optional || USUAL.contains(&column.field.key);
        usual && column.path.len() == 1 && !matches!(column.part, Part::Sheet)
    };
    let names: Vec<String> = all
        .iter()
        .filter(wanted)
        .map(|column| {
            let label = column.label(lang);
            let is_it = |name: &str| named(&all, name, "").is_some_and(|at| all[at].key == column.key);
            // A label that two parts share means the first of them.
            let name = if is_it(label) { label } else { column.key.as_str() };
            // A person of a customer's row is optional as a whole.
            let star = column.is_required() && (kind != Kind::Customers || column.part == Part::Customer);
            format!("{name}{}", if star { "*" } else { "" })
        })
        .collect();
    let mut out = "\u{feff}".to_owned();
    csv::write(&mut out, ',', names.iter().map(String::as_str));
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::csv::{Coding, Options};

    #[test]
    fn every_column_of_a_template_is_known_by_its_name() {
        for kind in Kind::ALL {
            for lang in [Lang::Zh, Lang::En] {
                let all = columns(kind);
                let known = |name: &str| named(&all, name, "").is_some();
                let options = Options { coding: Coding::Auto, header_row: None, known: &known };
                let table = csv::read(template(kind, lang).as_bytes(), &options).expect("is a table");
                let mapping = super::super::map(&table, &all, &[], "").expect("each goes to its own key");
                assert_eq!(mapping.unknown, [], "{kind:?} {:?}", table.columns);
                assert!(mapping.of.len() >= 5, "{kind:?}");
                let required =
                    all.iter().filter(|column| column.field.need == Need::Required && column.path.len() == 1 && column.part != Part::Sheet);
                for column in required {
                    let place = all.iter().position(|one| one.key == column.key);
                    assert!(mapping.of.contains(&place), "{kind:?} {} {:?}", column.key, table.columns);
                }
            }
        }
    }
}
