//! Rules of the catalogue that presets and duties already name and that are not registered yet. A test keeps the list from growing stale:
//! an id that is registered must leave it, and when it is empty this file goes.

/// Not registered yet.
pub const NOT_YET_REGISTERED: &[&str] = &[
    "PLN-02", "PLN-03", "PLN-04", "PLN-05", "ORG-02", "ORG-03", "ORG-05", "ORG-06", "CLS-01", "CLS-03", "CLS-05", "CLS-06", "CLS-09",
    "DAT-01", "DAT-02", "DAT-04", "DAT-05", "PII-03", "GFT-01", "EVT-01",
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
