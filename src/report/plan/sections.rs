//! The five sections of 第十五条: a text each, or the article's sub-headings.

use crate::analysis::coverage;
use crate::form::Record;
use crate::form::choices::RelationshipStatus;
use crate::form::customer::Competitor;
use crate::form::field::Field;
use crate::form::key_people::KeyPersonRow;
use crate::form::kind::{Section, Text, TextOrList};
use crate::form::plan::{Objective, Plan, PlanText};
use crate::render::table::{Cell, Table};
use crate::report::sheet::{Block, Pair, Sheet};
use crate::report::show::{column, drop_empty_columns, head};
use crate::say;
use crate::words::{Lang, Words, words};

use super::Page;

/// Keys and headings of the five sections, in the order of the article.
const SECTIONS: [(&str, Words); 5] = [
    ("summary", words("一、计划摘要", "1. Summary")),
    ("profile", words("二、客户概况", "2. Customer profile")),
    ("competition", words("三、竞争概况", "3. Competition")),
    ("assessment", words("四、情况评估", "4. Assessment")),
    ("objectives", words("五、客户计划", "5. Objectives and plan")),
];

/// The sections that are not written, by their labels.
pub(super) fn blank(plan: &Plan, lang: Lang) -> Vec<&'static str> {
    let label = |key: &str| PlanText::SPEC.find(key).map_or("", |(_, spec)| spec.label(lang));
    SECTIONS.iter().filter(|(key, _)| !is_written(plan, key)).map(|(key, _)| label(key)).collect()
}

/// The key of the first section that is not written.
pub(super) fn first_blank(plan: &Plan) -> Option<&'static str> {
    SECTIONS.iter().map(|(key, _)| *key).find(|key| !is_written(plan, key))
}

fn is_written(plan: &Plan, key: &str) -> bool {
    let mut written = false;
    if let Some(text) = plan.plan.get() {
        text.each(&mut |spec, field| written |= spec.key == key && !field.blank());
    }
    written
}

/// The summary alone.
pub(super) fn summary(page: &Page<'_>, plan: &Plan, sheet: &mut Sheet) {
    let text = plan.plan.get().and_then(|text| text.summary.get());
    sheet.push(paragraph(page, text));
}

/// All five.
pub(super) fn all(page: &Page<'_>, plan: &Plan, sheet: &mut Sheet) {
    let lang = page.source.lang();
    let text = plan.plan.get().map(|table| &table.0);
    let [summary, profile, competition, assessment, objectives] = SECTIONS.map(|(_, heading)| heading.get(lang));
    sheet.heading(summary);
    sheet.push(paragraph(page, text.and_then(|text| text.summary.get())));
    sheet.heading(profile);
    section(page, text.map(|text| &text.profile), sheet);
    sheet.heading(competition);
    sheet.push(paragraph(page, text.and_then(|text| text.competition.get())));
    competitors(page, sheet);
    sheet.heading(assessment);
    section(page, text.map(|text| &text.assessment), sheet);
    relations(page, sheet);
    sheet.heading(objectives);
    goals(page, plan, text.map(|text| &text.objectives), sheet);
}

fn not_written(page: &Page<'_>) -> String {
    say!(page.source.lang(), "（还没有写）", "(not written yet)")
}

fn paragraph(page: &Page<'_>, text: Option<&Text>) -> Block {
    Block::Text(text.map_or_else(|| not_written(page), |text| text.to_string()))
}

/// A section in words, or its filled sub-headings and the names of the others.
fn section<R: Record>(page: &Page<'_>, field: Option<&Field<Section<R>>>, sheet: &mut Sheet) {
    match field.and_then(Field::get) {
        Some(Section::Table(table)) => sheet.push(Block::Pairs(sub_headings(page, &table.0))),
        Some(Section::Text(text)) => sheet.push(paragraph(page, Some(text))),
        None => sheet.push(paragraph(page, None)),
    }
}

fn sub_headings<R: Record>(page: &Page<'_>, record: &R) -> Vec<Pair> {
    let (source, lang) = (&page.source, page.source.lang());
    let keys: Vec<&str> = R::SPEC.fields.iter().map(|spec| spec.key).collect();
    let mut pairs = source.pairs(record, &keys, &|_| false);
    let mut missing = Vec::new();
    record.each(&mut |spec, field| {
        if field.blank() {
            missing.push(spec.label(lang));
        }
    });
    if !missing.is_empty() {
        pairs.push(Pair::new(say!(lang, "还没有写", "Not written yet"), lang.join(missing)));
    }
    pairs
}

