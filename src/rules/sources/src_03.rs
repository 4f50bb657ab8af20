//! SRC-03: an important customer has a source that wants us to win.

use crate::archive::DocKind;
use crate::findings::Level;
use crate::rules::{Default, Levels, Param, Rule, Run, Scene, Seed, Strict, When, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "SRC-03",
    title: words("重要客户有第四级渠道", "an important customer has a source of level 4"),
    sources: &[source(Seed::S000, "第十一条 2")],
    quote: "这些是最有价值旳信息",
    level: Levels::Fixed(Level::Info),
    lesser: None,
    when: When::Audit,
    params: &[Param {
        name: "tiers",
        default: Default::List(super::WATCHED),
        strict: Strict::More,
        unit: words("个层级", "tiers"),
        what: words("判断哪些层级的客户", "the tiers that are judged"),
    }],
    needs: &[DocKind::Customer],
    uses: &[DocKind::KeyPeople, DocKind::Person, DocKind::Insight, DocKind::ContactReport],
    yields_to: &["SRC-02"],
    anchor: words("客户基本状况表的「客户层级」", "`tier` of the customer"),
    meaning: words(
        "VIP客户和重点客户：附表3（以附表2 为准）、附表2、附表5、接触情况报告中，没有一处注明第四级信息渠道。有附表2 加密的不判断。",
        "For tier vip and key: neither form 3 (a sheet's level wins), form 2, form 5 nor a contact report states a source of level 4. Not judged where a sheet is encrypted.",
    ),
    remedy: words("请在客户内部发展希望我方赢得业务的支持者", "win somebody inside the customer who wants us to win"),
    bad: "tier = \"key\"\n# 所有附表2：source_level = 3",
    good: "tier = \"key\"\n# 支持者的附表2：source_level = 4",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let Some(doc) = &scene.customer.profile else { return };
    if !super::is_watched(scene) {
        return;
    }
    let best = super::best(scene);
    if best == Some(4) || super::has_sealed(scene) {
        return;
    }
    let lang = scene.lang();
    let tier = scene.tier().map_or("", |tier| tier.label(lang));
    let message = match best {
        Some(best) => say!(
            lang,
            "{tier}没有第四级信息渠道，目前最高为第 {best} 级",
            "this {tier} customer has no source of level 4; the best is {best}"
        ),
        None => say!(
            lang,
            "{tier}没有第四级信息渠道，各表都没有注明级别",
            "this {tier} customer has no source of level 4; no form states a level"
        ),
    };
    scene.find(&doc.info, doc.record.tier.span, "tier", message);
}
