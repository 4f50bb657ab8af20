//! One record from the command line, or many from a file: every one is checked first, all are written or none.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::ask::confirm;
use super::common::WriteArgs;
use super::finish::{Ending, finish, finish_with};
use super::options::Given;
use super::record::Said;
use super::session::Session;
use crate::cli::{CliError, Cx, Exit, Globals};
use crate::edit::input::Known;
use crate::edit::json;
use crate::edit::rows::{self, Batch, Form, Row, RowComplaint, RowWrong, Shape, To};
use crate::edit::value::Value;
use crate::form::{FieldSpec, RecordSpec};
use crate::say;
use crate::source::limits;
use crate::words::refusal;

/// Rows that are listed one by one.
const LISTED: usize = 20;

/// What a row of `--from` may hold.
pub(crate) struct Columns {
    /// The form that is filled in.
    pub(crate) spec: &'static RecordSpec,
    /// Further forms that the command fills in.
    pub(crate) more: &'static [&'static RecordSpec],
    /// The command's own arguments, in the order of [`Said::words`].
    pub(crate) words: &'static [&'static FieldSpec],
}

/// Puts one record on the desk; gives what was done, in business words.
pub(crate) type Add<'a> = dyn Fn(&Said, &mut Session, &Globals, &mut Cx<'_>) -> Result<String> + 'a;

/// Adds what was said, or every row of `--from`.
///
/// # Errors
/// As `add` and [`finish`].
pub(crate) fn run(said: Said, columns: &Columns, write: &WriteArgs, globals: &Globals, cx: &mut Cx<'_>, add: &Add<'_>) -> Result<Exit> {
    let Some(from) = &write.from else {
        let mut session = Session::begin(globals, cx, !write.dry_run)?;
        let subject = add(&said, &mut session, globals, cx)?;
        return finish(session, subject, write, globals, cx);
    };
    let (name, bytes) = bytes(from, cx)?;
    let mut session = Session::begin(globals, cx, !write.dry_run)?;
    let me = session.me(globals, cx)?;
    let batch = read(&bytes, from, columns, &session, me.as_deref(), cx)?;
    let quiet = Globals { may_ask: false, ..globals.clone() };
    let mut complaints = batch.complaints.clone();
    let mut subjects = Vec::new();
    for row in &batch.rows {
        if complaints.iter().any(|complaint| complaint.number == row.number) {
            continue;
        }
        match one(row, &said, columns, &mut session, me.as_deref(), &quiet, cx, add) {
            Ok(subject) => subjects.push(subject),
            Err(mut wrong) => complaints.append(&mut wrong),
        }
    }
    if !complaints.is_empty() {
        reject(&batch, complaints, from, cx)?;
        return Ok(Exit::Findings);
    }
    let count = subjects.len();
    if count > 1 && !write.dry_run {
        subjects.iter().take(LISTED).for_each(|subject| cx.ui.notice(format!("  {subject}")));
        if !confirm(&say!(cx.lang, "写入 {name} 的 {count} 条？", "write the {count} records of {name}?"), globals, cx)? {
            return Ok(Exit::Clean);
        }
    }
    let subject = match &subjects[..] {
        [one] => one.clone(),
        _ => say!(cx.lang, "从 {name} 录入 {count} 条{}", "{count} records from {name}: {}", columns.spec.title.get(cx.lang)),
    };
    let ending = Ending { records: subjects, ..Ending::default() };
    finish_with(session, subject, write, &ending, globals, cx)
}

