//! The end of a report: how much was found, what was read, and what could not be judged.

use std::collections::BTreeMap;

use super::Report;
use crate::findings::sink::summary;
use crate::findings::{Level, Safety};
use crate::render::paper::one_line;
use crate::say;
use crate::words::{Lang, plural};

/// Rules that are named with their counts; the rest is counted together.
const TOP_RULES: usize = 10;
/// Customers that are named for a rule that was not judged.
const TOP_CUSTOMERS: usize = 10;

/// A heading with a list below it.
pub(super) struct Gap {
    pub(super) title: String,
    pub(super) items: Vec<String>,
}

/// `错误 3，警告 5，提示 4`; what there is none of is left out.
pub(super) fn levels(report: &Report<'_>) -> String {
    let counted = summary(report.findings).levels;
    let of = |level: Level| match (counted.of(level), report.lang) {
        (0, _) => None,
        (n, Lang::Zh) => Some(format!("{} {n}", level.word().zh)),
        (n, Lang::En) => Some(plural(
            n,
            level.word().en,
            match level {
                Level::Error => "errors",
                Level::Warning => "warnings",
                Level::Info => "infos",
            },
        )),
    };
    let parts: Vec<String> = [Level::Error, Level::Warning, Level::Info].into_iter().filter_map(of).collect();
    parts.join(match report.lang {
        Lang::Zh => "，",
        Lang::En => ", ",
    })
}

/// The first sentence: what was found.
pub(super) fn headline(report: &Report<'_>) -> String {
    let (found, lang) = (report.findings.len(), report.lang);
    let complete = report.unread.is_empty() && report.not_judged.is_empty();
    match (found, complete) {
        (0, true) if report.known() > 0 => say!(lang, "没有新的问题。", "Nothing new found."),
        (0, true) => say!(lang, "没有发现问题。", "Nothing found: all is well."),
        (0, false) => say!(lang, "已检查的部分没有发现问题。", "Nothing found in what could be checked."),
        _ => {
            let levels = levels(report);
            let all = plural(found, "finding", "findings");
            say!(lang, "共 {found} 处：{levels}。", "{all}: {levels}.")
        }
    }
}

/// How many of them are settled by the line that is shown above.
pub(super) fn fixable(report: &Report<'_>) -> Option<String> {
    let safe = |f: &&crate::findings::Finding| f.fix.as_ref().is_some_and(|fix| fix.safety == Safety::Safe);
    let count = report.findings.iter().filter(safe).count();
    (count > 0).then(|| say!(report.lang, "其中 {count} 处照上面的改法即可。", "{count} of them can be changed just as shown."))
}

/// How many more the baseline knows.
pub(super) fn known(report: &Report<'_>) -> Option<String> {
    let known = report.known();
    let findings = plural(known, "finding is", "findings are");
    (known > 0).then(|| {
        say!(
            report.lang,
            "另有 {known} 处在基线中，不列出，也不影响退出状态。",
            "{findings} in the baseline: neither listed nor counted in the exit status."
        )
    })
}

/// How many `[[ignore]]` accepts: what somebody decided not to see is still counted.
pub(super) fn accepted(report: &Report<'_>) -> Option<String> {
    let count = report.suppressed.len() - report.known();
    let findings = plural(count, "finding is", "findings are");
    (count > 0).then(|| {
        say!(
            report.lang,
            "另有 {count} 处是 [[ignore]] 中认可的例外，不列出，也不影响退出状态。",
            "{findings} accepted by [[ignore]]: neither listed nor counted in the exit status."
        )
    })
}

/// What was read, and the day of judgement.
pub(super) fn scope(report: &Report<'_>) -> String {
    let (files, customers) = (report.files, report.customers.len());
    let read = match report.lang {
        Lang::Zh => format!("读取 {files} 份文件，{customers} 个客户"),
        Lang::En => {
            let files = plural(files, "file", "files");
            format!("Read {files} of {}", plural(customers, "customer", "customers"))
        }
    };
    match report.as_of {
        Some(day) => say!(report.lang, "{read}；截至 {day}。", "{read}, as of {day}."),
        None => say!(report.lang, "{read}。", "{read}."),
    }
}

