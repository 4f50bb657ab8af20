//! VIS-05: whoever is in charge visits a general customer each half-year, by choice.

use crate::archive::DocKind;
use crate::findings::Level;
use crate::form::choices::{StaffRole, Tier};
use crate::model::period::PeriodKind;
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, source};
use crate::words::words;

use super::Callback;

pub(super) static RULE: Rule = Rule {
    id: "VIS-05",
    title: words(
        "一般客户每半年有选择地由有关负责人现场回访",
        "whoever is in charge visits general customers on site each half-year, by choice",
    ),
    sources: &[source(Seed::S003, "第十一条（三）4")],
    quote: "有关负责人每半年起码 1 次有选择的进行现场回访",
    level: Levels::Fixed(Level::Info),
    lesser: None,
    when: When::Audit,
    params: &[super::TIMES],
    needs: &[DocKind::Customer],
    uses: super::COUNTED,
    yields_to: &[],
    anchor: super::AT_TIER,
    meaning: words(
        "一般客户在最近一个完整半年内至少有一次「现场走访」，我方参加的有客户经理、市场部部长、销售总监或公司领导。没有现场回访的，另由 VIS-06 要求每月联系。半年开始时还没有建档、或制度还没有施行的，不判断。",
        "A customer of tier general had at least one contact of kind onsite in the newest complete half-year in which the account manager, a director or an executive took part. Without it VIS-06 asks for a contact each month. A half that began before the archive was set up, or before the regulation took effect, is not judged.",
    ),
    remedy: words(
        "请考虑安排一次现场回访；不去的，每月联系一次（VIS-06）",
        "consider a visit on site; without it, get in touch each month (VIS-06)",
    ),
    bad: "tier = \"general\"\n# 上半年没有 kind = \"onsite\" 的报告",
    good: "kind = \"onsite\"   # 现场走访\nours = [\"zhou-lan\"]",
    run: Run::Customer(run),
};

/// What it asks for.
pub(super) static CALLBACK: Callback = Callback {
    rule: &RULE,
    kind: PeriodKind::Half,
    what: words("有关负责人的现场回访", "on-site visits by whoever is in charge"),
    by: StaffRole::AccountManager,
    asked: |scene| super::of_tier(scene, Tier::General),
    fits: super::is_led_on_site,
};

fn run(scene: &mut Scene<'_>) {
    super::demand(scene, &CALLBACK);
}
