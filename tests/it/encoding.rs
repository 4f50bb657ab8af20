//! Documents that are not UTF-8: `check` names the command that converts them, and that command works.

use std::fs;
use std::path::Path;

use encoding_rs::GB18030;
use kehu::source::encoding::is_mostly_utf8;
use tempfile::TempDir;

use crate::support::{Done, Kehu, copy_of};

const INSIGHT: &str = "customers/yunling-mobile/insight.toml";
const PLAN: &str = "customers/yunling-mobile/plans/2026.toml";

/// Text in another encoding.
type Encode = fn(&str) -> Vec<u8>;

fn run(folder: &Path, line: &str) -> Done {
    Kehu::line(line).inside(folder).run()
}

fn text(folder: &TempDir, path: &str) -> String {
    fs::read_to_string(folder.path().join(path)).expect("UTF-8")
}

fn put(folder: &TempDir, path: &str, bytes: impl AsRef<[u8]>) {
    fs::write(folder.path().join(path), bytes).expect("written");
}

fn gb(text: &str) -> Vec<u8> {
    GB18030.encode(text).0.into_owned()
}

fn utf16(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(order).collect()
}

/// The command that the only finding of `check` names.
fn named_by_check(folder: &Path) -> String {
    let done = run(folder, "check --format json");
    assert_eq!(done.status, Some(1), "{}", done.stderr);
    let json: serde_json::Value = serde_json::from_str(&done.stdout).expect("JSON");
    let found = json["findings"].as_array().expect("a list");
    let faults: Vec<_> = found.iter().filter(|finding| finding["rule"] == "ARC-05").collect();
    assert_eq!(faults.len(), 1, "{}", done.stdout);
    let help = faults[0]["help"].as_str().expect("a text");
    help.split_once("kehu ").unwrap_or_else(|| panic!("no command in {help}")).1.to_owned()
}

#[test]
fn the_command_that_check_names_converts_and_check_is_clean_afterwards() {
    let before = run(copy_of("tests/it/fixtures/base").path(), "check").stdout;
    let kinds: [(&str, Encode); 4] = [
        ("gb18030", gb),
        ("utf-16le", |text| utf16(text, u16::to_le_bytes)),
        ("utf-16le", |text| utf16(&format!("\u{feff}{text}"), u16::to_le_bytes)),
        ("utf-16be", |text| utf16(&format!("\u{feff}{text}"), u16::to_be_bytes)),
    ];
    for (name, encode) in kinds {
        for path in [INSIGHT, "staff.toml", "kehu.toml"] {
            let copy = copy_of("tests/it/fixtures/base");
            let right = format!("{}# 𠮷野家，𬭚，€\n", text(&copy, path)).replace('\n', "\r\n");
            put(&copy, path, encode(&right));
            let line = named_by_check(copy.path());
            assert_eq!(line, format!("fmt --from-encoding {name} {path}"));
            let done = run(copy.path(), &line);
            assert_eq!((done.status, done.stdout.as_str()), (Some(0), ""), "{}", done.stderr);
            assert!(done.stderr.contains(&format!("{path}：已由 {} 转换成 UTF-8", name.to_uppercase())), "{}", done.stderr);
            assert_eq!(text(&copy, path), right);
            assert_eq!(run(copy.path(), "check").stdout, before, "{path}");
            let again = run(copy.path(), &line);
            assert_eq!(again.status, Some(0));
            assert!(again.stderr.contains("已是 UTF-8"), "{}", again.stderr);
            assert_eq!(text(&copy, path), right);
        }
    }
}

#[test]
fn orders_and_names_with_blanks_are_told_and_converted_too() {
    let copy = copy_of("tests/it/fixtures/base");
    let orders = "customers/yunling-mobile/orders.csv";
    put(&copy, orders, gb("日期,订单号,项目,产品,金额,成本\r\n2026-03-01,A-1,云岭基站工程,土建,12.5,9\r\n"));
    let line = named_by_check(copy.path());
    assert_eq!(line, format!("fmt --from-encoding gb18030 {orders}"));
    // From another folder, the archive named.
    let done = Kehu::line(&line).var("KEHU_ARCHIVE", &copy.path().display().to_string()).run();
    assert_eq!(done.status, Some(0), "{}", done.stderr);
    assert!(text(&copy, orders).starts_with("日期,订单号"));
    fs::create_dir(copy.path().join("customers/yun ling")).expect("made");
    put(&copy, "customers/yun ling/customer.toml", gb("unit_name = \"云岭通信工程有限公司\"\n"));
    assert_eq!(named_by_check(copy.path()), "fmt --from-encoding gb18030 \"customers/yun ling/customer.toml\"");
}