/// The rules with most findings: `COV-03 4，F6-06 3`.
pub(super) fn rules(report: &Report<'_>) -> Option<String> {
    let mut rules: Vec<(&str, usize)> = summary(report.findings).rules.into_iter().collect();
    if rules.is_empty() {
        return None;
    }
    // Equal counts stay in the order of their ids.
    rules.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let rest = rules.split_off(rules.len().min(TOP_RULES));
    let mut named: Vec<String> = rules.iter().map(|(rule, count)| format!("{rule} {count}")).collect();
    if !rest.is_empty() {
        let (others, count) = (rest.len(), rest.iter().map(|(_, n)| n).sum::<usize>());
        named.push(say!(report.lang, "其余 {others} 条规则 {count}", "{others} other rules {count}"));
    }
    let named = named.join(comma(report.lang));
    Some(say!(report.lang, "按规则：{named}", "By rule: {named}"))
}

/// What the report does not cover: documents not read, sheets not opened, rules not judged.
pub(super) fn gaps(report: &Report<'_>) -> Vec<Gap> {
    let lang = report.lang;
    let colon = say!(lang, "：", ": ");
    let mut gaps = Vec::new();
    if !report.unread.is_empty() {
        let count = report.unread.len();
        let files = plural(count, "file", "files");
        let item = |u: &super::Unread| format!("{}{colon}{}", one_line(&u.path), one_line(&u.reason));
        gaps.push(Gap {
            title: say!(lang, "未计入（{count} 份文件未能读取）{colon}", "Left out ({files} could not be read){colon}"),
            items: report.unread.iter().map(item).collect(),
        });
    }
    if !report.not_judged.is_empty() {
        gaps.push(Gap { title: say!(lang, "未判断的规则{colon}", "Rules not judged{colon}"), items: not_judged(report) });
    }
    if report.sealed > 0 {
        let sealed = report.sealed;
        let sheets = plural(sealed, "encrypted sheet was", "encrypted sheets were");
        gaps.push(Gap {
            title: say!(lang, "加密的个人情况资料 {sealed} 份未打开，内容未检查。", "{sheets} not opened, and not checked."),
            items: Vec::new(),
        });
    }
    gaps
}

/// A line a reason (the document that could not be read), with the rules that it keeps from being judged.
fn not_judged(report: &Report<'_>) -> Vec<String> {
    let lang = report.lang;
    let mut together: BTreeMap<(&str, &str), Vec<&str>> = BTreeMap::new();
    for gap in report.not_judged {
        together.entry((gap.customer.as_deref().unwrap_or(""), &gap.because)).or_default().push(gap.rule);
    }
    // The same rules because of the same document, for many customers, are one line.
    let mut lines: BTreeMap<(&str, Vec<&str>), Vec<&str>> = BTreeMap::new();
    for ((customer, because), mut rules) in together {
        rules.dedup();
        let customers = lines.entry((because, rules)).or_default();
        customers.extend(Some(customer).filter(|customer| !customer.is_empty()));
    }
    let line = |((because, rules), mut customers): ((&str, Vec<&str>), Vec<&str>)| {
        let all = customers.len();
        customers.truncate(TOP_CUSTOMERS);
        let (names, rules, because) = (lang.join(customers), rules.join(" "), one_line(because));
        match all {
            0 => say!(lang, "{because}：{rules}", "{because}: {rules}"),
            n if n > TOP_CUSTOMERS => {
                let more = n - TOP_CUSTOMERS;
                say!(lang, "{because}（{names} 等 {n} 个客户）：{rules}", "{because} ({names} and {more} more): {rules}")
            }
            _ => say!(lang, "{because}（{names}）：{rules}", "{because} ({names}): {rules}"),
        }
    };
    lines.into_iter().map(line).collect()
}

/// The separator of an enumeration.
const fn comma(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "，",
        Lang::En => ", ",
    }
}
