//! `kehu doctor`: what is not set up, and that its commands mend it.
#![cfg(unix)]

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;
use unicode_width::UnicodeWidthStr;

use crate::staged::{committed, does, init};
use crate::support::{Done, Kehu, copy_of, on_terminal, var};

/// The built kehu is on the path, and git has no settings but the repository's.
fn doctor(folder: &Path, words: &str) -> Done {
    kehu(folder, &format!("doctor {words}"))
}

fn kehu(folder: &Path, words: &str) -> Done {
    let line = Kehu::line(&format!("--as-of 2026-07-08 {words}")).inside(folder).var("PATH", &path());
    line.var("GIT_CONFIG_GLOBAL", "/dev/null").var("GIT_CONFIG_NOSYSTEM", "1").run()
}

fn path() -> String {
    let bin = Path::new(env!("CARGO_BIN_EXE_kehu")).parent().expect("a folder");
    format!("{}:{}", bin.display(), var("PATH").expect("a path").to_string_lossy())
}

fn checks(folder: &Path, words: &str) -> Vec<Value> {
    let done = doctor(folder, &format!("--format json {words}"));
    assert!(done.status == Some(0) || done.status == Some(1), "{}", done.stderr);
    let page: Value = serde_json::from_str(&done.stdout).expect("JSON");
    assert_eq!(page["version"], 1);
    page["checks"].as_array().expect("a list").clone()
}

/// A check as `state: found`.
fn of(folder: &Path, words: &str, name: &str) -> String {
    let checks = checks(folder, words);
    let found = checks.iter().find(|check| check["name"] == name).unwrap_or_else(|| panic!("{name} in {checks:?}"));
    let text = |key: &str| found[key].as_str().unwrap_or_default().to_owned();
    format!("{}: {} | {}", text("state"), text("found"), text("todo"))
}

