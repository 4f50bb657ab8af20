//! Loads an archive: settings, staff, the customers in parallel, the registers; judges the rules; sorts what was found.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use chrono::NaiveDate;
use rayon::prelude::*;

use crate::discover::{self, Ignored};
use crate::findings::{Finding, Level};
use crate::form::Target;
use crate::resolve::{Names, fold};
use crate::rules::engine;
use crate::say;
use crate::source::Span;
use crate::source::encoding::Text;
use crate::source::lines::LineIndex;
use crate::world::World;

use super::customer::{Collector, ReadCustomer};
use super::{CustomerFolder, DocKind, Gathered, Loaded, Registers, compare, customer, store::Store};

/// Of so many customers the rules will want to know what git tells.
const MANY: usize = 100;

pub use super::base::{Base, base, base_with};

/// What is judged while loading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judge {
    /// Nothing: lists and shows.
    Nothing,
    /// What needs no clock.
    Check,
    /// Every rule, on this day.
    Audit(NaiveDate),
}

impl Judge {
    /// The day of judgement.
    #[must_use]
    pub const fn today(self) -> Option<NaiveDate> {
        match self {
            Self::Audit(day) => Some(day),
            Self::Check | Self::Nothing => None,
        }
    }
}

/// Which part of an archive is loaded.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    /// Only these customers, by id; none: all.
    pub customers: Option<Vec<String>>,
    /// Only these kinds of the customers' documents; none: all. What is not read cannot be judged: with [`Judge::Nothing`] alone.
    pub kinds: Option<Vec<DocKind>>,
    /// Without the registers.
    pub no_registers: bool,
    /// Keep whole customers in memory after judging them.
    pub keep: bool,
    /// Told how far the loading is.
    pub counter: Option<Arc<Counter>>,
}

/// How many things are done, of how many: somebody may be watching.
#[derive(Debug, Default)]
pub struct Counter {
    done: AtomicUsize,
    all: AtomicUsize,
}

impl Counter {
    /// So many are to be done, from the first on.
    pub fn begin(&self, all: usize) {
        self.done.store(0, Ordering::Relaxed);
        self.all.store(all, Ordering::Relaxed);
    }

    /// One is done.
    pub fn step(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }

    /// How many are done, of how many.
    #[must_use]
    pub fn get(&self) -> (usize, usize) {
        (self.done.load(Ordering::Relaxed), self.all.load(Ordering::Relaxed))
    }
}

/// What every customer is read and judged with.
struct Run<'a> {
    root: &'a Path,
    ignored: &'a Ignored,
    world: &'a World,
    scope: &'a Scope,
    judge: Judge,
    docket: engine::Docket,
}

/// What reading and judging one customer brings besides the customer; positions are filled in while its texts are at hand.
struct Rest {
    findings: Vec<Finding>,
    unread: Vec<super::Unread>,
    not_judged: Vec<engine::NotJudged>,
    files: usize,
}

fn judge(id: &str, run: &Run<'_>) -> (CustomerFolder, Rest) {
    let Run { root, ignored, world, scope, judge, docket } = run;
    let mut read = customer::read_kinds(root, id, ignored, world, scope.kinds.as_deref());
    let mut not_judged = Vec::new();
    if *judge != Judge::Nothing {
        engine::relevel(&read.folder, &mut read.findings);
        let (mut found, skipped) = engine::judge_customer(world, docket, &read.folder);
        read.findings.append(&mut found);
        engine::cover(&mut read.findings);
        not_judged = skipped;
        if let Judge::Audit(day) = judge {
            read.folder.gathered = Gathered::of(&read.folder, *day);
        }
        if !scope.keep {
            read.folder.slim();
        }
    }
    place(&mut read.findings, &read.texts);
    // The last sorting then meets long stretches that are in order.
    read.findings.sort_by(crate::findings::sink::compare);
    if let Some(counter) = &scope.counter {
        counter.step();
    }
    // An excerpt reads its document again: few are shown, and thousands of texts would have to be kept.
    let ReadCustomer { folder, mut findings, unread, files, .. } = read;
    findings.shrink_to_fit();
    (folder, Rest { findings, unread, not_judged, files })
}

/// Reads and judges one customer alone, with the findings that the archive's settings leave; what only the whole archive can tell is not
/// asked. None inside when there is no such customer.
#[must_use]
pub fn judge_one(root: &Path, world: &World, id: &str, ignored: &Ignored, how: Judge) -> (CustomerFolder, Vec<Finding>) {
    let scope = Scope { keep: true, ..Scope::default() };
    let run = Run { root, ignored, world, scope: &scope, judge: how, docket: engine::Docket::new(world, how.today()) };
    let (folder, Rest { mut findings, .. }) = judge(id, &run);
    settle(world, how, &mut findings);
    (folder, findings)
}

