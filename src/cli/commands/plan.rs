//! `kehu plan [show|new|approve|revise] CUSTOMER`: a year's plan, its approval, its adjustments.

use anyhow::Result;
use chrono::{Datelike, NaiveDate};

use crate::analysis::contacts::Contacts;
use crate::archive::{CustomerFolder, DocKind};
use crate::cli::args::{PlanArgs, PlanFields, PlanWhat, PlanWord};
use crate::cli::complaints::{nearest_typed, see};
use crate::cli::write::ask::{self, Asker, Wanted};
use crate::cli::write::finish::finish;
use crate::cli::write::options::Given;
use crate::cli::write::plans::{self, Sheet};
use crate::cli::write::record::{Record, Said};
use crate::cli::write::session::{Session, trouble};
use crate::cli::{CliError, Cx, Exit, Globals};
use crate::edit::input::{self, Known};
use crate::edit::op::{Op, Place};
use crate::edit::plan::approval;
use crate::edit::plan::lines::Line;
use crate::edit::plan::renew::{self, Around, Carried};
use crate::edit::value::{Document, Pair, Value};
use crate::form::Record as _;
use crate::form::plan::Revision;
use crate::model::period::parse_date;
use crate::say;
use crate::words::{Lang, shell_word};

/// Does what is said.
pub(crate) fn run(args: &PlanArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let (what, customer) = meant(args, cx)?;
    belongs(args, what, globals, cx)?;
    match what {
        PlanWhat::Show => return super::plan_show::run(args, customer, globals, cx),
        PlanWhat::File => return super::receive::run(&args.filing(customer), globals, cx),
        PlanWhat::New | PlanWhat::Approve | PlanWhat::Revise => {}
    }
    let mut session = Session::begin(globals, cx, !args.dry_run)?;
    let customer = session.need_customer(Some(customer), cx)?;
    let folder = session.folder(&customer);
    let subject = match what {
        PlanWhat::New => new(args, &mut session, &folder, globals, cx)?,
        PlanWhat::Approve => match approve(args, &mut session, &folder, globals, cx)? {
            Some(subject) => subject,
            None => return Ok(Exit::Clean),
        },
        PlanWhat::Revise | PlanWhat::File | PlanWhat::Show => revise(args, &mut session, &folder, globals, cx)?,
    };
    finish(session, subject, &args.write(), globals, cx)
}

/// What is to be done with whose plan: a customer alone is to be shown.
fn meant<'a>(args: &'a PlanArgs, cx: &Cx<'_>) -> Result<(PlanWhat, &'a str), CliError> {
    let lang = cx.lang;
    let error = match (&args.word, &args.customer) {
        (PlanWord::What(what), Some(customer)) => return Ok((*what, customer)),
        (PlanWord::Other(customer), None) => return Ok((PlanWhat::Show, customer)),
        (PlanWord::What(what), None) => {
            let what = word(*what);
            CliError::user(say!(lang, "缺少 CUSTOMER", "missing: CUSTOMER")).hint(say!(
                lang,
                "写明客户，如 `kehu plan {what} 云岭移动`",
                "name the customer, as `kehu plan {what} yunling-mobile`"
            ))
        }
        (PlanWord::Other(typed), Some(customer)) => {
            let error = CliError::user(say!(lang, "`plan` 不知道做什么：`{typed}`", "`plan` does not know what `{typed}` means"));
            match nearest_typed(typed, WORDS) {
                Some(near) => error.hint(say!(lang, "是不是 `{near}`？", "did you mean `{near}`?")),
                None => {
                    let (typed, customer) = (shell_word(typed), shell_word(customer));
                    error.hint(say!(
                        lang,
                        "看计划只写一个客户：`kehu plan {typed}`；名称中有空格的加引号：`kehu plan \"{typed} {customer}\"`",
                        "to see a plan name one customer: `kehu plan {typed}`; quote a name with a space: `kehu plan \"{typed} {customer}\"`"
                    ))
                }
            }
            .hint(say!(lang, "可取：{}", "possible values: {}", WORDS.join(", ")))
        }
    };
    Err(error.hint(see("plan", lang)))
}

/// The words for what `plan` does, without the hidden one.
const WORDS: [&str; 4] = ["show", "new", "approve", "revise"];

