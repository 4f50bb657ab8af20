//! Pages for browser and printer, of every command that writes them.

use std::fs;
use std::path::Path;

use crate::support::{Kehu, copy_of};

/// A command, and what its page is called.
const COMMANDS: &[(&str, &str)] = &[
    ("list customers", "客户（截至 2026-07-08）"),
    ("list people", "客户方关键人物（截至 2026-07-08）"),
    ("due", "到期与逾期事项（截至 2026-07-08）"),
    ("due --split staff", "到期与逾期事项（截至 2026-07-08）"),
    ("actions", "行动计划的进度（截至 2026-07-08）"),
    ("matrix", "客户关系矩阵"),
    ("revenue", "2026 年收益计划（截至 2026-07-08）"),
    ("stats class", "客户分类（截至 2026-07-08）"),
    ("stats calibration", "获取率：计划与实现"),
    ("report list", "报告一览"),
    ("form 1 yunling-mobile", "附表1 客户基本状况表"),
    ("form 2 --blank", "附表2 关键人物的个人情况资料"),
    ("form 7b yunling-mobile", "附表7（二） 收益计划"),
    ("show yunling-mobile", "云岭移动通信有限公司"),
    ("plan yunling-mobile", "云岭移动"),
    ("brief yunling-mobile", "云岭移动"),
    ("status", ""),
    ("policy list", "制度与规则"),
    ("policy show", ""),
    ("policy duties", ""),
];

fn page(folder: &Path, line: &str) -> String {
    let done = Kehu::line(&format!("{line} --format html --as-of 2026-07-08")).inside(folder).run();
    assert_eq!(done.status, Some(0), "{line}: {}", done.stderr);
    done.stdout
}

fn title(page: &str) -> &str {
    page.split_once("<title>").and_then(|(_, rest)| rest.split_once("</title>")).map_or("", |(title, _)| title)
}

#[test]
fn every_command_writes_pages() {
    let folder = copy_of("examples/telecom");
    for (line, called) in COMMANDS {
        let page = page(folder.path(), line);
        assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"zh-CN\">") && page.ends_with("</html>\n"), "{line}");
        assert!(title(&page).contains(called) && title(&page) != "kehu", "{line}: {}", title(&page));
        let head = format!("<h1>{}</h1>", title(&page));
        assert!(page.contains(&head), "{line}: {head}");
        for word in ["<script", "http:", "https:", "url(", "@import", " src="] {
            assert!(!page.contains(word), "{line}: {word}");
        }
        assert_eq!(page, self::page(folder.path(), line), "{line}: not twice the same");
    }
}

#[test]
fn a_name_in_the_archive_is_no_markup() {
    let folder = copy_of("examples/telecom");
    let path = folder.path().join("customers/yunling-mobile/customer.toml");
    let text = fs::read_to_string(&path).expect("readable");
    let hostile = "<script>alert('1')</script>\\\"></td></style><a href=javascript:x>";
    let lines = text.lines().map(|line| if line.starts_with("unit_name") { format!("unit_name = \"{hostile}\"") } else { line.to_owned() });
    fs::write(&path, lines.collect::<Vec<_>>().join("\n")).expect("writable");
    for line in ["form 1 yunling-mobile", "show yunling-mobile", "list customers", "report statistics"] {
        let page = page(folder.path(), line);
        assert!(page.contains("&lt;script&gt;"), "{line}");
        assert!(!page.contains("<script") && !page.contains("<a href=java") && page.matches("</style>").count() == 1, "{line}");
    }
}

#[test]
fn several_tables_stand_on_one_page() {
    let folder = copy_of("examples/telecom");
    let matrix = page(folder.path(), "matrix");
    assert_eq!(matrix.matches("<!DOCTYPE").count(), 1);
    assert!(matrix.matches("<h2>").count() >= 3, "{matrix}");
    let due = page(folder.path(), "due --split staff");
    assert!(due.contains("<h2>周岚</h2>") && due.contains("<h2>陈立</h2>"), "{due}");
    let done = Kehu::line("due --split staff --format html --as-of 2026-07-08 -o each/").inside(folder.path()).run();
    assert_eq!(done.status, Some(0), "{}", done.stderr);
    let own = fs::read_to_string(folder.path().join("each/zhou-lan.html")).expect("written");
    assert!(own.contains("<h2>周岚</h2>") && !own.contains("陈立</h2>"), "{own}");
}

#[test]
fn a_chart_stands_below_its_table() {
    let folder = copy_of("examples/trading");
    let page = page(folder.path(), "stats abc");
    let (table, chart) = (page.find("<table").expect("a table"), page.find("<figure").expect("a chart"));
    assert!(table < chart && page.contains("class=\"pic\"") && !page.contains('█'), "{page}");
}

#[test]
fn our_short_name_stands_in_the_labels() {
    let folder = copy_of("examples/telecom");
    let page = page(folder.path(), "form 3 yunling-mobile");
    assert!(page.contains("<th scope=\"col\">与远擎建设的关系</th>") && !page.contains("{us}"), "{page}");
}
