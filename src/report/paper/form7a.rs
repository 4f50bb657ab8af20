//! 附表7（一） 行动计划: what will be done, by whom, from when to when, and how far it is.

use crate::form::choices::ActionStatus;
use crate::form::plan::Action;
use crate::report::sheet::{Block, Fit, GridCell, Pair, Sheet};
use crate::say;
use crate::words::{Words, words};

use super::{HOW, PURPOSE, PURPOSE_LINES, Source, WHY};

const TITLE: Words = words("附表7（一） 行动计划", "Form 7a: Action plan");
const HEADS: &[(Words, Fit)] = &[
    (words("行动内容", "Action"), Fit::Text),
    (words("执行人", "Owner"), Fit::Text),
    (words("开始日期", "Start"), Fit::Whole),
    (words("结束日期", "End"), Fit::Whole),
    (words("完成情况", "Status"), Fit::Text),
];
const NOTE: Words = words("基本是每年度制订一次，由客户经理完成。", "Made once a year as a rule, by the account manager.");
const AIM: Words = words(
    "通过系统计划，使客户经理明确在下一个年度里的目标和完成目标所必须采取的行动。",
    "That the account manager, by planning, is clear about the objectives of the coming year and the actions that they demand.",
);
/// Numbered rows of the blank form.
const ROWS: usize = 8;

pub(super) fn sheet(source: &Source<'_>) -> Sheet {
    let plan = source.plan().and_then(|doc| doc.record.action_plan.get()).map(|plan| &plan.0);
    let mut sheet = source.start_yearly(TITLE);
    let purpose = plan.and_then(|plan| plan.purpose.get()).map(|text| text.as_str());
    sheet.push(Block::Line(vec![Pair::or_room(source.fixed(PURPOSE), purpose, source.room(PURPOSE_LINES))]));
    let mut grid = source.grid(HEADS);
    for action in plan.and_then(|plan| plan.actions.get()).into_iter().flat_map(|list| list.iter()) {
        let what = action.what.get().map(|text| text.to_string()).unwrap_or_default();
        let owner = action.owner.get().map(|staff| source.staff_name(&staff.id).to_owned()).unwrap_or_default();
        let day = |day: Option<chrono::NaiveDate>| GridCell::new(day.map(|day| day.to_string()).unwrap_or_default()).worth(day);
        grid.row([what.into(), owner.into(), day(action.start.value()), day(action.end.value()), status(source, action).into()]);
    }
    for number in (1..=ROWS).filter(|_| source.blank) {
        let slot = GridCell::new(say!(source.lang(), "【行动{number}】", "[Action {number}]"));
        grid.row([slot, "".into(), "".into(), "".into(), "".into()]);
    }
    if grid.rows.is_empty() {
        grid.empty_rows(3);
    }
    sheet.push(Block::Grid(grid));
    sheet.note(source.fixed(HOW), vec![source.fixed(NOTE)]);
    sheet.note(source.fixed(WHY), vec![source.fixed(AIM)]);
    sheet
}

/// 进行中 50%, 逾期 3 天, and the note.
fn status(source: &Source<'_>, action: &Action) -> String {
    let lang = source.lang();
    let status = action.status.value();
    let mut first = status.map(|status| status.label(lang).to_owned()).unwrap_or_default();
    let running = status == Some(ActionStatus::InProgress);
    if let Some(progress) = action.progress.value().filter(|_| running) {
        first.push_str(&format!(" {}%", progress.0));
    }
    if let Some(day) = action.done_on.value().filter(|_| status == Some(ActionStatus::Done)) {
        first.push_str(&format!(" {day}"));
    }
    let late = overdue(action, source.today).map(|days| say!(lang, "逾期 {days} 天", "{days} days overdue"));
    let note = action.note.get().map(|note| note.to_string());
    [Some(first), late, note].into_iter().flatten().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// The days since an open action should have ended.
#[must_use]
pub(crate) fn overdue(action: &Action, today: chrono::NaiveDate) -> Option<i64> {
    let days = (today - action.end.value()?).num_days();
    (days > 0 && !action.is_over(today)).then_some(days)
}
