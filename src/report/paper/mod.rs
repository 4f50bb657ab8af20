//! The appendix forms of the regulation (`000_492afcb71e7a325f.txt` 附表1–7), filled from an archive or blank: one file a form,
//! each building a [`Sheet`] with the form's own title, column heads, fixed texts and notes.

mod form1;
mod form2;
mod form3;
mod form4;
mod form5;
mod form6;
mod form7a;
mod form7b;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;

use crate::archive::{CustomerFolder, Doc, DocKind};
use crate::form::choices::PaperForm;
use crate::form::key_people::KeyPersonRow;
use crate::form::plan::Plan;
use crate::say;
use crate::words::{Lang, Words, words};
use crate::world::World;

use super::access::mark;
use super::sheet::{Block, Fit, Grid, GridColumn, Pair, Sheet};
use super::show::MASK;

pub use form4::function;
pub(crate) use form7a::overdue;

/// What a form is filled from.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// Settings, staff, names.
    pub world: &'a World,
    /// The customer; none for a blank form of nobody.
    pub customer: Option<&'a CustomerFolder>,
    /// The person of 附表2, by id.
    pub person: Option<&'a str>,
    /// The year of 附表6 and 附表7.
    pub year: i32,
    /// The day of judgement.
    pub today: NaiveDate,
    /// Leave everything but the customer's name to be filled in by hand.
    pub blank: bool,
    /// Restricted fields in clear.
    pub reveal: bool,
}

/// The documents that a form is filled from: without the first it cannot be filled at all.
#[must_use]
pub const fn needs(form: PaperForm) -> &'static [DocKind] {
    match form {
        PaperForm::One => &[DocKind::Customer, DocKind::KeyPeople, DocKind::Person],
        PaperForm::Two => &[DocKind::KeyPeople, DocKind::Customer, DocKind::Person],
        PaperForm::Three => &[DocKind::KeyPeople, DocKind::Customer, DocKind::Staff],
        PaperForm::Four => &[DocKind::KeyPeople, DocKind::Customer],
        PaperForm::Five => &[DocKind::Insight, DocKind::Customer],
        PaperForm::Six => &[DocKind::Plan, DocKind::Customer, DocKind::KeyPeople, DocKind::Staff, DocKind::ContactReport],
        PaperForm::SevenA => &[DocKind::Plan, DocKind::Customer, DocKind::Staff],
        PaperForm::SevenB => &[DocKind::Plan, DocKind::Customer],
    }
}

/// The form as a sheet.
#[must_use]
pub fn sheet(form: PaperForm, source: &Source<'_>) -> Sheet {
    match form {
        PaperForm::One => form1::sheet(source),
        PaperForm::Two => form2::sheet(source),
        PaperForm::Three => form3::sheet(source),
        PaperForm::Four => form4::sheet(source),
        PaperForm::Five => form5::sheet(source),
        PaperForm::Six => form6::sheet(source),
        PaperForm::SevenA => form7a::sheet(source),
        PaperForm::SevenB => form7b::sheet(source),
    }
}

/// 填表说明
const HOW: Words = words("填表说明：", "How to fill in:");
/// 填表目的
const WHY: Words = words("填表目的：", "Purpose of the form:");
/// 目的描述
const PURPOSE: Words = words("目的描述", "Purpose");
/// Ruled lines for 目的描述, as on paper.
const PURPOSE_LINES: usize = 3;

impl<'a> Source<'a> {
    /// The language.
    const fn lang(&self) -> Lang {
        self.world.lang
    }

    /// A fixed text, with our short name where it says `{us}`.
    fn fixed(&self, text: Words) -> String {
        let us = if self.world.short_name.is_empty() { say!(self.lang(), "我方", "us") } else { self.world.short_name.clone() };
        text.get(self.lang()).replace("{us}", &us)
    }

    /// Several fixed texts.
    fn fixed_all(&self, texts: &[Words]) -> Vec<String> {
        texts.iter().map(|text| self.fixed(*text)).collect()
    }

