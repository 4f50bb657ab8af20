//! One customer's documents out of the history: read only where a commit touches the customer.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::Datelike;

use crate::archive::past::{Past, Step, Version};
use crate::archive::version::{Reading, said};
use crate::archive::{CustomerFolder, Doc, DocKind};
use crate::discover::{self, Found};
use crate::form::Record;
use crate::form::contact::ContactReport;
use crate::form::plan::Plan;
use crate::form::reader::DocInfo;
use crate::world::World;

use super::{Asked, Line, only};

/// Keys of a customer that say nothing new of it.
const STAMPS: &[&str] = &["verified", "filed", "last_updated"];

/// A kind of document and its file name without the ending: the same document, whatever the ending.
type Key = (DocKind, String);

/// A document's file as it was on one side of a step, and the name of its content.
type Content<'t> = (Found, &'t str);

/// A document that a step changed.
#[derive(Default)]
struct Change<'t> {
    before: Option<Content<'t>>,
    after: Option<Content<'t>>,
}

/// What a step changed in the customer's folder.
type Touch<'t> = BTreeMap<Key, Change<'t>>;

/// What git tells of a customer; none where it gives no contents.
pub(super) fn past(asked: &Asked, line: &Line, world: &World, customer: &CustomerFolder) -> Option<Past> {
    let mut touches = touches(line, &customer.id);
    let begins = line.steps.first().map(|step| step.day);
    let mut out = Past { since: line.since, begins, newest: line.newest, ..Past::default() };
    let open = asked.ground.uncommitted(only(&world.customers)).ok().and_then(|all| all.get(&*customer.id)).map_or(&[][..], Vec::as_slice);
    if touches.is_empty() && open.is_empty() {
        return Some(out);
    }
    let year = asked.ground.day.year();
    let years = [year.to_string(), (year + 1).to_string()];
    let is_kept = |(kind, stem): &Key| match kind {
        DocKind::Customer | DocKind::KeyPeople => true,
        DocKind::Plan => years.contains(stem),
        _ => false,
    };
    let desk = Desk { asked, world, customer, bytes: RefCell::default() };
    let committed = committed(open, &line.main.end);
    let committed: Vec<Content<'_>> = committed.iter().map(|(found, name)| (found.clone(), name.as_str())).collect();
    desk.fetch(committed.iter())?;
    let untouched = untouched(&desk, &committed, &touches, is_kept);
    if !untouched.is_empty() {
        touches.insert(0, untouched);
    }
    let kept: BTreeSet<&Key> = touches.values().flat_map(BTreeMap::keys).filter(|key| is_kept(key)).collect();
    let kept: BTreeMap<&Key, Option<&str>> = kept.into_iter().map(|key| (key, desk.now(key, &touches, open, line))).collect();
    let changes = touches.values().flatten().filter_map(|(key, change)| Some((kept.get(key)?, change)));
    let contents = changes.flat_map(|(now, change)| change.before.iter().chain(&change.after).filter(|content| Some(content.1) != *now));
    desk.fetch(contents)?;
    let mut told = Told::default();
    let (mut profile, mut people, mut plans) = (Vec::new(), Vec::new(), Vec::new());
    for (key, name) in kept {
        match key.0 {
            DocKind::Customer => profile = desk.versions(key, name.zip(customer.profile.as_ref()), &touches, &mut told),
            DocKind::KeyPeople => people = desk.versions(key, name.zip(customer.key_people.as_ref()), &touches, &mut told),
            _ => plans.push((key.1.clone(), desk.versions(key, name.zip(plan(customer, &key.1)), &touches, &mut told))),
        }
    }
    let mut steps: BTreeMap<usize, Arc<Step>> = BTreeMap::new();
    steps.insert(0, line.steps.first()?.clone());
    for (at, touch) in &touches {
        let step = line.steps.get(*at)?;
        let is_same = |(key, change): (&Key, &Change<'_>)| match told.get(key) {
            Some(same) => same.contains(at),
            None => desk.is_same(key.0, change),
        };
        let same = touch.iter().all(is_same);
        steps.insert(*at, if same { Arc::new(Step { substance: false, ..(**step).clone() }) } else { step.clone() });
    }
    out.profile = dated(profile, &steps);
    out.key_people = dated(people, &steps);
    out.plans = plans.into_iter().map(|(year, found)| (year, dated(found, &steps))).filter(|(_, found)| !found.is_empty()).collect();
    out.reports = desk.reports(&touches)?;
    desk.new_reports(open, &committed, &mut out.reports)?;
    out.steps = steps.into_values().skip(1).collect();
    Some(out)
}

