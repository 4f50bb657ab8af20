//! What differs between two states of an archive: for the terminal, as a comment on a pull request, for machines.

mod findings;

use serde::Serialize;

use crate::analysis::difference::{Change, Difference, Sums, Whose};
use crate::model::money::{Money, Unit};
use crate::render::tables::markdown::escape;
use crate::say;
use crate::words::{Lang, plural};

pub use findings::Judged;

/// The two states by name, and how words are written.
#[derive(Clone, Debug)]
pub struct Between {
    /// The commit before.
    pub from: String,
    /// The commit after; none for the work tree.
    pub to: Option<String>,
    /// Language of the words.
    pub lang: Lang,
    /// Unit of amounts.
    pub unit: Unit,
    /// What became of the findings; none where nobody asked.
    pub findings: Option<Judged>,
}

impl Between {
    fn names(&self) -> String {
        let to = self.to.clone().unwrap_or_else(|| say!(self.lang, "工作区", "work tree"));
        format!("{} → {to}", self.from)
    }

    /// `a1b2c3 → 工作区：2 个客户，5 处改动`
    fn head(&self, difference: &Difference) -> String {
        let lang = self.lang;
        let (count, customers) = (difference.changes().count(), customers(difference));
        let names = self.names();
        if count == 0 && difference.files == 0 {
            return say!(lang, "{names}：档案没有改动", "{names}: the archive is unchanged");
        }
        if count == 0 && difference.unread.is_empty() {
            return say!(
                lang,
                "{names}：内容没有改动（{} 个文件只是移动、排版或注释不同）",
                "{names}: no change of content ({} moved or laid out differently)",
                match lang {
                    Lang::Zh => difference.files.to_string(),
                    Lang::En => plural(difference.files, "document", "documents"),
                }
            );
        }
        match lang {
            Lang::Zh if customers == 0 => format!("{names}：{count} 处改动"),
            Lang::Zh => format!("{names}：{customers} 个客户，{count} 处改动"),
            Lang::En => {
                let whose = if customers == 0 { String::new() } else { format!(" in {}", plural(customers, "customer", "customers")) };
                format!("{names}: {}{whose}", plural(count, "change", "changes"))
            }
        }
    }

    fn whose(&self, whose: &Whose) -> String {
        match (&whose.id, self.lang) {
            (None, lang) => say!(lang, "登记与设置", "Registers and settings"),
            (Some(id), Lang::Zh) if **id != *whose.name => format!("{}（{id}）", whose.name),
            (Some(id), Lang::En) if **id != *whose.name => format!("{} ({id})", whose.name),
            (Some(id), _) => id.to_string(),
        }
    }

    /// `2026 年收益计划（只计所改的计划）：合同额 …；实际收入 …`
    fn sums(&self, year: &str, sums: &Sums) -> String {
        let lang = self.lang;
        let (before, after) = (&sums.before, &sums.after);
        let mut parts = Vec::new();
        for (label, was, is) in [
            (say!(lang, "合同额", "contracts"), before.contract, after.contract),
            (say!(lang, "实际收入", "expected revenue"), before.expected, after.expected),
            (say!(lang, "利润额", "profit"), before.profit, after.profit),
        ] {
            if was != is {
                parts.push(self.amounts(&label, was, is));
            }
        }
        if parts.is_empty() {
            parts.push(say!(lang, "项目 {} → {} 个", "projects {} → {}", before.projects, after.projects));
        }
        let parts = parts.join(match lang {
            Lang::Zh => "；",
            Lang::En => "; ",
        });
        say!(lang, "{year} 年收益计划合计（只计所改的计划）：{parts}", "Revenue plans of {year} that changed, in all: {parts}")
    }

    fn amounts(&self, label: &str, was: Option<Money>, is: Option<Money>) -> String {
        let (lang, unit) = (self.lang, self.unit);
        let decimals = [was, is].into_iter().flatten().map(|amount| amount.decimals_needed(unit)).max().unwrap_or(2);
        let said = |amount: Option<Money>| amount.map_or_else(|| "?".to_owned(), |amount| amount.display(unit, decimals));
        let by = was.zip(is).and_then(|(was, is)| is.checked_sub(was));
        let by = by.map(|by| format!("{}{}", if by > Money::ZERO { "+" } else { "" }, by.display(unit, decimals)));
        let (was, is, name) = (said(was), said(is), unit.label(lang));
        match (lang, by) {
            (Lang::Zh, Some(by)) => format!("{label} {was} → {is} {name}（{by}）"),
            (Lang::Zh, None) => format!("{label} {was} → {is} {name}"),
            (Lang::En, Some(by)) => format!("{label} {name} {was} → {is} ({by})"),
            (Lang::En, None) => format!("{label} {name} {was} → {is}"),
        }
    }
}

