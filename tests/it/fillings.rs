//! How forms are filled in wrongly in real life (the ten ways, and what Chinese input methods and Windows add): each is
//! found under its rule, at its line, in words that name the field, what stands there and what should, with the right line.

use std::fs;
use std::path::Path;

use kehu::findings::{Finding, Level};
use kehu::render::findings::{self as render, Format, Report};
use kehu::words::Lang;

use crate::archive::{audited, replace};
use crate::support::copy_of;

const Y: &str = "customers/yunling-mobile/";

/// One wrong filling of the clean archive `fixtures/base`.
struct Filling {
    /// Name of the snapshot.
    name: &'static str,
    /// Document (of the customer, when it begins with `Y/`), what stands there, what somebody writes instead.
    edits: &'static [(&'static str, &'static str, &'static str)],
    /// Rule and level of every finding about it, with document and line.
    found: &'static [&'static str],
    /// What the text for people must hold.
    says: &'static [&'static str],
}

const fn filling(
    name: &'static str,
    edits: &'static [(&'static str, &'static str, &'static str)],
    found: &'static [&'static str],
    says: &'static [&'static str],
) -> Filling {
    Filling { name, edits, found, says }
}

const PLAN: &str = "Y/plans/2026.toml";
const PEOPLE: &str = "Y/key-people.toml";

/// Two more projects: an archive has a usual amount only when it has several.
const MORE_PROJECTS: &str = "remark = \"联合体\"\n\n[[revenue_plan.lines]]\nproject = \"A\"\ncontract = 500\nwin_rate = 50\nmargin = 9\n\n[[revenue_plan.lines]]\nproject = \"B\"\ncontract = 600\nwin_rate = 50\nmargin = 9";

