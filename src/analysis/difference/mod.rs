//! Two states of an archive held against each other, in words: what became of customers, people, plans and registers. Documents are compared
//! as typed records, by key and by id: moving, ordering, comments, and the language of a document change nothing.

mod pair;
mod plan;
mod read;
mod row;
pub mod substance;
mod tell;
mod whole;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::iter::Either;
use rayon::prelude::*;

use crate::analysis::revenue::Totals;
use crate::archive::one::{self, Called};
use crate::archive::{DocKind, Unread, document};
use crate::discover::Found;
use crate::resolve::Names;
use crate::source::{Syntax, encoding};
use crate::words::Lang;
use crate::world::World;

use read::{Body, Desk, Part, Side};
use row::Row;
use tell::Teller;

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The customer; none for registers and settings.
    pub customer: Option<Arc<str>>,
    /// The document.
    pub path: String,
    /// What kind of change it is: a word for machines.
    pub kind: &'static str,
    /// Whom or what it is about, for people; empty where that is the document itself.
    pub subject: String,
    /// The keys on the way to the field; empty for a document as a whole.
    pub field: String,
    /// The value before, for machines.
    pub before: Option<String>,
    /// The value after.
    pub after: Option<String>,
    /// In words.
    pub text: String,
}

/// A customer whose documents differ.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Whose {
    /// Its id; none for registers and settings.
    pub id: Option<Arc<str>>,
    /// What people call it.
    pub name: String,
}

/// The sums over the revenue plans that differ.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// Before.
    pub before: Totals,
    /// After.
    pub after: Totals,
}

/// What differs.
#[derive(Clone, Debug, Default)]
pub struct Difference {
    /// The customers with a change, by id; those without an id are the registers.
    pub of: Vec<(Whose, Vec<Change>)>,
    /// Sums over the plans that differ, by year.
    pub sums: BTreeMap<String, Sums>,
    /// Documents that could not be compared.
    pub unread: Vec<Unread>,
    /// How many documents were compared.
    pub files: usize,
}

impl Difference {
    /// All changes, in order.
    pub fn changes(&self) -> impl Iterator<Item = &Change> {
        self.of.iter().flat_map(|(_, changes)| changes)
    }
}

/// A document on both sides.
#[derive(Clone, Debug)]
pub struct File {
    /// Which.
    pub found: Found,
    /// Its bytes before; none where it was not there.
    pub before: Option<Vec<u8>>,
    /// Its bytes after.
    pub after: Option<Vec<u8>>,
    /// Why it could not be fetched from one side.
    pub lost: Option<String>,
}

/// The two states.
pub struct Asked<'a> {
    /// Settings and staff before.
    pub before: &'a World,
    /// Settings and staff after.
    pub after: &'a World,
    /// The documents that differ.
    pub files: Vec<File>,
    /// Documents that are the same on both sides and tell names: customers and their key people.
    pub names: Vec<(Found, Vec<u8>)>,
    /// Language of the words.
    pub lang: Lang,
}

/// One customer, or the registers: both sides.
struct Group {
    whose: Whose,
    before: Side,
    after: Side,
    lost: Vec<Unread>,
    /// Another id before.
    was: Option<Arc<str>>,
}

/// The documents of one customer: those that differ, and those that only tell names.
type Named<'f> = (Vec<&'f File>, Vec<(&'f Found, &'f [u8])>);

