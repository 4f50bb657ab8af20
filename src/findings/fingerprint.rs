//! What a finding is known by from one run to the next, wherever its line has moved.

use std::collections::HashMap;

use foldhash::fast::RandomState;
use rayon::prelude::*;

use super::Finding;

/// The fingerprints of findings, in their order: 64-bit FNV-1a over rule, customer, path without extension, field and subject, as 16 hex digits.
/// Neither line numbers nor the message count: lines move, days pass, and the next run may speak another language.
/// Findings that are alike in all of it are told apart by their order.
#[must_use]
pub fn fingerprints(findings: &[Finding]) -> Vec<String> {
    /// So many are hashed while the threads for it are being started.
    const FEW: usize = 1000;
    if findings.len() <= FEW {
        return fingerprints_of(findings.iter());
    }
    told_apart(findings.par_iter().map(hash).collect::<Vec<u64>>())
}

/// The same of findings that do not lie side by side.
#[must_use]
pub fn fingerprints_of<'f>(findings: impl Iterator<Item = &'f Finding>) -> Vec<String> {
    told_apart(findings.map(hash))
}

fn told_apart(hashes: impl IntoIterator<Item = u64>) -> Vec<String> {
    let mut seen: HashMap<u64, u64, RandomState> = HashMap::default();
    let one = |base| {
        let ordinal = seen.entry(base).or_default();
        let print = if *ordinal == 0 { base } else { Fnv(base).part(&ordinal.to_string()).0 };
        *ordinal += 1;
        format!("{print:016x}")
    };
    hashes.into_iter().map(one).collect()
}

/// The hash of one finding.
fn hash(finding: &Finding) -> u64 {
    Fnv::default()
        .part(finding.rule)
        .part(finding.customer.as_deref().unwrap_or(""))
        .part(without_extension(&finding.path))
        .part(&finding.field)
        .part(&finding.subject)
        .0
}

/// `customers/x/plans/2026`: a document that changes from TOML to YAML keeps its findings.
fn without_extension(path: &str) -> &str {
    match path.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() && !extension.contains('/') => stem,
        _ => path,
    }
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
        Self(bytes.fold(self.0, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_extension_does_not_count() {
        assert_eq!(without_extension("a.b/customer.toml"), "a.b/customer");
        assert_eq!(without_extension("a.b/customer"), "a.b/customer");
        assert_eq!(Fnv(0xcbf2_9ce4_8422_2325).part("").0, 0xaf64_724c_8602_eb6e);
    }
}
