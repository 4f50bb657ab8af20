//! Lists and tables in one text: `甲、乙`, `KEY=VALUE,KEY=VALUE`, JSON.

use crate::edit::json;
use crate::edit::value::{Pair, Value};
use crate::form::reader::trim;
use crate::form::{FieldSpec, KindSpec, RecordSpec};
use crate::resolve;
use crate::source::Form;

use super::complaint::{Complaint, Named, Wrong, expected};
use super::{Known, custom, value, words};

/// Signs between the elements of a list.
const BETWEEN: [char; 8] = [',', '，', '、', ';', '；', '\n', '\r', '|'];

/// The value of a field from all its texts.
pub(super) fn all<S: AsRef<str>>(kind: &KindSpec, texts: &[S], cx: &Known<'_>) -> Result<Value, Complaint> {
    let (rest, last) = match texts {
        [] => return Ok(Value::text("")),
        [rest @ .., last] => (rest, last.as_ref()),
    };
    if rest.is_empty() {
        return value(kind, last, cx);
    }
    let texts = || texts.iter().map(AsRef::as_ref);
    match kind {
        KindSpec::List(inner) => Ok(Value::list(lists(inner, texts(), cx)?)),
        KindSpec::OneOrMany(inner) => Ok(one_or_many(lists(inner, texts(), cx)?)),
        KindSpec::Free(_) | KindSpec::Raw => {
            let mut pairs: Vec<Pair> = Vec::new();
            for text in texts() {
                if let Value::Table(more) = value(kind, text, cx)? {
                    pairs.retain(|pair| !more.iter().any(|new| new.key == pair.key));
                    pairs.extend(more);
                }
            }
            Ok(Value::Table(pairs))
        }
        KindSpec::TextOrList(spec) if texts().all(|text| begins(spec, text, cx)) => {
            lists(&KindSpec::Record(spec), texts(), cx).map(Value::list)
        }
        _ => value(kind, last, cx),
    }
}

fn lists<'t>(inner: &KindSpec, texts: impl Iterator<Item = &'t str>, cx: &Known<'_>) -> Result<Vec<Value>, Complaint> {
    let mut out = Vec::new();
    for text in texts {
        out.extend(list(inner, trim(text), cx)?);
    }
    Ok(out)
}

/// The elements of a list.
pub(super) fn list(inner: &KindSpec, text: &str, cx: &Known<'_>) -> Result<Vec<Value>, Complaint> {
    if text.is_empty() {
        return Ok(Vec::new());
    }
    if text.starts_with('[') || (text.starts_with('{') && !matches!(inner, KindSpec::Text)) {
        match (json::parse(text), inner) {
            (Ok(Value::List(items)), _) => return items.iter().map(|item| from_json(inner, &item.value, cx)).collect(),
            (Ok(one), _) => return from_json(inner, &one, cx).map(|one| vec![one]),
            // A text may begin so.
            (Err(_), KindSpec::Text) => {}
            (Err(broken), _) => return Err(Complaint::new(text, Wrong::Json(broken))),
        }
    }
    match inner {
        KindSpec::Record(spec) => groups(text, true).into_iter().map(|pairs| table_of(spec, pairs?, cx)).collect(),
        // One name may hold such a sign itself.
        KindSpec::Choice(choice) if words::is_choice(choice, text) => value(inner, text, cx).map(|one| vec![one]),
        KindSpec::Ref(target) if words::is_known(*target, text, cx) => value(inner, text, cx).map(|one| vec![one]),
        _ => parts(text, matches!(inner, KindSpec::Money | KindSpec::Number { .. } | KindSpec::Integer { .. }))
            .iter()
            .filter(|part| !part.is_empty())
            .map(|part| value(inner, part, cx))
            .collect(),
    }
}

/// One value alone, else a list.
pub(super) fn one_or_many(mut values: Vec<Value>) -> Value {
    match values.len() {
        1 => values.remove(0),
        _ => Value::list(values),
    }
}

/// The parts of a list; what stands in quotation marks is one. Numbers have commas of their own.
fn parts(text: &str, numbers: bool) -> Vec<String> {
    let mut out = vec![String::new()];
    let mut quoted = None;
    for c in text.chars() {
        let here = out.last_mut().expect("it begins with one");
        match quoted {
            Some(close) if c == close => quoted = None,
            Some(_) => here.push(c),
            None if trim(here).is_empty() && closing(c).is_some() && text.contains(closing(c).unwrap_or(c)) => {
                here.clear();
                quoted = closing(c);
            }
            None if BETWEEN.contains(&c) && !(numbers && c == ',') => out.push(String::new()),
            None => here.push(c),
        }
    }
    out.iter().map(|part| trim(part).to_owned()).collect()
}

