//! F1-08: the category is one of the list. Judged where the field is read.

use crate::archive::DocKind;
use crate::findings::Level;
use crate::rules::{Levels, Rule, Run, Seed, When, source};
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "F1-08",
    title: words("客户类别已填并在类别表中", "the category is filled in and one of the list"),
    sources: &[source(Seed::S000, "第十条 1")],
    quote: "5+1运营商和各大设备商等机构客户",
    level: Levels::Fixed(Level::Error),
    lesser: Some(Level::Warning),
    when: When::Check,
    params: &[],
    needs: &[DocKind::Customer],
    uses: &[DocKind::Settings],
    yields_to: &[],
    anchor: words("客户基本状况表的「客户类别」", "`category` of the customer"),
    meaning: words(
        "「客户类别」已填写，并在 kehu.toml 的 [[categories]] 中；没有设类别表时为运营商、设备商、政府部门、房地产企业、其他机构。写作常见别名的，照样读取并给出警告。",
        "`category` is filled in and one of [[categories]] in kehu.toml; without such a list: operator, equipment_vendor, government, real_estate, other. A known other word for one is read with a warning.",
    ),
    remedy: words("请改为类别表中的一项，或在 kehu.toml 登记新的类别", "write one of the list, or enter a new category in kehu.toml"),
    bad: "category = \"渠道商\"",
    good: "category = \"operator\"   # 运营商",
    run: Run::Reading,
};
