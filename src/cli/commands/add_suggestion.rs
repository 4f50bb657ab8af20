//! `kehu add-suggestion CUSTOMER`, or `--from-audit`: 档案完善建议.

use anyhow::Result;

use crate::archive::load::{self, Judge, Scope};
use crate::archive::{CustomerFolder, DocKind, Loaded};
use crate::cli::args::{AddSuggestionArgs, SuggestionFields};
use crate::cli::write::ask::{Asker, Wanted, confirm};
use crate::cli::write::common::WriteArgs;
use crate::cli::write::each::{self, Columns};
use crate::cli::write::finish::{Ending, finish_with};
use crate::cli::write::options::Given;
use crate::cli::write::record::{CUSTOMER, Record, Said, required};
use crate::cli::write::session::Session;
use crate::cli::write::{register, select};
use crate::cli::{Cx, Exit, Globals};
use crate::edit::input::Known;
use crate::edit::registers::audit::{self, Texts};
use crate::edit::value::Value;
use crate::form::Record as _;
use crate::form::choices::{Language, SuggestionStatus};
use crate::form::registers::Suggestion;
use crate::model::period::{Period, PeriodKind, Quarter};
use crate::say;
use crate::words::Lang;

static COLUMNS: Columns = Columns { spec: Suggestion::SPEC, more: &[], words: &[&CUSTOMER] };

/// Issues one, those of a file, or those that an audit gives.
pub(crate) fn run(args: &AddSuggestionArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let given = register::with_day::<SuggestionFields>("issued_on", args.date.as_ref(), &args.fields);
    if let Some(words) = &args.from_audit {
        return from_audit(words, given, &args.write, globals, cx);
    }
    let said = Said { words: vec![args.customer.clone()], given, set: args.write.set.clone(), id: args.write.id.clone() };
    each::run(said, &COLUMNS, &args.write, globals, cx, &add)
}

fn add(said: &Said, session: &mut Session, globals: &Globals, cx: &mut Cx<'_>) -> Result<String> {
    let lang = cx.lang;
    let customer = session.need_customer(said.word(0), cx)?;
    let folder = session.folder(&customer);
    let mut record = read(said, &["issue", "suggestion", "due"], session, globals, cx)?;
    addressed(&mut record, &folder, session);
    let name = put(session, &customer, said.id.as_deref(), record, lang)?;
    let called = folder.called();
    Ok(say!(lang, "{called}：提出档案完善建议 {name}", "{called}: new archive suggestion {name}"))
}

/// The fields that were said, with what is the same in every suggestion of today.
fn read(said: &Said, keys: &[&str], session: &mut Session, globals: &Globals, cx: &mut Cx<'_>) -> Result<Record> {
    let me = session.me(globals, cx)?;
    let asker = Asker { known: Known::new(session.world(), session.today).me(me.as_deref()), globals };
    let quarter = Quarter::of(Period::last_complete(PeriodKind::Quarter, session.today).first_day());
    let mut wanted: Vec<Wanted> = vec![required::<SuggestionFields>("period").or(Some(quarter.to_string()))];
    wanted.extend(keys.iter().map(|key| required::<SuggestionFields>(key)));
    wanted.push(required::<SuggestionFields>("issued_on").or(Some(session.today.to_string())));
    wanted.push(required::<SuggestionFields>("issued_by").or(me.as_deref()));
    wanted.push(required::<SuggestionFields>("status").or(Some(SuggestionStatus::Open.key())));
    // What nobody was asked for has its value without a question.
    let asked = ["issue", "suggestion", "due", "issued_by"];
    let (now, later): (Vec<Wanted>, Vec<Wanted>) = wanted.into_iter().partition(|want| asked.contains(&want.field().key));
    let mut record = Record::read::<SuggestionFields>(said, &now, &said.set, asker, cx)?;
    let quiet = Globals { may_ask: false, ..globals.clone() };
    let rest = Said::default();
    let defaults = Record::read::<SuggestionFields>(&rest, &later, &[], Asker { globals: &quiet, ..asker }, cx)?;
    defaults.into_pairs().into_iter().for_each(|pair| record.default(&pair.key, pair.value));
    Ok(record)
}

/// 送达: the account manager and the superior, one copy each (CAD-06).
fn addressed(record: &mut Record, folder: &CustomerFolder, session: &Session) {
    record.put("customer", Value::text(&*folder.id));
    let manager = folder.profile.as_ref().and_then(|doc| doc.record.account_manager.get()).map(|staff| staff.id.to_string());
    let superior = register::superior(session, manager.as_deref());
    let mut copies: Vec<String> = manager.into_iter().chain(superior).collect();
    // The regulation sends one to the director, whoever the superior is.
    if let Some(director) = register::director(session).filter(|director| !copies.contains(director)) {
        copies.push(director);
    }
    record.default("copies_to", Value::list(copies.into_iter().map(Value::text)));
}

