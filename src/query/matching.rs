//! What a term means for a customer, or for a row of one of its forms.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::analysis::contacts::Contacts;
use crate::analysis::coverage;
use crate::archive::{CustomerFolder, DocKind};
use crate::form::Record;
use crate::form::aliases::{self, Match};
use crate::form::field::AnyField;
use crate::form::kind::Shown;
use crate::form::spec::{ChoiceSpec, FieldSpec, KindSpec, Target};
use crate::model::money::Money;
use crate::pinyin;
use crate::render::table::Cell;
use crate::resolve::fold;
use crate::world::World;

use super::{Query, Term, Wanted};

/// What a query looks at.
#[derive(Clone, Copy)]
pub struct Subject<'a> {
    /// Names of staff, regions, categories.
    pub world: &'a World,
    /// The customer; none for what belongs to no customer.
    pub folder: Option<&'a CustomerFolder>,
    /// A row of one of its forms.
    pub row: Option<&'a dyn Row>,
    /// The day: what is later counts nowhere.
    pub today: NaiveDate,
}

/// A record without its type.
pub trait Row {
    /// Visits every field with its declaration.
    fn visit(&self, visit: &mut dyn FnMut(&'static FieldSpec, &dyn AnyField));
}

impl<R: Record> Row for R {
    fn visit(&self, visit: &mut dyn FnMut(&'static FieldSpec, &dyn AnyField)) {
        self.each(visit);
    }
}

impl Query {
    /// Whether all terms hold.
    #[must_use]
    pub fn matches(&self, subject: &Subject<'_>) -> bool {
        self.terms.iter().all(|term| holds(term, subject) != term.not)
    }

    /// The kinds of a customer's documents that tell whether it is meant, together with those that the answer itself rests on:
    /// thousands of customers need not be read whole.
    #[must_use]
    pub fn kinds(&self, own: &[DocKind]) -> Vec<DocKind> {
        let asked = self.terms.iter().filter_map(|term| term.key).flat_map(|key| match key {
            "role" | "status" | "person" | "coverage" => &[DocKind::KeyPeople][..],
            "owner" | "year" => &[DocKind::Plan],
            "staff" => &[DocKind::Plan, DocKind::KeyPeople],
            "last_contact" => &[DocKind::ContactReport],
            _ => &[],
        });
        let mut kinds: Vec<DocKind> = own.iter().chain(asked).chain(&[DocKind::Customer]).copied().collect();
        // What names a person is read against the list of them.
        if kinds.iter().any(|kind| matches!(kind, DocKind::Plan | DocKind::ContactReport)) {
            kinds.push(DocKind::KeyPeople);
        }
        kinds.sort_unstable();
        kinds.dedup();
        kinds
    }

    /// Whether the customer is meant, as far as anybody knows: where its profile could not be read it may be. What could not be read of it is
    /// named then.
    #[must_use]
    pub fn may_mean(&self, world: &World, folder: &CustomerFolder, today: NaiveDate) -> bool {
        folder.profile.as_ref().is_none_or(|doc| !doc.whole) || self.matches_customer(world, folder, today)
    }

    /// Whether the terms that speak of the customer hold: for documents that need not be looked into otherwise.
    #[must_use]
    pub fn matches_customer(&self, world: &World, folder: &CustomerFolder, today: NaiveDate) -> bool {
        self.matches(&Subject { world, folder: Some(folder), row: None, today })
    }
}

/// A value that a term is held against.
enum Facet {
    /// Words that the value answers to.
    Words(Vec<String>),
    /// A choice: key, label or alias, whole.
    Choice(&'static ChoiceSpec, &'static str),
    /// A day.
    Day(NaiveDate),
    /// A number.
    Number(Decimal),
    /// An amount.
    Amount(Money),
}

fn holds(term: &Term, subject: &Subject<'_>) -> bool {
    let Some(key) = term.key else { return free_word(term, subject) };
    let facets = facets(key, subject);
    match &term.wanted {
        Wanted::Never => facets.is_empty(),
        Wanted::Words(words) => words.iter().any(|word| facets.iter().any(|facet| fits(facet, word, subject.today))),
        Wanted::Range(from, to) => facets.iter().any(|facet| lies_in(facet, from.as_deref(), to.as_deref(), subject)),
    }
}

fn fits(facet: &Facet, word: &str, today: NaiveDate) -> bool {
    match facet {
        Facet::Words(words) => {
            let key = fold(word);
            words.iter().any(|one| fold(one).contains(&key))
        }
        Facet::Choice(choice, key) => match aliases::find(choice, word) {
            Match::Value(at) | Match::Alias(at) => choice.options[at].key == *key,
            Match::Suggest(_) => false,
        },
        Facet::Day(day) => {
            super::day(word, false, today).is_some_and(|first| first <= *day)
                && super::day(word, true, today).is_some_and(|last| *day <= last)
        }
        Facet::Number(number) => word.trim_end_matches('%').parse::<Decimal>().is_ok_and(|wanted| wanted == *number),
        Facet::Amount(money) => Money::parse(word, crate::model::money::Unit::Yuan).is_ok_and(|(wanted, _)| wanted == *money),
    }
}

fn lies_in(facet: &Facet, from: Option<&str>, to: Option<&str>, subject: &Subject<'_>) -> bool {
    match facet {
        Facet::Day(day) => {
            let after = from.is_none_or(|text| super::day(text, false, subject.today).is_some_and(|first| first <= *day));
            after && to.is_none_or(|text| super::day(text, true, subject.today).is_some_and(|last| *day <= last))
        }
        Facet::Number(number) => {
            let parse = |text: &str| text.trim_end_matches('%').parse::<Decimal>().ok();
            from.is_none_or(|text| parse(text).is_some_and(|low| low <= *number))
                && to.is_none_or(|text| parse(text).is_some_and(|high| *number <= high))
        }
        Facet::Amount(money) => {
            let parse = |text: &str| Money::parse(text, subject.world.unit).ok().map(|(money, _)| money);
            from.is_none_or(|text| parse(text).is_some_and(|low| low <= *money))
                && to.is_none_or(|text| parse(text).is_some_and(|high| *money <= high))
        }
        Facet::Words(_) | Facet::Choice(..) => false,
    }
}

/// The values that a key names: the row's own field, else the customer's.
fn facets(key: &str, subject: &Subject<'_>) -> Vec<Facet> {
    let mut out = Vec::new();
    let mut has_field = false;
    if let Some(row) = subject.row {
        row.visit(&mut |spec, field| {
            let named = spec.key == key || (key == "staff" && is_staff(&spec.kind));
            if named {
                has_field = true;
                out.extend(of_field(spec, field, subject.world));
            }
        });
    }
    if !has_field && let Some(folder) = subject.folder {
        out.extend(of_customer(key, folder, subject));
    }
    out
}

fn is_staff(kind: &KindSpec) -> bool {
    match kind {
        KindSpec::Ref(Target::Staff) => true,
        KindSpec::List(inner) | KindSpec::OneOrMany(inner) => is_staff(inner),
        _ => false,
    }
}

fn of_field(spec: &FieldSpec, field: &dyn AnyField, world: &World) -> Vec<Facet> {
    let name = |target: Target, id: &str| world.name_of(target, id);
    let shown = Shown { lang: world.lang, machine: true, name: &name };
    let cell = field.cell(&shown);
    let people = Shown { machine: false, ..shown };
    let words = |cell: Cell, other: Cell| Facet::Words(vec![cell.raw().into_owned(), other.raw().into_owned()]);
    match (&spec.kind, cell) {
        (_, Cell::Empty) => Vec::new(),
        (_, Cell::Date(day)) => vec![Facet::Day(day)],
        (_, Cell::Int(number)) => vec![Facet::Number(Decimal::from(number)), Facet::Words(vec![number.to_string()])],
        (_, Cell::Percent(percent)) => vec![Facet::Number(percent.value())],
        (_, Cell::Money(money)) => vec![Facet::Amount(money)],
        (KindSpec::Choice(choice), cell) => choice_facet(choice, &cell.raw()),
        (KindSpec::OneOrMany(KindSpec::Choice(choice)) | KindSpec::List(KindSpec::Choice(choice)), Cell::List(keys)) => {
            keys.iter().flat_map(|key| choice_facet(choice, key)).collect()
        }
        (_, cell) => vec![words(cell, field.cell(&people))],
    }
}

fn choice_facet(choice: &'static ChoiceSpec, key: &str) -> Vec<Facet> {
    choice.options.iter().find(|option| option.key == key).map(|option| Facet::Choice(choice, option.key)).into_iter().collect()
}

fn of_customer(key: &str, folder: &CustomerFolder, subject: &Subject<'_>) -> Vec<Facet> {
    let world = subject.world;
    let profile = folder.profile.as_ref().map(|doc| &doc.record);
    let field = |key: &str| {
        let mut out = Vec::new();
        if let Some(record) = profile {
            record.each(&mut |spec, field| {
                if spec.key == key {
                    out = of_field(spec, field, world);
                }
            });
        }
        out
    };
    match key {
        "am" => field("account_manager"),
        "customer" => vec![Facet::Words(names_of(folder))],
        "role" | "status" | "person" => of_people(key, folder, subject),
        "owner" | "staff" => of_staff(key, folder, world),
        "year" => folder.plans.iter().filter_map(|doc| doc.year()).map(|year| Facet::Number(Decimal::from(year))).collect(),
        "last_contact" => Contacts::of(folder, Some(subject.today)).last().map(Facet::Day).into_iter().collect(),
        "verified_on" => {
            let stamps = profile.and_then(|record| record.verified.get());
            let newest = stamps
                .into_iter()
                .flat_map(|list| list.iter())
                .filter_map(|stamp| stamp.date.value())
                .filter(|day| *day <= subject.today)
                .max();
            newest.map(Facet::Day).into_iter().collect()
        }
        "last_updated" => {
            let updated = profile.and_then(|record| world.updated_on(&folder.id, record));
            updated.map(|update| Facet::Day(update.day)).into_iter().collect()
        }
        "coverage" => {
            let share = coverage::coverage(folder.people_on(Some(subject.today))).percent();
            share.map(|share| Facet::Number(share.value())).into_iter().collect()
        }
        other => field(other),
    }
}

fn of_people(key: &str, folder: &CustomerFolder, subject: &Subject<'_>) -> Vec<Facet> {
    let mut out = Vec::new();
    for row in folder.people_on(Some(subject.today)) {
        if key == "person" {
            out.push(Facet::Words(vec![row.key().to_owned(), row.called().to_owned()]));
            continue;
        }
        row.each(&mut |spec, field| {
            if spec.key == key {
                out.extend(of_field(spec, field, subject.world));
            }
        });
    }
    out
}

/// Our people of a customer: who executes its actions (`owner`), or anyone who has to do with it (`staff`).
fn of_staff(key: &str, folder: &CustomerFolder, world: &World) -> Vec<Facet> {
    let mut ids: Vec<&str> = Vec::new();
    for doc in &folder.plans {
        let actions = doc.record.action_plan.get().and_then(|plan| plan.actions.get());
        ids.extend(actions.into_iter().flat_map(|list| list.iter()).filter_map(|action| action.owner.get().map(|staff| &*staff.id)));
        if key == "staff" {
            let lines = doc.record.contact_plan.get().and_then(|plan| plan.lines.get());
            ids.extend(lines.into_iter().flat_map(|list| list.iter()).filter_map(|line| line.ours.get().map(|staff| &*staff.id)));
        }
    }
    if key == "staff" {
        let record = folder.profile.as_ref().map(|doc| &doc.record);
        ids.extend(record.and_then(|record| record.account_manager.get()).map(|staff| &*staff.id));
        let team = record.and_then(|record| record.team.get());
        ids.extend(team.into_iter().flat_map(|list| list.iter()).filter_map(|member| member.staff.get().map(|staff| &*staff.id)));
        let rows = folder.key_people.as_ref().and_then(|doc| doc.record.people.get());
        ids.extend(rows.into_iter().flat_map(|list| list.iter()).flat_map(|row| row.our_ids()));
    }
    ids.sort_unstable();
    ids.dedup();
    let words = |id: &str| Facet::Words(vec![id.to_owned(), world.name_of(Target::Staff, id).unwrap_or_default()]);
    ids.into_iter().map(words).collect()
}

/// The names that a customer answers to.
fn names_of(folder: &CustomerFolder) -> Vec<String> {
    let record = folder.profile.as_ref().map(|doc| &doc.record);
    let text = |field: Option<&crate::form::kind::Text>| field.map(|text| text.to_string());
    let unit = text(record.and_then(|record| record.unit_name.get()));
    let short = text(record.and_then(|record| record.short_name.get()));
    [Some(folder.id.to_string()), short, unit].into_iter().flatten().collect()
}

/// A free word matches names: of the customer, and of what the row is called.
fn free_word(term: &Term, subject: &Subject<'_>) -> bool {
    let Wanted::Words(words) = &term.wanted else { return false };
    let mut names = subject.folder.map(names_of).unwrap_or_default();
    if let Some(row) = subject.row {
        row.visit(&mut |spec, field| {
            if matches!(spec.key, "id" | "name" | "project" | "what" | "person" | "people" | "title" | "unit" | "topic" | "issue") {
                let name = |target: Target, id: &str| {
                    let person = || subject.folder.and_then(|folder| folder.people_names.label_of(id)).map(str::to_owned);
                    if target == Target::Person { person() } else { subject.world.name_of(target, id) }
                };
                let shown = Shown { lang: subject.world.lang, machine: false, name: &name };
                names.push(field.cell(&shown).raw().into_owned());
            }
        });
    }
    words.iter().all(|word| {
        let key = fold(word);
        names.iter().any(|name| fold(name).contains(&key) || pinyin::matches(name, word))
    })
}
