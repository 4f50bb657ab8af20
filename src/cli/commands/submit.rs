//! `kehu submit KIND`: what was handed in for a month, in `submissions/<month>`.

use anyhow::Result;

use crate::archive::DocKind;
use crate::cli::args::{SubmissionFields, SubmitArgs};
use crate::cli::write::ask::{Asker, Wanted};
use crate::cli::write::each::{self, Columns};
use crate::cli::write::record::{Record, Said, field, required};
use crate::cli::write::register;
use crate::cli::write::session::{Session, trouble};
use crate::cli::{CliError, Cx, Exit, Globals};
use crate::edit::input::{self, Known};
use crate::edit::op::Op;
use crate::edit::registers::submit::{self, Entry};
use crate::edit::value::Value;
use crate::form::choices::SubmissionKind;
use crate::form::registers::Submission;
use crate::form::spec::optional;
use crate::form::{FieldSpec, KindSpec, Record as _};
use crate::model::period::Month;
use crate::policy;
use crate::resolve::{Found, Names};
use crate::say;
use crate::words::{Lang, shell_word};
use crate::world::World;

/// Of which month.
static MONTH: FieldSpec = optional("月份", "Month").of("month", KindSpec::Month);

static COLUMNS: Columns = Columns { spec: Submission::SPEC, more: &[], words: &[&MONTH] };

/// Enters one, or those of a file.
pub(crate) fn run(args: &SubmitArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    if args.write.id.is_some() {
        let error = CliError::user(say!(
            cx.lang,
            "上报登记在当月的文件中，没有自己的编号",
            "a submission stands in its month's document and has no id"
        ));
        return Err(error.hint(say!(cx.lang, "去掉 `--id`；哪个月的用 `--month`", "leave `--id` out; say the month by `--month`")).into());
    }
    let mut given = register::with_day::<SubmissionFields>("submitted_on", args.date.as_ref(), &args.fields);
    given.extend(register::given::<SubmissionFields>("kind", args.kind.as_ref()));
    let said = Said { words: vec![args.month.clone()], given, set: args.write.set.clone(), id: None };
    let add = |said: &Said, session: &mut Session, globals: &Globals, cx: &mut Cx<'_>| add(said, args.write.force, session, globals, cx);
    each::run(said, &COLUMNS, &args.write, globals, cx, &add)
}

fn add(said: &Said, force: bool, session: &mut Session, globals: &Globals, cx: &mut Cx<'_>) -> Result<String> {
    let lang = cx.lang;
    let me = session.me(globals, cx)?;
    let names = super::add_market_report::customers(said, session)?;
    let known = Known::new(session.world(), session.today).me(me.as_deref());
    let known = names.as_ref().map_or(known, |names| known.customers(names));
    let wanted = [
        Wanted::required(field::<SubmissionFields>("kind"), "KIND"),
        Wanted::optional(field::<SubmissionFields>("summary"), "--summary"),
        required::<SubmissionFields>("submitted_on").or(Some(session.today.to_string())),
        required::<SubmissionFields>("by").or(me.as_deref()),
    ];
    let mut record = Record::read::<SubmissionFields>(said, &wanted, &said.set, Asker { known, globals }, cx)?;
    let month = said.word(0).map(|text| read_month(text, &known, lang)).transpose()?;
    let kind = record.text("kind").and_then(|text| submit::key_of(SubmissionKind::CHOICE, text)).unwrap_or_default();
    let own = unit(record.text("unit"), record.text("by"), kind, session.world(), lang)?;
    if let Some(unit) = own {
        record.put("unit", Value::text(unit));
    }
    let texts = ["unit", "customer", "by"].map(|key| record.text(key).map(str::to_owned));
    let [unit, customer, by] = &texts;
    let entry = Entry { kind, unit: unit.as_deref(), customer: customer.as_deref(), by: by.as_deref() };
    let month = match month {
        Some(month) => month,
        None => default_month(session, kind),
    };
    let label = month.label(lang);
    let what = SubmissionKind::CHOICE.options.iter().find(|one| one.key == kind).map_or("", |one| one.label(lang));
    if is_in(session, month, entry) && !force {
        let error = CliError::user(say!(lang, "{label}的{what}已经登记过上报", "the {what} for {label} are entered already"));
        return Err(error
            .hint(say!(
                lang,
                "另一个月的：加上 `--month`；确是又一次：加上 `--force`",
                "of another month: add `--month`; if it is one more: add `--force`"
            ))
            .into());
    }
    let op = Op::append(submit::place(), record.into_value());
    session.desk.edit_or_create(&stem(month), DocKind::Submissions, &[op]).map_err(|it| trouble(it, lang))?;
    let whose =
        unit.as_deref().map(|id| called(session.world(), id)).or_else(|| by.as_deref().map(|id| session.world().staff.names.called(id)));
    let whose = whose.unwrap_or_default();
    Ok(say!(lang, "{whose}：上报{label}的{what}", "{whose}: {what} for {label} handed in"))
}

