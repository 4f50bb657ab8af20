//! `kehu policy list|show|duties`: what is in force, where it comes from, and who has to do what when.

use anyhow::Result;

use crate::cli::args::{Format, Key, PolicyArgs, PolicyWhat, TableArgs};
use crate::cli::{CliError, Cx, Exit, Globals, open, tables};
use crate::model::period::{Period, PeriodKind};
use crate::render::document::{Document, Setting};
use crate::render::table::{Table, TableStyle};
use crate::render::tables::TableFormat;
use crate::report::explain::Asked;
use crate::report::policy::{self, AskedDuties};
use crate::rules::{Rule, registry};
use crate::say;
use crate::world::World;

/// Shows the policy.
pub(crate) fn run(args: &PolicyArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    if args.what != PolicyWhat::Duties {
        let asked = [("--role", args.role.is_some()), ("--period", args.period.is_some())];
        if let Some((option, _)) = asked.iter().find(|(_, given)| *given) {
            return Err(not_for(option, args.what, cx).into());
        }
    }
    match args.what {
        PolicyWhat::List => list(args, globals, cx),
        PolicyWhat::Show => show(args, globals, cx),
        PolicyWhat::Duties => duties(args, globals, cx),
    }
}

fn not_for(option: &str, what: PolicyWhat, cx: &Cx<'_>) -> CliError {
    let what = what.key();
    CliError::user(say!(cx.lang, "`{option}` 不用于 `policy {what}`", "`{option}` is not for `policy {what}`")).hint(say!(
        cx.lang,
        "用于 `kehu policy duties`，如 `kehu policy duties --role account_manager --period 2026-07`",
        "it is for `kehu policy duties`, such as `kehu policy duties --role account_manager --period 2026-07`"
    ))
}

/// Works outside an archive too: that is where somebody chooses a preset.
fn list(args: &PolicyArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let opened = open::open_if_any(globals, cx)?;
    let asked = Asked { lang: cx.lang, world: opened.as_ref().map(|opened| &opened.base.world) };
    if let Some(world) = asked.world {
        tell_faults(world, cx);
    }
    let named = named(args, cx)?;
    let with_presets = named.is_none();
    let rules: Vec<&'static Rule> = named.unwrap_or_else(|| registry::all().collect());
    let machine = || policy::list(&rules, with_presets, asked);
    deliver(machine, || policy::overview(&rules, with_presets, asked), args, globals, cx)
}

/// What `kehu.toml` says wrongly does not count, and the answer is not what its writer expects.
fn tell_faults(world: &World, cx: &mut Cx<'_>) {
    let count = crate::policy::review::review(world).len();
    if count > 0 {
        cx.ui.notice(say!(
            cx.lang,
            "kehu.toml 中有 {count} 处设置写错，没有计入；用 `kehu check` 查看",
            "settings in kehu.toml that are wrong and do not count: {count}; see `kehu check`"
        ));
    }
}

fn show(args: &PolicyArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let opened = open::open(globals, cx)?;
    let world = &opened.base.world;
    tell_faults(world, cx);
    let named = named(args, cx)?;
    let all = named.is_some();
    // Nobody asks for the parameters of rules that do not count here, unless by name.
    let rules = named.unwrap_or_else(|| registry::all().filter(|rule| world.policy.is_in_force(rule)).collect());
    deliver(|| policy::show(&rules, world), || policy::settings(&rules, all, world), args, globals, cx)
}

fn duties(args: &PolicyArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let opened = open::open(globals, cx)?;
    let world: &World = &opened.base.world;
    tell_faults(world, cx);
    let period = match &args.period {
        Some(text) => Period::parse(text, globals.as_of).map_err(|error| CliError::user(error.describe(cx.lang)))?,
        None => Period::of(PeriodKind::Month, globals.as_of),
    };
    let named = named(args, cx)?;
    let asked = AskedDuties { world, role: args.role, period, rules: named.as_deref() };
    deliver(|| policy::duties(asked), || policy::checklist(asked), args, globals, cx)
}

/// The rules that the command line names, in the order of the catalogue; none: all.
fn named(args: &PolicyArgs, cx: &Cx<'_>) -> Result<Option<Vec<&'static Rule>>> {
    let ids = crate::cli::rules::chosen(&args.rules, cx.lang)?;
    Ok(ids.map(|ids| registry::all().filter(|rule| ids.contains(&rule.id)).collect()))
}

/// People read a page, machines one flat table.
fn deliver(table: impl Fn() -> Table, page: impl Fn() -> Document, args: &PolicyArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let format = TableFormat::parse(&globals.format(Format::TABLES)?.key()).unwrap_or_default();
    if tables::is_machine(format) {
        return tables::deliver(&table(), format, Default::default(), &TableArgs::plain(args.excel), globals, cx);
    }
    let width = cx.ui.table_width().and_then(|width| u16::try_from(width).ok()).filter(|_| globals.output.is_none());
    let style = TableStyle { lang: cx.lang, width, ..TableStyle::default() };
    if let Some(bytes) = tables::document(&page(), format, &style) {
        cx.deliver(globals, &bytes)?;
        return Ok(Exit::Clean);
    }
    let text = match format {
        TableFormat::Markdown => page().markdown(&style),
        _ => page().text(&Setting { width: cx.ui.prose_width(), color: cx.ui.color_data() && globals.output.is_none(), table: style }),
    };
    cx.deliver(globals, text.as_bytes())?;
    Ok(Exit::Clean)
}
