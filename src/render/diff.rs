//! Unified diffs in git's format: what a dry run shows and `git apply` takes.

use similar::{ChangeTag, DiffOp, TextDiff};

/// Unchanged lines around a change.
const CONTEXT: usize = 3;
const BOLD: &str = "\u{1b}[1m";
const CYAN: &str = "\u{1b}[36m";
const RED: &str = "\u{1b}[31m";
const GREEN: &str = "\u{1b}[32m";
const RESET: &str = "\u{1b}[0m";

/// What becomes of the file at `path` (relative, with `/`): none before is a new file, none after one that goes. Empty when nothing changes.
#[must_use]
pub fn unified(path: &str, before: Option<&str>, after: Option<&str>, color: bool) -> String {
    if before == after {
        return String::new();
    }
    let mut out = Page { text: String::new(), color };
    let (old, new) = (before.unwrap_or_default(), after.unwrap_or_default());
    out.head(path, before.is_some(), after.is_some(), old != new);
    let diff = TextDiff::configure().newline_terminated(true).diff_lines(old, new);
    for group in diff.grouped_ops(CONTEXT) {
        out.line(CYAN, &header(&group));
        for change in group.iter().flat_map(|op| diff.iter_changes(op)) {
            let (sign, color) = match change.tag() {
                ChangeTag::Equal => (' ', ""),
                ChangeTag::Delete => ('-', RED),
                ChangeTag::Insert => ('+', GREEN),
            };
            let line = change.value();
            out.line(color, &format!("{sign}{}", line.strip_suffix('\n').unwrap_or(line)));
            if !line.ends_with('\n') {
                out.line("", "\\ No newline at end of file");
            }
        }
    }
    out.text
}

/// `@@ -3,7 +3,8 @@`
fn header(group: &[DiffOp]) -> String {
    let (Some(first), Some(last)) = (group.first(), group.last()) else { return String::new() };
    let old = range(first.old_range().start, last.old_range().end);
    let new = range(first.new_range().start, last.new_range().end);
    format!("@@ -{old} +{new} @@")
}

/// As patch programs count: from 1, of nothing the line before it, a single line without its count.
fn range(start: usize, end: usize) -> String {
    match end - start {
        0 => format!("{start},0"),
        1 => format!("{}", start + 1),
        count => format!("{},{count}", start + 1),
    }
}

struct Page {
    text: String,
    color: bool,
}

impl Page {
    fn head(&mut self, path: &str, was: bool, is: bool, has_lines: bool) {
        let (old, new) = (quoted("a/", path), quoted("b/", path));
        self.line(BOLD, &format!("diff --git {old} {new}"));
        match (was, is) {
            (false, _) => self.line(BOLD, "new file mode 100644"),
            (_, false) => self.line(BOLD, "deleted file mode 100644"),
            _ => {}
        }
        // An empty file has no lines to come or go.
        if !has_lines {
            return;
        }
        let name = |there: bool, name: String| if there { name } else { "/dev/null".to_owned() };
        // A blank in a name ends it for old patch programs; git puts a tab behind it.
        let tab = |there: bool| if there && path.contains(' ') { "\t" } else { "" };
        self.line(BOLD, &format!("--- {}{}", name(was, old), tab(was)));
        self.line(BOLD, &format!("+++ {}{}", name(is, new), tab(is)));
    }

    fn line(&mut self, color: &str, line: &str) {
        if self.color && !color.is_empty() {
            // The carriage return stays behind the colour: a terminal would else write over the line.
            let (line, end) = line.strip_suffix('\r').map_or((line, ""), |line| (line, "\r"));
            self.text.extend([color, line, RESET, end, "\n"]);
        } else {
            self.text.extend([line, "\n"]);
        }
    }
}

