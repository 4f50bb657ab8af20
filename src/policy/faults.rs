//! What is wrong with a value of `[params]`, in words, and what to write instead.

use crate::findings::{Finding, Safety};
use crate::form::aliases::{self, Match};
use crate::form::kind::list::RawEntry;
use crate::form::reader::{DocInfo, literal, literal_list, quote};
use crate::form::spec::ChoiceSpec;
use crate::resolve::fold;
use crate::rules::{Default as ParamDefault, Param};
use crate::say;
use crate::words::Lang;

use super::review::finding;
use super::value::{Fault, choice_holding, of_tenths};
use crate::resolve::nearest;

/// The finding about a value that the parameter `name` does not take.
pub(super) fn describe(fault: &Fault, name: &str, param: &Param, entry: &RawEntry, info: &DocInfo, lang: Lang) -> Finding {
    let found = entry.values.first().map_or("", String::as_str);
    let unit = param.unit.get(lang);
    let unit = if unit.is_empty() { String::new() } else { say!(lang, "，单位是{unit}", ", in {unit}") };
    let what = param.what.get(lang);
    let message = match fault {
        Fault::NotOne => say!(lang, "参数 {name} 应是一个数，这里是列表", "the parameter {name} takes one number, not a list"),
        Fault::NotNumber => say!(lang, "参数 {name} 应是一个数，这里是「{found}」", "the parameter {name} takes a number, not `{found}`"),
        Fault::OtherUnit => {
            say!(lang, "参数 {name} 的值「{found}」带有别的单位", "the value `{found}` of the parameter {name} has another unit")
        }
        Fault::Fraction(Some(meant)) => {
            say!(
                lang,
                "参数 {name} 的值 {found} 像是小数，百分数写作 0 到 100，应为 {meant}",
                "the value {found} of the parameter {name} looks like a fraction; percent is written from 0 to 100: {meant}"
            )
        }
        Fault::Fraction(None) => {
            say!(lang, "参数 {name} 应是整数，这里是 {found}", "the parameter {name} takes a whole number, not {found}")
        }
        Fault::Negative => say!(lang, "参数 {name} 不能小于 0，这里是 {found}", "the parameter {name} cannot be below 0: {found}"),
        Fault::UnknownWord(word, _) | Fault::NoneOf(word, _) => {
            say!(lang, "参数 {name} 不认识「{word}」", "the parameter {name} does not know `{word}`")
        }
        Fault::TooLarge => {
            let most = super::value::MOST;
            say!(lang, "参数 {name} 不能大于 {most}，这里是 {found}", "the parameter {name} cannot be above {most}: {found}")
        }
    };
    let help = match fault {
        Fault::UnknownWord(_, choice) => options(choice.options.iter().map(|option| (option.key, option.label(lang))), lang),
        Fault::NoneOf(_, all) => {
            let choice = choice_holding(all);
            let label = |word: &str| choice.and_then(|choice| choice.options.iter().find(|option| option.key == word));
            options(all.iter().map(|word| (*word, label(word).map_or("", |option| option.label(lang)))), lang)
        }
        _ if matches!(param.default, ParamDefault::Tenths(_)) => {
            say!(
                lang,
                "请写一个数{unit}，可以有小数。它的意思是：{what}",
                "write a number{unit}, with a fraction where it needs one; it means: {what}"
            )
        }
        _ => say!(lang, "请写一个整数{unit}。它的意思是：{what}", "write a whole number{unit}; it means: {what}"),
    };
    let mut one = finding(info, entry.span, "params", message, help);
    match fault {
        Fault::Fraction(Some(meant)) => drop(one.fix_value(entry.span, meant.to_string(), Safety::Unsafe)),
        Fault::UnknownWord(word, choice) => {
            if let Some(near) = nearest_option(word, choice) {
                let words = entry.values.iter().map(|one| if one.trim() == word { near } else { one.as_str() });
                let text = if entry.list { literal_list(info.syntax, words) } else { literal(info.syntax, near) };
                one.fix_value(entry.span, text, Safety::Unsafe);
            }
        }
        Fault::NoneOf(word, all) => match nearest(word, all.iter().copied()) {
            Some(near) => drop(one.fix_value(entry.span, quote(near), Safety::Unsafe)),
            None => drop(one.fix_value(entry.span, quote(all.first().copied().unwrap_or_default()), Safety::Example)),
        },
        _ => match param.default {
            ParamDefault::Int(default) => drop(one.fix_value(entry.span, default.to_string(), Safety::Example)),
            ParamDefault::Tenths(tenths) => drop(one.fix_value(entry.span, of_tenths(tenths).to_string(), Safety::Example)),
            ParamDefault::List(_) | ParamDefault::One(_) => {}
        },
    }
    one
}

/// The words that a parameter takes, each with its label where that says more.
fn options<'w>(all: impl Iterator<Item = (&'w str, &'w str)>, lang: Lang) -> String {
    let one = |(key, label): (&str, &str)| {
        let plain = label.is_empty() || fold(label) == fold(key);
        if plain { key.to_owned() } else { say!(lang, "{key}（{label}）", "{key} ({label})") }
    };
    let all = lang.join(all.map(one));
    say!(lang, "可用：{all}", "there are: {all}")
}

fn nearest_option(word: &str, choice: &'static ChoiceSpec) -> Option<&'static str> {
    match aliases::find(choice, word) {
        Match::Value(at) | Match::Alias(at) => Some(choice.options[at].key),
        Match::Suggest(places) => places.first().map(|at| choice.options[*at].key),
    }
}
