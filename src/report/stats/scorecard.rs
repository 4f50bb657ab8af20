//! `stats scorecard`: what each account manager's work comes to, figure by figure, and a score that says what it leaves out.

use std::collections::BTreeSet;

use chrono::Datelike;

use crate::analysis::scorecard::{Basis, Card, Frame, Scorecard, Weights, holder, scorecard};
use crate::archive::{CustomerFolder, DocKind, Loaded};
use crate::form::Target;
use crate::model::money::Money;
use crate::model::percent::Percent;
use crate::model::period::PeriodKind;
use crate::render::table::{Cell, Column, Table};
use crate::say;
use crate::words::{Lang, words};

use super::common::no_customers;
use super::sales::{Whose, unread};
use super::{Answer, Asked};

/// Documents of customers and registers that some figure is made of.
const KINDS: &[DocKind] =
    &[DocKind::Customer, DocKind::Orders, DocKind::Survey, DocKind::Staff, DocKind::Targets, DocKind::Suggestion, DocKind::Market];

pub(super) fn answer(loaded: &Loaded, asked: &Asked<'_>) -> Answer {
    answer_with(loaded, asked).0
}

/// The answer, and the cards that it is made of.
#[must_use]
pub fn answer_with<'a>(loaded: &'a Loaded, asked: &Asked<'_>) -> (Answer, Vec<Card<'a>>) {
    let (world, lang) = (&loaded.world, loaded.world.lang);
    let found = scorecard(loaded, Frame::of(asked.period, asked.day));
    let weights = Weights::of(&world.policy);
    let meant = meant(loaded, asked, &found);
    let cards: Vec<&Card<'_>> = found.cards.iter().filter(|card| meant.contains(card.staff)).collect();
    let mut table = Table::new(columns());
    for card in &cards {
        let name = if asked.machine { None } else { world.name_of(Target::Staff, card.staff) };
        table.rows.push(row(card, Cell::text(name.unwrap_or_else(|| card.staff.to_owned())), &weights));
    }
    if cards.is_empty() {
        nobody(&mut table, loaded, asked, &found, lang);
    } else {
        table.totals.push(total(&cards, &found, lang));
        notes(&mut table, &found, &cards, &weights, loaded, asked);
    }
    // The share is one of all sales: every customer's orders are needed, whoever is asked for.
    let everybody = |_: &CustomerFolder| true;
    let contracts = (found.basis == Basis::Contracts).then_some(DocKind::Plan);
    let kinds: Vec<DocKind> = KINDS.iter().copied().chain(contracts).collect();
    let year = found.frame.period.last_day().year();
    unread(&mut table, loaded, &Asked { needed: &everybody, ..*asked }, Whose::Asked, &kinds, Some(year));
    let cards = cards.into_iter().cloned().collect();
    (table.into(), cards)
}

/// Who is asked for: who has charge of a customer that the query means. Their figures are those of all their customers: a target is for all.
fn meant<'a>(loaded: &Loaded, asked: &Asked<'_>, found: &'a Scorecard<'_>) -> BTreeSet<&'a str> {
    if asked.everybody {
        return found.cards.iter().map(|card| card.staff).collect();
    }
    let names = &loaded.world.staff.names;
    let customers = loaded.customers.iter().filter(|folder| (asked.wanted)(folder)).filter_map(|folder| folder.profile.as_ref());
    let held = |day| customers.clone().filter_map(move |doc| holder(&doc.record, day));
    let now = customers.clone().filter_map(|doc| doc.record.account_manager.get().map(|staff| &*staff.id));
    let places: BTreeSet<usize> = held(found.frame.period.last_day()).chain(now).filter_map(|id| names.at(id)).collect();
    found.cards.iter().map(|card| card.staff).filter(|id| names.at(id).is_some_and(|at| places.contains(&at))).collect()
}

