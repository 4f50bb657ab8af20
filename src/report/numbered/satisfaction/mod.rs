//! R-14 客户满意度调查报告: scores by customer and dimension, trend, opinions, actions taken.

mod scores;
mod tables;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use rust_decimal::{Decimal, RoundingStrategy};

use crate::archive::{CustomerFolder, DocKind};
use crate::form::plan::Action;
use crate::form::registers::Survey;
use crate::model::period::Period;
use crate::report::sheet::Block;
use crate::rules::Scene;
use crate::rules::satisfaction::{sat_01, sat_02, surveys_of};
use crate::say;
use crate::words::{Lang, plural, words};

use super::{Ask, Cycle, Made, Reads, Spec, common, figures};
use scores::{by_dimension, chart, dated, dimensions, trend};
use tables::{actions, owed, surveys};

pub(super) static SPEC: Spec = Spec {
    number: 14,
    name: "satisfaction",
    title: words("客户满意度调查报告", "Customer satisfaction surveys"),
    about: words("按客户与分项的得分、走势、客户意见、改进行动", "Scores by customer and dimension, trend, opinions, actions taken"),
    maker: words("项目部、分公司", "project and branch offices"),
    audience: words("市场部", "marketing"),
    cycle: Cycle::ThisYear,
    grace: 0,
    when: words("每次调查后、每年", "after each survey, yearly"),
    source: "002_3d333403eb4d59d8.txt 客户满意度；001_774dd85515acb760.txt F14",
    reads: Reads::Kinds(&[DocKind::Customer, DocKind::Survey, DocKind::Plan]),
    make,
};

/// Documents that the answer needs.
const KINDS: &[DocKind] = &[DocKind::Customer, DocKind::Survey, DocKind::Plan];

fn make(ask: &Ask<'_>) -> Made {
    let lang = ask.lang();
    let mut sheet = common::start(ask);
    let target = ask.loaded.world.policy.figure("SAT-02.target");
    let lines = lines(ask, target);
    let newest = newest(&lines);
    let missing = missing(ask);
    let undone = newest.iter().filter(|line| line.is_undone()).count();
    let open = undone + missing.len();
    let summary = summary(&newest, undone, missing.len(), lang);
    let none = common::no_customers(ask).unwrap_or_else(|| no_surveys(lang));
    let main = surveys(&lines, target, ask);
    figures::put(&mut sheet, ask, words("一、得分", "1 Scores").get(lang), main, Some(none));
    if !newest.is_empty() {
        sheet.push(Block::Chart(chart(&newest, target, lang)));
    }
    figures::put(&mut sheet, ask, words("二、分项", "2 Dimensions").get(lang), by_dimension(&newest, ask), None);
    figures::put(&mut sheet, ask, words("各客户的分项得分", "Dimensions by customer").get(lang), dimensions(&newest, ask), None);
    figures::put(&mut sheet, ask, words("三、走势", "3 Trend").get(lang), trend(ask, target), None);
    figures::put(&mut sheet, ask, words("四、改进行动", "4 Actions").get(lang), actions(&lines, ask), None);
    figures::put(&mut sheet, ask, words("五、应调查而没有调查的客户", "5 Not surveyed in time").get(lang), owed(&missing, ask), None);
    Made { pages: vec![sheet], summary, open }
}

fn no_surveys(lang: Lang) -> String {
    say!(
        lang,
        "期间内没有满意度调查；有的用 `kehu add-survey 客户 --score 得分` 登记",
        "no survey in the period; enter one with `kehu add-survey CUSTOMER --score N`"
    )
}

/// A survey of the period beside the one before it.
struct Line<'a> {
    folder: &'a CustomerFolder,
    on: NaiveDate,
    record: &'a Survey,
    /// The file's name.
    stem: &'a str,
    before: Option<(NaiveDate, &'a Survey)>,
    /// The customer's newest by the day.
    newest: bool,
    below: bool,
    /// Actions that follow it up (SAT-02).
    actions: Vec<&'a Action>,
}

impl Line<'_> {
    fn score(&self) -> Option<Decimal> {
        score_of(self.record)
    }

    fn change(&self) -> Option<Decimal> {
        Some(self.score()? - score_of(self.before?.1)?)
    }

    /// Whether it calls for an action that is not there, as SAT-02 judges the newest survey. Nobody knows where a plan could not be read.
    fn is_undone(&self) -> bool {
        self.newest && self.below && self.actions.is_empty() && !self.folder.has_unread(DocKind::Plan)
    }
}

