//! Workbooks of whole commands, read back.
#![cfg(feature = "xlsx")]

use std::fs;
use std::path::{Path, PathBuf};

use calamine::{Data, Range, Reader, Xlsx};
use kehu::report::numbered;
use tempfile::TempDir;

use crate::support::{Kehu, copy_of};

/// The commands whose tables and pages are workbooks.
const COMMANDS: &[&str] = &[
    "list customers",
    "list people",
    "list projects",
    "list contact-reports",
    "due",
    "due --split staff",
    "actions",
    "matrix",
    "revenue",
    "revenue --by customer",
    "revenue --actual --by am",
    "stats class",
    "stats scorecard",
    "stats relationship",
    "policy list",
    "policy show",
    "policy duties",
    "status",
    "show yunling-mobile",
    "show yunling-mobile li-guoqiang",
    "brief yunling-mobile",
    "plan yunling-mobile",
    "form 1 yunling-mobile",
    "form 3 yunling-mobile",
    "form 4 yunling-mobile",
    "form 5 yunling-mobile",
    "form 6 yunling-mobile",
    "form 7a yunling-mobile",
    "form 7b yunling-mobile",
    "form 2 --blank",
    "form 7b --blank",
    "report list",
];

type Book = Xlsx<std::io::BufReader<fs::File>>;

fn archive() -> (TempDir, PathBuf) {
    let root = copy_of("examples/telecom");
    let path = root.path().to_path_buf();
    (root, path)
}

/// The workbook that a command writes.
fn made(archive: &Path, line: &str, file: &str) -> Book {
    let out = TempDir::new().expect("a folder").keep().join(file);
    let done = Kehu::line(&format!("{line} --as-of 2026-07-08 -o {}", out.display())).inside(archive).run();
    assert!(matches!(done.status, Some(0 | 1)) && done.stdout.is_empty(), "{line}: {}{}", done.stdout, done.stderr);
    let book = calamine::open_workbook(&out).unwrap_or_else(|error: calamine::XlsxError| panic!("{line}: {error}"));
    fs::remove_dir_all(out.parent().expect("a folder")).expect("removed");
    book
}

fn first(book: &mut Book) -> Range<Data> {
    let name = book.sheet_names()[0].clone();
    book.worksheet_range(&name).expect("a worksheet")
}

fn formulas(book: &mut Book, name: &str) -> Vec<String> {
    book.worksheet_formula(name).expect("a worksheet").used_cells().map(|(_, _, text)| text.clone()).collect()
}

fn texts(range: &Range<Data>) -> Vec<String> {
    range.used_cells().map(|(_, _, cell)| cell.to_string()).collect()
}

/// The numbers of the row that begins with this text.
fn numbers(range: &Range<Data>, begins: &str) -> Vec<f64> {
    let row = range.rows().find(|row| row.iter().find(|cell| **cell != Data::Empty) == Some(&Data::String(begins.to_owned())));
    let row = row.unwrap_or_else(|| panic!("no row {begins}"));
    row.iter().filter_map(|cell| if let Data::Float(number) = cell { Some(*number) } else { None }).collect()
}

#[test]
fn every_command_with_tables_or_pages_writes_one() {
    let (_root, archive) = archive();
    for line in COMMANDS {
        for lang in ["zh-CN", "en"] {
            let mut book = made(&archive, &format!("{line} --lang {lang}"), "x.xlsx");
            assert!(!texts(&first(&mut book)).is_empty(), "{line}: empty");
            for name in book.sheet_names().clone() {
                let range = book.worksheet_range(&name).expect("a worksheet");
                let wrong = range.used_cells().find(|(_, _, cell)| matches!(cell, Data::Error(_)));
                assert_eq!(wrong, None, "{line}: {name}");
            }
        }
    }
}

#[test]
fn every_report_writes_one() {
    let (_root, archive) = archive();
    let empty = TempDir::new().expect("a folder");
    Kehu::line("init -q a --company 青原通信工程有限公司 --short 青原工程").inside(empty.path()).run().clean();
    for spec in numbered::ALL {
        for place in [archive.as_path(), &empty.path().join("a")] {
            let mut book = made(place, &format!("report {} -q", spec.name), "x.xlsx");
            for name in book.sheet_names().clone() {
                let range = book.worksheet_range(&name).expect("a worksheet");
                let wrong = range.used_cells().find(|(_, _, cell)| matches!(cell, Data::Error(_)));
                assert!(wrong.is_none() && !texts(&range).is_empty(), "{}: {name}: {wrong:?}", spec.name);
            }
        }
    }
}