/// Row by row of the scenario.
const FILLINGS: &[Filling] = &[
    filling(
        "01_fraction",
        &[(PLAN, "win_rate = 60", "win_rate = 0.6"), (PLAN, "win_rate = 50", "win_rate = \"50%\"")],
        &["F7B-13 warning Y/plans/2026.toml:117", "F7B-04 warning Y/plans/2026.toml:123"],
        &["获取率 0.6 小于 1%", "60%", "+ win_rate = 60"],
    ),
    filling(
        "02_yuan_for_wan",
        &[(PLAN, "contract = 1200.00", "contract = 12000000"), (PLAN, "remark = \"联合体\"", MORE_PROJECTS)],
        &["F7B-04 warning Y/plans/2026.toml:122"],
        &["合同额", "元", "+ contract = 1200"],
    ),
    filling(
        "03_free_role",
        &[(PEOPLE, "role = \"advisor\"", "role = \"影响者\"")],
        &["F3-01 error Y/key-people.toml:15"],
        &["角色作用「影响者」", "顾问人员", "+ role = \"顾问人员\""],
    ),
    filling(
        "03_free_role_boss",
        &[(PEOPLE, "role = \"decision_maker\"", "role = \"拍板人\"")],
        &["F3-01 error Y/key-people.toml:6"],
        &["角色作用「拍板人」", "+ role = \"决策者\""],
    ),
    filling(
        "03_gatekeeper",
        &[(PEOPLE, "role = \"blocker\"", "role = \"守门人\"")],
        &["F3-01 error Y/key-people.toml:33"],
        &["+ role = \"阻拦者\""],
    ),
    filling(
        "03_coach",
        &[(PEOPLE, "role = \"supporter\"", "role = \"内线\"")],
        &["F3-01 error Y/key-people.toml:42"],
        &["+ role = \"支持者\""],
    ),
    filling(
        "03_two_roles",
        &[(PEOPLE, "role = \"decision_maker\"", "role = \"决策者、使用者\"")],
        &["F3-01 error Y/key-people.toml:6"],
        &["+ role = [\"决策者\", \"使用者\"]"],
    ),
    filling(
        "04_polite_status",
        &[(PEOPLE, "status = \"negative\"", "status = \"很好\"")],
        &["F3-02 error Y/key-people.toml:34"],
        &["关系状况「很好」", "+ status = \"积极的\""],
    ),
    filling(
        "04_status_of_the_seeds",
        &[(PEOPLE, "status = \"negative\"", "status = \"悲观的\"")],
        &["F3-02 warning Y/key-people.toml:34"],
        &["已按「消极的」读取", "+ status = \"消极的\""],
    ),
    filling(
        "04_positive_without_a_contact",
        &[
            (PEOPLE, "status = \"neutral\"\nours = [\"sun-tao\"]", "status = \"positive\"\nours = [\"sun-tao\"]"),
            ("Y/contact-reports/2026-05-28-duan-yunfei-sun-tao.toml", "people = [\"duan-yunfei\"]", "people = [\"zhao-zhiyuan\"]"),
        ],
        &["F3-09 warning Y/key-people.toml:52", "F6-08 warning Y/plans/2026.toml:54"],
        &["段云飞的「关系状况」为「积极的」，但没有任何接触情况报告", "+ status = \"neutral\""],
    ),
    filling(
        "05_only_the_manager",
        &[
            (PEOPLE, "ours = [\"zhou-lan\", \"gao-zhenyu\"]", "ours = [\"zhou-lan\"]"),
            (
                PEOPLE,
                "role = \"user\"                                  # 使用者\nstatus = \"positive\"\nours = [\"sun-tao\"]",
                "role = \"user\"\nstatus = \"positive\"\nours = [\"zhou-lan\"]",
            ),
            (PEOPLE, "ours = [\"zhou-lan\", \"lin-jing\"]", "ours = [\"zhou-lan\"]"),
            (PEOPLE, "ours = [\"zhou-lan\", \"sun-tao\"]", "ours = [\"zhou-lan\"]"),
            (PEOPLE, "status = \"neutral\"\nours = [\"sun-tao\"]", "status = \"neutral\"\nours = [\"zhou-lan\"]"),
        ],
        &["COV-03 error Y/key-people.toml:8", "COV-05 warning Y/key-people.toml:8"],
        &["6 位", "客户经理周岚", "附表4 填表目的"],
    ),
    filling(
        "06_next_in_the_past",
        &[(PLAN, "next = 2026-07-10", "next = 2026-06-20")],
        &["F6-06 warning Y/plans/2026.toml:31"],
        &["2026-06-20", "18 天"],
    ),
    filling(
        "06_next_all_at_the_end_of_the_year",
        &[
            (PLAN, "next = 2026-07-15", "next = 2026-12-31"),
            (PLAN, "next = 2026-07-10", "next = 2026-12-31"),
            (PLAN, "next = 2026-07-17", "next = 2026-12-31"),
            (PLAN, "next = 2026-07-14", "next = 2026-12-31"),
            (PLAN, "next = 2026-07-21", "next = 2026-12-31"),
            (PLAN, "next = 2026-07-28", "next = 2026-12-31"),
            (PLAN, "next = 2026-08-04", "next = 2026-12-31"),
            (PLAN, "next = 2026-09-16", "next = 2026-12-31"),
            (PLAN, "next = 2026-08-11", "next = 2026-12-31"),
        ],
        &["F6-07 info Y/plans/2026.toml:25"],
        &["9 行", "2026-12-31"],
    ),
    filling(
        "06_next_in_words",
        &[(PLAN, "next = 2026-07-10", "next = \"下周三\"")],
        &["F6-05 error Y/plans/2026.toml:31"],
        &["下一次联系的日期「下周三」不是日期", "YYYY-MM-DD"],
    ),
    filling(
        "06_next_in_words_bare",
        &[(PLAN, "next = 2026-07-10", "next = 下周三")],
        &["F6-05 error Y/plans/2026.toml:31"],
        &["下一次联系的日期「下周三」不是日期"],
    ),
    filling(
        "07_retitled_in_one_form",
        &[(PEOPLE, "title = \"副总经理(分管建设)\"", "title = \"总经理\"")],
        &["F2-02 warning Y/people/li-guoqiang.toml:3"],
        &["总经理", "副总经理(分管建设)", "+ title = \"总经理\""],
    ),
    filling(
        "07_two_spellings",
        &[(PEOPLE, "name = \"钱雪梅\"", "name = \"钱雪美\"")],
        &["F2-02 error Y/people/qian-xuemei.toml:2"],
        &["钱雪美", "钱雪梅"],
    ),
    filling(
        "07_nearly_the_same_name",
        &[(PEOPLE, "name = \"何俊\"", "name = \"李国祥\"")],
        &["F2-06 warning Y/key-people.toml:40", "F2-02 error Y/people/he-jun.toml:2"],
        &["只差一个字"],
    ),
    filling(
        "08_information_as_implication",
        &[("Y/insight.toml", "implication = \"机房动力与综合布线是新增长点\"", "implication = \"三年内完成算力网络骨干节点布局\"")],
        &["F5-02 warning Y/insight.toml:11"],
        &["含义", "信息"],
    ),
    filling(
        "08_placeholders",
        &[
            ("Y/insight.toml", "implication = \"机房动力与综合布线是新增长点\"", "implication = \"同上\""),
            ("Y/insight.toml", "implication = \"7 月前完成班组与资质准备\"", "implication = \"待补\""),
            ("Y/insight.toml", "implication = \"须同时做钱雪梅与王敏的工作,避免只靠支持者\"", "implication = \"无\""),
        ],
        &["ARC-06 warning Y/insight.toml:11", "ARC-06 warning Y/insight.toml:17", "ARC-06 warning Y/insight.toml:23"],
        &["同上", "待补", "无"],
    ),
    filling(
        "09_reported_before_the_meeting",
        &[("Y/contact-reports/2026-06-24-li-guoqiang-zhou-lan.toml", "reported_on = 2026-06-25", "reported_on = 2026-06-23")],
        &["F6-13 error Y/contact-reports/2026-06-24-li-guoqiang-zhou-lan.toml:8"],
        &["2026-06-24", "2026-06-23"],
    ),
    filling(
        "09_verified_in_the_future",
        &[("Y/customer.toml", "[[verified]]\ndate = 2026-06-29", "[[verified]]\ndate = 2026-09-29")],
        &["CAD-03 error Y/customer.toml:83"],
        &["2026年第2季度没有核定"],
    ),
    filling(
        "10_vague_action",
        &[(PLAN, "what = \"采购中心资质核验专题沟通\"", "what = \"加强沟通\"")],
        &["F7A-02 info Y/plans/2026.toml:89"],
        &["加强沟通"],
    ),
    filling(
        "10_status_normal",
        &[(PLAN, "status = \"not_started\"", "status = \"正常\"")],
        &["F7A-02 error Y/plans/2026.toml:101"],
        &["完成情况「正常」", "+ status = \"进行中\""],
    ),
    filling(
        "10_everybody",
        &[(PLAN, "owner = \"lin-jing\"", "owner = \"大家\"")],
        &["F7A-04 error Y/plans/2026.toml:90"],
        &["执行人「大家」在人员名册"],
    ),
    filling(
        "10_done_but_in_progress",
        &[(PLAN, "progress = 50", "progress = 100")],
        &["F7A-06 warning Y/plans/2026.toml:84"],
        &["100", "+ status = \"done\""],
    ),
    filling(
        "plus_full_width_amount",
        &[(PLAN, "contract = 1200.00", "contract = １２００")],
        &["ARC-05 warning Y/plans/2026.toml:122"],
        &["合同额「１２００」", "+ contract = 1200"],
    ),
    filling(
        "plus_full_width_date",
        &[(PLAN, "next = 2026-07-10", "next = ２０２６－０７－１５")],
        &["ARC-05 warning Y/plans/2026.toml:31"],
        &["下一次联系的日期「２０２６－０７－１５」用了全角字符", "+ next = 2026-07-15"],
    ),
    filling(
        "plus_full_width_equals",
        &[(PEOPLE, "title = \"副总经理(分管建设)\"", "title＝\"副总经理(分管建设)\"")],
        &["ARC-05 warning Y/key-people.toml:5"],
        &["「＝」"],
    ),
    filling(
        "plus_chinese_quotes",
        &[(PEOPLE, "title = \"副总经理(分管建设)\"", "title = “副总经理(分管建设)”")],
        &["ARC-05 warning Y/key-people.toml:5"],
        &["职务「副总经理(分管建设)」", "+ title = \"副总经理(分管建设)\""],
    ),
    filling(
        "plus_colon_for_equals",
        &[(PEOPLE, "title = \"副总经理(分管建设)\"", "title： \"副总经理(分管建设)\"")],
        &["ARC-05 warning Y/key-people.toml:5"],
        &["按「=」读", "+ title= \"副总经理(分管建设)\""],
    ),
    filling(
        "plus_name_with_spaces",
        &[(PEOPLE, "ours = [\"zhou-lan\", \"lin-jing\"]", "ours = [\"周 岚\", \"lin　jing\"]")],
        &["F3-05 error Y/key-people.toml:35"],
        &["「lin　jing」", "+ ours = [\"周 岚\", \"lin-jing\"]"],
    ),
    filling("plus_name_of_a_person_with_spaces", &[(PEOPLE, "name = \"王敏\"", "name = \"王　敏\"")], &[], &[]),
    filling(
        "plus_american_date",
        &[(PLAN, "next = 2026-07-10", "next = 7/15/26")],
        &["F6-05 error Y/plans/2026.toml:31"],
        &["下一次联系的日期「7/15/26」不是日期", "+ next = 2026-07-15"],
    ),
    filling(
        "plus_chinese_date",
        &[(PLAN, "next = 2026-07-10", "next = 2026年7月15日")],
        &["F6-05 error Y/plans/2026.toml:31"],
        &["下一次联系的日期「2026年7月15日」不是日期", "+ next = 2026-07-15"],
    ),
    filling(
        "plus_short_month",
        &[("market/2026-07-zhou-lan.toml", "month = \"2026-07\"", "month = \"2026年7月\"")],
        &["FRM-02 error market/2026-07-zhou-lan.toml:2"],
        &["月份", "+ month = \"2026-07\""],
    ),
    filling(
        "plus_leaver_in_ours",
        &[("staff.toml", "name = \"林静\"", "name = \"林静\"\nactive_to = 2026-06-30")],
        &["F3-05 error Y/key-people.toml:35"],
        &["林静", "2026-06-30"],
    ),
    filling(
        "plus_leaver_never_handed_over",
        &[
            (
                "kehu.toml",
                "manager = \"ma-chao\"",
                "manager = \"ma-chao\"\n\n[[regulation.versions]]\ndate = 2026-01-15\nversion = \"2026\"\napproved_by = \"总经理办公会\"\n\n[rules]\n\"SEC-10\" = \"error\"",
            ),
            ("staff.toml", "name = \"陈立\"", "name = \"陈立\"\nactive_to = 2026-06-20"),
            (PEOPLE, "ours = [\"zhou-lan\", \"sun-tao\"]", "ours = [\"zhou-lan\", \"chen-li\"]"),
        ],
        &["SEC-10 error Y/key-people.toml:44"],
        &["陈立已于 2026-06-20 离岗 18 天", "移交"],
    ),
];

