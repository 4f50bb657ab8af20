//! `set` and `add`: what `KEY=VALUE` does to a table of a document, and how that is said.

use crate::form::aliases::{self, Match};
use crate::form::{FieldSpec, KindSpec, RecordSpec, Target};
use crate::say;
use crate::words::Lang;

use super::input::{self, Complaint, Known, assignment, from_json};
use super::look::{View, below};
use super::op::{Op, Place, Step};
use super::shape::{Shape, child};
use super::splice;
use super::value::{Pair, Value};

/// A value is said in so many signs.
const SHOWN: usize = 24;

/// One field that gets another value.
#[derive(Clone, Debug)]
pub struct Changed {
    /// Where.
    pub place: Place,
    /// The table's form.
    pub table: &'static str,
    /// The field; none for free keys.
    pub key: Option<&'static str>,
    /// What was written, where it was one value.
    pub old: Option<String>,
    /// What is written, where it is one value.
    pub new: Option<String>,
    /// `关系状况 中立的 → 积极的`
    pub said: String,
}

/// What the assignments of one command come to.
#[derive(Clone, Debug, Default)]
pub struct Edits {
    /// The steps, one after the other.
    pub ops: Vec<Op>,
    /// What changes.
    pub changed: Vec<Changed>,
}

/// Where assignments go.
#[derive(Clone, Copy)]
pub struct Spot<'a> {
    /// The document as it is.
    pub document: &'a Value,
    /// Its form.
    pub shape: Shape,
    /// The table in it.
    pub place: &'a Place,
    /// That table's form.
    pub spec: &'static RecordSpec,
}

impl Spot<'_> {
    fn top<'v>(&self, document: &'v Value) -> View<'v> {
        View { value: document, table: Some(self.shape.spec), place: Place::top() }
    }
}

/// What each `KEY=VALUE` changes, one after the other; what is so already changes nothing.
///
/// # Errors
/// When a key or value is none.
pub fn set(spot: Spot<'_>, pairs: &[String], known: &Known<'_>) -> Result<Edits, Complaint> {
    let mut now = spot.document.clone();
    let mut out = Edits::default();
    for pair in pairs {
        let empty = Value::Table(Vec::new());
        let table = spot.top(&now).at(spot.place).map_or(&empty, |view| view.value);
        let given = assignment(spot.spec, pair, table, known)?;
        let place = below(spot.place, given.place);
        let view = spot.top(&now).at(&place);
        let kind = given.field.map(|field| kind_at(field, &place));
        if is_same(view.as_ref().map(|view| view.value), &given.value, kind.as_ref(), known) {
            continue;
        }
        let one = |value: &Value| match value {
            Value::Scalar(scalar) if !value.is_blank() => Some(scalar.text.clone()),
            _ => None,
        };
        let old = view.as_ref().map(|view| shown(view.value, kind.as_ref(), known));
        let (from, to) = (old.unwrap_or_default(), shown(&given.value, kind.as_ref(), known));
        let label = given.field.map_or_else(|| last_key(&place), |field| field.label(known.lang()).to_owned());
        let (table, _) = spot.shape.at(&Place(place.0[..place.0.len() - 1].to_vec()));
        out.changed.push(Changed {
            table: table.map_or("", |table| table.name),
            key: given.field.map(|field| field.key),
            old: view.as_ref().and_then(|view| one(view.value)),
            new: one(&given.value),
            said: told(&label, &from, &to, known.lang()),
            place: place.clone(),
        });
        let op = if given.value.is_blank() { Op::remove(place) } else { Op::set(place, given.value) };
        if splice::take(&mut now, spot.shape, &op).is_some() {
            out.ops.push(op);
        }
    }
    Ok(out)
}

/// `关系状况 中立的 → 积极的`
fn told(label: &str, from: &str, to: &str, lang: Lang) -> String {
    let none = say!(lang, "无", "none");
    let or_none = |text: &str| if text.is_empty() { none.clone() } else { text.to_owned() };
    format!("{label} {} → {}", or_none(from), or_none(to))
}

