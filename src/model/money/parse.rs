//! Text to money.

use super::{Money, Unit};
use crate::model::fold::{Folded, fold};
use crate::say;
use crate::words::Lang;

/// Why a text is no amount.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MoneyError {
    /// Nothing is there.
    Empty,
    /// No number at the place of the number.
    NotANumber,
    /// A number with an exponent (`1e6`), which nobody can proofread.
    Exponent,
    /// Separators that do not stand between groups of three digits (`1,20`).
    Grouping,
    /// What follows the number is no unit that is known.
    UnknownUnit(String),
    /// More than ±92,233,720,368,547,758.07 元.
    TooLarge,
}

impl MoneyError {
    /// What is wrong, in words, without the text itself.
    #[must_use]
    pub fn describe(&self, lang: Lang) -> String {
        match self {
            Self::Empty => say!(lang, "金额为空", "the amount is empty"),
            Self::NotANumber => say!(lang, "不是金额", "not an amount"),
            Self::Exponent => say!(lang, "金额不能用科学计数法", "an amount must not have an exponent"),
            Self::Grouping => say!(lang, "千分位分隔符的位置不对", "the thousands separators are out of place"),
            Self::UnknownUnit(unit) => {
                say!(lang, "不认识的金额单位「{unit}」，可用 元、万元、亿元", "unknown unit “{unit}”; use 元, 万元 or 亿元")
            }
            Self::TooLarge => say!(lang, "金额太大", "the amount is too large"),
        }
    }
}

/// Multiples that may follow a number, as powers of ten over 1 元.
const MULTIPLES: [(&str, u32); 15] = [
    ("", 0),
    ("百", 2),
    ("千", 3),
    ("万", 4),
    ("萬", 4),
    ("十万", 5),
    ("百万", 6),
    ("百萬", 6),
    ("千万", 7),
    ("千萬", 7),
    ("亿", 8),
    ("億", 8),
    ("十亿", 9),
    ("百亿", 10),
    ("万亿", 12),
];

/// What may stand before a number and says that it is in 元.
const MARKS: [&str; 6] = ["¥", "￥", "RMB", "CNY", "人民币", "CN¥"];

impl Money {
    /// Reads an amount: digits in `default_unit` (`1200`, `1_200.50`, `-5`) or with a unit of their own (`320万`, `1,200,000元`, `1.5亿`, `¥3,000`, `320 万元`).
    /// More precision than a fen is rounded half-up (away from zero).
    ///
    /// # Errors
    /// [`MoneyError`] when the text is no such amount or does not fit.
    pub fn parse(text: &str, default_unit: Unit) -> Result<(Self, Folded), MoneyError> {
        if let Some(fen) = plain_fen(text, default_unit) {
            return Ok((Self::from_fen(fen), Folded::No));
        }
        let (text, folded) = fold(text);
        let (negative, marked, rest) = strip_front(text.trim());
        let end = rest.find(|c: char| !matches!(c, '0'..='9' | '.' | ',' | '_')).unwrap_or(rest.len());
        let (number, unit) = rest.split_at(end);
        if text.trim().is_empty() {
            return Err(MoneyError::Empty);
        }
        if !number.contains(|c: char| c.is_ascii_digit()) {
            return Err(MoneyError::NotANumber);
        }
        let default_unit = if marked { Unit::Yuan } else { default_unit };
        let power = scale_of(unit.trim(), default_unit)?;
        let (whole, fraction) = split_number(number)?;
        let fen = to_fen(&whole, &fraction, power)?;
        Ok((Self::from_fen(if negative { -fen } else { fen }), folded))
    }
}

