//! `kehu import FILE… --as KIND`: tables become records, all of them or none; what is wrong with which row is said and written down.

use std::cell::RefCell;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::archive::load::{self, Judge, Scope};
use crate::cli::args::{ImportArgs, ImportKind, OnConflict, TableEncoding};
use crate::cli::write::common::WriteArgs;
use crate::cli::write::finish::finish;
use crate::cli::write::session::{Session, trouble};
use crate::cli::{CliError, Cx, Exit, Globals};
use crate::discover::overlay::Overlay;
use crate::edit::csv::{self, Coding, Options, Table};
use crate::edit::encoding::Charset;
use crate::edit::import::{self, Archive, Brought, Column, How, Kind, MapFault, Mapping, Outcome};
use crate::say;
use crate::source::limits;
use crate::words::{Lang, refusal};

/// Records that are named one by one before anything is written.
const NAMED: usize = 5;

/// A table with what it would do.
struct Planned {
    file: PathBuf,
    table: Table,
    outcome: Outcome,
}

/// Imports, or gives an empty table.
pub(crate) fn run(args: &ImportArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    if let Some(kind) = args.template {
        let text = import::template(kind_of(kind), cx.lang);
        cx.deliver(globals, text.as_bytes())?;
        return Ok(Exit::Clean);
    }
    let kind = kind_of(args.kind.unwrap_or(ImportKind::Customers));
    check(args, cx)?;
    let mut session = Session::begin(globals, cx, !args.dry_run)?;
    let said = mappings(args, cx)?;
    let mut planned = Vec::new();
    for file in &args.files {
        let one = plan(file, kind, &said, args, &mut session, cx)?;
        import::lay(&one.outcome.papers, &mut session.desk).map_err(|fault| trouble(fault, cx.lang))?;
        planned.push(one);
    }
    for one in &planned {
        tell(one, cx);
    }
    let bad: usize = planned.iter().map(|one| one.outcome.bad_rows().len()).sum();
    if bad > 0 {
        // A dry run leaves no file that nobody asked for.
        if !args.dry_run || args.rejects.is_some() {
            reject(&planned, args, cx)?;
        }
        if !args.skip_bad {
            cx.ui.say(say!(
                cx.lang,
                "没有写入：{bad} 行有错；改正后再导入整张表，或用 `--skip-bad` 先导入其余各行",
                "nothing was written: {bad} rows are bad; mend them and import the whole table again, or import the others with `--skip-bad`"
            ));
            return Ok(Exit::Findings);
        }
    }
    let exit = write(&planned, kind, session, args, globals, cx)?;
    Ok(if bad > 0 { exit.max(Exit::Findings) } else { exit })
}

/// What cannot go together.
fn check(args: &ImportArgs, cx: &Cx<'_>) -> Result<()> {
    let lang = cx.lang;
    if args.rejects.is_some() && args.files.len() > 1 {
        let error = CliError::user(say!(lang, "`--rejects` 只能与一个 FILE 同用", "`--rejects` goes with one FILE only"));
        return Err(error.hint(say!(lang, "不写 `--rejects`，每个文件旁各有一份", "without it each file gets one beside it")).into());
    }
    if let Some(file) = args.files.iter().find(|file| args.rejects.as_ref().is_some_and(|rejects| rejects == *file)) {
        let name = file.display();
        return Err(CliError::user(say!(lang, "`--rejects` 不能写到 `{name}` 自己", "`--rejects` must not go over `{name}` itself")).into());
    }
    Ok(())
}

/// Writes what was planned, after saying so.
fn write(planned: &[Planned], kind: Kind, session: Session, args: &ImportArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let lang = cx.lang;
    let nothing = planned.iter().all(|one| one.outcome.papers.is_empty());
    if nothing || (args.dry_run && globals.verbosity < crate::cli::Verbosity::Verbose) {
        return Ok(Exit::Clean);
    }
    if !args.dry_run && !globals.yes {
        agree(globals, cx)?;
    }
    let subject = say!(lang, "导入{}", "import of {}", done(planned, lang).unwrap_or_else(|| kind.noun(lang).to_owned()));
    let write = WriteArgs { dry_run: args.dry_run, force: args.force, commit: args.commit, ..WriteArgs::default() };
    finish(session, subject, &write, globals, cx)
}

