//! `kehu handover QUERY --from S --to S`: customers, open contact-plan lines and open actions go from one of our people to another.

use anyhow::Result;
use chrono::NaiveDate;

use crate::analysis::contacts::Contacts;
use crate::archive::{CustomerFolder, DocKind};
use crate::cli::args::HandoverArgs;
use crate::cli::write::finish::{self, Ending};
use crate::cli::write::session::{Session, trouble};
use crate::cli::write::{aim, bulk};
use crate::cli::{CliError, Cx, Exit, Globals, query};
use crate::discover;
use crate::edit::handover::{Handover, Held};
use crate::query::Query;
use crate::say;
use crate::words::Lang;

/// Approved plans that are named one by one.
const NAMED: usize = 8;

/// Hands over.
pub(crate) fn run(args: &HandoverArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let lang = cx.lang;
    let mut session = Session::begin(globals, cx, !args.change.dry_run)?;
    let (from, to) = (session.staff(&args.from, lang)?, session.staff(&args.to, lang)?);
    if from == to {
        return Err(CliError::user(say!(lang, "交出和接手的是同一个人", "both are the same person")).into());
    }
    let by = session.me(globals, cx)?;
    let staff = session.world().staff.names.clone();
    let date = args.date.unwrap_or(session.today);
    let handover = Handover { staff: &staff, from: &from, to: &to, date, by: by.as_deref(), reason: args.reason.as_deref() };
    let mut ending = Ending::default();
    let (mut lines, mut all) = (Vec::new(), Vec::new());
    for folder in chosen(&session, args, globals, cx)? {
        let (held, adjusted) = one(&mut session, &folder, &handover, cx)?;
        if held.is_nothing() {
            continue;
        }
        lines.push(format!("  {}（{}）：{}", folder.called(), folder.id, shown(held, lang)));
        ending.steps.extend(adjusted.iter().map(|year| aim::revise(&folder.id, year, lang)));
        all.push((folder.called().to_owned(), held));
    }
    shorten(&mut ending.steps, lang);
    let (old, new) = (staff.called(&from), staff.called(&to));
    let subject = match &all[..] {
        [] => {
            cx.ui.notice(say!(lang, "{old} 手上没有可交接的", "{old} holds nothing to hand over"));
            return Ok(Exit::Clean);
        }
        [(whose, held)] => say!(lang, "{whose}：{old} 交接给 {new}：{}", "{whose}: {old} hands over to {new}: {}", shown(*held, lang)),
        many => say!(lang, "{old} 交接给 {new}：{} 个客户", "{old} hands over to {new}: {} customers", many.len()),
    };
    lines.iter().filter(|_| lines.len() > 1).for_each(|line| cx.ui.notice(line));
    if !bulk::sure(&session, &subject, &args.change, globals, cx)? {
        return Ok(Exit::Clean);
    }
    finish::finish_with(session, subject, &args.change.write(), &ending, globals, cx)
}

/// The customers that are meant: those that are named, those that the terms select, else all.
fn chosen(session: &Session, args: &HandoverArgs, globals: &Globals, cx: &Cx<'_>) -> Result<Vec<CustomerFolder>> {
    let is_term = |word: &&String| word.contains([':', '：']);
    let names: Vec<&String> = args.query.iter().filter(|word| !is_term(word)).collect();
    let terms: Vec<String> = args.query.iter().filter(is_term).cloned().collect();
    let ids = names.iter().map(|name| session.customer(name, cx)).collect::<Result<Vec<_>>>()?;
    let query = query(&terms, session, globals, cx)?;
    let loaded = bulk::customers(session, if ids.is_empty() { None } else { Some(ids) })?;
    let (world, today) = (&loaded.world, session.today);
    Ok(loaded.customers.into_iter().filter(|folder| query.matches_customer(world, folder, today)).collect())
}

fn query(terms: &[String], session: &Session, globals: &Globals, cx: &Cx<'_>) -> Result<Query> {
    query::terms(terms, globals, session.root(), session.world(), cx)
}

/// One customer; also the years of approved plans that this adjusts.
fn one(session: &mut Session, folder: &CustomerFolder, handover: &Handover<'_>, cx: &Cx<'_>) -> Result<(Held, Vec<String>)> {
    let id = &folder.id;
    let (mut held, mut adjusted) = (Held::default(), Vec::new());
    let files = discover::customer_files(session.root(), id, &session.ignored).found;
    for file in files.iter().filter(|file| matches!(file.kind, Some(DocKind::Customer | DocKind::Plan))) {
        let Some(kind) = file.kind else { continue };
        let value = session.desk.value(&file.path).map_err(|it| trouble(it, cx.lang))?;
        let (ops, found) = match kind {
            DocKind::Customer => handover.of_customer(&value),
            _ => handover.of_plan(&value, file.stem.parse().unwrap_or_default(), &|line| due(folder, &file.stem, line, session.today)),
        };
        if ops.is_empty() {
            continue;
        }
        session.desk.edit(&file.path, kind, &ops).map_err(|it| trouble(it, cx.lang))?;
        held = held.and(found);
        let approved = folder.plans.iter().any(|doc| *doc.stem == file.stem && doc.record.approved_on.value().is_some());
        if kind == DocKind::Plan && approved {
            adjusted.push(file.stem.clone());
        }
    }
    Ok((held, adjusted))
}

/// The date in force of a line of a plan, where a contact report has set it.
fn due(folder: &CustomerFolder, stem: &str, line: usize, today: NaiveDate) -> Option<NaiveDate> {
    let plan = folder.plans.iter().find(|doc| &*doc.stem == stem)?;
    let line = plan.record.contact_lines().nth(line)?;
    Contacts::of(folder, Some(today)).in_force(line).filter(|due| due.report.is_some()).map(|due| due.day)
}

/// `客户经理、联系安排 4 条、行动 2 项`
pub(super) fn shown(held: Held, lang: Lang) -> String {
    let manager = held.manager.then(|| say!(lang, "客户经理", "account manager"));
    let lines = (held.lines > 0).then(|| say!(lang, "联系安排 {} 条", "{} contact-plan lines", held.lines));
    let actions = (held.actions > 0).then(|| say!(lang, "行动 {} 项", "{} actions", held.actions));
    lang.join([manager, lines, actions].into_iter().flatten())
}

fn shorten(steps: &mut Vec<String>, lang: Lang) {
    if steps.len() > NAMED {
        let more = steps.len() - NAMED;
        steps.truncate(NAMED);
        steps.push(say!(lang, "另有 {more} 份已批准的计划同样要调整", "{more} more approved plans are adjusted likewise"));
    }
}