pub(super) fn stem(month: Month) -> String {
    format!("submissions/{month}")
}

/// A month that was typed.
pub(super) fn read_month(text: &str, known: &Known<'_>, lang: Lang) -> Result<Month> {
    let value = input::field(&MONTH, &[text], known);
    let value = value.map_err(|complaint| crate::cli::write::ask::all_wrong(&[("--month".to_owned(), complaint)], lang))?;
    match value {
        Value::Scalar(scalar) => Month::parse(&scalar.text),
        Value::List(_) | Value::Table(_) => None,
    }
    .ok_or_else(|| CliError::user(say!(lang, "应为月份，如 `2026-07`", "expected a month, such as `2026-07`")).into())
}

/// Whether a month's document has it.
fn is_in(session: &mut Session, month: Month, entry: Entry<'_>) -> bool {
    let Some(path) = session.desk.find(&stem(month)) else { return false };
    session.desk.value(&path).is_ok_and(|value| !submit::entries(&value, entry, SubmissionKind::CHOICE).is_empty())
}

/// The month when none is said.
fn default_month(session: &Session, kind: &str) -> Month {
    let today = session.today;
    if kind != SubmissionKind::Statistics.key() {
        return submit::last_month(today);
    }
    let due_day = policy::param_at("STA-01.due_day").map_or(25, |(rule, param)| session.world().policy.number(rule, param.name));
    submit::month_due(today, due_day)
}

/// Who hands in statistics: `[[units]]`, else the regions; none where the company alone does.
pub(super) fn units(world: &World) -> Option<&Names> {
    [&world.units, &world.regions].into_iter().find(|names| !names.is_empty())
}

/// The name of a unit.
pub(super) fn called<'w>(world: &'w World, id: &'w str) -> &'w str {
    units(world).map_or(id, |names| names.called(id))
}

/// The unit's id: the one that is said, else the region of whoever hands in statistics, else the only one. Other kinds need none.
fn unit(said: Option<&str>, by: Option<&str>, kind: &str, world: &World, lang: Lang) -> Result<Option<String>> {
    let Some(names) = units(world) else { return Ok(None) };
    let find = |text: &str| match names.find(text) {
        Found::One(at) | Found::Alias(at) => Some(names.id(at).to_owned()),
        Found::Several(_) | Found::Nothing => None,
    };
    let list = || names.describe(&(0..names.len()).collect::<Vec<_>>());
    if let Some(text) = said {
        return match find(text) {
            Some(id) => Ok(Some(id)),
            None => {
                let (error, list) = (CliError::user(say!(lang, "没有上报单位「{text}」", "there is no unit `{text}`")), list());
                Err(error.hint(say!(lang, "有：{list}", "there are: {list}")).into())
            }
        };
    }
    if kind != SubmissionKind::Statistics.key() {
        return Ok(None);
    }
    let region = by.and_then(|id| world.staff.row(id)).and_then(|row| row.region.get()).and_then(|region| find(region.as_str()));
    let only = || (names.len() == 1).then(|| names.id(0).to_owned());
    if let Some(id) = region.or_else(only) {
        return Ok(Some(id));
    }
    let (first, list) = (shell_word(names.id(0)), list());
    let error = CliError::user(say!(lang, "没有写是哪个单位上报的", "the unit that hands it in is missing"));
    Err(error.hint(say!(lang, "加上 `--unit {first}`；有：{list}", "add `--unit {first}`; there are: {list}")).into())
}
