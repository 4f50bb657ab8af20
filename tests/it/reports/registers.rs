//! R-01 … … R-24: what the registers and the stamps of the archive say.

use std::fs;
use std::path::Path;

use insta::assert_snapshot;
use kehu::cli::Exit;

use crate::support::{copy_of, quick};

use super::{DAY, Row, TELECOM, columns, in_csv, in_markdown, in_text, put, report, rows, table};

const REPORTS: [&str; 8] = ["market", "major-info", "statistics", "verification", "suggestions", "follow-up", "activity", "lending"];

/// A text without the breaks within its points.
fn unwrapped(text: &str) -> String {
    text.replace("\n  ", " ")
}

#[test]
fn each_in_text() {
    for name in REPORTS {
        assert_snapshot!(format!("{name}_zh"), in_text(name));
    }
}

#[test]
fn each_in_markdown() {
    for name in REPORTS {
        assert_snapshot!(format!("{name}_en"), in_markdown(name));
    }
}

#[test]
fn each_in_csv() {
    for name in REPORTS {
        assert_snapshot!(format!("{name}_csv"), in_csv(name));
    }
}

#[test]
fn who_owes_the_monthly_report() {
    let telecom = Path::new(TELECOM);
    let state = |line: &str| columns(&rows(telecom, line), &["staff", "state", "submitted_on", "days_late", "missing_customers"]);
    let owed = ["chen-li missing  1 starbridge", "zhou-lan submitted 2026-07-03 0 "];
    assert_eq!(state(&format!("market {DAY}")), owed, "the month whose day has passed");
    assert_eq!(state("market --as-of 2026-07-05 --period 2026-07")[0], "chen-li not_due   starbridge");
    let before = state("market --as-of 2026-07-02 --period 2026-07");
    assert_eq!(before[0], "zhou-lan not_due   jiangbei-catv;yunling-mobile", "what is handed in later does not count");
    assert_eq!(state(&format!("market am:chen-li {DAY}")), ["chen-li missing  1 starbridge"]);
    assert_eq!(table(telecom, &format!("market am:chen-li {DAY}"), "items").len(), 0, "nothing that others write");
    assert_eq!(table(telecom, &format!("market {DAY}"), "items").len(), 2);
    // A quarter asks for each of its months.
    assert_eq!(rows(telecom, &format!("market --period 2026-Q2 {DAY}")).len(), 6);
    let (exit, _, err) = report(telecom, &format!("market {DAY} --exit-code"));
    assert_eq!(exit, Exit::Findings, "{err}");
    assert!(err.contains("缺 1 份（陈立），已交 1 份"), "{err}");
}

#[test]
fn what_is_not_in_force_nobody_owes() {
    let trading = Path::new("examples/trading");
    let (exit, out, err) = report(trading, &format!("market {DAY} --exit-code"));
    assert!(exit == Exit::Clean && out.contains("不要求") && out.contains("规则 CAD-01"), "{out}{err}");
    let (exit, out, err) = report(trading, "verification --period 2026-Q3 --as-of 2026-10-20 --exit-code");
    assert!(exit == Exit::Clean && out.contains("规则 CAD-03"), "{out}{err}");
    // Those of June are there all the same.
    let june = rows(trading, "market --period 2026-06");
    assert!(june.len() == 2 && june.iter().all(|row| row["state"] == "submitted" && row["due"].is_empty()), "{june:?}");
}

