//! `stats rfm`: when each customer bought last, how often and for how much, with scores and what such customers are called (B12.10, ANA-07).

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::analysis::sales::Book;
use crate::analysis::sales::rfm::{Cuts, Facts, Scores, Segment, score};
use crate::archive::Loaded;
use crate::archive::gathered::twelve_months_before;
use crate::model::money::Money;
use crate::model::period::Period;
use crate::render::chart::{Chart, Shape};
use crate::render::table::{Cell, Column, Table};
use crate::say;
use crate::words::{Lang, words};
use crate::world::World;

use super::common::customer_cell;
use super::sales::{Whose, nothing_sold, param, too_large, unread, wanted_books, without_orders};
use super::{Answer, Asked, Refusal};

/// A customer with its facts and scores.
pub struct Line<'a> {
    /// Its orders.
    pub book: Book<'a>,
    /// What they say.
    pub facts: Facts,
    /// The scores.
    pub scores: Scores,
    /// What such customers are called.
    pub segment: Segment,
}

pub(super) fn answer(loaded: &Loaded, asked: &Asked<'_>) -> Result<Answer, Refusal> {
    answer_with(loaded, asked).map(|(answer, _)| answer)
}

/// The answer, and the customers that it is about, those to be kept first.
///
/// # Errors
/// As [`super::answer`].
pub fn answer_with<'a>(loaded: &'a Loaded, asked: &Asked<'_>) -> Result<(Answer, Vec<Line<'a>>), Refusal> {
    let (world, lang) = (&loaded.world, loaded.world.lang);
    let period = period(asked);
    let books = wanted_books(loaded, asked);
    let lines = lines(&books, period, asked, world).map_err(too_large(lang))?;
    let mut table = Table::new(columns());
    table.rows = lines.iter().map(|line| row(line, asked, lang)).collect();
    table.notes.extend(notes(&lines, period, asked, world));
    if lines.is_empty() {
        nothing_sold(&mut table, loaded, asked, &books, lang);
    }
    without_orders(&mut table, loaded, asked, lang);
    unread(&mut table, loaded, asked, Whose::Asked, &[], None);
    let open = lines.iter().filter(|line| line.segment == Segment::AtRisk).count();
    let gist = gist(&lines, open, lang);
    Ok((Answer { chart: Some(chart(&lines, period, world)), gist, open, ..table.into() }, lines))
}

pub(super) fn columns() -> Vec<Column> {
    vec![
        Column::new("customer", words("客户", "customer")),
        Column::new("recency_days", words("距今天数", "days since")),
        Column::new("frequency", words("次数", "orders")),
        Column::new("monetary", words("金额", "amount")),
        Column::new("mean_gap_days", words("平均间隔天数", "mean gap")),
        Column::new("r", words("R", "R")),
        Column::new("f", words("F", "F")),
        Column::new("m", words("M", "M")),
        Column::new("segment", words("客户群", "segment")),
    ]
}

/// What frequency and amount are of: the period asked for, else the twelve months that end on the day.
fn period(asked: &Asked<'_>) -> Period {
    let year = || Period::days_between(twelve_months_before(asked.day), asked.day);
    asked.period.or_else(year).unwrap_or_else(|| Period::of(crate::model::period::PeriodKind::Days, asked.day))
}

