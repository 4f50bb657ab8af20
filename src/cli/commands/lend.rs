//! `kehu lend CUSTOMER` and `kehu return CARD`: 借阅卡.

use anyhow::Result;

use crate::archive::DocKind;
use crate::cli::args::{LendArgs, LoanFields, ReturnArgs};
use crate::cli::write::ask::{Asker, Wanted};
use crate::cli::write::each::{self, Columns};
use crate::cli::write::finish::finish;
use crate::cli::write::record::{CUSTOMER, Record, Said, field, required};
use crate::cli::write::session::{Session, trouble};
use crate::cli::write::{aim, register};
use crate::cli::{CliError, Cx, Exit, Globals};
use crate::edit::input::Known;
use crate::edit::look::View;
use crate::edit::op::Op;
use crate::edit::registers::{find, name};
use crate::edit::target::spec_of;
use crate::edit::value::Value;
use crate::form::Record as _;
use crate::form::registers::Loan;
use crate::say;

static COLUMNS: Columns = Columns { spec: Loan::SPEC, more: &[], words: &[&CUSTOMER] };

/// Lends a customer's forms.
pub(crate) fn run(args: &LendArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let said = Said {
        words: vec![args.customer.clone()],
        given: register::with_day::<LoanFields>("lent_on", args.date.as_ref(), &args.fields),
        set: args.write.set.clone(),
        id: args.write.id.clone(),
    };
    each::run(said, &COLUMNS, &args.write, globals, cx, &lend)
}

fn lend(said: &Said, session: &mut Session, globals: &Globals, cx: &mut Cx<'_>) -> Result<String> {
    let lang = cx.lang;
    let customer = session.need_customer(said.word(0), cx)?;
    let me = session.me(globals, cx)?;
    let asker = Asker { known: Known::new(session.world(), session.today).me(me.as_deref()), globals };
    let option = |key: &str| required::<LoanFields>(key);
    let mut wanted: Vec<Wanted> = ["borrower", "forms", "purpose"].map(option).to_vec();
    wanted.push(option("lent_on").or(Some(session.today.to_string())));
    wanted.extend(["due_back", "approved_by"].map(option));
    wanted.push(Wanted::optional(field::<LoanFields>("handled_by"), "--handled-by").or(me.as_deref()));
    let mut record = Record::read::<LoanFields>(said, &wanted, &said.set, asker, cx)?;
    let year = record.text("lent_on").and_then(|day| day.get(..4)).and_then(|year| year.parse().ok()).unwrap_or_default();
    let card = match (&said.id, record.text("card_no")) {
        (Some(id), _) => id.clone(),
        (None, Some(stated)) => stated.to_owned(),
        (None, None) => next_card(session, year).map_err(|it| trouble(it, lang))?,
    };
    record.put("card_no", Value::text(&card));
    record.put("customer", Value::text(&customer));
    let borrower = record.text("borrower").unwrap_or_default().to_owned();
    let card = register::create(session, None, DocKind::Loan, &card, true, record, lang)?;
    let who = session.world().staff.names.called(&borrower);
    let called = aim::called(session, &customer);
    Ok(say!(lang, "{called}：{who}借阅档案，借阅卡 {card}", "{called}: lent to {who}, card {card}"))
}

/// The next number of the year, those of this command's own new cards counted.
fn next_card(session: &mut Session, year: i32) -> Result<String, crate::edit::desk::Trouble> {
    let files = register::files(session, None);
    let names = name::all(&mut session.desk, &files, DocKind::Loan)?;
    let mut number = name::next_card(&names, year);
    while session.desk.find(&format!("lending/{}", name::card(year, number))).is_some() {
        number += 1;
    }
    Ok(name::card(year, number))
}

/// Takes a card's forms back.
pub(crate) fn take_back(args: &ReturnArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let lang = cx.lang;
    let mut session = Session::begin(globals, cx, !args.change.dry_run)?;
    let day = register::day(&session, args.date.as_ref(), lang)?;
    let record = card(&mut session, &args.card, cx)?;
    let value = session.desk.value(&record.path).map_err(|it| trouble(it, lang))?;
    let view = View::top(&value, spec_of(DocKind::Loan)).at(&record.place);
    let text = |key: &str| view.as_ref().and_then(|view| view.text(key)).map(str::to_owned);
    let no = text("card_no").unwrap_or_else(|| record.name.clone());
    if let Some(back) = text("returned_on") {
        if back == day.to_string() || args.date.is_none() {
            cx.ui.notice(say!(lang, "借阅卡 {no} 已在 {back} 归还，没有要改的", "card {no} came back on {back}: nothing to change"));
            return Ok(Exit::Clean);
        }
        let error = CliError::user(say!(lang, "借阅卡 {no} 已在 {back} 归还", "card {no} came back on {back}"));
        let hint = say!(
            lang,
            "日期写错了：`kehu set lending/{} returned_on={day}`",
            "if that day is wrong: `kehu set lending/{} returned_on={day}`",
            record.name
        );
        return Err(error.hint(hint).into());
    }
    let op = Op::set(record.place.clone().key("returned_on"), Value::day(day));
    session.desk.edit(&record.path, DocKind::Loan, &[op]).map_err(|it| trouble(it, lang))?;
    let who = text("borrower").unwrap_or_default();
    let who = session.world().staff.names.called(&who).to_owned();
    let subject = say!(lang, "借阅卡 {no}：{who}已归还", "card {no}: returned by {who}");
    finish(session, subject, &args.change.write(), globals, cx)
}

/// The card of this number: never a beginning of it, since numbers are alike.
fn card(session: &mut Session, text: &str, cx: &Cx<'_>) -> Result<find::Record> {
    let lang = cx.lang;
    let files = register::files(session, None);
    let spoken = find::spoken(text, &[DocKind::Loan]);
    let mut found = find::matching(&mut session.desk, &files, &[DocKind::Loan], &spoken.name).map_err(|it| trouble(it, lang))?;
    found.retain(|one| crate::resolve::same(&one.name, &spoken.name));
    if found.is_empty() {
        found = find::stating(&mut session.desk, &files, DocKind::Loan, "card_no", &spoken.name).map_err(|it| trouble(it, lang))?;
    }
    if found.len() == 1
        && let Some(one) = found.pop()
    {
        return Ok(one);
    }
    let error = match found.is_empty() {
        true => CliError::user(say!(lang, "没有借阅卡「{text}」", "there is no card `{text}`")),
        false => {
            let list = lang.join(found.iter().map(|one| one.path.clone()));
            CliError::user(say!(lang, "「{text}」对应不止一张借阅卡：{list}", "`{text}` may be any of these cards: {list}"))
        }
    };
    let open = open_cards(session, &files);
    Err(match open.is_empty() {
        true => error,
        false => {
            let list = lang.join(open);
            error.hint(say!(lang, "未归还的：{list}", "not returned: {list}"))
        }
    }
    .into())
}

/// The cards that are out, the newest first.
fn open_cards(session: &mut Session, files: &[crate::discover::Found]) -> Vec<String> {
    let mut out = Vec::new();
    for file in files.iter().rev().filter(|file| file.kind == Some(DocKind::Loan)) {
        let Ok(value) = session.desk.value(&file.path) else { continue };
        for view in View::records(&value, spec_of(DocKind::Loan), true) {
            if view.text("returned_on").is_none() {
                out.push(view.text("card_no").or_else(|| view.text("id")).unwrap_or(&file.stem).to_owned());
            }
        }
    }
    out.truncate(8);
    out
}