    /// A sheet with the form's title and the line 单位名称.
    fn start(&self, title: Words) -> Sheet {
        let mut sheet = Sheet::new(self.fixed(title));
        sheet.push(Block::Line(vec![self.unit_name()]));
        sheet
    }

    /// A sheet of a year's plan.
    fn start_yearly(&self, title: Words) -> Sheet {
        let mut sheet = Sheet::new(self.fixed(title));
        let label = say!(self.lang(), "年度", "Year");
        let year = if self.blank { Pair::room(label, 0) } else { Pair::new(label, self.year.to_string()) };
        sheet.push(Block::Line(vec![self.unit_name(), year]));
        sheet
    }

    fn unit_name(&self) -> Pair {
        let name = self.customer.and_then(|folder| folder.profile.as_ref()).and_then(|doc| doc.record.unit_name.get());
        let name = name.map(|name| name.as_str()).or_else(|| self.customer.map(|folder| &*folder.id));
        Pair::or_room(say!(self.lang(), "单位名称", "Unit name"), name, 0)
    }

    /// The mark of 附表1, 2 and 3: they hold what article 13 calls an important secret of the company.
    fn mark(&self) -> Option<String> {
        Some(mark(self.world))
    }

    /// A restricted value, or what stands for it.
    fn restricted(&self, value: String) -> String {
        if self.reveal || value.is_empty() { value } else { MASK.to_owned() }
    }

    /// Lines to write on: as many as on paper on a blank form, one where a filled form lacks the text.
    const fn room(&self, lines: usize) -> usize {
        if self.blank { lines } else { 1 }
    }

    /// The customer, unless the form is to stay blank.
    fn folder(&self) -> Option<&'a CustomerFolder> {
        self.customer.filter(|_| !self.blank)
    }

    /// The key people who are still there.
    fn people(&self) -> Vec<&'a KeyPersonRow> {
        let rows = self.folder().and_then(|folder| folder.key_people.as_ref()).and_then(|doc| doc.record.people.get());
        let rows = rows.map(|list| list.iter().map(|row| &row.0).collect::<Vec<_>>()).unwrap_or_default();
        rows.into_iter().filter(|row| row.is_there(Some(self.today))).collect()
    }

    /// The row of a person, gone or not.
    fn person_row(&self, id: &str) -> Option<&'a KeyPersonRow> {
        let rows = self.folder()?.key_people.as_ref()?.record.people.get()?;
        rows.iter().map(|row| &row.0).find(|row| row.key() == id)
    }

    /// The name of a person; the id where unknown.
    fn person_name<'b>(&self, id: &'b str) -> &'b str
    where
        'a: 'b,
    {
        self.person_row(id).map_or(id, KeyPersonRow::called)
    }

    /// The title of a person.
    fn person_title(&self, id: &str) -> &'a str {
        self.person_row(id).and_then(|row| row.title.get()).map_or("", |title| title.as_str())
    }

    /// The name of one of ours; the id where unknown.
    fn staff_name<'b>(&self, id: &'b str) -> &'b str
    where
        'a: 'b,
    {
        self.world.staff.names.called(id)
    }

    /// 「周岚，客户经理」
    fn staff_with_title(&self, id: &str) -> String {
        let title = self.world.staff.row(id).and_then(|row| row.title.get()).map_or("", |title| title.as_str());
        self.with_title(self.staff_name(id), title)
    }

    /// 「李国强，副总经理」
    fn with_title(&self, name: &str, title: &str) -> String {
        match (title.is_empty(), self.lang()) {
            (true, _) => name.to_owned(),
            (false, Lang::Zh) => format!("{name}，{title}"),
            (false, Lang::En) => format!("{name}, {title}"),
        }
    }

    /// The plan of the year.
    fn plan(&self) -> Option<&'a Doc<Plan>> {
        self.folder()?.plan_of(self.year)
    }

    /// A grid with these heads. On a blank form every column is for writing.
    fn grid(&self, columns: &[(Words, Fit)]) -> Grid {
        let column = |(head, fit): &(Words, Fit)| GridColumn::new(self.fixed(*head), if self.blank { Fit::Text } else { *fit });
        Grid::new(columns.iter().map(column).collect())
    }
}
