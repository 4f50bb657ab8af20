//! `kehu audit [QUERY]`: every rule of the regulation that is in force, on a day.

use anyhow::Result;

use crate::archive::Loaded;
use crate::archive::load::{Judge, Scope};
use crate::cli::args::AuditArgs;
use crate::cli::baseline::Known;
use crate::cli::since::Since;
use crate::cli::{CliError, Cx, Exit, Globals, open, query, report, rules};
use crate::query::Query;
use crate::say;

/// Audits the archive.
pub(crate) fn run(args: &AuditArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let judge = &args.judge;
    let mut opened = open::open(globals, cx)?;
    let query = query::read(&args.query, globals, &opened, cx)?;
    let chosen = rules::chosen(&judge.rules, cx.lang)?;
    let levels = rules::set_levels(&judge.levels, &mut opened.base.world.policy, cx.lang)?;
    let whole = query.is_empty() && chosen.is_none() && !levels;
    if opened.repo.is_bare() && matches!(args.write_baseline, Some(None)) {
        let error = CliError::user(say!(
            cx.lang,
            "裸仓库没有工作区，基线没有地方写",
            "a bare repository has no work tree to write the baseline to"
        ));
        return Err(error.hint(say!(cx.lang, "写明文件：`--write-baseline=FILE`", "name a file: `--write-baseline=FILE`")).into());
    }
    let known = Known::open(judge.baseline.as_deref(), args.write_baseline.as_ref().map(Option::as_deref), &opened.root, whole, cx)?;
    let since = match &args.new_since {
        Some(rev) => Some(Since::open(rev, &judge.levels, &opened.repo, globals, cx)?),
        None => None,
    };
    let known = known.since(since);
    // The whole archive is judged even for one customer: some rules compare customers with each other.
    let scope = Scope { keep: !query.is_empty(), ..Scope::default() };
    let mut loaded = opened.load(&scope, Judge::Audit(globals.as_of))?;
    open::say_unknown_updates(&loaded, cx);
    narrow(&mut loaded, &query, globals);
    if loaded.customers.is_empty() && !query.is_empty() {
        nobody(&args.query, cx);
    }
    if let Some(chosen) = chosen {
        rules::narrow(&mut loaded, &chosen);
    }
    let exit = report::deliver(&mut loaded, Some(globals.as_of), judge, known, report::Stream::Data, globals, cx);
    // The process ends here: taking thousands of customers apart one by one would only make people wait.
    std::mem::forget(loaded);
    exit
}

/// Nothing found is no good news when nobody was looked at: a mistyped name must not pass for a clean audit.
fn nobody(words: &[String], cx: &mut Cx<'_>) {
    let words = words.join(" ");
    cx.ui.say(say!(
        cx.lang,
        "没有客户符合条件「{words}」，什么也没有审计；`kehu list customers` 列出全部客户",
        "no customer matches “{words}”: nothing was audited; `kehu list customers` lists them all"
    ));
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
    loaded.ignored.retain(|one| wanted(&one.finding.customer));
    loaded.unread.retain(|unread| wanted(&unread.customer));
    loaded.not_judged.retain(|one| wanted(&one.customer));
}
