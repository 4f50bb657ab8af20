//! Whole numbers, points, money and percent: digits are kept, nothing passes through binary floating point.

use rust_decimal::Decimal;

use crate::findings::Safety;
use crate::form::reader::trim;
use crate::model::money::Money;
use crate::model::percent::Percent;
use crate::render::table::Cell;
use crate::say;
use crate::source::{Form, Node};
use crate::words::{Words, words};

use super::{FieldSpec, Kind, KindSpec, Reader, Shown};

/// A whole number from `MIN` to `MAX`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Between<const MIN: i64, const MAX: i64>(pub i64);

impl<const MIN: i64, const MAX: i64> Kind for Between<MIN, MAX> {
    const SPEC: KindSpec = KindSpec::Integer { min: MIN, max: MAX };

    fn read<'a>(node: &'a Node<'a>, spec: &'static FieldSpec, reader: &mut Reader<'a>) -> Option<Self> {
        let expected = words("整数", "a whole number");
        let number = decimal(node, spec, reader, expected)?;
        let whole = number.is_integer().then(|| i64::try_from(number).ok()).flatten();
        let Some(whole) = whole else {
            reader.wrong_type(node, spec, expected);
            return None;
        };
        if !(MIN..=MAX).contains(&whole) {
            out_of_range(node, whole.to_string().as_str(), MIN, MAX, spec, reader);
            return None;
        }
        Some(Self(whole))
    }

    fn cell(&self, _: &Shown<'_>) -> Cell {
        Cell::Int(self.0)
    }
}

/// A number from `MIN` to `MAX` that may have a fraction (points of a survey, hours).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Points<const MIN: i64, const MAX: i64>(pub Decimal);

impl<const MIN: i64, const MAX: i64> Kind for Points<MIN, MAX> {
    const SPEC: KindSpec = KindSpec::Number { min: MIN, max: MAX };

    fn read<'a>(node: &'a Node<'a>, spec: &'static FieldSpec, reader: &mut Reader<'a>) -> Option<Self> {
        let number = decimal(node, spec, reader, words("数字", "a number"))?;
        if number < Decimal::from(MIN) || number > Decimal::from(MAX) {
            out_of_range(node, number.to_string().as_str(), MIN, MAX, spec, reader);
            return None;
        }
        Some(Self(number))
    }

    fn cell(&self, _: &Shown<'_>) -> Cell {
        Cell::Text(self.0.normalize().to_string())
    }
}

/// A number of any form, full-width digits folded with a finding, a number in quotes with a finding.
fn decimal<'a>(node: &'a Node<'a>, spec: &'static FieldSpec, reader: &mut Reader<'a>, expected: Words) -> Option<Decimal> {
    let Some((text, form)) = node.scalar() else {
        reader.wrong_type(node, spec, expected);
        return None;
    };
    // Nearly every number is written in plain digits: nothing to fold or to leave out.
    if matches!(form, Form::Integer | Form::Float)
        && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        && let Ok(number) = text.parse()
    {
        return Some(number);
    }
    let folded = crate::form::reader::fold_width(trim(text));
    let plain = folded.replace('_', "");
    let number = if plain.contains(['e', 'E']) { Decimal::from_scientific(&plain).ok() } else { plain.parse::<Decimal>().ok() };
    let Some(number) = number.filter(|_| form != Form::Bool) else {
        reader.wrong_type(node, spec, expected);
        return None;
    };
    // Neither language takes `007` or `+5` for the number: it is written as one that both do.
    let plain = number.to_string();
    if folded != trim(text) {
        reader.full_width_bare(node, spec, &plain);
    } else if matches!(form, Form::Quoted | Form::Plain) {
        let message =
            say!(reader.lang(), "{}「{text}」应是数字，不要加引号", "{} `{text}` should be a number, without quotes", reader.label(spec));
        let help = say!(reader.lang(), "请改为 {plain}", "write {plain}");
        let rule = reader.rule_or(spec, "FRM-02");
        reader.find(rule, node.span, message).help(help).fix_value(node.span, plain, Safety::Safe);
    }
    Some(number)
}

fn out_of_range<'a>(node: &'a Node<'a>, found: &str, min: i64, max: i64, spec: &'static FieldSpec, reader: &mut Reader<'a>) {
    let lang = reader.lang();
    let label = reader.label(spec);
    let message = if max == i64::MAX {
        say!(lang, "{label} {found} 太小，应不小于 {min}", "{label} {found} is too small; it should be at least {min}")
    } else {
        say!(
            lang,
            "{label} {found} 超出范围，应在 {min} 到 {max} 之间",
            "{label} {found} is out of range; it should be from {min} to {max}"
        )
    };
    let help = say!(lang, "请核对后填写 {min} 到 {max} 之间的数", "check it and write a number from {min} to {max}");
    let rule = reader.rule_or(spec, "FRM-03");
    let nearest = if found.starts_with('-') || found.starts_with('0') { min } else { max };
    reader.find(rule, node.span, message).help(help).fix_value(node.span, nearest.to_string(), Safety::Example);
}

