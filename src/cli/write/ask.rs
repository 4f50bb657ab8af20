//! Values of a form's fields: what was typed is read, what is missing is asked for on a terminal; elsewhere one error names it all.

use anyhow::Result;

use super::options::{Given, choice, value_name};
use crate::cli::{CliError, Cx, Globals};
use crate::edit::input::{self, Assignment, Complaint, Filled, Known, Named, doubt};
use crate::edit::value::Value;
use crate::form::{FieldSpec, KindSpec, RecordSpec};
use crate::say;
use crate::words::Lang;

/// Up to so many names of a register are offered by number.
const OFFERED: usize = 12;

/// A field that a command wants filled in.
#[derive(Clone, Debug)]
pub(crate) struct Wanted {
    field: &'static FieldSpec,
    option: String,
    required: bool,
    proposal: Option<String>,
    otherwise: Option<String>,
}

impl Wanted {
    /// A field that must be filled in. `option`: how it is said on the command line, `--title` or `CUSTOMER`.
    pub(crate) fn required(field: &'static FieldSpec, option: impl Into<String>) -> Self {
        Self { field, option: option.into(), required: true, proposal: None, otherwise: None }
    }

    /// The field.
    pub(crate) const fn field(&self) -> &'static FieldSpec {
        self.field
    }

    /// How it is said on the command line.
    pub(crate) fn option(&self) -> &str {
        &self.option
    }

    /// A field that is asked for on a terminal and may be skipped there; elsewhere nobody misses it.
    pub(crate) fn optional(field: &'static FieldSpec, option: impl Into<String>) -> Self {
        Self { required: false, ..Self::required(field, option) }
    }

    /// What an empty answer means: only on a terminal, where one sees it.
    pub(crate) fn propose(mut self, text: Option<impl Into<String>>) -> Self {
        self.proposal = text.map(Into::into);
        self
    }

    /// What it is when nothing is said: proposed on a terminal, taken elsewhere.
    pub(crate) fn or(mut self, text: Option<impl Into<String>>) -> Self {
        self.otherwise = text.map(Into::into);
        self.proposal.clone_from(&self.otherwise);
        self
    }
}

/// Somebody to whom the questions are put.
#[derive(Clone, Copy)]
pub(crate) struct Asker<'a> {
    /// What is known of names and the day.
    pub(crate) known: Known<'a>,
    /// Whether a question may be asked.
    pub(crate) globals: &'a Globals,
}

/// Reads what was typed and asks for the rest. The values stand in the order of the options, then those that were asked for; a blank value was
/// said to empty its field. `option`: how a given field is said on the command line.
///
/// # Errors
/// Where nobody can be asked: one error that names every wrong value, or every missing one. On a terminal: when the answers end.
pub(crate) fn fill(
    given: &[Given],
    wanted: &[Wanted],
    option: &dyn Fn(&FieldSpec) -> String,
    asker: Asker<'_>,
    cx: &mut Cx<'_>,
) -> Result<Vec<Filled>> {
    let mut out: Vec<Filled> = Vec::new();
    let mut wrong: Vec<(String, Complaint)> = Vec::new();
    for Given { field, texts } in given {
        let texts = &asker.all_sure(&field.kind, texts, cx)?;
        match input::field(field, texts, &asker.known) {
            Ok(value) => out.push((field, value)),
            Err(complaint) if asker.globals.may_ask => {
                complain(&complaint, cx);
                let again = Wanted { required: is_wanted(field, wanted), ..Wanted::optional(field, option(field)) };
                out.extend(asker.ask(&again, cx)?.map(|value| (*field, value)));
            }
            Err(complaint) => wrong.push((option(field), complaint)),
        }
    }
    let mut missing: Vec<&Wanted> = Vec::new();
    for want in wanted {
        let there = out.iter().any(|(field, value)| field.is(want.field) && (!want.required || !value.is_blank()));
        let is_wrong = wrong.iter().any(|(said, _)| *said == want.option);
        if there || is_wrong {
            continue;
        }
        out.retain(|(field, _)| !field.is(want.field));
        if asker.globals.may_ask {
            out.extend(asker.ask(want, cx)?.map(|value| (want.field, value)));
        } else if let Some(text) = &want.otherwise {
            let value = input::field(want.field, &[text], &asker.known)
                .map_err(|complaint| all_wrong(&[(want.option.clone(), complaint)], cx.lang))?;
            out.push((want.field, value));
        } else if want.required {
            missing.push(want);
        }
    }
    match (wrong.is_empty(), missing.is_empty()) {
        (true, true) => Ok(out),
        (true, false) => Err(all_missing(&missing, &asker, cx.lang).into()),
        (false, true) => Err(all_wrong(&wrong, cx.lang).into()),
        (false, false) => {
            let missing = all_missing(&missing, &asker, cx.lang);
            let error = all_wrong(&wrong, cx.lang).hint(missing.message);
            Err(missing.hints.into_iter().fold(error, CliError::hint).into())
        }
    }
}

