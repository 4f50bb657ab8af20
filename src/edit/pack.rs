//! Register files of earlier years become one file a year, each record with the name of the file that it was.

use std::collections::BTreeMap;

use crate::archive::DocKind;
use crate::discover::Found as File;
use crate::form::choices::KeyLanguage;
use crate::source::{self, Arena, Syntax};

use super::desk::{Desk, Trouble};
use super::look::{is_records, records_key};
use super::op::{Op, Place};
use super::rename::accepted;
use super::shape::{RECORDS, Shape, same_key};
use super::value::{Comments, Document, Element, Pair, Value};
use super::{toml, yaml};

/// What packing came to.
#[derive(Clone, Debug, Default)]
pub struct Packed {
    /// Files that were packed.
    pub files: usize,
    /// Files that hold them now.
    pub years: usize,
    /// Files that were left: their comments have no place in another file, or they cannot be read.
    pub left: Vec<String>,
}

/// Packs what lies before a year.
///
/// # Errors
/// When a document cannot be written.
pub fn pack(desk: &mut Desk, files: &[File], before: i32) -> Result<Packed, Trouble> {
    let mut groups: BTreeMap<(String, i32), Vec<(&File, DocKind)>> = BTreeMap::new();
    for file in files.iter().filter(|file| file.syntax.is_some()) {
        let Some(kind) = file.kind.filter(|kind| kind.may_be_packed()) else { continue };
        let Some(year) = year(&file.stem).filter(|year| *year < before) else { continue };
        let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        groups.entry((folder, year)).or_default().push((file, kind));
    }
    let mut out = Packed::default();
    for ((folder, year), files) in groups {
        one(desk, &format!("{folder}/{year}"), &files, &mut out)?;
    }
    Ok(out)
}

/// The year with which a file's name begins; none for one that is packed already.
fn year(stem: &str) -> Option<i32> {
    let digits = stem.get(..4).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    stem.get(4..).filter(|rest| rest.starts_with('-')).and_then(|_| digits.parse().ok())
}

/// The records of one year.
fn one(desk: &mut Desk, stem: &str, files: &[(&File, DocKind)], out: &mut Packed) -> Result<(), Trouble> {
    let there = desk.find(stem);
    let Some((first, kind)) = files.first() else { return Ok(()) };
    let to = there.as_deref().and_then(Syntax::of_path).or(first.syntax).unwrap_or(Syntax::Toml);
    let Some(shape) = desk.shape(*kind) else { return Ok(()) };
    let mut records = Vec::new();
    for (file, _) in files {
        match record(desk, file, to, shape) {
            Some(record) => records.push((*file, record)),
            None => out.left.push(file.path.clone()),
        }
    }
    if records.is_empty() {
        return Ok(());
    }
    let path = match there {
        Some(path) => {
            let value = desk.value(&path)?;
            let list = Place::top().key(records_key(&value));
            let ops: Vec<Op> = records.iter().map(|(_, record)| Op::append(list.clone(), told(record.clone()))).collect();
            desk.edit(&path, *kind, &ops)?;
            path
        }
        None => created(desk, stem, to, shape, records.iter().map(|(_, record)| record.clone()).collect())?,
    };
    out.years += 1;
    for (file, _) in records {
        desk.remove(&file.path)?;
        desk.follows(&file.path, &path);
        accepted(desk, &|ignored| (ignored == file.path).then(|| path.clone()))?;
        out.files += 1;
    }
    Ok(())
}

/// A document as a record, with its comments; none where one would be lost.
fn record(desk: &mut Desk, file: &File, to: Syntax, shape: Shape) -> Option<Element> {
    let syntax = file.syntax?;
    let text = desk.text(&file.path).ok()?;
    let arena = Arena::new();
    let tree = source::parse(syntax, text, &arena);
    if tree.faults.iter().any(|fault| !fault.kind.is_warning()) {
        return None;
    }
    let document = match syntax {
        Syntax::Toml => toml::read::document(text, &tree),
        Syntax::Yaml => yaml::read::document(text, &tree),
    }?;
    let Document { mut pairs, after } = document;
    if pairs.iter().any(|pair| is_records(&pair.key)) {
        return None;
    }
    let labels = pairs.first().is_some_and(|pair| shape.spec.find(&pair.key).is_some_and(|(_, field)| field.key != pair.key));
    let own = pairs.iter().position(|pair| same_key(Some(shape.spec), &pair.key, "id") || pair.key == "编号");
    let kept = own.map(|at| pairs.remove(at).comments).unwrap_or_default();
    // What stands above the first key is about the whole record.
    let mut above = pairs.first_mut().map(|pair| std::mem::take(&mut pair.comments.above)).unwrap_or_default();
    above.extend(kept.above);
    above.extend(after);
    above.retain(|line| !line.is_empty());
    let id = Pair {
        comments: Comments { above: Vec::new(), beside: kept.beside },
        ..Pair::new(if labels { "编号" } else { "id" }, Value::text(file.stem.as_str()))
    };
    pairs.insert(0, id);
    if syntax != to {
        pairs.iter_mut().for_each(|pair| foreign(&mut pair.value));
    }
    Some(Element { value: Value::Table(pairs), comments: Comments { above, beside: None } })
}

/// Written in another language a value is quoted as that one does it.
fn foreign(value: &mut Value) {
    match value {
        Value::Scalar(scalar) => scalar.raw = None,
        Value::List(items) => items.iter_mut().for_each(|item| foreign(&mut item.value)),
        Value::Table(pairs) => pairs.iter_mut().for_each(|pair| foreign(&mut pair.value)),
    }
}

/// A record whose comments stand at its first key: what is appended has none of its own.
fn told(record: Element) -> Value {
    let Element { mut value, comments } = record;
    if let Value::Table(pairs) = &mut value
        && let Some(first) = pairs.first_mut()
    {
        first.comments.above.splice(0..0, comments.above);
    }
    value
}

fn created(desk: &mut Desk, stem: &str, to: Syntax, shape: Shape, records: Vec<Element>) -> Result<String, Trouble> {
    let labels =
        records.iter().all(|record| matches!(&record.value, Value::Table(pairs) if pairs.first().is_some_and(|pair| pair.key == "编号")));
    let key = if labels || shape.keys == KeyLanguage::Chinese { RECORDS.1 } else { RECORDS.0 };
    let mut document = Document::new([(key, Value::List(records))]);
    super::arrange::arrange(&mut document, shape, None);
    let (text, ending) = match to {
        Syntax::Toml => (toml::print::document(&document, shape), "toml"),
        Syntax::Yaml => (yaml::print::document(&document, shape), "yaml"),
    };
    let path = format!("{stem}.{ending}");
    desk.write(&path, text.into_bytes())?;
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::year;

    #[test]
    fn the_year_is_the_names() {
        assert_eq!(
            ["2025-03-01-x", "2025-Q3-yunling", "2025-0007", "2025", "x", "20251-x"].map(year),
            [Some(2025), Some(2025), Some(2025), None, None, None]
        );
    }
}
