//! `kehu brief CUSTOMER`: the page before a visit.

use anyhow::Result;
use chrono::Days;

use crate::analysis::due;
use crate::archive::Unread;
use crate::archive::load::{self, Judge};
use crate::cli::args::{BriefArgs, Format};
use crate::cli::{CliError, Cx, Exit, Globals, open, pick, sheets};
use crate::discover::Ignored;
use crate::render::sheet::SheetStyle;
use crate::report::brief::{self, Page};
use crate::report::show::Source;
use crate::say;

/// Prints the page.
pub(crate) fn run(args: &BriefArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let format = sheets::format(globals.format(Format::DOCUMENTS)?);
    let opened = open::open(globals, cx)?;
    let root = opened.root.clone();
    let ignored = Ignored::new(&root);
    let id = pick::customer(&opened, &args.customer, &ignored, cx)?;
    let today = globals.as_of;
    let loaded = load::one_judged(&root, opened.base, &id, &ignored, Judge::Audit(today));
    let Some(folder) = loaded.customers.first() else {
        return Err(CliError::internal(say!(cx.lang, "客户没有读入", "the customer was not read")).into());
    };
    let unread: &[Unread] = &loaded.unread;
    let source = Source { world: &loaded.world, customer: folder, today, reveal: args.reveal, unread };
    let until = today.checked_add_days(Days::new(brief::AHEAD)).unwrap_or(today);
    let due = due::of_customer(&loaded.world, folder, today, until);
    let page = Page { source, findings: &loaded.findings, due: &due };
    let width = cx.ui.prose_width();
    let style = SheetStyle {
        lang: cx.lang,
        unit: loaded.world.unit,
        color: cx.ui.color_data() && globals.output.is_none(),
        width,
        ..SheetStyle::default()
    };
    let mut sheet = brief::sheet(&page).reworded(&|text| cx.ui.typed(text));
    if args.reveal {
        super::show::stamped(&mut sheet, &loaded.world, folder, &root, globals, cx)?;
    }
    sheets::deliver(&[sheet], format, &style, globals, cx)?;
    for hint in brief::hints(&source) {
        cx.ui.notice(hint);
    }
    super::form::say_unread(unread, cx);
    Ok(Exit::found(!unread.is_empty()))
}
