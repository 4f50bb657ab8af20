//! Scores by dimension, over time, and as a picture.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::archive::CustomerFolder;
use crate::form::registers::Survey;
use crate::model::period::Period;
use crate::render::chart::{Chart, Series, Shape};
use crate::render::table::{Align, Cell, Column, Table};
use crate::report::numbered::{Ask, common};
use crate::rules::satisfaction::surveys_of;
use crate::say;
use crate::words::{Lang, Words, words};

use super::{Line, mean, score_of};

/// How many periods the trend goes back, with this one.
const PERIODS: usize = 4;
/// Customers in the picture.
const MOST: usize = 15;

/// The scores of a survey's dimensions.
fn parts(survey: &Survey) -> impl Iterator<Item = (&str, Decimal)> {
    survey.dimensions.get().into_iter().flat_map(|free| free.0.iter()).map(|(name, item)| (name.trim(), item.value.0))
}

/// A row a dimension: its mean, and whose is the lowest. The lowest mean first.
pub(super) fn by_dimension(newest: &[&Line<'_>], ask: &Ask<'_>) -> Table {
    let mut table = Table::new(vec![
        Column::new("dimension", words("分项", "dimension")),
        Column::new("customers", words("客户数", "customers")),
        Column::new("mean", words("平均", "mean")),
        Column::new("lowest", words("最低", "lowest")),
        Column::new("lowest_customer", words("最低的客户", "whose")),
    ]);
    let mut groups: BTreeMap<&str, Vec<(Decimal, &Line<'_>)>> = BTreeMap::new();
    for line in newest {
        parts(line.record).for_each(|(name, score)| groups.entry(name).or_default().push((score, line)));
    }
    let mut rows: Vec<(Option<Decimal>, Vec<Cell>)> = Vec::new();
    for (name, scores) in groups {
        let Some((lowest, whose)) = scores.iter().min_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.folder.id.cmp(&b.1.folder.id))) else {
            continue;
        };
        let mean = mean(&scores.iter().map(|(score, _)| *score).collect::<Vec<_>>());
        let whose = common::customer_cell(whose.folder, ask);
        rows.push((mean, vec![name.into(), Cell::count(scores.len()), mean.into(), (*lowest).into(), whose]));
    }
    rows.sort_by_key(|row| row.0);
    table.rows = rows.into_iter().map(|(_, row)| row).collect();
    table.named("by_dimension")
}

/// A row a customer and dimension, beside the survey before.
pub(super) fn dimensions(newest: &[&Line<'_>], ask: &Ask<'_>) -> Table {
    let mut table = Table::new(vec![
        Column::new("customer", words("客户", "customer")),
        Column::new("surveyed_on", words("调查日期", "surveyed on")),
        Column::new("dimension", words("分项", "dimension")),
        Column::new("score", words("得分", "score")),
        Column::new("previous_score", words("上次得分", "score before")),
        Column::new("change", words("变化", "change")),
    ]);
    for line in newest {
        for (name, score) in parts(line.record) {
            let before = line.before.and_then(|(_, survey)| parts(survey).find(|(other, _)| *other == name)).map(|(_, score)| score);
            let change = before.map(|before| score - before);
            let customer = common::customer_cell(line.folder, ask);
            table.rows.push(vec![customer, line.on.into(), name.into(), score.into(), before.into(), change.into()]);
        }
    }
    table.named("dimensions")
}

/// This period and those before it: how many customers were surveyed, and their mean score.
pub(super) fn trend(ask: &Ask<'_>, target: Decimal) -> Table {
    let mut table = Table::new(vec![
        // A year is a name, not a quantity.
        Column::new("period", words("期间", "period")).aligned(Align::Left),
        Column::new("customers", words("客户数", "customers")),
        Column::new("mean", words("平均得分", "mean score")),
        Column::new("lowest", words("最低", "lowest")),
        Column::new("below_target", words("低于目标", "below target")),
    ]);
    let mut periods: Vec<Period> = std::iter::successors(Some(ask.period), |period| Some(period.previous())).take(PERIODS).collect();
    periods.reverse();
    let all: Vec<Vec<(NaiveDate, Decimal)>> = ask.customers().map(|folder| dated(folder, ask.day)).collect();
    for period in periods {
        let newest = |surveys: &Vec<(NaiveDate, Decimal)>| surveys.iter().rfind(|(on, _)| period.contains(*on)).map(|(_, score)| *score);
        let scores: Vec<Decimal> = all.iter().filter_map(newest).collect();
        if scores.is_empty() && (table.rows.is_empty() || period != ask.period) {
            continue;
        }
        let below = scores.iter().filter(|score| **score < target).count();
        let name = if ask.machine { period.to_string() } else { period.label(ask.lang()) };
        let lowest = scores.iter().min().copied();
        table.rows.push(vec![name.into(), Cell::count(scores.len()), mean(&scores).into(), lowest.into(), Cell::count(below)]);
    }
    table.named("trend")
}

/// The scores of a customer up to the day, oldest first.
pub(super) fn dated(folder: &CustomerFolder, day: NaiveDate) -> Vec<(NaiveDate, Decimal)> {
    let whole = surveys_of(folder, Some(day)).into_iter().filter(|(_, doc)| doc.whole);
    whole.filter_map(|(on, doc)| Some((on, score_of(&doc.record)?))).collect()
}

/// The lowest scores, each beside the one before, with the target drawn across.
pub(super) fn chart(newest: &[&Line<'_>], target: Decimal, lang: Lang) -> Chart {
    let shown = || newest.iter().take(MOST);
    let series = |name: Words, of: &dyn Fn(&Line<'_>) -> Option<Decimal>| Series {
        name: name.get(lang).to_owned(),
        values: shown().map(|line| of(line)).collect(),
    };
    let before = series(words("上次", "before"), &|line| line.before.and_then(|(_, survey)| score_of(survey)));
    let now = series(words("本次", "now"), &|line| line.score());
    let some_before = before.values.iter().any(Option::is_some);
    let groups = shown().map(|line| line.folder.called().to_owned()).collect();
    let level = Some((words("目标", "target").get(lang).to_owned(), target));
    let shape =
        Shape::Bars { groups, series: if some_before { vec![before, now] } else { vec![now] }, stacked: false, unit: String::new(), level };
    let (all, most) = (newest.len(), MOST);
    let notes = if all > most {
        vec![say!(lang, "得分最低的 {most} 个客户，共 {all} 个", "the {most} lowest of {all}")]
    } else {
        Vec::new()
    };
    Chart { title: words("客户满意度得分", "Satisfaction scores").get(lang).to_owned(), notes, shape }
}
