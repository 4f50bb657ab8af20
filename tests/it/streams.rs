//! Standard output and standard error: data here, words there, and readers that go away.

use std::io;
use std::process::{Command, Stdio};

use crate::support::{Kehu, copy_of};

#[test]
fn a_closed_pipe_ends_quietly() {
    for args in [&["--help"][..], &["completions", "bash"]] {
        let (reader, writer) = io::pipe().expect("a pipe");
        drop(reader);
        let child = Command::new(env!("CARGO_BIN_EXE_kehu"))
            .args(args)
            .stdout(writer)
            .stderr(Stdio::piped())
            .spawn();
        let done = child
            .expect("kehu starts")
            .wait_with_output()
            .expect("kehu ends");
        assert_eq!(done.status.code(), Some(0), "{args:?}");
        assert_eq!(String::from_utf8_lossy(&done.stderr), "", "{args:?}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_said() {
    let full = std::fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .expect("Linux has it");
    let child = Command::new(env!("CARGO_BIN_EXE_kehu"))
        .arg("--help")
        .stdout(full)
        .stderr(Stdio::piped())
        .spawn();
    let done = child
        .expect("kehu starts")
        .wait_with_output()
        .expect("kehu ends");
    assert_eq!(done.status.code(), Some(2));
    assert!(!done.stderr.is_empty());
}

#[test]
fn the_completion_script_speaks_the_language_of_the_run() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = Kehu::new(["completions", shell]).lang("en").run().clean();
        assert!(script.contains("revenue"), "{shell}");
        assert!(
            !script.chars().any(|c| c > '\u{2e7f}'),
            "{shell}: Chinese in the English script"
        );
    }
    assert!(
        Kehu::line("completions zsh")
            .run()
            .clean()
            .contains("收益计划")
    );
}

#[test]
fn the_result_goes_to_the_file_that_was_named() {
    let folder = copy_of("src/cli/commands");
    assert_eq!(
        Kehu::line("completions fish -o kehu.fish")
            .inside(folder.path())
            .run()
            .clean(),
        ""
    );
    let written = std::fs::read_to_string(folder.path().join("kehu.fish")).expect("written");
    assert_eq!(written, Kehu::line("completions fish -o -").run().clean());
    let words = Kehu::line("completions fish -o none/kehu.fish")
        .inside(folder.path())
        .lang("en")
        .run()
        .refused();
    assert!(
        words.starts_with("error: cannot write `none/kehu.fish`: "),
        "{words}"
    );
}
