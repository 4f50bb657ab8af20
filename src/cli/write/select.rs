//! CUSTOMER…|QUERY of a writing command: a bare word is exactly one customer, only `key:value` terms make a query.

use anyhow::Result;

use super::session::Session;
use crate::archive::Loaded;
use crate::archive::load::{self, Judge, Scope};
use crate::cli::{CliError, Cx, Globals, query};
use crate::say;

/// Whether a word is a term of a query.
fn is_term(word: &str) -> bool {
    word.contains([':', '：'])
}

/// The customers that are named, or that fit the query, by id; all conditions must hold. `loaded`: the archive where it was read already.
///
/// # Errors
/// When nobody, or more than one, is called so, a term cannot be read, or nobody fits.
pub(crate) fn customers(
    session: &Session,
    words: &[String],
    loaded: Option<&Loaded>,
    globals: &Globals,
    cx: &mut Cx<'_>,
) -> Result<Vec<String>> {
    let (terms, names): (Vec<String>, Vec<String>) = words.iter().cloned().partition(|word| is_term(word));
    let mut ids = Vec::new();
    for name in &names {
        let id = session.customer(name, cx)?;
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    if terms.is_empty() {
        return Ok(ids);
    }
    let query = query::terms(&terms, globals, session.root(), session.world(), cx)?;
    let own;
    let loaded = match loaded {
        Some(loaded) => loaded,
        None => {
            let lang = cx.lang;
            let base = load::base(session.root(), Some(lang), lang);
            let scope = Scope { customers: (!ids.is_empty()).then(|| ids.clone()), no_registers: true, keep: true };
            own = load::load(session.root(), base, &scope, Judge::Nothing)?;
            &own
        }
    };
    let named = |id: &str| ids.is_empty() || ids.iter().any(|one| one == id);
    let fits = loaded.customers.iter().filter(|one| named(&one.id) && query.matches_customer(&loaded.world, one, globals.as_of));
    let found: Vec<String> = fits.map(|folder| folder.id.to_string()).collect();
    if found.is_empty() {
        let words = words.join(" ");
        let error = CliError::user(say!(cx.lang, "没有客户符合条件「{words}」", "no customer matches “{words}”"));
        return Err(error.hint(say!(cx.lang, "`kehu list customers` 列出全部客户", "`kehu list customers` lists them all")).into());
    }
    Ok(found)
}
