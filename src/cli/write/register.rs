//! What commands about registers share: a new record with its file, a record that is there, days that are typed.

use anyhow::Result;
use chrono::NaiveDate;
use rayon::prelude::*;

use super::ask::{Wanted, all_wrong};
use super::options::{FieldSet, Fields, Given};
use super::record::{Record, field};
use super::session::{Session, trouble};
use crate::archive::DocKind;
use crate::cli::{CliError, Cx};
use crate::discover::{self, Found as File};
use crate::edit::id;
use crate::edit::input::{self, Known};
use crate::edit::registers::{find, name};
use crate::edit::target::spec_of;
use crate::edit::value::{Document, Value};
use crate::form::choices::StaffRole;
use crate::form::{FieldSpec, KindSpec, Need, RecordSpec};
use crate::resolve::{self, Found, fold};
use crate::say;
use crate::words::Lang;

/// Records that a complaint names.
const NAMED: usize = 8;

/// The files of a customer, or those of the archive's registers.
pub(crate) fn files(session: &Session, customer: Option<&str>) -> Vec<File> {
    match customer {
        Some(id) => discover::customer_files(session.root(), id, &session.ignored).found,
        None => discover::register_files(session.root(), &session.ignored),
    }
}

/// An option that stands for a field of `F`, where it was said.
pub(crate) fn given<F: FieldSet>(key: &str, text: Option<&String>) -> Vec<Given> {
    text.map(|text| Given { field: field::<F>(key), texts: vec![text.clone()] }).into_iter().collect()
}

/// What `--date` says for a field, where the field's own option does not say it.
pub(crate) fn with_day<F: FieldSet>(key: &str, date: Option<&String>, fields: &Fields<F>) -> Vec<Given> {
    let mut out = fields.given().to_vec();
    if fields.texts(key).is_none() {
        out.extend(given::<F>(key, date));
    }
    out
}

/// What a form asks for: its required fields, `me` and `today` where nothing is said. `asked`: further fields, on a terminal only.
pub(crate) fn wanted<F: FieldSet>(days: &[&str], ours: &[&str], asked: &[&str], me: Option<&str>, today: NaiveDate) -> Vec<Wanted> {
    let mut out = Vec::new();
    for field in F::spec().fields {
        let option = Fields::<F>::option(field);
        if days.contains(&field.key) {
            out.push(Wanted::required(field, option).or(Some(today.to_string())));
        } else if ours.contains(&field.key) {
            out.push(Wanted::required(field, option).or(me));
        } else if F::fields().any(|one| std::ptr::eq(one, field)) && matches!(field.need, Need::Required) {
            out.push(Wanted::required(field, option));
        } else if asked.contains(&field.key) {
            out.push(Wanted::optional(field, option));
        }
    }
    out
}

/// Puts a new record into its register; gives the file's name. `stem`: the folder and what makes the name from it.
///
/// # Errors
/// When the name is taken or none.
pub(crate) fn create(
    session: &mut Session,
    customer: Option<&str>,
    kind: DocKind,
    base: &str,
    asked: bool,
    record: Record,
    lang: Lang,
) -> Result<String> {
    let document = Document { pairs: record.into_pairs(), after: Vec::new() };
    create_document(session, customer, kind, base, asked, &document, lang)
}

/// The same, of a document with comments.
///
/// # Errors
/// As [`create`].
pub(crate) fn create_document(
    session: &mut Session,
    customer: Option<&str>,
    kind: DocKind,
    base: &str,
    asked: bool,
    document: &Document,
    lang: Lang,
) -> Result<String> {
    let folder = folder(customer, kind);
    let files = files(session, customer);
    let taken = name::all(&mut session.desk, &files, kind).map_err(|it| trouble(it, lang))?;
    let desk = &session.desk;
    let is_taken = |name: &str| taken.contains(&fold(name)) || desk.find(&format!("{folder}/{name}")).is_some();
    let own = if asked { session.new_id(base, is_taken(base), lang)? } else { id::unused(base, is_taken) };
    session.desk.create(&format!("{folder}/{own}"), kind, document).map_err(|it| trouble(it, lang))?;
    Ok(own)
}

/// The folder of a register.
pub(crate) fn folder(customer: Option<&str>, kind: DocKind) -> String {
    let folder = kind.folder().unwrap_or_default();
    customer.map_or_else(|| folder.to_owned(), |id| format!("customers/{id}/{folder}"))
}

/// The superior of one of ours, else the marketing director.
pub(crate) fn superior(session: &Session, staff: Option<&str>) -> Option<String> {
    let book = &session.world().staff;
    let own = staff.and_then(|id| book.row(id)).and_then(|row| row.superior.get()).map(|superior| superior.id.to_string());
    own.or_else(|| director(session)).filter(|superior| Some(superior.as_str()) != staff)
}

/// The first marketing director who is there today.
pub(crate) fn director(session: &Session) -> Option<String> {
    let rows = &session.world().staff.rows;
    let is = |row: &&crate::form::staff::StaffRow| row.has_role(StaffRole::MarketingDirector) && row.is_active(session.today);
    rows.iter().find(is).and_then(|row| row.id.get()).map(|id| id.to_string())
}

