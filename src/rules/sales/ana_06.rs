//! ANA-06: the sales task of a product is kept up with.

use crate::archive::gathered::Trade;
use crate::archive::{CustomerFolder, Doc, DocKind, Loaded};
use crate::findings::Level;
use crate::form::registers::{ProductTarget, Targets};
use crate::model::money::Money;
use crate::model::percent::Percent;
use crate::resolve::fold;
use crate::rules::amounts::{amount, rounded};
use crate::rules::{ArchiveScene, Default, Levels, Param, Rule, Run, Seed, Strict, When, source};
use crate::say;
use crate::words::{Lang, words};
use crate::world::World;

use super::{SoFar, cut, targets};

pub(super) static RULE: Rule = Rule {
    id: "ANA-06",
    title: words("产品的销售任务按进度完成", "the sales task of each product is kept up with"),
    sources: &[source(Seed::S001, "客户关系管理制度 第四条 2(4)")],
    quote: "检查是否完成公司规定的商品销售任务",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Audit,
    params: &[Param {
        name: "min_rate",
        default: Default::Int(100),
        strict: Strict::High,
        unit: words("%", "%"),
        what: words("销售额至少达到任务的百分之几", "how much of the task must be reached"),
    }],
    needs: &[DocKind::Settings],
    uses: &[DocKind::Targets],
    yields_to: &[],
    anchor: words("targets/<年度> 中该产品的「销售额」", "`sales` of the product in targets/<year>"),
    meaning: words(
        "targets/<年度> 的每项产品目标，从 1 月 1 日到最近一个完整的月末，全部 orders.csv 中该产品的销售额不低于年度目标按月份折算的数（六月末为一半）。写明客户或人员的目标，只计该客户、该人员所负责客户的交易。没有交易记录，或有关的 orders.csv 读不出来的，不判断。",
        "For each product target of targets/<year>, sales of that product in all orders.csv from 1 January to the end of the newest complete month are at least the yearly target's part for these months (half of it at the end of June). A target that names a customer or one of our people counts only orders of that customer, or of the customers of that person. Without orders, or where an orders.csv in question cannot be read, nothing is judged.",
    ),
    remedy: words(
        "请分析差距的原因，安排措施；交易记录没有写产品的请补填",
        "find out where the gap comes from; fill in `product` where orders lack it",
    ),
    bad: "[[products]]\nproduct = \"割接\"\nsales = 600   # 前 6 个月只有 200",
    good: "[[products]]\nproduct = \"割接\"\nsales = 360",
    run: Run::Archive(run),
};

fn run(scene: &mut ArchiveScene<'_>) {
    let Some(so_far) = scene.today.and_then(SoFar::of) else { return };
    for doc in targets(scene.world, scene.archive, so_far) {
        for row in doc.record.products.get().into_iter().flat_map(|rows| rows.iter()) {
            let Some(target) = row.sales.value().and_then(|target| so_far.part(target)) else { continue };
            let Some(sold) = sold(scene.archive, row, &|folder| folder.gathered.trade.as_deref()) else { continue };
            if is_behind(scene.world, sold, target) {
                report(scene, doc, row, so_far, sold, target);
            }
        }
    }
}

/// Whether the sales are as much behind as the rule reports.
pub(crate) fn is_behind(world: &World, sold: Money, target: Money) -> bool {
    let least = Percent::from_int(world.policy.number(&RULE, "min_rate"));
    Percent::weighted(sold, target).is_some_and(|rate| rate < least) && target > Money::ZERO
}

/// What was sold of the product where the target counts; none where that cannot be known.
pub(crate) fn sold<'a>(archive: &'a Loaded, row: &ProductTarget, trade: &dyn Fn(&'a CustomerFolder) -> Option<&'a Trade>) -> Option<Money> {
    if row.customer.is_bad() || row.staff.is_bad() {
        return None;
    }
    let product = fold(row.product.get()?.as_str());
    let manager = |folder: &CustomerFolder, id: &str| {
        folder.profile.as_ref().is_some_and(|doc| doc.record.account_manager.get().is_some_and(|manager| manager.is(id)))
    };
    let counts = |folder: &&CustomerFolder| {
        row.customer.get().is_none_or(|customer| customer.is(&folder.id)) && row.staff.get().is_none_or(|staff| manager(folder, &staff.id))
    };
    let mut sum = Money::ZERO;
    let mut any = false;
    for folder in archive.customers.iter().filter(counts) {
        if folder.has_unread(DocKind::Orders) {
            return None;
        }
        let Some(trade) = trade(folder) else { continue };
        any = true;
        let own = trade.products.iter().filter(|(name, _)| fold(name) == product).map(|(_, sum)| *sum);
        sum = Money::total(own.chain([sum]))?;
    }
    any.then_some(sum)
}

fn report(scene: &mut ArchiveScene<'_>, doc: &Doc<Targets>, row: &ProductTarget, so_far: SoFar, sold: Money, target: Money) {
    let (lang, world) = (scene.lang(), scene.world);
    let product = row.product.get().map_or("", |product| product.as_str());
    let customer = row.customer.get().and_then(|customer| scene.archive.customers.iter().find(|folder| customer.is(&folder.id)));
    let whose = match (customer, row.staff.get()) {
        (Some(folder), _) => folder.called().to_owned(),
        (None, Some(staff)) => world.staff.names.called(&staff.id).to_owned(),
        (None, None) => String::new(),
    };
    let whose = match lang {
        _ if whose.is_empty() => whose,
        Lang::Zh => format!("{whose}的"),
        Lang::En => format!("{whose}: "),
    };
    let rate = cut(Percent::weighted(sold, target).unwrap_or_default());
    let (label, sold, target, least) = (so_far.label(lang), amount(world, sold), rounded(world, target), scene.param("min_rate"));
    let message = say!(
        lang,
        "{whose}产品「{product}」{label}销售额 {sold}，为应完成的 {target}的 {rate}%，不足 {least}%",
        "{whose}sales of `{product}` in {label} are {sold}, {rate}% of the task of {target}; the least is {least}%"
    );
    let finding = scene.find(&doc.info, row.sales.span, "products.sales", message).about(product);
    finding.customer = customer.map(|folder| folder.id.clone());
}