#[test]
fn a_report_that_is_begun_is_not_handed_in_and_a_late_one_is_late() {
    let copy = copy_of(TELECOM);
    let path = copy.path();
    put(path, "market/2026-07-chen-li.toml", "month = \"2026-07\"\nauthor = \"chen-li\"\ncustomers = [\"starbridge\"]\n");
    let (_, out, _) = report(path, &format!("market {DAY}"));
    let out = unwrapped(&out);
    assert!(out.contains("已起草未提交") && out.contains("`kehu set market/2026-07-chen-li submitted_on=DATE`"), "{out}");
    assert_eq!(rows(path, &format!("market {DAY}"))[0]["state"], "missing");
    let whole = "month = \"2026-07\"\nauthor = \"chen-li\"\nsubmitted_on = 2026-07-08\nreceived_by = \"he-xin\"\n";
    put(path, "market/2026-07-chen-li.toml", whole);
    let now = rows(path, &format!("market {DAY}"));
    let of = |row: &Row| format!("{} {} {}", row["state"], row["days_late"], row["missing_customers"]);
    assert_eq!(now.iter().map(of).collect::<Vec<_>>(), ["late 1 starbridge", "submitted 0 "]);
    // What cannot be read may be the one: nobody is blamed.
    put(path, "market/2026-07-chen-li.toml", "month = \n");
    let (exit, out, err) = report(path, &format!("market {DAY}"));
    assert!(exit == Exit::Findings && out.contains("读不出来") && err.contains("未计入：market/2026-07-chen-li.toml"), "{out}{err}");
}

#[test]
fn major_information_is_judged_by_its_rule() {
    let copy = copy_of(TELECOM);
    let path = copy.path();
    let record = |day: &str, customer: &str, reported: &str, to: &str| {
        format!(
            "occurred_on = {day}\ncustomer = \"{customer}\"\ncontent = \"集采框架流标\"\nimpact = \"全年份额重分\"\nadvice = \"高层拜访\"\nsource_level = 4\nreported_to = [\"{to}\"]\nreported_at = {reported}\nmode = \"oral\"\n"
        )
    };
    put(path, "major-info/2026-06-20-a.toml", &record("2026-06-20", "starbridge", "2026-06-20T16:30:00", "wu-fang"));
    put(path, "major-info/2026-06-21-b.toml", &record("2026-06-21", "yunling-mobile", "2026-06-25T09:00:00", "wu-fang"));
    put(path, "major-info/2026-06-22-c.toml", &record("2026-06-22", "yunling-mobile", "2026-06-22T09:00:00", "he-xin"));
    put(path, "major-info/2026-07-20-d.toml", &record("2026-07-20", "yunling-mobile", "2026-07-20T09:00:00", "wu-fang"));
    put(path, "major-info/2025-07-20-e.toml", &record("2025-07-20", "yunling-mobile", "2025-07-20T09:00:00", "wu-fang"));
    let keys = ["occurred_on", "days", "in_time", "to_director"];
    let found = columns(&rows(path, &format!("major-info {DAY}")), &keys);
    assert_eq!(found, ["2026-06-22 0 true false", "2026-06-21 4 false true", "2026-06-20 0 true true"], "this year's up to the day");
    assert_eq!(columns(&rows(path, &format!("major-info 星桥 {DAY}")), &keys), ["2026-06-20 0 true true"]);
    let (exit, out, err) = report(path, &format!("major-info {DAY} --exit-code"));
    assert!(exit == Exit::Findings && err.contains("3 条，其中 2 条没有及时报告或没有报告市场部部长"), "{err}");
    let out = unwrapped(&out);
    assert!(out.contains("隔了 4 天才报告") && out.contains("`kehu set major-info/2026-06-22-c reported_to=STAFF,STAFF`"), "{out}");
    // What was reported later was not reported yet.
    let then = columns(&rows(path, "major-info --as-of 2026-06-23 --period 2026"), &keys);
    assert_eq!(then, ["2026-06-22 0 true false", "2026-06-21  false true", "2026-06-20 0 true true"]);
}

