//! What became of one document, in words: field by field, row by row.

use crate::archive::DocKind;
use crate::form::spec::{FieldSpec, KindSpec};
use crate::render::table::Cell;
use crate::say;
use crate::words::Lang;

use super::pair::{pairs, telling};
use super::row::{Item, Own, Row};
use super::{Change, Whose};

/// Texts up to this many signs are told whole; of longer ones what differs.
const WHOLE: usize = 40;
/// So many signs of a long text are told around what differs.
const AROUND: usize = 6;
/// Lists up to this many values are told whole.
const FEW: usize = 4;
/// So many values are told of a row that came or went.
const TOLD: usize = 4;

/// Tells what became of one document.
pub(super) struct Teller<'a> {
    pub(super) lang: Lang,
    pub(super) whose: &'a Whose,
    pub(super) kind: DocKind,
    pub(super) path: &'a str,
    pub(super) out: Vec<Change>,
}

/// Where in a document: whom or what it is about, the keys on the way, whether it is personal data.
#[derive(Clone, Default)]
pub(super) struct Place {
    pub(super) subject: String,
    pub(super) keys: Vec<&'static str>,
    labels: Vec<&'static str>,
    hidden: bool,
}

impl Place {
    /// The top of a document that is called so.
    pub(super) fn top(subject: impl Into<String>) -> Self {
        Self { subject: subject.into(), ..Self::default() }
    }

    fn below(&self, spec: &'static FieldSpec) -> Self {
        let mut out = self.clone();
        out.keys.push(spec.key);
        out.hidden |= spec.sensitive;
        out
    }
}

/// One field's values.
struct Values {
    before: Option<String>,
    after: Option<String>,
}

