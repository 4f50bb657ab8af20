//! Two customers are the same customer: every document of the one goes into the other's folder.

use std::collections::BTreeMap;

use crate::archive::DocKind;
use crate::discover::Found as File;
use crate::edit::desk::Desk;
use crate::edit::look::{View, is_records, records_key};
use crate::edit::op::{Op, Place};
use crate::edit::refs::Sought;
use crate::edit::rename::{self, Ids};
use crate::edit::rewrite::Search;
use crate::edit::target::{self, spec_of};
use crate::edit::value::Value;
use crate::edit::{derived, id};
use crate::form::Target;
use crate::resolve::{Names, same};
use crate::say;

use super::people::{names, one_sheet, tidy};
use super::{Both, Cannot, Context, Fill, Merged, plain};

/// The documents of the two customers.
#[derive(Clone, Copy)]
pub struct Folders<'a> {
    /// Of the one that goes.
    pub from: &'a [File],
    /// Of the one that stays.
    pub into: &'a [File],
}

struct Merge<'a> {
    /// Key people of the one that goes who are called otherwise now.
    ids: BTreeMap<String, String>,
    both: Both<'a>,
    folders: Folders<'a>,
    cx: &'a Context<'a>,
    out: Merged,
}

/// Joins them: people of the same name are the same people.
///
/// # Errors
/// When a document cannot be edited.
pub fn customers(desk: &mut Desk, both: Both<'_>, folders: Folders<'_>, cx: &Context<'_>) -> Result<Merged, Cannot> {
    let mut merge = Merge { ids: BTreeMap::new(), both, folders, cx, out: Merged::default() };
    merge.people(desk)?;
    let moved: Vec<(DocKind, File)> = folders.from.iter().filter_map(|file| file.kind.map(|kind| (kind, file.clone()))).collect();
    for (kind, file) in &moved {
        merge.document(desk, *kind, file)?;
    }
    merge.rest(desk)?;
    merge.references(desk)?;
    Ok(merge.out)
}

