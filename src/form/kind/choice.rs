//! Closed lists: the value's key or label is read, other words that people write are read with a warning or suggested.

use crate::findings::Safety;
use crate::form::aliases::{self, Match};
use crate::form::spec::{ChoiceOption, ChoiceSpec};
use crate::render::table::Cell;
use crate::say;
use crate::source::Node;

use super::{FieldSpec, Reader, Shown};

/// Reads one value; its place in the list. `None`: a finding has said so.
pub(crate) fn read<'a>(
    node: &'a Node<'a>,
    choice: &'static ChoiceSpec,
    spec: &'static FieldSpec,
    reader: &mut Reader<'a>,
) -> Option<usize> {
    let text = super::text::scalar(node, spec, reader)?;
    if let Some(at) = choice.options.iter().position(|option| option.key == text || option.zh == text) {
        return Some(at);
    }
    match aliases::find(choice, text) {
        Match::Value(at) => Some(at),
        Match::Alias(at) => {
            report_alias(node, text, choice, at, spec, reader);
            Some(at)
        }
        Match::Suggest(options) => {
            report_unknown(node, text, choice, &options, spec, reader);
            None
        }
    }
}

/// The word to write: in Chinese where the person wrote Chinese, else the key.
pub(crate) fn word(option: &'static ChoiceOption, written: &str) -> &'static str {
    if written.is_ascii() { option.key } else { option.zh }
}

fn report_alias<'a>(
    node: &'a Node<'a>,
    text: &str,
    choice: &'static ChoiceSpec,
    at: usize,
    spec: &'static FieldSpec,
    reader: &mut Reader<'a>,
) {
    let right = word(&choice.options[at], text);
    let label = reader.label(spec);
    let message = say!(reader.lang(), "{label}写作「{text}」，已按「{right}」读取", "{label} is written `{text}`; read as `{right}`");
    let help = say!(reader.lang(), "请改为规定用词「{right}」", "write the regulation's own word `{right}`");
    let literal = reader.literal(right);
    let rule = reader.rule_or(spec, "FRM-03");
    reader.find(rule, node.span, message).as_warning().help(help).fix_value(node.span, literal, Safety::Safe);
}

fn report_unknown<'a>(
    node: &'a Node<'a>,
    text: &str,
    choice: &'static ChoiceSpec,
    near: &[usize],
    spec: &'static FieldSpec,
    reader: &mut Reader<'a>,
) {
    let lang = reader.lang();
    let label = reader.label(spec);
    let message = say!(lang, "{label}「{text}」不在规定的选项中", "{label} `{text}` is not one of the regulation's choices");
    let list = |places: &mut dyn Iterator<Item = usize>| {
        lang.join(places.map(|at| if text.is_ascii() { choice.options[at].key } else { choice.options[at].zh }))
    };
    let all = list(&mut (0..choice.options.len()));
    let rule = reader.rule_or(spec, "FRM-03");
    if let Some(parts) = several(text, choice) {
        let quoted: Vec<String> = parts.iter().map(|at| reader.literal(word(&choice.options[*at], text))).collect();
        let first = quoted.first().cloned().unwrap_or_default();
        let many = reader.many();
        let fixed = if many { format!("[{}]", quoted.join(", ")) } else { first };
        let help = if many {
            say!(
                lang,
                "一格写了几个：请写成列表，第一个为主要的；可选：{all}",
                "several in one cell: write a list, the main one first; choices: {all}"
            )
        } else {
            say!(lang, "只能选一个；可选：{all}", "choose one; choices: {all}")
        };
        reader.find(rule, node.span, message).help(help).fix_value(node.span, fixed, Safety::Unsafe);
        return;
    }
    if near.is_empty() {
        let help = say!(lang, "可选：{all}", "choices: {all}");
        let example = reader.literal(word(&choice.options[0], text));
        reader.find(rule, node.span, message).help(help).fix_value(node.span, example, Safety::Example);
        return;
    }
    let close: Vec<String> = near.iter().map(|at| list(&mut std::iter::once(*at))).map(|one| say!(lang, "「{one}」", "{one}")).collect();
    let close = close.join(crate::words::words("或", " or ").get(lang));
    let help = say!(lang, "是否想写{close}？可选：{all}", "did you mean {close}? choices: {all}");
    let fixed = reader.literal(word(&choice.options[near[0]], text));
    let safety = if near.len() == 1 { Safety::Unsafe } else { Safety::Example };
    reader.find(rule, node.span, message).help(help).fix_value(node.span, fixed, safety);
}

/// `决策者、使用者` in one cell: each part by itself a value.
fn several(text: &str, choice: &'static ChoiceSpec) -> Option<Vec<usize>> {
    let parts: Vec<&str> = text.split(['、', '/', ',', '，', ';', '；', '+', '和']).map(str::trim).collect();
    if parts.len() < 2 {
        return None;
    }
    parts
        .iter()
        .map(|part| match aliases::find(choice, part) {
            Match::Value(at) | Match::Alias(at) => Some(at),
            Match::Suggest(_) => None,
        })
        .collect()
}

/// The key for machines, the label for people.
pub(crate) fn cell(option: &'static ChoiceOption, shown: &Shown<'_>) -> Cell {
    Cell::Text(if shown.machine { option.key } else { option.label(shown.lang) }.to_owned())
}
