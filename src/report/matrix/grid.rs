//! The matrix for people: a grid a customer, their people down, ours across; below it what it shows; after several customers their totals.

use rust_decimal::Decimal;

use crate::analysis::contacts::Pace;
use crate::analysis::coverage;
use crate::analysis::matrix::{Relation, Sums, Theirs, Tie};
use crate::form::choices::Role;
use crate::model::percent::Percent;
use crate::render::table::{Align, Cell, Column, Table, Tone};
use crate::say;
use crate::words::words;

use super::{Found, Matrices};

/// Behind the plan.
const BEHIND: char = '↓';
/// Nobody is there.
const HOLE: char = '✗';
/// The column of the totals that names who holds relations alone.
const SOLE: usize = 4;
/// So many names stand for many.
const NAMED: usize = 5;

/// A table with what stands above it; nothing above where there is nothing to show.
pub struct Part {
    /// The customer, or that these are totals.
    pub heading: Option<String>,
    /// The grid.
    pub table: Table,
}

/// The grids of the customers, then the totals of several.
#[must_use]
pub fn parts(matrices: &Matrices<'_>) -> Vec<Part> {
    let mut out = own(matrices);
    if matrices.found.len() > 1 {
        out.push(matrices.totals(matrices.least()));
    }
    matrices.close(out)
}

/// The grids of the customers alone.
#[must_use]
pub fn grids(matrices: &Matrices<'_>) -> Vec<Part> {
    matrices.close(own(matrices))
}

fn own(matrices: &Matrices<'_>) -> Vec<Part> {
    let least = matrices.least();
    matrices.found.iter().map(|found| matrices.part(found, least)).collect()
}

