//! What an audit finds in a customer's archive, as the texts of a 档案完善建议.

use crate::findings::{Finding, Level};
use crate::rules::registry;
use crate::say;
use crate::words::Lang;

/// Findings that are named one by one; the rest is a number.
const NAMED: usize = 20;

/// 问题 and 建议 of one customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Texts {
    /// What is wrong, a line each.
    pub issue: String,
    /// What to do, a line each, none twice.
    pub suggestion: String,
    /// How many errors.
    pub errors: usize,
    /// How many warnings.
    pub warnings: usize,
}

/// The texts of a customer's findings; none where nothing is to be done.
#[must_use]
pub fn texts<'f>(findings: impl Iterator<Item = &'f Finding>, lang: Lang) -> Option<Texts> {
    let mut all: Vec<&Finding> = findings.filter(|finding| finding.level != Level::Info).collect();
    // The grave ones first; those of one rule stay in the order of the documents.
    all.sort_by(|a, b| a.level.cmp(&b.level).then(a.rule.cmp(b.rule)));
    let mut issue: Vec<String> = Vec::new();
    let mut suggestion: Vec<&str> = Vec::new();
    for finding in &all {
        let line = format!("{} {}", finding.rule, finding.message.replace('\n', " "));
        if !issue.contains(&line) {
            issue.push(line);
        }
        let remedy = registry::find(finding.rule).map_or("", |rule| rule.remedy.get(lang));
        let what = if finding.help.is_empty() { remedy } else { &finding.help };
        if !what.is_empty() && !suggestion.contains(&what) {
            suggestion.push(what);
        }
    }
    if issue.is_empty() {
        return None;
    }
    let errors = all.iter().filter(|finding| finding.level == Level::Error).count();
    let warnings = all.len() - errors;
    Some(Texts { issue: lines(&issue, lang), suggestion: lines(&suggestion, lang), errors, warnings })
}

fn lines<S: AsRef<str>>(all: &[S], lang: Lang) -> String {
    let mut out: Vec<String> = all.iter().take(NAMED).map(|line| line.as_ref().replace('\n', " ")).collect();
    if all.len() > NAMED {
        let more = all.len() - NAMED;
        out.push(say!(lang, "另有 {more} 条，见 `kehu audit`", "{more} more: see `kehu audit`"));
    }
    out.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    fn finding(rule: &'static str, level: Level, message: &str) -> Finding {
        Finding::new(rule, level, Some("yunling".into()), "customers/yunling/customer.toml".into(), Span::default(), message.to_owned())
    }

    #[test]
    fn the_grave_ones_come_first_and_nothing_twice() {
        let mut twice = finding("F1-04", Level::Error, "总部没有重要联系人");
        twice.help("请补填重要联系人");
        let all = [
            finding("F6-07", Level::Info, "太晚"),
            finding("CAD-04", Level::Warning, "三个月没有增补"),
            twice.clone(),
            Finding { message: "分公司没有重要联系人".to_owned(), ..twice },
        ];
        let texts = texts(all.iter(), Lang::Zh).expect("something is wrong");
        assert_eq!(texts.issue, "F1-04 总部没有重要联系人\nF1-04 分公司没有重要联系人\nCAD-04 三个月没有增补");
        assert!(texts.suggestion.starts_with("请补填重要联系人\n"), "{}", texts.suggestion);
        assert_eq!((texts.errors, texts.warnings), (2, 1));
        assert_eq!(super::texts(all.iter().take(1), Lang::Zh), None);
    }
}
