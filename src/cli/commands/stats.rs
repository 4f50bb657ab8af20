//! `kehu stats NAME [QUERY]`: what the figures say.

use anyhow::Result;

use crate::archive::CustomerFolder;
use crate::archive::load::{Judge, Scope};
use crate::cli::args::{Format, Key, StatsArgs, StatsName};
use crate::cli::{CliError, Cx, Exit, Globals, open, query, tables};
use crate::model::money::{Money, Unit};
use crate::model::period::Period;
use crate::render::tables::TableFormat;
use crate::report::stats::{Asked, Name, Refusal, answer};
use crate::say;
use crate::words::Lang;

/// Computes and shows it.
pub(crate) fn run(args: &StatsArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let name = Name::from(args.name);
    let format = globals.format(Format::CHARTS)?;
    let opened = open::open(globals, cx)?;
    let lang = cx.lang;
    if format == Format::Svg && !name.has_chart() {
        return Err(no_chart(name, lang).into());
    }
    let period = period(args, name, globals, lang)?;
    let target = target(args, name, opened.base.world.unit, lang)?;
    let query = query::read(&args.query, globals, &opened, cx)?;
    let kinds = Some(query.kinds(name.kinds()));
    let loaded = opened.load(&Scope { kinds, ..Scope::default() }, Judge::Nothing)?;
    let (world, day) = (&loaded.world, globals.as_of);
    let wanted = |folder: &CustomerFolder| query.is_empty() || query.matches_customer(world, folder, day);
    // Where the profile could not be read nobody knows whether the customer is meant: its documents are named.
    let needed = |folder: &CustomerFolder| folder.profile.as_ref().is_none_or(|doc| !doc.whole) || wanted(folder);
    let format_of_table = TableFormat::parse(&format.key()).unwrap_or_default();
    let unit = args.shown.unit.map_or(world.unit, Unit::from);
    let machine = format != Format::Svg && tables::is_machine(format_of_table);
    let everybody = query.is_empty();
    let asked = Asked { day, period, target, machine, unit, wanted: &wanted, needed: &needed, everybody, on_page: false };
    let answer = answer(name, &loaded, &asked).map_err(refused)?;
    match &answer.chart {
        Some(chart) if format == Format::Svg => tables::picture(&answer.table, chart, globals, cx),
        chart => {
            // Two names for one thing would be one too many: what has a picture is called as in it.
            let title = chart.as_ref().map_or_else(|| tables::title(name.title(), day, lang), |chart| chart.title.clone());
            tables::charted(&answer.table.clone().titled(title), chart.as_ref(), format_of_table, world.unit, &args.shown, globals, cx)
        }
    }
}

fn refused(refusal: Refusal) -> CliError {
    refusal.hints.into_iter().fold(CliError::user(refusal.message), CliError::hint)
}

fn no_chart(name: Name, lang: Lang) -> CliError {
    let key = name.key();
    let all = Name::ALL.into_iter().filter(|name| name.has_chart()).map(Name::key).collect::<Vec<_>>().join(", ");
    CliError::user(say!(lang, "`stats {key}` 没有图", "there is no picture of `stats {key}`")).hint(say!(
        lang,
        "有图的是：{all}",
        "there is one of: {all}"
    ))
}

/// `--period`, of names that are about a stretch of time.
fn period(args: &StatsArgs, name: Name, globals: &Globals, lang: Lang) -> Result<Option<Period>, CliError> {
    let Some(text) = &args.period else { return Ok(None) };
    if !name.has_period() {
        let key = name.key();
        return Err(CliError::user(say!(
            lang,
            "`stats {key}` 看的是当天，不用 `--period`",
            "`stats {key}` is of a day: it takes no `--period`"
        ))
        .hint(say!(lang, "要看另一天的，用 `--as-of DATE`", "for another day use `--as-of DATE`")));
    }
    let period = Period::parse(text, globals.as_of).map_err(|error| CliError::user(error.describe(lang)))?;
    if period.first_day() > globals.as_of && name != Name::Season {
        let (period, day) = (period.label(lang), globals.as_of);
        return Err(CliError::user(say!(lang, "{period}在 {day} 还没有开始", "{period} has not begun on {day}")).hint(say!(
            lang,
            "换一段时间，或用 `--as-of` 指定更晚的日期",
            "ask for another period, or for a later day by `--as-of`"
        )));
    }
    Ok(Some(period))
}

/// `--target`, of `season`.
fn target(args: &StatsArgs, name: Name, unit: Unit, lang: Lang) -> Result<Option<Money>, CliError> {
    let Some(text) = &args.target else { return Ok(None) };
    if name != Name::Season {
        return Err(CliError::user(say!(lang, "`--target` 只用于 `stats season`", "`--target` is for `stats season` alone")).hint(say!(
            lang,
            "去掉 `--target`",
            "leave `--target` out"
        )));
    }
    let wrong = |what: String| {
        CliError::user(say!(lang, "`--target {text}`：{what}", "`--target {text}`: {what}")).hint(say!(
            lang,
            "如 `--target 1800`（单位同档案的 `amount_unit`）或 `--target 1800万元`",
            "such as `--target 1800` (in the archive's `amount_unit`) or `--target 1800万元`"
        ))
    };
    let (amount, _) = Money::parse(text, unit).map_err(|error| wrong(error.describe(lang)))?;
    if amount <= Money::ZERO {
        return Err(wrong(say!(lang, "目标应大于 0", "a target is more than 0")));
    }
    Ok(Some(amount))
}

impl From<StatsName> for Name {
    fn from(name: StatsName) -> Self {
        match name {
            StatsName::Abc => Self::Abc,
            StatsName::Composition => Self::Composition,
            StatsName::Share => Self::Share,
            StatsName::Season => Self::Season,
            StatsName::Mix => Self::Mix,
            StatsName::Rfm => Self::Rfm,
            StatsName::Churn => Self::Churn,
            StatsName::Tier => Self::Tier,
            StatsName::Class => Self::Class,
            StatsName::Calibration => Self::Calibration,
            StatsName::Scorecard => Self::Scorecard,
            StatsName::Relationship => Self::Relationship,
        }
    }
}
