//! CAD-05: each quarter the information administrator proposes improvements of the archive.

use chrono::{NaiveDate, TimeDelta};

use crate::archive::{DocKind, Loaded};
use crate::findings::Level;
use crate::model::period::{Period, PeriodKind, Quarter};
use crate::rules::{ArchiveScene, Default, Levels, Param, Rule, Run, Seed, Strict, When, ours, source};
use crate::say;
use crate::words::words;
use crate::world::World;

pub(super) static RULE: Rule = Rule {
    id: "CAD-05",
    title: words("每季度提出档案完善建议报告", "an archive-improvement report is issued each quarter"),
    sources: &[source(Seed::S000, "第十三条 4")],
    quote: "每季度提出档案完善建议报告",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Audit,
    params: &[Param {
        name: "due_days",
        default: Default::Int(15),
        strict: Strict::Low,
        unit: words("天", "days"),
        what: words("季度结束后第几天起判断", "from which day after the quarter it is judged"),
    }],
    needs: &[DocKind::Suggestion],
    uses: &[],
    yields_to: &[],
    anchor: words("kehu.toml 的 [regulation]", "[regulation] of kehu.toml"),
    meaning: words(
        "从季度结束后第 15 天起，刚结束的季度至少有一条已提出的档案完善建议（suggestions/）；整个档案库有一条即可。此前不判断。制度生效之前，或还没有任何客户建档时就开始的季度不追究。",
        "From the 15th day after a quarter there is at least one issued suggestion (suggestions/) for it; one is enough for the whole archive. Before that day nothing is judged, nor is a quarter that began before the regulation took effect or before any customer's archive was set up.",
    ),
    remedy: words(
        "请由市场部信息管理员检查档案，提出建议并登记",
        "let the information administrator inspect the archive, issue suggestions and enter them",
    ),
    bad: "# 2026-07-15：suggestions/ 中没有 2026-Q2 的建议",
    good: "# suggestions/2026-Q2-starbridge.toml\nperiod = \"2026-Q2\"\nissued_on = 2026-07-02",
    run: Run::Archive(run),
};

fn run(scene: &mut ArchiveScene<'_>) {
    let Some(today) = scene.today else { return };
    let world: &World = scene.world;
    let Some(first) = first_customer(scene) else { return };
    let Some(quarter) = scene.complete(PeriodKind::Quarter, Some(first)) else { return };
    let due = scene.param("due_days");
    if today < quarter.last_day() + TimeDelta::days(due) {
        return;
    }
    if is_issued(scene.archive, quarter, today) {
        return;
    }
    let Some((info, span)) = scene.regulation() else { return };
    let (lang, ending) = (scene.lang(), ours::ending(world));
    let label = quarter.label(lang);
    let message = say!(
        lang,
        "{label}没有档案完善建议报告，应在季度结束后 {due} 天内提出",
        "no archive suggestion was issued for {label}; it is due within {due} days after the quarter"
    );
    let help = say!(
        lang,
        "请由市场部信息管理员检查档案，写成 suggestions/{quarter}-客户.{ending}，写明建议和落实期限",
        "let the information administrator inspect the archive and write suggestions/{quarter}-CUSTOMER.{ending} with what to do and by when"
    );
    scene.find(&info, span, "regulation", message).help(help);
}

/// The day on which the first customer's archive was set up: before it there was nothing to inspect.
pub(crate) fn first_customer(scene: &ArchiveScene<'_>) -> Option<NaiveDate> {
    let profiles = scene.archive.customers.iter().filter_map(|folder| folder.profile.as_ref());
    profiles.filter_map(|doc| doc.record.established_on.value()).min()
}

/// Whether suggestions for the quarter were issued by the day.
pub(crate) fn is_issued(archive: &Loaded, quarter: Period, today: NaiveDate) -> bool {
    archive.registers.suggestions.iter().any(|doc| {
        let named = || doc.stem.get(..7).and_then(Quarter::parse);
        let of_quarter = doc.record.period.value().or_else(named).is_some_and(|own| Period::from(own) == quarter);
        of_quarter && ours::is_done(today, doc.record.issued_on.value())
    })
}
