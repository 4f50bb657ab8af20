//! What a command's help page has beyond its arguments: formats, the global options that matter to it, examples.

mod analyses;
mod customers;
mod plans;
mod registers;
mod structure;

use super::args::Format;
use crate::words::{Words, words};

/// One help page.
#[derive(Debug)]
pub struct Page {
    /// The command; `kehu` is the first page.
    pub command: &'static str,
    /// Usage lines where they cannot be read off the arguments.
    pub usage: &'static [&'static str],
    /// Formats that the command writes, the default first. Empty: it takes no `--format`.
    pub formats: &'static [Format],
    /// Global options worth a line, by their long name.
    pub globals: &'static [&'static str],
    /// Two or three command lines that work in the example archive.
    pub examples: &'static [Example],
}

/// A command line with what it is for.
#[derive(Debug)]
pub struct Example {
    /// What it is for.
    pub what: Words,
    /// The command line.
    pub line: &'static str,
}

const fn example(line: &'static str, zh: &'static str, en: &'static str) -> Example {
    Example { what: words(zh, en), line }
}

/// The page of a command.
#[must_use]
pub fn page(command: &str) -> Option<&'static Page> {
    all().find(|page| page.command == command)
}

/// All pages, the first one for `kehu` itself.
pub fn all() -> impl Iterator<Item = &'static Page> {
    READING[..1].iter().chain(groups().into_iter().flat_map(|(_, pages)| pages))
}

