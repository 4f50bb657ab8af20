//! A writing command is killed at any moment: after the next one all of its change is there or nothing, and nothing lies about.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use tempfile::TempDir;
use walkdir::WalkDir;

use crate::support::{Kehu, TODAY, copy_of};

/// What is killed, again and again.
struct Trial<'t> {
    /// Begins anew.
    archive: &'t dyn Fn() -> TempDir,
    /// What is typed.
    line: &'t str,
    /// What is typed afterwards; it changes nothing.
    next: &'t str,
    /// Whether all of the change is there (`true`), or nothing of it; everything else panics.
    is_done: &'t dyn Fn(&Path) -> bool,
    /// How often.
    times: u32,
}

impl Trial<'_> {
    /// Kills it, earlier and later. Gives how often it had not begun, and how often it was done.
    fn run(&self) -> (u32, u32) {
        let mut counts = (0, 0);
        // About how long it takes: longer when it was killed too early, shorter when it ended by itself.
        let mut longest = Duration::from_millis(40);
        for number in 0..self.times {
            let folder = (self.archive)();
            let root = folder.path();
            let mut command = Command::new(env!("CARGO_BIN_EXE_kehu"));
            command.args(self.line.split_whitespace()).current_dir(root).env_clear().env("KEHU_AS_OF", TODAY);
            let mut running = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("started");
            // Spread evenly, in an order that looks like none.
            thread::sleep(longest * (number * 37 % self.times) / self.times);
            let killed = running.try_wait().expect("known").is_none();
            let _ = running.kill();
            let status = running.wait().expect("ended");
            let done = Kehu::line(self.next).inside(root).run();
            assert_eq!(done.status, Some(0), "{}", done.stderr);
            let all = (self.is_done)(root);
            assert!(all || killed, "{number}: it ended with {status} and did nothing");
            assert_clean(root);
            longest = if killed { longest * 21 / 20 } else { longest * 9 / 10 };
            if all {
                counts.1 += 1;
            } else {
                counts.0 += 1;
            }
        }
        counts
    }
}

/// Nothing of a write that is over lies about; its lock is free.
pub(crate) fn assert_clean(root: &Path) {
    for entry in WalkDir::new(root) {
        let entry = entry.expect("readable");
        let name = entry.file_name().to_string_lossy();
        assert!(!name.starts_with(".kehu-") && name != "journal" && name != "intent", "{}", entry.path().display());
    }
    if let Ok(lock) = fs::File::open(root.join(".kehu/lock")) {
        lock.try_lock().expect("free");
    }
}

#[test]
fn a_killed_conversion_is_completed_or_had_not_begun() {
    const PATHS: [&str; 3] = ["staff.toml", "customers/yunling-mobile/insight.toml", "customers/yunling-mobile/plans/2026.toml"];
    let right = copy_of("tests/it/fixtures/base");
    let archive = || {
        let copy = copy_of("tests/it/fixtures/base");
        for path in PATHS {
            let text = fs::read_to_string(copy.path().join(path)).expect("text");
            fs::write(copy.path().join(path), encoding_rs::GB18030.encode(&text).0).expect("written");
        }
        // The next command writes something, too.
        fs::write(copy.path().join("holidays.toml"), encoding_rs::GB18030.encode("# 节假日安排\n").0).expect("written");
        copy
    };
    let is_done = |root: &Path| {
        let same = PATHS.map(|path| fs::read(root.join(path)).expect("there") == fs::read(right.path().join(path)).expect("there"));
        let gb = PATHS.map(|path| fs::read_to_string(root.join(path)).is_err());
        assert!(same.iter().all(|same| *same) || gb.iter().all(|gb| *gb), "{same:?} {gb:?}");
        same[0]
    };
    let line = format!("fmt --from-encoding auto {}", PATHS.join(" "));
    let next = "fmt --from-encoding auto holidays.toml";
    let (nothing, all) = Trial { archive: &archive, line: &line, next, is_done: &is_done, times: 60 }.run();
    assert_eq!(nothing + all, 60);
}

/// What is typed for a contact with this id.
fn adds(id: &str) -> String {
    format!(
        "add-contact starbridge 某{id} --id {id} --title 主管 --role user --status neutral --ours chen-li --source-level 3 --mobile 12900001234"
    )
}

#[test]
fn a_killed_contact_stands_in_all_its_places_or_in_none() {
    const CUSTOMER: &str = "customers/starbridge";
    let archive = || copy_of("examples/telecom");
    // In 附表3, 附表1, 附表2; every document can be read.
    let places = |root: &Path, id: &str| {
        let text = |path: &str| fs::read_to_string(root.join(CUSTOMER).join(path)).unwrap_or_default();
        let documents = [text("key-people.toml"), text("customer.toml"), text(&format!("people/{id}.toml"))];
        for document in &documents {
            let _: toml::Table = toml::from_str(document).expect("nothing is torn");
        }
        let names = [format!("id = \"{id}\""), format!("person = \"{id}\""), "source_level".to_owned()];
        documents.iter().zip(names).map(|(document, name)| document.contains(&name)).collect::<Vec<bool>>()
    };
    let is_done = |root: &Path| {
        assert_eq!(places(root, "next"), [true; 3]);
        let there = places(root, "killed");
        assert!(there == [true; 3] || there == [false; 3], "{there:?}");
        there[0]
    };
    let trial = Trial { archive: &archive, line: &adds("killed"), next: &adds("next"), is_done: &is_done, times: 300 };
    let (nothing, all) = trial.run();
    assert_eq!(nothing + all, 300);
    assert!(nothing > 20 && all > 20, "killed at one end only: {nothing} {all}");
}