fn last_key(place: &Place) -> String {
    let key = place.0.iter().rev().find_map(|step| match step {
        Step::Key(key) => Some(key.clone()),
        Step::At(_) => None,
    });
    key.unwrap_or_default()
}

/// The kind of what stands at a place of a field: the field's own, or that of an element of its list.
fn kind_at(field: &FieldSpec, place: &Place) -> KindSpec {
    match (&field.kind, place.0.last()) {
        (KindSpec::List(inner) | KindSpec::OneOrMany(inner), Some(Step::At(_))) => **inner,
        (KindSpec::TextOrList(spec), Some(Step::At(_))) => KindSpec::Record(spec),
        (kind, _) => *kind,
    }
}

/// Whether a field says already what it is to say: `积极的` is `positive`, a name is its id.
pub(super) fn is_same(now: Option<&Value>, new: &Value, kind: Option<&KindSpec>, known: &Known<'_>) -> bool {
    let Some(now) = now.filter(|now| !now.is_blank()) else { return new.is_blank() };
    if new.is_blank() {
        return false;
    }
    let canonical = |value: &Value| kind.and_then(|kind| from_json(kind, value, known).ok()).unwrap_or_else(|| value.clone());
    now.same(new) || canonical(now).same(&canonical(new))
}

/// A value in words for people.
#[must_use]
pub fn shown(value: &Value, kind: Option<&KindSpec>, known: &Known<'_>) -> String {
    let lang = known.lang();
    match (value, kind) {
        (Value::Scalar(_), _) if value.is_blank() => String::new(),
        (Value::Scalar(scalar), Some(KindSpec::List(inner) | KindSpec::OneOrMany(inner))) => shown_text(&scalar.text, Some(inner), known),
        (Value::Scalar(scalar), kind) => shown_text(&scalar.text, kind, known),
        (Value::List(items), kind) => {
            let inner = match kind {
                Some(KindSpec::List(inner) | KindSpec::OneOrMany(inner)) => Some(**inner),
                Some(KindSpec::TextOrList(spec)) => Some(KindSpec::Record(spec)),
                _ => None,
            };
            short(&lang.join(items.iter().map(|item| shown(&item.value, inner.as_ref(), known))))
        }
        (Value::Table(pairs), kind) => {
            let spec = kind.and_then(child);
            let naming = ["name", "person", "staff", "project", "what", "text", "content", "date", "year"];
            let named = |key: &&str| pairs.iter().find(|pair| super::shape::same_key(spec, &pair.key, key));
            let first = naming.iter().find_map(named).or_else(|| pairs.first());
            let kind = |pair: &Pair| spec.and_then(|spec| spec.find(&pair.key)).map(|(_, field)| field.kind);
            first.map_or_else(String::new, |pair| shown(&pair.value, kind(pair).as_ref(), known))
        }
    }
}

fn shown_text(text: &str, kind: Option<&KindSpec>, known: &Known<'_>) -> String {
    let text = text.trim();
    match kind {
        Some(KindSpec::Choice(choice)) => match aliases::find(choice, text) {
            Match::Value(at) | Match::Alias(at) => choice.options[at].label(known.lang()).to_owned(),
            Match::Suggest(_) => text.to_owned(),
        },
        Some(KindSpec::Ref(target)) => known.names(*target).map_or(text, |names| names.called(text)).to_owned(),
        Some(KindSpec::Percent { .. }) => format!("{}%", text.trim_end_matches('%')),
        _ => short(text),
    }
}

/// A text on one line, cut where it is long.
#[must_use]
pub fn short(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= SHOWN {
        return line;
    }
    line.chars().take(SHOWN - 1).chain(['…']).collect()
}

