//! A line a finding, for editors, `grep` and logs. The level is the machine word in every language.

use super::Report;
use crate::render::paper::one_line;

/// `path:line:column: level[RULE] message`.
pub(super) fn render(report: &Report<'_>) -> String {
    let mut out = String::new();
    for finding in report.findings {
        let (path, message) = (one_line(&finding.path), one_line(&finding.message));
        let (line, column) = (finding.start.line, finding.start.column);
        out.push_str(&format!("{path}:{line}:{column}: {}[{}] {message}\n", finding.level.key(), finding.rule));
    }
    out
}