#[test]
fn check_and_dry_run_write_nothing() {
    let copy = copy_of("tests/it/fixtures/base");
    let other = gb(&text(&copy, INSIGHT));
    put(&copy, INSIGHT, &other);
    for (option, status) in [("--check", 1), ("--dry-run", 0)] {
        let done = run(copy.path(), &format!("fmt --from-encoding auto {option} ."));
        assert_eq!((done.status, done.stdout.as_str()), (Some(status), ""), "{}", done.stderr);
        assert_eq!(done.stderr.lines().filter(|line| line.contains(INSIGHT)).count(), 1, "{}", done.stderr);
        assert!(done.stderr.contains("将由 GB18030 转换成 UTF-8"), "{}", done.stderr);
        assert_eq!(fs::read(copy.path().join(INSIGHT)).expect("readable"), other);
    }
    assert_eq!(run(copy.path(), "fmt --from-encoding auto --check --dry-run .").status, Some(2));
    let elsewhere = copy.path().join("customers");
    let done = run(&elsewhere, "fmt --from-encoding auto yunling-mobile --lang en");
    assert_eq!(done.status, Some(0), "{}", done.stderr);
    assert!(done.stderr.contains(&format!("{INSIGHT}: converted from GB18030 to UTF-8\n1 converted, 0 not converted")), "{}", done.stderr);
    let done = run(copy.path(), "fmt --from-encoding auto --check .");
    assert_eq!(done.status, Some(0), "{}", done.stderr);
    assert!(done.stderr.starts_with("没有需要转换的文件"), "{}", done.stderr);
}

#[test]
fn what_is_neither_is_refused_and_the_rest_is_converted() {
    let copy = copy_of("tests/it/fixtures/base");
    let latin = b"name = \"Orl\xE9ans \xE9t\xE9\"\n";
    let mut damaged = text(&copy, "staff.toml").into_bytes();
    let at = damaged.iter().position(|byte| *byte >= 0x80).expect("Chinese");
    damaged.remove(at);
    assert!(is_mostly_utf8(&damaged));
    let plan = text(&copy, PLAN);
    put(&copy, INSIGHT, latin);
    put(&copy, "staff.toml", &damaged);
    put(&copy, PLAN, gb(&plan));
    for encoding in ["auto", "gb18030"] {
        put(&copy, PLAN, gb(&plan));
        let done = run(copy.path(), &format!("fmt --from-encoding {encoding} ."));
        assert_eq!((done.status, done.stdout.as_str()), (Some(1), ""), "{}", done.stderr);
        assert!(done.stderr.contains(&format!("{INSIGHT}：没有转换：认不出是哪种编码；请用编辑器打开")), "{}", done.stderr);
        assert!(done.stderr.contains("staff.toml：没有转换：是 UTF-8，但第"), "{}", done.stderr);
        assert_eq!(fs::read(copy.path().join(INSIGHT)).expect("readable"), latin);
        assert_eq!(fs::read(copy.path().join("staff.toml")).expect("readable"), damaged);
        assert_eq!(text(&copy, PLAN), plan);
    }
    put(&copy, PLAN, gb(&plan));
    let done = run(copy.path(), &format!("fmt --from-encoding utf-16le -q {PLAN}"));
    assert_eq!(done.status, Some(1));
    assert_eq!(done.stderr.trim_end(), format!("{PLAN}：没有转换：像是 GB18030；请改用 `--from-encoding gb18030`"));
    assert_eq!(fs::read(copy.path().join(PLAN)).expect("readable"), gb(&plan));
}

#[test]
fn a_path_that_is_not_there_or_not_here_stops_before_anything_is_written() {
    let copy = copy_of("tests/it/fixtures/base");
    let other = gb(&text(&copy, INSIGHT));
    put(&copy, INSIGHT, &other);
    let outside = tempfile::tempdir().expect("a folder");
    fs::write(outside.path().join("x.toml"), &other).expect("written");
    for path in ["no-such.toml".to_owned(), outside.path().join("x.toml").display().to_string()] {
        let done = Kehu::new(["fmt", "--from-encoding", "auto", INSIGHT, &path]).inside(copy.path()).run();
        assert!(done.refused().contains(&path));
    }
    assert_eq!(run(copy.path(), "fmt --from-encoding auto").status, Some(2));
    assert_eq!(fs::read(copy.path().join(INSIGHT)).expect("readable"), other);
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_archive_is_never_written_through() {
    use std::os::unix::fs::symlink;
    let copy = copy_of("tests/it/fixtures/base");
    let other = gb(&text(&copy, INSIGHT));
    let outside = tempfile::tempdir().expect("a folder");
    fs::write(outside.path().join("x.toml"), &other).expect("written");
    fs::remove_file(copy.path().join(INSIGHT)).expect("removed");
    symlink(outside.path().join("x.toml"), copy.path().join(INSIGHT)).expect("made");
    let done = run(copy.path(), "fmt --from-encoding auto .");
    assert_eq!(done.status, Some(1));
    assert!(done.stderr.contains(&format!("{INSIGHT}：没有转换：符号链接指向档案之外")), "{}", done.stderr);
    let words = run(copy.path(), &format!("fmt --from-encoding auto {INSIGHT}")).refused();
    assert!(words.contains("符号链接"), "{words}");
    assert_eq!(fs::read(outside.path().join("x.toml")).expect("readable"), other);
    assert!(copy.path().join(INSIGHT).is_symlink());
}
