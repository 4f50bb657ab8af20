//! F6-06: the date of the next contact has passed without a contact.

use chrono::Days;

use crate::analysis::contacts::Contacts;
use crate::archive::DocKind;
use crate::findings::{Level, Safety};
use crate::rules::{Default, Levels, Param, Rule, Run, Scene, Seed, Strict, When, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "F6-06",
    title: words("到期的联系已经进行", "a contact that was due has taken place"),
    sources: &[source(Seed::S000, "附表6")],
    quote: "下一次联系旳日期",
    level: Levels::Fixed(Level::Error),
    lesser: Some(Level::Warning),
    when: When::Audit,
    params: &[
        Param {
            name: "grace_days",
            default: Default::Int(0),
            strict: Strict::Low,
            unit: words("天", "days"),
            what: words("逾期几天以内不指出", "how many days past the date nothing is said"),
        },
        Param {
            name: "error_days",
            default: Default::Int(30),
            strict: Strict::Low,
            unit: words("天", "days"),
            what: words("逾期几天以内为警告，再多为错误", "up to how many days past the date it is a warning; beyond it an error"),
        },
        Param::escalation(30),
    ],
    needs: &[DocKind::Plan],
    uses: &[DocKind::ContactReport, DocKind::KeyPeople],
    yields_to: &[],
    anchor: words("该行的「下一次联系的日期」", "`next` of the line"),
    meaning: words(
        "有效日期在当天之前，而这两人在该日或其后没有接触情况报告。有效日期：「下一次联系的日期」晚于这两人最近一次接触时就是它；否则是那次报告的「下次联系日期」。逾期 30 天以内为警告，从第 31 天起为错误。",
        "The date in force lies before the day and no report of the pair is dated on or after it. In force is `next` while it is later than the pair's newest report, after that the report's `next_date`. A warning up to 30 days, an error from day 31.",
    ),
    remedy: words(
        "请尽快联系并写接触情况报告；已经联系过的请补写报告，改期的请改日期",
        "make the contact and report it; if it took place, write its report; if it was put off, change the date",
    ),
    bad: "next = 2026-06-20   # 到 2026-07-08 没有接触情况报告",
    good: "next = 2026-07-15",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let Some(today) = scene.today else { return };
    let contacts = Contacts::of(scene.customer, scene.today);
    let (grace, grave) = (scene.param("grace_days"), scene.param("error_days"));
    let lang = scene.lang();
    for line in super::lines(scene) {
        // A missing or wrong date was reported where it is read.
        let Some(planned) = line.row.next.value() else { continue };
        let Some(due) = contacts.in_force(line.row) else { continue };
        let days = (today - due.day).num_days();
        let met = || contacts.newest(line.ours, line.person).is_some_and(|newest| newest >= due.day);
        if days <= grace.max(0) || met() {
            continue;
        }
        let (ours, person, date) = (scene.staff_name(line.ours), scene.person_name(line.person), due.day);
        let message = match due.report {
            None => say!(
                lang,
                "{ours}与{person}的下一次联系定在 {date}，已逾期 {days} 天，其后没有接触情况报告",
                "{ours} was to contact {person} on {date}, {days} days ago; there is no report since"
            ),
            Some(report) => say!(
                lang,
                "{ours}与{person}的下一次联系由 {report} 的报告定在 {date}，已逾期 {days} 天，其后没有接触情况报告（计划里仍写 {planned}）",
                "{ours} was to contact {person} on {date}, as the report of {report} says, {days} days ago; there is no report since (the plan still says {planned})"
            ),
        };
        let span = line.row.next.span;
        let later = super::within(today + Days::new(7), line.doc.year());
        let field = "contact_plan.lines.next";
        let finding = if days > grave {
            scene.find(&line.doc.info, span, field, message)
        } else {
            scene.lesser(&line.doc.info, span, field, message)
        };
        finding.about(line.person).fix_value(span, later.to_string(), Safety::Example);
    }
}
