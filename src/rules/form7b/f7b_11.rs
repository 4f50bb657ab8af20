//! F7B-11: a decided project carries its outcome and what came of it.

use chrono::Datelike;

use crate::archive::{Doc, DocKind};
use crate::findings::{Level, Safety};
use crate::form::choices::Outcome;
use crate::form::field::AnyField;
use crate::form::kind::date::EXAMPLE_DAY;
use crate::form::plan::{Plan, RevenueLine};
use crate::form::reader::literal;
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, lines, source};
use crate::say;
use crate::words::{Lang, Words, words};

pub(super) static RULE: Rule = Rule {
    id: "F7B-11",
    title: words("有结果的项目写明结果和实际数", "a decided project carries its outcome and the actual figures"),
    sources: &[source(Seed::S000, "附表7 收益计划 填表目的")],
    quote: "用以评估和衡量客户筹划与否成功",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Check,
    params: &[],
    needs: &[DocKind::Plan],
    uses: &[],
    yields_to: &[],
    anchor: words(
        "项目的「结果」；没有结果时为「决定日期」或「实际合同额」",
        "`outcome` of the project; without one, `decided_on` or `actual_contract`",
    ),
    meaning: words(
        "中标、失标、取消的项目填写「决定日期」；中标的还填写「实际合同额」；计划年度过后，中标的还填写「实现收入」和「实现利润」（只在审计时判断）。填写了决定日期或实际合同额的项目，「结果」不是进行中。",
        "A project won, lost or cancelled has `decided_on`; a won one `actual_contract`, and after the plan's year `actual_revenue` and `actual_profit` (`audit` only). One with `decided_on` or `actual_contract` is not open.",
    ),
    remedy: words("请补填，计划成功与否才能衡量", "fill it in: only then can the plan be measured"),
    bad: "outcome = \"won\"",
    good: "outcome = \"won\"\ndecided_on = 2026-09-10\nactual_contract = 1150.00",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let customer = scene.customer;
    for doc in &customer.plans {
        let Some(plan) = doc.record.revenue_plan.get() else { continue };
        let past = doc.year().zip(scene.today).is_some_and(|(year, day)| day.year() > year);
        for line in plan.projects() {
            match line.outcome.value() {
                Some(outcome @ (Outcome::Won | Outcome::Lost | Outcome::Cancelled)) => decided(scene, doc, line, outcome, past),
                Some(Outcome::Open) => undecided(scene, doc, line),
                None if line.outcome.is_blank() => undecided(scene, doc, line),
                _ => {}
            }
        }
    }
}

/// A key that a decided project needs, with its label and an example.
type Wanted = (&'static str, Words, String);

/// What a decided project lacks.
fn lacking(line: &RevenueLine, outcome: Outcome, past: bool, scene: &Scene<'_>) -> Vec<Wanted> {
    let unit = scene.world.unit;
    let figures = crate::analysis::revenue::Figures::of(line);
    let number = |money: Option<crate::model::money::Money>| money.map_or_else(|| "320".to_owned(), |money| money.to_number(unit));
    let won = outcome == Outcome::Won;
    let mut out: Vec<Wanted> = Vec::new();
    if line.decided_on.is_blank() {
        out.push(("decided_on", words("决定日期", "decided on"), EXAMPLE_DAY.to_owned()));
    }
    if won && line.actual_contract.is_blank() {
        out.push(("actual_contract", words("实际合同额", "actual contract"), number(line.contract.value())));
    }
    if won && past && line.actual_revenue.is_blank() {
        out.push(("actual_revenue", words("实现收入", "actual revenue"), number(line.contract.value())));
    }
    if won && past && line.actual_profit.is_blank() {
        let profit = line.contract.value().zip(figures.margin).and_then(|(contract, margin)| contract.mul_percent(margin));
        out.push(("actual_profit", words("实现利润", "actual profit"), number(profit)));
    }
    out
}

fn decided(scene: &mut Scene<'_>, doc: &Doc<Plan>, line: &RevenueLine, outcome: Outcome, past: bool) {
    let wanted = lacking(line, outcome, past, scene);
    if wanted.is_empty() {
        return;
    }
    let lang = scene.lang();
    let labels: Vec<String> = wanted.iter().map(|(key, label, _)| named(key, *label, lang)).collect();
    let labels = labels.join(if lang == Lang::Zh { "" } else { ", " });
    let (name, word) = (line.called(), outcome.label(lang));
    let message = say!(lang, "「{name}」已{word}，没有填写{labels}", "`{name}` is {word}, but lacks {labels}");
    let example: Vec<String> = wanted.iter().map(|(key, _, value)| format!("{key} = {value}")).collect();
    let example = example.join(if lang == Lang::Zh { "，" } else { ", " });
    let help = say!(lang, "请补填，如 {example}", "fill it in, as {example}");
    let finding = scene.find(&doc.info, line.outcome.span, "revenue_plan.lines.outcome", message).about(name).help(help);
    // A key that stands there empty would be written twice.
    let fields: [(&str, &dyn AnyField); 4] = [
        ("decided_on", &line.decided_on),
        ("actual_contract", &line.actual_contract),
        ("actual_revenue", &line.actual_revenue),
        ("actual_profit", &line.actual_profit),
    ];
    let absent = |key: &str| fields.iter().any(|(name, field)| *name == key && field.key_at().is_empty());
    let pairs: Vec<(&str, String)> = wanted.into_iter().filter(|(key, _, _)| absent(key)).map(|(key, _, value)| (key, value)).collect();
    finding.fix = lines::added(doc.info.syntax, line.head, line.outcome.key_span, &pairs);
}

/// `「决定日期」` for people who read Chinese, the key for the others.
fn named(key: &str, label: Words, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("「{}」", label.zh),
        Lang::En => format!("`{key}`"),
    }
}

/// Open by its outcome, decided by its figures.
fn undecided(scene: &mut Scene<'_>, doc: &Doc<Plan>, line: &RevenueLine) {
    let (key, label, span) = if !line.decided_on.is_blank() {
        ("decided_on", words("决定日期", "decided on"), line.decided_on.span)
    } else if !line.actual_contract.is_blank() {
        ("actual_contract", words("实际合同额", "actual contract"), line.actual_contract.span)
    } else {
        return;
    };
    let (name, lang) = (line.called(), scene.lang());
    let shown = named(key, label, lang);
    let message = say!(lang, "「{name}」填写了{shown}，却没有写明结果", "`{name}` has {shown}, but no outcome");
    let help = say!(lang, "请填写「结果」：中标、失标、取消或推迟", "write `outcome`: won, lost, cancelled or postponed");
    let right = literal(doc.info.syntax, Outcome::Won.key());
    let finding = scene.find(&doc.info, span, &format!("revenue_plan.lines.{key}"), message).about(name).help(help);
    if line.outcome.is_absent() {
        let beside = if key == "decided_on" { line.decided_on.key_span } else { line.actual_contract.key_span };
        finding.fix = lines::added(doc.info.syntax, line.head, beside, &[("outcome", right)]);
    } else {
        finding.fix_value(line.outcome.span, right, Safety::Example);
    }
}