fn customers(difference: &Difference) -> usize {
    difference.of.iter().filter(|(whose, _)| whose.id.is_some()).count()
}

/// For people: a customer a paragraph, a change a line.
#[must_use]
pub fn text(difference: &Difference, between: &Between) -> String {
    let mut out = format!("{}\n", between.head(difference));
    for (whose, changes) in &difference.of {
        out.push_str(&format!("\n{}\n", between.whose(whose)));
        changes.iter().for_each(|change| out.push_str(&format!("  {}\n", change.text)));
    }
    if !difference.sums.is_empty() {
        out.push('\n');
        difference.sums.iter().for_each(|(year, sums)| out.push_str(&format!("{}\n", between.sums(year, sums))));
    }
    out.extend(between.findings.as_ref().map(|judged| judged.text(between.lang)));
    out
}

/// A comment on a pull request.
#[must_use]
pub fn markdown(difference: &Difference, between: &Between) -> String {
    let lang = between.lang;
    let title = say!(lang, "档案的改动", "Changes of the archive");
    let mut out = format!("## {title}\n\n{}\n", escape(&between.head(difference)));
    for (whose, changes) in &difference.of {
        out.push_str(&format!("\n### {}\n\n", escape(&between.whose(whose))));
        changes.iter().for_each(|change| out.push_str(&format!("- {}\n", escape(&change.text))));
    }
    if !difference.sums.is_empty() {
        out.push_str(&format!("\n### {}\n\n", say!(lang, "合计", "In all")));
        difference.sums.iter().for_each(|(year, sums)| out.push_str(&format!("- {}\n", escape(&between.sums(year, sums)))));
    }
    out.extend(between.findings.as_ref().map(|judged| judged.markdown(lang)));
    if !difference.unread.is_empty() {
        out.push_str(&format!("\n### {}\n\n", say!(lang, "未能比较", "Not compared")));
        for one in &difference.unread {
            out.push_str(&format!("- `{}`{}\n", one.path, escape(&say!(lang, "：{}", ": {}", one.reason))));
        }
    }
    out
}

#[derive(Serialize)]
struct Page<'a> {
    version: u32,
    from: &'a str,
    to: Option<&'a str>,
    changes: Vec<Entry<'a>>,
    totals: Totals<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    findings: Option<findings::Page<'a>>,
    unread: Vec<Unread<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    customer: Option<&'a str>,
    path: &'a str,
    kind: &'a str,
    subject: &'a str,
    field: &'a str,
    before: Option<&'a str>,
    after: Option<&'a str>,
    text: &'a str,
}

#[derive(Serialize)]
struct Totals<'a> {
    customers: usize,
    changes: usize,
    documents: usize,
    plans: Vec<Year<'a>>,
}

#[derive(Serialize)]
struct Year<'a> {
    year: &'a str,
    contract: Pair,
    expected: Pair,
    profit: Pair,
}

#[derive(Serialize)]
struct Pair {
    before: Option<String>,
    after: Option<String>,
}

#[derive(Serialize)]
struct Unread<'a> {
    path: &'a str,
    reason: &'a str,
}

/// For machines; amounts in 元.
#[must_use]
pub fn json(difference: &Difference, between: &Between) -> String {
    let pair = |before: Option<Money>, after: Option<Money>| Pair {
        before: before.map(|one| one.to_string()),
        after: after.map(|one| one.to_string()),
    };
    let plans = difference.sums.iter().map(|(year, Sums { before, after })| Year {
        year,
        contract: pair(before.contract, after.contract),
        expected: pair(before.expected, after.expected),
        profit: pair(before.profit, after.profit),
    });
    let page = Page {
        version: 1,
        from: &between.from,
        to: between.to.as_deref(),
        changes: difference.changes().map(entry).collect(),
        totals: Totals {
            customers: customers(difference),
            changes: difference.changes().count(),
            documents: difference.files,
            plans: plans.collect(),
        },
        findings: between.findings.as_ref().map(Judged::json),
        unread: difference.unread.iter().map(|one| Unread { path: &one.path, reason: &one.reason }).collect(),
    };
    // Texts and numbers alone: nothing that JSON could not hold.
    let mut out = serde_json::to_string_pretty(&page).unwrap_or_default();
    out.push('\n');
    out
}

fn entry(change: &Change) -> Entry<'_> {
    Entry {
        customer: change.customer.as_deref(),
        path: &change.path,
        kind: change.kind,
        subject: &change.subject,
        field: &change.field,
        before: change.before.as_deref(),
        after: change.after.as_deref(),
        text: &change.text,
    }
}