/// One more of a list: what is appended, and how it is said.
///
/// # Errors
/// When there is no such list, or a value is none for it.
pub fn add(spot: Spot<'_>, list: &str, words: &[String], known: &Known<'_>) -> Result<Result<Edits, NoList>, Complaint> {
    let empty = Value::Table(Vec::new());
    let here = spot.top(spot.document).at(spot.place).map_or(&empty, |view| view.value);
    let given = assignment(spot.spec, &format!("{list}="), here, known)?;
    let Some(field) = given.field else { return Ok(Err(NoList::Free)) };
    let place = below(spot.place, given.place);
    let now = spot.top(spot.document).at(&place);
    let inner = match kind_at(field, &place) {
        KindSpec::List(inner) | KindSpec::OneOrMany(inner) => *inner,
        KindSpec::TextOrList(spec) => KindSpec::Record(spec),
        _ => return Ok(Err(NoList::Single(field))),
    };
    let mut out = Edits::default();
    let label = field.label(known.lang());
    for value in elements(&inner, words, known).map_err(|complaint| complaint.of(field))? {
        let there = now.iter().flat_map(|view| view.elements()).map(|item| &item.value).chain(now.iter().map(|view| view.value));
        if there.into_iter().any(|one| is_same(Some(one), &value, Some(&inner), known)) {
            continue;
        }
        let said = format!("{label} {}", shown(&value, Some(&inner), known));
        out.changed.push(Changed { place: place.clone(), table: "", key: Some(field.key), old: None, new: None, said });
        out.ops.push(appended(now.as_ref(), &place, &inner, value));
    }
    Ok(Ok(out))
}

