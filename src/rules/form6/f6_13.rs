//! F6-13: the date of a contact is possible.

use chrono::NaiveDate;

use crate::archive::{Doc, DocKind};
use crate::findings::{Level, Safety};
use crate::form::contact::ContactReport;
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "F6-13",
    title: words(
        "接触日期合理：不晚于报告日期和当天，不早于到岗",
        "a contact's date is possible: not after its report or the day, not before we had the person",
    ),
    sources: &[source(Seed::S000, "附表6 备注")],
    quote: "与客户进行旳所有接触",
    level: Levels::Fixed(Level::Error),
    lesser: None,
    when: When::Check,
    params: &[],
    needs: &[DocKind::ContactReport],
    uses: &[DocKind::Staff],
    yields_to: &[],
    anchor: words("报告的「报告日期」「日期」，或「我方人员」中的那个人", "`reported_on`, `date`, or the person in `ours`"),
    meaning: words(
        "接触日期不晚于「报告日期」；不早于任何一位我方人员的到岗日期；不晚于当天。当天早于最近的「报告日期」时是补跑以前月份，不按当天判断。",
        "The contact's date is not after `reported_on`, not before the `active_from` of any of `ours`, and not after the day. A day before the newest `reported_on` is a re-run for a past month: then the last is not judged.",
    ),
    remedy: words("请核对接触日期和报告日期", "check the dates of the contact and of its report"),
    bad: "date = 2026-06-24\nreported_on = 2026-06-20   # 接触之前就写了报告",
    good: "date = 2026-06-24\nreported_on = 2026-06-25",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let newest = scene.customer.reports.iter().filter_map(|doc| doc.record.reported_on.value()).max();
    // A re-run for a past month sees later reports: those are no error.
    let limit = scene.today.filter(|today| newest.is_none_or(|newest| newest <= *today));
    for doc in &scene.customer.reports {
        let Some(day) = doc.record.day_or(&doc.stem) else { continue };
        if !reported_before(scene, doc, day) {
            in_future(scene, doc, day, limit);
        }
        before_entry(scene, doc, day);
    }
}

/// The report is dated before the contact.
fn reported_before(scene: &mut Scene<'_>, doc: &Doc<ContactReport>, day: NaiveDate) -> bool {
    let Some(reported) = doc.record.reported_on.value().filter(|reported| *reported < day) else { return false };
    let lang = scene.lang();
    let message = say!(
        lang,
        "报告日期 {reported} 早于接触日期 {day}：接触之前不会有报告",
        "`reported_on` {reported} is before the contact of {day}: a report comes after its contact"
    );
    let help =
        say!(lang, "请核对两个日期；接触还没有进行的，不要先写报告", "check both dates; do not report a contact that has not taken place");
    let span = doc.record.reported_on.span;
    scene.find(&doc.info, span, "reported_on", message).help(help).fix_value(span, day.to_string(), Safety::Example);
    true
}

/// The contact lies after the day.
fn in_future(scene: &mut Scene<'_>, doc: &Doc<ContactReport>, day: NaiveDate, limit: Option<NaiveDate>) {
    let Some(today) = limit.filter(|today| day > *today) else { return };
    let lang = scene.lang();
    let message = say!(
        lang,
        "接触日期 {day} 晚于当天 {today}：还没有发生的接触不能报告",
        "the contact's date {day} is after {today}: a contact cannot be reported before it takes place"
    );
    let help = say!(
        lang,
        "请改正日期；约定的联系写进接触计划的「下一次联系的日期」",
        "correct the date; an appointment belongs into `next` of the contact plan"
    );
    let field = &doc.record.date;
    let finding = scene.find(&doc.info, field.or(doc.record.head), "date", message).help(help);
    if !field.is_absent() {
        finding.fix_value(field.span, today.to_string(), Safety::Example);
    }
}

/// Somebody of ours is named who had not begun yet.
fn before_entry(scene: &mut Scene<'_>, doc: &Doc<ContactReport>, day: NaiveDate) {
    let lang = scene.lang();
    let ours = doc.record.ours.get().map(|list| list.0.as_slice()).unwrap_or_default();
    for item in ours {
        let id = &*item.value.id;
        let from = scene.world.staff.row(id).and_then(|row| row.active_from.value());
        let Some(from) = from.filter(|from| day < *from) else { continue };
        let name = scene.staff_name(id);
        let message = say!(
            lang,
            "{name} {from} 才到岗，不会在 {day} 与客户接触",
            "{name} joined on {from} and cannot have met the customer on {day}"
        );
        let help = say!(
            lang,
            "请核对接触日期、我方人员，或人员名册中的到岗日期",
            "check the contact's date, the person, or `active_from` in the staff register"
        );
        let finding = scene.find(&doc.info, item.span, "ours", message).about(id).help(help);
        if !doc.record.date.is_absent() {
            finding.fix_value(doc.record.date.span, from.to_string(), Safety::Example);
        }
    }
}
