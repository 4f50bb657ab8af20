//! SEC-…: secrecy and lending (第十三条 2; seeds 002 and 003).

mod duties;
mod sec_01;
mod sec_02;
mod sec_03;
mod sec_07;
mod sec_08;
mod sec_09;
mod sec_10;

use crate::archive::{Doc, Loaded};
use crate::form::registers::Loan;
use crate::world::World;

use super::{ArchiveScene, Rule, ours};

/// The family, in the order of the catalogue.
pub(super) static RULES: &[&Rule] = &[
    &sec_01::RULE,
    &sec_02::RULE,
    &sec_03::RULE,
    &duties::SEC_04,
    &duties::SEC_05,
    &duties::SEC_06,
    &sec_07::RULE,
    &sec_08::RULE,
    &sec_09::RULE,
    &sec_10::RULE,
];

/// The cards lent out by the day, and not before the regulation took effect.
pub(crate) fn loans<'a>(scene: &ArchiveScene<'a>) -> impl Iterator<Item = &'a Doc<Loan>> + use<'a> {
    let (world, archive, today): (&'a World, &'a Loaded, _) = (scene.world, scene.archive, scene.today);
    archive.registers.loans.iter().filter(move |doc| ours::counts(world, today, doc.record.lent_on.value()))
}

/// Whether `[access]` wants the personal sheets encrypted.
pub(super) fn seals_sheets(world: &World) -> bool {
    let list = world.settings.access.get().and_then(|access| access.encrypt.get());
    list.is_some_and(|list| list.iter().any(|word| matches!(word.trim_end_matches('/'), "people" | "附表2")))
}
