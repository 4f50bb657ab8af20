//! The command that settles a finding: what is shown after a write, ready to be typed.

use crate::archive::CustomerFolder;
use crate::findings::Finding;
use crate::words::{Lang, shell_word};

/// How a finding is settled: the command line with the customer's own ids, and what is to be filled in as a word in capitals.
#[must_use]
pub(crate) fn command(finding: &Finding, folders: &[CustomerFolder], _lang: Lang) -> Option<String> {
    let id = finding.customer.as_deref()?;
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
        "COV-06" | "F6-06" | "CAD-01" if about_person => format!("kehu log {customer} {person} --kind KIND --summary TEXT"),
        "F5-01" | "F5-02" | "F5-03" | "F5-04" => format!("kehu add-topic {customer} --topic TOPIC --information TEXT --implication TEXT"),
        "F6-01" => format!("kehu set {customer}/plan/{year} contact_plan.purpose=TEXT"),
        "F7A-01" => format!("kehu set {customer}/plan/{year} action_plan.purpose=TEXT"),
        "F7B-01" => format!("kehu set {customer}/plan/{year} revenue_plan.purpose=TEXT"),
        "PLN-01" => format!("kehu set {customer}/plan/{year} {}=TEXT", finding.field),
        "PLN-02" | "PLN-03" | "PLN-08" => format!("kehu plan approve {customer}"),
        "PLN-04" => format!("kehu plan revise {customer} --reason TEXT --approved-by STAFF"),
        "ARC-01" => return missing_document(finding, &customer),
        "CAD-03" => format!("kehu certify {customer}"),
        "ARC-02" => format!("kehu set {customer} buying_process=TEXT"),
        _ => return None,
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
