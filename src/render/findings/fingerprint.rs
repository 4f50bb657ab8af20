//! What a finding is known by from one run to the next, wherever its line has moved.

use std::collections::BTreeMap;

use crate::findings::Finding;

/// The fingerprints of findings, in their order: 64-bit FNV-1a over rule, customer, path without extension, field, subject and message, as 16 hex digits.
/// Numbers in the message do not count (line numbers move, days pass); findings that are alike in all of it are told apart by their order.
#[must_use]
pub fn fingerprints(findings: &[Finding]) -> Vec<String> {
    let mut seen: BTreeMap<u64, u64> = BTreeMap::new();
    let one = |finding| {
        let base = hash(finding);
        let ordinal = seen.entry(base).or_default();
        let print = if *ordinal == 0 {
            base
        } else {
            Fnv(base).part(&ordinal.to_string()).0
        };
        *ordinal += 1;
        format!("{print:016x}")
    };
    findings.iter().map(one).collect()
}

/// The hash of one finding.
fn hash(finding: &Finding) -> u64 {
    Fnv::default()
        .part(finding.rule)
        .part(finding.customer.as_deref().unwrap_or(""))
        .part(without_extension(&finding.path))
        .part(&finding.field)
        .part(&finding.subject)
        .part(&without_numbers(&finding.message))
        .0
}

/// `customers/x/plans/2026`: a document that changes from TOML to YAML keeps its findings.
fn without_extension(path: &str) -> &str {
    match path.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() && !extension.contains('/') => stem,
        _ => path,
    }
}

/// Every run of digits, separators and points between them included, as one `#`.
fn without_numbers(message: &str) -> String {
    let mut out = String::with_capacity(message.len());
    let mut chars = message.chars().peekable();
    let mut inside = false;
    while let Some(c) = chars.next() {
        let joins =
            matches!(c, '.' | ',' | '-' | ':') && chars.peek().is_some_and(char::is_ascii_digit);
        if c.is_ascii_digit() {
            if !inside {
                out.push('#');
            }
            inside = true;
        } else if !(inside && joins) {
            inside = false;
            out.push(c);
        }
    }
    out
}

/// FNV-1a, 64 bits: short, and the same on every machine and in every version.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    /// Takes in one part and an end mark, so that ("ab", "c") is not ("a", "bc").
    fn part(self, text: &str) -> Self {
        let bytes = text.bytes().chain(std::iter::once(0xff));
        Self(bytes.fold(self.0, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_do_not_count() {
        assert_eq!(
            without_numbers("逾期 12 天（2026-07-08），第 3 行"),
            "逾期 # 天（#），第 # 行"
        );
        assert_eq!(without_numbers("1,200.50, 3."), "#, #.");
        assert_eq!(without_extension("a.b/customer.toml"), "a.b/customer");
        assert_eq!(without_extension("a.b/customer"), "a.b/customer");
        assert_eq!(Fnv(0xcbf2_9ce4_8422_2325).part("").0, 0xaf64_724c_8602_eb6e);
    }
}
