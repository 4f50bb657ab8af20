//! `kehu add TARGET LIST KEY=VALUE…`: one more of any list.

use anyhow::Result;

use super::set;
use crate::cli::args::AddArgs;
use crate::cli::write::aim;
use crate::cli::write::common::WriteArgs;
use crate::cli::write::session::{Session, trouble};
use crate::cli::{CliError, Cx, Exit, Globals};
use crate::edit::assign::{self, Changed, Edits, NoList, Spot};
use crate::say;

/// Adds it.
pub(crate) fn run(args: &AddArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let lang = cx.lang;
    let mut session = Session::begin(globals, cx, !args.change.dry_run)?;
    let mut words = args.pairs.clone();
    words.push(args.list.clone());
    let aimed = aim::aim(&mut session, &args.target, args.year, &words, globals, cx)?;
    let document = aimed.aim.document(&mut session.desk).map_err(|it| trouble(it, lang))?;
    let spot = Spot { document: &document, shape: aimed.aim.shape(&session.desk), place: &aimed.aim.place, spec: aimed.aim.spec };
    let added = assign::add(spot, &args.list, &args.pairs, &aimed.known(&session)).map_err(|it| aim::wrong(it, lang))?;
    let edits = added.map_err(|why| no_list(why, &args.list, &args.target, cx))?;
    let called = aimed.called();
    if edits.ops.is_empty() {
        cx.ui.notice(say!(lang, "{called}：已经有了，没有要加的", "{called}: it is there already, nothing to add"));
        return Ok(Exit::Clean);
    }
    let done = set::carry_out(&mut session, &aimed, &edits, cx)?;
    let said = |one: Changed| Changed { said: say!(lang, "新增{}", "added {}", one.said), ..one };
    let edits = Edits { changed: edits.changed.into_iter().map(said).collect(), ..edits };
    let write = WriteArgs { edit: args.edit, ..args.change.write() };
    set::end(session, &aimed, &edits, &done, write, globals, cx)
}

fn no_list(why: NoList, list: &str, target: &str, cx: &Cx<'_>) -> CliError {
    match why {
        NoList::Single(field) => {
            let label = field.label(cx.lang);
            let error = CliError::user(say!(cx.lang, "「{label}」不是列表，只有一个值", "{label} is no list but one value"));
            error.hint(say!(cx.lang, "用 `kehu set {target} {list}=值`", "use `kehu set {target} {list}=VALUE`"))
        }
        NoList::Free => CliError::user(say!(cx.lang, "「{list}」不是列表", "`{list}` is no list")),
    }
}
