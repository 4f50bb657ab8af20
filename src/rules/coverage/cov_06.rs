//! COV-06: several of ours carry the contact plan.

use std::collections::BTreeSet;

use crate::archive::DocKind;
use crate::findings::{Level, Safety};
use crate::form::reader::literal;
use crate::rules::{Default, Levels, Param, Rule, Run, Scene, Seed, Strict, When, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "COV-06",
    title: words("接触计划中至少有两位我方人员", "at least two of ours carry the contact plan"),
    sources: &[source(Seed::S000, "附表6")],
    quote: "人员2",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Audit,
    params: &[Param {
        name: "min_persons",
        default: Default::Int(2),
        strict: Strict::High,
        unit: words("人", "persons"),
        what: words("接触计划中我方人员至少几人", "how many of ours the contact plan should have"),
    }],
    needs: &[DocKind::Plan],
    uses: &[],
    yields_to: &["PLN-02"],
    anchor: words("接触计划第一行的「我方联系人员」", "`ours` of the contact plan's first line"),
    meaning: words(
        "当年接触计划（附表6）的各行中，「我方联系人员」至少有两位不同的人。没有接触安排的不判断（见 COV-01）。",
        "The lines of the year's contact plan (form 6) name at least two different people of ours. A plan without lines is COV-01's matter.",
    ),
    remedy: words("请让另一位同事承担其中一部分联系", "let another colleague take over some of the lines"),
    bad: "# 各行都是同一人\nours = \"chen-li\"",
    good: "ours = \"chen-li\"\n# 另一行\nours = \"ma-chao\"",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    if scene.today.is_none() {
        return;
    }
    let (lang, least) = (scene.lang(), scene.param("min_persons"));
    for plan in scene.plans() {
        if plan.record.contact_lines().any(|line| line.ours.is_bad()) {
            continue;
        }
        let ours: BTreeSet<&str> = plan.record.contact_lines().filter_map(|line| line.ours.get()).map(|one| &*one.id).collect();
        let count = ours.len();
        let Some(first) = plan.record.contact_lines().find(|line| !line.ours.is_blank()) else { continue };
        if i64::try_from(count).unwrap_or(i64::MAX) >= least {
            continue;
        }
        let names = lang.join(ours.iter().map(|id| scene.staff_name(id)));
        let lines = plan.record.contact_lines().count();
        let message = say!(
            lang,
            "接触计划的 {lines} 行「我方联系人员」只有 {count} 人（{names}），应至少 {least} 人",
            "the {lines} lines of the contact plan name only {count} of ours ({names}); at least {least} are wanted"
        );
        let right = literal(plan.info.syntax, super::colleague(lang));
        let span = first.ours.span;
        scene.find(&plan.info, span, "contact_plan.lines.ours", message).fix_value(span, right, Safety::Example);
    }
}
