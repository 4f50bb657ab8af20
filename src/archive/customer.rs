//! Reads one customer's folder: key people first, since everything else refers to them.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use crate::discover::{self, CustomerFiles, Found, Ignored, OpenFolders};
use crate::findings::{Finding, Level, Safety};
use crate::form::reader::DocInfo;
use crate::form::{Record, Target};
use crate::resolve::Names;
use crate::say;
use crate::source::encoding::Text;
use crate::source::{Fault, FaultKind, Span, Syntax, limits};
use crate::world::World;

use super::document::{self, Account, With};
use super::{CustomerFolder, Doc, DocKind, Unread, orders, quotes};

/// A customer's folder with what was found in it.
#[derive(Debug, Default)]
pub struct ReadCustomer {
    /// The folder.
    pub folder: CustomerFolder,
    /// Findings of the text and of the forms, without line and column.
    pub findings: Vec<Finding>,
    /// Documents that could not be read whole.
    pub unread: Vec<Unread>,
    /// The texts, by path.
    pub texts: Vec<(Arc<str>, Text)>,
    /// How many documents.
    pub files: usize,
}

/// Keys of a contact report that its file name gives.
const REPORT_GIVEN: &[&str] = &["date"];
/// Keys of a plan that its file name gives.
const YEAR_GIVEN: &[&str] = &["year"];
/// Keys of a market report that its file name gives.
const MONTH_GIVEN: &[&str] = &["month"];
/// Keys of a lending card that its file name gives.
const CARD_GIVEN: &[&str] = &["card_no"];

/// Keys that the file name of a document of this kind gives.
#[must_use]
pub const fn given(kind: DocKind) -> &'static [&'static str] {
    match kind {
        DocKind::ContactReport => REPORT_GIVEN,
        DocKind::Plan | DocKind::Targets => YEAR_GIVEN,
        DocKind::Market => MONTH_GIVEN,
        DocKind::Loan => CARD_GIVEN,
        _ => &[],
    }
}

/// Reads documents of one owner (a customer, or the registers) and keeps account of them.
pub struct Collector<'a> {
    /// The archive's root.
    pub root: &'a Path,
    /// Settings, staff, names.
    pub world: &'a World,
    /// The customer.
    pub customer: Option<Arc<str>>,
    /// The folders that are open; a file elsewhere is opened by its path.
    pub open: OpenFolders,
    /// Ids and names of the customer's key people.
    pub people: Option<&'a Names>,
    /// Whether those are all.
    pub people_complete: bool,
    /// Findings so far.
    pub findings: Vec<Finding>,
    /// Unread documents so far.
    pub unread: Vec<Unread>,
    /// Texts so far.
    pub texts: Vec<(Arc<str>, Text)>,
    /// Broken documents so far.
    pub broken: Vec<(DocKind, Arc<str>)>,
}

impl<'a> Collector<'a> {
    /// An empty account.
    #[must_use]
    pub const fn new(root: &'a Path, world: &'a World, customer: Option<Arc<str>>) -> Self {
        Self {
            root,
            world,
            customer,
            open: OpenFolders::none(),
            people: None,
            people_complete: false,
            findings: Vec::new(),
            unread: Vec::new(),
            texts: Vec::new(),
            broken: Vec::new(),
        }
    }

    fn info(&self, found: &Found) -> Arc<DocInfo> {
        Arc::new(DocInfo {
            path: found.path.as_str().into(),
            customer: self.customer.clone(),
            syntax: found.syntax.unwrap_or(Syntax::Toml),
        })
    }

    /// The bytes of a file; a fault of reading is a finding.
    fn bytes(&mut self, found: &Found, info: &Arc<DocInfo>) -> Option<Vec<u8>> {
        if let Some(Some(bytes)) = self.world.unsaved.get(&found.path) {
            return Some(bytes.to_vec());
        }
        let lang = self.world.lang;
        if found.link && !stays_inside(self.root, &self.root.join(&found.path)) {
            let message = say!(lang, "符号链接指向档案之外，没有读取", "the symbolic link leads out of the archive; not read");
            let help = say!(lang, "请把文件本身放进档案", "put the file itself into the archive");
            self.lost(found, info, message, help);
            return None;
        }
        let file = self.open.file(&found.path).unwrap_or_else(|| File::open(self.root.join(&found.path)));
        match file.and_then(document::bytes_of) {
            Ok(bytes) if bytes.len() > limits::MAX_BYTES => {
                let fault = Fault { span: Span::default(), kind: FaultKind::TooLarge, fix: None };
                let (message, help) = crate::source::describe(&fault.kind, lang);
                self.lost(found, info, message, help);
                None
            }
            Ok(bytes) => Some(bytes),
            Err(error) => {
                let message = say!(lang, "不能读取：{error}", "cannot be read: {error}");
                let help = say!(lang, "请核对文件权限", "check the file's permissions");
                self.lost(found, info, message, help);
                None
            }
        }
    }