fn columns() -> Vec<Column> {
    vec![
        Column::new("staff", words("客户经理", "account manager")),
        Column::new("customers", words("客户数", "customers")),
        Column::new("sales_target", words("销售目标", "sales target")),
        Column::new("sales_actual", words("销售额", "sales")),
        Column::new("achievement", words("达成率", "achieved")),
        Column::new("share", words("销售份额", "share")),
        Column::new("satisfaction", words("满意度", "satisfaction")),
        Column::new("loyalty", words("忠诚度", "loyalty")),
        Column::new("churn", words("流失率", "churn")),
        Column::new("suggestions_closed", words("建议办结", "suggestions closed")),
        Column::new("reports_on_time", words("报告按时", "reports on time")),
        Column::new("score", words("得分", "score")),
    ]
}

fn row(card: &Card<'_>, name: Cell, weights: &Weights) -> Vec<Cell> {
    vec![
        name,
        Cell::count(card.customers),
        card.target.into(),
        card.actual.into(),
        card.achievement().into(),
        card.share.into(),
        card.satisfaction().into(),
        card.loyalty().into(),
        card.churn().into(),
        card.suggestions_closed().into(),
        card.reports_on_time().into(),
        card.score(weights).into(),
    ]
}

/// The sums of the printed lines; rates of a total are made of sums too.
fn total(cards: &[&Card<'_>], found: &Scorecard<'_>, lang: Lang) -> Vec<Cell> {
    let mut sum = Card::new("");
    for card in cards {
        sum.customers += card.customers;
        sum.surveyed.extend(&card.surveyed);
        sum.before += card.before;
        sum.kept += card.kept;
        sum.lost += card.lost;
        sum.issued += card.issued;
        sum.closed += card.closed;
        sum.due += card.due;
        sum.on_time += card.on_time;
    }
    let amounts = |of: fn(&Card<'_>) -> Option<Money>| {
        let there: Vec<Money> = cards.iter().filter_map(|card| of(card)).collect();
        (!there.is_empty()).then(|| Money::total(there)).flatten()
    };
    sum.target = amounts(|card| card.target);
    sum.actual = amounts(|card| card.actual);
    sum.share = sum.actual.zip(found.total).and_then(|(own, all)| Percent::weighted(own, all));
    // Whoever has no target is in one sum and not in the other: no rate of these two.
    let all_have = cards.iter().all(|card| card.target.is_some() && card.actual.is_some());
    let mut row = row(&sum, Cell::text(words("合计", "total").get(lang)), &Weights::none());
    if !all_have {
        row[4] = Cell::Empty;
    }
    row
}

fn nobody(table: &mut Table, loaded: &Loaded, asked: &Asked<'_>, found: &Scorecard<'_>, lang: Lang) {
    if loaded.customers.is_empty() || !found.cards.is_empty() {
        table.hints.extend(no_customers(loaded, asked, lang));
    } else {
        table.hints.push(say!(
            lang,
            "没有在岗的客户经理；用 `kehu add-staff 姓名 --role account_manager` 登记",
            "there is no active account manager; enter one with `kehu add-staff NAME --role account_manager`"
        ));
    }
}

fn notes(table: &mut Table, found: &Scorecard<'_>, cards: &[&Card<'_>], weights: &Weights, loaded: &Loaded, asked: &Asked<'_>) {
    let lang = loaded.world.lang;
    let notes = &mut table.notes;
    notes.push(say!(
        lang,
        "得分只供参考，不得作为考核的唯一依据；请结合各项原始数字和具体情况",
        "The score is a help and must not be the only basis of an appraisal; look at the figures and at the circumstances"
    ));
    notes.push(period(found, lang));
    let parts = weights.parts().map(|(part, weight)| format!("{} {}", part.label().get(lang), weight.normalize()));
    let parts = lang.join(parts);
    notes.push(say!(
        lang,
        "得分：各项（最高 100）按权重平均，没有数据的一项连同其权重不计；权重：{parts}。档案工作为建议办结与报告按时的平均，流失率由忠诚度计入",
        "The score is the mean of the parts (100 at most) by their weights; a part without data is left out with its weight. Weights: {parts}. Archive work is the mean of suggestions closed and reports on time; churn counts by loyalty"
    ));
    for (part, _) in weights.parts() {
        let without = cards.iter().filter(|card| card.points(part).is_none()).map(|card| loaded.world.staff.names.called(card.staff));
        let without: Vec<&str> = without.collect();
        if !without.is_empty() {
            let (part, names) = (part.label().get(lang), listed(&without, cards.len(), lang));
            notes.push(say!(lang, "{part}没有数据，未计入得分：{names}", "no data of {part}, left out of the score: {names}"));
        }
    }
    sources(table, found, cards, asked, lang);
}

