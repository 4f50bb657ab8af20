//! F6-07: the next date fits the planned number of contacts and the plan's year.

use chrono::{Datelike, Days, NaiveDate};

use crate::archive::DocKind;
use crate::findings::{Level, Safety};
use crate::rules::{Default, Levels, Param, Rule, Run, Scene, Seed, Strict, When, source};
use crate::say;
use crate::words::words;

use super::Line;

pub(super) static RULE: Rule = Rule {
    id: "F6-07",
    title: words("下一次日期与联系次数相称，并在计划年度内", "the next date fits the number of contacts and the plan's year"),
    sources: &[source(Seed::S000, "附表6")],
    quote: "联系次数",
    level: Levels::Fixed(Level::Info),
    lesser: None,
    when: When::Audit,
    params: &[
        Param {
            name: "max_intervals",
            default: Default::Int(2),
            strict: Strict::Low,
            unit: words("倍", "times"),
            what: words(
                "下一次日期最多在几个平均间隔（365 ÷ 联系次数）之后",
                "how many mean intervals (365 ÷ times) ahead the next date may lie",
            ),
        },
        Param {
            name: "min_lines",
            default: Default::Int(2),
            strict: Strict::Low,
            unit: words("行", "lines"),
            what: words("至少几行日期全部相同时才指出", "from how many lines on equal dates are pointed out"),
        },
    ],
    needs: &[DocKind::Plan],
    uses: &[DocKind::KeyPeople],
    yields_to: &[],
    anchor: words("该行的「下一次联系的日期」；全部相同时为第一行的", "`next` of the line; of the first line where all are equal"),
    meaning: words(
        "「下一次联系的日期」距当天不超过平均间隔的 2 倍（2 × 365 ÷ 联系次数），并且在计划年度内。各行日期全部相同时（多为随手填写）只指出一次。",
        "`next` lies at most twice the mean interval ahead (2 × 365 ÷ times) and within the plan's year. Where all lines have the same date (mostly filled in by rote), this is said once.",
    ),
    remedy: words("请按联系次数安排真正的下一次日期", "set the real date of the next contact, by the number of contacts"),
    bad: "times = 12\nnext = 2026-12-31",
    good: "times = 12\nnext = 2026-07-15",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let Some(today) = scene.today else { return };
    if all_equal(scene, today) {
        return;
    }
    let most = scene.param("max_intervals");
    let lang = scene.lang();
    for line in super::lines(scene) {
        let Some(next) = line.row.next.value() else { continue };
        let year = line.doc.year();
        let days = (next - today).num_days();
        let times = line.row.times.value().map(|times| times.0);
        let message = if let Some(year) = year.filter(|year| *year != next.year()) {
            let (ours, person) = (scene.staff_name(line.ours), scene.person_name(line.person));
            say!(
                lang,
                "{ours}与{person}的下一次联系 {next} 不在计划年度 {year} 内",
                "the next contact of {ours} with {person}, {next}, is not in the plan's year {year}"
            )
        } else if let Some(times) = times.filter(|times| days * times > most * 365) {
            let (ours, person) = (scene.staff_name(line.ours), scene.person_name(line.person));
            let limit = most * 365 / times;
            say!(
                lang,
                "{ours}与{person}全年计划联系 {times} 次，下一次却在 {days} 天后的 {next}，超过 {limit} 天",
                "{ours} plans {times} contacts with {person} a year, but the next is {days} days away, on {next}; more than {limit} days"
            )
        } else {
            continue;
        };
        let span = line.row.next.span;
        let fixed = suggestion(&line, today);
        scene.find(&line.doc.info, span, "contact_plan.lines.next", message).about(line.person).fix_value(
            span,
            fixed.to_string(),
            Safety::Example,
        );
    }
}

/// A mean interval from the day on, within the year.
fn suggestion(line: &Line<'_>, today: NaiveDate) -> NaiveDate {
    let interval = line.row.times.value().map_or(30, |times| 365 / times.0.max(1));
    let day = today + Days::new(interval.max(1).unsigned_abs());
    super::within(day, line.doc.year())
}

/// Every line has the same date: said once, on the first.
fn all_equal(scene: &mut Scene<'_>, today: NaiveDate) -> bool {
    let mut dates = super::lines(scene).filter_map(|line| line.row.next.value());
    let Some(first) = dates.next() else { return false };
    let mut count = 1;
    for date in dates {
        if date != first {
            return false;
        }
        count += 1;
    }
    if count < scene.param("min_lines").max(2) {
        return false;
    }
    let Some(line) = super::lines(scene).find(|line| line.row.next.value().is_some()) else { return false };
    let lang = scene.lang();
    let year = line.doc.year();
    let outside = year.is_some_and(|year| year != first.year());
    let message = if outside {
        say!(
            lang,
            "{count} 行的下一次联系都写 {first}，而且不在计划年度内",
            "all {count} lines have {first} as next date, which is not even in the plan's year"
        )
    } else if (first.month(), first.day()) == (12, 31) {
        say!(
            lang,
            "{count} 行的下一次联系都写 {first}，即年底最后一天",
            "all {count} lines have {first}, the last day of the year, as next date"
        )
    } else {
        say!(lang, "{count} 行的下一次联系都写 {first}", "all {count} lines have {first} as next date")
    };
    let help = say!(lang, "请按每行的联系次数分别安排真正的下一次日期", "set the real next date of each line, by its number of contacts");
    let span = line.row.next.span;
    let fixed = suggestion(&line, today);
    scene.find(&line.doc.info, span, "contact_plan.lines.next", message).help(help).fix_value(span, fixed.to_string(), Safety::Example);
    true
}
