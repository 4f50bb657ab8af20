//! `kehu close RECORD`: a complaint, feedback, suggestion or incident is done with.

use anyhow::Result;

use crate::archive::DocKind;
use crate::cli::args::CloseArgs;
use crate::cli::write::finish::finish;
use crate::cli::write::session::{Session, trouble};
use crate::cli::write::{aim, register};
use crate::cli::{CliError, Cx, Exit, Globals};
use crate::edit::assign::{self, Spot};
use crate::edit::input::{self, Filled, Known};
use crate::edit::look::View;
use crate::edit::registers::{close, find};
use crate::edit::target::spec_of;
use crate::edit::value::Value;
use crate::form::FieldSpec;
use crate::say;
use crate::words::Lang;

/// Closes it.
pub(crate) fn run(args: &CloseArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let lang = cx.lang;
    let mut session = Session::begin(globals, cx, !args.change.dry_run)?;
    let me = session.me(globals, cx)?;
    let record = register::the_one(&mut session, &args.record, close::KINDS, cx)?;
    let value = session.desk.value(&record.path).map_err(|it| trouble(it, lang))?;
    let spec = spec_of(record.kind);
    let view = View::top(&value, spec).at(&record.place);
    let closed = view.as_ref().and_then(|view| view.text(close::day(record.kind))).map(str::to_owned);
    let called = register::called(&session, &record, lang);
    let known = Known::new(session.world(), session.today).me(me.as_deref());
    let mut filled = said(args, record.kind, &known, lang)?;
    filled.extend(day(args, record.kind, closed.as_deref(), &called, &record, &known, lang)?);
    let now = view.as_ref().map(|view| view.value);
    let ops = input::ops(spec, &record.place, now, filled);
    session.desk.edit(&record.path, record.kind, &ops).map_err(|it| trouble(it, lang))?;
    if !args.set.is_empty() {
        set(args, &record, &mut session, me.as_deref(), lang)?;
    }
    if let Some(on) = closed.filter(|_| ops.is_empty() && args.set.is_empty()) {
        cx.ui.notice(say!(lang, "{called} 已在 {on} 办结，没有要改的", "{called} was closed on {on}: nothing to change"));
        return Ok(Exit::Clean);
    }
    finish(session, say!(lang, "{called} 办结", "{called} closed"), &args.change.write(), globals, cx)
}

/// What is said besides the day; each belongs to some registers only.
fn said(args: &CloseArgs, kind: DocKind, known: &Known<'_>, lang: Lang) -> Result<Vec<Filled>> {
    let spec = spec_of(kind);
    let options = [
        ("result", "--result", &args.result),
        ("satisfied", "--satisfied", &args.satisfied),
        ("answered_at", "--answered-at", &args.answered_at),
        ("told_customer_on", "--told-customer-on", &args.told_customer_on),
        ("handling", "--handling", &args.handling),
    ];
    let mut out = Vec::new();
    for (key, option, text) in options {
        let Some(text) = text else { continue };
        let Some((_, field)) = spec.find(key) else {
            let what = spec.title.get(lang);
            let error = CliError::user(say!(lang, "「{what}」没有 `{option}` 这一项", "{what} has no `{option}`"));
            return Err(error
                .hint(say!(lang, "用 `--set KEY=VALUE` 填它的其他项", "fill in its other fields by `--set KEY=VALUE`"))
                .into());
        };
        out.push((field, register::typed(field, text, option, known, lang)?));
    }
    Ok(out)
}

/// The day on which it was closed, and the status; nothing where it is closed already.
fn day(
    args: &CloseArgs,
    kind: DocKind,
    closed: Option<&str>,
    called: &str,
    record: &find::Record,
    known: &Known<'_>,
    lang: Lang,
) -> Result<Vec<Filled>> {
    let spec = spec_of(kind);
    let own = |key: &str| spec.find(key).map(|(_, field)| field).ok_or_else(|| CliError::internal("the form has this field"));
    let field: &'static FieldSpec = own(close::day(kind))?;
    let today = known.today.to_string();
    let value = register::typed(field, args.date.as_ref().unwrap_or(&today), "--date", known, lang)?;
    let mut out = Vec::new();
    match closed {
        Some(on) if args.date.is_some() && !matches!(&value, Value::Scalar(scalar) if scalar.text == on) => {
            let error = CliError::user(say!(lang, "{called} 已在 {on} 办结", "{called} was closed on {on}"));
            let target = record.target();
            let key = field.key;
            return Err(error
                .hint(say!(lang, "日期写错了：`kehu set {target} {key}=日期`", "if that day is wrong: `kehu set {target} {key}=DATE`"))
                .into());
        }
        Some(_) => {}
        None => out.push((field, value)),
    }
    if let Some((key, word)) = close::status(kind) {
        let field = own(key)?;
        out.push((field, register::typed(field, word, "--set", known, lang)?));
    }
    Ok(out)
}

/// `--set`, on the record as it is by now.
fn set(args: &CloseArgs, record: &find::Record, session: &mut Session, me: Option<&str>, lang: Lang) -> Result<()> {
    let document = session.desk.value(&record.path).map_err(|it| trouble(it, lang))?;
    let Some(shape) = session.desk.shape(record.kind) else { return Ok(()) };
    let spot = Spot { document: &document, shape, place: &record.place, spec: spec_of(record.kind) };
    let known = Known::new(session.world(), session.today).me(me);
    let edits = assign::set(spot, &args.set, &known).map_err(|it| aim::wrong(it, lang))?;
    session.desk.edit(&record.path, record.kind, &edits.ops).map_err(|it| trouble(it, lang))
}
