//! `kehu init`: what is written, what is kept, what is refused, and that a new archive is clean.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use kehu::template::{EXAMPLES, TEMPLATE};

use crate::support::{Done, Kehu, copy_of, project};

fn init(line: &str, inside: &Path) -> Done {
    Kehu::line(&format!("init {line}")).inside(inside).run()
}

fn made(line: &str, inside: &Path) -> String {
    let done = init(line, inside);
    assert_eq!((done.status, done.stdout.as_str()), (Some(0), ""), "{}", done.stderr);
    done.stderr
}

/// Every file below a folder, `.git` apart, with its text.
fn tree(root: &Path) -> BTreeMap<String, String> {
    fn walk(root: &Path, dir: &Path, out: &mut BTreeMap<String, String>) {
        for entry in fs::read_dir(dir).expect("readable") {
            let path: PathBuf = entry.expect("readable").path();
            if path.file_name().is_some_and(|name| name == ".git") {
                continue;
            }
            if path.is_dir() {
                walk(root, &path, out);
                continue;
            }
            let name = path.strip_prefix(root).expect("below").to_string_lossy().replace('\\', "/");
            out.insert(name, fs::read_to_string(&path).expect("text"));
        }
    }
    let mut out = BTreeMap::new();
    walk(root, root, &mut out);
    out
}

#[test]
fn every_file_of_the_folders_is_embedded() {
    let lists = std::iter::once(("archive-template".to_owned(), TEMPLATE))
        .chain(EXAMPLES.iter().map(|example| (format!("examples/{}", example.name), example.files)));
    for (folder, files) in lists {
        let there = tree(&project().join(&folder));
        let embedded: BTreeMap<String, String> = files.iter().map(|file| (file.from.to_owned(), file.text.to_owned())).collect();
        let names = |tree: &BTreeMap<String, String>| tree.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(&embedded), names(&there), "{folder}: src/template/files.rs lists other files");
        assert_eq!(embedded, there, "{folder}");
    }
    let examples: Vec<_> = fs::read_dir(project().join("examples")).expect("readable").collect();
    assert_eq!(examples.len(), EXAMPLES.len());
}

#[test]
fn a_new_archive_is_clean_on_its_first_day() {
    let folder = tempfile::tempdir().expect("a folder");
    let presets = ["", " --preset telecom-contractor,tiered-sales,key-account,construction-group,crm-discipline"];
    for (at, preset) in presets.iter().enumerate() {
        let words = made(&format!("new{at} --company 北湾通信工程有限公司{preset}"), folder.path());
        assert!(words.contains(&format!("cd new{at}")) && words.contains("kehu add-customer") && words.contains("kehu audit"), "{words}");
        let root = folder.path().join(format!("new{at}"));
        for command in ["check", "audit"] {
            let done = Kehu::line(&format!("{command} --format json")).inside(&root).run();
            assert_eq!(done.status, Some(0), "{}", done.stdout);
            let findings: serde_json::Value = serde_json::from_str(&done.stdout).expect("JSON");
            let summary = &findings["summary"];
            assert_eq!((summary["error"].as_u64(), summary["warning"].as_u64()), (Some(0), Some(0)), "{command}{preset}: {}", done.stdout);
        }
    }
}

#[test]
fn the_answers_stand_in_the_files() {
    let folder = tempfile::tempdir().expect("a folder");
    let done = Kehu::new(["init", "a", "--company", "甲\"乙\\工程有限公司", "--preset", "key-account", "--preset", "tiered-sales"])
        .inside(folder.path())
        .run();
    assert_eq!(done.status, Some(0), "{}", done.stderr);
    let files = tree(&folder.path().join("a"));
    let settings: toml::Table = toml::from_str(&files["kehu.toml"]).expect("TOML");
    assert_eq!(settings["company"]["name"].as_str(), Some("甲\"乙\\工程有限公司"));
    assert_eq!(settings["company"]["short_name"].as_str(), Some("甲\"乙\\工程"));
    assert_eq!(settings["regulation"]["effective_from"].to_string(), "2026-07-29");
    assert_eq!(settings["regulation"]["presets"].to_string(), "[\"key-account\", \"tiered-sales\"]");
    for name in [
        ".gitignore",
        ".gitattributes",
        ".taplo.toml",
        ".vscode/settings.json",
        ".github/workflows/kehu.yml",
        ".gitea/workflows/kehu.yml",
        ".gitlab-ci.yml",
        "crontab.sample",
        "systemd/kehu-report@.service",
        "README.md",
        "staff.toml",
        "schema/customer.json",
    ] {
        assert!(files.contains_key(name), "{name}");
    }
    assert!(files.iter().all(|(name, text)| name.ends_with("workflows/kehu.yml") || !text.contains("{{")), "a place was not filled");
    assert!(folder.path().join("a/.git").is_dir());
    let leftover: Vec<_> = fs::read_dir(folder.path()).expect("readable").collect();
    assert_eq!(leftover.len(), 1, "{leftover:?}");
}

