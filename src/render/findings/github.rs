//! GitHub's workflow commands: a line a finding, which the forge shows beside the line of the document. Paths are relative to the archive's
//! root, which is taken to be the root of the repository.

use super::Report;
use crate::findings::{Finding, Level};
use crate::rules::registry;
use crate::say;

/// `::error file=…,line=…,col=…,endLine=…,endColumn=…,title=…::message`, errors first: GitHub shows only the first ten of a step and level.
pub(super) fn render(report: &Report<'_>) -> String {
    let mut out = String::new();
    for level in [Level::Error, Level::Warning, Level::Info] {
        for finding in report.findings.iter().filter(|finding| finding.level == level) {
            out.push_str(&line(finding, report));
        }
    }
    out
}

fn line(finding: &Finding, report: &Report<'_>) -> String {
    let lang = report.lang;
    let command = match finding.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info => "notice",
    };
    let (start, end) = (finding.start, finding.end);
    let (first, from) = (start.line.max(1), start.column.max(1));
    // GitHub has no columns for what goes over several lines.
    let place = if start.line == end.line {
        format!("line={first},col={from},endLine={first},endColumn={}", end.column.max(from))
    } else {
        format!("line={first},endLine={}", end.line.max(first))
    };
    let title = registry::find(finding.rule).map_or("", |rule| rule.title.get(lang));
    let title = format!("{} {title}", finding.rule);
    let message = match &*finding.help {
        "" => finding.message.clone(),
        help => say!(lang, "{}\n处理：{help}", "{}\nhelp: {help}", finding.message),
    };
    format!("::{command} file={},{place},title={}::{}\n", property(&finding.path), property(title.trim()), data(&message))
}

/// What stands behind the `::`.
fn data(text: &str) -> String {
    escape(text, "%\r\n")
}

/// What stands behind a `=`.
fn property(text: &str) -> String {
    escape(text, "%\r\n:,")
}

/// These characters as `%` and two hex digits; other control characters are of no use to anybody and become blanks.
fn escape(text: &str, signs: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if signs.contains(c) => out.push_str(&format!("%{:02X}", u32::from(c))),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// As GitHub's runner reads it.
    fn read(text: &str, signs: &[(&str, &str)]) -> String {
        signs.iter().fold(text.to_owned(), |text, (code, sign)| text.replace(code, sign)).replace("%25", "%")
    }

    #[test]
    fn signs_are_escaped_once() {
        assert_eq!(data("100%25 of a: b, c\r\n\u{1b}x"), "100%2525 of a: b, c%0D%0A x");
        assert_eq!(property("客户:a,b%\n"), "客户%3Aa%2Cb%25%0A");
    }

    proptest! {
        #[test]
        fn a_command_is_one_line_and_reads_back(text in "[^\\x00-\\x09\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f]*") {
            let line = data(&text);
            prop_assert!(!line.contains(['\n', '\r']));
            prop_assert_eq!(read(&line, &[("%0D", "\r"), ("%0A", "\n")]), text.clone());
            let line = property(&text);
            prop_assert!(!line.contains(['\n', '\r', ':', ',']));
            prop_assert_eq!(read(&line, &[("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ",")]), text);
        }
    }
}
