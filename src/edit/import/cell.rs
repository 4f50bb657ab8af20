//! A cell becomes a value of its field: what a spreadsheet writes is put right where the meaning is clear, everything else is left for the
//! form's own reader to complain about.

use chrono::NaiveDate;

use crate::form::aliases::{self, Match};
use crate::form::reader::{fold_width, trim};
use crate::form::spec::Target;
use crate::form::{FieldSpec, KindSpec};
use crate::model::money::{Money, Unit};
use crate::model::percent::Percent;
use crate::model::period::{Month, guess_date, parse_date};
use crate::resolve::{Found, Names};
use crate::source::Form;
use crate::world::World;

use crate::edit::input;
use crate::edit::value::Value;

/// What cells are read with.
#[derive(Clone, Copy)]
pub(super) struct Known<'a> {
    /// Settings, names.
    pub(super) world: &'a World,
    /// The customer's key people.
    pub(super) people: Option<&'a Names>,
    /// Whether Chinese words are written for choices.
    pub(super) chinese: bool,
    /// The day of the run.
    pub(super) today: NaiveDate,
}

impl<'a> Known<'a> {
    fn names(self, target: Target) -> Option<&'a Names> {
        if target == Target::Person { self.people } else { self.world.names(target) }
    }
}

/// The value of a cell that is not blank. `unit`: that of the column, where it says one.
pub(super) fn value(field: &FieldSpec, text: &str, unit: Option<Unit>, known: Known<'_>) -> Value {
    of(&field.kind, trim(text), unit, known)
}

fn of(kind: &KindSpec, text: &str, unit: Option<Unit>, known: Known<'_>) -> Value {
    match kind {
        KindSpec::Phone => Value::text(phone(text)),
        KindSpec::Integer { .. } | KindSpec::Number { .. } => number(text).map_or_else(|| Value::text(text), Value::number),
        KindSpec::Money => money(text, unit.unwrap_or(known.world.unit), known.world.unit),
        KindSpec::Date => day(text).map_or_else(|| Value::text(text), Value::day),
        KindSpec::Birth => birth(text),
        KindSpec::Month => Value::text(Month::parse(&fold_width(text)).map_or_else(|| text.to_owned(), |month| month.to_string())),
        KindSpec::Quarter | KindSpec::Moment => Value::text(fold_width(text).replace('/', "-")),
        KindSpec::OneOrMany(inner @ KindSpec::Ref(_)) => match typed(kind, text, known) {
            // Our people and theirs are lists of persons, even of one.
            one @ Value::Scalar(_) if typed(inner, text, known) == one => Value::list([one]),
            other => other,
        },
        KindSpec::OneOrMany(KindSpec::Choice(_)) => typed(kind, &text.replace('/', "、"), known),
        KindSpec::Bool
        | KindSpec::Percent { .. }
        | KindSpec::Choice(_)
        | KindSpec::Ref(_)
        | KindSpec::Word(_)
        | KindSpec::List(_)
        | KindSpec::OneOrMany(_) => typed(kind, text, known),
        _ => Value::text(text.replace("\r\n", "\n").replace('\r', "\n")),
    }
}

/// As on the command line; what is none stays a text, about which the form's reader complains.
fn typed(kind: &KindSpec, text: &str, known: Known<'_>) -> Value {
    let mut typed = input::Known::new(known.world, known.today);
    typed.people = known.people;
    input::value(kind, text, &typed).unwrap_or_else(|_| match kind {
        // Each of several by itself, so that only the wrong one is complained about.
        KindSpec::List(inner) | KindSpec::OneOrMany(inner) => {
            let parts = text.split([';', '；', '、', ',', '，', '\n', '\r', '|']).map(trim).filter(|part| !part.is_empty());
            Value::list(parts.map(|part| self::typed(inner, part, known)))
        }
        _ => Value::text(text),
    })
}

/// The id of what is meant, where exactly one is; else as written.
fn reference(target: Target, text: &str, known: Known<'_>) -> String {
    let names = known.names(target);
    match names.map(|names| (names, names.find(text))) {
        Some((names, Found::One(at) | Found::Alias(at))) => names.id(at).to_owned(),
        _ => text.to_owned(),
    }
}

/// A number's digits without separators of thousands and full-width signs.
fn number(text: &str) -> Option<String> {
    let folded = fold_width(text).replace([',', '_', ' '], "");
    let digits = folded.strip_prefix(['+', '-']).unwrap_or(&folded);
    let plain =
        !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.') && digits.starts_with(|c: char| c.is_ascii_digit());
    let number = folded.parse::<rust_decimal::Decimal>().ok().filter(|_| plain)?;
    // A spreadsheet writes 3.00 where 3 is meant.
    let short = number.normalize();
    Some(if short.is_integer() { short.trunc().to_string() } else { folded.trim_start_matches('+').to_owned() })
}

