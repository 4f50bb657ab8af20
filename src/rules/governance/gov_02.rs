//! GOV-02: the regulation is reviewed each year.

use chrono::NaiveDate;

use crate::archive::{DocKind, Loaded};
use crate::findings::{Level, Safety};
use crate::rules::{ArchiveScene, Default, Levels, Param, Rule, Run, Seed, Strict, When, source};
use crate::say;
use crate::words::words;
use crate::world::World;

pub(super) static RULE: Rule = Rule {
    id: "GOV-02",
    title: words("制度每年全面审核一次", "the regulation is reviewed each year"),
    sources: &[source(Seed::S000, "第八条")],
    quote: "每年根据内外部环境旳变化对制度进行全面旳审核",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Audit,
    params: &[Param {
        name: "max_days",
        default: Default::Int(365),
        strict: Strict::Low,
        unit: words("天", "days"),
        what: words("最近一次审核距今最多几天", "how many days ago the last review may be at most"),
    }],
    needs: &[DocKind::Settings],
    uses: &[],
    yields_to: &[],
    anchor: words(
        "kehu.toml [regulation] 的「最近审核日期」；没有时为 [regulation]",
        "`last_reviewed_on` in [regulation] of kehu.toml; where it is missing [regulation]",
    ),
    meaning: words(
        "「最近审核日期」（制度生效在后的，从生效之日算起）距今不超过 365 天。没有填写的，从生效之日算起；也没有生效日期的，从最早的建档日期算起。日期在将来的不算。",
        "`last_reviewed_on` (or `effective_from`, where that is later) is at most 365 days ago. Where it is not filled in, `effective_from` counts, and without that the first customer's `established_on`. A date to come does not count.",
    ),
    remedy: words("请对制度做一次全面审核，并更新「最近审核日期」", "review the regulation and bring `last_reviewed_on` up to date"),
    bad: "last_reviewed_on = 2025-01-15   # 2026-07-08 时已过 539 天",
    good: "last_reviewed_on = 2026-01-15",
    run: Run::Archive(run),
};

fn run(scene: &mut ArchiveScene<'_>) {
    let Some(today) = scene.today else { return };
    let world: &World = scene.world;
    let Some((info, head)) = scene.regulation() else { return };
    let regulation = world.settings.regulation.get();
    let reviewed = reviewed(world, today);
    let most = scene.param("max_days");
    let Some(days) = since(scene).map(|since| (today - since).num_days()).filter(|days| *days > most) else { return };
    let lang = scene.lang();
    let message = match reviewed {
        Some(reviewed) => {
            let age = (today - reviewed).num_days();
            say!(
                lang,
                "制度最近一次审核是 {reviewed}，距今 {age} 天，超过 {most} 天",
                "the regulation was last reviewed on {reviewed}, {age} days ago; at most {most} days are allowed"
            )
        }
        None => say!(
            lang,
            "制度施行 {days} 天没有审核过，最多 {most} 天",
            "the regulation has been in use for {days} days without a review; at most {most} are allowed"
        ),
    };
    let field = regulation.map(|one| &one.last_reviewed_on).filter(|field| !field.is_absent());
    let span = field.map_or(head, |field| field.span);
    let help = say!(
        lang,
        "请由市场部部长主持，对制度做一次全面审核，然后填写 last_reviewed_on = {today}",
        "let the marketing director review the regulation, then write last_reviewed_on = {today}"
    );
    let finding = scene.find(&info, span, "regulation.last_reviewed_on", message).help(help);
    if let Some(field) = field {
        finding.fix_value(field.span, today.to_string(), Safety::Example);
    }
}

/// The newest review up to the day.
fn reviewed(world: &World, today: NaiveDate) -> Option<NaiveDate> {
    world.settings.regulation.get().and_then(|one| one.last_reviewed_on.value()).filter(|day| *day <= today)
}

/// The day from which the year runs; none where it cannot be told.
pub(crate) fn since(scene: &ArchiveScene<'_>) -> Option<NaiveDate> {
    let (world, today): (&World, _) = (scene.world, scene.today?);
    let regulation = world.settings.regulation.get();
    if world.settings.regulation.is_bad() || regulation.is_some_and(|one| one.last_reviewed_on.is_bad() || one.effective_from.is_bad()) {
        return None;
    }
    reviewed(world, today).max(world.effective_from()).or_else(|| first_customer(scene.archive))
}

/// The day on which the first customer's archive was set up.
fn first_customer(archive: &Loaded) -> Option<NaiveDate> {
    let profiles = archive.customers.iter().filter_map(|folder| folder.profile.as_ref());
    profiles.filter_map(|doc| doc.record.established_on.value()).min()
}
