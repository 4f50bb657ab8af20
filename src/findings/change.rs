//! What a change of the archive brings and what it settles: the findings of two states held against each other.

use std::collections::{BTreeMap, BTreeSet};

use super::{Finding, fingerprints};

/// The findings that only one of two states has, each with its fingerprint there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Turned {
    /// Those of the later state.
    pub appeared: Vec<(Finding, String)>,
    /// Those of the earlier one.
    pub disappeared: Vec<(Finding, String)>,
}

/// Holds them against each other. `renamed`: the ids that customers have now, by those that they had.
#[must_use]
pub fn turned(before: Vec<Finding>, after: Vec<Finding>, renamed: &BTreeMap<String, String>) -> Turned {
    let (old, new) = (as_now(&before, renamed), fingerprints(&after));
    let only = |findings: Vec<Finding>, prints: &[String], own: Option<Vec<String>>, other: &[String]| {
        let there: BTreeSet<&str> = other.iter().map(String::as_str).collect();
        let own = own.unwrap_or_else(|| prints.to_vec());
        let all = findings.into_iter().zip(prints).zip(own);
        all.filter(|((_, print), _)| !there.contains(print.as_str())).map(|((finding, _), own)| (finding, own)).collect()
    };
    let own = (!renamed.is_empty()).then(|| fingerprints(&before));
    Turned { appeared: only(after, &new, None, &old), disappeared: only(before, &old, own, &new) }
}

/// What findings are known by where their customers have the ids of now.
fn as_now(findings: &[Finding], renamed: &BTreeMap<String, String>) -> Vec<String> {
    if renamed.is_empty() {
        return fingerprints(findings);
    }
    let moved = |finding: &Finding| {
        let id = finding.customer.as_deref().and_then(|id| renamed.get(id));
        let rest = finding.path.strip_prefix("customers/").and_then(|path| path.split_once('/'));
        let path = rest.and_then(|(id, rest)| Some(format!("customers/{}/{rest}", renamed.get(id)?).into()));
        Finding {
            customer: id.map(|id| id.as_str().into()).or_else(|| finding.customer.clone()),
            path: path.unwrap_or_else(|| finding.path.clone()),
            ..finding.clone()
        }
    };
    fingerprints(&findings.iter().map(moved).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::Level;
    use crate::source::Span;

    fn finding(path: &str, rule: &'static str) -> Finding {
        let customer = path.split('/').nth(1).map(Into::into);
        Finding::new(rule, Level::Error, customer, path.into(), Span::default(), String::new())
    }

    #[test]
    fn only_what_one_side_has() {
        let before = vec![finding("customers/a/customer.toml", "CAD-03"), finding("customers/a/plans/2026.toml", "F6-08")];
        let after = vec![finding("customers/a/customer.yaml", "CAD-03"), finding("customers/a/plans/2026.toml", "F7B-04")];
        let turned = turned(before, after, &BTreeMap::new());
        let rules = |list: &[(Finding, String)]| list.iter().map(|(one, _)| one.rule).collect::<Vec<_>>();
        assert_eq!((rules(&turned.appeared), rules(&turned.disappeared)), (vec!["F7B-04"], vec!["F6-08"]));
    }

    #[test]
    fn a_customer_with_another_id_keeps_its_findings() {
        let renamed = BTreeMap::from([("a".to_owned(), "星桥".to_owned())]);
        let before = vec![finding("customers/a/customer.toml", "CAD-03"), finding("customers/a/customer.toml", "CAD-04")];
        let own = fingerprints(&before);
        let turned = turned(before, vec![finding("customers/星桥/customer.toml", "CAD-03")], &renamed);
        assert_eq!(turned.appeared, []);
        assert_eq!(turned.disappeared.iter().map(|(one, print)| (one.rule, print)).collect::<Vec<_>>(), [("CAD-04", &own[1])]);
    }
}