impl Teller<'_> {
    /// Two records of one form.
    pub(super) fn rows(&mut self, before: &Row, after: &Row, place: &Place) {
        let (mut old, mut new) = (before.items.iter().peekable(), after.items.iter().peekable());
        // Both are in the form's order.
        for spec in after.spec.fields {
            match (old.next_if(|item| item.spec.is(spec)), new.next_if(|item| item.spec.is(spec))) {
                (None, None) => {}
                (old, new) => self.field(spec, old, new, place),
            }
        }
        self.own(&before.own, &after.own, place);
    }

    fn field(&mut self, spec: &'static FieldSpec, old: Option<&Item>, new: Option<&Item>, place: &Place) {
        let rows = |item: Option<&Item>| item.is_some_and(|item| !item.rows.is_empty());
        let one = old.or(new).is_some_and(Item::is_one);
        // A text where a table was, or the other way round: as a whole.
        let apart =
            (rows(old) && new.is_some_and(|item| item.rows.is_empty())) || (rows(new) && old.is_some_and(|item| item.rows.is_empty()));
        if apart || !(rows(old) || rows(new)) {
            return self.value(spec, old, new, place);
        }
        let (old, new) = (old.map_or(&[][..], |item| &item.rows), new.map_or(&[][..], |item| &item.rows));
        let below = place.below(spec);
        if one {
            let inner = Place { labels: [&place.labels[..], &[spec.label(self.lang)]].concat(), ..below };
            let Some(there) = new.first().or(old.first()) else { return };
            let empty = Row::empty(there.spec);
            return self.rows(old.first().unwrap_or(&empty), new.first().unwrap_or(&empty), &inner);
        }
        for (old, new) in pairs(old, new) {
            match (old, new) {
                (Some(old), Some(new)) if old.is_same(new) => {}
                (Some(old), Some(new)) => {
                    let subject = self.called(new, &below);
                    self.rows(old, new, &Place { subject, labels: Vec::new(), ..below.clone() });
                }
                (None, Some(new)) => self.came(new, &below, true),
                (Some(old), None) => self.came(old, &below, false),
                (None, None) => {}
            }
        }
    }

    /// A row came or went.
    fn came(&mut self, row: &Row, place: &Place, came: bool) {
        let lang = self.lang;
        let subject = self.called(row, place);
        let brief = if place.hidden { String::new() } else { brief(row, lang) };
        let brief = if brief.is_empty() { brief } else { say!(lang, "（{brief}）", " ({brief})") };
        let (kind, text) = match (row.spec.name, came) {
            ("key-people.people", true) => {
                ("joined", say!(lang, "新增关键人物：{subject}{brief}", "{subject} joined the key people{brief}"))
            }
            ("key-people.people", false) => {
                ("left", say!(lang, "关键人物不再列入：{subject}{brief}", "{subject} is no longer among the key people{brief}"))
            }
            ("plan.revenue_plan.lines", true) => ("project_added", say!(lang, "{subject}：新增{brief}", "{subject}: added{brief}")),
            ("plan.revenue_plan.lines", false) => ("project_removed", say!(lang, "{subject}：删去{brief}", "{subject}: removed{brief}")),
            (_, true) => ("added", say!(lang, "{subject}：新增{brief}", "{subject}: added{brief}")),
            (_, false) => ("removed", say!(lang, "{subject}：删去{brief}", "{subject}: removed{brief}")),
        };
        self.push(kind, subject, &place.keys, Values { before: None, after: None }, text);
    }

    /// A value became another.
    fn value(&mut self, spec: &'static FieldSpec, old: Option<&Item>, new: Option<&Item>, place: &Place) {
        if let (Some(old), Some(new)) = (old, new)
            && old.rows.is_empty()
            && new.rows.is_empty()
            && old.is_same(new)
        {
            return;
        }
        let below = place.below(spec);
        let kind = kind_of(below.keys.as_slice(), self.kind, old, new);
        let text = self.said(spec, old, new, &below, kind);
        let raw = |item: Option<&Item>| item.filter(|_| !below.hidden).map(|item| item.cell.raw().into_owned());
        let values = Values { before: raw(old), after: raw(new) };
        self.push(kind, below.subject.clone(), &below.keys, values, text);
    }

    fn said(&self, spec: &'static FieldSpec, old: Option<&Item>, new: Option<&Item>, place: &Place, kind: &str) -> String {
        let lang = self.lang;
        let label = [&place.labels[..], &[spec.label(lang)]].concat().join(say!(lang, "·", ", ").as_str());
        let what = match (place.subject.as_str(), lang) {
            ("", _) => label,
            (subject, Lang::Zh) => format!("{subject}，{label}"),
            (subject, Lang::En) => format!("{subject}, {label}"),
        };
        if place.hidden {
            return say!(lang, "{what}：已改（限阅，不显示）", "{what}: changed (restricted, not shown)");
        }
        let said = |item: Option<&Item>| item.map(|item| item.said(lang)).unwrap_or_default();
        if kind == "closed" {
            return say!(lang, "{}：办结（{}）", "{}: closed ({})", place.subject, said(new));
        }
        if kind == "left" {
            return say!(lang, "{}：离职（{}）", "{}: left ({})", place.subject, said(new));
        }
        let (old_text, new_text) = match (old, new) {
            (Some(old), Some(new)) if is_many(spec, old, new) => return listed(&what, old, new, lang),
            (old, new) => around(&said(old), &said(new)),
        };
        let nothing = |text: String| if text.is_empty() { say!(lang, "无", "nothing") } else { text };
        say!(lang, "{what}：{} → {}", "{what}: {} → {}", nothing(old_text), nothing(new_text))
    }

    fn own(&mut self, before: &[Own], after: &[Own], place: &Place) {
        let lang = self.lang;
        let gone = before.iter().filter(|own| !after.iter().any(|other| other.key == own.key));
        for own in after.iter().chain(gone) {
            let of = |list: &[Own]| list.iter().find(|other| other.key == own.key).map(|own| own.text.to_string());
            let (old, new) = (of(before), of(after));
            if old == new {
                continue;
            }
            let what =
                if place.subject.is_empty() { own.label.to_string() } else { say!(lang, "{}，{}", "{}, {}", place.subject, own.label) };
            let hidden = own.sensitive || place.hidden;
            let text = if hidden {
                say!(lang, "{what}：已改（限阅，不显示）", "{what}: changed (restricted, not shown)")
            } else {
                let (old, new) = around(old.as_deref().unwrap_or_default(), new.as_deref().unwrap_or_default());
                let nothing = |text: String| if text.is_empty() { say!(lang, "无", "nothing") } else { text };
                say!(lang, "{what}：{} → {}", "{what}: {} → {}", nothing(old), nothing(new))
            };
            let shown = |value: Option<String>| value.filter(|_| !hidden);
            let values = Values { before: shown(old), after: shown(new) };
            let field = place.keys.iter().copied().chain([&*own.key]).collect::<Vec<_>>();
            self.push("changed", place.subject.clone(), &field, values, text);
        }
    }

    /// What a row of a list is called: a person by name, anything else by what it is and what tells it apart.
    fn called(&self, row: &Row, place: &Place) -> String {
        let lang = self.lang;
        let name = row.said("name", lang);
        let own = if matches!(row.spec.name, "key-people.people" | "staff.staff") && !name.is_empty() {
            name
        } else {
            let told = |keys: &&[&str]| {
                let parts: Vec<String> = keys.iter().map(|key| row.said(key, lang)).filter(|text| !text.is_empty()).collect();
                (!parts.is_empty()).then(|| parts.join(" "))
            };
            // What it is rather than its number.
            let what = row.spec.find("what").map(|_| row.said("what", lang)).filter(|text| !text.is_empty());
            let name = what.or_else(|| telling(row.spec.name).iter().find_map(told)).unwrap_or_default();
            let (label, name) = (row.spec.title.get(lang), if place.hidden { String::new() } else { shorten(&name, WHOLE) });
            match (name.as_str(), lang) {
                ("", _) => label.to_owned(),
                (name, Lang::Zh) => format!("{label}「{name}」"),
                (name, Lang::En) => format!("{label} “{name}”"),
            }
        };
        match (place.subject.as_str(), lang) {
            ("", _) => own,
            (outer, Lang::Zh) => format!("{outer}，{own}"),
            (outer, Lang::En) => format!("{outer}, {own}"),
        }
    }

    /// One change of this document.
    pub(super) fn note(&mut self, kind: &'static str, subject: impl Into<String>, text: String) {
        self.push(kind, subject.into(), &[], Values { before: None, after: None }, text);
    }

    fn push(&mut self, kind: &'static str, subject: String, keys: &[&str], values: Values, text: String) {
        self.out.push(Change {
            customer: self.whose.id.clone(),
            path: self.path.to_owned(),
            kind,
            subject,
            field: keys.join("."),
            before: values.before,
            after: values.after,
            text,
        });
    }
}

