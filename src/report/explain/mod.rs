//! `kehu explain`: a rule, a form, a field, or the list of all rules, as a page for reading.

pub(in crate::report) mod families;
mod form;
mod remarks;
mod rule;

use crate::archive::DocKind;
use crate::form::spec::{FieldSpec, KindSpec, RecordSpec};
use crate::render::document::{Block, Document};
use crate::resolve::{NEAR, fold, likest, ranked};
use crate::rules::{Rule, registry};
use crate::words::Lang;
use crate::world::World;

pub use families::{FAMILIES, name as family_name};
pub use form::{kind_words, place, records};
pub(in crate::report) use remarks::in_both_languages;
pub(in crate::report) use rule::{default_words, preset_words, whose};
pub use rule::{level_words, list, short_level, source_words, when_words};

/// What is explained to whom.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// Language of the page.
    pub lang: Lang,
    /// The archive in which it was asked: parameters, levels, own fields. None outside an archive.
    pub world: Option<&'a World>,
}

/// What can be explained.
#[derive(Clone, Copy)]
pub enum Topic {
    /// A rule.
    Rule(&'static Rule),
    /// A family of rules.
    Family(&'static str),
    /// A form.
    Form(DocKind),
    /// A table of a form.
    Record(&'static RecordSpec),
    /// A field of a form.
    Field(&'static RecordSpec, &'static FieldSpec),
}

/// Finds what a word means.
///
/// # Errors
/// With the rules, forms and fields that come near, best first; may be empty.
pub fn find(word: &str) -> Result<Topic, Vec<String>> {
    let upper = fold(word).to_uppercase();
    if let Some(rule) = registry::find(&upper) {
        return Ok(Topic::Rule(rule));
    }
    if let Some((family, _)) = FAMILIES.iter().find(|(family, _)| *family == upper) {
        return Ok(Topic::Family(family));
    }
    if let Some(kind) = DocKind::named(word) {
        return Ok(Topic::Form(kind));
    }
    let folded = fold(word);
    let all = form::everything();
    let exact = all.iter().find(|(name, _)| fold(name) == folded);
    if let Some((_, topic)) = exact {
        return Ok(*topic);
    }
    match short(&folded) {
        Some(topic) => Ok(topic),
        None => Err(nearest(&folded)),
    }
}

/// `plan.win_rate`, `customer.机构名称`: a field of a table inside the form, where only one has that name.
fn short(word: &str) -> Option<Topic> {
    let (form, name) = word.split_once('.')?;
    let kind = DocKind::named(form)?;
    let mut found = None;
    for spec in records(kind) {
        let field = spec.fields.iter().find(|field| [field.key, field.zh].iter().chain(field.also).any(|one| fold(one) == name));
        if let Some(field) = field {
            if found.is_some() {
                return None;
            }
            found = Some(Topic::Field(spec, field));
        }
    }
    found
}

/// Rules, forms and fields whose name is alike, best first, at most five.
fn nearest(word: &str) -> Vec<String> {
    let everything = form::everything();
    let rules = registry::all().map(|rule| (rule.id, rule.title.zh));
    let families = FAMILIES.iter().map(|(family, _)| (*family, *family));
    let all = rules.chain(families).chain(everything.iter().map(|(name, _)| (&**name, &**name)));
    let near: Vec<_> = ranked(all, NEAR, |(name, other)| likest(word, [*name, *other])).collect();
    // Beside a name that is clearly meant, others only confuse.
    let best = near.first().map_or(0.0, |(name, other)| likest(word, [*name, *other]));
    let near = near.into_iter().filter(|(name, other)| likest(word, [*name, *other]) > best - 0.1);
    near.map(|(name, _)| name.to_owned()).take(5).collect()
}

/// The forms whose name is most alike, else all of them.
#[must_use]
pub fn near_forms(word: &str) -> Vec<&'static str> {
    let folded = fold(word);
    let names = || DocKind::FORMS.iter().filter_map(|kind| kind.form_name());
    let near: Vec<&'static str> = ranked(names(), NEAR, |name| likest(&folded, [*name])).take(3).collect();
    if near.is_empty() { names().collect() } else { near }
}

/// The page about a topic.
#[must_use]
pub fn page(topic: Topic, asked: Asked<'_>) -> Document {
    let mut page = Document::default();
    match topic {
        Topic::Rule(one) => rule::page(one, asked, &mut page),
        Topic::Family(family) => {
            page.heading(1, format!("{family} {}", family_name(family).get(asked.lang)));
            page.push(Block::Table(list(registry::all().filter(|rule| rule.family() == family), asked)));
        }
        Topic::Form(kind) => form::page(kind, asked, &mut page),
        Topic::Record(spec) => form::record(spec, 1, asked, &mut page),
        Topic::Field(spec, field) => form::field(spec, field, asked, &mut page),
    }
    page
}

/// The list of all rules.
#[must_use]
pub fn index(asked: Asked<'_>) -> Document {
    let mut page = Document::default();
    page.push(Block::Table(list(registry::all(), asked)));
    page
}

/// The table inside a field, through lists.
#[must_use]
pub fn inner(kind: &KindSpec) -> Option<&'static RecordSpec> {
    match kind {
        KindSpec::Record(spec) | KindSpec::Section(spec) | KindSpec::TextOrList(spec) => Some(spec),
        KindSpec::List(kind) | KindSpec::OneOrMany(kind) | KindSpec::Free(kind) => inner(kind),
        _ => None,
    }
}
