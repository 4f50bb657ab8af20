//! Documents that are begun for somebody to fill in: what the archive knows stands in them already, what it cannot know stands there empty,
//! with a comment on what belongs there.

pub mod callback;
pub mod major_info;
pub mod market;
pub mod reception;
#[cfg(test)]
mod tests;

use crate::form::plan::RevenueLine;
use crate::model::money::{Unit, decimals_for};
use crate::say;
use crate::words::Lang;

use super::value::{Comments, Element, Pair, Value};

/// A key with a comment above it.
fn noted(key: &str, value: Value, note: impl Into<String>) -> Pair {
    let above = note.into().lines().map(|line| format!("# {line}")).collect();
    Pair { comments: Comments { above, beside: None }, ..Pair::new(key, value) }
}

/// A key that somebody fills in.
fn blank(key: &str, note: impl Into<String>) -> Pair {
    noted(key, Value::text(""), note)
}

/// A table of a list, with a comment above it where there is something to say.
fn element(pairs: Vec<Pair>, note: Option<String>) -> Element {
    let above = note.map(|note| format!("# {note}")).into_iter().collect();
    Element { value: Value::Table(pairs), comments: Comments { above, beside: None } }
}

/// 春城城域网扩容：合同额 1,200 万元，获取率 60%
fn project(line: &RevenueLine, unit: Unit, lang: Lang) -> String {
    let name = line.called();
    let contract =
        line.contract.value().map(|amount| format!("{} {}", amount.display(unit, decimals_for([amount], unit)), unit.label(lang)));
    let rate = line.win_rate.value().map(|rate| rate.percent.to_string());
    match (contract, rate) {
        (Some(contract), Some(rate)) => {
            say!(lang, "{name}：合同额 {contract}，获取率 {rate}", "{name}: contract {contract}, win rate {rate}")
        }
        (Some(contract), None) => say!(lang, "{name}：合同额 {contract}", "{name}: contract {contract}"),
        (None, _) => name.to_owned(),
    }
}
