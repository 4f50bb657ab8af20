//! Findings mend their documents: text and fixes in, text out. Nothing here reads a file or judges.

use std::collections::BTreeMap;

use crate::findings::{Finding, Fix, Safety};
use crate::source::{self, Arena, Edit, Kind, Node, Syntax};

/// Most rounds of judging and fixing: each settles at least one finding, and what is still not quiet then never will be.
pub const MOST_ROUNDS: usize = 64;

/// A text after one round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Round {
    /// The text.
    pub text: String,
    /// How many fixes were taken.
    pub taken: usize,
}

/// Whether a finding's fix is taken over: safe ones always, unsafe ones when that is wanted, examples never.
#[must_use]
pub fn applies(finding: &Finding, with_unsafe: bool) -> bool {
    finding.fix.as_ref().is_some_and(|fix| match fix.safety {
        Safety::Safe => true,
        Safety::Unsafe => with_unsafe,
        Safety::Example => false,
    })
}

/// The fixes to be taken over, by document.
#[must_use]
pub fn by_document(findings: &[Finding], with_unsafe: bool) -> BTreeMap<&str, Vec<&Fix>> {
    let mut out: BTreeMap<&str, Vec<&Fix>> = BTreeMap::new();
    for finding in findings.iter().filter(|finding| applies(finding, with_unsafe)) {
        if let Some(fix) = &finding.fix {
            out.entry(&finding.path).or_default().push(fix);
        }
    }
    out
}

/// One round: as many of these fixes as can be taken together. Those that overlap wait for the next round; one after which the document
/// would have a new fault or fewer values is left out. `syntax`: none for a table of rows. None when nothing changes.
#[must_use]
pub fn round(syntax: Option<Syntax>, text: &str, fixes: &[&Fix]) -> Option<Round> {
    let mut chosen: Vec<&Fix> = Vec::new();
    for fix in fixes {
        let fits = fix.edits.iter().all(|edit| text.get(edit.span.range()).is_some());
        if fits && !fix.edits.is_empty() && chosen.iter().all(|other| !overlap(fix, other)) {
            chosen.push(fix);
        }
    }
    let before = Health::of(syntax, text);
    let mut taken = Vec::new();
    take(&chosen, &mut taken, &|fixes| Health::of(syntax, &applied(text, fixes)).is_no_worse(&before));
    let after = applied(text, &taken);
    (after != text).then_some(Round { text: after, taken: taken.len() })
}

/// All of them when that is sound, else what of each half is.
fn take<'f>(fixes: &[&'f Fix], taken: &mut Vec<&'f Fix>, sound: &dyn Fn(&[&Fix]) -> bool) {
    if fixes.is_empty() {
        return;
    }
    let count = taken.len();
    taken.extend(fixes);
    if sound(taken) {
        return;
    }
    taken.truncate(count);
    if let (true, (one, two)) = (fixes.len() > 1, fixes.split_at(fixes.len() / 2)) {
        take(one, taken, sound);
        take(two, taken, sound);
    }
}

/// Whether two fixes touch the same bytes. Two insertions at one place do not: they stand one after the other.
fn overlap(one: &Fix, two: &Fix) -> bool {
    let meet = |one: &Edit, two: &Edit| {
        let (one, two) = (one.span, two.span);
        match (one.is_empty(), two.is_empty()) {
            (true, true) => false,
            (false, false) => one.start < two.end && two.start < one.end,
            // What is put in beside a replaced word may be meant for the word as it was.
            _ => one.start <= two.end && two.start <= one.end,
        }
    };
    one.edits.iter().any(|edit| two.edits.iter().any(|other| meet(edit, other)))
}

fn applied(text: &str, fixes: &[&Fix]) -> String {
    let mut edits: Vec<&Edit> = fixes.iter().flat_map(|fix| &fix.edits).collect();
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let mut out = String::with_capacity(text.len() + 64);
    let mut done = 0;
    for edit in edits {
        let span = edit.span.range();
        out.push_str(text.get(done..span.start).unwrap_or_default());
        out.push_str(&edit.text);
        done = span.end;
    }
    out.push_str(text.get(done..).unwrap_or_default());
    out
}

