//! A page for reading: headings, prose, quotations, tables. Data first, then Markdown or text of a terminal's width.

use super::paper::{one_line, visible, width, wrap};
use super::table::{Table, TableStyle};
use super::tables::{self, TableFormat, escape_markdown};
use crate::report::sheet::{Block as Part, Pair, Sheet};

/// A page.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// Its parts in order.
    pub blocks: Vec<Block>,
}

/// A part of a page.
#[derive(Clone, Debug)]
pub enum Block {
    /// A heading; 1 is the page's own.
    Heading(u8, String),
    /// Prose. Code stands between backticks.
    Prose(String),
    /// Somebody's own words, and whose.
    Quote(String, String),
    /// Terms with what belongs to each.
    Terms(Vec<(String, String)>),
    /// Lines as they stand in a file.
    Code(String),
    /// A table.
    Table(Table),
}

/// How a page is set for a terminal.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// Columns of prose.
    pub width: usize,
    /// With bold headings.
    pub color: bool,
    /// For its tables.
    pub table: TableStyle,
}

impl Document {
    /// Adds a heading.
    pub fn heading(&mut self, level: u8, text: impl Into<String>) {
        self.blocks.push(Block::Heading(level, text.into()));
    }

    /// Adds prose; an empty one is left out.
    pub fn prose(&mut self, text: impl Into<String>) {
        let text = text.into();
        if !text.is_empty() {
            self.blocks.push(Block::Prose(text));
        }
    }

    /// Adds any other part.
    pub fn push(&mut self, block: Block) {
        self.blocks.push(block);
    }

    /// As Markdown. Tables and words are in the language of `style`.
    #[must_use]
    pub fn markdown(&self, style: &TableStyle) -> String {
        let parts: Vec<String> = self.blocks.iter().map(|block| markdown(block, style)).collect();
        parts.join("\n")
    }

    /// As a sheet, for formats that lay out pages.
    #[must_use]
    pub fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::default();
        for block in &self.blocks {
            sheet.push(match block {
                Block::Heading(_, text) if sheet.title.is_empty() => {
                    sheet.title.clone_from(text);
                    continue;
                }
                Block::Heading(_, text) => Part::Heading(text.clone()),
                Block::Prose(text) => Part::Text(text.clone()),
                Block::Quote(text, whose) if whose.is_empty() => Part::Text(format!("「{text}」")),
                Block::Quote(text, whose) => Part::Text(format!("「{text}」 — {whose}")),
                Block::Terms(terms) => Part::Pairs(terms.iter().map(|(term, text)| Pair::new(term, text)).collect()),
                Block::Code(text) => Part::Text(text.lines().map(|line| format!("`{line}`\n")).collect()),
                Block::Table(table) => Part::Table(table.clone()),
            });
        }
        sheet
    }

    /// As text for a terminal.
    #[must_use]
    pub fn text(&self, setting: &Setting) -> String {
        let mut out = String::new();
        for (at, block) in self.blocks.iter().enumerate() {
            // A heading stands right above what it is about.
            let follows = at > 0 && matches!(self.blocks[at - 1], Block::Heading(level, _) if level > 1);
            if at > 0 && !follows {
                out.push('\n');
            }
            text(block, setting, &mut out);
        }
        out
    }
}

fn markdown(block: &Block, style: &TableStyle) -> String {
    match block {
        Block::Heading(level, text) => format!("{} {}\n", "#".repeat(usize::from(*level)), one_line(text)),
        Block::Prose(text) => format!("{}\n", prose(text)),
        Block::Quote(text, whose) if whose.is_empty() => format!("> {}\n", escape_markdown(text)),
        Block::Quote(text, whose) => format!("> {}\n>\n> — {}\n", escape_markdown(text), escape_markdown(whose)),
        Block::Terms(terms) => {
            terms.iter().map(|(term, text)| format!("- **{}**{}{}\n", escape_markdown(term), colon(style), prose(text))).collect()
        }
        Block::Code(text) => format!("```toml\n{}\n```\n", text.trim_end()),
        Block::Table(table) => String::from_utf8_lossy(&tables::render(TableFormat::Markdown, table, style)).into_owned(),
    }
}

