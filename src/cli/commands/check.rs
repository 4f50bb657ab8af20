//! `kehu check [PATH…]`: what one document and its references can tell, without a clock.

use std::io::Read;
use std::path::Path;

use anyhow::Result;

use crate::archive::Loaded;
use crate::archive::load::{Judge, Scope};
use crate::cli::args::CheckArgs;
use crate::cli::baseline::Known;
use crate::cli::fixing::Fixing;
use crate::cli::open::{Part, Place};
use crate::cli::report::Stream;
use crate::cli::staged::{self, Staged};
use crate::cli::{CliError, Cx, Exit, Globals, open, put, report, rules};
use crate::discover::overlay::Overlay;
use crate::say;

/// Checks the archive, or only some of its documents.
pub(crate) fn run(args: &CheckArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    if args.staged {
        let root = open::root(globals, cx)?;
        return check_staged(args, &root, globals, cx);
    }
    let place = if args.fix { writable(globals, cx)? } else { open::place(Part::Whole, globals, cx)? };
    let root = place.root.clone();
    let unsaved = unsaved(args, &root, cx)?;
    let mut paths =
        args.paths.iter().filter(|path| path.as_os_str() != "-").map(|path| open::inside(path, &root, cx)).collect::<Result<Vec<_>>>()?;
    paths.extend(unsaved.iter().map(|(path, _)| path.clone()));
    // Most rules are an audit's: what a check does not find is not settled.
    let known = Known::open(args.judge.baseline.as_deref(), None, &root, false, cx)?;
    let judged =
        |overlay: Overlay, cx: &mut Cx<'_>| Ok(narrow(judged(args, &scope(&paths), (place.clone(), overlay), globals, cx)?, &paths));
    if !(args.fix || args.diff) {
        if args.unsafe_fixes {
            return Err(alone(cx).into());
        }
        let mut loaded = judged(Overlay::new(unsaved.into_iter().map(|(path, bytes)| (path, Some(bytes)))), cx)?;
        let exit = report::deliver(&mut loaded, None, &args.judge, known, Stream::Data, globals, cx);
        // The process ends here: taking thousands of customers apart one by one would only make people wait.
        std::mem::forget(loaded);
        return exit;
    }
    let mut fixing = Fixing::new(args.unsafe_fixes, unsaved);
    let loaded = fixing.settle(&root, cx, judged)?;
    finish(args, &fixing, loaded, known, &root, globals, cx)
}

/// The findings of what will be committed.
fn check_staged(args: &CheckArgs, root: &Path, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let Staged { paths, overlay, scope } = staged::read(root, cx)?;
    let known = Known::open(args.judge.baseline.as_deref(), None, root, false, cx)?;
    let place = open::place(Part::Whole, globals, cx)?;
    let loaded = judged(args, &scope, (place, overlay), globals, cx)?;
    // Nothing staged, nothing found.
    let mut loaded = keep(loaded, |path| paths.iter().any(|one| one == path));
    let exit = report::deliver(&mut loaded, None, &args.judge, known, Stream::Data, globals, cx);
    if paths.is_empty() {
        cx.ui.notice(say!(cx.lang, "将要提交的没有档案文件", "no document of the archive is staged"));
    }
    exit
}

/// The archive for fixing it.
fn writable(globals: &Globals, cx: &mut Cx<'_>) -> Result<Place> {
    open::root(globals, cx)?;
    open::place(Part::Whole, globals, cx)
}

/// The findings of a part of the archive.
fn judged(args: &CheckArgs, scope: &Scope, of: (Place, Overlay), globals: &Globals, cx: &mut Cx<'_>) -> Result<Loaded> {
    let mut opened = open::open_at(of.0, globals, cx, of.1)?;
    let chosen = rules::chosen(&args.judge.rules, cx.lang)?;
    rules::set_levels(&args.judge.levels, &mut opened.base.world.policy, cx.lang)?;
    let mut loaded = opened.load(scope, Judge::Check)?;
    if let Some(chosen) = chosen {
        rules::narrow(&mut loaded, &chosen);
    }
    Ok(loaded)
}

