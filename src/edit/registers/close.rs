//! What closes a record, and what else is said with it.

use crate::archive::DocKind;

/// Registers whose records are closed.
pub const KINDS: &[DocKind] = &[DocKind::Complaint, DocKind::Feedback, DocKind::Suggestion, DocKind::Incident];

/// The field that holds the day on which a record was closed.
#[must_use]
pub const fn day(kind: DocKind) -> &'static str {
    match kind {
        DocKind::Complaint => "closed_at",
        _ => "closed_on",
    }
}

/// What else a closed record says: its status.
#[must_use]
pub const fn status(kind: DocKind) -> Option<(&'static str, &'static str)> {
    match kind {
        DocKind::Suggestion => Some(("status", "done")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::target::spec_of;

    #[test]
    fn every_kind_has_its_fields() {
        for kind in KINDS {
            assert!(spec_of(*kind).find(day(*kind)).is_some(), "{kind:?}");
            assert!(status(*kind).is_none_or(|(key, _)| spec_of(*kind).find(key).is_some()), "{kind:?}");
        }
    }
}
