//! Pages of the example archive.

use std::path::PathBuf;

use chrono::NaiveDate;
use unicode_width::UnicodeWidthStr;

use super::*;
use crate::archive::load::base;
use crate::archive::{Loaded, one};
use crate::discover::Ignored;
use crate::render::sheet::{SheetFormat, SheetStyle, render};

fn load(id: &str, lang: Lang) -> Loaded {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples/telecom");
    one::load(&root, base(&root, Some(lang), lang), id, &Ignored::new(&root))
}

fn print(loaded: &Loaded, who: Option<&str>, reveal: bool, format: SheetFormat, width: usize) -> String {
    let customer = loaded.customers.first().expect("one was loaded");
    let today = NaiveDate::from_ymd_opt(2026, 7, 8).expect("a real day");
    let source = Source { world: &loaded.world, customer, today, reveal, unread: &loaded.unread };
    let page = who.map_or_else(|| super::customer(&source), |who| super::person(&source, who));
    let style = SheetStyle { lang: loaded.world.lang, unit: loaded.world.unit, color: false, width, ..SheetStyle::default() };
    String::from_utf8_lossy(&render(format, &[page], &style)).into_owned()
}

#[test]
fn customers() {
    insta::assert_snapshot!("yunling", print(&load("yunling-mobile", Lang::Zh), None, false, SheetFormat::Text, 100));
    insta::assert_snapshot!("yunling_markdown", print(&load("yunling-mobile", Lang::Zh), None, false, SheetFormat::Markdown, 100));
    insta::assert_snapshot!("starbridge_60", print(&load("starbridge", Lang::Zh), None, false, SheetFormat::Text, 60));
    insta::assert_snapshot!("jiangbei_en", print(&load("jiangbei-catv", Lang::En), None, true, SheetFormat::Text, 80));
}

#[test]
fn people() {
    let loaded = load("yunling-mobile", Lang::Zh);
    insta::assert_snapshot!("li_guoqiang", print(&loaded, Some("li-guoqiang"), false, SheetFormat::Text, 100));
    insta::assert_snapshot!("li_guoqiang_revealed", print(&loaded, Some("li-guoqiang"), true, SheetFormat::Text, 80));
}

#[test]
fn nothing_restricted_is_shown_unless_asked_for() {
    let loaded = load("yunling-mobile", Lang::Zh);
    let secrets = ["12900000101", "羽毛球", "1970-05-18", "江城", "硕士", "已婚", "南岭", "通信学会", "省邮电设计院"];
    for format in [SheetFormat::Text, SheetFormat::Markdown] {
        let pages = print(&loaded, None, false, format, 100) + &print(&loaded, Some("li-guoqiang"), false, format, 100);
        let leak = secrets.iter().find(|secret| pages.contains(**secret));
        assert_eq!(leak, None, "{pages}");
        let page = print(&loaded, Some("li-guoqiang"), true, format, 100);
        let hidden = secrets.iter().find(|secret| !page.contains(**secret));
        assert_eq!(hidden, None, "{page}");
    }
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    for lang in [Lang::Zh, Lang::En] {
        for id in ["yunling-mobile", "starbridge", "jiangbei-catv"] {
            let loaded = load(id, lang);
            for width in [40, 60, 80, 100] {
                for reveal in [false, true] {
                    let page = print(&loaded, None, reveal, SheetFormat::Text, width);
                    assert_eq!(page.lines().find(|line| line.width() > width), None, "{id} {width}");
                }
            }
        }
    }
}
