//! ANA-05: a customer's sales keep up with its target.

use chrono::NaiveDate;

use crate::archive::gathered::Trade;
use crate::archive::{CustomerFolder, Doc, DocKind};
use crate::findings::Level;
use crate::form::registers::{CustomerTarget, Targets};
use crate::model::money::Money;
use crate::model::percent::Percent;
use crate::rules::amounts::{amount, rounded};
use crate::rules::periods::counts_of;
use crate::rules::{ArchiveScene, Default, Levels, Param, Rule, Run, Seed, Strict, When, source};
use crate::say;
use crate::words::words;
use crate::world::World;

use super::{SoFar, cut, targets};

pub(super) static RULE: Rule = Rule {
    id: "ANA-05",
    title: words("客户的销售额跟上销售目标", "a customer's sales keep up with its target"),
    sources: &[source(Seed::S001, "客户关系管理制度 第四条 1(8)")],
    quote: "即为各月应达到的销售目标",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Audit,
    params: &[Param {
        name: "min_rate",
        default: Default::Int(90),
        strict: Strict::High,
        unit: words("%", "%"),
        what: words("销售额至少达到目标的百分之几", "how much of the target must be reached"),
    }],
    needs: &[DocKind::Settings],
    uses: &[DocKind::Targets],
    yields_to: &[],
    anchor: words("targets/<年度> 中该客户的「销售额」", "`sales` of the customer in targets/<year>"),
    meaning: words(
        "targets/<年度> 中有客户目标、又有 orders.csv 的客户，销售额不低于目标的 90%。交易记录满三年的，看最近一个完整的月：该月目标 = 以往三年该月的构成比 × 年度目标；不满三年的，看从 1 月 1 日到最近一个完整的月末：目标按年度目标的十二分之一逐月累计。期间在建档或施行以前开始的不判断。",
        "A customer with a target in targets/<year> and with orders.csv sells at least 90% of it. With three years of orders the newest complete month is judged, by that month's part of the three years before × the yearly target; otherwise 1 January to the end of that month, by a twelfth of the target a month. A period that began before the archive or the regulation is not judged.",
    ),
    remedy: words("请分析差距的原因，在行动计划中安排措施", "find out where the gap comes from and plan actions"),
    bad: "[[customers]]\ncustomer = \"yunling-mobile\"\nsales = 2400   # 前 6 个月只有 900",
    good: "[[customers]]\ncustomer = \"yunling-mobile\"\nsales = 1800",
    run: Run::Archive(run),
};

/// What is measured.
pub(crate) struct Measure {
    /// The period for people.
    pub(crate) label: String,
    /// What was sold in it.
    pub(crate) sold: Money,
    /// What should have been.
    pub(crate) target: Money,
}

impl Measure {
    /// Sales ÷ target.
    pub(crate) fn rate(&self) -> Option<Percent> {
        Percent::weighted(self.sold, self.target)
    }

    /// Whether the sales are as much behind as the rule reports.
    pub(crate) fn is_behind(&self, world: &World) -> bool {
        self.rate().is_some_and(|rate| rate < Percent::from_int(world.policy.number(&RULE, "min_rate")))
    }
}

fn run(scene: &mut ArchiveScene<'_>) {
    let Some(today) = scene.today else { return };
    let Some(so_far) = SoFar::of(today) else { return };
    for doc in targets(scene.world, scene.archive, so_far) {
        for row in doc.record.customers.get().into_iter().flat_map(|rows| rows.iter()) {
            let Some(id) = row.customer.get().filter(|customer| customer.known).map(|customer| &*customer.id) else { continue };
            let Some(customer) = scene.archive.customers.iter().find(|customer| &*customer.id == id) else { continue };
            let Some(trade) = customer.gathered.trade.as_deref() else { continue };
            let Some(measure) = measure(scene.world, customer, trade, row, (so_far, today)) else { continue };
            if measure.is_behind(scene.world) {
                report(scene, doc, row, customer, &measure);
            }
        }
    }
}

/// How a customer stands against its target; none where that is not judged.
pub(crate) fn measure(
    world: &World,
    customer: &CustomerFolder,
    trade: &Trade,
    row: &CustomerTarget,
    (so_far, today): (SoFar, NaiveDate),
) -> Option<Measure> {
    let target = row.sales.value()?;
    let month = Trade::month(today);
    let by_season = trade.has_three_years && trade.three_years > Money::ZERO;
    let (period, sold, target) = if by_season {
        (month, trade.in_month, target.mul_ratio(trade.same_month_before.fen(), trade.three_years.fen())?)
    } else {
        (so_far.period, trade.year_to_month, so_far.part(target)?)
    };
    let lang = world.lang;
    let label = if by_season { month.label(lang) } else { so_far.label(lang) };
    let judged = customer.profile.as_ref().is_none_or(|doc| counts_of(period, world, &doc.record));
    judged.then_some(Measure { label, sold, target }).filter(|measure| measure.target > Money::ZERO)
}

fn report(scene: &mut ArchiveScene<'_>, doc: &Doc<Targets>, row: &CustomerTarget, customer: &CustomerFolder, measure: &Measure) {
    let (lang, world) = (scene.lang(), scene.world);
    let rate = cut(measure.rate().unwrap_or_default());
    let (name, label) = (customer.called(), &measure.label);
    let (sold, target, least) = (amount(world, measure.sold), rounded(world, measure.target), scene.param("min_rate"));
    let message = say!(
        lang,
        "{name} {label}销售额 {sold}，为应达到的 {target}的 {rate}%，不足 {least}%",
        "{name}: sales of {label} are {sold}, {rate}% of the {target} that they should be; the least is {least}%"
    );
    let finding = scene.find(&doc.info, row.sales.span, "customers.sales", message).about(&customer.id);
    finding.customer = Some(customer.id.clone());
}
