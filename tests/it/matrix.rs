//! `kehu matrix` on the example archive: the figures of the specification, every format, what is asked for, and what cannot be read.

use std::fs;
use std::path::Path;

use crate::support::{Done, Kehu, copy_of, on_terminal};

const TELECOM: &str = "examples/telecom";
const AS_OF: &str = "2026-07-08";

fn matrix(folder: &Path, words: &str) -> Done {
    Kehu::line(&format!("matrix --as-of {AS_OF} {words}")).inside(folder).run()
}

#[test]
fn a_row_a_pair_and_a_row_a_hole() {
    let copy = copy_of(TELECOM);
    let csv = matrix(copy.path(), "customer:starbridge --format csv").clean();
    let golden = [
        "customer,person,name,role,status,staff,relation,planned,actual,next,last",
        "starbridge,feng-kai,冯凯,decision_maker,positive,chen-li,held,6,1,2026-06-20,2026-03-05",
        "starbridge,luo-yan,罗艳,blocker,neutral,chen-li,held,4,0,2026-07-22,",
        "starbridge,deng-chao,邓超,user,positive,chen-li,held,12,1,2026-07-13,2026-03-05",
        "starbridge,su-qing,苏晴,advisor,none,,none,,0,,",
    ];
    assert_eq!(csv.lines().collect::<Vec<_>>(), golden);
    let json: serde_json::Value = serde_json::from_str(&matrix(copy.path(), "--format json").clean()).expect("JSON");
    let rows = json["rows"].as_array().expect("rows");
    assert_eq!(rows.len(), 20);
    let of = |relation: &str| rows.iter().filter(|row| row["relation"] == relation).count();
    assert_eq!((of("held"), of("planned"), of("met"), of("none")), (14, 1, 4, 1));
}

#[test]
fn grids_for_people() {
    let copy = copy_of(TELECOM);
    insta::assert_snapshot!("matrix_zh", matrix(copy.path(), "").clean());
    insta::assert_snapshot!("matrix_markdown", matrix(copy.path(), "江北 --format markdown").clean());
    let english = Kehu::line(&format!("matrix --as-of {AS_OF} customer:yunling")).inside(copy.path()).lang("en").run().clean();
    insta::assert_snapshot!("matrix_en", english);
}

#[test]
fn every_width_is_kept() {
    for lang in ["zh-CN", "en"] {
        for width in [40, 56, 80, 120] {
            let (_, out, err) = on_terminal(&format!("matrix -C {TELECOM} --as-of {AS_OF}"), lang, width);
            assert_eq!(err, "");
            let widest = out.lines().map(unicode_width::UnicodeWidthStr::width).max();
            assert!(widest.is_some_and(|columns| columns <= width), "{lang} {width}: {widest:?}\n{out}");
        }
    }
    let (_, narrow, _) = on_terminal(&format!("matrix -C {TELECOM} --as-of {AS_OF} 星桥"), "zh-CN", 40);
    assert!(narrow.contains("空缺：✗ 无人联系") && narrow.contains("陈立：● 1/6 ↓"), "{narrow}");
}

#[test]
fn a_query_chooses_customers_people_and_pairs() {
    let copy = copy_of(TELECOM);
    let rows = |query: &str| matrix(copy.path(), &format!("{query} --format csv")).stdout.lines().count() - 1;
    for (query, count) in [
        ("云岭", 13),
        ("customer:yunling", 13),
        ("am:陈立", 4),
        ("role:decision_maker", 6),
        ("role:决策者 not:customer:yunling", 2),
        ("status:negative", 3),
        ("staff:孙涛", 3),
        ("staff:sun-tao role:supporter", 1),
        ("person:李国强", 4),
        ("李国强", 4),
        ("last_contact:never", 3),
        ("staff:never", 1),
        ("nobody-at-all", 0),
    ] {
        assert_eq!(rows(query), count, "{query}");
    }
    let done = matrix(copy.path(), "nobody-at-all");
    assert!(done.status == Some(0) && done.stdout.contains("（无）") && done.stdout.contains("kehu list people"), "{done:?}");
    assert_eq!(matrix(copy.path(), "nonsense:1").status, Some(2));
}

