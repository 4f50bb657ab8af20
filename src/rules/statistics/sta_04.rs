//! STA-04: each month the regional manager's analysis goes to the sales director.

use chrono::TimeDelta;

use crate::archive::{DocKind, Loaded};
use crate::findings::Level;
use crate::form::choices::{StaffRole, SubmissionKind};
use crate::form::registers::Submission;
use crate::form::staff::StaffRow;
use crate::model::period::{Month, Period, PeriodKind};
use crate::resolve::Found;
use crate::rules::{ArchiveScene, Default, Levels, Param, Rule, Run, Seed, Strict, When, ours, periods, source};
use crate::say;
use crate::words::words;
use crate::world::World;

pub(super) static RULE: Rule = Rule {
    id: "STA-04",
    title: words("大区每月的客户信息报告呈报销售总监", "each region's monthly analysis goes to the sales director"),
    sources: &[source(Seed::S004, "7) 建立大客户信息管理 d")],
    quote: "区域经理每月组织大客户部相关人员",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Audit,
    params: &[Param {
        name: "days",
        default: Default::Int(5),
        strict: Strict::Low,
        unit: words("天", "days"),
        what: words("月末后几天以内呈报", "within how many days after the month it is due"),
    }],
    needs: &[DocKind::Submissions, DocKind::Staff],
    uses: &[DocKind::Settings],
    yields_to: &[],
    anchor: words("人员名册中这位大区经理的「编号」", "the regional manager's `id` in the staff register"),
    meaning: words(
        "人员名册中有在岗的销售总监时，每位在岗的大区经理对每个月都有一条「区域分析」（submissions/，regional_analysis），月末后 5 天以内呈报。只看最近一次到期的月份；到岗或制度生效之前开始的月份不追究。补报的也算；没有写上报人的看单位，单位也没有写的算每个人的。",
        "Where the staff register has an active sales director, every active regional manager has an entry of kind `regional_analysis` in submissions/ for each month, due within five days after it. Only the month that fell due last is judged, and none that began before the person came or the regulation took effect. Late is done; an entry that does not say by whom is told by its unit, and without a unit counts for everybody.",
    ),
    remedy: words("请组织分析，形成报告呈报销售总监，并登记", "hold the analysis, hand the report to the sales director, and enter it"),
    bad: "# 2026-07-08：submissions/2026-06.toml 中没有马超的 regional_analysis",
    good: "# submissions/2026-06.toml\n[[submissions]]\nkind = \"regional_analysis\"\nby = \"ma-chao\"\nsubmitted_on = 2026-07-03",
    run: Run::Archive(run),
};

/// Whether the unit is a region of this person: one that he manages, or that the staff register gives him.
fn is_region_of(world: &World, unit: &str, id: &str, row: &StaffRow) -> bool {
    let find = |text: &str| match world.regions.find(text) {
        Found::One(at) | Found::Alias(at) => Some(at),
        _ => None,
    };
    let Some(at) = find(unit) else { return row.region.get().is_some_and(|region| region.as_str() == unit) };
    let rows = world.settings.regions.get();
    let manager = rows.and_then(|rows| rows.iter().nth(at)).and_then(|region| region.manager.get());
    let manages =
        manager.is_some_and(|name| matches!(world.staff.names.find(name.as_str()), Found::One(at) if world.staff.names.id(at) == id));
    manages || row.region.get().is_some_and(|region| find(region.as_str()) == Some(at))
}

/// Whether the entry may be this person's.
fn may_be_by(world: &World, entry: &Submission, id: &str, row: &StaffRow) -> bool {
    match (entry.by.get(), entry.unit.get()) {
        (Some(by), _) if by.is(id) || !by.known => true,
        (_, Some(unit)) => is_region_of(world, unit.as_str(), id, row),
        (Some(_), None) => false,
        (None, None) => true,
    }
}

fn run(scene: &mut ArchiveScene<'_>) {
    let Some(today) = scene.today else { return };
    let world: &World = scene.world;
    let Some((director, _)) = ours::with_role(world, StaffRole::SalesDirector, today).next() else { return };
    let last = Period::last_complete(PeriodKind::Month, today);
    let days = TimeDelta::days(scene.param("days"));
    let month = if today > last.last_day() + days { last } else { last.previous() };
    let due = month.last_day() + days;
    let (lang, ending, director) = (scene.lang(), ours::ending(world), ours::name(world, director));
    for id in owed(scene, month) {
        let Some((info, span)) = scene.staff_place(id) else { continue };
        let (name, label) = (ours::name(world, id), month.label(lang));
        let message = say!(
            lang,
            "{name}没有呈报{label}的区域客户信息报告，期限是 {due}",
            "{name} has not handed in the regional analysis for {label}, due by {due}"
        );
        let help = say!(
            lang,
            "请组织分析，呈报销售总监{director}，并登记到 submissions/{month}.{ending}，种类 regional_analysis",
            "hold the analysis, hand the report to the sales director {director}, and enter it in submissions/{month}.{ending} as `regional_analysis`"
        );
        scene.find(&info, span, "staff.id", message).about(id).help(help);
    }
}

/// The regional managers who have not handed in a month. Nobody where there is no sales director.
pub(crate) fn owed<'a>(scene: &ArchiveScene<'a>, month: Period) -> Vec<&'a str> {
    let Some(today) = scene.today else { return Vec::new() };
    let (world, archive): (&'a World, &'a Loaded) = (scene.world, scene.archive);
    let mut out = Vec::new();
    if ours::with_role(world, StaffRole::SalesDirector, today).next().is_none() {
        return out;
    }
    let own = Month::of(month.first_day());
    for (id, row) in ours::with_role(world, StaffRole::RegionalManager, today) {
        let mut entries = super::submitted(archive, SubmissionKind::RegionalAnalysis, today);
        let counts = periods::counts(month, world, [row.active_from.value()]) && !row.active_from.is_bad();
        if counts && !entries.any(|(of, entry)| of == own && may_be_by(world, entry, id, row)) {
            out.push(id);
        }
    }
    out
}
