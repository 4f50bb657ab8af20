//! GOV-01: a change of the regulation has a version. That accepted findings are still needed is found once everything else is (`policy::ignore`).

use crate::archive::DocKind;
use crate::findings::Level;
use crate::form::field::Field;
use crate::form::kind::list::Raw;
use crate::rules::{ArchiveScene, Levels, Rule, Run, Seed, When, ours, source};
use crate::say;
use crate::source::Syntax;
use crate::words::words;
use crate::world::World;

pub(super) static RULE: Rule = Rule {
    id: "GOV-01",
    title: words(
        "改动规则和参数有版本记录；例外仍有需要",
        "a change of rules or parameters has a version; accepted findings are still needed",
    ),
    sources: &[source(Seed::S001, "客户关系管理系统(CRM)管理办法 版本控制"), source(Seed::S000, "第十九条")],
    quote: "需要在制度中标明日期、版本以及更改记录",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Check,
    params: &[],
    needs: &[DocKind::Settings],
    uses: &[],
    yields_to: &[],
    anchor: words(
        "kehu.toml 的 [regulation]；例外为其「规则」「路径」或「有效期至」",
        "[regulation] of kehu.toml; of an accepted finding its `rule`, `path` or `until`",
    ),
    meaning: words(
        "kehu.toml 的 [params] 或 [rules] 有改动时，[[regulation.versions]] 中至少有一条版本记录（日期、版本、批准人）。另外，不论采用哪些制度，[[ignore]] 中的例外没有对上任何检查结果，或已过「有效期至」的，也会指出；只在对全库做审计、不按客户筛选时判断，牵涉到的文件读不了的不判断。",
        "Where [params] or [rules] of kehu.toml change something, there is at least one entry in [[regulation.versions]] (date, version, who approved). Besides, whatever presets are in force, an entry of [[ignore]] that matches no finding, or has run out, is reported: only in an audit of the whole archive that is not narrowed to some customers, and not where a document in question could not be read.",
    ),
    remedy: words(
        "请补版本记录，经批准后提交；不再需要的例外请删去",
        "add a version with who approved it; delete an accepted finding that is not needed any more",
    ),
    bad: "[params]\nCAD-01.due_day = 10\n# 没有 [[regulation.versions]]",
    good: "[[regulation.versions]]\ndate = 2026-01-15\nversion = \"2026.1\"\napproved_by = \"总经理办公会\"\nchanges = \"月报改为每月 10 日前\"\n\n[params]\nCAD-01.due_day = 10",
    run: Run::Archive(run),
};

/// What `[params]` or `[rules]` set, as people name it.
fn changed(field: &Field<Raw>, depth: usize) -> impl Iterator<Item = String> {
    let entries = field.get().map(|raw| raw.entries.as_slice()).unwrap_or_default();
    entries.iter().map(move |entry| entry.path[..entry.path.len().min(depth)].join("."))
}

fn run(scene: &mut ArchiveScene<'_>) {
    let world: &World = scene.world;
    let settings = &world.settings;
    let mut names: Vec<String> = changed(&settings.rules, 1).chain(changed(&settings.params, usize::MAX)).collect();
    names.dedup();
    let regulation = settings.regulation.get();
    let versions = regulation.map(|one| &one.versions);
    let recorded = versions.is_some_and(|versions| versions.is_bad() || versions.get().is_some_and(|list| !list.is_empty()));
    if names.is_empty() || recorded || settings.regulation.is_bad() {
        return;
    }
    let Some((info, head)) = scene.regulation() else { return };
    // Without the table there is what was changed.
    let first = if settings.rules.is_absent() { settings.params.key_span } else { settings.rules.key_span };
    let span = if settings.regulation.is_absent() { first } else { head };
    let lang = scene.lang();
    let few: Vec<&str> = names.iter().map(String::as_str).collect();
    let list = ours::listed(&few, lang);
    let message =
        say!(lang, "改动了规则或参数（{list}），没有版本记录", "rules or parameters were changed ({list}) without a version on record");
    let entry = match info.syntax {
        Syntax::Toml => "[[regulation.versions]] date = …, version = \"…\", approved_by = \"…\", changes = \"…\"",
        Syntax::Yaml => "regulation: versions: - { date: …, version: …, approved_by: …, changes: … }",
    };
    let help = say!(lang, "请在 kehu.toml 补一条：{entry}", "add an entry to kehu.toml: {entry}");
    scene.find(&info, span, "regulation.versions", message).help(help);
}
