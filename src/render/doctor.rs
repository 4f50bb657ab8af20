//! What `kehu doctor` found: for a terminal, as Markdown, for machines.

use serde::Serialize;

use crate::render::paper::{one_line, visible, width, wrap};
use crate::render::tables::markdown::escape;
use crate::report::doctor::{Check, State, Step};
use crate::say;
use crate::words::{Lang, words};

/// Below this width what belongs to a line is set in by less.
const NARROW: usize = 60;

/// How the page is set.
#[derive(Clone, Debug)]
pub struct Style {
    /// Language of the words.
    pub lang: Lang,
    /// Columns for prose.
    pub width: usize,
    /// Columns for commands; none: they are not broken.
    pub commands: Option<usize>,
    /// With colours.
    pub color: bool,
    /// What was looked at: version and folder.
    pub title: String,
    /// How many are in order and how many are not.
    pub sums: String,
    /// What to do next.
    pub closing: Option<String>,
}

/// For people: a paragraph a group, a line a check, below it what mends it.
#[must_use]
pub fn text(checks: &[Check], style: &Style) -> String {
    let lang = style.lang;
    let mut lines: Vec<String> = wrap(&one_line(&style.title), style.width);
    let mut group = None;
    for check in checks {
        if group != Some(check.group) {
            group = Some(check.group);
            lines.push(String::new());
            lines.push(painted(check.group.words().get(lang), "1", style));
        }
        lines.extend(entry(check, style));
    }
    lines.push(String::new());
    lines.extend(wrap(&style.sums, style.width));
    lines.extend(style.closing.iter().flat_map(|text| wrap(text, style.width)));
    lines.iter().fold(String::new(), |out, line| format!("{out}{}\n", line.trim_end()))
}

fn entry(check: &Check, style: &Style) -> Vec<String> {
    let lang = style.lang;
    let (mark, state) = (check.state.mark(), check.state.words().get(lang));
    let widest = State::ALL.iter().map(|state| width(state.words().get(lang))).max().unwrap_or(0);
    let indent = if style.width < NARROW { 2 } else { widest + 4 };
    let head = format!("{mark} {state}{}", " ".repeat(widest.saturating_sub(width(state)) + 2));
    let found = visible(&check.found);
    let said = words("：", ": ").get(lang);
    let mut lines = hang(&format!("{head}{}{said}{found}", check.label.get(lang)), style.width, indent);
    if let Some(first) = lines.first_mut() {
        let plain = format!("{mark} {state}");
        *first = first.replacen(&plain, &painted(&plain, colour(check.state), style), 1);
    }
    let pad = " ".repeat(indent);
    for step in &check.todo {
        match step {
            Step::Do(what) => {
                let own = wrap(&visible(what), style.width.saturating_sub(indent));
                lines.extend(own.iter().map(|line| format!("{pad}{line}")));
            }
            Step::Run(command) => {
                let room = style.commands.map(|all| all.saturating_sub(indent + 2));
                let own = broken(&one_line(command), room).into_iter().enumerate();
                lines.extend(own.map(|(at, line)| format!("{pad}{}{line}", if at == 0 { "→ " } else { "    " })));
            }
        }
    }
    lines
}

/// A text whose lines after the first are set in. `wrap` never breaks before the first blank: it keeps to `limit` all the same.
fn hang(text: &str, limit: usize, indent: usize) -> Vec<String> {
    let mut lines = wrap(text, limit);
    if lines.len() < 2 {
        return lines;
    }
    let first = lines.swap_remove(0);
    let rest = text.get(first.len()..).unwrap_or_default().trim_start();
    let pad = " ".repeat(indent);
    let rest = wrap(rest, limit.saturating_sub(indent)).into_iter().map(|line| format!("{pad}{line}"));
    std::iter::once(first).chain(rest).collect()
}

/// A command in lines that can still be pasted: broken at blanks outside quotes, each line that goes on ending in the shell's `\`.
fn broken(command: &str, room: Option<usize>) -> Vec<String> {
    let Some(room) = room.filter(|room| width(command) > *room) else { return vec![command.to_owned()] };
    let mut parts = vec![String::new()];
    let mut quote = None;
    for c in command.chars() {
        match (quote, c) {
            (None, ' ') => {
                parts.push(String::new());
                continue;
            }
            (None, '\'' | '"') => quote = Some(c),
            (Some(open), _) if open == c => quote = None,
            _ => {}
        }
        if let Some(last) = parts.last_mut() {
            last.push(c);
        }
    }
    let mut lines: Vec<String> = Vec::new();
    for part in parts {
        match lines.last_mut() {
            Some(last) if width(last) + width(&part) + 3 <= room.saturating_sub(2) => *last = format!("{last} {part}"),
            _ => lines.push(part),
        }
    }
    let last = lines.len().saturating_sub(1);
    lines.into_iter().enumerate().map(|(at, line)| if at < last { format!("{line} \\") } else { line }).collect()
}