/// `甲、乙、丙`; of many the first five and how many there are; of all of them that it is all.
fn listed(names: &[&str], of: usize, lang: Lang) -> String {
    const MOST: usize = 5;
    let count = names.len();
    if count == of && count > 1 {
        return say!(lang, "全部 {count} 人", "all {count}");
    }
    let shown = lang.join(names.iter().take(MOST));
    if count <= MOST {
        return shown;
    }
    say!(lang, "{shown} 等 {count} 人", "{shown} and others, {count} in all")
}

/// Which days, and of which twelve months loyalty and churn are.
fn period(found: &Scorecard<'_>, lang: Lang) -> String {
    let (period, window) = (found.frame.period.label(lang), found.frame.window.label(lang));
    if found.frame.period == found.frame.window {
        return say!(lang, "期间：{period}；忠诚度、流失率与上一年相比", "Period: {period}; loyalty and churn against the year before");
    }
    say!(
        lang,
        "期间：{period}；忠诚度、流失率为 {window} 与此前十二个月相比",
        "Period: {period}; loyalty and churn are of {window} against the twelve months before"
    )
}

/// From what sales and targets are known.
fn sources(table: &mut Table, found: &Scorecard<'_>, cards: &[&Card<'_>], asked: &Asked<'_>, lang: Lang) {
    if found.basis == Basis::Contracts {
        table.notes.push(say!(
            lang,
            "没有 orders.csv，销售额为期间内中标项目的实际合同额",
            "There is no orders.csv: sales are the actual contract amounts of projects won in the period"
        ));
    }
    if let Some(others) = found.others.filter(|others| !others.is_zero()) {
        let others = match lang {
            Lang::Zh => format!("{} {}", others.display(asked.unit, others.decimals_needed(asked.unit)), asked.unit.label(lang)),
            Lang::En => format!("{} {}", asked.unit.label(lang), others.display(asked.unit, others.decimals_needed(asked.unit))),
        };
        table.notes.push(say!(
            lang,
            "另有 {others} 的交易当时不由在岗的客户经理负责",
            "Besides, {others} was sold to customers who were then in the charge of no account manager of today"
        ));
    }
    let whole = found.frame.period.kind() == PeriodKind::Year;
    if !whole && cards.iter().any(|card| card.target.is_some()) {
        table.notes.push(say!(lang, "销售目标按期间在全年中所占的月份折算", "Targets are the yearly ones' part for these months"));
    }
    if cards.iter().any(|card| card.target.is_none()) {
        let year = found.frame.period.last_day().year();
        table.notes.push(say!(
            lang,
            "没有销售目标的，请在 targets/{year}.toml 的 [[staff]] 中填写；各项见 `kehu explain targets`",
            "Who has no target: fill it in under [[staff]] of targets/{year}.toml; what there is: `kehu explain targets`"
        ));
    }
    if !asked.everybody {
        table.notes.push(say!(
            lang,
            "条件只用来选择客户经理，数字是其全部客户的",
            "The query chooses account managers; the figures are of all their customers"
        ));
    }
}