#[test]
fn without_a_name_the_archive_still_passes() {
    let folder = tempfile::tempdir().expect("a folder");
    let words = made("", folder.path());
    assert!(words.contains("公司名称还没有填"), "{words}");
    assert!(!words.contains("  cd "), "{words}");
    let done = Kehu::line("check").inside(folder.path()).run();
    assert_eq!(done.status, Some(0), "{}", done.stdout);
    assert!(tree(folder.path())["kehu.toml"].contains("name = \"本公司\""));
}

#[test]
fn git_readme_and_license_are_kept_and_anything_else_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("readme.txt"), "ours").expect("written");
    fs::write(folder.path().join("LICENSE-MIT"), "law").expect("written");
    fs::create_dir(folder.path().join(".git")).expect("made");
    let words = made(".", folder.path());
    assert!(words.contains("README.md"), "{words}");
    let files = tree(folder.path());
    assert_eq!(files["readme.txt"], "ours");
    assert!(files.contains_key("kehu.toml") && !files.contains_key("README.md"));
    let words = init(".", folder.path()).refused();
    assert!(words.contains("kehu.toml"), "{words}");
    let other = copy_of("examples/minimal");
    let before = tree(other.path());
    let words = init(". --example telecom", other.path()).refused();
    assert!(words.contains("已经是一份客户档案"), "{words}");
    assert_eq!(tree(other.path()), before);
    fs::remove_file(other.path().join("kehu.toml")).expect("removed");
    let words = init(".", other.path()).refused();
    assert!(words.contains("`.` 里已有别的东西：customers, staff.toml"), "{words}");
    let words = init("staff.toml", other.path()).refused();
    assert!(words.contains("staff.toml"), "{words}");
}

#[test]
fn examples_come_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    for example in EXAMPLES {
        let words = made(&format!("deep/{0} --example {0}", example.name), folder.path());
        assert!(words.contains("kehu audit --as-of 2026-07-08"), "{words}");
        let files = tree(&folder.path().join("deep").join(example.name));
        for (name, text) in tree(&project().join("examples").join(example.name)) {
            assert_eq!(files.get(&name), Some(&text), "{name}");
        }
        assert!(files.contains_key(".taplo.toml") && files.contains_key("schema/plan.json"));
    }
    let words = init("x --example telcom", folder.path()).refused();
    assert!(words.contains("telecom, trading, minimal"), "{words}");
}

#[test]
fn inside_a_repository_no_other_is_made() {
    let folder = tempfile::tempdir().expect("a folder");
    made("outer", folder.path());
    made("inner", &folder.path().join("outer"));
    assert!(!folder.path().join("outer/inner/.git").exists());
}

#[test]
fn the_checks_of_every_forge_are_commands_of_kehu() {
    let folder = tempfile::tempdir().expect("a folder");
    made("a", folder.path());
    let root = folder.path().join("a");
    // What a pull request brings is judged against the branch that it goes to: here the only commit stands for it.
    for words in [&["add", "-A"][..], &["commit", "-q", "--no-verify", "-m", "x"]] {
        let base = ["-c", "user.name=x", "-c", "user.email=x@example.com", "-c", "commit.gpgsign=false"];
        let done = std::process::Command::new("git").args(base).args(words).current_dir(&root).output().expect("git runs");
        assert!(done.status.success(), "{words:?}");
    }
    for name in [".github/workflows/kehu.yml", ".gitea/workflows/kehu.yml", ".gitlab-ci.yml"] {
        let text = tree(&root)[name].clone();
        let lines = text.lines().map(|line| line.trim().trim_start_matches("- ").trim_start_matches("run: "));
        let commands: Vec<&str> = lines.filter_map(|line| line.strip_prefix("kehu ")).filter(|line| !line.is_empty()).collect();
        assert!(commands.iter().any(|command| command.contains("--new-since")), "{name}");
        assert!(commands.iter().any(|command| command.starts_with("diff ")), "{name}");
        for command in commands {
            let words = command.split(['|', '>', '#']).next().unwrap_or_default().replace('"', "");
            let words =
                words.replace("origin/$BASE", "HEAD").replace("$CI_MERGE_REQUEST_DIFF_BASE_SHA", "HEAD").replace("$RUNNER_TEMP/", "");
            assert!(!words.contains('$'), "{name}: {words}");
            let done = Kehu::line(&words).inside(&root).run();
            assert_ne!(done.status, Some(2), "{name}: {words}: {}", done.stderr);
        }
    }
}
