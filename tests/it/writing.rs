//! The end that all writing commands share, as a person meets it: the editor, the refusal, the diff, the commit, what to do next.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;
use walkdir::WalkDir;

use crate::support::{Done, Kehu, copy_of};

const STARBRIDGE: &str = "customers/starbridge";
const ROWS: &str = "customers/starbridge/key-people.toml";
/// A contact with nothing wrong about it.
const ADDS: &str =
    "add-contact starbridge 张三 --title 主管 --role user --status neutral --ours chen-li --source-level 3 --mobile 12900001234";

fn archive() -> TempDir {
    copy_of("examples/telecom")
}

fn line(root: &Path, text: &str) -> Kehu {
    Kehu::line(text).inside(root).lang("zh-CN").var("KEHU_AS_OF", "2026-07-08")
}

fn does(root: &Path, text: &str) -> String {
    let Done { status, stdout, stderr } = line(root, text).run();
    assert_eq!((status, stdout.as_str()), (Some(0), ""), "{text}\n{stderr}");
    stderr
}

/// The words of a run that wrote nothing; `status` is why.
fn leaves_all(root: &Path, status: i32, kehu: Kehu) -> String {
    let before = all(root);
    let done = kehu.run();
    assert_eq!((done.status, done.stdout.as_str()), (Some(status), ""), "{}", done.stderr);
    assert_eq!(all(root), before);
    done.stderr
}