fn render_text(root: &Path, before: &[String]) -> (Vec<String>, String) {
    let mut loaded = audited(root);
    loaded.findings.retain(|finding| !before.contains(&place(finding)));
    let line =
        |finding: &Finding| format!("{} {} {}:{}", finding.rule, finding.level.key(), finding.path.replace(Y, "Y/"), finding.start.line);
    let found = loaded.findings.iter().map(line).collect();
    let sources = |path: &str| loaded.store.get(path);
    let report = Report {
        prints: Vec::new(),
        suppressed: &[],
        fail_on: Level::Error,
        findings: &loaded.findings,
        as_of: None,
        unread: &loaded.unread,
        sealed: 0,
        not_judged: &[],
        files: loaded.files,
        customers: &[],
        sources: &sources,
        lang: Lang::Zh,
        color: false,
        width: Some(80),
    };
    let text = String::from_utf8(render::render(Format::Text, &report)).expect("UTF-8");
    // Counts are not what this is about.
    let end = text.find("\n共 ").or_else(|| text.find("没有发现问题")).unwrap_or(text.len());
    (found, text[..end].to_owned())
}

fn place(finding: &Finding) -> String {
    format!("{} {}:{}", finding.rule, finding.path, finding.start.line)
}

/// What is found in the clean archive anyway.
fn before() -> Vec<String> {
    let copy = copy_of("tests/it/fixtures/base");
    audited(copy.path()).findings.iter().map(place).collect()
}