/// The mark that ends what this one begins.
const fn closing(c: char) -> Option<char> {
    match c {
        '"' => Some('"'),
        '“' => Some('”'),
        _ => None,
    }
}

/// A table: `KEY=VALUE,KEY=VALUE` or JSON.
pub(super) fn table(spec: &'static RecordSpec, text: &str, cx: &Known<'_>) -> Result<Value, Complaint> {
    if text.starts_with('{') {
        let read = json::parse(text).map_err(|broken| Complaint::new(text, Wrong::Json(broken)))?;
        return from_json(&KindSpec::Record(spec), &read, cx);
    }
    let pairs = groups(text, false).remove(0)?;
    table_of(spec, pairs, cx)
}

/// Text, or the table of the sub-headings where the text says one of them.
pub(super) fn section(spec: &'static RecordSpec, text: &str, cx: &Known<'_>) -> Result<Value, Complaint> {
    if begins(spec, text, cx) { table(spec, text, cx) } else { Ok(Value::text(text)) }
}

/// Text, or a list of tables.
pub(super) fn text_or_list(spec: &'static RecordSpec, text: &str, cx: &Known<'_>) -> Result<Value, Complaint> {
    let listed = begins(spec, text, cx) || (text.starts_with('[') && matches!(json::parse(text), Ok(Value::List(_))));
    if listed { list(&KindSpec::Record(spec), text, cx).map(Value::list) } else { Ok(Value::text(text)) }
}

/// Whether a text is a table of this form: JSON, or it begins with one of its keys.
fn begins(spec: &'static RecordSpec, text: &str, cx: &Known<'_>) -> bool {
    let text = trim(text);
    let object = || text.starts_with('{') && matches!(json::parse(text), Ok(Value::Table(_)));
    head(text).is_some_and(|(key, _)| is_key(spec, key, cx)) || object()
}

fn is_key(spec: &'static RecordSpec, key: &str, cx: &Known<'_>) -> bool {
    find(spec, key).is_some() || cx.world.custom.find(spec.name, key).is_some() || key.starts_with("x_")
}

/// The field that a typed key names, and its place: key, label, or the key as an option has it.
#[must_use]
pub fn find(spec: &'static RecordSpec, key: &str) -> Option<(usize, &'static FieldSpec)> {
    spec.find(key).or_else(|| {
        let word = resolve::fold(key).replace('-', "_");
        spec.fields.iter().position(|field| field.key == word || field.en.eq_ignore_ascii_case(key)).map(|at| (at, &spec.fields[at]))
    })
}

/// No such key in this table.
pub(super) fn no_key(spec: &'static RecordSpec, key: &str) -> Complaint {
    let named = |field: &FieldSpec| Named { key: field.key.into(), zh: field.zh.into(), en: field.en.into() };
    let word = resolve::fold(key);
    let score = |field: &&FieldSpec| resolve::likest(&word, [field.key, field.zh, field.en]);
    let near = resolve::best(spec.fields, resolve::NEAR, score).map(named);
    Complaint::new(key, Wrong::NoKey { table: spec.title, near })
}

/// A table whose keys are free.
pub(super) fn free(inner: Option<&KindSpec>, text: &str, cx: &Known<'_>) -> Result<Value, Complaint> {
    let one = |text: &str| inner.map_or_else(|| Ok(untyped(trim(text))), |inner| value(inner, text, cx));
    if text.starts_with('{') {
        let read = json::parse(text).map_err(|broken| Complaint::new(text, Wrong::Json(broken)))?;
        return free_of(inner, &read, cx);
    }
    let mut pairs: Vec<Pair> = Vec::new();
    for (key, text) in groups(text, false).remove(0)? {
        let value = one(&text).map_err(|complaint| complaint.within(&key, &key))?;
        pairs.retain(|pair| pair.key != key);
        pairs.push(Pair::new(key, value));
    }
    Ok(Value::Table(pairs))
}

