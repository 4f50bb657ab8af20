//! JUnit's XML, as Jenkins and GitLab read it: a suite a customer, a case a finding. What is below the fail level passes, with its words in
//! `system-out`. A customer without findings has one case, which passes. No time and no host: the same archive gives the same bytes.

use std::collections::BTreeMap;

use super::Report;
use crate::findings::Finding;
use crate::render::xml::escape;
use crate::say;

/// A suite under way.
#[derive(Default)]
struct Suite {
    name: String,
    cases: String,
    tests: usize,
    failures: usize,
    errors: usize,
    /// Names that are taken: readers take two cases of one name for one.
    names: BTreeMap<String, usize>,
}

/// The whole document.
pub(super) fn render(report: &Report<'_>) -> String {
    let lang = report.lang;
    let mut suites: BTreeMap<&str, Suite> = BTreeMap::new();
    for about in report.customers {
        suites.insert(&about.id, Suite { name: about.name.clone(), ..Suite::default() });
    }
    for finding in report.findings {
        let customer = finding.customer.as_deref().unwrap_or_default();
        suites.entry(customer).or_default().add(customer, finding, report);
    }
    for unread in report.unread {
        suites.entry(unread.customer.as_deref().unwrap_or_default()).or_default().unread(&unread.path, &unread.reason, report);
    }
    let company = suites.remove("").map(|suite| ("", Suite { name: say!(lang, "公司与登记", "Company and registers"), ..suite }));
    let mut body = String::new();
    let mut all = Suite::default();
    for (id, mut suite) in suites.into_iter().chain(company) {
        if suite.tests == 0 {
            suite.open(id, &say!(lang, "没有发现问题", "nothing found"), None, "/>\n");
        }
        let name = if suite.name.is_empty() { id } else { &suite.name };
        body.push_str(&format!("  <testsuite name=\"{}\"{}>\n{}  </testsuite>\n", escape(name), suite.counts(), suite.cases));
        all.tests += suite.tests;
        all.failures += suite.failures;
        all.errors += suite.errors;
    }
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"kehu\"{}>\n{body}</testsuites>\n", all.counts())
}

impl Suite {
    fn counts(&self) -> String {
        format!(" tests=\"{}\" failures=\"{}\" errors=\"{}\"", self.tests, self.failures, self.errors)
    }

    /// One finding.
    fn add(&mut self, id: &str, finding: &Finding, report: &Report<'_>) {
        let lang = report.lang;
        // Neither line nor message is part of the name: a case keeps its history when lines move and days pass.
        let inside = finding.path.strip_prefix("customers/").and_then(|rest| rest.split_once('/')).map_or(&*finding.path, |(_, rest)| rest);
        let about = if finding.subject.is_empty() { &finding.field } else { &finding.subject };
        let name = [finding.rule, inside, about].join(" ");
        let word = finding.level.word().get(lang);
        let message = say!(lang, "{word}：{}", "{word}: {}", finding.message);
        let (line, column) = (finding.start.line.max(1), finding.start.column.max(1));
        let mut text = format!("{message}\n{}:{line}:{column}\n", finding.path);
        let source = finding.source().replace("; ", &say!(lang, "；", "; "));
        for (label, words) in [(say!(lang, "处理：", "help: "), &*finding.help), (say!(lang, "依据：", "source: "), &*source)] {
            if !words.is_empty() {
                text.push_str(&format!("{label}{words}\n"));
            }
        }
        // Line breaks within an element are what they are.
        let text = escape(&text).replace("&#10;", "\n");
        let body = if finding.level <= report.fail_on {
            self.failures += 1;
            format!("<failure type=\"{}\" message=\"{}\">{text}</failure>", finding.rule, escape(&message))
        } else {
            format!("<system-out>{text}</system-out>")
        };
        self.open(id, name.trim_end(), Some(finding), &format!(">\n      {body}\n    </testcase>\n"));
    }

    /// A document that could not be read: what is in it was not judged.
    fn unread(&mut self, path: &str, reason: &str, report: &Report<'_>) {
        let name = say!(report.lang, "未能读取 {path}", "could not be read: {path}");
        let (reason, id) = (escape(reason), path.strip_prefix("customers/").and_then(|rest| rest.split('/').next()).unwrap_or_default());
        self.errors += 1;
        self.open(id, &name, None, &format!(">\n      <error type=\"unread\" message=\"{reason}\"/>\n    </testcase>\n"));
    }

    /// A case up to what is in it.
    fn open(&mut self, id: &str, name: &str, finding: Option<&Finding>, rest: &str) {
        let count = self.names.entry(name.to_owned()).or_default();
        *count += 1;
        let name = if *count > 1 { format!("{name} ({count})") } else { name.to_owned() };
        // A dot divides packages.
        let class = if id.is_empty() { "kehu".to_owned() } else { format!("kehu.{}", id.replace('.', "_")) };
        let place = finding.map(|one| format!(" file=\"{}\" line=\"{}\"", escape(&one.path), one.start.line.max(1))).unwrap_or_default();
        self.tests += 1;
        self.cases.push_str(&format!("    <testcase classname=\"{}\" name=\"{}\"{place}{rest}", escape(&class), escape(&name)));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn nothing_ends_an_attribute_or_an_element() {
        assert_eq!(escape("a<b> & \"c\" 'd'\r\n\t"), "a&lt;b&gt; &amp; &quot;c&quot; &apos;d&apos;&#10;&#9;");
        assert_eq!(escape("\u{0}\u{1b}[1m\u{85}\u{FFFF}客户"), "��[1m��客户");
    }

    proptest! {
        #[test]
        fn any_text_is_held(text in ".*") {
            let out = escape(&text);
            prop_assert!(!out.contains(['<', '>', '"', '\'']) && !out.chars().any(char::is_control));
            let back = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&#10;", "\n"), ("&#9;", "\t"), ("&amp;", "&")];
            let back = back.iter().fold(out, |text, (code, sign)| text.replace(code, sign));
            let held = |c: char| match c {
                '\n' | '\t' => c,
                '\u{FFFE}' | '\u{FFFF}' => '\u{FFFD}',
                c if c.is_control() => '\u{FFFD}',
                c => c,
            };
            prop_assert_eq!(back, text.chars().filter(|c| *c != '\r').map(held).collect::<String>());
        }
    }
}
