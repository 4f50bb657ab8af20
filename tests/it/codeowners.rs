//! `kehu codeowners`: who is asked about a change.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support::{Done, Kehu, copy_of};

fn kehu(root: &Path, words: &str) -> Done {
    Kehu::line(words).inside(root).run()
}

/// Gives one of our people an account.
fn account(root: &Path, id: &str, account: &str) {
    let path = root.join("staff.toml");
    let text = fs::read_to_string(&path).expect("readable");
    let row = format!("id = \"{id}\"\n");
    assert!(text.contains(&row), "{id}");
    fs::write(&path, text.replace(&row, &format!("{row}account = \"{account}\"\n"))).expect("written");
}

#[test]
fn every_customer_has_a_line_for_each_forge() {
    let copy = copy_of("examples/telecom");
    let root = copy.path();
    for (id, name) in [("zhou-lan", "@zhoulan"), ("chen-li", "chen-li"), ("wu-fang", "@wufang"), ("he-xin", "@hexin")] {
        account(root, id, name);
    }
    fs::create_dir(root.join("customers/云岭 二")).expect("made");
    fs::copy(root.join("customers/yunling-mobile/customer.toml"), root.join("customers/云岭 二/customer.toml")).expect("copied");
    let github = kehu(root, "codeowners");
    assert_eq!(github.status, Some(0), "{}", github.stderr);
    insta::assert_snapshot!(github.stdout);
    let gitlab = github.stdout.replace("/.github/ @wufang\n", "/.gitlab/ @wufang\n/.gitlab-ci.yml @wufang\n");
    assert_eq!(kehu(root, "codeowners --forge gitlab").stdout, gitlab);
    insta::assert_snapshot!(kehu(root, "codeowners --forge gitea --lang en").stdout);
}

#[test]
fn who_cannot_be_asked_is_named() {
    let copy = copy_of("examples/telecom");
    let root = copy.path();
    account(root, "zhou-lan", "周岚");
    account(root, "he-xin", "@hexin");
    fs::write(root.join("customers/starbridge/customer.toml"), "unit_name = = \n").expect("written");
    let done = kehu(root, "codeowners -o CODEOWNERS");
    assert_eq!((done.status, done.stdout.as_str()), (Some(1), ""));
    insta::assert_snapshot!(format!("{}\n{}", done.stderr, fs::read_to_string(root.join("CODEOWNERS")).expect("written")));
    let elsewhere = kehu(root, "codeowners -o owners.txt --lang en");
    assert!(elsewhere.stderr.contains(".github/CODEOWNERS"), "{}", elsewhere.stderr);
}

#[test]
fn an_archive_below_the_top_is_named_from_there() {
    let copy = copy_of("examples/minimal");
    let folder = tempfile::tempdir().expect("a temporary folder");
    assert!(Command::new("git").args(["init", "--quiet"]).current_dir(folder.path()).status().expect("git").success());
    let root = folder.path().join("大客户 档案");
    fs::rename(copy.path(), &root).expect("moved");
    let staff = fs::read_to_string(root.join("staff.toml")).expect("readable");
    fs::write(root.join("staff.toml"), staff.replace("\nname = ", "\naccount = \"@one\"\nname = ")).expect("written");
    let text = kehu(&root, "codeowners").stdout;
    assert!(text.contains("\n/大客户\\ 档案/customers/qingyuan-water/ @one\n") && text.contains("\n/CODEOWNERS @one\n"), "{text}");
    let placed = kehu(&root, "codeowners -o ../CODEOWNERS");
    assert!(!placed.stderr.contains("docs/CODEOWNERS"), "{}", placed.stderr);
}