/// What kind of change it is that a field has another value.
fn kind_of(keys: &[&str], kind: DocKind, old: Option<&Item>, new: Option<&Item>) -> &'static str {
    let came = old.is_none() && new.is_some();
    match (kind, keys) {
        (DocKind::KeyPeople, ["people", "status"]) => "status",
        (DocKind::KeyPeople, ["people", "role"]) => "role",
        (DocKind::KeyPeople, ["people", "title"]) => "title",
        (DocKind::KeyPeople, ["people", "left_on"]) if came => "left",
        (DocKind::Plan, ["revenue_plan", "lines", "win_rate"]) => "win_rate",
        (DocKind::Plan, ["revenue_plan", "lines", "contract"]) => "contract",
        (DocKind::Plan, ["revenue_plan", "lines", "outcome"]) => "outcome",
        (DocKind::Complaint, ["closed_at"])
        | (DocKind::Feedback | DocKind::Incident | DocKind::Suggestion, ["closed_on"])
        | (DocKind::Loan, ["returned_on"])
            if came =>
        {
            "closed"
        }
        _ => "changed",
    }
}

/// Whether two lists are too long to be told whole.
fn is_many(spec: &FieldSpec, old: &Item, new: &Item) -> bool {
    let list = matches!(spec.kind, KindSpec::List(_) | KindSpec::OneOrMany(_) | KindSpec::Free(_) | KindSpec::Raw);
    list && count(old).max(count(new)) > if matches!(spec.kind, KindSpec::Raw) { 0 } else { FEW }
}

