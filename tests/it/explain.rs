//! `kehu explain`: rules, forms, fields, the list, and what comes near an unknown word.

use kehu::archive::DocKind;
use kehu::render::table::TableStyle;
use kehu::report::explain::{self, Asked, records};
use kehu::rules::{Seed, registry};
use kehu::words::Lang;
use unicode_width::UnicodeWidthStr;

use crate::support::{Kehu, copy_of, quick};

#[test]
fn a_rule_is_told_with_its_article_and_what_is_in_force_here() {
    let folder = copy_of("examples/minimal");
    let settings = folder.path().join("kehu.toml");
    let text = std::fs::read_to_string(&settings).expect("readable");
    std::fs::write(&settings, text + "[params]\nCOV-03.min_persons = 5\n[rules]\n\"COV-03\" = \"info\"\n").expect("written");
    let here = Kehu::line("explain cov-03").inside(folder.path()).run().clean();
    for part in [
        "COV-03 全部关系不由客户经理一人掌握",
        "000_492afcb71e7a325f.txt 附表4",
        "「让客户经理一种人掌握控制所有重要旳关系",
        "[rules] 定为提示",
        "COV-03.min_persons",
        "怎么办",
    ] {
        assert!(here.contains(part), "{part}\n{here}");
    }
    assert!(here.lines().any(|line| line.split_whitespace().take(3).eq(["COV-03.min_persons", "3", "5"])), "{here}");
    let markdown = Kehu::line("explain COV-03 --format markdown").lang("en").inside(folder.path()).run().clean();
    assert!(markdown.starts_with("# COV-03 not every relation hangs on the account manager alone\n\n- **Family**: "), "{markdown}");
    let bare = tempfile::tempdir().expect("a folder");
    assert!(!Kehu::line("explain COV-03").inside(bare.path()).run().clean().contains("本档案"));
}

#[test]
fn every_rule_form_and_field_can_be_explained() {
    for lang in [Lang::Zh, Lang::En] {
        let asked = Asked { lang, world: None };
        let mut topics: Vec<String> = registry::all().map(|rule| rule.id.to_owned()).collect();
        for kind in DocKind::FORMS {
            for spec in records(*kind) {
                topics.push(spec.name.to_owned());
                topics.extend(
                    spec.fields.iter().flat_map(|field| [format!("{}.{}", spec.name, field.key), format!("{}.{}", spec.name, field.zh)]),
                );
            }
        }
        for topic in topics {
            let found = explain::find(&topic).unwrap_or_else(|near| panic!("{topic}: {near:?}"));
            assert!(!explain::page(found, asked).blocks.is_empty(), "{topic}");
        }
        for rule in registry::all() {
            assert_ne!(explain::family_name(rule.family()), explain::family_name("…"), "{} has no entry in FAMILIES", rule.family());
        }
    }
}

#[test]
fn names_are_found_as_people_write_them() {
    for (word, part) in [
        ("customer.机构", "[[sites]]"),
        ("plan.获取率", "plan.revenue_plan.lines.win_rate"),
        ("contact_report", "contact-report"),
        ("lending", "loan"),
        ("COV", "COV-03"),
        ("kehu", "kehu.toml"),
    ] {
        let (_, page, words) = quick(&format!("explain {word}"), "zh-CN", 100);
        assert!(page.contains(part), "{word}: {page}{words}");
    }
    let words = Kehu::line("explain customer.teir").run().refused();
    assert!(words.contains("customer.tier"), "{words}");
    let words = Kehu::line("explain COV-30").lang("en").run().refused();
    assert!(words.contains("COV-03"), "{words}");
}

#[test]
fn only_what_is_clearly_meant_is_named() {
    for (word, near) in [("COV-33", "`COV-03`"), ("COVX", "`COV`"), ("custmer", "`customer`"), ("customer.tiers", "`customer.tier`")] {
        let words = Kehu::line(&format!("explain {word}")).run().refused();
        assert!(words.contains(&format!("是否指：{near}\n")), "{word}: {words}");
    }
}

