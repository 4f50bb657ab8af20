//! A bad and a good fixture for each rule: `fixtures/rules/<ID>.toml`. A case edits the clean archive `fixtures/base`
//! and lists every finding that the edit brings (rule, level, path:line); a good case lists all but the rule itself.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use chrono::NaiveDate;
use kehu::archive::load::{self, Judge, Scope};
use kehu::findings::Finding;
use kehu::rules::{Rule, Run, registry};
use kehu::words::Lang;
use serde::Deserialize;

use crate::support::{copy_of, project};

/// One file of fixtures.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fixture {
    bad: Vec<Case>,
    good: Vec<Case>,
}

/// One archive: the base with edits.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// What it shows, in a phrase.
    what: String,
    /// The day of judgement; 2026-07-08 unless said otherwise.
    as_of: Option<String>,
    /// The edits, in order.
    edit: Vec<Edit>,
    /// Every new finding: `COV-03 error customers/…/key-people.toml:8`. Beside the rule's own each needs `  # reason`.
    expect: Vec<String>,
    /// Texts that the rule's own message, help or suggested line must hold (a bad case).
    #[serde(default)]
    says: Vec<String>,
}

/// A change of one file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Edit {
    file: String,
    /// Text that must be there exactly once (or `all = true`) …
    find: Option<String>,
    /// … and what stands there instead.
    put: Option<String>,
    #[serde(default)]
    all: bool,
    /// The whole new text of the file.
    write: Option<String>,
    /// Text added at the end.
    append: Option<String>,
    #[serde(default)]
    delete: bool,
}

fn apply(root: &Path, edit: &Edit, what: &str) {
    let path = root.join(&edit.file);
    if edit.delete {
        fs::remove_file(&path).unwrap_or_else(|error| panic!("{what}: {}: {error}", edit.file));
        return;
    }
    if let Some(text) = &edit.write {
        fs::create_dir_all(path.parent().expect("a file has a folder")).expect("the folder can be made");
        fs::write(&path, text).expect("the file can be written");
        return;
    }
    let mut text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{what}: {}: {error}", edit.file));
    if let (Some(find), Some(put)) = (&edit.find, &edit.put) {
        let times = text.matches(find.as_str()).count();
        assert!(times == 1 || (edit.all && times > 0), "{what}: {} has `{find}` {times} times", edit.file);
        text = text.replace(find.as_str(), put);
    }
    if let Some(more) = &edit.append {
        text.push_str(more);
    }
    fs::write(&path, text).expect("the file can be written");
}

fn findings(root: &Path, day: &str) -> Vec<Finding> {
    let day: NaiveDate = day.parse().expect("a day");
    let base = load::base(root, Some(Lang::Zh), Lang::Zh);
    load::load(root, base, &Scope::default(), Judge::Audit(day)).expect("the archive can be listed").findings
}

fn key(finding: &Finding) -> String {
    format!("{} {} {}", finding.rule, finding.path, finding.message)
}

/// The findings that the edits bring, those of the clean archive taken off.
fn new_findings(case: &Case) -> Vec<Finding> {
    let day = case.as_of.as_deref().unwrap_or("2026-07-08");
    let copy = copy_of("tests/it/fixtures/base");
    let mut before: BTreeMap<String, usize> = BTreeMap::new();
    for finding in findings(copy.path(), day) {
        *before.entry(key(&finding)).or_default() += 1;
    }
    for edit in &case.edit {
        apply(copy.path(), edit, &case.what);
    }
    let mut after = findings(copy.path(), day);
    after.retain(|finding| match before.get_mut(&key(finding)) {
        Some(left) if *left > 0 => {
            *left -= 1;
            false
        }
        _ => true,
    });
    after
}

fn line(finding: &Finding) -> String {
    format!("{} {} {}:{}", finding.rule, finding.level.key(), finding.path, finding.start.line)
}