fn put(session: &mut Session, customer: &str, id: Option<&str>, record: Record, lang: Lang) -> Result<String> {
    let period = record.text("period").unwrap_or_default().to_owned();
    let base = id.map_or_else(|| format!("{period}-{customer}"), str::to_owned);
    register::create(session, None, DocKind::Suggestion, &base, id.is_some(), record, lang)
}

/// One suggestion for each customer in whose archive something is to be done.
pub(super) fn from_audit(words: &[String], given: Vec<Given>, write: &WriteArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let lang = cx.lang;
    let mut session = Session::begin(globals, cx, !write.dry_run)?;
    let said = Said { given, set: write.set.clone(), ..Said::default() };
    let common = read(&said, &["due"], &mut session, globals, cx)?;
    let written = language(&session, lang);
    let base = load::base(session.root(), Some(written), written);
    let loaded = load::load(session.root(), base, &Scope { keep: true, ..Scope::default() }, Judge::Audit(session.today))?;
    let wanted = select::customers(&session, words, Some(&loaded), globals, cx)?;
    let period = common.text("period").unwrap_or_default().to_owned();
    let (mut made, mut skipped) = (Vec::new(), Vec::new());
    for folder in loaded.customers.iter().filter(|one| wanted.is_empty() || wanted.iter().any(|id| **id == *one.id)) {
        let own = loaded.findings.iter().filter(|finding| finding.customer.as_deref() == Some(&*folder.id));
        let Some(texts) = audit::texts(own, written) else { continue };
        if has_open(&loaded, &folder.id, &period) {
            skipped.push(folder.called().to_owned());
            continue;
        }
        let name = suggest(&mut session, folder, &common, &texts, lang)?;
        let (called, id) = (folder.called(), &folder.id);
        let (errors, warnings) = (texts.errors, texts.warnings);
        made.push(say!(
            lang,
            "{called}（{id}）：{errors} 个错误、{warnings} 个警告 → {name}",
            "{called} ({id}): {errors} errors, {warnings} warnings → {name}"
        ));
    }
    if !skipped.is_empty() {
        let list = lang.join(&skipped);
        cx.ui.notice(say!(
            lang,
            "{period} 的建议还没有办结，略过：{list}",
            "left out, their suggestion for {period} is still open: {list}"
        ));
    }
    let count = made.len();
    if count == 0 {
        cx.ui.notice(say!(lang, "没有要提的建议", "there is nothing to suggest"));
        return Ok(Exit::Clean);
    }
    if !write.dry_run {
        made.iter().for_each(|line| cx.ui.say(line));
        if !confirm(&say!(lang, "提出这 {count} 份档案完善建议？", "issue these {count} suggestions?"), globals, cx)? {
            cx.ui.notice(say!(lang, "没有写入", "nothing was written"));
            return Ok(Exit::Clean);
        }
    }
    let subject = say!(lang, "按审计结果提出 {period} 档案完善建议 {count} 份", "{count} archive suggestions for {period} from the audit");
    finish_with(session, subject, write, &Ending { records: made, ..Ending::default() }, globals, cx)
}

/// The language in which the archive is kept.
pub(super) fn language(session: &Session, otherwise: Lang) -> Lang {
    let company = session.world().settings.company.get();
    match company.and_then(|company| company.language.value()) {
        Some(Language::Chinese) => Lang::Zh,
        Some(Language::English) => Lang::En,
        None => otherwise,
    }
}

/// Whether a customer has a suggestion of the period that nobody has closed.
fn has_open(loaded: &Loaded, customer: &str, period: &str) -> bool {
    loaded.registers.suggestions.iter().any(|doc| {
        let record = &doc.record;
        record.customer.get().is_some_and(|own| own.is(customer))
            && record.period.value().is_some_and(|own| own.to_string() == period)
            && record.status.value() != Some(SuggestionStatus::Done)
            && record.closed_on.is_blank()
    })
}

fn suggest(session: &mut Session, folder: &CustomerFolder, common: &Record, texts: &Texts, lang: Lang) -> Result<String> {
    let mut record = common.clone();
    addressed(&mut record, folder, session);
    record.default("issue", Value::text(&texts.issue));
    record.default("suggestion", Value::text(&texts.suggestion));
    put(session, &folder.id, None, record, lang)
}
