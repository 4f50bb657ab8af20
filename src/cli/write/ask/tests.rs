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
    let mut cx = Cx { env: &env, ui: &mut ui, lang: Lang::Zh, started: Instant::now(), folders: Vec::new() };
    let asker = Asker { known: Known::new(&world, day).me(Some("zhou-lan")), globals: &globals };
    let done = work(asker, &mut cx);
    let said = String::from_utf8(heard.0.borrow().clone()).expect("text");
    (done, said)
}

/// Work at a terminal where these answers are typed and this is the editor, with what was said.
pub(crate) fn at_terminal<T>(answers: &str, editor: &str, work: impl FnOnce(&Globals, &mut Cx<'_>) -> Result<T>) -> (Result<T>, String) {
    run(Some(answers), |asker, cx| {
        let env = Env { editor: Some(editor.to_owned()), ..cx.env.clone() };
        let mut cx = Cx { env: &env, ui: cx.ui, lang: cx.lang, started: cx.started, folders: Vec::new() };
        work(asker.globals, &mut cx)
    })
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
    let (done, _) = run(None, |asker, cx| fill(&all[..1], &wanted(), &option, asker, cx));
    let error = done.expect_err("wrong and missing").downcast::<CliError>().expect("words");
    assert!(error.message.starts_with("`--role`") && error.hints[1] == "缺少必填的「职务」「与我方的关系」", "{error:?}");
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
    // What stands on the command line is asked about too.
    let given = [Given { field: rate, texts: vec!["0.6".to_owned()] }];
    for (answers, value) in [("\n", Value::number("60")), ("n\n", Value::text("0.6%"))] {
        let (done, _) = run(Some(answers), |asker, cx| fill(&given, &[], &option, asker, cx));
        assert_eq!(done.expect("an answer")[0].1, value, "{answers}");
    }
    let (done, _) = run(None, |asker, cx| fill(&given, &[], &option, asker, cx));
    assert_eq!(done.expect("taken as it stands")[0].1, Value::number("0.6"));
    for (answers, yes) in [("y\n", true), ("\n", false), ("what\n否\n", false)] {
        let (done, _) = run(Some(answers), |asker, cx| confirm("写入 3 个客户？", asker.globals, cx));
        assert_eq!(done.expect("an answer"), yes, "{answers}");
    }
    let (done, _) = run(None, |asker, cx| confirm("写入 3 个客户？", asker.globals, cx));
    assert!(done.expect_err("nobody is there").downcast::<CliError>().is_ok_and(|error| error.hints[0].contains("--yes")));
}