fn money(text: &str, unit: Unit, own: Unit) -> Value {
    let text = fold_width(text);
    let Ok((money, _)) = Money::parse(&text, unit) else { return Value::text(text) };
    if number(&text).is_some() || unit != own { Value::number(money.to_number(own)) } else { Value::text(text) }
}

/// A day, however a spreadsheet writes it; a day and a month in an order that nobody can know are left alone.
pub(super) fn day(text: &str) -> Option<NaiveDate> {
    let folded = fold_width(text);
    let year_first = folded.bytes().take(4).filter(u8::is_ascii_digit).count() == 4;
    parse_date(&folded).or_else(|| guess_date(&folded).filter(|_| year_first))
}

fn birth(text: &str) -> Value {
    if let Some(day) = day(text) {
        return Value::day(day);
    }
    let folded = fold_width(text);
    let parts: Vec<&str> = folded.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    match parts[..] {
        [month, day] if month.len() <= 2 && day.len() <= 2 => Value::text(format!("{month:0>2}-{day:0>2}")),
        [year] if year.len() == 4 => Value::text(year),
        _ => Value::text(folded),
    }
}

/// A phone number as written; a spreadsheet that took it for a number wrote `13900000000.0`.
fn phone(text: &str) -> String {
    let folded = fold_width(text);
    let whole = folded.strip_suffix(".0").or_else(|| folded.strip_suffix(".00"));
    whole.filter(|whole| whole.len() >= 7 && whole.bytes().all(|b| b.is_ascii_digit())).map_or_else(|| folded.clone(), str::to_owned)
}

/// Whether a spreadsheet made an exponent of a long number: digits are lost.
pub(super) fn lost_digits(text: &str) -> bool {
    let folded = fold_width(text);
    let Some((digits, exponent)) = folded.split_once(['E', 'e']) else { return false };
    let number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'+'));
    number(digits) && number(exponent)
}

fn truth(text: &str) -> Option<bool> {
    let word = crate::resolve::fold(text);
    if ["是", "有", "yes", "true", "y", "1", "√", "对"].contains(&word.as_str()) {
        return Some(true);
    }
    ["否", "无", "no", "false", "n", "0", "×", "没有", "不"].contains(&word.as_str()).then_some(false)
}

/// What a value says, for comparing two of them: whichever of the ways of writing it was taken.
pub(super) fn meaning(kind: &KindSpec, value: &Value, known: Known<'_>) -> Vec<String> {
    match (kind, value) {
        (KindSpec::List(inner) | KindSpec::OneOrMany(inner), Value::List(items)) => {
            items.iter().flat_map(|item| meaning(inner, &item.value, known)).collect()
        }
        (KindSpec::List(inner) | KindSpec::OneOrMany(inner), one) => meaning(inner, one, known),
        (_, Value::Scalar(scalar)) if scalar.form == Form::Null || trim(&scalar.text).is_empty() => Vec::new(),
        (kind, Value::Scalar(scalar)) => vec![word(kind, trim(&scalar.text), known)],
        (_, Value::List(items)) => items.iter().flat_map(|item| meaning(kind, &item.value, known)).collect(),
        (_, Value::Table(pairs)) => pairs.iter().flat_map(|pair| meaning(&KindSpec::Text, &pair.value, known)).collect(),
    }
}

fn word(kind: &KindSpec, text: &str, known: Known<'_>) -> String {
    let found = match kind {
        KindSpec::Choice(choice) => match aliases::find(choice, text) {
            Match::Value(at) | Match::Alias(at) => Some(choice.options[at].key.to_owned()),
            Match::Suggest(_) => None,
        },
        KindSpec::Ref(target) => Some(reference(*target, text, known)),
        KindSpec::Money => Money::parse(text, known.world.unit).ok().map(|(money, _)| money.to_yuan_string()),
        KindSpec::Percent { .. } => Percent::parse(&fold_width(text)).ok().map(|(percent, _)| percent.trimmed()),
        KindSpec::Date => day(text).map(|day| day.to_string()),
        KindSpec::Phone => Some(phone(text)),
        KindSpec::Integer { .. } | KindSpec::Number { .. } => number(text),
        KindSpec::Bool => truth(text).map(|truth| truth.to_string()),
        _ => None,
    };
    found.unwrap_or_else(|| text.replace("\r\n", "\n").replace('\r', "\n"))
}

/// What a value says, in the words of people.
pub(super) fn shown(kind: &KindSpec, word: String, known: Known<'_>) -> String {
    match kind {
        KindSpec::List(inner) | KindSpec::OneOrMany(inner) => shown(inner, word, known),
        KindSpec::Choice(choice) => {
            let option = choice.options.iter().find(|option| option.key == word);
            option.map_or(word, |option| option.label(known.world.lang).to_owned())
        }
        KindSpec::Ref(target) => known.names(*target).and_then(|names| names.label_of(&word)).map_or(word.clone(), str::to_owned),
        _ => word,
    }
}
