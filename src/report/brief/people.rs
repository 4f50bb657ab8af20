//! What they care about, who knows whom, and (on demand) what is known of them personally.

use chrono::{Datelike, NaiveDate};

use crate::form::choices::Role;
use crate::form::key_people::KeyPersonRow;
use crate::form::kind::Birth;
use crate::form::person::Person;
use crate::render::table::{Cell, Table};
use crate::report::sheet::{Block, Pair, Sheet};
use crate::report::show::{column, drop_empty_columns, head};
use crate::say;
use crate::words::words;

use super::Source;

/// The key people of the day: who decides first, the rest in the order of the roles.
fn people<'a>(source: &Source<'a>) -> Vec<&'a KeyPersonRow> {
    let mut rows: Vec<&KeyPersonRow> = source.customer.people_on(Some(source.today)).collect();
    let place = |row: &KeyPersonRow| Role::ALL.iter().position(|role| row.has_role(*role)).unwrap_or(Role::ALL.len());
    rows.sort_by_key(|row| place(row));
    rows
}

/// 问题和所关心的事务, by role with those who have it, and of single people.
pub(super) fn concerns(source: &Source<'_>, sheet: &mut Sheet) {
    let lang = source.lang();
    let concerns = source.customer.key_people.as_ref().and_then(|doc| doc.record.concerns.get());
    let people = people(source);
    let mut pairs = Vec::new();
    for role in Role::ALL {
        let names = lang.join(people.iter().filter(|row| row.has_role(*role)).map(|row| row.called()));
        let text = concerns.map(|concerns| source.value(concerns.of(*role))).unwrap_or_default();
        if text.is_empty() {
            continue;
        }
        let label = role.label(lang);
        let label = if names.is_empty() { label.to_owned() } else { say!(lang, "{label} {names}", "{label} {names}") };
        pairs.push(Pair::new(label, text));
    }
    let own = people.iter().map(|row| (row.called(), source.value(&row.concerns)));
    pairs.extend(own.filter(|(_, text)| !text.is_empty()).map(|(name, text)| Pair::new(name, text)));
    if !pairs.is_empty() {
        sheet.heading(say!(lang, "各人关心什么", "What they care about"));
        sheet.push(Block::Pairs(pairs));
    }
}

/// Who knows whom.
pub(super) fn ties(source: &Source<'_>, sheet: &mut Sheet) {
    let lang = source.lang();
    let mut table = Table::new(vec![
        column("name", words("姓名", "Name")),
        column("title", head::<KeyPersonRow>("title")),
        column("role", head::<KeyPersonRow>("role")),
        column("status", head::<KeyPersonRow>("status")),
        column("ours", words("我方", "Ours")),
        column("last_contact", words("最近联系", "Last contact")),
    ]);
    for row in people(source) {
        let last = source.contacts().last_with(row.key());
        let last = last.map_or_else(|| say!(lang, "从未", "never"), |day| day.to_string());
        let cells = [
            row.called().to_owned(),
            source.value(&row.title),
            source.value(&row.role),
            source.value(&row.status),
            source.value(&row.ours),
            last,
        ];
        table.rows.push(cells.into_iter().map(Cell::from).collect());
    }
    drop_empty_columns(&mut table);
    if !table.rows.is_empty() {
        sheet.heading(say!(lang, "谁认识谁", "Who knows whom"));
        sheet.push(Block::Table(table));
    }
}

/// Birthdays, telephones, hobbies: restricted, only where they are asked for.
pub(super) fn personal(source: &Source<'_>, sheet: &mut Sheet) {
    if !source.reveal {
        return;
    }
    let lang = source.lang();
    let mut table = Table::new(vec![
        column("name", words("姓名", "Name")),
        column("birthday", words("生日", "Birthday")),
        column("mobile", head::<Person>("mobile")),
        column("hobbies", head::<Person>("hobbies")),
    ]);
    for row in people(source) {
        let record = source.customer.sheet(row.key()).map(|doc| &doc.record);
        let birthday = record.and_then(|record| record.birth_date.value()).and_then(|birth| birthday(source, birth));
        let of_sheet = |value: &dyn Fn(&Person) -> String| record.map(value).unwrap_or_default();
        let mobile = of_sheet(&|record| source.value(&record.mobile));
        let mobile = if mobile.is_empty() { site_mobile(source, row.key()) } else { mobile };
        let hobbies = of_sheet(&|record| source.value(&record.hobbies));
        if birthday.is_some() || !mobile.is_empty() || !hobbies.is_empty() {
            table.rows.push(vec![row.called().into(), birthday.into(), mobile.into(), hobbies.into()]);
        }
    }
    drop_empty_columns(&mut table);
    sheet.heading(say!(lang, "个人情况（限阅）", "Personal (restricted)"));
    if table.rows.is_empty() {
        sheet.push(Block::Text(say!(lang, "没有记载", "nothing on record")));
    } else {
        sheet.push(Block::Table(table));
    }
}

/// The mobile number of 附表1.
fn site_mobile(source: &Source<'_>, person: &str) -> String {
    let sites = source.customer.profile.as_ref().and_then(|doc| doc.record.sites.get());
    let contacts = sites.into_iter().flat_map(|list| list.iter()).filter_map(|site| site.contacts.get()).flat_map(|list| list.iter());
    let mut own =
        contacts.filter(|contact| contact.person.get().is_some_and(|one| one.is(person))).map(|contact| source.value(&contact.mobile));
    own.find(|number| !number.is_empty()).unwrap_or_default()
}

/// 05-18（12 天后）; a year alone is no birthday.
fn birthday(source: &Source<'_>, birth: Birth) -> Option<String> {
    let (month, day) = match birth {
        Birth::Day(date) => (date.month(), date.day()),
        Birth::MonthDay(month, day) => (month, day),
        Birth::Year(_) => return None,
    };
    let today = source.today;
    // Who was born on 29 February celebrates on the 28th of a common year.
    let of = |year: i32| NaiveDate::from_ymd_opt(year, month, day).or_else(|| NaiveDate::from_ymd_opt(year, month, 28));
    let next = of(today.year()).filter(|next| *next >= today).or_else(|| of(today.year() + 1))?;
    let shown = format!("{month:02}-{day:02}");
    Some(match (next - today).num_days() {
        0 => say!(source.lang(), "{shown}（今天）", "{shown} (today)"),
        1 => say!(source.lang(), "{shown}（明天）", "{shown} (tomorrow)"),
        days => say!(source.lang(), "{shown}（{days} 天后）", "{shown} (in {days} days)"),
    })
}
