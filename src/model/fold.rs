//! Full-width digits, letters and signs (`２０２６－０７－１５`) read as the plain ones that were meant.

use std::borrow::Cow;

/// Whether a value was read only after its full-width characters were taken for plain ones; then the document deserves a fix.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Folded {
    /// It was plain already.
    #[default]
    No,
    /// It was folded.
    Yes,
}

impl Folded {
    /// Whether something was folded.
    #[must_use]
    pub const fn is_yes(self) -> bool {
        matches!(self, Self::Yes)
    }
}

/// The plain character that a full-width one stands for; none when it stands for itself.
///
/// The full-width yen sign `￥` is not among them: it is what a Chinese keyboard writes, and no mistake.
#[must_use]
pub const fn plain(c: char) -> Option<char> {
    match c {
        '\u{3000}' => Some(' '),
        '\u{2212}' => Some('-'),
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0),
        _ => None,
    }
}

/// `text` with every full-width digit, letter and sign made plain. Borrowed when there is none.
#[must_use]
pub fn fold(text: &str) -> (Cow<'_, str>, Folded) {
    if text.is_ascii() || !text.chars().any(|c| plain(c).is_some()) {
        return (Cow::Borrowed(text), Folded::No);
    }
    let folded = text.chars().map(|c| plain(c).unwrap_or(c)).collect();
    (Cow::Owned(folded), Folded::Yes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_becomes_plain() {
        assert_eq!(fold("２０２６－０７－１５　Ａ％"), ("2026-07-15 A%".into(), Folded::Yes));
        assert_eq!(fold("￥320万"), ("￥320万".into(), Folded::No));
        assert!(matches!(fold("plain"), (Cow::Borrowed("plain"), Folded::No)));
    }
}
