//! VIS-06: a general customer that is not visited on site hears from the account manager each month.

use crate::archive::DocKind;
use crate::findings::Level;
use crate::form::choices::{StaffRole, Tier};
use crate::model::period::{Period, PeriodKind};
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, source};
use crate::words::words;

use super::Callback;

pub(super) static RULE: Rule = Rule {
    id: "VIS-06",
    title: words(
        "没有现场回访的一般客户，客户经理每月联系一次",
        "the account manager is in touch each month with a general customer that is not visited on site",
    ),
    sources: &[source(Seed::S003, "第十一条（三）4")],
    quote: "分管业务人员每个月起码 1 次现场回访",
    level: Levels::Fixed(Level::Info),
    lesser: None,
    when: When::Audit,
    params: &[super::TIMES],
    needs: &[DocKind::Customer],
    uses: super::COUNTED,
    yields_to: &[],
    anchor: super::AT_TIER,
    meaning: words(
        "一般客户从最近一个完整半年的第一天到当天没有 VIS-05 那样的现场回访时，客户经理在最近一个完整月份内至少有一次接触，方式不限（制度写的是现场，比对VIP客户的要求还严，所以不限方式）。月份开始时还没有建档、或制度还没有施行的，不判断。",
        "Where a customer of tier general had no visit on site as in VIS-05 since the first day of the newest complete half-year, the account manager had at least one contact of any kind in the newest complete month. (The regulation writes on site, which is more than it asks for a VIP customer; hence any kind.) A month that began before the archive was set up, or before the regulation took effect, is not judged.",
    ),
    remedy: words("请客户经理联系客户并写接触情况报告", "let the account manager get in touch and report it"),
    bad: "tier = \"general\"\n# 上半年没有现场回访，6 月也没有接触情况报告",
    good: "# contact-reports/2026-06-10-wang-min-zhou-lan.toml\nkind = \"phone\"\nours = [\"zhou-lan\"]   # 客户经理",
    run: Run::Customer(run),
};

/// What it asks for.
pub(super) static CALLBACK: Callback = Callback {
    rule: &RULE,
    kind: PeriodKind::Month,
    what: words("客户经理的联系", "contacts with the account manager"),
    by: StaffRole::AccountManager,
    asked,
    fits: |scene, contact| super::took_part(contact, |id| super::manages(scene, id, contact.day)),
};

/// Only where nobody was on site as VIS-05 asks for.
fn asked(scene: &Scene<'_>) -> Option<&'static str> {
    let (who, today) = (super::of_tier(scene, Tier::General)?, scene.today?);
    let since = Period::last_complete(PeriodKind::Half, today).first_day();
    let visited = scene.contacts().all().any(|contact| contact.day >= since && super::is_led_on_site(scene, &contact));
    (!visited).then_some(who)
}

fn run(scene: &mut Scene<'_>) {
    super::demand(scene, &CALLBACK);
}
