//! VIS-03: the chairman or general manager visits a VIP customer each half-year.

use crate::archive::DocKind;
use crate::findings::Level;
use crate::form::choices::{StaffRole, Tier};
use crate::model::period::PeriodKind;
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, ours, source};
use crate::words::words;

use super::Callback;

pub(super) static RULE: Rule = Rule {
    id: "VIS-03",
    title: words(
        "VIP客户每半年有选择地由董事长、总经理现场回访",
        "the chairman or general manager visits VIP customers on site each half-year, by choice",
    ),
    sources: &[source(Seed::S003, "第十一条（三）2")],
    quote: "董事长、总经理每半年起码 1 次有选择的进行现场回访",
    level: Levels::Fixed(Level::Info),
    lesser: None,
    when: When::Audit,
    params: &[super::TIMES],
    needs: &[DocKind::Customer],
    uses: super::COUNTED,
    yields_to: &[],
    anchor: super::AT_TIER,
    meaning: words(
        "VIP客户在最近一个完整半年内至少有一次「现场走访」，我方参加的有董事长或总经理。制度说「有选择的」，所以只作提示。半年开始时还没有建档、或制度还没有施行的，不判断。",
        "A customer of tier vip had at least one contact of kind onsite in the newest complete half-year in which our chairman or general manager took part. The regulation leaves the choice, so this is only a hint. A half that began before the archive was set up, or before the regulation took effect, is not judged.",
    ),
    remedy: words("请考虑安排董事长或总经理现场回访", "consider a visit by the chairman or general manager"),
    bad: "tier = \"vip\"\n# 上半年的现场走访都没有董事长、总经理",
    good: "kind = \"onsite\"\nours = [\"zheng-keqin\"]   # 董事长",
    run: Run::Customer(run),
};

/// What it asks for.
pub(super) static CALLBACK: Callback = Callback {
    rule: &RULE,
    kind: PeriodKind::Half,
    what: words("董事长或总经理的现场回访", "on-site visits by the chairman or general manager"),
    by: StaffRole::ExecutiveTop,
    asked: |scene| super::of_tier(scene, Tier::Vip),
    fits: |scene, contact| {
        super::is_onsite(contact) && super::took_part(contact, |id| ours::may_have_role(scene.world, id, StaffRole::ExecutiveTop))
    },
};

fn run(scene: &mut Scene<'_>) {
    super::demand(scene, &CALLBACK);
}
