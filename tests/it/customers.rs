//! Commands that write customers, their people and ours, as a person meets them.

use std::fs;

use crate::changes::{changes, kehu, line, nothing};
use crate::support::copy_of;

#[test]
fn a_customer_begins_with_its_form() {
    let archive = copy_of("examples/telecom");
    let root = archive.path();
    let add = "add-customer 江城电力有限公司 --short-name 江城电力 --category 其他机构 --lifecycle 意向客户 --tier 一般客户 --region 西南大区 \
               --set purchase.focus=工期 --set x_source=展会";
    insta::assert_snapshot!(changes(root, "周岚", add));
    let words = nothing(root, "周岚", add, 2);
    assert!(words.contains("江城电力有限公司") && words.contains("jiangcheng-dianli"), "{words}");
    // Another one of nearly that name gets an id of its own, and a word about it.
    let near =
        line(root, "周岚", "add-customer 江城电力公司 --short-name 江城电力 --category other --lifecycle potential --tier reserve --force");
    assert_eq!(near.status, Some(0), "{}", near.stderr);
    assert!(root.join("customers/jiangcheng-dianli-2/customer.toml").is_file(), "{}", near.stderr);
}

#[test]
fn all_that_is_missing_is_said_at_once() {
    let archive = copy_of("examples/telecom");
    let words = nothing(archive.path(), "", "add-customer 江城电力有限公司 --tier 大客户", 2);
    insta::assert_snapshot!(words);
    let english = kehu(archive.path(), "", &["--lang", "en", "add-contact", "starbridge", "王五", "--role", "boss"]);
    assert_eq!(english.status, Some(2));
    insta::assert_snapshot!(english.stderr);
}

#[test]
fn a_key_person_stands_in_three_forms() {
    let archive = copy_of("examples/telecom");
    let root = archive.path();
    let add = "add-contact 星桥设备 方宁 --title 采购主管 --role 使用者 --status 中立的 --ours 陈立,孙涛 --source-level 3 --office 0990-5550120 \
               --hobbies 登山,摄影 --set sheet.career=2015年起任职";
    insta::assert_snapshot!(changes(root, "陈立", add));
    // In YAML, in the site that was named, without a sheet; nobody knows them yet.
    let yaml = "add-contact jiangbei-catv 方宁 --职务 采购主管 --role user --status none --no-sheet --site 1 --mobile 12900000999";
    insta::assert_snapshot!(changes(root, "周岚", yaml));
    let again = nothing(root, "周岚", "add-contact jiangbei-catv 方宁 --title 主管 --role user --status none --no-sheet", 2);
    insta::assert_snapshot!(again);
    let nowhere =
        nothing(root, "周岚", "add-contact jiangbei-catv 何宁 --title 主管 --role user --status none --no-sheet --site 分公司", 2);
    assert!(nowhere.contains("没有机构「分公司」"), "{nowhere}");
    let guess = nothing(root, "周岚", "add-contact jbgd 何宁 --title 主管 --role user --status none --no-sheet", 2);
    assert!(guess.contains("江北广电"), "{guess}");
    for id in ["../x", "con", ".git", "a/b", "feng-kai"] {
        let refused = kehu(
            root,
            "陈立",
            &["add-contact", "starbridge", "何宁", "--id", id, "--title", "x", "--role", "user", "--status", "none", "--no-sheet"],
        );
        assert_eq!(refused.status, Some(2), "{id}: {}", refused.stderr);
    }
}

#[test]
fn sites_topics_and_staff() {
    let archive = copy_of("examples/telecom");
    let root = archive.path();
    insta::assert_snapshot!(changes(
        root,
        "陈立",
        "add-site starbridge 东湾分部 --kind 分支机构 --location 东湾市港口路7号 --contacts 罗艳"
    ));
    let twice = nothing(root, "陈立", "add-site starbridge 东湾分部 --kind 分支机构 --location 东湾市港口路7号", 2);
    assert!(twice.contains("已有机构"), "{twice}");
    insta::assert_snapshot!(changes(
        root,
        "周岚",
        "add-topic jiangbei-catv --topic 投资规划 --information 四季度追加双向网投资 --implication 提前备料 --source-level 2"
    ));
    insta::assert_snapshot!(changes(root, "吴芳", "add-staff 程远 --title 客户经理 --role 客户经理 --superior 吴芳 --active-from 今天"));
    let twice = nothing(root, "吴芳", "add-staff 周岚 --title 客户经理 --role 客户经理", 2);
    assert!(twice.contains("zhou-lan"), "{twice}");
}