/// A name as git writes it: in quotes when a sign in it would not survive. Chinese stays readable, and git reads it so.
fn quoted(prefix: &str, path: &str) -> String {
    if !path.contains(|sign: char| sign.is_ascii_control() || matches!(sign, '"' | '\\')) {
        return format!("{prefix}{path}");
    }
    let mut out = format!("\"{prefix}");
    for sign in path.chars() {
        match sign {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            sign if sign.is_ascii_control() => out.push_str(&format!("\\{:03o}", u32::from(sign))),
            sign => out.push(sign),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_changed_line_stands_between_three_others() {
        let before = "a\nb\nc\nd\ne\nf\ng\nh\ni\n";
        let after = before.replace("e\n", "E\n");
        let want = "diff --git a/x.toml b/x.toml\n--- a/x.toml\n+++ b/x.toml\n@@ -2,7 +2,7 @@\n b\n c\n d\n-e\n+E\n f\n g\n h\n";
        assert_eq!(unified("x.toml", Some(before), Some(&after), false), want);
        assert_eq!(unified("x.toml", Some(before), Some(before), false), "");
    }

    #[test]
    fn new_files_and_files_that_go() {
        let new =
            "diff --git a/客户/x.toml b/客户/x.toml\nnew file mode 100644\n--- /dev/null\n+++ b/客户/x.toml\n@@ -0,0 +1,2 @@\n+a\n+b\n";
        assert_eq!(unified("客户/x.toml", None, Some("a\nb\n"), false), new);
        let gone = "diff --git a/x b/x\ndeleted file mode 100644\n--- a/x\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n";
        assert_eq!(unified("x", Some("a\n"), None, false), gone);
        assert_eq!(unified("x", None, Some(""), false), "diff --git a/x b/x\nnew file mode 100644\n");
    }

    #[test]
    fn the_last_line_without_end_and_line_ends() {
        let tail = |before, after| unified("x", Some(before), Some(after), false).split_once(" @@\n").map(|two| two.1.to_owned());
        assert_eq!(tail("a", "b").expect("a hunk"), "-a\n\\ No newline at end of file\n+b\n\\ No newline at end of file\n");
        assert_eq!(tail("a", "a\n").expect("a hunk"), "-a\n\\ No newline at end of file\n+a\n");
        assert_eq!(tail("a\r\nb\r\n", "a\r\nc\r\n").expect("a hunk"), " a\r\n-b\r\n+c\r\n");
    }

    #[test]
    fn colours_and_odd_names() {
        let shown = unified("x", Some("a\r\n"), Some("b\r\n"), true);
        assert!(shown.contains("\u{1b}[31m-a\u{1b}[0m\r\n") && shown.contains("\u{1b}[36m@@ -1 +1 @@\u{1b}[0m\n"), "{shown:?}");
        let shown = unified("a \"b.toml", Some("a\n"), Some("b\n"), false);
        assert!(shown.contains("--- \"a/a \\\"b.toml\"\t\n"), "{shown}");
        assert!(unified("a b", Some("a\n"), Some("b\n"), false).contains("+++ b/a b\t\n"));
    }

    /// Reads a diff back: what a patch program would make of `before`.
    fn patched(before: &str, diff: &str) -> Option<String> {
        let old: Vec<&str> = before.split_inclusive('\n').collect();
        let mut out = String::new();
        let (mut at, mut last) = (0, ' ');
        let put = |out: &mut String, line: &str| out.extend([line, "\n"]);
        for line in diff.split_terminator('\n').skip_while(|line| !line.starts_with("@@")) {
            let (sign, rest) = line.split_at(1);
            match sign {
                "@" => {
                    let start = rest.trim_start_matches("@ -").split([',', ' ']).next()?.parse::<usize>().ok()?;
                    let none = rest.trim_start_matches("@ -").split(' ').next()?.ends_with(",0");
                    let start = if none { start } else { start - 1 };
                    out.push_str(&old.get(at..start)?.concat());
                    at = start;
                }
                "\\" if last == '-' => {}
                "\\" => drop(out.pop()),
                "+" => put(&mut out, rest),
                _ => {
                    if old.get(at)?.trim_end_matches('\n') != rest {
                        return None;
                    }
                    at += 1;
                    if sign == " " {
                        put(&mut out, rest);
                    }
                }
            }
            last = sign.chars().next()?;
        }
        out.push_str(&old.get(at..)?.concat());
        Some(out)
    }

    proptest! {
        #[test]
        fn the_diff_makes_the_one_of_the_other(before in "([ab云]{0,2}\r?\n){0,24}[ab]?", after in "([ab云]{0,2}\r?\n){0,24}[ab]?") {
            let diff = unified("x", Some(&before), Some(&after), false);
            prop_assert_eq!(patched(&before, &diff).expect("fits"), after);
        }
    }
}