/// The word for it.
const fn word(what: PlanWhat) -> &'static str {
    match what {
        PlanWhat::Show => "show",
        PlanWhat::New => "new",
        PlanWhat::Approve => "approve",
        PlanWhat::Revise => "revise",
        PlanWhat::File => "file",
    }
}

/// Options of another of them.
fn belongs(args: &PlanArgs, what: PlanWhat, globals: &Globals, cx: &Cx<'_>) -> Result<(), CliError> {
    use PlanWhat::{Approve, File, New, Revise, Show};
    const WRITES: &[PlanWhat] = &[New, Approve, Revise, File];
    let said: [(&str, bool, &[PlanWhat]); 12] = [
        ("--summary-only", args.summary_only, &[Show]),
        ("--format", globals.asked_format.is_some(), &[Show]),
        ("--output", globals.output.is_some(), &[Show]),
        ("--empty", args.empty, &[New]),
        ("--author, --guided-by", !args.fields.is_empty(), &[New]),
        ("--by", args.by.is_some(), &[Approve, Revise]),
        ("--date", args.date.is_some(), &[Approve, Revise, File]),
        ("--reason", args.reason.is_some(), &[Revise]),
        ("--changes", args.changes.is_some(), &[Revise]),
        ("--dry-run", args.dry_run, WRITES),
        ("--force", args.force, WRITES),
        ("--commit", args.commit, WRITES),
    ];
    let Some((option, ..)) = said.iter().find(|(_, is_said, of)| *is_said && !of.contains(&what)) else { return Ok(()) };
    let what = word(what);
    let error = CliError::user(say!(cx.lang, "`plan {what}` 不用 `{option}`", "`plan {what}` takes no `{option}`"));
    Err(error.hint(see("plan", cx.lang)))
}

/// The year that is made: the current one, the next where it is there.
fn year_to_make(args: &PlanArgs, folder: &CustomerFolder, this_year: i32, cx: &Cx<'_>) -> Result<i32, CliError> {
    let lang = cx.lang;
    let year = args.year.unwrap_or(if folder.plan_of(this_year).is_none() { this_year } else { this_year + 1 });
    let Some(doc) = folder.plan_of(year) else { return Ok(year) };
    let (called, path, customer) = (folder.called(), &doc.info.path, shell_word(&folder.id));
    let error = CliError::user(say!(lang, "{called}已有 {year} 年的客户计划：{path}", "{called} has a plan for {year} already: {path}"));
    Err(error.hint(say!(
        lang,
        "要改它：`kehu set {customer}/plan/{year} KEY=VALUE`",
        "to change it: `kehu set {customer}/plan/{year} KEY=VALUE`"
    )))
}

fn new(args: &PlanArgs, session: &mut Session, folder: &CustomerFolder, globals: &Globals, cx: &mut Cx<'_>) -> Result<String> {
    let lang = cx.lang;
    let year = year_to_make(args, folder, session.today.year(), cx)?;
    let me = if args.fields.texts("author").is_some() { session.me(globals, cx)? } else { Some(session.need_me(globals, cx)?) };
    let known = Known::new(session.world(), session.today).people(&folder.people_names).me(me.as_deref());
    let said = Said { given: args.fields.given().to_vec(), ..Said::default() };
    let mut head = Record::read::<PlanFields>(&said, &[], &[], Asker { known, globals }, cx)?;
    if let Some(me) = &me {
        head.default("author", Value::text(me.as_str()));
    }
    let mut pairs = vec![Pair::new("year", Value::number(year.to_string()))];
    pairs.extend(head.into_pairs());
    let before = folder.plans.iter().filter(|doc| doc.year().is_some_and(|own| own < year)).max_by_key(|doc| doc.year());
    if let Some(doc) = before.filter(|_| !args.empty) {
        let path = doc.info.path.to_string();
        let old = session.desk.value(&path).map_err(|why| trouble(why, lang))?;
        let (tables, carried) = carry(&old, year, session, folder);
        pairs.extend(tables);
        tell(&carried, doc.year().unwrap_or(year - 1), cx);
    }
    let document = Document { pairs, after: Vec::new() };
    let stem = format!("customers/{}/plans/{year}", folder.id);
    session.desk.create(&stem, DocKind::Plan, &document).map_err(|why| trouble(why, lang))?;
    let called = folder.called();
    Ok(say!(lang, "{called}：新建 {year} 年的客户计划", "{called}: new plan for {year}"))
}

