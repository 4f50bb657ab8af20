//! Markdown for the comment on a pull request: the summary first, then a table a customer.

use std::collections::BTreeMap;

use super::{Report, summary};
use crate::findings::Finding;
use crate::render::tables::escape_markdown as escape;
use crate::say;
use crate::words::{Lang, words};

/// Forges cut a comment at 65,536 characters; this leaves room for what others add.
const LONGEST: usize = 60_000;

/// The whole comment.
pub(super) fn render(report: &Report<'_>) -> String {
    let mut out = head(report);
    let mut customers: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    let mut company = Vec::new();
    for finding in report.findings {
        match finding.customer.as_deref() {
            Some(customer) => customers.entry(customer).or_default().push(finding),
            None => company.push(finding),
        }
    }
    let company_title = say!(report.lang, "公司与登记", "Company and registers");
    let groups = customers.into_iter().map(|(id, findings)| (escape(id), findings));
    let groups = groups.chain((!company.is_empty()).then_some((company_title, company)));
    let mut used = out.chars().count();
    let mut left = 0;
    for (title, findings) in groups {
        let mut text = heading(&title, findings.len(), report.lang);
        let mut shown = 0;
        for finding in &findings {
            let row = row(finding, report.lang);
            if left > 0 || used + text.chars().count() + row.chars().count() > LONGEST {
                left += 1;
            } else {
                text.push_str(&row);
                shown += 1;
            }
        }
        if shown > 0 {
            used += text.chars().count();
            out.push_str(&text);
        }
    }
    if left > 0 {
        out.push_str(&say!(report.lang, "\n另有 {left} 处未列出，见完整报告。\n", "\n{left} more are not listed; see the full report.\n"));
    }
    out
}

/// Counts, scope, rules, and what is not covered.
fn head(report: &Report<'_>) -> String {
    let lang = report.lang;
    let title = say!(lang, "客户档案检查", "Customer archive check");
    let mut out = format!("## {title}\n\n**{}**", summary::headline(report));
    out.push_str(&format!("\n\n{}\n", summary::scope(report)));
    if let Some(rules) = summary::rules(report) {
        out.push_str(&format!("{rules}\n"));
    }
    for gap in summary::gaps(report) {
        out.push_str(&format!("\n{}\n", gap.title.trim_end()));
        if !gap.items.is_empty() {
            out.push('\n');
        }
        for item in &gap.items {
            out.push_str(&format!("- {}\n", escape(item)));
        }
    }
    out
}

/// The heading of a group and that of its table.
fn heading(title: &str, count: usize, lang: Lang) -> String {
    let columns =
        [words("级别", "Level"), words("规则", "Rule"), words("位置", "Place"), words("问题", "Problem"), words("处理", "What to do")];
    let title = say!(lang, "\n### {title}（{count}）\n\n", "\n### {title} ({count})\n\n");
    format!("{title}| {} |\n| --- | --- | --- | --- | --- |\n", columns.map(|c| c.get(lang)).join(" | "))
}

/// One finding.
fn row(finding: &Finding, lang: Lang) -> String {
    let place = format!("{}:{}", finding.path, finding.start.line);
    let plain = place.chars().all(|c| !matches!(c, '`' | '|' | '\\') && !c.is_control());
    let place = if plain { format!("`{place}`") } else { escape(&place) };
    format!(
        "| {} | {} | {place} | {} | {} |\n",
        finding.level.word().get(lang),
        finding.rule,
        escape(&finding.message),
        escape(&finding.help),
    )
}
