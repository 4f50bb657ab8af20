//! Pages of the example archive, and of a customer with something of everything.

use std::path::Path;

use unicode_width::UnicodeWidthStr;

use super::*;
use crate::analysis::due;
use crate::archive::Loaded;
use crate::archive::load::{Judge, base, one_judged};
use crate::discover::Ignored;
use crate::render::sheet::{SheetFormat, SheetStyle, render};
use crate::words::Lang;

struct Print {
    lang: Lang,
    day: &'static str,
    reveal: bool,
    format: SheetFormat,
    width: usize,
}

const PAGE: Print = Print { lang: Lang::Zh, day: "2026-07-08", reveal: false, format: SheetFormat::Text, width: 100 };

fn print(root: &Path, id: &str, how: &Print) -> String {
    let today = how.day.parse().expect("a real day");
    let loaded: Loaded = one_judged(root, base(root, Some(how.lang), how.lang), id, &Ignored::new(root), Judge::Audit(today));
    let customer = loaded.customers.first().expect("one was loaded");
    let source = Source { world: &loaded.world, customer, today, reveal: how.reveal, unread: &loaded.unread };
    let until = today.checked_add_days(chrono::Days::new(AHEAD)).expect("a real day");
    let due = due::of_customer(&loaded.world, customer, today, until);
    let page = Page { source, findings: &loaded.findings, due: &due };
    let style = SheetStyle { lang: how.lang, unit: loaded.world.unit, color: false, width: how.width, ..SheetStyle::default() };
    let hints: String = hints(&source).iter().map(|hint| format!("! {hint}\n")).collect();
    String::from_utf8_lossy(&render(how.format, &[sheet(&page)], &style)).into_owned() + &hints
}

