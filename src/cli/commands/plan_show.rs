//! `kehu plan [show] CUSTOMER`: a year's customer plan on a page.

use anyhow::Result;
use chrono::Datelike;

use crate::archive::{CustomerFolder, DocKind, Loaded, Unread};
use crate::cli::args::{Format, PlanArgs};
use crate::cli::{CliError, Cx, Exit, Globals, open, sheets};
use crate::render::sheet::SheetStyle;
use crate::report::plan::{self, Page};
use crate::report::show::Source;
use crate::say;
use crate::words::shell_word;

/// The documents that the page is made from, besides the plan itself.
const NEEDED: &[DocKind] = &[DocKind::Settings, DocKind::Staff, DocKind::Customer, DocKind::KeyPeople, DocKind::ContactReport];

/// Prints the page.
pub(super) fn run(args: &PlanArgs, customer: &str, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let format = sheets::format(globals.format(Format::DOCUMENTS)?);
    let opened = open::open(globals, cx)?;
    let loaded = opened.one(customer, cx)?;
    let Some(folder) = loaded.customers.first() else {
        return Err(CliError::internal(say!(cx.lang, "客户没有读入", "the customer was not read")).into());
    };
    let year = args.year.unwrap_or_else(|| globals.as_of.year());
    let unread = unread(&loaded, folder, year, args.summary_only);
    let doc = folder.plan_of(year);
    if doc.is_none() && !folder.broken.iter().any(|(kind, path)| *kind == DocKind::Plan && is_of(path, year)) {
        return Err(not_there(folder, year, cx).into());
    }
    let source = Source { world: &loaded.world, customer: folder, today: globals.as_of, reveal: false, unread: &unread };
    let page = Page { source, plan: doc, year };
    let width = cx.ui.prose_width();
    let style = SheetStyle {
        lang: cx.lang,
        unit: loaded.world.unit,
        color: cx.ui.color_data() && globals.output.is_none(),
        width,
        ..SheetStyle::default()
    };
    sheets::deliver(&[plan::sheet(&page, args.summary_only)], format, &style, globals, cx)?;
    for hint in plan::hints(&page) {
        cx.ui.notice(hint);
    }
    super::form::say_unread(&unread, cx);
    Ok(Exit::found(!unread.is_empty()))
}

/// Whether this is the file of the year's plan.
fn is_of(path: &str, year: i32) -> bool {
    path.rsplit('/').next().and_then(|name| name.split('.').next()) == Some(year.to_string().as_str())
}

/// The documents of the page that could not be read whole. The summary is a text of the plan's own.
fn unread(loaded: &Loaded, folder: &CustomerFolder, year: i32, summary_only: bool) -> Vec<Unread> {
    loaded.unread_of(folder, |kind, path| match kind {
        DocKind::Plan => is_of(path, year),
        DocKind::Customer => true,
        other => !summary_only && NEEDED.contains(&other),
    })
}

/// There is no plan of that year.
fn not_there(folder: &CustomerFolder, year: i32, cx: &Cx<'_>) -> CliError {
    let (lang, called, id) = (cx.lang, folder.called(), shell_word(&folder.id));
    let error = CliError::user(say!(lang, "{called}还没有 {year} 年的客户计划", "{called} has no customer plan for {year} yet"));
    let years: Vec<String> = folder.plans.iter().filter_map(|doc| doc.year()).map(|year| year.to_string()).collect();
    let error = match years.last() {
        Some(last) => {
            let all = lang.join(&years);
            error.hint(say!(
                lang,
                "有这些年度的：{all}，如 `kehu plan {id} --year {last}`",
                "there are plans of {all}: `kehu plan {id} --year {last}`"
            ))
        }
        None => error,
    };
    error.hint(say!(lang, "新建：`kehu plan new {id} --year {year}`", "to make it: `kehu plan new {id} --year {year}`"))
}
