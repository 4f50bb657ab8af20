//! SRC-02: an important customer is known from more than public material and third parties.

use crate::archive::DocKind;
use crate::findings::Level;
use crate::rules::{Default, Levels, Param, Rule, Run, Scene, Seed, Strict, When, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "SRC-02",
    title: words("重要客户不只靠第一、二级渠道", "an important customer is known from more than levels 1 and 2"),
    sources: &[source(Seed::S000, "第十一条 2")],
    quote: "第三级别旳信息渠道涉及",
    level: Levels::Fixed(Level::Warning),
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
    yields_to: &[],
    anchor: words("客户基本状况表的「客户层级」", "`tier` of the customer"),
    meaning: words(
        "VIP客户和重点客户：附表3（以附表2 为准）、附表2、附表5、接触情况报告中注明的信息渠道级别，最高只到 2。都没有注明，或有附表2 加密的，不判断。",
        "For tier vip and key: the best source level stated in form 3 (a sheet's wins), form 2, form 5 and the contact reports is 2 or less. Not judged where none is stated or a sheet is encrypted.",
    ),
    remedy: words(
        "请与客户的联系人或合作方建立联系，取得第三级渠道的信息",
        "get to know contacts or partners of the customer: sources of level 3",
    ),
    bad: "tier = \"vip\"\n# 所有附表2：source_level = 2",
    good: "tier = \"vip\"\n# 至少一份附表2：source_level = 3",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let Some(doc) = &scene.customer.profile else { return };
    if !super::is_watched(scene) {
        return;
    }
    let Some(best) = super::best(scene).filter(|best| *best <= 2 && !super::has_sealed(scene)) else { return };
    let lang = scene.lang();
    let tier = scene.tier().map_or("", |tier| tier.label(lang));
    let message = say!(
        lang,
        "{tier}的信息最高只来自第 {best} 级渠道（公开资料、第三方），没有联系人提供的（第三级）",
        "what is known of this {tier} customer comes from level {best} at best (public material, third parties); nothing from contacts (level 3)"
    );
    scene.find(&doc.info, doc.record.tier.span, "tier", message);
}
