//! F3-06: the assessment of a relation is fresh.

use crate::archive::DocKind;
use crate::findings::{Level, Safety};
use crate::rules::{Default, Levels, Param, Rule, Run, Scene, Seed, Strict, When, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "F3-06",
    title: words("关系状况定期重新评估", "the relationship status is assessed afresh in time"),
    sources: &[source(Seed::S000, "第十二条 4")],
    quote: "及时填写、更新客户信息档案旳内容",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Audit,
    params: &[Param {
        name: "max_days",
        default: Default::Int(92),
        strict: Strict::Low,
        unit: words("天", "days"),
        what: words("「评估日期」距今最多几天", "how old `assessed_on` may be at most"),
    }],
    needs: &[DocKind::KeyPeople],
    uses: &[],
    yields_to: &[],
    anchor: words("关键人物表的「评估日期」", "`assessed_on` of the person"),
    meaning: words(
        "「评估日期」到当天超过 92 天（一个季度）为过期；正好 92 天不算。",
        "`assessed_on` lies more than 92 days (a quarter) back; exactly 92 days is in time.",
    ),
    remedy: words(
        "请重新评估关系状况，并更新「关系状况」和「评估日期」",
        "assess the relation afresh and update `status` and `assessed_on`",
    ),
    bad: "assessed_on = 2026-02-11   # 2026-07-08 时已过 147 天",
    good: "assessed_on = 2026-06-24",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let (Some(doc), Some(day)) = (scene.people_doc(), scene.today) else { return };
    let (lang, most) = (scene.lang(), scene.param("max_days"));
    for row in scene.each_person() {
        let Some(assessed) = row.assessed_on.value() else { continue };
        let age = (day - assessed).num_days();
        if age <= most {
            continue;
        }
        let name = row.called();
        let message = say!(
            lang,
            "{name}的「评估日期」为 {assessed}，距今 {age} 天，超过 {most} 天",
            "the assessment of {name} is of {assessed}, {age} days ago; at most {most} days are allowed"
        );
        let span = row.assessed_on.span;
        scene.find(&doc, span, "people.assessed_on", message).about(row.key()).fix_value(span, day.to_string(), Safety::Example);
    }
}