/// The commands' pages in groups, as the page of `kehu` lists them.
#[must_use]
pub fn groups() -> [(Words, &'static [Page]); 7] {
    [
        (words("查阅与检查", "Reading and checking"), &READING[1..]),
        (words("计划、覆盖与分析", "Plans, coverage and analyses"), analyses::PAGES),
        (words("客户与人员", "Customers and people"), customers::PAGES),
        (words("计划与接触", "Plans and contacts"), plans::PAGES),
        (words("登记", "Registers"), registers::PAGES),
        (words("改动与整体操作", "Changes"), structure::PAGES),
        (words("文件与其他", "Files and further"), FURTHER),
    ]
}

static READING: &[Page] = &[
    Page {
        command: "kehu",
        usage: &[],
        formats: &[],
        globals: &[],
        examples: &[
            example("kehu init demo --example telecom", "取一份填好的示例档案", "Get a filled example archive"),
            example("kehu -C demo audit", "审计它", "Audit it"),
            example("kehu -C demo show 云岭移动", "看一个客户", "Show one customer"),
        ],
    },
    Page {
        command: "init",
        usage: &[],
        formats: &[],
        globals: &[],
        examples: &[
            example(
                "kehu init archive --company 远擎通信建设股份有限公司 --short 远擎建设",
                "为本公司建一份空档案",
                "Start an empty archive for our company",
            ),
            example("kehu init demo --example telecom", "取一份填好的示例", "Get a filled example"),
            example("kehu init sales --preset tiered-sales,key-account", "按另外两套规定建档", "Follow two other regulations"),
        ],
    },
    Page {
        command: "check",
        usage: &[],
        formats: Format::FINDINGS,
        globals: &["archive", "format", "output"],
        examples: &[
            example("kehu check", "检查整个档案", "Check the whole archive"),
            example(
                "kehu check customers/yunling-mobile --format github",
                "只查一个客户的文件，在 GitHub 上标注到行",
                "Check the documents of one customer, with annotations for GitHub",
            ),
            example(
                "kehu check - --stdin-filename staff.toml < staff.toml",
                "查编辑器中尚未保存的内容",
                "Check what an editor has not saved yet",
            ),
        ],
    },
    Page {
        command: "audit",
        usage: &[],
        formats: Format::FINDINGS,
        globals: &["archive", "as-of", "me", "format", "output"],
        examples: &[
            example(
                "kehu audit --as-of 2026-07-29 --fail-on warning",
                "以某一天为准审计，有警告即退出状态为 1",
                "Audit as of a given day; a warning makes the exit status 1",
            ),
            example(
                "kehu audit am:zhou-lan --rule COV,F6-06",
                "只看周岚的客户，只用几条规则",
                "Only the customers of one account manager, only some rules",
            ),
            example(
                "kehu audit --write-baseline",
                "把现有的问题写成基线；以后用 `--baseline kehu-baseline.toml` 只报新的问题",
                "Write what is found as the baseline; from then on `--baseline kehu-baseline.toml` tells only what is new",
            ),
        ],
    },
    Page {
        command: "explain",
        usage: &[],
        formats: Format::PROSE,
        globals: &["archive", "format"],
        examples: &[
            example("kehu explain", "列出全部规则", "List all rules"),
            example("kehu explain COV-03", "一条规则的依据与做法", "A rule: its source and what to do"),
            example("kehu explain customer.tier", "一个字段的填法", "How to fill in a field"),
        ],
    },
    Page {
        command: "policy",
        usage: &["list [RULE]...", "show [RULE]...", "duties [RULE]..."],
        formats: Format::TABLES,
        globals: &["archive", "as-of", "format", "output"],
        examples: &[
            example("kehu policy list", "有哪些预设和规则，哪些有效", "Which presets and rules there are, and which are in force"),
            example(
                "kehu policy show F6",
                "一族规则的参数与级别，各自来自哪里",
                "Parameters and levels of a family, and where each comes from",
            ),
            example(
                "kehu policy duties --role account_manager --period 2026-07",
                "客户经理七月的职责清单",
                "What an account manager has to do in July",
            ),
        ],
    },
    Page {
        command: "list",
        usage: &[],
        formats: Format::TABLES,
        globals: &["archive", "as-of", "me", "format", "output"],
        examples: &[
            example(
                "kehu list customers am:zhou-lan --sort -last_contact",
                "周岚的客户，最近接触的在前",
                "The customers of an account manager, latest contact first",
            ),
            example("kehu list people customer:云岭 role:decision_maker", "一个客户的决策者", "The decision makers of a customer"),
            example(
                "kehu list contact-reports year:2026 -o contacts.csv",
                "把今年的接触情况报告写成 CSV",
                "The contact reports of a year as CSV",
            ),
        ],
    },
    Page {
        command: "show",
        usage: &[],
        formats: Format::DOCUMENTS,
        globals: &["archive", "as-of", "me", "format"],
        examples: &[
            example("kehu show 云岭移动", "按简称看一个客户", "A customer by its short name"),
            example("kehu show starbridge", "按编号看一个客户", "A customer by its id"),
            example("kehu show yunling-mobile li-guoqiang", "其中一人", "One of its people"),
        ],
    },
    Page {
        command: "form",
        usage: &["FORM CUSTOMER [PERSON]", "FORM --blank"],
        formats: Format::DOCUMENTS,
        globals: &["archive", "as-of", "format", "output"],
        examples: &[
            example("kehu form 1 jiangbei-catv", "江北广电的附表1", "Form 1 of a customer"),
            example("kehu form 6 云岭移动 --year 2026 -o plan.md", "把接触计划写成文件", "A contact plan as a file"),
            example("kehu form 2 --blank", "一张空的附表2", "An empty form 2"),
        ],
    },
    Page {
        command: "schema",
        usage: &[],
        formats: &[Format::Json],
        globals: &["output"],
        examples: &[
            example("kehu schema customer", "客户表的 JSON Schema", "The schema of the customer form"),
            example("kehu schema --output-dir schema", "各表一个文件", "One file a form"),
        ],
    },
];

/// Commands that are neither.
static FURTHER: &[Page] = &[
    Page {
        command: "fmt",
        usage: &[],
        formats: &[],
        globals: &["archive"],
        examples: &[
            example(
                "kehu fmt",
                "整理整个档案：项的次序、排版与附表一致，注释保留",
                "Lay out the whole archive as its forms are; comments stay",
            ),
            example(
                "kehu fmt --to yaml --keys zh customers/starbridge --diff",
                "看一个客户的文件改成中文项名的 YAML 会是怎样",
                "See the documents of one customer as YAML with Chinese keys",
            ),
            example(
                "kehu fmt --from-encoding gb18030 customers/starbridge/insight.toml",
                "转换一个 GBK 文件；已是 UTF-8 就不动",
                "Convert a GBK document; UTF-8 is left alone",
            ),
        ],
    },
    Page {
        command: "import",
        usage: &["FILE... --as KIND", "--template KIND -o FILE"],
        formats: &[],
        globals: &["archive", "output", "yes"],
        examples: &[
            example("kehu import --template customers -o customers.csv", "取一张空表来填", "Get an empty table to fill in"),
            example(
                "kehu import customers.csv --as customers --dry-run",
                "先看会做什么、哪些行有错",
                "See what would be done, and which rows are bad",
            ),
            example(
                "kehu import customers.csv --as customers --map 大区=region --yes",
                "指明一列，不再询问",
                "Say what a column is, do not ask",
            ),
        ],
    },
    Page {
        command: "completions",
        usage: &[],
        formats: &[],
        globals: &["output"],
        examples: &[
            example(
                "kehu completions bash > kehu.bash",
                "存成文件，再用 `source kehu.bash` 读入",
                "Save it, then read it by `source kehu.bash`",
            ),
            example("kehu completions zsh -o _kehu", "供 Zsh 自动装入", "For Zsh to load by itself"),
        ],
    },
    Page {
        command: "help",
        usage: &[],
        formats: &[],
        globals: &[],
        examples: &[
            example("kehu help", "总的帮助", "The general help"),
            example("kehu help audit", "一个命令的帮助", "The help of a command"),
        ],
    },
];

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::cli::args::Cli;

    #[test]
    fn every_command_has_a_page_and_every_page_a_command() {
        let tree = Cli::command();
        let mut commands = vec![tree.get_name()];
        commands.extend(tree.get_subcommands().map(clap::Command::get_name));
        let pages: Vec<_> = all().map(|page| page.command).collect();
        assert_eq!(pages, commands);
    }

    #[test]
    fn every_example_parses() {
        for page in all() {
            // Name and options are put before them.
            assert!(page.usage.iter().all(|rest| !rest.contains("kehu") && !rest.contains("OPTIONS")), "{}", page.command);
            assert!((2..=3).contains(&page.examples.len()), "{}", page.command);
            for example in page.examples {
                // What the shell would take away.
                let words = example.line.split(' ').take_while(|word| !matches!(*word, ">" | "<"));
                let parsed = Cli::command().try_get_matches_from(words);
                assert!(parsed.is_ok(), "{}: {:?}", example.line, parsed.err());
            }
        }
    }
}
