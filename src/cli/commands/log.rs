//! `kehu log CUSTOMER PERSON…`: 接触情况报告, and the next date of the contact plan.

use anyhow::Result;
use chrono::{Datelike, NaiveDate};

use crate::analysis::contacts::Contacts;
use crate::archive::{CustomerFolder, DocKind};
use crate::cli::args::{LogArgs, ReportFields};
use crate::cli::write::ask::{Asker, Wanted};
use crate::cli::write::each::{self, Columns};
use crate::cli::write::options::Given;
use crate::cli::write::plans::{self, word};
use crate::cli::write::record::{CUSTOMER, Record, Said, field, required};
use crate::cli::write::session::{Session, trouble};
use crate::cli::{CliError, Cx, Exit, Globals};
use crate::edit::contact::{self, Reach, Same};
use crate::edit::input::Known;
use crate::edit::plan::lines;
use crate::edit::value::{Document, Value};
use crate::form::Record as _;
use crate::form::aliases::{self, Match};
use crate::form::choices::ContactKind;
use crate::form::contact::ContactReport;
use crate::model::period::parse_date;
use crate::say;
use crate::words::Lang;
use crate::world::World;

/// The columns of `--from`.
static COLUMNS: Columns = Columns { spec: ContactReport::SPEC, more: &[], words: &[&CUSTOMER] };

/// Writes one report, or those of a file.
pub(crate) fn run(args: &LogArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let mut given = args.report.given().to_vec();
    if !args.people.is_empty() {
        given.push(Given { field: field::<ReportFields>("people"), texts: args.people.clone() });
    }
    let said = Said { words: vec![args.customer.clone()], given, set: args.write.set.clone(), id: args.write.id.clone() };
    let add = |said: &Said, session: &mut Session, globals: &Globals, cx: &mut Cx<'_>| log(said, args.write.force, session, globals, cx);
    each::run(said, &COLUMNS, &args.write, globals, cx, &add)
}

/// Puts one on the desk.
fn log(said: &Said, force: bool, session: &mut Session, globals: &Globals, cx: &mut Cx<'_>) -> Result<String> {
    let lang = cx.lang;
    let customer = session.need_customer(said.word(0), cx)?;
    let me = session.me(globals, cx)?;
    let folder = session.folder(&customer);
    let report = read(said, session, &folder, me.as_deref(), globals, cx)?;
    let day = day(&report, "date").unwrap_or(session.today);
    let (ours, people) = (owned(&report, "ours"), owned(&report, "people"));
    let (ours, people): (Vec<&str>, Vec<&str>) = (ours.iter().map(String::as_str).collect(), people.iter().map(String::as_str).collect());
    let kind = report.text("kind").and_then(kind);
    let summary = report.text("summary").unwrap_or_default();
    if let Some(path) = contact::already(&folder, Same { day, ours: &ours, people: &people, kind, summary }).filter(|_| !force) {
        let error = CliError::user(say!(lang, "这次接触已经记过了：{path}", "this contact is there already: {path}"));
        return Err(error.hint(say!(lang, "确是另一次：加上 `--force`", "if it is another one: add `--force`")).into());
    }
    if let Some(next) = self::day(&report, "next_date") {
        move_next(session, &folder, &ours, &people, day, next, cx)?;
    }
    let stem = stem(said, session, &folder, day, people.first().copied(), ours.first().copied(), lang)?;
    let document = Document { pairs: report.into_pairs(), after: Vec::new() };
    let path = format!("customers/{customer}/contact-reports/{stem}");
    session.desk.create(&path, DocKind::ContactReport, &document).map_err(|why| trouble(why, lang))?;
    let (called, how) = (folder.called(), kind.map_or("", |kind| kind.label(lang)));
    let who = lang.join(people.iter().map(|id| folder.people_names.called(id)));
    Ok(say!(lang, "{called}：{day} {how} {who}（{stem}）", "{called}: {how} with {who} on {day} ({stem})"))
}