/// Who ever bought anything, those to be kept first.
fn lines<'a>(
    books: &[Book<'a>],
    period: Period,
    asked: &Asked<'_>,
    world: &World,
) -> Result<Vec<Line<'a>>, crate::analysis::sales::TooLarge> {
    let mut known = Vec::new();
    for book in books {
        if let Some(facts) = Facts::of(book, period, asked.day)? {
            known.push((*book, facts));
        }
    }
    let facts: Vec<Facts> = known.iter().map(|(_, facts)| facts.clone()).collect();
    let scores = score(&facts, &cuts(world));
    let (times, least) = (param(world, "ANA-07.times"), param(world, "ANA-07.min_orders"));
    let line = |((book, facts), scores): ((Book<'a>, Facts), Scores)| {
        let segment = match scores.segment() {
            // What its people know outweighs what its orders say.
            _ if is_lost(&book, asked) => Segment::Lost,
            segment if facts.is_overdue(times, least) => segment.overdue(),
            segment => segment,
        };
        Line { book, facts, scores, segment }
    };
    let mut lines: Vec<Line<'_>> = known.into_iter().zip(scores).map(line).collect();
    lines.sort_by(|a, b| {
        let sum = |line: &Line<'_>| line.scores.r + line.scores.f + line.scores.m;
        let key = |line: &Line<'_>| (Reverse(sum(line)), Reverse(line.facts.monetary));
        key(a).cmp(&key(b)).then_with(|| a.book.folder.id.cmp(&b.book.folder.id))
    });
    Ok(lines)
}

/// Whether the customer's profile says that it is lost.
fn is_lost(book: &Book<'_>, asked: &Asked<'_>) -> bool {
    let lost = book.folder.profile.as_ref().and_then(|doc| doc.record.lost_on.value());
    lost.is_some_and(|lost| lost <= asked.day)
}

fn cuts(world: &World) -> Cuts {
    let four = |name: &str| [5, 4, 3, 2].map(|score| param(world, &format!("ANA-07.{name}_{score}")));
    // Parameters are of 万元, whatever the archive's own unit; none is so large that it would not be an amount.
    let wan = |number: i64| Money::from_yuan(number.saturating_mul(10_000)).unwrap_or(Money::from_fen(i64::MAX));
    Cuts {
        recency: four("recency"),
        frequency: four("frequency"),
        monetary: four("amount").map(wan),
        min_customers: usize::try_from(param(world, "ANA-07.min_customers")).unwrap_or(usize::MAX),
    }
}

fn row(line: &Line<'_>, asked: &Asked<'_>, lang: Lang) -> Vec<Cell> {
    let (facts, Scores { r, f, m, .. }) = (&line.facts, line.scores);
    let segment = if asked.machine { line.segment.key() } else { line.segment.label().get(lang) };
    // People need no hundredths of a day.
    let gap = facts
        .mean_gap
        .map(|gap| if asked.machine { gap } else { gap.round_dp_with_strategy(1, rust_decimal::RoundingStrategy::MidpointAwayFromZero) });
    vec![
        customer_cell(line.book.folder, asked.machine),
        Cell::Int(facts.recency_days),
        Cell::count(facts.frequency),
        facts.monetary.into(),
        gap.into(),
        Cell::Int(i64::from(r)),
        Cell::Int(i64::from(f)),
        Cell::Int(i64::from(m)),
        Cell::text(segment),
    ]
}

