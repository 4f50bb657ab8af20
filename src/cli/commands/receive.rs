//! `kehu receive`: an archive, a plan, a market report or statistics that somebody has taken in.

use anyhow::Result;

use super::submit as sent;
use crate::archive::DocKind;
use crate::cli::args::ReceiveArgs;
use crate::cli::write::finish::finish;
use crate::cli::write::session::{Session, trouble};
use crate::cli::write::{aim, register};
use crate::cli::{CliError, Cx, Exit, Globals};
use crate::edit::input::Known;
use crate::edit::look::View;
use crate::edit::op::{Op, Place};
use crate::edit::registers::submit;
use crate::edit::target::spec_of;
use crate::edit::value::Value;
use crate::form::Record as _;
use crate::form::choices::SubmissionKind;
use crate::form::customer::Filed;
use crate::model::period::Month;
use crate::policy;
use crate::resolve::{Found, same};
use crate::say;
use crate::words::{Lang, shell_word};

/// Enters who received what.
pub(crate) fn run(args: &ReceiveArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let mut session = Session::begin(globals, cx, !args.change.dry_run)?;
    let done = if args.statistics {
        vec![statistics(args, &mut session, globals, cx)?]
    } else {
        let mut done = Vec::new();
        for target in &args.targets {
            done.push(match (args.market, args.plan) {
                (true, _) => market(target, &mut session, globals, cx)?,
                (_, true) => plan(target, args, &mut session, cx)?,
                _ => archive(target, args, &mut session, globals, cx)?,
            });
        }
        done
    };
    let subject = done.join(say!(cx.lang, "；", "; ").as_str());
    finish(session, subject, &args.change.write(), globals, cx)
}

/// 归档: who has the copies of a customer's archive.
fn archive(target: &str, args: &ReceiveArgs, session: &mut Session, globals: &Globals, cx: &mut Cx<'_>) -> Result<String> {
    let lang = cx.lang;
    let id = session.customer(target, cx)?;
    let me = session.need_me(globals, cx)?;
    let day = register::day(session, args.date.as_ref(), lang)?;
    let copies = match &args.copies {
        Some(text) => {
            let (_, field) = Filed::SPEC.find("copies").ok_or_else(|| CliError::internal("the form has this field"))?;
            register::typed(field, text, "--copies", &Known::new(session.world(), session.today), lang)?
        }
        None => {
            let number = policy::param_at("ARC-03.copies").map_or(2, |(rule, param)| session.world().policy.number(rule, param.name));
            Value::number(number.to_string())
        }
    };
    let path = profile(session, &id, lang)?;
    let value = session.desk.value(&path).map_err(|it| trouble(it, lang))?;
    let there = View::top(&value, spec_of(DocKind::Customer)).child("filed").is_some();
    let place = Place::top().key("filed");
    let pairs = [("date", Value::day(day)), ("received_by", Value::text(&me)), ("copies", copies.clone())];
    let ops: Vec<Op> = if there {
        pairs.into_iter().map(|(key, value)| Op::set(place.clone().key(key), value)).collect()
    } else {
        vec![Op::set(place, Value::table(pairs))]
    };
    session.desk.edit(&path, DocKind::Customer, &ops).map_err(|it| trouble(it, lang))?;
    let (called, who) = (aim::called(session, &id), session.world().staff.names.called(&me));
    let count = match &copies {
        Value::Scalar(scalar) => scalar.text.clone(),
        Value::List(_) | Value::Table(_) => String::new(),
    };
    Ok(say!(lang, "{called}：档案归档，{who}收 {count} 份", "{called}: archive filed, {count} copies received by {who}"))
}

fn profile(session: &Session, id: &str, lang: Lang) -> Result<String> {
    let path = session.desk.find(&format!("customers/{id}/customer"));
    path.ok_or_else(|| CliError::user(say!(lang, "{id} 没有 customer 文件", "{id} has no customer document")).into())
}

/// 收存客户计划.
fn plan(target: &str, args: &ReceiveArgs, session: &mut Session, cx: &mut Cx<'_>) -> Result<String> {
    use chrono::Datelike;
    let lang = cx.lang;
    let id = session.customer(target, cx)?;
    let day = register::day(session, args.date.as_ref(), lang)?;
    let files = register::files(session, Some(&id));
    let mut years: Vec<i32> =
        files.iter().filter(|file| file.kind == Some(DocKind::Plan)).filter_map(|file| file.stem.parse().ok()).collect();
    years.sort_unstable();
    let now = session.today.year();
    let year = args.year.or_else(|| years.contains(&now).then_some(now)).or_else(|| years.last().copied());
    let path = year.and_then(|year| session.desk.find(&format!("customers/{id}/plans/{year}")));
    let (Some(year), Some(path)) = (year, path) else {
        let asked = year.map_or_else(String::new, |year| year.to_string());
        let error = CliError::user(say!(lang, "{id} 没有{asked}客户计划", "{id} has no plan {asked}").trim_end());
        let id = shell_word(&id);
        return Err(error.hint(say!(lang, "先编制：`kehu plan new {id}`", "make it first: `kehu plan new {id}`")).into());
    };
    let op = Op::set(Place::top().key("filed_on"), Value::day(day));
    session.desk.edit(&path, DocKind::Plan, &[op]).map_err(|it| trouble(it, lang))?;
    let called = aim::called(session, &id);
    Ok(say!(lang, "{called}：收存 {year} 年客户计划", "{called}: plan of {year} filed"))
}

