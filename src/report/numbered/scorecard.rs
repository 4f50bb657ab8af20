//! R-12 客户经理考核表: sales target, share, satisfaction and loyalty, churn, inspection of the archives, punctuality of reports.

use std::collections::BTreeMap;

use crate::analysis::scorecard::{Card, holder};
use crate::findings::sink::Counts;
use crate::render::table::{Align, Cell, Column, Table, Tone};
use crate::report::sheet::Block;
use crate::report::{hints, stats};
use crate::say;
use crate::words::{Lang, plural, words};

use super::{Ask, Cycle, Made, Reads, Spec, common, figures};

pub(super) static SPEC: Spec = Spec {
    number: 12,
    name: "scorecard",
    title: words("客户经理考核表", "Account managers' scorecard"),
    about: words(
        "销售目标、份额、满意度与忠诚度、流失率，档案检查结果，上报是否按时",
        "Sales target, share, satisfaction and loyalty, churn, inspection of the archives, punctuality of reports",
    ),
    maker: words("市场部部长", "marketing director"),
    audience: words("客户经理", "account managers"),
    cycle: Cycle::Quarter,
    grace: 15,
    when: words("每季度、每年", "quarterly and yearly"),
    source: "000_492afcb71e7a325f.txt 第五条（六）、第十三条（四）；004_0808f37331f263a5.txt 评估标准",
    reads: Reads::Findings,
    make,
};

fn make(ask: &Ask<'_>) -> Made {
    let lang = ask.lang();
    let mut sheet = common::start(ask);
    let asked = figures::asked(ask, Some(ask.period));
    let (answer, cards) = stats::scorecard::answer_with(ask.loaded, &asked);
    sheet.push(Block::Table(figures::spared(answer.table, ask).named("scorecard")));
    let found = findings(ask);
    let inspection = inspection(&cards, &found, ask);
    let open = cards.iter().map(|card| missing(card) + card.issued - card.closed).sum();
    let summary = summary(&cards, &found, lang);
    figures::put(
        &mut sheet,
        ask,
        words("档案检查与上报（原始数字）", "Inspection of the archives and reports: raw figures").get(lang),
        inspection,
        None,
    );
    figures::put(
        &mut sheet,
        ask,
        words("《客户行业和市场信息报告》按月", "Market reports by month").get(lang),
        punctuality(&cards, ask),
        None,
    );
    Made { pages: vec![sheet], summary, open }
}

/// What the audit says of the customers in somebody's charge on the day, and of the person's own duties.
#[derive(Default)]
struct Found<'a> {
    customers: BTreeMap<&'a str, Counts>,
    own: BTreeMap<&'a str, usize>,
}

fn findings<'a>(ask: &Ask<'a>) -> Found<'a> {
    let loaded = ask.loaded;
    let profiles = loaded.customers.iter().filter_map(|folder| Some((&*folder.id, &folder.profile.as_ref()?.record)));
    let held: BTreeMap<&str, &str> = profiles.filter_map(|(id, record)| Some((id, holder(record, ask.day)?))).collect();
    let mut out = Found::default();
    for finding in &loaded.findings {
        match &finding.customer {
            Some(customer) => {
                if let Some(staff) = held.get(&**customer) {
                    out.customers.entry(staff).or_default().add(finding.level);
                }
            }
            None if loaded.world.staff.names.has_id(&finding.subject) => *out.own.entry(finding.subject.as_str()).or_default() += 1,
            None => {}
        }
    }
    out
}

/// Reports that fell due and were never handed in.
fn missing(card: &Card<'_>) -> usize {
    card.months.iter().filter(|handed| handed.on.is_none()).count()
}

