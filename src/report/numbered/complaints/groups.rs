//! The cases by cause and by department.

use std::collections::BTreeMap;

use crate::form::kind::Text;
use crate::render::table::{Cell, Column, Table};
use crate::report::numbered::Ask;
use crate::say;
use crate::words::words;

use super::{Line, State, rate};

/// The causes with how many cases have each, the most frequent first; those without one last.
pub(super) fn causes(lines: &[Line<'_>], ask: &Ask<'_>) -> Table {
    let lang = ask.lang();
    let mut table = Table::new(vec![
        Column::new("cause", words("原因", "cause")),
        Column::new("complaints", words("件数", "cases")),
        Column::new("share", words("比重", "share")),
        Column::new("open", words("未办结", "open")),
    ]);
    let groups = grouped(lines, |line| line.case.doc.record.cause.get().map(Text::as_str));
    // Nobody learns anything from a list of unknown causes.
    if !ask.machine && groups.iter().all(|(name, _)| name.is_empty()) {
        return table.named("causes");
    }
    for (name, group) in &groups {
        let open = group.iter().filter(|line| line.state != State::Closed).count();
        let name = if name.is_empty() { blank(ask) } else { Cell::text(*name) };
        table.rows.push(vec![name, Cell::count(group.len()), rate(group.len(), lines.len()).into(), Cell::count(open)]);
    }
    if groups.iter().any(|(name, _)| name.is_empty()) && !lines.is_empty() && !ask.machine {
        table.notes.push(say!(
            lang,
            "没有写明原因的，用 `kehu set 记录 cause=原因` 补上",
            "where no cause is given: `kehu set RECORD cause=TEXT`"
        ));
    }
    table.named("causes")
}

/// Which department had how many of them, and how many in time.
pub(super) fn departments(lines: &[Line<'_>], ask: &Ask<'_>) -> Table {
    let mut table = Table::new(vec![
        Column::new("department", words("转交部门", "department")),
        Column::new("complaints", words("件数", "cases")),
        Column::new("closed", words("已办结", "settled")),
        Column::new("open", words("未办结", "open")),
        Column::new("judged", words("有时限的", "with a limit")),
        Column::new("in_time", words("达标", "in time")),
        Column::new("rate", words("达标率", "rate")),
    ]);
    let groups = grouped(lines, |line| line.case.doc.record.forwarded_to.get().map(Text::as_str));
    if !ask.machine && groups.iter().all(|(name, _)| name.is_empty()) {
        return table.named("departments");
    }
    for (name, group) in &groups {
        let count = |is: &dyn Fn(&Line<'_>) -> bool| group.iter().filter(|line| is(line)).count();
        let (closed, judged) = (count(&|line| line.state == State::Closed), count(&|line| line.in_time.is_some()));
        let in_time = count(&|line| line.in_time == Some(true));
        let name = if name.is_empty() { blank(ask) } else { Cell::text(*name) };
        let counts = [group.len(), closed, group.len() - closed, judged, in_time].map(Cell::count);
        table.rows.push(std::iter::once(name).chain(counts).chain([rate(in_time, judged).into()]).collect());
    }
    table.named("departments")
}

fn blank(ask: &Ask<'_>) -> Cell {
    if ask.machine { Cell::Empty } else { words("（未填写）", "(not filled in)").get(ask.lang()).into() }
}

/// The cases by a text of theirs: the largest group first, that without a text last.
fn grouped<'l, 'a>(lines: &'l [Line<'a>], of: impl Fn(&'l Line<'a>) -> Option<&'l str>) -> Vec<(&'l str, Vec<&'l Line<'a>>)> {
    let mut groups: BTreeMap<&str, Vec<&Line<'_>>> = BTreeMap::new();
    lines.iter().for_each(|line| groups.entry(of(line).unwrap_or("").trim()).or_default().push(line));
    let mut out: Vec<_> = groups.into_iter().collect();
    out.sort_by(|a, b| a.0.is_empty().cmp(&b.0.is_empty()).then(b.1.len().cmp(&a.1.len())));
    out
}
