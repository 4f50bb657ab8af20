//! One writer at a time.

use std::process::Command;
use std::thread;

use super::super::{Failure, PATIENCE, RealDisk, commit};
use super::*;
use crate::words::Lang;

#[test]
fn the_second_waits_and_is_told_who_is_first() {
    let folder = archive();
    let first = lock(folder.path());
    let second = Lock::take(folder.path(), Duration::from_millis(20));
    let Err(failure) = second else { panic!("two at a time") };
    if cfg!(unix) {
        assert!(matches!(failure, Failure::Locked { holder: Some(pid), .. } if pid == std::process::id()), "{failure:?}");
    }
    assert!(failure.words(Lang::Zh).contains("另一个 kehu"));
    drop(first);
    drop(lock(folder.path()));
    assert_eq!(fs::read_to_string(folder.path().join(".kehu/.gitignore")).expect("text"), "*\n");
}

#[test]
fn the_lock_of_a_folder_that_was_cleared_away_is_none() {
    let folder = archive();
    let _first = lock(folder.path());
    fs::remove_dir_all(folder.path().join(".kehu")).expect("removed");
    let second = lock(folder.path());
    commit(&second, &RealDisk, &one(), &note()).expect("written");
    assert!(Lock::take(folder.path(), MOMENT).is_err());
}

/// Adds a line, as a command does that reads under the lock.
fn add(root: &Path, line: &str) {
    let lock = Lock::take(root, PATIENCE).expect("locked");
    let path = "customers/yunling/customer.toml";
    let was = fs::read_to_string(root.join(path)).expect("text");
    let now = format!("{was}{line}\n");
    commit(&lock, &RealDisk, &change(vec![file(path, Some(&was), Some(&now))]), &note()).expect("written");
}

fn assert_all(root: &Path, writers: &[&str], count: usize) {
    let text = fs::read_to_string(root.join("customers/yunling/customer.toml")).expect("text");
    assert_eq!(text.lines().count(), 1 + writers.len() * count);
    for writer in writers {
        let lines: Vec<&str> = text.lines().filter(|line| line.starts_with(writer)).collect();
        assert_eq!(lines, (0..count).map(|number| format!("{writer} {number}")).collect::<Vec<_>>());
    }
}

#[test]
fn writers_of_one_process_lose_nothing() {
    let folder = archive();
    let writers = ["a", "b", "c"];
    thread::scope(|scope| {
        for writer in writers {
            let root = folder.path();
            scope.spawn(move || (0..40).for_each(|number| add(root, &format!("{writer} {number}"))));
        }
    });
    assert_all(folder.path(), &writers, 40);
}

/// The part of the next test that runs in a process of its own.
#[test]
#[ignore = "two_processes_lose_nothing runs it"]
#[expect(clippy::disallowed_methods, reason = "a test that is run by another one is told by it what to do")]
fn one_of_two_processes() {
    let (Ok(root), Ok(writer)) = (std::env::var("KEHU_TEST_ROOT"), std::env::var("KEHU_TEST_WRITER")) else { return };
    (0..200).for_each(|number| add(Path::new(&root), &format!("{writer} {number}")));
}

#[test]
fn two_processes_lose_nothing() {
    let folder = archive();
    let program = std::env::current_exe().expect("this test");
    let writers = ["a", "b"];
    let running = writers.map(|writer| {
        let mut command = Command::new(&program);
        command.args(["--exact", "--ignored", "edit::disk::tests::locks::one_of_two_processes"]);
        command.env("KEHU_TEST_ROOT", folder.path()).env("KEHU_TEST_WRITER", writer).stdout(std::process::Stdio::null());
        command.spawn().expect("started")
    });
    for mut one in running {
        assert!(one.wait().expect("ended").success());
    }
    assert_all(folder.path(), &writers, 200);
}