#[test]
fn the_statistics_foot_and_leave_no_customer_out() {
    for (archive, customers) in [(TELECOM, 3), ("examples/trading", 8)] {
        let line = format!("statistics {DAY}");
        assert_eq!(rows(Path::new(archive), &line).len(), customers);
        let classes = table(Path::new(archive), &line, "classes");
        for by in ["tier", "lifecycle", "category"] {
            let of = classes.iter().filter(|row| row["by"] == by).filter_map(|row| row["customers"].as_u64());
            assert_eq!(of.sum::<u64>(), customers as u64, "{archive}: {by}");
        }
    }
    let yunling = &rows(Path::new(TELECOM), &format!("statistics 云岭 {DAY}"))[0];
    assert_eq!(
        columns(std::slice::from_ref(yunling), &["customer", "abc_class", "satisfaction", "last_contact"]),
        ["yunling-mobile A 88.00 2026-06-24"]
    );
    assert!(yunling["contacts"].starts_with("李国强") && !yunling["contacts"].contains("129"), "names, no phones: {}", yunling["contacts"]);
    assert_eq!(rows(Path::new(TELECOM), "statistics --period 2025-03").len(), 2, "an archive that was set up later is not in it");
}

#[test]
fn verification_by_quarter() {
    let telecom = Path::new(TELECOM);
    let keys = ["customer", "state", "verified_on", "countersigned", "errors", "warnings"];
    let now = columns(&rows(telecom, &format!("verification {DAY}")), &keys);
    assert_eq!(
        now,
        ["starbridge missing 2026-03-27 true 4 29", "jiangbei-catv done 2026-06-30 false 0 11", "yunling-mobile done 2026-06-29 true 0 0"]
    );
    let (exit, _, err) = report(telecom, &format!("verification {DAY} --exit-code"));
    assert!(exit == Exit::Findings && err.contains("已核定 2 / 3 个客户，待复核 1 个，未解决的错误 4 个"), "{err}");
    // Before its end the quarter is owed by nobody.
    let during = rows(telecom, "verification --period 2026-Q2 --as-of 2026-06-15");
    assert!(during.iter().all(|row| row["state"].starts_with("not_")), "{during:?}");
    // A stamp within the days of grace counts, a later one is late.
    let copy = copy_of(TELECOM);
    let customer = copy.path().join("customers/starbridge/customer.toml");
    let text = fs::read_to_string(&customer).expect("the profile");
    for (day, state) in [("2026-07-10", "done"), ("2026-07-12", "late"), ("2026-07-30", "missing")] {
        fs::write(&customer, format!("{text}\n[[verified]]\ndate = {day}\nby = \"chen-li\"\nchecked_by = \"wu-fang\"\n")).expect("written");
        let found = rows(copy.path(), "verification 星桥 --period 2026-Q2 --as-of 2026-07-15");
        assert_eq!(found[0]["state"], state, "{day}");
    }
}

