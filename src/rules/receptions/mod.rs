//! RCP-…: 第十条 客户招待 of `003`: what the table asks for by tier and visitor's rank. 一般客户 are named there without a standard.

mod rcp_01;
mod rcp_02;
mod rcp_03;

use crate::archive::Doc;
use crate::form::choices::{Tier, VisitorRank};
use crate::form::registers::Reception;
use crate::say;

use super::{Rule, Scene, ours};

pub(crate) use rcp_02::approver;

/// The family, in the order of the catalogue.
pub(super) static RULES: &[&Rule] = &[&rcp_01::RULE, &rcp_02::RULE, &rcp_03::RULE];

/// A reception for which the table has a standard.
struct Visit<'a> {
    doc: &'a Doc<Reception>,
    /// The customer's tier: vip or key.
    tier: Tier,
    /// How high the visitor stands.
    rank: VisitorRank,
}

/// The receptions up to the day and not before the regulation's first day, of a customer whose tier has a standard.
fn visits<'a>(scene: &Scene<'a>) -> impl Iterator<Item = Visit<'a>> + use<'a> {
    let tier = scene.tier().filter(|tier| matches!(tier, Tier::Vip | Tier::Key));
    let (world, today) = (scene.world, scene.today);
    let docs = scene.customer.receptions.iter();
    docs.filter_map(move |doc| {
        let day = doc.record.date.value()?;
        let counts = ours::counts(world, today, Some(day));
        Some(Visit { doc, tier: tier.filter(|_| counts)?, rank: doc.record.visitor_rank.value()? })
    })
}

/// `2026-06-18 VIP客户的董事长/总经理来访`, to begin a message with.
fn called(scene: &Scene<'_>, visit: &Visit<'_>) -> String {
    let lang = scene.lang();
    let day = visit.doc.record.date.value().map(|day| day.to_string()).unwrap_or_default();
    let (tier, rank) = (visit.tier.label(lang), visit.rank.label(lang));
    say!(lang, "{day} {tier}的{rank}来访", "visit of {day} ({tier} customer, {rank})")
}