/// `客户：新增 300；关键人物：新增 900，更新 2`.
fn done(planned: &[Planned], lang: Lang) -> Option<String> {
    let of = |kind: Kind, items: fn(&Outcome) -> &Vec<import::Item>| {
        planned.iter().flat_map(|one| items(&one.outcome)).filter(|item| item.kind == kind).count()
    };
    let words = Kind::ALL.into_iter().filter_map(|kind| {
        let (added, updated, noun) = (of(kind, |one| &one.added), of(kind, |one| &one.updated), kind.noun(lang));
        match (added, updated) {
            (0, 0) => None,
            (_, 0) => Some(say!(lang, "{noun}：新增 {added}", "{noun}: {added} new")),
            (0, _) => Some(say!(lang, "{noun}：更新 {updated}", "{noun}: {updated} updated")),
            _ => Some(say!(lang, "{noun}：新增 {added}，更新 {updated}", "{noun}: {added} new, {updated} updated")),
        }
    });
    let words: Vec<String> = words.collect();
    (!words.is_empty()).then(|| words.join(crate::words::words("；", "; ").get(lang)))
}

/// Asks whether all that is meant.
fn agree(globals: &Globals, cx: &mut Cx<'_>) -> Result<()> {
    let lang = cx.lang;
    if !globals.may_ask {
        let error = CliError::user(say!(lang, "要写入请加 `--yes`", "to write this, add `--yes`"));
        return Err(error.hint(say!(lang, "只看不写用 `--dry-run`", "`--dry-run` only shows it")).into());
    }
    let answer = cx.ui.ask(&say!(lang, "写入吗？[y/N] ", "Write it? [y/N] "))?;
    if ["y", "yes", "是", "好"].contains(&answer.to_lowercase().as_str()) {
        return Ok(());
    }
    Err(CliError::user(say!(lang, "没有写入", "nothing was written")).into())
}

const fn kind_of(kind: ImportKind) -> Kind {
    match kind {
        ImportKind::Customers => Kind::Customers,
        ImportKind::People => Kind::People,
        ImportKind::Orders => Kind::Orders,
        ImportKind::ContactReports => Kind::ContactReports,
        ImportKind::Staff => Kind::Staff,
    }
}

/// `--map-file`, then `--map`, which counts where both name a column.
fn mappings(args: &ImportArgs, cx: &Cx<'_>) -> Result<Vec<(String, String)>> {
    let lang = cx.lang;
    let mut out: Vec<(String, String)> = Vec::new();
    if let Some(path) = &args.map_file {
        let name = path.display();
        let text = fs::read_to_string(cx.env.cwd.join(path)).map_err(|error| {
            let why = refusal(&error, lang);
            CliError::user(say!(lang, "读不了 `{name}`：{why}", "cannot read `{name}`: {why}"))
        })?;
        let pairs: std::collections::BTreeMap<String, String> = toml::from_str(&text).map_err(|error| {
            let why = error.message().to_owned();
            let error = CliError::user(say!(lang, "`{name}` 不是列的对应表：{why}", "`{name}` is no table of columns: {why}"));
            error.hint(say!(lang, "一行一个，如 \"列名\" = \"key\"", "one a line, as \"column\" = \"key\""))
        })?;
        out.extend(pairs);
    }
    for one in &args.map {
        let Some((column, key)) = one.split_once(['=', '＝']) else {
            let error = CliError::user(say!(lang, "`--map {one}` 应写成 `列名=key`", "`--map {one}` should be `COLUMN=KEY`"));
            return Err(error.into());
        };
        let (column, key) = (column.trim(), key.trim());
        out.retain(|(known, _)| !crate::resolve::same(known, column));
        out.push((column.to_owned(), key.to_owned()));
    }
    Ok(out)
}

