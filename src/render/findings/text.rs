//! Findings for people: what, where, the line itself with a mark under the place, how it should look, what to do, and whose words ask for it.

use std::sync::Arc;

use annotate_snippets::renderer::{AnsiColor, Effects, Style};

use super::Report;
use super::excerpt::excerpt;
use super::fix::{Change, changes};
use super::summary;
use crate::findings::{Finding, Fix, Level, Safety};
use crate::render::paper::{clip, one_line, width, wrap};
use crate::say;
use crate::words::{Words, words};

/// Lines of a fix that are shown at most.
const FIX_LINES: usize = 8;
/// Columns of a fixed line that are shown at most.
const LONGEST: usize = 120;

/// Everything, with the summary at the end.
pub(super) fn render(report: &Report<'_>) -> String {
    let mut out = each(report);
    end(&mut out, report);
    out
}

/// The findings alone.
pub(super) fn each(report: &Report<'_>) -> String {
    let mut out = String::new();
    // Findings are sorted by path: each document's text is fetched once.
    let mut source: Option<(&str, Option<Arc<str>>)> = None;
    for finding in report.findings {
        if source.as_ref().is_none_or(|(path, _)| *path != &*finding.path) {
            source = Some((&finding.path, (report.sources)(&finding.path)));
        }
        let text = source.as_ref().and_then(|(_, text)| text.as_deref());
        one(&mut out, report, finding, text);
        out.push('\n');
    }
    out
}

/// One finding.
fn one(out: &mut String, report: &Report<'_>, finding: &Finding, text: Option<&str>) {
    let paint = Paint(report.color);
    let word = format!("{}[{}]", finding.level.word().get(report.lang), finding.rule);
    let message = one_line(&finding.message);
    let mut lines = fit(&format!("{word} {message}"), report, 0).into_iter();
    // The first word of the first line is the level, which has its own colour.
    let first = lines.next().unwrap_or_default();
    let rest = first.strip_prefix(word.as_str()).unwrap_or("");
    out.push_str(&format!("{}{}\n", paint.level(finding.level, &word), paint.bold(rest)));
    for line in lines {
        out.push_str(&format!("{}\n", paint.bold(&line)));
    }
    let pad = " ".repeat(finding.start.line.max(1).to_string().len());
    let (path, start) = (one_line(&finding.path), finding.start);
    out.push_str(&format!("{pad}{} {path}:{}:{}\n", paint.frame("-->"), start.line, start.column));
    let room = report.width.map(usize::from);
    if let Some(shown) = text.and_then(|text| excerpt(finding, text, report.color, room)) {
        out.push_str(&shown);
        out.push('\n');
    }
    if let (Some(fix), Some(text)) = (&finding.fix, text) {
        show_fix(out, report, fix, text, &pad);
    }
    label(out, report, &pad, words("处理", "help"), &finding.help);
    let source = finding.source().replace("; ", words("；", "; ").get(report.lang));
    label(out, report, &pad, words("依据", "source"), &source);
}

/// `= 处理：…`, wrapped under itself; nothing for an empty text.
fn label(out: &mut String, report: &Report<'_>, pad: &str, name: Words, text: &str) {
    if text.is_empty() {
        return;
    }
    let lang = report.lang;
    let name = say!(lang, "{}：", "{}: ", name.get(lang));
    let hang = pad.len() + 3;
    let text = one_line(text);
    let lines = fit(&format!("{name}{text}"), report, hang);
    let sign = Paint(report.color).frame("=");
    for (at, line) in lines.iter().enumerate() {
        let front = if at == 0 { format!("{pad} {sign} ") } else { " ".repeat(hang) };
        out.push_str(&format!("{front}{line}\n"));
    }
}

