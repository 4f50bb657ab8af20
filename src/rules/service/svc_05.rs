//! SVC-05: a customer's opinion is passed on to whoever serves the customer.

use chrono::TimeDelta;

use crate::archive::DocKind;
use crate::findings::{Level, Safety};
use crate::form::reader::key_line;
use crate::rules::{Default, Levels, Param, Rule, Run, Scene, Seed, Strict, When, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "SVC-05",
    title: words("客户的意见及时转告服务单位", "a customer's opinion is passed on in time"),
    sources: &[source(Seed::S000, "第四条 10")],
    quote: "将客户旳意见及时转告那些向客户服务旳单位",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Audit,
    params: &[Param {
        name: "days",
        default: Default::Int(2),
        strict: Strict::Low,
        unit: words("天", "days"),
        what: words("几天（日历日）以内要转告", "within how many calendar days it is passed on"),
    }],
    needs: &[DocKind::Feedback],
    uses: &[],
    yields_to: &[],
    anchor: words("「转告日期」；没有填写时为记录的第一行", "`forwarded_on`; where it is missing the document's first line"),
    meaning: words(
        "填有「意见」的记录，提出后 2 天（日历日）内填有「转告日期」。转告晚了的不再计较。",
        "A record with an `opinion` has its `forwarded_on` filled in within 2 calendar days. One passed on late is no longer looked at.",
    ),
    remedy: words(
        "请把意见转告为客户服务的单位，并填写「转告单位」「转告日期」",
        "pass the opinion on to whoever serves the customer and fill in `forwarded_to` and `forwarded_on`",
    ),
    bad: "date = 2026-06-20\nopinion = \"割接通知太晚\"",
    good: "date = 2026-06-20\nopinion = \"割接通知太晚\"\nforwarded_to = \"工程部\"\nforwarded_on = 2026-06-21",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let Some(today) = scene.today else { return };
    let (lang, days) = (scene.lang(), scene.param("days"));
    for (doc, day) in super::feedback(scene) {
        let record = &doc.record;
        let field = &record.forwarded_on;
        let gone = (today - day).num_days();
        // A day to come has not been.
        let passed_on = field.is_bad() || field.value().is_some_and(|on| on <= today);
        if record.opinion.is_blank() || passed_on || gone <= days {
            continue;
        }
        let message = say!(
            lang,
            "{day} 的客户意见过了 {gone} 天还没有「转告日期」，应在 {days} 天内转告",
            "the opinion of {day} has no `forwarded_on` after {gone} days; it should be passed on within {days}"
        );
        let right = (day + TimeDelta::days(days)).to_string();
        let finding = scene.find(&doc.info, field.or(record.head), "forwarded_on", message);
        if field.is_absent() {
            let line = key_line(doc.info.syntax, "forwarded_on", &right);
            finding.help(say!(
                lang,
                "请转告为客户服务的单位，填写转告单位和转告日期，如 {line}",
                "pass it on to whoever serves the customer; fill in `forwarded_to` and `forwarded_on`, as {line}"
            ));
        } else {
            finding.fix_value(field.span, right, Safety::Example);
        }
    }
}