#[test]
fn of_another_year_its_plan_and_its_contacts() {
    let copy = copy_of(TELECOM);
    let csv = matrix(copy.path(), "customer:starbridge --year 2025 --format csv").clean();
    assert!(csv.contains("feng-kai,冯凯,decision_maker,positive,chen-li,held,,0,,2026-03-05"), "{csv}");
    assert_eq!(csv, matrix(copy.path(), "customer:starbridge --format csv --year 2025").clean());
    assert!(!matrix(copy.path(), "--year 2025").clean().contains("接触进度"));
}

#[test]
fn what_cannot_be_read_is_named_and_not_counted() {
    let copy = copy_of(TELECOM);
    let plan = "customers/starbridge/plans/2026.toml";
    fs::write(copy.path().join(plan), "year = = 2026\n").expect("written");
    assert_eq!(matrix(copy.path(), "customer:yunling").status, Some(0), "outside the query");
    assert_eq!(matrix(copy.path(), "--year 2025").status, Some(0), "not needed");
    let done = matrix(copy.path(), "customer:starbridge");
    assert_eq!(done.status, Some(1));
    assert!(done.stderr.contains(plan) && done.stdout.contains(&format!("未计入：{plan}")), "{done:?}");
    assert!(done.stdout.contains("● 1") && !done.stdout.contains("● 1/6"), "{}", done.stdout);

    let people = "customers/yunling-mobile/key-people.toml";
    fs::write(copy.path().join(people), "[[people]\nid = = 1\n").expect("written");
    for query in ["customer:yunling", "role:decision_maker", "王敏"] {
        let done = matrix(copy.path(), &format!("{query} --format json"));
        assert_eq!(done.status, Some(1), "{query}");
        assert!(done.stderr.contains(people), "{query}: {}", done.stderr);
    }
    let done = matrix(copy.path(), "江北");
    assert_eq!((done.status, done.stderr.as_str()), (Some(0), ""));
}

#[test]
fn a_broken_report_is_no_contact() {
    let copy = copy_of(TELECOM);
    let reports = copy.path().join("customers/starbridge/contact-reports");
    for entry in fs::read_dir(&reports).expect("there") {
        let path = entry.expect("there").path();
        let text = fs::read_to_string(&path).expect("text");
        fs::write(&path, format!("{text}\nbroken = = 1\n")).expect("written");
    }
    let done = matrix(copy.path(), "customer:starbridge --format csv");
    assert_eq!(done.status, Some(1));
    assert!(done.stdout.contains("chen-li,held,6,0,2026-06-20,\n"), "{}", done.stdout);
}

#[test]
fn customers_without_people_are_named() {
    let copy = copy_of(TELECOM);
    fs::remove_file(copy.path().join("customers/starbridge/key-people.toml")).expect("there");
    let all = matrix(copy.path(), "").clean();
    assert!(all.contains("还没有关键人物的客户：星桥设备") && all.contains("2 个客户合计"), "{all}");
    let one = matrix(copy.path(), "customer:starbridge").clean();
    assert!(one.contains("kehu add-contact starbridge"), "{one}");
}

#[test]
fn who_has_left_and_who_met_long_ago_is_said_so() {
    let copy = copy_of(TELECOM);
    let staff = copy.path().join("staff.toml");
    let text = fs::read_to_string(&staff).expect("there");
    let at = text.find("id = \"zheng-keqin\"").expect("he is there");
    let text = format!("{}active_to = 2026-06-30\n{}", &text[..at], &text[at..]);
    fs::write(&staff, text).expect("written");
    let done = Kehu::line("matrix customer:yunling --as-of 2027-02-01").inside(copy.path()).run().clean();
    assert!(done.contains("郑克勤（已离职）") && done.contains("△ 2026-03") && done.contains("△ 2026-05"), "{done}");
}
