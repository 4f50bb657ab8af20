//! One document: bytes to text to tree to record, with every fault of each stage.

use std::cell::RefCell;
use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;
use std::sync::Arc;

use crate::findings::{Finding, Fix, Safety};
use crate::form::reader::DocInfo;
use crate::form::{Reader, Record, Target};
use crate::resolve::Names;
use crate::say;
use crate::source::{
    self, Fault, Kind as Tree, Node, Span,
    encoding::{self, Text},
    limits,
};
use crate::words::Lang;
use crate::world::World;

use super::Doc;

/// What came of reading one document, besides its records.
pub struct Account {
    /// Its findings, without line and column.
    pub findings: Vec<Finding>,
    /// Its text, for positions and excerpts.
    pub text: Text,
    /// Why it could not be read whole.
    pub broken: Option<String>,
    /// Ids and names that it declares, where asked for.
    pub names: Names,
}

/// What a document is read with.
#[derive(Clone, Copy)]
pub struct With<'a> {
    /// Settings, staff, names.
    pub world: &'a World,
    /// The customer's key people, when known.
    pub people: Option<&'a Names>,
    /// Whether those are all.
    pub people_complete: bool,
    /// Keys that the file name gives.
    pub given: &'static [&'static str],
    /// Whether `[[records]]` may stand in it.
    pub packed: bool,
    /// The references that go to the document itself (`reports_to`, `superior`).
    pub declares: Option<Target>,
}

thread_local! {
    // Nearly every document fits: what is kept of it is then exactly as large as it is.
    static BUFFER: RefCell<Vec<u8>> = RefCell::new(vec![0; 64 * 1024]);
    // Trees are read into records one after the other: the memory of one serves the next.
    static ARENA: RefCell<source::Arena> = RefCell::new(source::Arena::new());
}

/// Reads the bytes of a file, never more than one over the limit.
///
/// # Errors
/// As the file system says.
pub fn bytes(path: &Path) -> std::io::Result<Vec<u8>> {
    bytes_of(File::open(path)?)
}

