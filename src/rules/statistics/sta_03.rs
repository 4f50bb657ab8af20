//! STA-03: at the end of the month the account managers of 大客户 hand their information to the secretary.

use crate::archive::{CustomerFolder, DocKind, Loaded};
use crate::findings::Level;
use crate::form::choices::{StaffRole, SubmissionKind};
use crate::form::customer::Customer;
use crate::form::registers::Submission;
use crate::model::period::{Month, Period, PeriodKind};
use crate::rules::{ArchiveScene, Levels, Rule, Run, Seed, When, ours, periods, source};
use crate::say;
use crate::words::words;
use crate::world::World;

pub(super) static RULE: Rule = Rule {
    id: "STA-03",
    title: words("每月末向销售部秘书呈报大客户信息", "information about key accounts goes to the secretary each month-end"),
    sources: &[source(Seed::S004, "7) 建立大客户信息管理 c")],
    quote: "每月末大大客户部经理按要求将大客户信息呈报秘书",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Audit,
    params: &[],
    needs: &[DocKind::Submissions, DocKind::Staff],
    uses: &[],
    yields_to: &[],
    anchor: words("人员名册中这位客户经理的「编号」", "the account manager's `id` in the staff register"),
    meaning: words(
        "人员名册中有在岗的销售部秘书时，每位负责大客户（填写了「大客户」，或层级是 VIP客户）的客户经理，对上一个月都有一条「月末客户信息」（submissions/，month_end）。建档、到岗或制度生效之前开始的月份不追究。没有写上报人的，按所写客户的客户经理算；客户也没有写的，算每个人的。",
        "Where the staff register has an active secretary, every account manager of a 大客户 (`key_account` filled in, or tier vip) has an entry of kind `month_end` in submissions/ for the last month. No month is judged that began before the customer's archive was set up, the person came or the regulation took effect. An entry that does not say by whom is that of its customer's account manager; without a customer it counts for everybody.",
    ),
    remedy: words("请向销售部秘书呈报并登记", "hand it to the secretary and enter it"),
    bad: "# 2026-07-08：submissions/2026-06.toml 中没有周岚的 month_end",
    good: "# submissions/2026-06.toml\n[[submissions]]\nkind = \"month_end\"\nby = \"zhou-lan\"\nsubmitted_on = 2026-06-30",
    run: Run::Archive(run),
};

/// Whether it is a 大客户 (definitions G3) in this person's charge whose archive was there when the month began.
fn is_charge(record: &Customer, id: &str, month: Period, world: &World) -> bool {
    let lost = record.lost_on.value().is_some_and(|lost| lost < month.first_day());
    let own = record.account_manager.get().is_some_and(|manager| manager.is(id));
    record.is_key_account() && own && !lost && periods::counts_of(month, world, record)
}

/// Whether the entry may be this person's.
fn may_be_by(row: &Submission, id: &str, archive: &Loaded) -> bool {
    if let Some(by) = row.by.get() {
        return by.is(id) || !by.known;
    }
    let Some(customer) = row.customer.get().filter(|customer| customer.known) else { return true };
    let folder = archive.customers.iter().find(|folder| customer.is(&folder.id));
    let manager = folder.and_then(|folder| folder.profile.as_ref()).and_then(|doc| doc.record.account_manager.get());
    manager.is_none_or(|manager| manager.is(id))
}

fn run(scene: &mut ArchiveScene<'_>) {
    let Some(today) = scene.today else { return };
    let world: &World = scene.world;
    let Some((secretary, _)) = ours::with_role(world, StaffRole::Secretary, today).next() else { return };
    let (lang, ending, secretary) = (scene.lang(), ours::ending(world), ours::name(world, secretary));
    let month = Period::last_complete(PeriodKind::Month, today);
    for (id, names) in owed(scene, month) {
        let Some((info, span)) = scene.staff_place(id) else { continue };
        let (name, label, list) = (ours::name(world, id), month.label(lang), ours::listed(&names, lang));
        let message = say!(
            lang,
            "{name}没有呈报{label}的月末大客户信息（{list}）",
            "{name} has not handed in the month-end information for {label} ({list})"
        );
        let help = say!(
            lang,
            "请呈报销售部秘书{secretary}，并登记到 submissions/{month}.{ending}，种类 month_end",
            "hand it to the secretary {secretary} and enter it in submissions/{month}.{ending} as `month_end`"
        );
        scene.find(&info, span, "staff.id", message).about(id).help(help);
    }
}

/// The account managers who have not handed in a month, each with the 大客户 that it is about. Nobody where there is no secretary.
pub(crate) fn owed<'a>(scene: &ArchiveScene<'a>, month: Period) -> Vec<(&'a str, Vec<&'a str>)> {
    let Some(today) = scene.today else { return Vec::new() };
    let (world, archive): (&'a World, &'a Loaded) = (scene.world, scene.archive);
    let mut out = Vec::new();
    if ours::with_role(world, StaffRole::Secretary, today).next().is_none() {
        return out;
    }
    for (id, row) in ours::with_role(world, StaffRole::AccountManager, today) {
        if !periods::counts(month, world, [row.active_from.value()]) {
            continue;
        }
        let charge = |folder: &&CustomerFolder| folder.profile.as_ref().is_some_and(|doc| is_charge(&doc.record, id, month, world));
        let names: Vec<&str> = archive.customers.iter().filter(charge).map(CustomerFolder::called).collect();
        let own = Month::of(month.first_day());
        let mut entries = super::submitted(archive, SubmissionKind::MonthEnd, today);
        if names.is_empty() || row.active_from.is_bad() || entries.any(|(of, row)| of == own && may_be_by(row, id, archive)) {
            continue;
        }
        out.push((id, names));
    }
    out
}
