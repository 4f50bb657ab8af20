//! Help pages: their text, their width, their language.

use std::collections::BTreeSet;
use std::fmt::Write;

use clap::CommandFactory;
use kehu::cli::Exit;
use kehu::cli::args::{Cli, Format, Key};
use kehu::cli::pages;
use kehu::form::choices::Education;
use unicode_width::UnicodeWidthStr;

use crate::support::{Kehu, quick};

/// Names that Chinese text keeps as they are.
const NAMES: [&str; 9] = ["kehu", "install", "Excel", "Schema", "Zsh", "GitHub", "GitLab", "Gitea", "Forgejo"];

fn line(command: &str) -> String {
    match command {
        "kehu" => "--help".to_owned(),
        command => format!("{command} --help"),
    }
}

#[test]
fn pages() {
    for page in pages::all() {
        let mut text = String::new();
        for (lang, width) in [("zh-CN", 100), ("zh-CN", 60), ("en", 100), ("en", 60)] {
            let help = Kehu::line(&line(page.command)).lang(lang).width(width).run().clean();
            writeln!(text, "━━━ {lang} {width}\n{help}").expect("a string takes everything");
        }
        insta::assert_snapshot!(format!("help_{}", page.command), text);
    }
}

#[test]
fn all_ways_to_a_page_are_one() {
    let whole = Kehu::line("--help").run().clean();
    for way in ["", "help", "-h", "--lang zh-CN --help"] {
        assert_eq!(Kehu::line(way).run().clean(), whole, "{way}");
    }
    let audit = Kehu::line("audit --help").run().clean();
    for way in ["help audit", "audit -h", "-q audit x --help"] {
        assert_eq!(Kehu::line(way).run().clean(), audit, "{way}");
    }
}

#[test]
fn off_a_terminal_a_page_is_100_columns_wide() {
    assert_eq!(Kehu::line("list -h").run().clean(), Kehu::line("list -h").width(100).run().clean());
    assert_eq!(Kehu::line("list -h").width(400).run().clean(), Kehu::line("list -h").width(100).run().clean());
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    for (at, page) in pages::all().enumerate() {
        for lang in ["zh-CN", "en"] {
            // Every width is some page's, the usual ones are everybody's.
            for width in (40..=100).filter(|width| width % 7 == at % 7 || [40, 60, 80, 100].contains(width)) {
                let (exit, help, _) = quick(&line(page.command), lang, width);
                assert_eq!(exit, Exit::Clean);
                for line in help.lines() {
                    assert!(line.width() <= width, "{} {lang} {width}: {line}", page.command);
                    assert_eq!(line.trim_end(), line, "a blank at the end of a line");
                }
            }
        }
    }
}

#[test]
fn nothing_is_left_untranslated() {
    let known = known_words();
    for page in pages::all() {
        let (_, zh, _) = quick(&line(page.command), "zh-CN", 100);
        let strange: Vec<_> = words(&prose(&zh, "示例：")).into_iter().filter(|word| !known.contains(word)).collect();
        assert!(strange.is_empty(), "English in the Chinese help of {}: {strange:?}", page.command);
        let (_, en, _) = quick(&line(page.command), "en", 100);
        // Keys that are Chinese in every language.
        let keys = Education::ALL.iter().fold(prose(&en, "Examples:"), |text, one| text.replace(one.key(), ""));
        let strange: String = keys.chars().filter(|c| *c > '\u{2e7f}').collect();
        assert!(strange.is_empty(), "Chinese in the English help of {}: {strange}", page.command);
    }
}

/// A page without its examples and without code.
fn prose(page: &str, examples: &str) -> String {
    let (before, rest) = page.split_once(examples).expect("every page has examples");
    let after = rest.split_once("\n\n").map_or("", |(_, after)| after);
    format!("{before}\n{after}").split('`').step_by(2).collect()
}

/// Words in Latin letters that are not all capitals: `DIR` and `JSON` are the same in every language.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_'));
    let words = words.map(|word| word.trim_start_matches('-')).filter(|word| word.chars().any(|c| c.is_ascii_lowercase()));
    words.map(str::to_owned).collect()
}

/// Names of commands and options, and words that they take.
fn known_words() -> BTreeSet<String> {
    use clap::ValueEnum;
    let mut known: BTreeSet<String> = NAMES.map(str::to_owned).into();
    known.extend(Format::value_variants().iter().map(Key::key));
    let tree = Cli::command();
    for command in std::iter::once(&tree).chain(tree.get_subcommands()) {
        known.insert(command.get_name().to_owned());
        for arg in command.get_arguments() {
            known.extend(arg.get_long().map(str::to_owned));
            known.extend(arg.get_short().map(String::from));
            known.extend(arg.get_possible_values().iter().map(|value| value.get_name().to_owned()));
        }
    }
    known
}

#[test]
fn headings_are_bold_only_when_asked() {
    assert!(!Kehu::line("--help").run().clean().contains('\x1b'));
    assert!(Kehu::line("--help --color always").run().clean().contains("\x1b[1m用法：\x1b[0m"));
    assert!(!Kehu::line("--help --color never").run().clean().contains('\x1b'));
}

#[test]
fn the_version_is_one_line() {
    assert_eq!(Kehu::line("--version").run().clean(), format!("kehu {}\n", env!("CARGO_PKG_VERSION")));
    assert_eq!(Kehu::line("-V").run().clean(), format!("kehu {}\n", env!("CARGO_PKG_VERSION")));
}
