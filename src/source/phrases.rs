//! What the faults of a text are called.

use super::FaultKind;
use crate::words::Lang;

/// Message and help of a fault.
pub(super) fn describe(kind: &FaultKind, _lang: Lang) -> (String, String) {
    (format!("{kind:?}"), String::new())
}
