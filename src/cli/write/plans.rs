//! What commands about plans share: which plan is meant, what is found in it, and what an edit of it brings along.

use anyhow::Result;
use chrono::Datelike;

use super::aim;
use super::ask::{self, Asker, Wanted};
use super::options::FieldSet;
use super::record::{Said, option_of};
use super::session::{Session, trouble};
use crate::archive::{CustomerFolder, DocKind};
use crate::cli::{CliError, Cx};
use crate::edit::input::{self, Filled, Known};
use crate::edit::look::{View, below};
use crate::edit::op::Op;
use crate::edit::plan;
use crate::edit::value::Value;
use crate::form::spec::required;
use crate::form::{FieldSpec, KindSpec, Target};
use crate::resolve::nearest;
use crate::say;
use crate::words::{Lang, shell_word};

/// PERSON as a column of `--from`.
pub(crate) static PERSON: FieldSpec = required("客户方人物", "Person").of("person", KindSpec::Ref(Target::Person));

/// A plan that is about to be changed.
pub(crate) struct Sheet {
    /// Its path.
    pub(crate) path: String,
    /// Its year.
    pub(crate) year: i32,
    /// What it says.
    pub(crate) value: Value,
}

/// The plan of a year.
///
/// # Errors
/// When there is none, or it cannot be read.
pub(crate) fn of_year(session: &mut Session, folder: &CustomerFolder, year: i32, lang: Lang) -> Result<Sheet> {
    let Some(doc) = folder.plan_of(year) else { return Err(no_plan(folder, year, lang).into()) };
    let path = doc.info.path.to_string();
    let value = session.desk.value(&path).map_err(|it| trouble(it, lang))?;
    Ok(Sheet { path, year, value })
}

/// The year has no plan.
pub(crate) fn no_plan(folder: &CustomerFolder, year: i32, lang: Lang) -> CliError {
    let (called, customer) = (folder.called(), shell_word(&folder.id));
    let error = CliError::user(say!(lang, "{called}没有 {year} 年的客户计划", "{called} has no plan for {year}"));
    error.hint(say!(lang, "先建立：`kehu plan new {customer} --year {year}`", "make it first: `kehu plan new {customer} --year {year}`"))
}

/// The years that have a plan: the current one first, then the newest; or only the one that was said.
fn years(folder: &CustomerFolder, said: Option<i32>, this_year: i32) -> Vec<i32> {
    let mut years: Vec<i32> = folder.plans.iter().filter_map(crate::archive::Doc::year).collect();
    years.sort_by_key(|year| (*year != this_year, -*year));
    years.dedup();
    years.retain(|year| said.is_none_or(|said| said == *year));
    years
}

/// What is looked for in plans.
#[derive(Clone, Copy)]
pub(crate) enum What {
    /// An action.
    Action,
    /// A project.
    Project,
}

impl What {
    fn find<'v>(self, plan: &'v Value, text: &str) -> Vec<View<'v>> {
        match self {
            Self::Action => plan::actions::find(plan, text),
            Self::Project => plan::projects::find(plan, text),
        }
    }

    /// What people call those that are there; the open ones.
    fn names(self, plan: &Value) -> Vec<String> {
        let (rows, key) = match self {
            Self::Action => (plan::actions::actions(plan), "what"),
            Self::Project => (plan::projects::projects(plan), "project"),
        };
        rows.iter().filter_map(|row| row.text(key)).map(str::to_owned).collect()
    }
}

/// The plan that has an action or project of this name: this year's, else the newest.
///
/// # Errors
/// When none has, or one has several.
pub(crate) fn holding(
    session: &mut Session,
    folder: &CustomerFolder,
    what: What,
    text: &str,
    year: Option<i32>,
    lang: Lang,
) -> Result<Sheet> {
    let this_year = session.today.year();
    let years = years(folder, year, this_year);
    if years.is_empty() {
        return Err(no_plan(folder, year.unwrap_or(this_year), lang).into());
    }
    let mut names = Vec::new();
    for year in years {
        let sheet = of_year(session, folder, year, lang)?;
        match what.find(&sheet.value, text).len() {
            0 => names.extend(what.names(&sheet.value)),
            1 => return Ok(sheet),
            count => return Err(several(folder, what, text, count, &sheet, lang).into()),
        }
    }
    names.dedup();
    Err(nothing(folder, what, text, &names, lang).into())
}

fn several(folder: &CustomerFolder, what: What, text: &str, count: usize, sheet: &Sheet, lang: Lang) -> CliError {
    let (customer, year) = (shell_word(&folder.id), sheet.year);
    let (label, list) = match what {
        What::Action => (say!(lang, "行动", "actions"), "action_plan.actions"),
        What::Project => (say!(lang, "项目", "projects"), "revenue_plan.lines"),
    };
    let error = CliError::user(say!(
        lang,
        "{year} 年的计划有 {count} 项{label}叫「{text}」",
        "the plan of {year} has {count} {label} called `{text}`"
    ));
    error.hint(say!(
        lang,
        "用序号改其中一项：`kehu set {customer}/plan/{year} {list}.1.KEY=VALUE`",
        "change one of them by its number: `kehu set {customer}/plan/{year} {list}.1.KEY=VALUE`"
    ))
}

fn nothing(folder: &CustomerFolder, what: What, text: &str, names: &[String], lang: Lang) -> CliError {
    let called = folder.called();
    let error = CliError::user(match what {
        What::Action => say!(lang, "{called}的计划里没有行动「{text}」", "the plans of {called} have no action `{text}`"),
        What::Project => say!(lang, "{called}的计划里没有项目「{text}」", "the plans of {called} have no project `{text}`"),
    });
    let error = match nearest(text, names.iter().map(String::as_str)) {
        Some(near) => error.hint(say!(lang, "最接近的：「{near}」", "nearest: `{near}`")),
        None => error,
    };
    if names.is_empty() {
        return error;
    }
    let list = lang.join(names.iter().take(8).map(|name| say!(lang, "「{name}」", "`{name}`")));
    error.hint(say!(lang, "有：{list}", "there are: {list}"))
}