#[test]
fn each_wrong_filling_gets_a_finding_that_one_can_act_on() {
    let before = before();
    let mut faults = Vec::new();
    for filling in FILLINGS {
        let copy = copy_of("tests/it/fixtures/base");
        for (file, find, put) in filling.edits {
            replace(copy.path(), &file.replace("Y/", Y), find, put);
        }
        let (found, text) = render_text(copy.path(), &before);
        if found != filling.found {
            faults.push(format!("{}: expected {:?}, found {found:?}", filling.name, filling.found));
        }
        // Wrapped lines are one text again.
        let flat: String = text.lines().map(str::trim_start).collect();
        for says in filling.says {
            if !text.contains(says) && !flat.contains(says) {
                faults.push(format!("{}: nothing says `{says}`", filling.name));
            }
        }
        insta::assert_snapshot!(format!("filling_{}", filling.name), text);
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// Orders in 元 in an archive of 万元, copied from the accounts: each looks right, all of them together do not.
#[test]
fn orders_in_yuan_in_an_archive_of_wan() {
    let before = before();
    let copy = copy_of("tests/it/fixtures/base");
    let on = "[[regulation.versions]]\ndate = 2026-01-15\nversion = \"2026\"\napproved_by = \"总经理办公会\"\n\n[rules]\n\"ANA-01\" = \"warning\"";
    replace(copy.path(), "kehu.toml", "manager = \"ma-chao\"", &format!("manager = \"ma-chao\"\n\n{on}"));
    replace(copy.path(), &PLAN.replace("Y/", Y), "remark = \"联合体\"", MORE_PROJECTS);
    replace(copy.path(), &format!("{Y}customer.toml"), "annual_trade = 1860.00\n", "");
    let orders = "日期,订单号,项目,产品,金额,成本\n2026-05-12,A-1,,安装,3200000,2100000\n2026-06-15,A-2,,安装,4100000,2900000\n";
    fs::write(copy.path().join(Y).join("orders.csv"), orders).expect("written");
    let (found, text) = render_text(copy.path(), &before);
    assert_eq!(found, ["ANA-01 warning Y/orders.csv:1"]);
    let flat: String = text.lines().map(str::trim_start).collect();
    for says in ["疑似以元填写", "+ 日期,订单号,项目,产品,金额(元),成本"] {
        assert!(flat.contains(says) || text.contains(says), "nothing says `{says}`:\n{text}");
    }
}

/// Documents that are right but for the way they are stored.
#[test]
fn another_encoding_is_named_and_a_byte_order_mark_is_read() {
    let before = before();
    let file = "customers/yunling-mobile/insight.toml";
    let copy = copy_of("tests/it/fixtures/base");
    let text = fs::read_to_string(copy.path().join(file)).expect("UTF-8");
    fs::write(copy.path().join(file), format!("\u{feff}{}", text.replace('\n', "\r\n"))).expect("written");
    assert_eq!(render_text(copy.path(), &before).0, [""; 0], "a byte order mark and CRLF are nothing to speak of");

    fs::write(copy.path().join(file), encoding_rs::GB18030.encode(&text).0).expect("written");
    let (found, shown) = render_text(copy.path(), &before);
    assert_eq!(found, ["ARC-05 error Y/insight.toml:1"]);
    insta::assert_snapshot!("filling_plus_gbk", shown);

    let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
    fs::write(copy.path().join(file), units.flat_map(u16::to_le_bytes).collect::<Vec<u8>>()).expect("written");
    let (found, shown) = render_text(copy.path(), &before);
    assert_eq!(found, ["ARC-05 error Y/insight.toml:1"]);
    insta::assert_snapshot!("filling_plus_utf_16", shown);
}

/// YAML written in an editor that puts tabs, and with the colon of a Chinese keyboard.
#[test]
fn tabs_and_full_width_colons_in_yaml() {
    let before = before();
    let copy = copy_of("tests/it/fixtures/base");
    let toml = "customers/yunling-mobile/surveys/2026-02-06-satisfaction.toml";
    fs::remove_file(copy.path().join(toml)).expect("deleted");
    let path = copy.path().join(toml).with_extension("yaml");
    fs::write(&path, "surveyed_on：2026-02-06\nmethod： 现场走访\nscore: 88\nreported_on: 2026-02-10\n").expect("written");
    let (found, shown) = render_text(copy.path(), &before);
    assert_eq!(
        found,
        ["ARC-05 warning Y/surveys/2026-02-06-satisfaction.yaml:1", "ARC-05 warning Y/surveys/2026-02-06-satisfaction.yaml:2"]
    );
    insta::assert_snapshot!("filling_plus_yaml_colon", shown);

    fs::write(&path, "surveyed_on: 2026-02-06\nscore: 88\nreported_on: 2026-02-10\ndimensions:\n\t工期: 90\n").expect("written");
    let (found, shown) = render_text(copy.path(), &before);
    assert_eq!(found, ["ARC-05 error Y/surveys/2026-02-06-satisfaction.yaml:5"]);
    assert!(shown.contains("+   工期: 90"), "{shown}");
    insta::assert_snapshot!("filling_plus_yaml_tab", shown);
}
