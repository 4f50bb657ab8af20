//! VIS-01: every important customer is called back.

use crate::archive::DocKind;
use crate::findings::Level;
use crate::form::choices::{ContactPurpose, StaffRole, Tier};
use crate::model::period::PeriodKind;
use crate::rules::classes::names_tier;
use crate::rules::{Default, Levels, Param, Rule, Run, Scene, Seed, Strict, When, source};
use crate::words::words;

use super::Callback;

pub(super) static RULE: Rule = Rule {
    id: "VIS-01",
    title: words("重要客户每季度都有回访", "every important customer is called back each quarter"),
    sources: &[source(Seed::S003, "第十一条（三）1")],
    quote: "对重要的客户实现 100%回访",
    level: Levels::Fixed(Level::Error),
    lesser: None,
    when: When::Audit,
    params: &[
        Param {
            name: "tiers",
            default: Default::List(&[Tier::Vip.key(), Tier::Key.key()]),
            strict: Strict::More,
            unit: words("个层级", "tiers"),
            what: words("哪些层级的客户", "the tiers that are judged"),
        },
        super::TIMES,
        Param {
            name: "escalate_days",
            default: Default::Int(30),
            strict: Strict::Low,
            unit: words("天", "days"),
            what: words(
                "各种回访（VIS-01 至 VIS-10）逾期超过几天，`kehu due --escalate` 列在上级名下",
                "a callback of any kind (VIS-01 to VIS-10) overdue for more than so many days, `kehu due --escalate` lists it under the superior",
            ),
        },
    ],
    needs: &[DocKind::Customer],
    uses: super::COUNTED,
    yields_to: &[],
    anchor: super::AT_TIER,
    meaning: words(
        "VIP客户和重点客户在最近一个完整季度内至少有一次接触，方式不限；接触目的是回访、拜访或没有填写。季度开始时还没有建档、或制度还没有施行的，不判断。",
        "A customer of tier vip or key had at least one contact of any kind in the newest complete quarter, its purpose being callback, visit or not filled in. A quarter that began before the archive was set up, or before the regulation took effect, is not judged.",
    ),
    remedy: words(
        "请尽快回访并写接触情况报告；已经回访的，补写报告",
        "call the customer back and report it; if that was done, write the report",
    ),
    bad: "tier = \"vip\"\n# contact-reports/ 中没有 2026 年 4–6 月的报告",
    good: "# contact-reports/2026-05-15-li-guoqiang-zhou-lan.toml\nkind = \"phone\"\npurpose = \"callback\"",
    run: Run::Customer(run),
};

/// What it asks for.
pub(super) static CALLBACK: Callback = Callback {
    rule: &RULE,
    kind: PeriodKind::Quarter,
    what: words("回访", "callbacks"),
    by: StaffRole::AccountManager,
    asked,
    fits: |_, contact| {
        // A purpose that could not be read was reported there and may be one of the two.
        matches!(contact.doc.record.purpose.value(), None | Some(ContactPurpose::Callback | ContactPurpose::Visit))
    },
};

fn asked(scene: &Scene<'_>) -> Option<&'static str> {
    let tier = scene.tier()?;
    names_tier(&scene.param_list("tiers"), tier).then(|| tier.label(scene.lang()))
}

fn run(scene: &mut Scene<'_>) {
    super::demand(scene, &CALLBACK);
}
