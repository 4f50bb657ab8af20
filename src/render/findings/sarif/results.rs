//! Findings as SARIF's results.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Artifact, Location, Message, Physical};
use crate::findings::{Accepted, Finding, Fix, Level, Position, Safety, sink};
use crate::render::findings::Report;
use crate::say;
use crate::source::lines::LineIndex;
use crate::words::Lang;

/// A place within a document; the end is the character behind the last one.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Region {
    start_line: u32,
    start_column: u32,
    end_line: u32,
    end_column: u32,
}

impl Region {
    fn new(start: Position, end: Position) -> Self {
        // Both count from 1; a place that nobody worked out is the document's beginning.
        let from = Position { line: start.line.max(1), column: start.column.max(1) };
        let to = Position { line: end.line.max(1), column: end.column.max(1) }.max(from);
        Self { start_line: from.line, start_column: from.column, end_line: to.line, end_column: to.column }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Outcome<'a> {
    rule_id: &'static str,
    rule_index: usize,
    level: &'static str,
    message: Message,
    locations: [Location; 1],
    partial_fingerprints: BTreeMap<&'static str, &'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<Repair>,
    /// For every result, empty where nothing suppresses it: all results of a run have it, or none.
    suppressions: Vec<Suppression<'a>>,
    properties: Properties<'a>,
}

#[derive(Serialize)]
pub(super) struct Suppression<'a> {
    kind: &'static str,
    status: &'static str,
    justification: std::borrow::Cow<'a, str>,
}

#[derive(Serialize)]
pub(super) struct Properties<'a> {
    customer: Option<&'a str>,
    field: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Repair {
    description: Message,
    artifact_changes: [Change; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Change {
    artifact_location: Artifact,
    replacements: Vec<Replacement>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Replacement {
    deleted_region: Region,
    inserted_content: Message,
}

/// SARIF's word for a level.
pub(super) const fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info => "note",
    }
}

/// A finding, its fingerprint, and what it is accepted by.
pub(super) type Entry<'a> = (&'a Finding, &'a str, Option<&'a Accepted>);

/// What counts and what does not, in one order.
pub(super) fn all<'a>(report: &'a Report<'_>) -> Vec<Entry<'a>> {
    let counted = report.findings.iter().zip(&report.prints).map(|(finding, print)| (finding, print.as_str(), None));
    let suppressed = report.suppressed.iter().map(|(one, print)| (&one.finding, print.as_str(), Some(&one.accepted)));
    let mut all: Vec<Entry<'a>> = counted.chain(suppressed).collect();
    all.sort_by(|a, b| sink::compare(a.0, b.0));
    all
}

/// One finding. `text` is its document's, for the places of its fix.
pub(super) fn result<'a>(
    finding: &'a Finding,
    print: &'a str,
    accepted: Option<&'a Accepted>,
    rule_index: usize,
    text: Option<&str>,
    report: &Report<'_>,
) -> Outcome<'a> {
    let lang = report.lang;
    let message = match &*finding.help {
        "" => finding.message.clone(),
        help => say!(lang, "{}\n处理：{help}", "{}\nWhat to do: {help}", finding.message),
    };
    let region = Some(Region::new(finding.start, finding.end));
    Outcome {
        rule_id: finding.rule,
        rule_index,
        level: level(finding.level),
        message: Message { text: message },
        locations: [Location { physical_location: Physical { artifact_location: Artifact::new(&finding.path), region } }],
        partial_fingerprints: BTreeMap::from([("kehuFinding/v1", print)]),
        fixes: finding.fix.as_ref().zip(text).and_then(|(fix, text)| repair(fix, text, &finding.path, lang)).into_iter().collect(),
        suppressions: accepted.map(|accepted| suppression(accepted, lang)).into_iter().collect(),
        properties: Properties { customer: finding.customer.as_deref(), field: &finding.field },
    }
}

fn suppression(accepted: &Accepted, lang: Lang) -> Suppression<'_> {
    let justification = match accepted {
        Accepted::Ignored(reason) => reason.as_str().into(),
        Accepted::Baseline => say!(lang, "在基线中：已知，留待以后处理", "in the baseline: known, left for later").into(),
    };
    Suppression { kind: "external", status: "accepted", justification }
}

/// A fix that could be taken over; none for one that only shows the shape, or does not fit the text.
fn repair(fix: &Fix, text: &str, path: &str, lang: Lang) -> Option<Repair> {
    let description = match fix.safety {
        Safety::Safe => say!(lang, "改为", "change to"),
        Safety::Unsafe => say!(lang, "建议改为（请先核对）", "suggestion, to be looked at first"),
        Safety::Example => return None,
    };
    let lines = LineIndex::new(text);
    let replacement = |edit: &crate::source::Edit| {
        text.get(edit.span.range())?;
        let region = Region::new(lines.position(edit.span.start), lines.position(edit.span.end));
        Some(Replacement { deleted_region: region, inserted_content: Message { text: edit.text.clone() } })
    };
    let replacements: Vec<Replacement> = fix.edits.iter().map(replacement).collect::<Option<_>>()?;
    let description = Message { text: description };
    (!replacements.is_empty())
        .then(|| Repair { description, artifact_changes: [Change { artifact_location: Artifact::new(path), replacements }] })
}
