//! The page of the example archive, for everybody, for several of ours, in an empty archive.

use std::path::{Path, PathBuf};

use chrono::Days;
use unicode_width::UnicodeWidthStr;

use super::*;
use crate::analysis::due;
use crate::archive::load::{Judge, Scope, base, load};
use crate::render::sheet::{SheetFormat, SheetStyle, render};

fn telecom() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/telecom")
}

fn judged(root: &Path, lang: Lang) -> (Loaded, NaiveDate) {
    let today = "2026-07-08".parse().expect("a real day");
    let scope = Scope { keep: true, ..Scope::default() };
    (load(root, base(root, Some(lang), lang), &scope, Judge::Audit(today)).expect("the archive can be listed"), today)
}

fn print(root: &Path, me: Option<&str>, lang: Lang, changed: Option<&[String]>, width: usize) -> String {
    let (loaded, today) = judged(root, lang);
    let days = 7;
    let mut due = due::all(&loaded, today, today + Days::new(7));
    let above = due::escalated(&loaded, &due, today).into_iter();
    due.extend(above.filter(|item| me.is_some() && item.staff.as_ref().map(|staff| staff.id.as_str()) == me));
    let settles = |finding: &Finding| (finding.rule == "CAD-03").then(|| "kehu certify starbridge".to_owned());
    let page = Page { loaded: &loaded, me, today, days, due: &due, changed, settles: &settles };
    let style = SheetStyle { lang, unit: loaded.world.unit, color: false, width, ..SheetStyle::default() };
    String::from_utf8_lossy(&render(SheetFormat::Text, &[sheet(&page)], &style)).into_owned()
}

#[test]
fn everybody_and_each_of_ours() {
    let root = telecom();
    let files: Vec<String> = (1..=7).map(|at| format!("customers/a/contact-reports/{at}.toml")).collect();
    insta::assert_snapshot!("everybody", print(&root, None, Lang::Zh, Some(&files), 100));
    insta::assert_snapshot!("chen_li", print(&root, Some("chen-li"), Lang::Zh, Some(&[]), 100));
    insta::assert_snapshot!("zhou_lan_en_80", print(&root, Some("zhou-lan"), Lang::En, None, 80));
    insta::assert_snapshot!("wu_fang", print(&root, Some("wu-fang"), Lang::Zh, None, 100));
    insta::assert_snapshot!("sun_tao", print(&root, Some("sun-tao"), Lang::Zh, None, 100));
}

#[test]
fn a_regional_manager_sees_the_region() {
    let page = print(&telecom(), Some("ma-chao"), Lang::Zh, None, 100);
    assert!(page.contains("大区的客户 2 个") && !page.contains("星桥"), "{page}");
}

#[test]
fn whose_customers_and_findings() {
    let (loaded, today) = judged(&telecom(), Lang::Zh);
    let page = |me| Page { loaded: &loaded, me, today, days: 7, due: &[], changed: None, settles: &|_| None };
    let cares = ["zhou-lan", "ma-chao", "wu-fang", "he-xin", "gao-zhenyu", "sun-tao", "nobody"].map(|me| page(Some(me)).care());
    use Care::{All, None as No, Own, Region};
    assert_eq!(cares, [Own, Region, All, All, All, No, No]);
    let chen = page(Some("chen-li"));
    let findings = chen.findings(&chen.mine());
    // CAD-01 is about him, not about a customer.
    assert!(findings.iter().any(|one| one.rule == "CAD-01" && one.customer.is_none()));
    assert!(findings.iter().all(|one| one.customer.as_deref().is_none_or(|id| id == "starbridge")));
}

#[test]
fn an_archive_without_customers_names_the_first_steps() {
    let archive = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(archive.path().join("kehu.toml"), "format = 1\n").expect("written");
    insta::assert_snapshot!("first_steps", print(archive.path(), None, Lang::Zh, None, 100));
    insta::assert_snapshot!("first_steps_en", print(archive.path(), None, Lang::En, None, 80));
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    for lang in [Lang::Zh, Lang::En] {
        for me in [None, Some("chen-li"), Some("wu-fang")] {
            for width in [40, 60, 80, 100] {
                let page = print(&telecom(), me, lang, None, width);
                assert_eq!(page.lines().find(|line| line.width() > width), None, "{me:?} {width}");
            }
        }
    }
}
