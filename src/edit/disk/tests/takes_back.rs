//! Writes are taken back, one after the other, and forgotten.

use super::super::{Failure, RealDisk, commit, forget, take_back, undo_change};
use super::*;
use crate::edit::Refusal;

fn write(root: &Path, change: &Change) {
    commit(&lock(root), &RealDisk, change, &note()).expect("written");
}

fn back(root: &Path) -> Option<String> {
    let undo = undo_change(root, &RealDisk).expect("possible")?;
    take_back(&lock(root), &RealDisk, &undo).expect("taken back");
    Some(undo.change.subject)
}

fn step(number: usize) -> Change {
    let text = |number: usize| if number == 0 { "old staff\n".to_owned() } else { format!("staff {number}\n") };
    let mut one = change(vec![file("staff.toml", Some(&text(number)), Some(&text(number + 1)))]);
    one.subject = format!("{number}");
    one
}

fn noted(root: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(root.join(".kehu/undo"))
        .map(|all| all.map(|entry| entry.expect("readable").file_name().to_string_lossy().into_owned()).collect())
        .unwrap_or_default();
    names.sort();
    names
}

#[test]
fn one_after_the_other_back_to_the_first() {
    let folder = archive();
    let root = folder.path();
    let first = picture(root);
    assert_eq!(undo_change(root, &RealDisk).expect("nothing"), None);
    write(root, &four());
    let second = picture(root);
    let mut more = change(vec![file("customers/yunling/people/li.toml", Some("new li\n"), None), file("market/m.toml", None, Some("m\n"))]);
    more.subject = "更多".to_owned();
    more.moved = vec![("customers/yunling/people/li.toml".into(), "market/m.toml".into())];
    write(root, &more);
    assert!(!root.join("customers/yunling/people").exists());
    let undo = undo_change(root, &RealDisk).expect("possible").expect("one");
    assert_eq!(
        (undo.time.as_str(), undo.change.moved.as_slice()),
        ("2026-07-29", &[(more.moved[0].1.clone(), more.moved[0].0.clone())][..])
    );
    assert_eq!(back(root).as_deref(), Some("更多"));
    let mut now = picture(root);
    now.remove(Path::new("market"));
    assert_eq!(now, second);
    assert_eq!(back(root).as_deref(), Some("云岭：改动"));
    let mut now = picture(root);
    now.remove(Path::new("market"));
    assert_eq!(now, first);
    assert_eq!(back(root), None);
    assert!(noted(root).is_empty());
}

#[test]
fn what_was_changed_since_stays() {
    let folder = archive();
    let root = folder.path();
    write(root, &four());
    fs::write(root.join("customers/alt-neu.toml"), "").expect("written");
    for (path, text, kept) in [("staff.toml", Some("theirs"), "new staff\n"), ("customers/yunling/people/li.toml", None, "new li\n")] {
        match text {
            Some(text) => fs::write(root.join(path), text).expect("written"),
            None => fs::remove_file(root.join(path)).expect("removed"),
        }
        let refused = undo_change(root, &RealDisk);
        assert!(matches!(&refused, Err(Failure::File { path: named, why: Refusal::ChangedSince }) if named == path), "{refused:?}");
        fs::write(root.join(path), kept).expect("written");
    }
    let undo = undo_change(root, &RealDisk).expect("possible").expect("one");
    fs::write(root.join("staff.toml"), "theirs").expect("written");
    assert!(matches!(take_back(&lock(root), &RealDisk, &undo), Err(Failure::File { why: Refusal::Changed, .. })));
    assert_eq!(noted(root).len(), 1);
}

#[test]
fn only_so_many_are_kept() {
    let folder = archive();
    let root = folder.path();
    (0..25).for_each(|number| write(root, &step(number)));
    assert_eq!(noted(root).len(), 20);
    for number in (5..25).rev() {
        assert_eq!(back(root), Some(number.to_string()));
    }
    assert_eq!(back(root), None);
    assert_eq!(fs::read_to_string(root.join("staff.toml")).expect("text"), "staff 5\n");
}

#[test]
fn bytes_that_are_no_text_come_back_too() {
    let folder = archive();
    let root = folder.path();
    let bytes = b"\xd4\xc6\xc1\xeb\0".to_vec();
    fs::write(root.join("staff.toml"), &bytes).expect("written");
    let mut one = one();
    one.files[0].was = Some(bytes.clone());
    write(root, &one);
    back(root);
    assert_eq!(fs::read(root.join("staff.toml")).expect("there"), bytes);
}

/// Nothing in our folder holds this text.
fn assert_unknown(root: &Path, text: &str) {
    for entry in WalkDir::new(root.join(".kehu")) {
        let entry = entry.expect("readable");
        let held = entry.file_type().is_file() && fs::read_to_string(entry.path()).expect("text").contains(text);
        assert!(!held, "{}", entry.path().display());
    }
}

#[test]
fn what_is_erased_or_sealed_is_kept_nowhere() {
    let folder = archive();
    let root = folder.path();
    write(root, &step(0));
    write(root, &two());
    let sealed = change(vec![
        file("customers/yunling/people/li.toml", Some("new li\n"), None),
        file("customers/yunling/people/li.toml.age", None, Some("age-encryption.org/v1")),
    ]);
    let mut more = change(vec![file("customers/yunling/people/li.toml", Some("new li\n"), Some("secret\n"))]);
    write(root, &more);
    more.files[0] = file("customers/yunling/people/li.toml", Some("secret\n"), Some("new li\n"));
    write(root, &more);
    write(root, &sealed);
    assert_unknown(root, "new li");
    assert_unknown(root, "secret");
    assert!(matches!(undo_change(root, &RealDisk), Err(Failure::Final { .. })));
    // Opened again: what it was then is encrypted.
    let opened = change(sealed.files.iter().map(|one| FileChange { was: one.now.clone(), now: one.was.clone(), ..one.clone() }).collect());
    write(root, &opened);
    assert_unknown(root, "new li");
    let erased = change(vec![file("customers/yunling/people/li.toml", Some("new li\n"), None)]);
    let for_good = super::super::Note { for_good: true, ..note() };
    commit(&lock(root), &RealDisk, &erased, &for_good).expect("written");
    assert_unknown(root, "new li");
    assert_unknown(root, "age-encryption");
    assert!(matches!(undo_change(root, &RealDisk), Err(Failure::Final { .. })));
}

#[test]
fn what_is_forgotten_is_gone_with_what_came_before() {
    let folder = archive();
    let root = folder.path();
    write(root, &step(0));
    write(root, &two());
    write(root, &step(1));
    let lock = lock(root);
    forget(&lock, &RealDisk, "customers/yun").expect("nothing");
    assert_eq!(noted(root).len(), 3);
    forget(&lock, &RealDisk, "customers/yunling/people/li").expect("forgotten");
    assert_eq!(noted(root), ["00000003.jsonl"]);
    forget(&lock, &RealDisk, "").expect("forgotten");
    assert!(noted(root).is_empty());
}