/// The report as it was said, with what goes without saying.
fn read(said: &Said, session: &Session, folder: &CustomerFolder, me: Option<&str>, globals: &Globals, cx: &mut Cx<'_>) -> Result<Record> {
    let known = Known::new(session.world(), session.today).people(&folder.people_names).me(me);
    let asker = Asker { known, globals };
    let mut wanted = vec![
        Wanted::required(field::<ReportFields>("people"), "PERSON"),
        required::<ReportFields>("kind"),
        required::<ReportFields>("summary"),
    ];
    if me.is_none() {
        wanted.push(required::<ReportFields>("ours"));
    }
    let mut report = Record::read::<ReportFields>(said, &wanted, &said.set, asker, cx)?;
    let today = Value::day(session.today);
    report.default("date", today.clone());
    report.default("reported_on", today);
    if let Some(me) = me {
        report.default("ours", Value::text(me));
        report.default("reported_by", Value::text(me));
    }
    if report.get("reported_to").is_none() {
        let to = reach(&report, session, folder);
        if to.is_empty() {
            let asked = Record::read::<ReportFields>(&Said::default(), &[required::<ReportFields>("reported_to")], &[], asker, cx)?;
            asked.get("reported_to").into_iter().for_each(|value| report.put("reported_to", value.clone()));
        } else {
            report.put("reported_to", Value::list(to.into_iter().map(Value::text)));
        }
    }
    for key in ["ours", "people", "reported_to"] {
        // One alone is a list too: the next one is then a line's addition.
        let ids = owned(&report, key);
        report.put(key, Value::list(ids.into_iter().map(Value::text)));
    }
    if let Some(kind) = report.text("kind").and_then(kind) {
        report.put("kind", word(field::<ReportFields>("kind"), kind.key(), &known));
    }
    Ok(report)
}

/// Whom it goes to where nobody says so.
fn reach(report: &Record, session: &Session, folder: &CustomerFolder) -> Vec<String> {
    let world: &World = session.world();
    let ours = report.texts("ours");
    let by = report.text("reported_by").or_else(|| ours.first().copied());
    let superior = by.and_then(|by| world.staff.row(by)).and_then(|row| row.superior.get()).filter(|superior| superior.known);
    let year = day(report, "date").unwrap_or(session.today).year();
    let plan = folder.plan_of(year).and_then(|doc| doc.record.contact_plan.get());
    let report_to = plan.and_then(|plan| plan.report_to.get()).filter(|one| one.known);
    let manager = folder.profile.as_ref().and_then(|doc| doc.record.account_manager.get()).filter(|one| one.known);
    let reach = Reach {
        report_to: report_to.map(|one| &*one.id),
        superior: superior.map(|one| &*one.id),
        manager: manager.map(|one| &*one.id),
        by,
    };
    reach.of(&ours)
}

/// Moves the next date of the pairs that met before it.
fn move_next(
    session: &mut Session,
    folder: &CustomerFolder,
    ours: &[&str],
    people: &[&str],
    day: NaiveDate,
    next: NaiveDate,
    cx: &mut Cx<'_>,
) -> Result<()> {
    if folder.plan_of(day.year()).is_none() {
        return Ok(());
    }
    let Ok(sheet) = plans::of_year(session, folder, day.year(), cx.lang) else {
        cx.ui.say(say!(
            cx.lang,
            "{} 年的客户计划读不出，其中下一次联系的日期没有改",
            "the plan of {} cannot be read; its next dates were left",
            day.year()
        ));
        return Ok(());
    };
    let lines = lines::lines(&sheet.value, &session.world().staff.names, &folder.people_names);
    let contacts = Contacts::of(folder, None);
    let ops = lines::moved(&lines, ours, people, day, next, &|ours, person| contacts.newest(ours, person));
    plans::lay(session, folder, &sheet, ops, cx)
}

/// The name of the new file.
fn stem(
    said: &Said,
    session: &Session,
    folder: &CustomerFolder,
    day: NaiveDate,
    person: Option<&str>,
    ours: Option<&str>,
    lang: Lang,
) -> Result<String> {
    let customer = &folder.id;
    let taken = |stem: &str| {
        let path = format!("customers/{customer}/contact-reports/{stem}");
        session.desk.find(&path).is_some() || folder.reports.iter().any(|doc| *doc.stem == *stem)
    };
    match &said.id {
        Some(id) => session.new_id(id, taken(id), lang),
        None => Ok(contact::stem(day, person.unwrap_or("x"), ours.unwrap_or("x"), taken)),
    }
}

fn kind(word: &str) -> Option<ContactKind> {
    match aliases::find(ContactKind::CHOICE, word) {
        Match::Value(at) | Match::Alias(at) => ContactKind::ALL.get(at).copied(),
        Match::Suggest(_) => None,
    }
}

fn day(record: &Record, key: &str) -> Option<NaiveDate> {
    record.text(key).and_then(parse_date)
}

fn owned(record: &Record, key: &str) -> Vec<String> {
    record.texts(key).into_iter().map(str::to_owned).collect()
}
