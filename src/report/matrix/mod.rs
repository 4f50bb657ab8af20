//! `kehu matrix`: who of ours has to do with whom of theirs. For machines a row a pair; for people a grid a customer, with what it shows of
//! coverage, of relations that hang on one person, and of the pace of the contact plan.

mod grid;
mod row;

use chrono::NaiveDate;

use crate::analysis::matrix::{self, Theirs};
use crate::archive::{CustomerFolder, DocKind, Loaded};
use crate::form::Target;
use crate::form::kind::{Kind, Shown};
use crate::query::matching::Subject;
use crate::query::{Query, Wanted};
use crate::render::table::{Cell, Column, Table};
use crate::report::hints::first_customer;
use crate::rules::registry;
use crate::say;
use crate::words::{Lang, words};
use crate::world::World;

pub use grid::{grids, parts};

/// The documents that the answer rests on.
const NEEDED: &[DocKind] =
    &[DocKind::Settings, DocKind::Staff, DocKind::Customer, DocKind::KeyPeople, DocKind::Plan, DocKind::ContactReport];

/// What stands for the relation to a person whom nobody knows.
const NOBODY: &str = "none";

/// What is asked for.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// The plan's year; contacts are counted in it.
    pub year: i32,
    /// The day: what is later counts nowhere.
    pub today: NaiveDate,
    /// Which customers, persons and pairs.
    pub query: &'a Query,
}

/// A customer with those of its people that are asked for.
pub struct Found<'a> {
    /// Whose they are.
    pub folder: &'a CustomerFolder,
    /// The people, with the ties that are asked for.
    pub people: Vec<Theirs<'a>>,
}

/// What is asked for, over the customers.
pub struct Matrices<'a> {
    /// Settings, names, policy.
    pub world: &'a World,
    /// The year and the day.
    pub asked: Asked<'a>,
    /// The customers with anybody.
    pub found: Vec<Found<'a>>,
    /// Customers that are asked for and have no key people yet.
    pub without: Vec<&'a CustomerFolder>,
    /// Documents that the answer needed and that could not be read: path and reason.
    pub unread: Vec<(String, String)>,
    customers: usize,
}

/// Looks for it.
#[must_use]
pub fn find<'a>(loaded: &'a Loaded, asked: Asked<'a>) -> Matrices<'a> {
    let world = &loaded.world;
    let mut out = Matrices {
        world,
        asked,
        found: Vec::new(),
        without: Vec::new(),
        unread: unread(loaded, &asked),
        customers: loaded.customers.len(),
    };
    let about = about_customers(asked.query, true);
    for folder in &loaded.customers {
        let mut people = matrix::of(folder, asked.year, asked.today);
        if people.is_empty() {
            let broken = folder.has_unread(DocKind::KeyPeople);
            if !broken && about.matches_customer(world, folder, asked.today) {
                out.without.push(folder);
            }
            continue;
        }
        if !asked.query.is_empty() {
            people.retain_mut(|person| keep(person, folder, world, &asked));
        }
        if !people.is_empty() {
            out.found.push(Found { folder, people });
        }
    }
    out
}

/// Keeps the ties that are asked for; false where the person is not, neither with anybody nor as a hole.
fn keep(person: &mut Theirs<'_>, folder: &CustomerFolder, world: &World, asked: &Asked<'_>) -> bool {
    let row = person.row;
    let wanted = |pair: &row::Pair<'_>| asked.query.matches(&Subject { world, folder: Some(folder), row: Some(pair), today: asked.today });
    if person.ties.is_empty() {
        return wanted(&row::Pair::of(row, None, world));
    }
    person.ties.retain(|tie| wanted(&row::Pair::of(row, Some(tie), world)));
    !person.ties.is_empty()
}

/// The terms that speak of customers: the others cannot be judged by a document that was not read. A free word may name either.
fn about_customers(query: &Query, with_words: bool) -> Query {
    let keep = |key: Option<&str>| key.map_or(with_words, |key| !row::is_of_rows(key));
    Query { terms: query.terms.iter().filter(|term| keep(term.key)).cloned().collect() }
}

