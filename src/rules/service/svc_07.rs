//! SVC-07: a complaint is passed on and followed up.

use crate::archive::DocKind;
use crate::findings::{Level, Safety};
use crate::form::reader::literal;
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "SVC-07",
    title: words("投诉转交有关部门并跟踪办理", "a complaint is passed on and followed up"),
    sources: &[source(Seed::S003, "第六条（一）")],
    quote: "实时向有关部门反响并追踪办理进度",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Audit,
    params: &[],
    needs: &[DocKind::Complaint],
    uses: &[],
    yields_to: &[],
    anchor: words(
        "「转交部门」「跟踪记录」；没有填写时为记录的第一行",
        "`forwarded_to` or `tracking`; where they are missing the document's first line",
    ),
    meaning: words(
        "查询以外的记录，从受理的第二天起要填有「转交部门」；还没有办结的，还要有至少一条「跟踪记录」。",
        "A record that is no query has from the day after it was received its `forwarded_to`; while it is not closed it also has at least one entry in `tracking`.",
    ),
    remedy: words(
        "请转交有关部门、跟踪进度，并填写「转交部门」「跟踪记录」",
        "pass it on, follow it up, and fill in `forwarded_to` and `tracking`",
    ),
    bad: "received_at = 2026-05-15T10:20:00\ncontent = \"垃圾未清运\"\nforwarded_to = \"\"",
    good: "received_at = 2026-05-15T10:20:00\ncontent = \"垃圾未清运\"\nforwarded_to = \"工程部\"\ntracking = [{ date = 2026-05-15, note = \"已派班组\" }]",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let Some(today) = scene.today else { return };
    let lang = scene.lang();
    for case in super::cases(scene).filter(|case| !case.is_query() && !case.doc.record.kind.is_bad()) {
        if today <= case.received.date() {
            continue;
        }
        let record = &case.doc.record;
        let forwarded = !record.forwarded_to.is_blank();
        let tracked = !record.tracking.is_blank() || record.closed_at.is_bad() || case.settled(scene).is_some();
        let (called, info) = (case.called(), &case.doc.info);
        if !forwarded {
            let message = if tracked {
                say!(
                    lang,
                    "{called} 受理的投诉没有填写「转交部门」",
                    "the complaint of {called} does not say in `forwarded_to` who it was passed on to"
                )
            } else {
                say!(
                    lang,
                    "{called} 受理的投诉没有办结，也没有填写「转交部门」「跟踪记录」",
                    "the complaint of {called} is open and has neither `forwarded_to` nor `tracking`"
                )
            };
            let finding = scene.find(info, record.forwarded_to.or(record.head), "forwarded_to", message);
            if !record.forwarded_to.is_absent() {
                finding.fix_value(record.forwarded_to.span, literal(info.syntax, "工程部"), Safety::Example);
            }
        } else if !tracked {
            let message =
                say!(lang, "{called} 受理的投诉没有办结，也没有「跟踪记录」", "the complaint of {called} is open and has no `tracking`");
            scene.find(info, record.tracking.or(record.head), "tracking", message);
        }
    }
}
