//! R-14 客户满意度调查报告: scores by customer and dimension, trend, opinions, actions taken.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};
use rust_decimal::{Decimal, RoundingStrategy};

use crate::archive::{CustomerFolder, DocKind};
use crate::form::Field;
use crate::form::kind::Text;
use crate::form::plan::Action;
use crate::form::registers::Survey;
use crate::model::period::Period;
use crate::render::chart::{Chart, Series, Shape};
use crate::render::table::{Align, Cell, Column, Table, Tone};
use crate::report::sheet::Block;
use crate::rules::Scene;
use crate::rules::satisfaction::{sat_01, sat_02, surveys_of};
use crate::say;
use crate::words::{Lang, Words, plural, shell_word, words};

use super::{Ask, Cycle, Made, Reads, Spec, common, figures};

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
/// How many periods the trend goes back, with this one.
const PERIODS: usize = 4;
/// Customers in the picture.
const MOST: usize = 15;
/// Signs of an opinion or action that people are shown.
const TEXT: usize = 40;

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

/// A row a survey.
fn surveys(lines: &[Line<'_>], target: Decimal, ask: &Ask<'_>) -> Table {
    let lang = ask.lang();
    let mut table = Table::new(vec![
        Column::new("customer", words("客户", "customer")),
        Column::new("account_manager", words("客户经理", "account manager")),
        Column::new("surveyed_on", words("调查日期", "surveyed on")),
        Column::new("method", words("调查方式", "method")),
        Column::new("respondents", words("答卷数", "respondents")),
        Column::new("score", words("得分", "score")),
        Column::new("previous_on", words("上次日期", "survey before")),
        Column::new("previous_score", words("上次得分", "score before")),
        Column::new("change", words("变化", "change")),
        Column::new("expected", words("期望", "expected")),
        Column::new("perceived", words("感知", "perceived")),
        Column::new("gap", words("感知减期望", "perceived less expected")),
        Column::new("below_target", words("低于目标", "below target")),
        Column::new("actions", words("改进行动", "actions")),
        Column::new("opinions", words("意见", "opinions")),
        Column::new("reported_on", words("报告日期", "reported on")),
    ]);
    table.rows = lines.iter().map(|line| row(line, ask)).collect();
    if !lines.is_empty() {
        let (target, drop) = (target.normalize(), ask.loaded.world.policy.figure("SAT-03.drop").normalize());
        table.notes.push(say!(
            lang,
            "目标 {target} 分（参数 SAT-02.target）；比上次下降 {drop} 分或更多的要查明原因（SAT-03.drop）",
            "the target is {target} (parameter SAT-02.target); a drop of {drop} or more is to be explained (SAT-03.drop)"
        ));
    }
    if let Some(line) = lines.iter().find(|line| line.is_undone()) {
        let (id, on) = (shell_word(&line.folder.id), line.on);
        let year = on.year();
        table.hints.push(say!(
            lang,
            "补上改进行动：`kehu add-action {id} 内容 --year {year} --owner 人员 --end 日期`，内容写明「改进」或「整改」",
            "add an action: `kehu add-action {id} WHAT --year {year} --owner STAFF --end DATE --set survey=NAME`"
        ));
    }
    common::name_unread(&mut table, ask, KINDS);
    table.named("satisfaction")
}

fn row(line: &Line<'_>, ask: &Ask<'_>) -> Vec<Cell> {
    let (lang, record) = (ask.lang(), line.record);
    let text = |field: &Field<Text>| {
        field.get().map(|text| if ask.machine { text.as_str().to_owned() } else { figures::cut(text.as_str(), TEXT) })
    };
    let (expected, perceived) = (record.expected.value().map(|score| score.0), record.perceived.value().map(|score| score.0));
    let whats = line.actions.iter().filter_map(|action| action.what.get()).map(|what| what.as_str().to_owned()).collect();
    let change = match line.change() {
        Some(change) if !ask.machine && change <= -ask.loaded.world.policy.figure("SAT-03.drop") => {
            Cell::Toned(Tone::Bad, change.normalize().to_string())
        }
        change => change.into(),
    };
    let actions = match ask.machine {
        false if line.is_undone() => Cell::Toned(Tone::Bad, words("没有", "none").get(lang).to_owned()),
        _ => Cell::List(whats),
    };
    let below = match (ask.machine, line.below) {
        (true, below) => Cell::Bool(below),
        (false, true) => Cell::Toned(Tone::Bad, words("是", "yes").get(lang).to_owned()),
        (false, false) => Cell::Empty,
    };
    vec![
        common::customer_cell(line.folder, ask),
        figures::manager_cell(line.folder, ask),
        line.on.into(),
        text(&record.method).into(),
        record.respondents.value().map_or(Cell::Empty, |count| Cell::Int(count.0)),
        line.score().into(),
        line.before.map(|(on, _)| on).into(),
        line.before.and_then(|(_, survey)| score_of(survey)).into(),
        change,
        expected.into(),
        perceived.into(),
        perceived.zip(expected).map(|(perceived, expected)| perceived - expected).into(),
        below,
        actions,
        text(&record.opinions).into(),
        record.reported_on.value().filter(|on| *on <= ask.day).into(),
    ]
}

/// The scores of a survey's dimensions.
fn parts(survey: &Survey) -> impl Iterator<Item = (&str, Decimal)> {
    survey.dimensions.get().into_iter().flat_map(|free| free.0.iter()).map(|(name, item)| (name.trim(), item.value.0))
}

/// A row a dimension: its mean, and whose is the lowest. The lowest mean first.
fn by_dimension(newest: &[&Line<'_>], ask: &Ask<'_>) -> Table {
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
    rows.sort_by(|a, b| a.0.cmp(&b.0));
    table.rows = rows.into_iter().map(|(_, row)| row).collect();
    table.named("by_dimension")
}

/// A row a customer and dimension, beside the survey before.
fn dimensions(newest: &[&Line<'_>], ask: &Ask<'_>) -> Table {
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
fn trend(ask: &Ask<'_>, target: Decimal) -> Table {
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
fn dated(folder: &CustomerFolder, day: NaiveDate) -> Vec<(NaiveDate, Decimal)> {
    let whole = surveys_of(folder, Some(day)).into_iter().filter(|(_, doc)| doc.whole);
    whole.filter_map(|(on, doc)| Some((on, score_of(&doc.record)?))).collect()
}

/// What is done about the surveys of the period.
fn actions(lines: &[Line<'_>], ask: &Ask<'_>) -> Table {
    let lang = ask.lang();
    let mut table = Table::new(vec![
        Column::new("customer", words("客户", "customer")),
        Column::new("surveyed_on", words("调查日期", "surveyed on")),
        Column::new("score", words("得分", "score")),
        Column::new("what", words("行动内容", "what")),
        Column::new("owner", words("执行人", "owner")),
        Column::new("start", words("开始日期", "start")),
        Column::new("end", words("结束日期", "end")),
        Column::new("status", words("完成情况", "status")),
    ]);
    for line in lines {
        for action in &line.actions {
            let status = action.status.value().map(|status| if ask.machine { status.key() } else { status.label(lang) });
            table.rows.push(vec![
                common::customer_cell(line.folder, ask),
                line.on.into(),
                line.score().into(),
                action.what.get().map_or("", |what| what.as_str()).into(),
                action.owner.get().map_or(Cell::Empty, |staff| common::staff_cell(&staff.id, ask)),
                action.start.value().into(),
                action.end.value().into(),
                status.into(),
            ]);
        }
    }
    table.named("actions")
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

fn owed(missing: &[Owed<'_>], ask: &Ask<'_>) -> Table {
    let lang = ask.lang();
    let mut table = Table::new(vec![
        Column::new("customer", words("客户", "customer")),
        Column::new("account_manager", words("客户经理", "account manager")),
        Column::new("tier", words("客户层级", "tier")),
        Column::new("period", words("应调查的期间", "period")).aligned(Align::Left),
        Column::new("last_on", words("最近一次", "last survey")),
        Column::new("last_score", words("得分", "score")),
    ]);
    for Owed { folder, period, last } in missing {
        let tier = folder.profile.as_ref().and_then(|doc| doc.record.tier.value());
        table.rows.push(vec![
            common::customer_cell(folder, ask),
            figures::manager_cell(folder, ask),
            tier.map(|tier| if ask.machine { tier.key() } else { tier.label(lang) }).into(),
            if ask.machine { period.to_string() } else { period.label(lang) }.into(),
            last.map(|(on, _)| on).into(),
            last.map(|(_, score)| score).into(),
        ]);
    }
    if let Some(first) = missing.first() {
        let id = shell_word(&first.folder.id);
        table.hints.push(say!(lang, "调查后登记：`kehu add-survey {id} --score 得分`", "once surveyed: `kehu add-survey {id} --score N`"));
    }
    table.named("missing")
}

/// The lowest scores, each beside the one before, with the target drawn across.
fn chart(newest: &[&Line<'_>], target: Decimal, lang: Lang) -> Chart {
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
