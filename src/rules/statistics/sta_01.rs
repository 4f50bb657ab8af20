//! STA-01: the monthly statistics are handed in by the 25th.

use crate::archive::DocKind;
use crate::findings::Level;
use crate::model::period::Month;
use crate::rules::{ArchiveScene, Default, Levels, Param, Rule, Run, Seed, Strict, When, ours, periods, source};
use crate::say;
use crate::words::words;
use crate::world::World;

pub(super) static RULE: Rule = Rule {
    id: "STA-01",
    title: words("客户信息统计表每月 25 日前上报", "the monthly statistics are handed in by the 25th"),
    sources: &[source(Seed::S002, "三、(一) Ⅰ 4")],
    quote: "每月25日将汇总后的客户信息发送至集团公司市场营销部邮箱",
    level: Levels::Fixed(Level::Error),
    lesser: None,
    when: When::Audit,
    params: &[Param {
        name: "due_day",
        default: Default::Int(25),
        strict: Strict::Low,
        unit: words("日", "day of the month"),
        what: words("每月几日以前（含当日）上报当月的统计表", "by which day of the month its statistics are due"),
    }],
    needs: &[DocKind::Submissions, DocKind::Settings],
    uses: &[DocKind::Staff],
    yields_to: &[],
    anchor: words("kehu.toml 的 [regulation]", "[regulation] of kehu.toml"),
    meaning: words(
        "截止日的次日起，每个上报单位（[[units]]；没有时为各大区，再没有时为公司）在 submissions/ 当月的登记中都有一条客户信息统计表。登记没有写单位的，看上报人所在大区。只看最近一次到期的月份；制度生效之前开始的月份不追究。补报的也算。",
        "From the day after the deadline every reporting unit ([[units]]; without them each region; without those the company) has an entry of kind `statistics` in the month's file of submissions/. An entry that names no unit is that of the region of whoever handed it in. Only the month that fell due last is judged, and none that began before the regulation took effect. Late is done.",
    ),
    remedy: words("请上报统计表并登记", "hand in the statistics and enter it"),
    bad: "# 2026-07-08：submissions/2026-06.toml 中没有西南大区的 statistics",
    good: "# submissions/2026-06.toml\n[[submissions]]\nkind = \"statistics\"\nunit = \"southwest\"\nsubmitted_on = 2026-06-25",
    run: Run::Archive(run),
};

fn run(scene: &mut ArchiveScene<'_>) {
    let Some(today) = scene.today else { return };
    let world: &World = scene.world;
    let due_day = super::due_day(world);
    let month = periods::last_due_month(today, due_day);
    if !periods::counts(month, world, [scene.first_established()]) {
        return;
    }
    let Some((info, span)) = scene.regulation() else { return };
    let (lang, ending) = (scene.lang(), ours::ending(world));
    let units = super::Units::of(world);
    let own = Month::of(month.first_day());
    let due = own.day(u32::try_from(due_day).unwrap_or(1));
    let months = super::statistics(scene.archive, &units, today);
    for (at, months) in months.iter().enumerate().filter(|(_, months)| !months.contains(&own)) {
        let (unit, id, label) = (units.label(at), units.id(at), month.label(lang));
        let message = say!(
            lang,
            "{unit}没有上报{label}的客户信息统计表，期限是 {due}",
            "{unit} has not handed in the statistics for {label}, due by {due}"
        );
        let help = match months.last() {
            Some(last) => {
                let last = last.label(lang);
                say!(
                    lang,
                    "请补报，并登记到 submissions/{month}.{ending}（最近一次是{last}）",
                    "hand it in and enter it in submissions/{month}.{ending} (the last one was for {last})"
                )
            }
            None => say!(
                lang,
                "请补报，并登记到 submissions/{month}.{ending}（至今没有登记过）",
                "hand it in and enter it in submissions/{month}.{ending} (there is none so far)"
            ),
        };
        scene.find(&info, span, "regulation", message).about(id).help(help);
    }
}