fn judge(id: &str, case: &Case, bad: bool, faults: &mut Vec<String>) {
    let found = new_findings(case);
    let mut got: Vec<String> = found.iter().map(line).collect();
    let mut want: Vec<String> = case.expect.iter().map(|line| line.split("  #").next().unwrap_or_default().trim().to_owned()).collect();
    got.sort();
    want.sort();
    let what = format!("{id} {} ({})", if bad { "bad" } else { "good" }, case.what);
    if got != want {
        let texts: Vec<String> = found.iter().map(|finding| format!("    {}  {}", line(finding), finding.message)).collect();
        faults.push(format!("{what}:\n  expected {want:#?}\n  found\n{}", texts.join("\n")));
    }
    if got.iter().any(|line| line.starts_with(&format!("{id} "))) != bad {
        faults.push(format!("{what}: the rule {}", if bad { "does not fire" } else { "fires" }));
    }
    for other in case.expect.iter().filter(|line| !line.starts_with(&format!("{id} ")) && !line.contains("  #")) {
        faults.push(format!("{what}: `{other}` is another rule's and needs a reason (`  # …`)"));
    }
    for text in &case.says {
        let own = found.iter().filter(|finding| finding.rule == id);
        let said = |finding: &Finding| {
            let fix = finding.fix.iter().flat_map(|fix| &fix.edits).map(|edit| edit.text.clone()).collect::<String>();
            format!("{}\n{}\n{fix}", finding.message, finding.help).contains(text)
        };
        if !own.into_iter().any(said) {
            faults.push(format!("{what}: nobody says `{text}`"));
        }
    }
}

/// Rules that need git's history: `past.rs` has their archives.
const BY_HISTORY: &[&str] = &["F6-09"];

/// The rules that have fixtures.
fn with_fixtures() -> impl Iterator<Item = &'static Rule> {
    registry::all().filter(|rule| !matches!(rule.run, Run::Duty) && !BY_HISTORY.contains(&rule.id))
}

/// Every bad archive of the fixtures: what it shows, and the base with its edits.
pub(crate) fn bad_archives() -> impl Iterator<Item = (String, tempfile::TempDir)> {
    with_fixtures().flat_map(|rule| {
        let path = project().join(format!("tests/it/fixtures/rules/{}.toml", rule.id));
        let text = fs::read_to_string(path).expect("each rule has a fixture");
        let fixture: Fixture = toml::from_str(&text).expect("the fixture is right");
        fixture.bad.into_iter().map(|case| {
            let copy = copy_of("tests/it/fixtures/base");
            case.edit.iter().for_each(|edit| apply(copy.path(), edit, &case.what));
            (format!("{} {}", rule.id, case.what), copy)
        })
    })
}

#[test]
fn every_rule_finds_its_bad_fixture_and_passes_its_good_one() {
    let folder = project().join("tests/it/fixtures/rules");
    let mut faults = Vec::new();
    for rule in with_fixtures() {
        let path = folder.join(format!("{}.toml", rule.id));
        let Ok(text) = fs::read_to_string(&path) else {
            faults.push(format!("{} has no fixture tests/it/fixtures/rules/{}.toml", rule.id, rule.id));
            continue;
        };
        match toml::from_str::<Fixture>(&text) {
            Ok(fixture) => {
                if fixture.bad.is_empty() || fixture.good.is_empty() {
                    faults.push(format!("{} needs a bad and a good case", rule.id));
                }
                fixture.bad.iter().for_each(|case| judge(rule.id, case, true, &mut faults));
                fixture.good.iter().for_each(|case| judge(rule.id, case, false, &mut faults));
            }
            Err(error) => faults.push(format!("{}: {error}", rule.id)),
        }
    }
    assert!(faults.is_empty(), "\n{}\n{} faults", faults.join("\n"), faults.len());
}

#[test]
fn every_fixture_belongs_to_a_rule() {
    for entry in fs::read_dir(project().join("tests/it/fixtures/rules")).expect("the folder is there") {
        let name = entry.expect("readable").file_name().to_string_lossy().into_owned();
        let id = name.trim_end_matches(".toml");
        assert!(registry::find(id).is_some(), "{name} belongs to no rule");
    }
}

#[test]
fn the_base_has_no_error_and_no_warning() {
    let copy = copy_of("tests/it/fixtures/base");
    let grave: Vec<String> = findings(copy.path(), "2026-07-08").iter().filter(|finding| finding.level.key() != "info").map(line).collect();
    assert!(grave.is_empty(), "{grave:#?}");
}
