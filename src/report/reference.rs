//! The reference pages `docs/rules.md` and `docs/forms.md`, made from the declarations; a test fails when they are stale.