/// 主要竞争对手, as the customer's own record has them.
fn competitors(page: &Page<'_>, sheet: &mut Sheet) {
    let source = &page.source;
    let keys = ["name", "situation", "strengths", "weaknesses", "strategy"];
    let mut table = Table::new(keys.iter().map(|key| column(key, head::<Competitor>(key))).collect());
    let profile = source.customer.profile.as_ref();
    for one in profile.and_then(|doc| doc.record.competitors.get()).into_iter().flat_map(|list| list.iter()) {
        let fields = [&one.name, &one.situation, &one.strengths, &one.weaknesses, &one.strategy];
        table.rows.push(fields.into_iter().map(|field| Cell::from(source.value(field))).collect());
    }
    drop_empty_columns(&mut table);
    if !table.rows.is_empty() {
        sheet.push(Block::Table(table));
    }
}

/// What 附表3 says today, beside what the plan said of it when it was written.
fn relations(page: &Page<'_>, sheet: &mut Sheet) {
    let (source, lang) = (&page.source, page.source.lang());
    let people: Vec<&KeyPersonRow> = source.customer.people_on(Some(source.today)).collect();
    if people.is_empty() {
        return;
    }
    let count = |status: RelationshipStatus| people.iter().filter(|row| row.status.value() == Some(status)).count();
    let counts = RelationshipStatus::ALL.iter().map(|status| (status.label(lang), count(*status))).filter(|(_, count)| *count > 0);
    let counts = lang.join(counts.map(|(label, count)| format!("{label} {count}")));
    let (all, covered) = (people.len(), coverage::coverage(people.iter().copied()));
    let text = say!(
        lang,
        "关键人物 {all} 人：{counts}；我方有人建立联系的 {covered}",
        "{all} key people: {counts}; known to somebody of ours: {covered}"
    );
    sheet.push(Block::Pairs(vec![Pair::new(say!(lang, "附表3 现状", "Form 3 today"), text)]));
}

/// The objectives, and how far the actions for them are.
fn goals(page: &Page<'_>, plan: &Plan, field: Option<&Field<TextOrList<Objective>>>, sheet: &mut Sheet) {
    let lang = page.source.lang();
    match field.and_then(Field::get) {
        Some(TextOrList::List(list)) => sheet.push(Block::Table(objectives(page, plan, list.iter().map(|item| &item.value.0)))),
        Some(TextOrList::Text(text)) => sheet.push(paragraph(page, Some(text))),
        None => sheet.push(paragraph(page, None)),
    }
    let (all, over) = (plan.actions().count(), plan.actions().filter(|action| action.is_over(page.source.today)).count());
    if all > 0 {
        let open = all - over;
        let text = say!(
            lang,
            "共 {all} 项，已办结 {over} 项，还有 {open} 项；见附表7（一）",
            "{all} in all, {over} settled, {open} open; see form 7a"
        );
        sheet.push(Block::Pairs(vec![Pair::new(say!(lang, "行动", "Actions"), text)]));
    }
}

fn objectives<'a>(page: &Page<'_>, plan: &Plan, list: impl Iterator<Item = &'a Objective>) -> Table {
    let source = &page.source;
    let mut table = Table::new(vec![
        column("id", head::<Objective>("id")),
        column("text", words("目标", "Objective")),
        column("measure", head::<Objective>("measure")),
        column("target", head::<Objective>("target")),
        column("current", head::<Objective>("current")),
        column("actions", words("行动", "Actions")),
    ]);
    for one in list {
        let unit = source.value(&one.unit);
        let with_unit = |text: String| if text.is_empty() || unit.is_empty() { text } else { format!("{text} {unit}") };
        let id = source.value(&one.id);
        let cells = [
            id.clone(),
            source.value(&one.text),
            source.value(&one.measure),
            with_unit(source.value(&one.target)),
            with_unit(source.value(&one.current)),
            serving(page, plan, &id),
        ];
        table.rows.push(cells.into_iter().map(Cell::from).collect());
    }
    drop_empty_columns(&mut table);
    table
}

/// `1/3`: of the actions for this objective so many are over.
fn serving(page: &Page<'_>, plan: &Plan, id: &str) -> String {
    let serves = |objective: &Text| crate::resolve::fold(objective.as_str()) == crate::resolve::fold(id);
    let of = || plan.actions().filter(|action| !id.is_empty() && action.objective.get().is_some_and(serves));
    match of().count() {
        0 => String::new(),
        all => format!("{}/{all}", of().filter(|action| action.is_over(page.source.today)).count()),
    }
}
