//! VIS-09: the account manager visits a 大客户 each month.

use crate::archive::DocKind;
use crate::findings::Level;
use crate::form::choices::StaffRole;
use crate::model::period::PeriodKind;
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, source};
use crate::words::words;

use super::Callback;

pub(super) static RULE: Rule = Rule {
    id: "VIS-09",
    title: words("客户经理每月拜访大客户", "the account manager visits a key account each month"),
    sources: &[source(Seed::S004, "让大客户满意的工作措施 3)")],
    quote: "大客户部经理至少每月拜访大客户一次",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Audit,
    params: &[super::TIMES],
    needs: &[DocKind::Customer],
    uses: super::COUNTED,
    yields_to: &[],
    anchor: super::AT_TIER,
    meaning: words(
        "大客户（填有「大客户」，或层级为VIP客户）在最近一个完整月份内至少有一次客户经理参加的会面或现场走访。月份开始时还没有建档、或制度还没有施行的，不判断。",
        "A key account (`key_account` filled in, or tier vip) had at least one meeting or visit on site with the account manager in the newest complete month. A month that began before the archive was set up, or before the regulation took effect, is not judged.",
    ),
    remedy: words(
        "请客户经理安排拜访；已经拜访的，补写接触情况报告",
        "let the account manager visit the customer; if that was done, write the report",
    ),
    bad: "key_account = [\"critical\"]\n# 6 月只有 kind = \"phone\" 的报告",
    good: "# contact-reports/2026-06-10-wang-min-zhou-lan.toml\nkind = \"meeting\"\nours = [\"zhou-lan\"]   # 客户经理",
    run: Run::Customer(run),
};

/// What it asks for.
pub(super) static CALLBACK: Callback = Callback {
    rule: &RULE,
    kind: PeriodKind::Month,
    what: words("客户经理的拜访", "visits by the account manager"),
    by: StaffRole::AccountManager,
    asked: super::key_account,
    fits: |scene, contact| super::is_visit(contact) && super::took_part(contact, |id| super::manages(scene, id, contact.day)),
};

fn run(scene: &mut Scene<'_>) {
    super::demand(scene, &CALLBACK);
}
