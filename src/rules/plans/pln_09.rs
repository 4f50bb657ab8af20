//! PLN-09: an objective can be measured.

use crate::archive::DocKind;
use crate::findings::Level;
use crate::form::kind::TextOrList;
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, lines, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "PLN-09",
    title: words("目标可以衡量", "each objective can be measured"),
    sources: &[source(Seed::S000, "第十五条 5")],
    quote: "具体简介为达到这一目旳而制定旳行动筹划",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Check,
    params: &[],
    needs: &[DocKind::Plan],
    uses: &[],
    yields_to: &[],
    anchor: words("该目标的「内容」", "`text` of the objective"),
    meaning: words(
        "「客户计划」的目标写成列表时，每个目标写明衡量指标和目标值。目标有没有行动由 F7A-07 判断；目标写成一段文字的不判断。审计时看当年的计划。",
        "Where `objectives` is a list, each has a `measure` and a `target`. Whether an action serves it is F7A-07's matter; objectives in one text are not judged. An audit looks at the plan of the year.",
    ),
    remedy: words("请为该目标写明衡量指标和目标值", "give the objective a measure and a target"),
    bad: "[[plan.objectives]]\nid = \"O1\"\ntext = \"提高春城片区份额\"",
    good: "[[plan.objectives]]\nid = \"O1\"\ntext = \"提高春城片区份额\"\nmeasure = \"中标份额\"\ntarget = \"60\"\nunit = \"%\"",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    for doc in scene.plans() {
        let Some(TextOrList::List(objectives)) = doc.record.plan.get().and_then(|plan| plan.objectives.get()) else { continue };
        for item in objectives {
            let objective = &item.value;
            let fields =
                [(&objective.measure, "measure", words("衡量指标", "measure")), (&objective.target, "target", words("目标值", "target"))];
            let missing: Vec<_> = fields.into_iter().filter(|(field, ..)| field.is_blank()).collect();
            let Some((first, ..)) = missing.first() else { continue };
            let lang = scene.lang();
            let name = objective.text.get().or_else(|| objective.id.get()).map_or("…", |text| text.as_str());
            let labels = missing.iter().map(|(.., label)| label.get(lang)).collect::<Vec<_>>();
            let labels = labels.join(words("、", " and ").get(lang));
            let message = say!(lang, "目标「{name}」没有写明{labels}", "the objective `{name}` has no {labels}");
            let absent: Vec<(&str, String)> = missing
                .iter()
                .filter(|(field, ..)| field.is_absent())
                .map(|(_, key, _)| (*key, if *key == "target" { "60".to_owned() } else { say!(lang, "\"中标份额\"", "\"share won\"") }))
                .collect();
            let text = &objective.text;
            let span = if first.is_absent() { text.or(objective.head) } else { first.span };
            let fix = lines::added(doc.info.syntax, objective.head, text.key_span, &absent);
            let finding = scene.find(&doc.info, span, "plan.objectives", message).about(name);
            finding.fix = fix;
        }
    }
}
