//! Plans of the example archive, and of a customer built in the test.

use std::path::Path;

use unicode_width::UnicodeWidthStr;

use super::*;
use crate::archive::load::base;
use crate::archive::{Loaded, one};
use crate::discover::Ignored;
use crate::render::sheet::{SheetFormat, SheetStyle, render};
use crate::words::Lang;

fn load(root: &Path, id: &str, lang: Lang) -> Loaded {
    one::load(root, base(root, Some(lang), lang), id, &Ignored::new(root))
}

fn example(id: &str, lang: Lang) -> Loaded {
    load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/telecom"), id, lang)
}

struct Print {
    day: &'static str,
    year: i32,
    summary: bool,
    format: SheetFormat,
    width: usize,
}

const PAGE: Print = Print { day: "2026-07-08", year: 2026, summary: false, format: SheetFormat::Text, width: 100 };

fn print(loaded: &Loaded, how: &Print) -> String {
    let customer = loaded.customers.first().expect("one was loaded");
    let today = how.day.parse().expect("a real day");
    let source = Source { world: &loaded.world, customer, today, reveal: false, unread: &loaded.unread };
    let page = Page { source, plan: customer.plan_of(how.year), year: how.year };
    let style = SheetStyle { lang: loaded.world.lang, unit: loaded.world.unit, color: false, width: how.width, ..SheetStyle::default() };
    let hints: String = hints(&page).iter().map(|hint| format!("! {hint}\n")).collect();
    String::from_utf8_lossy(&render(how.format, &[sheet(&page, how.summary)], &style)).into_owned() + &hints
}

#[test]
fn plans_of_the_example() {
    insta::assert_snapshot!("yunling", print(&example("yunling-mobile", Lang::Zh), &PAGE));
    insta::assert_snapshot!("starbridge_60", print(&example("starbridge", Lang::Zh), &Print { width: 60, ..PAGE }));
    insta::assert_snapshot!(
        "jiangbei_markdown_en",
        print(&example("jiangbei-catv", Lang::En), &Print { format: SheetFormat::Markdown, ..PAGE })
    );
    insta::assert_snapshot!("summary", print(&example("yunling-mobile", Lang::Zh), &Print { summary: true, ..PAGE }));
}

#[test]
fn nothing_counts_before_its_day() {
    // The plan was approved on 2025-12-22, and the year has not begun.
    let early = print(&example("yunling-mobile", Lang::Zh), &Print { day: "2025-12-20", ..PAGE });
    assert!(early.contains("还没有批准（登记的批准日期是 2025-12-22）") && early.contains("还没有归档"), "{early}");
    assert!(!early.contains("已联系") && !early.contains("进度"), "{early}");
    // A year later everything is measured on its last day, and nothing of it is still to come.
    let late = print(&example("yunling-mobile", Lang::Zh), &Print { day: "2027-03-01", ..PAGE });
    assert!(late.contains("50%") && !late.contains("下一次"), "{late}");
}

/// A plan in which everything is said that can be said.
fn full(plan: &str) -> (tempfile::TempDir, Loaded) {
    let archive = tempfile::tempdir().expect("a temporary folder");
    let root = archive.path();
    let write = |path: &str, text: &str| {
        let path = root.join(path);
        std::fs::create_dir_all(path.parent().expect("below the root")).expect("made");
        std::fs::write(path, text).expect("written");
    };
    write("kehu.toml", "format = 1\n[company]\namount_unit = \"万元\"\n");
    write("staff.toml", "[[staff]]\nid = \"wu\"\nname = \"吴芳\"\nrole = \"marketing_director\"\n");
    write("customers/a/customer.toml", "unit_name = \"甲公司\"\n[[competitors]]\nname = \"乙公司\"\nsituation = \"份额一成\"\n");
    write("customers/a/key-people.toml", "[[people]]\nid = \"li\"\nname = \"李总\"\nstatus = \"positive\"\nours = [\"wu\"]\n");
    write("customers/a/plans/2026.toml", plan);
    let loaded = load(root, "a", Lang::Zh);
    (archive, loaded)
}

const FULL: &str = r#"
approved_by = "wu"
approved_on = 2026-01-10
[[revisions]]
date = 2026-05-06
reason = "集采推迟"
approved_by = "wu"
[[revisions]]
date = 2026-09-01
reason = "还没有到"
approved_by = "wu"
[plan]
summary = "一句话"
[plan.profile]
key_people = "六人"
market = "西南"
[[plan.objectives]]
id = "O1"
text = "份额过半"
target = "50"
unit = "%"
current = "40"
[[plan.objectives]]
text = "没有编号的目标"
[action_plan]
[[action_plan.actions]]
what = "甲"
objective = "o1"
status = "done"
done_on = 2026-03-01
[[action_plan.actions]]
what = "乙"
objective = "O1"
status = "done"
done_on = 2026-09-01
end = 2026-06-30
[revenue_plan]
target = 100
[[revenue_plan.lines]]
project = "中标的"
contract = 100
win_rate = 50
margin = 10
outcome = "won"
decided_on = 2026-04-01
actual_contract = 90
[[revenue_plan.lines]]
project = "没有写全的"
contract = 100
"#;

#[test]
fn sub_headings_objectives_revisions_and_outcomes() {
    let (_archive, loaded) = full(FULL);
    insta::assert_snapshot!("full", print(&loaded, &PAGE));
}

#[test]
fn an_empty_plan_says_what_is_to_be_written() {
    let (_archive, loaded) = full("year = 2026\n");
    insta::assert_snapshot!("empty", print(&loaded, &PAGE));
    let (_archive, loaded) =
        full("[plan]\nsummary = \"x\"\nprofile = \"x\"\ncompetition = \"x\"\nassessment = \"x\"\nobjectives = \"x\"\n");
    let page = print(&loaded, &PAGE);
    assert!(page.contains("! 计划还没有批准：批准后用 `kehu plan approve a --year 2026 --by 批准人` 登记"), "{page}");
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    for lang in [Lang::Zh, Lang::En] {
        for id in ["yunling-mobile", "starbridge", "jiangbei-catv"] {
            let loaded = example(id, lang);
            for width in [40, 60, 80, 100] {
                let page = print(&loaded, &Print { width, ..PAGE });
                assert_eq!(page.lines().find(|line| line.width() > width && !line.starts_with('!')), None, "{id} {width}");
            }
        }
    }
}
