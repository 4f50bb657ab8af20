//! `kehu show CUSTOMER [PERSON]`: a customer, or one of its people, on a page.

use std::path::Path;

use anyhow::Result;

use crate::archive::{CustomerFolder, DocKind};
use crate::cli::access::Counter;
use crate::cli::args::{Format, ShowArgs};
use crate::cli::{CliError, Cx, Exit, Globals, open, pick, sheets};
use crate::form::choices::PaperForm;
use crate::render::sheet::SheetStyle;
use crate::report::access;
use crate::report::sheet::Sheet;
use crate::report::show::{self, Source};
use crate::say;
use crate::world::World;

/// The documents that a page is made from.
const NEEDED: &[DocKind] = &[
    DocKind::Settings,
    DocKind::Staff,
    DocKind::Customer,
    DocKind::KeyPeople,
    DocKind::Person,
    DocKind::Insight,
    DocKind::Plan,
    DocKind::ContactReport,
];

/// The mark of secrecy and the stamp of who shows restricted fields (SEC-05).
///
/// # Errors
/// Who may not is refused (SEC-04).
pub(super) fn stamped(
    page: &mut Sheet,
    world: &World,
    customer: &CustomerFolder,
    root: &Path,
    globals: &Globals,
    cx: &mut Cx<'_>,
) -> Result<(), CliError> {
    let counter = Counter::open(root, world, globals, cx)?;
    let right = counter.must(&counter.asked(world, customer, PaperForm::Two), cx)?;
    page.mark = Some(access::mark(world));
    page.stamp = Some(right.stamp(world, globals.as_of));
    Ok(())
}

/// Prints the page.
pub(crate) fn run(args: &ShowArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let format = sheets::format(globals.format(Format::DOCUMENTS)?);
    let opened = open::open(globals, cx)?;
    let root = opened.root.clone();
    let loaded = opened.one(&args.customer, cx)?;
    let Some(folder) = loaded.customers.first() else {
        return Err(CliError::internal(say!(cx.lang, "客户没有读入", "the customer was not read")).into());
    };
    let person = args.person.as_ref().map(|text| pick::person(folder, text, cx.lang)).transpose()?;
    let unread = loaded.unread_of(folder, |kind, _| NEEDED.contains(&kind));
    let source = Source { world: &loaded.world, customer: folder, today: globals.as_of, reveal: args.reveal, unread: &unread };
    let mut page = match &person {
        Some(person) => show::person(&source, person),
        None => show::customer(&source),
    };
    if args.reveal {
        stamped(&mut page, &loaded.world, folder, &root, globals, cx)?;
    }
    let style = SheetStyle {
        lang: cx.lang,
        unit: loaded.world.unit,
        color: cx.ui.color_data() && globals.output.is_none(),
        width: cx.ui.prose_width(),
        ..SheetStyle::default()
    };
    sheets::deliver(&[page], format, &style, globals, cx)?;
    super::form::say_unread(&unread, cx);
    Ok(Exit::found(!unread.is_empty()))
}
