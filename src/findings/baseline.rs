//! The baseline: findings of an archive that was there before its regulation, known and left for later.
//! A TOML file with a line a finding, sorted, so that two versions of it compare and merge well. An entry holds as long as its fingerprint
//! does; what stands beside that is for people.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::{Finding, fingerprints};
use crate::source::lines::LineIndex;

/// Its name at the archive's root unless another is said.
pub const DEFAULT_NAME: &str = "kehu-baseline.toml";
/// The version of the file that is written.
const VERSION: u32 = 1;
/// What stands at the top. In both languages: the file does not change with the language of who writes it.
const HEAD: &str = "# 已知的问题，留待以后处理：kehu audit --baseline。由 kehu audit --write-baseline 写出；已解决的可以删去。
# Known findings, left for later: kehu audit --baseline. Written by kehu audit --write-baseline; delete what is settled.
";

/// One known finding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The document.
    pub path: String,
    /// The rule.
    pub rule: String,
    /// Whom or what it is about, or the field.
    #[serde(default)]
    pub about: String,
    /// What it is known by.
    pub fingerprint: String,
    /// The customer's id; empty for what belongs to none.
    #[serde(skip)]
    pub customer: String,
}

/// Known findings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    /// Sorted by document, rule, subject and fingerprint, each once.
    pub entries: Vec<Entry>,
}

/// Why a text is no baseline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing in it looks like a baseline: some other file.
    Other,
    /// No baseline from this line on: its syntax, or its keys.
    Line(u32),
    /// Of a later version than this kehu knows.
    Version(u32),
}

/// The file as TOML has it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: u32,
    findings: Vec<Entry>,
}

/// Only the version: a later one may have other keys.
#[derive(Deserialize)]
struct Version {
    version: u32,
}

impl Baseline {
    /// Reads the text of a baseline.
    ///
    /// # Errors
    /// When it is none.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let text = text.trim_start_matches('\u{feff}');
        if let Ok(Version { version }) = toml::from_str(text)
            && version > VERSION
        {
            return Err(Fault::Version(version));
        }
        if !text.contains("findings") && !text.contains("fingerprint") {
            return Err(Fault::Other);
        }
        let file: File = toml::from_str(text).map_err(|error| {
            let at = error.span().map_or(0, |span| u32::try_from(span.start).unwrap_or(0));
            Fault::Line(LineIndex::new(text).position(at).line)
        })?;
        if file.version != VERSION {
            return Err(Fault::Version(file.version));
        }
        let of = |path: &str| path.strip_prefix("customers/").and_then(|rest| rest.split_once('/')).map(|(id, _)| id.to_owned());
        let entries = file.findings.into_iter();
        Ok(Self::sorted(entries.map(|entry| Entry { customer: of(&entry.path).unwrap_or_default(), ..entry }).collect()))
    }

    /// The baseline that knows exactly these findings.
    #[must_use]
    pub fn of(findings: &[Finding]) -> Self {
        let entry = |(finding, fingerprint): (&Finding, String)| Entry {
            path: finding.path.to_string(),
            rule: finding.rule.to_owned(),
            about: if finding.subject.is_empty() { finding.field.clone() } else { finding.subject.clone() },
            fingerprint,
            customer: finding.customer.as_deref().unwrap_or_default().to_owned(),
        };
        Self::sorted(findings.iter().zip(fingerprints(findings)).map(entry).collect())
    }

    fn sorted(mut entries: Vec<Entry>) -> Self {
        entries.sort();
        let mut seen = BTreeSet::new();
        entries.retain(|entry| seen.insert(entry.fingerprint.clone()));
        Self { entries }
    }

    /// The text of the file.
    #[must_use]
    pub fn text(&self) -> String {
        let mut out = format!("{HEAD}version = {VERSION}\nfindings = [\n");
        for Entry { path, rule, about, fingerprint, .. } in &self.entries {
            let [path, rule, about] = [path, rule, about].map(|text| quote(text));
            let about = if about == "\"\"" { String::new() } else { format!(", about = {about}") };
            out.push_str(&format!("  {{ path = {path}, rule = {rule}{about}, fingerprint = \"{fingerprint}\" }},\n"));
        }
        out.push_str("]\n");
        out
    }

    /// Which of the findings with these fingerprints are known, in their order, and the entries that none of them matches.
    #[must_use]
    pub fn compare(&self, prints: &[String]) -> (Vec<bool>, Vec<&Entry>) {
        let mut entries: BTreeMap<&str, (&Entry, bool)> =
            self.entries.iter().map(|entry| (entry.fingerprint.as_str(), (entry, false))).collect();
        let known = |print: &String| entries.get_mut(print.as_str()).map(|(_, met)| *met = true).is_some();
        let known = prints.iter().map(known).collect();
        let unmet = |entry: &&Entry| entries.get(entry.fingerprint.as_str()).is_some_and(|(_, met)| !met);
        (known, self.entries.iter().filter(unmet).collect())
    }

    /// How many entries are not in `other`.
    #[must_use]
    pub fn beyond(&self, other: &Self) -> usize {
        let there: BTreeSet<&str> = other.entries.iter().map(|entry| entry.fingerprint.as_str()).collect();
        self.entries.iter().filter(|entry| !there.contains(entry.fingerprint.as_str())).count()
    }
}

