//! What is handed in each month, quarter and year: for each the deadline that passed last, where it was missed, and the next one.

use chrono::TimeDelta;

use crate::form::choices::StaffRole;
use crate::model::period::{Month, Period, PeriodKind};
use crate::rules::cadence::{cad_01, cad_05};
use crate::rules::governance::gov_02;
use crate::rules::statistics::{self, Units, sta_03, sta_04};
use crate::rules::visits::vis_14;
use crate::rules::{ours, periods};
use crate::say;

use super::escalate::DIRECTOR;
use super::gather::OfArchive;
use super::item::Kind;
use super::who;

/// CAD-01: each account manager's industry and market report.
pub(super) fn reports(of: &mut OfArchive<'_>) {
    let due_day = of.scene.param("due_day");
    let last = periods::last_due_month(of.today, due_day);
    for month in [last, last.next()] {
        let (due, label) = (cad_01::last_day(month, due_day), month.label(of.lang()));
        for (id, owed) in cad_01::owed(of.scene, month) {
            let subject = match owed {
                cad_01::Owed::Report => {
                    say!(of.lang(), "{label}的《客户行业和市场信息报告》", "industry and market report for {label}")
                }
                cad_01::Owed::Customers(left) => {
                    let list = ours::listed(&left, of.lang());
                    say!(
                        of.lang(),
                        "{label}的《客户行业和市场信息报告》补写 {list}",
                        "add {list} to the industry and market report for {label}"
                    )
                }
            };
            of.put(of.item(Kind::Report, due, subject, &[]).by(Some(of.staff(id))).marked(id));
        }
    }
}

/// CAD-05: the archive suggestions of the quarter.
pub(super) fn inspection(of: &mut OfArchive<'_>) {
    let days = TimeDelta::days(of.scene.param("due_days"));
    let current = Period::of(PeriodKind::Quarter, of.today);
    let Some(first) = cad_05::first_customer(of.scene) else { return };
    let open = |quarter: &Period| {
        periods::counts(*quarter, of.scene.world, [Some(first)]) && !cad_05::is_issued(of.scene.archive, *quarter, of.today)
    };
    for quarter in [current.previous(), current].into_iter().filter(open).collect::<Vec<_>>() {
        let label = quarter.label(of.lang());
        let subject = say!(of.lang(), "{label}的档案完善建议报告", "archive suggestions for {label}");
        let roles = [StaffRole::InfoAdmin, StaffRole::ArchiveKeeper, StaffRole::MarketingDirector];
        of.put(of.item(Kind::Inspection, quarter.last_day() + days, subject, &roles));
    }
}

/// VIS-14: the callback evaluation of the quarter.
pub(super) fn evaluation(of: &mut OfArchive<'_>) {
    let days = TimeDelta::days(of.scene.param("days"));
    let current = Period::of(PeriodKind::Quarter, of.today);
    let (scene, today) = (of.scene, of.today);
    let open = |quarter: &Period| {
        let archive = scene.archive;
        periods::counts(*quarter, scene.world, [])
            && vis_14::had_customers(archive, *quarter)
            && !vis_14::is_handed_in(archive, *quarter, today)
    };
    for quarter in [current.previous(), current].into_iter().filter(open) {
        let label = quarter.label(of.lang());
        let subject = say!(of.lang(), "{label}的回访评估报告", "callback evaluation of {label}");
        of.put(of.item(Kind::Evaluation, quarter.last_day() + days, subject, DIRECTOR));
    }
}

/// STA-01: the statistics of each unit.
pub(super) fn statistics(of: &mut OfArchive<'_>) {
    let world = of.scene.world;
    let due_day = statistics::due_day(world);
    let last = periods::last_due_month(of.today, due_day);
    let units = Units::of(world);
    let done = statistics::statistics(of.scene.archive, &units, of.today);
    let first = of.scene.first_established();
    for month in [last, last.next()] {
        if !periods::counts(month, world, [first]) {
            continue;
        }
        let own = Month::of(month.first_day());
        let (due, label) = (own.day(u32::try_from(due_day).unwrap_or(1)), month.label(of.lang()));
        for at in (0..done.len()).filter(|at| !done[*at].contains(&own)) {
            let (unit, region) = (units.label(at), units.id(at));
            let subject = say!(of.lang(), "{unit}{label}的客户信息统计表", "statistics of {unit} for {label}");
            let item = of.item(Kind::Statistics, due, subject, &[StaffRole::InfoAdmin, StaffRole::MarketingDirector]).marked(region);
            let manager = who::of_region(world, region, of.today);
            of.put(if manager.is_some() { item.by(manager) } else { item });
        }
    }
}

/// STA-03: what account managers of 大客户 hand in at the month's end.
pub(super) fn month_end(of: &mut OfArchive<'_>) {
    let current = Period::of(PeriodKind::Month, of.today);
    for month in [current.previous(), current] {
        let label = month.label(of.lang());
        for (id, names) in sta_03::owed(of.scene, month) {
            let list = ours::listed(&names, of.lang());
            let subject = say!(of.lang(), "{label}的月末大客户信息（{list}）", "month-end information for {label} ({list})");
            of.put(of.item(Kind::Statistics, month.last_day(), subject, &[]).by(Some(of.staff(id))).marked(id));
        }
    }
}

/// STA-04: the regional analysis.
pub(super) fn regional(of: &mut OfArchive<'_>) {
    let days = TimeDelta::days(of.scene.param("days"));
    let last = Period::last_complete(PeriodKind::Month, of.today);
    let last = if of.today > last.last_day() + days { last } else { last.previous() };
    for month in [last, last.next()] {
        let label = month.label(of.lang());
        for id in sta_04::owed(of.scene, month) {
            let subject = say!(of.lang(), "{label}的区域客户信息报告", "regional analysis for {label}");
            of.put(of.item(Kind::Statistics, month.last_day() + days, subject, &[]).by(Some(of.staff(id))).marked(id));
        }
    }
}

/// GOV-02: the yearly review of the regulation.
pub(super) fn review(of: &mut OfArchive<'_>) {
    let Some(since) = gov_02::since(of.scene) else { return };
    let due = since.checked_add_signed(TimeDelta::days(of.scene.param("max_days"))).unwrap_or(chrono::NaiveDate::MAX);
    let subject = say!(of.lang(), "全面审核制度，上次 {since}", "review the regulation, last {since}");
    of.put(of.item(Kind::Review, due, subject, DIRECTOR));
}
