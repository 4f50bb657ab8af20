//! The pages of the commands that change fields anywhere, and many documents at once.

use super::{Page, example};

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
];

// One command after another comes in from here on.
const _: &[&str] = WRITES;
