//! F6-05: a next date is there. A missing one is found while the form is read; here the one that a contact has used up.

use chrono::Days;

use crate::analysis::contacts::Contacts;
use crate::archive::DocKind;
use crate::findings::{Level, Safety};
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "F6-05",
    title: words("有下一次联系的日期", "there is a date of the next contact"),
    sources: &[source(Seed::S000, "附表6")],
    quote: "下一次联系旳日期",
    level: Levels::Fixed(Level::Error),
    lesser: Some(Level::Warning),
    when: When::Check,
    params: &[],
    needs: &[DocKind::Plan],
    uses: &[DocKind::ContactReport],
    yields_to: &[],
    anchor: words("该行的「下一次联系的日期」", "`next` of the line"),
    meaning: words(
        "错误：「下一次联系的日期」没有填写，或不是日期。警告：这两人最近一次接触晚于这个日期，而那次的接触情况报告没有写「下次联系日期」，因此现在没有有效的下一次日期。",
        "Error: `next` is empty or no date. Warning: the pair's newest contact is later than `next` and its report has no `next_date`, so that no next date is in force.",
    ),
    remedy: words("请写明下一次联系的日期（年-月-日）", "write the date of the next contact (year-month-day)"),
    bad: "next = \"下周三\"",
    good: "next = 2026-07-15",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let Some(today) = scene.today else { return };
    let contacts = Contacts::of(scene.customer, scene.today);
    let lang = scene.lang();
    for line in super::lines(scene) {
        let Some(next) = line.row.next.value() else { continue };
        let Some(newest) = contacts.newest(line.ours, line.person).filter(|newest| *newest > next) else { continue };
        if contacts.in_force(line.row).is_some() {
            continue;
        }
        let (ours, person) = (scene.staff_name(line.ours), scene.person_name(line.person));
        let message = say!(
            lang,
            "{ours}与{person}在 {newest} 已接触，晚于计划的 {next}，而报告没有写「下次联系日期」：下一次没有日期了",
            "{ours} met {person} on {newest}, after the planned {next}, and the report has no `next_date`: no next date is left"
        );
        let help = say!(
            lang,
            "请在那份报告补写「下次联系日期」（next_date），或更新这里的日期",
            "add `next_date` to that report, or bring this date up to date"
        );
        let span = line.row.next.span;
        let later = super::within(today + Days::new(14), line.doc.year());
        let finding = scene.lesser(&line.doc.info, span, "contact_plan.lines.next", message);
        finding.about(line.person).help(help).fix_value(span, later.to_string(), Safety::Example);
    }
}