/// A text as a TOML basic string, on one line whatever is in it.
fn quote(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::findings::Level;
    use crate::source::Span;

    fn finding(path: &str, rule: &'static str, subject: &str) -> Finding {
        let customer = path.split('/').nth(1).map(Arc::from);
        let mut one = Finding::new(rule, Level::Error, customer, path.into(), Span::default(), "…".to_owned());
        one.about(subject);
        one
    }

    fn findings() -> Vec<Finding> {
        let plan = "customers/b/plans/2026.toml";
        vec![
            finding(plan, "F6-08", "冯凯"),
            finding(plan, "F6-08", "冯凯"),
            finding("customers/a/customer.toml", "CAD-03", ""),
            finding("staff.toml", "CAD-01", "a\"\\\u{1b}\n"),
        ]
    }

    #[test]
    fn a_line_a_finding_in_order() {
        let baseline = Baseline::of(&findings());
        let text = baseline.text();
        let lines: Vec<&str> = text.lines().skip(2).collect();
        assert_eq!(lines[..2], ["version = 1", "findings = ["]);
        assert!(lines[2].starts_with(r#"  { path = "customers/a/customer.toml", rule = "CAD-03", fingerprint = ""#), "{}", lines[2]);
        assert!(lines[3].contains(r#"rule = "F6-08", about = "冯凯", fingerprint"#) && lines[3] < lines[4]);
        assert_eq!(Baseline::parse(&text), Ok(baseline.clone()));
        assert_eq!(Baseline::parse(&text).map(|again| again.text()), Ok(text));
        assert_eq!(baseline.entries[0].customer, "a");
        let mut turned = findings();
        turned.reverse();
        assert_eq!(Baseline::of(&turned), baseline);
    }

    #[test]
    fn known_new_and_settled() {
        let baseline = Baseline::of(&findings()[1..]);
        let now = findings()[..3].to_vec();
        let (known, settled) = baseline.compare(&fingerprints(&now));
        assert_eq!(known, [true, false, true]);
        assert_eq!(settled.iter().map(|entry| entry.rule.as_str()).collect::<Vec<_>>(), ["CAD-01"]);
        assert_eq!((Baseline::of(&now).beyond(&baseline), baseline.beyond(&Baseline::of(&now))), (1, 1));
    }

    #[test]
    fn what_is_no_baseline_is_said_with_its_line() {
        assert_eq!(Baseline::parse("version = 2\nfindings = 3\n"), Err(Fault::Version(2)));
        let good = Baseline::of(&findings()).text();
        let cut = good.lines().take(5).collect::<Vec<_>>().join("\n");
        assert!(matches!(Baseline::parse(&cut), Err(Fault::Line(4..))), "{:?}", Baseline::parse(&cut));
        assert_eq!(Baseline::parse(&good.replace("about = \"冯", "whom = \"冯")), Err(Fault::Line(6)));
        let conflict = good.replace("version = 1\n", "version = 1\n<<<<<<< ours\n");
        assert_eq!(Baseline::parse(&conflict), Err(Fault::Line(4)));
        for text in ["", "# nothing\n", "{}", "version = 1\n", "format = 1\n[company]\nname = \"甲\"\n"] {
            assert_eq!(Baseline::parse(text), Err(Fault::Other), "{text}");
        }
        assert_eq!(Baseline::parse("version = 1\nfindings = []\n"), Ok(Baseline::default()));
    }

    proptest! {
        #[test]
        fn any_text_comes_back(path in ".*", about in ".*") {
            let entry = Entry { path, rule: "F1-01".to_owned(), about, fingerprint: "0".repeat(16), customer: String::new() };
            let text = Baseline { entries: vec![entry.clone()] }.text();
            prop_assert_eq!(text.lines().count(), 6);
            let read = Baseline::parse(&text).expect("it was just written");
            prop_assert_eq!(&read.entries[0].path, &entry.path);
            prop_assert_eq!(&read.entries[0].about, &entry.about);
        }

        #[test]
        fn no_text_stops_the_reader(text in ".*") {
            let _ = Baseline::parse(&text);
        }
    }
}