fn count(item: &Item) -> usize {
    if let Cell::List(values) = &item.cell { values.len() } else { 1 }
}

/// Which values of a list came and went.
fn listed(what: &str, old: &Item, new: &Item, lang: Lang) -> String {
    let without = |a: &[String], b: &[String]| lang.join(a.iter().filter(|one| !b.contains(one)));
    let (old, new) = (old.shown(lang), new.shown(lang));
    let (came, went) = (without(&new, &old), without(&old, &new));
    match (came.is_empty(), went.is_empty()) {
        (true, true) => say!(lang, "{what}：次数不同", "{what}: as many times no more"),
        (false, true) => say!(lang, "{what}：加上 {came}", "{what}: with {came}"),
        (true, false) => say!(lang, "{what}：去掉 {went}", "{what}: without {went}"),
        (false, false) => say!(lang, "{what}：{went} → {came}", "{what}: {went} → {came}"),
    }
}

/// The first values of a row that came or went.
pub(super) fn brief(row: &Row, lang: Lang) -> String {
    let naming: Vec<&str> = telling(row.spec.name).iter().flat_map(|keys| keys.iter().copied()).chain(["what", "unit_name"]).collect();
    let told = row.items.iter().filter(|item| !item.spec.sensitive && item.rows.is_empty() && !naming.contains(&item.spec.key));
    let told = told.filter(|item| !matches!(item.cell, Cell::Empty)).take(TOLD);
    let sign = match lang {
        Lang::Zh => "，",
        Lang::En => ", ",
    };
    told.map(|item| shorten(&item.said(lang), WHOLE)).collect::<Vec<_>>().join(sign)
}

/// So many signs of a text.
pub(super) fn shorten(text: &str, most: usize) -> String {
    if text.chars().count() <= most { text.to_owned() } else { text.chars().take(most).chain(['…']).collect() }
}

/// Two texts; of long ones what differs, and a little around it.
fn around(old: &str, new: &str) -> (String, String) {
    let (a, b): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
    if a.len().max(b.len()) <= WHOLE || a.is_empty() || b.is_empty() {
        return (shorten(old, 2 * WHOLE), shorten(new, 2 * WHOLE));
    }
    let start = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let rest = a.len().min(b.len()) - start;
    let end = a.iter().rev().zip(b.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
    let cut = |text: &[char]| {
        let (from, to) = (start.saturating_sub(AROUND), (text.len() - end + AROUND).min(text.len()));
        let middle: String = text[from..to].iter().collect();
        let middle = shorten(&middle, 2 * WHOLE);
        let (head, tail) = (if from > 0 { "…" } else { "" }, if to < text.len() && !middle.ends_with('…') { "…" } else { "" });
        format!("{head}{middle}{tail}")
    };
    (cut(&a), cut(&b))
}

#[cfg(test)]
mod tests {
    use super::around;

    #[test]
    fn of_long_texts_what_differs() {
        assert_eq!(around("甲", "乙"), ("甲".to_owned(), "乙".to_owned()));
        let long = "春城片区的份额要到百分之六十，采购中心由消极转为中立，满意度不低于九十分，行动见附表七";
        let (old, new) = around(long, &long.replace("六十", "七十五"));
        assert_eq!((old.as_str(), new.as_str()), ("…额要到百分之六十，采购中心由…", "…额要到百分之七十五，采购中心由…"));
    }
}
