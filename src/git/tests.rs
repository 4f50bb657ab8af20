use std::fs;
use std::path::PathBuf;

use tempfile::TempDir;

use super::*;

/// A repository with an archive's folder in it; nothing is committed yet.
fn repository() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path().join("档案");
    fs::create_dir(&root).expect("made");
    for args in [
        &["init", "--quiet", "--initial-branch=main"][..],
        &["config", "user.email", "zhou@example.com"],
        &["config", "user.name", "周岚"],
        &["config", "commit.gpgsign", "false"],
    ] {
        run(git(folder.path(), args).env("GIT_CONFIG_GLOBAL", "/dev/null")).expect("git");
    }
    (folder, root)
}

fn write(root: &Path, name: &str, text: &str) {
    fs::write(root.join(name), text).expect("written");
}

fn names_of_last(root: &Path) -> String {
    read(root, &["show", "--name-status", "--format=%s", "--no-renames", "HEAD"]).expect("shown")
}

#[test]
fn a_commit_holds_these_files_and_no_others() {
    let (_folder, root) = repository();
    let paths = ["客户 一.toml", "b.toml"];
    assert_eq!(ready(&root, paths.iter().copied()), Ok(()));
    for name in paths.iter().chain(&["other.toml", "later.toml"]) {
        write(&root, name, "a = 1\n");
    }
    run(&mut git(&root, &["add", "other.toml"])).expect("staged");
    // The first commit of all.
    let hash = commit(&root, paths.iter().copied(), "新增 *\n\n- 一\n- 二").expect("committed");
    assert!(hash.len() >= 7 && hash.chars().all(|c| c.is_ascii_hexdigit()), "{hash}");
    assert_eq!(names_of_last(&root), "新增 *\n\nA\t档案/b.toml\nA\t档案/客户 一.toml\n");
    assert_eq!(read(&root, &["log", "-1", "--format=%b"]).expect("body").trim(), "- 一\n- 二");
    let status = || read(&root, &["status", "--porcelain"]).expect("status");
    assert_eq!(status(), "A  档案/other.toml\n?? 档案/later.toml\n");
    // One goes, one gets another name, one changes.
    assert_eq!(ready(&root, ["b.toml", "客户 一.toml", "新.toml"].into_iter()), Ok(()));
    fs::remove_file(root.join("b.toml")).expect("removed");
    fs::rename(root.join("客户 一.toml"), root.join("新.toml")).expect("moved");
    commit(&root, ["b.toml", "客户 一.toml", "新.toml"].into_iter(), "改名").expect("committed");
    assert_eq!(names_of_last(&root), "改名\n\nD\t档案/b.toml\nD\t档案/客户 一.toml\nA\t档案/新.toml\n");
    assert_eq!(status(), "A  档案/other.toml\n?? 档案/later.toml\n");
}

#[test]
fn what_stands_in_the_way_is_told_before() {
    let (folder, root) = repository();
    write(&root, "a.toml", "a = 1\n");
    let fault = |paths: &[&'static str]| ready(&root, paths.iter().copied()).expect_err("in the way");
    assert_eq!(fault(&["a.toml", "b.toml"]), Fault::Uncommitted(vec!["a.toml".to_owned()]));
    commit(&root, ["a.toml"].into_iter(), "a").expect("committed");
    write(&root, "a.toml", "a = 2\n");
    assert_eq!(fault(&["a.toml"]), Fault::Uncommitted(vec!["a.toml".to_owned()]));
    run(&mut git(&root, &["add", "a.toml"])).expect("staged");
    assert_eq!(fault(&["a.toml"]), Fault::Uncommitted(vec!["a.toml".to_owned()]));
    write(folder.path(), ".gitignore", "people/\n");
    assert_eq!(fault(&["people/a.toml"]), Fault::Ignored(vec!["people/a.toml".to_owned()]));
    assert!(matches!(fault(&["../../x"]), Fault::Said(_)));
    let elsewhere = tempfile::tempdir().expect("a temporary folder");
    assert_eq!(ready(elsewhere.path(), ["a"].into_iter()), Err(Fault::NoRepository));
}

#[test]
fn a_merge_and_a_hook_may_refuse() {
    let (folder, root) = repository();
    write(&root, "a.toml", "a = 1\n");
    commit(&root, ["a.toml"].into_iter(), "a").expect("committed");
    let head = read(&root, &["rev-parse", "HEAD"]).expect("a hash");
    fs::write(folder.path().join(".git/MERGE_HEAD"), head).expect("written");
    assert_eq!(ready(&root, ["b.toml"].into_iter()), Err(Fault::Merging));
    fs::remove_file(folder.path().join(".git/MERGE_HEAD")).expect("removed");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let hook = folder.path().join(".git/hooks/pre-commit");
        fs::create_dir_all(hook.parent().expect("a folder")).expect("made");
        fs::write(&hook, "#!/bin/sh\necho 不许\nexit 1\n").expect("written");
        fs::set_permissions(&hook, fs::Permissions::from_mode(0o755)).expect("set");
        write(&root, "b.toml", "b = 1\n");
        assert_eq!(commit(&root, ["b.toml"].into_iter(), "b"), Err(Fault::Said("不许".to_owned())));
    }
}
