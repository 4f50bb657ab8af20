//! 关系状况 of a key person, assessed anew: the assessment before stays in their history.

use chrono::NaiveDate;

use super::look::View;
use super::op::Op;
use super::value::{Pair, Value};
use crate::form::aliases::{self, Match};
use crate::form::choices::RelationshipStatus;

/// The status that a word is.
#[must_use]
pub fn status(word: &str) -> Option<RelationshipStatus> {
    match aliases::find(RelationshipStatus::CHOICE, word) {
        Match::Value(at) | Match::Alias(at) => RelationshipStatus::ALL.get(at).copied(),
        Match::Suggest(_) => None,
    }
}

/// The day of the assessment that is there, where it is later than the new one: that one belongs into the history.
#[must_use]
pub fn later(row: &View<'_>, day: NaiveDate) -> Option<NaiveDate> {
    row.day("assessed_on").filter(|there| *there > day)
}

/// The step that keeps the assessment before in the history: only a status that changes, and one whose day is known. Evidence goes along as
/// the note.
#[must_use]
pub fn kept(row: &View<'_>, new: Option<RelationshipStatus>) -> Option<Op> {
    let word = row.text("status")?;
    let on = row.day("assessed_on")?;
    if status(word) == new || new.is_none() {
        return None;
    }
    let mut entry = vec![Pair::new("date", Value::day(on)), Pair::new("status", Value::text(word))];
    entry.extend(row.text("evidence").map(|note| Pair::new("note", Value::text(note))));
    Some(Op::append(row.place.clone().key("history"), Value::Table(entry)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::DocKind;
    use crate::edit::target::spec_of;
    use crate::source::{Arena, Syntax, parse};

    #[test]
    fn only_a_changed_status_is_kept() {
        let text = "关键人物:\n- {编号: a, 关系状况: 中立的, 评估日期: 2026-06-11, 依据: 会谈}\n- {id: b, status: neutral}\n";
        let value = Value::of(&parse(Syntax::Yaml, text, &Arena::new()).root);
        let rows = View::top(&value, spec_of(DocKind::KeyPeople)).rows(&["people"]);
        assert_eq!(kept(&rows[0], status("neutral")), None);
        assert_eq!(kept(&rows[0], None), None);
        assert_eq!(kept(&rows[1], status("积极的")), None);
        let Some(Op { place, act: crate::edit::op::Act::Append(Value::Table(entry)) }) = kept(&rows[0], status("积极的")) else {
            panic!("a step")
        };
        assert_eq!(place, rows[0].place.clone().key("history"));
        let keys: Vec<&str> = entry.iter().map(|pair| pair.key.as_str()).collect();
        assert_eq!(keys, ["date", "status", "note"]);
        let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
        assert_eq!(later(&rows[0], day("2026-06-10")), Some(day("2026-06-11")));
        assert_eq!(later(&rows[0], day("2026-06-11")), None);
    }
}