impl Merge<'_> {
    /// The key people of the one that goes get ids under which they can live in the other's folder.
    fn people(&mut self, desk: &mut Desk) -> Result<(), Cannot> {
        let (from, into) = (target::people(desk, self.both.from)?, target::people(desk, self.both.into)?);
        let mut ids: BTreeMap<String, String> = BTreeMap::new();
        for at in 0..from.len() {
            let own = from.id(at);
            let twin = (0..into.len()).find(|other| same(into.label(*other), from.label(at)));
            let new = match twin {
                Some(twin) => into.id(twin).to_owned(),
                None => id::unused(own, |id| taken(&into, id) || (id != own && taken(&from, id))),
            };
            if new != own {
                ids.insert(own.to_owned(), new);
            }
        }
        let root = desk.root().to_owned();
        for (own, old, new) in in_order(&ids) {
            let is = |text: &str| if old == own { names(&from, text, &old) } else { same(text, &old) };
            let search =
                Search { root: &root, files: self.folders.from, world: self.cx.known.world, sought: Sought::Of(Target::Person), is: &is };
            // Where it stood at first: what it is called in between stands on no disk.
            let first = |text: &str| names(&from, text, &own);
            let scan = Search { is: &first, ..search }.scan();
            self.out.places += search.rewrite(desk, &scan, &new, &|text| same(text, &new))?;
            self.rows_renamed(desk, &old, &new)?;
        }
        self.ids = ids;
        Ok(())
    }

    fn rows_renamed(&self, desk: &mut Desk, old: &str, new: &str) -> Result<(), Cannot> {
        for file in self.folders.from.iter().filter(|file| file.kind == Some(DocKind::KeyPeople)) {
            let value = desk.value(&file.path)?;
            let rows = View::top(&value, spec_of(DocKind::KeyPeople)).rows(&["people"]);
            let own = rows.iter().filter(|row| row.text("id").is_some_and(|id| same(id, old)));
            let ops: Vec<Op> = own.map(|row| Op::set(row.place.clone().key("id"), Value::text(new))).collect();
            desk.edit(&file.path, DocKind::KeyPeople, &ops)?;
        }
        Ok(())
    }

    /// The document of the one that stays which is this one's counterpart.
    fn other(&self, kind: DocKind, stem: &str) -> Option<&File> {
        self.folders.into.iter().find(|file| file.kind == Some(kind) && same(&file.stem, stem))
    }

    fn document(&mut self, desk: &mut Desk, kind: DocKind, file: &File) -> Result<(), Cannot> {
        let stem = self.ids.get(&file.stem).filter(|_| kind == DocKind::Person).unwrap_or(&file.stem).clone();
        match self.other(kind, &stem).cloned() {
            Some(into) if kind == DocKind::Person => self.sheet(desk, &into, file),
            Some(into) if matches!(kind, DocKind::Orders | DocKind::Quotes) => self.table(desk, &into, file),
            Some(into) if kind.may_be_packed() && is_packed(desk, file)? && is_packed(desk, &into)? => packed(desk, kind, &into, file),
            Some(into) if !kind.may_be_packed() => self.filled(desk, kind, &into, file),
            _ => self.moved(desk, kind, file, &stem),
        }
    }

    fn sheet(&mut self, desk: &mut Desk, into: &File, from: &File) -> Result<(), Cannot> {
        let people = target::people(desk, self.both.into)?;
        let called = people.called(&into.stem).to_owned();
        one_sheet(desk, (into, from), &called, self.cx, &mut self.out)
    }

    /// A document that both have, one of a kind.
    fn filled(&mut self, desk: &mut Desk, kind: DocKind, into: &File, from: &File) -> Result<(), Cannot> {
        let (one, two) = (desk.value(&into.path)?, desk.value(&from.path)?);
        let spec = spec_of(kind);
        let mut fill = Fill::new(self.cx.known, &["year"], kind.title().get(self.cx.known.lang()).to_owned());
        fill.table(&View::top(&one, spec), &View::top(&two, spec));
        self.out.differences.append(&mut fill.differences);
        desk.edit(&into.path, kind, &fill.ops)?;
        desk.remove(&from.path)?;
        desk.follows(&from.path, &into.path);
        let after = desk.value(&into.path)?;
        let mut ops = tidy(&View::top(&after, spec), kind, "", self.cx, &mut self.out.differences);
        if kind == DocKind::Customer {
            ops.extend(self.ended(&View::top(&one, spec), &View::top(&after, spec)));
        }
        if kind == DocKind::Plan {
            let unit = self.cx.known.unit();
            ops.extend(derived::made_wrong(&one, &after, &[], unit).into_iter().map(|wrong| wrong.op(unit)));
        }
        if !ops.is_empty() {
            desk.edit(&into.path, kind, &ops)?;
        }
        Ok(())
    }

    /// Assignments of the one that goes end today, unless they are of who looks after the other.
    fn ended(&self, before: &View<'_>, after: &View<'_>) -> Vec<Op> {
        let manager = after.text("account_manager").unwrap_or_default();
        let known = before.rows(&["assignments"]).len();
        let rows = after.rows(&["assignments"]).into_iter().skip(known);
        let open = rows.filter(|row| row.text("to").is_none() && row.text("staff").is_some_and(|staff| staff != manager));
        open.map(|row| Op::set(row.place.key("to"), Value::day(self.cx.known.today))).collect()
    }

    /// Any other document moves; a name that is taken gets a number.
    fn moved(&self, desk: &mut Desk, kind: DocKind, file: &File, stem: &str) -> Result<(), Cannot> {
        if file.syntax.is_some() && kind != DocKind::Customer {
            unnamed(desk, kind, file)?;
        }
        let base = format!("customers/{}/", self.both.from);
        let rest = file.path.strip_prefix(&base).unwrap_or(&file.path);
        let (folder, name) = rest.rsplit_once('/').map_or(("", rest), |(folder, name)| (folder, name));
        let to = format!("customers/{}/{folder}", self.both.into);
        let to = to.trim_end_matches('/');
        let ending = &name[file.stem.len()..];
        let stem = id::unused(stem, |stem| desk.is_there(&format!("{to}/{stem}{ending}")) || desk.find(&format!("{to}/{stem}")).is_some());
        let path = format!("{to}/{stem}{ending}");
        desk.rename(&file.path, &path)?;
        rename::accepted(desk, &|ignored| (ignored == file.path).then(|| path.clone()))?;
        Ok(())
    }

    /// Rows of a table go below the other's, where both have the same columns.
    fn table(&self, desk: &mut Desk, into: &File, from: &File) -> Result<(), Cannot> {
        let (one, two) = (desk.text(&into.path)?.to_owned(), desk.text(&from.path)?.to_owned());
        let (head, rows) = two.split_once('\n').unwrap_or((&two, ""));
        let own = one.lines().next().unwrap_or_default();
        if own.trim() != head.trim() {
            let lang = self.cx.known.lang();
            let (into, from) = (&into.path, &from.path);
            let words = say!(lang, "{from} 与 {into} 的列不同，不能接在一起", "{from} and {into} have different columns");
            return Err(Cannot::Words(words, say!(lang, "先把两份的列改成一样", "give both the same columns first")));
        }
        let between = if one.ends_with('\n') || one.is_empty() { "" } else { "\n" };
        let mark = if desk.bytes(&into.path)?.starts_with("\u{feff}".as_bytes()) { "\u{feff}" } else { "" };
        desk.write(&into.path, [mark, &one, between, rows].concat().into_bytes())?;
        desk.remove(&from.path)?;
        Ok(())
    }

    /// What is no document moves as it is.
    fn rest(&self, desk: &mut Desk) -> Result<(), Cannot> {
        let base = format!("customers/{}/", self.both.from);
        for path in rename::below(desk.root(), &base).into_iter().filter(|path| desk.is_there(path)).collect::<Vec<_>>() {
            let rest = &path[base.len()..];
            let (stem, ending) = rest.rsplit_once('.').map_or((rest, String::new()), |(stem, ending)| (stem, format!(".{ending}")));
            let free = |number: usize| {
                let name = if number == 1 { rest.to_owned() } else { format!("{stem}-{number}{ending}") };
                format!("customers/{}/{name}", self.both.into)
            };
            let to = (1..).map(free).find(|to| !desk.is_there(to)).unwrap_or_default();
            desk.rename(&path, &to)?;
        }
        Ok(())
    }

    /// Whoever names the one that goes names the other now; nobody is their own parent.
    fn references(&mut self, desk: &mut Desk) -> Result<(), Cannot> {
        let root = desk.root().to_owned();
        let (names_of, both): (&Names, _) = (self.cx.customers, self.both);
        let is = |text: &str| names(names_of, text, both.from);
        let search = Search { root: &root, files: self.cx.all, world: self.cx.known.world, sought: Sought::Of(Target::Customer), is: &is };
        let scan = search.scan();
        self.out.places += search.rewrite(desk, &scan, both.into, &|text| names(names_of, text, both.into))?;
        self.out.unread.extend(scan.unread);
        rename::suggestions(desk, Ids { old: both.from, new: both.into }, self.cx.all)?;
        if let Some(path) = desk.find(&format!("customers/{}/customer", both.into)) {
            let value = desk.value(&path)?;
            let top = View::top(&value, spec_of(DocKind::Customer));
            if top.text("parent").is_some_and(|parent| names(names_of, parent, both.into) || names(names_of, parent, both.from)) {
                desk.edit(&path, DocKind::Customer, &[Op::remove(Place::top().key("parent"))])?;
            }
        }
        Ok(())
    }
}

