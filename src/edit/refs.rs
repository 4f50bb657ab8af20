//! Where a document names something: every reference of its form, in all its tables and the organisation's own fields, and the few texts
//! that are names by what the format says of them.

use crate::form::{FieldSpec, KindSpec, RecordSpec, Target};
use crate::world::World;

use super::input::custom_kind;
use super::look::is_records;
use super::op::{Act, Op, Place, Step};
use super::value::{Pair, Value};

/// A reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Where it stands.
    pub place: Place,
    /// What is written.
    pub text: String,
    /// Whether the place may be empty: an element of a list of several, or a key that is not required.
    pub spare: bool,
    /// The field.
    pub key: &'static str,
}

/// Keys of texts that name something exactly: table, key, what.
const TEXTS: &[(&str, &str, Target)] = &[
    ("kehu.regions", "manager", Target::Staff),
    ("kehu.ignore", "customer", Target::Customer),
    ("customer.preferences", "approved_by", Target::Staff),
    ("customer.gifts", "approved_by", Target::Staff),
    ("market.items", "customer", Target::Customer),
    ("staff.staff", "region", Target::Region),
    ("submissions.submissions", "unit", Target::Unit),
];

/// Keys of texts that name a project of the same customer's revenue plans.
pub const PROJECTS: &[(&str, &str)] = &[("plan.action_plan.actions", "project"), ("contact-report", "project")];

/// Keys of texts that name a survey of the same customer by its file.
pub const SURVEYS: &[(&str, &str)] = &[("plan.action_plan.actions", "survey")];

/// Keys of texts that name a competitor of the same customer.
pub const COMPETITORS: &[(&str, &str)] = &[("key-people.people.competitor_ties", "competitor")];

/// What is looked for.
#[derive(Clone, Copy)]
pub enum Sought<'a> {
    /// References to something of a register.
    Of(Target),
    /// The texts of these keys of these tables.
    Texts(&'a [(&'a str, &'a str)]),
}

/// Whether a document of this form can name such a thing at all.
#[must_use]
pub fn may_name(spec: &'static RecordSpec, target: Target, world: &World) -> bool {
    let own = |key: &str| {
        let word = match target {
            Target::Staff => "staff",
            Target::Person => "person",
            Target::Customer => "customer",
            _ => return false,
        };
        world.custom.of(key).any(|field| field.kind == word)
    };
    let text = |field: &FieldSpec| TEXTS.iter().any(|(table, key, of)| *of == target && *table == spec.name && *key == field.key);
    own(spec.name) || spec.fields.iter().any(|field| text(field) || kind_names(&field.kind, target, world))
}

fn kind_names(kind: &KindSpec, target: Target, world: &World) -> bool {
    match kind {
        KindSpec::Ref(of) => *of == target,
        KindSpec::List(inner) | KindSpec::OneOrMany(inner) | KindSpec::Free(inner) => kind_names(inner, target, world),
        KindSpec::Record(spec) | KindSpec::Section(spec) | KindSpec::TextOrList(spec) => may_name(spec, target, world),
        _ => false,
    }
}

/// Every place of a document that names something of this kind, in the order of the document; `is` says whether a text is it.
#[must_use]
pub fn mentions(
    value: &Value,
    spec: &'static RecordSpec,
    packed: bool,
    sought: Sought<'_>,
    world: &World,
    is: &dyn Fn(&str) -> bool,
) -> Vec<Mention> {
    let mut search = Search { sought, world, is, out: Vec::new() };
    search.top(value, spec, packed);
    search.out
}

struct Search<'a> {
    sought: Sought<'a>,
    world: &'a World,
    is: &'a dyn Fn(&str) -> bool,
    out: Vec<Mention>,
}

