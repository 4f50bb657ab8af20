//! 附表6 客户接触计划: grouped by our person, with the titles of their people from 附表3.

use crate::analysis::contacts::Contacts;
use crate::form::plan::{ContactLine, ContactPlan};
use crate::render::table::Cell;
use crate::report::sheet::{Block, Fit, Grid, GridCell, Pair, Sheet};
use crate::say;
use crate::words::{Words, words};

use super::{PURPOSE, PURPOSE_LINES, Source, WHY};

const TITLE: Words = words("附表6 客户接触计划", "Form 6: Contact plan");
const HEADS: &[(Words, Fit)] = &[
    (words("{us}\n联系人员", "Contact person of {us}"), Fit::Text),
    (words("客户方的\n联系对象", "Counterpart at the customer"), Fit::Text),
    (words("职务", "Title"), Fit::Text),
    (words("联系次数", "Contacts"), Fit::Number),
    (words("下一次\n联系的日期", "Next contact on"), Fit::Whole),
];
const AIM: Words = words(
    "通过系统规划，在客户公司与{us}的各个关键人物之间系统地建立起相互对应的关系。",
    "To build, by system, relations between each key person of the customer's company and a counterpart of {us}.",
);
/// Persons of ours on paper.
const PERSONS: usize = 3;
/// Counterparts of each on paper.
const COUNTERPARTS: usize = 4;

pub(super) fn sheet(source: &Source<'_>) -> Sheet {
    let plan = source.plan().and_then(|doc| doc.record.contact_plan.get()).map(|plan| &plan.0);
    let mut sheet = source.start_yearly(TITLE);
    let purpose = plan.and_then(|plan| plan.purpose.get()).map(|text| text.as_str());
    sheet.push(Block::Line(vec![Pair::or_room(source.fixed(PURPOSE), purpose, source.room(PURPOSE_LINES))]));
    let mut grid = source.grid(HEADS);
    if source.blank {
        blank(source, &mut grid);
    } else {
        for (ours, lines) in groups(plan) {
            group(source, ours, &lines, &mut grid);
        }
        if grid.rows.is_empty() {
            grid.empty_rows(COUNTERPARTS);
        }
    }
    sheet.push(Block::Grid(grid));
    sheet.note(say!(source.lang(), "【备注】：", "[Remark]"), vec![remark(source, plan)]);
    sheet.note(source.fixed(WHY), vec![source.fixed(AIM)]);
    sheet
}

/// The lines by our person, in the order of the file.
fn groups(plan: Option<&ContactPlan>) -> Vec<(&str, Vec<&ContactLine>)> {
    let mut groups: Vec<(&str, Vec<&ContactLine>)> = Vec::new();
    let lines = plan.and_then(|plan| plan.lines.get());
    for line in lines.into_iter().flat_map(|list| list.iter()) {
        let ours = line.ours.get().map_or("", |staff| &*staff.id);
        match groups.iter_mut().find(|(id, _)| *id == ours) {
            Some((_, group)) => group.push(line),
            None => groups.push((ours, vec![line])),
        }
    }
    groups
}

fn group(source: &Source<'_>, ours: &str, lines: &[&ContactLine], grid: &mut Grid) {
    let contacts = source.folder().map(|folder| Contacts::of(folder, Some(source.today)));
    for (at, line) in lines.iter().enumerate() {
        let mut row = Vec::with_capacity(5);
        if at == 0 {
            row.push(GridCell::new(source.staff_with_title(ours)).over_rows(lines.len()));
        }
        let person = line.person.get().map_or("", |person| &*person.id);
        let times = line.times.value().map(|times| times.0);
        let next = contacts.and_then(|contacts| contacts.in_force(line)).map(|next| next.day);
        row.push(source.person_name(person).into());
        row.push(source.person_title(person).into());
        row.push(GridCell::new(times.map(|times| times.to_string()).unwrap_or_default()).worth(times.map_or(Cell::Empty, Cell::Int)));
        row.push(GridCell::new(next.map(|next| next.to_string()).unwrap_or_default()).worth(next));
        grid.row(row);
    }
}

fn remark(source: &Source<'_>, plan: Option<&ContactPlan>) -> String {
    let lang = source.lang();
    let manager = plan.and_then(|plan| plan.report_to.get()).map(|staff| source.staff_name(&staff.id).to_owned());
    let manager = manager.unwrap_or_else(|| "_________".to_owned());
    let copies: Vec<&str> = plan
        .and_then(|plan| plan.copy_to.get())
        .map(|list| list.iter().map(|staff| source.staff_name(&staff.id)).collect())
        .unwrap_or_default();
    let copies = match lang.join(copies) {
        none if none.is_empty() => none,
        names => say!(lang, "（{names}）", " ({names})"),
    };
    say!(
        lang,
        "与客户进行的所有接触，不管是通过信件、电话还是会面，事后都要求写一份简短的情况报告。请将这些报告呈交负责客户单位业务的客户经理{manager}及其他需要了解接触情况的人士{copies}。",
        "After every contact with the customer, whether by letter, phone or meeting, a short report has to be written. Please hand it to the account manager in charge, {manager}, and to others who need to know of the contact{copies}."
    )
}

/// The paper's slots: three persons with four counterparts each.
fn blank(source: &Source<'_>, grid: &mut Grid) {
    for person in 1..=PERSONS {
        for other in 1..=COUNTERPARTS {
            let mut row = Vec::with_capacity(5);
            if other == 1 {
                row.push(GridCell::new(say!(source.lang(), "人员{person}", "Person {person}")).over_rows(COUNTERPARTS));
            }
            row.push(GridCell::new(say!(source.lang(), "客户方对象{other}", "Counterpart {other}")));
            row.extend(["", "", ""].map(GridCell::from));
            grid.row(row);
        }
    }
}
