//! What a person reads who typed something wrong.

use std::fmt::Write;

use kehu::cli::Exit;
use unicode_width::UnicodeWidthStr;

use crate::support::{Kehu, quick};

const MISTAKES: &[&str] = &[
    "lst",
    "frobnicate",
    "help audti",
    "list",
    "list custmers",
    "list customers --limt 3",
    "list customers --limit",
    "list customers --limit many",
    "list customers --round 99",
    "list customers --format sarif",
    "list customers -o findings.sarif",
    "list customers --format tabel",
    "form",
    "form 8 yunling-mobile",
    "form 1",
    "show",
    "show starbridge feng-kai more",
    "show starbridge --reveal=yes",
    "audit --as-of tomorrow",
    "audit --fail-on warn",
    "audit -q -v",
    "revenue --year 26",
    "init --example telecom --company 远擎通信建设股份有限公司",
    "init --format json",
    "completions fsh",
    "show --lang fr starbridge",
    "--archive",
    "-z",
];

#[test]
fn mistakes() {
    for (lang, width) in [("zh-CN", 100), ("zh-CN", 60), ("en", 100), ("en", 60)] {
        let mut text = String::new();
        for mistake in MISTAKES {
            let words = Kehu::line(mistake).lang(lang).width(width).run().refused();
            writeln!(text, "$ kehu {mistake}\n{words}").expect("a string takes everything");
        }
        insta::assert_snapshot!(format!("mistakes_{lang}_{width}"), text);
    }
}

#[test]
fn every_complaint_fits_and_says_where_to_read_on() {
    for mistake in MISTAKES {
        for lang in ["zh-CN", "en"] {
            for width in 40..=100 {
                let (exit, data, words) = quick(mistake, lang, width);
                assert_eq!((exit, data.as_str()), (Exit::Failed, ""), "{mistake}");
                assert!(words.lines().all(|line| line.width() <= width), "{width}: {words}");
                assert!(words.lines().next_back().is_some_and(|line| line.contains("--help`")), "{mistake}: {words}");
            }
        }
    }
}

#[test]
fn clap_never_speaks_itself() {
    for mistake in MISTAKES {
        let (_, _, words) = quick(mistake, "zh-CN", 100);
        assert!(words.starts_with("错误："), "{words}");
        for clap in ["error", "tip:", "Usage", "For more information"] {
            assert!(!words.replace("可取：error", "").contains(clap), "{mistake}: {words}");
        }
    }
}

#[test]
fn a_bad_date_in_the_environment_is_named() {
    let words = Kehu::line("audit").var("KEHU_AS_OF", "soon").lang("en").run().refused();
    assert!(words.contains("`KEHU_AS_OF` is `soon`"), "{words}");
    let done = Kehu::line("completions bash").var("KEHU_AS_OF", "soon").run();
    assert_eq!(done.status, Some(2));
}

#[test]
fn the_language_is_known_even_when_nothing_else_is() {
    let english = |done: crate::support::Done| done.refused().starts_with("error: ");
    assert!(english(Kehu::line("lst --lang en").run()));
    assert!(english(Kehu::line("--lang=en lst").run()));
    assert!(english(Kehu::line("lst").var("LANG", "en_GB.UTF-8").run()));
    assert!(!english(Kehu::line("lst").var("LANG", "C.UTF-8").run()));
    assert!(!english(Kehu::line("lst --lang zh-CN").lang("en").run()));
    assert!(!english(Kehu::line("lst").var("LC_ALL", "zh_CN.UTF-8").var("LANG", "en_GB.UTF-8").run()));
}