impl Search<'_> {
    fn top(&mut self, value: &Value, spec: &'static RecordSpec, packed: bool) {
        let Value::Table(pairs) = value else { return };
        for pair in pairs.iter().filter(|pair| packed && is_records(&pair.key)) {
            let Value::List(items) = &pair.value else { continue };
            for (at, item) in items.iter().enumerate() {
                self.table(&item.value, spec, &Place::top().key(pair.key.as_str()).at(at));
            }
        }
        self.table(value, spec, &Place::top());
    }

    fn table(&mut self, value: &Value, spec: &'static RecordSpec, place: &Place) {
        let Value::Table(pairs) = value else { return };
        for pair in pairs {
            if let Some((_, field)) = spec.find(&pair.key) {
                let place = place.clone().key(field.key);
                if self.is_named_text(spec, field) {
                    self.take(&pair.value, &place, !is_needed(field), field.key);
                } else {
                    self.value(&pair.value, &field.kind, &place, !is_needed(field), field.key);
                }
            } else if let Some(own) = self.world.custom.find(spec.name, &pair.key)
                && let Some(kind) = custom_kind(&own.kind)
            {
                self.value(&pair.value, &kind, &place.clone().key(pair.key.as_str()), true, "");
            }
        }
    }

    fn is_named_text(&self, spec: &RecordSpec, field: &FieldSpec) -> bool {
        match self.sought {
            Sought::Of(target) => TEXTS.iter().any(|(table, key, of)| *of == target && *table == spec.name && *key == field.key),
            Sought::Texts(keys) => keys.contains(&(spec.name, field.key)),
        }
    }

    fn value(&mut self, value: &Value, kind: &KindSpec, place: &Place, spare: bool, key: &'static str) {
        match (kind, value) {
            (KindSpec::List(inner) | KindSpec::OneOrMany(inner), Value::List(items)) => {
                for (at, item) in items.iter().enumerate() {
                    self.value(&item.value, inner, &place.clone().at(at), spare || items.len() > 1, key);
                }
            }
            (KindSpec::List(inner) | KindSpec::OneOrMany(inner), one) => self.value(one, inner, place, spare, key),
            (KindSpec::Record(spec) | KindSpec::Section(spec), table) => self.table(table, spec, place),
            (KindSpec::TextOrList(spec), Value::List(items)) => {
                for (at, item) in items.iter().enumerate() {
                    self.table(&item.value, spec, &place.clone().at(at));
                }
            }
            (KindSpec::Free(inner), Value::Table(pairs)) => {
                for pair in pairs {
                    self.value(&pair.value, inner, &place.clone().key(pair.key.as_str()), true, key);
                }
            }
            (KindSpec::Ref(target), _) if matches!(self.sought, Sought::Of(of) if of == *target) => self.take(value, place, spare, key),
            _ => {}
        }
    }

    fn take(&mut self, value: &Value, place: &Place, spare: bool, key: &'static str) {
        if let Value::Scalar(scalar) = value
            && (self.is)(scalar.text.trim())
        {
            self.out.push(Mention { place: place.clone(), text: scalar.text.trim().to_owned(), spare, key });
        }
    }
}

fn is_needed(field: &FieldSpec) -> bool {
    field.need == crate::form::Need::Required
}

/// Steps that write `new` at each of these places. In a list that names `new` already, the other one goes: `same_as_new` says so. The steps
/// are in such an order that the places of later ones stay right.
#[must_use]
pub fn replaced(value: &Value, shape: super::shape::Shape, places: &[Mention], new: &str, is_new: &dyn Fn(&str) -> bool) -> Vec<Op> {
    let mut now = value.clone();
    let mut out = Vec::new();
    for mention in places.iter().rev() {
        let act = if has_twin(&now, shape, &mention.place, is_new) { Act::Remove } else { Act::Set(Value::text(new)) };
        let op = Op { place: mention.place.clone(), act };
        if super::splice::take(&mut now, shape, &op).is_some() {
            out.push(op);
        }
    }
    out
}

