//! `kehu outcome CUSTOMER PROJECT won|lost|cancelled|postponed`: what became of a project.

use anyhow::Result;

use crate::cli::args::{OutcomeArgs, OutcomeFields};
use crate::cli::write::ask::{Asker, Wanted};
use crate::cli::write::each::{self, Columns};
use crate::cli::write::options::Given;
use crate::cli::write::plans::{self, What};
use crate::cli::write::record::{CUSTOMER, Said, field};
use crate::cli::write::session::Session;
use crate::cli::{CliError, Cx, Exit, Globals};
use crate::edit::input::{self, Known};
use crate::edit::plan::projects;
use crate::edit::value::Value;
use crate::form::Record as _;
use crate::form::choices::Outcome;
use crate::form::plan::RevenueLine;
use crate::form::spec::required as required_field;
use crate::form::{FieldSpec, KindSpec};
use crate::say;

/// PROJECT as a column of `--from`.
static PROJECT: FieldSpec = required_field("项目", "Project").of("project_name", KindSpec::Text);

/// The columns of `--from`.
static COLUMNS: Columns = Columns { spec: RevenueLine::SPEC, more: &[], words: &[&CUSTOMER, &PROJECT] };

/// Enters one, or those of a file.
pub(crate) fn run(args: &OutcomeArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let write = args.update.write();
    let mut given = args.fields.given().to_vec();
    given.extend(args.outcome.iter().map(|word| Given { field: field::<OutcomeFields>("outcome"), texts: vec![word.clone()] }));
    let words = vec![args.customer.clone(), args.project.clone()];
    let said = Said { words, given, set: write.set.clone(), id: None };
    let add = |said: &Said, session: &mut Session, globals: &Globals, cx: &mut Cx<'_>| outcome(said, args.year, session, globals, cx);
    each::run(said, &COLUMNS, &write, globals, cx, &add)
}

/// The name of the project: said by itself, or in the form's own column.
fn named(said: &Said) -> Option<String> {
    let own = || {
        let given = said.of(RevenueLine::SPEC).into_iter().find(|given| given.field.key == "project")?;
        given.texts.into_iter().next()
    };
    said.word(1).map(str::to_owned).or_else(own)
}

/// Puts one on the desk.
fn outcome(said: &Said, year: Option<i32>, session: &mut Session, globals: &Globals, cx: &mut Cx<'_>) -> Result<String> {
    let lang = cx.lang;
    let customer = session.need_customer(said.word(0), cx)?;
    let Some(text) = named(said) else {
        return Err(CliError::user(say!(lang, "没有写是哪个项目", "the project is missing")).into());
    };
    let me = session.me_as_said(said, globals, cx)?;
    let folder = session.folder(&customer);
    let sheet = plans::holding(session, &folder, What::Project, &text, year, lang)?;
    let found = projects::find(&sheet.value, &text);
    let Some(line) = found.first() else { return Err(CliError::internal("it was found just now").into()) };
    let known = Known::new(session.world(), session.today).people(&folder.people_names).me(me.as_deref());
    let wanted = [Wanted::required(field::<OutcomeFields>("outcome"), "OUTCOME")];
    let (mut filled, sets) = plans::said::<OutcomeFields>(said, &wanted, line, Asker { known, globals }, cx)?;
    filled.retain(|(field, _)| field.key != "project");
    let new = plans::text(&filled, "outcome").and_then(projects::outcome);
    let old = line.text("outcome").and_then(projects::outcome);
    let day = field::<OutcomeFields>("decided_on");
    let says_day = filled.iter().any(|(field, _)| field.is(day));
    match new {
        // Open again: nothing is decided.
        Some(Outcome::Open) if !says_day => filled.push((day, Value::text(""))),
        Some(_) if !says_day && (new != old || line.day("decided_on").is_none()) => filled.push((day, Value::day(session.today))),
        _ => {}
    }
    let mut ops = input::ops(RevenueLine::SPEC, &line.place, Some(line.value), filled);
    if new == old {
        ops.retain(|op| op.place != line.place.clone().key("outcome"));
    }
    ops.extend(sets);
    let name = line.text("project").unwrap_or(&text).to_owned();
    let label = new.or(old).map_or("", |outcome| outcome.label(lang));
    plans::lay(session, &folder, &sheet, ops, cx)?;
    let called = folder.called();
    Ok(say!(lang, "{called}：{name} {label}", "{called}: {name} {label}"))
}