fn summary(cards: &[Card<'_>], found: &Found<'_>, lang: Lang) -> String {
    if cards.is_empty() {
        return words("没有在岗的客户经理", "there is no active account manager").get(lang).to_owned();
    }
    let tallies = || cards.iter().filter_map(|card| found.customers.get(card.staff));
    let (errors, warnings) = (tallies().map(|tally| tally.error).sum(), tallies().map(|tally| tally.warning).sum());
    let late: usize = cards.iter().map(|card| card.due - card.on_time).sum();
    let undone: usize = cards.iter().map(|card| card.issued - card.closed).sum();
    let (count, tally) = (cards.len(), hints::tally(errors, warnings, lang));
    let managers = plural(count, "account manager", "account managers");
    let mut parts = vec![say!(lang, "{count} 位客户经理", "{managers}"), say!(lang, "档案检查{tally}", "inspection: {tally}")];
    if late > 0 {
        parts.push(say!(lang, "市场报告未按时 {late} 份", "market reports not in time: {late}"));
    }
    if undone > 0 {
        parts.push(say!(lang, "到期建议未办结 {undone} 条", "suggestions due and open: {undone}"));
    }
    figures::phrases(&parts, lang)
}

/// A row a person: what stands behind the figures of the archives.
fn inspection(cards: &[Card<'_>], found: &Found<'_>, ask: &Ask<'_>) -> Table {
    let lang = ask.lang();
    let mut table = Table::new(vec![
        Column::new("staff", words("客户经理", "account manager")),
        Column::new("customers", words("客户数", "customers")),
        Column::new("errors", words("错误", "errors")),
        Column::new("warnings", words("警告", "warnings")),
        Column::new("infos", words("提示", "infos")),
        Column::new("own_findings", words("本人的问题", "own findings")),
        Column::new("suggestions_due", words("到期建议", "suggestions due")),
        Column::new("suggestions_closed", words("已办结", "closed")),
        Column::new("reports_due", words("应交报告", "reports due")),
        Column::new("reports_on_time", words("按时", "in time")),
        Column::new("reports_missing", words("未交", "missing")),
    ]);
    for card in cards {
        let Counts { error, warning, info } = found.customers.get(card.staff).copied().unwrap_or_default();
        let counts = [
            card.customers,
            error,
            warning,
            info,
            found.own.get(card.staff).copied().unwrap_or_default(),
            card.issued,
            card.closed,
            card.due,
            card.on_time,
            missing(card),
        ];
        table.rows.push(std::iter::once(common::staff_cell(card.staff, ask)).chain(counts.map(Cell::count)).collect());
    }
    if !cards.is_empty() {
        let day = ask.day;
        table.notes.push(say!(
            lang,
            "错误、警告、提示为 {day} 审计中所负责客户的问题；「本人的问题」为人员名册中本人名下的；到期建议和应交报告只计期间内的",
            "errors, warnings and infos: findings of the audit of {day} about the customers in charge; own findings: those about the person in the staff register; suggestions and reports: those due in the period"
        ));
    }
    table.named("inspection")
}

/// A row a person and month: when the report came.
fn punctuality(cards: &[Card<'_>], ask: &Ask<'_>) -> Table {
    let lang = ask.lang();
    let mut table = Table::new(vec![
        Column::new("staff", words("客户经理", "account manager")),
        // A month is a name, not a quantity.
        Column::new("month", words("月份", "month")).aligned(Align::Left),
        Column::new("due", words("期限", "due")),
        Column::new("submitted_on", words("提交日期", "submitted on")),
        Column::new("days_late", words("迟交天数", "days late")),
        Column::new("state", words("状态", "state")),
    ]);
    for card in cards {
        for handed in &card.months {
            let late = handed.on.map(|on| (on - handed.due).num_days()).filter(|days| *days > 0);
            let (key, label, tone) = match (handed.on, handed.is_on_time()) {
                (_, true) => ("on_time", words("按时", "in time"), None),
                (Some(_), false) => ("late", words("迟交", "late"), Some(Tone::Fair)),
                (None, false) => ("missing", words("未交", "missing"), Some(Tone::Bad)),
            };
            let state = match tone {
                _ if ask.machine => Cell::text(key),
                Some(tone) => Cell::Toned(tone, label.get(lang).to_owned()),
                None => Cell::text(label.get(lang)),
            };
            let month = if ask.machine { handed.month.to_string() } else { handed.month.label(lang) };
            table.rows.push(vec![
                common::staff_cell(card.staff, ask),
                Cell::text(month),
                handed.due.into(),
                handed.on.into(),
                late.map_or(Cell::Empty, Cell::Int),
                state,
            ]);
        }
    }
    table.named("punctuality")
}
