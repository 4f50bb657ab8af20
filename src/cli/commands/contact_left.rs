//! `kehu contact-left CUSTOMER PERSON`: a key person has left the customer.

use anyhow::Result;

use crate::archive::CustomerFolder;
use crate::cli::args::ContactLeftArgs;
use crate::cli::write::aim;
use crate::cli::write::finish::{self, Ending};
use crate::cli::write::session::{Session, trouble};
use crate::cli::{Cx, Exit, Globals};
use crate::edit::assign::{self, Spot};
use crate::edit::held;
use crate::say;
use crate::words::{Lang, shell_word};

/// Writes the day, and says what still counts on the person.
pub(crate) fn run(args: &ContactLeftArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let lang = cx.lang;
    let mut session = Session::begin(globals, cx, !args.change.dry_run)?;
    let text = format!("{}/{}", args.customer.trim_end_matches('/'), args.person);
    let aimed = aim::aim(&mut session, &text, None, &[], globals, cx)?;
    let id = super::rename::id_of(&mut session, &aimed, cx)?;
    let document = aimed.aim.document(&mut session.desk).map_err(|it| trouble(it, lang))?;
    let date = args.date.unwrap_or(session.today);
    let spot = Spot { document: &document, shape: aimed.aim.shape(&session.desk), place: &aimed.aim.place, spec: aimed.aim.spec };
    let edits = assign::set(spot, &[format!("left_on={date}")], &aimed.known(&session)).map_err(|it| aim::wrong(it, lang))?;
    super::set::carry_out(&mut session, &aimed, &edits, cx)?;
    let folder = session.folder(aimed.aim.customer.as_deref().unwrap_or_default());
    let ending = Ending { steps: steps(&folder, &id, date, lang), ..Ending::default() };
    let called = aimed.called();
    let subject = say!(lang, "{called}：{date} 离职", "{called}: left on {date}");
    finish::finish_with(session, subject, &args.change.write(), &ending, globals, cx)
}

/// Lines and actions that still name the person.
fn steps(folder: &CustomerFolder, person: &str, date: chrono::NaiveDate, lang: Lang) -> Vec<String> {
    let id = shell_word(&folder.id);
    let name = folder.people_names.called(person);
    let mut out = Vec::new();
    for line in held::lines(folder, date, |line| line.person.get().is_some_and(|one| one.is(person))) {
        let (year, number) = (line.year, line.number);
        let ours = line.row.ours.get().map_or("", |staff| &*staff.id);
        let next = line.row.next.value().map(|next| next.to_string()).unwrap_or_default();
        out.push(say!(
            lang,
            "{year} 年联系安排 {ours}—{name}（下次 {next}）：换人用 `kehu set {id}/plan/{year} contact_plan.lines.{number}.person=接任者`，删去用 `contact_plan.lines.{number}=`",
            "contact-plan line {ours}—{name} of {year} (next {next}): another person by `kehu set {id}/plan/{year} contact_plan.lines.{number}.person=SOMEBODY`, none by `contact_plan.lines.{number}=`"
        ));
    }
    for action in held::actions(folder, |action| action.counterpart.get().is_some_and(|one| one.is(person))) {
        let (year, number) = (action.year, action.number);
        let what = action.row.what.get().map_or("", |what| what.as_str());
        out.push(say!(
            lang,
            "行动「{what}」的客户方对象是{name}：`kehu set {id}/plan/{year} action_plan.actions.{number}.counterpart=接任者`",
            "the action `{what}` counts on {name}: `kehu set {id}/plan/{year} action_plan.actions.{number}.counterpart=SOMEBODY`"
        ));
    }
    out
}
