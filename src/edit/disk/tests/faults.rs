//! Each call fails, is the last before a kill, or before the power goes: all or nothing remains, and what was acknowledged stays.

use super::super::calls::Disk;
use super::super::faulty::{Fault, FaultyDisk};
use super::super::{Failure, RealDisk, commit, recover, take_back, undo_change};
use super::*;

/// Nothing is left of a write that is over.
fn assert_clean(root: &Path, what: &str) {
    for entry in WalkDir::new(root) {
        let entry = entry.expect("readable");
        let name = entry.file_name().to_string_lossy().into_owned();
        let left = name.starts_with(".kehu-") || name == "journal" || name == "intent";
        assert!(!left, "{what}: {}", entry.path().display());
    }
}

type Write<'w> = &'w dyn Fn(&Path, &Lock, &dyn Disk) -> Result<(), Failure>;

fn run(change: &Change, write: Write<'_>, begin: &dyn Fn() -> TempDir, after: &Picture) {
    for fault in [Fault::Fails, Fault::Killed, Fault::Power] {
        for call in 1.. {
            let folder = begin();
            let root = folder.path();
            let before = picture(root);
            let lock = lock(root);
            let disk = FaultyDisk::new(root, Some((call, fault)));
            let done = write(root, &lock, &disk);
            let struck = disk.struck();
            let what = format!("{} files, {fault:?} at {call} {:?}: {done:?}", change.files.len(), disk.calls().get(call - 1));
            match &done {
                // Acknowledged: the power may go at once.
                Ok(()) => {
                    if fault == Fault::Power && !struck {
                        disk.lose();
                    }
                    assert_eq!(picture(root), *after, "{what}");
                }
                Err(Failure::File { .. }) if fault == Fault::Fails => {
                    assert_eq!(picture(root), before, "{what}");
                    assert_clean(root, &what);
                }
                Err(failure) => assert!(fault != Fault::Fails || matches!(failure, Failure::Halfway { .. }), "{what}"),
            }
            let recovered = recover(&lock, &RealDisk).unwrap_or_else(|failure| panic!("{what}: {failure:?}"));
            assert_eq!(recovered.aside, [], "{what}");
            let now = picture(root);
            assert!(now == *after || (done.is_err() && now == before), "{what}: {now:?}");
            assert_clean(root, &what);
            if !struck {
                break;
            }
        }
    }
}

#[test]
fn all_or_nothing_whatever_fails() {
    for change in [one(), two(), four()] {
        let after = picture_after(&change);
        run(&change, &|_, lock, disk| commit(lock, disk, &change, &note()).map(|_| ()), &archive, &after);
    }
}

#[test]
fn taking_back_is_all_or_nothing_too() {
    let change = four();
    let begin = || {
        let folder = archive();
        commit(&lock(folder.path()), &RealDisk, &change, &note()).expect("written");
        folder
    };
    let back = |root: &Path, lock: &Lock, disk: &dyn Disk| {
        let Some(undo) = undo_change(root, disk)? else { panic!("nothing to take back") };
        take_back(lock, disk, &undo).map(|_| ())
    };
    run(&change, &back, &begin, &picture(archive().path()));
}

#[test]
fn completing_and_taking_back_may_be_killed_themselves() {
    let change = four();
    let after = picture_after(&change);
    // Killed while it only asks, it leaves what it leaves when killed at the next thing it does.
    for (call, line) in calls(&change).iter().enumerate().filter(|(_, line)| !is_question(line)) {
        for fault in [Fault::Killed, Fault::Power] {
            for again in 1.. {
                let folder = archive();
                let root = folder.path();
                let before = picture(root);
                let lock = lock(root);
                let _ = commit(&lock, &FaultyDisk::new(root, Some((call + 1, fault))), &change, &note());
                let second = FaultyDisk::new(root, Some((again, fault)));
                let _ = recover(&lock, &second);
                let what = format!("{fault:?} at {line}, then at {again} {:?}", second.calls().last());
                recover(&lock, &FaultyDisk::new(root, None)).unwrap_or_else(|failure| panic!("{what}: {failure:?}"));
                let now = picture(root);
                assert!(now == after || now == before, "{what}: {now:?}");
                assert_clean(root, &what);
                if !second.struck() {
                    break;
                }
            }
        }
    }
}

/// What a change asks of the disk.
fn calls(change: &Change) -> Vec<String> {
    let folder = archive();
    let disk = FaultyDisk::new(folder.path(), None);
    commit(&lock(folder.path()), &disk, change, &note()).expect("written");
    disk.calls()
}

fn is_question(call: &str) -> bool {
    ["look ", "read ", "list ", "real "].iter().any(|ask| call.starts_with(ask))
}

/// The call that gives the first file its name.
fn first_name(change: &Change) -> usize {
    calls(change).iter().position(|call| call.starts_with("rename-new")).expect("renamed") + 1
}

