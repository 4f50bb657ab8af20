//! The findings that a change brings and settles, below the changes.

use chrono::NaiveDate;
use serde::Serialize;

use crate::findings::Finding;
use crate::findings::change::Turned;
use crate::render::findings::json::{Entry, entry};
use crate::render::paper::one_line;
use crate::render::tables::markdown::escape;
use crate::say;
use crate::words::Lang;

/// So many of a list stand in a comment.
const MOST: usize = 100;

/// What became of the findings, both states judged on one day.
#[derive(Clone, Debug)]
pub struct Judged {
    /// The day.
    pub day: NaiveDate,
    /// The findings.
    pub turned: Turned,
}

impl Judged {
    /// `审计发现（截至 2026-07-29）：新增 2 条，消除 1 条`
    fn head(&self, lang: Lang) -> String {
        let (day, more, less) = (self.day, self.turned.appeared.len(), self.turned.disappeared.len());
        say!(lang, "审计发现（截至 {day}）：新增 {more} 条，消除 {less} 条", "Audit findings (as of {day}): {more} new, {less} gone")
    }

    fn lists(&self, lang: Lang) -> [(String, &[(Finding, String)]); 2] {
        let [came, went] = [say!(lang, "新增", "new"), say!(lang, "消除", "gone")];
        [(came, &self.turned.appeared), (went, &self.turned.disappeared)]
    }

    pub(super) fn text(&self, lang: Lang) -> String {
        let mut out = format!("\n{}\n", self.head(lang));
        for (word, list) in self.lists(lang) {
            for (finding, _) in list {
                let level = finding.level.word().get(lang);
                let said = say!(lang, "{}：{}", "{}: {}", place(finding), one_line(&finding.message));
                out.push_str(&format!("  {word} {level}[{}] {said}\n", finding.rule));
            }
        }
        out
    }

    pub(super) fn markdown(&self, lang: Lang) -> String {
        let mut out = format!("\n### {}\n", escape(&self.head(lang)));
        for (word, list) in self.lists(lang) {
            if list.is_empty() {
                continue;
            }
            out.push_str(&format!("\n**{word}**\n\n"));
            for (finding, _) in list.iter().take(MOST) {
                let (level, place) = (finding.level.word().get(lang), place(finding));
                let plain = place.chars().all(|c| !matches!(c, '`' | '|' | '\\'));
                let place = if plain { format!("`{place}`") } else { escape(&place) };
                out.push_str(&format!("- {level} {} {place} {}\n", finding.rule, escape(&finding.message)));
            }
            let more = list.len().saturating_sub(MOST);
            if more > 0 {
                out.push_str(&say!(lang, "- 另有 {more} 条，见完整报告\n", "- {more} more, see the full report\n"));
            }
        }
        out
    }

    pub(super) fn json(&self) -> Page<'_> {
        fn list(all: &[(Finding, String)]) -> Vec<Entry<'_>> {
            all.iter().map(|(finding, print)| entry(finding, print)).collect()
        }
        Page { as_of: self.day.to_string(), appeared: list(&self.turned.appeared), disappeared: list(&self.turned.disappeared) }
    }
}

/// `customers/starbridge/plans/2026.toml:12`
fn place(finding: &Finding) -> String {
    format!("{}:{}", one_line(&finding.path), finding.start.line)
}

/// For machines: the fields of `audit --format json`.
#[derive(Serialize)]
pub(super) struct Page<'a> {
    as_of: String,
    appeared: Vec<Entry<'a>>,
    disappeared: Vec<Entry<'a>>,
}