/// The lines of the document as the fix leaves them.
fn show_fix(out: &mut String, report: &Report<'_>, fix: &Fix, text: &str, pad: &str) {
    let Some(changes) = changes(text, &fix.edits) else {
        return;
    };
    let name = match fix.safety {
        Safety::Safe => words("改为", "change to"),
        Safety::Unsafe => words("建议改为", "suggestion"),
        Safety::Example => words("例如", "for example"),
    };
    let paint = Paint(report.color);
    let lang = report.lang;
    let name = say!(lang, "{}：", "{}:", name.get(lang));
    out.push_str(&format!("{pad} {} {name}\n", paint.frame("=")));
    let moves = changes.len() > 1;
    let mut lines = Vec::new();
    for change in &changes {
        // What is replaced stands in the excerpt above; only what goes without a replacement, or elsewhere, is named.
        if change.added.is_empty() || moves && change.removed.len() > change.added.len() {
            lines.extend(change.removed.iter().map(|line| ('-', cut(line, None, report))));
        }
        lines.extend(added(change, report).into_iter().map(|line| ('+', line)));
    }
    let more = lines.len().saturating_sub(FIX_LINES);
    lines.truncate(FIX_LINES);
    for (sign, line) in &lines {
        let line = format!("{sign} {line}");
        let line = if *sign == '+' { paint.green(line.trim_end()) } else { paint.red(line.trim_end()) };
        out.push_str(&format!("{pad} {line}\n"));
    }
    if more > 0 {
        out.push_str(&say!(lang, "{pad}   …（另有 {more} 行）\n", "{pad}   … ({more} more)\n"));
    }
}

/// The new lines of a change.
fn added(change: &Change, report: &Report<'_>) -> Vec<String> {
    let line = |(at, line): (usize, &String)| cut(line, change.removed.get(at), report);
    change.added.iter().enumerate().map(line).collect()
}

/// A line cut to the room there is, around where it begins to differ from the one before.
fn cut(line: &str, before: Option<&String>, report: &Report<'_>) -> String {
    let same = before.map_or(0, |before| {
        let pairs = line.char_indices().zip(before.chars());
        pairs.take_while(|((_, a), b)| a == b).last().map_or(0, |((at, c), _)| at + c.len_utf8())
    });
    let room = report.width.map_or(LONGEST, |room| usize::from(room).saturating_sub(8).clamp(20, LONGEST));
    clip(line, same..same, room).0.replace('\t', "    ")
}

/// The end: counts, what was read, what was not judged.
fn end(out: &mut String, report: &Report<'_>) {
    let paint = Paint(report.color);
    let mut say = |line: &str, indent: usize, bold: bool| {
        for (at, part) in fit(line, report, indent + 2).iter().enumerate() {
            let indent = if at == 0 { indent } else { indent + 2 };
            let part = if bold { paint.bold(part) } else { part.clone() };
            out.push_str(&format!("{}{part}\n", " ".repeat(indent)));
        }
    };
    let headline = match summary::fixable(report) {
        Some(fixable) => format!("{}{}{fixable}", summary::headline(report), say!(report.lang, "", " ")),
        None => summary::headline(report),
    };
    say(&headline, 0, true);
    for more in [summary::known(report), summary::accepted(report)].into_iter().flatten() {
        say(&more, 0, false);
    }
    say(&summary::scope(report), 0, false);
    if let Some(rules) = summary::rules(report) {
        say(&rules, 0, false);
    }
    for gap in summary::gaps(report) {
        say(gap.title.trim_end(), 0, false);
        for item in &gap.items {
            say(item, 2, false);
        }
    }
}

/// Lines of a text that fit beside an indent of so many columns; as it is off a terminal.
fn fit(text: &str, report: &Report<'_>, indent: usize) -> Vec<String> {
    match report.width.map(usize::from) {
        Some(room) if width(text) + indent > room => wrap(text, room.saturating_sub(indent).max(16)),
        _ => vec![text.to_owned()],
    }
}

/// Colours, or none.
#[derive(Clone, Copy)]
struct Paint(bool);

impl Paint {
    /// `text` in a style; empty text stays empty.
    fn with(self, style: Style, text: &str) -> String {
        if self.0 && !text.is_empty() { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }

    fn bold(self, text: &str) -> String {
        self.with(Style::new().effects(Effects::BOLD), text)
    }

    fn frame(self, text: &str) -> String {
        self.with(AnsiColor::BrightBlue.on_default().effects(Effects::BOLD), text)
    }

    fn green(self, text: &str) -> String {
        self.with(AnsiColor::Green.on_default(), text)
    }

    fn red(self, text: &str) -> String {
        self.with(AnsiColor::Red.on_default(), text)
    }

    fn level(self, level: Level, text: &str) -> String {
        let color = match level {
            Level::Error => AnsiColor::BrightRed,
            Level::Warning => AnsiColor::Yellow,
            Level::Info => AnsiColor::BrightBlue,
        };
        self.with(color.on_default().effects(Effects::BOLD), text)
    }
}
