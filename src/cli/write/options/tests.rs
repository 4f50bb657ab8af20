use clap::{CommandFactory, Parser};

use super::*;
use crate::archive::DocKind;
use crate::cli::args::GlobalArgs;
use crate::cli::write::common::WriteArgs;
use crate::form::Record;
use crate::form::key_people::KeyPersonRow;
use crate::form::registers::Complaint;

struct Person;
impl FieldSet for Person {
    fn spec() -> &'static RecordSpec {
        KeyPersonRow::SPEC
    }
    fn without() -> &'static [&'static str] {
        &["name"]
    }
}
struct Sheet;
impl FieldSet for Sheet {
    fn spec() -> &'static RecordSpec {
        crate::form::person::Person::SPEC
    }
    fn prefix() -> &'static str {
        "sheet"
    }
}
struct Register;
impl FieldSet for Register {
    fn spec() -> &'static RecordSpec {
        Complaint::SPEC
    }
}

#[derive(Debug, Parser)]
#[command(disable_help_flag = true)]
struct Line {
    #[command(flatten)]
    global: GlobalArgs,
    customer: String,
    #[command(flatten)]
    write: WriteArgs,
    #[command(flatten)]
    person: Fields<Person>,
    #[command(flatten)]
    sheet: Fields<Sheet>,
}

fn line(words: &[&str]) -> Result<Line, Error> {
    Line::try_parse_from(["add", "yunling"].iter().chain(words))
}

#[test]
fn keys_labels_and_lists_are_options() {
    let read = line(&["--职务", "总经理", "--role=user", "--角色作用", "决策者", "--target_status", "积极", "--sheet-hobbies", "钓鱼"])
        .expect("a line");
    let given: Vec<_> = read.person.given().iter().map(|given| (given.field.key, given.texts.join("|"))).collect();
    assert_eq!(given, [("title", "总经理".to_owned()), ("role", "user|决策者".to_owned()), ("target_status", "积极".to_owned())]);
    assert_eq!(read.sheet.texts("hobbies").map(<[String]>::len), Some(1));
    assert!(line(&["--assessed-on", "-3d", "--title="]).is_ok_and(|read| read.person.texts("title") == Some(&[String::new()][..])));
    assert!(line(&["--name", "x"]).is_err());
    assert_eq!(Fields::<Sheet>::option(&KeyPersonRow::SPEC.fields[2]), "--sheet-title");
    assert_eq!(Fields::<Register>::option(Complaint::SPEC.find("from").expect("a field").1), "--complaint-from");
}

/// Every form, and every table within one: rows of documents are written by commands of their own.
fn every() -> Vec<&'static RecordSpec> {
    fn each(spec: &'static RecordSpec, out: &mut Vec<&'static RecordSpec>) {
        out.push(spec);
        spec.fields.iter().filter_map(|field| crate::edit::shape::child(&field.kind)).for_each(|inner| each(inner, out));
    }
    let mut out = Vec::new();
    DocKind::FORMS.iter().filter_map(|kind| kind.spec()).for_each(|spec| each(spec, &mut out));
    out
}

#[test]
fn no_form_has_an_option_that_clashes() {
    Line::command().debug_assert();
    assert!(every().len() > 40);
    for spec in every() {
        let bare = Command::new("x").disable_help_flag(true).disable_version_flag(true);
        let command = WriteArgs::augment_args(GlobalArgs::augment_args(bare));
        let naming = Naming { form: spec.name, prefix: "", day: None };
        command.args(naming.args(spec.fields.iter().filter(|field| field.key != "id"))).debug_assert();
    }
}

#[test]
fn shells_are_told_the_choices_and_any_text_is_taken() {
    let command = Line::command();
    let role = command.get_arguments().find(|arg| arg.get_long() == Some("role")).expect("an option");
    assert!(is_field(role));
    assert_eq!(role.get_possible_values().len(), 5);
    let help = role.get_help().map(ToString::to_string).unwrap_or_default();
    assert!(help.contains("decision_maker（决策者）"), "{help}");
    assert!(line(&["--role", "老大"]).is_ok());
}

#[test]
fn help_and_complaints_know_the_fields() {
    use crate::cli::{complaints, help};
    crate::cli::language::speak(Lang::Zh);
    let root = Command::new("kehu").disable_help_flag(true).subcommand(Line::command().name("add"));
    let page = help::render(&root, "add", help::Setting { lang: Lang::Zh, width: 100, color: false });
    let (options, fields) = page.split_once("表单字段").expect("fields have a heading of their own");
    assert!(options.contains("--dry-run") && !options.contains("--title"), "{page}");
    assert!(fields.contains("--title TEXT") && fields.contains("可取 decision_maker（决策者）"), "{page}");
    let args: Vec<std::ffi::OsString> = ["kehu", "add", "yunling", "--titel", "x"].map(Into::into).to_vec();
    let error = root.clone().try_get_matches_from(&args).expect_err("no such option");
    let said = complaints::of(&error, &root, &args, Lang::Zh);
    assert!(said.hints.iter().any(|hint| hint.contains("--title")), "{said:?}");
}
