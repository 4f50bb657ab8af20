//! `kehu due` and `kehu actions` on the example archive and on what else may stand in one: every format, whose it is, what has gone to the
//! superior, files a person, and documents that cannot be read.

use std::fs;
use std::path::Path;

use crate::support::{Done, Kehu, copy_of, on_terminal};

const TELECOM: &str = "examples/telecom";
const AS_OF: &str = "2026-07-08";

fn kehu(folder: &Path, words: &str) -> Done {
    Kehu::line(&format!("{words} --as-of {AS_OF}")).inside(folder).run()
}

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("made");
    fs::write(path, text).expect("written");
}

/// What CSV says of these kinds, without the heading.
fn rows(root: &Path, words: &str) -> Vec<String> {
    let csv = kehu(root, &format!("due --format csv {words}")).clean_data();
    csv.lines().skip(1).map(str::to_owned).collect()
}

#[test]
fn what_falls_due_in_a_fortnight() {
    let copy = copy_of(TELECOM);
    insta::assert_snapshot!(kehu(copy.path(), "due --format csv").clean());
    insta::assert_snapshot!(kehu(copy.path(), "due --format json --days 2 am:chen-li").clean());
    insta::assert_snapshot!(on_terminal(&format!("due -C {TELECOM} --as-of {AS_OF}"), "zh", 120).1);
    insta::assert_snapshot!(on_terminal(&format!("due -C {TELECOM} --as-of {AS_OF} --days 7"), "en", 80).1);
}

#[test]
fn days_ahead_are_counted_and_what_is_overdue_is_always_there() {
    let copy = copy_of(TELECOM);
    let count = |words: &str| rows(copy.path(), words).len();
    assert_eq!((count("--days 0"), count("--days 2"), count("--days 14")), (12, 13, 22));
    assert!(rows(copy.path(), "--days 0").iter().all(|row| row.ends_with(",true")));
    assert!(kehu(copy.path(), "due --days -1").status == Some(2));
}

#[test]
fn a_query_chooses_customers_and_items() {
    let copy = copy_of(TELECOM);
    let count = |words: &str| rows(copy.path(), words).len();
    for (words, number) in [
        ("am:陈立", 14),
        ("云岭移动", 6),
        ("kind:contact", 8),
        ("kind:callback,行动", 4),
        ("staff:孙涛", 2),
        ("owner:孙涛", 1),
        ("person:李国强", 1),
        ("role:decision_maker", 3),
        ("date:2026-07-13..2026-07-15 am:zhou-lan", 3),
        ("region:西南", 6),
        ("tier:reserve", 0),
        ("not:am:chen-li kind:report", 1),
    ] {
        assert_eq!(count(words), number, "{words}");
    }
}

#[test]
fn whose_it_is() {
    let copy = copy_of(TELECOM);
    let count = |words: &str| rows(copy.path(), words).len();
    assert_eq!((count("--staff 周岚"), count("--staff sun-tao,吴芳"), count("--staff me --me 陈立")), (4, 3, 15));
    let unknown = kehu(copy.path(), "due --staff 陈例").refused();
    assert!(unknown.contains("陈例") && unknown.contains("陈立(chen-li)"), "{unknown}");
    let nobody = kehu(copy.path(), "due --staff me").refused();
    assert!(nobody.contains("me"), "{nobody}");
}

#[test]
fn what_has_gone_to_the_superior_is_listed_again() {
    let copy = copy_of(TELECOM);
    let above = rows(copy.path(), "--escalate --staff 吴芳 --days 0");
    assert_eq!(
        above,
        [
            "2026-03-20,-110,action,starbridge,过问陈立：提交班组能力说明,,wu-fang,true",
            "2026-06-05,-33,callback,starbridge,过问陈立：回访，上次 2026-03-05,,wu-fang,true",
            "2026-06-30,-8,callback,starbridge,过问陈立：有关负责人的现场回访，还没有过,,wu-fang,true",
        ]
    );
    // A superior of his own comes first.
    let staff = copy.path().join("staff.toml");
    let text = fs::read_to_string(&staff).expect("there").replace("name = \"陈立\"", "name = \"陈立\"\nsuperior = \"ma-chao\"");
    fs::write(&staff, text).expect("written");
    assert_eq!(rows(copy.path(), "--escalate --staff 马超 --days 0").len(), 3);
    assert_eq!(rows(copy.path(), "--escalate --days 0").len(), 15);
}