#[test]
fn the_revenue_plan_reckons() {
    let (_root, archive) = archive();
    let mut book = made(&archive, "form 7b yunling-mobile", "7b.xlsx");
    let name = book.sheet_names()[0].clone();
    assert_eq!(name, "附表7（二） 收益计划");
    let found = formulas(&mut book, &name);
    assert_eq!(found.len(), 3 * 2 + 5, "{found:?}");
    assert_eq!(found[..2], ["ROUND(B5*C5,6)", "ROUND(D5*E5,6)"]);
    assert_eq!(found[6..], ["SUM(B5:B7)", "IFERROR(D8/B8,\"\")", "SUM(D5:D7)", "IFERROR(F8/D8,\"\")", "SUM(F5:F7)"]);
    let range = first(&mut book);
    assert_eq!(numbers(&range, "传输管线改造工程"), [800.0, 0.5, 400.0, 0.1, 40.0]);
    let total = numbers(&range, "总计");
    assert_eq!((total[0], total[2], total[4]), (2450.0, 1255.0, 113.8));
    assert!((total[1] - 1255.0 / 2450.0).abs() < 1e-12 && (total[3] - 113.8 / 1255.0).abs() < 1e-12, "{total:?}");
    // The same in the table over all customers, in 元.
    let mut book = made(&archive, "revenue --unit 元", "r.xlsx");
    let range = first(&mut book);
    assert_eq!(numbers(&range, "合计")[0], 35_505_000.0);
    let name = book.sheet_names()[0].clone();
    assert_eq!(formulas(&mut book, &name).iter().filter(|text| text.starts_with("ROUND(") && text.ends_with(",2)")).count(), 12);
}

#[test]
fn several_tables_lie_on_several_worksheets() {
    let (_root, archive) = archive();
    let book = made(&archive, "due --split staff", "due.xlsx");
    assert_eq!(book.sheet_names()[..2], ["陈立", "孙涛"]);
    let book = made(&archive, "matrix", "m.xlsx");
    assert_eq!(book.sheet_names().len(), 4, "{:?}", book.sheet_names());
    assert_eq!(book.sheet_names()[3], "3 个客户合计");
    let book = made(&archive, "report revenue", "r.xlsx");
    let names = book.sheet_names();
    assert_eq!(names.first().map(String::as_str), Some("R-10 收益计划汇总"));
    assert!(names.contains(&"按大区".to_owned()), "{names:?}");
}

#[test]
fn secret_forms_say_so() {
    let (_root, archive) = archive();
    let mut book = made(&archive, "form 1 yunling-mobile --me zhou-lan", "1.xlsx");
    let range = first(&mut book);
    assert!(texts(&range)[0].contains("商业秘密"), "{:?}", texts(&range));
}

#[test]
fn what_somebody_wrote_is_no_formula() {
    let (_root, archive) = archive();
    let path = archive.join("customers/yunling-mobile/customer.toml");
    let text = fs::read_to_string(&path).expect("there");
    let hostile = "=HYPERLINK(\\\"http://x\\\",\\\"云岭\\\")";
    let changed = text.replacen("short_name = \"云岭移动\"", &format!("short_name = \"{hostile}\""), 1);
    assert_ne!(changed, text);
    fs::write(&path, changed).expect("written");
    for line in ["list customers", "revenue", "due", "report statistics", "report revenue", "show yunling-mobile"] {
        let mut book = made(&archive, line, "x.xlsx");
        let mut seen = false;
        for name in book.sheet_names().clone() {
            assert!(formulas(&mut book, &name).iter().all(|text| !text.contains("HYPERLINK")), "{line}: {name}");
            let range = book.worksheet_range(&name).expect("a worksheet");
            seen |= texts(&range).iter().any(|text| text.contains("HYPERLINK"));
        }
        assert!(seen || line == "report statistics", "{line}");
    }
}

#[test]
fn the_same_question_gives_the_same_bytes() {
    let (_root, archive) = archive();
    let out = TempDir::new().expect("a folder");
    let bytes = |name: &str| {
        let file = out.path().join(name);
        let done = Kehu::line(&format!("report revenue -q --as-of 2026-07-08 -o {}", file.display())).inside(&archive).run();
        assert_eq!(done.status, Some(0), "{}", done.stderr);
        fs::read(file).expect("written")
    };
    let (one, other) = (bytes("a.xlsx"), bytes("b.xlsx"));
    assert!(one == other && one.starts_with(b"PK"));
}
