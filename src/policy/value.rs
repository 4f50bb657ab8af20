//! Values of parameters: what `[params]` may say of one, and which of two values asks for more.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::form::aliases::{self, Match};
use crate::form::choices::EVERY;
use crate::form::kind::list::RawEntry;
use crate::form::spec::ChoiceSpec;
use crate::resolve::fold;
use crate::rules::{Default as ParamDefault, Param, ParamValue, Strict};

/// Why a value cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// One number is wanted, not a list.
    NotOne,
    /// No number.
    NotNumber,
    /// A number with a unit that is not the parameter's.
    OtherUnit,
    /// A number with a fraction; for percent what was probably meant.
    Fraction(Option<Decimal>),
    /// Less than nothing.
    Negative,
    /// More than any rule can reckon with.
    TooLarge,
    /// This word of a list is none of those that there are.
    UnknownWord(String, &'static ChoiceSpec),
    /// One of these words is wanted, and this is none of them.
    NoneOf(String, &'static [&'static str]),
}

/// The largest number that a parameter takes: as days more than two thousand years, and far from where dates and sums end.
pub const MOST: i64 = 1_000_000;

/// The rule's own value.
#[must_use]
pub fn default_of(param: &Param) -> ParamValue {
    match param.default {
        ParamDefault::Int(number) => ParamValue::Number(Decimal::from(number)),
        ParamDefault::Tenths(tenths) => ParamValue::Number(of_tenths(tenths)),
        ParamDefault::List(words) => ParamValue::List(words.iter().map(|word| (*word).to_owned()).collect()),
        ParamDefault::One(words) => ParamValue::List(words.iter().take(1).map(|word| (*word).to_owned()).collect()),
    }
}

/// So many tenths as a number: 1.5 for 15.
#[must_use]
pub fn of_tenths(tenths: i64) -> Decimal {
    Decimal::new(tenths, 1).normalize()
}

/// Whether a value is of the parameter's type.
#[must_use]
pub const fn fits(param: &Param, value: &ParamValue) -> bool {
    matches!(
        (param.default, value),
        (ParamDefault::Int(_) | ParamDefault::Tenths(_), ParamValue::Number(_))
            | (ParamDefault::List(_) | ParamDefault::One(_), ParamValue::List(_))
    )
}

/// Reads a value of `[params]`. None: it is left empty, which says nothing.
///
/// # Errors
/// [`Fault`] when it is not what the parameter takes.
pub fn read(param: &Param, entry: &RawEntry) -> Result<Option<ParamValue>, Fault> {
    match param.default {
        _ if !entry.list && entry.values.iter().all(|text| text.trim().is_empty()) => Ok(None),
        ParamDefault::Int(_) | ParamDefault::Tenths(_) if entry.list => Err(Fault::NotOne),
        ParamDefault::Int(_) | ParamDefault::Tenths(_) => {
            number(param, entry.values.first().map_or("", String::as_str)).map(|number| Some(ParamValue::Number(number)))
        }
        ParamDefault::List(_) => words(param, &entry.values).map(|words| Some(ParamValue::List(words))),
        ParamDefault::One(words) => one_of(words, &entry.values).map(|word| Some(ParamValue::List(vec![word]))),
    }
}

/// The one word that is meant; where the words are values of a choice, by key, label or what people call it.
fn one_of(words: &'static [&'static str], values: &[String]) -> Result<String, Fault> {
    let typed = values.join(" ");
    let meant = choice_holding(words).map(|choice| (choice, aliases::find(choice, &typed)));
    let key = match meant {
        Some((choice, Match::Value(at) | Match::Alias(at))) => fold(choice.options[at].key),
        _ => fold(&typed),
    };
    words.iter().find(|word| fold(word) == key).map(|word| (*word).to_owned()).ok_or(Fault::NoneOf(typed, words))
}