/// Reads the `--set` of a command line. `now` is the document as it is.
///
/// # Errors
/// One error that names every one that is wrong.
pub(crate) fn sets(
    spec: &'static RecordSpec,
    set: &[String],
    now: &Value,
    known: &Known<'_>,
    lang: Lang,
) -> Result<Vec<Assignment>, CliError> {
    let mut wrong = Vec::new();
    let mut out = Vec::new();
    for pair in set {
        match input::assignment(spec, pair, now, known) {
            Ok(done) => out.push(done),
            Err(complaint) => wrong.push(("--set".to_owned(), complaint)),
        }
    }
    if wrong.is_empty() { Ok(out) } else { Err(all_wrong(&wrong, lang)) }
}

fn is_wanted(field: &FieldSpec, wanted: &[Wanted]) -> bool {
    wanted.iter().any(|want| want.required && want.field.is(field))
}

/// Asks before something is done that is hard to undo, or to many: `-y` says yes to all of it.
///
/// # Errors
/// Where nobody can be asked, or the answers end.
pub(crate) fn confirm(question: &str, globals: &Globals, cx: &mut Cx<'_>) -> Result<bool> {
    let lang = cx.lang;
    if globals.yes {
        return Ok(true);
    }
    if !globals.may_ask {
        let error = CliError::user(say!(lang, "需要确认：{question}", "this needs a confirmation: {question}"));
        return Err(error.hint(say!(lang, "确定无误后加上 `--yes`", "add `--yes` when it is right")).into());
    }
    confirm_or(question, false, cx)
}

/// Asks a question with yes or no; an empty answer means `usual`. The caller knows that somebody sits there.
///
/// # Errors
/// When the answers end.
pub(crate) fn confirm_or(question: &str, usual: bool, cx: &mut Cx<'_>) -> Result<bool> {
    let lang = cx.lang;
    let choices = if usual { "[Y/n]" } else { "[y/N]" };
    loop {
        let answer = cx.ui.answer(&format!("{question} {choices} "))?.ok_or_else(|| given_up(lang))?;
        if answer.is_empty() {
            return Ok(usual);
        }
        match input::truth(&answer) {
            Ok(yes) => return Ok(yes),
            Err(_) => cx.ui.say(say!(lang, "请答 y 或 n", "answer y or n")),
        }
    }
}

/// Nobody answers any more.
pub(crate) fn given_up(lang: Lang) -> CliError {
    CliError::user(say!(lang, "没有答完，什么也没有写入", "the questions were left; nothing was written"))
}

impl Asker<'_> {
    /// Asks for one field until the answer is right. None: skipped.
    ///
    /// # Errors
    /// When the answers end.
    pub(crate) fn ask(&self, want: &Wanted, cx: &mut Cx<'_>) -> Result<Option<Value>> {
        let lang = cx.lang;
        let field = want.field;
        let offered = self.offered(&field.kind);
        let label = field.label(lang);
        let note = field.help.get(lang);
        if !note.is_empty() {
            cx.ui.say(say!(lang, "{label}：{note}", "{label}: {note}"));
        }
        for (at, one) in offered.iter().enumerate() {
            cx.ui.say(format!("{:>4}  {}", at + 1, one.words(lang)));
        }
        let hint = match (&want.proposal, want.required) {
            (Some(proposal), _) => format!(" [{}]", self.shown(proposal, &field.kind)),
            (None, true) => String::new(),
            (None, false) => say!(lang, "（可不填）", " (optional)"),
        };
        let prompt = say!(lang, "{label}{hint}：", "{label}{hint}: ");
        loop {
            let answer = cx.ui.answer(&prompt)?.ok_or_else(|| given_up(lang))?;
            let text = match (answer.is_empty(), &want.proposal) {
                (false, _) => self.by_number(&answer, field, &offered),
                (true, Some(proposal)) => proposal.clone(),
                (true, None) if want.required => {
                    cx.ui.say(say!(lang, "「{label}」必填", "{label} is required"));
                    continue;
                }
                (true, None) => return Ok(None),
            };
            let text = self.sure(&field.kind, text, cx)?;
            match input::field(field, &[&text], &self.known) {
                Ok(value) if want.required && value.is_blank() => cx.ui.say(say!(lang, "「{label}」必填", "{label} is required")),
                Ok(value) => return Ok(Some(value)),
                Err(complaint) => complain(&complaint, cx),
            }
        }
    }

    /// A proposal as it would be written: the day of `today`, the name behind `me`.
    fn shown(&self, proposal: &str, kind: &KindSpec) -> String {
        let value = match input::value(kind, proposal, &self.known) {
            Ok(Value::Scalar(scalar)) => scalar.text,
            _ => proposal.to_owned(),
        };
        match kind {
            KindSpec::Ref(target) => self.known.names(*target).map_or_else(|| value.clone(), |names| names.called(&value).to_owned()),
            KindSpec::List(inner) | KindSpec::OneOrMany(inner) => self.shown(&value, inner),
            _ => value,
        }
    }

    /// `60 %？` where 0.6 was typed.
    fn sure(&self, kind: &KindSpec, text: String, cx: &mut Cx<'_>) -> Result<String> {
        let lang = cx.lang;
        let Some(doubt) = doubt(kind, &text) else { return Ok(text) };
        let (meant, exact) = (doubt.meant, doubt.exact);
        let question = say!(lang, "是 {meant} 吗？答「否」则写作 {exact}", "{meant}? Answer no to write {exact}");
        Ok(if confirm_or(&question, true, cx)? { meant } else { exact })
    }

    /// The same of everything that was said for a field on the command line; where nobody can be asked it is taken as it stands.
    fn all_sure(&self, kind: &KindSpec, texts: &[String], cx: &mut Cx<'_>) -> Result<Vec<String>> {
        if !self.globals.may_ask {
            return Ok(texts.to_vec());
        }
        texts.iter().map(|text| self.sure(kind, text.clone(), cx)).collect()
    }

    /// The values that are offered by number: a choice's, or the names of a short register.
    fn offered(&self, kind: &KindSpec) -> Vec<Named> {
        if let Some(choice) = choice(kind) {
            return choice.options.iter().map(|one| Named { key: one.key.into(), zh: one.zh.into(), en: one.en.into() }).collect();
        }
        match kind {
            KindSpec::Ref(target) => self.known.names(*target).filter(|names| names.len() <= OFFERED).map_or_else(Vec::new, |names| {
                (0..names.len())
                    .map(|at| Named { key: names.id(at).into(), zh: names.label(at).into(), en: names.label(at).into() })
                    .collect()
            }),
            KindSpec::List(inner) | KindSpec::OneOrMany(inner) => self.offered(inner),
            _ => Vec::new(),
        }
    }

    /// An answer by number, or several numbers for a list, as the values that they stand for; anything else as it is.
    fn by_number(&self, answer: &str, field: &FieldSpec, offered: &[Named]) -> String {
        let is_id = |text: &str| offered.iter().any(|one| one.key == text);
        let of = |text: &str| {
            let text = text.trim();
            let at = crate::form::reader::fold_width(text).parse::<usize>().ok().filter(|_| !is_id(text))?;
            offered.get(at.checked_sub(1)?).map(|one| one.key.as_str())
        };
        let listed = matches!(field.kind, KindSpec::List(_) | KindSpec::OneOrMany(_));
        let parts: Vec<&str> = if listed {
            answer.split([',', '，', '、', ';', '；', ' ']).filter(|part| !part.is_empty()).collect()
        } else {
            vec![answer]
        };
        let numbers: Option<Vec<&str>> = parts.into_iter().map(of).collect();
        numbers.map_or_else(|| answer.to_owned(), |keys| keys.join(","))
    }
}