/// Documents that the answer needed and that could not be read whole, of the customers that are asked for.
fn unread(loaded: &Loaded, asked: &Asked<'_>) -> Vec<(String, String)> {
    let (world, day) = (&loaded.world, asked.today);
    let named = about_customers(asked.query, true);
    // Where no customer is called as a free word says, the word is a person's name, and nobody knows whose.
    let is_word = |term: &crate::query::Term| term.key.is_none() && matches!(term.wanted, Wanted::Words(_));
    let has_word = named.terms.iter().any(is_word);
    let of_customers = match has_word && !loaded.customers.iter().any(|folder| named.matches_customer(world, folder, day)) {
        true => about_customers(asked.query, false),
        false => named,
    };
    let year = asked.year.to_string();
    let needed = |kind: DocKind, path: &str| {
        let stem = path.rsplit('/').next().and_then(|name| name.split('.').next());
        NEEDED.contains(&kind) && (kind != DocKind::Plan || stem == Some(year.as_str()))
    };
    // Where the profile could not be read nobody knows whether the customer is meant: its documents are named.
    let unknown = |folder: &CustomerFolder| folder.profile.as_ref().is_none_or(|doc| !doc.whole);
    let wanted =
        |folder: &&CustomerFolder| !folder.broken.is_empty() && (unknown(folder) || of_customers.matches_customer(world, folder, day));
    let own = loaded.customers.iter().filter(wanted).flat_map(|folder| &folder.broken);
    let paths: Vec<&str> = own.chain(&world.broken).filter(|(kind, path)| needed(*kind, path)).map(|(_, path)| &**path).collect();
    let named = loaded.unread.iter().filter(|one| paths.contains(&&*one.path));
    named.map(|one| (one.path.to_string(), one.reason.clone())).collect()
}

impl Matrices<'_> {
    /// The pace below which a line is behind, where the policy judges it (F6-08).
    #[must_use]
    pub fn least(&self) -> Option<i64> {
        let rule = registry::find("F6-08")?;
        self.world.policy.is_in_force(rule).then(|| self.world.policy.number(rule, "min_pace"))
    }

    fn staff(&self, id: &str) -> String {
        self.world.name_of(Target::Staff, id).unwrap_or_else(|| id.to_owned())
    }

    const fn lang(&self) -> Lang {
        self.world.lang
    }

    /// What to do where there is nothing to show.
    #[must_use]
    pub fn hints(&self) -> Vec<String> {
        let lang = self.lang();
        if !self.found.is_empty() {
            return Vec::new();
        }
        if self.customers == 0 {
            return vec![first_customer(lang)];
        }
        if let [first, ..] = self.without[..] {
            let id = &first.id;
            return vec![say!(
                lang,
                "还没有登记关键人物：用 `kehu add-contact {id} 姓名 --role decision_maker` 登记",
                "no key people yet: enter them with `kehu add-contact {id} NAME --role decision_maker`"
            )];
        }
        vec![say!(
            lang,
            "没有符合条件的人物：`kehu list people` 列出全部关键人物",
            "nobody fits the query: `kehu list people` lists all key people"
        )]
    }
}

/// A row a person and one of ours; of a person whom nobody knows one row without anybody of ours.
#[must_use]
pub fn table(matrices: &Matrices<'_>) -> Table {
    let column = |key: &'static str, zh, en| Column::new(key, words(zh, en));
    let mut table = Table::new(vec![
        column("customer", "客户", "customer"),
        column("person", "编号", "person"),
        column("name", "人物", "name"),
        column("role", "角色作用", "role"),
        column("status", "关系状况", "status"),
        column("staff", "我方人员", "staff"),
        column("relation", "联系", "relation"),
        column("planned", "计划次数", "planned"),
        column("actual", "实际次数", "actual"),
        column("next", "下一次联系", "next"),
        column("last", "最近接触", "last"),
    ]);
    let shown = Shown { lang: matrices.lang(), machine: true, name: &|_, _| None };
    for found in &matrices.found {
        for Theirs { row, ties } in &found.people {
            let person = || {
                let role = row.role.get().map_or(Cell::Empty, |role| role.cell(&shown));
                let status = row.status.value().map(|status| Cell::text(status.key()));
                vec![Cell::text(&*found.folder.id), Cell::text(row.key()), Cell::text(row.called()), role, status.into()]
            };
            table.rows.extend(ties.iter().map(|tie| {
                let mut cells = person();
                cells.extend([Cell::text(tie.staff), tie.relation.key().into(), tie.planned.map(Cell::Int).into(), Cell::Int(tie.actual)]);
                cells.extend([tie.next.into(), tie.last.into()]);
                cells
            }));
            if ties.is_empty() {
                let mut cells = person();
                cells.extend([Cell::Empty, NOBODY.into(), Cell::Empty, Cell::Int(0)]);
                table.rows.push(cells);
            }
        }
    }
    table.hints = matrices.hints();
    table.unread = matrices.unread.clone();
    table
}
