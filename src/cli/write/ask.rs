//! Values of a form's fields: what was typed is read, what is missing is asked for on a terminal; elsewhere one error names it all.

use anyhow::Result;

use super::options::{Given, choice, value_name};
use crate::cli::{CliError, Cx, Globals};
use crate::edit::input::{self, Complaint, Known, Named, doubt};
use crate::edit::value::Value;
use crate::form::{FieldSpec, KindSpec};
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

/// A field with its value.
pub(crate) type Filled = (&'static FieldSpec, Value);

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
    if !wrong.is_empty() {
        return Err(all_wrong(&wrong, cx.lang).into());
    }
    let mut missing: Vec<&Wanted> = Vec::new();
    for want in wanted {
        let there = out.iter().any(|(field, value)| std::ptr::eq(*field, want.field) && (!want.required || !value.is_blank()));
        if there {
            continue;
        }
        out.retain(|(field, _)| !std::ptr::eq(*field, want.field));
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
    if missing.is_empty() { Ok(out) } else { Err(all_missing(&missing, &asker, cx.lang).into()) }
}

fn is_wanted(field: &FieldSpec, wanted: &[Wanted]) -> bool {
    wanted.iter().any(|want| want.required && std::ptr::eq(want.field, field))
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
    loop {
        let prompt = say!(lang, "{question} [y/N] ", "{question} [y/N] ");
        let answer = cx.ui.answer(&prompt)?.ok_or_else(|| given_up(lang))?;
        if answer.is_empty() {
            return Ok(false);
        }
        match input::value(&KindSpec::Bool, &answer, &known_nothing(cx)) {
            Ok(value) => return Ok(value == Value::truth(true)),
            Err(_) => cx.ui.say(say!(lang, "请答 y 或 n", "answer y or n")),
        }
    }
}

/// For answers that need no names.
fn known_nothing(cx: &Cx<'_>) -> Known<'static> {
    static NOTHING: std::sync::OnceLock<crate::world::World> = std::sync::OnceLock::new();
    Known::new(NOTHING.get_or_init(crate::world::World::default), cx.env.today)
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
        let question = say!(lang, "是 {meant} 吗？答「否」则写作 {exact} [Y/n] ", "{meant}? Answer no to write {exact} [Y/n] ");
        loop {
            let answer = cx.ui.answer(&question)?.ok_or_else(|| given_up(lang))?;
            match input::value(&KindSpec::Bool, &answer, &self.known) {
                Ok(value) if value == Value::truth(false) => return Ok(exact),
                Ok(_) => return Ok(meant),
                Err(complaint) => complain(&complaint, cx),
            }
        }
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
mod tests {
    use std::cell::RefCell;
    use std::io::{self, Write};
    use std::rc::Rc;
    use std::time::Instant;

    use chrono::NaiveDate;

    use super::*;
    use crate::cli::Ui;
    use crate::cli::args::GlobalArgs;
    use crate::context::Env;
    use crate::form::Record;
    use crate::form::key_people::KeyPersonRow;
    use crate::world::World;

    #[derive(Clone, Default)]
    struct Heard(Rc<RefCell<Vec<u8>>>);

    impl Write for Heard {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.borrow_mut().extend(bytes);
            Ok(bytes.len())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn field(key: &str) -> &'static FieldSpec {
        KeyPersonRow::SPEC.find(key).expect("a field").1
    }

    /// What comes of it, and what was said; `answers` none: nobody sits there.
    fn run<T>(answers: Option<&str>, work: impl FnOnce(Asker<'_>, &mut Cx<'_>) -> Result<T>) -> (Result<T>, String) {
        let day = NaiveDate::from_ymd_opt(2026, 7, 29).expect("a real day");
        let env = Env { stdin_terminal: answers.is_some(), stderr_terminal: answers.is_some(), ..Env::new(".", day) };
        let heard = Heard::default();
        let answers = io::Cursor::new(answers.unwrap_or_default().to_owned());
        let mut ui = Ui::new(&env, Box::new(io::sink()), Box::new(heard.clone())).with_answers(Box::new(answers));
        let globals = Globals::new(&GlobalArgs::default(), &env, Lang::Zh).expect("globals");
        let mut world = World::default();
        world.staff.names.add("zhou-lan", &["周岚"]);
        let mut cx = Cx { env: &env, ui: &mut ui, lang: Lang::Zh, started: Instant::now() };
        let asker = Asker { known: Known::new(&world, day).me(Some("zhou-lan")), globals: &globals };
        let done = work(asker, &mut cx);
        let said = String::from_utf8(heard.0.borrow().clone()).expect("text");
        (done, said)
    }

    fn option(field: &FieldSpec) -> String {
        format!("--{}", field.key)
    }

    fn wanted() -> Vec<Wanted> {
        let want = |key: &str| Wanted::required(field(key), option(field(key)));
        vec![
            want("title"),
            want("role"),
            want("assessed_on").or(Some("today")),
            Wanted::optional(field("evidence"), "--evidence"),
            want("ours").propose(Some("me")),
        ]
    }

    #[test]
    fn what_is_missing_is_asked_until_it_is_right() {
        let answers = "\n总经理\n拍板人\n1，3\n\n\n\n";
        let (done, said) = run(Some(answers), |asker, cx| fill(&[], &wanted(), &option, asker, cx));
        let done = done.expect("all answered");
        let keys: Vec<&str> = done.iter().map(|(field, _)| field.key).collect();
        assert_eq!(keys, ["title", "role", "assessed_on", "ours"]);
        assert_eq!(done[1].1, Value::list([Value::text("decision_maker"), Value::text("user")]));
        assert_eq!(done[2].1, Value::day(NaiveDate::from_ymd_opt(2026, 7, 29).expect("a day")));
        assert_eq!(done[3].1, Value::text("zhou-lan"));
        for words in [
            "「职务」必填",
            "   1  decision_maker（决策者）",
            "是否指 decision_maker（决策者）？",
            "评估日期 [2026-07-29]：",
            "与我方的关系 [周岚]：",
            "依据（可不填）：",
            "   1  zhou-lan（周岚）",
        ] {
            assert!(said.contains(words), "{words}\n{said}");
        }
    }

    #[test]
    fn nobody_answers() {
        let (done, _) = run(Some("总经理\n"), |asker, cx| fill(&[], &wanted(), &option, asker, cx));
        assert!(done.expect_err("the answers ended").to_string().contains("什么也没有写入"));
        let (done, said) = run(None, |asker, cx| fill(&[], &wanted(), &option, asker, cx));
        let error = done.expect_err("nobody is there").downcast::<CliError>().expect("words");
        assert_eq!(error.message, "缺少必填的「职务」「角色作用」「与我方的关系」");
        assert_eq!(error.hints.len(), 3);
        assert_eq!(error.hints[0], "`--title TEXT`：职务");
        assert!(error.hints[1].starts_with("`--role WORD`：角色作用，可取 decision_maker（决策者）、"), "{:?}", error.hints);
        assert!(said.is_empty());
    }

    #[test]
    fn wrong_values_are_named_together_or_asked_again() {
        let given = |key: &str, text: &str| Given { field: field(key), texts: vec![text.to_owned()] };
        let all = [given("role", "老大"), given("assessed_on", "soon"), given("title", "")];
        let (done, _) = run(None, |asker, cx| fill(&all, &[], &option, asker, cx));
        let error = done.expect_err("two are wrong").downcast::<CliError>().expect("words");
        assert_eq!(error.message, "有 2 个值不对");
        assert!(error.hints[0].starts_with("`--role`：角色作用「老大」不在规定的选项中"), "{:?}", error.hints);
        let (done, said) = run(Some("使用者\n昨天\n"), |asker, cx| fill(&all, &[], &option, asker, cx));
        let done = done.expect("asked again");
        assert_eq!(done.len(), 3);
        assert!(done[2].1.is_blank() && said.contains("「老大」"));
    }

    #[test]
    fn doubts_and_confirmations() {
        let rate = crate::form::settings::Stage::SPEC.find("win_min").expect("a field").1;
        for (answers, value) in [("0.6\n\n", Value::number("60")), ("0.6\nn\n", Value::text("0.6%")), ("60\n", Value::number("60"))] {
            let (done, _) = run(Some(answers), |asker, cx| asker.ask(&Wanted::required(rate, "--win-min"), cx));
            assert_eq!(done.expect("an answer"), Some(value), "{answers}");
        }
        for (answers, yes) in [("y\n", true), ("\n", false), ("what\n否\n", false)] {
            let (done, _) = run(Some(answers), |asker, cx| confirm("写入 3 个客户？", asker.globals, cx));
            assert_eq!(done.expect("an answer"), yes, "{answers}");
        }
        let (done, _) = run(None, |asker, cx| confirm("写入 3 个客户？", asker.globals, cx));
        assert!(done.expect_err("nobody is there").downcast::<CliError>().is_ok_and(|error| error.hints[0].contains("--yes")));
    }
}
