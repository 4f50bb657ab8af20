//! SAT-…: satisfaction of customers (`002` 机构与职责; `001` 白云机场; `004` 评估标准).

pub(crate) mod sat_01;
pub(crate) mod sat_02;
mod sat_03;

use chrono::NaiveDate;

use crate::archive::{CustomerFolder, Doc};
use crate::form::registers::Survey;

use super::{Rule, Scene};

/// The family, in the order of the catalogue.
pub(super) static RULES: &[&Rule] = &[&sat_01::RULE, &sat_02::RULE, &sat_03::RULE];

/// The surveys with a readable day up to the day of judgement, oldest first.
pub(crate) fn surveys<'a>(scene: &Scene<'a>) -> Vec<(NaiveDate, &'a Doc<Survey>)> {
    surveys_of(scene.customer, scene.today)
}

/// The same of a customer by a day.
pub(crate) fn surveys_of(folder: &CustomerFolder, today: Option<NaiveDate>) -> Vec<(NaiveDate, &Doc<Survey>)> {
    let dated = folder.surveys.iter().filter_map(|doc| Some((doc.record.surveyed_on.value()?, doc)));
    let mut out: Vec<_> = dated.filter(|(day, _)| today.is_none_or(|today| *day <= today)).collect();
    // By file name where two were made on a day: they are read in that order.
    out.sort_by_key(|(day, _)| *day);
    out
}
