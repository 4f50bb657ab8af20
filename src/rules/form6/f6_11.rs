//! F6-11: the account manager gets the report.

use chrono::NaiveDate;

use crate::archive::DocKind;
use crate::findings::{Level, Safety};
use crate::form::contact::ContactReport;
use crate::form::customer::Customer;
use crate::form::reader::literal;
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "F6-11",
    title: words("接触情况报告呈交负责的客户经理", "the contact report goes to the account manager"),
    sources: &[source(Seed::S000, "附表6 备注")],
    quote: "请将这些报告呈交负责客户单位业务旳客户经理",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Audit,
    params: &[],
    needs: &[DocKind::ContactReport, DocKind::Customer],
    uses: &[],
    yields_to: &[],
    anchor: words("报告的「呈报对象」", "`reported_to` of the report"),
    meaning: words(
        "客户经理在「呈报对象」中，或者本人参加了接触（在「我方人员」中）。客户换过人的，接触当天的客户经理（见指派记录）也算。",
        "The account manager is in `reported_to`, or took part (is in `ours`). Where the customer changed hands, the account manager of that day (see `assignments`) counts too.",
    ),
    remedy: words(
        "请把报告也呈交客户经理，并补入「呈报对象」",
        "hand the report to the account manager too and add the name to `reported_to`",
    ),
    bad: "ours = [\"sun-tao\"]\nreported_to = [\"wu-fang\"]",
    good: "ours = [\"sun-tao\"]\nreported_to = [\"wu-fang\", \"zhou-lan\"]",
    run: Run::Customer(run),
};

/// Whether this one of ours wrote along or got the report.
fn reaches(report: &ContactReport, staff: &str) -> bool {
    let lists = [&report.ours, &report.reported_to];
    lists.iter().filter_map(|field| field.get()).any(|list| list.iter().any(|one| one.is(staff)))
}

/// Whether it reached whoever was in charge of the customer on that day.
fn reached_predecessor(customer: &Customer, report: &ContactReport, day: NaiveDate) -> bool {
    customer.assigned_on(day).any(|staff| reaches(report, &staff.id))
}

fn run(scene: &mut Scene<'_>) {
    let Some(customer) = &scene.customer.profile else { return };
    let Some(manager) = customer.record.account_manager.get().filter(|staff| staff.known) else { return };
    let lang = scene.lang();
    for contact in scene.reports() {
        let report = &contact.doc.record;
        // A missing list, or an unknown name that may well be the manager's, was reported where it is read.
        let Some(list) = report.reported_to.get().filter(|list| !list.is_empty() && list.iter().all(|staff| staff.known)) else { continue };
        let unclear = report.ours.get().is_none_or(|ours| ours.iter().any(|staff| !staff.known));
        if unclear || reaches(report, &manager.id) || reached_predecessor(&customer.record, report, contact.day) {
            continue;
        }
        let name = scene.staff_name(&manager.id);
        let day = contact.day;
        let message =
            say!(lang, "{day} 的接触情况报告没有呈交客户经理{name}", "the report of {day} did not go to the account manager {name}");
        let ids: Vec<String> =
            list.iter().map(|staff| &*staff.id).chain([&*manager.id]).map(|id| literal(contact.doc.info.syntax, id)).collect();
        let span = report.reported_to.span;
        scene.find(&contact.doc.info, span, "reported_to", message).fix_value(span, format!("[{}]", ids.join(", ")), Safety::Example);
    }
}
