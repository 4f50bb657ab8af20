//! R-09 行动计划进展表: by owner: actions, start and end, state, progress, days overdue, share done.

use chrono::Datelike;

use crate::archive::{CustomerFolder, DocKind};
use crate::form::plan::Action;
use crate::query::matching::Subject;
use crate::report::actions::{self, Asked};
use crate::report::sheet::Block;
use crate::say;
use crate::words::words;

use super::{Ask, Cycle, Made, Reads, Spec, common};

pub(super) static SPEC: Spec = Spec {
    number: 9,
    name: "actions",
    title: words("行动计划进展表", "Progress of the action plans"),
    about: words(
        "按执行人：行动、起止日期、完成情况、进度、逾期天数，完成比例",
        "By owner: actions, start and end, state, progress, days overdue, share done",
    ),
    maker: words("客户经理", "account managers"),
    audience: words("市场部部长", "marketing director"),
    cycle: Cycle::Month,
    grace: 0,
    when: words("每月", "monthly"),
    source: "000_492afcb71e7a325f.txt 附表7（一）",
    reads: Reads::Kinds(&[DocKind::Customer, DocKind::Plan]),
    make,
};

fn make(ask: &Ask<'_>) -> Made {
    let (world, lang, day) = (&ask.loaded.world, ask.lang(), ask.day);
    let of_customers = actions::about_customers(ask.query);
    let wanted = |folder: &CustomerFolder| of_customers.may_mean(world, folder, day);
    let action = |folder: &CustomerFolder, action: &Action| {
        ask.query.is_empty() || ask.query.matches(&Subject { world, folder: Some(folder), row: Some(action), today: day })
    };
    let asked = Asked { today: day, year: year(ask), by_owner: true, machine: ask.machine, wanted: &wanted, action: &action };
    let owners = actions::owners(ask.loaded, &asked, ask.period).named("owners");
    let all = actions::table(ask.loaded, &asked).named("actions");
    let sums = actions::sums(ask.loaded, &asked, ask.period);
    let (count, done, overdue) = (sums.actions, sums.done, sums.overdue);
    let share = sums.share().map_or_else(String::new, |share| share.rounded(0));
    let summary = match (count, overdue) {
        (0, _) => say!(lang, "没有行动", "no actions"),
        (_, 0) => {
            say!(lang, "共 {count} 项，完成 {done} 项（{share}%），没有逾期", "{count} actions, {done} done ({share}%), none overdue")
        }
        _ => say!(
            lang,
            "逾期 {overdue} 项；共 {count} 项，完成 {done} 项（{share}%）",
            "{overdue} overdue; {count} actions, {done} done ({share}%)"
        ),
    };
    let mut sheet = common::start(ask);
    if ask.machine {
        sheet.push(Block::Table(all));
        sheet.push(Block::Table(owners));
    } else {
        if count > 0 {
            sheet.push(Block::Text(summary.clone()));
            sheet.heading(say!(lang, "按执行人", "By owner"));
            sheet.push(Block::Table(owners));
            sheet.heading(say!(lang, "各项行动", "The actions"));
        }
        sheet.push(Block::Table(all));
    }
    Made { pages: vec![sheet], summary, open: overdue }
}

/// The year of the plans: the query's, else that of the period where the day lies in another one. Else the day's, with what of earlier ones is
/// still open.
fn year(ask: &Ask<'_>) -> Option<i32> {
    let of_period = ask.period.last_day().year();
    ask.query.year().or_else(|| (of_period != ask.day.year()).then_some(of_period))
}
