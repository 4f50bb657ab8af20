//! Which findings were there before: a fault does not become another one because its line moved, and a fault that is replaced by another
//! wrong value is not the same.

use crate::edit::change::Change;
use crate::findings::Finding;
use crate::source::Span;

/// Findings after a change, against those before.
#[derive(Debug, Default)]
pub(super) struct Compared {
    /// What was not there before, in its order.
    pub(super) new: Vec<Finding>,
    /// What is not there any more, in its order.
    pub(super) settled: Vec<Finding>,
}

/// A finding with the text that it is about.
struct Told {
    finding: Finding,
    /// None where the document was not changed: then it is as it was.
    text: Option<String>,
    matched: bool,
}

/// How sure one can be that two are the same.
type Same = fn(&Told, &Told) -> bool;

/// Compares. Each finding before stands for one after.
pub(super) fn compare(before: Vec<Finding>, after: Vec<Finding>, change: &Change) -> Compared {
    let mut before: Vec<Told> = before.into_iter().map(|finding| Told::new(finding, change, |file| file.was.as_deref())).collect();
    let mut after: Vec<Told> = after.into_iter().map(|finding| Told::new(finding, change, |file| file.now.as_deref())).collect();
    // What it is about stood where it was; from here on it is looked for where it is.
    before.iter_mut().for_each(|told| super::follow(&mut told.finding, &change.moved));
    before.sort_by(|one, two| key(one).cmp(&key(two)));
    let ways: [Same; 3] = [
        // The same value in the same field.
        |one, two| one.finding.subject == two.finding.subject && one.text == two.text,
        // The same field, where what is found there is no value that was replaced.
        |one, two| one.finding.subject == two.finding.subject && !(one.is_value() && two.is_value() && one.text != two.text),
        // The same wrong value of somebody who is called otherwise now.
        |one, two| super::is_own(&one.finding) && one.text.is_some() && one.text == two.text,
    ];
    for is_same in ways {
        for one in after.iter_mut().filter(|one| !one.matched) {
            // Whole archives are compared, too: only those of the same field are looked at.
            let begin = before.partition_point(|other| key(other) < key(one));
            let alike = before[begin..].iter_mut().take_while(|other| key(other) == key(one));
            if let Some(other) = alike.into_iter().find(|other| !other.matched && is_same(other, one)) {
                (other.matched, one.matched) = (true, true);
            }
        }
    }
    let rest = |all: Vec<Told>| all.into_iter().filter(|one| !one.matched).map(|one| one.finding).collect();
    Compared { new: rest(after), settled: rest(before) }
}

/// What two of the same have in common at least.
fn key(told: &Told) -> (&'static str, Option<&str>, &str, &str) {
    let Finding { rule, customer, path, field, .. } = &told.finding;
    // A document that changes from TOML to YAML keeps its findings.
    let stem = path.rsplit_once('.').map_or(&**path, |(stem, _)| stem);
    (rule, customer.as_deref(), stem, field)
}

impl Told {
    fn new<'c>(finding: Finding, change: &'c Change, bytes: impl Fn(&'c crate::edit::change::FileChange) -> Option<&'c [u8]>) -> Self {
        let Span { start, end } = finding.span;
        let file = change.files.iter().find(|file| *file.path == *finding.path);
        let text = file.and_then(bytes).map(|bytes| bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes));
        let text = text.and_then(|text| text.get(start as usize..end as usize)).map(|text| String::from_utf8_lossy(text).into_owned());
        Self { finding, text, matched: false }
    }

    /// Whether it is about a value on one line, and not about a table in which something is missing.
    fn is_value(&self) -> bool {
        let plain = |text: &str| !text.contains('\n') && !text.starts_with(['[', '{', '-']);
        super::is_own(&self.finding) && self.finding.rule != "FRM-01" && self.text.as_deref().is_some_and(plain)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::change::FileChange;
    use crate::findings::Level;

    const PATH: &str = "customers/a/plans/2026.toml";

    /// A finding about the word in the text.
    fn found(rule: &'static str, field: &str, text: &str, word: &str, nth: usize) -> Finding {
        let (start, _) = text.match_indices(word).nth(nth).expect("the word is there");
        let span = Span { start: u32::try_from(start).expect("short"), end: u32::try_from(start + word.len()).expect("short") };
        let mut finding = Finding::new(rule, Level::Error, Some("a".into()), PATH.into(), span, format!("{word} is wrong"));
        finding.field = field.to_owned();
        finding.of_value = true;
        finding
    }

    fn change(was: &str, now: &str) -> Change {
        let file = FileChange { path: PATH.to_owned(), was: Some(was.into()), now: Some(now.into()) };
        Change { files: vec![file], ..Change::default() }
    }

    fn messages(findings: &[Finding]) -> Vec<&str> {
        findings.iter().map(|finding| finding.message.as_str()).collect()
    }

    #[test]
    fn a_fault_that_moved_is_the_same_and_one_more_is_new() {
        let (was, now) = ("x = \"old\"\n", "# more\nx = \"new\"\nx = \"old\"\n");
        let before = vec![found("FRM-04", "x", was, "\"old\"", 0)];
        let after = vec![found("FRM-04", "x", now, "\"new\"", 0), found("FRM-04", "x", now, "\"old\"", 0)];
        let compared = compare(before, after, &change(was, now));
        assert_eq!(messages(&compared.new), ["\"new\" is wrong"]);
        assert!(compared.settled.is_empty());
    }

    #[test]
    fn a_wrong_value_in_place_of_another_is_new_but_a_gap_in_a_table_that_changes_is_not() {
        let (was, now) = ("x = \"one\"\n", "x = \"two\"\n");
        let compared =
            compare(vec![found("FRM-04", "x", was, "\"one\"", 0)], vec![found("FRM-04", "x", now, "\"two\"", 0)], &change(was, now));
        assert_eq!((compared.new.len(), compared.settled.len()), (1, 1));
        let (was, now) = ("p = [{ a = 1 }]\n", "p = [{ a = 2 }]\n");
        let gap = |text: &str, table: &str| vec![found("FRM-01", "p.b", text, table, 0)];
        let compared = compare(gap(was, "{ a = 1 }"), gap(now, "{ a = 2 }"), &change(was, now));
        assert_eq!((compared.new.len(), compared.settled.len()), (0, 0));
    }

    #[test]
    fn a_new_name_makes_no_new_fault() {
        let (was, now) = ("id = \"li\"\nx = \"odd\"\n", "id = \"li-2\"\nx = \"odd\"\n");
        let about = |text: &str, subject: &str| {
            let mut finding = found("FRM-04", "x", text, "\"odd\"", 0);
            finding.about(subject);
            vec![finding]
        };
        let compared = compare(about(was, "li"), about(now, "li-2"), &change(was, now));
        assert_eq!((compared.new.len(), compared.settled.len()), (0, 0));
        // What is not about a value is somebody's own.
        let step = |text: &str, subject: &str| {
            let mut all = about(text, subject);
            all[0].of_value = false;
            all
        };
        assert_eq!(compare(step(was, "li"), step(now, "li-2"), &change(was, now)).new.len(), 1);
    }
}
