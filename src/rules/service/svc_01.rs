//! SVC-01: a query is answered within ten minutes.

use chrono::TimeDelta;

use crate::archive::DocKind;
use crate::findings::Level;
use crate::rules::{Default, Levels, Param, Rule, Run, Scene, Seed, Strict, When, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "SVC-01",
    title: words("客户的查询十分钟内答复", "a customer's query is answered within ten minutes"),
    sources: &[source(Seed::S001, "广州白云机场集团客户关系管理方案 6")],
    quote: "要在十分钟内给予明确的答复",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Audit,
    params: &[Param {
        name: "minutes",
        default: Default::Int(10),
        strict: Strict::Low,
        unit: words("分钟", "minutes"),
        what: words("受理后几分钟以内要答复", "within how many minutes it is answered"),
    }],
    needs: &[DocKind::Complaint],
    uses: &[],
    yields_to: &[],
    anchor: words(
        "「答复时间」（没有时为「办结时间」）；都没有时为记录的第一行",
        "`answered_at`, else `closed_at`; where both are missing the document's first line",
    ),
    meaning: words(
        "类型为「查询」的记录，「答复时间」（没有填写的，看「办结时间」）距「受理时间」不超过 10 分钟；到第二天仍没有答复的也算。受理时间只写了日期的，按当天最后一刻计算。",
        "For a record of type query `answered_at` (else `closed_at`) is at most 10 minutes after `received_at`; one still without an answer on the next day counts too. Where `received_at` has no time of day, the day's last moment is taken.",
    ),
    remedy: words(
        "请尽快答复，并填写「答复时间」；时间写错的请改正",
        "answer it and fill in `answered_at`; if a time is wrong, correct it",
    ),
    bad: "type = \"query\"\nreceived_at = 2026-05-15T10:20:00\nanswered_at = 2026-05-15T10:45:00",
    good: "type = \"query\"\nreceived_at = 2026-05-15T10:20:00\nanswered_at = 2026-05-15T10:28:00",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let (lang, limit) = (scene.lang(), scene.param("minutes"));
    for case in super::cases(scene).filter(|case| case.is_query() && !case.is_unclear()) {
        let record = &case.doc.record;
        let (called, due) = (case.called(), case.received + TimeDelta::minutes(limit));
        let field = if record.answered_at.is_blank() { &record.closed_at } else { &record.answered_at };
        if let Some(answered) = case.settled(scene) {
            if answered <= due {
                continue;
            }
            let took = super::span_words(answered - case.received, lang);
            let message = say!(
                lang,
                "{called} 受理的查询过了 {took}才答复，超过 {limit} 分钟",
                "the query of {called} was answered after {took}; at most {limit} minutes are allowed"
            );
            let key = if record.answered_at.is_blank() { "closed_at" } else { "answered_at" };
            scene.find(&case.doc.info, field.span, key, message);
        } else if scene.today.is_some_and(|today| today > due.date()) {
            let message = say!(
                lang,
                "{called} 受理的查询还没有答复，应在 {limit} 分钟内答复",
                "the query of {called} is not answered; it should have been within {limit} minutes"
            );
            scene.find(&case.doc.info, record.answered_at.or(record.head), "answered_at", message);
        }
    }
}