/// A number, with the parameter's own unit or none: `75`, `"75%"`, `"92天"`; with a fraction only where the parameter takes one: `1.5`.
fn number(param: &Param, text: &str) -> Result<Decimal, Fault> {
    let text = fold(text).replace(['_', ','], "");
    let end = text.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | '-' | '+')).unwrap_or(text.len());
    let (digits, unit) = text.split_at(end);
    let value: Decimal = digits.parse().map_err(|_| Fault::NotNumber)?;
    let own = |own: &str| fold(own).starts_with(unit);
    if !unit.is_empty() && !own(param.unit.zh) && !own(param.unit.en) {
        return Err(Fault::OtherUnit);
    }
    let percent = param.unit.en == "%";
    if !value.fract().is_zero() && !matches!(param.default, ParamDefault::Tenths(_)) {
        let meant = (percent && value > Decimal::ZERO && value < Decimal::ONE && unit.is_empty()).then(|| value * Decimal::ONE_HUNDRED);
        return Err(Fault::Fraction(meant.filter(|meant| meant.fract().is_zero()).map(|meant| meant.normalize())));
    }
    // A margin may be below nothing; days, persons and copies may not.
    if value.is_sign_negative() && !percent {
        return Err(Fault::Negative);
    }
    if value.abs() > Decimal::from(MOST) { Err(Fault::TooLarge) } else { Ok(value.normalize()) }
}

/// The words of a list; where they are values of a choice, by its key, its label or what people call it.
fn words(param: &Param, values: &[String]) -> Result<Vec<String>, Fault> {
    let values = values.iter().map(|word| word.trim()).filter(|word| !word.is_empty());
    let Some(choice) = choice_of(param) else { return Ok(values.map(str::to_owned).collect()) };
    let known = |word: &str| match aliases::find(choice, word) {
        Match::Value(at) | Match::Alias(at) => Ok(choice.options[at].key.to_owned()),
        Match::Suggest(_) => Err(Fault::UnknownWord(word.to_owned(), choice)),
    };
    values.map(known).collect()
}

/// The choice whose values a list holds, told by its default: only a list of what is watched holds any (`Strict::More`).
fn choice_of(param: &Param) -> Option<&'static ChoiceSpec> {
    let ParamDefault::List(words) = param.default else { return None };
    if param.strict != Strict::More {
        return None;
    }
    choice_holding(words)
}

/// The choice that has all these words as keys.
#[must_use]
pub fn choice_holding(words: &[&str]) -> Option<&'static ChoiceSpec> {
    let holds = |choice: &ChoiceSpec| words.iter().all(|word| choice.options.iter().any(|option| option.key == *word));
    EVERY.iter().copied().find(|choice| !words.is_empty() && holds(choice))
}

/// Which of what several presets say holds, and which of them say it (by place): the value that asks for more, the first one among equals.
#[must_use]
pub fn strictest(strict: Strict, values: &[&ParamValue]) -> Option<(ParamValue, Vec<usize>)> {
    let first = (*values.first()?).clone();
    if strict == Strict::More && matches!(first, ParamValue::List(_)) {
        return Some(all_of(values));
    }
    let numbers: Vec<(usize, Decimal)> = values.iter().enumerate().filter_map(|(at, value)| Some((at, value.number()?))).collect();
    // Of equals the first one counts, as `min_by_key` has it.
    let chosen = match strict {
        Strict::Low => numbers.iter().min_by_key(|(_, number)| *number),
        Strict::High | Strict::More => numbers.iter().min_by_key(|(_, number)| -*number),
        Strict::Neither => None,
    };
    Some(chosen.map_or((first, vec![0]), |(at, number)| (ParamValue::Number(*number), vec![*at])))
}

/// Every word of every list, and the lists that bring one.
fn all_of(values: &[&ParamValue]) -> (ParamValue, Vec<usize>) {
    let (mut words, mut from): (Vec<String>, Vec<usize>) = (Vec::new(), Vec::new());
    for (at, value) in values.iter().enumerate() {
        let ParamValue::List(more) = value else { continue };
        let before = words.len();
        more.iter().for_each(|word| {
            if !words.contains(word) {
                words.push(word.clone());
            }
        });
        if words.len() > before || at == 0 {
            from.push(at);
        }
    }
    (ParamValue::List(words), from)
}

impl ParamValue {
    /// The number; none of a list.
    #[must_use]
    pub const fn number(&self) -> Option<Decimal> {
        match self {
            Self::Number(number) => Some(*number),
            Self::List(_) => None,
        }
    }

