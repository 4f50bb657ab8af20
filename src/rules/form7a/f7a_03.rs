//! F7A-03: an action begins before it ends, and both lie in the plan's year.

use chrono::{Days, NaiveDate};

use crate::archive::DocKind;
use crate::findings::{Fix, Level, Safety};
use crate::form::Field;
use crate::rules::{Default, Levels, Param, Rule, Run, Scene, Seed, Strict, When, source};
use crate::say;
use crate::source::Edit;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "F7A-03",
    title: words("行动的开始日期不晚于结束日期，并在计划年度之内", "an action begins before it ends, within the plan's year"),
    sources: &[source(Seed::S000, "附表7 行动计划")],
    quote: "开始日期",
    level: Levels::Fixed(Level::Error),
    lesser: Some(Level::Info),
    when: When::Check,
    params: &[Param {
        name: "slack",
        default: Default::Int(31),
        strict: Strict::Low,
        unit: words("天", "days"),
        what: words("超出计划年度多少天以内不提示", "how far outside the plan's year a date may lie"),
    }],
    needs: &[DocKind::Plan],
    uses: &[],
    yields_to: &[],
    anchor: words("行动的「结束日期」；超出年度的那个日期", "`end` of the action; the date outside the year"),
    meaning: words(
        "开始日期晚于结束日期为错误；开始或结束日期超出计划年度 31 天以上为提示。",
        "A start after the end is an error; a date more than 31 days outside the plan's year is an information.",
    ),
    remedy: words("请核对并改正日期", "check and correct the date"),
    bad: "start = 2026-08-01\nend = 2026-07-01",
    good: "start = 2026-07-01\nend = 2026-08-01",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let customer = scene.customer;
    for doc in &customer.plans {
        let year = doc.year();
        for action in doc.record.actions() {
            let (start, end) = (action.start.value(), action.end.value());
            if let (Some(from), Some(to)) = (start, end)
                && from > to
            {
                let what = action.called();
                let message =
                    say!(scene.lang(), "「{what}」的开始日期 {from} 晚于结束日期 {to}", "`{what}` starts on {from}, after its end on {to}");
                let finding = scene.find(&doc.info, action.end.span, "action_plan.actions.end", message).about(what);
                finding.fix = Some(swapped(&action.start, from, &action.end, to));
                continue;
            }
            let far = [(&action.start, "start"), (&action.end, "end")];
            let far = far.into_iter().find_map(|(field, key)| Some((field, key, outside(field.value()?, year?)?)));
            let Some((field, key, days)) = far.filter(|(_, _, days)| *days > scene.param("slack")) else { continue };
            let (what, date) = (action.called(), field.value().unwrap_or_default());
            let (year, slack, lang) = (year.unwrap_or_default(), scene.param("slack"), scene.lang());
            let (label, word) = if key == "start" { ("开始日期", "starts") } else { ("结束日期", "ends") };
            let message = say!(
                lang,
                "「{what}」的{label} {date} 超出计划年度 {year} 年 {days} 天（{slack} 天以内不提示）",
                "`{what}` {word} on {date}, {days} days outside the plan's year {year} ({slack} are allowed)"
            );
            let help = say!(lang, "请核对年份；跨年的行动请分年写入各年的计划", "check the year; split an action over the years' plans");
            let right = within(date, year);
            let finding = scene.lesser(&doc.info, field.span, &format!("action_plan.actions.{key}"), message).about(what);
            finding.help(help).fix_value(field.span, right.to_string(), Safety::Example);
        }
    }
}

/// How many days a date lies outside the year; none when it does not.
fn outside(date: NaiveDate, year: i32) -> Option<i64> {
    let first = NaiveDate::from_ymd_opt(year, 1, 1)?;
    let next = NaiveDate::from_ymd_opt(year + 1, 1, 1)?;
    let days = (first - date).num_days().max((date - next).num_days() + 1);
    (days > 0).then_some(days)
}

/// The same day of the plan's year.
fn within(date: NaiveDate, year: i32) -> NaiveDate {
    use chrono::Datelike;
    date.with_year(year).or_else(|| (date - Days::new(1)).with_year(year)).unwrap_or(date)
}

/// Both dates the other way round.
fn swapped(start: &Field<NaiveDate>, from: NaiveDate, end: &Field<NaiveDate>, to: NaiveDate) -> Fix {
    let mut edits = vec![Edit { span: start.span, text: to.to_string() }, Edit { span: end.span, text: from.to_string() }];
    edits.sort_by_key(|edit| edit.span.start);
    Fix { edits, safety: Safety::Example }
}
