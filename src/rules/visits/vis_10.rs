//! VIS-10: the regional manager visits a 大客户 each half-year.

use crate::archive::DocKind;
use crate::findings::Level;
use crate::form::choices::StaffRole;
use crate::model::period::PeriodKind;
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, ours, source};
use crate::words::words;

use super::Callback;

pub(super) static RULE: Rule = Rule {
    id: "VIS-10",
    title: words("大区经理每半年拜访大客户", "the regional manager visits a key account each half-year"),
    sources: &[source(Seed::S004, "让大客户满意的工作措施 3)")],
    quote: "区域经理每半年至少拜访大客户一次",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Audit,
    params: &[super::TIMES],
    needs: &[DocKind::Customer],
    uses: super::COUNTED,
    yields_to: &[],
    anchor: super::AT_TIER,
    meaning: words(
        "大客户（填有「大客户」，或层级为VIP客户）在最近一个完整半年内至少有一次大区经理参加的会面或现场走访。半年开始时还没有建档、或制度还没有施行的，不判断。",
        "A key account (`key_account` filled in, or tier vip) had at least one meeting or visit on site with a regional manager in the newest complete half-year. A half that began before the archive was set up, or before the regulation took effect, is not judged.",
    ),
    remedy: words(
        "请大区经理安排拜访；已经拜访的，补写接触情况报告",
        "let the regional manager visit the customer; if that was done, write the report",
    ),
    bad: "tier = \"vip\"\n# 上半年的会面、走访都没有大区经理",
    good: "kind = \"meeting\"\nours = [\"ma-chao\", \"zhou-lan\"]   # 马超：大区经理",
    run: Run::Customer(run),
};

/// What it asks for.
pub(super) static CALLBACK: Callback = Callback {
    rule: &RULE,
    kind: PeriodKind::Half,
    what: words("大区经理的拜访", "visits by the regional manager"),
    by: StaffRole::RegionalManager,
    asked: super::key_account,
    fits: |scene, contact| {
        super::is_visit(contact) && super::took_part(contact, |id| ours::may_have_role(scene.world, id, StaffRole::RegionalManager))
    },
};

fn run(scene: &mut Scene<'_>) {
    super::demand(scene, &CALLBACK);
}
