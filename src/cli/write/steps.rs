//! The command that settles a finding: what is shown after a write, ready to be typed.

mod registers;

use crate::archive::CustomerFolder;
use crate::cli::Cx;
use crate::edit::judge::Verdict;
use crate::findings::{Finding, Level};
use crate::say;
use crate::words::{Lang, shell_word};

/// Most next steps that are shown; the rest is a number and a command.
const MOST: usize = 12;

/// What else the rules say now, each with the command that settles it. `own`: lines that only the command knows.
pub(super) fn say(verdict: &Verdict, own: &[String], cx: &mut Cx<'_>) {
    let lang = cx.lang;
    // Faults that were forced come first, then by weight; within a level as they stand in the documents.
    let mut steps: Vec<&Finding> = verdict.steps.iter().filter(|finding| finding.level != Level::Info).collect();
    steps.sort_by_key(|finding| finding.level != Level::Error);
    steps.splice(0..0, &verdict.refused);
    if steps.is_empty() && own.is_empty() {
        return;
    }
    cx.ui.notice(say!(lang, "接下来：", "next:"));
    own.iter().for_each(|line| cx.ui.notice(format!("  {line}")));
    for finding in steps.iter().take(MOST) {
        let (rule, message) = (finding.rule, &finding.message);
        // Whose it is need not be said where it is about the record at hand.
        let here = verdict.after.iter().any(|folder| Some(&*folder.id) == finding.customer.as_deref());
        let place = if here { String::new() } else { say!(lang, "{}：", "{}: ", finding.path) };
        cx.ui.notice(format!("  {rule} {place}{message}"));
        let settles = command(finding, &verdict.after, lang).unwrap_or_else(|| finding.help.to_string());
        if !settles.is_empty() {
            cx.ui.notice(format!("    {settles}"));
        }
    }
    if let Some(rest) = steps.get(MOST..).filter(|rest| !rest.is_empty()) {
        let (more, all) = (rest.len(), all_of(rest));
        cx.ui.notice(say!(lang, "  还有 {more} 条：{all}", "  {more} more: {all}"));
    }
}

/// The command that shows all of them.
fn all_of(findings: &[&Finding]) -> String {
    let first = findings.first().and_then(|finding| finding.customer.as_deref());
    match first.filter(|id| findings.iter().all(|finding| finding.customer.as_deref() == Some(id))) {
        Some(id) => format!("`kehu audit {}`", shell_word(id)),
        None => "`kehu audit`".to_owned(),
    }
}

/// How a finding is settled: the command line with the customer's own ids, and what is to be filled in as a word in capitals.
#[must_use]
pub(crate) fn command(finding: &Finding, folders: &[CustomerFolder], _lang: Lang) -> Option<String> {
    let Some(id) = finding.customer.as_deref() else { return registers::of_archive(finding) };
    let folder = folders.iter().find(|folder| *folder.id == *id);
    let customer = shell_word(id);
    let person = shell_word(&finding.subject);
    let year = plan_year(finding, folder);
    let of_year = if year.parse::<i32>().is_ok() { format!(" --year {year}") } else { String::new() };
    let about_person = !finding.subject.is_empty() && folder.is_some_and(|folder| folder.people_names.has_id(&finding.subject));
    let line = match finding.rule {
        "F1-02" => format!("kehu add-site {customer} NAME --kind headquarters --location PLACE"),
        "F1-04" => format!("kehu add-contact {customer} NAME --site SITE"),
        "F2-01" if about_person => format!("kehu set {customer}/{person}/sheet source_level=3"),
        "F2-04" if about_person => format!("kehu set {customer}/{person}/sheet hobbies=TEXT"),
        "COV-01" if about_person => format!("kehu schedule {customer} {person} --ours STAFF --next DATE"),
        "COV-02" | "COV-03" | "COV-05" | "F3-05" if about_person => format!("kehu set {customer}/{person} ours=STAFF,STAFF"),
        "F3-02" | "F3-03" | "F3-06" | "F3-09" | "F3-10" if about_person => {
            format!("kehu assess {customer} {person} --status STATUS --evidence TEXT")
        }
        "F4-02" | "F4-03" => format!("kehu set {customer}/key-people concerns.ROLE=TEXT"),
        "F6-05" | "F6-07" if about_person => format!("kehu schedule {customer} {person} --ours STAFF --next DATE"),
        "COV-06" | "F6-06" | "F6-08" if about_person => format!("kehu log {customer} {person} --kind KIND --summary TEXT"),
        "F6-11" => format!("kehu set {} reported_to=STAFF,STAFF", report(finding, &customer)?),
        "F5-01" | "F5-02" | "F5-03" | "F5-04" => format!("kehu add-topic {customer} --topic TOPIC --information TEXT --implication TEXT"),
        "F6-01" => format!("kehu set {customer}/plan/{year} contact_plan.purpose=TEXT"),
        "F7A-05" | "F7A-06" if !finding.subject.is_empty() => format!("kehu progress {customer} {person} --status STATUS"),
        "F7A-07" => format!("kehu add-action {customer} WHAT{of_year} --owner STAFF --end DATE"),
        "F7B-02" | "F7B-03" | "F7B-04" => return right_value(finding, folder?, &year),
        "F7B-10" => format!("kehu add-project {customer} PROJECT{of_year} --contract AMOUNT --win-rate PERCENT --margin PERCENT"),
        "F7B-11" | "F7B-12" if !finding.subject.is_empty() => format!("kehu outcome {customer} {person} OUTCOME{of_year}"),
        "F7A-01" => format!("kehu set {customer}/plan/{year} action_plan.purpose=TEXT"),
        "F7B-01" => format!("kehu set {customer}/plan/{year} revenue_plan.purpose=TEXT"),
        "PLN-01" => format!("kehu set {customer}/plan/{year} {}=TEXT", finding.field),
        "PLN-02" => format!("kehu plan new {customer}"),
        "PLN-03" => format!("kehu plan approve {customer}{of_year} --by STAFF"),
        "PLN-04" => format!("kehu plan revise {customer}{of_year} --reason TEXT --approved-by STAFF"),
        "ARC-01" => return missing_document(finding, &customer),
        "ARC-02" => format!("kehu set {customer} buying_process=TEXT"),
        _ => return registers::of_customer(finding, &customer, folder),
    };
    Some(line)
}

