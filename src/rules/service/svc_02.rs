//! SVC-02: a complaint is solved within half a working day.

use chrono::TimeDelta;

use crate::archive::DocKind;
use crate::findings::Level;
use crate::form::choices::ComplaintType;
use crate::rules::{Default, Levels, Param, Rule, Run, Scene, Seed, Strict, When, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "SVC-02",
    title: words("投诉半个工作日内办结", "a complaint is solved within half a working day"),
    sources: &[source(Seed::S001, "广州白云机场集团客户关系管理方案 6")],
    quote: "要求在半个工作日内妥善处理完毕",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Audit,
    params: &[Param {
        name: "hours",
        default: Default::Int(4),
        strict: Strict::Low,
        unit: words("小时", "hours"),
        what: words("受理后几个工作小时以内要办结", "within how many working hours it is solved"),
    }],
    needs: &[DocKind::Complaint],
    uses: &[DocKind::Holidays],
    yields_to: &[],
    anchor: words("「办结时间」；没有填写时为记录的第一行", "`closed_at`; where it is missing the document's first line"),
    meaning: words(
        "类型为「投诉」（或没有填写类型）的记录，从「受理时间」到「办结时间」不超过 4 个工作小时；期限所在那天过去后仍没有办结的也算。工作时间为周一至周五 9–12 时、13–18 时；holidays.toml 中的放假日不算，调休上班日照算。受理时间只写了日期的，从下一个工作日算起。",
        "For a record of type complaint (or without a type) at most 4 working hours lie between `received_at` and `closed_at`; one still open after the day of its deadline counts too. Working hours are 9–12 and 13–18, Monday to Friday, less the holidays of holidays.toml, with its make-up workdays. Where `received_at` has no time of day, the next working day is the first.",
    ),
    remedy: words(
        "请尽快办结，并填写「办结时间」和「处理结果」；时间写错的请改正",
        "solve it and fill in `closed_at` and `result`; if a time is wrong, correct it",
    ),
    bad: "type = \"complaint\"\nreceived_at = 2026-05-15T10:20:00\nclosed_at = 2026-05-18T11:00:00",
    good: "type = \"complaint\"\nreceived_at = 2026-05-15T10:20:00\nclosed_at = 2026-05-15T13:40:00",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let (lang, hours) = (scene.lang(), scene.param("hours"));
    let limit = TimeDelta::hours(hours);
    for case in super::cases(scene).filter(|case| !case.is_unclear()) {
        let record = &case.doc.record;
        if !record.kind.is_blank() && record.kind.value() != Some(ComplaintType::Complaint) {
            continue;
        }
        let (called, calendar) = (case.called(), &scene.world.calendar);
        if let Some(closed) = case.settled(scene) {
            let took = calendar.worked(case.received, closed);
            if took <= limit {
                continue;
            }
            let took = super::span_words(took, lang);
            let message = say!(
                lang,
                "{called} 受理的投诉用了 {took}工作时间才办结，超过 {hours} 小时（半个工作日）",
                "the complaint of {called} took {took} of working time; at most {hours} hours (half a working day) are allowed"
            );
            scene.find(&case.doc.info, record.closed_at.span, "closed_at", message);
            continue;
        }
        let due = calendar.after(case.received, limit);
        if scene.today.is_some_and(|today| today > due.date()) {
            let due = due.format("%Y-%m-%d %H:%M");
            let message = say!(
                lang,
                "{called} 受理的投诉还没有办结，应在 {due} 前办结（{hours} 个工作小时）",
                "the complaint of {called} is not solved; it should have been by {due} ({hours} working hours)"
            );
            scene.find(&case.doc.info, record.closed_at.or(record.head), "closed_at", message);
        }
    }
}