/// What the steps changed of the customer's documents, oldest first. Another ending makes no other document.
fn touches<'t>(line: &'t Line, id: &str) -> BTreeMap<usize, Touch<'t>> {
    let mut out: BTreeMap<usize, Touch<'t>> = BTreeMap::new();
    for (at, entry, path) in line.main.changes(id) {
        let Some(found) = discover::document(path) else { continue };
        let Some(kind) = found.kind else { continue };
        let change = out.entry(at + 1).or_default().entry((kind, found.stem.clone())).or_default();
        if let Some(name) = entry.before {
            change.before = Some((found.clone(), name));
        }
        if let Some(name) = entry.after {
            change.after = Some((found, name));
        }
    }
    out
}

fn plan<'c>(customer: &'c CustomerFolder, year: &str) -> Option<&'c Doc<Plan>> {
    customer.plans.iter().find(|doc| &*doc.stem == year)
}

/// The documents that differ from what is committed, as they were on the last step: how git calls their contents.
fn committed(open: &[String], end: &str) -> Vec<(Found, String)> {
    let found = open.iter().filter_map(|path| discover::document(path).filter(|found| found.kind.is_some()));
    found.map(|found| (found.clone(), format!("{end}:{}", found.path))).collect()
}

/// Of these documents those that no step has touched: as they were when the history began.
fn untouched<'t>(
    desk: &Desk<'_>,
    committed: &[Content<'t>],
    touches: &BTreeMap<usize, Touch<'_>>,
    is_kept: impl Fn(&Key) -> bool,
) -> Touch<'t> {
    let mut out = Touch::default();
    for content in committed.iter().filter(|content| desk.has(content)) {
        let Some(kind) = content.0.kind else { continue };
        let key = (kind, content.0.stem.clone());
        if is_kept(&key) && !touches.values().any(|touch| touch.contains_key(&key)) {
            out.insert(key, Change { before: None, after: Some(content.clone()) });
        }
    }
    out
}

/// Versions with their steps in place of the steps' places.
fn dated<R>(found: Vec<(usize, Arc<R>)>, steps: &BTreeMap<usize, Arc<Step>>) -> Vec<Version<R>> {
    found.into_iter().filter_map(|(at, record)| Some(Version { step: steps.get(&at)?.clone(), record })).collect()
}

/// Of each document that was read, the steps at which it changed in nothing but layout and stamps.
type Told = BTreeMap<Key, BTreeSet<usize>>;

/// What a customer's history is read with.
struct Desk<'a> {
    asked: &'a Asked,
    world: &'a World,
    customer: &'a CustomerFolder,
    /// Contents by name.
    bytes: RefCell<BTreeMap<String, Option<Vec<u8>>>>,
}

