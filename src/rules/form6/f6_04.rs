//! F6-04: how often a contact is planned. From 1 to 366 while the form is read; here the organisation's own limit.

use crate::archive::DocKind;
use crate::findings::{Level, Safety};
use crate::rules::{Default, Levels, Param, Rule, Run, Scene, Seed, Strict, When, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "F6-04",
    title: words("联系次数是不小于 1 的整数", "the number of contacts is a whole number from 1 on"),
    sources: &[source(Seed::S000, "附表6")],
    quote: "联系次数",
    level: Levels::Fixed(Level::Error),
    lesser: None,
    when: When::Check,
    params: &[Param {
        name: "max_times",
        default: Default::Int(366),
        strict: Strict::Low,
        unit: words("次", "times"),
        what: words("一年最多计划联系几次；不大于 366", "the most contacts that may be planned a year; not above 366"),
    }],
    needs: &[DocKind::Plan],
    uses: &[],
    yields_to: &[],
    anchor: words("该行的「联系次数」", "`times` of the line"),
    meaning: words(
        "每行的「联系次数」已填写，是全年计划联系的次数：整数，不小于 1，不大于上限。",
        "`times` of each line is filled in: the contacts planned for the year, a whole number from 1 up to the limit.",
    ),
    remedy: words("请填写全年计划联系的次数", "write how many contacts are planned for the year"),
    bad: "times = 0",
    good: "times = 4",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let most = scene.param("max_times");
    if most >= 366 {
        return;
    }
    let lang = scene.lang();
    for line in super::lines(scene) {
        let Some(times) = line.row.times.value().filter(|times| times.0 > most) else { continue };
        let (ours, person) = (scene.staff_name(line.ours), scene.person_name(line.person));
        let message = say!(
            lang,
            "{ours}与{person}的联系次数 {} 超过上限 {most}",
            "{ours} plans {} contacts with {person}; the limit is {most}",
            times.0
        );
        let span = line.row.times.span;
        scene.find(&line.doc.info, span, "contact_plan.lines.times", message).about(line.person).fix_value(
            span,
            most.to_string(),
            Safety::Example,
        );
    }
}