#[test]
fn a_page_is_in_one_language_and_says_how_to_have_the_rule() {
    let copy = copy_of("examples/telecom");
    let page = |words: &str| Kehu::line(&format!("explain {words}")).inside(copy.path()).run().clean();
    let monthly = page("CAD-01 --lang en");
    assert!(monthly.contains("# 2026-07-08: there is no market/2026-07-chen-li.toml"), "{monthly}");
    let practice = page("COV-09 --lang en");
    for part in ["law or practice (common practice", "write \"COV-09\" = \"info\" in [rules]"] {
        assert!(practice.contains(part), "{part}\n{practice}");
    }
    let other = page("SAT-01");
    assert!(other.contains("在 presets 中加") && other.contains("construction-group"), "{other}");
    let duty = page("SEC-04");
    assert!(duty.contains("职责，不产生检查结果") && !duty.contains("错误"), "{duty}");
    assert!(page("F7A-02").contains("同默认值"));
}

#[test]
fn pages_fit_the_terminal() {
    for lang in ["zh-CN", "en"] {
        for width in [60, 100] {
            let (_, page, _) = quick("explain ARC-05", lang, width);
            // Code stands as it is in the file.
            let wide = page.lines().filter(|line| !line.starts_with("    ") && line.width() > width).collect::<Vec<_>>();
            assert!(wide.is_empty(), "{lang} {width}: {wide:#?}");
        }
    }
}

/// The ids of the catalogue; whether each rests on law or practice alone (†).
fn catalogue() -> Vec<(&'static str, bool)> {
    let lines = include_str!("fixtures/catalogue.txt").lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).map(|id| (id.trim_end_matches('†'), id.ends_with('†'))).collect()
}

#[test]
fn every_rule_of_the_catalogue_is_explained_by_its_words_or_by_what_it_rests_on() {
    let catalogue = catalogue();
    assert_eq!(catalogue.len(), 202);
    let known: Vec<&str> = catalogue.iter().map(|(id, _)| *id).collect();
    // Rules of the format itself are no rows of the catalogue.
    let strange: Vec<&str> = registry::all()
        .map(|rule| rule.id)
        .filter(|id| !known.contains(id) && !id.starts_with("FRM-") && !id.starts_with("REF-"))
        .collect();
    assert!(strange.is_empty(), "not in the catalogue: {strange:?}");
    let missing: Vec<&str> = known.iter().copied().filter(|id| registry::find(id).is_none()).collect();
    assert!(missing.is_empty(), "not registered: {missing:?}");
    let there = registry::all().map(|rule| rule.id).filter(|id| known.contains(id));
    assert!(there.eq(known.iter().copied()), "the registry is not in the order of the catalogue");
    for (id, outside) in &catalogue {
        let rule = registry::find(id).unwrap_or_else(|| panic!("{id} is not registered"));
        let Ok(found) = explain::find(id) else { panic!("{id}") };
        let page = explain::page(found, Asked { lang: Lang::Zh, world: None }).markdown(&TableStyle::default());
        if *outside {
            assert!(rule.sources.iter().all(|source| source.seed == Seed::Outside && !source.article.is_empty()), "{id} rests on nothing");
            assert!(page.contains("法律或惯例") && page.contains("须在 \\[rules\\] 中点名"), "{page}");
        } else {
            assert!(!rule.quote.is_empty() && page.contains("\n> "), "{id} has no words of its article");
        }
    }
}

#[test]
fn a_rule_from_outside_says_how_to_have_it() {
    let folder = copy_of("examples/minimal");
    let page = Kehu::line("explain COV-09").inside(folder.path()).run().clean();
    assert!(page.contains("法律或惯例") && page.contains("\"COV-09\" = \"info\""), "{page}");
    let page = Kehu::line("explain ARC-04").inside(folder.path()).run().clean();
    assert!(page.contains("由谁") && page.contains("客户经理：随时"), "{page}");
}
