//! F5-…: 附表5 客户信息的意义.

mod f5_01;
mod f5_02;
mod f5_03;
mod f5_04;
mod f5_05;
mod scale;

use crate::archive::Doc;
use crate::form::Spanned;
use crate::form::choices::Topic;
use crate::form::insight::{Insight, TopicRow};
use crate::form::kind::Table;
use crate::words::{Words, words};

use super::{Rule, Scene};

/// The family, in the order of the catalogue.
pub(super) static RULES: &[&Rule] = &[&f5_01::RULE, &f5_02::RULE, &f5_03::RULE, &f5_04::RULE, &f5_05::RULE];

/// A row of 附表5 with its place.
type Row = Spanned<Table<TopicRow>>;

/// 附表5 with its rows; none where the document or the rows are missing.
fn insight<'a>(scene: &Scene<'a>) -> Option<(&'a Doc<Insight>, &'a [Row])> {
    let doc = scene.customer.insight.as_ref()?;
    Some((doc, doc.record.topics.get()?.0.as_slice()))
}

/// The rows whose topic is known: the others were reported where they are read.
pub(crate) fn rows<'a>(scene: &Scene<'a>) -> impl Iterator<Item = (&'a Doc<Insight>, Topic, &'a TopicRow)> + use<'a> {
    let rows = insight(scene).map(|(doc, rows)| rows.iter().map(move |item| (doc, &item.value.0)));
    rows.into_iter().flatten().filter_map(|(doc, row)| row.topic.value().map(|topic| (doc, topic, row)))
}

/// What a right entry looks like, for corrected lines: information and implication.
const fn sample(topic: Topic) -> (Words, Words) {
    match topic {
        Topic::IndustryAndMarket => (
            words("本省 5G 用户渗透率 62%，友商加速共建共享", "5G has reached 62% of users; rivals share sites"),
            words("新建减少、改造增多，应前移到勘察设计阶段", "fewer new sites, more upgrades: be there at the design stage"),
        ),
        Topic::Plans => (
            words("三年内完成算力网络骨干节点布局", "backbone nodes of the computing network within three years"),
            words("机房动力与综合布线是新增长点", "power and cabling of machine rooms will grow"),
        ),
        Topic::Organization => (
            words("采购权上收至省公司，技术评分由计划建设部组织", "purchasing moved to the province; the planning department scores bids"),
            words("须同时做采购中心与计划建设部的工作", "win both the purchasing centre and the planning department"),
        ),
        Topic::Investment => (
            words("2026 年无线网投资 3.1 亿元，三季度启动", "310 million yuan for the radio network in 2026, starting in Q3"),
            words("7 月前完成班组与资质准备", "have teams and certificates ready before July"),
        ),
    }
}
