//! PIP-04: no account manager leaves the archive untouched for two weeks.

use chrono::{Days, NaiveDate};

use crate::archive::{CustomerFolder, DocKind};
use crate::findings::Level;
use crate::form::choices::StaffRole;
use crate::rules::{ArchiveScene, Default, Levels, Param, Rule, Run, Seed, Strict, When, ours, source};
use crate::say;
use crate::words::words;

use super::ARTICLE;

pub(super) static RULE: Rule = Rule {
    id: "PIP-04",
    title: words("客户经理不连续两周没有记录", "no account manager is without a record for two weeks"),
    sources: &[source(Seed::S001, ARTICLE)],
    quote: "对连续两周未登陆帐户的营销人员进行OA的不定期通报",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Audit,
    params: &[Param {
        name: "max_days",
        default: Default::Int(14),
        strict: Strict::Low,
        unit: words("天", "days"),
        what: words("几天没有记录即提示", "days without a record"),
    }],
    needs: &[DocKind::Staff],
    uses: &[DocKind::Market, DocKind::Suggestion, DocKind::Submissions],
    yields_to: &[],
    anchor: words("人员名册中该人员的「编号」", "the person's `id` in staff.toml"),
    meaning: words(
        "在岗的客户经理，最近 14 天内有记录：参加的接触、写的接触情况报告、办结的行动、受理的投诉、拟订的接待方案、核定、客户行业和市场信息报告、档案完善建议、上报登记，任何一种都算。到岗或施行不足 14 天的不判断；所负责客户的接触情况报告读不出来的，不判断。",
        "Every active account manager has a record within the last 14 days: a contact, a report written, an action done, a complaint handled, a reception planned, a verification, a market report, a suggestion or a submission. Not judged within 14 days of `active_from` or of the regulation's first day, nor where a contact report of one of the person's customers cannot be read.",
    ),
    remedy: words("请了解原因，并补上这段时间的跟进记录", "find out why, and make up for the records of that time"),
    bad: "# 周岚最近的记录是 2026-06-20，审计日为 2026-07-08",
    good: "# contact-reports/2026-07-03-….toml\nours = [\"zhou-lan\"]",
    run: Run::Archive(run),
};

fn run(scene: &mut ArchiveScene<'_>) {
    // Of a part of the archive nobody knows whether there are other records.
    let Some(today) = scene.today.filter(|_| scene.world.customers_complete) else { return };
    let limit = scene.param("max_days");
    let first = u64::try_from(limit).ok().and_then(|days| today.checked_sub_days(Days::new(days)));
    let since = scene.world.effective_from().max(scene.first_established());
    let Some(first) = first.filter(|first| since.is_none_or(|from| *first >= from)) else { return };
    for (id, row) in ours::with_role(scene.world, StaffRole::AccountManager, today) {
        let asked = !row.active_from.is_bad() && row.active_from.value().is_none_or(|from| from <= first);
        if !asked || has_unread(scene, id) {
            continue;
        }
        let newest = newest(scene, id, today);
        if newest.is_some_and(|day| day >= first) {
            continue;
        }
        let Some((info, span)) = scene.staff_place(id) else { continue };
        let lang = scene.lang();
        let name = ours::name(scene.world, id);
        let message = match newest {
            Some(day) => say!(
                lang,
                "{name}最近的记录是 {day}，已有 {days} 天，超过 {limit} 天",
                "{name}'s newest record is of {day}, {days} days ago; the limit is {limit}",
                days = (today - day).num_days()
            ),
            None => say!(lang, "{name}在档案中没有任何记录", "{name} has no record in the archive"),
        };
        scene.find(&info, span, "staff.id", message).about(id);
    }
}

/// Whether a document of one of the person's customers could not be read: it may hold the newest record.
fn has_unread(scene: &ArchiveScene<'_>, id: &str) -> bool {
    const HOLD_RECORDS: [DocKind; 5] = [DocKind::Customer, DocKind::ContactReport, DocKind::Complaint, DocKind::Reception, DocKind::Plan];
    let unread = |customer: &&CustomerFolder| customer.broken.iter().any(|(kind, _)| HOLD_RECORDS.contains(kind));
    // Whose customer it is the document itself says.
    let may_be_his = |customer: &CustomerFolder| {
        let manager = customer.profile.as_ref().and_then(|doc| doc.record.account_manager.get());
        manager.is_none_or(|manager| manager.is(id))
    };
    scene.archive.customers.iter().filter(unread).any(may_be_his)
}

/// The person's newest record up to the day.
fn newest(scene: &ArchiveScene<'_>, id: &str, today: NaiveDate) -> Option<NaiveDate> {
    let registers = &scene.archive.registers;
    let customers = scene.archive.customers.iter().filter_map(|customer| customer.gathered.of_staff(id)).map(|seen| seen.newest);
    let is = |one: Option<&crate::form::kind::StaffRef>| one.is_some_and(|one| one.is(id));
    let market = registers.market.iter().filter(|doc| is(doc.record.author.get())).filter_map(|doc| doc.record.submitted_on.value());
    let suggested =
        registers.suggestions.iter().filter(|doc| is(doc.record.issued_by.get())).filter_map(|doc| doc.record.issued_on.value());
    let rows = registers.submissions.iter().filter_map(|doc| doc.record.submissions.get()).flat_map(|list| list.iter());
    let submitted = rows.filter(|row| is(row.by.get())).filter_map(|row| row.submitted_on.value());
    customers.chain(market).chain(suggested).chain(submitted).filter(|day| *day <= today).max()
}