/// 收客户行业和市场信息报告.
fn market(target: &str, session: &mut Session, globals: &Globals, cx: &mut Cx<'_>) -> Result<String> {
    let lang = cx.lang;
    let me = session.need_me(globals, cx)?;
    let record = register::the_one(session, target, &[DocKind::Market], cx)?;
    let value = session.desk.value(&record.path).map_err(|it| trouble(it, lang))?;
    let view = View::top(&value, spec_of(DocKind::Market)).at(&record.place);
    received(session, view.as_ref(), &me, &record.path, lang)?;
    let op = Op::set(record.place.clone().key("received_by"), Value::text(&me));
    session.desk.edit(&record.path, DocKind::Market, &[op]).map_err(|it| trouble(it, lang))?;
    let (what, who) = (register::called(session, &record, lang), session.world().staff.names.called(&me));
    Ok(say!(lang, "{what}：{who}已收", "{what}: received by {who}"))
}

/// What somebody else has received is not received again.
fn received(session: &Session, view: Option<&View<'_>>, me: &str, path: &str, lang: Lang) -> Result<()> {
    let Some(other) = view.and_then(|view| view.text("received_by")) else { return Ok(()) };
    if register::staff_id(session, other).as_deref() == Some(me) {
        return Ok(());
    }
    let who = session.world().staff.names.called(other);
    let error = CliError::user(say!(lang, "{path} 已由{who}收", "{path} was received by {who}"));
    Err(error.hint(say!(lang, "写错了的话用 `kehu set` 改", "change it with `kehu set` if that is wrong")).into())
}

/// 收客户信息统计表.
fn statistics(args: &ReceiveArgs, session: &mut Session, globals: &Globals, cx: &mut Cx<'_>) -> Result<String> {
    let lang = cx.lang;
    let me = session.need_me(globals, cx)?;
    let unit = unit(args, session, lang)?;
    let known = Known::new(session.world(), session.today);
    let month = args.month.as_ref().map(|text| sent::read_month(text, &known, lang)).transpose()?;
    let files = register::files(session, None);
    let mut docs: Vec<(Month, String)> = files
        .iter()
        .filter(|file| file.kind == Some(DocKind::Submissions))
        .filter_map(|file| Some((Month::parse(&file.stem)?, file.path.clone())))
        .filter(|(own, _)| month.is_none_or(|month| month == *own))
        .collect();
    docs.sort();
    for (month, path) in docs.into_iter().rev() {
        let value = session.desk.value(&path).map_err(|it| trouble(it, lang))?;
        let open = open(&value, unit.as_deref());
        let ops: Vec<Op> = open.iter().map(|row| Op::set(row.place.clone().key("received_by"), Value::text(&me))).collect();
        if ops.is_empty() {
            continue;
        }
        let mut units: Vec<String> = open.iter().map(|row| row.text("unit").unwrap_or_default().to_owned()).collect();
        units.sort();
        units.dedup();
        if units.len() > 1 {
            let list = lang.join(&units);
            let error = CliError::user(say!(
                lang,
                "{month} 有几个单位的统计表：{list}",
                "several units have handed in statistics for {month}: {list}"
            ));
            return Err(error
                .hint(say!(lang, "写明哪个单位：`kehu receive --statistics UNIT`", "say which: `kehu receive --statistics UNIT`"))
                .into());
        }
        session.desk.edit(&path, DocKind::Submissions, &ops).map_err(|it| trouble(it, lang))?;
        let (label, who) = (month.label(lang), session.world().staff.names.called(&me));
        let whose = units.concat();
        return Ok(say!(lang, "{who}收{whose}{label}的客户信息统计表", "statistics for {label} {whose} received by {who}"));
    }
    let error = CliError::user(say!(lang, "没有待收的客户信息统计表", "there are no statistics to be received"));
    Err(error.hint(say!(lang, "上报用 `kehu submit statistics`", "they are handed in by `kehu submit statistics`")).into())
}

/// The statistics of a unit that nobody has received.
fn open<'v>(document: &'v Value, unit: Option<&str>) -> Vec<View<'v>> {
    let is = |row: &View<'_>| {
        let kind = row.text("kind").and_then(|text| submit::key_of(SubmissionKind::CHOICE, text));
        kind == Some(SubmissionKind::Statistics.key())
            && row.text("received_by").is_none()
            && unit.is_none_or(|unit| row.text("unit").is_some_and(|own| same(own, unit)))
    };
    submit::rows(document).into_iter().filter(is).collect()
}

/// The unit that is named.
fn unit(args: &ReceiveArgs, session: &Session, lang: Lang) -> Result<Option<String>> {
    let Some(text) = args.targets.first() else { return Ok(None) };
    let names = sent::units(session.world());
    match names.map(|names| (names, names.find(text))) {
        Some((names, Found::One(at) | Found::Alias(at))) => Ok(Some(names.id(at).to_owned())),
        Some((names, _)) => {
            let list = names.describe(&(0..names.len()).collect::<Vec<_>>());
            let error = CliError::user(say!(lang, "没有上报单位「{text}」", "there is no unit `{text}`"));
            Err(error.hint(say!(lang, "有：{list}", "there are: {list}")).into())
        }
        None => Ok(Some(text.clone())),
    }
}
