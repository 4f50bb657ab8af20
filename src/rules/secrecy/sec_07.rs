//! SEC-07: a leak or loss is dealt with, and the direct superior answers for it too.

use crate::archive::{Doc, DocKind, Loaded};
use crate::findings::{Level, Safety};
use crate::form::reader::{key_line, literal};
use crate::form::registers::Incident;
use crate::rules::{ArchiveScene, Levels, Rule, Run, Seed, When, lines, ours, source};
use crate::say;
use crate::words::{Lang, words};
use crate::world::World;

pub(super) static RULE: Rule = Rule {
    id: "SEC-07",
    title: words("失密、遗失写明处理和直接上级的责任", "a leak or loss says how it was dealt with and who the superior is"),
    sources: &[source(Seed::S000, "第十三条 2")],
    quote: "直接上级承当领导责任",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Check,
    params: &[],
    needs: &[DocKind::Incident],
    uses: &[DocKind::Staff],
    yields_to: &[],
    anchor: words("失密、遗失记录的第一行", "the first line of the record"),
    meaning: words(
        "每条失密、遗失记录（incidents/）除日期、经过和当事人外，还写明「处理」和「直接上级」。没有登记的，机器看不出来。",
        "Each record in incidents/ says, beside day, what happened and whom it concerns, how it was dealt with (`handling`) and who the direct superior is (`superior`). What was never entered no machine can see.",
    ),
    remedy: words("请写明对当事人的处理和承担领导责任的直接上级", "say how it was dealt with and which superior answers for it"),
    bad: "date = 2026-06-03\nwhat = \"附表2 打印件遗失\"\nperson = \"chen-li\"",
    good: "date = 2026-06-03\nwhat = \"附表2 打印件遗失\"\nperson = \"chen-li\"\nhandling = \"通报批评，重新培训\"\nsuperior = \"wu-fang\"",
    run: Run::Archive(run),
};

fn run(scene: &mut ArchiveScene<'_>) {
    let (world, archive, today): (&World, &Loaded, _) = (scene.world, scene.archive, scene.today);
    for doc in archive.registers.incidents.iter().filter(|doc| doc.whole && ours::counts(world, today, doc.record.date.value())) {
        judge(scene, doc);
    }
}

fn judge(scene: &mut ArchiveScene<'_>, doc: &Doc<Incident>) {
    let (world, lang): (&World, _) = (scene.world, scene.lang());
    let record = &doc.record;
    let mut lacking: Vec<&str> = Vec::new();
    let mut pairs: Vec<(&str, String)> = Vec::new();
    if record.handling.is_blank() {
        lacking.push(words("「处理」", "`handling`").get(lang));
        pairs.push(("handling", literal(doc.info.syntax, "…")));
    }
    if record.superior.is_blank() {
        lacking.push(words("「直接上级」", "`superior`").get(lang));
        let row = record.person.get().and_then(|person| world.staff.row(&person.id));
        let superior = row.and_then(|row| row.superior.get()).map_or("…", |superior| &superior.id);
        pairs.push(("superior", literal(doc.info.syntax, superior)));
    }
    if lacking.is_empty() {
        return;
    }
    let list = lacking.join(if lang == Lang::Zh { "和" } else { " and " });
    let message = say!(lang, "失密、遗失记录没有填写{list}", "the record of a leak or loss lacks {list}");
    let example: Vec<String> = pairs.iter().map(|(key, value)| key_line(doc.info.syntax, key, value)).collect();
    let example = example.join(if lang == Lang::Zh { "，" } else { ", " });
    let help = say!(lang, "请补填，如 {example}", "fill it in, as {example}");
    let empty = if record.handling.is_blank() { &record.handling.span } else { &record.superior.span };
    let span = if empty.is_empty() { record.head } else { *empty };
    let field = if record.handling.is_blank() { "handling" } else { "superior" };
    let only = (pairs.len() == 1).then(|| pairs[0].1.clone());
    let absent = record.handling.is_absent() || record.superior.is_absent();
    let finding = scene.find(&doc.info, span, field, message).help(help);
    if let Some(right) = only.filter(|_| !empty.is_empty()) {
        finding.fix_value(*empty, right, Safety::Example);
    } else if absent && empty.is_empty() {
        finding.fix = lines::added(doc.info.syntax, record.head, record.person.key_span, &pairs);
    }
}