impl Kind for Money {
    const SPEC: KindSpec = KindSpec::Money;

    fn read<'a>(node: &'a Node<'a>, spec: &'static FieldSpec, reader: &mut Reader<'a>) -> Option<Self> {
        let expected = words("金额（如 320、\"320万\"、\"1,200,000元\"）", "an amount (320, \"320万\", \"1,200,000元\")");
        let found = node.scalar().filter(|(_, form)| *form != Form::Bool);
        let Some((text, _)) = found else {
            reader.wrong_type(node, spec, expected);
            return None;
        };
        match Self::parse(text, reader.unit()) {
            Ok((money, folded)) => {
                if folded.is_yes() {
                    let plain = crate::form::reader::fold_width(trim(text));
                    reader.full_width(node, spec, &plain);
                }
                Some(money)
            }
            Err(_) => {
                reader.wrong_type(node, spec, expected);
                None
            }
        }
    }

    fn cell(&self, _: &Shown<'_>) -> Cell {
        Cell::Money(*self)
    }
}

/// Money that may not be negative.
pub type InCents = Money;

/// A percent as written: the number, and whether it was a bare number (a bare fraction is suspicious: F7B-04).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate<const MIN: i64, const MAX: i64> {
    /// The rate.
    pub percent: Percent,
    /// Written as a bare number, without `%`.
    pub bare: bool,
}

impl<const MIN: i64, const MAX: i64> Kind for Rate<MIN, MAX> {
    const SPEC: KindSpec = KindSpec::Percent { min: MIN, max: MAX };

    fn read<'a>(node: &'a Node<'a>, spec: &'static FieldSpec, reader: &mut Reader<'a>) -> Option<Self> {
        let expected = words("百分数（如 60 或 \"60%\"）", "a percent (60 or \"60%\")");
        let found = node.scalar().filter(|(_, form)| *form != Form::Bool);
        let Some((text, _)) = found else {
            reader.wrong_type(node, spec, expected);
            return None;
        };
        let folded = crate::form::reader::fold_width(trim(text));
        let Ok((percent, _)) = Percent::parse(&folded) else {
            reader.wrong_type(node, spec, expected);
            return None;
        };
        if percent.value() < Decimal::from(MIN) || percent.value() > Decimal::from(MAX) {
            out_of_range(node, &folded, MIN, MAX, spec, reader);
            return None;
        }
        let bare = !folded.ends_with('%');
        if bare && percent.looks_like_fraction() {
            fraction(node, &folded, percent, spec, reader);
        } else if folded != trim(text) {
            reader.full_width(node, spec, &folded);
        }
        Some(Self { percent, bare })
    }

    fn cell(&self, _: &Shown<'_>) -> Cell {
        Cell::Percent(self.percent)
    }
}

/// A bare number between 0 and 1: 0.6 where 60 is meant. Read as written, never scaled in silence (F7B-04, whatever the field).
fn fraction<'a>(node: &'a Node<'a>, found: &str, percent: Percent, spec: &'static FieldSpec, reader: &mut Reader<'a>) {
    if !reader.world.policy.is_catalogued("F7B-04") {
        return;
    }
    let lang = reader.lang();
    let label = reader.label(spec);
    let whole = Percent::new(percent.value() * Decimal::ONE_HUNDRED).trimmed();
    let message = say!(lang, "{label} {found} 小于 1%，是否应为 {whole}%？", "{label} {found} is below 1%; should it be {whole}%?");
    let exact = reader.literal(&percent.to_string());
    let help = say!(lang, "请改为 {whole}；确实不到 1% 时写成 {exact}", "write {whole}; if it really is below 1%, write {exact}");
    reader.find("F7B-04", node.span, message).as_warning().help(help).fix_value(node.span, whole, Safety::Unsafe);
}

impl Kind for bool {
    const SPEC: KindSpec = KindSpec::Bool;

    fn read<'a>(node: &'a Node<'a>, spec: &'static FieldSpec, reader: &mut Reader<'a>) -> Option<Self> {
        match node.scalar() {
            Some(("true", Form::Bool)) => Some(true),
            Some(("false", Form::Bool)) => Some(false),
            Some((text, _)) => {
                let yes = ["是", "有", "yes", "true", "y", "1", "√", "对"].contains(&trim(text).to_lowercase().as_str());
                let no = ["否", "无", "no", "false", "n", "0", "×", "没有", "不"].contains(&trim(text).to_lowercase().as_str());
                let expected = words("true（是）或 false（否）", "true or false");
                if yes || no {
                    reader.wrong_type_fix(node, spec, expected, yes.to_string());
                    return Some(yes);
                }
                reader.wrong_type(node, spec, expected);
                None
            }
            None => {
                reader.wrong_type(node, spec, words("true（是）或 false（否）", "true or false"));
                None
            }
        }
    }

    fn cell(&self, _: &Shown<'_>) -> Cell {
        Cell::Bool(*self)
    }
}