/// Whether the list around a place names something that is the new one already.
fn has_twin(value: &Value, shape: super::shape::Shape, place: &Place, is_new: &dyn Fn(&str) -> bool) -> bool {
    let Some((Step::At(own), way)) = place.0.split_last() else { return false };
    let list = super::look::View { value, table: Some(shape.spec), place: Place::top() }.at(&Place(way.to_vec()));
    let Some(list) = list else { return false };
    let text = |value: &Value| matches!(value, Value::Scalar(scalar) if is_new(scalar.text.trim()));
    list.elements().iter().enumerate().any(|(at, item)| at != *own && text(&item.value))
}

/// The pairs of a table without one key.
#[must_use]
pub fn without(pairs: &[Pair], table: Option<&'static RecordSpec>, key: &str) -> Vec<Pair> {
    pairs.iter().filter(|pair| !super::shape::same_key(table, &pair.key, key)).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::DocKind;
    use crate::edit::shape::Shape;
    use crate::form::choices::KeyLanguage;
    use crate::source::{Arena, Syntax, parse};

    fn read(text: &str) -> Value {
        Value::of(&parse(Syntax::Yaml, text, &Arena::new()).root)
    }

    fn shape(kind: DocKind) -> Shape {
        Shape { spec: kind.spec().expect("a form"), packed: kind.may_be_packed(), keys: KeyLanguage::English }
    }

    fn found(kind: DocKind, text: &str, target: Target, name: &str) -> usize {
        let shape = shape(kind);
        mentions(&read(text), shape.spec, shape.packed, Sought::Of(target), &World::default(), &|text| text == name).len()
    }

    #[test]
    fn references_are_found_wherever_the_form_has_them() {
        let plan = "author: a\nguided_by: b\n客户接触计划:\n  抄送: [a, b]\n  接触安排:\n  - {ours: a, person: p}\naction_plan:\n  actions:\n  - {owner: a, what: a, counterpart: p}\n";
        assert_eq!(found(DocKind::Plan, plan, Target::Staff, "a"), 4);
        assert_eq!(found(DocKind::Plan, plan, Target::Person, "p"), 2);
        let packed = "records:\n- {id: x, people: p}\n- {id: y, people: [q, p]}\n";
        assert_eq!(found(DocKind::ContactReport, packed, Target::Person, "p"), 2);
        let people = "people:\n- {id: p, reports_to: q, influences: [q, r]}\n";
        assert_eq!(found(DocKind::KeyPeople, people, Target::Person, "q"), 2);
        assert_eq!(found(DocKind::Customer, "sites:\n- contacts: [{person: q}]\ngifts:\n- {person: q}\n", Target::Person, "q"), 2);
        assert_eq!(found(DocKind::Targets, "products:\n- {customer: c, staff: a}\n", Target::Customer, "c"), 1);
    }

    #[test]
    fn a_list_does_not_get_the_same_name_twice() {
        let shape = shape(DocKind::ContactReport);
        let value = read("people: [p, q, p]\nours: p\n");
        let places = mentions(&value, shape.spec, true, Sought::Of(Target::Person), &World::default(), &|text| text == "p");
        let ops = replaced(&value, shape, &places, "q", &|text| text == "q");
        let mut now = value;
        ops.iter().for_each(|op| crate::edit::splice::take(&mut now, shape, op).expect("there"));
        assert!(now.same(&read("people: [q]\nours: p\n")), "{now:?}");
    }

    #[test]
    fn kinds_of_documents_that_cannot_name_it_are_left_closed() {
        let world = World::default();
        let may = |kind: DocKind, target| may_name(kind.spec().expect("a form"), target, &world);
        assert!(
            may(DocKind::Customer, Target::Customer) && may(DocKind::Settings, Target::Staff) && may(DocKind::Market, Target::Customer)
        );
        assert!(!may(DocKind::Insight, Target::Person) && !may(DocKind::Plan, Target::Customer) && !may(DocKind::Person, Target::Staff));
    }
}