/// What of the old plan still holds.
fn carry(old: &Value, year: i32, session: &Session, folder: &CustomerFolder) -> (Vec<Pair>, Carried) {
    let world = session.world();
    let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(session.today);
    let contacts = Contacts::of(folder, None);
    let is_there = |person: &str| folder.people_on(Some(first)).any(|row| row.key() == person);
    let is_ours = |ours: &str| world.staff.row(ours).is_some_and(|row| row.is_active(first));
    let in_force = |line: &Line| {
        let newest = contacts.newest(&line.ours, &line.person);
        let planned = line.next.filter(|next| newest.is_none_or(|newest| *next > newest));
        let reported = || {
            let of_that_day = contacts.of_pair(&line.ours, &line.person).filter(|contact| Some(contact.day) == newest);
            of_that_day.filter_map(|contact| contact.doc.record.next_date.value()).max()
        };
        planned.or_else(reported).or(newest).or(line.next)
    };
    let around = Around {
        staff: &world.staff.names,
        people: &folder.people_names,
        meets: &|ours, person| is_ours(ours) && is_there(person),
        in_force: &in_force,
    };
    renew::carried_over(old, year, &around)
}

/// Says what was carried over, and what was not.
fn tell(carried: &Carried, from: i32, cx: &mut Cx<'_>) {
    let Carried { lines, dropped, actions, projects } = carried;
    cx.ui.notice(say!(
        cx.lang,
        "沿用 {from} 年的计划：接触安排 {lines} 行，未完成的行动 {actions} 项，未决的项目 {projects} 个；五部分文字请改写",
        "from the plan of {from}: {lines} contact-plan lines, {actions} open actions, {projects} open projects; rewrite the five sections"
    ));
    if *dropped > 0 {
        cx.ui.notice(say!(
            cx.lang,
            "其中 {dropped} 行接触安排的人员已离开，没有沿用",
            "{dropped} contact-plan lines of people who have left were not carried over"
        ));
    }
}

/// A staff member who was named on the line.
fn staff(text: &str, known: &Known<'_>, option: &str, cx: &Cx<'_>) -> Result<String, CliError> {
    let field = Revision::SPEC.find("approved_by").map(|(_, field)| field);
    let read = field.map(|field| input::field(field, &[text], known));
    match read {
        Some(Ok(Value::Scalar(scalar))) if !scalar.text.is_empty() => Ok(scalar.text),
        Some(Err(complaint)) => Err(ask::all_wrong(&[(option.to_owned(), complaint)], cx.lang)),
        _ => Err(CliError::user(say!(cx.lang, "`{option}` 没有写是谁", "`{option}` names nobody"))),
    }
}

/// The plan that is approved or adjusted.
fn plan(args: &PlanArgs, session: &mut Session, folder: &CustomerFolder, waits: bool, cx: &Cx<'_>) -> Result<Sheet> {
    let this_year = session.today.year();
    let plans: Vec<(i32, bool)> =
        folder.plans.iter().filter_map(|doc| doc.year().map(|year| (year, !waits || doc.record.approved_on.value().is_some()))).collect();
    let year = args.year.or_else(|| approval::meant(&plans, this_year)).unwrap_or(this_year);
    plans::of_year(session, folder, year, cx.lang)
}

/// The day that was said.
fn day(args: &PlanArgs, session: &Session, cx: &Cx<'_>) -> Result<NaiveDate, CliError> {
    let Some(text) = &args.date else { return Ok(session.today) };
    let known = Known::new(session.world(), session.today);
    match input::value(&crate::form::KindSpec::Date, text, &known) {
        Ok(Value::Scalar(scalar)) => Ok(parse_date(&scalar.text).unwrap_or(session.today)),
        Ok(_) => Ok(session.today),
        Err(complaint) => Err(ask::all_wrong(&[("--date".to_owned(), complaint)], cx.lang)),
    }
}

