//! The commands that settle findings about registers.

use crate::archive::CustomerFolder;
use crate::findings::Finding;
use crate::source::Syntax;
use crate::words::shell_word;

/// Of a customer's archive or one of its registers.
pub(super) fn of_customer(finding: &Finding, customer: &str, folder: Option<&CustomerFolder>) -> Option<String> {
    match finding.rule {
        "ARC-03" => return Some(format!("kehu receive {customer} --me STAFF")),
        "CAD-03" => return Some(format!("kehu certify {customer}")),
        "CAD-09" => return Some(format!("kehu certify {customer} --countersign --me STAFF")),
        "SAT-01" => return Some(format!("kehu add-survey {customer} --score N")),
        _ => {}
    }
    let record = record(finding)?;
    Some(match (finding.rule, finding.field.as_str()) {
        ("SVC-01", _) => format!("kehu set {record} answered_at=TIME"),
        // One that was closed too late is no longer settled by anything.
        ("SVC-02", _) if !is_closed(finding, folder) => format!("kehu close {record} --result TEXT"),
        ("SVC-03", _) => format!("kehu set {record} first_handler=STAFF"),
        ("SVC-04", "promised_by") => format!("kehu set {record} promised_by=TIME"),
        ("SVC-04", _) => format!("kehu set {record} plan=TEXT promised_by=TIME"),
        ("SVC-05", _) => format!("kehu set {record} forwarded_to=TEXT forwarded_on=DATE"),
        ("SVC-06", "due") => format!("kehu close {record}"),
        ("SVC-06", _) => format!("kehu set {record} told_customer_on=DATE"),
        ("SVC-07", "tracking") => format!("kehu add {record} tracking date=DATE note=TEXT"),
        ("SVC-07", _) => format!("kehu set {record} forwarded_to=TEXT"),
        ("RCP-02", _) => format!("kehu set {record} approved_by=STAFF"),
        _ => return None,
    })
}

/// Of one of our people, or of the archive's registers.
pub(super) fn of_archive(finding: &Finding) -> Option<String> {
    let subject = shell_word(&finding.subject);
    let about = !finding.subject.is_empty();
    match finding.rule {
        "CAD-01" if about => {
            return Some(format!("kehu add-market-report --author {subject} --month MONTH --item 'subject=WORD,content=TEXT'"));
        }
        "CAD-05" => return Some("kehu add-suggestion --from-audit --due DATE".to_owned()),
        "STA-01" | "STA-02" if about => return Some(format!("kehu submit statistics --unit {subject} --month MONTH")),
        "STA-01" | "STA-02" => return Some("kehu submit statistics --month MONTH".to_owned()),
        "STA-03" if about => return Some(format!("kehu submit month_end --by {subject} --month MONTH")),
        "STA-04" if about => return Some(format!("kehu submit regional_analysis --by {subject} --month MONTH")),
        "VIS-14" => return Some("kehu submit callback_evaluation --month MONTH".to_owned()),
        _ => {}
    }
    let record = record(finding)?;
    Some(match (finding.rule, finding.field.as_str()) {
        ("CAD-02", "reported_to") => format!("kehu set {record} reported_to=STAFF,STAFF"),
        ("CAD-06", "due") => format!("kehu set {record} due=DATE"),
        ("CAD-06", "copies_to") => format!("kehu set {record} copies_to=STAFF,STAFF"),
        ("CAD-07", _) => format!("kehu close {record}"),
        // A loan that runs too long has its right day at hand; one that is late comes back.
        ("SEC-03", _) if finding.fix.is_some() => format!("kehu set {record} due_back=DATE"),
        ("SEC-03", _) => format!("kehu return {}", record.rsplit('/').next().unwrap_or_default()),
        ("SEC-07", "superior") => format!("kehu set {record} superior=STAFF"),
        ("SEC-07", _) => format!("kehu set {record} handling=TEXT superior=STAFF"),
        ("SEC-09", "handled_by") => format!("kehu set {record} handled_by=STAFF"),
        _ => return None,
    })
}

/// The record as a command line names it; none for one of a packed register, whose name the finding does not tell.
fn record(finding: &Finding) -> Option<String> {
    let path = finding.path.strip_prefix("customers/").unwrap_or(&finding.path);
    let (stem, ending) = path.rsplit_once('.')?;
    Syntax::of_ending(ending)?;
    let name = stem.rsplit_once('/')?.1;
    let packed = name.len() == 4 && name.bytes().all(|byte| byte.is_ascii_digit());
    (!packed).then(|| shell_word(stem))
}

fn is_closed(finding: &Finding, folder: Option<&CustomerFolder>) -> bool {
    let docs = folder.map(|folder| folder.complaints.as_slice()).unwrap_or_default();
    docs.iter().any(|doc| *doc.info.path == *finding.path && !doc.record.closed_at.is_blank())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::Level;
    use crate::source::Span;

    fn finding(rule: &'static str, path: &str, field: &str, subject: &str) -> Finding {
        let mut out = Finding::new(rule, Level::Warning, None, path.into(), Span::default(), String::new());
        out.field = field.to_owned();
        out.subject = subject.to_owned();
        out
    }

    #[test]
    fn each_finding_has_its_command() {
        let complaint = "customers/yunling/complaints/2026-01-22-x.toml";
        for (rule, field, line) in [
            ("SVC-02", "closed_at", Some("kehu close yunling/complaints/2026-01-22-x --result TEXT")),
            ("SVC-07", "tracking", Some("kehu add yunling/complaints/2026-01-22-x tracking date=DATE note=TEXT")),
            ("SVC-09", "", None),
        ] {
            assert_eq!(of_customer(&finding(rule, complaint, field, ""), "yunling", None).as_deref(), line, "{rule}");
        }
        assert_eq!(of_customer(&finding("SVC-02", "customers/yunling/complaints/2025.toml", "closed_at", ""), "yunling", None), None);
        for (rule, path, subject, line) in [
            ("SEC-03", "lending/2026-0007.toml", "", Some("kehu return 2026-0007")),
            ("STA-01", "kehu.toml", "southwest", Some("kehu submit statistics --unit southwest --month MONTH")),
            ("STA-02", "kehu.toml", "", Some("kehu submit statistics --month MONTH")),
            ("CAD-07", "suggestions/2026-Q2-yunling.yaml", "", Some("kehu close suggestions/2026-Q2-yunling")),
            ("GOV-01", "kehu.toml", "", None),
        ] {
            assert_eq!(of_archive(&finding(rule, path, "", subject)).as_deref(), line, "{rule}");
        }
    }
}