/// The same of an open file.
///
/// # Errors
/// As the file system says.
pub fn bytes_of(mut file: File) -> std::io::Result<Vec<u8>> {
    BUFFER.with_borrow_mut(|buffer| {
        let mut filled = 0;
        while filled < buffer.len() {
            match file.read(&mut buffer[filled..]) {
                Ok(0) => return Ok(buffer[..filled].to_vec()),
                Ok(count) => filled += count,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        let mut out = buffer.clone();
        file.take((limits::MAX_BYTES - out.len()) as u64 + 1).read_to_end(&mut out)?;
        Ok(out)
    })
}

fn finding_of(fault: &Fault, info: &DocInfo, lang: Lang) -> Finding {
    let (message, help) = source::describe_fault(fault, &info.path, lang);
    let level = if fault.kind.is_warning() { crate::findings::Level::Warning } else { crate::findings::Level::Error };
    Finding {
        help: help.into(),
        fix: fault.fix.clone().map(|edit| Fix { edits: vec![edit], safety: Safety::Safe }),
        of_value: true,
        ..Finding::new("ARC-05", level, info.customer.clone(), info.path.clone(), fault.span, message)
    }
}

/// Nothing could be read: one finding, no record.
fn unreadable(fault: &Fault, info: &DocInfo, lang: Lang) -> Account {
    let finding = finding_of(fault, info, lang);
    let broken = Some(finding.message.clone());
    Account { findings: vec![finding], text: Text::default(), broken, names: Names::default() }
}

/// Reads a document of this form. Its records go to `docs`: one, or several of a packed register.
#[must_use]
pub fn read<R: Record>(bytes: Vec<u8>, info: &Arc<DocInfo>, stem: &str, with: With<'_>, docs: &mut Vec<Doc<R>>) -> Account {
    let read = encoding::check(&bytes).map(|text| {
        ARENA.with_borrow_mut(|arena| {
            let read = read_text(text, arena, info, stem, with, docs);
            arena.clear();
            read
        })
    });
    match read {
        Ok(read) => Account { text: Text::of(bytes), ..read },
        Err(fault) => unreadable(&fault, info, with.world.lang),
    }
}

/// Reads the text of a document; the account lacks only the text itself.
fn read_text<R: Record>(
    text: &str,
    arena: &source::Arena,
    info: &Arc<DocInfo>,
    stem: &str,
    with: With<'_>,
    docs: &mut Vec<Doc<R>>,
) -> Account {
    let lang = with.world.lang;
    let tree = source::parse(info.syntax, text, arena);
    let mut findings: Vec<Finding> = tree.faults.iter().map(|fault| finding_of(fault, info, lang)).collect();
    let first_fault = tree.faults.iter().find(|fault| !fault.kind.is_warning());
    let broken = first_fault.filter(|_| tree.broken).map(|fault| source::describe(&fault.kind, lang).0);
    let broken = broken.or_else(|| tree.broken.then(|| say!(lang, "语法错误", "syntax error")));
    let names = if with.declares.is_some() { declared(&tree.root) } else { Names::default() };
    let mut reader = Reader::new(with.world, info, text);
    reader.own = with.declares.map(|target| (target, &names));
    reader.people = with.people;
    reader.people_complete = with.people_complete;
    reader.broken = tree.broken;
    reader.given = with.given;
    let before = docs.len();
    let of = Of { stem, info, whole: !tree.broken };
    records(&tree.root, of, with.packed, &mut reader, docs);
    if with.world.placeholders.is_match(text) {
        docs[before..].iter_mut().for_each(|doc| doc.placeholder = true);
    }
    findings.append(&mut reader.findings);
    drop(reader);
    Account { findings, text: Text::default(), broken, names }
}

/// The document that records are of.
#[derive(Clone, Copy)]
struct Of<'d> {
    stem: &'d str,
    info: &'d Arc<DocInfo>,
    whole: bool,
}

fn records<'a, R: Record>(root: &'a Node<'a>, of: Of<'_>, packed: bool, reader: &mut Reader<'a>, docs: &mut Vec<Doc<R>>) {
    let Of { stem, info, whole } = of;
    let Some(entries) = root.entries() else { return };
    let pack = entries.iter().find(|entry| packed && (entry.key == "records" || entry.key == "记录"));
    let Some(pack) = pack else {
        let record = R::read(entries, head_of(root), reader);
        docs.push(Doc { info: info.clone(), stem: stem.into(), record, whole, placeholder: false });
        return;
    };
    let Tree::List(items) = pack.value.kind else { return };
    for item in items {
        let Some(entries) = item.entries() else { continue };
        let id = entries.iter().find(|entry| entry.key == "id" || entry.key == "编号").and_then(|entry| entry.value.scalar());
        let own = id.map_or(stem, |(text, _)| text);
        let record = R::read(entries, item.span, reader);
        docs.push(Doc { info: info.clone(), stem: own.into(), record, whole, placeholder: false });
    }
}

/// Where a missing key of the document's top is reported: its first key, else its first byte.
fn head_of(root: &Node<'_>) -> Span {
    root.entries().and_then(|entries| entries.first()).map_or(Span::new(0, 0), |entry| entry.key_span)
}

/// Ids and names of the people (or staff) that a document declares, and nothing else of it; nobody where it cannot be read.
#[must_use]
pub fn names(bytes: &[u8], syntax: source::Syntax) -> Names {
    let Ok(text) = encoding::check(bytes) else { return Names::default() };
    ARENA.with_borrow_mut(|arena| {
        let names = declared(&source::parse(syntax, text, arena).root);
        arena.clear();
        names
    })
}

/// Ids and names of the people (or staff) that a document declares: it may refer to itself.
fn declared(root: &Node<'_>) -> Names {
    let mut names = Names::default();
    for entry in root.entries().unwrap_or_default() {
        if !["people", "关键人物", "staff", "人员"].contains(&entry.key) {
            continue;
        }
        let Tree::List(items) = entry.value.kind else { continue };
        for item in items {
            let field = |keys: &[&str]| {
                let entry = item.entries()?.iter().find(|entry| keys.contains(&entry.key))?;
                entry.value.scalar().map(|(text, _)| crate::form::reader::trim(text))
            };
            let name = field(&["name", "关键人物名称", "姓名"]).unwrap_or_default();
            if let Some(id) = field(&["id", "编号"]).filter(|id| !id.is_empty()) {
                names.add(id, &[name]);
            }
        }
    }
    names
}
