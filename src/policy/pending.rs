//! Rules of the catalogue that presets and duties already name and that are not registered yet. A test keeps the list from growing stale:
//! an id that is registered must leave it, and when it is empty this file goes.

/// Not registered yet.
pub const NOT_YET_REGISTERED: &[&str] = &[
    "CAD-01", "CAD-02", "CAD-03", "CAD-04", "CAD-05", "CAD-06", "CAD-07", "CAD-08", "CAD-09", "SEC-02", "SEC-03", "SEC-04", "SEC-05",
    "SEC-06", "SEC-07", "SEC-08", "SEC-09", "SEC-10", "PLN-02", "PLN-03", "PLN-04", "PLN-05", "ORG-02", "ORG-03", "ORG-05", "ORG-06",
    "GOV-01", "GOV-02", "GOV-03", "CLS-01", "CLS-03", "CLS-05", "CLS-06", "CLS-09", "VIS-01", "VIS-02", "VIS-03", "VIS-04", "VIS-05",
    "VIS-06", "VIS-07", "VIS-08", "VIS-09", "VIS-10", "VIS-11", "VIS-13", "VIS-14", "RCP-01", "RCP-02", "RCP-03", "SVC-01", "SVC-02",
    "SVC-03", "SVC-04", "SVC-05", "SVC-06", "SVC-07", "SVC-08", "SVC-09", "SAT-01", "SAT-02", "STA-01", "STA-03", "STA-04", "PIP-01",
    "PIP-03", "PIP-04", "ANA-01", "ANA-03", "ANA-04", "ANA-08", "DAT-01", "DAT-02", "DAT-04", "DAT-05", "PII-03", "GFT-01", "EVT-01",
];

/// Whether a rule is still to come.
#[must_use]
pub fn is_pending(id: &str) -> bool {
    NOT_YET_REGISTERED.contains(&id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::registry;

    #[test]
    fn what_is_registered_has_left_the_list() {
        let there: Vec<&&str> = NOT_YET_REGISTERED.iter().filter(|id| registry::find(id).is_some()).collect();
        assert!(there.is_empty(), "registered now: take them out of src/policy/pending.rs: {there:?}");
    }
}