fn text(root: &Path, path: &str) -> String {
    fs::read_to_string(root.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Puts another text in the place of one that is there.
fn replace(root: &Path, path: &str, from: &str, to: &str) {
    let was = text(root, path);
    assert_eq!(was.matches(from).count(), 1, "{path}: {from}");
    fs::write(root.join(path), was.replace(from, to)).expect("written");
}

/// Every file with its bytes, without what kehu and git keep for themselves.
fn all(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let own = |name: &std::ffi::OsStr| name == ".kehu" || name == ".git";
    let entries = WalkDir::new(root).into_iter().filter_entry(|entry| !own(entry.file_name())).filter_map(Result::ok);
    let files = entries.filter(|entry| entry.file_type().is_file());
    files.map(|entry| (entry.path().to_owned(), fs::read(entry.path()).expect("readable"))).collect()
}

mod words {
    use super::*;

    #[test]
    fn a_write_says_what_it_did_and_what_is_next() {
        let archive = archive();
        let root = archive.path();
        assert_eq!(
            does(root, ADDS),
            "星桥设备：新增关键人物 张三（zhang-san）\n  修改 customers/starbridge/customer.toml\n  \
             修改 customers/starbridge/key-people.toml\n  新建 customers/starbridge/people/zhang-san.toml\n接下来：\n  \
             COV-01 张三不在接触计划（附表6）内，每位关键人物至少要有一行接触安排\n    \
             kehu schedule starbridge zhang-san --ours STAFF --next DATE\n"
        );
        let done = line(root, &ADDS.replace("张三", "李四")).lang("en").run();
        assert_eq!(
            (done.status, done.stdout.as_str(), done.stderr.as_str()),
            (
                Some(0),
                "",
                "星桥设备: new key person 李四 (li-si)\n  changed: customers/starbridge/customer.toml\n  \
                 changed: customers/starbridge/key-people.toml\n  new: customers/starbridge/people/li-si.toml\nnext:\n  \
                 COV-01 李四 is not in the contact plan (form 6); every key person needs at least one line\n    \
                 kehu schedule starbridge li-si --ours STAFF --next DATE\n"
            )
        );
        assert_eq!(does(root, &format!("-q {}", ADDS.replace("张三", "王五"))), "");
        assert_eq!(does(root, "set starbridge/li-si title=主管"), "星桥设备 李四：已经是这样，没有要改的\n");
    }

    #[test]
    fn many_steps_end_in_a_number_and_a_command() {
        let archive = archive();
        let root = archive.path();
        let rows: String = (1..=20).map(|n| format!("starbridge,张{n},主管,user,neutral,chen-li,3\n")).collect();
        fs::write(root.join("new.csv"), format!("customer,name,title,role,status,ours,source_level\n{rows}")).expect("written");
        let said = does(root, "add-contact --from new.csv --yes");
        assert!(said.lines().last().is_some_and(|last| last.contains("`kehu audit starbridge`")), "{said}");
        assert_eq!(said.lines().skip_while(|line| *line != "接下来：").filter(|line| line.starts_with("  ")).count(), 25, "{said}");
    }

    #[test]
    fn commands_name_the_archive_that_was_named() {
        let archive = archive();
        let outside = tempfile::tempdir().expect("a temporary folder");
        let name = archive.path().to_str().expect("a name");
        let done = Kehu::new(["-C", name, "set", "starbridge/zhang", "title=x"]).inside(outside.path()).lang("en").run();
        assert!(done.status == Some(2) && !done.stderr.contains("`kehu set"), "{}", done.stderr);
        fs::write(archive.path().join(ROWS), "people = [\n").expect("written");
        let done = Kehu::new(["-C", name, "set", "starbridge/key-people", "concerns.user=x"]).inside(outside.path()).lang("en").run();
        assert!(done.stderr.contains(&format!("`kehu -C {name} check {ROWS}`")), "{}", done.stderr);
        let done = line(archive.path(), "set starbridge/key-people concerns.user=x").run();
        assert!(done.stderr.contains(&format!("`kehu check {ROWS}`")), "{}", done.stderr);
    }

    #[test]
    fn a_format_is_none_of_theirs() {
        let archive = archive();
        let said = leaves_all(archive.path(), 2, line(archive.path(), &format!("{ADDS} --format json")));
        assert!(said.starts_with("错误：这个命令不能输出 `json` 格式\n"), "{said}");
    }

    #[test]
    fn a_diff_is_the_only_data() {
        let archive = archive();
        let root = archive.path();
        let before = all(root);
        let done = line(root, &format!("{ADDS} --dry-run --no-sheet")).run();
        assert_eq!(done.status, Some(0));
        assert_eq!(
            done.stdout,
            "diff --git a/customers/starbridge/customer.toml b/customers/starbridge/customer.toml\n\
             --- a/customers/starbridge/customer.toml\n+++ b/customers/starbridge/customer.toml\n@@ -26,6 +26,7 @@\n contacts = [\n   \
             { person = \"feng-kai\", mobile = \"12900000301\", office = \"0991-5550301\" },\n   \
             { person = \"luo-yan\", office = \"0991-5550302\" },\n+  { person = \"zhang-san\", mobile = \"12900001234\" },\n ]\n \n [[sites]]\n\
             diff --git a/customers/starbridge/key-people.toml b/customers/starbridge/key-people.toml\n\
             --- a/customers/starbridge/key-people.toml\n+++ b/customers/starbridge/key-people.toml\n@@ -36,6 +36,16 @@\n ours = []\n \
             assessed_on = 2026-02-11\n \n+[[people]]\n+id = \"zhang-san\"\n+name = \"张三\"\n+title = \"主管\"\n+role = \"user\"\n\
             +status = \"neutral\"\n+ours = \"chen-li\"\n+assessed_on = 2026-07-08\n+source_level = 3\n+\n # 附表4 问题和所关心的事务\n \
             [concerns]\n decision_maker = \"服务商交付满意度影响其部门 KPI\"\n"
        );
        assert!(done.stderr.starts_with("接下来：\n"), "{}", done.stderr);
        assert_eq!(all(root), before);
        assert!(!root.join(".kehu").exists());
    }
}

mod refusal {
    use super::*;

    #[test]
    fn a_document_with_faults_can_still_be_changed() {
        let archive = archive();
        let root = archive.path();
        replace(root, ROWS, "status = \"neutral\"", "status = \"soso\"");
        replace(root, ROWS, "title = \"云岭交付经理\"\n", "");
        replace(root, ROWS, "[concerns]\n", "[concerns]\nnobody = \"x\"\n");
        // The row stands above one of the faults: lines move.
        does(root, "set starbridge/feng-kai evidence=拜访所见 target_status=positive");
        does(root, ADDS);
        let said = does(root, "set starbridge/deng-chao title=交付总监");
        assert!(!said.contains("接下来"), "{said}");
    }

    #[test]
    fn a_fault_of_syntax_is_refused_and_left() {
        let archive = archive();
        let root = archive.path();
        replace(root, ROWS, "name = \"罗艳\"\n", "name = “罗艳\n");
        let said = leaves_all(root, 2, line(root, "set starbridge/feng-kai evidence=拜访所见"));
        assert!(said.contains(ROWS) && said.contains("`kehu check customers/starbridge/key-people.toml`"), "{said}");
    }

    #[test]
    fn one_more_fault_is_refused_and_named_alone() {
        let archive = archive();
        let root = archive.path();
        // One of the same kind is there already, below the new one.
        replace(root, ROWS, "role = \"blocker\"\nstatus = \"neutral\"", "role = \"blocker\"\nstatus = \"soso\"");
        let set = "set starbridge/deng-chao evidence=拜访所见 --edit";
        let wrong = "sed -i '0,/status = \"positive\"/s//status = \"odd\"/'";
        let said = leaves_all(root, 1, line(root, set).var("EDITOR", wrong));
        assert!(said.contains("「odd」") && !said.contains("soso"), "{said}");
        // The old one with another wrong value is no better.
        let said = leaves_all(root, 1, line(root, set).var("EDITOR", "sed -i s/soso/sosolala/"));
        assert!(said.contains("「sosolala」"), "{said}");
        // Wrong words of the command line do not get so far.
        let said = leaves_all(root, 2, line(root, "set starbridge/deng-chao status=odd"));
        assert!(said.contains("「odd」"), "{said}");
        let done = line(root, &format!("{set} --force")).var("EDITOR", wrong).run();
        assert_eq!(done.status, Some(0), "{}", done.stderr);
        assert!(done.stderr.contains("接下来：\n  F3-02 关系状况「odd」不在规定的选项中\n"), "{}", done.stderr);
    }

    #[test]
    fn forced_faults_are_named_all_the_same() {
        let archive = archive();
        let root = archive.path();
        let plan = "customers/starbridge/plans/2026.toml";
        let set = "set starbridge/plan/2026 --edit";
        let editor = "sed -i 's/^year = 2026/year = 2025/'";
        let run = |force: &str| line(root, &format!("{set} contact_plan.purpose=巩固关系 {force}")).var("EDITOR", editor);
        if text(root, plan).contains("year = 2026") {
            let said = leaves_all(root, 1, run(""));
            assert!(said.contains("2025") && said.contains("没有写入"), "{said}");
            let done = run("--force").run();
            assert_eq!(done.status, Some(0), "{}", done.stderr);
            assert!(done.stderr.contains("接下来：") && done.stderr.contains("2025"), "{}", done.stderr);
        }
    }

    #[test]
    fn whoever_leaves_the_staff_is_missed_elsewhere() {
        let archive = archive();
        let root = archive.path();
        let editor = "sed -i s/\\\"chen-li\\\"/\\\"chen-lili\\\"/";
        let done = line(root, "set staff/chen-li title=高级经理 --edit").var("EDITOR", editor).run();
        assert_eq!(done.status, Some(0), "{}", done.stderr);
        assert!(done.stderr.contains("customers/starbridge/customer.toml：") && done.stderr.contains("chen-li"), "{}", done.stderr);
        assert!(text(root, "staff.toml").contains("chen-lili"));
    }

    #[test]
    fn other_settings_that_documents_rest_on_are_named() {
        let archive = archive();
        let root = archive.path();
        replace(root, "customers/starbridge/customer.toml", "short_name =", "region = \"southwest\"\nshort_name =");
        let editor = "sed -i s/\\\"southwest\\\"/\\\"west\\\"/";
        let done = line(root, "set kehu company.short_name=远擎 --edit").var("EDITOR", editor).run();
        assert_eq!(done.status, Some(0), "{}", done.stderr);
        assert!(done.stderr.contains("southwest"), "{}", done.stderr);
    }
}

#[cfg(unix)]
mod editor {
    use super::*;

    /// `sed` on what is opened.
    fn editing(root: &Path, text: &str, script: &str) -> Kehu {
        line(root, &format!("{text} --edit")).var("EDITOR", &format!("sed -i '{script}'"))
    }

    #[test]
    fn the_text_of_the_editor_is_what_is_written() {
        let archive = archive();
        let root = archive.path();
        let done = editing(root, ADDS, "1i # 在展会上认识").run();
        assert_eq!((done.status, done.stdout.as_str()), (Some(0), ""), "{}", done.stderr);
        let sheet = text(root, "customers/starbridge/people/zhang-san.toml");
        assert_eq!(sheet, "# 在展会上认识\nsource_level = 3\nrecorded_on = 2026-07-08\n");
        // Without a new document it is the one that changes most.
        let done = editing(root, &format!("{} --no-sheet", ADDS.replace("张三", "李四")), "s/李四/李嗣/").run();
        assert_eq!(done.status, Some(0), "{}", done.stderr);
        assert!(text(root, ROWS).contains("name = \"李嗣\""));
    }

    #[test]
    fn a_diff_shows_the_edited_text() {
        let archive = archive();
        let root = archive.path();
        let before = all(root);
        let done = editing(root, "set starbridge/feng-kai evidence=拜访所见 --dry-run", "1i # 已核对").run();
        assert_eq!(
            (done.status, done.stdout.as_str()),
            (
                Some(0),
                "diff --git a/customers/starbridge/key-people.toml b/customers/starbridge/key-people.toml\n\
                 --- a/customers/starbridge/key-people.toml\n+++ b/customers/starbridge/key-people.toml\n@@ -1,3 +1,4 @@\n+# 已核对\n \
                 # 附表3 关键人物关系图\n [[people]]\n id = \"feng-kai\"\n@@ -7,6 +8,7 @@\n status = \"positive\"\n \
                 ours = [\"chen-li\"]\n assessed_on = 2026-03-05\n+evidence = \"拜访所见\"\n \n [[people]]\n id = \"luo-yan\"\n"
            )
        );
        assert_eq!(all(root), before);
    }

    #[test]
    fn a_wrong_text_is_kept_aside_and_not_written() {
        let archive = archive();
        let root = archive.path();
        for (script, what) in
            [("s/role = \"blocker\"/role = \"boss\"/", "「boss」"), ("s/name = \"罗艳\"/name = \"罗艳/", "key-people.toml:13")]
        {
            let said = leaves_all(root, 1, editing(root, "set starbridge/luo-yan title=采购总监", script));
            assert!(said.contains(what) && said.contains("编辑后的文字不对，没有写入"), "{said}");
            let kept = said.split("编辑过的文字留在 ").nth(1).expect("it says where").trim();
            assert!(fs::read_to_string(kept).expect("kept").contains("采购总监"));
            fs::remove_dir_all(Path::new(kept).parent().expect("a folder")).expect("removed");
        }
        // Bytes that are no text are neither lost nor written.
        let latin = format!("{}/latin.sh", root.display());
        fs::write(&latin, "printf '\\351\\n' >> \"$1\"\n").expect("written");
        let said = leaves_all(root, 1, line(root, "set starbridge/luo-yan title=采购总监 --edit").var("EDITOR", &format!("sh {latin}")));
        assert!(said.contains("不是 UTF-8\n"), "{said}");
        let said = leaves_all(root, 1, line(root, "set starbridge/luo-yan title=采购总监 --edit").var("EDITOR", "truncate -s 0"));
        assert!(said.ends_with("文件是空的，什么也没有写入\n"), "{said}");
        let said = leaves_all(root, 2, line(root, "set starbridge/luo-yan title=采购总监 --edit"));
        assert!(said.contains("`EDITOR`"), "{said}");
    }

    #[test]
    fn a_mark_at_the_beginning_stays_and_line_ends_stay() {
        let archive = archive();
        let root = archive.path();
        let marked = format!("\u{feff}{}", text(root, ROWS).replace('\n', "\r\n"));
        fs::write(root.join(ROWS), &marked).expect("written");
        let done = editing(root, "set starbridge/luo-yan title=采购总监", "s/罗艳/罗燕/").run();
        assert_eq!(done.status, Some(0), "{}", done.stderr);
        assert_eq!(text(root, ROWS), marked.replace("采购经理", "采购总监").replace("罗艳", "罗燕"));
    }
}

#[cfg(unix)]
mod committed {
    use super::*;

    fn git(root: &Path, line: &str) -> String {
        let mut command = Command::new("git");
        command.args(line.split(' ')).current_dir(root).env("GIT_CONFIG_GLOBAL", "/dev/null");
        let output = command.output().expect("git runs");
        assert!(output.status.success(), "git {line}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("text")
    }

    /// An archive in a folder of a repository, everything committed.
    fn repository() -> (TempDir, PathBuf) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let root = folder.path().join("档案");
        let filled = archive();
        for (path, bytes) in all(filled.path()) {
            let path = root.join(path.strip_prefix(filled.path()).expect("below"));
            fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            fs::write(path, bytes).expect("written");
        }
        git(folder.path(), "init --quiet --initial-branch=main");
        git(folder.path(), "config user.name 周岚");
        git(folder.path(), "config user.email zhou@example.com");
        git(folder.path(), "add .");
        git(folder.path(), "commit --quiet -m 开始");
        (folder, root)
    }

    fn kehu(root: &Path, text: &str) -> Kehu {
        line(root, text).var("GIT_CONFIG_GLOBAL", "/dev/null")
    }

    fn last(root: &Path) -> String {
        git(root, "-c core.quotePath=false show --name-status --format=%B HEAD")
    }

    #[test]
    fn one_commit_of_exactly_these_files() {
        let (_folder, root) = repository();
        fs::write(root.join("notes.md"), "笔记\n").expect("written");
        git(&root, "add notes.md");
        let done = kehu(&root, &format!("{ADDS} --commit")).run();
        assert_eq!((done.status, done.stdout.as_str()), (Some(0), ""), "{}", done.stderr);
        let hash = git(&root, "rev-parse --short HEAD");
        assert!(done.stderr.contains(&format!("\n已提交 {hash}接下来：\n")), "{}", done.stderr);
        assert_eq!(
            last(&root),
            "星桥设备：新增关键人物 张三（zhang-san）\n\n\nM\t档案/customers/starbridge/customer.toml\n\
             M\t档案/customers/starbridge/key-people.toml\nA\t档案/customers/starbridge/people/zhang-san.toml\n"
        );
        assert_eq!(git(&root, "-c core.quotePath=false status --porcelain"), "A  档案/notes.md\n");
        fs::write(
            root.join("new.csv"),
            "customer,name,title,role,status,ours,source_level\nstarbridge,王五,主管,user,neutral,chen-li,3\nstarbridge,赵六,主管,user,neutral,chen-li,3\n",
        )
        .expect("written");
        let done = kehu(&root, "add-contact --from new.csv --yes --no-sheet --commit").run();
        assert_eq!(done.status, Some(0), "{}", done.stderr);
        let message = git(&root, "log -1 --format=%B");
        assert_eq!(
            message.trim_end(),
            "从 new.csv 录入 2 条关键人物\n\n- 星桥设备：新增关键人物 王五（wang-wu）\n- 星桥设备：新增关键人物 赵六（zhao-liu）"
        );
    }

    #[test]
    fn what_would_spoil_the_commit_is_told_before_writing() {
        let (folder, root) = repository();
        let refused = |part: &str| {
            let said = leaves_all(&root, 2, kehu(&root, &format!("{ADDS} --commit")));
            assert!(said.contains(part) && said.contains("没有写入"), "{said}");
        };
        replace(&root, ROWS, "采购经理", "采购总监");
        refused("这些文件还有未提交的改动，没有写入：customers/starbridge/key-people.toml\n");
        git(&root, "add .");
        refused("customers/starbridge/key-people.toml\n");
        git(&root, "commit --quiet -m 改");
        fs::write(folder.path().join(".gitignore"), "zhang-san.toml\n").expect("written");
        refused("`.gitignore` 略过这些文件，没有写入：customers/starbridge/people/zhang-san.toml\n");
        fs::remove_file(folder.path().join(".gitignore")).expect("removed");
        git(&root, "config user.useConfigOnly true");
        git(&root, "config --unset user.email");
        refused("git config --global user.email");
        let alone = archive();
        let said = leaves_all(alone.path(), 2, kehu(alone.path(), &format!("{ADDS} --commit")));
        assert!(said.starts_with("错误：不能提交，没有写入：档案不在 git 仓库里\n"), "{said}");
    }

    #[test]
    fn a_hook_that_refuses_leaves_the_files_written() {
        use std::os::unix::fs::PermissionsExt;
        let (folder, root) = repository();
        let hook = folder.path().join(".git/hooks/pre-commit");
        fs::create_dir_all(hook.parent().expect("a folder")).expect("made");
        fs::write(&hook, "#!/bin/sh\necho 不许在周日提交\nexit 1\n").expect("written");
        fs::set_permissions(&hook, fs::Permissions::from_mode(0o755)).expect("set");
        let done = kehu(&root, &format!("{ADDS} --commit")).run();
        assert_eq!((done.status, done.stdout.as_str()), (Some(2), ""));
        assert!(done.stderr.ends_with("错误：文件已写入，但没有提交：git 拒绝了\n  不许在周日提交\n"), "{}", done.stderr);
        assert!(text(&root, ROWS).contains("zhang-san"));
    }

    #[test]
    fn the_first_commit_of_all() {
        let alone = archive();
        let root = alone.path();
        git(root, "init --quiet");
        git(root, "config user.name 周岚");
        git(root, "config user.email zhou@example.com");
        // Files that are in no commit yet hold other changes: all of themselves.
        let said = leaves_all(root, 2, kehu(root, &format!("{ADDS} --commit")));
        assert!(said.contains("customer.toml、"), "{said}");
    }
}

#[cfg(unix)]
mod links {
    use super::*;
    use std::os::unix::fs::symlink;

    #[test]
    fn nothing_is_read_or_written_through_links_that_lead_out() {
        let (archive, outside) = (archive(), archive());
        let root = archive.path();
        let theirs = all(outside.path());
        // A customer that is a link.
        symlink(outside.path().join(STARBRIDGE), root.join("customers/other")).expect("made");
        for words in [ADDS.replace("starbridge", "other"), "set other needs=x".to_owned(), "set other/feng-kai title=x".to_owned()] {
            let said = leaves_all(root, 2, line(root, &words));
            assert!(said.starts_with("错误：没有客户「other」\n"), "{said}");
        }
        // A document, a folder of sheets, the settings.
        let put = |path: &str| {
            let here = root.join(path);
            if here.is_dir() { fs::remove_dir_all(&here) } else { fs::remove_file(&here) }.expect("removed");
            symlink(outside.path().join(path), here).expect("made");
        };
        put("customers/starbridge/people");
        let said = leaves_all(root, 2, line(root, ADDS));
        assert!(said.contains("符号链接指向档案之外"), "{said}");
        put(ROWS);
        for words in [ADDS, "set starbridge/feng-kai title=x", "add starbridge/key-people people id=x name=y"] {
            let done = line(root, words).run();
            assert!(matches!(done.status, Some(1 | 2)), "{words}: {}", done.stderr);
        }
        put("staff.toml");
        let done = line(root, "set staff/chen-li mobile=12900009999").run();
        assert_eq!(done.status, Some(2), "{}", done.stderr);
        put("market");
        let done = line(root, "set market/2026-07-zhou-lan month=2026-06").run();
        assert_eq!(done.status, Some(2), "{}", done.stderr);
        assert_eq!(all(outside.path()), theirs);
    }

    #[test]
    fn ids_do_not_climb_out() {
        let archive = archive();
        let root = archive.path();
        for id in ["../x", "con", ".git", "a/b", "..", "NUL", "x.", "feng-kai", "Feng-Kai"] {
            let said = leaves_all(root, 2, line(root, &format!("{ADDS} --id {id}")));
            assert!(said.contains(&format!("「{id}」")), "{id}: {said}");
        }
        for target in [
            "../x",
            "../../etc/passwd",
            "/etc/passwd",
            "starbridge/../yunling-mobile",
            "starbridge/plan/../../x",
            "customers/../x",
            "market/../staff",
        ] {
            let done = line(root, &format!("set {target} title=x")).run();
            assert_eq!(done.status, Some(2), "{target}: {}", done.stderr);
        }
    }
}

mod locks {
    use super::*;
    use std::ffi::OsString;
    use std::io::{self, BufRead, Read};
    use std::thread;
    use std::time::Duration;

    use kehu::cli::{self, Exit, Ui};
    use kehu::context::Env;

    /// Somebody who is slow to answer: meanwhile another command writes.
    struct Slow {
        root: PathBuf,
        answers: io::Cursor<Vec<u8>>,
    }

    impl Read for Slow {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            self.answers.read(into)
        }
    }

    impl BufRead for Slow {
        fn fill_buf(&mut self) -> io::Result<&[u8]> {
            if self.answers.position() == 0 {
                does(&self.root, &ADDS.replace("张三", "李四"));
            }
            self.answers.fill_buf()
        }

        fn consume(&mut self, count: usize) {
            self.answers.consume(count);
        }
    }

    #[test]
    fn questions_keep_nobody_waiting_and_nothing_is_overwritten() {
        let archive = archive();
        let root = archive.path();
        let day = chrono::NaiveDate::from_ymd_opt(2026, 7, 8).expect("a day");
        let env = Env { stdin_terminal: true, stderr_terminal: true, ..Env::new(root, day) };
        let answers = Slow { root: root.to_owned(), answers: io::Cursor::new("主管\n\n\n\n\n".into()) };
        let words = ADDS.replace(" --title 主管", "");
        let args: Vec<OsString> = std::iter::once("kehu").chain(words.split(' ')).map(Into::into).collect();
        let mut ui = Ui::new(&env, Box::new(io::sink()), Box::new(io::sink())).with_answers(Box::new(answers));
        assert_eq!(cli::run(args, &env, &mut ui), Exit::Clean);
        let rows = text(root, ROWS);
        assert!(rows.contains("li-si") && rows.contains("zhang-san"), "{rows}");
    }

    #[cfg(unix)]
    #[test]
    fn what_is_changed_while_somebody_edits_is_not_overwritten() {
        let archive = archive();
        let root = archive.path();
        let day = chrono::NaiveDate::from_ymd_opt(2026, 7, 8).expect("a day");
        let editor = format!("sh -c 'echo \"# 别人写的\" >> {}'", root.join(ROWS).display());
        let env = Env { stdin_terminal: true, stderr_terminal: true, editor: Some(editor), ..Env::new(root, day) };
        let args: Vec<OsString> = "kehu set starbridge/feng-kai evidence=拜访所见 --edit".split(' ').map(Into::into).collect();
        let mut ui = Ui::new(&env, Box::new(io::sink()), Box::new(io::sink()));
        let before = text(root, ROWS);
        assert_eq!(cli::run(args, &env, &mut ui), Exit::Failed);
        assert_eq!(text(root, ROWS), format!("{before}# 别人写的\n"));
    }

    #[test]
    fn a_writer_waits_and_says_for_whom() {
        let archive = archive();
        let root = archive.path().to_owned();
        does(&root, ADDS);
        let lock = fs::OpenOptions::new().read(true).write(true).open(root.join(".kehu/lock")).expect("there");
        lock.lock().expect("taken");
        fs::write(root.join(".kehu/lock"), "4711\n").expect("signed");
        let there = root.clone();
        let waiting = thread::spawn(move || line(&there, &ADDS.replace("张三", "李四")).run());
        thread::sleep(Duration::from_millis(2500));
        lock.unlock().expect("free");
        let done = waiting.join().expect("no panic");
        assert_eq!(done.status, Some(0), "{}", done.stderr);
        assert!(done.stderr.starts_with("另一个 kehu（进程 4711）正在写入，等它结束……\n"), "{}", done.stderr);
    }
}

#[cfg(unix)]
#[test]
fn folders_that_lead_out_of_the_archive_are_no_part_of_it() {
    use std::os::unix::fs::symlink;
    let archive = crate::support::copy_of("examples/telecom");
    let elsewhere = tempfile::tempdir().expect("a temporary folder");
    let root = archive.path();
    for folder in ["customers", "market"] {
        std::fs::rename(root.join(folder), elsewhere.path().join(folder)).expect("moved");
        symlink(elsewhere.path().join(folder), root.join(folder)).expect("made");
    }
    let before = crate::changes::all(elsewhere.path());
    for line in ["list customers", "show starbridge", "set starbridge tier=vip", "log starbridge 冯凯 --kind 电话 --summary x"] {
        let done = crate::changes::line(root, "陈立", line);
        assert_eq!((done.status, done.stdout.as_str()), (Some(2), ""), "{line}: {}", done.stderr);
    }
    std::fs::remove_file(root.join("customers")).expect("removed");
    let check = crate::changes::line(root, "", "check --format concise");
    assert_eq!(check.status, Some(1), "{}", check.stderr);
    assert!(check.stdout.contains("market:1:1: error[ARC-05]"), "{}", check.stdout);
    assert_eq!(crate::changes::all(elsewhere.path()), before);
}
