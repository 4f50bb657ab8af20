//! F6-10: the report of a contact is written in time.

use crate::archive::DocKind;
use crate::findings::Level;
use crate::rules::{Default, Levels, Param, Rule, Run, Scene, Seed, Strict, When, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "F6-10",
    title: words("接触情况报告及时写成", "the contact report is written in time"),
    sources: &[source(Seed::S000, "附表6 备注")],
    quote: "事后",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Check,
    params: &[Param {
        name: "max_days",
        default: Default::Int(3),
        strict: Strict::Low,
        unit: words("天", "days"),
        what: words("接触后几天（日历日）以内要写成报告", "within how many calendar days the report is due"),
    }],
    needs: &[DocKind::ContactReport],
    uses: &[],
    yields_to: &[],
    anchor: words("报告的「报告日期」", "`reported_on` of the report"),
    meaning: words(
        "「报告日期」比接触日期晚不超过规定的天数，按日历日计算。报告日期早于接触日期的由 F6-13 指出。",
        "`reported_on` is at most so many calendar days after the contact. A report dated before its contact is F6-13's.",
    ),
    remedy: words(
        "今后请在接触后 3 天内写成报告；日期写错的请改正",
        "write the report within three days of the contact from now on; if a date is wrong, correct it",
    ),
    bad: "date = 2026-03-05\nreported_on = 2026-03-12",
    good: "date = 2026-03-05\nreported_on = 2026-03-06",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let most = scene.param("max_days");
    let lang = scene.lang();
    for contact in scene.reports() {
        let record = &contact.doc.record;
        let Some(reported) = record.reported_on.value() else { continue };
        let days = (reported - contact.day).num_days();
        if days <= most {
            continue;
        }
        let day = contact.day;
        let message = say!(
            lang,
            "{day} 的接触到 {reported} 才写报告，隔了 {days} 天，超过 {most} 天",
            "the contact of {day} was reported on {reported}, {days} days later; at most {most} days are allowed"
        );
        let help = say!(
            lang,
            "今后请在接触后 {most} 天内写成报告；日期写错的请改正",
            "write the report within {most} days of the contact from now on; if a date is wrong, correct it"
        );
        scene.find(&contact.doc.info, record.reported_on.span, "reported_on", message).help(help);
    }
}
