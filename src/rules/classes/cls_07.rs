//! CLS-07: the level of the relation is one of four. Reported where the form is read.

use crate::archive::DocKind;
use crate::findings::Level;
use crate::rules::{Levels, Rule, Run, Seed, When, source};
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "CLS-07",
    title: words("关系层次是四种之一", "the level of the relation is one of four"),
    sources: &[source(Seed::S004, "与大客户建立合作伙伴关系 b")],
    quote: "卖主关系、被优先考虑的供应商、伙伴关系和战略联盟关系",
    level: Levels::Fixed(Level::Error),
    lesser: None,
    when: When::Check,
    params: &[],
    needs: &[DocKind::Customer],
    uses: &[],
    yields_to: &[],
    anchor: words("客户基本状况表的「关系层次」", "`relationship_level` of the customer"),
    meaning: words(
        "填了「关系层次」的，是卖主关系、被优先考虑的供应商、伙伴关系、战略联盟关系之一。可以不填。",
        "`relationship_level`, where it is filled in, is one of vendor, preferred_supplier, partner, strategic_alliance. It may be left out.",
    ),
    remedy: words("请改为四种之一", "write one of the four"),
    bad: "relationship_level = \"很好\"",
    good: "relationship_level = \"preferred_supplier\"   # 被优先考虑的供应商",
    run: Run::Reading,
};