    fn lost(&mut self, found: &Found, info: &Arc<DocInfo>, message: String, help: String) {
        self.unread.push(Unread { path: info.path.clone(), customer: info.customer.clone(), reason: message.clone() });
        if let Some(kind) = found.kind {
            self.broken.push((kind, info.path.clone()));
        }
        self.note(info, Level::Error, Span::default(), message, help);
    }

    /// A finding about a file as such (ARC-05).
    pub fn note(&mut self, info: &DocInfo, level: Level, span: Span, message: String, help: String) -> &mut Finding {
        self.note_as("ARC-05", info, level, span, message, help)
    }

    /// A finding about a document under another rule.
    pub fn note_as(&mut self, rule: &'static str, info: &DocInfo, level: Level, span: Span, message: String, help: String) -> &mut Finding {
        self.findings.push(Finding {
            help: help.into(),
            of_value: true,
            ..Finding::new(rule, level, info.customer.clone(), info.path.clone(), span, message)
        });
        self.findings.last_mut().expect("one was pushed just now")
    }

    /// Reads a document of this form; its records go to `docs`. Gives the names that it declares, where asked for.
    fn read_into<R: Record>(&mut self, found: &Found, declares: Option<Target>, docs: &mut Vec<Doc<R>>) -> Names {
        let info = self.info(found);
        let packed = found.kind.is_some_and(DocKind::may_be_packed);
        let Some(bytes) = self.bytes(found, &info) else { return Names::default() };
        let given = found.kind.map_or(&[][..], given);
        let with = With { world: self.world, people: self.people, people_complete: self.people_complete, given, packed, declares };
        let Account { findings, text, broken, names } = document::read(bytes, &info, &found.stem, with, docs);
        self.account(found, &info, findings, text, broken);
        names
    }

    /// Reads the one document of this form.
    pub fn read<R: Record>(&mut self, found: &Found, declares: Option<Target>) -> (Option<Doc<R>>, Names) {
        let mut docs = Vec::with_capacity(1);
        let names = self.read_into(found, declares, &mut docs);
        (docs.pop(), names)
    }

    fn account(&mut self, found: &Found, info: &Arc<DocInfo>, mut findings: Vec<Finding>, text: Text, broken: Option<String>) {
        self.findings.append(&mut findings);
        self.texts.push((info.path.clone(), text));
        if let Some(reason) = broken {
            self.unread.push(Unread { path: info.path.clone(), customer: info.customer.clone(), reason });
            if let Some(kind) = found.kind {
                self.broken.push((kind, info.path.clone()));
            }
        }
    }

    /// Reads every document of a kind.
    pub fn read_all<R: Record>(&mut self, files: &[Found], kind: DocKind) -> Vec<Doc<R>> {
        let wanted = |found: &&Found| found.kind == Some(kind) && !found.sealed;
        let mut out = Vec::with_capacity(files.iter().filter(wanted).count());
        for found in files.iter().filter(wanted) {
            self.read_into(found, None, &mut out);
        }
        out
    }

    /// The orders of a customer.
    fn read_orders(&mut self, found: &Found) -> Option<super::Orders> {
        let info = self.info(found);
        let bytes = self.bytes(found, &info)?;
        let read = orders::read(bytes, &info, self.world);
        self.account(found, &info, read.findings, read.text, read.broken);
        read.orders
    }

    /// The quotes of a customer.
    fn read_quotes(&mut self, found: &Found) -> Option<super::Quotes> {
        let info = self.info(found);
        let bytes = self.bytes(found, &info)?;
        let read = quotes::read(bytes, &info, self.world);
        self.account(found, &info, read.findings, read.text, read.broken);
        read.quotes
    }

    /// A document of the archive's root (`kehu`, `staff`, `holidays`), whichever ending.
    pub fn root_file(&mut self, stem: &str, kind: DocKind) -> Vec<Found> {
        let mut files = discover::root_file(self.root, stem, kind);
        self.world.unsaved.lay_root(stem, kind, &mut files);
        self.screen(files)
    }

