//! F5-04: no row of 附表5 is older than three months.

use crate::archive::DocKind;
use crate::findings::{Level, Safety};
use crate::rules::{Default, Levels, Param, Rule, Run, Scene, Seed, Strict, When, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "F5-04",
    title: words("客户信息三个月内更新过", "what is known of the customer was updated within three months"),
    sources: &[source(Seed::S000, "第十三条 3")],
    quote: "三个月增补或调节一次",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Audit,
    params: &[Param {
        name: "max_days",
        default: Default::Int(92),
        strict: Strict::Low,
        unit: words("天", "days"),
        what: words("距「更新日期」超过多少天为过期", "how many days after `updated_on` a row is out of date"),
    }],
    needs: &[DocKind::Insight],
    uses: &[],
    yields_to: &[],
    anchor: words("该主题的「更新日期」", "the topic's `updated_on`"),
    meaning: words("每一行的「更新日期」距当天不超过规定的天数。", "No row's `updated_on` is more than so many days before the day."),
    remedy: words("请核实这一主题，增补后把「更新日期」改为当天", "check the topic, bring it up to date and set `updated_on` to the day"),
    bad: "updated_on = 2026-03-05   # 到 2026-07-08 已 125 天",
    good: "updated_on = 2026-06-05",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let Some(today) = scene.today else { return };
    let most = scene.param("max_days");
    let lang = scene.lang();
    for (doc, topic, row) in super::rows(scene) {
        let Some(updated) = row.updated_on.value() else { continue };
        let days = (today - updated).num_days();
        if days <= most {
            continue;
        }
        let label = topic.label(lang);
        let message = say!(
            lang,
            "「{label}」{updated} 更新后已 {days} 天，超过 {most} 天",
            "{label} was updated on {updated}, {days} days ago; at most {most} days are allowed"
        );
        let span = row.updated_on.span;
        scene.find(&doc.info, span, "topics.updated_on", message).about(topic.key()).fix_value(span, today.to_string(), Safety::Example);
    }
}
