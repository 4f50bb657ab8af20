//! SRC-…: 第十一条 信息渠道.

mod src_01;
mod src_02;
mod src_03;
mod src_04;

use super::{Rule, Scene};
use crate::form::choices::Tier;
use crate::form::key_people::KeyPersonRow;
use crate::rules::classes::names_tier;
use crate::source::Span;

/// The family, in the order of the catalogue.
pub(super) static RULES: &[&Rule] = &[&src_01::RULE, &src_02::RULE, &src_03::RULE, &src_04::RULE];

/// Whether the customer's tier is one of the rule's `tiers`.
fn is_watched(scene: &Scene<'_>) -> bool {
    let Some(tier) = scene.tier() else { return false };
    names_tier(&scene.param_list("tiers"), tier)
}

/// The tiers that the two rules about the whole customer watch.
const WATCHED: &[&str] = &[Tier::Vip.key(), Tier::Key.key()];

/// The level of what is known of a person: the sheet's, else that of form 3; with its place.
fn of_person<'a>(scene: &Scene<'a>, row: &'a KeyPersonRow) -> Option<(i64, &'a crate::form::reader::DocInfo, Span)> {
    let folder = scene.customer;
    let sheet = folder.sheet(row.key()).filter(|sheet| !sheet.record.source_level.is_blank());
    if let Some(sheet) = sheet {
        let field = &sheet.record.source_level;
        return field.value().map(|level| (level.0, &*sheet.info, field.span));
    }
    let info = &*folder.key_people.as_ref()?.info;
    row.source_level.value().map(|level| (level.0, info, row.source_level.span))
}

/// The best level by which anything of the customer is known, over people, sheets, 附表5 and contact reports; none where nothing says.
fn best(scene: &Scene<'_>) -> Option<i64> {
    let folder = scene.customer;
    let past = |date: Option<chrono::NaiveDate>| scene.today.is_none_or(|today| date.is_none_or(|date| date <= today));
    let people = scene.people().into_iter().filter_map(|row| of_person(scene, row)).map(|(level, ..)| level).max();
    let topics = folder.insight.iter().filter_map(|doc| doc.record.topics.get()).flat_map(|list| list.iter());
    let topics = topics.filter(|row| past(row.updated_on.value())).filter_map(|row| row.source_level.value()).map(|level| level.0).max();
    let reports = folder.reports.iter().filter(|doc| past(doc.record.day_or(&doc.stem)));
    let reports = reports.filter_map(|doc| doc.record.source_level.value()).map(|level| level.0).max();
    people.max(topics).max(reports)
}