/// Reads a table and plans it against the archive as the desk has it.
fn plan(file: &Path, kind: Kind, said: &[(String, String)], args: &ImportArgs, session: &mut Session, cx: &mut Cx<'_>) -> Result<Planned> {
    let lang = cx.lang;
    let columns = import::columns(kind);
    let short = session.world().short_name.clone();
    let table = read(file, &columns, &short, args, cx)?;
    let mapping = import::map(&table, &columns, said, &short).map_err(|faults| unmapped(file, &faults, lang))?;
    notices(file, &mapping, cx);
    let change = session.desk.change("");
    let overlay = Overlay::new(change.files.into_iter().map(|file| (file.path, file.now)));
    let base = load::base_with(session.root(), Some(lang), lang, overlay);
    let loaded = load::load(session.root(), base, &Scope { no_registers: true, keep: true, ..Scope::default() }, Judge::Nothing)?;
    let keys = session.desk.keys();
    let how = How { on_conflict: on_conflict(args), today: session.today };
    let desk = RefCell::new(&mut session.desk);
    let value = |path: &str| desk.borrow_mut().value(path).map_err(|fault| format!("{:#}", trouble(fault, lang)));
    let text = |path: &str| {
        let mut desk = desk.borrow_mut();
        if desk.is_there(path) { desk.text(path).ok().map(str::to_owned) } else { None }
    };
    let archive = Archive { loaded: &loaded, value: &value, text: &text, keys };
    let outcome = import::plan(Brought { kind, table: &table, columns: &columns, mapping: &mapping }, archive, how);
    Ok(Planned { file: file.to_owned(), table, outcome })
}

fn on_conflict(args: &ImportArgs) -> import::OnConflict {
    match args.on_conflict.unwrap_or_default() {
        OnConflict::Error => import::OnConflict::Error,
        OnConflict::Skip => import::OnConflict::Skip,
        OnConflict::Update => import::OnConflict::Update,
    }
}

fn read(file: &Path, columns: &[Column], short: &str, args: &ImportArgs, cx: &Cx<'_>) -> Result<Table> {
    let lang = cx.lang;
    let name = file.display();
    let bytes = fs::read(cx.env.cwd.join(file)).map_err(|error| {
        let why = refusal(&error, lang);
        CliError::user(say!(lang, "读不了 `{name}`：{why}", "cannot read `{name}`: {why}"))
    })?;
    // A workbook is a zip archive or an old compound document, whatever it is called.
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        let error = CliError::user(say!(lang, "`{name}` 是工作簿，不是 CSV", "`{name}` is a workbook, not CSV"));
        return Err(error
            .hint(say!(lang, "在表格软件中把这张表另存为 CSV，再导入", "save the sheet as CSV from the spreadsheet, then import that"))
            .into());
    }
    if bytes.len() > limits::MAX_BYTES {
        return Err(
            CliError::user(say!(lang, "`{name}` 太大；请拆成几个文件", "`{name}` is too large; split it into several files")).into()
        );
    }
    let coding = match args.encoding.unwrap_or_default() {
        TableEncoding::Auto => Coding::Auto,
        TableEncoding::Utf8 => Coding::Utf8,
        TableEncoding::Gb18030 => Coding::Other(Charset::Gb18030),
    };
    let known = |column: &str| import::columns::named(columns, column, short).is_some();
    let table = csv::read(&bytes, &Options { coding, header_row: args.header_row, known: &known });
    Ok(table.map_err(|fault| {
        let why = fault.words(lang);
        CliError::user(say!(lang, "`{name}`：{why}", "`{name}`: {why}"))
    })?)
}

fn unmapped(file: &Path, faults: &[MapFault], lang: Lang) -> CliError {
    let name = file.display();
    let near =
        |near: &Option<String>| near.as_ref().map_or_else(String::new, |near| say!(lang, "；最接近的是 {near}", "; the nearest is {near}"));
    let words = faults.iter().map(|fault| match fault {
        MapFault::NoColumn(column, other) => say!(lang, "表里没有「{column}」这一列{}", "there is no column `{column}`{}", near(other)),
        MapFault::NoKey(key, other) => say!(lang, "没有 `{key}` 这一项{}", "there is no key `{key}`{}", near(other)),
        MapFault::Twice(key, one, two) => say!(
            lang,
            "「{one}」和「{two}」两列都对应 `{key}`；用 `--map {two}=` 不要其中一列",
            "columns `{one}` and `{two}` both go to `{key}`; leave one out with `--map {two}=`"
        ),
    });
    let words = words.collect::<Vec<_>>().join(crate::words::words("；", "; ").get(lang));
    CliError::user(say!(lang, "`{name}`：{words}", "`{name}`: {words}"))
}