/// The command that begins a document of which there is none: ARC-01 has its kind as subject.
fn missing_document(finding: &Finding, customer: &str) -> Option<String> {
    Some(match finding.subject.as_str() {
        "key-people" => format!("kehu add-contact {customer} NAME --title TITLE --role ROLE --status STATUS --ours STAFF --source-level 3"),
        "insight" => format!("kehu add-topic {customer} --topic TOPIC --information TEXT --implication TEXT"),
        "plans" => format!("kehu plan new {customer}"),
        "people" => format!("kehu set {customer}/PERSON/sheet source_level=3"),
        _ => return None,
    })
}

/// The report that a finding is about, as a target of `set`.
fn report(finding: &Finding, customer: &str) -> Option<String> {
    let (_, name) = finding.path.split_once("/contact-reports/")?;
    let (stem, _) = name.rsplit_once('.')?;
    Some(format!("{customer}/contact-reports/{}", shell_word(stem)))
}

/// The value that a project should have, where the finding says which.
fn right_value(finding: &Finding, folder: &CustomerFolder, year: &str) -> Option<String> {
    let key = finding.field.rsplit('.').next().filter(|key| ["win_rate", "margin", "expected", "profit"].contains(key))?;
    let right = finding.fix.as_ref()?.edits.first().map(|edit| edit.text.trim_matches('"').to_owned())?;
    let plan = folder.plans.iter().find(|doc| doc.info.path == finding.path)?;
    let has = |line: &&crate::form::plan::RevenueLine| {
        [line.win_rate.span, line.margin.span, line.expected.span, line.profit.span].contains(&finding.span)
    };
    let name = plan.record.projects().find(has)?.called();
    let target = shell_word(&format!("{}/project/{name}", folder.id));
    (!name.is_empty()).then(|| format!("kehu set {target} {key}={right} --year {year}"))
}

/// The year of the plan that a finding is about; else that of the customer's newest plan.
fn plan_year(finding: &Finding, folder: Option<&CustomerFolder>) -> String {
    let named = finding.path.split_once("/plans/").and_then(|(_, name)| name.split('.').next());
    let newest = || folder.and_then(|folder| folder.plans.last()).map(|doc| doc.stem.to_string());
    named.map(str::to_owned).or_else(newest).unwrap_or_else(|| "YEAR".to_owned())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use clap::CommandFactory;

    use super::*;
    use crate::cli::args::Cli;
    use crate::form::Record as _;
    use crate::resolve::Names;
    use crate::rules::registry;
    use crate::source::Span;

    /// The words of a line as a shell takes them apart.
    fn words(line: &str) -> Vec<String> {
        let (mut out, mut quoted) = (vec![String::new()], false);
        for c in line.chars() {
            match c {
                '"' => quoted = !quoted,
                ' ' if !quoted => out.push(String::new()),
                c => out.last_mut().expect("it begins with one").push(c),
            }
        }
        out
    }

    #[test]
    fn every_command_that_is_shown_is_one() {
        let mut names = Names::default();
        names.add("li-guoqiang", &["李国强"]);
        let folder = CustomerFolder { id: "yunling".into(), people_names: names, ..CustomerFolder::default() };
        let paths = ["customers/yunling/plans/2026.toml", "customers/yunling/contact-reports/2026-06-24-a-b.toml"];
        let subjects = ["", "li-guoqiang", "编制 工期保证书", "key-people", "insight", "plans", "people"];
        let fields = crate::form::plan::PlanText::SPEC.fields.iter().map(|field| format!("plan.{}", field.key)).next();
        let mut shown = 0;
        for rule in registry::all() {
            for (path, subject) in paths.iter().flat_map(|path| subjects.map(|subject| (*path, subject))) {
                let customer: Option<Arc<str>> = Some("yunling".into());
                let mut finding = Finding::new(rule.id, Level::Error, customer, path.into(), Span::default(), String::new());
                finding.about(subject);
                finding.field = fields.clone().unwrap_or_default();
                let Some(line) = command(&finding, std::slice::from_ref(&folder), Lang::En) else { continue };
                let parsed = Cli::command().try_get_matches_from(words(&line));
                assert!(parsed.is_ok(), "{}: {line}: {:?}", rule.id, parsed.err());
                shown += 1;
            }
        }
        assert!(shown > 100, "{shown}");
    }
}
