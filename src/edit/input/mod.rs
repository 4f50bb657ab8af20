//! What a person types for a field becomes the value that is written: forgiving about spelling, never guessing about what is meant.

mod complaint;
mod days;
mod nested;
mod numbers;
mod place;
#[cfg(test)]
mod tests;
mod words;

use std::borrow::Cow;

use chrono::NaiveDate;

use crate::form::choices::KeyLanguage;
use crate::form::reader::{fold_width, trim};
use crate::form::{FieldSpec, KindSpec, RecordSpec, Target};
use crate::model::money::Unit;
use crate::resolve::Names;
use crate::words::Lang;
use crate::world::World;

use super::op::{Op, Place};
use super::shape::same_key;
use super::value::Value;

pub use complaint::{Complaint, Named, Wrong, expected};
pub use nested::{find as find_field, from_json, record};
pub use numbers::{Doubt, doubt};
pub use place::{Assignment, assignment};
pub use words::{may_say_me, truth};

/// What is known where something is typed. Nothing here reads a clock or a file.
#[derive(Clone, Copy)]
pub struct Known<'a> {
    /// Settings, staff, regions, categories.
    pub world: &'a World,
    /// The key people of the customer, all of them; none where no customer is known yet.
    pub people: Option<&'a Names>,
    /// The customers, all of them; none: those of the world.
    pub customers: Option<&'a Names>,
    /// The id of who types, for `me`.
    pub me: Option<&'a str>,
    /// What `today` is.
    pub today: NaiveDate,
}

impl<'a> Known<'a> {
    /// The archive's own registers, and the day.
    #[must_use]
    pub const fn new(world: &'a World, today: NaiveDate) -> Self {
        Self { world, people: None, customers: None, me: None, today }
    }

    /// The same, with the key people of the customer that is written to.
    #[must_use]
    pub const fn people(self, people: &'a Names) -> Self {
        Self { people: Some(people), ..self }
    }

    /// The same, with all customers' ids and names.
    #[must_use]
    pub const fn customers(self, customers: &'a Names) -> Self {
        Self { customers: Some(customers), ..self }
    }

    /// The same, where it is known who types.
    #[must_use]
    pub const fn me(self, me: Option<&'a str>) -> Self {
        Self { me, ..self }
    }

    /// The register that references of this kind go to; none where it is not known here.
    #[must_use]
    pub fn names(&self, target: Target) -> Option<&'a Names> {
        match target {
            Target::Person => self.people,
            Target::Customer => self.customers.or_else(|| self.world.names(target)),
            other => self.world.names(other),
        }
    }

    /// Whether what is not in the register does not exist.
    #[must_use]
    pub fn is_complete(&self, target: Target) -> bool {
        match target {
            Target::Person => self.people.is_some(),
            Target::Customer => self.customers.is_some() || self.world.is_complete(target),
            other => self.world.is_complete(other),
        }
    }

    /// The language of the archive's texts.
    #[must_use]
    pub const fn lang(&self) -> Lang {
        self.world.lang
    }

    /// The unit of bare amounts.
    #[must_use]
    pub const fn unit(&self) -> Unit {
        self.world.unit
    }

    /// Whether keys and choices are written in Chinese (`company.keys = "zh"`).
    #[must_use]
    pub fn writes_labels(&self) -> bool {
        let company = self.world.settings.company.get();
        company.and_then(|company| company.keys.value()) == Some(KeyLanguage::Chinese)
    }
}

/// The value that a text is for a field of this kind. An empty text is an empty value ([`Value::is_blank`]): it empties the field. Keys
/// of nested tables are the form's own (`snake_case`), whatever was typed: who prints the document knows how it writes them.
///
/// # Errors
/// When the text is none; the complaint does not name the field yet ([`field`] does).
pub fn value(kind: &KindSpec, text: &str, cx: &Known<'_>) -> Result<Value, Complaint> {
    let text = &visible(text);
    let text = trim(text);
    if text.is_empty() {
        return Ok(Value::text(""));
    }
    match kind {
        KindSpec::Text => Ok(Value::text(text)),
        KindSpec::Phone => Ok(Value::text(trim(&fold_width(text)))),
        KindSpec::Integer { min, max } => numbers::integer(text, *min, *max),
        KindSpec::Number { min, max } => numbers::number(text, *min, *max),
        KindSpec::Money => numbers::money(text, cx.unit()),
        KindSpec::Percent { min, max } => numbers::percent(text, *min, *max),
        KindSpec::Date => days::day(text, cx.today).map(Value::day),
        KindSpec::Birth => days::birth(text, cx.today),
        KindSpec::Month => days::month(text, cx.today),
        KindSpec::Quarter => days::quarter(text, cx.today),
        KindSpec::Moment => days::moment(text, cx.today),
        KindSpec::Bool => words::truth(text).map(Value::truth),
        KindSpec::Choice(choice) => words::choice(choice, text, cx),
        KindSpec::Ref(target) => words::reference(*target, text, cx),
        KindSpec::Word(list) => words::word(list, text),
        KindSpec::List(inner) => nested::list(inner, text, cx).map(Value::list),
        KindSpec::OneOrMany(inner) => nested::list(inner, text, cx).map(nested::one_or_many),
        KindSpec::Record(spec) => nested::table(spec, text, cx),
        KindSpec::Section(spec) => nested::section(spec, text, cx),
        KindSpec::TextOrList(spec) => nested::text_or_list(spec, text, cx),
        KindSpec::Free(inner) => nested::free(Some(inner), text, cx),
        KindSpec::Raw => nested::free(None, text, cx),
    }
}