/// A value that was typed for a field of a form, on a command line that has no other fields.
///
/// # Errors
/// When it is none.
pub(crate) fn typed(spec: &'static FieldSpec, text: &str, option: &str, known: &Known<'_>, lang: Lang) -> Result<Value> {
    input::field(spec, &[text], known).map_err(|complaint| all_wrong(&[(option.to_owned(), complaint)], lang).into())
}

/// The day that was typed, else today.
///
/// # Errors
/// When it is none.
pub(crate) fn day(session: &Session, text: Option<&String>, lang: Lang) -> Result<NaiveDate> {
    let Some(text) = text else { return Ok(session.today) };
    let known = Known::new(session.world(), session.today);
    let value = input::value(&KindSpec::Date, text, &known).map_err(|complaint| all_wrong(&[("--date".to_owned(), complaint)], lang))?;
    let day = match value {
        Value::Scalar(scalar) => crate::model::period::parse_date(&scalar.text),
        Value::List(_) | Value::Table(_) => None,
    };
    Ok(day.unwrap_or(session.today))
}

/// The one record that is meant, by path, name or a beginning that only one has.
///
/// # Errors
/// When there is none, or more than one.
pub(crate) fn the_one(session: &mut Session, text: &str, kinds: &[DocKind], cx: &Cx<'_>) -> Result<find::Record> {
    let lang = cx.lang;
    let spoken = find::spoken(text, kinds);
    let customer = spoken.customer.as_deref().map(|name| session.customer(name, cx)).transpose()?;
    let kinds: Vec<DocKind> = spoken.kind.map_or_else(|| kinds.to_vec(), |kind| vec![kind]);
    let files = match &customer {
        Some(id) => files(session, Some(id)),
        None => everywhere(session, &kinds)?,
    };
    let mut found = find::matching(&mut session.desk, &files, &kinds, &spoken.name).map_err(|it| trouble(it, lang))?;
    if found.len() > 1 {
        let mut list: Vec<String> = found.iter().take(NAMED).map(find::Record::target).collect();
        if found.len() > NAMED {
            let more = found.len() - NAMED;
            list.push(say!(lang, "另外 {more} 条", "{more} more"));
        }
        let list = lang.join(list);
        let error = CliError::user(say!(lang, "「{text}」对应不止一条记录：{list}", "`{text}` may be any of these records: {list}"));
        return Err(error.hint(say!(lang, "请写得更全", "write more of it")).into());
    }
    found.pop().ok_or_else(|| nothing(text, &spoken.name, &files, &kinds, lang))
}

/// There is no such record: the nearest ones.
fn nothing(text: &str, name: &str, files: &[File], kinds: &[DocKind], lang: Lang) -> anyhow::Error {
    let error = CliError::user(say!(lang, "没有记录「{text}」", "there is no record `{text}`"));
    let own: Vec<&File> = files.iter().filter(|file| file.kind.is_some_and(|kind| kinds.contains(&kind))).collect();
    let word = fold(name);
    let near = resolve::ranked(own.iter(), resolve::NEAR, |file| resolve::likest(&word, [file.stem.as_str()]));
    let near: Vec<&str> = near.take(3).map(|file| file.path.as_str()).collect();
    let list = lang.join(&near);
    let hint = match near.is_empty() {
        true => say!(lang, "请写文件名或它的开头，或写路径", "write the file name or its beginning, or the path"),
        false => say!(lang, "最接近的：{list}", "nearest: {list}"),
    };
    error.hint(hint).into()
}

/// The files of these registers, the customers' too where one of them is a customer's.
fn everywhere(session: &Session, kinds: &[DocKind]) -> Result<Vec<File>> {
    let mut out = files(session, None);
    const OWN: [DocKind; 4] = [DocKind::Complaint, DocKind::Survey, DocKind::Feedback, DocKind::Reception];
    if kinds.iter().any(|kind| OWN.contains(kind)) {
        let ids = discover::customers(session.root(), &session.ignored)?;
        let of = |id: &String| {
            let mut files = files(session, Some(id));
            files.retain(|file| file.kind.is_some_and(|kind| kinds.contains(&kind)));
            files
        };
        out.extend(ids.par_iter().flat_map_iter(of).collect::<Vec<_>>());
    }
    out.retain(|file| file.kind.is_some_and(|kind| kinds.contains(&kind)));
    Ok(out)
}

/// What a record of this form is called within a sentence.
pub(crate) fn noun(spec: &'static RecordSpec, lang: Lang) -> String {
    let title = spec.title.get(lang);
    let mut letters = title.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// `云岭移动 2026-01-22-zaosheng`: a record for people.
pub(crate) fn called(session: &Session, record: &find::Record, lang: Lang) -> String {
    let what = noun(spec_of(record.kind), lang);
    let name = &record.name;
    match record.customer() {
        Some(id) => {
            let customer = super::aim::called(session, id);
            say!(lang, "{customer}：{what} {name}", "{customer}: {what} {name}")
        }
        None => format!("{what} {name}"),
    }
}

/// The id of whom a document names in a field, where it is one of ours.
pub(crate) fn staff_id(session: &Session, text: &str) -> Option<String> {
    let names = &session.world().staff.names;
    match names.find(text) {
        Found::One(at) | Found::Alias(at) => Some(names.id(at).to_owned()),
        Found::Several(_) | Found::Nothing => None,
    }
}
