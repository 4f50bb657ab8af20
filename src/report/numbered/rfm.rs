//! R-21 RFM 与流失预警: recency, frequency, amount, scores, customers at risk.

use chrono::Days;
use rust_decimal::{Decimal, RoundingStrategy};

use crate::analysis::sales::rfm::Segment;
use crate::archive::DocKind;
use crate::render::table::{Cell, Column, Table};
use crate::report::stats::Name;
use crate::report::stats::rfm::{self, Line};
use crate::say;
use crate::words::{shell_word, words};

use super::{Ask, Cycle, Made, Reads, Spec, common, figures};

/// Days of the longest year.
const YEAR: i64 = 366;

pub(super) static SPEC: Spec = Spec {
    number: 21,
    name: "rfm",
    title: words("RFM 与流失预警", "RFM and warning of churn"),
    about: words("最近交易、频率、金额、评分，可能流失的客户", "Recency, frequency, amount, scores, customers at risk"),
    maker: words("客户经理", "account managers"),
    audience: words("客户经理、区域经理", "account managers, regional managers"),
    cycle: Cycle::Month,
    grace: 0,
    when: words("每月", "monthly"),
    source: "004_0808f37331f263a5.txt 客户数据分析",
    reads: Reads::Kinds(&[DocKind::Customer, DocKind::Orders]),
    make,
};

fn make(ask: &Ask<'_>) -> Made {
    let lang = ask.lang();
    let mut sheet = common::start(ask);
    // Frequency and amount are of twelve months that end with the period; of a longer one, of all of it.
    let period = (ask.period.len_days() > YEAR).then_some(ask.period);
    let asked = figures::asked(ask, period);
    let (answer, lines) = match rfm::answer_with(ask.loaded, &asked) {
        Ok((answer, lines)) => (Ok(answer), lines),
        Err(refusal) => (Err(refusal), Vec::new()),
    };
    let rfm = figures::of(ask, Name::Rfm, answer);
    let (summary, open) = (rfm.gist.clone(), rfm.open);
    let churn = figures::part(ask, Name::Churn, None);
    let risk = at_risk(&lines, ask).named("at_risk");
    let heading = words("一、流失预警", "1 At risk").get(lang);
    let scores = words("二、RFM 评分", "2 RFM scores").get(lang);
    let none = say!(lang, "没有客户需要预警", "nobody is at risk");
    if ask.machine {
        // All customers first: that is what a program reads.
        rfm.put(&mut sheet, ask, Some(scores), "rfm");
        figures::put(&mut sheet, ask, heading, risk, None);
    } else {
        let silent = lines.is_empty();
        if !silent {
            figures::put(&mut sheet, ask, heading, risk, Some(none));
        }
        rfm.put(&mut sheet, ask, (!silent).then_some(scores), "rfm");
        if silent {
            return Made { pages: vec![sheet], summary, open };
        }
    }
    churn.put(&mut sheet, ask, Some(words("三、流失率", "3 Churn").get(lang)), "churn");
    Made { pages: vec![sheet], summary, open }
}

/// Who is at risk, those who bought most first.
fn at_risk(lines: &[Line<'_>], ask: &Ask<'_>) -> Table {
    let lang = ask.lang();
    let mut table = Table::new(vec![
        Column::new("customer", words("客户", "customer")),
        Column::new("account_manager", words("客户经理", "account manager")),
        Column::new("last_order", words("最近交易", "last order")),
        Column::new("recency_days", words("距今天数", "days since")),
        Column::new("mean_gap_days", words("平均间隔天数", "mean gap")),
        Column::new("monetary", words("金额", "amount")),
        Column::new("purchases", words("累计次数", "orders ever")),
    ]);
    let mut risky: Vec<&Line<'_>> = lines.iter().filter(|line| line.segment == Segment::AtRisk).collect();
    risky.sort_by(|a, b| b.facts.monetary.cmp(&a.facts.monetary).then_with(|| a.book.folder.id.cmp(&b.book.folder.id)));
    for line in &risky {
        let facts = &line.facts;
        let last = ask.day.checked_sub_days(Days::new(facts.recency_days.unsigned_abs()));
        let tenths = |gap: Decimal| gap.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero);
        table.rows.push(vec![
            common::customer_cell(line.book.folder, ask),
            figures::manager_cell(line.book.folder, ask),
            last.into(),
            Cell::Int(facts.recency_days),
            facts.mean_gap.map(|gap| if ask.machine { gap } else { tenths(gap) }).into(),
            facts.monetary.into(),
            Cell::count(facts.purchases),
        ]);
    }
    if let Some(first) = risky.first() {
        let id = shell_word(&first.book.folder.id);
        table.hints.push(say!(
            lang,
            "联系后记下来，如 `kehu log {id} --kind phone --summary 情况`；确已流失的用 `kehu set {id} lost_on={}`",
            "once in touch write it down, as `kehu log {id} --kind phone --summary TEXT`; who is lost: `kehu set {id} lost_on={}`",
            ask.day
        ));
    }
    table
}
