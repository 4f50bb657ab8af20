//! CAD-02: major information goes to the director at once.

use chrono::NaiveDate;

use crate::archive::{Doc, DocKind, Loaded};
use crate::findings::{Level, Safety};
use crate::form::choices::StaffRole;
use crate::form::reader::literal_list;
use crate::form::registers::MajorInfo;
use crate::rules::{ArchiveScene, Default, Levels, Param, Rule, Run, Seed, Strict, When, ours, source};
use crate::say;
use crate::words::words;
use crate::world::World;

pub(super) static RULE: Rule = Rule {
    id: "CAD-02",
    title: words("重大信息立即向市场部部长报告", "major information is reported to the marketing director at once"),
    sources: &[source(Seed::S000, "第十二条 1")],
    quote: "重大信息有责任立即书面或口头向市场部部长报告",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Check,
    params: &[Param {
        name: "max_days",
        default: Default::Int(1),
        strict: Strict::Low,
        unit: words("天", "days"),
        what: words("发生后几天（日历日）以内要报告", "within how many calendar days it is to be reported"),
    }],
    needs: &[DocKind::MajorInfo, DocKind::Staff],
    uses: &[],
    yields_to: &[],
    anchor: words("重大信息的「报告时间」或「呈报对象」", "`reported_at` or `reported_to` of the record"),
    meaning: words(
        "已登记的重大信息（major-info/），「报告时间」不晚于发生日期后 1 天，「呈报对象」中至少有一位市场部部长。没有登记的，机器看不出来。",
        "Of each record in major-info/, `reported_at` is at most one day after `occurred_on`, and at least one of `reported_to` is a marketing director. What was never entered no machine can see.",
    ),
    remedy: words("请立即报告市场部部长并登记", "report it to the marketing director at once and enter it"),
    bad: "occurred_on = 2026-06-20\nreported_at = 2026-06-25T09:00:00\nreported_to = [\"he-xin\"]   # 信息管理员",
    good: "occurred_on = 2026-06-20\nreported_at = 2026-06-20T16:30:00\nreported_to = [\"wu-fang\"]  # 市场部部长",
    run: Run::Archive(run),
};

fn run(scene: &mut ArchiveScene<'_>) {
    let archive: &Loaded = scene.archive;
    let (world, today): (&World, _) = (scene.world, scene.today);
    let most = scene.param("max_days");
    for doc in archive.registers.major_info.iter().filter(|doc| ours::counts(world, today, doc.record.occurred_on.value())) {
        late(scene, doc, most);
        without_director(scene, doc);
    }
}

/// When it happened and when it was reported, where both are known.
pub(crate) fn times(record: &MajorInfo) -> Option<(NaiveDate, NaiveDate)> {
    Some((record.occurred_on.value()?, record.reported_at.value()?.at.date()))
}

/// Whether a marketing director is among those to whom it was reported. None where that cannot be told: a missing list, or an unknown
/// name that may well be the director's, was reported where it is read.
pub(crate) fn reached_director(record: &MajorInfo, world: &World) -> Option<bool> {
    let list = record.reported_to.get().filter(|list| !list.is_empty() && list.iter().all(|staff| staff.known))?;
    Some(list.iter().any(|staff| ours::may_have_role(world, &staff.id, StaffRole::MarketingDirector)))
}

fn late(scene: &mut ArchiveScene<'_>, doc: &Doc<MajorInfo>, most: i64) {
    let Some((occurred, reported)) = times(&doc.record) else { return };
    let days = (reported - occurred).num_days();
    if days <= most {
        return;
    }
    let lang = scene.lang();
    let message = say!(
        lang,
        "{occurred} 的重大信息到 {reported} 才报告，隔了 {days} 天，超过 {most} 天",
        "the major information of {occurred} was reported on {reported}, {days} days later; the limit is {most}"
    );
    let help = say!(
        lang,
        "今后请立即向市场部部长报告，可以先口头；日期写错的请改正",
        "report it to the marketing director at once from now on, orally if need be; if a date is wrong, correct it"
    );
    scene.find(&doc.info, doc.record.reported_at.span, "reported_at", message).help(help);
}

fn without_director(scene: &mut ArchiveScene<'_>, doc: &Doc<MajorInfo>) {
    let field = &doc.record.reported_to;
    let world: &World = scene.world;
    let Some(list) = field.get().filter(|_| reached_director(&doc.record, world) == Some(false)) else { return };
    let lang = scene.lang();
    let names: Vec<&str> = list.iter().map(|staff| ours::name(world, &staff.id)).collect();
    let named = ours::listed(&names, lang);
    let message =
        say!(lang, "「呈报对象」是{named}，其中没有市场部部长", "`reported_to` names {named}; no marketing director is among them");
    let help = say!(lang, "请报告市场部部长，并补入「呈报对象」", "report it to the marketing director and add the name to `reported_to`");
    let director = ours::first_with(world, StaffRole::MarketingDirector, scene.today);
    let right = director.map(|director| literal_list(doc.info.syntax, list.iter().map(|staff| &*staff.id).chain([director])));
    let finding = scene.find(&doc.info, field.span, "reported_to", message).help(help);
    if let Some(right) = right {
        finding.fix_value(field.span, right, Safety::Example);
    }
}