/// What differs from machine to machine.
fn plain(text: &str, folder: &Path) -> String {
    let lines = text.lines().map(|line| match line.split_once("git 程序：").or_else(|| line.split_once("  git: ")) {
        Some((before, _)) => format!("{before}GIT"),
        None => line.replace(&folder.display().to_string(), "DIR"),
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn made(words: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    assert_eq!(kehu(folder.path(), &format!("init . {words}")).status, Some(0));
    folder
}

#[test]
fn an_example_that_was_just_made() {
    let folder = made("--example telecom");
    let mut all = String::new();
    for words in ["", "--lang en", "--format markdown --todo"] {
        let done = doctor(folder.path(), words);
        assert_eq!((done.status, done.stderr.as_str()), (Some(1), ""));
        all.push_str(&format!("$ kehu doctor {words}\n{}\n\n", plain(&done.stdout, folder.path())));
    }
    insta::assert_snapshot!(all);
}

#[test]
fn its_commands_mend_what_it_finds() {
    let folder = made("--example telecom");
    let root = folder.path();
    for file in [".gitattributes", ".gitignore", ".vscode/settings.json", "schema/plan.json"] {
        let text = fs::read_to_string(root.join(file)).expect("readable");
        let half: Vec<&str> = text.lines().take(text.lines().count() / 2).collect();
        fs::write(root.join(file), half.join("\n") + "\n").expect("written");
    }
    fs::remove_file(root.join(".taplo.toml")).expect("removed");
    let mut before = Vec::new();
    for round in 0..30 {
        let checks = checks(root, "--todo");
        let Some(first) = checks.first() else { return assert_eq!(doctor(root, "").status, Some(0), "{before:?}") };
        let commands: Vec<&str> = first["commands"].as_array().expect("a list").iter().filter_map(Value::as_str).collect();
        assert!(!commands.is_empty() && !before.contains(&checks), "round {round}: {first}");
        for command in commands {
            let mail = format!("n{round}@example.com");
            let command = command.replace("NAME@EXAMPLE.COM", &mail).replace("staff/编号", "staff/zhou-lan").replace("--global", "--local");
            let mut shell = Command::new("sh");
            shell.args(["-c", &command]).current_dir(root).env("PATH", path());
            shell.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_AUTHOR_NAME", "周").env("KEHU_LANG", "zh");
            shell.env("GIT_AUTHOR_EMAIL", "z@example.com").env("GIT_COMMITTER_NAME", "周").env("GIT_COMMITTER_EMAIL", "z@example.com");
            let output = shell.output().expect("a shell");
            let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
            // Others may remain.
            let done = output.status.success() || (command == "kehu doctor --fix" && output.status.code() == Some(1));
            assert!(done, "{command}\n{said}");
        }
        before.push(checks);
    }
    panic!("it never ends");
}

#[test]
fn what_can_be_mended_at_once_is() {
    let copy = committed();
    let root = copy.path();
    does(root, &["remote", "add", "origin", "https://github.com/sales/archive"]);
    does(root, &["mv", "customers/starbridge", "customers/星桥"]);
    fs::write(root.join(".gitattributes"), "*.toml text").expect("written");
    fs::write(root.join(".gitignore"), "/own/\n/reports/").expect("written");
    let done = doctor(root, "--fix");
    assert_eq!(done.status, Some(1));
    assert!(done.stderr.contains("core.quotePath = false") && done.stderr.contains("已写入 `.taplo.toml`"), "{}", done.stderr);
    for name in ["file-names", "hook", "merge-driver", "gitattributes", "gitignore", "editor", "schema", "ci"] {
        assert!(of(root, "", name).starts_with("ok"), "{}", of(root, "", name));
    }
    let text = fs::read_to_string(root.join(".gitignore")).expect("there");
    assert!(text.starts_with("/own/\n/reports/\n/.kehu/\n") && text.matches("/reports/").count() == 1, "{text}");
    let attributes = fs::read_to_string(root.join(".gitattributes")).expect("there");
    assert!(attributes.starts_with("*.toml text\n") && attributes.matches("*.yaml").count() == 1, "{attributes}");
    let again = doctor(root, "--fix --todo");
    assert!(again.stderr.is_empty() && !again.stdout.contains("--fix"), "{}{}", again.stdout, again.stderr);
}

#[test]
fn it_works_wherever_an_archive_lies() {
    let copy = copy_of("examples/telecom");
    let root = copy.path();
    assert!(of(root, "", "repository").starts_with("missing: 档案不在 git 仓库中") && of(root, "", "repository").ends_with("`git init`"));
    assert!(of(root, "", "secrets").starts_with("skipped"));
    let nowhere = tempfile::tempdir().expect("a folder");
    let done = doctor(nowhere.path(), "");
    assert!(done.status == Some(1) && done.stdout.contains("只看了本机") && done.stdout.contains("user.email"), "{}", done.stdout);
    assert!(doctor(nowhere.path(), "-C no-such").refused().contains("kehu.toml"));
    // Somebody else's repository.
    init(root);
    let foreign = Kehu::line("doctor").inside(root).var("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1").run();
    assert!(foreign.stdout.contains("git config --global --add safe.directory /"), "{}", foreign.stdout);
    assert!(of(root, "", "commits").starts_with("missing"));
    does(root, &["add", "--all"]);
    does(root, &["commit", "--quiet", "-m", "一"]);
    does(root, &["commit", "--quiet", "--allow-empty", "-m", "二"]);
    assert!(of(root, "", "commits").starts_with("ok") && of(root, "", "history").starts_with("ok"));
    // From a folder within it, and from elsewhere.
    let within = root.join("customers");
    assert!(of(&within, "", "merge-driver").ends_with("`kehu merge-driver install`"));
    assert!(of(&within, "", "gitignore").ends_with("`kehu doctor --fix`"));
    let dir = root.display().to_string();
    assert!(of(nowhere.path(), &format!("-C {dir}"), "hook").ends_with(&format!("`kehu -C {dir} hook install`")));
    let shallow = nowhere.path().join("浅");
    does(nowhere.path(), &["clone", "--quiet", "--depth=1", &format!("file://{dir}"), "浅"]);
    assert!(of(&shallow, "", "history").ends_with("`git fetch --unshallow`"));
    assert!(of(nowhere.path(), "-C 浅", "history").ends_with("`git -C 浅 fetch --unshallow`"));
}

#[test]
fn a_bare_clone_and_a_larger_repository_are_told() {
    let copy = committed();
    let folder = tempfile::tempdir().expect("a folder");
    does(folder.path(), &["clone", "--quiet", "--bare", &copy.path().display().to_string(), "b.git"]);
    does(folder.path(), &["init", "--quiet", "--bare", "empty.git"]);
    assert!(of(folder.path(), "-C b.git", "repository").contains("最新的提交中有客户档案"));
    assert!(of(&folder.path().join("b.git"), "", "repository").starts_with("skipped"));
    assert!(of(folder.path(), "-C empty.git", "repository").starts_with("missing"));
    let larger = folder.path().join("larger");
    fs::create_dir(&larger).expect("made");
    init(&larger);
    fs::rename(copy_of("examples/minimal").keep(), larger.join("客户 档案")).expect("moved");
    let root = larger.join("客户 档案");
    assert!(of(&root, "", "repository").contains("wrong: 档案只是更大的仓库中的 `客户 档案`"));
    assert!(of(&root, "", "file-names").starts_with("skipped"));
    does(&root, &["config", "core.autocrlf", "true"]);
    assert!(of(&root, "", "line-endings").ends_with("`git config core.autocrlf input`"));
    assert_eq!(kehu(&root, "hook install").status, Some(0));
    assert!(of(&root, "", "hook").starts_with("ok"));
}

#[test]
fn hooks_and_the_merge_driver_are_looked_at() {
    let copy = committed();
    let root = copy.path();
    let hook = root.join(".git/hooks/pre-commit");
    fs::create_dir_all(hook.parent().expect("a folder")).expect("made");
    let put = |text: &str, mode: u32| {
        use std::os::unix::fs::PermissionsExt;
        fs::write(&hook, text).expect("written");
        fs::set_permissions(&hook, fs::Permissions::from_mode(mode)).expect("set");
        of(root, "", "hook")
    };
    assert!(put("#!/bin/sh\nmake\n", 0o755).contains("`kehu check --staged || exit 1`"));
    assert!(put("#!/bin/sh\nkehu check --staged\n", 0o644).contains("`chmod +x '"));
    assert!(put("#!/bin/sh\nkehu check --staged\n", 0o755).starts_with("ok"));
    assert!(put("#!/bin/sh\n# File generated by pre-commit: https://pre-commit.com\n", 0o755).starts_with("missing: pre-commit 在用"));
    fs::write(root.join(".pre-commit-config.yaml"), "repos:\n- repo: x\n  hooks:\n  - id: kehu-check-system\n").expect("written");
    assert!(of(root, "", "hook").starts_with("ok"));
    fs::remove_file(&hook).expect("removed");
    assert!(of(root, "", "hook").ends_with("`pre-commit install`"));
    assert_eq!(kehu(root, "hook install").status, Some(0));
    assert!(of(root, "", "hook").starts_with("ok"));
    let text = fs::read_to_string(&hook).expect("there");
    assert!(put(&text.replace("check '.'\n", "check 'elsewhere'\n"), 0o755).starts_with("wrong"));
    does(root, &["config", "merge.kehu.driver", "kehu merge-driver %O %A %B"]);
    assert!(of(root, "", "merge-driver").starts_with("wrong: 登记的命令"));
    assert_eq!(kehu(root, "merge-driver install").status, Some(1));
    assert!(of(root, "", "merge-driver").ends_with("`kehu doctor --fix`"));
    fs::write(root.join(".gitattributes"), "*.toml merge=kehu\n*.y*ml merge=kehu\n").expect("written");
    assert!(of(root, "", "merge-driver").starts_with("ok"));
    fs::write(root.join("identity.txt"), "AGE-SECRET-KEY").expect("written");
    does(root, &["add", "--force", "identity.txt"]);
    assert!(of(root, "", "secrets").contains("`git rm --cached -r -- identity.txt`"));
}

#[test]
fn who_works_is_known_by_the_address() {
    let copy = committed();
    let root = copy.path();
    let staff = fs::read_to_string(root.join("staff.toml")).expect("readable");
    let with = |id: &str, more: &str, text: &str| text.replace(&format!("id = \"{id}\"\n"), &format!("id = \"{id}\"\n{more}\n"));
    let mine = |text: &str| {
        fs::write(root.join("staff.toml"), text).expect("written");
        of(root, "", "me")
    };
    // The name is that of one of ours.
    assert!(mine(&staff).ends_with("`kehu set staff/zhou-lan email=zhou@example.com`"));
    let one = with("zhou-lan", "email = \"Zhou@Example.com\"", &staff);
    assert_eq!(mine(&one), "ok: 周岚（zhou-lan，客户经理） | ");
    assert!(mine(&with("zhou-lan", "active_to = 2026-01-31", &one)).contains("已不在岗"));
    let two = with("chen-li", "email = \"zhou@example.com\"", &one);
    assert!(mine(&two).contains("`kehu set staff/chen-li email="));
    assert!(of(root, "--me 陈立", "me").starts_with("ok: 陈立"));
    assert!(of(root, "--me nobody", "me").starts_with("wrong"));
    assert!(mine("staff = = 1\n").starts_with("skipped") && of(root, "", "staff").starts_with("wrong"));
    assert!(mine("").starts_with("skipped") && of(root, "", "staff").contains("kehu add-staff"));
}

#[test]
fn the_forge_is_known_by_its_address() {
    let folder = made("--example telecom");
    let root = folder.path();
    assert!(["accounts", "codeowners", "ci"].iter().all(|name| of(root, "", name).starts_with("skipped")));
    does(root, &["remote", "add", "origin", "git@gitlab.example.com:sales/archive.git"]);
    assert!(of(root, "", "codeowners").ends_with("`kehu codeowners --forge gitlab -o CODEOWNERS`"));
    assert!(of(root, "", "accounts").contains("没有填「账号」") && of(root, "", "accounts").contains("account=@ACCOUNT`"));
    assert_eq!(of(root, "", "ci"), "ok: .gitlab-ci.yml，取完整的历史 | ");
    let _ = kehu(root, "codeowners --forge gitlab -o CODEOWNERS");
    assert!(of(root, "", "codeowners").starts_with("ok"));
    let staff = fs::read_to_string(root.join("staff.toml")).expect("readable");
    fs::write(root.join("staff.toml"), staff.replace("id = \"zhou-lan\"\n", "id = \"zhou-lan\"\naccount = \"@zhou\"\n")).expect("written");
    assert!(of(root, "", "codeowners").starts_with("wrong: CODEOWNERS 已过时，少 2 行，多 0 行"));
    does(root, &["remote", "set-url", "origin", "https://github.com/sales/archive"]);
    let workflow = root.join(".github/workflows/kehu.yml");
    let text = fs::read_to_string(&workflow).expect("readable");
    assert!(of(root, "", "ci").starts_with("ok: .github/workflows/kehu.yml"));
    fs::write(&workflow, text.replace("fetch-depth: 0", "fetch-depth: 1").replace("--new-since", "--baseline")).expect("written");
    assert!(of(root, "", "ci").contains("加上 `fetch-depth: 0`") && of(root, "", "ci").contains("--new-since \"origin/$BASE\""));
    fs::remove_file(&workflow).expect("removed");
    assert!(of(root, "", "ci").ends_with("`kehu doctor --fix`"));
    // Where nobody can tell which forge it is, any file of any of them will do.
    does(root, &["remote", "set-url", "origin", "/srv/archive.git"]);
    assert!(of(root, "", "ci").starts_with("ok: .gitlab-ci.yml"));
}

#[test]
fn settings_are_looked_at() {
    let folder = made("");
    let root = folder.path();
    assert!(of(root, "", "company").starts_with("missing") && of(root, "", "staff").starts_with("missing"));
    let settings = fs::read_to_string(root.join("kehu.toml")).expect("readable");
    let put = |text: &str| fs::write(root.join("kehu.toml"), text).expect("written");
    put(&settings.replace("[company]\n", "[company]\ntimezone = \"Asia/Beijing\"\n"));
    assert!(of(root, "", "timezone").ends_with("`kehu set kehu company.timezone=Asia/Shanghai`"));
    put(&settings.replace("presets = [\"telecom-contractor\"]", "presets = [\"telecom\"]"));
    assert!(of(root, "", "presets").starts_with("wrong"));
    put(&settings.replace("presets = [\"telecom-contractor\"]", "presets = [\"crm-discipline\"]"));
    assert!(of(root, "", "presets").starts_with("ok"));
    put(&settings.replace("presets = [\"telecom-contractor\"]", ""));
    assert!(of(root, "", "presets").contains("`kehu add kehu regulation.presets telecom-contractor`"));
    put(&settings.replace("format = 1 ", "format = 2 "));
    assert!(of(root, "", "format").starts_with("wrong: 第 2 版"));
    put(&format!("{settings}\n[rules]\n\"SVC-02\" = \"warning\"\n"));
    assert!(of(root, "", "holidays").starts_with("missing: 没有 holidays.toml"));
    fs::write(root.join("holidays.toml"), "[[days]]\ndate = 2025-10-01\nkind = \"holiday\"\n").expect("written");
    assert!(of(root, "", "holidays").contains("没有 2026 年的"));
    put("format = = 1\n");
    assert!(of(root, "", "format").contains("kehu check"));
}

#[test]
fn it_fits_a_narrow_terminal() {
    let folder = made("--example telecom");
    // A clone of its own, so that the names of folders are short.
    for lang in ["zh-CN", "en"] {
        for width in [40, 59, 60, 80, 100] {
            let (_, text, _) = on_terminal(&format!("-C {} doctor", folder.path().display()), lang, width);
            // Paths and addresses are never broken.
            for line in text.lines().filter(|line| !line.contains(['/', '@'])) {
                assert!(line.width() <= width && line.trim_end() == line, "{lang} {width}: {line}");
            }
        }
    }
    let (_, text, _) = on_terminal(&format!("-C {} doctor --todo", folder.path().display()), "zh-CN", 40);
    assert!(text.contains(" \\\n"), "{text}");
}

#[test]
fn git_that_is_not_there_is_said() {
    let copy = copy_of("examples/telecom");
    let bin = Path::new(env!("CARGO_BIN_EXE_kehu")).parent().expect("a folder").display().to_string();
    let done = Kehu::line("doctor").inside(copy.path()).var("PATH", &bin).run();
    assert!(done.status == Some(1) && done.stdout.contains("没有 git 程序"), "{}{}", done.stdout, done.stderr);
    let empty = tempfile::tempdir().expect("a folder");
    let done = Kehu::line("doctor --lang en").inside(copy.path()).var("PATH", &empty.path().display().to_string()).run();
    assert!(done.stdout.contains("export PATH=\""), "{}", done.stdout);
}
