//! CAD-08: what was updated is handed to the information administrator in writing.

use chrono::NaiveDate;

use crate::archive::DocKind;
use crate::archive::past::Step;
use crate::findings::{Level, Safety};
use crate::form::choices::StaffRole;
use crate::form::staff::StaffRow;
use crate::rules::{Default, Levels, Param, Rule, Run, Scene, Seed, Strict, When, earlier, ours, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "CAD-08",
    title: words("更新内容书面交市场部信息管理员", "updates go to the information administrator in writing"),
    sources: &[source(Seed::S000, "第十二条 4")],
    quote: "更新内容应及时书面提供应市场部信息管理员",
    level: Levels::Fixed(Level::Info),
    lesser: None,
    when: When::Audit,
    params: &[Param {
        name: "days",
        default: Default::Int(7),
        strict: Strict::Low,
        unit: words("天", "days"),
        what: words("增补后几天以内重新归档", "within how many days after a change it is filed anew"),
    }],
    needs: &[DocKind::Customer],
    uses: &[],
    yields_to: &[],
    anchor: words("「归档」的日期", "`date` of `filed`"),
    meaning: words(
        "增补 7 天后，「归档」的日期仍早于「最近增补日期」：新的内容还没有交信息管理员。没有填写「最近增补日期」的，以 git 中改动该客户资料的提交为准；核定、归档、增补日期的登记，和信息管理员自己的提交不算（按 staff.toml 的 email 或姓名认人）。两样都没有的、没有归档的（见 ARC-03）不判断。",
        "More than seven days after a change the date of `filed` still lies before `last_updated`: what is new was not handed over. Where `last_updated` is not filled in, the commits in git that change the customer's documents count; not those that only enter a verification, a filing or the day of an update, nor those of an information administrator (known by `email` in staff.toml, or by name). Not judged where there is neither, and where nothing was filed (that is ARC-03's).",
    ),
    remedy: words(
        "请把更新内容书面交市场部信息管理员，并更新「归档」的日期",
        "hand what is new to the information administrator and bring the date of `filed` up to date",
    ),
    bad: "last_updated = 2026-06-22\n[filed]\ndate = 2026-03-30",
    good: "last_updated = 2026-06-22\n[filed]\ndate = 2026-06-30",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let (Some(doc), Some(today)) = (&scene.customer.profile, scene.today) else { return };
    let Some(field) = doc.record.filed.get().map(|filed| &filed.date) else { return };
    let Some(filed) = field.value() else { return };
    let (most, lang) = (scene.param("days"), scene.lang());
    let is_late = |day: NaiveDate| day > filed && ours::counts(scene.world, scene.today, Some(day)) && (today - day).num_days() > most;
    let message = if doc.record.last_updated.is_blank() {
        let Some(step) = committed(scene, is_late) else { return };
        let by = earlier::by(scene, Some(step));
        say!(
            lang,
            "git 中的改动（{by}）超过 {most} 天没有交信息管理员，最近归档是 {filed}",
            "what was changed in git ({by}) was not handed to the information administrator within {most} days; last filed on {filed}"
        )
    } else {
        let Some(updated) = doc.record.last_updated.value().filter(|day| is_late(*day)) else { return };
        say!(
            lang,
            "{updated} 增补的内容超过 {most} 天没有交信息管理员，最近归档是 {filed}",
            "what was changed on {updated} was not handed to the information administrator within {most} days; last filed on {filed}"
        )
    };
    scene.find(&doc.info, field.span, "filed.date", message).fix_value(field.span, today.to_string(), Safety::Example);
}

/// The newest commit with something to hand over that is overdue.
fn committed<'a>(scene: &Scene<'a>, is_late: impl Fn(NaiveDate) -> bool) -> Option<&'a Step> {
    let world = scene.world;
    let is_admin = |row: &StaffRow| row.has_role(StaffRole::InfoAdmin) || ours::is_unread(row);
    // Whom the register does not know may be an administrator whose address it lacks.
    let all_known = || world.staff.rows.iter().filter(|row| is_admin(row)).all(|row| !row.email.is_blank());
    let is_theirs = |step: &Step| earlier::author_of(step, world).map_or_else(|| !all_known(), is_admin);
    let steps = scene.past()?.steps.iter().rev().map(|step| &**step);
    steps.filter(|step| step.substance && is_late(step.day)).find(|step| !is_theirs(step))
}
