//! GitLab's code quality report: a JSON list that a merge request compares with that of its target branch, by fingerprint.

use serde::Serialize;

use super::Report;
use super::json::{json, lines};
use crate::findings::Level;
use crate::render::paper::one_line;

#[derive(Serialize)]
struct Entry<'a> {
    description: &'a str,
    check_name: &'a str,
    fingerprint: &'a str,
    severity: &'a str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
    end: u32,
}

/// The list, a finding a line.
pub(super) fn render(report: &Report<'_>) -> String {
    let entry = |(finding, print): (&crate::findings::Finding, &String)| {
        json(&Entry {
            description: &one_line(&finding.message),
            check_name: finding.rule,
            fingerprint: print,
            severity: severity(finding.level),
            location: Location {
                path: &finding.path,
                lines: Lines { begin: finding.start.line.max(1), end: finding.end.line.max(finding.start.line).max(1) },
            },
        })
    };
    format!("[{}]\n", lines(report.findings.iter().zip(&report.prints).map(entry)))
}

/// GitLab has five degrees; `critical` and `blocker` are left to those who read them.
const fn severity(level: Level) -> &'static str {
    match level {
        Level::Error => "major",
        Level::Warning => "minor",
        Level::Info => "info",
    }
}
