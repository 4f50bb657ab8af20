//! The pages of the commands that write plans and contacts.

use super::{Page, example};
use crate::cli::args::Format;

/// Global options that matter to these commands.
const GLOBALS: &[&str] = &["archive", "as-of", "me"];

pub(super) static PAGES: &[Page] = &[
    Page {
        command: "log",
        usage: &["CUSTOMER PERSON... --kind WORD --summary TEXT", "--from FILE"],
        formats: &[],
        globals: GLOBALS,
        examples: &[
            example(
                "kehu log 云岭移动 李国强 --kind 电话 --summary 确认工期保证书的提交时间 --me 周岚",
                "刚打完的电话：日期、我方人员、报告人和呈报对象都不用写",
                "A call just made: day, our person, author and whom it goes to need not be said",
            ),
            example(
                "kehu log 云岭移动 李国强 何俊 --ours 周岚,高振宇 --kind 现场走访 --date 昨天 --summary 汇报施工准备 --next-date +14d",
                "昨天的走访，双方各两人，并约好下一次",
                "Yesterday's visit, two of each side, and the next one agreed",
            ),
            example("kehu log --from contacts.csv --dry-run", "从表中成批录入，先看一遍", "Many from a table; look first"),
        ],
    },
    Page {
        command: "schedule",
        usage: &["CUSTOMER PERSON --ours STAFF --next DATE", "--from FILE"],
        formats: &[],
        globals: GLOBALS,
        examples: &[
            example(
                "kehu schedule 云岭移动 段云飞 --ours 周岚 --next 2026-08-12",
                "新的一行接触安排；次数按制度推算",
                "A new line of the contact plan; how often, the policy says",
            ),
            example("kehu schedule 云岭移动 王敏 --ours 周岚 --next 下周三", "改已有一行的日期", "Move the date of a line"),
        ],
    },
    Page {
        command: "assess",
        usage: &["CUSTOMER PERSON --status WORD --evidence TEXT", "--from FILE"],
        formats: &[],
        globals: GLOBALS,
        examples: &[
            example(
                "kehu assess 云岭移动 王敏 --status 积极的 --evidence 主动邀请参加方案评审",
                "重新评估关系状况；原来的记入评估历史",
                "Assess the relationship anew; the old one goes into the history",
            ),
            example(
                "kehu assess 星桥设备 冯凯 --status neutral --evidence 七月会谈 --target-status positive --date 2026-07-20",
                "补记前几天的评估，并写明目标",
                "An assessment of some days ago, with the aim",
            ),
        ],
    },
    Page {
        command: "plan",
        usage: &[
            "[show] CUSTOMER [--year YEAR] [--summary-only]",
            "new CUSTOMER [--year YEAR] [--empty]",
            "approve CUSTOMER [--year YEAR] [--by STAFF]",
            "revise CUSTOMER --reason TEXT --approved-by STAFF [--changes TEXT]",
        ],
        formats: Format::DOCUMENTS,
        globals: &["archive", "as-of", "me", "format", "output"],
        examples: &[
            example(
                "kehu plan 云岭移动",
                "今年的客户计划：五个部分、附表6、附表7，计划与实际对照",
                "This year's plan: its five sections, forms 6 and 7, plan against what was done",
            ),
            example(
                "kehu plan new 云岭移动 --year 2027 --me 周岚",
                "下一年的计划，沿用今年的接触安排、未完成的行动和未决的项目",
                "Next year's plan, with this year's contact lines, open actions and open projects",
            ),
            example(
                "kehu plan revise 云岭移动 --reason 集采推迟 --approved-by 吴芳 --changes 传输管线改造工程改到四季度",
                "登记一次经批准的调整",
                "Enter an approved adjustment",
            ),
        ],
    },
    Page {
        command: "add-action",
        usage: &["CUSTOMER WHAT --end DATE", "--from FILE"],
        formats: &[],
        globals: GLOBALS,
        examples: &[
            example(
                "kehu add-action 云岭移动 提交分片区工期保证书 --owner 孙涛 --end 2026-08-20",
                "新的行动，今天开始",
                "A new action that starts today",
            ),
            example(
                "kehu add-action 云岭移动 邀请钱雪梅参观样板工程 --owner 林静 --start 2026-08-10 --end 2026-08-31 --counterpart 钱雪梅 --id visit",
                "写明对象，并自定编号",
                "With whom it is about, and an id of one's own",
            ),
        ],
    },
    Page {
        command: "progress",
        usage: &["CUSTOMER ACTION", "--from FILE"],
        formats: &[],
        globals: GLOBALS,
        examples: &[
            example("kehu progress 云岭移动 编制春城片区工期保证书 --progress 80 --note 只差附图", "登记完成百分比", "How much is done"),
            example(
                "kehu progress 云岭移动 采购中心资质核验专题沟通 --status 已完成",
                "已完成：百分比和日期自动补上",
                "Done: percent and day follow",
            ),
        ],
    },
    Page {
        command: "add-project",
        usage: &["CUSTOMER PROJECT --contract AMOUNT --win-rate PERCENT --margin PERCENT", "--from FILE"],
        formats: &[],
        globals: GLOBALS,
        examples: &[
            example(
                "kehu add-project 云岭移动 江城传输网 --contract 450 --win-rate 60% --margin 12",
                "新的项目；实际收入和利润额由公式得出",
                "A new project; expected revenue and profit follow by formula",
            ),
            example(
                "kehu add-project 星桥设备 四季度备件供应 --contract 80万 --win-rate 40 --margin 15 --expected-on 2026-11-30",
                "金额带单位，并写明预计签约日期",
                "An amount with its unit, and when it may be signed",
            ),
        ],
    },
    Page {
        command: "outcome",
        usage: &["CUSTOMER PROJECT won|lost|cancelled|postponed", "--from FILE"],
        formats: &[],
        globals: GLOBALS,
        examples: &[
            example(
                "kehu outcome 云岭移动 传输管线改造工程 won --actual-contract 780 --reason 工期承诺占优",
                "中标，写明实际合同额",
                "Won, with the actual contract",
            ),
            example(
                "kehu outcome 云岭移动 数据中心配套动力工程 推迟 --reason 客户投资收紧 --date 2026-07-20",
                "推迟，补记前几天的决定",
                "Postponed, decided some days ago",
            ),
        ],
    },
];
