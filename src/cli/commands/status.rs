//! `kehu status`, also a bare `kehu` in an archive: today at a glance.

use std::thread;

use anyhow::Result;
use chrono::Days;

use crate::analysis::due::{self, Item};
use crate::archive::load::{Judge, Scope};
use crate::cli::args::{Format, StatusArgs};
use crate::cli::write::steps;
use crate::cli::{Cx, Exit, Globals, access, open, sheets};
use crate::findings::Finding;
use crate::git;
use crate::render::sheet::SheetStyle;
use crate::report::status::{self, Page};

/// Looks so many days ahead.
const DAYS: usize = 7;

/// Prints the page.
pub(crate) fn run(args: &StatusArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let format = sheets::format(globals.format(Format::DOCUMENTS)?);
    let opened = open::open(globals, cx)?;
    let world = &opened.base.world;
    let me = access::me(globals, &opened.root, world, cx)?;
    // Git looks at the files while they are read here.
    let root = opened.root.clone();
    let changed = thread::spawn(move || git::changed(&root).ok());
    let today = globals.as_of;
    let loaded = opened.load(&Scope { keep: true, ..Scope::default() }, Judge::Audit(today))?;
    let days = args.days.unwrap_or(DAYS);
    let until = today.checked_add_days(Days::new(u64::try_from(days).unwrap_or(u64::MAX))).unwrap_or(today);
    let mut due = due::all(&loaded, today, until);
    if let Some(me) = &me {
        let above = due::escalated(&loaded, &due, today).into_iter();
        due.extend(above.filter(|item| item.staff.as_ref().is_some_and(|staff| staff.id == *me)));
        due.sort_by(Item::order);
    }
    let changed = changed.join().ok().flatten();
    let settles = |finding: &Finding| steps::command(finding, &loaded.customers, loaded.world.lang);
    let page = Page { loaded: &loaded, me: me.as_deref(), today, days, due: &due, changed: changed.as_deref(), settles: &settles };
    let width = cx.ui.prose_width();
    let style = SheetStyle {
        lang: cx.lang,
        unit: loaded.world.unit,
        color: cx.ui.color_data() && globals.output.is_none(),
        width,
        ..SheetStyle::default()
    };
    let page_text = status::sheet(&page).reworded(&|text| cx.ui.typed(text));
    sheets::deliver(&[page_text], format, &style, globals, cx)?;
    open::say_unknown_updates(&loaded, cx);
    let unread: Vec<_> = status::unread(&page).into_iter().cloned().collect();
    super::form::say_unread(&unread, cx);
    let exit = Exit::found(!unread.is_empty());
    // The process ends here: taking thousands of customers apart one by one would only make people wait.
    std::mem::forget(loaded);
    Ok(exit)
}
