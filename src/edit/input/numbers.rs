//! Numbers, money, percent: the digits are those that were typed.

use rust_decimal::Decimal;

use crate::edit::value::Value;
use crate::form::KindSpec;
use crate::form::reader::{fold_width, trim};
use crate::model::money::{Money, Unit};
use crate::model::percent::Percent;

use super::complaint::{Complaint, Wrong, expected};

/// A value that can be taken as it is but is probably meant otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// What is probably meant, as one would type it: `60%`.
    pub meant: String,
    /// What says beyond doubt that it is meant as it stands: `0.6%`.
    pub exact: String,
}

/// Whether a text that is right for its kind looks like a slip: `0.6` where 60 % is meant. On a terminal one asks; elsewhere it is taken as
/// written, and rule F7B-04 speaks.
#[must_use]
pub fn doubt(kind: &KindSpec, text: &str) -> Option<Doubt> {
    let (KindSpec::Percent { .. } | KindSpec::List(KindSpec::Percent { .. })) = kind else { return None };
    let folded = fold_width(trim(text));
    if folded.ends_with('%') {
        return None;
    }
    let (percent, _) = Percent::parse(&folded).ok().filter(|(percent, _)| percent.looks_like_fraction())?;
    let meant = Percent::new(percent.value() * Decimal::ONE_HUNDRED).to_string();
    Some(Doubt { meant, exact: format!("{}%", plain(percent.value())) })
}

/// A number as both languages write it: no sign for nothing, no exponent.
fn plain(number: Decimal) -> String {
    if number.is_zero() { "0".to_owned() } else { number.to_string() }
}

/// The number that a text is: full-width digits folded, thousands separators where they belong left out.
fn decimal(text: &str) -> Option<Decimal> {
    let folded = fold_width(text);
    let text = trim(&folded);
    let (sign, rest) = text.strip_prefix('-').map_or((false, text.strip_prefix('+').unwrap_or(text)), |rest| (true, rest));
    let (whole, fraction) = rest.split_once('.').map_or((rest, None), |(whole, fraction)| (whole, Some(fraction)));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let mut groups = whole.split([',', '_']);
    let first = groups.next().filter(|first| digits(first))?;
    let grouped = whole.len() > first.len();
    if grouped && (first.len() > 3 || groups.any(|group| group.len() != 3 || !digits(group))) {
        return None;
    }
    if !fraction.is_none_or(digits) {
        return None;
    }
    let bare = format!("{}{}", whole.replace([',', '_'], ""), fraction.map(|fraction| format!(".{fraction}")).unwrap_or_default());
    let mut number = Decimal::from_str_exact(&bare).ok()?;
    number.set_sign_negative(sign && !number.is_zero());
    Some(number)
}

/// A whole number in a range. A year may carry its 年.
pub(super) fn integer(text: &str, min: i64, max: i64) -> Result<Value, Complaint> {
    let kind = KindSpec::Integer { min, max };
    let years = min >= 1900 && max <= 2999;
    let bare = if years { text.strip_suffix('年').unwrap_or(text) } else { text };
    let number = decimal(bare).filter(Decimal::is_integer).ok_or_else(|| Complaint::kind(text, expected(&kind), None))?;
    let whole = i64::try_from(number).ok().filter(|whole| (min..=max).contains(whole));
    whole.map(|whole| Value::number(whole.to_string())).ok_or_else(|| Complaint::new(text, Wrong::Range { min, max }))
}

/// A number in a range that may have a fraction.
pub(super) fn number(text: &str, min: i64, max: i64) -> Result<Value, Complaint> {
    let kind = KindSpec::Number { min, max };
    let number = decimal(text).ok_or_else(|| Complaint::kind(text, expected(&kind), None))?;
    if number < Decimal::from(min) || number > Decimal::from(max) {
        return Err(Complaint::new(text, Wrong::Range { min, max }));
    }
    Ok(Value::number(plain(number)))
}

/// An amount: a bare number in the archive's unit, or the text with its own unit.
pub(super) fn money(text: &str, unit: Unit) -> Result<Value, Complaint> {
    let folded = fold_width(text);
    let text = trim(&folded);
    if Money::parse(text, unit).is_err() {
        return Err(Complaint::kind(text, expected(&KindSpec::Money), None));
    }
    // What is no plain number (a unit, a currency mark, more digits than a number holds) stays text.
    Ok(decimal(text).map_or_else(|| Value::text(text), |number| Value::number(plain(number))))
}

/// A percent as its number. `0.6%` keeps its sign: without it, it would be taken for a slip.
pub(super) fn percent(text: &str, min: i64, max: i64) -> Result<Value, Complaint> {
    let folded = fold_width(text);
    let typed = trim(&folded);
    let (percent, _) = Percent::parse(typed).map_err(|_| Complaint::kind(text, expected(&KindSpec::Percent { min, max }), None))?;
    if percent.value() < Decimal::from(min) || percent.value() > Decimal::from(max) {
        return Err(Complaint::new(text, Wrong::Range { min, max }));
    }
    let digits = plain(percent.value());
    let signed = typed.ends_with('%') && percent.looks_like_fraction();
    Ok(if signed { Value::text(format!("{digits}%")) } else { Value::number(digits) })
}
