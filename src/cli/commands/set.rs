//! `kehu set TARGET KEY=VALUE…`: fields of any document.

use anyhow::Result;

use crate::archive::DocKind;
use crate::cli::args::SetArgs;
use crate::cli::write::aim::{self, Aimed};
use crate::cli::write::common::WriteArgs;
use crate::cli::write::finish::{self, Ending};
use crate::cli::write::session::{Session, trouble};
use crate::cli::{CliError, Cx, Exit, Globals};
use crate::discover;
use crate::edit::assign::{self, Edits, Spot};
use crate::edit::carry::{self, Done};
use crate::say;

/// Sets them.
pub(crate) fn run(args: &SetArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let mut session = Session::begin(globals, cx, !args.change.dry_run)?;
    let aimed = aim::aim(&mut session, &args.target, args.year, &args.pairs, globals, cx)?;
    let document = aimed.aim.document(&mut session.desk).map_err(|it| trouble(it, cx.lang))?;
    let spot = Spot { document: &document, shape: aimed.aim.shape(&session.desk), place: &aimed.aim.place, spec: aimed.aim.spec };
    let edits = assign::set(spot, &args.pairs, &aimed.known(&session)).map_err(|it| aim::wrong(it, cx.lang))?;
    keeps_its_id(&edits, &args.target, cx)?;
    if edits.ops.is_empty() {
        let called = aimed.called();
        cx.ui.notice(say!(cx.lang, "{called}：已经是这样，没有要改的", "{called}: it is so already, nothing to change"));
        return Ok(Exit::Clean);
    }
    let done = carry_out(&mut session, &aimed, &edits, cx)?;
    let write = WriteArgs { edit: args.edit, ..args.change.write() };
    end(session, &aimed, &edits, &done, write, globals, cx)
}

/// An id is renamed together with everything that refers to it.
fn keeps_its_id(edits: &Edits, target: &str, cx: &Cx<'_>) -> Result<()> {
    let renames =
        |one: &&assign::Changed| one.key == Some("id") && matches!(one.table, "key-people.people" | "staff.staff") && one.old.is_some();
    let Some(one) = edits.changed.iter().find(renames) else { return Ok(()) };
    let new = one.new.clone().unwrap_or_else(|| "NEW-ID".to_owned());
    let words = if one.table == "staff.staff" { target.to_owned() } else { target.replace('/', " ") };
    let error = CliError::user(say!(cx.lang, "编号要连同引用它的地方一起改", "an id is changed together with what refers to it"));
    Err(error.hint(say!(cx.lang, "用 `kehu rename {words} {new}`", "use `kehu rename {words} {new}`")).into())
}

/// Lays the assignments on the desk, with what follows from them.
pub(super) fn carry_out(session: &mut Session, aimed: &Aimed, edits: &Edits, cx: &Cx<'_>) -> Result<Done> {
    let root = session.root().to_owned();
    let all = || discover::documents(&root).unwrap_or_default();
    let Session { desk, base, .. } = session;
    carry::carry_out(desk, &aimed.aim, edits, &aimed.files, &all, &base.world).map_err(|it| trouble(it, cx.lang))
}

/// Says what was done, and ends.
pub(super) fn end(
    mut session: Session,
    aimed: &Aimed,
    edits: &Edits,
    done: &Done,
    write: WriteArgs,
    globals: &Globals,
    cx: &mut Cx<'_>,
) -> Result<Exit> {
    let lang = cx.lang;
    let said: Vec<&str> = edits.changed.iter().map(|one| one.said.as_str()).collect();
    let what = said.join(say!(lang, "，", ", ").as_str());
    let called = aimed.called();
    for (place, right) in &done.mended {
        let (table, field) = aimed.aim.shape(&session.desk).at(place);
        let label = field.map_or("", |field| field.label(lang));
        let whole = if table.is_some_and(|table| table.name == "plan.revenue_plan.total") {
            say!(lang, "总计的", "the total ")
        } else {
            String::new()
        };
        let amount = right.to_number(session.world().unit);
        cx.ui.notice(say!(lang, "按公式改正：{whole}{label} {amount}", "by its formula: {whole}{label} {amount}"));
    }
    if done.elsewhere > 0 {
        let count = done.elsewhere;
        cx.ui.notice(say!(lang, "别处同样写着的 {count} 处一并改了", "{count} other places that say the same were changed with it"));
    }
    said_unread(&done.unread, cx);
    let mut ending = Ending::default();
    if done.adjusted && aimed.aim.kind == DocKind::Plan {
        let year = aimed.aim.stem.rsplit('/').next().unwrap_or_default();
        ending.steps.push(aim::revise(aimed.aim.customer.as_deref().unwrap_or_default(), year, lang));
    }
    let subject = say!(lang, "{called}：{what}", "{called}: {what}");
    session.main.clone_from(&aimed.aim.path);
    finish::finish_with(session, subject, &write, &ending, globals, cx)
}

/// Names documents that nobody could look through.
pub(super) fn said_unread(unread: &[String], cx: &mut Cx<'_>) {
    if unread.is_empty() {
        return;
    }
    let count = unread.len();
    let some = cx.lang.join(unread.iter().take(3));
    cx.ui.say(say!(
        cx.lang,
        "有 {count} 份文件读不出，其中的引用没有改：{some}",
        "{count} documents cannot be read; references in them were left: {some}"
    ));
}
