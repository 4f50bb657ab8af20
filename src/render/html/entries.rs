//! What stands in files of its own beside the page.

use std::fmt::Write;

use crate::report::sheet::Entry;
use crate::words::{Lang, words};

use super::prose::{escape, marked};

/// A list, each entry with its files: the title leads to the first of them.
pub(super) fn entries(entries: &[Entry], lang: Lang) -> String {
    let mut out = String::from("<ul class=\"entries\">\n");
    for entry in entries {
        let title = escape(&entry.title);
        let title = match entry.links.first() {
            Some(first) => format!("<a href=\"{}\">{title}</a>", escape(&first.href)),
            None => title,
        };
        let _ = write!(out, "<li><b>{title}</b>");
        if !entry.text.is_empty() {
            let _ = write!(out, "<p>{}</p>", marked(&entry.text));
        }
        if !entry.links.is_empty() {
            let links = entry.links.iter().map(|link| format!("<a href=\"{}\">{}</a>", escape(&link.href), escape(&link.label)));
            let label = words("文件：", "Files: ").get(lang);
            let _ = write!(out, "<p class=\"files\">{label}{}</p>", links.collect::<Vec<_>>().join(" "));
        }
        out.push_str("</li>\n");
    }
    out.push_str("</ul>\n");
    out
}
