//! `kehu audit [QUERY]`: every rule of the regulation that is in force, on a day.

use anyhow::Result;

use crate::archive::Loaded;
use crate::archive::load::{Judge, Scope};
use crate::cli::args::AuditArgs;
use crate::cli::{CliError, Cx, Exit, Globals, open, query, report};
use crate::query::Query;
use crate::rules::{Rule, registry};
use crate::say;
use crate::words::Lang;

/// Audits the archive.
pub(crate) fn run(args: &AuditArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let opened = open::open(globals, cx)?;
    let query = query::read(&args.query, globals, &opened, cx)?;
    let rules = chosen(&args.rules, cx.lang)?;
    // The whole archive is judged even for one customer: some rules compare customers with each other.
    let scope = Scope { keep: !query.is_empty(), ..Scope::default() };
    let mut loaded = opened.load(&scope, Judge::Audit(globals.as_of))?;
    narrow(&mut loaded, &query, globals);
    if let Some(rules) = rules {
        loaded.findings.retain(|finding| rules.contains(&finding.rule));
        loaded.not_judged.retain(|one| rules.contains(&one.rule));
    }
    let exit = report::deliver(&loaded, Some(globals.as_of), args.fail_on.into(), args.excel, globals, cx);
    // The process ends here: taking thousands of customers apart one by one would only make people wait.
    std::mem::forget(loaded);
    exit
}

/// Keeps only what concerns the customers that the query asks for.
fn narrow(loaded: &mut Loaded, query: &Query, globals: &Globals) {
    if query.is_empty() {
        return;
    }
    let (world, day) = (&loaded.world, globals.as_of);
    loaded.customers.retain(|folder| query.matches_customer(world, folder, day));
    let customers = &loaded.customers;
    let wanted = |id: &Option<std::sync::Arc<str>>| id.as_ref().is_some_and(|id| customers.iter().any(|folder| folder.id == *id));
    loaded.findings.retain(|finding| wanted(&finding.customer));
    loaded.unread.retain(|unread| wanted(&unread.customer));
    loaded.not_judged.retain(|one| wanted(&one.customer));
}

/// The rules that `--rule` names: ids, families, globs. None: all.
pub(super) fn chosen(words: &[String], lang: Lang) -> Result<Option<Vec<&'static str>>> {
    if words.is_empty() {
        return Ok(None);
    }
    let mut out = Vec::new();
    for word in words {
        let named: Vec<&'static str> = registry::all().filter(|rule| names(word, rule)).map(|rule| rule.id).collect();
        if named.is_empty() {
            return Err(unknown(word, lang).into());
        }
        out.extend(named);
    }
    Ok(Some(out))
}

fn names(word: &str, rule: &Rule) -> bool {
    let word = word.to_ascii_uppercase();
    if let Some((head, tail)) = word.split_once('*') {
        return rule.id.starts_with(head) && rule.id.ends_with(tail);
    }
    rule.id == word || rule.family() == word
}

fn unknown(word: &str, lang: Lang) -> CliError {
    let key = crate::resolve::fold(word);
    let likeness = |id: &str| crate::resolve::likeness(&key, &crate::resolve::fold(id));
    let near = registry::all().map(|rule| rule.id).max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
    let error = CliError::user(say!(lang, "没有规则 `{word}`", "there is no rule `{word}`"));
    let error = match near.filter(|id| likeness(id) >= 0.5) {
        Some(id) => error.hint(say!(lang, "是否指 `{id}`？", "did you mean `{id}`?")),
        None => error,
    };
    error.hint(say!(lang, "`kehu explain` 列出全部规则", "`kehu explain` lists all rules"))
}