/// What differs.
#[must_use]
pub fn compare(asked: &Asked<'_>) -> Difference {
    let mut groups: BTreeMap<Option<&str>, Named<'_>> = BTreeMap::new();
    for file in &asked.files {
        groups.entry(customer_of(&file.found.path)).or_default().0.push(file);
    }
    for (found, bytes) in &asked.names {
        if let Some(group) = groups.get_mut(&customer_of(&found.path)) {
            group.1.push((found, bytes));
        }
    }
    let groups: Vec<(Option<&str>, Named<'_>)> = groups.into_iter().collect();
    // Told at once while its records are at hand; only who came or went has to wait: it may be the same one under another name.
    let one = |(id, (files, names)): &(Option<&str>, Named<'_>)| {
        let group = group(*id, files, names, asked);
        if whole::came_or_went(&group) { Either::Right(group) } else { Either::Left(tell(group, asked)) }
    };
    let (mut told, waiting): (Vec<Told>, Vec<Group>) = groups.par_iter().partition_map(one);
    let waiting = whole::renamed(waiting);
    told.par_extend(waiting.into_par_iter().map(|group| tell(group, asked)));
    // The registers and settings come last.
    told.sort_by(|(a, ..), (b, ..)| (a.id.is_none(), &a.id).cmp(&(b.id.is_none(), &b.id)));
    let mut out = Difference { files: asked.files.len(), ..Difference::default() };
    for (whose, changes, sums, mut unread) in told {
        for (year, sum) in sums {
            let all = out.sums.entry(year).or_default();
            all.before.merge(&sum.before);
            all.after.merge(&sum.after);
        }
        out.unread.append(&mut unread);
        if !changes.is_empty() {
            out.of.push((whose, changes));
        }
    }
    out.sums.retain(|_, sums| sums.before != sums.after);
    out
}

/// What is told of one customer: whose it is, the changes, sums of its plans by year, what could not be read.
type Told = (Whose, Vec<Change>, BTreeMap<String, Sums>, Vec<Unread>);

/// The customer in whose folder a document lies.
#[must_use]
pub fn customer_of(path: &str) -> Option<&str> {
    path.strip_prefix("customers/")?.split_once('/').map(|(id, _)| id)
}

fn group(id: Option<&str>, files: &[&File], names: &[(&Found, &[u8])], asked: &Asked<'_>) -> Group {
    let customer: Option<Arc<str>> = id.map(Into::into);
    let lost = files.iter().filter_map(|file| Some((file, file.lost.clone()?)));
    let unread = |(file, reason): (&&File, String)| Unread { path: file.found.path.as_str().into(), customer: customer.clone(), reason };
    let lost: Vec<Unread> = lost.map(unread).collect();
    let desk = |after: bool| Desk { world: if after { asked.after } else { asked.before }, customer: customer.clone(), lang: asked.lang };
    let beside = |kind: DocKind| names.iter().find(|(found, _)| found.kind == Some(kind));
    let people =
        beside(DocKind::KeyPeople).map(|(found, bytes)| document::names(bytes, found.syntax.unwrap_or(Syntax::Toml))).unwrap_or_default();
    let side = |after: bool, pick: fn(&File) -> Option<&Vec<u8>>, people: Names| {
        let here = files.iter().filter(|file| file.lost.is_none()).filter_map(|file| Some((&file.found, pick(file)?.as_slice())));
        desk(after).read(&here.collect::<Vec<_>>(), people)
    };
    let before = side(false, |file| file.before.as_ref(), people.clone());
    let after = side(true, |file| file.after.as_ref(), people);
    let same = || beside(DocKind::Customer).and_then(|(found, bytes)| called(found, bytes));
    let name = whole::name(&after).or_else(|| whole::name(&before)).or_else(same);
    let name = name.unwrap_or_else(|| id.unwrap_or_default().to_owned());
    Group { whose: Whose { id: customer, name }, before, after, lost, was: None }
}

/// What people call a customer whose form is the same on both sides.
fn called(found: &Found, bytes: &[u8]) -> Option<String> {
    let text = encoding::decode(bytes.to_vec()).ok()?;
    let Called { short_name, unit_name, .. } = one::called_in("", text.as_str(), found.syntax.unwrap_or(Syntax::Toml));
    [short_name, unit_name].into_iter().find(|name| !name.is_empty())
}

/// What became of one customer.
fn tell(group: Group, asked: &Asked<'_>) -> Told {
    let Group { whose, mut before, mut after, lost, was, .. } = group;
    let mut unread = lost;
    let broken: Vec<_> = before.broken.drain(..).chain(after.broken.drain(..)).collect();
    for (kind, stem, path, reason) in broken {
        // A record of a packed register is as unknown as all of it.
        let gone = |part: &Part| part.kind == kind && (*part.path == *path || part.key().1 == stem);
        before.parts.retain(|part| !gone(part));
        after.parts.retain(|part| !gone(part));
        if !unread.iter().any(|one| one.path == path) {
            unread.push(Unread { path, customer: whose.id.clone(), reason });
        }
    }
    let mut sums = BTreeMap::new();
    let plans = |part: &&Part| part.kind == DocKind::Plan;
    before.parts.iter().filter(plans).for_each(|part| plan::add(&mut sums, part, false));
    after.parts.iter().filter(plans).for_each(|part| plan::add(&mut sums, part, true));
    let mut changes = Vec::new();
    if let Some(was) = was {
        changes.push(whole::renamed_change(&whose, &was, asked.lang));
    }
    // Who is gone with all documents is told in one sentence.
    let gone = after.parts.is_empty() && unread.is_empty() && before.parts.iter().any(|part| part.kind == DocKind::Customer);
    if gone {
        let change = whole::gone(&whose, &before.parts, asked.lang);
        return (whose, change.into_iter().collect(), sums, unread);
    }
    for (old, new) in whole::pairs(&before.parts, &after.parts) {
        let Some(part) = new.or(old) else { continue };
        let teller = Teller { lang: asked.lang, whose: &whose, kind: part.kind, path: &part.path, out: Vec::new() };
        changes.extend(whole::document(teller, old, new, asked.after.unit));
    }
    (whose, changes, sums, unread)
}