fn free_of(inner: Option<&KindSpec>, read: &Value, cx: &Known<'_>) -> Result<Value, Complaint> {
    let Value::Table(pairs) = read else { return Err(Complaint::kind("", expected(&KindSpec::Raw), None)) };
    let one = |pair: &Pair| {
        let value = inner.map_or_else(|| Ok(pair.value.clone()), |inner| from_json(inner, &pair.value, cx));
        value.map(|value| Pair::new(pair.key.as_str(), value)).map_err(|complaint| complaint.within(&pair.key, &pair.key))
    };
    pairs.iter().map(one).collect::<Result<Vec<_>, _>>().map(Value::Table)
}

/// A value of which nobody says what it is: a number or truth value where it is written as one, else text.
pub(super) fn untyped(text: &str) -> Value {
    match text {
        "true" => Value::truth(true),
        "false" => Value::truth(false),
        _ if text.parse::<i64>().is_ok_and(|number| number.to_string() == text) => Value::number(text),
        _ if text.contains('.') && text.parse::<rust_decimal::Decimal>().is_ok_and(|number| number.to_string() == text) => {
            Value::number(text)
        }
        _ => Value::text(text),
    }
}

/// The value of a kind from JSON, or from another tree of texts, numbers, lists and tables.
///
/// # Errors
/// When it is none.
pub fn from_json(kind: &KindSpec, read: &Value, cx: &Known<'_>) -> Result<Value, Complaint> {
    let wrong = |found: &str| Complaint::kind(found, expected(kind), None);
    match (kind, read) {
        (_, Value::Scalar(scalar)) if scalar.form == Form::Bool && !matches!(kind, KindSpec::Bool | KindSpec::Raw) => {
            Err(wrong(&scalar.text))
        }
        (KindSpec::Raw, Value::Scalar(_)) => Ok(read.clone()),
        (_, Value::Scalar(scalar)) => value(kind, &scalar.text, cx),
        (KindSpec::List(inner), Value::List(items)) => {
            items.iter().map(|item| from_json(inner, &item.value, cx)).collect::<Result<Vec<_>, _>>().map(Value::list)
        }
        (KindSpec::OneOrMany(inner), Value::List(items)) => {
            items.iter().map(|item| from_json(inner, &item.value, cx)).collect::<Result<Vec<_>, _>>().map(one_or_many)
        }
        (KindSpec::TextOrList(spec), Value::List(items)) => {
            let kind = KindSpec::Record(spec);
            items.iter().map(|item| from_json(&kind, &item.value, cx)).collect::<Result<Vec<_>, _>>().map(Value::list)
        }
        (KindSpec::List(inner), Value::Table(_)) => from_json(inner, read, cx).map(|one| Value::list([one])),
        (KindSpec::TextOrList(spec), Value::Table(_)) => from_json(&KindSpec::Record(spec), read, cx).map(|one| Value::list([one])),
        (KindSpec::OneOrMany(inner), Value::Table(_)) => from_json(inner, read, cx),
        (KindSpec::Record(spec) | KindSpec::Section(spec), Value::Table(pairs)) => record(spec, pairs, cx),
        (KindSpec::Free(inner), Value::Table(_)) => free_of(Some(inner), read, cx),
        (KindSpec::Raw, Value::Table(_)) => Ok(read.clone()),
        (_, Value::List(_)) => Err(wrong("[…]")),
        (_, Value::Table(_)) => Err(wrong("{…}")),
    }
}

/// A table of a form from keys and values, with the form's keys in the form's order; what is empty is left out.
///
/// # Errors
/// When a key or value is wrong.
pub fn record(spec: &'static RecordSpec, pairs: &[Pair], cx: &Known<'_>) -> Result<Value, Complaint> {
    let mut out = Vec::new();
    for pair in pairs {
        let (at, pair) = entry(spec, pair, cx)?;
        if !pair.value.is_blank() {
            out.push((at, pair));
        }
    }
    Ok(in_order(out))
}

/// A pair with its place in the form; own fields come after the form's.
fn entry(spec: &'static RecordSpec, pair: &Pair, cx: &Known<'_>) -> Result<(usize, Pair), Complaint> {
    let key = pair.key.as_str();
    let last = spec.fields.len();
    if let Some((at, field)) = find(spec, key) {
        let value = from_json(&field.kind, &pair.value, cx).map_err(|complaint| complaint.of(field))?;
        return Ok((at, Pair::new(field.key, value)));
    }
    match (cx.world.custom.find(spec.name, key), &pair.value) {
        (Some(own), Value::Scalar(scalar)) => Ok((last, Pair::new(own.key.as_str(), custom(own, &scalar.text, cx)?))),
        (Some(own), _) => Ok((last, Pair::new(own.key.as_str(), pair.value.clone()))),
        (None, _) if key.starts_with("x_") => Ok((last, Pair::new(key, pair.value.clone()))),
        (None, _) => Err(no_key(spec, key)),
    }
}