    /// The number as rules reckon with it; 0 of a list.
    #[must_use]
    pub fn whole(&self) -> i64 {
        self.number().and_then(|number| number.to_i64()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;
    use crate::words::{Words, words as both};

    fn param(default: ParamDefault, strict: Strict, unit: Words) -> Param {
        Param { name: "x", default, strict, unit, what: both("", "") }
    }

    fn entry(values: &[&str], list: bool) -> RawEntry {
        let values = values.iter().map(|word| (*word).to_owned()).collect();
        RawEntry { path: Vec::new(), key_span: Span::default(), values, list, span: Span::default(), line: 1 }
    }

    fn list(words: &[&str]) -> ParamValue {
        ParamValue::List(words.iter().map(|word| (*word).to_owned()).collect())
    }

    #[test]
    fn numbers_are_whole_and_in_their_unit() {
        let days = param(ParamDefault::Int(92), Strict::Low, both("天", "days"));
        let percent = param(ParamDefault::Int(75), Strict::High, both("%", "%"));
        let one = |param: &Param, text: &str| read(param, &entry(&[text], false));
        for (text, number) in [("30", 30), ("30天", 30), ("30 days", 30), ("３０", 30), ("1_000", 1000)] {
            assert_eq!(one(&days, text), Ok(Some(ParamValue::Number(number.into()))), "{text}");
        }
        assert_eq!(one(&percent, "75%"), Ok(Some(ParamValue::Number(75.into()))));
        assert_eq!(one(&percent, "0.75"), Err(Fault::Fraction(Some(75.into()))));
        assert_eq!(one(&days, "7.5"), Err(Fault::Fraction(None)));
        assert_eq!(one(&days, "2周"), Err(Fault::OtherUnit));
        assert_eq!(one(&days, "75%"), Err(Fault::OtherUnit));
        assert_eq!(one(&days, "-1"), Err(Fault::Negative));
        assert_eq!(one(&days, "soon"), Err(Fault::NotNumber));
        assert_eq!(one(&days, ""), Ok(None));
        assert_eq!(read(&days, &entry(&["1", "2"], true)), Err(Fault::NotOne));
    }

    #[test]
    fn some_numbers_have_a_fraction() {
        let weight = param(ParamDefault::Tenths(15), Strict::Neither, both("", ""));
        let one = |text: &str| read(&weight, &entry(&[text], false));
        assert_eq!(default_of(&weight), ParamValue::Number(Decimal::new(15, 1)));
        assert_eq!(one("2.25"), Ok(Some(ParamValue::Number(Decimal::new(225, 2)))));
        assert_eq!(one("2"), Ok(Some(ParamValue::Number(2.into()))));
        assert_eq!((one("-1"), one("soon")), (Err(Fault::Negative), Err(Fault::NotNumber)));
    }

    #[test]
    fn words_of_a_choice_are_known() {
        let tiers = param(ParamDefault::List(&["vip", "key"]), Strict::More, both("", ""));
        assert_eq!(read(&tiers, &entry(&["vip", "一般"], true)), Ok(Some(list(&["vip", "general"]))));
        assert_eq!(read(&tiers, &entry(&["vip"], false)), Ok(Some(list(&["vip"]))));
        assert!(matches!(read(&tiers, &entry(&["vpi"], true)), Err(Fault::UnknownWord(word, _)) if word == "vpi"));
        let free = param(ParamDefault::List(&["待填"]), Strict::More, both("", ""));
        assert_eq!(read(&free, &entry(&["以后补"], true)), Ok(Some(list(&["以后补"]))));
    }

    #[test]
    fn the_stricter_of_two_presets_holds() {
        let (low, high) = (ParamValue::Number(7.into()), ParamValue::Number(10.into()));
        let of = |strict| strictest(strict, &[&high, &low, &low]);
        assert_eq!(of(Strict::Low), Some((low.clone(), vec![1])));
        assert_eq!(of(Strict::High), Some((high.clone(), vec![0])));
        assert_eq!(of(Strict::Neither), Some((high.clone(), vec![0])));
        let (some, more) = (list(&["vip"]), list(&["vip", "key"]));
        assert_eq!(strictest(Strict::More, &[&some, &more]), Some((more.clone(), vec![0, 1])));
        assert_eq!(strictest(Strict::Neither, &[&some, &more]), Some((some, vec![0])));
        assert_eq!(strictest(Strict::Low, &[]), None);
    }
}
