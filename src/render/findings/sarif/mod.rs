//! SARIF 2.1.0: one run with the rules that found something, the results, and what could not be judged. What `[[ignore]]` or the baseline
//! accepts stays in it, marked as suppressed: left out, it would open anew wherever results are tracked.

mod results;
mod rules;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Serialize;

use super::Report;
use super::json::{json, lines};
use crate::findings::Finding;
use crate::rules::registry;
use crate::say;
use crate::words::Lang;

/// Where the schema lies.
const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// The name of the archive's root among the base addresses, as forges expect it. It has no address of its own: that would be one machine's.
const ROOT: &str = "%SRCROOT%";

/// A text.
#[derive(Serialize)]
struct Message {
    text: String,
}

/// A text, in Markdown too.
#[derive(Serialize)]
struct Both {
    text: String,
    markdown: String,
}

/// A document by its path from the archive's root.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Artifact {
    uri: String,
    uri_base_id: &'static str,
}

impl Artifact {
    fn new(path: &str) -> Self {
        Self { uri: uri(path), uri_base_id: ROOT }
    }
}

/// A document, and where in it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: Physical,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Artifact,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<results::Region>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
    tool_execution_notifications: Vec<Notification>,
}

/// What was not judged.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Notification {
    level: &'static str,
    message: Message,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    locations: Vec<Location>,
    #[serde(skip_serializing_if = "Option::is_none")]
    associated_rule: Option<RuleId>,
}

#[derive(Serialize)]
struct RuleId {
    id: &'static str,
}

/// The whole log.
pub(super) fn render(report: &Report<'_>) -> String {
    let lang = report.lang;
    let all = results::all(report);
    let named = rules_of(all.iter().map(|(finding, ..)| *finding));
    let tag = match lang {
        Lang::Zh => "zh-CN",
        Lang::En => "en-US",
    };
    let version = env!("CARGO_PKG_VERSION");
    let rules = lines(named.iter().map(|id| json(&rules::descriptor(id, lang))));
    let what = if report.as_of.is_some() { "audit" } else { "check" };
    let day = json(&report.as_of.map(|day| day.to_string()));
    let root =
        json(&Message { text: say!(lang, "档案的文件夹（kehu.toml 所在处）", "the archive's folder, where kehu.toml lies") });
    let parts = [
        format!(
            "\"tool\":{{\"driver\":{{\"name\":\"kehu\",\"version\":\"{version}\",\"semanticVersion\":\"{version}\",\"language\":\"{tag}\",\"rules\":[{rules}]}}}}"
        ),
        format!("\"automationDetails\":{{\"id\":\"kehu-{what}/\"}}"),
        format!("\"language\":\"{tag}\",\"columnKind\":\"unicodeCodePoints\",\"properties\":{{\"asOf\":{day}}}"),
        format!("\"originalUriBaseIds\":{{\"{ROOT}\":{{\"description\":{root}}}}}"),
        format!("\"invocations\":[{}]", json(&invocation(report))),
        format!("\"results\":[{}]", outcomes(&all, &named, report)),
    ];
    format!("{{\"$schema\":\"{SCHEMA}\",\"version\":\"2.1.0\",\"runs\":[{{\n {}}}]}}\n", parts.join(",\n "))
}

/// The results, one a line.
fn outcomes(all: &[results::Entry<'_>], rules: &[&'static str], report: &Report<'_>) -> String {
    let index: BTreeMap<&str, usize> = rules.iter().enumerate().map(|(at, id)| (*id, at)).collect();
    let mut source: Option<(Arc<str>, Arc<str>)> = None;
    let one = |(finding, print, accepted): &results::Entry<'_>| {
        // Findings are sorted by path: each document's text is fetched once, and only for a fix.
        if finding.fix.is_some() && source.as_ref().is_none_or(|(path, _)| *path != finding.path) {
            source = (report.sources)(&finding.path).map(|text| (finding.path.clone(), text));
        }
        let text = source.as_ref().filter(|(path, _)| *path == finding.path).map(|(_, text)| &**text);
        let at = index.get(finding.rule).copied().unwrap_or_default();
        json(&results::result(finding, print, *accepted, at, text, report))
    };
    lines(all.iter().map(one))
}

/// The rules that found something, in the order of the catalogue.
fn rules_of<'f>(findings: impl Iterator<Item = &'f Finding>) -> Vec<&'static str> {
    let named: BTreeSet<&'static str> = findings.map(|finding| finding.rule).collect();
    let mut named: Vec<&'static str> = named.into_iter().collect();
    named.sort_by_key(|id| registry::place(id).unwrap_or(usize::MAX));
    named
}

/// Documents that could not be read, rules that were not judged.
fn invocation(report: &Report<'_>) -> Invocation {
    let lang = report.lang;
    let unread = report.unread.iter().map(|one| Notification {
        level: "error",
        message: Message { text: say!(lang, "未能读取：{}", "could not be read: {}", one.reason) },
        locations: vec![Location { physical_location: Physical { artifact_location: Artifact::new(&one.path), region: None } }],
        associated_rule: None,
    });
    let not_judged = report.not_judged.iter().map(|one| {
        let because = &one.because;
        let text = match one.customer.as_deref() {
            Some(customer) => say!(lang, "没有判定（{customer}）：{because}", "not judged ({customer}): {because}"),
            None => say!(lang, "没有判定：{because}", "not judged: {because}"),
        };
        let rule = Some(RuleId { id: one.rule });
        Notification { level: "warning", message: Message { text }, locations: Vec::new(), associated_rule: rule }
    });
    Invocation { execution_successful: true, tool_execution_notifications: unread.chain(not_judged).collect() }
}

/// A path as a relative address: everything but plain letters, digits and a few signs as `%` and two hex digits a byte.
fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn paths_are_addresses() {
        assert_eq!(uri("customers/云岭/a b.toml"), "customers/%E4%BA%91%E5%B2%AD/a%20b.toml");
        assert_eq!(uri("a%:?#[]"), "a%25%3A%3F%23%5B%5D");
    }

    proptest! {
        #[test]
        fn an_address_reads_back(path in ".*") {
            let uri = uri(&path);
            prop_assert!(uri.is_ascii());
            let mut bytes = Vec::new();
            let mut rest = uri.as_bytes();
            while let Some((first, tail)) = rest.split_first() {
                let hex = (*first == b'%').then(|| std::str::from_utf8(&tail[..2]).expect("hex digits"));
                bytes.push(hex.map_or(*first, |hex| u8::from_str_radix(hex, 16).expect("hex digits")));
                rest = &tail[if hex.is_some() { 2 } else { 0 }..];
            }
            prop_assert_eq!(bytes, path.into_bytes());
        }
    }
}
