//! What forges and build servers get: every format on a customer of the example, and SARIF against its schema.

use std::fs;
use std::path::Path;

use jsonschema::Validator;
use kehu::cli::args::{Format, Key};
use serde_json::Value;

use crate::support::{Kehu, copy_of, project};

/// The customer that is neglected on purpose, by rules that have been there from the beginning.
const STARBRIDGE: &str = "audit 星桥设备 --rule COV-03,F5-02,F3-06 --as-of 2026-07-08";

/// The schema that OASIS publishes (in the form of draft 7), as the package serde-sarif 0.8.0 brings it along.
fn schema() -> Validator {
    // A slip of that edition in the pattern of `run.language`: `]` without `[` is no regular expression. `toolComponent.language` has it right.
    let text = include_str!("fixtures/sarif/sarif-schema-2.1.0.json").replace("{2}-[a-zA-Z]{2}]?$", "{2}-[a-zA-Z]{2}?$");
    let schema: Value = serde_json::from_str(&text).expect("a schema is JSON");
    jsonschema::options().should_validate_formats(true).build(&schema).expect("the schema is one")
}

/// The log of a run, which fits the schema.
fn sarif(line: &str, folder: &Path) -> Value {
    let done = Kehu::line(&format!("{line} --format sarif")).inside(folder).run();
    let log: Value = serde_json::from_str(&done.stdout).unwrap_or_else(|error| panic!("{line}: {error}\n{}", done.stderr));
    let faults: Vec<String> = schema().iter_errors(&log).map(|fault| format!("{}: {fault}", fault.instance_path())).collect();
    assert!(faults.is_empty(), "{line}: {faults:#?}");
    log
}

fn results(log: &Value) -> &[Value] {
    log["runs"][0]["results"].as_array().expect("results")
}

#[test]
fn every_format_of_one_customer() {
    let folder = project().join("examples/telecom");
    for format in Format::FINDINGS {
        let name = format.key();
        let done = Kehu::line(&format!("{STARBRIDGE} --no-history --format {name}")).inside(&folder).run();
        assert_eq!((done.status, done.stderr.as_str()), (Some(1), ""), "{name}");
        // Nobody's machine stands in what others are to read.
        assert!(!done.stdout.contains(&*project().to_string_lossy()), "{name}");
        let shown = done.stdout.replace(&format!("\"{}\"", env!("CARGO_PKG_VERSION")), "\"0.0.0\"");
        insta::assert_snapshot!(format!("starbridge_{name}"), shown);
    }
}

#[test]
fn a_format_changes_nothing_in_the_exit_status() {
    let folder = project().join("examples/telecom");
    for format in Format::FINDINGS {
        for (line, status) in [("audit 云岭移动", 0), ("audit 云岭移动 --fail-on info", 1), ("check --rule F1-01", 0)] {
            let done = Kehu::line(&format!("{line} --as-of 2026-07-08 --format {}", format.key())).inside(&folder).run();
            assert_eq!(done.status, Some(status), "{line} {}", format.key());
        }
    }
}

#[test]
fn the_log_fits_its_schema() {
    assert!(!schema().is_valid(&serde_json::json!({ "version": "2.1.0", "runs": [{ "results": [] }] })), "the schema asks for a tool");
    let telecom = project().join("examples/telecom");
    for line in ["audit --as-of 2026-07-08", "audit --as-of 2026-07-08 --lang en", "check", "audit 云岭移动 --rule F1-01"] {
        let log = sarif(line, &telecom);
        let run = &log["runs"][0];
        let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
        for result in results(&log) {
            let at = result["ruleIndex"].as_u64().and_then(|at| usize::try_from(at).ok()).expect("a place");
            assert_eq!(rules[at]["id"], result["ruleId"]);
            assert_eq!(result["suppressions"], serde_json::json!([]));
            assert!(rules[at]["help"]["text"].as_str().is_some_and(|help| help.contains("kehu explain")), "{}", rules[at]);
        }
    }
    assert!(results(&sarif("audit --as-of 2026-07-08", &telecom)).len() > 20);
}