#[test]
fn rows_make_the_exit_status_one_when_asked() {
    let copy = copy_of(TELECOM);
    assert_eq!(kehu(copy.path(), "due").status, Some(0));
    assert_eq!(kehu(copy.path(), "due --exit-code").status, Some(1));
    assert_eq!(kehu(copy.path(), "due --exit-code tier:reserve").status, Some(0));
}

#[test]
fn one_list_a_person() {
    let copy = copy_of(TELECOM);
    insta::assert_snapshot!(kehu(copy.path(), "due --split staff --days 6 --format markdown not:kind:assessment").clean());
    let csv = rows(copy.path(), "--split staff --days 7");
    let staff: Vec<&str> = csv.iter().filter_map(|row| row.split(',').rev().nth(1)).collect();
    assert!(staff.is_sorted() && staff.contains(&"wu-fang"), "{staff:?}");

    let done = kehu(copy.path(), "due --split staff -o lists/ --format csv");
    assert_eq!((done.status, done.stdout.as_str()), (Some(0), ""), "{}", done.stderr);
    let names = |folder: &str| {
        let mut names: Vec<String> = fs::read_dir(copy.path().join(folder))
            .expect("made")
            .map(|entry| entry.expect("listed").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    };
    assert_eq!(names("lists"), ["chen-li.csv", "sun-tao.csv", "wu-fang.csv", "zhou-lan.csv"]);
    let own = fs::read_to_string(copy.path().join("lists/sun-tao.csv")).expect("written");
    assert_eq!(own.lines().count(), 3, "{own}");
    kehu(copy.path(), "due --split staff -o lists/ --format ics --days 3").clean_data();
    assert!(names("lists").contains(&"zhou-lan.ics".to_owned()));
    let refused = kehu(copy.path(), "due -o lists/").refused();
    assert!(refused.contains("--split staff"), "{refused}");
}

impl Done {
    /// The data of a run that ended well, whatever it had to say.
    fn clean_data(self) -> String {
        assert_eq!(self.status, Some(0), "{}", self.stderr);
        self.stdout
    }
}

#[test]
fn a_calendar_is_the_same_each_time() {
    let copy = copy_of(TELECOM);
    let ics = kehu(copy.path(), "due --format ics --days 2").clean();
    assert_eq!(ics, kehu(copy.path(), "due --format ics --days 2").clean());
    assert!(ics.split("\r\n").all(|line| line.len() <= 75) && !ics.replace("\r\n", "").contains('\n'));
    let calendar: icalendar::Calendar = ics.parse().expect("another reader reads it");
    assert_eq!(calendar.components.len(), 13);
    insta::assert_snapshot!(kehu(copy.path(), "due --format ics --days 2 kind:contact customer:yunling").clean().replace("\r\n", "\n"));
    let written = kehu(copy.path(), "due --days 2 -o due.ics");
    assert_eq!(written.status, Some(0));
    assert_eq!(fs::read_to_string(copy.path().join("due.ics")).expect("written"), ics);
}

#[test]
fn registers_and_services_have_their_days() {
    let copy = copy_of(TELECOM);
    let root = copy.path();
    write(
        root,
        "lending/2026-0009.toml",
        "card_no = \"2026-0009\"\nborrower = \"ma-chao\"\ncustomer = \"yunling-mobile\"\nforms = [\"附表2\"]\npurpose = \"拜访\"\nlent_on = 2026-06-29\ndue_back = 2026-07-06\napproved_by = \"wu-fang\"\nhandled_by = \"he-xin\"\n",
    );
    write(
        root,
        "customers/yunling-mobile/feedback/2026-07-01-price.toml",
        "date = 2026-07-01\nopinion = \"希望加快验收\"\ncommitment = \"七月底前完成验收\"\ntold_customer_on = 2026-07-01\ndue = 2026-07-31\n",
    );
    write(
        root,
        "customers/yunling-mobile/complaints/2026-07-06-noise.toml",
        "received_at = 2026-07-06T10:00:00\ntype = \"complaint\"\ncontent = \"施工噪声\"\nfirst_handler = \"lin-jing\"\nplan = \"调整工时\"\npromised_by = 2026-07-10T12:00:00\n",
    );
    let of = |kind: &str| rows(root, &format!("--days 30 kind:{kind}"));
    assert_eq!(of("lending"), ["2026-07-06,-2,lending,yunling-mobile,借阅卡 2026-0009,,ma-chao,true"]);
    assert_eq!(of("feedback"), ["2026-07-03,-5,feedback,yunling-mobile,转告 2026-07-01 的客户意见：希望加快验收,,zhou-lan,true"]);
    assert_eq!(of("commitment"), ["2026-07-31,23,commitment,yunling-mobile,兑现 2026-07-01 的承诺：七月底前完成验收,,zhou-lan,false"]);
    assert_eq!(of("complaint"), ["2026-07-10,2,complaint,yunling-mobile,办结 2026-07-06 的投诉：施工噪声,,lin-jing,false"]);
}

#[test]
fn presets_bring_their_own_dates() {
    let copy = copy_of(TELECOM);
    let settings = copy.path().join("kehu.toml");
    let text = fs::read_to_string(&settings).expect("there");
    let all = "presets = [\"telecom-contractor\", \"tiered-sales\", \"key-account\", \"construction-group\", \"crm-discipline\"]";
    fs::write(&settings, text.replace("presets = [\"telecom-contractor\", \"tiered-sales\", \"key-account\"]", all)).expect("written");
    let of = |kind: &str| rows(copy.path(), &format!("--days 30 kind:{kind}"));
    // The one region has a manager: the statistics of June were due on the 25th, those of July are to come.
    assert_eq!(
        of("statistics"),
        [
            "2026-06-25,-13,statistics,,西南大区2026年6月的客户信息统计表,,ma-chao,true",
            "2026-07-25,17,statistics,,西南大区2026年7月的客户信息统计表,,ma-chao,false",
        ]
    );
    assert_eq!(of("survey").len(), 0, "surveyed in February: the next is due in December");
    assert_eq!(of("project").len(), 6, "{:?}", of("project"));
    fs::write(
        &settings,
        text.replace("presets = [\"telecom-contractor\", \"tiered-sales\", \"key-account\"]", "presets = [\"key-account\"]"),
    )
    .expect("written");
    assert!(of("contact").is_empty() && of("report").is_empty(), "{:?}", rows(copy.path(), ""));
}

#[test]
fn a_document_that_cannot_be_read_is_named_and_its_dates_are_passed_over() {
    let copy = copy_of(TELECOM);
    write(copy.path(), "customers/starbridge/plans/2026.toml", "year = = 2026\n");
    let done = kehu(copy.path(), "due --format csv");
    assert_eq!(done.status, Some(1));
    assert!(done.stderr.contains("未计入：customers/starbridge/plans/2026.toml"), "{}", done.stderr);
    assert!(!done.stdout.contains("contact,starbridge") && done.stdout.contains("contact,yunling-mobile"), "{}", done.stdout);
    // Those of other customers need it not.
    assert_eq!(kehu(copy.path(), "due am:zhou-lan").status, Some(0));
    assert_eq!(kehu(copy.path(), "due am:chen-li").status, Some(1));
    assert_eq!(kehu(copy.path(), "actions am:zhou-lan").status, Some(0));
    assert_eq!(kehu(copy.path(), "actions").status, Some(1));
    // A report that cannot be read may be the one that was asked for: nobody is late, but what lies ahead is still there.
    let copy = copy_of(TELECOM);
    write(copy.path(), "market/2026-07-chen-li.toml", "month = = 1\n");
    write(copy.path(), "customers/starbridge/contact-reports/2026-07-01-feng-kai-chen-li.toml", "date = = 1\n");
    let done = kehu(copy.path(), "due --format csv --days 40");
    assert_eq!(done.status, Some(1));
    let starbridge = |kind: &str| done.stdout.lines().filter(|row| row.contains(&format!(",{kind},starbridge,"))).count();
    assert_eq!((starbridge("contact"), starbridge("callback"), starbridge("action")), (2, 0, 1), "{}", done.stdout);
    let reports: Vec<&str> = done.stdout.lines().filter(|row| row.contains(",report,")).collect();
    assert!(reports.len() == 2 && reports.iter().all(|row| row.starts_with("2026-08-07")), "{reports:?}");
    // Nor does a plan of another year that cannot be read hide those of this one.
    let copy = copy_of(TELECOM);
    write(copy.path(), "customers/starbridge/plans/2024.toml", "year = = 1\n");
    assert!(kehu(copy.path(), "due --format csv").stdout.contains(",contact,starbridge,"));
}

#[test]
fn an_archive_without_customers_says_how_to_begin() {
    let folder = tempfile::tempdir().expect("a folder");
    assert_eq!(Kehu::line("init .").inside(folder.path()).run().status, Some(0));
    for command in ["due", "actions"] {
        let done = kehu(folder.path(), command);
        assert_eq!((done.status, done.stderr.as_str()), (Some(0), ""));
        assert!(done.stdout.contains("（无）") && done.stdout.contains("kehu add-customer"), "{}", done.stdout);
        let csv = kehu(folder.path(), &format!("{command} --format csv"));
        assert_eq!((csv.status, csv.stdout.lines().count()), (Some(0), 1));
        assert!(csv.stderr.contains("kehu add-customer"), "{}", csv.stderr);
    }
    let ics = kehu(folder.path(), "due --format ics").clean_data();
    assert!(ics.starts_with("BEGIN:VCALENDAR\r\n") && ics.ends_with("END:VCALENDAR\r\n"));
}

#[test]
fn how_far_the_actions_are() {
    let copy = copy_of(TELECOM);
    insta::assert_snapshot!(kehu(copy.path(), "actions --format csv").clean());
    insta::assert_snapshot!(on_terminal(&format!("actions -C {TELECOM} --as-of {AS_OF}"), "zh", 120).1);
    insta::assert_snapshot!(on_terminal(&format!("actions -C {TELECOM} --as-of {AS_OF} am:chen-li"), "en", 80).1);
    let count = |words: &str| kehu(copy.path(), &format!("actions --format csv {words}")).clean_data().lines().count() - 1;
    for (words, number) in [
        ("owner:林静", 2),
        ("owner:林静 status:进行中", 2),
        ("status:done", 1),
        ("not:status:done", 7),
        ("云岭", 4),
        ("am:chen-li", 2),
        ("年度:2026", 8),
        ("--year 2025", 0),
    ] {
        assert_eq!(count(words), number, "{words}");
    }
    assert_eq!(kehu(copy.path(), "actions nonsense:1").status, Some(2));
}

#[test]
fn what_was_done_after_the_day_was_not_done() {
    let copy = copy_of(TELECOM);
    let last = |day: &str| {
        let csv = Kehu::line(&format!("actions --as-of {day} --format csv 回访与满意度")).inside(copy.path()).run().clean();
        let row = csv.lines().nth(1).map(|row| row.split(',').skip(6).collect::<Vec<_>>().join(","));
        row.unwrap_or_default()
    };
    assert_eq!(last("2026-07-08"), "done,100,0");
    let before = last("2026-02-01");
    assert!(before.starts_with("in_progress,,") || before.starts_with("done,"), "{before}");
    // An open action of an earlier plan is still there in the next year, a done one is not.
    let next = Kehu::line("actions --as-of 2027-01-10 --format csv").inside(copy.path()).run().clean();
    assert_eq!(next.lines().count(), 8);
    assert!(next.contains("提交班组能力说明,chen-li,2026-03-06,2026-03-20,in_progress,80,296"), "{next}");
}
