//! DAT-05: calls and letters that come in are logged, where such a log is kept.

use crate::archive::{DocKind, Loaded};
use crate::findings::Level;
use crate::model::period::PeriodKind;
use crate::rules::{ArchiveScene, Levels, Rule, Run, Seed, When, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "DAT-05",
    title: words("客户来电、来信、来函有登记", "calls and letters that come in are logged"),
    sources: &[source(Seed::S001, "客户关系管理制度（A科技）第五条 2")],
    quote: "负责客户来电记录、来信、来函的收集",
    level: Levels::Fixed(Level::Info),
    lesser: None,
    when: When::Audit,
    params: &[],
    needs: &[],
    uses: &[DocKind::ContactReport],
    yields_to: &[],
    anchor: words("kehu.toml 的 [regulation]", "[regulation] of kehu.toml"),
    meaning: words(
        "来电来函用接触情况报告登记，「联系方向」写「客户来电来函」。全档案登记过来电来函，而上一完整季度以来一条也没有的，提示一次；从来没有登记过的，由部门自查，不判断。",
        "Calls and letters are logged as contact reports with direction = \"inbound\". Where the archive has such reports but none since the last complete quarter began, it is said once; where it never had any, it stays with the department and nothing is judged.",
    ),
    remedy: words(
        "请继续登记来电来函：接触情况报告的「联系方向」写「客户来电来函」",
        "go on logging calls and letters: contact reports with direction = \"inbound\"",
    ),
    bad: "# 最近一条来电登记在 2025-11-03",
    good: "date = 2026-06-12\nkind = \"phone\"\ndirection = \"inbound\"   # 客户来电来函",
    run: Run::Archive(run),
};

fn run(scene: &mut ArchiveScene<'_>) {
    let archive: &Loaded = scene.archive;
    // What could not be read, or was not loaded, may have one.
    if !scene.world.customers_complete || archive.customers.iter().any(|folder| folder.has_unread(DocKind::ContactReport)) {
        return;
    }
    let Some(newest) = archive.customers.iter().filter_map(|folder| folder.gathered.inbound_on).max() else { return };
    let Some(quarter) = scene.complete(PeriodKind::Quarter, None).filter(|quarter| newest < quarter.first_day()) else { return };
    let Some((info, span)) = scene.regulation() else { return };
    let lang = scene.lang();
    let label = quarter.label(lang);
    let message = say!(
        lang,
        "来电来函最近一条登记在 {newest}，{label}以来一条也没有",
        "the newest call or letter that came in was logged on {newest}, none since {label} began"
    );
    scene.find(&info, span, "regulation", message);
}