/// Nearly every amount is `1200` or `1200.50`: digits with at most one dot, short enough for a machine word. None: read it with care.
fn plain_fen(text: &str, unit: Unit) -> Option<i64> {
    let places = unit.max_decimals();
    let (mut digits, mut value, mut fraction) = (0, 0_i64, None);
    for byte in text.bytes() {
        match (byte, fraction) {
            (b'0'..=b'9', _) => {
                value = value * 10 + i64::from(byte - b'0');
                digits += 1;
                fraction = fraction.map(|count: u32| count + 1);
            }
            (b'.', None) if digits > 0 => fraction = Some(0),
            _ => return None,
        }
        if digits > 9 {
            return None;
        }
    }
    let fraction = fraction.unwrap_or(0);
    let ends_in_digit = text.as_bytes().last().is_some_and(u8::is_ascii_digit);
    (ends_in_digit && fraction <= places).then(|| value * 10_i64.pow(places - fraction))
}

/// Takes sign and currency mark off the front, in either order: whether negative, whether there was a mark, the rest.
fn strip_front(text: &str) -> (bool, bool, &str) {
    let (mut negative, mut signed, mut marked) = (false, false, false);
    let mut rest = text;
    loop {
        if let Some(mark) = MARKS.iter().find(|m| !marked && rest.get(..m.len()).is_some_and(|head| head.eq_ignore_ascii_case(m))) {
            marked = true;
            rest = rest[mark.len()..].trim_start();
        } else if let Some(after) = rest.strip_prefix(['-', '+']).filter(|_| !signed) {
            negative = rest.starts_with('-');
            signed = true;
            rest = after;
        } else {
            return (negative, marked, rest);
        }
    }
}

/// The power of ten, over one fen, of the unit that follows a number.
fn scale_of(unit: &str, default_unit: Unit) -> Result<u32, MoneyError> {
    if unit.is_empty() {
        return Ok(default_unit.max_decimals());
    }
    if unit.starts_with(['e', 'E']) && unit[1..].starts_with(|c: char| c.is_ascii_digit() || c == '-' || c == '+') {
        return Err(MoneyError::Exponent);
    }
    let bare = unit.strip_suffix(['整', '正']).unwrap_or(unit);
    let bare = bare.strip_suffix(['元', '圆']).unwrap_or(bare).trim_end();
    MULTIPLES.iter().find(|(name, _)| *name == bare).map(|(_, power)| power + 2).ok_or_else(|| MoneyError::UnknownUnit(unit.to_owned()))
}

/// Digits before and after the point, without separators.
fn split_number(number: &str) -> Result<(String, String), MoneyError> {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let misplaced = |part: &str| part.split('_').any(|p| p.is_empty() || p.starts_with(',') || p.ends_with(','));
    if fraction.contains(['.', ',']) || (!fraction.is_empty() && misplaced(fraction)) {
        return Err(if fraction.contains('.') { MoneyError::NotANumber } else { MoneyError::Grouping });
    }
    if !whole.is_empty() && misplaced(whole) {
        return Err(MoneyError::Grouping);
    }
    let whole = whole.replace('_', "");
    let mut groups = whole.split(',');
    let first = groups.next().map_or(0, str::len);
    if whole.contains(',') && (!(1..=3).contains(&first) || groups.any(|g| g.len() != 3)) {
        return Err(MoneyError::Grouping);
    }
    Ok((whole.replace(',', ""), fraction.replace('_', "")))
}

/// The amount in fen of `whole.fraction` × 10^`power`, half-up: the first digit below a fen decides.
fn to_fen(whole: &str, fraction: &str, power: u32) -> Result<i64, MoneyError> {
    let whole = whole.trim_start_matches('0');
    if whole.len() > 19 {
        return Err(MoneyError::TooLarge);
    }
    let wanted = power as usize + 1;
    let digits = whole.bytes().chain(fraction.bytes().chain(std::iter::repeat(b'0')).take(wanted));
    // At most 19 digits before the point and 15 after it: fits 128 bits.
    let tenths = digits.fold(0i128, |sum, digit| sum * 10 + i128::from(digit - b'0'));
    i64::try_from((tenths + 5) / 10).map_err(|_| MoneyError::TooLarge)
}
