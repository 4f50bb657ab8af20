//! The colours of pages: those of the pictures, so that both stand on one ground.

use std::fmt::Write;

use crate::render::svg::palette;

/// The variables of the style sheet: light, dark.
pub(super) fn variables() -> (String, String) {
    let (mut light, mut dark) = (String::new(), String::new());
    for (class, on_light, on_dark) in palette() {
        let _ = write!(light, "--{class}:{on_light};");
        let _ = write!(dark, "--{class}:{on_dark};");
    }
    (light, dark)
}

/// The classes of the pictures, in these variables.
pub(super) fn classes() -> String {
    let mut out = String::from(".k-none{fill:none}.k-edgeless{stroke:none}");
    for (class, _, _) in palette() {
        let _ = write!(out, ".k-{class}{{fill:var(--{class})}}.k-{class}-edge{{stroke:var(--{class})}}");
    }
    out
}