/// Why nothing can be added.
#[derive(Clone, Copy, Debug)]
pub enum NoList {
    /// The field holds one value.
    Single(&'static FieldSpec),
    /// The key is nobody's list.
    Free,
}

/// The elements that the words say: one table of all `KEY=VALUE`, else a value a word.
fn elements(inner: &KindSpec, words: &[String], known: &Known<'_>) -> Result<Vec<Value>, Complaint> {
    let KindSpec::Record(spec) = inner else {
        return words.iter().map(|word| input::value(inner, word, known)).collect();
    };
    let mut pairs: Vec<Pair> = Vec::new();
    for word in words {
        let Some(at) = word.find(['=', '＝']) else { return Err(Complaint::new(word, input::Wrong::NoEquals)) };
        let text = Value::text(word[at..].trim_start_matches(['=', '＝']));
        let key = word[..at].trim();
        match pairs.iter_mut().find(|pair| pair.key == key) {
            Some(pair) => pair.value = Value::list([pair.value.clone(), text]),
            None => pairs.push(Pair::new(key, text)),
        }
    }
    Ok(vec![input::record(spec, &pairs, known)?])
}

/// The step that appends. A text where a list of tables may stand becomes the first of them.
fn appended(now: Option<&View<'_>>, place: &Place, inner: &KindSpec, value: Value) -> Op {
    let table = child(inner).filter(|spec| spec.find("text").is_some());
    match now.and_then(View::scalar) {
        Some(text) if table.is_some() => Op::set(place.clone(), Value::list([Value::table([("text", Value::text(text))]), value])),
        _ => Op::append(place.clone(), value),
    }
}

/// Whether a reference to this may stand somewhere in a value of this kind.
#[must_use]
pub fn kind_holds(kind: &KindSpec, target: Target) -> bool {
    match kind {
        KindSpec::Ref(of) => *of == target,
        KindSpec::List(inner) | KindSpec::OneOrMany(inner) | KindSpec::Free(inner) => kind_holds(inner, target),
        KindSpec::Record(spec) | KindSpec::Section(spec) | KindSpec::TextOrList(spec) => {
            spec.fields.iter().any(|field| kind_holds(&field.kind, target))
        }
        _ => false,
    }
}

/// Keys of a plan that tell progress: free of approval (PLN-04).
const PROGRESS: &[&str] = &[
    "next",
    "status",
    "progress",
    "done_on",
    "note",
    "stage",
    "stage_log",
    "outcome",
    "decided_on",
    "reason",
    "actual_contract",
    "actual_revenue",
    "actual_profit",
    "filed_on",
    "revisions",
    "approved_by",
    "approved_on",
];

/// Whether a step in a plan changes its substance, which takes an approved adjustment.
#[must_use]
pub fn is_substance(op: &Op) -> bool {
    !op.place.0.iter().any(|step| matches!(step, Step::Key(key) if tells_progress(key)))
}

/// Whether a key of a plan tells progress, which takes no adjustment.
#[must_use]
pub fn tells_progress(key: &str) -> bool {
    PROGRESS.contains(&key)
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::archive::DocKind;
    use crate::form::choices::KeyLanguage;
    use crate::source::{Arena, Syntax, parse};
    use crate::world::World;

    fn read(text: &str) -> Value {
        Value::of(&parse(Syntax::Yaml, text, &Arena::new()).root)
    }

    fn with<T>(kind: DocKind, text: &str, place: Place, work: impl FnOnce(Spot<'_>, &Known<'_>) -> T) -> T {
        let world = World::default();
        let known = Known::new(&world, NaiveDate::from_ymd_opt(2026, 7, 29).expect("a real day"));
        let shape = Shape { spec: kind.spec().expect("a form"), packed: kind.may_be_packed(), keys: KeyLanguage::English };
        let document = read(text);
        let (table, field) = shape.at(&place);
        let spec = field.and_then(|field| child(&field.kind)).or(table).expect("a table");
        work(Spot { document: &document, shape, place: &place, spec }, &known)
    }

    fn said(kind: DocKind, text: &str, place: Place, pairs: &[&str]) -> Vec<String> {
        let pairs: Vec<String> = pairs.iter().map(|pair| (*pair).to_owned()).collect();
        with(kind, text, place, |spot, known| set(spot, &pairs, known).expect("right").changed.into_iter().map(|one| one.said).collect())
    }

    #[test]
    fn what_is_so_already_changes_nothing() {
        let row = "people:\n- {id: a, 关系状况: 中立的, role: [user], assessed_on: 2026-07-01}\n";
        let place = || Place::top().key("people").at(0);
        assert!(
            said(DocKind::KeyPeople, row, place(), &["status=neutral", "角色作用=使用者", "assessed_on=2026-07-01", "evidence="])
                .is_empty()
        );
        let changed = said(DocKind::KeyPeople, row, place(), &["status=积极的", "evidence=互访", "role="]);
        assert_eq!(changed, ["关系状况 中立的 → 积极的", "依据 无 → 互访", "角色作用 使用者 → 无"]);
    }

    #[test]
    fn lists_get_one_more_and_none_twice() {
        let words = |list: &[&str]| list.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        let added = |kind, text: &str, list: &str, given: &[&str]| {
            with(kind, text, Place::top(), |spot, known| add(spot, list, &words(given), known).expect("right").expect("a list").ops)
        };
        let ops = added(DocKind::Customer, "key_account: [national]\n", "key_account", &["全国客户", "长期客户"]);
        assert_eq!(ops.len(), 1, "{ops:?}");
        let ops = added(DocKind::Customer, "{}", "竞争对手", &["name=虹桥", "优势=价格低，班组多"]);
        assert_eq!(ops[0].place, Place::top().key("competitors"));
        let ops = added(DocKind::Plan, "plan: {objectives: 满意度}\n", "plan.objectives", &["text=份额"]);
        assert!(matches!(&ops[0].act, crate::edit::op::Act::Set(Value::List(items)) if items.len() == 2), "{ops:?}");
        with(DocKind::Customer, "{}", Place::top(), |spot, known| {
            assert!(matches!(add(spot, "tier", &words(&["vip"]), known), Ok(Err(NoList::Single(_)))));
            assert!(add(spot, "competitor", &words(&["x=1"]), known).is_err());
        });
    }

    #[test]
    fn progress_of_a_plan_is_no_substance() {
        let at = |way: &[&str]| Op::remove(way.iter().fold(Place::top(), |place, key| place.key(*key)));
        assert!(is_substance(&at(&["contact_plan", "lines", "ours"])) && is_substance(&at(&["revenue_plan", "lines", "win_rate"])));
        assert!(
            !is_substance(&at(&["contact_plan", "lines", "next"])) && !is_substance(&at(&["revenue_plan", "lines", "stage_log", "date"]))
        );
    }
}
