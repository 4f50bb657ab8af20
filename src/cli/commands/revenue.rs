//! `kehu revenue [QUERY]`: 附表7 收益计划 over the customers.

use anyhow::Result;
use chrono::Datelike;

use crate::archive::CustomerFolder;
use crate::archive::load::{Judge, Scope};
use crate::cli::args::{Format, Key, RevenueArgs, RevenueBy};
use crate::cli::{Cx, Exit, Globals, open};
use crate::render::table::TableStyle;
use crate::render::tables::{self, TableFormat};
use crate::report::revenue::{Asked, By, table};
use crate::say;

/// Shows the year's projects, or sums of them.
pub(crate) fn run(args: &RevenueArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let asked = globals.format(Format::TABLES)?;
    let format = TableFormat::parse(&asked.key()).unwrap_or_default();
    let opened = open::open(globals, cx)?;
    let unit = opened.base.world.unit;
    let loaded = opened.load(&Scope { no_registers: true, ..Scope::default() }, Judge::Nothing)?;
    // The one place where the query's terms decide.
    let wanted = |_: &CustomerFolder| true;
    let asked = Asked {
        year: args.year.unwrap_or_else(|| globals.as_of.year()),
        day: globals.as_of,
        by: args.by.map(By::from),
        machine: matches!(format, TableFormat::Csv | TableFormat::Json | TableFormat::Jsonl),
        wanted: &wanted,
    };
    let table = table(&loaded, &asked);
    let width = cx.ui.table_width().and_then(|width| u16::try_from(width).ok());
    let style = TableStyle { lang: cx.lang, unit, width: width.filter(|_| globals.output.is_none()), round: args.round, excel: args.excel };
    cx.deliver(globals, &tables::render(format, &table, &style))?;
    for (path, reason) in &table.unread {
        cx.ui.say(say!(cx.lang, "未计入：{path}（{reason}）", "not counted: {path} ({reason})"));
    }
    Ok(Exit::found(!table.unread.is_empty()))
}

impl From<RevenueBy> for By {
    fn from(by: RevenueBy) -> Self {
        match by {
            RevenueBy::Customer => Self::Customer,
            RevenueBy::Am => Self::Am,
            RevenueBy::Region => Self::Region,
            RevenueBy::Category => Self::Category,
            RevenueBy::Tier => Self::Tier,
            RevenueBy::Product => Self::Product,
            RevenueBy::Stage => Self::Stage,
        }
    }
}
