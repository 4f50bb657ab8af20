//! PIP-02: a project's stages are logged, and a step back is explained.

use chrono::NaiveDate;

use crate::archive::{Doc, DocKind};
use crate::findings::{Level, Safety};
use crate::form::kind::date::EXAMPLE_DAY;
use crate::form::plan::{Plan, RevenueLine, StageChange};
use crate::form::reader::literal;
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, lines, source};
use crate::say;
use crate::source::Syntax;
use crate::words::words;

use super::ARTICLE;

pub(super) static RULE: Rule = Rule {
    id: "PIP-02",
    title: words("商机阶段有记录，倒退有原因", "stages are logged, and a step back is explained"),
    sources: &[source(Seed::S001, ARTICLE)],
    quote: "进行“销售机会”的阶段升迁",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Check,
    params: &[],
    needs: &[DocKind::Plan],
    uses: &[DocKind::Settings],
    yields_to: &[],
    anchor: words("项目的「商机阶段」；倒退时为「阶段记录」中的那一条", "`stage` of the project; of a step back, the entry of `stage_log`"),
    meaning: words(
        "填写了「商机阶段」的项目有「阶段记录」，最新一条与「商机阶段」相同；按 kehu.toml [[stages]] 的次序，阶段倒退的项目在「原因」中说明。没有填写商机阶段的项目不判断；没有设 [[stages]] 时不看倒退。",
        "A project with a `stage` has a `stage_log` whose newest entry is that stage; one whose stage went back, in the order of [[stages]] in kehu.toml, says why in `reason`. A project without a stage is not judged; without [[stages]] nothing is known of steps back.",
    ),
    remedy: words("请补记阶段的变化；倒退的请在「原因」中说明", "enter the change of stage; explain a step back in `reason`"),
    bad: "stage = \"投标\"   # 没有阶段记录",
    good: "stage = \"投标\"\nstage_log = [{ date = 2026-03-02, stage = \"立项\" }, { date = 2026-06-18, stage = \"投标\" }]",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    for doc in scene.plans() {
        for line in doc.record.projects() {
            look(scene, doc, line);
        }
    }
}

fn look(scene: &mut Scene<'_>, doc: &Doc<Plan>, line: &RevenueLine) {
    if line.stage_log.is_bad() || line.stage.is_bad() || (line.stage.is_blank() && line.stage_log.is_blank()) {
        return;
    }
    let mut log: Vec<(NaiveDate, &StageChange)> =
        line.stage_log.get().into_iter().flat_map(|log| log.iter()).filter_map(|row| Some((row.date.value()?, &row.0))).collect();
    log.sort_by_key(|(day, _)| *day);
    let whole = log.len();
    log.retain(|(day, _)| scene.today.is_none_or(|today| *day <= today));
    if back(scene, doc, line, &log) {
        return;
    }
    // What is dated after the day may be why the stage is ahead of its log.
    let Some(now) = line.stage.get().filter(|_| whole == log.len()) else { return };
    let newest = log.last().and_then(|(_, change)| change.stage.get());
    match newest {
        Some(newest) if !newest.is(&now.id) => {
            let lang = scene.lang();
            let (name, now, logged) = (line.called(), called(scene, &now.id), called(scene, &newest.id));
            let message = say!(
                lang,
                "「{name}」的「商机阶段」是{now}，「阶段记录」的最新一条却是{logged}",
                "`{name}` is at stage {now}, but the newest entry of its `stage_log` is {logged}"
            );
            let right = literal(doc.info.syntax, &newest.id);
            let finding = scene.find(&doc.info, line.stage.span, "revenue_plan.lines.stage", message).about(name);
            finding.fix_value(line.stage.span, right, Safety::Example);
        }
        None if line.stage_log.is_blank() => {
            let (lang, name, shown) = (scene.lang(), line.called(), called(scene, &now.id));
            let message =
                say!(lang, "「{name}」已到{shown}阶段，但没有「阶段记录」", "`{name}` is at stage {shown}, but has no `stage_log`");
            let day = scene.today.map_or_else(|| EXAMPLE_DAY.to_owned(), |day| day.to_string());
            let entry = literal(Syntax::Toml, &now.id);
            let pairs = [("stage_log", format!("[{{ date = {day}, stage = {entry} }}]"))];
            let finding = scene.find(&doc.info, line.stage.span, "revenue_plan.lines.stage", message).about(name);
            if line.stage_log.is_absent() {
                finding.fix = lines::added(doc.info.syntax, line.head, line.stage.key_span, &pairs);
            }
        }
        _ => {}
    }
}

/// Says the first unexplained step back. Whether there was one.
fn back(scene: &mut Scene<'_>, doc: &Doc<Plan>, line: &RevenueLine, log: &[(NaiveDate, &StageChange)]) -> bool {
    if !line.reason.is_blank() {
        return false;
    }
    let order = |change: &StageChange| super::order(scene.world, change.stage.get()?);
    let step = log.windows(2).find(|pair| order(pair[0].1).zip(order(pair[1].1)).is_some_and(|(before, after)| after < before));
    let Some([(_, before), (day, after)]) = step else { return false };
    let id = |change: &StageChange| change.stage.get().map(|stage| called(scene, &stage.id)).unwrap_or_default();
    let (lang, name, from, to) = (scene.lang(), line.called(), id(before), id(after));
    let message = say!(
        lang,
        "「{name}」的阶段 {day} 由{from}退回{to}，「原因」没有填写",
        "the stage of `{name}` went back from {from} to {to} on {day}, and `reason` is not filled in"
    );
    let reason = literal(doc.info.syntax, &say!(lang, "客户推迟立项，重新论证", "the customer postponed the project"));
    let finding = scene.find(&doc.info, after.stage.span, "revenue_plan.lines.stage_log", message).about(name);
    if line.reason.is_absent() {
        finding.fix = lines::added(doc.info.syntax, line.head, line.stage_log.key_span, &[("reason", reason)]);
    }
    true
}

/// The stage's name in quotation marks.
fn called(scene: &Scene<'_>, id: &str) -> String {
    let name = scene.world.stages.called(id);
    say!(scene.lang(), "「{name}」", "`{name}`")
}
