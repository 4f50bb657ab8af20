//! F1-03: every site has its address. Judged where the field is read.

use crate::archive::DocKind;
use crate::findings::Level;
use crate::rules::{Levels, Rule, Run, Seed, When, source};
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "F1-03",
    title: words("每个机构填写所处地点", "every site has its address"),
    sources: &[source(Seed::S000, "附表1 说明2")],
    quote: "指各客户旳办公地点",
    level: Levels::Fixed(Level::Error),
    lesser: None,
    when: When::Check,
    params: &[],
    needs: &[DocKind::Customer],
    uses: &[],
    yields_to: &[],
    anchor: words("机构的「所处地点」；没有这一项时为机构的第一行", "`location` of the site; where it is missing the site's first line"),
    meaning: words(
        "附表1 的每个机构都填写了所处地点，即办公地点。",
        "Every site of form 1 states its location, that is where its office is.",
    ),
    remedy: words("请填写该机构的办公地址", "write the address of the site's office"),
    bad: "[[sites]]\nkind = \"branch\"\nname = \"云岭移动春城分公司\"\nlocation = \"\"",
    good: "[[sites]]\nkind = \"branch\"\nname = \"云岭移动春城分公司\"\nlocation = \"云岭省春城市新港区通达街12号\"",
    run: Run::Reading,
};