#[test]
fn many_from_a_file_are_all_checked_first() {
    let archive = copy_of("examples/telecom");
    let root = archive.path();
    let bad = "客户,姓名,职务,角色作用,关系状况,我方,信息渠道级别,手机\n\
               starbridge,方宁,采购主管,使用者,中立的,陈立,3,12900000901\n\
               星桥设备,何宁,设计主管,拍板人,中立的,陈立,3,12900000902\n\
               没有的客户,李宁,主管,使用者,中立的,陈立,3,12900000903\n\
               starbridge,方宁,采购主管,使用者,中立的,陈立,3,12900000904\n";
    fs::write(root.join("people.csv"), bad.replace("我方", "与我方的关系")).expect("written");
    let refused = line(root, "陈立", "add-contact --from people.csv --yes");
    assert_eq!(refused.status, Some(1), "{}", refused.stderr);
    insta::assert_snapshot!(refused.stderr);
    assert!(!root.join("customers/starbridge/people/fang-ning.toml").exists());
    let rejects = fs::read_to_string(root.join("people-rejects.csv")).expect("written");
    insta::assert_snapshot!(rejects.trim_start_matches('\u{feff}'));
    let good = bad.replace("我方", "与我方的关系").replace("拍板人", "决策者");
    let good: Vec<&str> = good.lines().take(3).collect();
    fs::write(root.join("people.csv"), good.join("\n")).expect("written");
    let asked = line(root, "陈立", "add-contact --from people.csv");
    assert_eq!(asked.status, Some(2), "{}", asked.stderr);
    assert!(asked.stderr.contains("--yes"), "{}", asked.stderr);
    let done = line(root, "陈立", "add-contact --from people.csv --yes");
    assert_eq!(done.status, Some(0), "{}", done.stderr);
    assert!(
        root.join("customers/starbridge/people/fang-ning.toml").exists() && root.join("customers/starbridge/people/he-ning.toml").exists()
    );
    fs::write(root.join("one.jsonl"), "{\"客户\":\"jiangbei-catv\",\"name\":\"方宁\",\"title\":\"主管\",\"role\":[\"user\",\"advisor\"],\"status\":\"none\",\"source_level\":3}\n")
        .expect("written");
    insta::assert_snapshot!(changes(root, "周岚", "add-contact --from one.jsonl"));
}

#[test]
fn a_fault_of_one_document_costs_that_document() {
    let archive = copy_of("examples/telecom");
    let root = archive.path();
    let people = root.join("customers/starbridge/key-people.toml");
    let text = fs::read_to_string(&people).expect("readable");
    fs::write(&people, text.replacen("name = \"苏晴\"", "name = \"苏晴", 1)).expect("written");
    let changed = changes(root, "陈立", "set starbridge buying_process=先评审后比价");
    assert_eq!(changed, "customers/starbridge/customer.toml\n+buying_process = \"先评审后比价\"\n");
    let refused = nothing(root, "陈立", "set starbridge/feng-kai status=积极的", 2);
    assert!(refused.contains("key-people.toml") && refused.contains("kehu check"), "{refused}");
}

#[test]
fn what_cannot_be_edited_safely_comes_as_text_with_its_place() {
    let archive = copy_of("examples/telecom");
    let root = archive.path();
    let people = root.join("customers/jiangbei-catv/key-people.yaml");
    let text = fs::read_to_string(&people).expect("readable");
    let tied = text.replacen("ours: [zhou-lan]", "ours: &us [zhou-lan]", 1).replacen("ours: [zhou-lan]", "ours: *us", 1);
    fs::write(&people, tied).expect("written");
    let refused = nothing(root, "周岚", "set jiangbei-catv/xu-zhihong ours=周岚,马超", 2);
    assert!(refused.contains("# people.1.ours") && refused.contains("ours: [zhou-lan, ma-chao]"), "{refused}");
}