#[test]
fn the_log_of_a_broken_archive_fits_too() {
    let copy = copy_of("examples/telecom");
    let folder = copy.path().join("customers/starbridge");
    fs::write(folder.join("insight.toml"), "[[topics]\n<<<<<<< a\n").expect("written");
    fs::write(folder.join("key-people.toml"), b"name = \"\xc0\xee\"\n").expect("written");
    fs::write(folder.join("people/feng-kai.toml"), "birth_date = \"１９７０\"\u{2028}\n").expect("written");
    fs::write(folder.join("contact-reports/二月 一日%.toml"), "x\n").expect("written");
    let log = sarif("audit --as-of 2026-07-08", copy.path());
    let notes = log["runs"][0]["invocations"][0]["toolExecutionNotifications"].as_array().expect("notes");
    assert!(notes.iter().any(|note| note["level"] == "error") && notes.iter().any(|note| note["associatedRule"]["id"].is_string()));
    let uris = results(&log).iter().filter_map(|one| one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].as_str());
    assert!(uris.into_iter().all(str::is_ascii));
}

#[test]
fn fixes_say_what_goes_and_what_comes() {
    let copy = copy_of("examples/telecom");
    let path = copy.path().join("customers/starbridge/plans/2026.toml");
    let plan = fs::read_to_string(&path).expect("the example has it");
    let line = plan.lines().position(|line| line.starts_with("next = ")).expect("a plan has dates") + 1;
    let wide: String = plan.lines().nth(line - 1).expect("it is there").replace('-', "－");
    let mended: Vec<&str> = plan.lines().enumerate().map(|(at, text)| if at + 1 == line { wide.as_str() } else { text }).collect();
    fs::write(&path, mended.join("\n")).expect("written");
    let log = sarif("check --rule ARC-05", copy.path());
    let fixed: Vec<&Value> = results(&log).iter().filter(|one| one["fixes"].is_array()).collect();
    assert!(!fixed.is_empty(), "{log}");
    let replacement = &fixed[0]["fixes"][0]["artifactChanges"][0]["replacements"][0];
    assert_eq!(replacement["deletedRegion"]["startLine"], line);
    assert!(replacement["insertedContent"]["text"].as_str().is_some_and(|text| !text.contains('－')), "{replacement}");
}

#[test]
fn ignored_findings_stay_in_the_log_as_suppressed() {
    let copy = copy_of("examples/telecom");
    let path = copy.path().join("kehu.toml");
    let settings = fs::read_to_string(&path).expect("the example has settings");
    let entry = "\n[[ignore]]\nrule = \"COV-03\"\ncustomer = \"星桥设备\"\nreason = \"三季度起由高振宇参与\"\n";
    fs::write(&path, settings + entry).expect("the copy can be written");
    let log = sarif("audit --rule COV-03 --as-of 2026-07-08", copy.path());
    let suppressed: Vec<&Value> = results(&log).iter().filter(|one| one["suppressions"] != serde_json::json!([])).collect();
    assert_eq!((results(&log).len(), suppressed.len()), (2, 1));
    let suppression = &suppressed[0]["suppressions"][0];
    assert_eq!((suppression["kind"].as_str(), suppression["justification"].as_str()), (Some("external"), Some("三季度起由高振宇参与")));
    // Of another customer nothing is said.
    assert_eq!(results(&sarif("audit 江北广电 --rule COV-03 --as-of 2026-07-08", copy.path())).len(), 1);
}

#[test]
fn the_ending_of_the_file_says_the_format() {
    let copy = copy_of("examples/telecom");
    for (name, begin) in [("out.sarif", "{\"$schema\""), ("out.xml", "<?xml "), ("out.md", "## ")] {
        let done = Kehu::line(&format!("{STARBRIDGE} -o {name}")).inside(copy.path()).run();
        assert_eq!((done.status, done.stdout.as_str()), (Some(1), ""), "{name}: {}", done.stderr);
        assert!(fs::read_to_string(copy.path().join(name)).expect("written").starts_with(begin), "{name}");
    }
}
