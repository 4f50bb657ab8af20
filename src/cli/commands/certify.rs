//! `kehu certify CUSTOMER…|QUERY`: 核定 of customers' archives, and with `--countersign` its 复核.

use anyhow::Result;
use chrono::NaiveDate;

use crate::archive::DocKind;
use crate::archive::load::{self, Judge};
use crate::cli::args::CertifyArgs;
use crate::cli::write::ask::confirm;
use crate::cli::write::finish::finish;
use crate::cli::write::session::{Session, trouble};
use crate::cli::write::{aim, register, select};
use crate::cli::{CliError, Cx, Exit, Globals};
use crate::edit::registers::stamp::{self, Stamp};
use crate::findings::{Finding, Level};
use crate::form::choices::StaffRole;
use crate::git;
use crate::say;
use crate::words::Lang;

/// Errors that are listed for one customer, and commits.
const LISTED: usize = 12;

/// Rules that the stamp itself settles.
const OWN: &[&str] = &["CAD-03", "CAD-09"];

/// One customer on the way.
struct Case {
    id: String,
    called: String,
    path: String,
    newest: Option<Stamp>,
}

/// Stamps them, or checks their newest stamp.
pub(crate) fn run(args: &CertifyArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let lang = cx.lang;
    let mut session = Session::begin(globals, cx, !args.change.dry_run)?;
    let ids = select::customers(&session, &args.customers, None, globals, cx)?;
    let me = session.need_me(globals, cx)?;
    let day = register::day(&session, args.date.as_ref(), lang)?;
    if args.countersign {
        may_countersign(&session, &me, args.change.force, lang)?;
    }
    let by_query = args.customers.iter().any(|word| word.contains([':', '：']));
    let mut cases = Vec::new();
    for id in ids {
        let case = case(&mut session, id, lang)?;
        let is_new = if args.countersign { to_check(&session, &case, &me, lang)? } else { to_stamp(&session, &case, day, &me) };
        if is_new {
            cases.push(case);
        } else {
            let called = &case.called;
            cx.ui.notice(say!(lang, "{called} 已经这样登记，没有要改的", "{called}: it says so already"));
        }
    }
    let brief = cases.len() > 1;
    cases.iter().for_each(|case| show(case, &session, day, brief, cx));
    let count = cases.len();
    let many = brief || (by_query && count > 0);
    if !args.change.dry_run && count > 0 && (many || globals.may_ask) && !confirm(&question(&cases, args.countersign, lang), globals, cx)? {
        cx.ui.notice(say!(lang, "没有写入", "nothing was written"));
        return Ok(Exit::Clean);
    }
    for case in &cases {
        let op = match &case.newest {
            Some(newest) if args.countersign => stamp::countersign(newest, &me),
            _ => stamp::verify(day, &me),
        };
        session.desk.edit(&case.path, DocKind::Customer, &[op]).map_err(|it| trouble(it, lang))?;
    }
    let subject = subject(&cases, args.countersign, &session, &me, lang);
    finish(session, subject, &args.change.write(), globals, cx)
}

fn case(session: &mut Session, id: String, lang: Lang) -> Result<Case> {
    let path = session.desk.find(&format!("customers/{id}/customer"));
    let path = path.ok_or_else(|| CliError::user(say!(lang, "{id} 没有 customer 文件", "{id} has no customer document")))?;
    let value = session.desk.value(&path).map_err(|it| trouble(it, lang))?;
    let newest = stamp::all(&value, session.today).pop();
    let called = aim::called(session, &id);
    Ok(Case { id, called, path, newest })
}

/// CAD-09: the director or a regional manager checks.
fn may_countersign(session: &Session, me: &str, force: bool, lang: Lang) -> Result<()> {
    let book = &session.world().staff;
    let may = [StaffRole::MarketingDirector, StaffRole::RegionalManager].iter().any(|role| book.has_role(me, *role));
    if may || force {
        return Ok(());
    }
    let who = book.names.called(me);
    let error = CliError::user(say!(
        lang,
        "{who}不能复核：应由市场部部长或大区经理复核（CAD-09）",
        "{who} cannot countersign: the marketing director or a regional manager does (CAD-09)"
    ));
    Err(error
        .hint(say!(lang, "用 `--me` 说明复核的人；确要这样：加上 `--force`", "say who does by `--me`; to do it all the same add `--force`"))
        .into())
}

/// Whether the stamp is still to be made.
fn to_stamp(session: &Session, case: &Case, day: NaiveDate, me: &str) -> bool {
    let by = |stamp: &Stamp| stamp.by.as_deref().and_then(|text| register::staff_id(session, text));
    !case.newest.as_ref().is_some_and(|newest| newest.date == day && by(newest).as_deref() == Some(me))
}

