//! Markdown for the comment on a pull request: the summary first, a line an account manager, then a table a customer, by account manager.
//! A long table is folded.

use std::collections::BTreeMap;

use super::{Report, summary};
use crate::findings::sink::{Counts, summary as count};
use crate::findings::{Finding, Level};
use crate::render::paper::one_line;
use crate::render::tables::escape_markdown as escape;
use crate::say;
use crate::words::{Lang, words};

/// Forges cut a comment at 65,536 characters; this leaves room for what others add.
const LONGEST: usize = 60_000;
/// A table with more lines than this is folded.
const OPEN: usize = 10;
/// Account managers that are counted by name.
const MANAGERS: usize = 50;

/// The findings of one customer, or of none.
struct Group<'a> {
    /// The account manager's name; empty where there is none.
    manager: String,
    /// The customer's name and id; empty for company and registers.
    title: String,
    findings: Vec<&'a Finding>,
}

/// The whole comment.
pub(super) fn render(report: &Report<'_>) -> String {
    let groups = groups(report);
    let mut out = head(report);
    out.push_str(&managers(&groups, report.lang));
    let mut used = out.chars().count();
    let mut left = 0;
    for group in &groups {
        let folded = group.findings.len() > OPEN;
        let (mut text, end) = frame(group, folded, report.lang);
        let mut shown = 0;
        let room = LONGEST.saturating_sub(used + end.chars().count());
        let mut size = text.chars().count();
        for finding in &group.findings {
            let row = row(finding, report.lang);
            size += row.chars().count();
            if left > 0 || size > room {
                left += 1;
            } else {
                text.push_str(&row);
                shown += 1;
            }
        }
        if shown > 0 {
            text.push_str(end);
            used += text.chars().count();
            out.push_str(&text);
        }
    }
    if left > 0 {
        out.push_str(&say!(report.lang, "\n另有 {left} 处未列出，见完整报告。\n", "\n{left} more are not listed; see the full report.\n"));
    }
    out
}

/// By account manager, then by customer; what belongs to no customer at the end.
fn groups<'a>(report: &'a Report<'_>) -> Vec<Group<'a>> {
    let lang = report.lang;
    let mut customers: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in report.findings {
        customers.entry(finding.customer.as_deref().unwrap_or_default()).or_default().push(finding);
    }
    let company = customers.remove("");
    let group = |(id, findings): (&str, Vec<&'a Finding>)| {
        let about = report.customer(id);
        let name = about.map(|about| about.name.as_str()).filter(|name| !name.is_empty() && *name != id);
        let title = name.map_or_else(|| id.to_owned(), |name| say!(lang, "{name}（{id}）", "{name} ({id})"));
        Group { manager: about.map(|about| about.manager.clone()).unwrap_or_default(), title, findings }
    };
    let mut groups: Vec<Group<'a>> = customers.into_iter().map(group).collect();
    // Customers without an account manager come after those who have one.
    groups.sort_by(|a, b| (a.manager.is_empty(), &a.manager).cmp(&(b.manager.is_empty(), &b.manager)));
    groups.extend(company.map(|findings| Group { manager: String::new(), title: String::new(), findings }));
    groups
}

/// Counts, scope, rules, and what is not covered.
fn head(report: &Report<'_>) -> String {
    let lang = report.lang;
    let title = say!(lang, "客户档案检查", "Customer archive check");
    let mut out = format!("## {title}\n\n**{}**", summary::headline(report));
    for more in [summary::known(report), summary::accepted(report)].into_iter().flatten() {
        out.push_str(&say!(lang, "{more}", " {more}"));
    }
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

/// A line an account manager: customers with findings, and how many of which level. Nothing where one line would say all.
fn managers(groups: &[Group<'_>], lang: Lang) -> String {
    if groups.len() < 2 {
        return String::new();
    }
    let mut rows: Vec<(String, usize, Counts)> = Vec::new();
    for group in groups {
        let counted = count(group.findings.iter().copied()).levels;
        let name = who(group, lang);
        match rows.last_mut().filter(|(last, ..)| *last == name) {
            Some((_, customers, sum)) => {
                *customers += 1;
                sum.merge(counted);
            }
            None => rows.push((name, usize::from(!group.title.is_empty()), counted)),
        }
    }
    let columns = [
        words("客户经理", "Account manager").get(lang),
        words("客户", "Customers").get(lang),
        Level::Error.word().get(lang),
        Level::Warning.word().get(lang),
        Level::Info.word().get(lang),
    ];
    let mut out = format!("\n| {} |\n| --- | ---: | ---: | ---: | ---: |\n", columns.join(" | "));
    for (name, customers, sum) in rows.iter().take(MANAGERS) {
        let customers = if *customers > 0 { customers.to_string() } else { String::new() };
        out.push_str(&format!("| {} | {customers} | {} | {} | {} |\n", escape(name), sum.error, sum.warning, sum.info));
    }
    let more = rows.len().saturating_sub(MANAGERS);
    if more > 0 {
        out.push_str(&say!(lang, "\n另有 {more} 位客户经理未列出。\n", "\n{more} more account managers are not listed.\n"));
    }
    out
}

/// Whose the group is.
fn who(group: &Group<'_>, lang: Lang) -> String {
    match (group.title.as_str(), group.manager.as_str()) {
        ("", _) => say!(lang, "公司与登记", "Company and registers"),
        (_, "") => say!(lang, "未写明", "not stated"),
        (_, name) => name.to_owned(),
    }
}

/// The heading of a group with that of its table, and what ends it.
fn frame(group: &Group<'_>, folded: bool, lang: Lang) -> (String, &'static str) {
    let columns =
        [words("级别", "Level"), words("规则", "Rule"), words("位置", "Place"), words("问题", "Problem"), words("处理", "What to do")];
    let table = format!("| {} |\n| --- | --- | --- | --- | --- |\n", columns.map(|c| c.get(lang)).join(" | "));
    let (count, who) = (group.findings.len(), who(group, lang));
    let title = match group.title.as_str() {
        "" => say!(lang, "{who}：{count} 处", "{who}: {count}"),
        title => say!(lang, "{title}，客户经理 {who}：{count} 处", "{title}, account manager {who}: {count}"),
    };
    if folded {
        (format!("\n<details>\n<summary><b>{}</b></summary>\n\n{table}", html(&title)), "\n</details>\n")
    } else {
        (format!("\n### {}\n\n{table}", escape(&title)), "")
    }
}

/// A text within HTML, on one line.
fn html(text: &str) -> String {
    one_line(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
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