fn in_order(mut pairs: Vec<(usize, Pair)>) -> Value {
    pairs.sort_by_key(|(at, _)| *at);
    Value::Table(pairs.into_iter().map(|(_, pair)| pair).collect())
}

/// A table of a form from typed pairs; a key that comes several times gives its field several texts.
fn table_of(spec: &'static RecordSpec, pairs: Vec<(String, String)>, cx: &Known<'_>) -> Result<Value, Complaint> {
    let mut typed: Vec<(usize, &'static FieldSpec, Vec<String>)> = Vec::new();
    let mut out: Vec<(usize, Pair)> = Vec::new();
    for (key, text) in pairs {
        let Some((at, field)) = find(spec, &key) else {
            out.push(entry(spec, &Pair::new(key.as_str(), untyped(&text)), cx)?);
            continue;
        };
        match typed.iter_mut().find(|(known, ..)| *known == at) {
            Some((.., texts)) => texts.push(text),
            None => typed.push((at, field, vec![text])),
        }
    }
    for (at, field, texts) in typed {
        out.push((at, Pair::new(field.key, super::field(field, &texts, cx)?)));
    }
    out.retain(|(_, pair)| !pair.value.is_blank());
    Ok(in_order(out))
}

type Pairs = Vec<(String, String)>;

/// The pairs of a text. A sign between two ends a value only where `KEY=` follows: `地址=甲，乙路，电话=123` has two. In a list a semicolon
/// before `KEY=` begins the next table.
fn groups(text: &str, several: bool) -> Vec<Result<Pairs, Complaint>> {
    let mut out = vec![Vec::new()];
    let mut rest = trim(text);
    while !rest.is_empty() {
        let Some((key, after)) = head(rest) else {
            return vec![Err(Complaint::new(text, Wrong::NoEquals))];
        };
        let (found, behind, next) = one_value(after, several);
        out.last_mut().expect("it begins with one").push((key.to_owned(), found));
        if next {
            out.push(Vec::new());
        }
        rest = behind;
    }
    out.retain(|pairs: &Pairs| !pairs.is_empty());
    if out.is_empty() {
        out.push(Vec::new());
    }
    out.into_iter().map(Ok).collect()
}

/// The key before the `=` with which a text begins, and what follows.
fn head(text: &str) -> Option<(&str, &str)> {
    let at = text.find(['=', '＝'])?;
    let key = trim(&text[..at]);
    let odd = |c: char| BETWEEN.contains(&c) || matches!(c, '"' | '“' | '”' | '{' | '}' | '[' | ']' | '。' | '？' | '?' | '/' | ':' | '：');
    let right = !key.is_empty() && key.chars().count() <= 32 && !key.contains(odd) && !key.contains("  ");
    right.then(|| (key, text[at..].trim_start_matches(['=', '＝'])))
}

/// One value: it, what comes behind its end, and whether that is another table.
fn one_value(text: &str, several: bool) -> (String, &str, bool) {
    let start = text.trim_start();
    if let Some(close) = start.chars().next().and_then(closing) {
        let inner = start.trim_start_matches(|c| closing(c).is_some());
        let skipped = start.len() - inner.len();
        if skipped <= 3
            && let Some(end) = inner.find(close)
        {
            let behind = inner[end + close.len_utf8()..].trim_start();
            let next = several && behind.starts_with([';', '；']);
            if behind.is_empty() || behind.starts_with(BETWEEN) {
                return (inner[..end].to_owned(), behind.trim_start_matches(BETWEEN).trim_start(), next);
            }
        }
    }
    for (at, sign) in text.char_indices().filter(|(_, c)| BETWEEN.contains(c)) {
        let behind = text[at..].trim_start_matches(BETWEEN).trim_start();
        if behind.is_empty() || head(behind).is_some() {
            let next = several && matches!(sign, ';' | '；');
            return (trim(&text[..at]).to_owned(), behind, next);
        }
    }
    (trim(text).to_owned(), "", false)
}