/// Of what time, scored how, and how many are in each segment.
fn notes(lines: &[Line<'_>], period: Period, asked: &Asked<'_>, world: &World) -> Vec<String> {
    let lang = world.lang;
    let (label, day, cuts) = (period.label(lang), asked.day, cuts(world));
    let mut out = vec![match asked.period {
        None => say!(
            lang,
            "最近交易截至 {day}；次数和金额看最近 12 个月（{label}）",
            "recency as of {day}; orders and amounts of the last 12 months ({label})"
        ),
        Some(_) => say!(lang, "最近交易截至 {day}；次数和金额看 {label}", "recency as of {day}; orders and amounts of {label}"),
    }];
    if lines.is_empty() {
        return out;
    }
    let days = cuts.recency.map(|days| days.to_string()).join("/");
    out.push(if lines.len() >= cuts.min_customers {
        say!(
            lang,
            "评分 1–5，5 最好，按客户的五分位；客户群看最近交易是否在 {days} 天内以及 F、M（参数 ANA-07）",
            "scores 1–5, 5 the best, by fifths of the customers; segments go by {days} days since the last order and by F and M (parameters of ANA-07)"
        )
    } else {
        let least = cuts.min_customers;
        let orders = cuts.frequency.map(|count| count.to_string()).join("/");
        let amounts = cuts.monetary.map(|money| money.to_number(crate::model::money::Unit::Wan)).join("/");
        say!(
            lang,
            "评分 1–5，5 最好：R 以 {days} 天为界；客户不足 {least} 个，F 以 {orders} 次、M 以 {amounts} 万元为界（参数 ANA-07）",
            "scores 1–5, 5 the best: R by {days} days; with fewer than {least} customers F by {orders} orders, M by {amounts} (CNY 10k; parameters of ANA-07)"
        )
    });
    let times = param(world, "ANA-07.times");
    let mut counts: BTreeMap<Segment, usize> = BTreeMap::new();
    lines.iter().for_each(|line| *counts.entry(line.segment).or_default() += 1);
    let count = |(segment, count): (&Segment, &usize)| say!(lang, "{} {count} 个", "{} {count}", segment.label().get(lang));
    out.push(lang.join(counts.iter().map(count)));
    if counts.contains_key(&Segment::AtRisk) {
        out.push(say!(
            lang,
            "流失预警：超过自己平均间隔的 {times} 倍没有交易，或曾经买得多、买得勤而久未交易",
            "at risk: no order for more than {times} times its own mean gap, or much bought once and nothing for long"
        ));
    }
    out
}

fn chart(lines: &[Line<'_>], period: Period, world: &World) -> Chart {
    let lang = world.lang;
    let mut places: BTreeMap<(u8, u8), Vec<String>> = BTreeMap::new();
    for line in lines {
        let name = line.book.folder.called().to_owned();
        places.entry((line.scores.band, line.scores.value())).or_default().push(name);
    }
    let every = (1..=5u8).flat_map(|across| (1..=5u8).map(move |upwards| (across, upwards)));
    let region = |(across, upwards)| (across, upwards, Segment::at(across, upwards).label().get(lang).to_owned());
    let label = period.label(lang);
    Chart {
        title: say!(lang, "RFM：最近交易与频率、金额（{label}）", "RFM: recency against frequency and amount ({label})"),
        notes: overdue_note(lines, lang).into_iter().collect(),
        shape: Shape::Grid {
            across: words("最近交易（按天数）", "recency (by days)").get(lang).to_owned(),
            upwards: words("频率与金额 F×M", "frequency and amount F×M").get(lang).to_owned(),
            places: places.into_iter().map(|((across, upwards), names)| (across, upwards, names)).collect(),
            regions: every.map(region).collect(),
        },
    }
}

/// Who is at risk.
fn gist(lines: &[Line<'_>], open: usize, lang: Lang) -> String {
    let names: Vec<&str> =
        lines.iter().filter(|line| line.segment == Segment::AtRisk).map(|line| line.book.folder.called()).take(3).collect();
    match (lines.is_empty(), names.is_empty()) {
        (true, _) => words("没有交易记录", "there are no orders").get(lang).to_owned(),
        (_, true) => words("没有流失预警", "nobody is at risk").get(lang).to_owned(),
        _ => {
            let shown = lang.join(&names);
            let more = if open > names.len() { words("等", " …").get(lang) } else { "" };
            say!(lang, "流失预警 {open} 个：{shown}{more}", "at risk {open}: {shown}{more}")
        }
    }
}

/// Who is at risk by its own rhythm, wherever it stands in the grid.
fn overdue_note(lines: &[Line<'_>], lang: Lang) -> Option<String> {
    let overdue = lines.iter().filter(|line| line.segment == Segment::AtRisk && line.scores.segment() != Segment::AtRisk);
    let names: Vec<&str> = overdue.map(|line| line.book.folder.called()).collect();
    if names.is_empty() {
        return None;
    }
    let more = names.len().saturating_sub(5);
    let shown = lang.join(names.iter().take(5));
    let all = names.len();
    let rest = if more > 0 { say!(lang, "等 {all} 个客户", " and {more} more") } else { String::new() };
    Some(say!(lang, "超过自己的平均间隔、应预警的：{shown}{rest}", "at risk by their own mean gap: {shown}{rest}"))
}
