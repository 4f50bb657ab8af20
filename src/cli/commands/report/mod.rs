//! `kehu report NAME`: the numbered reports, on the screen, as a file, as a mail.

mod draft;
mod folder;
mod packed;
mod place;
mod post;

use std::path::Path;

use anyhow::Result;

use crate::analysis::due;
use crate::analysis::snapshot::Snapshot;
use crate::archive::load::{Judge, Scope};
use crate::archive::{CustomerFolder, Loaded};
use crate::cli::args::{Format, ReportArgs};
use crate::cli::open::Opened;
use crate::cli::write::steps;
use crate::cli::{CliError, Cx, Exit, Globals, open, past, query, sheets, tables};
use crate::findings::Finding;
use crate::model::money::Unit;
use crate::model::period::Period;
use crate::query::Query;
use crate::render::mail::Recipient;
use crate::render::sheet::SheetFormat;
use crate::render::tables::TableFormat;
use crate::report::numbered::{self, Ask, Made, Reads, Spec, pack};
use crate::resolve;
use crate::say;
use crate::words::Lang;

/// Columns of a report off a terminal.
const PAPER: usize = 100;

/// Makes the report.
pub(crate) fn run(args: &ReportArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    if matches!(args.name.as_str(), "list" | "列表") {
        return list(args, globals, cx);
    }
    let lang = cx.lang;
    let spec = numbered::find(&args.name).ok_or_else(|| unknown(&args.name, lang))?;
    if args.skeleton {
        return draft::run(spec, args, globals, cx);
    }
    let to = post::recipients(args, globals, cx)?;
    let folder = globals.output.clone().filter(|path| place::is_folder(path, cx));
    let format = sheets::format(if args.mail_format { Format::Text } else { globals.format(Format::REPORTS)? });
    let opened = open::open(globals, cx)?;
    let when = when(spec, args, globals, &opened)?;
    let is_pack = pack::parts(spec).is_some();
    let place = if is_pack { packed::place(spec, args, &when, globals, cx)? } else { None };
    let query = query::read(&args.query, globals, &opened, cx)?;
    let repo = opened.repo.clone();
    // First the states before, of which little is kept: two whole archives at once would take twice the memory.
    let before = before(spec, &when, &opened);
    let loaded = load(spec, &query, &when, opened)?;
    let settles = |finding: &Finding| {
        let folder = finding.customer.as_deref().and_then(|id| due::folder(&loaded, id));
        steps::command(finding, folder.map_or(&[][..], std::slice::from_ref), loaded.world.lang)
    };
    let wanted = |customer: &CustomerFolder| query.is_empty() || query.matches_customer(&loaded.world, customer, when.day);
    let needed = |customer: &CustomerFolder| query.may_mean(&loaded.world, customer, when.day);
    let ask = Ask {
        spec,
        loaded: &loaded,
        day: when.day,
        period: when.period,
        query: &query,
        wanted: &wanted,
        needed: &needed,
        machine: format.is_machine(),
        unit: args.shown.unit.map_or(loaded.world.unit, Unit::from),
        before: &before,
        settles: &settles,
    };
    let exit = if is_pack {
        let about = packed::About { args, globals, revision: packed::revision(&repo) };
        packed::run(&ask, place, to, &about, globals, cx)
    } else {
        single(&ask, folder.as_deref(), format, to, args, globals, cx)
    };
    // The process ends here: taking thousands of customers apart one by one would only make people wait.
    std::mem::forget(loaded);
    exit
}

/// One report: on standard output, in a file, in a folder, as a mail.
fn single(
    ask: &Ask<'_>,
    folder: Option<&Path>,
    format: SheetFormat,
    to: Vec<Recipient>,
    args: &ReportArgs,
    globals: &Globals,
    cx: &mut Cx<'_>,
) -> Result<Exit> {
    let made = (ask.spec.make)(ask);
    let style = sheets::style(ask.loaded.world.unit, PAPER, &args.shown, globals, cx);
    match folder {
        _ if args.mail_format => post::deliver(&made.pages, &summary(ask, &made), to, &style, globals, cx)?,
        Some(folder) => place::into(folder, ask, &made, format, &style, globals, cx)?,
        None => sheets::deliver(&made.pages, format, &style, globals, cx)?,
    }
    Ok(close(&made, format, args, ask, cx))
}

/// How the archive stood at the end of the periods before.
fn before(spec: &Spec, when: &When, opened: &Opened) -> Vec<Snapshot> {
    let Reads::Before(kind, count) = spec.reads else { return Vec::new() };
    let last = Period::of(kind, when.period.last_day().min(when.day));
    let periods = std::iter::successors(Some(last.previous()), |period| Some(period.previous())).take(usize::from(count));
    let days = periods.map(|period| numbered::judged_on(period, when.day, spec.grace));
    let watch = opened.watcher.watch();
    let scope = Scope { counter: Some(watch.counter().clone()), ..Scope::default() };
    past::snapshots(&opened.root, &opened.repo, &opened.base.world, days, &scope)
}

