//! F7B-09: a low win rate asks for measures.

use rust_decimal::Decimal;

use crate::archive::DocKind;
use crate::findings::{Level, Safety};
use crate::form::choices::Outcome;
use crate::form::plan::{RevenueLine, RevenuePlan};
use crate::form::reader::literal;
use crate::rules::{Default, Levels, Param, Rule, Run, Scene, Seed, Strict, When, lines, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "F7B-09",
    title: words("获取率低的项目写明措施", "a low win rate comes with measures"),
    sources: &[source(Seed::S000, "附表7 收益计划")],
    quote: "阐明及措施",
    level: Levels::Fixed(Level::Info),
    lesser: None,
    when: When::Check,
    params: &[Param {
        name: "win_rate",
        default: Default::Int(30),
        strict: Strict::High,
        unit: words("%", "%"),
        what: words("获取率不高于它时要写明措施", "a win rate at or below it asks for measures"),
    }],
    needs: &[DocKind::Plan],
    uses: &[],
    yields_to: &[],
    anchor: words("收益计划的「说明及措施」，没有时为 [revenue_plan] 的首行", "`notes` of the revenue plan, else its first line"),
    meaning: words(
        "有进行中的项目获取率不高于 30%，而「说明及措施」没有填写。",
        "An open project has a win rate of 30% or less, and `notes` is empty.",
    ),
    remedy: words("请在「说明及措施」中写明怎样提高获取率，如「以联合体方式投标」", "say in `notes` how the win rate is to rise"),
    bad: "notes = \"\"\nwin_rate = 20",
    good: "notes = \"以联合体方式投标\"\nwin_rate = 20",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let customer = scene.customer;
    for doc in &customer.plans {
        let Some(plan) = doc.record.revenue_plan.get().filter(|plan| plan.notes.is_blank()) else { continue };
        let limit = scene.param("win_rate");
        let is_low = |line: &&RevenueLine| {
            let rate = line.win_rate.value().map(|rate| rate.percent.value());
            line.outcome_on(scene.today) == Outcome::Open && rate.is_some_and(|rate| rate <= Decimal::from(limit))
        };
        let Some(first) = plan.projects().find(is_low) else { continue };
        let count = plan.projects().filter(is_low).count();
        let (lang, name) = (scene.lang(), first.called());
        let rate = first.win_rate.value().map(|rate| rate.percent.to_string()).unwrap_or_default();
        let message = if count == 1 {
            say!(
                lang,
                "「{name}」的获取率 {rate} 不高于 {limit}%，而「说明及措施」没有填写",
                "`{name}` has a win rate of {rate}, {limit}% or less, and `notes` is empty"
            )
        } else {
            say!(
                lang,
                "「{name}」（{rate}）等 {count} 个项目的获取率不高于 {limit}%，而「说明及措施」没有填写",
                "{count} projects, `{name}` ({rate}) first, have a win rate of {limit}% or less, and `notes` is empty"
            )
        };
        let right = literal(doc.info.syntax, &say!(lang, "以联合体方式投标", "bid as a consortium"));
        let finding = scene.find(&doc.info, plan.notes.or(plan.head), "revenue_plan.notes", message);
        if plan.notes.is_absent() {
            finding.fix = lines::added(doc.info.syntax, plan.head, beside(plan), &[("notes", right)]);
        } else {
            finding.fix_value(plan.notes.span, right, Safety::Example);
        }
    }
}

/// A key of the plan's own table to stand next to.
fn beside(plan: &RevenuePlan) -> crate::source::Span {
    if plan.purpose.is_absent() { plan.target.key_span } else { plan.purpose.key_span }
}
