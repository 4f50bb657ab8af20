//! Every form of the example archive, filled and blank, in both formats; no line wider than its paper.

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

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 7, 8).expect("a real day")
}

fn print(loaded: &Loaded, form: PaperForm, blank: bool, format: SheetFormat, width: usize) -> String {
    let customer = loaded.customers.first().filter(|_| !blank);
    let person = customer.and_then(|folder| folder.sheets.first()).map(|doc| &*doc.stem);
    let source = Source {
        world: &loaded.world,
        customer,
        person: person.filter(|_| form == PaperForm::Two),
        year: 2026,
        today: day(),
        blank,
        reveal: true,
    };
    let style = SheetStyle { lang: loaded.world.lang, unit: loaded.world.unit, color: false, width, ..SheetStyle::default() };
    String::from_utf8_lossy(&render(format, &[sheet(form, &source)], &style)).into_owned()
}

fn snapshot(name: &str, id: &str, lang: Lang, blank: bool, format: SheetFormat, width: usize) {
    let loaded = load(id, lang);
    let pages: Vec<String> = PaperForm::ALL.iter().map(|form| print(&loaded, *form, blank, format, width)).collect();
    insta::assert_snapshot!(name, pages.join("\n════════\n\n"));
}

#[test]
fn filled_in_text() {
    snapshot("yunling_text", "yunling-mobile", Lang::Zh, false, SheetFormat::Text, 80);
    snapshot("starbridge_text_60", "starbridge", Lang::Zh, false, SheetFormat::Text, 60);
}

#[test]
fn filled_in_markdown() {
    snapshot("yunling_markdown", "yunling-mobile", Lang::Zh, false, SheetFormat::Markdown, 80);
}

#[test]
fn blank_forms_keep_the_slots_of_the_paper() {
    snapshot("blank_text", "yunling-mobile", Lang::Zh, true, SheetFormat::Text, 80);
    snapshot("blank_markdown", "yunling-mobile", Lang::Zh, true, SheetFormat::Markdown, 80);
}

#[test]
fn in_english() {
    snapshot("jiangbei_text_en", "jiangbei-catv", Lang::En, false, SheetFormat::Text, 80);
    snapshot("blank_text_en", "jiangbei-catv", Lang::En, true, SheetFormat::Text, 80);
}

#[test]
fn no_line_is_wider_than_its_paper() {
    for lang in [Lang::Zh, Lang::En] {
        for id in ["yunling-mobile", "starbridge", "jiangbei-catv"] {
            let loaded = load(id, lang);
            for form in PaperForm::ALL {
                for width in 40..=100 {
                    for blank in [false, true] {
                        let page = print(&loaded, *form, blank, SheetFormat::Text, width);
                        let wide = page.lines().find(|line| line.width() > width);
                        assert_eq!(wide, None, "{form:?} {id} {width}");
                    }
                }
            }
        }
    }
}

#[test]
fn every_line_of_a_grid_is_as_wide_as_the_others() {
    let loaded = load("yunling-mobile", Lang::Zh);
    for form in PaperForm::ALL {
        for width in [60, 71, 80, 95] {
            let page = print(&loaded, *form, false, SheetFormat::Text, width);
            let grid: Vec<usize> = page.lines().filter(|line| line.starts_with(['┌', '│', '├', '└'])).map(UnicodeWidthStr::width).collect();
            assert!(!grid.is_empty() && grid.iter().all(|columns| *columns == grid[0]), "{form:?} {width}:\n{page}");
        }
    }
}

#[test]
fn the_total_is_weighted_and_foots() {
    let loaded = load("yunling-mobile", Lang::Zh);
    let page = print(&loaded, PaperForm::SevenB, false, SheetFormat::Markdown, 80);
    assert!(page.contains("| **总计** | 2,450.00 | 51.22% | 1,255.00 | 9.07% | 113.80 | |"), "{page}");
    let page = print(&load("starbridge", Lang::Zh), PaperForm::SevenB, false, SheetFormat::Markdown, 80);
    assert!(page.contains("| **总计** | 500.50 | 60.98% | 305.225 | 8.60% | 26.251875 | |"), "{page}");
}

#[test]
fn a_line_that_lacks_a_figure_is_in_no_total() {
    let mut loaded = load("starbridge", Lang::Zh);
    let mut lack = |at: usize| {
        let plan = loaded.customers[0].plans.iter_mut().find(|doc| doc.stem.contains("2026")).expect("a plan of the year");
        let mut revenue = plan.record.revenue_plan.get().expect("a revenue plan").clone();
        let mut lines = revenue.0.lines.get().expect("lines").clone();
        lines.0[at].value.0.margin = crate::form::Field::default();
        let (span, good) = (revenue.0.lines.span, crate::form::field::State::Good);
        revenue.0.lines = crate::form::Field::found(Some(lines), span, span, good);
        plan.record.revenue_plan = crate::form::Field::found(Some(revenue), span, span, good);
        print(&loaded, PaperForm::SevenB, false, SheetFormat::Markdown, 80)
    };
    let page = lack(1);
    assert!(page.contains("| **总计** | 320.00 | 70.00% | 224.000 | 9.00% | 20.16 | |"), "{page}");
    assert!(page.contains("有 1 个项目"), "{page}");
    let page = lack(0);
    assert!(page.contains("有 2 个项目"), "{page}");
}

#[test]
fn the_mark_of_the_settings_is_on_forms_1_to_3() {
    for form in PaperForm::ALL {
        let page = print(&load("starbridge", Lang::Zh), *form, false, SheetFormat::Text, 80);
        let marked = page.starts_with(' ') && page.lines().next().is_some_and(|line| line.trim() == "商业秘密");
        assert_eq!(marked, matches!(form, PaperForm::One | PaperForm::Two | PaperForm::Three), "{form:?}");
    }
}

#[test]
fn every_fixed_text_has_both_languages_and_our_name() {
    for (lang, ours) in [(Lang::Zh, "与远擎建设的关系"), (Lang::En, "Relation with 远擎建设")] {
        let loaded = load("yunling-mobile", lang);
        let pages: String = PaperForm::ALL.iter().map(|form| print(&loaded, *form, true, SheetFormat::Markdown, 80)).collect();
        assert!(pages.contains(ours) && !pages.contains("{us}"));
        let damaged = ["旳", "核心人物", "悲观", "筹划", "阐明", "完毕"].iter().find(|word| pages.contains(**word));
        assert_eq!(damaged, None);
    }
}