/// The same with settings and staff, for a page about this customer: what could not be read is there too. The registers stay closed.
#[must_use]
pub fn one_judged(root: &Path, base: Base, id: &str, ignored: &Ignored, how: Judge) -> Loaded {
    let Base { mut world, mut unread, files, .. } = base;
    world.customers.add(id, &[]);
    let scope = Scope { keep: true, ..Scope::default() };
    let run = Run { root, ignored, world: &world, scope: &scope, judge: how, docket: engine::Docket::new(&world, how.today()) };
    let (folder, Rest { mut findings, unread: mut own, not_judged, files: read }) = judge(id, &run);
    settle(&world, how, &mut findings);
    unread.append(&mut own);
    Loaded {
        customers: vec![folder],
        files: files + read,
        world,
        findings,
        unread,
        not_judged,
        store: Store::new(root),
        ..Loaded::default()
    }
}

/// The lending cards alone, and those that could not be read.
#[must_use]
pub fn loans(root: &Path, ignored: &Ignored, world: &World) -> (Vec<super::Doc<crate::form::registers::Loan>>, Vec<super::Unread>) {
    let mut collector = Collector::new(root, world, None);
    let mut files = discover::register_files(root, ignored);
    files.retain(|found| found.kind == Some(DocKind::Loan));
    let files = collector.screen(files);
    let loans = collector.read_all(&files, DocKind::Loan);
    (loans, collector.unread)
}

/// Reads documents of the registers, with what is wrong in each of them.
#[must_use]
pub fn judge_registers(root: &Path, world: &World, found: &[discover::Found]) -> Vec<Finding> {
    let mut collector = Collector::new(root, world, None);
    for kind in DocKind::FORMS {
        match kind {
            DocKind::Market => drop(collector.read_all::<crate::form::registers::MarketReport>(found, *kind)),
            DocKind::MajorInfo => drop(collector.read_all::<crate::form::registers::MajorInfo>(found, *kind)),
            DocKind::Loan => drop(collector.read_all::<crate::form::registers::Loan>(found, *kind)),
            DocKind::Incident => drop(collector.read_all::<crate::form::registers::Incident>(found, *kind)),
            DocKind::Suggestion => drop(collector.read_all::<crate::form::registers::Suggestion>(found, *kind)),
            DocKind::Submissions => drop(collector.read_all::<crate::form::registers::Submissions>(found, *kind)),
            DocKind::Targets => drop(collector.read_all::<crate::form::registers::Targets>(found, *kind)),
            _ => {}
        }
    }
    let Collector { mut findings, texts, .. } = collector;
    place(&mut findings, &texts);
    settle(world, Judge::Check, &mut findings);
    findings
}

/// Levels of the settings, less what `[[ignore]]` accepts.
fn settle(world: &World, how: Judge, findings: &mut Vec<Finding>) {
    world.policy.apply(findings);
    let name_of = |id: &str| world.name_of(Target::Customer, id);
    let _ = crate::policy::ignore::apply(&world.settings, how.today(), &name_of, findings);
    crate::findings::sink::sort(findings);
}

/// Line and column for findings whose text is at hand.
fn place(findings: &mut [Finding], texts: &[(Arc<str>, Text)]) {
    for (path, text) in texts {
        let mut here = findings.iter_mut().filter(|finding| finding.path == *path && finding.start.line == 0).peekable();
        if here.peek().is_none() {
            continue;
        }
        let lines = LineIndex::new(text.as_str());
        for finding in here {
            finding.start = lines.position(finding.span.start);
            finding.end = lines.position(finding.span.end);
        }
    }
}

/// Loads an archive.
///
/// # Errors
/// When `customers/` cannot be listed.
pub fn load(root: &Path, base: Base, scope: &Scope, how: Judge) -> std::io::Result<Loaded> {
    let ignored = Ignored::new(root);
    let Base { mut world, mut findings, mut unread, mut texts, files } = base;
    let ids = discover::customers_with(root, &ignored, &world.unsaved)?;
    for id in &ids {
        world.customers.add(id, &[]);
    }
    let wanted: Vec<&String> = ids.iter().filter(|id| scope.customers.as_ref().is_none_or(|only| only.contains(id))).collect();
    if how.today().is_some() && wanted.len() > MANY {
        world.evidence.prepare();
    }
    let mut out = Loaded { store: Store::new(root), files, ..Loaded::default() };
    let mut rest: Vec<Rest> = Vec::new();
    let run = Run { root, ignored: &ignored, world: &world, scope, judge: how, docket: engine::Docket::new(&world, how.today()) };
    if let Some(counter) = &scope.counter {
        counter.begin(wanted.len());
    }
    // Small portions: else one thread is left with a long last one while the others wait.
    wanted.par_iter().with_max_len(8).map(|id| judge(id, &run)).unzip_into_vecs(&mut out.customers, &mut rest);
    // At once: grown step by step it would be there twice while it is copied.
    findings.reserve_exact(rest.iter().map(|one| one.findings.len()).sum());
    for mut one in rest {
        findings.append(&mut one.findings);
        unread.append(&mut one.unread);
        out.not_judged.append(&mut one.not_judged);
        out.files += one.files;
    }
    name_customers(&mut world, &out, &ids);
    if !scope.no_registers {
        registers(root, &ignored, &world, &mut out, &mut findings, &mut unread, &mut texts);
    }
    for (path, text) in texts {
        out.store.keep(path, text.as_str().into());
    }
    for (path, bytes) in world.unsaved.files() {
        out.store.keep(path.into(), String::from_utf8_lossy(bytes).trim_start_matches('\u{feff}').into());
    }
    let broken = std::mem::take(&mut out.world.broken);
    world.broken.extend(broken);
    if how != Judge::Nothing {
        let whole = scope.customers.is_none();
        findings.append(&mut across(&world, &out, whole));
        findings.append(&mut crate::policy::review::review(&world));
        let (mut found, mut skipped) = engine::judge_archive(&world, &out, how.today());
        findings.append(&mut found);
        out.not_judged.append(&mut skipped);
    }
    world.policy.apply(&mut findings);
    let name_of = |id: &str| world.name_of(Target::Customer, id);
    let (used, accepted) = crate::policy::ignore::apply(&world.settings, how.today(), &name_of, &mut findings);
    out.ignored = accepted;
    out.unread = unread;
    // Of a part of the archive nobody can tell whether an accepted finding is still needed.
    if let Some(day) = how.today().filter(|_| scope.customers.is_none() && !scope.no_registers) {
        findings.append(&mut crate::policy::ignore::review(&world, &out, day, &used, &name_of));
    }
    out.store.place(&mut findings);
    out.store.place(out.ignored.iter_mut().map(|one| &mut one.finding));
    crate::findings::sink::sort(&mut findings);
    out.ignored.sort_by(|a, b| crate::findings::sink::compare(&a.finding, &b.finding));
    out.not_judged.sort();
    // A rule that looks at each customer and at all of them says it once.
    out.not_judged.dedup();
    out.world = world;
    out.findings = findings;
    Ok(out)
}

