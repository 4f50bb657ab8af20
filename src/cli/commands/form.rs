//! `kehu form FORM CUSTOMER [PERSON]`: an appendix form as on paper, filled or blank.

use std::path::Path;

use anyhow::Result;
use chrono::Datelike;

use crate::archive::{CustomerFolder, DocKind, Loaded, Unread};
use crate::cli::access::Counter;
use crate::cli::args::{FormArgs, FormNumber, Format};
use crate::cli::{CliError, Cx, Exit, Globals, open, pick, sheets};
use crate::discover::Ignored;
use crate::form::choices::PaperForm;
use crate::render::sheet::SheetStyle;
use crate::report::access;
use crate::report::paper::{self, Source};
use crate::report::sheet::Sheet;
use crate::say;

/// Columns of a form, as on a sheet of paper; a narrower terminal narrows it.
const PAPER: usize = 80;

/// Prints the form.
pub(crate) fn run(args: &FormArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let form = number(args.form);
    let format = sheets::format(globals.format(Format::DOCUMENTS)?);
    let opened = open::open(globals, cx)?;
    let root = opened.root.clone();
    let ignored = Ignored::new(&root);
    let id = args.customer.as_ref().map(|text| pick::customer(&opened, text, &ignored, cx)).transpose()?;
    let loaded = match &id {
        Some(id) => crate::archive::one::load(&root, opened.base, id, &ignored),
        None => Loaded { world: opened.base.world, unread: opened.base.unread, ..Loaded::default() },
    };
    let customer = loaded.customers.first();
    let person = person(form, args, customer, cx)?;
    let year = args.year.unwrap_or_else(|| globals.as_of.year());
    let unread = match customer {
        Some(folder) => unread(&loaded, folder, form, person.as_deref(), year, args.blank),
        None => Vec::new(),
    };
    if let Some(folder) = customer.filter(|_| !args.blank && unread.is_empty()) {
        must_be_there(form, folder, person.as_deref(), year, cx)?;
    }
    let source =
        Source { world: &loaded.world, customer, person: person.as_deref(), year, today: globals.as_of, blank: args.blank, reveal: true };
    let mut page = printed(form, source, &root, globals, cx)?;
    if !unread.is_empty() {
        let items = unread.iter().map(|one| format!("{}{}{}", one.path, say!(cx.lang, "：", ": "), one.reason)).collect();
        page.note(say!(cx.lang, "未计入（文件未能读取）：", "Left out (could not be read):"), items);
    }
    let width = if globals.output.is_some() { PAPER } else { cx.ui.prose_width().min(PAPER) };
    let style = SheetStyle {
        lang: cx.lang,
        unit: loaded.world.unit,
        color: cx.ui.color_data() && globals.output.is_none(),
        width,
        ..SheetStyle::default()
    };
    sheets::deliver(&[page], format, &style, globals, cx)?;
    say_unread(&unread, cx);
    Ok(Exit::found(!unread.is_empty()))
}

/// The form; where it is one of the secret ones, with what who prints it may not see masked (SEC-04), and with that person's stamp (SEC-05).
fn printed(form: PaperForm, source: Source<'_>, root: &Path, globals: &Globals, cx: &mut Cx<'_>) -> Result<Sheet> {
    let page = paper::sheet(form, &source);
    let Some(customer) = source.customer.filter(|_| page.mark.is_some() && !source.blank) else { return Ok(page) };
    let counter = Counter::open(root, source.world, globals, cx)?;
    let asked = counter.asked(source.world, customer, form);
    // Of form 3 nothing is masked: there is nothing to be told.
    let right = if form == PaperForm::Three { access::right(&asked) } else { counter.masks(&asked, cx) };
    let page = if right.in_clear() { page } else { paper::sheet(form, &Source { reveal: false, ..source }) };
    Ok(Sheet { stamp: Some(right.stamp(source.world, globals.as_of)), ..page })
}

/// Names on standard error what could not be read.
pub(in crate::cli) fn say_unread(unread: &[Unread], cx: &mut Cx<'_>) {
    for one in unread {
        let (path, reason) = (&one.path, &one.reason);
        cx.ui.say(say!(cx.lang, "未计入：{path} 未能读取：{reason}", "left out: {path} could not be read: {reason}"));
    }
}

/// The form of the archive's own vocabulary.
const fn number(form: FormNumber) -> PaperForm {
    match form {
        FormNumber::One => PaperForm::One,
        FormNumber::Two => PaperForm::Two,
        FormNumber::Three => PaperForm::Three,
        FormNumber::Four => PaperForm::Four,
        FormNumber::Five => PaperForm::Five,
        FormNumber::Six => PaperForm::Six,
        FormNumber::SevenA => PaperForm::SevenA,
        FormNumber::SevenB => PaperForm::SevenB,
    }
}

