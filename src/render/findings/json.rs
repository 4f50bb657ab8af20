//! JSON (version 1), a finding a line so that two runs can be compared with a plain diff. Fields as `format.md` §4 has them, in that order.

use serde::Serialize;

use super::Report;
use crate::findings::Finding;
use crate::findings::sink::summary;

/// One finding.
#[derive(Serialize)]
struct Entry<'a> {
    rule: &'a str,
    level: &'a str,
    customer: Option<&'a str>,
    path: &'a str,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
    field: &'a str,
    fingerprint: &'a str,
    message: &'a str,
    help: &'a str,
    source: &'a str,
}

#[derive(Serialize)]
struct Unread<'a> {
    path: &'a str,
    reason: &'a str,
}

#[derive(Serialize)]
struct NotJudged<'a> {
    rule: &'a str,
    customer: Option<&'a str>,
    because: &'a str,
}

/// The counts.
#[derive(Serialize)]
struct Counts<'a> {
    error: usize,
    warning: usize,
    info: usize,
    files: usize,
    customers: usize,
    rules: &'a std::collections::BTreeMap<&'static str, usize>,
}

/// The whole report.
pub(super) fn render(report: &Report<'_>) -> String {
    let findings = report.findings.iter().zip(&report.prints).map(|(finding, print)| json(&entry(finding, print)));
    let unread = report.unread.iter().map(|u| json(&Unread { path: &u.path, reason: &u.reason }));
    let not_judged =
        report.not_judged.iter().map(|n| json(&NotJudged { rule: n.rule, customer: n.customer.as_deref(), because: &n.because }));
    let counted = summary(report.findings);
    let counts = Counts {
        error: counted.error,
        warning: counted.warning,
        info: counted.info,
        files: report.files,
        customers: report.customers.len(),
        rules: &counted.rules,
    };
    format!(
        "{{\"version\":1,\"as_of\":{},\"findings\":[{}],\n \"unread\":[{}],\"sealed\":{},\"not_judged\":[{}],\n \"summary\":{}}}\n",
        json(&report.as_of.map(|day| day.to_string())),
        lines(findings),
        lines(unread),
        report.sealed,
        lines(not_judged),
        json(&counts),
    )
}

/// The fields of one finding.
fn entry<'a>(finding: &'a Finding, fingerprint: &'a str) -> Entry<'a> {
    Entry {
        rule: finding.rule,
        level: finding.level.key(),
        customer: finding.customer.as_deref(),
        path: &finding.path,
        line: finding.start.line,
        column: finding.start.column,
        end_line: finding.end.line,
        end_column: finding.end.column,
        field: &finding.field,
        fingerprint,
        message: &finding.message,
        help: &finding.help,
        source: &finding.source,
    }
}

/// Items, each on a line of its own.
pub(super) fn lines(items: impl Iterator<Item = String>) -> String {
    let mut out = String::new();
    for item in items {
        out.push_str(if out.is_empty() { "\n  " } else { ",\n  " });
        out.push_str(&item);
    }
    out
}

/// One value on one line.
pub(super) fn json(value: &impl Serialize) -> String {
    // Plain structs of texts and numbers always serialise.
    serde_json::to_string(value).unwrap_or_default()
}
