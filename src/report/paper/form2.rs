//! 附表2 关键人物的个人情况资料: a grid of labels and values, 工作经历 over the whole width.

use crate::form::Field;
use crate::form::kind::{Birth, OneOrMany, Text, TextOrList};
use crate::form::person::{CareerStep, Person};
use crate::report::sheet::{Block, Fit, Grid, GridCell, GridColumn, Sheet};
use crate::words::{Lang, Words, words};

use super::Source;

const TITLE: Words = words("附表2 关键人物的个人情况资料", "Form 2: Personal sheet of a key person");
/// The labels, in the order of the paper: left and right of each row.
const LABELS: [(Words, Words); 6] = [
    (words("姓名", "Name"), words("业余爱好", "Hobbies")),
    (words("职务", "Title"), words("出生地点", "Birthplace")),
    (words("出生日期", "Birth date"), words("专业期刊", "Professional journals")),
    (words("籍贯", "Native place"), words("学历", "Education")),
    (words("家庭状况", "Family"), words("毕业学校", "School")),
    (words("参与何专业协会", "Professional associations"), words("其它", "Other")),
];
const CAREER: Words = words("工作经历", "Career");

pub(super) fn sheet(source: &Source<'_>) -> Sheet {
    let mut sheet = source.start(TITLE);
    sheet.mark = source.mark();
    let person = source.person.filter(|_| !source.blank);
    let record = person.and_then(|id| source.folder()?.sheet(id)).map(|doc| &doc.record);
    let values = values(source, person, record);
    let column = |fit| GridColumn::new("", fit);
    let mut grid = Grid::new(vec![column(Fit::Whole), column(Fit::Text), column(Fit::Whole), column(Fit::Text)]);
    for ((left, right), (first, second)) in LABELS.iter().zip(values) {
        let head = |label: &Words| GridCell::head(source.fixed(*label));
        grid.row([head(left), first.into(), head(right), second.into()]);
    }
    let career = record.map(|record| source.restricted(career(record, source.lang()))).unwrap_or_default();
    // On paper the career has room for several lines.
    let career = if source.blank { "\n\n\n".to_owned() } else { career };
    grid.row([GridCell::head(source.fixed(CAREER)), GridCell::new(career).over_columns(3)]);
    sheet.push(Block::Grid(grid));
    sheet
}

/// The values beside the labels.
fn values(source: &Source<'_>, person: Option<&str>, record: Option<&Person>) -> [(String, String); 6] {
    let lang = source.lang();
    let stated = |field: Option<&Field<Text>>| field.and_then(Field::get).map(|text| text.to_string());
    let name = person.and_then(|id| source.person_row(id)).map(|row| row.called().to_owned());
    let title = person.map(|id| source.person_title(id).to_owned()).filter(|title| !title.is_empty());
    let name = name.or_else(|| stated(record.map(|record| &record.name))).or_else(|| person.map(str::to_owned)).unwrap_or_default();
    let title = title.or_else(|| stated(record.map(|record| &record.title))).unwrap_or_default();
    let Some(record) = record else {
        let mut out: [(String, String); 6] = Default::default();
        (out[0].0, out[1].0) = (name, title);
        return out;
    };
    let text = |field: &Field<Text>| field.get().map(|text| text.to_string()).unwrap_or_default();
    let birth = record.birth_date.value().map(birth).unwrap_or_default();
    let education = record.education.value().map(|level| level.label(lang).to_owned()).unwrap_or_default();
    let hidden = |value: String| source.restricted(value);
    [
        (name, hidden(many(&record.hobbies, lang))),
        (title, hidden(text(&record.birthplace))),
        (hidden(birth), hidden(many(&record.journals, lang))),
        (hidden(text(&record.native_place)), hidden(education)),
        (hidden(text(&record.family)), hidden(text(&record.school))),
        (hidden(many(&record.associations, lang)), hidden(text(&record.other))),
    ]
}

fn birth(birth: Birth) -> String {
    match birth {
        Birth::Day(day) => day.to_string(),
        Birth::MonthDay(month, day) => format!("{month:02}-{day:02}"),
        Birth::Year(year) => year.to_string(),
    }
}

fn many(field: &Field<OneOrMany<Text>>, lang: Lang) -> String {
    let between = match lang {
        Lang::Zh => "、",
        Lang::En => ", ",
    };
    field.get().map(|list| list.iter().map(Text::as_str).collect::<Vec<_>>().join(between)).unwrap_or_default()
}

/// The career: as written, or a line a step.
fn career(record: &Person, lang: Lang) -> String {
    match record.career.get() {
        None => String::new(),
        Some(TextOrList::Text(text)) => text.to_string(),
        Some(TextOrList::List(steps)) => steps.iter().map(|step| step_line(&step.value, lang)).collect::<Vec<_>>().join("\n"),
    }
}

fn step_line(step: &CareerStep, lang: Lang) -> String {
    let text = |field: &Field<Text>| field.get().map(|text| text.to_string()).unwrap_or_default();
    let until = match (text(&step.to), lang) {
        (to, _) if !to.is_empty() => to,
        (_, Lang::Zh) => "至今".to_owned(),
        (_, Lang::En) => "now".to_owned(),
    };
    let line = format!("{}–{until} {} {}", text(&step.from), text(&step.organisation), text(&step.position));
    line.trim_end().to_owned()
}
