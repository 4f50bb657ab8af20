//! STA-02: no month is left out.

use crate::archive::DocKind;
use crate::findings::Level;
use crate::model::period::Month;
use crate::rules::{ArchiveScene, Levels, Rule, Run, Seed, When, ours, periods, source};
use crate::say;
use crate::words::words;
use crate::world::World;

pub(super) static RULE: Rule = Rule {
    id: "STA-02",
    title: words("客户信息统计表逐月上报，没有遗漏", "the statistics are handed in for every month"),
    sources: &[source(Seed::S002, "三、(一) Ⅰ 1.(2)")],
    quote: "原则上每月上报一次,不得例外",
    level: Levels::Fixed(Level::Error),
    lesser: None,
    when: When::Audit,
    params: &[],
    needs: &[DocKind::Submissions, DocKind::Settings],
    uses: &[DocKind::Staff],
    yields_to: &[],
    anchor: words("kehu.toml 的 [regulation]", "[regulation] of kehu.toml"),
    meaning: words(
        "一个上报单位从第一次上报客户信息统计表的月份，到最近一次到期的月份之间，每个月都有。最近到期的那个月由 STA-01 指出；制度生效之前开始的月份不追究。截止日见 STA-01.due_day。",
        "Between the first month for which a unit handed in the statistics and the month that fell due last there is no gap. The month that fell due last is STA-01's; none that began before the regulation took effect is judged. The deadline is STA-01.due_day.",
    ),
    remedy: words("请补报遗漏的月份并登记", "hand in the months that were left out and enter them"),
    bad: "# submissions/ 有 2026-03、2026-05、2026-06，没有 2026-04",
    good: "# submissions/ 有 2026-03、2026-04、2026-05、2026-06",
    run: Run::Archive(run),
};

fn run(scene: &mut ArchiveScene<'_>) {
    let Some(today) = scene.today else { return };
    let world: &World = scene.world;
    let Some((info, span)) = scene.regulation() else { return };
    let lang = scene.lang();
    let due = Month::of(periods::last_due_month(today, super::due_day(world)).first_day());
    let units = super::Units::of(world);
    for (at, months) in super::statistics(scene.archive, &units, today).iter().enumerate() {
        let Some(first) = months.first() else { continue };
        let mut left = Vec::new();
        let mut month = first.next();
        while month < due {
            if !months.contains(&month) && periods::counts(month.into(), world, []) {
                left.push(month.to_string());
            }
            month = month.next();
        }
        if left.is_empty() {
            continue;
        }
        let (unit, id) = (units.label(at), units.id(at));
        let few: Vec<&str> = left.iter().map(String::as_str).collect();
        let list = ours::listed(&few, lang);
        let message = say!(
            lang,
            "{unit}从 {first} 起逐月上报客户信息统计表，漏了 {list}",
            "{unit} hands in the statistics since {first}, but left out {list}"
        );
        scene.find(&info, span, "regulation", message).about(id);
    }
}
