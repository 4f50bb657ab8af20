//! SVC-06: what we promised is told to the customer and kept.

use chrono::NaiveDate;

use crate::archive::{Doc, DocKind};
use crate::findings::{Level, Safety};
use crate::form::registers::Feedback;
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "SVC-06",
    title: words("公司的承诺告知客户并按期兑现", "what we promised is told to the customer and kept"),
    sources: &[source(Seed::S000, "第四条 10"), source(Seed::S001, "客户关系促进制度 第五条")],
    quote: "将公司旳承诺转告客户",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Audit,
    params: &[],
    needs: &[DocKind::Feedback],
    uses: &[],
    yields_to: &[],
    anchor: words(
        "「告知客户日期」（没有填写时为记录的第一行）、「承诺期限」",
        "`told_customer_on` (where it is missing the document's first line), or `due`",
    ),
    meaning: words(
        "填有「承诺」的记录，从第二天起要填有「告知客户日期」；过了「承诺期限」的，要填有「办结日期」。已办结的不再计较是否晚了。",
        "A record with a `commitment` has from the next day on its `told_customer_on`; once `due` has passed it has its `closed_on`. One that was kept late is no longer looked at.",
    ),
    remedy: words(
        "请告知客户、兑现承诺，并填写「告知客户日期」「办结日期」",
        "tell the customer, keep the promise, and fill in `told_customer_on` and `closed_on`",
    ),
    bad: "commitment = \"6 月底前整改\"\ndue = 2026-06-30\n# 没有 told_customer_on，也没有 closed_on",
    good: "commitment = \"6 月底前整改\"\ndue = 2026-06-30\ntold_customer_on = 2026-06-21\nclosed_on = 2026-06-28",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let Some(today) = scene.today else { return };
    for (doc, day) in super::feedback(scene).filter(|(doc, _)| !doc.record.commitment.is_blank()) {
        if today > day {
            told(scene, doc, day, today);
        }
        kept(scene, doc, day, today);
    }
}

fn told(scene: &mut Scene<'_>, doc: &Doc<Feedback>, day: NaiveDate, today: NaiveDate) {
    let field = &doc.record.told_customer_on;
    if field.is_bad() || field.value().is_some_and(|on| on <= today) {
        return;
    }
    let message = say!(
        scene.lang(),
        "{day} 的承诺没有「告知客户日期」",
        "the commitment of {day} has no `told_customer_on`: nobody told the customer"
    );
    let finding = scene.find(&doc.info, field.or(doc.record.head), "told_customer_on", message);
    if !field.is_absent() {
        finding.fix_value(field.span, day.to_string(), Safety::Example);
    }
}

fn kept(scene: &mut Scene<'_>, doc: &Doc<Feedback>, day: NaiveDate, today: NaiveDate) {
    let (due, closed) = (&doc.record.due, &doc.record.closed_on);
    let Some(until) = due.value().filter(|until| *until < today) else { return };
    if closed.is_bad() || closed.value().is_some_and(|on| on <= today) {
        return;
    }
    let days = (today - until).num_days();
    let message = say!(
        scene.lang(),
        "{day} 的承诺应在 {until} 前兑现，已过 {days} 天，没有「办结日期」",
        "the commitment of {day} was due on {until}, {days} days ago, and has no `closed_on`"
    );
    scene.find(&doc.info, due.span, "due", message);
}
