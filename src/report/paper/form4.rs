//! 附表4 购买决策中关键人物角色作用表: the five roles with their fixed texts.

use crate::form::choices::Role;
use crate::report::sheet::{Block, Fit, GridCell, Sheet};
use crate::say;
use crate::words::{Words, words};

use super::{Source, WHY};

const TITLE: Words = words("附表4 购买决策中关键人物角色作用表", "Form 4: Roles of the key people in the buying decision");
const HEADS: &[(Words, Fit)] = &[
    (words("角色作用", "Role"), Fit::Whole),
    (words("所起作用", "What the role does"), Fit::Text),
    (words("问题和所关心的事务", "Problems and concerns"), Fit::Text),
];
const PURPOSE: Words = words(
    "了解客户单位在项目工程招投标过程中起关键作用的人所扮演的角色和作用，及其关心的重点。让客户经理一个人掌握控制所有重要的关系既不可能，也是危险的。",
    "To know the roles of those who play a key part in the customer's tenders, and what concerns them most. That one account manager alone holds all important relations is neither possible nor safe.",
);

/// 所起作用 of a role: the fixed text of 附表4.
#[must_use]
pub const fn function(role: Role) -> Words {
    match role {
        Role::DecisionMaker => words(
            "作出或批准项目工程的决定；控制资金的使用，用于决策的信息可能常常依赖于他人提供。可以批准或签订合同，或否决一个挑选小组所作出的决定。",
            "Makes or approves the decision on the project; controls the money; often relies on information from others. May approve or sign the contract, or veto what a selection team has decided.",
        ),
        Role::Advisor => words(
            "协助或支持决策者；提供信息和建议；协助方案评估或推荐施工单位。",
            "Helps or supports the decision maker; gives information and advice; helps to evaluate proposals or recommends a contractor.",
        ),
        Role::User => words(
            "将使用、操作、管理和依赖施工单位所完成的工程；评估工程的质量等。",
            "Will use, operate, manage and depend on what the contractor builds; judges its quality.",
        ),
        Role::Blocker => words(
            "负责筛选和清除不合适的施工单位；对技术、合同等方面适合性进行评价；一般无拍板权，但可以否决。",
            "Sorts out unsuitable contractors; judges whether technology, contract and the like are fit; does not usually decide, but can veto.",
        ),
        Role::Supporter => words("指引我们获得成功；协助我们接近关键人物。", "Guides us to success; helps us to reach the key people."),
    }
}

pub(super) fn sheet(source: &Source<'_>) -> Sheet {
    let mut sheet = source.start(TITLE);
    let mut grid = source.grid(HEADS);
    for role in Role::ALL {
        let name = GridCell::new(role.label(source.lang()));
        grid.row([name, source.fixed(function(*role)).into(), concerns(source, *role).into()]);
    }
    sheet.push(Block::Grid(grid));
    sheet.note(source.fixed(WHY), vec![source.fixed(PURPOSE)]);
    sheet
}

/// The role's concerns, and those of each person who mainly has the role.
fn concerns(source: &Source<'_>, role: Role) -> String {
    let table = source.folder().and_then(|folder| folder.key_people.as_ref()).and_then(|doc| doc.record.concerns.get());
    let common = table.and_then(|table| table.of(role).get()).map(|text| text.to_string());
    let mut lines: Vec<String> = common.into_iter().collect();
    for row in source.people() {
        let is_main = row.role.get().and_then(|roles| roles.first()) == Some(&role);
        if let Some(own) = row.concerns.get().filter(|_| is_main) {
            let (name, own) = (row.called(), own.as_str());
            lines.push(say!(source.lang(), "{name}：{own}", "{name}: {own}"));
        }
    }
    lines.join("\n")
}