/// Lays steps on a plan, with what follows from them: amounts that a formula gives are mended and said; an approved plan that is changed in
/// substance is to be revised.
///
/// # Errors
/// When the plan cannot be edited.
pub(crate) fn lay(session: &mut Session, folder: &CustomerFolder, sheet: &Sheet, mut ops: Vec<Op>, cx: &mut Cx<'_>) -> Result<()> {
    let lang = cx.lang;
    let Some(shape) = session.desk.shape(DocKind::Plan) else { return Ok(()) };
    if ops.is_empty() {
        return Ok(());
    }
    let unit = session.world().unit;
    let follows = plan::follow(&sheet.value, shape, unit, &mut ops);
    session.desk.edit(&sheet.path, DocKind::Plan, &ops).map_err(|it| trouble(it, lang))?;
    for (place, right) in &follows.mended {
        let (table, field) = shape.at(place);
        let label = field.map_or("", |field| field.label(lang));
        let total = table.is_some_and(|table| table.name == "plan.revenue_plan.total");
        let amount = right.to_number(unit);
        cx.ui.notice(match total {
            true => say!(lang, "按公式改正：总计的{label} {amount}", "by its formula: the total {label} {amount}"),
            false => say!(lang, "按公式改正：{label} {amount}", "by its formula: {label} {amount}"),
        });
    }
    if follows.adjusted {
        session.then(aim::revise(&folder.id, &sheet.year.to_string(), lang));
    }
    Ok(())
}

/// The fields of `F` that were said of a table that is there, with `--set`: what is wanted and not said is asked for.
///
/// # Errors
/// When values are wrong or missing and nobody can be asked.
pub(crate) fn said<F: FieldSet>(
    said: &Said,
    wanted: &[Wanted],
    now: &View<'_>,
    asker: Asker<'_>,
    cx: &mut Cx<'_>,
) -> Result<(Vec<Filled>, Vec<Op>)> {
    let spec = F::spec();
    let keys: Vec<&str> = said.set.iter().filter_map(|pair| pair.split(['=', '＝', '.']).next()).map(str::trim).collect();
    let is_set = |field: &FieldSpec| keys.iter().any(|key| spec.find(key).is_some_and(|(_, found)| found.is(field)));
    let option = |field: &FieldSpec| option_of::<F>(field, wanted);
    let missing: Vec<Wanted> = wanted.iter().filter(|want| !is_set(want.field())).cloned().collect();
    let filled = ask::fill(&said.of(spec), &missing, &option, asker, cx)?;
    let sets = ask::sets(spec, &said.set, now.value, &asker.known, cx.lang)?;
    let ops = sets.into_iter().filter_map(input::Assignment::step);
    let ops = ops.map(|op| Op { place: below(&now.place, op.place), act: op.act }).collect();
    Ok((filled, ops))
}

/// The text of a field that was filled in; none where nothing was said, or it is emptied.
pub(crate) fn text<'f>(filled: &'f [Filled], key: &str) -> Option<&'f str> {
    let value = filled.iter().find(|(field, _)| field.key == key).map(|(_, value)| value)?;
    match value {
        Value::Scalar(scalar) if !value.is_blank() => Some(&scalar.text),
        _ => None,
    }
}

/// Puts a field among those that are filled in, in place of what was said of it.
pub(crate) fn put(filled: &mut Vec<Filled>, field: &'static FieldSpec, value: Value) {
    filled.retain(|(one, _)| !one.is(field));
    filled.push((field, value));
}

/// A word of a choice as this archive writes it.
pub(crate) fn word(field: &'static FieldSpec, key: &str, known: &Known<'_>) -> Value {
    input::field(field, &[key], known).unwrap_or_else(|_| Value::text(key))
}

/// The key person that is meant.
///
/// # Errors
/// When nobody of the customer is called so, or several are.
pub(crate) fn person(text: Option<&str>, folder: &CustomerFolder, known: &Known<'_>, lang: Lang) -> Result<String> {
    let Some(text) = text else {
        return Err(CliError::user(say!(lang, "没有写是哪个人物", "the person is missing")).into());
    };
    let known = Known { people: Some(&folder.people_names), ..*known };
    match input::field(&PERSON, &[text], &known) {
        Ok(Value::Scalar(scalar)) => Ok(scalar.text),
        Ok(_) => Ok(text.to_owned()),
        Err(complaint) => {
            let error = ask::all_wrong(&[("PERSON".to_owned(), complaint)], lang);
            let customer = shell_word(&folder.id);
            Err(error
                .hint(say!(
                    lang,
                    "新的人物先登记：`kehu add-contact {customer} 姓名`",
                    "enter somebody new first: `kehu add-contact {customer} NAME`"
                ))
                .into())
        }
    }
}

/// Whether the list at a place holds this already, word by word.
pub(crate) fn holds(sheet: &Sheet, list: &crate::edit::op::Place, entry: &Value) -> bool {
    let view = plan::view(&sheet.value).at(list);
    view.is_some_and(|list| (0..list.elements().len()).filter_map(|at| list.element(at)).any(|one| says(&one, entry)))
}

/// Whether a table of a document says the same as one with the form's own keys.
fn says(there: &View<'_>, new: &Value) -> bool {
    let Value::Table(pairs) = new else { return there.value.same(new) };
    pairs.len() == there.pairs().len() && pairs.iter().all(|pair| there.child(&pair.key).is_some_and(|own| own.value.same(&pair.value)))
}
