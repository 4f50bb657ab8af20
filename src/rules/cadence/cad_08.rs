//! CAD-08: what was updated is handed to the information administrator in writing.

use crate::archive::DocKind;
use crate::findings::{Level, Safety};
use crate::rules::{Default, Levels, Param, Rule, Run, Scene, Seed, Strict, When, ours, source};
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
        "增补 7 天后，「归档」的日期仍早于「最近增补日期」：新的内容还没有交信息管理员。两项中有一项没有填写的不判断（没有归档见 ARC-03）。由 git 合并记录代替归档的，目前不判断。",
        "More than seven days after a change the date of `filed` still lies before `last_updated`: what is new was not handed over. Not judged where one of the two is missing (nothing filed is ARC-03's). Merges in git as a substitute for filing are not looked at yet.",
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
    let (Some(updated), Some(filed)) = (doc.record.last_updated.value(), field.value()) else { return };
    let most = scene.param("days");
    if filed >= updated || !ours::counts(scene.world, scene.today, Some(updated)) || (today - updated).num_days() <= most {
        return;
    }
    let message = say!(
        scene.lang(),
        "{updated} 增补的内容超过 {most} 天没有交信息管理员，最近归档是 {filed}",
        "what was changed on {updated} was not handed to the information administrator within {most} days; last filed on {filed}"
    );
    scene.find(&doc.info, field.span, "filed.date", message).fix_value(field.span, today.to_string(), Safety::Example);
}
