//! 附表3 关键人物关系图: a row a key person.

use crate::report::sheet::{Block, Fit, Sheet};
use crate::words::{Words, words};

use super::{HOW, Source};

const TITLE: Words = words("附表3 关键人物关系图", "Form 3: Map of the key people");
const HEADS: &[(Words, Fit)] = &[
    (words("关键人物名称", "Key person"), Fit::Text),
    (words("职务", "Title"), Fit::Text),
    (words("角色作用", "Role"), Fit::Text),
    (words("关系状况", "Relationship"), Fit::Text),
    (words("与{us}的关系", "Relation with {us}"), Fit::Text),
];
const NOTES: &[Words] = &[
    words(
        "1、【制表目的】将客户公司中的关键人物以及他们与{us}中哪些人建立了联系一一列出",
        "1. [Purpose]: to list the key people of the customer's company, and with whom of {us} each of them has a relation",
    ),
    words(
        "2、【关键人物】指客户公司中，在整个购买决策里起关键作用的人",
        "2. [Key person]: somebody in the customer's company who plays a key part in the buying decision",
    ),
    words(
        "3、【与{us}的关系】指{us}内部与客户关键人物建立了联系的人的名称和职务",
        "3. [Relation with {us}]: name and title of those of {us} who have a relation with the key person",
    ),
    words("4、【角色作用】见附表4", "4. [Role]: see form 4"),
    words(
        "5、【关系状况】指客户经理或{us}与客户公司中相应关键人物目前的关系状况如何，分成如下四类关系：",
        "5. [Relationship]: how the account manager or {us} stands with the key person at present, in four kinds:",
    ),
    words(
        "积极的：与客户中的这些人非常熟悉并与他们有着良好的关系。尽管他们不一定是{us}的支持者，但他们对{us}有好感。",
        "positive: we know these people very well and are on good terms with them. They need not be supporters of {us}, but they like {us}.",
    ),
    words(
        "中立的：认识这些人，但与他们关系一般。他们既不偏爱{us}，也不抱任何偏见。",
        "neutral: we know them, on ordinary terms. They neither favour {us} nor are biased against {us}.",
    ),
    words(
        "消极的：认识他们，但与他们关系并不好。他们不是对{us}不友好就是偏爱{us}的竞争对手。",
        "negative: we know them, on bad terms. Either they are unfriendly to {us} or they prefer a competitor of {us}.",
    ),
    words(
        "尚未建立关系：知道他们是谁，但尚未与他们接触，他们也不认识我们。",
        "not yet established: we know who they are, but have had no contact yet, and they do not know us.",
    ),
];
/// Empty rows of the blank form.
const ROWS: usize = 8;

pub(super) fn sheet(source: &Source<'_>) -> Sheet {
    let lang = source.lang();
    let mut sheet = source.start(TITLE);
    sheet.mark = source.mark();
    let mut grid = source.grid(HEADS);
    for row in source.people() {
        let title = row.title.get().map(|title| title.to_string()).unwrap_or_default();
        let roles: Vec<&str> = row.role.get().map(|roles| roles.iter().map(|role| role.label(lang)).collect()).unwrap_or_default();
        let status = row.status.value().map(|status| status.label(lang)).unwrap_or_default();
        let ours: Vec<String> = row.our_ids().into_iter().map(|id| source.staff_with_title(id)).collect();
        let roles = lang.join(roles);
        grid.row([row.called().to_owned(), title, roles, status.to_owned(), ours.join("\n")]);
    }
    if source.blank || grid.rows.is_empty() {
        grid.empty_rows(ROWS);
    }
    sheet.push(Block::Grid(grid));
    sheet.note(source.fixed(HOW), source.fixed_all(NOTES));
    sheet
}
