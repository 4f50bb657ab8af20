//! The pages of the commands that write the registers.

use super::{Example, Page, example};

/// Global options that a writing command may need.
const WRITES: &[&str] = &["archive", "me", "as-of"];
/// The same where many may be written at once.
const MANY: &[&str] = &["archive", "me", "as-of", "yes"];

const fn page(command: &'static str, globals: &'static [&'static str], examples: &'static [Example]) -> Page {
    Page { command, usage: &[], formats: &[], globals, examples }
}

pub(super) static PAGES: &[Page] = &[
    page(
        "add-complaint",
        WRITES,
        &[
            example(
                "kehu add-complaint yunling-mobile --content 春城工地夜间施工扰民 --type 投诉 --received-at 2026-07-07T10:20:00 --first-handler 周岚",
                "登记一条投诉",
                "Enter a complaint",
            ),
            example(
                "kehu add-complaint 江北广电 --me zhou-lan --content 查询改造进度 --type query --complaint-from 徐志宏",
                "登记一条查询，首问责任人是自己",
                "Enter a query, with yourself as first handler",
            ),
        ],
    ),
    page(
        "add-survey",
        WRITES,
        &[
            example(
                "kehu add-survey yunling-mobile --surveyed-on 2026-07-03 --method 电话 --respondents 6 --score 88",
                "登记一次满意度调查",
                "Enter a satisfaction survey",
            ),
            example(
                "kehu add-survey yunling-mobile --score 88 --set dimensions.工期=92 --set dimensions.质量=85",
                "连同分项得分",
                "With its dimensions",
            ),
        ],
    ),
    page(
        "add-feedback",
        WRITES,
        &[
            example(
                "kehu add-feedback yunling-mobile --opinion 割接通知太晚 --forwarded-to 工程部 --forwarded-on 今天",
                "登记客户意见，已转告工程部",
                "Enter an opinion that was passed on",
            ),
            example("kehu add-feedback yunling-mobile --commitment 七日内补交竣工资料 --due +7d", "登记公司承诺", "Enter a commitment"),
        ],
    ),
    page(
        "add-reception",
        WRITES,
        &[
            example(
                "kehu add-reception yunling-mobile --date 2026-07-20 --visitor-rank 部门经理 --visitors 王敏一行三人 --approved-by 高振宇",
                "登记一次来访接待",
                "Enter the reception of a visit",
            ),
            example("kehu add-reception 云岭移动 --visitor-rank staff --dry-run", "先看会写成什么", "See first what it would write"),
        ],
    ),
    page(
        "add-market-report",
        WRITES,
        &[
            example(
                "kehu add-market-report --me chen-li --item subject=行业,content=三家运营商共建共享扩大,implication=单站量下降",
                "提交到期的月报",
                "Hand in the report that is due",
            ),
            example(
                "kehu add-market-report --month 2026-06 --author 陈立 --item subject=lead,content=春城新区招标,source_level=2 --item subject=competitor,content=虹桥工程中标",
                "补交六月的，写两条",
                "June's, with two items",
            ),
        ],
    ),
    page(
        "add-major-info",
        WRITES,
        &[
            example(
                "kehu add-major-info yunling-mobile --me zhou-lan --content 分管副总调整方案公示 --impact 决策链可能变化 --advice 尽快拜访",
                "登记重大信息，呈报上级",
                "Enter major information, reported to the superior",
            ),
            example(
                "kehu add-major-info --content 行业资质标准调整 --date 2026-07-06 --reported-to 吴芳 --reported-at 2026-07-06T16:30:00",
                "与客户无关的，写明呈报给谁",
                "Of no customer, with whom it was reported to",
            ),
        ],
    ),
    page(
        "add-incident",
        WRITES,
        &[
            example(
                "kehu add-incident --what 借阅的附表2遗失一页 --person 马超 --handling 通报批评 --superior 高振宇",
                "登记一次遗失",
                "Enter a loss",
            ),
            example("kehu add-incident --date 2026-07-01 --what 邮件误发客户资料 --person 孙涛", "登记一次失密", "Enter a leak"),
        ],
    ),
    page(
        "add-suggestion",
        MANY,
        &[
            example(
                "kehu add-suggestion yunling-mobile --me he-xin --issue 附表5待更新 --suggestion 更新投资规划 --due 2026-07-31",
                "提出一份建议",
                "Issue a suggestion",
            ),
            example(
                "kehu add-suggestion --from-audit am:陈立 --me he-xin --due 2026-07-31 --yes",
                "按审计结果，陈立的客户每个一份",
                "From the audit, one for each of somebody's customers",
            ),
        ],
    ),
    page(
        "lend",
        WRITES,
        &[
            example(
                "kehu lend yunling-mobile --me he-xin --borrower 高振宇 --forms 2,3 --purpose 拜访准备 --due-back +7d --approved-by 吴芳",
                "借出附表2、附表3",
                "Lend forms 2 and 3",
            ),
            example(
                "kehu lend 星桥设备 --borrower chen-li --forms 附表5 --purpose 编制计划 --due-back 2026-07-15 --approved-by wu-fang --dry-run",
                "先看借阅卡",
                "See the card first",
            ),
        ],
    ),
    page(
        "return",
        WRITES,
        &[
            example("kehu return 2026-0007", "归还", "Forms come back"),
            example("kehu return 2026-0007 --date 2026-06-26", "写明归还日期", "On another day"),
        ],
    ),
    page(
        "submit",
        WRITES,
        &[
            example(
                "kehu submit 客户信息统计表 --me he-xin --unit 西南大区 --summary 客户三家",
                "登记本期统计表",
                "Enter the statistics that are due",
            ),
            example("kehu submit month_end --me zhou-lan --month 2026-06", "登记六月的月末客户信息", "Enter June's month-end information"),
        ],
    ),
    page(
        "receive",
        WRITES,
        &[
            example("kehu receive yunling-mobile --me he-xin", "收到客户档案两份", "Two copies of an archive were received"),
            example("kehu receive --plan yunling-mobile --me he-xin", "收存本年的客户计划", "File this year's plan"),
            example("kehu receive --market 2026-07-zhou-lan --me he-xin", "收到一份月报", "A monthly report was received"),
        ],
    ),
    page(
        "certify",
        MANY,
        &[
            example("kehu certify yunling-mobile --me zhou-lan", "核定一个客户的档案", "Verify one customer's archive"),
            example("kehu certify am:me --me zhou-lan --yes", "核定自己负责的全部客户", "Verify all customers in your charge"),
            example("kehu certify yunling-mobile --countersign --me wu-fang", "复核", "Countersign"),
        ],
    ),
    page(
        "close",
        WRITES,
        &[
            example("kehu close suggestions/2026-Q2-starbridge", "办结一份建议", "Close a suggestion"),
            example("kehu close 2026-Q2-starbridge --date 2026-07-06", "只写文件名，写明日期", "By its file name alone, on another day"),
        ],
    ),
];
