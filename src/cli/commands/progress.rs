//! `kehu progress CUSTOMER ACTION`: how far an action is.

use anyhow::Result;

use crate::cli::args::{ProgressArgs, ProgressFields};
use crate::cli::write::ask::{Asker, Wanted};
use crate::cli::write::each::{self, Columns};
use crate::cli::write::plans::{self, What, word};
use crate::cli::write::record::{CUSTOMER, Said, field, required};
use crate::cli::write::session::Session;
use crate::cli::{CliError, Cx, Exit, Globals};
use crate::edit::input::{self, Known};
use crate::edit::plan::actions::{self, State};
use crate::edit::value::Value;
use crate::form::plan::Action;
use crate::form::spec::required as required_field;
use crate::form::{FieldSpec, KindSpec, Record as _};
use crate::model::period::parse_date;
use crate::say;

/// ACTION as a column of `--from`.
static ACTION: FieldSpec = required_field("行动", "Action").of("action", KindSpec::Text);

/// The columns of `--from`.
static COLUMNS: Columns = Columns { spec: Action::SPEC, more: &[], words: &[&CUSTOMER, &ACTION] };

/// Enters one, or those of a file.
pub(crate) fn run(args: &ProgressArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let write = args.update.write();
    let words = vec![args.customer.clone(), args.action.clone()];
    let said = Said { words, given: args.fields.given().to_vec(), set: write.set.clone(), id: None };
    let add = |said: &Said, session: &mut Session, globals: &Globals, cx: &mut Cx<'_>| progress(said, args.year, session, globals, cx);
    each::run(said, &COLUMNS, &write, globals, cx, &add)
}

/// Puts one on the desk.
fn progress(said: &Said, year: Option<i32>, session: &mut Session, globals: &Globals, cx: &mut Cx<'_>) -> Result<String> {
    let lang = cx.lang;
    let customer = session.need_customer(said.word(0), cx)?;
    // A row of a file may name the action by its id.
    let Some(text) = said.word(1).or(said.id.as_deref()) else {
        return Err(CliError::user(say!(lang, "没有写是哪项行动", "the action is missing")).into());
    };
    let me = session.me_as_said(said, globals, cx)?;
    let folder = session.folder(&customer);
    let sheet = plans::holding(session, &folder, What::Action, text, year, lang)?;
    let found = actions::find(&sheet.value, text);
    let Some(action) = found.first() else { return Err(CliError::internal("it was found just now").into()) };
    let known = Known::new(session.world(), session.today).people(&folder.people_names).me(me.as_deref());
    let nothing_said = said.of(Action::SPEC).is_empty() && said.set.is_empty();
    let wanted: Vec<Wanted> =
        if nothing_said { vec![required::<ProgressFields>("status").propose(action.text("status"))] } else { Vec::new() };
    let (mut filled, sets) = plans::said::<ProgressFields>(said, &wanted, action, Asker { known, globals }, cx)?;
    let now = State::of(action);
    let spoken = State {
        status: plans::text(&filled, "status").and_then(actions::status),
        progress: plans::text(&filled, "progress").and_then(|text| text.parse().ok()),
        done_on: plans::text(&filled, "done_on").and_then(parse_date),
    };
    let after = now.after(spoken, session.today);
    if after != now {
        let status = after.status.map_or_else(|| Value::text(""), |status| word(field::<ProgressFields>("status"), status.key(), &known));
        let progress = after.progress.map_or_else(|| Value::text(""), |progress| Value::number(progress.to_string()));
        let day = after.done_on.map_or_else(|| Value::text(""), Value::day);
        for (key, value, changed) in [
            ("status", status, after.status != now.status),
            ("progress", progress, after.progress != now.progress),
            ("done_on", day, after.done_on != now.done_on),
        ] {
            let field = field::<ProgressFields>(key);
            filled.retain(|(one, _)| !one.is(field));
            if changed {
                filled.push((field, value));
            }
        }
    } else {
        filled.retain(|(field, value)| value.is_blank() || !["status", "progress", "done_on"].contains(&field.key));
    }
    let mut ops = input::ops(Action::SPEC, &action.place, Some(action.value), filled);
    ops.extend(sets);
    let what = action.text("what").unwrap_or(text).to_owned();
    let label = after.status.map_or("", |status| status.label(lang));
    let percent = after.progress.map(|progress| format!(" {progress}%")).unwrap_or_default();
    plans::lay(session, &folder, &sheet, ops, cx)?;
    let called = folder.called();
    Ok(say!(lang, "{called}：{what} {label}{percent}", "{called}: {what} {label}{percent}"))
}
