//! 附表5 客户信息的意义: four topics, each with what we know and what it means for us.

use crate::form::choices::Topic;
use crate::form::insight::TopicRow;
use crate::report::sheet::{Block, Fit, GridCell, Sheet};
use crate::words::{Words, words};

use super::{Source, WHY};

const TITLE: Words = words("附表5 客户信息的意义", "Form 5: What the information about the customer means");
const HEADS: &[(Words, Fit)] = &[
    (words("客户概况", "Topic"), Fit::Text),
    (words("信息\n（我理解到了客户的哪些情况？）", "Information\n(What have I learnt about the customer?)"), Fit::Text),
    (words("含义\n（这些信息对{us}意味着什么呢？）", "Implication\n(What does it mean for {us}?)"), Fit::Text),
];
const PURPOSE: Words = words(
    "了解客户单位的经营环境和业务状况及其变化趋势，并预期这些变化将对{us}和{us}满足客户的需求的能力产生怎样的影响。",
    "To know the customer's environment and business and how they change, and to foresee how these changes will affect {us} and the ability of {us} to meet the customer's needs.",
);

/// 填表说明 of a topic.
const fn hint(topic: Topic) -> Words {
    match topic {
        Topic::IndustryAndMarket => words(
            "【填表说明】了解客户所处行业的竞争性经营环境。",
            "[How to fill in] The competitive environment of the customer's industry.",
        ),
        Topic::Plans => words(
            "【填表说明】了解客户公司的战略方向，包括愿景目标、使命、战略、计划等，以及他们的业务分布状况。",
            "[How to fill in] Where the customer is going: vision, mission, strategy, plans, and how its business is distributed.",
        ),
        Topic::Organization => words(
            "【填表说明】了解客户公司内部权力结构，特别是进行购买决策方面的关键人物、决策程序、决策原则等。",
            "[How to fill in] Who has power in the customer's company, above all the key people, procedure and principles of its buying decisions.",
        ),
        Topic::Investment => words(
            "【填表说明】了解客户公司的未来投资规划、项目工程启动时间和规模等。",
            "[How to fill in] What the customer will invest in, when projects start, and how large they are.",
        ),
    }
}

pub(super) fn sheet(source: &Source<'_>) -> Sheet {
    let mut sheet = source.start(TITLE);
    let mut grid = source.grid(HEADS);
    for topic in Topic::ALL {
        let name = format!("{}\n{}", topic.label(source.lang()), source.fixed(hint(*topic)));
        let rows = rows(source, *topic);
        let name = GridCell::new(name).over_rows(rows.len());
        let Some((first, rest)) = rows.split_first() else {
            grid.row([name, "".into(), "".into()]);
            continue;
        };
        let texts = |row: &TopicRow| {
            let text = |field: &crate::form::Field<crate::form::kind::Text>| {
                GridCell::new(field.get().map(|text| text.to_string()).unwrap_or_default())
            };
            [text(&row.information), text(&row.implication)]
        };
        let [information, implication] = texts(first);
        grid.row([name, information, implication]);
        for row in rest {
            grid.row(texts(row));
        }
    }
    sheet.push(Block::Grid(grid));
    sheet.note(source.fixed(WHY), vec![source.fixed(PURPOSE)]);
    sheet
}

fn rows<'a>(source: &Source<'a>, topic: Topic) -> Vec<&'a TopicRow> {
    let list = source.folder().and_then(|folder| folder.insight.as_ref()).and_then(|doc| doc.record.topics.get());
    list.map(|list| list.iter().map(|row| &row.0).filter(|row| row.topic.value() == Some(topic)).collect()).unwrap_or_default()
}
