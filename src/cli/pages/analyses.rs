//! The pages of what account managers and directors look at.

use super::{Page, example};
use crate::cli::args::Format;

/// Global options that matter to a table over customers.
const GLOBALS: &[&str] = &["archive", "as-of", "me", "format", "output"];

pub(super) static PAGES: &[Page] = &[
    Page {
        command: "status",
        usage: &[],
        formats: Format::DOCUMENTS,
        globals: &["archive", "as-of", "me", "format"],
        examples: &[
            example("kehu", "今天要做什么；只写 `kehu` 就是 `kehu status`", "What to do today; a bare `kehu` is `kehu status`"),
            example("kehu status --me 陈立 --days 30", "陈立今后三十天的", "The next thirty days of somebody else"),
        ],
    },
    Page {
        command: "brief",
        usage: &[],
        formats: Format::DOCUMENTS,
        globals: &["archive", "as-of", "me", "format", "output"],
        examples: &[
            example("kehu brief 云岭移动", "出门前看一遍", "To be read before one leaves"),
            example("kehu brief starbridge -o brief.md", "写成文件，在手机上看", "As a file, to be read on a phone"),
        ],
    },
    Page {
        command: "history",
        usage: &[],
        formats: Format::TABLES,
        globals: &["archive", "as-of", "format", "output"],
        examples: &[
            example("kehu history 云岭移动", "一个客户的档案由谁在何时改了什么", "Who changed what when in a customer's archive"),
            example(
                "kehu history yunling-mobile li-guoqiang --limit 20",
                "与其中一人有关的最近 20 项",
                "The latest 20 changes about one of its people",
            ),
        ],
    },
    Page {
        command: "due",
        usage: &[],
        formats: Format::CALENDARS,
        globals: GLOBALS,
        examples: &[
            example("kehu due --days 7", "一周内到期的和已经过期的", "What falls due within a week, and what is overdue"),
            example("kehu due --staff me --me 周岚 -o zhou.ics", "我的到期事项，放进日历", "Mine, for the calendar"),
            example(
                "kehu due --escalate --split staff --format markdown -o due/",
                "连同应由上级过问的，一人一个文件",
                "With what has gone to the superior, a file for each person",
            ),
        ],
    },
    Page {
        command: "actions",
        usage: &[],
        formats: Format::TABLES,
        globals: GLOBALS,
        examples: &[
            example("kehu actions", "今年的行动计划做到哪里", "How far this year's action plans are"),
            example("kehu actions owner:林静 status:进行中", "林静正在办的", "What somebody is at"),
        ],
    },
    Page {
        command: "matrix",
        usage: &[],
        formats: Format::TABLES,
        globals: GLOBALS,
        examples: &[
            example("kehu matrix customer:云岭", "一个客户：谁认识谁，接触了几次", "One customer: who knows whom, and how often they met"),
            example(
                "kehu matrix am:zhou-lan role:decision_maker",
                "周岚的客户中的决策者",
                "The decision makers of an account manager's customers",
            ),
            example("kehu matrix last_contact:never", "列在附表3 或附表6，却从未接触过的", "Held or planned, and never met"),
        ],
    },
    Page {
        command: "map",
        usage: &[],
        formats: Format::MAPS,
        globals: &["archive", "as-of", "format", "output"],
        examples: &[
            example("kehu map 云岭移动", "在终端里看", "In the terminal"),
            example("kehu map 云岭移动 -o map.svg", "画成图", "As a picture"),
            example(
                "kehu map starbridge -o map.md",
                "图和表在一页里，代码托管平台能直接显示",
                "Drawing and table on a page that code hosts show",
            ),
        ],
    },
    Page {
        command: "revenue",
        usage: &[],
        formats: Format::CHARTS,
        globals: GLOBALS,
        examples: &[
            example("kehu revenue --year 2026 --by am", "按客户经理汇总", "Sums by account manager"),
            example(
                "kehu revenue --year 2026 -o revenue.svg",
                "按预计签约的月份画成图",
                "As a picture, by the months in which contracts are expected",
            ),
            example(
                "kehu revenue am:chen-li --year 2026 --actual",
                "陈立的客户，计划与实际对照",
                "Of one account manager: plan against outcome",
            ),
        ],
    },
    Page {
        command: "stats",
        usage: &[],
        formats: Format::CHARTS,
        globals: GLOBALS,
        examples: &[
            example("kehu stats tier", "客户层级与分级标准对照", "Tiers held against the standard"),
            example("kehu stats relationship", "客户关系指数及其组成", "The relationship index with its parts"),
            example(
                "kehu stats scorecard --period 2026-H1 --unit 元",
                "客户经理考核，金额以元显示",
                "The account managers' scorecard, amounts in yuan",
            ),
        ],
    },
    Page {
        command: "report",
        usage: &["list", "NAME [QUERY] [--period P] [-o PATH]", "NAME --skeleton"],
        formats: Format::REPORTS,
        globals: GLOBALS,
        examples: &[
            example("kehu report list", "有哪些报告，何时呈报给谁", "Which reports there are, when and for whom"),
            example(
                "kehu report statistics --period 2026-06 -o statistics.xlsx",
                "六月的客户信息统计表，工作簿",
                "The customer statistics of June, as a workbook",
            ),
            example("kehu report monthly --period 2026-06 -o june", "六月的资料包，一个文件夹", "The pack of June, a folder"),
        ],
    },
];
