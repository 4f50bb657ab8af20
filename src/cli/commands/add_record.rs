//! `kehu add-complaint`, `add-survey`, `add-feedback`, `add-reception`, `add-incident`, `add-major-info`: one more record of a register, a file
//! of its own.

use anyhow::Result;

use crate::archive::DocKind;
use crate::cli::args::{
    AddIncidentArgs, AddMajorInfoArgs, ComplaintFields, FeedbackFields, IncidentFields, MajorInfoFields, OwnRecordArgs, ReceptionFields,
    SurveyFields,
};
use crate::cli::write::ask::{Asker, Wanted};
use crate::cli::write::each::{self, Columns};
use crate::cli::write::options::{FieldSet, Fields};
use crate::cli::write::record::{CUSTOMER, Record, Said, field, required};
use crate::cli::write::register;
use crate::cli::write::session::Session;
use crate::cli::write::{aim, common::WriteArgs};
use crate::cli::{Cx, Exit, Globals};
use crate::edit::input::Known;
use crate::edit::registers::name;
use crate::edit::value::Value;
use crate::form::registers::{Complaint, Feedback, Incident, MajorInfo, Reception, Survey};
use crate::form::spec::optional;
use crate::form::{FieldSpec, KindSpec, Record as _, Target};
use crate::say;

/// A register and how one more record of it is made.
struct Register {
    kind: DocKind,
    /// The record's own day: the file's name begins with it.
    day: &'static str,
    /// The fields from whose first words the file is named.
    named_by: &'static [&'static str],
    /// Who writes, where nobody else is said.
    ours: &'static [&'static str],
    /// What is asked for besides on a terminal.
    asked: &'static [&'static str],
    /// What a row of `--from` may hold.
    columns: Columns,
}

/// CUSTOMER, where it may be left out.
static ABOUT: FieldSpec = optional("客户", "Customer").of("customer", KindSpec::Ref(Target::Customer));

static COMPLAINT: Register = Register {
    kind: DocKind::Complaint,
    day: "received_at",
    named_by: &["content"],
    ours: &["first_handler"],
    asked: &["type", "from", "forwarded_to", "promised_by"],
    columns: Columns { spec: Complaint::SPEC, more: &[], words: &[&CUSTOMER] },
};

static SURVEY: Register = Register {
    kind: DocKind::Survey,
    day: "surveyed_on",
    named_by: &["method", "opinions"],
    ours: &[],
    asked: &["method", "respondents", "opinions"],
    columns: Columns { spec: Survey::SPEC, more: &[], words: &[&CUSTOMER] },
};

static FEEDBACK: Register = Register {
    kind: DocKind::Feedback,
    day: "date",
    named_by: &["opinion", "commitment"],
    ours: &[],
    asked: &["from", "forwarded_to", "commitment", "due"],
    columns: Columns { spec: Feedback::SPEC, more: &[], words: &[&CUSTOMER] },
};

static RECEPTION: Register = Register {
    kind: DocKind::Reception,
    day: "date",
    named_by: &["visitors", "notes"],
    ours: &[],
    asked: &["visitors", "plan_by", "approved_by"],
    columns: Columns { spec: Reception::SPEC, more: &[], words: &[&CUSTOMER] },
};

static INCIDENT: Register = Register {
    kind: DocKind::Incident,
    day: "date",
    named_by: &["what"],
    ours: &[],
    asked: &["handling"],
    columns: Columns { spec: Incident::SPEC, more: &[], words: &[] },
};

static MAJOR_INFO: Register = Register {
    kind: DocKind::MajorInfo,
    day: "occurred_on",
    named_by: &["content"],
    ours: &[],
    asked: &["impact", "advice", "source_level", "mode"],
    columns: Columns { spec: MajorInfo::SPEC, more: &[], words: &[&ABOUT] },
};

/// Adds a complaint.
pub(crate) fn complaint(args: &OwnRecordArgs<ComplaintFields>, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    of_customer(&COMPLAINT, args, globals, cx)
}

/// Adds a survey.
pub(crate) fn survey(args: &OwnRecordArgs<SurveyFields>, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    of_customer(&SURVEY, args, globals, cx)
}

/// Adds an opinion.
pub(crate) fn feedback(args: &OwnRecordArgs<FeedbackFields>, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    of_customer(&FEEDBACK, args, globals, cx)
}

/// Adds a reception.
pub(crate) fn reception(args: &OwnRecordArgs<ReceptionFields>, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    of_customer(&RECEPTION, args, globals, cx)
}

