//! Documents and edits at random, on one branch and on both.

use proptest::prelude::*;

use super::*;
use crate::edit::op::{Act, Op, Step};
use crate::edit::shape::same_key;
use crate::edit::toml::random_tests::{Dice, form, shape};
use crate::source::parse;

/// The document after a random edit; the edit, where it could be made.
fn edited(text: &str, choice: &[u8], spec: u8) -> Option<(String, Op)> {
    let arena = Arena::new();
    let tree = parse(Syntax::Toml, text, &arena);
    let op = Dice::of(choice).op(&tree.root, form(spec));
    let after = splice::apply(Syntax::Toml, text, shape(form(spec)), std::slice::from_ref(&op)).ok()?;
    Some((after, op))
}

fn three<'t>(base: &'t str, ours: &'t str, theirs: &'t str) -> Three<'t> {
    Three { base, ours, theirs }
}

fn joined(three: Three<'_>, spec: u8) -> Result<String, Doubt> {
    by_field(Syntax::Toml, shape(form(spec)), three, None)
}

/// Whether both texts say the same, whatever the order.
fn same(one: &str, two: &str, spec: u8) -> bool {
    let (Some(one), Some(two)) = (said(Syntax::Toml, one), said(Syntax::Toml, two)) else { return false };
    let plain = weave::plain([&one, &two, &two], shape(form(spec)));
    plain.is_some_and(|[one, two, _]| weave::alike(&one, &two))
}

fn is_sound(text: &str, spec: u8) -> bool {
    let Some(value) = said(Syntax::Toml, text) else { return false };
    !value.is_empty_table() && weave::plain([&value, &value, &value], shape(form(spec))).is_some()
}

/// Whether two edits lie under different keys of the top. Another name for a key is a key that went and one that came.
fn are_apart(one: &Op, two: &Op, spec: u8) -> bool {
    let (Some(Step::Key(left)), Some(Step::Key(right))) = (one.place.0.first(), two.place.0.first()) else { return false };
    let renames = [one, two].iter().any(|op| matches!(op.act, Act::Rename(_)));
    !renames && !same_key(Some(form(spec)), left, right)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn one_branch_alone_gets_what_it_did(bytes in prop::collection::vec(any::<u8>(), 0..600), choice in prop::collection::vec(any::<u8>(), 0..24), spec in 0..5u8) {
        let base = Dice::of(&bytes).document(form(spec));
        prop_assume!(is_sound(&base, spec));
        let Some((other, op)) = edited(&base, &choice, spec) else { return Ok(()) };
        prop_assume!(is_sound(&other, spec));
        prop_assert_eq!(joined(three(&base, &other, &base), spec), Ok(other.clone()));
        match joined(three(&base, &base, &other), spec) {
            Ok(text) => prop_assert!(same(&text, &other, spec), "{op:?}\n{base}\n--- other\n{other}\n--- joined\n{text}"),
            Err(doubt) => prop_assert!(matches!(doubt, Doubt::ByHand | Doubt::Comment), "{doubt:?} {op:?}\n{base}\n--- other\n{other}"),
        }
        // Both the same.
        prop_assert_eq!(joined(three(&base, &other, &other), spec), Ok(other.clone()));
    }

    #[test]
    fn edits_apart_commute(
        bytes in prop::collection::vec(any::<u8>(), 0..600),
        choices in (prop::collection::vec(any::<u8>(), 0..24), prop::collection::vec(any::<u8>(), 0..24)),
        spec in 0..5u8,
    ) {
        let base = Dice::of(&bytes).document(form(spec));
        prop_assume!(is_sound(&base, spec));
        let (Some((one, left)), Some((two, right))) = (edited(&base, &choices.0, spec), edited(&base, &choices.1, spec)) else { return Ok(()) };
        prop_assume!(is_sound(&one, spec) && is_sound(&two, spec));
        let apart = are_apart(&left, &right, spec);
        match (joined(three(&base, &one, &two), spec), joined(three(&base, &two, &one), spec)) {
            // Who comes first in one list is another matter.
            (Ok(here), Ok(there)) => prop_assert!(!apart || same(&here, &there, spec), "{left:?} {right:?}\n{base}\n---\n{here}\n---\n{there}"),
            (Err(Doubt::ByHand | Doubt::Comment), _) | (_, Err(Doubt::ByHand | Doubt::Comment)) => {}
            (here, there) => {
                prop_assert!(!apart, "{left:?} {right:?}\n{here:?} {there:?}\n{base}");
                prop_assert_eq!(here.is_ok(), there.is_ok(), "{:?} {:?}\n{}", left, right, base);
            }
        }
    }
}

#[test]
fn few_joins_of_edits_apart_are_left_to_people() {
    let mut state: u64 = 11;
    let mut next = |count: usize| -> Vec<u8> {
        let mut roll = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 40) as u8
        };
        (0..count).map(|_| roll()).collect()
    };
    let (mut done, mut left) = (0, Vec::new());
    for turn in 0..800u32 {
        let spec = (turn % 5) as u8;
        let base = Dice::of(&next(500)).document(form(spec));
        let (one, two) = (next(24), next(24));
        if !is_sound(&base, spec) {
            continue;
        }
        let (Some((one, a)), Some((two, b))) = (edited(&base, &one, spec), edited(&base, &two, spec)) else { continue };
        if !are_apart(&a, &b, spec) || !is_sound(&one, spec) || !is_sound(&two, spec) {
            continue;
        }
        match joined(three(&base, &one, &two), spec) {
            Ok(_) => done += 1,
            Err(doubt) => left.push(format!("{doubt:?} {a:?} {b:?}\n{base}")),
        }
    }
    assert!(
        done > 200 && left.len() * 20 <= done,
        "{} of {done}\n{}",
        left.len(),
        left.iter().take(3).cloned().collect::<Vec<_>>().join("\n====\n")
    );
}