/// Columns of which nothing is taken over are named, never dropped in silence.
fn notices(file: &Path, mapping: &Mapping, cx: &mut Cx<'_>) {
    let (lang, name) = (cx.lang, file.display());
    for (column, near) in &mapping.unknown {
        let help = match near {
            Some(key) => say!(lang, "；要用它请加 `--map {column}={key}`", "; to use it, add `--map {column}={key}`"),
            None => String::new(),
        };
        cx.ui.notice(say!(lang, "{name}：没有用到「{column}」这一列{help}", "{name}: the column `{column}` is not used{help}"));
    }
}

/// What a table would do: counts, the first few records, repeated rows, bad rows.
fn tell(one: &Planned, cx: &mut Cx<'_>) {
    let (lang, name, outcome) = (cx.lang, one.file.display(), &one.outcome);
    for kind in Kind::ALL {
        let of = |items: &[import::Item]| items.iter().filter(|item| item.kind == kind).count();
        let (added, updated) = (of(&outcome.added), of(&outcome.updated));
        let (unchanged, kept) = (of(&outcome.unchanged), of(&outcome.kept));
        if added + updated + unchanged + kept == 0 {
            continue;
        }
        let noun = kind.noun(lang);
        let mut line = say!(
            lang,
            "{name}：{noun}：新增 {added}，更新 {updated}，不变 {unchanged}",
            "{name}: {noun}: {added} new, {updated} updated, {unchanged} unchanged"
        );
        if kept > 0 {
            line.push_str(&say!(lang, "，与表不同而保留 {kept}", ", {kept} kept although the table differs"));
        }
        cx.ui.notice(line);
        let all = outcome.added.iter().filter(|item| item.kind == kind);
        let names: Vec<&str> = all.map(|item| item.name.as_str()).take(NAMED).collect();
        if !names.is_empty() {
            let more = if added > names.len() { " …" } else { "" };
            cx.ui.notice(format!("  {}{more}", lang.join(names)));
        }
    }
    for (row, first) in &outcome.repeated {
        cx.ui.notice(say!(lang, "{name}：第 {row} 行与第 {first} 行重复，已略过", "{name}:row {row} repeats row {first}; passed over"));
    }
    let mut absent: Vec<&str> = Vec::new();
    for bad in &outcome.bad {
        let row = bad.row;
        if bad.absent {
            // The same for every row: said once.
            if absent.contains(&bad.reason.as_str()) {
                continue;
            }
            absent.push(&bad.reason);
        }
        let why = import::words(bad, lang);
        let more = outcome.bad.iter().filter(|other| bad.absent && other.absent && other.reason == bad.reason).count();
        let more = if more > 1 { say!(lang, "（共 {more} 行）", " ({more} rows)") } else { String::new() };
        cx.ui.say(say!(
            lang,
            "{name}：第 {row} 行{more}{}{why}",
            "{name}:row {row}{more}{}{why}",
            if bad.column.is_some() { "" } else { "：" }
        ));
    }
}

/// Writes the bad rows where they can be mended.
fn reject(planned: &[Planned], args: &ImportArgs, cx: &mut Cx<'_>) -> Result<()> {
    let lang = cx.lang;
    for one in planned.iter().filter(|one| !one.outcome.bad.is_empty()) {
        let path = args.rejects.clone().unwrap_or_else(|| beside(&one.file));
        let name = path.display();
        let text = import::rejects(&one.table, &one.outcome, lang);
        fs::write(cx.env.cwd.join(&path), text).map_err(|error| {
            let why = refusal(&error, lang);
            CliError::system(say!(lang, "不能写入 `{name}`：{why}", "cannot write `{name}`: {why}"))
        })?;
        let rows = one.outcome.bad_rows().len();
        cx.ui.say(say!(lang, "{rows} 行连同原因写到 {name}", "{rows} rows with their reasons are in {name}"));
    }
    Ok(())
}

/// `customers-rejects.csv` beside `customers.csv`.
fn beside(file: &Path) -> PathBuf {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    file.with_file_name(format!("{stem}-rejects.csv"))
}
