//! `kehu schedule CUSTOMER PERSON --ours S --next DATE`: a line of 附表6.

use anyhow::Result;
use chrono::Datelike;

use crate::cli::args::{LineFields, ScheduleArgs};
use crate::cli::write::ask::{Asker, Wanted};
use crate::cli::write::each::{self, Columns};
use crate::cli::write::options::Given;
use crate::cli::write::plans;
use crate::cli::write::record::{CUSTOMER, Record, Said, field, required};
use crate::cli::write::session::Session;
use crate::cli::{Cx, Exit, Globals};
use crate::edit::input::Known;
use crate::edit::plan::lines;
use crate::form::Record as _;
use crate::form::plan::ContactLine;
use crate::model::period::parse_date;
use crate::rules::contacts_a_year;
use crate::say;

/// The columns of `--from`.
static COLUMNS: Columns = Columns { spec: ContactLine::SPEC, more: &[], words: &[&CUSTOMER] };

/// Puts in one line, or those of a file.
pub(crate) fn run(args: &ScheduleArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let mut given = args.line.given().to_vec();
    given.extend(args.person.iter().map(|person| Given { field: field::<LineFields>("person"), texts: vec![person.clone()] }));
    let write = args.update.write();
    let said = Said { words: vec![args.customer.clone()], given, set: write.set.clone(), id: None };
    each::run(said, &COLUMNS, &write, globals, cx, &schedule)
}

/// Puts one on the desk.
fn schedule(said: &Said, session: &mut Session, globals: &Globals, cx: &mut Cx<'_>) -> Result<String> {
    let lang = cx.lang;
    let customer = session.need_customer(said.word(0), cx)?;
    let me = session.me_as_said(said, globals, cx)?;
    let folder = session.folder(&customer);
    let known = Known::new(session.world(), session.today).people(&folder.people_names).me(me.as_deref());
    let wanted = [
        Wanted::required(field::<LineFields>("person"), "PERSON"),
        required::<LineFields>("ours").propose(me.as_deref()),
        required::<LineFields>("next"),
    ];
    let line = Record::read::<LineFields>(said, &wanted, &said.set, Asker { known, globals }, cx)?;
    let (ours, person) = (line.text("ours").unwrap_or_default(), line.text("person").unwrap_or_default());
    let next = line.text("next").and_then(parse_date).unwrap_or(session.today);
    let times = line.text("times").and_then(|text| text.parse().ok());
    let sheet = plans::of_year(session, &folder, next.year(), lang)?;
    let asked = folder.profile.as_ref().and_then(|doc| contacts_a_year(session.world(), &doc.record, ours));
    let usual = asked.map_or(1, |a_year| lines::rest_of_year(a_year, next));
    let there = lines::lines(&sheet.value, &session.world().staff.names, &folder.people_names);
    let is_new = !there.iter().any(|line| line.is_of(ours, person));
    let ops = lines::schedule(&there, ours, person, times, usual, next);
    plans::lay(session, &folder, &sheet, ops, cx)?;
    let called = folder.called();
    let (ours, person) = (session.world().staff.names.called(ours).to_owned(), folder.people_names.called(person));
    let times = times.unwrap_or(usual);
    Ok(if is_new {
        say!(
            lang,
            "{called}：{ours}联系{person}，全年 {times} 次，下一次 {next}",
            "{called}: {ours} contacts {person}, {times} times a year, next on {next}"
        )
    } else {
        say!(lang, "{called}：{ours}下一次联系{person} {next}", "{called}: {ours} contacts {person} next on {next}")
    })
}