/// Shows what was fixed, or writes it and says what is left.
fn finish(
    args: &CheckArgs,
    fixing: &Fixing,
    mut loaded: Loaded,
    known: Known,
    root: &Path,
    globals: &Globals,
    cx: &mut Cx<'_>,
) -> Result<Exit> {
    let change = fixing.change(cx);
    let summary = fixing.summary(&loaded, args.diff, cx);
    if args.diff {
        let color = cx.ui.color_data() && globals.output.is_none();
        cx.deliver(globals, put::shown(&change, color).as_bytes())?;
        cx.ui.notice(summary);
        return Ok(Exit::found(!change.is_empty()));
    }
    let stream = if let Some(text) = fixing.unsaved_text() {
        cx.ui.data(text)?;
        Stream::Words
    } else {
        put::put(root, &change, cx)?;
        Stream::Data
    };
    let exit = report::deliver(&mut loaded, None, &args.judge, known, stream, globals, cx);
    cx.ui.notice(summary);
    std::mem::forget(loaded);
    exit
}

fn alone(cx: &Cx<'_>) -> CliError {
    let error =
        CliError::user(say!(cx.lang, "`--unsafe-fixes` 要与 `--fix` 或 `--diff` 同用", "`--unsafe-fixes` goes with `--fix` or `--diff`"));
    error.hint(say!(cx.lang, "加上 `--diff` 先看将怎样改", "add `--diff` to see first what it would change"))
}

/// Standard input and the document that it stands for.
fn unsaved(args: &CheckArgs, root: &Path, cx: &Cx<'_>) -> Result<Option<(String, Vec<u8>)>> {
    let dash = args.paths.iter().any(|path| path.as_os_str() == "-");
    let lang = cx.lang;
    match (&args.stdin_filename, dash) {
        (None, false) => Ok(None),
        (Some(name), true) => {
            let path = open::inside(name, root, cx)?;
            let mut bytes = Vec::new();
            std::io::stdin().take(crate::source::limits::MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
            Ok(Some((path, bytes)))
        }
        (None, true) => {
            let error = CliError::user(say!(
                lang,
                "`-` 要说明标准输入是哪个文件",
                "`-` needs the name of the document that standard input stands for"
            ));
            Err(error.hint(say!(lang, "加上 `--stdin-filename FILE`", "add `--stdin-filename FILE`")).into())
        }
        (Some(_), false) => {
            let error = CliError::user(say!(lang, "`--stdin-filename` 要与 `-` 同用", "`--stdin-filename` goes with `-`"));
            Err(error.hint(say!(lang, "加上 `-`，从标准输入读取", "add `-` to read standard input")).into())
        }
    }
}

/// Only the customers in whose folders the paths lie; all where a path is somewhere else.
fn scope(paths: &[String]) -> Scope {
    let customer = |path: &String| path.strip_prefix("customers/").and_then(|rest| rest.split('/').next()).map(str::to_owned);
    let customers: Option<Vec<String>> = paths.iter().map(customer).collect();
    match customers.filter(|_| !paths.is_empty()) {
        Some(customers) => Scope { customers: Some(customers), no_registers: true, ..Scope::default() },
        None => Scope::default(),
    }
}

/// Keeps only what concerns the paths.
fn narrow(loaded: Loaded, paths: &[String]) -> Loaded {
    if paths.is_empty() || paths.iter().any(String::is_empty) {
        return loaded;
    }
    let wanted =
        |path: &str| paths.iter().any(|one| path == one || path.strip_prefix(one.as_str()).is_some_and(|rest| rest.starts_with('/')));
    keep(loaded, wanted)
}

fn keep(mut loaded: Loaded, wanted: impl Fn(&str) -> bool) -> Loaded {
    loaded.findings.retain(|finding| wanted(&finding.path));
    loaded.ignored.retain(|one| wanted(&one.finding.path));
    loaded.unread.retain(|unread| wanted(&unread.path));
    loaded.not_judged.retain(|one| wanted(&one.because));
    loaded
}
