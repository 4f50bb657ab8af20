//! Links and names that lead elsewhere.

use super::super::{Failure, RealDisk, commit, recover};
use super::*;
use crate::edit::Refusal;

fn refused(root: &Path, change: &Change) -> Refusal {
    match commit(&lock(root), &RealDisk, change, &note()) {
        Err(Failure::File { path, why }) => {
            assert!(change.files.iter().any(|file| file.path == path), "{path}");
            why
        }
        other => panic!("{change:?}: {other:?}"),
    }
}

#[test]
fn names_climb_nowhere_and_hide_nothing() {
    let folder = archive();
    let before = picture(folder.path());
    let bad = "../x.toml|/etc/x.toml|customers/../../x.toml|customers//x|.git/hooks/pre-commit|customers/.git/x|.kehu/lock|GIT~1/hooks/x|./x|x/.|\
               customers/con/customer.toml|customers/a:b.toml|customers/a\\b.toml|customers/x./y.toml|x \0|customers/nul.toml||customers/";
    for path in bad.split('|') {
        let why = refused(folder.path(), &change(vec![file(path, None, Some("x"))]));
        assert!(matches!(why, Refusal::BadPath | Refusal::Outside), "{path}: {why:?}");
    }
    let why = refused(folder.path(), &change(vec![file("staff.toml/x.toml", None, Some("x"))]));
    assert!(matches!(why, Refusal::Read(_)), "{why:?}");
    let why = refused(folder.path(), &change(vec![file("customers/alt", None, Some("x"))]));
    assert!(matches!(why, Refusal::Read(_)), "{why:?}");
    assert_eq!(picture(folder.path()), before);
}

