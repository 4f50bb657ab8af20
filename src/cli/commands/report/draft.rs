//! `kehu report NAME --skeleton`: instead of the report the document that somebody has to fill in, with what the archive knows.

use anyhow::Result;

use crate::analysis::market;
use crate::analysis::reception::{Standard, standard};
use crate::archive::load::{self, Judge, Scope};
use crate::archive::{CustomerFolder, DocKind, Loaded};
use crate::cli::args::{ReportArgs, SuggestionFields};
use crate::cli::commands::{add_suggestion, submit as submissions};
use crate::cli::write::ask::{all_wrong, confirm};
use crate::cli::write::common::WriteArgs;
use crate::cli::write::finish::{Ending, finish_with};
use crate::cli::write::session::{Session, trouble};
use crate::cli::write::{register, select};
use crate::cli::{CliError, Cx, Exit, Globals};
use crate::edit::draft::{self, callback, major_info, reception};
use crate::edit::input::{self, Known};
use crate::edit::op::Op;
use crate::edit::registers::submit::{self, Entry};
use crate::edit::shape::Shape;
use crate::edit::splice;
use crate::edit::value::{Document, Value};
use crate::form::RecordSpec;
use crate::form::choices::{KeyLanguage, StaffRole, SubmissionKind, VisitorRank};
use crate::model::period::{Month, Period, PeriodKind, parse_date};
use crate::query::Query;
use crate::report::numbered::{self, Ask, Begun, Spec};
use crate::rules::cadence::cad_06::DAYS_TO_SETTLE;
use crate::say;
use crate::words::Lang;

/// The reports of which a document is begun.
const BEGUN: [&str; 5] = ["market", "major-info", "suggestions", "callback", "reception"];

/// Begins it.
pub(super) fn run(spec: &'static Spec, args: &ReportArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let write = WriteArgs {
        set: args.draft.set.clone(),
        dry_run: args.draft.dry_run,
        commit: args.draft.commit,
        edit: args.draft.edit,
        // What is begun lacks what somebody has to fill in.
        force: true,
        ..WriteArgs::default()
    };
    match spec.name {
        "market" => market_reports(args, &write, globals, cx),
        "major-info" => flash(args, &write, globals, cx),
        "suggestions" => letters(args, write, globals, cx),
        "callback" => evaluation(spec, args, &write, globals, cx),
        "reception" => visit(args, &write, globals, cx),
        name => {
            let all = BEGUN.join(", ");
            let error = CliError::user(say!(cx.lang, "`{name}` 没有要填的文件", "there is no document to fill in for `{name}`"));
            Err(error.hint(say!(cx.lang, "`--skeleton` 用于：{all}", "`--skeleton` is for: {all}")).into())
        }
    }
}

/// The archive in the language in which it is kept.
fn loaded(session: &Session, kinds: &[DocKind], lang: Lang) -> Result<Loaded> {
    let base = load::base(session.root(), Some(lang), lang);
    Ok(load::load(session.root(), base, &Scope { kinds: Some(kinds.to_vec()), ..Scope::default() }, Judge::Nothing)?)
}

/// `--period`, else `otherwise`.
fn period(args: &ReportArgs, otherwise: Period, session: &Session, lang: Lang) -> Result<Period> {
    let Some(text) = &args.period else { return Ok(otherwise) };
    Ok(Period::parse(text, session.today).map_err(|error| CliError::user(error.describe(lang)))?)
}

/// Puts in what `--set` says.
fn filled(document: &mut Document, spec: &'static RecordSpec, write: &WriteArgs, session: &Session, lang: Lang) -> Result<()> {
    let shape = Shape { spec, packed: false, keys: KeyLanguage::English };
    let known = Known::new(session.world(), session.today);
    for pair in &write.set {
        let mut now = Value::Table(std::mem::take(&mut document.pairs));
        let said = input::assignment(spec, pair, &now, &known).map_err(|wrong| all_wrong(&[("--set".to_owned(), wrong)], lang))?;
        // Emptying what is not there leaves it so.
        let _ = splice::take(&mut now, shape, &said.op());
        if let Value::Table(pairs) = now {
            document.pairs = pairs;
        }
    }
    Ok(())
}