/// What can be told of a text without its form.
struct Health {
    errors: usize,
    faults: usize,
    broken: bool,
    values: usize,
}

impl Health {
    fn of(syntax: Option<Syntax>, text: &str) -> Self {
        let Some(syntax) = syntax else {
            return Self { errors: 0, faults: 0, broken: false, values: text.lines().count() };
        };
        let arena = Arena::new();
        let tree = source::parse(syntax, text, &arena);
        let errors = tree.faults.iter().filter(|fault| !fault.kind.is_warning()).count();
        Self { errors, faults: tree.faults.len(), broken: tree.broken, values: values(&tree.root) }
    }

    const fn is_no_worse(&self, before: &Self) -> bool {
        self.errors <= before.errors && self.faults <= before.faults && self.broken <= before.broken && self.values >= before.values
    }
}

fn values(node: &Node<'_>) -> usize {
    match node.kind {
        Kind::Scalar(..) => 1,
        Kind::List(items) => items.iter().map(values).sum(),
        Kind::Map(entries) => entries.iter().map(|entry| values(&entry.value)).sum(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    fn fix(edits: &[(u32, u32, &str)]) -> Fix {
        let edits = edits.iter().map(|(from, to, text)| Edit { span: Span::new(*from, *to), text: (*text).to_owned() }).collect();
        Fix { edits, safety: Safety::Safe }
    }

    fn after(text: &str, fixes: &[Fix]) -> Option<(String, usize)> {
        round(Some(Syntax::Toml), text, &fixes.iter().collect::<Vec<_>>()).map(|round| (round.text, round.taken))
    }

    #[test]
    fn fixes_that_overlap_wait() {
        let text = "a = 1\nb = 2\n";
        let fixes = [fix(&[(4, 5, "10")]), fix(&[(4, 5, "11")]), fix(&[(10, 11, "20")])];
        assert_eq!(after(text, &fixes), Some(("a = 10\nb = 20\n".to_owned(), 2)));
        let insertions = [fix(&[(0, 0, "x = 1\n")]), fix(&[(0, 0, "y = 1\n")])];
        assert_eq!(after(text, &insertions), Some(("x = 1\ny = 1\na = 1\nb = 2\n".to_owned(), 2)));
        let neighbours = [fix(&[(0, 6, "a = 3\n")]), fix(&[(6, 12, "b = 3\n")])];
        assert_eq!(after(text, &neighbours).map(|done| done.1), Some(2));
        assert_eq!(after(text, &[fix(&[(4, 5, "1")])]), None);
        assert_eq!(after(text, &[fix(&[(40, 50, "1")])]), None);
    }

    #[test]
    fn a_fix_that_makes_it_worse_is_left_out() {
        let text = "a = 1\nb = 2\nc = 3\n";
        let fixes = [fix(&[(4, 5, "10")]), fix(&[(10, 11, "\"")]), fix(&[(12, 18, "")]), fix(&[(16, 17, "30")])];
        assert_eq!(after(text, &fixes), Some(("a = 10\nb = 2\nc = 3\n".to_owned(), 1)));
        assert_eq!(after(text, &[fixes[0].clone(), fixes[1].clone(), fixes[3].clone()]).map(|done| done.1), Some(2));
    }

    #[test]
    fn moved_lines_settle_together() {
        let text = "a = 1\n[t]\nx = 1\nb = 2\nc = 3\n";
        let fixes = [fix(&[(6, 6, "b = 2\n"), (16, 22, "")]), fix(&[(6, 6, "c = 3\n"), (22, 28, "")])];
        assert_eq!(after(text, &fixes), Some(("a = 1\nb = 2\nc = 3\n[t]\nx = 1\n".to_owned(), 2)));
    }
}
