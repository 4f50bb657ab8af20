//! Whatever stands in a document, loading and judging the archive never panics.

use std::fs;

use proptest::prelude::*;

use crate::archive::{audited, documents};
use crate::support::copy_of;

/// What is done to a document.
#[derive(Clone, Debug)]
enum Harm {
    /// Other bytes altogether.
    Replaced(Vec<u8>),
    /// Bytes pushed in at a place (in thousandths of its length), so many of its own bytes taken out.
    Spliced(usize, usize, Vec<u8>),
}

fn harm() -> impl Strategy<Value = Harm> {
    let bytes = || prop::collection::vec(any::<u8>(), 0..200);
    let signs = "[\\[\\]{}=:,\"'#\n \\-|>&*!%0-9a-zA-Z：，「」“”＝１年月日]{0,30}";
    prop_oneof![
        bytes().prop_map(Harm::Replaced),
        signs.prop_map(|text| Harm::Replaced(text.into_bytes())),
        (0..=1000_usize, 0..40_usize, bytes()).prop_map(|(at, cut, bytes)| Harm::Spliced(at, cut, bytes)),
        (0..=1000_usize, 0..40_usize, signs).prop_map(|(at, cut, text)| Harm::Spliced(at, cut, text.into_bytes())),
    ]
}

fn harmed(old: &[u8], harm: Harm) -> Vec<u8> {
    match harm {
        Harm::Replaced(bytes) => bytes,
        Harm::Spliced(at, cut, bytes) => {
            let start = old.len() * at / 1000;
            let end = (start + cut).min(old.len());
            [&old[..start], &bytes, &old[end..]].concat()
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_in_a_document_are_survived(at in any::<prop::sample::Index>(), harm in harm()) {
        let copy = copy_of("examples/telecom");
        let all = documents(copy.path());
        let (_, found) = at.get(&all);
        let path = copy.path().join(&found.path);
        let bytes = harmed(&fs::read(&path).expect("the document is there"), harm);
        fs::write(&path, bytes).expect("the document can be written");
        let loaded = audited(copy.path());
        prop_assert!(loaded.files > 0);
    }
}