/// The bytes of the file, and what it is called.
fn bytes(from: &Path, cx: &Cx<'_>) -> Result<(String, Vec<u8>)> {
    let mut bytes = Vec::new();
    if from.as_os_str() == "-" {
        std::io::stdin().take(limits::MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
        return Ok((say!(cx.lang, "标准输入", "standard input"), bytes));
    }
    let name = from.display().to_string();
    let read = fs::read(cx.env.cwd.join(from)).map_err(|error| {
        let why = refusal(&error, cx.lang);
        CliError::user(say!(cx.lang, "不能读取 `{name}`：{why}", "cannot read `{name}`: {why}"))
    })?;
    Ok((name, read))
}

fn read(bytes: &[u8], from: &Path, columns: &Columns, session: &Session, me: Option<&str>, cx: &Cx<'_>) -> Result<Batch> {
    // A key of both forms is the first one's: the second repeats it.
    let own = |field: &&'static FieldSpec| columns.spec.find(field.key).is_none();
    let more = columns.more.iter().flat_map(|spec| spec.fields.iter()).filter(own);
    let extra: Vec<&'static FieldSpec> = columns.words.iter().copied().chain(more).collect();
    let known = Known::new(session.world(), session.today).me(me);
    let form = Form { spec: columns.spec, extra: &extra, known };
    let shape = Shape::of_path(&from.to_string_lossy());
    rows::read(bytes, shape, form).map_err(|unread| CliError::user(unread.words(cx.lang)).into())
}

/// One row: its values are read by themselves first, so that a wrong one is named with its column.
#[expect(clippy::too_many_arguments, reason = "a step of `run`, which has them all at hand")]
fn one(
    row: &Row,
    said: &Said,
    columns: &Columns,
    session: &mut Session,
    me: Option<&str>,
    globals: &Globals,
    cx: &mut Cx<'_>,
    add: &Add<'_>,
) -> Result<String, Vec<RowComplaint>> {
    let known = Known::new(session.world(), session.today).me(me);
    row.values(&known)?;
    let said = of_row(row, said, columns);
    let before = session.desk.clone();
    add(&said, session, globals, cx).map_err(|error| {
        session.desk = before;
        let error = error.downcast::<CliError>().map_or_else(|other| format!("{other:#}"), reason);
        vec![RowComplaint { number: row.number, column: String::new(), wrong: RowWrong::Words(error) }]
    })
}

/// Why a row is not taken, in one line: a single remedy goes with it, a page of choices does not.
fn reason(error: CliError) -> String {
    match &error.hints[..] {
        [hint] => format!("{}; {hint}", error.message),
        _ => error.message,
    }
}

/// A row as if it stood on the command line; what the line says holds for every row that does not say it.
fn of_row(row: &Row, line: &Said, columns: &Columns) -> Said {
    let mut out = Said { words: vec![None; columns.words.len()], ..Said::default() };
    for cell in &row.cells {
        let text = match &cell.said {
            Value::Scalar(scalar) => scalar.text.clone(),
            other => json::write(other),
        };
        match &cell.to {
            To::Nothing => {}
            To::Key(key) => out.set.push(format!("{key}={text}")),
            To::Field(field) => {
                if let Some(at) = columns.words.iter().position(|word| word.is(field)) {
                    out.words[at] = Some(text);
                } else if field.key == "id" {
                    out.id = Some(text);
                } else if let Some(given) = out.given.iter_mut().find(|given: &&mut Given| given.field.is(field)) {
                    given.texts.push(text);
                } else {
                    out.given.push(Given { field, texts: vec![text] });
                }
            }
        }
    }
    for (at, word) in line.words.iter().enumerate() {
        if let Some(place) = out.words.get_mut(at).filter(|place| place.is_none()) {
            place.clone_from(word);
        }
    }
    let new = |given: &&Given| !out.given.iter().any(|one| one.field.is(given.field));
    let common: Vec<Given> = line.given.iter().filter(new).cloned().collect();
    out.given.extend(common);
    out.set.splice(0..0, line.set.iter().cloned());
    out
}

/// Lists what is wrong, and writes the rows beside the file, to be mended and fed again.
fn reject(batch: &Batch, mut complaints: Vec<RowComplaint>, from: &Path, cx: &mut Cx<'_>) -> Result<()> {
    let lang = cx.lang;
    complaints.sort_by_key(|complaint| complaint.number);
    for complaint in complaints.iter().take(LISTED) {
        cx.ui.say(complaint.line(lang));
    }
    let mut numbers: Vec<usize> = complaints.iter().map(|complaint| complaint.number).collect();
    numbers.dedup();
    let (bad, all) = (numbers.len(), batch.rows.len());
    let place = rejects(from, batch.shape);
    let shown = place.display();
    fs::write(cx.env.cwd.join(&place), rows::rejects(batch, &complaints, lang)).map_err(|error| {
        let why = refusal(&error, lang);
        CliError::system(say!(lang, "不能写入 `{shown}`：{why}", "cannot write `{shown}`: {why}"))
    })?;
    cx.ui.say(say!(
        lang,
        "没有写入：{all} 条中有 {bad} 条有问题。这几条连同原因在 {shown}，改好后与其余的一起再录入",
        "nothing was written: {bad} of {all} records are wrong. They are in {shown} with the reasons; mend them and bring all again"
    ));
    Ok(())
}

/// Where the rows go that are not taken: beside the file.
fn rejects(from: &Path, shape: Shape) -> PathBuf {
    let ending = match shape {
        Shape::Csv => "csv",
        Shape::Jsonl => "jsonl",
    };
    let stem = if from.as_os_str() == "-" { "kehu".into() } else { from.file_stem().unwrap_or_default().to_string_lossy() };
    from.with_file_name(format!("{stem}-rejects.{ending}"))
}
