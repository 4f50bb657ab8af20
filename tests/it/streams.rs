//! Standard output and standard error: data here, words there, and readers that go away.

use std::io;
use std::process::{Command, Stdio};

use crate::support::{Kehu, copy_of, project};

#[test]
fn a_closed_pipe_ends_quietly() {
    for args in [&["--help"][..], &["completions", "bash"]] {
        let (reader, writer) = io::pipe().expect("a pipe");
        drop(reader);
        let child = Command::new(env!("CARGO_BIN_EXE_kehu")).args(args).stdout(writer).stderr(Stdio::piped()).spawn();
        let done = child.expect("kehu starts").wait_with_output().expect("kehu ends");
        assert_eq!(done.status.code(), Some(0), "{args:?}");
        assert_eq!(String::from_utf8_lossy(&done.stderr), "", "{args:?}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_said() {
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("Linux has it");
    let child = Command::new(env!("CARGO_BIN_EXE_kehu")).arg("--help").stdout(full).stderr(Stdio::piped()).spawn();
    let done = child.expect("kehu starts").wait_with_output().expect("kehu ends");
    assert_eq!(done.status.code(), Some(2));
    assert!(!done.stderr.is_empty());
}

#[test]
fn every_shell_has_a_script_that_asks_kehu() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = Kehu::new(["completions", shell]).lang("en").run().clean();
        assert!(script.contains("KEHU_COMPLETE"), "{shell}");
    }
}

/// What the shell is offered for a line; the last word is the one being typed.
fn offered(line: &str, lang: &str) -> String {
    let folder = project().join("examples/telecom");
    let words: Vec<&str> = std::iter::once("--").chain(line.split(' ')).collect();
    let index = (words.len() - 2).to_string();
    let done = Kehu::new(words).inside(&folder).lang(lang).var("KEHU_COMPLETE", "zsh").var("_CLAP_COMPLETE_INDEX", &index).run();
    done.clean()
}

#[test]
fn a_tab_offers_what_is_in_the_archive() {
    for (line, part) in [
        ("kehu sh", "show"),
        ("kehu show yun", "yunling-mobile:云岭移动"),
        ("kehu show 云岭", "yunling-mobile"),
        ("kehu show yunling-mobile li", "li-guoqiang:李国强"),
        ("kehu form 2 yunling-mobile wang", "wang-min"),
        ("kehu audit --me zhou", "zhou-lan:周岚"),
        ("kehu audit --rule COV", "COV-03:全部关系不由客户经理一人掌握"),
        ("kehu audit --level COV-03", "COV-03="),
        ("kehu audit --level COV-03=w", "COV-03=warning"),
        ("kehu check --rule F5", "F5-02"),
        ("kehu check --format git", "gitlab"),
        ("kehu explain cust", "customer:附表1 客户基本状况表"),
        ("kehu schema contact", "contact-report"),
        ("kehu init x --example t", "telecom"),
        ("kehu --format mark", "markdown"),
        ("kehu add-contact yun", "yunling-mobile:云岭移动"),
        ("kehu add-contact yunling-mobile 李 --ours zhou", "zhou-lan:周岚"),
        ("kehu add-contact yunling-mobile 李 --hob", "--hobbies"),
        ("kehu set yun", "yunling-mobile"),
        ("kehu plan yun", "yunling-mobile:云岭移动"),
        ("kehu plan app", "approve"),
        ("kehu plan new yun", "yunling-mobile:云岭移动"),
        ("kehu brief star", "starbridge:星桥设备"),
    ] {
        let words = offered(line, "zh-CN");
        assert!(words.contains(part), "{line}: {words}");
    }
    assert!(offered("kehu revenue --", "en").contains("Sums by this"));
}

#[test]
fn a_tab_outside_an_archive_is_silent() {
    let folder = tempfile::tempdir().expect("a folder");
    for line in ["-- kehu show x", "-- kehu -C nowhere show x", "--", ""] {
        assert_eq!(
            Kehu::line(line).inside(folder.path()).var("KEHU_COMPLETE", "zsh").var("_CLAP_COMPLETE_INDEX", "2").run().clean(),
            "",
            "{line}"
        );
    }
    assert_eq!(Kehu::line("-- kehu sh").var("KEHU_COMPLETE", "no-shell").run().clean(), "");
}

#[test]
fn the_result_goes_to_the_file_that_was_named() {
    let folder = copy_of("src/cli/commands");
    assert_eq!(Kehu::line("completions fish -o kehu.fish").inside(folder.path()).run().clean(), "");
    let written = std::fs::read_to_string(folder.path().join("kehu.fish")).expect("written");
    assert_eq!(written, Kehu::line("completions fish -o -").run().clean());
    let words = Kehu::line("completions fish -o none/kehu.fish").inside(folder.path()).lang("en").run().refused();
    assert!(words.starts_with("error: cannot write `none/kehu.fish`: "), "{words}");
}
