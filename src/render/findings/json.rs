//! JSON (version 1), a finding a line so that two runs can be compared with a plain diff. Fields as `format.md` §4 has them, in that order.

use rayon::prelude::*;
use serde::Serialize;

use super::Report;
use crate::findings::Finding;
use crate::findings::sink::summary;

/// One finding.
#[derive(Serialize)]
pub(crate) struct Entry<'a> {
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

/// Room that a finding takes, about: its text is not copied again and again as it grows.
const ROOM: usize = 720;

/// How many findings one thread writes at a time.
const PART: usize = 256;

/// How many parts are written before they are handed on: tens of megabytes need not be there at once.
const AHEAD: usize = 16;

/// The whole report in pieces, which follow each other without anything between: thousands of findings take longer to write than to find,
/// so that each thread writes a part of them, and nobody copies the parts together who only hands them on.
pub(super) fn pieces<'a>(report: &'a Report<'_>) -> impl Iterator<Item = Vec<u8>> + 'a {
    let mut head = Vec::new();
    put(&mut head, "{\"version\":1,\"as_of\":");
    write(&mut head, &report.as_of.map(|day| day.to_string()));
    put(&mut head, ",\"findings\":[");
    let many = report.findings.chunks(PART * AHEAD).zip(report.prints.chunks(PART * AHEAD)).enumerate();
    let parts = many.flat_map(|(group, (findings, prints))| {
        let part = |(at, (findings, prints)): (usize, (&[Finding], &[String]))| {
            let mut out = Vec::with_capacity(findings.len() * ROOM);
            put(&mut out, if (group, at) == (0, 0) { "" } else { "," });
            write_lines(&mut out, findings.iter().zip(prints).map(|(finding, print)| entry(finding, print)));
            out
        };
        findings.par_chunks(PART).zip(prints.par_chunks(PART)).enumerate().map(part).collect::<Vec<_>>()
    });
    std::iter::once(head).chain(parts).chain(std::iter::once_with(|| tail(report)))
}

/// All that follows the findings.
fn tail(report: &Report<'_>) -> Vec<u8> {
    let counted = summary(report.findings);
    let counts = Counts {
        error: counted.levels.error,
        warning: counted.levels.warning,
        info: counted.levels.info,
        files: report.files,
        customers: report.customers.len(),
        rules: &counted.rules,
    };
    let mut out = Vec::new();
    put(&mut out, "],\n \"unread\":[");
    write_lines(&mut out, report.unread.iter().map(|u| Unread { path: &u.path, reason: &u.reason }));
    put(&mut out, "],\"sealed\":");
    write(&mut out, &report.sealed);
    put(&mut out, ",\"not_judged\":[");
    let not_judged = report.not_judged.iter();
    write_lines(&mut out, not_judged.map(|n| NotJudged { rule: n.rule, customer: n.customer.as_deref(), because: &n.because }));
    put(&mut out, "],\n \"summary\":");
    write(&mut out, &counts);
    put(&mut out, "}\n");
    out
}

/// The fields of one finding.
pub(crate) fn entry<'a>(finding: &'a Finding, fingerprint: &'a str) -> Entry<'a> {
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
        source: finding.source(),
    }
}

/// Items, each on a line of its own.
fn write_lines<T: Serialize>(out: &mut Vec<u8>, items: impl Iterator<Item = T>) {
    for (at, item) in items.enumerate() {
        put(out, if at == 0 { "\n  " } else { ",\n  " });
        write(out, &item);
    }
}

fn put(out: &mut Vec<u8>, text: &str) {
    out.extend_from_slice(text.as_bytes());
}

/// One value on one line.
fn write(out: &mut Vec<u8>, value: &impl Serialize) {
    // Plain structs of texts and numbers always serialise, and memory takes all that is written to it.
    serde_json::to_writer(out, value).unwrap_or_default();
}

/// One value on one line, as a text.
pub(super) fn json(value: &impl Serialize) -> String {
    // Plain structs of texts and numbers always serialise.
    serde_json::to_string(value).unwrap_or_default()
}

/// Texts of values, each on a line of its own.
pub(super) fn lines(items: impl Iterator<Item = String>) -> String {
    let mut out = String::new();
    for item in items {
        out.push_str(if out.is_empty() { "\n  " } else { ",\n  " });
        out.push_str(&item);
    }
    out
}