/// The line that says what matters most, what could not be counted, and the exit status.
fn close(made: &Made, format: SheetFormat, args: &ReportArgs, ask: &Ask<'_>, cx: &mut Cx<'_>) -> Exit {
    if format.is_machine() {
        made.pages.iter().flat_map(|page| page.tables()).flat_map(|table| &table.hints).for_each(|hint| cx.ui.notice(hint));
    }
    cx.ui.notice(summary(ask, made));
    let mut unread: Vec<(String, String)> = made.pages.iter().flat_map(|page| page.unread()).collect();
    unread.sort();
    unread.dedup();
    let exit = tables::name_unread(&crate::render::table::Table { unread, ..Default::default() }, cx);
    if args.exit_code && made.open > 0 { Exit::Findings } else { exit }
}

/// R-07 接触提醒与逾期清单（2026-07-08）：逾期 4 项，7 天内 3 项
pub(super) fn summary(ask: &Ask<'_>, made: &Made) -> String {
    let lang = ask.lang();
    let (id, title, period, what) = (ask.spec.id(), ask.spec.title.get(lang), ask.period.label(lang), &made.summary);
    say!(lang, "{id} {title}（{period}）：{what}", "{id} {title} ({period}): {what}")
}

/// The thirty.
fn list(args: &ReportArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let format = sheets_to_table(sheets::format(globals.format(Format::REPORTS)?));
    if let Some(opened) = open::open_if_any(globals, cx)? {
        cx.lang = opened.base.world.lang;
    }
    tables::deliver(&numbered::list(cx.lang), format, Unit::Yuan, &args.shown, globals, cx)
}

const fn sheets_to_table(format: SheetFormat) -> TableFormat {
    match format {
        SheetFormat::Text => TableFormat::Text,
        SheetFormat::Markdown => TableFormat::Markdown,
        SheetFormat::Csv => TableFormat::Csv,
        SheetFormat::Json => TableFormat::Json,
        SheetFormat::Jsonl => TableFormat::Jsonl,
        SheetFormat::Html => TableFormat::Html,
        SheetFormat::Xlsx => TableFormat::Xlsx,
    }
}

/// The stretch of time, and the day on which it is judged.
#[derive(Clone, Copy, Debug)]
pub(super) struct When {
    period: Period,
    day: chrono::NaiveDate,
}

fn when(spec: &Spec, args: &ReportArgs, globals: &Globals, opened: &Opened) -> Result<When> {
    let world = &opened.base.world;
    let (lang, today) = (world.lang, globals.as_of);
    let due_day = u32::try_from(world.policy.figure("CAD-01.due_day")).unwrap_or(7);
    let period = match &args.period {
        Some(text) => Period::parse(text, today).map_err(|error| CliError::user(error.describe(lang)))?,
        None => spec.period(today, due_day),
    };
    if period.first_day() > today {
        let (label, hint) = (
            period.label(lang),
            say!(lang, "换一段时间，或用 `--as-of` 指定更晚的日期", "ask for another period, or for a later day by `--as-of`"),
        );
        return Err(CliError::user(say!(lang, "{label}在 {today} 还没有开始", "{label} has not begun on {today}")).hint(hint).into());
    }
    let day = if globals.as_of_said { today } else { numbered::judged_on(period, today, spec.grace) };
    Ok(When { period, day })
}

/// Reads what the report is made from.
fn load(spec: &Spec, query: &Query, when: &When, opened: Opened) -> Result<Loaded> {
    match spec.reads {
        Reads::Kinds(kinds) => opened.load(&Scope { kinds: Some(query.kinds(kinds)), ..Scope::default() }, Judge::Nothing),
        Reads::All => opened.load(&Scope::default(), Judge::Nothing),
        Reads::Findings | Reads::Before(..) => opened.load(&Scope { keep: true, ..Scope::default() }, Judge::Audit(when.day)),
    }
}

fn unknown(name: &str, lang: Lang) -> CliError {
    let names = numbered::ALL.iter().map(|spec| spec.name).chain(["quarterly", "list"]);
    let nearest = resolve::nearest(name, names);
    let error = CliError::user(say!(lang, "没有报告 `{name}`", "there is no report `{name}`"));
    let error = match nearest {
        Some(near) => error.hint(say!(lang, "最接近的是 `{near}`", "the nearest is `{near}`")),
        None => error,
    };
    error.hint(say!(lang, "`kehu report list` 列出全部", "`kehu report list` names them all"))
}
