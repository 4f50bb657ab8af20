//! `kehu add-project CUSTOMER PROJECT`: a project of 附表7 收益计划.

use anyhow::Result;
use chrono::Datelike;

use crate::analysis::revenue::Figures;
use crate::cli::args::{AddProjectArgs, ProjectFields};
use crate::cli::write::ask::{Asker, Wanted};
use crate::cli::write::each::{self, Columns};
use crate::cli::write::options::Given;
use crate::cli::write::plans;
use crate::cli::write::record::{CUSTOMER, Record, Said, field, required};
use crate::cli::write::session::Session;
use crate::cli::{CliError, Cx, Exit, Globals};
use crate::edit::input::Known;
use crate::edit::op::Op;
use crate::edit::plan::projects;
use crate::form::Record as _;
use crate::form::plan::RevenueLine;
use crate::model::money::{Money, Unit};
use crate::model::percent::Percent;
use crate::resolve::same;
use crate::say;
use crate::words::shell_word;

/// The columns of `--from`.
static COLUMNS: Columns = Columns { spec: RevenueLine::SPEC, more: &[], words: &[&CUSTOMER] };

/// Adds one, or those of a file.
pub(crate) fn run(args: &AddProjectArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let mut given = args.line.given().to_vec();
    given.extend(args.project.iter().map(|name| Given { field: field::<ProjectFields>("project"), texts: vec![name.clone()] }));
    let said = Said { words: vec![args.customer.clone()], given, set: args.write.set.clone(), id: args.write.id.clone() };
    let add = |said: &Said, session: &mut Session, globals: &Globals, cx: &mut Cx<'_>| add(said, args, session, globals, cx);
    each::run(said, &COLUMNS, &args.write, globals, cx, &add)
}

/// Puts one on the desk.
fn add(said: &Said, args: &AddProjectArgs, session: &mut Session, globals: &Globals, cx: &mut Cx<'_>) -> Result<String> {
    let lang = cx.lang;
    let customer = session.need_customer(said.word(0), cx)?;
    let me = session.me_as_said(said, globals, cx)?;
    let folder = session.folder(&customer);
    let sheet = plans::of_year(session, &folder, args.year.unwrap_or_else(|| session.today.year()), lang)?;
    let known = Known::new(session.world(), session.today).people(&folder.people_names).me(me.as_deref());
    let wanted = [
        Wanted::required(field::<ProjectFields>("project"), "PROJECT"),
        required::<ProjectFields>("contract"),
        required::<ProjectFields>("win_rate"),
        required::<ProjectFields>("margin"),
    ];
    let line = Record::read::<ProjectFields>(said, &wanted, &said.set, Asker { known, globals }, cx)?;
    let name = line.text("project").unwrap_or_default().to_owned();
    let is_there = projects::projects(&sheet.value).iter().any(|one| one.text("project").is_some_and(|own| same(own, &name)));
    if is_there && !args.write.force {
        let year = sheet.year;
        let error = CliError::user(say!(lang, "{year} 年的计划已有项目「{name}」", "the plan of {year} has the project `{name}` already"));
        let target = shell_word(&format!("{customer}/project/{name}"));
        return Err(error
            .hint(say!(
                lang,
                "要改它：`kehu set {target} KEY=VALUE`；确是另一个：加上 `--force`",
                "to change it: `kehu set {target} KEY=VALUE`; if it is another one: add `--force`"
            ))
            .into());
    }
    let unit = session.world().unit;
    let amounts = figures(&line, unit);
    plans::lay(session, &folder, &sheet, vec![Op::append(projects::list(), line.into_value())], cx)?;
    let called = folder.called();
    let subject = say!(lang, "{called}：新增项目 {name}", "{called}: new project {name}");
    let (Some(expected), Some(profit)) = (amounts.expected, amounts.profit) else { return Ok(subject) };
    let (expected, profit, unit) = (expected.to_number(unit), profit.to_number(unit), unit.label(lang));
    Ok(say!(
        lang,
        "{subject}，实际收入 {expected}{unit}，利润额 {profit}{unit}",
        "{subject}, expected revenue {expected}, profit {profit} ({unit})"
    ))
}

fn figures(line: &Record, unit: Unit) -> Figures {
    let percent = |key: &str| line.text(key).and_then(|text| Percent::parse(text).ok()).map(|(percent, _)| percent);
    let contract = line.text("contract").and_then(|text| Money::parse(text, unit).ok()).map(|(money, _)| money);
    Figures::compute(contract, percent("win_rate"), percent("margin"))
}