/// Adds an incident.
pub(crate) fn incident(args: &AddIncidentArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    run::<IncidentFields>(&INCIDENT, Vec::new(), args.date.as_ref(), &args.fields, &args.write, globals, cx)
}

/// Adds major information.
pub(crate) fn major_info(args: &AddMajorInfoArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let words = vec![args.customer.clone()];
    run::<MajorInfoFields>(&MAJOR_INFO, words, args.date.as_ref(), &args.fields, &args.write, globals, cx)
}

fn of_customer<F: FieldSet>(register: &Register, args: &OwnRecordArgs<F>, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    run::<F>(register, vec![args.customer.clone()], args.date.as_ref(), &args.fields, &args.write, globals, cx)
}

fn run<F: FieldSet>(
    register: &Register,
    words: Vec<Option<String>>,
    date: Option<&String>,
    fields: &Fields<F>,
    write: &WriteArgs,
    globals: &Globals,
    cx: &mut Cx<'_>,
) -> Result<Exit> {
    let given = register::with_day::<F>(register.day, date, fields);
    let said = Said { words, given, set: write.set.clone(), id: write.id.clone() };
    let add = |said: &Said, session: &mut Session, globals: &Globals, cx: &mut Cx<'_>| add::<F>(register, said, session, globals, cx);
    each::run(said, &register.columns, write, globals, cx, &add)
}

/// Puts one on the desk.
fn add<F: FieldSet>(register: &Register, said: &Said, session: &mut Session, globals: &Globals, cx: &mut Cx<'_>) -> Result<String> {
    let lang = cx.lang;
    let needs_customer = register.kind != DocKind::Incident && register.kind != DocKind::MajorInfo;
    let customer = match said.word(0) {
        None if !needs_customer => None,
        text => Some(session.need_customer(text, cx)?),
    };
    let me = session.me(globals, cx)?;
    let mut wanted = register::wanted::<F>(&[register.day], register.ours, register.asked, me.as_deref(), session.today);
    more_wanted::<F>(register.kind, said, session, me.as_deref(), &mut wanted);
    let asker = Asker { known: Known::new(session.world(), session.today).me(me.as_deref()), globals };
    let mut record = Record::read::<F>(said, &wanted, &said.set, asker, cx)?;
    complete(register.kind, customer.as_deref(), session, &mut record);
    let day = record.text(register.day).unwrap_or_default().to_owned();
    let text = register.named_by.iter().find_map(|key| record.text(key)).unwrap_or_default();
    let otherwise = register.kind.form_name().unwrap_or("x");
    let name = name::dated(&day, said.id.as_deref(), text, otherwise);
    let owner = customer.as_deref().filter(|_| needs_customer);
    let name = register::create(session, owner, register.kind, &name, said.id.is_some(), record, lang)?;
    let what = register::noun(F::spec(), lang);
    Ok(match customer {
        Some(id) => {
            let called = aim::called(session, &id);
            say!(lang, "{called}：登记{what} {name}", "{called}: new {what} {name}")
        }
        None => say!(lang, "登记{what} {name}", "new {what} {name}"),
    })
}

/// What this register asks for beyond its form.
fn more_wanted<F: FieldSet>(kind: DocKind, said: &Said, session: &Session, me: Option<&str>, wanted: &mut Vec<Wanted>) {
    let replace = |wanted: &mut Vec<Wanted>, want: Wanted| {
        wanted.retain(|one| !std::ptr::eq(one.field(), want.field()));
        wanted.push(want);
    };
    match kind {
        DocKind::MajorInfo => {
            replace(wanted, required::<F>("reported_at").or(Some(session.today.to_string())));
            replace(wanted, required::<F>("reported_to").or(register::superior(session, me)));
        }
        // Neither is required by itself; a record without both says nothing.
        DocKind::Feedback if !said.given.iter().any(|given| given.field.key == "commitment") => {
            wanted.insert(0, Wanted::required(field::<F>("opinion"), "--opinion"));
        }
        _ => {}
    }
}

/// What follows from the rest.
fn complete(kind: DocKind, customer: Option<&str>, session: &Session, record: &mut Record) {
    match (kind, customer) {
        (DocKind::MajorInfo, Some(id)) => record.put("customer", Value::text(id)),
        (DocKind::Incident, _) => {
            let person = record.text("person").and_then(|text| register::staff_id(session, text));
            let row = person.as_deref().and_then(|id| session.world().staff.row(id));
            if let Some(superior) = row.and_then(|row| row.superior.get()) {
                record.default("superior", Value::text(&*superior.id));
            }
        }
        _ => {}
    }
}