/// Whether the newest stamp is still to be checked.
///
/// # Errors
/// When there is none, it is this person's own, or somebody else has checked it.
fn to_check(session: &Session, case: &Case, me: &str, lang: Lang) -> Result<bool> {
    let (called, id) = (&case.called, crate::words::shell_word(&case.id));
    let Some(newest) = &case.newest else {
        let error = CliError::user(say!(lang, "{called}还没有核定过", "{called} was never verified"));
        return Err(error.hint(say!(lang, "先核定：`kehu certify {id}`", "verify it first: `kehu certify {id}`")).into());
    };
    let date = newest.date;
    let known = |text: &Option<String>| text.as_deref().and_then(|text| register::staff_id(session, text));
    let who = session.world().staff.names.called(me);
    if known(&newest.by).as_deref() == Some(me) {
        let error = CliError::user(say!(
            lang,
            "{called} {date} 的核定是{who}自己做的，不能自己复核",
            "{who} made the verification of {called} of {date} and cannot check it"
        ));
        return Err(error.hint(say!(lang, "请市场部部长或大区经理复核", "let the marketing director or a regional manager do it")).into());
    }
    match &newest.checked_by {
        None => Ok(true),
        Some(_) if known(&newest.checked_by).as_deref() == Some(me) => Ok(false),
        Some(other) => {
            let other = session.world().staff.names.called(other);
            Err(CliError::user(say!(
                lang,
                "{called} {date} 的核定已由{other}复核",
                "{other} has checked the verification of {called} of {date}"
            ))
            .into())
        }
    }
}

/// The last stamp, open errors, and what changed since then.
fn show(case: &Case, session: &Session, day: NaiveDate, brief: bool, cx: &mut Cx<'_>) {
    let lang = cx.lang;
    let (_, findings) = load::judge_one(session.root(), session.world(), &case.id, &session.ignored, Judge::Audit(day));
    let errors: Vec<&Finding> = findings.iter().filter(|one| one.level == Level::Error && !OWN.contains(&one.rule)).collect();
    let (called, id, count) = (&case.called, &case.id, errors.len());
    let last = last(case.newest.as_ref(), session, lang);
    cx.ui.notice(say!(lang, "{called}（{id}）：{last}，{count} 个错误未解决", "{called} ({id}): {last}, {count} open errors"));
    if brief {
        return;
    }
    for finding in errors.iter().take(LISTED) {
        cx.ui.notice(format!("  {} {}", finding.rule, finding.message));
    }
    if count > LISTED {
        let more = count - LISTED;
        cx.ui.notice(say!(lang, "  还有 {more} 个：`kehu audit customer:{id}`", "  {more} more: `kehu audit customer:{id}`"));
    }
    let Some(newest) = &case.newest else { return };
    let folder = format!("customers/{id}");
    let Ok(changes) = git::changes_since(session.root(), &folder, newest.date, LISTED) else { return };
    let changes = changes.trim();
    if changes.is_empty() {
        cx.ui.notice(say!(lang, "  此后 git 中没有改动", "  no change in git since then"));
        return;
    }
    cx.ui.notice(say!(lang, "  此后的改动：", "  changed since then:"));
    changes.lines().for_each(|line| cx.ui.notice(format!("    {line}")));
}

/// `上次核定 2026-06-29（陈立）`
fn last(newest: Option<&Stamp>, session: &Session, lang: Lang) -> String {
    let Some(newest) = newest else { return say!(lang, "没有核定过", "never verified") };
    let names = &session.world().staff.names;
    let name = |text: &Option<String>| text.as_deref().map(|text| names.called(text).to_owned()).unwrap_or_default();
    let (date, by) = (newest.date, name(&newest.by));
    match newest.checked_by.is_some() {
        true => {
            let checker = name(&newest.checked_by);
            say!(lang, "上次核定 {date}（{by}，{checker}复核）", "last verified {date} ({by}, checked by {checker})")
        }
        false => say!(lang, "上次核定 {date}（{by}，未复核）", "last verified {date} ({by}, not checked)"),
    }
}

fn question(cases: &[Case], countersign: bool, lang: Lang) -> String {
    let what = if countersign { say!(lang, "复核", "countersign") } else { say!(lang, "核定", "verify") };
    match cases {
        [one] => {
            let called = &one.called;
            say!(lang, "{what}{called}？", "{what} {called}?")
        }
        _ => {
            let count = cases.len();
            say!(lang, "{what}这 {count} 个客户？", "{what} these {count} customers?")
        }
    }
}

fn subject(cases: &[Case], countersign: bool, session: &Session, me: &str, lang: Lang) -> String {
    let who = session.world().staff.names.called(me);
    let names = match cases {
        [one] => one.called.clone(),
        _ => {
            let count = cases.len();
            say!(lang, "{count} 个客户", "{count} customers")
        }
    };
    match countersign {
        true => say!(lang, "{names}：{who}复核", "{names}: countersigned by {who}"),
        false => say!(lang, "{names}：{who}核定", "{names}: verified by {who}"),
    }
}