/// A text without what nobody types on purpose: control characters that come along when something is pasted. Lines end in a line feed.
fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(|c: char| c.is_control() && c != '\n' && c != '\t') {
        return Cow::Borrowed(text);
    }
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    Cow::Owned(lines.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect())
}

/// The value of a field from everything that was typed for it, in order. Lists take all of it, a table with free keys all pairs; of a field
/// that holds one value the last text counts.
///
/// # Errors
/// When one of the texts is none; the complaint names the field.
pub fn field<S: AsRef<str>>(spec: &FieldSpec, texts: &[S], cx: &Known<'_>) -> Result<Value, Complaint> {
    nested::all(&spec.kind, texts, cx).map_err(|complaint| complaint.of(spec))
}

/// A field with its value; a blank one empties the field.
pub type Filled = (&'static FieldSpec, Value);

/// What is filled in, by key in the form's order: a new record.
#[must_use]
pub fn pairs(spec: &'static RecordSpec, filled: Vec<Filled>) -> Vec<(&'static str, Value)> {
    let place = |field: &FieldSpec| spec.find(field.key).map_or(spec.fields.len(), |(at, _)| at);
    let mut out: Vec<(usize, (&'static str, Value))> =
        filled.into_iter().filter(|(_, value)| !value.is_blank()).map(|(field, value)| (place(field), (field.key, value))).collect();
    out.sort_by_key(|(at, _)| *at);
    out.into_iter().map(|(_, pair)| pair).collect()
}

/// The steps that fill in these fields of the table at a place. `now` is that table as it is: what is emptied is removed only where it is there,
/// and what says the same already is left as it is written.
#[must_use]
pub fn ops(spec: &'static RecordSpec, at: &Place, now: Option<&Value>, filled: Vec<Filled>) -> Vec<Op> {
    let there = |key: &str| match now {
        Some(Value::Table(pairs)) => pairs.iter().find(|pair| same_key(Some(spec), &pair.key, key)).map(|pair| &pair.value),
        _ => None,
    };
    let one = |(field, value): Filled| {
        let place = at.clone().key(field.key);
        match there(field.key) {
            Some(old) if old.same(&value) => None,
            None if value.is_blank() => None,
            Some(_) if value.is_blank() => Some(Op::remove(place)),
            _ => Some(Op::set(place, value)),
        }
    };
    filled.into_iter().filter_map(one).collect()
}

/// The kind of one of the organisation's own fields, by the word in `kehu.toml`; none: it has kinds of its own (`choice`, `email`).
#[must_use]
pub fn custom_kind(word: &str) -> Option<KindSpec> {
    Some(match word {
        "text" => KindSpec::Text,
        "integer" => KindSpec::Integer { min: i64::MIN, max: i64::MAX },
        "money" => KindSpec::Money,
        "percent" => KindSpec::Percent { min: i64::MIN, max: i64::MAX },
        "date" => KindSpec::Date,
        "month" => KindSpec::Month,
        "phone" => KindSpec::Phone,
        "staff" => KindSpec::Ref(Target::Staff),
        "person" => KindSpec::Ref(Target::Person),
        "customer" => KindSpec::Ref(Target::Customer),
        "list" => KindSpec::List(&KindSpec::Text),
        _ => return None,
    })
}

/// The value of one of the organisation's own fields.
///
/// # Errors
/// When the text is none.
pub fn custom(own: &crate::form::custom::CustomField, text: &str, cx: &Known<'_>) -> Result<Value, Complaint> {
    let done = match own.kind.as_str() {
        "choice" => words::own_choice(&own.choices, text),
        "email" => words::email(text),
        kind => value(&custom_kind(kind).unwrap_or(KindSpec::Text), text, cx),
    };
    done.map_err(|complaint| complaint.within(&own.label, &own.label))
}
