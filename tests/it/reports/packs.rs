//! The monthly and the quarterly pack: on standard output, as a folder, as a mail; compared with the files of then; and what else may lie in
//! their place.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use kehu::report::numbered;

use crate::support::{Done, Kehu, copy_of};

const MONTH: &str = "report monthly --period 2026-06";

/// Nobody names the day: the packs of past periods are judged on their own.
fn kehu(root: &Path, line: &str) -> Done {
    Kehu::line(line).inside(root).var("KEHU_AS_OF", "").run()
}

/// Every file below a folder with its bytes, by name.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("readable"));
    entries.map(|entry| (entry.file_name().to_string_lossy().into_owned(), fs::read(entry.path()).expect("a file"))).collect()
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("readable"));
    let mut names: Vec<String> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn text(files: &BTreeMap<String, Vec<u8>>, name: &str) -> String {
    String::from_utf8(files.get(name).unwrap_or_else(|| panic!("no {name}")).clone()).expect("UTF-8")
}

#[test]
fn the_index_page_in_every_format() {
    let copy = copy_of("examples/telecom");
    let out = |format: &str| {
        let done = kehu(copy.path(), &format!("{MONTH} --format {format}"));
        assert_eq!(done.status, Some(0), "{}", done.stderr);
        assert!(done.stderr.starts_with("R-30 月度资料包（2026年6月）：过期 15 项"), "{}", done.stderr);
        done.stdout
    };
    // What each part says is its own concern.
    let of_part = |line: &str| numbered::ALL.iter().any(|spec| line.contains(spec.title.zh) || line.contains(spec.title.en));
    let own = |page: &str| page.lines().filter(|line| !of_part(line)).map(|line| format!("{line}\n")).collect::<String>();
    insta::assert_snapshot!("index_text", own(&out("text")));
    let csv = out("csv");
    assert_eq!(csv.lines().count(), 10);
    assert_eq!(csv.lines().next(), Some("number,name,title,period,summary,open"));
    let json: serde_json::Value = serde_json::from_str(&out("json")).expect("JSON");
    assert_eq!(json["tables"]["owes"]["rows"].as_array().map(Vec::len), Some(15));
    let en = kehu(copy.path(), &format!("{MONTH} --format markdown --lang en"));
    insta::assert_snapshot!("index_markdown", own(&en.stdout));
    insta::assert_snapshot!("owes_csv", {
        kehu(copy.path(), &format!("{MONTH} -q -o pack")).clean();
        fs::read_to_string(copy.path().join("pack/owes.csv")).expect("is there")
    });
}

#[test]
fn a_pack_is_the_same_wherever_it_is_made() {
    let copy = copy_of("examples/telecom");
    kehu(copy.path(), &format!("{MONTH} -q -o one")).clean();
    let there = Kehu::line(&format!("{MONTH} -q -o two")).inside(copy.path()).var("KEHU_AS_OF", "");
    there.var("TZ", "Pacific/Kiritimati").var("LC_ALL", "de_DE.UTF-8").var("LANG", "tr_TR.UTF-8").run().clean();
    let one = files(&copy.path().join("one"));
    assert!(one == files(&copy.path().join("two")), "not the same bytes");
    // Made again in its place.
    kehu(copy.path(), &format!("{MONTH} -q -o one")).clean();
    assert!(one == files(&copy.path().join("one")), "not the same bytes when it is made again");
    for name in
        [".kehu-pack", "index.html", "index.md", "owes.csv", "compare.csv", "R-03-statistics.csv", "R-10-revenue.html", "R-10-revenue.svg"]
    {
        assert!(one.contains_key(name), "{name} is not in {:?}", one.keys());
    }
    // Every file is reached from the index, and nothing else.
    let index = text(&one, "index.html");
    let links: Vec<&str> =
        index.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).filter(|link| !link.starts_with('#')).collect();
    assert!(links.iter().all(|link| one.contains_key(*link)), "{links:?}");
    let own = [".kehu-pack", "index.html", "index.md"];
    assert!(one.keys().all(|name| own.contains(&name.as_str()) || links.contains(&name.as_str())), "{links:?}");
    let shown = copy.path().display().to_string();
    assert!(one.values().all(|bytes| !String::from_utf8_lossy(bytes).contains(&shown)), "an absolute path");
}

