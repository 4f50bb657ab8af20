//! CAD-07: a suggestion is carried out by its deadline.

use crate::archive::{DocKind, Loaded};
use crate::findings::Level;
use crate::form::choices::SuggestionStatus;
use crate::form::reader::{key_line, literal};
use crate::form::registers::Suggestion;
use crate::rules::{ArchiveScene, Levels, Param, Rule, Run, Seed, When, ours, source};
use crate::say;
use crate::words::words;
use crate::world::World;

pub(super) static RULE: Rule = Rule {
    id: "CAD-07",
    title: words("档案完善建议按期落实", "an archive suggestion is carried out in time"),
    sources: &[source(Seed::S000, "第十三条 4")],
    quote: "检查及贯彻成果作为对客户经理旳考核内容之一",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Audit,
    params: &[Param::escalation(14)],
    needs: &[DocKind::Suggestion],
    uses: &[],
    yields_to: &[],
    anchor: words("建议的「落实期限」", "`due` of the suggestion"),
    meaning: words(
        "已过「落实期限」的建议已经办结：状态为「已办结」，或填写了「办结日期」。办结日期在将来的不算；晚办结的也算办结。",
        "A suggestion whose `due` has passed is done: `status` is done, or `closed_on` is filled in. A `closed_on` to come does not count; done late is done.",
    ),
    remedy: words("请落实建议，然后填写「状态」和「办结日期」", "carry it out, then fill in `status` and `closed_on`"),
    bad: "due = 2026-06-30\nstatus = \"open\"   # 2026-07-08 仍未办结",
    good: "due = 2026-06-30\nstatus = \"done\"\nclosed_on = 2026-06-28",
    run: Run::Archive(run),
};

fn run(scene: &mut ArchiveScene<'_>) {
    let Some(today) = scene.today else { return };
    let (world, archive): (&World, &Loaded) = (scene.world, scene.archive);
    let lang = scene.lang();
    for doc in archive.registers.suggestions.iter().filter(|doc| ours::counts(world, Some(today), doc.record.issued_on.value())) {
        let record = &doc.record;
        let Some(due) = record.due.value().filter(|due| *due < today) else { continue };
        if is_closed(record, today) || record.status.is_bad() || record.closed_on.is_bad() {
            continue;
        }
        let days = (today - due).num_days();
        let name = record.customer.get().map(|customer| world.customers.called(&customer.id)).unwrap_or_default();
        let message = say!(
            lang,
            "对{name}的档案完善建议期限是 {due}，已超过 {days} 天，仍未办结",
            "the suggestion about {name} was to be carried out by {due}; it is {days} days overdue and still open"
        );
        let line = |key: &str, value: &str| key_line(doc.info.syntax, key, value);
        let (status, closed) = (line("status", &literal(doc.info.syntax, "done")), line("closed_on", &today.to_string()));
        let help = say!(lang, "请落实建议；落实之后填写 {status} 和 {closed}", "carry it out, then write {status} and {closed}");
        scene.find(&doc.info, record.due.span, "due", message).help(help);
    }
}

/// Whether nothing more is to be done about it.
pub(crate) fn is_closed(record: &Suggestion, today: chrono::NaiveDate) -> bool {
    match record.closed_on.value() {
        Some(closed) => closed <= today,
        None => record.status.value() == Some(SuggestionStatus::Done),
    }
}
