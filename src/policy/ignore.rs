//! `[[ignore]]`: findings that somebody has accepted, with a reason and, if so, until a day.

use chrono::NaiveDate;
use globset::{Glob, GlobMatcher};

use crate::findings::{Accepted as Why, Finding, Suppressed};
use crate::form::settings::{Ignore, Settings};

/// One accepted finding.
struct Accepted {
    rule: String,
    customer: Option<String>,
    path: Option<GlobMatcher>,
    reason: String,
}

impl Accepted {
    /// What an entry accepts; nothing when it has run out on `today`, has no reason, or cannot be read.
    fn new(entry: &Ignore, today: Option<NaiveDate>) -> Option<Self> {
        let over = entry.until.value().zip(today).is_some_and(|(until, today)| until < today);
        if over || entry.reason.is_blank() || entry.until.is_bad() {
            return None;
        }
        let path = match entry.path.get() {
            Some(pattern) => Some(Glob::new(pattern).ok()?.compile_matcher()),
            None => None,
        };
        let reason = entry.reason.get().map(|text| text.as_str().to_owned()).unwrap_or_default();
        Some(Self { rule: entry.rule.get()?.to_string(), customer: entry.customer.get().map(|id| id.to_string()), path, reason })
    }

    fn accepts(&self, finding: &Finding, name_of: &dyn Fn(&str) -> Option<String>) -> bool {
        let customer = |wanted: &String| {
            let id = finding.customer.as_deref();
            id.is_some_and(|id| id == wanted || name_of(id).as_ref() == Some(wanted))
        };
        finding.rule == self.rule
            && self.customer.as_ref().is_none_or(customer)
            && self.path.as_ref().is_none_or(|glob| glob.is_match(&*finding.path))
    }
}

/// Takes out what is accepted on `today`, and gives it with the reason; without a clock an entry never runs out.
pub fn apply(
    settings: &Settings,
    today: Option<NaiveDate>,
    name_of: &dyn Fn(&str) -> Option<String>,
    findings: &mut Vec<Finding>,
) -> Vec<Suppressed> {
    let entries = settings.ignore.get().into_iter().flat_map(|list| list.iter());
    let accepted: Vec<Accepted> = entries.filter_map(|entry| Accepted::new(entry, today)).collect();
    let mut out = Vec::new();
    if accepted.is_empty() {
        return out;
    }
    findings.retain(|finding| {
        let entry = accepted.iter().find(|one| one.accepts(finding, name_of));
        out.extend(entry.map(|one| Suppressed { finding: finding.clone(), accepted: Why::Ignored(one.reason.clone()) }));
        entry.is_none()
    });
    out
}