impl Matrices<'_> {
    /// The same with the signs below the last, and what there is not.
    fn close(&self, mut out: Vec<Part>) -> Vec<Part> {
        if out.is_empty() {
            out.push(Part { heading: None, table: Table { hints: self.hints(), ..Table::new(theirs()) } });
        }
        if let Some(last) = out.last_mut() {
            if !self.found.is_empty() {
                last.table.notes.push(self.legend(self.least()));
            }
            last.table.notes.extend(self.without());
            last.table.unread = self.unread.clone();
        }
        out
    }

    fn part(&self, found: &Found<'_>, least: Option<i64>) -> Part {
        let (lang, year, today) = (self.lang(), self.asked.year, self.asked.today);
        let mut staff: Vec<&str> = Vec::new();
        for tie in found.people.iter().flat_map(|person| &person.ties) {
            if !staff.contains(&tie.staff) {
                staff.push(tie.staff);
            }
        }
        let mut columns = theirs();
        columns.extend(staff.iter().map(|id| Column::from_data((*id).to_owned(), self.ours(id)).aligned(Align::Left)));
        let lacking = found.people.iter().any(|person| !coverage::is_covered(person.row));
        if lacking {
            columns.push(Column::new("gap", words("空缺", "gap")));
        }
        let mut table = Table::new(columns);
        for person in &found.people {
            let mut cells = vec![Cell::text(person.row.called()), self.role(person), self.status(person)];
            cells.extend(staff.iter().map(|id| person.ties.iter().find(|tie| tie.staff == *id).map(|tie| shown(tie, least)).into()));
            cells.push(self.gap(person));
            cells.truncate(table.columns.len());
            table.rows.push(cells);
        }
        table.notes = self.remarks(found, least);
        let name = found.folder.called();
        Part { heading: Some(say!(lang, "{name}（{year} 年，截至 {today}）", "{name} ({year}, as of {today})")), table }
    }

    /// One of ours above a column; who has left is said to have.
    fn ours(&self, id: &str) -> String {
        let (name, today) = (self.staff(id), self.asked.today);
        let left = self.world.staff.row(id).and_then(|row| row.active_to.value()).is_some_and(|to| to < today);
        if left { say!(self.lang(), "{name}（已离职）", "{name} (left)") } else { name }
    }

    fn role(&self, person: &Theirs<'_>) -> Cell {
        let roles = person.row.role.get().map(|roles| roles.iter().map(|role: &Role| role.label(self.lang()).to_owned()).collect());
        roles.map_or(Cell::Empty, Cell::List)
    }

    fn status(&self, person: &Theirs<'_>) -> Cell {
        person.row.status.value().map(|status| status.label(self.lang())).into()
    }

    /// What is missing at a person: anybody at all, or somebody in 附表3.
    fn gap(&self, person: &Theirs<'_>) -> Cell {
        match (coverage::is_covered(person.row), person.ties.is_empty()) {
            (true, _) => Cell::Empty,
            (false, true) => Cell::Toned(Tone::Bad, say!(self.lang(), "{HOLE} 无人联系", "{HOLE} nobody")),
            (false, false) => Cell::Toned(Tone::Fair, say!(self.lang(), "{HOLE} 附表3 未写我方人员", "{HOLE} nobody in form 3")),
        }
    }

    /// What the grid shows, in sentences.
    fn remarks(&self, found: &Found<'_>, least: Option<i64>) -> Vec<String> {
        let lang = self.lang();
        let sums = Sums::of(&found.people, least);
        let mut out = Vec::new();
        if let Some(percent) = sums.coverage.percent() {
            let (coverage, percent) = (sums.coverage, percent.rounded(0));
            out.push(say!(lang, "覆盖率：{coverage}（{percent}%）", "coverage: {coverage} ({percent}%)"));
        }
        if !sums.sole.is_empty() {
            let (names, held) = (self.sole(&sums, usize::MAX), sums.held);
            out.push(say!(
                lang,
                "独自维系的关系：{names}；已建立的关系共 {held} 个",
                "relations held alone: {names}; of {held} established relations"
            ));
        }
        out.extend(sums.pace(self.asked.year, self.asked.today).map(|pace| self.pace(pace)));
        let behind = found.people.iter().flat_map(|person| person.ties.iter().map(move |tie| (person, tie)));
        let behind: Vec<String> = behind.filter(|(_, tie)| tie.is_behind(least)).map(|(person, tie)| self.late(person, tie)).collect();
        if !behind.is_empty() {
            let list = lang.join(&behind);
            out.push(say!(lang, "{BEHIND} 落后于计划：{list}", "{BEHIND} behind the plan: {list}"));
        }
        out
    }

    /// Who holds relations alone, and how many: the first so many.
    fn sole(&self, sums: &Sums, first: usize) -> String {
        self.lang().join(sums.sole.iter().take(first).map(|(id, count)| format!("{} {count}", self.staff(id))))
    }

    fn pace(&self, pace: Pace) -> String {
        let (times, actual, due, percent) = (pace.times, pace.actual, Decimal::new(pace.due_tenths(), 1), pace.percent());
        let day = self.asked.today;
        say!(
            self.lang(),
            "接触进度：全年计划 {times} 次，到 {day} 应有 {due} 次，实际 {actual} 次，进度 {percent}%",
            "pace: {times} contacts planned in the year, {due} due by {day}, {actual} made: {percent}%"
        )
    }

    /// A pair that is behind.
    fn late(&self, person: &Theirs<'_>, tie: &Tie<'_>) -> String {
        let (staff, name) = (self.staff(tie.staff), person.row.called());
        let (actual, planned, percent) = (tie.actual, tie.planned.unwrap_or_default(), tie.pace.map_or(0, Pace::percent));
        say!(self.lang(), "{staff}与{name} {actual}/{planned}（{percent}%）", "{staff} with {name} {actual}/{planned} ({percent}%)")
    }

    /// What the signs mean.
    fn legend(&self, least: Option<i64>) -> String {
        let (lang, year) = (self.lang(), self.asked.year);
        let signs = lang.join(Relation::ALL.map(|one| format!("{} {}", one.sign(), one.label().get(lang))));
        let late = least.map_or_else(String::new, |least| {
            say!(lang, "；{BEHIND} 不足应有次数的 {least}%", "; {BEHIND}: below {least}% of what is due")
        });
        say!(
            lang,
            "图例：{signs}；3/6 为 {year} 年已接触 3 次、计划 6 次{late}",
            "signs: {signs}; 3/6: 3 contacts made of 6 planned in {year}{late}"
        )
    }

    /// The customers of which no key people are known.
    fn without(&self) -> Option<String> {
        let count = self.without.len();
        if count == 0 || self.found.is_empty() {
            return None;
        }
        let lang = self.lang();
        let names = lang.join(self.without.iter().take(NAMED).map(|folder| folder.called()));
        Some(if count > NAMED {
            say!(lang, "还没有关键人物的客户 {count} 个：{names}……", "{count} customers without key people yet: {names}, …")
        } else {
            say!(lang, "还没有关键人物的客户：{names}", "customers without key people yet: {names}")
        })
    }

    /// A row a customer, and the sums of all.
    fn totals(&self, least: Option<i64>) -> Part {
        let lang = self.lang();
        let mut table = Table::new(vec![
            Column::new("customer", words("客户", "customer")),
            Column::new("people", words("关键人物", "people")),
            Column::new("covered", words("有我方人员", "covered")),
            Column::new("coverage", words("覆盖率", "coverage")),
            Column::new("sole", words("独自维系", "held alone")),
            Column::new("planned", words("计划次数", "planned")),
            Column::new("due", words("应有", "due")),
            Column::new("actual", words("实际", "actual")),
            Column::new("pace", words("进度", "pace")),
            Column::new("behind", words("落后", "behind")),
        ]);
        let mut all = Sums::default();
        for found in &self.found {
            let sums = Sums::of(&found.people, least);
            table.rows.push(self.sums_row(Cell::text(found.folder.called()), &sums, false));
            all.add(&sums);
        }
        let count = self.found.len();
        table.totals.push(self.sums_row(Cell::text(words("合计", "total").get(lang)), &all, true));
        // Where nobody holds a relation alone there is no column for it.
        if all.sole.is_empty() {
            table.columns.remove(SOLE);
            table.rows.iter_mut().chain(&mut table.totals).for_each(|row| drop(row.remove(SOLE)));
        }
        Part { heading: Some(say!(lang, "{count} 个客户合计", "{count} customers together")), table }
    }

    fn sums_row(&self, name: Cell, sums: &Sums, total: bool) -> Vec<Cell> {
        let pace = sums.pace(self.asked.year, self.asked.today);
        // Of many customers those who hold most alone are enough; the others stand above.
        let first = if total { NAMED } else { usize::MAX };
        let sole = Cell::text(self.sole(sums, first));
        vec![
            name,
            Cell::count(sums.coverage.persons),
            Cell::count(sums.coverage.covered),
            sums.coverage.percent().into(),
            sole,
            Cell::Int(sums.planned),
            pace.map(|pace| Decimal::new(pace.due_tenths(), 1)).into(),
            Cell::Int(sums.actual),
            pace.map(|pace| Percent::from_int(pace.percent())).into(),
            Cell::count(sums.behind),
        ]
    }
}

/// The columns of what is known of their people.
fn theirs() -> Vec<Column> {
    vec![
        Column::new("name", words("人物", "person")),
        Column::new("role", words("角色作用", "role")),
        Column::new("status", words("关系状况", "status")),
    ]
}

/// A pair in the grid: what ties them, how often they met, against how often they should. Of those who only met once upon a time, when.
fn shown(tie: &Tie<'_>, least: Option<i64>) -> Cell {
    let (sign, actual) = (tie.relation.sign(), tie.actual);
    if let (Relation::Met, 0, Some(last)) = (tie.relation, actual, tie.last) {
        return Cell::Text(format!("{sign} {}", last.format("%Y-%m")));
    }
    let planned = tie.planned.map_or_else(String::new, |planned| format!("/{planned}"));
    let behind = if tie.is_behind(least) { format!(" {BEHIND}") } else { String::new() };
    Cell::Text(format!("{sign} {actual}{planned}{behind}"))
}