/// Whether an id is somebody's.
fn taken(names: &Names, id: &str) -> bool {
    (0..names.len()).any(|at| same(names.id(at), id))
}

/// Renamings one after the other, so that none meets an id that is still to be renamed itself: first id, old, new.
fn in_order(ids: &BTreeMap<String, String>) -> Vec<(String, String, String)> {
    let mut left: Vec<(String, String)> = ids.iter().map(|(old, new)| (old.clone(), new.clone())).collect();
    let (mut out, mut last) = (Vec::new(), Vec::new());
    while !left.is_empty() {
        let free = left.iter().position(|(_, new)| !left.iter().any(|(old, _)| same(old, new)));
        let (old, new) = left.remove(free.unwrap_or(0));
        if free.is_some() {
            out.push((old.clone(), old, new));
        } else {
            // A ring: this one waits under a name that nobody has.
            let waiting = format!("{old}.merging");
            out.push((old.clone(), old.clone(), waiting.clone()));
            last.push((old, waiting, new));
        }
    }
    out.append(&mut last);
    out
}

/// The unit's name is the other's from now on: a document that states the old one stops doing so.
fn unnamed(desk: &mut Desk, kind: DocKind, file: &File) -> Result<(), Cannot> {
    let Ok(value) = desk.value(&file.path) else { return Ok(()) };
    let records = View::records(&value, spec_of(kind), kind.may_be_packed());
    let stated = records.iter().filter_map(|record| record.child("unit_name"));
    let ops: Vec<Op> = stated.map(|name| Op::remove(name.place)).collect();
    if !ops.is_empty() {
        desk.edit(&file.path, kind, &ops)?;
    }
    Ok(())
}