impl Desk<'_> {
    /// Fetches those contents that are not there yet, all at once.
    fn fetch<'t>(&self, wanted: impl Iterator<Item = &'t Content<'t>>) -> Option<()> {
        let known = self.bytes.borrow();
        let names: BTreeSet<&str> = wanted.map(|(_, name)| *name).filter(|name| !known.contains_key(*name)).collect();
        drop(known);
        let names: Vec<String> = names.into_iter().map(str::to_owned).collect();
        let found = self.asked.contents(&names)?;
        self.bytes.borrow_mut().extend(names.into_iter().zip(found));
        Some(())
    }

    /// Whether git has this content.
    fn has(&self, content: &Content<'_>) -> bool {
        self.bytes.borrow().get(content.1).is_some_and(Option::is_some)
    }

    fn with<T>(&self, content: &Content<'_>, kind: DocKind, read: impl FnOnce(Reading<'_>) -> Option<T>) -> Option<T> {
        let (found, name) = content;
        let bytes = self.bytes.borrow();
        let bytes = bytes.get(*name)?.as_ref()?;
        read(Reading { world: self.world, customer: self.customer, found, kind, bytes })
    }

    /// The name of the content that a document has now, where that is known to be the archive's: then it has been read already.
    fn now<'t>(&self, key: &Key, touches: &BTreeMap<usize, Touch<'t>>, open: &[String], line: &Line) -> Option<&'t str> {
        let whole = match key.0 {
            DocKind::Customer => self.customer.profile.as_ref().filter(|doc| doc.whole).map(|doc| &doc.info),
            DocKind::KeyPeople => self.customer.key_people.as_ref().filter(|doc| doc.whole).map(|doc| &doc.info),
            _ => plan(self.customer, &key.1).filter(|doc| doc.whole).map(|doc| &doc.info),
        };
        let (found, name) = touches.values().rev().find_map(|touch| touch.get(key))?.after.as_ref()?;
        let same = |info: &&Arc<DocInfo>| *info.path == *found.path && !open.iter().any(|path| *path == *info.path);
        // What is about to be written is in no commit.
        let unsaved = self.asked.ground.repo.commit.is_none() && self.world.unsaved.get(&found.path).is_some();
        let known = line.newest && self.asked.ground.uncommitted(only(&self.world.customers)).is_ok() && !unsaved;
        whole.filter(same).filter(|_| known).map(|_| *name)
    }

    /// The versions of a document, oldest first, without those that cannot be read or say what the one before said. Nothing where it is not
    /// there any more.
    fn versions<R: Record + Clone>(
        &self,
        key: &Key,
        now: Option<(&str, &Doc<R>)>,
        touches: &BTreeMap<usize, Touch<'_>>,
        told: &mut Told,
    ) -> Vec<(usize, Arc<R>)> {
        let read = |content: &Content<'_>| {
            let record = match now {
                Some((name, doc)) if name == content.1 => doc.record.clone(),
                _ => self.with(content, key.0, |reading| reading.docs::<R>())?.into_iter().next()?.record,
            };
            let text = said(&record, &[]);
            Some((Arc::new(record), text))
        };
        let is_stamp = |before: &R, after: &R| key.0 == DocKind::Customer && said(before, STAMPS) == said(after, STAMPS);
        let mut out: Vec<(usize, Arc<R>)> = Vec::new();
        let mut last: Option<(Arc<R>, String)> = None;
        let (mut first, mut same) = (true, BTreeSet::new());
        for (at, change) in touches.iter().filter_map(|(at, touch)| Some((*at, touch.get(key)?))) {
            if std::mem::take(&mut first)
                && let Some(found) = change.before.as_ref().and_then(read)
            {
                out.push((0, found.0.clone()));
                last = Some(found);
            }
            let Some(after) = &change.after else {
                (out, last) = (Vec::new(), None);
                continue;
            };
            let Some(found) = read(after) else { continue };
            let differs = last.as_ref().is_none_or(|(_, text)| *text != found.1);
            let new = differs && last.as_ref().is_none_or(|(record, _)| !is_stamp(record, &found.0));
            if change.before.is_some() && !new {
                same.insert(at);
            }
            if differs {
                out.push((at, found.0.clone()));
                last = Some(found);
            }
        }
        told.insert(key.clone(), same);
        out
    }

    /// Whether a document says the same before and after.
    fn is_same(&self, kind: DocKind, change: &Change<'_>) -> bool {
        let (Some(before), Some(after)) = (&change.before, &change.after) else { return false };
        if self.fetch([before, after].into_iter()).is_none() {
            return false;
        }
        let said = |content: &Content<'_>| {
            self.with(content, kind, |reading| match kind {
                DocKind::Plan => reading.said::<Plan>(),
                DocKind::ContactReport => reading.said::<ContactReport>(),
                _ => reading.texts(),
            })
        };
        said(before).is_some_and(|before| said(after).is_some_and(|after| before == after))
    }

    /// The step that brought each contact report.
    fn reports(&self, touches: &BTreeMap<usize, Touch<'_>>) -> Option<BTreeMap<String, usize>> {
        let (mut out, mut old): (BTreeMap<String, usize>, BTreeSet<String>) = Default::default();
        for (at, touch) in touches {
            let changed = touch.iter().filter(|((kind, _), _)| *kind == DocKind::ContactReport).map(|(_, change)| change);
            let (mut before, mut after): (BTreeSet<String>, BTreeSet<String>) = Default::default();
            for change in changed {
                for (side, stems) in [(&change.before, &mut before), (&change.after, &mut after)] {
                    if let Some(content) = side {
                        stems.extend(self.stems(content)?);
                    }
                }
            }
            old.extend(before.iter().filter(|stem| !out.contains_key(*stem)).cloned());
            for stem in after {
                if !before.contains(&stem) && !old.contains(&stem) {
                    out.entry(stem).or_insert(*at);
                }
            }
        }
        Some(out)
    }

    /// Takes in the reports that are not committed: they come after every step.
    fn new_reports(&self, open: &[String], committed: &[Content<'_>], reports: &mut BTreeMap<String, usize>) -> Option<()> {
        let of_reports = |content: &&Content<'_>| content.0.kind == Some(DocKind::ContactReport) && self.has(content);
        let mut old: BTreeSet<String> = BTreeSet::new();
        for content in committed.iter().filter(of_reports) {
            old.extend(self.stems(content)?);
        }
        let new = self.customer.reports.iter().filter(|doc| open.iter().any(|path| **path == *doc.info.path) && !old.contains(&*doc.stem));
        for doc in new {
            reports.entry(doc.stem.to_string()).or_insert(usize::MAX);
        }
        Some(())
    }

    /// The contact reports in a file: those of a packed register have names of their own.
    fn stems(&self, content: &Content<'_>) -> Option<Vec<String>> {
        let stem = &content.0.stem;
        if stem.len() != 4 || stem.parse::<u16>().is_err() {
            return Some(vec![stem.clone()]);
        }
        self.fetch(std::iter::once(content))?;
        let docs = self.with(content, DocKind::ContactReport, |reading| reading.docs::<ContactReport>());
        Some(docs.into_iter().flatten().map(|doc| doc.stem.to_string()).collect())
    }
}