/// Somebody else is in the way when some files have their names, and the process is killed while it takes those back.
#[test]
fn taking_back_what_was_begun_may_fail_too() {
    let change = four();
    let after = picture_after(&change);
    for call in 1.. {
        let folder = archive();
        let root = folder.path();
        let before = picture(root);
        let lock = lock(root);
        let target = root.join("customers/yunling/customer.toml");
        let begun = first_name(&change);
        let disk = FaultyDisk::both(root, begun, || fs::write(&target, "theirs").expect("written"), (begun + call, Fault::Killed));
        let done = commit(&lock, &disk, &change, &note());
        let what = format!("killed {call} calls later {:?}: {done:?}", disk.calls().last());
        recover(&lock, &RealDisk).unwrap_or_else(|failure| panic!("{what}: {failure:?}"));
        let mut now = picture(root);
        assert_eq!(now.get(Path::new("customers/yunling/customer.toml")), Some(&Some("theirs".to_owned())), "{what}");
        assert_clean(root, &what);
        for path in [&before, &after] {
            now.insert("customers/yunling/customer.toml".into(), path[Path::new("customers/yunling/customer.toml")].clone());
            if now == *path {
                break;
            }
        }
        assert!(now == before || now == after, "{what}: {now:?}");
        if !disk.struck() {
            assert!(matches!(done, Err(Failure::File { why: crate::edit::Refusal::Changed, .. })), "{what}");
            assert_eq!(now, before, "{what}");
            break;
        }
    }
}

#[test]
fn what_somebody_else_writes_meanwhile_is_never_lost() {
    let (change, path) = (four(), "customers/yunling/customer.toml");
    for call in 1.. {
        let folder = archive();
        let root = folder.path();
        let theirs = || fs::write(root.join(path), "theirs").expect("written");
        let disk = FaultyDisk::meddled(root, call, theirs);
        let done = commit(&lock(root), &disk, &change, &note());
        let calls = disk.calls();
        if calls.len() < call {
            break;
        }
        // Between the last look and the name there is one call's time, which nothing can guard.
        let unguarded = calls[call - 1].starts_with("rename ") && calls[call - 1].ends_with(path);
        let now = fs::read_to_string(root.join(path)).expect("text");
        assert!(now == "theirs" || unguarded, "{call} {:?}: {done:?} {now}", calls[call - 1]);
        let new = root.join("customers/yunling/people/li.toml").exists();
        assert_eq!(new, done.is_ok(), "{call} {:?}: {done:?}", calls[call - 1]);
        assert_clean(root, "meddled");
    }
}

#[test]
fn first_it_is_written_and_on_the_disk_and_then_it_gets_its_name() {
    let calls: Vec<String> = calls(&two()).into_iter().filter(|call| !is_question(call)).collect();
    let wanted = "\
write .kehu/intent
sync .kehu/intent
sync-folder .kehu
folder customers/yunling/people
sync-folder customers/yunling
write customers/yunling/people/aside0.tmp
sync customers/yunling/people/aside0.tmp
write customers/yunling/aside1.tmp
sync customers/yunling/aside1.tmp
sync-folder customers/yunling
sync-folder customers/yunling/people
rename .kehu/intent .kehu/journal
sync-folder .kehu
rename-new customers/yunling/people/aside0.tmp customers/yunling/people/li.toml
rename customers/yunling/aside1.tmp customers/yunling/customer.toml
sync-folder customers/yunling
sync-folder customers/yunling/people
folder .kehu/undo
sync-folder .kehu
rename .kehu/journal .kehu/undo/00000001.jsonl
sync-folder .kehu/undo
sync-folder .kehu";
    assert_eq!(calls.join("\n"), wanted);
}

#[test]
fn a_killed_write_leaves_alone_what_was_changed_since() {
    let folder = archive();
    let root = folder.path();
    let lock = lock(root);
    let change = four();
    let begun = first_name(&change);
    commit(&lock, &FaultyDisk::new(root, Some((begun, Fault::Killed))), &change, &note()).expect_err("killed");
    fs::write(root.join("customers/yunling/customer.toml"), "theirs").expect("written");
    fs::write(root.join("customers/alt/customer.toml"), "theirs").expect("written");
    let recovered = recover(&lock, &RealDisk).expect("completed");
    assert_eq!(recovered.completed.as_deref(), Some("云岭：改动"));
    let ours = recovered.aside.iter().map(|aside| (aside.path.as_str(), aside.ours.as_deref())).collect::<Vec<_>>();
    let kept = ".kehu/aside/customers/yunling/customer.toml";
    assert_eq!(ours, [("customers/yunling/customer.toml", Some(kept)), ("customers/alt/customer.toml", None)]);
    assert_eq!(fs::read_to_string(root.join(kept)).expect("text"), "new yunling\n");
    assert_eq!(recovered.words(crate::words::Lang::Zh).len(), 3);
    assert_eq!(fs::read_to_string(root.join("staff.toml")).expect("text"), "new staff\n");
    for path in ["customers/yunling/customer.toml", "customers/alt/customer.toml"] {
        assert_eq!(fs::read_to_string(root.join(path)).expect("text"), "theirs");
    }
    assert_clean(root, "completed");
    super::super::forget(&lock, &RealDisk, "customers/yunling").expect("forgotten");
    assert!(!root.join(kept).exists());
    assert_eq!(undo_change(root, &RealDisk).expect("nothing"), None);
}

#[test]
fn a_journal_that_cannot_be_read_is_somebody_s_to_look_at() {
    let folder = archive();
    let root = folder.path();
    let lock = lock(root);
    fs::write(root.join(".kehu/intent"), "{\"kehu\":1,").expect("written");
    recover(&lock, &RealDisk).expect("it had not begun");
    assert_clean(root, "intent");
    fs::write(root.join(".kehu/journal"), "{\"kehu\":1,").expect("written");
    assert!(matches!(commit(&lock, &RealDisk, &one(), &note()), Err(Failure::Journal)));
    assert_eq!(picture(root), picture(archive().path()));
}