    /// Names of files: unknown ones, one document twice, unsafe ids. Gives the files that are to be read.
    pub fn screen(&mut self, files: Vec<Found>) -> Vec<Found> {
        let lang = self.world.lang;
        let twins = discover::twins(&files);
        for (first, second) in &twins {
            let info = self.info(&files[*second]);
            let other = &files[*first].path;
            let message = say!(
                lang,
                "同一份文件有两个：{other} 已读取，这一个没有读取",
                "this document exists twice: {other} was read, this one was not"
            );
            let help = say!(lang, "请合并后删去其中一个", "merge the two and delete one");
            self.note(&info, Level::Error, Span::default(), message, help);
        }
        let mut out = Vec::with_capacity(files.len());
        for (at, found) in files.into_iter().enumerate() {
            if twins.iter().any(|(_, second)| *second == at) {
                continue;
            }
            if found.kind.is_none() {
                self.unknown_name(&found);
                continue;
            }
            out.push(found);
        }
        out
    }

    fn unknown_name(&mut self, found: &Found) {
        let lang = self.world.lang;
        let info = self.info(found);
        let name = found.path.rsplit('/').next().unwrap_or_default();
        let message = say!(lang, "这里不认识文件「{name}」，没有读取", "no document of this name is known here: `{name}`; not read");
        let near = discover::nearest_name(&found.stem);
        let yearly = found.path.contains("/plans/") || found.path.starts_with("targets/");
        let help = match near {
            Some(near) if !yearly => {
                say!(lang, "是否应叫 {near}.toml？请改名或移走", "should it be {near}.toml? rename it or move it away")
            }
            _ if yearly => say!(
                lang,
                "这里的文件以年度命名，如 2026.toml；请改名或移走",
                "documents here are named after the year, as 2026.toml; rename it or move it away"
            ),
            _ => say!(lang, "请改名或移走", "rename it or move it away"),
        };
        self.note(&info, Level::Warning, Span::default(), message, help);
    }
}

/// Whether a link's target lies in the archive.
fn stays_inside(root: &Path, path: &Path) -> bool {
    match (root.canonicalize(), path.canonicalize()) {
        (Ok(root), Ok(path)) => path.starts_with(root),
        _ => false,
    }
}

/// Reads one customer's folder.
#[must_use]
pub fn read(root: &Path, id: &str, ignored: &Ignored, world: &World) -> ReadCustomer {
    read_kinds(root, id, ignored, world, None)
}

/// Reads these kinds of documents of one customer's folder; none: all.
#[must_use]
pub fn read_kinds(root: &Path, id: &str, ignored: &Ignored, world: &World, kinds: Option<&[DocKind]>) -> ReadCustomer {
    let customer: Arc<str> = id.into();
    let CustomerFiles { found: mut files, open } = discover::customer_files(root, id, ignored);
    world.unsaved.lay_customer(id, &mut files);
    let mut collector = Collector { open, ..Collector::new(root, world, Some(customer.clone())) };
    let count = files.len();
    let mut files = collector.screen(files);
    if let Some(kinds) = kinds {
        files.retain(|found| found.kind.is_some_and(|kind| kinds.contains(&kind)));
    }
    let mut folder = CustomerFolder { id: customer, ..CustomerFolder::default() };
    let of = |kind: DocKind| files.iter().find(move |found| found.kind == Some(kind));
    if let Some(found) = of(DocKind::KeyPeople) {
        (folder.key_people, folder.people_names) = collector.read(found, Some(Target::Person));
    }
    let people = std::mem::take(&mut folder.people_names);
    let complete = folder.key_people.as_ref().is_some_and(|doc| doc.whole);
    let mut rest = Collector { people: Some(&people), people_complete: complete, ..collector };
    if let Some(found) = of(DocKind::Customer) {
        folder.profile = rest.read(found, None).0;
    }
    if let Some(found) = of(DocKind::Insight) {
        folder.insight = rest.read(found, None).0;
    }
    folder.sheets = rest.read_all(&files, DocKind::Person);
    folder.sealed = files.iter().filter(|found| found.sealed).map(|found| found.stem.as_str().into()).collect();
    folder.plans = rest.read_all(&files, DocKind::Plan);
    folder.reports = rest.read_all(&files, DocKind::ContactReport);
    folder.complaints = rest.read_all(&files, DocKind::Complaint);
    folder.surveys = rest.read_all(&files, DocKind::Survey);
    folder.feedback = rest.read_all(&files, DocKind::Feedback);
    folder.receptions = rest.read_all(&files, DocKind::Reception);
    if let Some(found) = of(DocKind::Orders) {
        folder.orders = rest.read_orders(found);
    }
    if let Some(found) = of(DocKind::Quotes) {
        folder.quotes = rest.read_quotes(found);
    }
    super::compare::customer(&mut rest, &folder);
    let Collector { findings, unread, texts, broken, .. } = rest;
    folder.broken = broken;
    folder.people_names = people;
    ReadCustomer { folder, findings, unread, texts, files: count }
}

/// Marks a finding's right text.
pub(super) fn with_fix(finding: &mut Finding, span: Span, text: String) {
    finding.fix_value(span, text, Safety::Unsafe);
}