fn approve(args: &PlanArgs, session: &mut Session, folder: &CustomerFolder, globals: &Globals, cx: &mut Cx<'_>) -> Result<Option<String>> {
    let lang = cx.lang;
    let sheet = plan(args, session, folder, true, cx)?;
    let me = session.me(globals, cx)?;
    let known = Known::new(session.world(), session.today).me(me.as_deref());
    let by = match &args.by {
        Some(text) => staff(text, &known, "--by", cx)?,
        None => session.need_me(globals, cx)?,
    };
    let on = day(args, session, cx)?;
    let (called, year) = (folder.called(), sheet.year);
    let there = approval::approved(&sheet.value, &session.world().staff.names);
    // A day without a name is an approval half entered.
    let on = there.as_ref().filter(|there| there.by.is_none() && args.date.is_none()).map_or(on, |there| there.on);
    if let Some(there) = there.filter(|there| !args.force && (there.by.is_some() || there.on != on)) {
        let (who, when) = (there.by.as_deref().map_or("", |by| session.world().staff.names.called(by)), there.on);
        let said = say!(
            lang,
            "{called} {year} 年的计划已批准：{who} {when}",
            "the plan of {called} for {year} was approved already: {who} {when}"
        );
        if (args.by.is_none() || there.by.as_ref() == Some(&by)) && (args.date.is_none() || on == when) {
            cx.ui.notice(say!(lang, "{said}，没有要改的", "{said}; nothing to change"));
            return Ok(None);
        }
        return Err(other_approval(said, &folder.id, year, lang).into());
    }
    plans::lay(session, folder, &sheet, approval::approve(&by, on), cx)?;
    let who = session.world().staff.names.called(&by).to_owned();
    Ok(Some(say!(lang, "{called}：{year} 年的计划由{who}于 {on} 批准", "{called}: plan of {year} approved by {who} on {on}")))
}

/// It was approved otherwise.
fn other_approval(said: String, customer: &str, year: i32, lang: Lang) -> CliError {
    let customer = shell_word(customer);
    CliError::user(said)
        .hint(say!(
            lang,
            "计划的调整：`kehu plan revise {customer} --year {year} --reason 原因 --approved-by 批准人`",
            "to adjust the plan: `kehu plan revise {customer} --year {year} --reason TEXT --approved-by STAFF`"
        ))
        .hint(say!(lang, "批准本身登记错了：加上 `--force`", "if the approval itself is wrong: add `--force`"))
}

fn revise(args: &PlanArgs, session: &mut Session, folder: &CustomerFolder, globals: &Globals, cx: &mut Cx<'_>) -> Result<String> {
    let lang = cx.lang;
    let sheet = plan(args, session, folder, false, cx)?;
    let me = session.me(globals, cx)?;
    let on = day(args, session, cx)?;
    let known = Known::new(session.world(), session.today).me(me.as_deref());
    let of = |key: &str| Revision::SPEC.find(key).map(|(_, field)| field);
    let (Some(reason), Some(by), Some(changes)) = (of("reason"), of("approved_by"), of("changes")) else {
        return Err(CliError::internal("the form has these fields").into());
    };
    let texts = [(reason, &args.reason), (by, &args.by), (changes, &args.changes)];
    let given: Vec<Given> = texts.iter().filter_map(|(field, text)| Some(Given { field, texts: vec![(*text).clone()?] })).collect();
    let wanted = [Wanted::required(reason, "--reason"), Wanted::required(by, "--approved-by").propose(me.as_deref())];
    let option = |field: &crate::form::FieldSpec| format!("--{}", field.key.replace('_', "-"));
    let filled = ask::fill(&given, &wanted, &option, Asker { known, globals }, cx)?;
    let why = plans::text(&filled, "reason").unwrap_or_default().to_owned();
    let mut pairs = vec![("date", Value::day(on))];
    pairs.extend(input::pairs(Revision::SPEC, filled));
    let entry = Value::table(pairs);
    if !has_approval(&sheet) {
        let year = sheet.year;
        cx.ui.notice(say!(
            lang,
            "{year} 年的计划还没有批准：批准以前可以直接修改，不必登记调整",
            "the plan of {year} is not approved yet: until then it is changed without an adjustment"
        ));
    }
    let (called, year) = (folder.called(), sheet.year);
    let list = Place::top().key("revisions");
    if plans::holds(&sheet, &list, &entry) {
        cx.ui.notice(say!(lang, "这次调整已经登记过了", "this adjustment is there already"));
    } else {
        plans::lay(session, folder, &sheet, vec![Op::append(list, entry)], cx)?;
    }
    Ok(say!(lang, "{called}：{year} 年的计划调整，{why}", "{called}: plan of {year} adjusted, {why}"))
}

fn has_approval(sheet: &Sheet) -> bool {
    crate::edit::plan::view(&sheet.value).day("approved_on").is_some()
}