/// one for each account manager who has none of the month; who is one and names nobody else's customers begins his or her own.
fn market_reports(args: &ReportArgs, write: &WriteArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let lang = cx.lang;
    let mut session = Session::begin(globals, cx, !write.dry_run)?;
    let written = add_suggestion::language(&session, lang);
    let due_day = session.world().policy.figure("CAD-01.due_day");
    let due = submit::month_due(session.today, i64::try_from(due_day).unwrap_or(7));
    let month = Month::of(period(args, due.into(), &session, lang)?.first_day());
    let loaded = loaded(&session, &[DocKind::Customer, DocKind::Insight, DocKind::Plan, DocKind::ContactReport], written)?;
    let wanted = select::customers(&session, &args.query, Some(&loaded), globals, cx)?;
    let authors = authors(&loaded, &wanted, &mut session, globals, cx)?;
    let (mut records, mut steps, mut there) = (Vec::new(), Vec::new(), Vec::new());
    for author in authors {
        let who = session.world().staff.names.called(&author).to_owned();
        let is_own = |doc: &&crate::archive::Doc<_>| market::month_of(doc) == Some(month) && market::is_by(doc, &author);
        if loaded.registers.market.iter().any(|doc| is_own(&doc)) {
            there.push(who);
            continue;
        }
        let own: Vec<&CustomerFolder> = loaded.customers.iter().filter(|folder| is_managed_by(folder, &author, session.today)).collect();
        let source =
            draft::market::Source { world: &loaded.world, customers: &own, author: &author, month, day: session.today, lang: written };
        let mut document = draft::market::document(&source);
        filled(&mut document, <crate::form::registers::MarketReport as crate::form::Record>::SPEC, write, &session, lang)?;
        let name = register::create_document(&mut session, None, DocKind::Market, &format!("{month}-{author}"), true, &document, lang)?;
        records.push(say!(lang, "{who}：market/{name}", "{who}: market/{name}"));
        steps.push(say!(
            lang,
            "{who}：填好后提交：`kehu set market/{name} submitted_on=日期`",
            "{who}: fill it in, then hand it in: `kehu set market/{name} submitted_on=DATE`"
        ));
    }
    if !there.is_empty() {
        let (list, label) = (lang.join(&there), month.label(lang));
        cx.ui.notice(say!(lang, "{label}的已经有了，略过：{list}", "there already for {label}, left out: {list}"));
    }
    let label = month.label(lang);
    let count = records.len();
    let subject = match &records[..] {
        [] => {
            cx.ui.notice(say!(lang, "没有要写的", "there is nothing to begin"));
            return Ok(Exit::Clean);
        }
        [one] => say!(lang, "起草{label}的客户行业和市场信息报告：{one}", "industry and market report of {label} begun: {one}"),
        _ => say!(lang, "起草{label}的客户行业和市场信息报告 {count} 份", "{count} industry and market reports of {label} begun"),
    };
    if count > 1 && !write.dry_run {
        records.iter().for_each(|line| cx.ui.notice(format!("  {line}")));
        if !confirm(&say!(lang, "写入这 {count} 份？", "write these {count}?"), globals, cx)? {
            return Ok(Exit::Clean);
        }
    }
    finish_with(session, subject, write, &Ending { steps, records, ..Ending::default() }, globals, cx)
}

/// Who is to write: the account managers of the customers named, else whoever works where that is one, else all who are there.
fn authors(loaded: &Loaded, wanted: &[String], session: &mut Session, globals: &Globals, cx: &Cx<'_>) -> Result<Vec<String>> {
    let today = session.today;
    let is_one =
        |id: &str| session.world().staff.row(id).is_some_and(|row| row.has_role(StaffRole::AccountManager) && row.is_active(today));
    let all = session.world().staff.rows.iter().filter_map(|row| row.id.get()).map(|id| id.to_string());
    let all: Vec<String> = all.filter(|id| is_one(id)).collect();
    if !wanted.is_empty() {
        let of = |id: &String| {
            loaded.customers.iter().any(|folder| wanted.iter().any(|one| **one == *folder.id) && is_managed_by(folder, id, today))
        };
        return Ok(all.into_iter().filter(of).collect());
    }
    Ok(match session.me(globals, cx)? {
        Some(me) if all.contains(&me) => vec![me],
        _ => all,
    })
}

