//! What people do from the first day on, by commands alone: each script of `walks/` goes through, word by word, and ends in a clean audit.
//! A line `kehu …` is run (status 0 unless `status N` follows; `says TEXT` must stand in its words, `says-out TEXT` in its data); `day`, `me`
//! set `KEHU_AS_OF`, `KEHU_ME`; `after NAME` begins where another script ends.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::support::{Done, Kehu};

/// One command of a script and what it must do.
struct Step {
    line: usize,
    words: Vec<String>,
    day: String,
    me: String,
    status: i32,
    says: Vec<String>,
    out: Vec<String>,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/walks")
}

/// The words of a line; quotes keep blanks together.
fn words(line: &str) -> Vec<String> {
    let (mut out, mut word, mut quote) = (Vec::new(), String::new(), None);
    for c in line.chars() {
        match (quote, c) {
            (None, '\'' | '"') => quote = Some(c),
            (Some(open), c) if c == open => quote = None,
            (None, ' ') => out.push(std::mem::take(&mut word)),
            (_, c) => word.push(c),
        }
    }
    out.push(word);
    out.retain(|word| !word.is_empty());
    out
}

/// The steps of a script, those that it begins after first.
fn steps(name: &str) -> Vec<Step> {
    let text = fs::read_to_string(folder().join(format!("{name}.txt"))).expect("the script is there");
    let (mut out, mut day, mut me): (Vec<Step>, String, String) = (Vec::new(), String::new(), String::new());
    for (at, line) in text.lines().enumerate() {
        let (word, rest) = line.trim().split_once(' ').unwrap_or((line.trim(), ""));
        match word {
            "" | "#" => {}
            "after" => out = steps(rest),
            "day" => rest.clone_into(&mut day),
            "me" => rest.clone_into(&mut me),
            "kehu" => out.push(Step {
                line: at + 1,
                words: words(rest),
                day: day.clone(),
                me: me.clone(),
                status: 0,
                says: Vec::new(),
                out: Vec::new(),
            }),
            "status" => out.last_mut().expect("a command before").status = rest.parse().expect("a status"),
            "says" => out.last_mut().expect("a command before").says.push(rest.to_owned()),
            "says-out" => out.last_mut().expect("a command before").out.push(rest.to_owned()),
            other => panic!("{name}.txt:{}: {other}", at + 1),
        }
    }
    out
}

/// Goes through a script in a new folder.
fn walk(name: &str) -> TempDir {
    let place = tempfile::tempdir().expect("a temporary folder");
    for step in steps(name) {
        let Done { status, stdout, stderr } = Kehu::new(step.words.iter().map(String::as_str))
            .inside(place.path())
            .lang("zh-CN")
            .var("KEHU_AS_OF", &step.day)
            .var("KEHU_ME", &step.me)
            .run();
        let what = format!("{name}.txt:{}: kehu {}\n{stdout}{stderr}", step.line, step.words.join(" "));
        assert_eq!(status, Some(step.status), "{what}");
        step.says.iter().for_each(|text| assert!(stderr.contains(text.as_str()), "{text}: {what}"));
        step.out.iter().for_each(|text| assert!(stdout.contains(text.as_str()), "{text}: {what}"));
    }
    place
}

#[test]
fn the_first_day() {
    let _ = walk("1-first-day");
}

#[test]
fn a_week() {
    let _ = walk("2-week");
}

#[test]
fn a_month() {
    let _ = walk("3-month");
}

#[test]
fn a_quarter() {
    let _ = walk("4-quarter");
}

#[test]
fn a_handover() {
    let _ = walk("5-handover");
}

#[test]
fn the_story_of_the_requirements() {
    let _ = walk("6-story");
}
