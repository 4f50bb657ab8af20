//! The pages of the commands that write customers, people, staff and settings.

use super::{Page, example};

/// Global options that matter to them.
const GLOBALS: &[&str] = &["archive", "me", "as-of"];

pub(super) static PAGES: &[Page] = &[
    Page {
        command: "add-customer",
        usage: &[],
        formats: &[],
        globals: GLOBALS,
        examples: &[
            example(
                "kehu add-customer 江城电力有限公司 --short-name 江城电力 --category 其他机构 --account-manager 周岚 --lifecycle 意向客户 --tier 一般客户 --region 西南大区",
                "新增一个客户",
                "Add a customer",
            ),
            example("kehu add-customer --from customers.csv --dry-run", "先看一个文件会录入什么", "See what a file would add"),
        ],
    },
    Page {
        command: "add-contact",
        usage: &[],
        formats: &[],
        globals: GLOBALS,
        examples: &[
            example(
                "kehu add-contact 云岭移动 方宁 --title 采购主管 --role 使用者 --status 中立的 --ours 林静 --source-level 3 --office 0990-5550120",
                "新增一个关键人物",
                "Add a key person",
            ),
            example(
                "kehu add-contact yunling-mobile 方宁 --title 采购主管 --role user --status none --no-sheet --site 春城分公司",
                "分公司的人，还没有建立关系，不建附表2",
                "Somebody of a branch, no relation yet, no sheet of form 2",
            ),
        ],
    },
    Page {
        command: "add-site",
        usage: &[],
        formats: &[],
        globals: GLOBALS,
        examples: &[
            example(
                "kehu add-site yunling-mobile 江城分公司 --kind 分支机构 --location 江城市湖滨路9号 --contacts 王敏",
                "加一个分支机构",
                "Add a branch",
            ),
            example(
                "kehu add-site 星桥设备 东湾分部 --kind branch --location 东湾市港口路7号 --dry-run",
                "先看会改什么",
                "See first what would change",
            ),
        ],
    },
    Page {
        command: "add-staff",
        usage: &[],
        formats: &[],
        globals: GLOBALS,
        examples: &[
            example(
                "kehu add-staff 程远 --title 客户经理 --role 客户经理 --superior 吴芳 --active-from 2026-07-01",
                "加一位客户经理",
                "Add an account manager",
            ),
            example("kehu add-staff --from staff.csv --dry-run", "从表中成批录入，先看一遍", "Many from a table; look first"),
        ],
    },
    Page {
        command: "add-topic",
        usage: &[],
        formats: &[],
        globals: GLOBALS,
        examples: &[
            example(
                "kehu add-topic yunling-mobile --topic 投资规划 --information 四季度追加传输投资 --implication 提前准备方案 --source-level 3",
                "记下一条信息和它的含义",
                "Note what was learnt and what it means",
            ),
            example(
                "kehu add-topic 江北广电 --topic plans --information 明年改造两个片区 --implication 准备概算 --dry-run",
                "先看会写成什么",
                "See first what it would write",
            ),
        ],
    },
];
