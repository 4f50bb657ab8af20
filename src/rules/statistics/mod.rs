//! STA-…: what is handed in each month (`002` 信息上报; `004` 七).

mod sta_01;
mod sta_02;
pub(crate) mod sta_03;
pub(crate) mod sta_04;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use rust_decimal::prelude::ToPrimitive;

use crate::archive::Loaded;
use crate::form::choices::SubmissionKind;
use crate::form::registers::Submission;
use crate::model::period::Month;
use crate::resolve::{Found, Names};
use crate::say;
use crate::world::World;

use super::{ParamValue, Rule, ours};

/// The family, in the order of the catalogue.
pub(super) static RULES: &[&Rule] = &[&sta_01::RULE, &sta_02::RULE, &sta_03::RULE, &sta_04::RULE];

/// Who hands in the monthly statistics: each of `[[units]]`, else each region, else the company.
pub(crate) struct Units<'w> {
    world: &'w World,
    names: Option<&'w Names>,
}

impl<'w> Units<'w> {
    /// Those of this archive.
    pub(crate) fn of(world: &'w World) -> Self {
        let names = [&world.units, &world.regions].into_iter().find(|names| !names.is_empty());
        Self { world, names }
    }

    fn count(&self) -> usize {
        self.names.map_or(1, Names::len)
    }

    /// What one is called.
    pub(crate) fn label(&self, at: usize) -> String {
        let company = if self.world.short_name.is_empty() { &self.world.company } else { &self.world.short_name };
        match self.names {
            Some(names) => names.label(at).to_owned(),
            None if company.is_empty() => say!(self.world.lang, "本公司", "the company"),
            None => company.clone(),
        }
    }

    /// What a finding about it is told apart by.
    pub(crate) fn id(&self, at: usize) -> &'w str {
        self.names.map_or("", |names| names.id(at))
    }

    /// Whose submission it is: the unit that it names, else the region of whoever handed it in, else the only one that there is.
    fn of_submission(&self, row: &Submission) -> Option<usize> {
        let Some(names) = self.names else { return Some(0) };
        let find = |text: &str| match names.find(text) {
            Found::One(at) | Found::Alias(at) => Some(at),
            _ => None,
        };
        if let Some(unit) = row.unit.get() {
            return find(unit.as_str());
        }
        let by = row.by.get().and_then(|by| self.world.staff.row(&by.id));
        let region = by.and_then(|staff| staff.region.get()).and_then(|region| find(region.as_str()));
        region.or_else(|| (names.len() == 1).then_some(0))
    }
}

/// The submissions of a kind made by the day, each with its month: that of the file name, else of the day on which it was handed in.
fn submitted<'a>(archive: &'a Loaded, kind: SubmissionKind, today: NaiveDate) -> impl Iterator<Item = (Month, &'a Submission)> {
    let of_file = |doc: &'a crate::archive::Doc<crate::form::registers::Submissions>| {
        let month = doc.stem.get(..7).and_then(Month::parse);
        let rows = doc.record.submissions.get().into_iter().flat_map(|list| list.iter());
        rows.filter_map(move |row| Some((month.or_else(|| row.submitted_on.value().map(Month::of))?, &row.0)))
    };
    let made = move |row: &Submission| row.kind.value() == Some(kind) && ours::is_handed_in(today, &row.submitted_on);
    archive.registers.submissions.iter().flat_map(of_file).filter(move |(_, row)| made(row))
}

/// The months for which each unit handed in the statistics.
pub(crate) fn statistics(archive: &Loaded, units: &Units<'_>, today: NaiveDate) -> Vec<BTreeSet<Month>> {
    let mut months = vec![BTreeSet::new(); units.count()];
    for (month, row) in submitted(archive, SubmissionKind::Statistics, today) {
        if let Some(at) = units.of_submission(row) {
            months[at].insert(month);
        }
    }
    months
}

/// The day of the month by which the statistics are due: STA-01's, for both rules.
pub(crate) fn due_day(world: &World) -> i64 {
    match world.policy.param(&sta_01::RULE, "due_day") {
        ParamValue::Number(number) => number.to_i64().unwrap_or_default(),
        ParamValue::List(_) => 0,
    }
}
