//! Findings in their final order, counted.

use std::collections::BTreeMap;

use super::{Finding, Level};

/// How many findings of each level there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Of level error.
    pub error: usize,
    /// Of level warning.
    pub warning: usize,
    /// Of level info.
    pub info: usize,
}

impl Counts {
    /// One more of this level.
    pub const fn add(&mut self, level: Level) {
        match level {
            Level::Error => self.error += 1,
            Level::Warning => self.warning += 1,
            Level::Info => self.info += 1,
        }
    }

    /// Those of another count, too.
    pub const fn merge(&mut self, other: Self) {
        self.error += other.error;
        self.warning += other.warning;
        self.info += other.info;
    }

    /// All of them.
    #[must_use]
    pub const fn total(&self) -> usize {
        self.error + self.warning + self.info
    }

    /// Those of one level.
    #[must_use]
    pub const fn of(&self, level: Level) -> usize {
        match level {
            Level::Error => self.error,
            Level::Warning => self.warning,
            Level::Info => self.info,
        }
    }

    /// Those of `level` and graver ones: not zero means exit status 1 when that is the fail level.
    #[must_use]
    pub const fn at_least(&self, level: Level) -> usize {
        match level {
            Level::Error => self.error,
            Level::Warning => self.error + self.warning,
            Level::Info => self.total(),
        }
    }
}

/// How many findings there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// By level.
    pub levels: Counts,
    /// By rule id.
    pub rules: BTreeMap<&'static str, usize>,
}

/// Puts findings into the order in which they are shown (path, line, column, rule, subject, message) and drops exact repetitions.
pub fn sort(findings: &mut Vec<Finding>) {
    // They come in long stretches that are in order: one thread merges those at once, and with half the memory of several.
    findings.sort_by(compare);
    findings.dedup();
}

/// Which of two findings is shown first.
#[must_use]
pub fn compare(a: &Finding, b: &Finding) -> std::cmp::Ordering {
    key(a).cmp(&key(b))
}

/// What findings are sorted by. After the fields that people see the rest, so that equal ones meet and the order is always the same.
#[allow(clippy::type_complexity, reason = "a sort key, used once")]
fn key(f: &Finding) -> (&str, super::Position, &str, &str, &str, Level, &str, &str, crate::source::Span) {
    (&f.path, f.start, f.rule, &f.subject, &f.message, f.level, &f.field, &f.help, f.span)
}

/// Counts findings.
#[must_use]
pub fn summary<'f>(findings: impl IntoIterator<Item = &'f Finding>) -> Summary {
    let mut summary = Summary::default();
    for finding in findings {
        summary.levels.add(finding.level);
        *summary.rules.entry(finding.rule).or_default() += 1;
    }
    summary
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::findings::Position;
    use crate::source::Span;

    fn finding(path: &str, line: u32, column: u32, rule: &'static str, message: &str) -> Finding {
        Finding {
            rule,
            level: Level::Warning,
            customer: None,
            path: Arc::from(path),
            span: Span::default(),
            start: Position { line, column },
            end: Position { line, column },
            field: String::new(),
            subject: String::new(),
            message: message.to_owned(),
            help: "".into(),
            fix: None,
            of_value: false,
        }
    }

    #[test]
    fn sorted_without_repetitions() {
        let mut all = vec![
            finding("b", 1, 1, "F1-01", "x"),
            finding("a", 10, 1, "F1-01", "x"),
            finding("a", 9, 2, "F1-01", "x"),
            finding("a", 9, 1, "F2-01", "x"),
            finding("a", 9, 1, "F1-01", "y"),
            finding("a", 9, 1, "F1-01", "x"),
            finding("a", 9, 1, "F1-01", "x"),
        ];
        all[1].level = Level::Error;
        sort(&mut all);
        let shown: Vec<String> =
            all.iter().map(|f| format!("{}:{}:{} {} {}", f.path, f.start.line, f.start.column, f.rule, f.message)).collect();
        assert_eq!(shown, ["a:9:1 F1-01 x", "a:9:1 F1-01 y", "a:9:1 F2-01 x", "a:9:2 F1-01 x", "a:10:1 F1-01 x", "b:1:1 F1-01 x"]);
        let counted = summary(&all);
        assert_eq!((counted.levels.error, counted.levels.warning, counted.levels.total()), (1, 5, 6));
        assert_eq!((counted.levels.at_least(Level::Error), counted.levels.at_least(Level::Warning)), (1, 6));
        assert_eq!(counted.rules.into_iter().collect::<Vec<_>>(), [("F1-01", 5), ("F2-01", 1)]);
    }
}
