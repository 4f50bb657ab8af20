//! The wrong fillings: what somebody writes, and what is to be found.

/// One wrong filling of the clean archive `fixtures/base`.
pub(super) struct Filling {
    /// Name of the snapshot.
    pub(super) name: &'static str,
    /// Document (of the customer, when it begins with `Y/`), what stands there, what somebody writes instead.
    pub(super) edits: &'static [(&'static str, &'static str, &'static str)],
    /// Rule and level of every finding about it, with document and line.
    pub(super) found: &'static [&'static str],
    /// What the text for people must hold.
    pub(super) says: &'static [&'static str],
}

const fn filling(
    name: &'static str,
    edits: &'static [(&'static str, &'static str, &'static str)],
    found: &'static [&'static str],
    says: &'static [&'static str],
) -> Filling {
    Filling { name, edits, found, says }
}

pub(super) const PLAN: &str = "Y/plans/2026.toml";
const PEOPLE: &str = "Y/key-people.toml";

/// Two more projects: an archive has a usual amount only when it has several.
pub(super) const MORE_PROJECTS: &str = "remark = \"联合体\"\n\n[[revenue_plan.lines]]\nproject = \"A\"\ncontract = 500\nwin_rate = 50\nmargin = 9\n\n[[revenue_plan.lines]]\nproject = \"B\"\ncontract = 600\nwin_rate = 50\nmargin = 9";

/// Row by row of the scenario.
pub(super) const FILLINGS: &[Filling] = &[
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