#[test]
fn a_pack_finds_its_place() {
    let copy = copy_of("examples/telecom");
    let root = copy.path();
    let make = |line: &str| kehu(root, &format!("report {line} -q"));
    make("monthly --period 2026-06 -o reports/").clean();
    make("R-30 --period 2026-05 -o reports").clean();
    make("quarterly --period 2026-Q2 -o reports").clean();
    assert_eq!(names(&root.join("reports")), ["2026-05-monthly", "2026-06-monthly", "2026-Q2-quarterly"]);
    fs::create_dir(root.join("empty")).expect("made");
    make("monthly --period 2026-06 -o empty").clean();
    assert!(root.join("empty/index.html").is_file());
    let before = files(&root.join("empty"));
    assert!(make("monthly --period 2026-05 -o empty").refused().contains("monthly 2026-06"));
    assert!(make("monthly --period 2026-06 am:chen-li -o empty").refused().contains("monthly 2026-06"));
    assert!(before == files(&root.join("empty")), "a refused pack changed something");
    fs::write(root.join("empty/备注.txt"), "mine").expect("written");
    assert!(make("monthly --period 2026-06 -o empty").refused().contains("备注.txt"));
    assert!(make("monthly --period 2026-06 -o kehu.toml").refused().contains("kehu.toml"));
    assert!(make("monthly --period 2026-Q2 -o other").refused().contains("2026-06"));
    assert!(make("quarterly --period 2026-06 -o other").refused().contains("2026-Q2"));
    assert!(!root.join("other").exists());
    // A name that ends as a page is a page.
    make("monthly --period 2026-06 -o june.md").clean();
    assert!(fs::read_to_string(root.join("june.md")).expect("written").starts_with("# R-30"));
    // Nothing is left beside them.
    assert!(names(root).iter().all(|name| !name.contains(".kehu-")), "{:?}", names(root));
}

#[test]
fn documents_that_cannot_be_read_are_named_and_the_pack_is_made() {
    let copy = copy_of("examples/telecom");
    fs::write(copy.path().join("customers/starbridge/customer.toml"), "unit_name = \n").expect("written");
    let done = kehu(copy.path(), &format!("{MONTH} -o pack"));
    assert_eq!(done.status, Some(1), "{}", done.stderr);
    assert!(done.stderr.contains("customers/starbridge/customer.toml"), "{}", done.stderr);
    assert!(text(&files(&copy.path().join("pack")), "index.md").contains("customers/starbridge/customer.toml"));
    let clean = copy_of("examples/telecom");
    assert_eq!(kehu(clean.path(), &format!("{MONTH} -q --exit-code -o pack")).status, Some(1));
}

