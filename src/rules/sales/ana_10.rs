//! ANA-10: the composition of sales by kind of customer follows the company's policy.

use crate::archive::DocKind;
use crate::findings::Level;
use crate::form::Target;
use crate::model::money::Money;
use crate::model::percent::Percent;
use crate::rules::{ArchiveScene, Default, Levels, Param, Rule, Run, Seed, Strict, When, source};
use crate::say;
use crate::words::words;

use super::{SoFar, targets, total};

pub(super) static RULE: Rule = Rule {
    id: "ANA-10",
    title: words("各类客户的销售比重与经营方针相近", "sales by kind of customer follow the company's policy"),
    sources: &[source(Seed::S001, "客户关系管理制度 第三条 1(5)")],
    quote: "以公司的经营方针为基础",
    level: Levels::Fixed(Level::Info),
    lesser: None,
    when: When::Audit,
    params: &[Param {
        name: "points",
        default: Default::Int(5),
        strict: Strict::Low,
        unit: words("个百分点", "points"),
        what: words("相差几个百分点以内不提示", "how far apart the two may be"),
    }],
    needs: &[DocKind::Settings],
    uses: &[DocKind::Targets],
    yields_to: &[],
    anchor: words("targets/<年度> 中该类别的「比重」", "`share` of the category in targets/<year>"),
    meaning: words(
        "targets/<年度> 的每项类别目标：从 1 月 1 日到最近一个完整的月末，该类客户的销售额占全部客户销售额的比重，与所定比重相差不超过 5 个百分点。没有销售额，或任何一个客户的 orders.csv 读不出来的，不判断。",
        "For each category target of targets/<year>, the category's part of all sales from 1 January to the end of the newest complete month is within 5 points of the `share` set. Without sales, or where any customer's orders.csv cannot be read, nothing is judged.",
    ),
    remedy: words(
        "请比较所负责客户的构成，调整开发的重点；方针已变的请改写比重",
        "compare the composition and shift the effort; if the policy has changed, correct the share",
    ),
    bad: "[[categories]]\ncategory = \"operator\"\nshare = 60   # 前 6 个月为 82.50%",
    good: "[[categories]]\ncategory = \"operator\"\nshare = 80",
    run: Run::Archive(run),
};

fn run(scene: &mut ArchiveScene<'_>) {
    let Some(so_far) = scene.today.and_then(SoFar::of) else { return };
    for doc in targets(scene.world, scene.archive, so_far) {
        let Some(rows) = doc.record.categories.get() else { continue };
        let Some(all) = total(scene, |trade| trade.year_to_month) else { return };
        for row in rows.iter() {
            let (Some(category), Some(set)) = (row.category.get().filter(|one| one.known), row.share.value()) else { continue };
            let is = |folder: &&crate::archive::CustomerFolder| {
                folder.profile.as_ref().is_some_and(|doc| doc.record.category.get().is_some_and(|one| one.is(&category.id)))
            };
            let trades = scene.archive.customers.iter().filter(is).filter_map(|folder| folder.gathered.trade.as_deref());
            let Some(part) = Money::total(trades.map(|trade| trade.year_to_month)).and_then(|own| Percent::weighted(own, all)) else {
                continue;
            };
            let apart = Percent::new((part.value() - set.percent.value()).abs());
            if apart <= Percent::from_int(scene.param("points")) {
                continue;
            }
            let lang = scene.lang();
            let name = scene.world.name_of(Target::Category, &category.id).unwrap_or_else(|| category.id.to_string());
            let (label, part, set, apart) = (so_far.label(lang), part.rounded(2), set.percent.trimmed(), apart.rounded(2));
            let message = say!(
                lang,
                "{name}客户{label}的销售比重为 {part}%，所定为 {set}%，相差 {apart} 个百分点",
                "{name}: {part}% of sales in {label}; {set}% is set, {apart} points apart"
            );
            scene.find(&doc.info, row.share.span, "categories.share", message).about(&category.id);
        }
    }
}