#[test]
fn the_letter_says_what_the_audit_finds_and_by_when() {
    let copy = copy_of(TELECOM);
    let line = format!("suggestions {DAY}");
    let all = rows(copy.path(), &line);
    let new: Vec<&Row> = all.iter().filter(|row| row["status"] == "new").collect();
    assert_eq!((new.len(), all.len()), (44, 45), "4 errors, 40 warnings; one was issued before");
    assert!(new.iter().all(|row| row["due"] == "2026-07-22" && row["issued_on"].is_empty() && !row["kind"].is_empty()));
    let earlier = all.iter().find(|row| row["kind"] == "earlier").expect("the one that was issued");
    assert_eq!(
        columns(std::slice::from_ref(earlier), &["account_manager", "customer", "due", "issued_on", "status", "days_overdue", "command"]),
        ["chen-li starbridge 2026-07-20 2026-07-02 open 0 kehu close suggestions/2026-Q2-starbridge"]
    );
    // A page each for the account managers, after that of the director.
    let (_, out, _) = report(copy.path(), &line);
    let titles: Vec<&str> = out.lines().filter(|line| line.starts_with("R-05")).collect();
    assert_eq!(titles, ["R-05 档案完善建议报告", "R-05 档案完善建议报告：陈立", "R-05 档案完善建议报告：周岚"]);
    let (_, out, _) = report(copy.path(), &format!("suggestions am:zhou-lan {DAY}"));
    assert!(!out.contains("陈立：") && out.contains("市场部部长吴芳"), "{out}");
    // Later the earlier one is overdue.
    let later = rows(copy.path(), "suggestions 星桥 --as-of 2026-07-29");
    let earlier = later.iter().find(|row| row["kind"] == "earlier").expect("the one that was issued");
    assert_eq!((earlier["status"].as_str(), earlier["days_overdue"].as_str()), ("open", "9"));
    // What an open suggestion names already is not suggested anew, and has its day.
    let (exit, _, err) = quick(
        &format!("-C {} add-suggestion --from-audit am:zhou-lan --due 2026-07-15 --me he-xin -y {DAY}", copy.path().display()),
        "zh-CN",
        100,
    );
    assert_eq!(exit, Exit::Clean, "{err}");
    let now = rows(copy.path(), &format!("suggestions am:zhou-lan {DAY}"));
    let issued = now.iter().filter(|row| row["kind"] != "earlier");
    assert!(issued.clone().count() == 11 && issued.clone().all(|row| row["status"] == "open" && row["due"] == "2026-07-15"), "{now:?}");
    // Nothing is to be done about what was carried out: it is only listed.
    let trading = rows(Path::new("examples/trading"), "suggestions 瑞丰 --period 2026-Q1 --as-of 2026-06-30");
    assert!(trading.iter().any(|row| row["status"] == "done" && row["command"].is_empty()), "{trading:?}");
}

#[test]
fn projects_that_nobody_followed_up_and_those_that_moved() {
    let copy = copy_of(TELECOM);
    let line = format!("follow-up {DAY}");
    let keys = ["customer", "project", "last_followed"];
    assert_eq!(rows(copy.path(), &line).len(), 6, "no report of June names a project");
    let report_of = "date = 2026-06-18\nkind = \"phone\"\nours = [\"chen-li\"]\npeople = [\"feng-kai\"]\nsummary = \"谈割接窗口\"\nproject = \"传输设备割接服务\"\nreported_on = 2026-06-18\nreported_to = [\"chen-li\"]\n";
    put(copy.path(), "customers/starbridge/contact-reports/2026-06-18-feng-kai-chen-li.toml", report_of);
    let settings = copy.path().join("kehu.toml");
    let stages = "\n[[stages]]\nid = \"lead\"\nname = \"线索\"\norder = 1\n\n[[stages]]\nid = \"bid\"\nname = \"投标\"\norder = 2\n";
    fs::write(&settings, fs::read_to_string(&settings).expect("settings") + stages).expect("written");
    let plan = copy.path().join("customers/starbridge/plans/2026.toml");
    let text = fs::read_to_string(&plan).expect("the plan");
    let log = "stage = \"bid\"\nstage_log = [{ date = 2026-03-01, stage = \"lead\" }, { date = 2026-06-12, stage = \"bid\" }, { date = 2026-07-20, stage = \"lead\" }]\n";
    let at = text.find("project = \"云岭无线督导与安装服务\"").expect("the project");
    fs::write(&plan, format!("{}{log}{}", &text[..at], &text[at..])).expect("written");
    let left = columns(&rows(copy.path(), &format!("follow-up 星桥 {DAY}")), &keys);
    assert_eq!(left, ["starbridge 云岭无线督导与安装服务 "], "the other one was followed up");
    let moved = table(copy.path(), &line, "stage_changes");
    assert_eq!(moved.len(), 1, "in June alone, and nothing after the day: {moved:?}");
    assert_eq!((&moved[0]["change"], &moved[0]["from"], &moved[0]["to"]), (&"forward".into(), &"lead".into(), &"bid".into()));
    // In July the one of June is not followed up any more, and its newest contact is known.
    let july = rows(copy.path(), "follow-up 割接 --period 2026-07 --as-of 2026-08-02");
    assert!(july.is_empty() || columns(&july, &["last_followed"]) == ["2026-06-18"], "{july:?}");
}

