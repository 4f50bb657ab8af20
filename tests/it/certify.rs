//! 核定 and 复核, and what an audit suggests, as a person meets them.

use std::fs;

use crate::changes::all;
use crate::registers::{changed, on};
use crate::structure::{does, line, telecom};

#[test]
fn archives_are_verified_and_checked_by_somebody_else() {
    let archive = telecom();
    let root = archive.path();
    insta::assert_snapshot!(changed(root, "zhou-lan", "certify 云岭移动"), @r#"
    customers/yunling-mobile/customer.toml
    +[[verified]]
    +date = 2026-07-08
    +by = "zhou-lan"
    +
    "#);
    assert_eq!(changed(root, "zhou-lan", "certify 云岭移动"), "");
    let before = all(root);
    for (me, text, says) in [
        ("zhou-lan", "certify yunling-mobile --countersign", "市场部部长或大区经理"),
        ("zhou-lan", "certify yunling-mobile --countersign --force", "自己"),
        ("zhou-lan", "certify am:me", "--yes"),
        ("zhou-lan", "certify yunling-mobile jiangbei-catv tier:key", "没有客户符合条件"),
        ("zhou-lan", "certify teir:vip", "`tier:`"),
        ("zhou-lan", "certify starbridge jiangbei-catv", "--yes"),
    ] {
        let said = on(root, me, text).refused();
        assert!(said.contains(says), "{text}\n{said}");
    }
    assert_eq!(all(root), before);
    let shown = on(root, "chen-li", "certify starbridge --dry-run");
    assert!(shown.stderr.contains("个错误未解决") && shown.stderr.contains("COV-03"), "{}", shown.stderr);
    insta::assert_snapshot!(changed(root, "wu-fang", "certify yunling-mobile --countersign"), @r#"
    customers/yunling-mobile/customer.toml
    +checked_by = "wu-fang"
    "#);
    assert_eq!(changed(root, "wu-fang", "certify yunling-mobile --countersign"), "");
    let other = on(root, "ma-chao", "certify yunling-mobile --countersign").refused();
    assert!(other.contains("吴芳"), "{other}");
    let both = changed(root, "chen-li", "certify tier:vip,key --yes");
    assert!(both.contains("customers/starbridge/customer.toml") && both.contains("customers/yunling-mobile/customer.toml"), "{both}");
}

#[test]
fn what_changed_since_the_last_stamp_is_shown() {
    let archive = telecom();
    let root = archive.path();
    let git = |words: &[&str]| {
        let mut command = std::process::Command::new("git");
        let who = ["-c", "user.name=z", "-c", "user.email=z@example.com", "-c", "commit.gpgsign=false"];
        command.args(who).args(words).current_dir(root);
        command.env("GIT_AUTHOR_DATE", "2026-07-05T12:00:00").env("GIT_COMMITTER_DATE", "2026-07-05T12:00:00");
        assert!(command.output().expect("git runs").status.success(), "{words:?}");
    };
    git(&["init", "--quiet"]);
    git(&["add", "."]);
    git(&["commit", "--quiet", "-m", "七月增补"]);
    let shown = on(root, "zhou-lan", "certify yunling-mobile --dry-run");
    assert!(shown.stderr.contains("七月增补") && shown.stderr.contains("customers/yunling-mobile/customer.toml"), "{}", shown.stderr);
    let later = on(root, "zhou-lan", "certify yunling-mobile --date 2026-07-06");
    assert_eq!(later.status, Some(0), "{}", later.stderr);
    let shown = on(root, "zhou-lan", "certify yunling-mobile --dry-run");
    assert!(shown.stderr.contains("git 中没有改动"), "{}", shown.stderr);
}

#[test]
fn the_audit_becomes_suggestions() {
    let archive = telecom();
    let root = archive.path();
    let text = "add-suggestion --from-audit --due 2026-07-31";
    let before = all(root);
    let shown = on(root, "he-xin", text).refused();
    assert!(shown.contains("江北广电（jiangbei-catv）") && shown.contains("--yes") && shown.contains("略过：星桥设备"), "{shown}");
    assert!(on(root, "he-xin", "add-suggestion --from-audit").refused().contains("--due"));
    assert_eq!(all(root), before);
    let dry = on(root, "he-xin", &format!("{text} --dry-run"));
    assert!(dry.stdout.contains("+++ b/suggestions/2026-Q2-jiangbei-catv.toml"), "{}", dry.stdout);
    assert_eq!(all(root), before);
    let made = changed(root, "he-xin", "add-suggestion --from-audit customer:jiangbei --due 2026-07-31 --yes");
    insta::assert_snapshot!(made, @r#"
    suggestions/2026-Q2-jiangbei-catv.toml
    +period = "2026-Q2"
    +customer = "jiangbei-catv"
    +issue = """
    +ARC-02 九项客户信息缺 1 项：客户购买程序
    +CAD-09 2026-06-30 的核定没有复核
    +COV-02 没有我方人员与潘璐建立联系（有联系的关键人物 2/3）
    +COV-03 2 位已建立关系的关键人物全部只由客户经理周岚一人联系
    +COV-05 与决策者许志宏建立联系的我方人员只有 1 人（周岚），应至少 2 人
    +F1-05 总部联系人潘璐没有电话（手机、办公室电话、家庭电话都没有填写）
    +F4-02 3 位关键人物中没有「角色作用」为「支持者」的人
    +F6-08 周岚与许志宏全年计划联系 4 次，到 2026-07-08 应有 2.1 次，实际 1 次，进度 49%，低于 75%
    +F6-08 马超与潘璐全年计划联系 2 次，到 2026-07-08 应有 1.0 次，实际 0 次，进度 0%，低于 75%
    +F6-08 周岚与田野全年计划联系 3 次，到 2026-07-08 应有 1.5 次，实际 1 次，进度 65%，低于 75%
    +PLN-07 没有填写「竞争对手」，至少要有 1 家"""
    +suggestion = """
    +请补充，填在附表1 buying_process
    +请由市场部部长或大区经理复核，然后填写 checked_by: wu-fang
    +请安排一位同事与其建立联系，建立后填入「与我方的关系」并更新「关系状况」
    +请安排另一位同事与其中至少一人建立关系，并填入「与我方的关系」
    +请再安排一位同事（如公司领导）与决策者建立关系
    +请填写手机或办公室电话，如 office = "0990-5550101"；也可填在该人的附表2
    +请在客户内部找到愿意指引我们、协助接近关键人物的人，登记为支持者：role: supporter
    +请补上联系并写接触情况报告；计划变了的，按第十六条调整联系次数
    +请在客户基本状况表的「竞争对手」中写明优势、劣势、目前状况、建议策略"""
    +due = 2026-07-31
    +issued_on = 2026-07-08
    +issued_by = "he-xin"
    +copies_to = ["zhou-lan", "wu-fang"]
    +status = "open"
    "#);
    let again = on(root, "he-xin", "add-suggestion --from-audit jiangbei-catv --due 2026-07-31 --yes");
    assert!(again.stderr.contains("略过：江北广电") && again.status == Some(0), "{}", again.stderr);
    let settings = fs::read_to_string(root.join("kehu.toml")).expect("there").replace("zh-CN", "en");
    fs::write(root.join("kehu.toml"), settings).expect("written");
    does(root, "--as-of 2026-07-08 --me he-xin add-suggestion --from-audit 星桥设备 --period 2026-Q1 --due 2026-07-31 --yes");
    let text = fs::read_to_string(root.join("suggestions/2026-Q1-starbridge.toml")).expect("there");
    assert!(text.lines().any(|line| line.contains("ARC-") || line.contains("-0")) && text.contains(" the "), "{text}");
}

#[test]
fn a_suggestion_goes_to_the_manager_and_the_director() {
    let archive = telecom();
    let root = archive.path();
    let text = "add-suggestion 云岭移动 --issue 附表5待更新 --suggestion 更新投资规划 --due 2026-07-31";
    insta::assert_snapshot!(changed(root, "he-xin", text), @r#"
    suggestions/2026-Q2-yunling-mobile.toml
    +period = "2026-Q2"
    +customer = "yunling-mobile"
    +issue = "附表5待更新"
    +suggestion = "更新投资规划"
    +due = 2026-07-31
    +issued_on = 2026-07-08
    +issued_by = "he-xin"
    +copies_to = ["zhou-lan", "wu-fang"]
    +status = "open"
    "#);
    assert!(changed(root, "he-xin", text).starts_with("suggestions/2026-Q2-yunling-mobile-2.toml\n"));
    let refused = line(root, "suggest yunling-mobile --issue x");
    assert_eq!(refused.status, Some(2));
    assert!(refused.stderr.contains("--suggestion") && refused.stderr.contains("--due"), "{}", refused.stderr);
}