/// Prose in Markdown: code between backticks stays as it is, the rest is escaped.
fn prose(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, part) in text.split('`').enumerate() {
        if at % 2 == 1 {
            out.push_str(&format!("`{part}`"));
            continue;
        }
        // Escaping trims: the spaces around a piece of code belong to the sentence.
        let lead = &part[..part.len() - part.trim_start().len()];
        let trail = if part.trim().is_empty() { "" } else { &part[part.trim_end().len()..] };
        out.push_str(&format!("{lead}{}{trail}", escape_markdown(part)));
    }
    out
}

fn colon(style: &TableStyle) -> &'static str {
    crate::words::words("：", ": ").get(style.lang)
}

fn text(block: &Block, setting: &Setting, out: &mut String) {
    match block {
        Block::Heading(_, text) => {
            let bold = |line: String| if setting.color { format!("\x1b[1m{line}\x1b[0m") } else { line };
            wrap(&one_line(text), setting.width).into_iter().for_each(|part| line(out, "", &bold(part)));
        }
        Block::Prose(text) => indented(text, "  ", setting, out),
        Block::Quote(text, whose) => {
            indented(&format!("「{text}」"), "  ", setting, out);
            if !whose.is_empty() {
                indented(&format!("— {whose}"), "    ", setting, out);
            }
        }
        Block::Terms(terms) => terms.iter().for_each(|(term, text)| entry(term, text, widest(terms), setting, out)),
        Block::Code(text) => visible(text).trim_end().lines().for_each(|code| line(out, "    ", code)),
        Block::Table(table) => out.push_str(&String::from_utf8_lossy(&tables::render(TableFormat::Text, table, &setting.table))),
    }
}

fn widest(terms: &[(String, String)]) -> usize {
    terms.iter().map(|(term, _)| width(term)).max().unwrap_or(0).min(24)
}

/// A term and beside it, all lines below each other, what belongs to it.
fn entry(term: &str, text: &str, column: usize, setting: &Setting, out: &mut String) {
    let indent = column + 4;
    let mut lead = format!("  {term}{}", " ".repeat((column + 2).saturating_sub(width(term))));
    for part in wrap(&visible(text), setting.width.saturating_sub(indent)) {
        line(out, &lead, &part);
        lead = " ".repeat(indent);
    }
}

fn indented(text: &str, indent: &str, setting: &Setting, out: &mut String) {
    let room = setting.width.saturating_sub(indent.len());
    wrap(&visible(text), room).iter().for_each(|part| line(out, indent, part));
}

fn line(out: &mut String, indent: &str, text: &str) {
    out.push_str(format!("{indent}{text}").trim_end());
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Lang;

    fn page() -> Document {
        let mut page = Document::default();
        page.heading(1, "COV-03 全部关系不由客户经理一人掌握");
        page.push(Block::Terms(vec![("级别".into(), "错误，已建立关系的人不足三位时为警告".into()), ("依据".into(), "附表4".into())]));
        page.heading(2, "怎么办");
        page.prose("运行 `kehu check *.toml`，再看 *这里*");
        page
    }

    #[test]
    fn text_fits_the_terminal() {
        let setting = Setting { width: 24, color: false, table: TableStyle::default() };
        let text = page().text(&setting);
        assert!(text.lines().all(|line| width(line) <= 24), "{text}");
        assert!(text.contains("  级别  错误，已建立关系\n        的人不足三位时为\n        警告\n  依据  附表4\n"), "{text}");
        assert!(text.contains("\n\n怎么办\n  运行"), "{text}");
    }

    #[test]
    fn markdown_keeps_code_and_escapes_prose() {
        let text = page().markdown(&TableStyle { lang: Lang::Zh, ..TableStyle::default() });
        assert!(text.starts_with("# COV-03 全部关系不由客户经理一人掌握\n\n- **级别**：错误"), "{text}");
        assert!(text.contains("运行 `kehu check *.toml`，再看 \\*这里\\*"), "{text}");
    }
}
