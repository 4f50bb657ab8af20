//! `kehu assess CUSTOMER PERSON --status S --evidence T`: 关系状况, assessed today; the assessment before goes into the history.

use anyhow::Result;

use crate::archive::DocKind;
use crate::cli::args::{AssessArgs, AssessFields};
use crate::cli::write::ask::{Asker, Wanted};
use crate::cli::write::each::{self, Columns};
use crate::cli::write::plans::{self, PERSON};
use crate::cli::write::record::{CUSTOMER, Said, field, required};
use crate::cli::write::session::{Session, trouble};
use crate::cli::{CliError, Cx, Exit, Globals};
use crate::edit::assess;
use crate::edit::input::{self, Known};
use crate::edit::look::View;
use crate::edit::target::spec_of;
use crate::edit::value::Value;
use crate::form::Record as _;
use crate::form::key_people::KeyPersonRow;
use crate::model::period::parse_date;
use crate::say;
use crate::words::shell_word;

/// The columns of `--from`.
static COLUMNS: Columns = Columns { spec: KeyPersonRow::SPEC, more: &[], words: &[&CUSTOMER, &PERSON] };

/// Assesses one, or those of a file.
pub(crate) fn run(args: &AssessArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let write = args.update.write();
    let words = vec![args.customer.clone(), args.person.clone()];
    let said = Said { words, given: args.row.given().to_vec(), set: write.set.clone(), id: None };
    each::run(said, &COLUMNS, &write, globals, cx, &assess)
}

/// Puts one on the desk.
fn assess(said: &Said, session: &mut Session, globals: &Globals, cx: &mut Cx<'_>) -> Result<String> {
    let lang = cx.lang;
    let customer = session.need_customer(said.word(0), cx)?;
    let me = session.me_as_said(said, globals, cx)?;
    let folder = session.folder(&customer);
    let stem = format!("customers/{customer}/key-people");
    let person = plans::person(said.word(1), &folder, &Known::new(session.world(), session.today), lang)?;
    let path = session.desk.find(&stem).unwrap_or(stem);
    let document = session.desk.value(&path).map_err(|why| trouble(why, lang))?;
    let known = Known::new(session.world(), session.today).people(&folder.people_names).me(me.as_deref());
    let rows = View::top(&document, spec_of(DocKind::KeyPeople)).rows(&["people"]);
    let Some(row) = rows.iter().find(|row| row.text("id").is_some_and(|id| folder.people_names.at(id) == folder.people_names.at(&person)))
    else {
        return Err(CliError::user(say!(lang, "{path} 里没有 {person}", "{person} is not in {path}")).into());
    };
    let wanted: [Wanted; 2] = [required::<AssessFields>("status").propose(row.text("status")), required::<AssessFields>("evidence")];
    let (mut filled, sets) = plans::said::<AssessFields>(said, &wanted, row, Asker { known, globals }, cx)?;
    let day = plans::text(&filled, "assessed_on").and_then(parse_date).unwrap_or(session.today);
    let (called, name) = (folder.called(), folder.people_names.called(&person));
    if let Some(later) = assess::later(row, day) {
        let error = CliError::user(say!(lang, "{name}在 {later} 已有更新的评估", "{name} was assessed later, on {later}"));
        let (customer, person) = (shell_word(&customer), shell_word(&person));
        return Err(error
            .hint(say!(
                lang,
                "早先的评估记入历史：`kehu add {customer}/{person} history date={day} status=STATUS`",
                "an earlier one goes into the history: `kehu add {customer}/{person} history date={day} status=STATUS`"
            ))
            .into());
    }
    plans::put(&mut filled, field::<AssessFields>("assessed_on"), Value::day(day));
    let new = plans::text(&filled, "status").and_then(assess::status);
    let old = row.text("status").and_then(assess::status);
    if new == old {
        // The same in another spelling stays as it is written.
        filled.retain(|(field, _)| field.key != "status");
    }
    let mut ops: Vec<_> = assess::kept(row, new).into_iter().collect();
    ops.extend(input::ops(KeyPersonRow::SPEC, &row.place, Some(row.value), filled));
    ops.extend(sets);
    let label = |status: Option<crate::form::choices::RelationshipStatus>| status.map_or("", |status| status.label(lang));
    let said = if old == new || new.is_none() { label(old.or(new)).to_owned() } else { format!("{} → {}", label(old), label(new)) };
    session.desk.edit(&path, DocKind::KeyPeople, &ops).map_err(|why| trouble(why, lang))?;
    Ok(say!(lang, "{called}：{name} {said}（{day} 评估）", "{called}: {name} {said} (assessed on {day})"))
}