/// Says what is wrong with a typed value.
pub(crate) fn complain(complaint: &Complaint, cx: &mut Cx<'_>) {
    let lang = cx.lang;
    cx.ui.say(complaint.message(lang));
    if let Some(hint) = complaint.hint(lang) {
        cx.ui.say(format!("  {hint}"));
    }
}

/// One error for all wrong values.
pub(crate) fn all_wrong(wrong: &[(String, Complaint)], lang: Lang) -> CliError {
    if let [(option, complaint)] = wrong {
        let message = complaint.message(lang);
        let error = CliError::user(if option.is_empty() { message } else { say!(lang, "`{option}`：{message}", "`{option}`: {message}") });
        return complaint.hint(lang).into_iter().fold(error, CliError::hint);
    }
    let count = wrong.len();
    let error = CliError::user(say!(lang, "有 {count} 个值不对", "{count} values are wrong"));
    wrong.iter().fold(error, |error, (option, complaint)| {
        let line = complaint.line(lang);
        error.hint(if option.is_empty() { line } else { say!(lang, "`{option}`：{line}", "`{option}`: {line}") })
    })
}

/// One error for all that is missing, with label, option and choices.
fn all_missing(missing: &[&Wanted], asker: &Asker<'_>, lang: Lang) -> CliError {
    let labels = lang.join(missing.iter().map(|want| say!(lang, "「{}」", "{}", want.field.label(lang))));
    let labels = if lang == Lang::Zh { labels.replace("」、「", "」「") } else { labels };
    let error = CliError::user(say!(lang, "缺少必填的{labels}", "required and missing: {labels}"));
    missing.iter().fold(error, |error, want| {
        let field = want.field;
        let label = field.label(lang);
        let option =
            if want.option.starts_with('-') { format!("{} {}", want.option, value_name(&field.kind)) } else { want.option.clone() };
        let offered = asker.offered(&field.kind);
        let note = if offered.is_empty() { field.help.get(lang).to_owned() } else { lang.join(offered.iter().map(|one| one.words(lang))) };
        error.hint(match (offered.is_empty(), note.is_empty()) {
            (_, true) => say!(lang, "`{option}`：{label}", "`{option}`: {label}"),
            (true, false) => say!(lang, "`{option}`：{label}，{note}", "`{option}`: {label}, {note}"),
            (false, false) => say!(lang, "`{option}`：{label}，可取 {note}", "`{option}`: {label}, one of {note}"),
        })
    })
}

#[cfg(test)]
pub(crate) mod tests;
