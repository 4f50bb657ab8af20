//! The samples of scheduled jobs: every command in them is one that works, and says in a line what came of it.

use std::path::Path;

use crate::support::{Kehu, copy_of};

fn sample(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("archive-template").join(name);
    std::fs::read_to_string(path).expect("the sample is there")
}

/// The kehu commands of a shell line, their variables filled in.
fn commands(line: &str) -> Vec<String> {
    let mut parts = vec![line.to_owned()];
    for sign in ["&&", "||", "|", ";"] {
        parts = parts.iter().flat_map(|part| part.split(sign).map(str::to_owned)).collect();
    }
    let values = [("$id", "zhou-lan"), ("$mail", "a@example.com"), ("$ADMIN", "b@example.com"), ("$DIRECTOR", "c@example.com"), ("\"", "")];
    let filled = |part: &str| values.iter().fold(part.to_owned(), |text, (name, value)| text.replace(name, value));
    let mut out = Vec::new();
    for part in parts {
        let Some(at) = part.find("kehu ") else { continue };
        let own = part[at..].split('>').next().unwrap_or_default();
        out.push(filled(own).trim().to_owned());
    }
    out
}

#[test]
fn every_command_of_the_crontab_works_in_the_example() {
    let text = sample("crontab.sample");
    let lines = text.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_digit()));
    let all: Vec<String> = lines.flat_map(commands).collect();
    assert!(all.len() >= 15, "{all:?}");
    let copy = copy_of("examples/telecom");
    for command in all {
        let line = command.strip_prefix("kehu ").expect("a command of kehu");
        let done = Kehu::line(line).inside(copy.path()).var("KEHU_AS_OF", "2026-07-31").var("KEHU_NO_INPUT", "1").run();
        assert!(matches!(done.status, Some(0 | 1)), "{command}: {:?}\n{}\n{}", done.status, done.stdout, done.stderr);
        if line.contains("--mail-format") {
            let head = done.stdout.split("\n\n").next().unwrap_or_default();
            assert!(head.contains("Subject: ") && head.contains("To: ") && head.contains("@example.com"), "{command}:\n{}", done.stdout);
        }
    }
    let names: Vec<String> = std::fs::read_dir(copy.path().join("reports"))
        .expect("reports were written")
        .map(|entry| entry.expect("readable").file_name().to_string_lossy().into_owned())
        .collect();
    for name in ["2026-06-monthly", "2026-07-R-03-statistics.xlsx", "2026-07-R-16-key-account.html", "2026-Q2-quarterly"] {
        assert!(names.iter().any(|own| own == name), "{name} is not among {names:?}");
    }
}

#[test]
fn the_service_of_systemd_runs_a_report() {
    let text = sample("systemd/kehu-report@.service");
    let line = text.lines().find_map(|line| line.strip_prefix("ExecStart=/usr/local/bin/kehu ")).expect("a command");
    let copy = copy_of("examples/telecom");
    for timer in ["due", "monthly"] {
        let unit = sample(&format!("systemd/kehu-report-{timer}.timer"));
        assert!(unit.contains(&format!("Unit=kehu-report@{timer}.service")), "{unit}");
        let done = Kehu::line(&line.replace("%i", timer)).inside(copy.path()).run();
        assert_eq!(done.status, Some(0), "{timer}: {}", done.stderr);
        assert!(!done.stderr.is_empty(), "{timer} says nothing");
    }
}
