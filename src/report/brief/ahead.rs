//! What comes next: dates, and the projects that are open.

use crate::analysis::revenue::{Figures, Totals};
use crate::form::choices::Outcome;
use crate::form::plan::RevenueLine;
use crate::render::table::{Align, Cell, Table};
use crate::report::sheet::{Block, Sheet};
use crate::report::show::{column, drop_empty_columns, head};
use crate::resolve::fold;
use crate::say;
use crate::words::{Lang, shell_word, words};

use super::{Page, Source};

/// So many days ahead the page looks.
pub const AHEAD: u64 = 45;
/// So many dates are told.
const DATES: usize = 10;

/// 今天, 明天, 3 天
fn in_days(days: i64, lang: Lang) -> String {
    match days {
        0 => say!(lang, "今天", "today"),
        1 => say!(lang, "明天", "1 day"),
        _ => say!(lang, "{days} 天", "{days} days"),
    }
}

/// What falls due, soonest first; what is overdue was said above.
pub(super) fn dates(page: &Page<'_>, sheet: &mut Sheet) {
    let lang = page.source.lang();
    let mut table = Table::new(vec![
        column("date", words("日期", "Date")),
        column("days", words("还有", "In")),
        column("kind", words("事项", "Kind")),
        column("person", words("对方", "Theirs")),
        column("staff", words("我方", "Ours")),
        column("subject", words("内容", "What")),
    ]);
    let ahead: Vec<_> = page.due.iter().filter(|item| !item.is_past()).collect();
    for item in ahead.iter().take(DATES) {
        table.rows.push(vec![
            item.date.into(),
            in_days(item.days, lang).into(),
            item.kind.label().get(lang).into(),
            item.person.as_ref().map(|person| person.name.as_str()).into(),
            item.staff.as_ref().map(|staff| staff.name.as_str()).into(),
            item.subject.as_str().into(),
        ]);
    }
    if table.rows.is_empty() {
        return;
    }
    let more = ahead.len().saturating_sub(DATES);
    if more > 0 {
        let id = shell_word(&page.source.customer.id);
        table.notes.push(say!(
            lang,
            "还有 {more} 项，见 `kehu due customer:{id} --days {AHEAD}`",
            "{more} more: `kehu due customer:{id} --days {AHEAD}`"
        ));
    }
    drop_empty_columns(&mut table);
    sheet.heading(say!(lang, "接下来", "What comes next"));
    sheet.push(Block::Table(table));
}

/// The projects that nothing has been decided about. One that was carried over stands in several plans: the newest counts.
pub(super) fn projects(source: &Source<'_>, sheet: &mut Sheet) {
    let lang = source.lang();
    let mut table = Table::new(vec![
        column("year", words("年度", "Year")).aligned(Align::Left),
        column("project", head::<RevenueLine>("project")),
        column("contract", head::<RevenueLine>("contract")),
        column("win_rate", head::<RevenueLine>("win_rate")),
        column("expected", head::<RevenueLine>("expected")),
        column("stage", head::<RevenueLine>("stage")),
        column("expected_on", head::<RevenueLine>("expected_on")),
        column("remark", head::<RevenueLine>("remark")),
    ]);
    let mut totals = Totals::default();
    let plans = || source.customer.plans.iter().filter(|doc| doc.whole);
    for doc in plans() {
        let newer = |name: &str| {
            let mut later = plans().filter(|other| other.year() > doc.year());
            later.any(|other| other.record.projects().any(|line| fold(line.called()) == fold(name)))
        };
        let open = |line: &&RevenueLine| line.outcome_on(Some(source.today)) == Outcome::Open && !newer(line.called());
        for line in doc.record.projects().filter(open) {
            let figures = Figures::of(line);
            totals.add(&figures);
            table.rows.push(vec![
                doc.year().map_or(Cell::Empty, |year| Cell::Int(i64::from(year))),
                Cell::text(line.called()),
                figures.contract.into(),
                figures.win_rate.into(),
                figures.expected.into(),
                source.value(&line.stage).into(),
                line.expected_on.value().into(),
                source.value(&line.remark).into(),
            ]);
        }
    }
    if table.rows.is_empty() {
        return;
    }
    if table.rows.len() > 1 {
        let total = Cell::text(say!(lang, "合计", "Total"));
        table.totals.push(vec![Cell::Empty, total, totals.contract.into(), totals.win_rate().into(), totals.expected.into()]);
    }
    drop_empty_columns(&mut table);
    sheet.heading(say!(lang, "未决的项目", "Open projects"));
    sheet.push(Block::Table(table));
}
