//! `kehu revenue [QUERY]`: 附表7 收益计划 over the customers.

use anyhow::Result;
use chrono::Datelike;

use crate::archive::CustomerFolder;
use crate::archive::load::{Judge, Scope};
use crate::cli::args::{Format, Key, RevenueArgs, RevenueBy};
use crate::cli::{Cx, Exit, Globals, open, query, tables};
use crate::render::tables::TableFormat;
use crate::report::revenue::{Asked, By, table};

/// Shows the year's projects, or sums of them.
pub(crate) fn run(args: &RevenueArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let asked = globals.format(Format::TABLES)?;
    let format = TableFormat::parse(&asked.key()).unwrap_or_default();
    let opened = open::open(globals, cx)?;
    let unit = opened.base.world.unit;
    let query = query::read(&args.query, globals, &opened, cx)?;
    let loaded = opened.load(&Scope { no_registers: true, ..Scope::default() }, Judge::Nothing)?;
    let wanted = |folder: &CustomerFolder| query.matches_customer(&loaded.world, folder, globals.as_of);
    let asked = Asked {
        year: args.year.unwrap_or_else(|| globals.as_of.year()),
        day: globals.as_of,
        by: args.by.map(By::from),
        machine: tables::is_machine(format),
        wanted: &wanted,
    };
    let table = table(&loaded, &asked);
    tables::deliver(&table, format, unit, args.round, args.excel, globals, cx)
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
