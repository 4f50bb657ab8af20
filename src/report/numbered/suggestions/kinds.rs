//! What is wrong with an archive, in the four ways that the letter groups its findings by.

use crate::words::{Words, words};

/// In which way something is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// Something is not there.
    Missing,
    /// Two facts do not go together, or one cannot be right.
    Contradictory,
    /// Something has grown old or is overdue.
    Stale,
    /// It is there and up to date, but not as the regulation wants it.
    Improper,
}

impl Kind {
    /// All of them, as the letter has them one below the other.
    pub(super) const ALL: [Self; 4] = [Self::Missing, Self::Contradictory, Self::Stale, Self::Improper];

    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Contradictory => "contradictory",
            Self::Stale => "stale",
            Self::Improper => "improper",
        }
    }

    pub(super) const fn label(self) -> Words {
        match self {
            Self::Missing => words("缺少", "missing"),
            Self::Contradictory => words("矛盾或有误", "contradictory or wrong"),
            Self::Stale => words("过时或逾期", "stale or overdue"),
            Self::Improper => words("不合要求", "not as the regulation asks"),
        }
    }

    /// That of a rule's findings.
    pub(super) fn of(rule: &str) -> Self {
        if MISSING.contains(&rule) {
            Self::Missing
        } else if CONTRADICTORY.contains(&rule) {
            Self::Contradictory
        } else if STALE.contains(&rule) {
            Self::Stale
        } else {
            Self::Improper
        }
    }
}

/// Rules whose findings say that something is not there.
const MISSING: &[&str] = &[
    "FRM-01", "F1-02", "F1-03", "F1-04", "F1-05", "F1-07", "F1-08", "F2-01", "F2-04", "F3-03", "F4-01", "F4-02", "F4-03", "F4-04", "F5-01",
    "F5-02", "F5-03", "F5-05", "F6-01", "F6-05", "F6-09", "F6-12", "COV-01", "COV-02", "COV-05", "COV-06", "COV-08", "COV-09", "F7A-01",
    "F7A-02", "F7A-07", "F7B-01", "F7B-09", "F7B-10", "F7B-11", "ARC-01", "ARC-02", "ARC-03", "ARC-04", "ARC-06", "SRC-03", "CAD-06",
    "CAD-08", "CAD-09", "PLN-01", "PLN-02", "PLN-03", "PLN-05", "PLN-06", "PLN-07", "PLN-08", "PLN-09", "PLN-11", "ORG-01", "ORG-06",
    "ORG-07", "CLS-07", "VIS-08", "VIS-13", "RCP-01", "RCP-02", "SVC-03", "SVC-07", "SVC-08", "SAT-02", "PIP-02", "PIP-03", "ANA-03",
    "ANA-04", "ANA-08", "ANA-09", "ANA-11", "ANA-12", "DAT-01", "DAT-02", "DAT-03", "DAT-05", "EVT-01", "PII-01", "GFT-01", "SEC-02",
    "SEC-09", "GOV-01",
];

/// Rules whose findings say that two facts do not go together, or that one cannot be right.
const CONTRADICTORY: &[&str] = &[
    "ARC-05", "FRM-02", "FRM-03", "REF-01", "REF-02", "REF-03", "F1-01", "F1-06", "F1-09", "F2-02", "F2-03", "F2-05", "F2-06", "F2-07",
    "F3-01", "F3-02", "F3-04", "F3-05", "F3-07", "F4-05", "F6-02", "F6-03", "F6-04", "F6-07", "F6-13", "F6-14", "F7A-03", "F7A-04",
    "F7A-06", "F7B-02", "F7B-03", "F7B-04", "F7B-05", "F7B-07", "F7B-08", "SRC-01", "PLN-10", "ORG-04", "CLS-01", "CLS-02", "CLS-04",
    "CLS-06", "CLS-08", "ANA-01", "ANA-13", "PIP-05",
];

/// Rules whose findings say that something has grown old or is overdue.
const STALE: &[&str] = &[
    "CAD-01", "CAD-03", "CAD-04", "CAD-05", "CAD-07", "F3-06", "F3-09", "F5-04", "F6-06", "F6-08", "F6-10", "F7A-05", "F7B-12", "SEC-03",
    "SEC-10", "GOV-02", "GOV-03", "VIS-01", "VIS-02", "VIS-03", "VIS-04", "VIS-05", "VIS-06", "VIS-09", "VIS-10", "VIS-14", "SVC-01",
    "SVC-02", "SVC-04", "SVC-05", "SVC-06", "SAT-01", "STA-01", "STA-02", "STA-03", "STA-04", "PIP-01", "PIP-04", "ANA-05", "ANA-06",
    "ANA-07", "PII-03", "CAD-02",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::registry;

    #[test]
    fn every_rule_named_here_is_there_and_stands_once() {
        let mut all: Vec<&str> = MISSING.iter().chain(CONTRADICTORY).chain(STALE).copied().collect();
        let count = all.len();
        for id in &all {
            assert!(registry::find(id).is_some(), "{id} is no rule");
        }
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count, "one stands twice");
    }

    #[test]
    fn what_the_letter_says_of_some() {
        for (rule, kind) in [("F2-01", "missing"), ("F7B-02", "contradictory"), ("CAD-03", "stale"), ("COV-03", "improper")] {
            assert_eq!(Kind::of(rule).key(), kind, "{rule}");
        }
    }
}
