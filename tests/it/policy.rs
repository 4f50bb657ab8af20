//! `kehu policy`: presets and rules, where each value comes from, who has which duty when; and what is wrong in `[params]` and `[rules]`.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use kehu::rules::registry;
use serde_json::Value;

use crate::support::{Done, Kehu, copy_of};

const TELECOM: &str = "examples/telecom";

fn policy(folder: &Path, words: &str) -> Done {
    Kehu::line(&format!("policy {words}")).inside(folder).var("KEHU_AS_OF", "2026-07-08").run()
}

fn rows(text: &str) -> Vec<Value> {
    let json: Value = serde_json::from_str(text).expect("JSON");
    assert_eq!(json["version"], 1);
    json["rows"].as_array().expect("rows").clone()
}

/// Adds lines to `kehu.toml`, and names other presets.
fn tuned(presets: &str, more: &str) -> tempfile::TempDir {
    let copy = copy_of(TELECOM);
    let path = copy.path().join("kehu.toml");
    let text = fs::read_to_string(&path).expect("there");
    let text = text.replace(r#"["telecom-contractor", "tiered-sales", "key-account"]"#, presets);
    fs::write(&path, text + more).expect("written");
    copy
}

fn line_of(folder: &Path, part: &str) -> usize {
    let text = fs::read_to_string(folder.join("kehu.toml")).expect("there");
    text.lines().position(|line| line.contains(part)).expect("it is there") + 1
}

#[test]
fn the_list_has_every_preset_and_every_rule() {
    let copy = copy_of(TELECOM);
    let all = rows(&policy(copy.path(), "list --format json").clean());
    let of = |kind: &str| all.iter().filter(|row| row["kind"] == kind).collect::<Vec<_>>();
    let followed: Vec<(&str, bool)> =
        of("preset").iter().map(|row| (row["name"].as_str().expect("a name"), row["in_force"].as_bool().expect("known"))).collect();
    let expected = [
        ("telecom-contractor", true),
        ("construction-group", false),
        ("tiered-sales", true),
        ("key-account", true),
        ("crm-discipline", false),
    ];
    assert_eq!(followed, expected);
    let names: Vec<&str> = of("rule").iter().filter_map(|row| row["name"].as_str()).collect();
    assert_eq!(names, registry::all().map(|rule| rule.id).collect::<Vec<_>>());
    let rule = |id: &str| of("rule").into_iter().find(|row| row["name"] == id).expect("it is there").clone();
    assert_eq!((&rule("COV-09")["in_force"], &rule("COV-03")["in_force"]), (&Value::Bool(false), &Value::Bool(true)));
    assert_eq!((rule("ARC-04")["judged"].as_str(), rule("F6-06")["judged"].as_str()), (Some("duty"), Some("audit")));
    assert_eq!(rule("F6-06")["level"], serde_json::json!(["error", "warning"]));

    let page = policy(copy.path(), "list").clean();
    for part in ["预设", "通信建设企业的客户关系管理制度", "004_0808f37331f263a5.txt", "附表3 关键人物关系图", "职责"]
    {
        assert!(page.contains(part), "{part} in\n{page}");
    }
    let csv = policy(copy.path(), "list COV --format csv").clean();
    assert!(csv.starts_with("kind,name,family,title,source,level,judged,rules,in_force\nrule,COV-01,COV,"), "{csv}");
    assert!(!csv.contains("preset,"), "{csv}");
}

#[test]
fn presets_can_be_looked_at_before_there_is_an_archive() {
    let empty = tempfile::tempdir().expect("a folder");
    let page = policy(empty.path(), "list").clean();
    assert!(page.contains("key-account") && !page.contains("本档案"), "{page}");
    assert_eq!(policy(empty.path(), "show").status, Some(2));
    assert_eq!(policy(empty.path(), "duties").status, Some(2));
}

#[test]
fn every_value_says_where_it_comes_from() {
    let copy = tuned(
        r#"["telecom-contractor"]"#,
        "\n[params]\nCOV-06.min_persons = 3\nF6-08.min_pace = \"80%\"\nSRC-02.tiers = [\"VIP\", \"一般客户\"]\n\n[rules]\n\"F6-08\" = \"error\"\n\"COV-07\" = \"off\"\n",
    );
    let all = rows(&policy(copy.path(), "show --format json").clean());
    let of = |kind: &str, key: &str, name: &str| all.iter().find(|row| row["kind"] == kind && row[key] == name).cloned();
    let param = |name: &str| of("param", "name", name).unwrap_or_else(|| panic!("{name}"));
    let line = line_of(copy.path(), "COV-06.min_persons");
    let row = param("COV-06.min_persons");
    assert_eq!((&row["value"], &row["from"]), (&serde_json::json!(3), &serde_json::json!([format!("kehu.toml:{line}")])));
    assert_eq!(row["weighed"], serde_json::json!(["default=2", "preset:telecom-contractor=2"]));
    assert_eq!(param("F6-08.min_pace")["value"], serde_json::json!(80));
    assert_eq!(param("ARC-03.copies")["from"], serde_json::json!(["preset:telecom-contractor"]));
    assert_eq!(param("F6-10.max_days")["from"], serde_json::json!(["default"]));
    let level = of("level", "rule", "F6-08").expect("it is in force");
    assert_eq!((level["value"].as_str(), &level["weighed"]), (Some("error"), &serde_json::json!(["default=warning"])));
    // What is off, and what no preset has, is not in force.
    assert_eq!(of("level", "rule", "COV-07"), None);
    assert_eq!(of("level", "rule", "COV-09"), None);
    let named = rows(&policy(copy.path(), "show COV-07 COV-09 --format json").clean());
    assert!(named.iter().all(|row| row["in_force"] == false) && named.len() >= 2, "{named:?}");

    let page = policy(copy.path(), "show").clean();
    for part in
        [format!("kehu.toml 第 {line} 行"), "预设 telecom-contractor".into(), "规则默认 2".into(), "F6-08".into(), "其余规则".into()]
    {
        assert!(page.contains(&part), "{part} in\n{page}");
    }
    let page = policy(copy.path(), "show F6 --lang en").clean();
    assert!(page.contains("kehu.toml line") && page.contains("the rule's default"), "{page}");
    let explained = Kehu::line("explain COV-06").inside(copy.path()).run().clean();
    assert!(explained.contains(&format!("kehu.toml 第 {line} 行")), "{explained}");
}

#[test]
fn a_stricter_preset_raises_a_level() {
    let level = |presets: &str| {
        let copy = tuned(presets, "");
        let row = rows(&policy(copy.path(), "show SEC-09 --format json").clean()).pop().expect("a level");
        let explained = Kehu::line("explain SEC-09").inside(copy.path()).run().clean();
        (row["value"].as_str().map(str::to_owned), row["from"][0].as_str().map(str::to_owned), explained)
    };
    let (value, from, explained) = level(r#"["tiered-sales"]"#);
    assert_eq!((value.as_deref(), from.as_deref()), (Some("warning"), Some("default")));
    assert!(explained.contains("有效，依预设 tiered-sales"), "{explained}");
    let (value, from, explained) = level(r#"["tiered-sales", "construction-group"]"#);
    assert_eq!((value.as_deref(), from.as_deref()), (Some("error"), Some("preset:construction-group")));
    assert!(explained.contains("有效，至少为错误（预设 construction-group）"), "{explained}");
}

#[test]
fn what_is_set_is_judged_by() {
    // 75 % of the contacts due are enough unless the archive says otherwise; a wrong value says nothing.
    let found = |more: &str| {
        let copy = tuned(r#"["telecom-contractor"]"#, more);
        let done = Kehu::line("audit --as-of 2026-07-08 --rule F6-08 --format concise").inside(copy.path()).run();
        done.stdout.lines().filter(|line| line.contains("F6-08")).count()
    };
    let usual = found("");
    assert!(usual > 0);
    assert_eq!(found("\n[params]\nF6-08.min_pace = 0\n"), 0);
    assert_eq!(found("\n[params]\nF6-08.min_pace = \"\"\n"), usual);
    assert_eq!(found("\n[params]\nF6-08.min_pace = [0]\n"), usual);
}

#[test]
fn what_parameters_do_not_take_is_found() {
    let cases = [
        ("COV-06.min_persons = \"两人\"", "应是一个数", ""),
        ("COV-06.min_persons = [2]", "这里是列表", ""),
        ("F6-10.max_days = \"2周\"", "带有别的单位", ""),
        ("F6-10.max_days = 2.5", "应是整数", ""),
        ("F6-10.max_days = -1", "不能小于 0", ""),
        ("F6-08.min_pace = 0.75", "应为 75", "75"),
        ("SRC-02.tiers = [\"vip\", \"kye\"]", "不认识「kye」", "key"),
        ("CAD-01.per = \"foo\"", "不认识「foo」", "author"),
        ("CAD-01.per = \"custmer\"", "可用：author、customer", "\"customer\""),
        ("RCP-02.vip_top = \"boss\"", "marketing_director（市场部部长）", "executive"),
        ("RCP-02.vip_top = [\"executive\", \"secretary\"]", "不认识「executive secretary」", "executive"),
        ("COV-06.min_person = 2", "没有参数「COV-06.min_person」", "min_persons"),
        ("COV-60.min_persons = 2", "没有参数「COV-60.min_persons」", ""),
    ];
    for (line, says, fix) in cases {
        let copy = tuned(r#"["telecom-contractor"]"#, &format!("\n[params]\n{line}\n"));
        let done = Kehu::line("check kehu.toml").inside(copy.path()).run();
        assert_eq!(done.status, Some(1), "{line}: {}", done.stdout);
        assert!(done.stdout.contains("ARC-05") && done.stdout.contains(says) && done.stdout.contains(fix), "{line}:\n{}", done.stdout);
    }
    for good in [
        "F6-10.max_days = \"3天\"",
        "F6-08.min_pace = \"75%\"",
        "\"F6-10.max_days\" = 4",
        "SRC-02.tiers = [\"vip\"]",
        "RCP-02.key_top = \"公司领导\"",
        "CAD-01.per = [\"customer\"]",
    ] {
        let copy = tuned(r#"["telecom-contractor"]"#, &format!("\n[params]\n{good}\n"));
        let done = Kehu::line("check kehu.toml").inside(copy.path()).run();
        assert!(!done.stdout.contains("ARC-05"), "{good}:\n{}", done.stdout);
    }
    let copy = tuned(r#"["telecom-contractor"]"#, "\n[rules]\n\"COV-07\" = [\"warning\"]\n\"COV-70\" = \"off\"\n");
    let done = Kehu::line("check kehu.toml").inside(copy.path()).run();
    assert!(done.stdout.contains("级别「warning」不认识") && done.stdout.contains("没有规则「COV-70」"), "{}", done.stdout);
    // What the command line takes of a family, the settings ask for one by one.
    let copy = tuned(r#"["telecom-contractor"]"#, "\n[rules]\nEVT = \"off\"\n\"COV-03\" = \"high\"\n");
    let done = Kehu::line("check kehu.toml").inside(copy.path()).run();
    for part in ["「EVT」是一族规则", "EVT-01；只改一次审计的，用 kehu audit --level EVT=off", "例如：\n   + \"COV-03\" = \"warning\""]
    {
        assert!(done.stdout.contains(part), "{part}:\n{}", done.stdout);
    }
    let told = policy(copy.path(), "show COV");
    assert!(told.status == Some(0) && told.stderr.contains("有 2 处设置写错，没有计入"), "{}", told.stderr);
}

#[test]
fn duties_have_days_and_names() {
    let copy = copy_of(TELECOM);
    let july = rows(&policy(copy.path(), "duties --role account_manager --period 2026-07 --format json").clean());
    let of = |id: &str| july.iter().find(|row| row["rule"] == id).cloned().unwrap_or_else(|| panic!("{id}"));
    let action = of("F7A-05");
    assert_eq!((action["due"].as_str(), action["role"].as_str()), (Some("2026-07-31"), Some("account_manager")));
    assert_eq!(action["staff"], serde_json::json!(["zhou-lan", "chen-li"]));
    assert_eq!((of("ARC-04")["judged"].as_str(), of("F6-10")["role"].as_str()), (Some("people"), Some("everybody")));
    assert_eq!(of("F6-10")["quote"], "事后");
    assert!(july.iter().all(|row| row["role"] == "account_manager" || row["role"] == "everybody"));
    let year = rows(&policy(copy.path(), "duties --period 2026 --format json").clean());
    assert_eq!(year.iter().filter(|row| row["rule"] == "F7A-05").count(), 12);
    let january: Vec<&Value> = year.iter().filter(|row| row["rule"] == "F7A-01").collect();
    assert_eq!((january.len(), january[0]["due"].as_str()), (1, Some("2026-01-31")));
    let days: Vec<&str> = year.iter().filter_map(|row| row["due"].as_str()).collect();
    assert!(days.is_sorted(), "{days:?}");
    let due = |day: &str, id: &str| year.iter().any(|row| row["rule"] == id && row["due"] == day);
    assert!(due("2026-07-07", "CAD-01") && due("2026-03-31", "CAD-03") && due("2026-04-15", "CAD-05") && due("2026-06-30", "VIS-10"));
    // A parameter moves what the checklist says.
    let later = tuned(r#"["telecom-contractor"]"#, "\n[params]\nCAD-01.due_day = 10\n");
    let first = rows(&policy(later.path(), "duties CAD-01 --period 2026-07 --format json").clean()).remove(0);
    assert_eq!((first["due"].as_str(), first["rhythm"].as_str()), (Some("2026-07-10"), Some("每月 10 日前")));
    let slower = tuned(r#"["telecom-contractor"]"#, "\n[params]\nF6-10.max_days = 5\n");
    assert!(policy(slower.path(), "duties F6-10").clean().contains("遇事，5 天内"));

    let page = policy(copy.path(), "duties --role 客户经理 --period 2026-07").clean();
    for part in [
        "2026年7月的职责（2026-07-01 至 2026-07-31）",
        "客户经理（周岚、陈立）",
        "□",
        "000 第十一条 1「对每一种现实和潜在旳客户」",
        "全体人员",
    ] {
        assert!(page.contains(part), "{part} in\n{page}");
    }
    let page = policy(copy.path(), "duties --lang en --format markdown").clean();
    assert!(page.starts_with("# Duties of 2026-07 (2026-07-01 to 2026-07-31)\n"), "{page}");
    assert!(policy(copy.path(), "duties --period 2023-05 --format csv").clean().lines().all(|line| !line.starts_with("2023")));
}

#[test]
fn what_the_policy_does_not_take_is_refused() {
    let copy = copy_of(TELECOM);
    for (line, says) in [
        ("show COV-99", "没有规则 `COV-99`"),
        ("duties --role boss", "`--role`"),
        ("duties --period sometime", "看不懂期间"),
        ("show --role account_manager", "`--role` 不用于 `policy show`"),
        ("list --period 2026", "`--period` 不用于 `policy list`"),
        ("shwo", "show"),
        ("list --format docx", "docx"),
    ] {
        let words = policy(copy.path(), line).refused();
        assert!(words.contains(says), "{line}: {words}");
    }
}

#[test]
fn pages() {
    let copy = tuned(
        r#"["telecom-contractor"]"#,
        "\n[params]\nCOV-06.min_persons = 3\n\n[rules]\n\"COV-07\" = { level = \"off\", reason = \"人手不足\" }\n\"COV-09\" = \"info\"\n",
    );
    let mut text = String::new();
    for line in [
        "list COV",
        "list COV --lang en --format markdown",
        "show COV",
        "show COV --lang en --format csv",
        "duties F6-09 F6-10 F7A-05 F7A-01 ARC-04 --period 2026-01",
        "duties F6-09 F6-10 F7A-05 F7A-01 ARC-04 --period 2026-01 --lang en",
    ] {
        let page = policy(copy.path(), line).clean();
        writeln!(text, "━━━ kehu policy {line}\n{page}").expect("a string takes everything");
    }
    insta::assert_snapshot!(text);
}

#[test]
fn a_checklist_says_why_it_is_short() {
    let copy = copy_of(TELECOM);
    let keeper = policy(copy.path(), "duties --role 客户档案管理主管").clean();
    assert!(keeper.contains("客户档案管理主管在这段时间没有自己的职责，只有全体人员的。"), "{keeper}");
    let none = policy(copy.path(), "duties COV-04").clean();
    assert!(none.contains("没有职责出自这些规则") && none.contains("policy list COV-04`"), "{none}");
    let days = policy(copy.path(), "duties CAD-02 --period 2026-01..2026-03").clean();
    assert!(days.starts_with("2026-01-01 至 2026-03-31 的职责\n"), "{days}");
    let days = policy(copy.path(), "duties CAD-02 --period ytd --lang en").clean();
    assert!(days.starts_with("Duties from 2026-01-01 to 2026-07-08\n") && days.contains("within 1 day "), "{days}");
}

#[test]
fn only_what_differs_stands_beside_a_value() {
    let copy = copy_of(TELECOM);
    let page = policy(copy.path(), "show COV-06").clean();
    assert!(page.contains("预设 telecom-contractor") && !page.contains("另有"), "{page}");
    let page = policy(copy.path(), "show CAD-01 VIS-09 CLS-01 --lang en").clean();
    for part in ["day 7 of the month", "1 time ", "50 (CNY 10k)"] {
        assert!(page.contains(part), "{part} in\n{page}");
    }
}

#[test]
fn names_to_be_copied_stay_in_one_piece_on_a_narrow_terminal() {
    let copy = copy_of(TELECOM);
    for (line, parts) in [
        ("list EVT", &["EVT-01"][..]),
        ("list", &["construction-group", "004_0808f37331f263a5.txt"]),
        ("show F6", &["F6-07.max_intervals"]),
    ] {
        let page = Kehu::line(&format!("policy {line}")).inside(copy.path()).width(60).run().clean();
        assert!(parts.iter().all(|part| page.contains(part)), "{line}:\n{page}");
    }
}
