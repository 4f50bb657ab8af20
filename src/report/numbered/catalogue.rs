//! Which numbered reports there are.

use crate::render::table::{Cell, Column, Table};
use crate::say;
use crate::words::{Lang, words};

use super::Spec;
use super::{
    actions, activity, audit, callback, card, complaints, composition, contact_digest, customer, due, effectiveness, follow_up,
    key_account, lending, major_info, market, matrix, mix, monthly, plan, quarterly, reception, region, revenue, rfm, satisfaction,
    scorecard, season, statistics, suggestions, verification,
};

/// All reports, by number.
pub static ALL: [&Spec; 30] = [
    &market::SPEC,
    &major_info::SPEC,
    &statistics::SPEC,
    &verification::SPEC,
    &suggestions::SPEC,
    &contact_digest::SPEC,
    &due::SPEC,
    &plan::SPEC,
    &actions::SPEC,
    &revenue::SPEC,
    &matrix::SPEC,
    &scorecard::SPEC,
    &callback::SPEC,
    &satisfaction::SPEC,
    &customer::SPEC,
    &key_account::SPEC,
    &complaints::SPEC,
    &composition::SPEC,
    &season::SPEC,
    &mix::SPEC,
    &rfm::SPEC,
    &follow_up::SPEC,
    &activity::SPEC,
    &lending::SPEC,
    &reception::SPEC,
    &region::SPEC,
    &effectiveness::SPEC,
    &card::SPEC,
    &audit::SPEC,
    &monthly::SPEC,
];

/// The report of this name (`statistics`) or number (`R-03`, `r3`, `3`).
#[must_use]
pub fn find(text: &str) -> Option<&'static Spec> {
    let text = text.trim().to_ascii_lowercase();
    let number = text.strip_prefix('r').map_or(text.as_str(), |rest| rest.trim_start_matches('-'));
    let number: Option<u8> = number.parse().ok();
    // The quarterly pack has no number of its own.
    ALL.into_iter().chain([&quarterly::SPEC]).find(|spec| spec.name == text || Some(spec.number) == number || spec.title.zh == text)
}

/// `kehu report list`: number, name, title, period and audience of each.
#[must_use]
pub fn list(lang: Lang) -> Table {
    let mut table = Table::new(vec![
        Column::new("number", words("编号", "number")),
        Column::new("name", words("名称", "name")),
        Column::new("title", words("报告", "report")),
        Column::new("period", words("周期", "when")),
        Column::new("audience", words("呈报", "for")),
    ]);
    // It has no number of its own: machines find it in no row.
    let spec = &quarterly::SPEC;
    let (title, about) = (spec.title.get(lang), spec.about.get(lang));
    table.notes.push(say!(lang, "`kehu report quarterly`：{title}（{about}）", "`kehu report quarterly`: {title} ({about})"));
    table.rows = ALL
        .into_iter()
        .map(|spec| {
            let text = |words: crate::words::Words| Cell::text(words.get(lang));
            vec![Cell::text(spec.id()), spec.name.into(), text(spec.title), text(spec.when), text(spec.audience)]
        })
        .collect();
    table.titled(words("报告一览", "The reports").get(lang))
}
