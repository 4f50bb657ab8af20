//! SVC-04: what cannot be solved at once gets a plan and a promised time.

use crate::archive::DocKind;
use crate::findings::{Level, Safety};
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "SVC-04",
    title: words("不能及时办理的，答复处理方案和预计解决时间", "what cannot be solved at once gets a plan and a promised time"),
    sources: &[source(Seed::S003, "第十四条（三）5")],
    quote: "估计解决",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Audit,
    params: &[],
    needs: &[DocKind::Complaint],
    uses: &[],
    yields_to: &[],
    anchor: words(
        "「承诺解决时间」「处理方案」；没有填写时为记录的第一行",
        "`promised_by` or `plan`; where they are missing the document's first line",
    ),
    meaning: words(
        "没有在受理当天办结（查询为答复）的投诉、查询，从第二天起要填有「处理方案」和「承诺解决时间」，不论后来是否办结。",
        "A complaint or query that was not closed (or, for a query, answered) on the day it was received has from the next day on a `plan` and `promised_by`, whether it was closed later or not.",
    ),
    remedy: words(
        "请把处理方案和预计解决时间答复客户，并填写「处理方案」「承诺解决时间」",
        "tell the customer the plan and the expected time, and fill in `plan` and `promised_by`",
    ),
    bad: "received_at = 2026-05-15T10:20:00\nclosed_at = 2026-05-18T11:00:00\nplan = \"\"",
    good: "received_at = 2026-05-15T10:20:00\nplan = \"工程部清运后请客户确认\"\npromised_by = 2026-05-18T12:00:00\nclosed_at = 2026-05-18T11:00:00",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let Some(today) = scene.today else { return };
    let lang = scene.lang();
    for case in super::cases(scene).filter(|case| !case.is_unclear()) {
        let record = &case.doc.record;
        let day = case.received.date();
        let at_once = case.settled(scene).is_some_and(|settled| settled.date() <= day);
        if today <= day || at_once {
            continue;
        }
        let missing: Vec<&str> =
            [(record.plan.is_blank(), words("处理方案", "plan")), (record.promised_by.is_blank(), words("承诺解决时间", "promised time"))]
                .into_iter()
                .filter(|(blank, _)| *blank)
                .map(|(_, label)| label.get(lang))
                .collect();
        if missing.is_empty() {
            continue;
        }
        let (called, list) = (case.called(), lang.join(missing));
        let message = say!(
            lang,
            "{called} 受理的事项当天没有办结，没有填写：{list}",
            "the matter of {called} was not settled that day; not filled in: {list}"
        );
        let info = &case.doc.info;
        if record.plan.is_blank() {
            let span = record.plan.or(record.head);
            let finding = scene.find(info, span, "plan", message);
            if !record.plan.is_absent() {
                finding.fix_value(span, "\"…\"".to_owned(), Safety::Example);
            }
        } else {
            scene.find(info, record.promised_by.or(record.head), "promised_by", message);
        }
    }
}