fn is_packed(desk: &mut Desk, file: &File) -> Result<bool, Cannot> {
    let value = desk.value(&file.path)?;
    Ok(matches!(&value, Value::Table(pairs) if pairs.iter().any(|pair| is_records(&pair.key))))
}

/// Records of one year go below the other's.
fn packed(desk: &mut Desk, kind: DocKind, into: &File, from: &File) -> Result<(), Cannot> {
    unnamed(desk, kind, from)?;
    let (one, two) = (desk.value(&into.path)?, desk.value(&from.path)?);
    let spec = spec_of(kind);
    let mut taken: Vec<String> = View::records(&one, spec, true).iter().filter_map(|record| record.text("id").map(str::to_owned)).collect();
    let mut ops = Vec::new();
    for record in View::records(&two, spec, true) {
        let own = record.text("id").unwrap_or_default();
        let new = id::unused(own, |id| taken.iter().any(|other| same(other, id)));
        let mut value = plain(record.value, Some(spec));
        if let Value::Table(pairs) = &mut value
            && let Some(pair) = pairs.iter_mut().find(|pair| pair.key == "id")
        {
            pair.value = Value::text(new.as_str());
        }
        taken.push(new);
        ops.push(Op::append(Place::top().key(records_key(&one)), value));
    }
    desk.edit(&into.path, kind, &ops)?;
    desk.remove(&from.path)?;
    desk.follows(&from.path, &into.path);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn renamings_do_not_meet() {
        let ids =
            |pairs: &[(&str, &str)]| pairs.iter().map(|(old, new)| ((*old).to_owned(), (*new).to_owned())).collect::<BTreeMap<_, _>>();
        for pairs in [&[("a", "b"), ("b", "c")][..], &[("a", "b"), ("b", "a")], &[("a", "b"), ("b", "c"), ("c", "a")], &[("x", "y")]] {
            let mut people: Vec<(String, String)> = pairs.iter().map(|(old, _)| ((*old).to_owned(), (*old).to_owned())).collect();
            for (_, old, new) in in_order(&ids(pairs)) {
                assert!(people.iter().all(|(_, now)| *now != new), "{pairs:?}");
                people.iter_mut().filter(|(_, now)| *now == old).for_each(|(_, now)| now.clone_from(&new));
            }
            let wanted: Vec<(String, String)> = pairs.iter().map(|(old, new)| ((*old).to_owned(), (*new).to_owned())).collect();
            assert_eq!(people, wanted);
        }
    }
}
