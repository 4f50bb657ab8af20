//! PIP-04: no account manager leaves the archive untouched for two weeks.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use crate::archive::{CustomerFolder, DocKind, Gathered, Loaded, Registers};
use crate::findings::Level;
use crate::form::choices::StaffRole;
use crate::form::kind::StaffRef;
use crate::form::staff::StaffRow;
use crate::rules::{ArchiveScene, Default, Levels, Param, Rule, Run, Seed, Strict, When, ours, source};
use crate::say;
use crate::words::words;
use crate::world::World;

use super::ARTICLE;

/// The documents of a customer in which our people leave a record.
pub(crate) const HOLD_RECORDS: [DocKind; 5] =
    [DocKind::Customer, DocKind::ContactReport, DocKind::Complaint, DocKind::Reception, DocKind::Plan];

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
        "在岗的客户经理，最近 14 天内有记录：参加的接触、写的接触情况报告、办结的行动、受理的投诉、拟订的接待方案、核定、客户行业和市场信息报告、档案完善建议、上报登记，任何一种都算；在 git 中提交过改动的也算（以人员名册中的「电子邮箱」认人）。到岗、施行或第一个客户建档不足 14 天的不判断；所负责客户的资料读不出来的，不判断。",
        "Every active account manager has a record within the last 14 days: a contact, a report written, an action done, a complaint handled, a reception planned, a verification, a market report, a suggestion or a submission; or has committed a change to git (known by `email` in staff.toml). Not judged within 14 days of `active_from`, of the regulation's first day or of the day when the first customer's archive was set up, nor where a document of one of the person's customers cannot be read.",
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
    let Some(first) = first_day(scene, limit, today) else { return };
    let gathered = scene.archive.customers.iter().map(|customer| &customer.gathered);
    let records = newest(gathered, &scene.archive.registers, today);
    for (id, row) in ours::with_role(scene.world, StaffRole::AccountManager, today) {
        if !is_asked(row, first) || has_unread(scene.archive, id) {
            continue;
        }
        let newest = newest_of(scene.world, row, records.get(id).copied(), first);
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

/// The first of the days in which everybody should have a record; none where the time is too short to be judged.
pub(crate) fn first_day(scene: &ArchiveScene<'_>, limit: i64, today: NaiveDate) -> Option<NaiveDate> {
    let first = u64::try_from(limit).ok().and_then(|days| today.checked_sub_days(Days::new(days)));
    let since = scene.world.effective_from().max(scene.first_established());
    first.filter(|first| since.is_none_or(|from| *first >= from))
}

/// Whether the person was with us on the first of those days.
pub(crate) fn is_asked(row: &StaffRow, first: NaiveDate) -> bool {
    !row.active_from.is_bad() && row.active_from.value().is_none_or(|from| from <= first)
}

/// Whether a document of one of the person's customers could not be read: it may hold the newest record.
pub(crate) fn has_unread(archive: &Loaded, id: &str) -> bool {
    let unread = |customer: &&CustomerFolder| customer.broken.iter().any(|(kind, _)| HOLD_RECORDS.contains(kind));
    // Whose customer it is the document itself says.
    let may_be_his = |customer: &CustomerFolder| {
        let manager = customer.profile.as_ref().and_then(|doc| doc.record.account_manager.get());
        manager.is_none_or(|manager| manager.is(id))
    };
    archive.customers.iter().filter(unread).any(may_be_his)
}

/// The person's newest record; git is asked where the records alone do not reach to the first of those days.
pub(crate) fn newest_of(world: &World, row: &StaffRow, record: Option<NaiveDate>, first: NaiveDate) -> Option<NaiveDate> {
    if record.is_some_and(|day| day >= first) {
        return record;
    }
    record.max(row.email.get().and_then(|email| world.evidence.wrote_on(email.as_str())))
}

/// Everybody's newest record up to the day, by id.
pub(crate) fn newest<'a>(
    gathered: impl IntoIterator<Item = &'a Gathered>,
    registers: &'a Registers,
    today: NaiveDate,
) -> BTreeMap<Box<str>, NaiveDate> {
    let seen = gathered.into_iter().flat_map(|one| &one.seen).map(|seen| (&*seen.staff, seen.newest));
    let of = |who: Option<&'a StaffRef>, day: Option<NaiveDate>| Some((&*who?.id, day?));
    let market = registers.market.iter().filter_map(|doc| of(doc.record.author.get(), doc.record.submitted_on.value()));
    let suggested = registers.suggestions.iter().filter_map(|doc| of(doc.record.issued_by.get(), doc.record.issued_on.value()));
    let rows = registers.submissions.iter().filter_map(|doc| doc.record.submissions.get()).flat_map(|list| list.iter());
    let submitted = rows.filter_map(|row| of(row.by.get(), row.submitted_on.value()));
    let mut out: BTreeMap<Box<str>, NaiveDate> = BTreeMap::new();
    for (id, day) in seen.chain(market).chain(suggested).chain(submitted).filter(|(_, day)| *day <= today) {
        let newest = out.entry(id.into()).or_insert(day);
        *newest = day.max(*newest);
    }
    out
}
