//! VIS-02: a vice-president or whoever is in charge visits a VIP customer each quarter.

use crate::archive::DocKind;
use crate::findings::Level;
use crate::form::choices::{StaffRole, Tier};
use crate::model::period::PeriodKind;
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, source};
use crate::words::words;

use super::Callback;

pub(super) static RULE: Rule = Rule {
    id: "VIS-02",
    title: words(
        "VIP客户每季度由主管副总或有关负责人现场回访",
        "a vice-president or whoever is in charge visits a VIP customer on site each quarter",
    ),
    sources: &[source(Seed::S003, "第十一条（三）2")],
    quote: "访每季度许多于 1 次",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Audit,
    params: &[super::TIMES],
    needs: &[DocKind::Customer],
    uses: super::COUNTED,
    yields_to: &[],
    anchor: super::AT_TIER,
    meaning: words(
        "VIP客户在最近一个完整季度内至少有一次接触方式为「现场走访」的接触，我方参加的有客户经理、市场部部长、销售总监或公司领导。季度开始时还没有建档、或制度还没有施行的，不判断。",
        "A customer of tier vip had at least one contact of kind onsite in the newest complete quarter in which the account manager, a director or an executive took part. A quarter that began before the archive was set up, or before the regulation took effect, is not judged.",
    ),
    remedy: words(
        "请安排主管副总或有关负责人现场回访；已经去过的，核对报告的接触方式和我方人员",
        "let a vice-president or whoever is in charge visit the customer on site; if that was done, check `kind` and `ours` of the report",
    ),
    bad: "tier = \"vip\"\n# 本季度只有 kind = \"phone\"、\"meeting\" 的报告",
    good: "kind = \"onsite\"   # 现场走访\nours = [\"gao-zhenyu\", \"zhou-lan\"]",
    run: Run::Customer(run),
};

/// What it asks for.
pub(super) static CALLBACK: Callback = Callback {
    rule: &RULE,
    kind: PeriodKind::Quarter,
    what: words("主管副总或有关负责人的现场回访", "on-site visits by a vice-president or whoever is in charge"),
    by: StaffRole::AccountManager,
    asked: |scene| super::of_tier(scene, Tier::Vip),
    fits: super::is_led_on_site,
};

fn run(scene: &mut Scene<'_>) {
    super::demand(scene, &CALLBACK);
}
