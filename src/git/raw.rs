//! What git's raw listings of differences say: `:MODE MODE HASH HASH STATUS`, each first as it was and then as it is.

/// A file that differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry<'t> {
    /// The name of its content before; none where it was no ordinary file: neither a link nor another repository is one.
    pub before: Option<&'t str>,
    /// The name of its content after; only zeros where git has not read it.
    pub after: Option<&'t str>,
    /// What happened: `A`, `M`, `D`, `T`, `U`.
    pub status: &'t str,
}

/// Takes one apart.
#[must_use]
pub fn entry(head: &str) -> Option<Entry<'_>> {
    let mut words = head.strip_prefix(':')?.split(' ');
    let (old, new, before, after, status) = (words.next()?, words.next()?, words.next()?, words.next()?, words.next()?);
    Some(Entry { before: is_file(old).then_some(before), after: is_file(new).then_some(after), status })
}

/// Whether this is the mode of an ordinary file.
#[must_use]
pub fn is_file(mode: &str) -> bool {
    mode.starts_with("100")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_taken_apart() {
        let one = |head| entry(head).map(|one| (one.before, one.after, one.status));
        assert_eq!(one(":100644 100755 aa bb M"), Some((Some("aa"), Some("bb"), "M")));
        assert_eq!(one(":100644 000000 aa 00 D"), Some((Some("aa"), None, "D")));
        assert_eq!(one(":000000 120000 00 bb A"), Some((None, None, "A")));
        assert_eq!(one(":160000 100644 aa bb T"), Some((None, Some("bb"), "T")));
        for bad in ["", "100644 100644 aa bb M", ":100644 100644 aa"] {
            assert_eq!(one(bad), None);
        }
    }
}
