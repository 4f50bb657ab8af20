//! Words that stand for something: choices, references, truth values.

use crate::edit::value::Value;
use crate::form::aliases::{self, Match};
use crate::form::spec::ChoiceSpec;
use crate::form::{KindSpec, Target};
use crate::resolve::{Found, Names, fold, nearest, same};
use crate::words::words;

use super::Known;
use super::complaint::{Complaint, Named, Wrong, expected};

/// Entries of a register that a complaint names.
const SOME: usize = 8;

/// One of a closed list: its key, a label, or a word that is read as it. Words that only suggest a value are not taken.
pub(super) fn choice(choice: &'static ChoiceSpec, text: &str, cx: &Known<'_>) -> Result<Value, Complaint> {
    match aliases::find(choice, text) {
        Match::Value(at) | Match::Alias(at) => {
            let option = &choice.options[at];
            Ok(Value::text(if cx.writes_labels() { option.zh } else { option.key }))
        }
        Match::Suggest(near) => Err(Complaint::new(text, Wrong::OneOf { all: named(choice), near })),
    }
}

/// Whether a text is a value of the choice.
pub(super) fn is_choice(choice: &ChoiceSpec, text: &str) -> bool {
    !matches!(aliases::find(choice, text), Match::Suggest(_))
}

/// The values of a choice with their labels.
pub(super) fn named(choice: &ChoiceSpec) -> Vec<Named> {
    let one = |option: &crate::form::spec::ChoiceOption| Named { key: option.key.into(), zh: option.zh.into(), en: option.en.into() };
    choice.options.iter().map(one).collect()
}

/// A word of a fixed list.
pub(super) fn word(list: &[&str], text: &str) -> Result<Value, Complaint> {
    match list.iter().find(|word| same(word, text)) {
        Some(word) => Ok(Value::text(*word)),
        None => Err(one_of(list.iter().copied(), text)),
    }
}

/// A choice that the organisation made itself.
pub(super) fn own_choice(list: &[String], text: &str) -> Result<Value, Complaint> {
    if text.trim().is_empty() {
        return Ok(Value::text(""));
    }
    match list.iter().find(|word| same(word, text)) {
        Some(word) => Ok(Value::text(word.as_str())),
        None => Err(one_of(list.iter().map(String::as_str), text)),
    }
}

fn one_of<'w>(list: impl Iterator<Item = &'w str> + Clone, text: &str) -> Complaint {
    let all = list.clone().map(|word| Named { key: word.into(), zh: word.into(), en: word.into() }).collect();
    let near = nearest(text, list.clone()).and_then(|near| list.clone().position(|word| word == near));
    Complaint::new(text, Wrong::OneOf { all, near: near.into_iter().collect() })
}

/// An address for electronic mail.
pub(super) fn email(text: &str) -> Result<Value, Complaint> {
    let folded = crate::form::reader::fold_width(text);
    let text = folded.trim();
    let right = text.is_empty() || text.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    let want = words("电子邮箱地址", "an e-mail address");
    if right { Ok(Value::text(text)) } else { Err(Complaint::kind(text, want, None)) }
}

/// Yes or no, as people write it.
///
/// # Errors
/// When it is neither.
pub fn truth(text: &str) -> Result<bool, Complaint> {
    const YES: &[&str] = &["是", "有", "yes", "true", "y", "1", "√", "对", "✓"];
    const NO: &[&str] = &["否", "无", "no", "false", "n", "0", "×", "没有", "不", "不是"];
    let word = fold(text);
    if YES.contains(&word.as_str()) {
        Ok(true)
    } else if NO.contains(&word.as_str()) {
        Ok(false)
    } else {
        Err(Complaint::kind(text, expected(&KindSpec::Bool), None))
    }
}

/// Whether exactly one entry of the register is called so.
pub(super) fn is_known(target: Target, text: &str, cx: &Known<'_>) -> bool {
    cx.names(target).is_some_and(|names| !matches!(names.find(text), Found::Nothing))
}

/// Whether a word stands for who types.
fn is_me(word: &str) -> bool {
    matches!(fold(word).as_str(), "me" | "我")
}

/// Whether a text may hold the word for who types: where none does, nobody has to find out who that is.
#[must_use]
pub fn may_say_me(text: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).any(is_me)
}

/// The id of what is named. Where nobody knows the register the text is taken as it stands: the document's own check will speak.
pub(super) fn reference(target: Target, text: &str, cx: &Known<'_>) -> Result<Value, Complaint> {
    let names = cx.names(target);
    let found = names.map_or(Found::Nothing, |names| names.find(text));
    let me = target == Target::Staff && is_me(text) && found == Found::Nothing;
    if me {
        return cx.me.map(Value::text).ok_or_else(|| Complaint::new(text, Wrong::NoMe));
    }
    let Some(names) = names else { return Ok(Value::text(text)) };
    match found {
        Found::One(at) | Found::Alias(at) => Ok(Value::text(Some(names.id(at)).filter(|id| !id.is_empty()).unwrap_or(text))),
        Found::Several(places) => Err(Complaint::new(text, Wrong::Several { target, all: entries(names, places) })),
        Found::Nothing if !cx.is_complete(target) => Ok(Value::text(text)),
        Found::Nothing => {
            let some = (entries(names, 0..names.len().min(SOME)), names.len());
            Err(Complaint::new(text, Wrong::Unknown { target, near: entries(names, names.nearest(text)), some }))
        }
    }
}

/// Entries of a register by id and name.
pub(super) fn entries(names: &Names, places: impl IntoIterator<Item = usize>) -> Vec<Named> {
    let one = |at| Named { key: names.id(at).into(), zh: names.label(at).into(), en: names.label(at).into() };
    places.into_iter().map(one).collect()
}