/// From now on customers answer to their names; those that were not loaded to their ids alone.
fn name_customers(world: &mut World, loaded: &Loaded, ids: &[String]) {
    let mut names = Names::default();
    for folder in &loaded.customers {
        let record = folder.profile.as_ref().map(|doc| &doc.record);
        let text = |field: Option<&crate::form::kind::Text>| field.map(|text| text.to_string()).unwrap_or_default();
        let unit = text(record.and_then(|record| record.unit_name.get()));
        let short = text(record.and_then(|record| record.short_name.get()));
        let label = if short.is_empty() { &unit } else { &short };
        names.add(&folder.id, &[label, &unit]);
    }
    // Of a part of the archive a name that is not found proves nothing: it may be that of a customer outside.
    let whole = ids.len() == loaded.customers.len();
    for id in ids.iter().filter(|id| !whole && !names.has_id(id)).collect::<Vec<_>>() {
        names.add(id, &[]);
    }
    world.customers = names;
    world.customers_complete = whole;
}

fn registers(
    root: &Path,
    ignored: &Ignored,
    world: &World,
    out: &mut Loaded,
    findings: &mut Vec<Finding>,
    unread: &mut Vec<super::Unread>,
    texts: &mut Vec<(Arc<str>, Text)>,
) {
    let mut collector = Collector::new(root, world, None);
    let mut files = discover::register_files(root, ignored);
    world.unsaved.lay_registers(&mut files);
    out.files += files.len();
    let files = collector.screen(files);
    let read = Registers {
        market: collector.read_all(&files, DocKind::Market),
        major_info: collector.read_all(&files, DocKind::MajorInfo),
        loans: collector.read_all(&files, DocKind::Loan),
        incidents: collector.read_all(&files, DocKind::Incident),
        suggestions: collector.read_all(&files, DocKind::Suggestion),
        submissions: collector.read_all(&files, DocKind::Submissions),
        targets: collector.read_all(&files, DocKind::Targets),
    };
    compare::registers(&mut collector, &read);
    out.registers = read;
    findings.append(&mut collector.findings);
    unread.append(&mut collector.unread);
    texts.append(&mut collector.texts);
    out.world.broken.append(&mut collector.broken);
}

/// What only the whole archive can tell without a rule of its own: folder names, references to customers by name.
fn across(world: &World, loaded: &Loaded, whole: bool) -> Vec<Finding> {
    let mut collector = Collector::new(Path::new(""), world, None);
    let lang = world.lang;
    let mut seen: std::collections::BTreeMap<String, &str> = std::collections::BTreeMap::new();
    for folder in &loaded.customers {
        let Some(doc) = &folder.profile else { continue };
        let id: &str = &folder.id;
        if let Some(why) = compare::unsafe_id(id, lang) {
            let message = say!(lang, "客户文件夹名「{id}」{why}", "the customer's folder name `{id}` {why}");
            let help = say!(lang, "请只用字母、汉字、数字、- 和 _", "use letters, digits, - and _");
            collector.note(&doc.info, Level::Error, Span::default(), message, help);
        }
        if let Some(first) = seen.insert(fold(id), id).filter(|_| whole) {
            let message = say!(
                lang,
                "客户编号「{id}」与「{first}」重复（不分大小写）",
                "the customer id `{id}` repeats `{first}` (case does not count)"
            );
            let help = say!(lang, "请给文件夹改名", "rename the folder");
            collector.note_as("REF-03", &doc.info, Level::Error, Span::default(), message, help);
        }
    }
    collector.findings
}
