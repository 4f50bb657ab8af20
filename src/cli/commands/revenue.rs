//! `kehu revenue [QUERY]`: 附表7 收益计划 over the customers.

use anyhow::Result;
use chrono::Datelike;

use crate::archive::load::{Judge, Scope};
use crate::archive::{CustomerFolder, DocKind};
use crate::cli::args::{Format, Key, RevenueArgs, RevenueBy};
use crate::cli::{Cx, Exit, Globals, open, query, tables};
use crate::form::plan::RevenueLine;
use crate::model::money::Unit;
use crate::render::tables::TableFormat;
use crate::report::revenue::{Asked, By, about_customers, chart, is_meant, table};
use crate::say;

/// Shows the year's projects, or sums of them.
pub(crate) fn run(args: &RevenueArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let asked_format = globals.format(Format::CHARTS)?;
    let format = TableFormat::parse(&asked_format.key()).unwrap_or_default();
    let opened = open::open(globals, cx)?;
    let query = query::read(&args.query, globals, &opened, cx)?;
    let loaded =
        opened.load(&Scope { no_registers: true, kinds: Some(query.kinds(&[DocKind::Plan])), ..Scope::default() }, Judge::Nothing)?;
    let (world, day) = (&loaded.world, globals.as_of);
    let of_customers = about_customers(&query);
    let wanted = |folder: &CustomerFolder| of_customers.may_mean(world, folder, day);
    let project = |folder: &CustomerFolder, line: &RevenueLine| is_meant(&query, world, folder, line, day);
    let asked = Asked {
        year: args.year.or_else(|| query.year()).unwrap_or_else(|| day.year()),
        day,
        by: args.by.map(By::from),
        actual: args.actual,
        machine: asked_format != Format::Svg && tables::is_machine(format),
        unit: args.shown.unit.map_or(world.unit, Unit::from),
        wanted: &wanted,
        project: &project,
    };
    let table = table(&loaded, &asked);
    if asked_format == Format::Svg {
        return tables::picture(&table, &chart(&loaded, &asked), globals, cx);
    }
    let chart = (format == TableFormat::Html).then(|| chart(&loaded, &asked));
    let year = asked.year;
    let title = say!(cx.lang, "{year} 年收益计划（截至 {day}）", "Revenue plan of {year} (as of {day})");
    tables::charted(&table.titled(title), chart.as_ref(), format, world.unit, &args.shown, globals, cx)
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
            RevenueBy::Month => Self::Month,
        }
    }
}
