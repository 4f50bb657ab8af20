//! Two writers at once: nothing that was acknowledged is lost.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;

use crate::killed::assert_clean;
use crate::support::{Kehu, copy_of};

const CUSTOMER: &str = "qingyuan-water";
/// Contacts that each of two writers adds.
const EACH: usize = 200;

/// `kehu add-contact`, not yet ended.
fn adds(root: &Path, id: &str) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kehu"));
    command.args(["add-contact", CUSTOMER, &format!("某人{id}"), "--id", id, "--title", "主管", "--role", "user", "--status", "neutral"]);
    command.args(["--ours", "qin-yue", "--source-level", "3", "--mobile", "12900001234"]);
    if !has_sheet(id) {
        command.arg("--no-sheet");
    }
    command.env_clear().env("KEHU_AS_OF", "2026-07-08").env("KEHU_LANG", "en").current_dir(root);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("kehu starts")
}

fn text(root: &Path, path: &str) -> String {
    fs::read_to_string(root.join("customers").join(CUSTOMER).join(path)).unwrap_or_default()
}

/// Every fourth has a sheet: hundreds of them would only make the others slow.
fn has_sheet(id: &str) -> bool {
    id.ends_with(['0', '4', '8'])
}

/// In how many of the three places a contact stands: 附表3, 附表1, 附表2.
fn places(root: &Path, id: &str) -> usize {
    let row = text(root, "key-people.toml").contains(&format!("id = \"{id}\""));
    let contact = text(root, "customer.toml").contains(&format!("person = \"{id}\""));
    let sheet = !text(root, &format!("people/{id}.toml")).is_empty();
    usize::from(row) + usize::from(contact) + usize::from(sheet)
}

#[test]
fn two_writers_lose_nothing() {
    let archive = copy_of("examples/minimal");
    let root = archive.path();
    // What the regulation says of 400 people is not what is tried here.
    let settings = fs::read_to_string(root.join("kehu.toml")).expect("readable");
    fs::write(root.join("kehu.toml"), settings.replace("[\"telecom-contractor\"]", "[]")).expect("written");
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
        let wanted = |id: &str| if has_sheet(id) { 3 } else { 2 };
        let is_lost = |number: &usize| {
            let id = format!("{name}{number}");
            places(root, &id) != wanted(&id)
        };
        let lost: Vec<usize> = (0..EACH).filter(is_lost).collect();
        assert!(lost.is_empty(), "{name}: {lost:?}");
    }
    assert_clean(root);
    let check = Kehu::line("check --rule ARC-05 --rule FRM --rule REF").inside(root).run();
    assert_eq!(check.status, Some(0), "{}", check.stdout);
}
