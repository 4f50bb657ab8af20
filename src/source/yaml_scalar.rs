//! What a YAML scalar is under the 1.2 core schema.

use std::borrow::Cow;

use granit_parser::{ScalarStyle, Tag};

use super::Form;

/// Text and form of a scalar. `Err` holds the tag that its text does not fit.
pub(super) fn resolve<'t>(text: Cow<'t, str>, style: ScalarStyle, tag: Option<&Tag>) -> Result<(Cow<'t, str>, Form), String> {
    let Some(tag) = tag else {
        return Ok(match style {
            ScalarStyle::Plain => normal(text),
            _ => (text, Form::Quoted),
        });
    };
    let found = form(&text);
    let wanted = match tag.core_suffix() {
        Some("str") => return Ok((text, Form::Quoted)),
        Some("int") => found == Form::Integer,
        Some("float") => matches!(found, Form::Float | Form::Integer),
        Some("bool") => found == Form::Bool,
        Some("null") => found == Form::Null,
        // A tag of somebody's own says nothing that this reader could use.
        _ if tag.is_custom() && style == ScalarStyle::Plain => return Ok(normal(text)),
        _ => return Ok((text, Form::Quoted)),
    };
    if !wanted {
        return Err(tag.original());
    }
    let (text, form) = normal(text);
    let float = tag.core_suffix() == Some("float");
    Ok((text, if float { Form::Float } else { form }))
}

/// Text and form of plain text without a tag.
pub(super) fn plain(text: &str) -> (&str, Form) {
    let form = form(text);
    (one_spelling(text, form).unwrap_or(text), form)
}

fn normal(text: Cow<'_, str>) -> (Cow<'_, str>, Form) {
    let form = form(&text);
    let text = one_spelling(&text, form).map_or(text, Cow::Borrowed);
    (text, form)
}

/// Truth values in small letters and nulls empty, so that readers need to know one spelling.
fn one_spelling(text: &str, form: Form) -> Option<&'static str> {
    match form {
        Form::Bool => Some(if text.starts_with(['t', 'T']) { "true" } else { "false" }),
        Form::Null => Some(""),
        _ => None,
    }
}

/// The form of plain text.
fn form(text: &str) -> Form {
    let Some(&first) = text.as_bytes().first() else {
        return Form::Null;
    };
    match first {
        b'~' | b'n' | b'N' if matches!(text, "~" | "null" | "Null" | "NULL") => Form::Null,
        b't' | b'T' if matches!(text, "true" | "True" | "TRUE") => Form::Bool,
        b'f' | b'F' if matches!(text, "false" | "False" | "FALSE") => Form::Bool,
        b'0'..=b'9' | b'+' | b'-' | b'.' => number(text),
        _ => Form::Plain,
    }
}

fn number(text: &str) -> Form {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    // Dates and phones are the most frequent texts that begin like a number: what follows the first digits tells.
    let digits = unsigned.bytes().take_while(u8::is_ascii_digit).count();
    match unsigned.as_bytes().get(digits) {
        None if digits > 0 => Form::Integer,
        Some(b'.' | b'e' | b'E') => float(text, unsigned),
        Some(b'o') => text.strip_prefix("0o").map_or(Form::Plain, |digits| integer(digits, |b| (b'0'..=b'7').contains(&b))),
        Some(b'x') => text.strip_prefix("0x").map_or(Form::Plain, |digits| integer(digits, |b| b.is_ascii_hexdigit())),
        _ => Form::Plain,
    }
}

fn float(text: &str, unsigned: &str) -> Form {
    if matches!(unsigned, ".inf" | ".Inf" | ".INF") || matches!(text, ".nan" | ".NaN" | ".NAN") {
        return Form::Float;
    }
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (unsigned, None),
    };
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    let exponent_fits = exponent.is_none_or(|e| {
        let e = e.strip_prefix(['+', '-']).unwrap_or(e);
        !e.is_empty() && digits(e)
    });
    match mantissa.split_once('.') {
        _ if !exponent_fits => Form::Plain,
        Some((whole, part)) if digits(whole) && digits(part) && mantissa.len() > 1 => Form::Float,
        None if !mantissa.is_empty() && digits(mantissa) && exponent.is_some() => Form::Float,
        _ => Form::Plain,
    }
}

fn integer(digits: &str, fits: fn(u8) -> bool) -> Form {
    if !digits.is_empty() && digits.bytes().all(fits) { Form::Integer } else { Form::Plain }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_has_the_form_of_the_core_schema() {
        for (text, want) in [
            ("no", Form::Plain),
            ("on", Form::Plain),
            ("2026-07", Form::Plain),
            ("2026-07-08", Form::Plain),
            ("60%", Form::Plain),
            ("1,200", Form::Plain),
            ("0990-5550101", Form::Plain),
            ("云岭", Form::Plain),
            ("-", Form::Plain),
            (".", Form::Plain),
            ("1e", Form::Plain),
            ("1e-", Form::Plain),
            ("123e-5", Form::Float),
            ("1-5", Form::Plain),
            ("+", Form::Plain),
            ("-e5", Form::Plain),
            ("e5", Form::Plain),
            ("1.2.3", Form::Plain),
            ("00x1", Form::Plain),
            ("12o7", Form::Plain),
            ("-.NaN", Form::Plain),
            ("0x", Form::Plain),
            ("+0x1", Form::Plain),
            ("007", Form::Integer),
            ("-12", Form::Integer),
            ("0o17", Form::Integer),
            ("0xFf", Form::Integer),
            ("7.5", Form::Float),
            ("7.", Form::Float),
            (".5", Form::Float),
            ("1e3", Form::Float),
            ("-.inf", Form::Float),
            (".NaN", Form::Float),
            ("True", Form::Bool),
            ("~", Form::Null),
            ("", Form::Null),
        ] {
            assert_eq!(form(text), want, "{text}");
        }
    }
}