fn score_of(survey: &Survey) -> Option<Decimal> {
    survey.score.value().map(|score| score.0)
}

/// The surveys of the period, the lowest scores first.
fn lines<'a>(ask: &Ask<'a>, target: Decimal) -> Vec<Line<'a>> {
    let mut out = Vec::new();
    for folder in ask.loaded.customers.iter().filter(|folder| (ask.wanted)(folder)) {
        let all: Vec<_> = surveys_of(folder, Some(ask.day)).into_iter().filter(|(_, doc)| doc.whole).collect();
        for (at, (on, doc)) in all.iter().enumerate().filter(|(_, (on, _))| ask.period.contains(*on)) {
            let settles = |action: &&Action| sat_02::settles(action, doc, *on);
            let before = at.checked_sub(1).and_then(|at| all.get(at)).map(|(on, doc)| (*on, &doc.record));
            out.push(Line {
                folder,
                on: *on,
                record: &doc.record,
                stem: &doc.stem,
                before,
                newest: at + 1 == all.len(),
                below: score_of(&doc.record).is_some_and(|score| score < target),
                actions: sat_02::actions(folder).filter(settles).collect(),
            });
        }
    }
    out.sort_by(|a, b| a.score().cmp(&b.score()).then_with(|| a.folder.id.cmp(&b.folder.id)).then(b.on.cmp(&a.on)));
    out
}

/// Of each customer its newest survey of the period.
fn newest<'l, 'a>(lines: &'l [Line<'a>]) -> Vec<&'l Line<'a>> {
    let mut of: BTreeMap<&str, NaiveDate> = BTreeMap::new();
    for line in lines {
        let on = of.entry(&line.folder.id).or_insert(line.on);
        *on = (*on).max(line.on);
    }
    let mut seen = BTreeSet::new();
    lines.iter().filter(|line| of.get(&*line.folder.id) == Some(&line.on) && seen.insert(&*line.folder.id)).collect()
}

fn mean(scores: &[Decimal]) -> Option<Decimal> {
    scores.iter().sum::<Decimal>().checked_div(Decimal::from(scores.len()))
}

fn summary(newest: &[&Line<'_>], undone: usize, missing: usize, lang: Lang) -> String {
    let scores: Vec<Decimal> = newest.iter().filter_map(|line| line.score()).collect();
    let mut parts = Vec::new();
    if undone > 0 {
        parts.push(say!(lang, "低于目标而没有改进行动 {undone} 个", "below the target without an action: {undone}"));
    }
    if missing > 0 {
        parts.push(say!(lang, "应调查而没有调查 {missing} 个", "not surveyed in time: {missing}"));
    }
    let count = newest.len();
    parts.push(match mean(&scores) {
        Some(mean) => {
            let mean = mean.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero).normalize();
            let customers = plural(count, "customer", "customers");
            say!(lang, "调查 {count} 个客户，平均 {mean} 分", "{customers} surveyed, mean score {mean}")
        }
        None => words("期间内没有满意度调查", "no survey in the period").get(lang).to_owned(),
    });
    figures::phrases(&parts, lang)
}

/// A customer that was to be surveyed.
struct Owed<'a> {
    folder: &'a CustomerFolder,
    period: Period,
    last: Option<(NaiveDate, Decimal)>,
}

/// Who was to be surveyed and was not (SAT-01), where that rule is in force.
fn missing<'a>(ask: &Ask<'a>) -> Vec<Owed<'a>> {
    let (world, rule) = (&ask.loaded.world, &sat_01::RULE);
    if !world.policy.is_in_force(rule) {
        return Vec::new();
    }
    let missed = |folder: &'a CustomerFolder| {
        let known = !folder.has_unread(DocKind::Survey) && !folder.has_unread(DocKind::Customer);
        let scene = Scene { world, customer: folder, today: Some(ask.day), rule, found: Vec::new() };
        let period = sat_01::missed(&scene).filter(|_| known)?;
        Some(Owed { folder, period, last: dated(folder, ask.day).pop() })
    };
    ask.loaded.customers.iter().filter(|folder| (ask.wanted)(folder)).filter_map(missed).collect()
}
