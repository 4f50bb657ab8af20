//! `kehu rename CUSTOMER [PERSON] NEW-ID`: another id, with everything that refers to it.

use anyhow::Result;

use crate::archive::compare::unsafe_id;
use crate::archive::one;
use crate::cli::args::RenameArgs;
use crate::cli::write::aim::{self, Aimed};
use crate::cli::write::session::{Session, trouble};
use crate::cli::write::{bulk, finish};
use crate::cli::{CliError, Cx, Exit, Globals};
use crate::discover::{self, Found as File};
use crate::edit::rename::{self, Ids, Renaming};
use crate::edit::target::{self, What};
use crate::resolve::{Found, Names, same};
use crate::say;

/// Renames it.
pub(crate) fn run(args: &RenameArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let mut session = Session::begin(globals, cx, !args.change.dry_run)?;
    let (text, new) = match &args.new {
        Some(new) => (format!("{}/{}", args.customer.trim_end_matches('/'), args.person), new),
        None => (args.customer.clone(), &args.person),
    };
    if let Some(why) = unsafe_id(new, cx.lang) {
        let error = CliError::user(say!(cx.lang, "「{new}」不能作编号：{why}", "`{new}` cannot be an id: {why}"));
        return Err(error.hint(say!(cx.lang, "编号用字母、数字、`-`、`_`", "ids are letters, digits, `-`, `_`")).into());
    }
    match target::spoken(&text).what {
        What::Staff(_) => staff(session, &text, new, args, globals, cx),
        What::Person(_) => person(session, &text, new, args, globals, cx),
        What::Alone(crate::archive::DocKind::Customer) => customer(session, &args.customer, new, args, globals, cx),
        _ => {
            let _ = aim::aim(&mut session, &text, None, &[], globals, cx)?;
            let error = CliError::user(say!(cx.lang, "`{text}` 没有可改的编号", "`{text}` has no id to rename"));
            Err(error
                .hint(say!(cx.lang, "可改名的：客户、客户的人物、`staff/编号`", "customers, their people and `staff/ID` can be renamed"))
                .into())
        }
    }
}

fn customer(mut session: Session, text: &str, new: &str, args: &RenameArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let lang = cx.lang;
    let old = session.customer(text, cx)?;
    let whose = aim::called(&session, &old);
    let ids = one::ids(session.root(), &session.ignored)?;
    if let Some(other) = ids.iter().find(|id| same(id, new) && **id != old) {
        return Err(taken(other, cx));
    }
    if session.desk.is_there(&format!("customers/{new}")) && new != old {
        return Err(taken(new, cx));
    }
    let files = discover::documents(session.root())?;
    let done = rename::customer(&mut session.desk, Ids { old: &old, new }, &files, &session.base.world);
    let done = done.map_err(|it| trouble(it, lang))?;
    let subject = say!(lang, "{whose}：编号 {old} → {new}", "{whose}: id {old} → {new}");
    said(&done, cx);
    says_baseline(&session, &old, cx);
    if !bulk::sure(&session, &subject, &args.change, globals, cx)? {
        return Ok(Exit::Clean);
    }
    finish::finish(session, subject, &args.change.write(), globals, cx)
}

fn person(mut session: Session, text: &str, new: &str, args: &RenameArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let lang = cx.lang;
    let aimed = aim::aim(&mut session, text, None, &[], globals, cx)?;
    let old = id_of(&mut session, &aimed, cx)?;
    let customer = aimed.aim.customer.clone().unwrap_or_default();
    let people = target::people(&mut session.desk, &customer).map_err(|it| trouble(it, lang))?;
    free(&people, &old, new, cx)?;
    let files = with_settings(&session, &aimed.files);
    let done = rename::person(&mut session.desk, Ids { old: &old, new }, &files, args.files, &session.base.world);
    let done = done.map_err(|it| trouble(it, lang))?;
    said(&done, cx);
    let called = aimed.called();
    let subject = say!(lang, "{called}：编号 {old} → {new}", "{called}: id {old} → {new}");
    finish::finish(session, subject, &args.change.write(), globals, cx)
}

fn staff(mut session: Session, text: &str, new: &str, args: &RenameArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let lang = cx.lang;
    let aimed = aim::aim(&mut session, text, None, &[], globals, cx)?;
    let old = id_of(&mut session, &aimed, cx)?;
    free(&session.world().staff.names, &old, new, cx)?;
    let files = discover::documents(session.root())?;
    let done = rename::staff(&mut session.desk, Ids { old: &old, new }, &files, &session.base.world);
    let done = done.map_err(|it| trouble(it, lang))?;
    said(&done, cx);
    let called = aimed.called();
    let subject = say!(lang, "{called}：编号 {old} → {new}", "{called}: id {old} → {new}");
    if !bulk::sure(&session, &subject, &args.change, globals, cx)? {
        return Ok(Exit::Clean);
    }
    finish::finish(session, subject, &args.change.write(), globals, cx)
}

/// A customer's documents; accepted findings stand in the settings.
fn with_settings(session: &Session, files: &[File]) -> Vec<File> {
    let settings = discover::root_file(session.root(), "kehu", crate::archive::DocKind::Settings);
    files.iter().cloned().chain(settings).collect()
}

/// The id of the row that is meant.
pub(super) fn id_of(session: &mut Session, aimed: &Aimed, cx: &Cx<'_>) -> Result<String> {
    let document = aimed.aim.document(&mut session.desk).map_err(|it| trouble(it, cx.lang))?;
    let id = aimed.aim.view(&document).and_then(|row| row.text("id").map(str::to_owned));
    let called = aimed.called();
    id.ok_or_else(|| CliError::user(say!(cx.lang, "{called} 还没有编号", "{called} has no id yet")).into())
}

/// Whether nobody else has the id.
fn free(names: &Names, old: &str, new: &str, cx: &Cx<'_>) -> Result<()> {
    match names.find(new) {
        Found::One(at) | Found::Alias(at) if names.id(at) != old && same(names.id(at), new) => Err(taken(names.id(at), cx)),
        _ => Ok(()),
    }
}

fn taken(id: &str, cx: &Cx<'_>) -> anyhow::Error {
    let error = CliError::user(say!(cx.lang, "编号 {id} 已经有了", "the id {id} is taken"));
    error.hint(say!(cx.lang, "换一个，或用 `kehu merge` 合并", "take another, or join both by `kehu merge`")).into()
}

fn said(done: &Renaming, cx: &mut Cx<'_>) {
    let Renaming { files, places, unread } = done;
    cx.ui.notice(say!(cx.lang, "移动文件 {files} 个，改写引用 {places} 处", "{files} files moved, {places} references rewritten"));
    super::set::said_unread(unread, cx);
}

fn says_baseline(session: &Session, old: &str, cx: &mut Cx<'_>) {
    let name = crate::findings::baseline::DEFAULT_NAME;
    let text = std::fs::read_to_string(session.root().join(name)).unwrap_or_default();
    if text.contains(old) {
        cx.ui.notice(say!(
            cx.lang,
            "{name} 里还是旧编号：改完后用 `kehu audit --write-baseline` 重写",
            "{name} still has the old id: write it anew by `kehu audit --write-baseline`"
        ));
    }
}