#[test]
fn who_has_left_no_record() {
    let telecom = Path::new(TELECOM);
    let keys = ["staff", "state", "newest", "days", "customers"];
    let now = columns(&rows(telecom, &format!("activity {DAY}")), &keys);
    assert_eq!(now, ["chen-li silent 2026-03-27 103 1", "zhou-lan active 2026-07-03 5 2"]);
    let then = columns(&rows(telecom, "activity --as-of 2026-04-01"), &keys);
    assert!(then.contains(&"chen-li active 2026-03-27 5 1".to_owned()), "{then:?}");
    let (exit, out, err) = report(telecom, &format!("activity {DAY} --exit-code"));
    assert!(exit == Exit::Findings && err.contains("1 位客户经理 14 天没有记录：陈立") && out.contains("由吴芳过问"), "{out}{err}");
}

#[test]
fn only_what_a_report_needs_is_named_as_unread() {
    let copy = copy_of(TELECOM);
    put(copy.path(), "lending/2026-0009.toml", "card_no = \n");
    for (name, exit) in [("lending", Exit::Findings), ("statistics", Exit::Clean), ("market", Exit::Clean), ("activity", Exit::Clean)] {
        let (found, _, err) = report(copy.path(), &format!("{name} {DAY}"));
        assert_eq!((found, err.contains("lending/2026-0009.toml")), (exit, exit == Exit::Findings), "{name}: {err}");
    }
    put(copy.path(), "customers/starbridge/customer.toml", "unit_name = \n");
    for (line, exit) in
        [("lending", Exit::Findings), ("lending 云岭", Exit::Findings), ("major-info", Exit::Clean), ("statistics", Exit::Findings)]
    {
        let (found, _, err) = report(copy.path(), &format!("{line} {DAY}"));
        let named = err.contains("starbridge/customer.toml");
        assert_eq!((found, named), (exit, matches!(line, "lending 云岭" | "statistics")), "{line}: {err}");
    }
    // Whose record may stand there is not said to have left none.
    let lines = rows(copy.path(), &format!("activity {DAY}"));
    assert_eq!(lines[0]["state"], "unread", "{lines:?}");
}

#[test]
fn cards_that_are_out_and_overdue() {
    let copy = copy_of(TELECOM);
    let card = copy.path().join("lending/2026-0007.toml");
    let text = fs::read_to_string(&card).expect("the card").replace("returned_on = 2026-06-26\n", "");
    fs::write(&card, &text).expect("written");
    let keys = ["card_no", "state", "days_overdue"];
    let now = columns(&rows(copy.path(), &format!("lending {DAY}")), &keys);
    assert_eq!(now, ["2026-0007 overdue 9"]);
    assert_eq!(
        columns(&rows(copy.path(), "lending --as-of 2026-06-29 --period 2026-06"), &keys),
        ["2026-0007 out 0"],
        "its day is not over"
    );
    // An open card is listed whenever it was lent.
    assert_eq!(rows(copy.path(), "lending --period 2026-08 --as-of 2026-08-31").len(), 1);
    assert_eq!(rows(copy.path(), "lending --period 2026-06 --as-of 2026-06-20").len(), 0, "not lent yet");
    let (exit, out, err) = report(copy.path(), &format!("lending {DAY} --exit-code"));
    assert!(exit == Exit::Findings && err.contains("逾期未还 1 张"), "{err}");
    let out = unwrapped(&out);
    assert!(out.contains("`kehu return 2026-0007`") && out.contains("严禁在公众场合"), "{out}");
    let people = table(copy.path(), &format!("lending {DAY}"), "borrowers");
    assert_eq!((&people[0]["staff"], &people[0]["loans"], &people[0]["overdue"]), (&"ma-chao".into(), &1.into(), &1.into()));
}