fn is_managed_by(folder: &CustomerFolder, staff: &str, today: chrono::NaiveDate) -> bool {
    let Some(doc) = &folder.profile else { return false };
    let lost = doc.record.lost_on.value().is_some_and(|day| day <= today);
    !lost && doc.record.account_manager.get().is_some_and(|manager| manager.is(staff))
}

///
fn flash(args: &ReportArgs, write: &WriteArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let lang = cx.lang;
    let mut session = Session::begin(globals, cx, !write.dry_run)?;
    let written = add_suggestion::language(&session, lang);
    let id = args.query.first().map(|text| session.need_customer(Some(text), cx)).transpose()?;
    let folder = id.as_deref().map(|id| session.folder(id));
    let me = session.me(globals, cx)?;
    let mut told: Vec<String> = register::director(&session).into_iter().filter(|one| Some(one) != me.as_ref()).collect();
    told.extend(register::superior(&session, me.as_deref()).filter(|one| !told.contains(one)));
    let day = session.today;
    let mut document = major_info::document(session.world(), folder.as_ref(), &told, day, written);
    filled(&mut document, <crate::form::registers::MajorInfo as crate::form::Record>::SPEC, write, &session, lang)?;
    let base = format!("{day}-{}", id.as_deref().unwrap_or("info"));
    let name = register::create_document(&mut session, None, DocKind::MajorInfo, &base, false, &document, lang)?;
    let step = say!(
        lang,
        "填好 major-info/{name}，立即报告市场部部长，再填「报告时间」",
        "fill in major-info/{name}, tell the marketing director at once, then fill in `reported_at`"
    );
    let subject = say!(lang, "起草重大信息快报 major-info/{name}", "flash begun: major-info/{name}");
    finish_with(session, subject, write, &Ending { steps: vec![step], ..Ending::default() }, globals, cx)
}

/// the suggestions that the audit gives, with a deadline unless one is said.
fn letters(args: &ReportArgs, mut write: WriteArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    write.force = false;
    let due = globals.as_of.checked_add_days(chrono::Days::new(DAYS_TO_SETTLE)).unwrap_or(globals.as_of).to_string();
    let says_due = write.set.iter().any(|pair| matches!(pair.split(['=', '＝']).next().map(str::trim), Some("due" | "落实期限")));
    let mut given = register::given::<SuggestionFields>("due", Some(&due).filter(|_| !says_due));
    given.extend(register::given::<SuggestionFields>("period", args.period.as_ref()));
    add_suggestion::from_audit(&args.query, given, &write, globals, cx)
}

/// the entry in the register of what is handed in, for the quarter's last month.
fn evaluation(spec: &'static Spec, args: &ReportArgs, write: &WriteArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let lang = cx.lang;
    let mut session = Session::begin(globals, cx, !write.dry_run)?;
    let written = add_suggestion::language(&session, lang);
    let quarter = period(args, Period::last_complete(PeriodKind::Quarter, session.today), &session, lang)?;
    let month = Month::of(quarter.last_day());
    let stem = submissions::stem(month);
    let kind = SubmissionKind::CallbackEvaluation.key();
    let entry = Entry { kind, unit: None, customer: None, by: None };
    if let Some(path) = session.desk.find(&stem) {
        let value = session.desk.value(&path).map_err(|it| trouble(it, lang))?;
        if !submit::entries(&value, entry, SubmissionKind::CHOICE).is_empty() {
            let label = quarter.label(lang);
            cx.ui.notice(say!(lang, "{label}的已经有了：{path}", "it is there already for {label}: {path}"));
            return Ok(Exit::Clean);
        }
    }
    let me = session.me(globals, cx)?;
    let parts = known(spec, quarter, &session, written)?;
    let mut document = Document { pairs: Vec::new(), after: Vec::new() };
    if let Value::Table(pairs) = callback::entry(&parts, me.as_deref(), written) {
        document.pairs = pairs;
    }
    filled(&mut document, <crate::form::registers::Submission as crate::form::Record>::SPEC, write, &session, lang)?;
    let op = Op::append(submit::place(), Value::Table(document.pairs));
    session.desk.edit_or_create(&stem, DocKind::Submissions, &[op]).map_err(|it| trouble(it, lang))?;
    let label = quarter.label(lang);
    let step = say!(
        lang,
        "写好 {stem} 中的四个部分，上报之后填「上报日期」",
        "write the four parts in {stem}; when it is handed in, fill in `submitted_on`"
    );
    let subject = say!(lang, "起草{label}的回访评估报告 {stem}", "callback evaluation of {label} begun: {stem}");
    finish_with(session, subject, write, &Ending { steps: vec![step], ..Ending::default() }, globals, cx)
}

