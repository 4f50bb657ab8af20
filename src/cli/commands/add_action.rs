//! `kehu add-action CUSTOMER WHAT`: an action of 附表7.

use anyhow::Result;
use chrono::Datelike;

use crate::cli::args::{ActionFields, AddActionArgs};
use crate::cli::write::ask::{Asker, Wanted};
use crate::cli::write::each::{self, Columns};
use crate::cli::write::options::Given;
use crate::cli::write::plans::{self, word};
use crate::cli::write::record::{CUSTOMER, Record, Said, field, required};
use crate::cli::write::session::Session;
use crate::cli::{CliError, Cx, Exit, Globals};
use crate::edit::id;
use crate::edit::input::Known;
use crate::edit::op::Op;
use crate::edit::plan::actions;
use crate::edit::value::Value;
use crate::form::Record as _;
use crate::form::plan::Action;
use crate::resolve::same;
use crate::say;
use crate::words::shell_word;

/// The columns of `--from`.
static COLUMNS: Columns = Columns { spec: Action::SPEC, more: &[], words: &[&CUSTOMER] };

/// Longest id that is made of what is done, in characters.
const SHORT: usize = 24;

/// Adds one, or those of a file.
pub(crate) fn run(args: &AddActionArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let mut given = args.action.given().to_vec();
    given.extend(args.what.iter().map(|what| Given { field: field::<ActionFields>("what"), texts: vec![what.clone()] }));
    let said = Said { words: vec![args.customer.clone()], given, set: args.write.set.clone(), id: args.write.id.clone() };
    let add = |said: &Said, session: &mut Session, globals: &Globals, cx: &mut Cx<'_>| add(said, args, session, globals, cx);
    each::run(said, &COLUMNS, &args.write, globals, cx, &add)
}

/// Puts one on the desk.
fn add(said: &Said, args: &AddActionArgs, session: &mut Session, globals: &Globals, cx: &mut Cx<'_>) -> Result<String> {
    let lang = cx.lang;
    let customer = session.need_customer(said.word(0), cx)?;
    let me = session.me(globals, cx)?;
    let folder = session.folder(&customer);
    let sheet = plans::of_year(session, &folder, args.year.unwrap_or_else(|| session.today.year()), lang)?;
    let known = Known::new(session.world(), session.today).people(&folder.people_names).me(me.as_deref());
    let mut wanted = vec![Wanted::required(field::<ActionFields>("what"), "WHAT"), required::<ActionFields>("end")];
    if me.is_none() {
        wanted.push(required::<ActionFields>("owner"));
    }
    let mut action = Record::read::<ActionFields>(said, &wanted, &said.set, Asker { known, globals }, cx)?;
    if let Some(me) = &me {
        action.default("owner", Value::text(me.as_str()));
    }
    action.default("start", Value::day(session.today));
    action.default("status", word(field::<ActionFields>("status"), "not_started", &known));
    let what = action.text("what").unwrap_or_default().to_owned();
    let there = actions::actions(&sheet.value);
    if there.iter().any(|one| one.text("what").is_some_and(|own| same(own, &what))) && !args.write.force {
        let year = sheet.year;
        let error = CliError::user(say!(lang, "{year} 年的计划已有行动「{what}」", "the plan of {year} has the action `{what}` already"));
        let (customer, word) = (shell_word(&customer), shell_word(&what));
        return Err(error
            .hint(say!(
                lang,
                "登记进展：`kehu progress {customer} {word}`；确是另一项：加上 `--force`",
                "to enter its progress: `kehu progress {customer} {word}`; if it is another one: add `--force`"
            ))
            .into());
    }
    let taken = |id: &str| there.iter().any(|one| one.text("id").is_some_and(|own| same(own, id)));
    let id = match &said.id {
        Some(id) => session.new_id(id, taken(id), lang)?,
        None => id::unused(&short(&id::slug(&what)), taken),
    };
    action.put("id", Value::text(id.as_str()));
    let owner = action.text("owner").map(|owner| session.world().staff.names.called(owner).to_owned()).unwrap_or_default();
    let end = action.text("end").unwrap_or_default().to_owned();
    plans::lay(session, &folder, &sheet, vec![Op::append(actions::list(), action.into_value())], cx)?;
    let called = folder.called();
    Ok(say!(lang, "{called}：新增行动 {what}（{id}），{owner} {end} 前完成", "{called}: new action {what} ({id}), {owner} by {end}"))
}

/// The first words of an id.
fn short(id: &str) -> String {
    let mut out = String::new();
    for word in id.split('-') {
        if !out.is_empty() && out.chars().count() + word.chars().count() >= SHORT {
            break;
        }
        if !out.is_empty() {
            out.push('-');
        }
        out.push_str(word);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_actions_are_short() {
        assert_eq!(short("bianzhi-chuncheng-pianqu-gongqi-baozhengshu"), "bianzhi-chuncheng-pianqu");
        assert_eq!(short("a"), "a");
        assert_eq!(short(""), "");
    }
}
