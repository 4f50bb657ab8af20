//! VIS-…: visits and callbacks (`003` 第十一条; `004` 定期拜访大客户; `001` 客户关系维护制度).

mod cadence;
mod vis_01;
mod vis_02;
mod vis_03;
mod vis_04;
mod vis_05;
mod vis_06;
mod vis_07;
mod vis_08;
mod vis_09;
mod vis_10;
mod vis_11;
mod vis_12;
mod vis_13;
pub(crate) mod vis_14;

pub use cadence::contacts_a_year;
use chrono::NaiveDate;

use crate::analysis::contacts::Contact;
use crate::archive::DocKind;
use crate::form::choices::{ContactKind, StaffRole, Tier};
use crate::model::period::PeriodKind;
use crate::say;
use crate::words::{Words, words};

use super::{Default, Param, Rule, Scene, Strict, ours};

/// The family, in the order of the catalogue.
pub(super) static RULES: &[&Rule] = &[
    &vis_01::RULE,
    &vis_02::RULE,
    &vis_03::RULE,
    &vis_04::RULE,
    &vis_05::RULE,
    &vis_06::RULE,
    &vis_07::RULE,
    &vis_08::RULE,
    &vis_09::RULE,
    &vis_10::RULE,
    &vis_11::RULE,
    &vis_12::RULE,
    &vis_13::RULE,
    &vis_14::RULE,
];

/// How often in each period.
const TIMES: Param = Param {
    name: "times",
    default: Default::Int(1),
    strict: Strict::High,
    unit: words("次", "times"),
    what: words("每个期间至少几次", "least number in each period"),
};

/// What a rule looks at that counts contacts in a period: without any report there was no contact.
const COUNTED: &[DocKind] = &[DocKind::ContactReport, DocKind::Staff];

/// Where such a rule points (definitions G5).
const AT_TIER: Words = words("客户基本状况表的「客户层级」", "`tier` of the customer");

/// What a rule asks for that wants so many contacts of some sort in each period.
pub(crate) struct Callback {
    /// The rule.
    pub(crate) rule: &'static Rule,
    /// In each of these.
    pub(crate) kind: PeriodKind,
    /// The sort of contact, in words.
    pub(crate) what: Words,
    /// Who is to see to it.
    pub(crate) by: StaffRole,
    /// The sort of customer in words, where this one is such a customer.
    pub(crate) asked: fn(&Scene<'_>) -> Option<&'static str>,
    /// Whether a contact is of that sort.
    pub(crate) fits: fn(&Scene<'_>, &Contact<'_>) -> bool,
}

/// All of them, in the order of the catalogue.
pub(crate) static CALLBACKS: &[&Callback] = &[
    &vis_01::CALLBACK,
    &vis_02::CALLBACK,
    &vis_03::CALLBACK,
    &vis_04::CALLBACK,
    &vis_05::CALLBACK,
    &vis_06::CALLBACK,
    &vis_09::CALLBACK,
    &vis_10::CALLBACK,
];

/// The newest complete period of a kind must have had at least `times` contacts that fit; else it is said at the customer's tier.
fn demand(scene: &mut Scene<'_>, callback: &Callback) {
    let Some(who) = (callback.asked)(scene) else { return };
    let (Some(doc), Some(period)) = (&scene.customer.profile, scene.complete(callback.kind)) else { return };
    let times = scene.param("times");
    let fits = |contact: &Contact<'_>| (callback.fits)(scene, contact);
    let count = scene.contacts().within(period).filter(fits).count();
    if i64::try_from(count).is_ok_and(|count| count >= times) {
        return;
    }
    let lang = scene.lang();
    let last = scene.contacts().all().filter(fits).map(|contact| contact.day).max();
    let last = last.map_or_else(
        || say!(lang, "档案中还没有过", "the archive has none at all"),
        |day| say!(lang, "最近一次是 {day}", "the last one was on {day}"),
    );
    let (period, what) = (period.label(lang), callback.what.get(lang));
    let message = say!(
        lang,
        "{who}在 {period}应有至少 {times} 次{what}，实际 {count} 次；{last}",
        "{what} of this {who} customer in {period}: {count}, the least is {times}; {last}"
    );
    scene.find(&doc.info, doc.record.tier.or(doc.record.head), "tier", message);
}

/// The tier in words, where the customer has this one.
fn of_tier(scene: &Scene<'_>, tier: Tier) -> Option<&'static str> {
    (scene.tier() == Some(tier)).then(|| tier.label(scene.lang()))
}

/// 大客户 in words, where the customer is one (definitions G3).
fn key_account(scene: &Scene<'_>) -> Option<&'static str> {
    scene.is_key_account().then(|| words("大客户", "key-account").get(scene.lang()))
}

/// Whether somebody of ours took part of whom `is` holds. Somebody unknown, who was reported where the name is read, may be the one.
fn took_part(contact: &Contact<'_>, is: impl Fn(&str) -> bool) -> bool {
    let field = &contact.doc.record.ours;
    field.is_bad() || field.get().is_some_and(|ours| ours.iter().any(|one| !one.known || is(&one.id)))
}

/// 现场 (definitions G2). What could not be read may have been; it was reported there.
fn is_onsite(contact: &Contact<'_>) -> bool {
    contact.kind().is_none_or(|kind| kind == ContactKind::Onsite)
}

/// A visit: a meeting or on site (definitions G2).
fn is_visit(contact: &Contact<'_>) -> bool {
    contact.kind().is_none() || contact.is_visit()
}

/// Whether this one of ours was the customer's account manager on that day, or is now.
fn manages(scene: &Scene<'_>, id: &str, day: NaiveDate) -> bool {
    if scene.account_manager() == Some(id) {
        return true;
    }
    scene.customer.profile.as_ref().is_some_and(|doc| doc.record.assigned_on(day).any(|staff| staff.is(id)))
}

/// 主管副总、有关负责人 on site: the account manager, a director or an executive (VIS-02).
fn is_led_on_site(scene: &Scene<'_>, contact: &Contact<'_>) -> bool {
    const LEADS: [StaffRole; 4] = [StaffRole::MarketingDirector, StaffRole::SalesDirector, StaffRole::Executive, StaffRole::ExecutiveTop];
    let leads = |id: &str| LEADS.iter().any(|role| ours::may_have_role(scene.world, id, *role));
    is_onsite(contact) && took_part(contact, |id| manages(scene, id, contact.day) || leads(id))
}
