//! Commands in messages, as they are to be typed from where the user stands: who said `-C DIR` has to say it again.

use std::path::Path;

use crate::words::shell_word;

/// Commands that need no archive.
const ELSEWHERE: [&str; 3] = ["init", "help", "completions"];

/// How a command is typed again.
#[derive(Clone, Debug, Default)]
pub(crate) struct Again {
    /// `-C DIR `; empty where the archive was found without it.
    option: String,
    /// The words that are commands.
    commands: Vec<String>,
}

impl Again {
    /// For a run with `-C`; `commands` are all of kehu's.
    pub(crate) fn new(archive: &Path, commands: impl Iterator<Item = String>) -> Self {
        let option = format!("-C {} ", shell_word(&archive.to_string_lossy()));
        Self { option, commands: commands.filter(|name| !ELSEWHERE.contains(&name.as_str())).collect() }
    }

    /// A text with its commands as they are to be typed. One that has been through it stays as it is.
    pub(crate) fn typed(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(at) = rest.find("kehu ") {
            let (before, behind) = rest.split_at(at + "kehu ".len());
            out.push_str(before);
            rest = behind;
            if starts_word(&before[..at]) && self.is_command(behind) {
                out.push_str(&self.option);
            }
        }
        out.push_str(rest);
        out
    }

    fn is_command(&self, text: &str) -> bool {
        let word = text.split(|c: char| !(c.is_ascii_lowercase() || c == '-')).next().unwrap_or_default();
        self.commands.iter().any(|name| name == word) && !text[word.len()..].starts_with(" --help")
    }
}

/// Whether a word may begin behind this text: `.kehu add` is none of ours.
fn starts_word(before: &str) -> bool {
    !before.ends_with(|c: char| c.is_ascii_alphanumeric() || "-_./".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_name_the_archive_that_was_named() {
        let commands = ["set", "add-contact", "check", "init"].map(str::to_owned);
        let again = Again::new(Path::new("../my archive"), commands.into_iter());
        for (text, typed) in [
            ("用 `kehu check a.toml` 看", "用 `kehu -C \"../my archive\" check a.toml` 看"),
            ("    kehu set x a=1; kehu add-contact y", "    kehu -C \"../my archive\" set x a=1; kehu -C \"../my archive\" add-contact y"),
            ("another kehu (process 3)", "another kehu (process 3)"),
            ("`kehu init DIR`, `kehu settle`, `kehu set --help`", "`kehu init DIR`, `kehu settle`, `kehu set --help`"),
            ("x/.kehu set", "x/.kehu set"),
        ] {
            assert_eq!(again.typed(text), typed);
            assert_eq!(again.typed(typed), typed);
        }
        assert_eq!(Again::default().typed("`kehu check`"), "`kehu check`");
    }
}