#[test]
fn only_what_was_read_is_written_over() {
    let folder = archive();
    let before = picture(folder.path());
    for (was, path) in [(Some("other"), "staff.toml"), (None, "staff.toml"), (Some("old"), "customers/alt/none.toml")] {
        for now in [Some("new"), None] {
            if was.is_none() && now.is_none() {
                continue;
            }
            let mut all = vec![file(path, was, now)];
            all.extend(two().files);
            assert!(matches!(refused(folder.path(), &change(all)), Refusal::Changed), "{path} {was:?}");
        }
    }
    let twice = change([one().files, one().files].concat());
    assert!(matches!(refused(folder.path(), &twice), Refusal::Linked));
    let large = "#".repeat(crate::source::limits::MAX_BYTES + 1);
    let large = change(vec![file("customers/yunling/orders.csv", None, Some(&large))]);
    assert!(matches!(refused(folder.path(), &large), Refusal::TooLarge));
    let path = folder.path().join("staff.toml");
    let mut permissions = fs::metadata(&path).expect("there").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).expect("set");
    assert!(matches!(refused(folder.path(), &four()), Refusal::Protected));
    assert_eq!(picture(folder.path()), before);
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    #[test]
    fn links_stay_links_and_lead_nowhere_else() {
        let (folder, other) = (archive(), archive());
        let root = folder.path();
        fs::set_permissions(root.join("staff.toml"), fs::Permissions::from_mode(0o640)).expect("set");
        symlink("staff.toml", root.join("link.toml")).expect("made");
        symlink("yunling", root.join("customers/same")).expect("made");
        symlink(other.path().join("staff.toml"), root.join("out.toml")).expect("made");
        symlink(other.path(), root.join("customers/out")).expect("made");
        symlink("nowhere.toml", root.join("dangling.toml")).expect("made");
        fs::create_dir(root.join(".git")).expect("made");
        symlink("../.git", root.join("customers/hooks")).expect("made");
        let elsewhere = picture(other.path());
        let inside = change(vec![
            file("link.toml", Some("old staff\n"), Some("new staff\n")),
            file("customers/same/customer.toml", Some("old yunling\n"), Some("new yunling\n")),
            file("customers/same/people/li.toml", None, Some("new li\n")),
        ]);
        commit(&lock(root), &RealDisk, &inside, &note()).expect("written");
        assert!(root.join("link.toml").is_symlink() && root.join("customers/same").is_symlink());
        let meta = fs::metadata(root.join("staff.toml")).expect("there");
        assert_eq!((meta.len(), meta.permissions().mode() & 0o777), (10, 0o640));
        assert_eq!(fs::read_to_string(root.join("customers/yunling/people/li.toml")).expect("text"), "new li\n");
        for (path, was) in [
            ("out.toml", Some("old staff\n")),
            ("customers/out/staff.toml", Some("old staff\n")),
            ("customers/out/new.toml", None),
            ("customers/out/a/b/new.toml", None),
            ("dangling.toml", None),
            ("customers/hooks/pre-commit", None),
        ] {
            let why = refused(root, &change(vec![file(path, was, Some("new"))]));
            assert!(matches!(why, Refusal::Outside), "{path}: {why:?}");
        }
        assert!(matches!(refused(root, &change(vec![file("link.toml", Some("new staff\n"), None)])), Refusal::Linked));
        let both = ["link.toml", "staff.toml"].map(|path| file(path, Some("new staff\n"), Some("x")));
        assert!(matches!(refused(root, &change(both.to_vec())), Refusal::Linked));
        assert_eq!(picture(other.path()), elsewhere);
        assert!(fs::read_dir(root.join(".git")).expect("readable").next().is_none());
    }

    #[test]
    fn our_folder_is_ours() {
        let (folder, other) = (archive(), archive());
        let root = folder.path();
        symlink(other.path(), root.join(".kehu")).expect("made");
        assert!(matches!(Lock::take(root, MOMENT), Err(Failure::File { why: Refusal::Outside, .. })));
        fs::remove_file(root.join(".kehu")).expect("removed");
        fs::create_dir(root.join(".kehu")).expect("made");
        symlink(other.path().join("staff.toml"), root.join(".kehu/lock")).expect("made");
        assert!(matches!(Lock::take(root, MOMENT), Err(Failure::File { why: Refusal::Outside, .. })));
        fs::remove_file(root.join(".kehu/lock")).expect("removed");
        let elsewhere = picture(other.path());
        symlink(other.path().join("staff.toml"), root.join(".kehu/intent")).expect("made");
        symlink(other.path(), root.join(".kehu/undo")).expect("made");
        let lock = lock(root);
        recover(&lock, &RealDisk).expect("a link is no intent");
        commit(&lock, &RealDisk, &one(), &note()).expect("written, and nowhere noted");
        assert_eq!(picture(other.path()), elsewhere);
        fs::remove_file(root.join(".kehu/journal")).expect("it could not go on");
        symlink("/dev/zero", root.join(".kehu/journal")).expect("made");
        assert!(matches!(recover(&lock, &RealDisk), Err(Failure::Journal)));
    }

    #[test]
    fn a_journal_of_somebody_else_s_making_leads_nowhere() {
        use super::super::super::journal::{Entry, Head, Journal, Print, temp_name};
        let (folder, other) = (archive(), archive());
        let root = folder.path();
        let elsewhere = picture(other.path());
        symlink(other.path(), root.join("customers/out")).expect("made");
        fs::create_dir_all(root.join(".git/hooks")).expect("made");
        let lock = lock(root);
        let temp = temp_name(1, 0);
        for place in ["../x", ".git/hooks/pre-commit", "customers/out/staff.toml", "/etc/x", ".kehu/lock"] {
            let now = Some(Print::of(b"x"));
            let at = place.to_owned();
            let entry = Entry { path: "staff.toml".to_owned(), at, temp: Some(temp.clone()), was: None, now, before: None };
            for path in [other.path().join(&temp), root.join(".git/hooks").join(&temp)] {
                fs::write(path, "x").expect("written");
            }
            let bytes = Journal::new(Head::default(), vec![entry]).bytes().expect("JSON");
            fs::write(root.join(".kehu/intent"), &bytes).expect("written");
            recover(&lock, &RealDisk).expect("nothing of ours");
            fs::write(root.join(".kehu/journal"), &bytes).expect("written");
            assert!(matches!(recover(&lock, &RealDisk), Err(Failure::File { why: Refusal::Outside, .. })), "{place}");
            assert!(!root.join(".git/hooks/pre-commit").exists());
            fs::remove_file(root.join(".kehu/journal")).expect("removed");
            fs::remove_file(other.path().join(&temp)).expect("it was left alone");
            assert_eq!(picture(other.path()), elsewhere, "{place}");
        }
    }
}
