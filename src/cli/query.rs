//! The query words of a command line, with who `me` is.

use std::path::Path;

use anyhow::Result;

use super::open::Opened;
use super::{CliError, Cx, Globals};
use crate::query::Query;
use crate::resolve::{Found, Names};
use crate::say;
use crate::words::Lang;
use crate::world::World;

/// Reads the terms.
///
/// # Errors
/// When a term cannot be read, or names `me` and nobody knows who that is.
pub(crate) fn read(words: &[String], globals: &Globals, opened: &Opened, cx: &Cx<'_>) -> Result<Query> {
    terms(words, globals, &opened.root, &opened.base.world, cx)
}

/// The same for an archive that is open otherwise.
///
/// # Errors
/// As [`read`].
pub(crate) fn terms(words: &[String], globals: &Globals, root: &Path, world: &World, cx: &Cx<'_>) -> Result<Query> {
    let names = &world.staff.names;
    let stated = globals.me.as_deref().map(|me| match names.find(me) {
        Found::One(at) | Found::Alias(at) => names.id(at).to_owned(),
        Found::Several(_) | Found::Nothing => me.to_owned(),
    });
    let wants_me = words.iter().any(|word| word.contains("me"));
    let me = stated.or_else(|| if wants_me { by_address(root, world) } else { None });
    Query::parse(words, me.as_deref(), cx.lang).map_err(|error| CliError::user(error.message).hint(error.hint).into())
}

/// The id of one of ours who is named on the line by id or name.
///
/// # Errors
/// Nobody, or more than one, is called so.
pub(crate) fn one_of_ours(names: &Names, text: &str, lang: Lang) -> Result<String, CliError> {
    match names.find(text) {
        Found::One(at) | Found::Alias(at) => Ok(names.id(at).to_owned()),
        Found::Several(places) => {
            let list = names.describe(&places);
            let error = CliError::user(say!(lang, "「{text}」对应不止一个人：{list}", "`{text}` may be any of these: {list}"));
            Err(error.hint(say!(lang, "请写编号", "write the id")))
        }
        Found::Nothing => {
            let error = CliError::user(say!(lang, "staff.toml 里没有「{text}」", "there is no `{text}` in staff.toml"));
            let near = names.describe(&names.nearest(text));
            Err(match near.is_empty() {
                true => error.hint(say!(lang, "用 `kehu list staff` 看有哪些人", "see who there is by `kehu list staff`")),
                false => error.hint(say!(lang, "最接近的：{near}", "nearest: {near}")),
            })
        }
    }
}

/// The ids of those of ours who are named on the line; `me` is whoever works.
///
/// # Errors
/// As [`one_of_ours`], and where nobody knows who `me` is.
pub(crate) fn several_of_ours(texts: &[String], globals: &Globals, opened: &Opened, cx: &Cx<'_>) -> Result<Vec<String>, CliError> {
    let world = &opened.base.world;
    let one = |text: &String| {
        if text != "me" {
            return one_of_ours(&world.staff.names, text, cx.lang);
        }
        if let Some(me) = &globals.me {
            return one_of_ours(&world.staff.names, me, cx.lang);
        }
        by_address(&opened.root, world).ok_or_else(|| {
            let error = CliError::user(say!(cx.lang, "不知道 `me` 是谁", "nobody knows who `me` is"));
            error.hint(say!(cx.lang, "用 `--me 编号` 或环境变量 KEHU_ME 说明", "say it with `--me ID` or the variable KEHU_ME"))
        })
    };
    texts.iter().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()).map(|text| one(&text)).collect()
}

/// The staff member whose `email` is git's `user.email`.
pub(crate) fn by_address(root: &Path, world: &World) -> Option<String> {
    // Where nobody's address is registered there is nothing to ask git for.
    world.staff.rows.iter().find(|row| row.email.get().is_some())?;
    let address = crate::git::address(root)?;
    let row = world.staff.rows.iter().find(|row| row.email.get().is_some_and(|email| email.eq_ignore_ascii_case(&address)))?;
    row.id.get().map(|id| id.to_string())
}
