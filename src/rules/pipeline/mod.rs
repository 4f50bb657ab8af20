//! PIP-…: following up opportunities, the projects of 附表7 收益计划.

pub(crate) mod pip_01;
mod pip_02;
mod pip_03;
pub(crate) mod pip_04;
mod pip_05;

use crate::form::kind::StageRef;
use crate::form::settings::Stage;
use crate::world::World;

use super::Rule;

/// The family, in the order of the catalogue.
pub(super) static RULES: &[&Rule] = &[&pip_01::RULE, &pip_02::RULE, &pip_03::RULE, &pip_04::RULE, &pip_05::RULE];

/// Where the management rules for opportunities stand in the bundle of seed 001.
const ARTICLE: &str = "客户关系管理系统(CRM)管理办法 第三条 2";

/// The row of `[[stages]]` that a project's stage names, with its place in the list.
fn stage<'w>(world: &'w World, stage: &StageRef) -> Option<(usize, &'w Stage)> {
    let at = world.stages.at(&stage.id).filter(|_| stage.known)?;
    let rows = world.settings.stages.get()?;
    Some((at, &rows.0.get(at)?.value.0))
}

/// How far along a stage is: its `order`, else its place in the list; none of an unknown one.
pub(crate) fn order(world: &World, reference: &StageRef) -> Option<i64> {
    let (at, row) = stage(world, reference)?;
    Some(row.order.value().map_or(i64::try_from(at).unwrap_or(i64::MAX), |order| order.0))
}
