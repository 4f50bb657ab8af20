//! Many writers at once, and writers that are killed: nothing that was acknowledged is lost, nothing is torn, nobody waits for the dead.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use crate::support::{Kehu, copy_of};

const CUSTOMER: &str = "starbridge";
/// Contacts that each of two writers adds.
const EACH: usize = 200;
/// Writers that are killed.
const KILLED: usize = 300;

/// `kehu add-contact`, not yet ended.
fn adds(root: &Path, id: &str) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kehu"));
    command.args(["add-contact", CUSTOMER, &format!("某人{id}"), "--id", id, "--title", "主管", "--role", "user", "--status", "neutral"]);
    command.args(["--ours", "chen-li", "--source-level", "3", "--mobile", "12900001234"]);
    command.env_clear().env("KEHU_AS_OF", "2026-07-08").env("KEHU_LANG", "en").current_dir(root);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("kehu starts")
}

fn text(root: &Path, path: &str) -> String {
    fs::read_to_string(root.join("customers").join(CUSTOMER).join(path)).unwrap_or_default()
}

/// In how many of the three places a contact stands: 附表3, 附表1, 附表2.
fn places(root: &Path, id: &str) -> usize {
    let row = text(root, "key-people.toml").contains(&format!("id = \"{id}\""));
    let contact = text(root, "customer.toml").contains(&format!("person = \"{id}\""));
    let sheet = !text(root, &format!("people/{id}.toml")).is_empty();
    usize::from(row) + usize::from(contact) + usize::from(sheet)
}

/// Files that no writer may leave behind.
fn left_over(root: &Path) -> Vec<String> {
    let mut out = Vec::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("readable") {
            let entry = entry.expect("readable");
            let name = entry.file_name().to_string_lossy().into_owned();
            if entry.path().is_dir() {
                folders.push(entry.path());
            } else if name.contains(".tmp") || name == "journal" || name == "intent" {
                out.push(entry.path().display().to_string());
            }
        }
    }
    out
}

#[test]
fn two_writers_lose_nothing() {
    let archive = copy_of("examples/telecom");
    let root = archive.path();
    let writer = |name: &'static str| {
        let root = root.to_owned();
        thread::spawn(move || {
            for number in 0..EACH {
                let done = adds(&root, &format!("{name}{number}")).wait().expect("kehu ends");
                assert_eq!(done.code(), Some(0), "{name}{number}");
            }
        })
    };
    let (one, two) = (writer("a"), writer("b"));
    one.join().expect("no writer fails");
    two.join().expect("no writer fails");
    for name in ["a", "b"] {
        let lost: Vec<usize> = (0..EACH).filter(|number| places(root, &format!("{name}{number}")) != 3).collect();
        assert!(lost.is_empty(), "{name}: {lost:?}");
    }
    assert_eq!(left_over(root), Vec::<String>::new());
}

#[test]
fn killed_writers_leave_nothing_half_done() {
    let archive = copy_of("examples/telecom");
    let root = archive.path();
    // How long one takes on this machine: the moments of killing are spread over it, and a little beyond.
    let begun = std::time::Instant::now();
    let done = adds(root, "whole").wait().expect("kehu ends");
    assert_eq!(done.code(), Some(0));
    let usual = begun.elapsed();
    let (mut acknowledged, mut killed) = (Vec::new(), 0);
    for number in 0..KILLED {
        let id = format!("k{number}");
        let mut child = adds(root, &id);
        // An irrational step visits every part of the run without a random number.
        let part = (f64::from(u32::try_from(number).expect("few")) * 0.618_034).fract();
        thread::sleep(usual.mul_f64(part * 1.2));
        let _ = child.kill();
        match child.wait().expect("it ended").code() {
            Some(0) => acknowledged.push(id),
            _ => killed += 1,
        }
    }
    // The next command settles what is left, and does not wait for the dead.
    let begun = std::time::Instant::now();
    let done = adds(root, "last").wait().expect("kehu ends");
    assert_eq!(done.code(), Some(0));
    assert!(begun.elapsed() < Duration::from_secs(20), "a stale lock");
    assert!(killed > KILLED / 10, "only {killed} were killed in time");
    for number in 0..KILLED {
        let id = format!("k{number}");
        let wanted: &[usize] = if acknowledged.contains(&id) { &[3] } else { &[0, 3] };
        let places = places(root, &id);
        assert!(wanted.contains(&places), "{id}: {places} of 3");
    }
    assert_eq!(left_over(root), Vec::<String>::new());
    let check = Kehu::line("check --rule ARC-05 --rule FRM-* --rule REF-*").inside(root).run();
    assert_eq!(check.status, Some(0), "{}", check.stdout);
}