fn example(id: &str, how: &Print) -> String {
    print(&Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/telecom"), id, how)
}

#[test]
fn pages_of_the_example() {
    insta::assert_snapshot!("yunling", example("yunling-mobile", &PAGE));
    insta::assert_snapshot!("starbridge_en_60", example("starbridge", &Print { lang: Lang::En, width: 60, ..PAGE }));
    insta::assert_snapshot!("jiangbei_markdown", example("jiangbei-catv", &Print { format: SheetFormat::Markdown, ..PAGE }));
}

#[test]
fn facts_after_the_day_count_nowhere() {
    // Before the first contact of the year, and before the plan's first line.
    let early = example("yunling-mobile", &Print { day: "2026-03-01", ..PAGE });
    assert!(early.contains("最近接触  从未") && !early.contains("2026-06-24"), "{early}");
}

#[test]
fn nothing_restricted_is_shown_unless_asked_for() {
    let secrets = ["12900000101", "羽毛球", "05-18"];
    let page = example("yunling-mobile", &PAGE);
    assert_eq!(secrets.iter().find(|secret| page.contains(**secret)), None, "{page}");
    let page = example("yunling-mobile", &Print { reveal: true, ..PAGE });
    assert_eq!(secrets.iter().find(|secret| !page.contains(**secret)), None, "{page}");
    for never in ["已婚", "江城", "硕士"] {
        assert!(!page.contains(never), "{never} in\n{page}");
    }
}

/// An archive with one customer: these documents, by their paths below its folder.
fn archive(documents: &[(&str, &str)]) -> tempfile::TempDir {
    let archive = tempfile::tempdir().expect("a temporary folder");
    let write = |path: &str, text: &str| {
        let path = archive.path().join(path);
        std::fs::create_dir_all(path.parent().expect("below the root")).expect("made");
        std::fs::write(path, text).expect("written");
    };
    write("kehu.toml", "format = 1\n[company]\namount_unit = \"万元\"\n[regulation]\npresets = [\"telecom-contractor\"]\n");
    write("staff.toml", "[[staff]]\nid = \"wu\"\nname = \"吴芳\"\nrole = \"account_manager\"\n");
    for (path, text) in documents {
        write(&format!("customers/a/{path}"), text);
    }
    archive
}

const PEOPLE: &str = r#"
[[people]]
id = "li"
name = "李总"
title = "总经理"
role = "decision_maker"
status = "none"
assessed_on = 2026-07-01
concerns = "工期"
[[people]]
id = "qian"
name = "钱工"
title = "工程师"
role = ["user", "blocker"]
status = "negative"
evidence = "公开反对"
ours = ["wu"]
assessed_on = 2026-01-01
competitor_ties = [{ competitor = "乙公司", status = "positive" }, { competitor = "丙公司", status = "none" }]
[[people]]
id = "gone"
name = "走了的"
title = "经理"
role = "advisor"
status = "negative"
left_on = 2026-02-01
[concerns]
user = "质量"
"#;

#[test]
fn whom_to_mind_what_was_promised_and_what_is_open() {
    let archive = archive(&[
        ("customer.toml", "unit_name = \"甲公司\"\naccount_manager = \"wu\"\nlifecycle = \"contracted\"\ntier = \"vip\"\n"),
        ("key-people.toml", PEOPLE),
        ("feedback/a.toml", "date = 2026-06-01\nopinion = \"噪声大\"\ncommitment = \"加装隔音\"\ndue = 2026-06-30\n"),
        ("feedback/b.toml", "date = 2026-07-05\nopinion = \"报告太长\"\n"),
        ("feedback/c.toml", "date = 2026-05-01\nopinion = \"办结了\"\nforwarded_on = 2026-05-02\nclosed_on = 2026-05-03\n"),
        ("feedback/d.toml", "date = 2026-07-20\nopinion = \"还没有提\"\n"),
        ("complaints/a.toml", "received_at = 2026-07-06T10:00:00\ntype = \"complaint\"\ncontent = \"漏水\"\nfirst_handler = \"wu\"\n"),
        (
            "contact-reports/2026-07-02-qian-wu.toml",
            "date = 2026-07-02\nkind = \"phone\"\nours = [\"wu\"]\npeople = [\"qian\"]\nsummary = \"谈进度\"\ncustomer_opinion = \"不满意\"\ncommitment = \"下周派人\"\nfollow_up = \"发计划\"\nreported_on = 2026-07-02\nreported_to = [\"wu\"]\n[callback]\nopinions = \"要有备件\"\n",
        ),
        (
            "contact-reports/2025-05-02-qian-wu.toml",
            "date = 2025-05-02\nkind = \"phone\"\nours = [\"wu\"]\npeople = [\"qian\"]\nsummary = \"旧\"\ncommitment = \"早就过去了\"\n",
        ),
        ("people/li.toml", "birth_date = 1970-07-08\nsource_level = 3\n"),
        ("people/qian.toml", "birth_date = \"02-29\"\nhobbies = \"钓鱼\"\nsource_level = 3\n"),
        (
            "plans/2025.toml",
            "[[revenue_plan.lines]]\nproject = \"沿用的\"\ncontract = 100\nwin_rate = 10\nmargin = 5\n[[revenue_plan.lines]]\nproject = \"去年的\"\ncontract = 50\nwin_rate = 10\nmargin = 5\n",
        ),
        (
            "plans/2026.toml",
            "[[revenue_plan.lines]]\nproject = \"沿用的\"\ncontract = 100\nwin_rate = 20\nmargin = 5\n[[revenue_plan.lines]]\nproject = \"丢了的\"\ncontract = 70\nwin_rate = 20\nmargin = 5\noutcome = \"lost\"\ndecided_on = 2026-05-01\n",
        ),
    ]);
    insta::assert_snapshot!("full", print(archive.path(), "a", &Print { reveal: true, ..PAGE }));
}

#[test]
fn an_empty_folder_says_what_to_enter() {
    let archive = archive(&[("customer.toml", "unit_name = \"甲公司\"\n")]);
    insta::assert_snapshot!("empty", print(archive.path(), "a", &PAGE));
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    for lang in [Lang::Zh, Lang::En] {
        for id in ["yunling-mobile", "starbridge", "jiangbei-catv"] {
            for width in [40, 60, 80, 100] {
                let page = example(id, &Print { lang, width, reveal: true, ..PAGE });
                assert_eq!(page.lines().find(|line| line.width() > width), None, "{id} {width}");
            }
        }
    }
}