fn git(root: &Path, args: &[&str], day: &str) {
    let mut command = Command::new("git");
    command.args(["-c", "user.name=x", "-c", "user.email=x@example.com", "-c", "commit.gpgsign=false"]).args(args).current_dir(root);
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_COMMITTER_DATE", day).env("GIT_AUTHOR_DATE", day);
    let output = command.output().expect("git runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn the_month_is_compared_with_the_files_of_the_month_before() {
    let copy = copy_of("examples/telecom");
    let root = copy.path();
    let plan = root.join("customers/yunling-mobile/plans/2026.toml");
    let now = fs::read_to_string(&plan).expect("is there");
    assert!(now.contains("win_rate = 60"), "the example has changed");
    fs::write(&plan, now.replacen("win_rate = 60", "win_rate = 40", 1)).expect("written");
    git(root, &["init", "--quiet", "--initial-branch=main"], "");
    git(root, &["add", "."], "");
    // One minute before midnight in the archive's time zone, wherever git stands.
    git(root, &["commit", "--quiet", "-m", "one"], "2026-05-31T15:59:00+0000");
    fs::write(&plan, now).expect("written");
    git(root, &["commit", "--quiet", "--all", "-m", "two"], "2026-05-31T16:01:00+0000");
    let csv = |line: &str| {
        let done = kehu(root, line);
        assert_eq!(done.status, Some(0), "{}", done.stderr);
        fs::read_to_string(root.join("pack/compare.csv")).expect("is there")
    };
    let compared = csv(&format!("{MONTH} -o pack"));
    assert!(compared.contains("\nplan,,2026 expected,14402250.00,16802250.00,\n"), "{compared}");
    assert!(compared.contains("\nplan,yunling-mobile,2026 expected,10150000.00,12550000.00,\n"), "{compared}");
    let index = fs::read_to_string(root.join("pack/index.md")).expect("is there");
    assert!(index.contains("与 2026-05-31 的档案（提交 "), "{index}");
    assert!(!index.contains("未提交"), "the pack itself is no document: {index}");
    // No commit so early: the page says so.
    fs::remove_dir_all(root.join("pack")).expect("removed");
    kehu(root, "report monthly --period 2026-05 -q -o pack").clean();
    assert!(fs::read_to_string(root.join("pack/index.md")).expect("is there").contains("那时还没有提交"));
    // What is not committed is counted.
    fs::write(root.join("holidays.toml"), "holidays = []\n").expect("written");
    kehu(root, "report monthly --period 2026-05 -q -o pack").clean();
    assert!(fs::read_to_string(root.join("pack/index.md")).expect("is there").contains("1 份文件未提交"));
    let status = Command::new("git").args(["status", "--porcelain"]).current_dir(root).output().expect("git runs");
    assert_eq!(String::from_utf8_lossy(&status.stdout).lines().count(), 2, "git's own files are untouched");
}

/// Every command of the list is one that this program knows; what only a person knows is filled in here.
#[test]
fn what_is_owed_is_settled_by_the_command_beside_it() {
    let copy = copy_of("examples/telecom");
    kehu(copy.path(), &format!("{MONTH} -q -o pack")).clean();
    let owes = fs::read(copy.path().join("pack/owes.csv")).expect("is there");
    let mut rows = csv::Reader::from_reader(owes.as_slice());
    for row in rows.records() {
        let command = row.expect("a row").get(8).expect("a command").to_owned();
        let person = if command.contains("starbridge") { "feng-kai" } else { "PERSON" };
        let filled =
            command.replace("PERSON", person).replace("STATUS", "neutral").replace("KIND", "phone").replace("TOPIC", "industry_and_market");
        let words = filled.split_whitespace().skip(1).map(str::to_owned).collect::<Vec<_>>();
        if words.iter().any(|word| word == "edit") {
            continue;
        }
        let dry = words.iter().map(String::as_str).chain(["--dry-run", "--as-of", "2026-06-30"]);
        // Who types it is known by the address of git, which a test has not.
        let me = ["--me", "he-xin"].into_iter().filter(|_| !filled.contains("--me "));
        let dry: Vec<&str> = dry.chain(me).collect();
        let done = Kehu::new(dry).inside(copy.path()).run();
        assert!(done.status != Some(2), "{filled}: {}", done.stderr);
    }
}

#[test]
fn a_report_as_a_mail() {
    let copy = copy_of("examples/telecom");
    let root = copy.path();
    let done = Kehu::new(["report", "due", "--as-of", "2026-07-08", "--mail-format", "--to", "吴芳 <wu@example.com>"]).inside(root).run();
    assert_eq!(done.status, Some(0), "{}", done.stderr);
    let head = done.stdout.split("\n\n").next().expect("a head");
    assert!(head.is_ascii() && head.contains("<wu@example.com>") && head.contains("\nSubject: =?utf-8?"), "{head}");
    assert!(!done.stdout.contains('\r'));
    assert_eq!(
        Kehu::new(["report", "due", "--as-of", "2026-07-08", "--mail-format", "--to", "吴芳 <wu@example.com>"]).inside(root).run().stdout,
        done.stdout
    );
    kehu(root, "report due --as-of 2026-07-08 --mail-format -q -o mail").clean();
    assert_eq!(names(&root.join("mail")), ["body.txt", "report.html", "subject.txt"]);
    let subject = fs::read_to_string(root.join("mail/subject.txt")).expect("is there");
    assert!(subject.starts_with("R-07 ") && subject.lines().count() == 1, "{subject}");
    kehu(root, &format!("{MONTH} --mail-format -q -o pack")).clean();
    assert!(fs::read_to_string(root.join("pack/report.html")).expect("is there").contains("R-30"));
    assert!(kehu(root, "report due --mail-format --to nobody").refused().contains("nobody"));
    assert!(kehu(root, "report due --mail-format --format csv").refused().contains("--format"));
}

#[test]
fn a_report_in_a_folder_has_a_name_that_sorts() {
    let copy = copy_of("examples/telecom");
    kehu(copy.path(), "report revenue --period 2026 --format csv -q -o out/").clean();
    kehu(copy.path(), "report statistics --period 2026-06 --format html -q -o out").clean();
    let found = names(&copy.path().join("out"));
    for name in ["2026-06-R-03-statistics.html", "2026-R-10-revenue.csv"] {
        assert!(found.contains(&name.to_owned()), "{found:?}");
    }
    assert!(found.iter().any(|name| name.starts_with("2026-R-10-revenue-2-")), "{found:?}");
}