/// The person of 附表2; the other forms have none.
fn person(form: PaperForm, args: &FormArgs, folder: Option<&CustomerFolder>, cx: &Cx<'_>) -> Result<Option<String>, CliError> {
    let lang = cx.lang;
    let Some(folder) = folder else { return Ok(None) };
    match (form, &args.person) {
        (PaperForm::Two, Some(text)) => pick::person(folder, text, lang).map(Some),
        (PaperForm::Two, None) if !args.blank => {
            let error =
                CliError::user(say!(lang, "附表2 一人一张，没有写明是谁的", "form 2 is one sheet a person, and no person was named"));
            let people = pick::people_list(folder, lang);
            Err(error.hint(say!(lang, "在客户后面写明人物：{people}", "name the person after the customer: {people}")))
        }
        (_, Some(_)) => {
            let name = form.label(lang);
            let error =
                CliError::user(say!(lang, "{name}不是一人一张，不能指定人物", "{name} is not one sheet a person and takes no PERSON"));
            Err(error.hint(say!(lang, "去掉人物，或改用附表2", "leave the person out, or use form 2")))
        }
        (_, None) => Ok(None),
    }
}

/// The documents of the form that could not be read whole.
fn unread(loaded: &Loaded, folder: &CustomerFolder, form: PaperForm, person: Option<&str>, year: i32, blank: bool) -> Vec<Unread> {
    let stem = |path: &str| path.rsplit('/').next().and_then(|name| name.split('.').next()).unwrap_or_default().to_owned();
    let needed = |kind: DocKind, path: &str| match kind {
        // A blank form takes the customer's name only.
        _ if blank => kind == DocKind::Customer,
        DocKind::Plan => stem(path) == year.to_string(),
        DocKind::Person if form == PaperForm::Two => person == Some(stem(path).as_str()),
        _ => true,
    };
    loaded.unread_of(folder, |kind, path| paper::needs(form).contains(&kind) && needed(kind, path))
}

/// A form without its document is not found; an empty one would look as if it had been filled in with nothing.
fn must_be_there(form: PaperForm, folder: &CustomerFolder, person: Option<&str>, year: i32, cx: &Cx<'_>) -> Result<(), CliError> {
    let lang = cx.lang;
    let (customer, name) = (folder.called(), form.label(lang));
    let planned = || folder.plan_of(year).is_some();
    let what = match form {
        PaperForm::One if folder.profile.is_none() => name.to_owned(),
        PaperForm::Three | PaperForm::Four if folder.key_people.is_none() => name.to_owned(),
        PaperForm::Five if folder.insight.is_none() => name.to_owned(),
        PaperForm::Six | PaperForm::SevenA | PaperForm::SevenB if !planned() => say!(lang, " {year} 年的{name}", "{name} of {year}"),
        PaperForm::Two if person.is_some_and(|id| folder.sheet(id).is_none()) => {
            return Err(no_sheet(folder, person.unwrap_or_default(), cx));
        }
        _ => return Ok(()),
    };
    let error = CliError::user(say!(lang, "{customer}还没有{what}", "{customer} has no {what} yet"));
    let years: Vec<String> = folder.plans.iter().filter_map(|doc| doc.year()).map(|year| year.to_string()).collect();
    let years = lang.join(years);
    let is_yearly = matches!(form, PaperForm::Six | PaperForm::SevenA | PaperForm::SevenB);
    Err(if is_yearly && !years.is_empty() {
        error.hint(say!(lang, "有这些年度的计划：{years}，用 `--year` 选择", "there are plans of {years}: choose one by `--year`"))
    } else {
        error.hint(say!(lang, "用 `--blank` 输出空表", "print an empty form by `--blank`"))
    })
}

fn no_sheet(folder: &CustomerFolder, person: &str, cx: &Cx<'_>) -> CliError {
    let lang = cx.lang;
    let name = folder.people_names.called(person);
    if folder.sealed.iter().any(|id| **id == *person) {
        return CliError::user(say!(lang, "{name}的附表2 已加密，没有打开", "form 2 of {name} is encrypted and was not opened"));
    }
    let error = CliError::user(say!(lang, "{name}还没有附表2", "{name} has no form 2 yet"));
    error.hint(say!(lang, "用 `--blank` 输出空表", "print an empty form by `--blank`"))
}
