//! F7B-12: no project stays open after its plan's year.

use chrono::Datelike;

use crate::archive::DocKind;
use crate::findings::{Level, Safety};
use crate::form::choices::Outcome;
use crate::form::reader::literal;
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, lines, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "F7B-12",
    title: words("计划年度过后项目都有结果", "after the plan's year every project has an outcome"),
    sources: &[source(Seed::S000, "附表7 收益计划 填表说明")],
    quote: "下一年度",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Audit,
    params: &[],
    needs: &[DocKind::Plan],
    uses: &[],
    yields_to: &[],
    anchor: words("项目的「结果」，没有时为「项目名称」", "`outcome` of the project, else `project`"),
    meaning: words(
        "以往年度的收益计划中，结果仍是进行中或没有填写的项目；决定日期在当天之后的，当天仍算进行中。",
        "A project of an earlier year's plan whose outcome is open or not filled in; one decided after the day was open on it.",
    ),
    remedy: words(
        "请填写「结果」：中标、失标、取消；转入下一年度的写推迟，并列入下一年度的收益计划",
        "write `outcome`: won, lost, cancelled; what goes on next year is postponed, and listed in next year's plan",
    ),
    bad: "project = \"传输管线改造工程\"   # plans/2025.toml，没有结果",
    good: "project = \"传输管线改造工程\"\noutcome = \"postponed\"\ndecided_on = 2025-12-20",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let (customer, Some(day)) = (scene.customer, scene.today) else { return };
    for doc in &customer.plans {
        let Some(year) = doc.year().filter(|year| *year < day.year()) else { continue };
        for line in doc.record.projects().filter(|line| !line.outcome.is_bad() && line.outcome_on(Some(day)) == Outcome::Open) {
            let (lang, name) = (scene.lang(), line.called());
            let message = say!(lang, "{year} 年已过，项目「{name}」还没有结果", "{year} is over, and the project `{name}` has no outcome");
            let blank = line.outcome.is_absent();
            let (span, key) = if blank { (line.project.or(line.head), "project") } else { (line.outcome.span, "outcome") };
            let right = literal(doc.info.syntax, Outcome::Postponed.key());
            let finding = scene.find(&doc.info, span, &format!("revenue_plan.lines.{key}"), message).about(name);
            if blank {
                finding.fix = lines::added(doc.info.syntax, line.head, line.contract.key_span, &[("outcome", right)]);
            } else {
                finding.fix_value(span, right, Safety::Example);
            }
        }
    }
}
