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
    let about_person = !finding.subject.is_empty() && folder.is_some_and(|folder| folder.people_names.has_id(&finding.subject));
    let line = match finding.rule {
        "F1-02" => format!("kehu add-site {customer} NAME --kind headquarters --location PLACE"),
        "F1-04" => format!("kehu add-contact {customer} NAME --site SITE"),
        "F2-01" if about_person => format!("kehu set {customer}/{person}/sheet source_level=3"),
        "F2-04" if about_person => format!("kehu set {customer}/{person}/sheet hobbies=TEXT"),
        "COV-01" if about_person => format!("kehu schedule {customer} {person} --ours STAFF --next DATE"),
        "COV-03" | "COV-05" | "F3-05" if about_person => format!("kehu set {customer}/{person} ours=STAFF,STAFF"),
        "F3-02" | "F3-03" | "F3-06" | "F3-09" | "F3-10" if about_person => {
            format!("kehu assess {customer} {person} --status STATUS --evidence TEXT")
        }
        "COV-02" | "F4-02" | "F4-03" => format!("kehu set {customer}/key-people concerns.ROLE=TEXT"),
        "COV-06" | "F6-06" if about_person => format!("kehu log {customer} {person} --kind KIND --summary TEXT"),
        "F5-01" | "F5-02" | "F5-03" | "F5-04" => format!("kehu add-topic {customer} --topic TOPIC --information TEXT --implication TEXT"),
        "F6-01" => format!("kehu set {customer}/plan/{year} contact_plan.purpose=TEXT"),
        "F7A-01" => format!("kehu set {customer}/plan/{year} action_plan.purpose=TEXT"),
        "F7B-01" => format!("kehu set {customer}/plan/{year} revenue_plan.purpose=TEXT"),
        "PLN-01" => format!("kehu set {customer}/plan/{year} {}=TEXT", finding.field),
        "PLN-02" | "PLN-03" | "PLN-08" => format!("kehu plan approve {customer}"),
        "PLN-04" => format!("kehu plan revise {customer} --reason TEXT --approved-by STAFF"),
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

/// The year of the plan that a finding is about; else that of the customer's newest plan.
fn plan_year(finding: &Finding, folder: Option<&CustomerFolder>) -> String {
    let named = finding.path.split_once("/plans/").and_then(|(_, name)| name.split('.').next());
    let newest = || folder.and_then(|folder| folder.plans.last()).map(|doc| doc.stem.to_string());
    named.map(str::to_owned).or_else(newest).unwrap_or_else(|| "YEAR".to_owned())
}
