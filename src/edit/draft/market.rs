//! 客户行业和市场信息报告 of one month, begun for an account manager: his or her customers, and as items what has become known of them since
//! the month before. Source: `000_492afcb71e7a325f.txt` 第十二条（一）, 附表5.

use chrono::{Datelike, NaiveDate};

use crate::archive::CustomerFolder;
use crate::form::choices::{MarketSubject, Outcome, Topic};
use crate::form::plan::RevenueLine;
use crate::model::period::{Month, Period};
use crate::say;
use crate::words::Lang;
use crate::world::World;

use super::super::value::{Document, Element, Pair, Value};
use super::{blank, element, noted, project};

/// What a report is begun from.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// Settings and staff.
    pub world: &'a World,
    /// The customers in the author's charge.
    pub customers: &'a [&'a CustomerFolder],
    /// Who writes it.
    pub author: &'a str,
    /// Of which month.
    pub month: Month,
    /// What is later is not known yet.
    pub day: NaiveDate,
    /// In which language it is written.
    pub lang: Lang,
}

/// The report as it is begun.
#[must_use]
pub fn document(source: &Source<'_>) -> Document {
    let lang = source.lang;
    let customers = source.customers.iter().map(|customer| Value::text(&*customer.id));
    let pairs = vec![
        Pair::new("month", Value::text(source.month.to_string())),
        Pair::new("author", Value::text(source.author)),
        blank(
            "submitted_on",
            say!(
                lang,
                "提交日期：写好并交给市场部信息管理员之后填，如 2026-07-03；填了才算提交",
                "when it was handed to the information administrator, such as 2026-07-03: only then it counts as handed in"
            ),
        ),
        noted(
            "customers",
            Value::list(customers),
            say!(lang, "涉及客户：没有写到的请删去", "customers covered: leave out those that it does not speak of"),
        ),
        Pair::new("items", Value::List(items(source))),
    ];
    Document { pairs, after: Vec::new() }
}

fn items(source: &Source<'_>) -> Vec<Element> {
    let lang = source.lang;
    let mut out = Vec::new();
    for customer in source.customers {
        topics(source, customer, &mut out);
        contacts(source, customer, &mut out);
        leads(source, customer, &mut out);
    }
    let notes = [
        (
            MarketSubject::Industry,
            say!(lang, "行业动向：没有可写的，删去这一条", "what moves the industry: take this item out where there is nothing"),
        ),
        (
            MarketSubject::Competitor,
            say!(lang, "竞争对手动向：没有可写的，删去这一条", "what competitors are doing: take this item out where there is nothing"),
        ),
    ];
    out.extend(notes.into_iter().map(|(subject, note)| item(subject, "", "", None, None, Some(note))));
    out
}

/// The days from which things are news: the month before the report's, up to the day.
fn is_news(source: &Source<'_>, day: NaiveDate) -> bool {
    let before = Period::from(source.month).previous();
    before.first_day() <= day && day <= source.day && day <= Period::from(source.month).last_day()
}

/// What was learned about the customer's market and plans.
fn topics(source: &Source<'_>, customer: &CustomerFolder, out: &mut Vec<Element>) {
    let rows = customer.insight.iter().filter_map(|doc| doc.record.topics.get()).flat_map(|list| list.iter());
    for row in rows.map(|row| &row.0) {
        let Some(information) = row.information.get() else { continue };
        if !row.updated_on.value().is_some_and(|day| is_news(source, day)) {
            continue;
        }
        let subject = match row.topic.value() {
            Some(Topic::IndustryAndMarket) => MarketSubject::Industry,
            _ => MarketSubject::Customer,
        };
        let implication = row.implication.get().map_or("", |text| text.as_str());
        let level = row.source_level.value().map(|level| level.0.to_string());
        out.push(item(subject, information.as_str(), customer.called(), level, Some(implication), None));
    }
}

/// What was heard in contacts.
fn contacts(source: &Source<'_>, customer: &CustomerFolder, out: &mut Vec<Element>) {
    let lang = source.lang;
    for doc in &customer.reports {
        let record = &doc.record;
        let Some(day) = record.day_or(&doc.stem).filter(|day| is_news(source, *day)) else { continue };
        let summary = record.summary.get().map_or("", |text| text.as_str());
        let opinion = record.customer_opinion.get().map(|text| text.as_str());
        let kind = record.kind.value().map_or("", |kind| kind.label(lang));
        let content = match opinion {
            Some(opinion) => {
                say!(lang, "{day} {kind}：{summary}（客户意见：{opinion}）", "{day} {kind}: {summary} (their opinion: {opinion})")
            }
            None => say!(lang, "{day} {kind}：{summary}", "{day} {kind}: {summary}"),
        };
        let level = record.source_level.value().map(|level| level.0.to_string());
        out.push(item(MarketSubject::Customer, &content, customer.called(), level, None, None));
    }
}

/// Open projects whose stage has changed, or that are to be signed this month or the next.
fn leads(source: &Source<'_>, customer: &CustomerFolder, out: &mut Vec<Element>) {
    let lang = source.lang;
    let Some(plan) = customer.plan_of(source.day.year()) else { return };
    let soon = |line: &RevenueLine| {
        let last = Period::from(source.month).next().last_day();
        line.expected_on.value().is_some_and(|day| source.day <= day && day <= last)
    };
    for line in plan.record.projects().filter(|line| line.outcome_on(Some(source.day)) == Outcome::Open) {
        let stage = line.stage_log.get().into_iter().flat_map(|log| log.iter()).filter_map(|row| {
            let day = row.date.value().filter(|day| is_news(source, *day))?;
            Some((day, source.world.stages.called(&row.stage.get()?.id).to_owned()))
        });
        let what = match (stage.max_by_key(|(day, _)| *day), line.expected_on.value()) {
            (Some((day, stage)), _) => say!(lang, "{day} 进入阶段：{stage}", "{day} entered the stage {stage}"),
            (None, Some(day)) if soon(line) => say!(lang, "预计 {day} 签约", "to be signed on {day}"),
            _ => continue,
        };
        let project = project(line, source.world.unit, lang);
        let content = say!(lang, "{project}；{what}", "{project}; {what}");
        out.push(item(MarketSubject::Lead, &content, customer.called(), None, None, None));
    }
}

fn item(
    subject: MarketSubject,
    content: &str,
    customer: &str,
    level: Option<String>,
    implication: Option<&str>,
    note: Option<String>,
) -> Element {
    let mut pairs = vec![Pair::new("subject", Value::text(subject.key())), Pair::new("content", Value::text(content))];
    if !customer.is_empty() {
        pairs.push(Pair::new("customer", Value::text(customer)));
    }
    pairs.push(match level {
        Some(level) => Pair::new("source_level", Value::number(level)),
        None => Pair::new("source_level", Value::text("")),
    });
    pairs.push(Pair::new("implication", Value::text(implication.unwrap_or_default())));
    element(pairs, note)
}