const fn colour(state: State) -> &'static str {
    match state {
        State::Ok => "32",
        State::Missing | State::Wrong => "1;31",
        State::Unknown => "33",
        State::Skipped => "2",
    }
}

fn painted(text: &str, colour: &str, style: &Style) -> String {
    if style.color { format!("\x1b[{colour}m{text}\x1b[0m") } else { text.to_owned() }
}

/// 共 22 项：正常 15，缺少 3，略过 4
#[must_use]
pub fn sums(checks: &[Check], lang: Lang) -> String {
    let count = |state: State| checks.iter().filter(|check| check.state == state).count();
    let parts: Vec<String> = State::ALL
        .iter()
        .filter(|state| count(**state) > 0)
        .map(|state| {
            let (word, count) = (state.words().get(lang), count(*state));
            say!(lang, "{word} {count}", "{count} {word}")
        })
        .collect();
    let all = checks.len();
    match lang {
        Lang::Zh => format!("共 {all} 项：{}", parts.join("，")),
        Lang::En => format!("{all} checks: {}", parts.join(", ")),
    }
}

/// A table a group.
#[must_use]
pub fn markdown(checks: &[Check], style: &Style) -> String {
    let lang = style.lang;
    let mut out = format!("# {}\n", escape(&style.title));
    let mut group = None;
    for check in checks {
        if group != Some(check.group) {
            group = Some(check.group);
            let heads = words("| 状态 | 项目 | 情况 | 办法 |", "| State | What | Found | To do |").get(lang);
            out.push_str(&format!("\n## {}\n\n{heads}\n| --- | --- | --- | --- |\n", check.group.words().get(lang)));
        }
        let (mark, state, label) = (check.state.mark(), check.state.words().get(lang), check.label.get(lang));
        let todo: Vec<String> = check.todo.iter().map(marked).collect();
        let cells = [format!("{mark} {state}"), escape(label), escape(&check.found), todo.join("<br>")];
        out.push_str(&format!("| {} |\n", cells.join(" | ")));
    }
    out.push_str(&format!("\n{}\n", style.sums));
    style.closing.iter().for_each(|text| out.push_str(&format!("\n{text}\n")));
    out
}

fn marked(step: &Step) -> String {
    match step {
        Step::Do(what) => escape(what),
        // In a cell even code must not hold a bar; a longer fence holds the backticks.
        Step::Run(command) => {
            let command = one_line(command).replace('|', "\\|");
            if command.contains('`') { format!("`` {command} ``") } else { format!("`{command}`") }
        }
    }
}

#[derive(Serialize)]
struct Page<'a> {
    version: u32,
    checks: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    name: &'a str,
    state: &'a str,
    found: &'a str,
    todo: Option<String>,
    commands: Vec<&'a str>,
}

/// For machines.
#[must_use]
pub fn json(checks: &[Check], lang: Lang) -> String {
    let between = words("；", "; ").get(lang);
    let entry = |check| -> Entry<'_> {
        let check: &Check = check;
        let said = check.todo.iter().map(|step| match step {
            Step::Do(what) => what.clone(),
            Step::Run(command) => format!("`{command}`"),
        });
        let said: Vec<String> = said.collect();
        let commands = check.todo.iter().filter_map(|step| match step {
            Step::Run(command) => Some(command.as_str()),
            Step::Do(_) => None,
        });
        Entry {
            name: check.name,
            state: check.state.key(),
            found: &check.found,
            todo: (!said.is_empty()).then(|| said.join(between)),
            commands: commands.collect(),
        }
    };
    let page = Page { version: 1, checks: checks.iter().map(entry).collect() };
    // Texts alone: nothing that JSON could not hold.
    let mut out = serde_json::to_string_pretty(&page).unwrap_or_default();
    out.push('\n');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_command_can_be_pasted() {
        let command = "printf '%s\\n' '/reports/ x' '*.plain' >> .gitignore";
        let lines = broken(command, Some(24));
        assert!(lines.len() > 1 && lines.iter().all(|line| width(line) <= 24), "{lines:?}");
        assert!(lines.iter().any(|line| line.contains("'/reports/ x'")), "{lines:?}");
        let again: Vec<&str> = lines.iter().map(|line| line.trim_end_matches('\\').trim()).collect();
        assert_eq!(again.join(" "), command);
        assert_eq!(broken(command, None), [command]);
    }
}
