//! The pages of the commands that change fields anywhere, and many documents at once.

use super::{Page, example};
use crate::cli::args::Format;

/// Global options that every writing command may need.
const WRITES: &[&str] = &["archive", "me", "as-of", "yes"];

pub(super) static PAGES: &[Page] = &[
    Page {
        command: "set",
        usage: &[],
        formats: &[],
        globals: &["archive", "me"],
        examples: &[
            example(
                "kehu set yunling-mobile/wang-min status=积极的 evidence=六月两次技术交流",
                "改一个关键人物的关系状况",
                "A key person's relationship status",
            ),
            example("kehu set yunling-mobile/project/传输管线改造工程 win_rate=60", "改一个项目的获取率", "A project's win rate"),
            example("kehu set yunling-mobile sites.2.location=春城市新港路8号", "改第二个机构的地点", "The second site's address"),
        ],
    },
    Page {
        command: "add",
        usage: &[],
        formats: &[],
        globals: &["archive", "me"],
        examples: &[
            example("kehu add yunling-mobile competitors name=西岭通信 strengths=价格低", "加一个竞争对手", "Another competitor"),
            example("kehu add yunling-mobile key_account national", "加一个标志", "One more mark"),
            example("kehu add kehu regions id=northeast name=东北大区", "加一个大区", "Another region"),
        ],
    },
    Page {
        command: "rename",
        usage: &["CUSTOMER NEW-ID", "CUSTOMER PERSON NEW-ID", "staff/ID NEW-ID"],
        formats: &[],
        globals: &["archive", "yes"],
        examples: &[
            example(
                "kehu rename yunling-mobile yunling --yes",
                "改一个客户的编号，连同一切引用",
                "Another id for a customer, with all references",
            ),
            example(
                "kehu rename yunling-mobile 李国强 lgq --files",
                "改一个人物的编号，报告也改名",
                "Another id for a person, reports renamed too",
            ),
        ],
    },
    Page {
        command: "handover",
        usage: &[],
        formats: &[],
        globals: WRITES,
        examples: &[
            example(
                "kehu handover am:zhou-lan --from 周岚 --to 陈立 --date 2026-08-01 --reason 换岗 --yes",
                "把一个客户经理的客户交给另一人",
                "Hand an account manager's customers over",
            ),
            example("kehu handover yunling-mobile --from 周岚 --to 陈立 --dry-run", "先看会改什么", "See first what would change"),
        ],
    },
    Page {
        command: "contact-left",
        usage: &[],
        formats: &[],
        globals: &["archive", "as-of"],
        examples: &[
            example(
                "kehu contact-left yunling-mobile 段云飞 --date 2026-07-20",
                "客户方一个人物离职",
                "One of a customer's people has left",
            ),
            example(
                "kehu contact-left yunling-mobile duan-yunfei --dry-run",
                "先看还有哪些安排与其有关",
                "See first what still counts on them",
            ),
        ],
    },
    Page {
        command: "staff-left",
        usage: &[],
        formats: &[],
        globals: &["archive", "as-of"],
        examples: &[
            example(
                "kehu staff-left 孙涛 --date 2026-07-31",
                "我方一人离岗，看还有什么要交接",
                "One of our people has left: what is to be handed over",
            ),
            example("kehu staff-left sun-tao --dry-run", "先看", "Only look"),
        ],
    },
    Page {
        command: "merge",
        usage: &["CUSTOMER INTO", "CUSTOMER/PERSON INTO-PERSON"],
        formats: &[],
        globals: &["archive", "yes"],
        examples: &[
            example(
                "kehu merge jiangbei-catv starbridge --dry-run",
                "先看两个客户合并后的改动",
                "See first what joining two customers changes",
            ),
            example("kehu merge yunling-mobile/何俊 王敏 --yes", "把重复录入的人物并成一个", "One of two people that were entered twice"),
        ],
    },
    Page {
        command: "erase",
        usage: &[],
        formats: &[],
        globals: &["archive", "yes"],
        examples: &[
            example("kehu erase yunling-mobile 段云飞 --dry-run", "先看会删除什么", "See first what is erased"),
            example("kehu erase yunling-mobile 段云飞 --yes", "删除一个人物的个人信息", "Erase a person's data"),
        ],
    },
    Page {
        command: "undo",
        usage: &[],
        formats: &[],
        globals: &["archive"],
        examples: &[
            example("kehu undo --dry-run", "看上一次写入改了什么", "See what the last write changed"),
            example("kehu undo", "撤销它", "Take it back"),
        ],
    },
    Page {
        command: "pack",
        usage: &[],
        formats: &[],
        globals: &["archive", "yes"],
        examples: &[
            example(
                "kehu pack --before 2026 --dry-run",
                "看 2026 年以前的登记文件怎样合并",
                "See how register files before 2026 are packed",
            ),
            example("kehu pack --before 2027 --yes", "合并 2027 年以前的", "Pack those before 2027"),
        ],
    },
    Page {
        command: "hook",
        usage: &[],
        formats: &[],
        globals: &["archive"],
        examples: &[
            example("kehu hook install", "每次提交前运行 `kehu check --staged`", "Run `kehu check --staged` before every commit"),
            example(
                "kehu hook install --force",
                "换掉已有的钩子，原来的改名保留",
                "In place of another hook, which is kept under another name",
            ),
        ],
    },
    Page {
        command: "codeowners",
        usage: &[],
        formats: &[],
        globals: &["archive", "as-of", "output"],
        examples: &[
            example("kehu codeowners -o CODEOWNERS", "写给 GitHub", "For GitHub"),
            example("kehu codeowners --forge gitea", "写给 Gitea，只显示", "For Gitea, only shown"),
        ],
    },
    Page {
        command: "merge-driver",
        usage: &["install", "BASE OURS THEIRS PATH [SIZE]"],
        formats: &[],
        globals: &["archive"],
        examples: &[
            example("kehu merge-driver install", "登记到本仓库的 git 设置", "Register it in this repository's git settings"),
            example(
                "kehu merge-driver base.toml ours.toml theirs.toml customers/yunling-mobile/customer.toml",
                "自己合并三个文件，结果写在 ours.toml",
                "Merge three files yourself; the result goes to ours.toml",
            ),
        ],
    },
    Page {
        command: "diff",
        usage: &[],
        formats: Format::CHANGES,
        globals: &["archive", "as-of", "format", "output"],
        examples: &[
            example("kehu diff", "看还没有提交的改动", "What is not committed yet"),
            example(
                "kehu diff main...HEAD --findings --format markdown",
                "写成合并请求的评论，连同审计发现的增减",
                "As a comment on a pull request, with the findings that appear and disappear",
            ),
            example("kehu diff HEAD~3..HEAD --format json", "最近三次提交，供程序使用", "The last three commits, for programs"),
        ],
    },
    Page {
        command: "doctor",
        usage: &[],
        formats: Format::CHECKS,
        globals: &["archive", "as-of", "me", "format", "output"],
        examples: &[
            example("kehu doctor", "刚克隆的档案：还要设置什么", "A fresh clone: what is still to be set up"),
            example("kehu doctor --todo", "只看要做的", "Only what is to be done"),
            example("kehu doctor --fix", "补上能直接补上的", "Mend what can be mended at once"),
        ],
    },
];
