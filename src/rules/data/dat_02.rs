//! DAT-02: the credit of an important customer is rated, with a date, and not long ago.

use chrono::TimeDelta;

use crate::archive::DocKind;
use crate::findings::Level;
use crate::form::choices::Credit;
use crate::rules::{Default, Levels, Param, Rule, Run, Scene, Seed, Strict, When, lines, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "DAT-02",
    title: words("VIP客户、重点客户的信用状况已评定并注明日期", "the credit of vip and key customers is rated and dated"),
    sources: &[source(Seed::S003, "第十五条"), source(Seed::S004, "建立大客户信息管理 a")],
    quote: "户公司信用状况及其余状况等",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Audit,
    params: &[Param {
        name: "days",
        default: Default::Int(365),
        strict: Strict::Low,
        unit: words("天", "days"),
        what: words("信用评定几天内有效", "for how many days a rating holds"),
    }],
    needs: &[DocKind::Customer],
    uses: &[],
    yields_to: &[],
    anchor: words(
        "客户基本状况表的「信用评定日期」，没有时为「信用状况」或该表的首行",
        "`credit_rated_on` of the customer, where it is missing `credit` or the form's first line",
    ),
    meaning: words(
        "客户层级为 VIP客户、重点客户的，「信用状况」已填写且不是「未知」，「信用评定日期」已填写、不晚于当天，距今不超过 365 天。",
        "For vip and key customers `credit` is filled in and not unknown, and `credit_rated_on` is filled in, not after the day and no more than 365 days ago.",
    ),
    remedy: words("请评定信用状况，并填写「信用状况」和「信用评定日期」", "rate the credit and fill in `credit` and `credit_rated_on`"),
    bad: "tier = \"vip\"\ncredit = \"excellent\"   # 没有日期",
    good: "tier = \"vip\"\ncredit = \"excellent\"\ncredit_rated_on = 2026-06-22",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let (Some(doc), Some(today)) = (&scene.customer.profile, scene.today) else { return };
    if !scene.is_important() {
        return;
    }
    let record = &doc.record;
    let (credit, rated) = (&record.credit, &record.credit_rated_on);
    if credit.is_bad() || rated.is_bad() {
        return;
    }
    let lang = scene.lang();
    let tier = scene.tier().map_or("", |tier| tier.label(lang));
    if credit.is_blank() || credit.value() == Some(Credit::Unknown) {
        let message = if credit.is_blank() {
            say!(lang, "{tier}没有填写「信用状况」", "{tier}: `credit` is not filled in")
        } else {
            say!(lang, "{tier}的「信用状况」是未知，还没有评定", "{tier}: `credit` is unknown; it has not been rated")
        };
        scene.find(&doc.info, credit.or(record.head), "credit", message);
        return;
    }
    let Some(day) = rated.value() else {
        let message = say!(lang, "{tier}的信用状况没有「信用评定日期」", "{tier}: the credit has no `credit_rated_on`");
        let fix = lines::added(doc.info.syntax, record.head, credit.key_span, &[("credit_rated_on", today.to_string())]);
        let absent = rated.is_absent();
        scene.find(&doc.info, if absent { credit.span } else { rated.span }, "credit_rated_on", message).fix = fix.filter(|_| absent);
        return;
    };
    let days = scene.param("days");
    let message = if day > today {
        say!(lang, "「信用评定日期」{day} 还没有到", "`credit_rated_on` {day} is still to come")
    } else if today > day + TimeDelta::days(days) {
        let age = (today - day).num_days();
        say!(
            lang,
            "{tier}的信用状况 {day} 评定，已有 {age} 天，{days} 天内有效",
            "{tier}: the credit was rated on {day}, {age} days ago; a rating holds {days} days"
        )
    } else {
        return;
    };
    scene.find(&doc.info, rated.span, "credit_rated_on", message);
}
