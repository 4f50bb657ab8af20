//! The query words of a command line, with who `me` is.

use std::path::Path;

use anyhow::Result;

use super::open::Opened;
use super::{CliError, Cx, Globals};
use crate::query::Query;
use crate::resolve::Found;
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

/// The staff member whose `email` is git's `user.email`.
pub(crate) fn by_address(root: &Path, world: &World) -> Option<String> {
    // Where nobody's address is registered there is nothing to ask git for.
    world.staff.rows.iter().find(|row| row.email.get().is_some())?;
    let address = crate::git::address(root)?;
    let row = world.staff.rows.iter().find(|row| row.email.get().is_some_and(|email| email.eq_ignore_ascii_case(&address)))?;
    row.id.get().map(|id| id.to_string())
}