/// What the archive knows of the quarter, on its last day or today.
fn known(spec: &'static Spec, period: Period, session: &Session, lang: Lang) -> Result<callback::Parts> {
    let base = load::base(session.root(), Some(lang), lang);
    let loaded = load::load(session.root(), base, &Scope::default(), Judge::Nothing)?;
    let everybody = |_: &CustomerFolder| true;
    let ask = Ask {
        spec,
        loaded: &loaded,
        day: numbered::judged_on(period, session.today, spec.grace),
        period,
        query: &Query::default(),
        wanted: &everybody,
        needed: &everybody,
        machine: false,
        unit: loaded.world.unit,
        before: &[],
        settles: &|_| None,
    };
    let Begun { summary, achievements, improvements } = numbered::begun(&ask);
    Ok(callback::Parts { summary, achievements, improvements })
}

///
fn visit(args: &ReportArgs, write: &WriteArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let lang = cx.lang;
    let mut session = Session::begin(globals, cx, !write.dry_run)?;
    let written = add_suggestion::language(&session, lang);
    let id = session.need_customer(args.query.first().map(String::as_str), cx)?;
    let folder = session.folder(&id);
    let spec = <crate::form::registers::Reception as crate::form::Record>::SPEC;
    // What is said decides which standard holds.
    let mut said = Document { pairs: Vec::new(), after: Vec::new() };
    filled(&mut said, spec, write, &session, lang)?;
    let text = |key: &str| {
        said.pairs.iter().find(|pair| pair.key == key).and_then(|pair| match &pair.value {
            Value::Scalar(scalar) => Some(scalar.text.clone()),
            Value::List(_) | Value::Table(_) => None,
        })
    };
    let rank = text("visitor_rank")
        .and_then(|word| VisitorRank::ALL.iter().copied().find(|rank| rank.key() == word || rank.label(Lang::Zh) == word));
    let date = text("date").as_deref().and_then(parse_date);
    let me = session.me(globals, cx)?;
    let known = reception::Visit { date, rank, plan_by: me.as_deref() };
    let tier = folder.profile.as_ref().and_then(|doc| doc.record.tier.value());
    let standard = tier.zip(rank).and_then(|(tier, rank)| standard(tier, rank)).map(|found| asked(found, written)).unwrap_or_default();
    let mut document = reception::document(&known, &standard, written);
    filled(&mut document, spec, write, &session, lang)?;
    let day = date.unwrap_or(session.today);
    let base = format!("{day}-{}", id);
    let name = register::create_document(&mut session, Some(&id), DocKind::Reception, &base, false, &document, lang)?;
    let called = folder.called();
    let step = say!(
        lang,
        "填好 receptions/{name}；`kehu report reception {id}` 打印安排单",
        "fill in receptions/{name}; `kehu report reception {id}` prints the sheet"
    );
    let subject = say!(lang, "{called}：起草来访接待安排单 {name}", "{called}: reception sheet {name} begun");
    finish_with(session, subject, write, &Ending { steps: vec![step], ..Ending::default() }, globals, cx)
}

/// What the standard asks for, an item of the form each.
fn asked(standard: &Standard, lang: Lang) -> Vec<reception::Arrangement> {
    let items = standard.items.iter().filter(|item| !item.key.is_empty());
    items.map(|item| reception::Arrangement { key: item.key, text: String::new(), standard: item.asks.get(lang).to_owned() }).collect()
}
