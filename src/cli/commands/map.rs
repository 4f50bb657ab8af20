//! `kehu map CUSTOMER`: 关键人物关系图, as a tree for the terminal, a picture, or the source of one.

use anyhow::Result;

use crate::analysis::map::Map;
use crate::archive::DocKind;
use crate::cli::args::{Format, MapArgs};
use crate::cli::{CliError, Cx, Exit, Globals, open};
use crate::render::map::{self, MapFormat, MapStyle};
use crate::say;

/// The documents that a map is made from.
const NEEDED: &[DocKind] = &[DocKind::Settings, DocKind::Staff, DocKind::Customer, DocKind::KeyPeople, DocKind::ContactReport];

/// Draws the map.
pub(crate) fn run(args: &MapArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let format = match globals.format(Format::MAPS)? {
        Format::Svg => MapFormat::Svg,
        Format::Dot => MapFormat::Dot,
        Format::Mermaid => MapFormat::Mermaid,
        Format::Markdown => MapFormat::Markdown,
        _ => MapFormat::Text,
    };
    let opened = open::open(globals, cx)?;
    let loaded = opened.one(&args.customer, cx)?;
    let Some(folder) = loaded.customers.first() else {
        return Err(CliError::internal(say!(cx.lang, "客户没有读入", "the customer was not read")).into());
    };
    let unread = loaded.unread_of(folder, |kind, _| NEEDED.contains(&kind));
    let mut drawn = Map::of(folder, &loaded.world, globals.as_of);
    drawn.left_out = unread.iter().map(|one| one.path.to_string()).collect();
    let style = MapStyle { lang: cx.lang, color: cx.ui.color_data() && globals.output.is_none(), width: cx.ui.prose_width() };
    let mut page = map::render(format, &drawn, &style);
    if matches!(format, MapFormat::Text | MapFormat::Markdown) {
        page = cx.ui.typed(&page);
    }
    cx.deliver(globals, page.as_bytes())?;
    super::form::say_unread(&unread, cx);
    Ok(Exit::found(!unread.is_empty()))
}
