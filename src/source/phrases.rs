//! What the faults of a text are called, and what to do about them.

use std::sync::OnceLock;

use super::{FaultKind, limits};
use crate::say;
use crate::words::Lang;

/// Message and help of a fault.
pub(super) fn describe(kind: &FaultKind, lang: Lang) -> (String, String) {
    match kind {
        FaultKind::Syntax(words) => syntax(words, lang),
        FaultKind::Encoding(name) => encoding(*name, "FILE", lang),
        FaultKind::DuplicateKey { key, .. } => (
            say!(lang, "「{key}」写了两次，只取第一处", "`{key}` is written twice; the first is read"),
            say!(
                lang,
                "留下正确的一处，删去另一处；要写多条，用 [[…]] 或列表",
                "keep the right one and delete the other; for several records write [[…]] or a list"
            ),
        ),
        FaultKind::ConflictMarker => (
            say!(
                lang,
                "git 合并冲突还没有解决，这里只读了冲突的前一半",
                "a git merge conflict is not settled; only its first side is read"
            ),
            say!(
                lang,
                "选定要留的一方，再删去 <<<<<<<、=======、>>>>>>> 三行标记",
                "pick one side and delete the three marker lines <<<<<<<, =======, >>>>>>>"
            ),
        ),
        FaultKind::FullWidthSign(sign) => full_width(*sign, super::toml_bare::plain_sign(*sign).unwrap_or(":"), lang),
        FaultKind::MultilineInlineTable => (
            say!(
                lang,
                "花括号里的内容分了行或末尾多了逗号，只有 TOML 1.1 允许",
                "an inline table over several lines or with a last comma, which only TOML 1.1 allows"
            ),
            say!(
                lang,
                "写在一行里，去掉末尾的逗号；内容多就改用 [表头]",
                "write it on one line without the last comma, or use a [table] header"
            ),
        ),
        _ => limit(kind, lang),
    }
}

/// Limits that a document passes.
fn limit(kind: &FaultKind, lang: Lang) -> (String, String) {
    const MIB: usize = limits::MAX_BYTES / 1024 / 1024;
    const DEPTH: usize = limits::MAX_DEPTH;
    const NODES: usize = limits::MAX_NODES;
    const ALIASES: usize = limits::MAX_ALIAS_NODES;
    match kind {
        FaultKind::TooLarge => {
            (say!(lang, "文件大于 {MIB} MiB，没有读", "the file is larger than {MIB} MiB and was not read"), split(lang))
        }
        FaultKind::TooDeep => (
            say!(lang, "嵌套超过 {DEPTH} 层，更深的没有读", "nested deeper than {DEPTH} levels; what is deeper was not read"),
            say!(lang, "检查括号或缩进是否写错", "look for a mistake in brackets or indentation"),
        ),
        FaultKind::TooManyNodes => {
            (say!(lang, "内容超过 {NODES} 项，后面的没有读", "more than {NODES} values; the rest was not read"), split(lang))
        }
        FaultKind::AliasBomb => (
            say!(
                lang,
                "YAML 引用（*名称）展开后超过 {ALIASES} 项，后面的没有读",
                "YAML aliases (*name) expand to more than {ALIASES} values; the rest was not read"
            ),
            say!(lang, "不用引用，把内容直接写出来", "write the values out instead of using aliases"),
        ),
        _ => shape(kind, lang),
    }
}

/// Documents that hold something else than one table.
fn shape(kind: &FaultKind, lang: Lang) -> (String, String) {
    match kind {
        FaultKind::SeveralDocuments => (
            say!(
                lang,
                "一个文件里有几份 YAML 文档（--- 分隔），只读了第一份",
                "several YAML documents (after ---) in one file; only the first is read"
            ),
            say!(lang, "一个文件只放一份，其余移到各自的文件", "one document a file: move the others to files of their own"),
        ),
        _ => (
            say!(lang, "这个文件不是「键: 值」的表", "this document is not a table of keys and values"),
            say!(lang, "每行写成 键: 值；YAML 的冒号用半角，后面空一格", "write `key: value` lines, with a space after the colon"),
        ),
    }
}

fn split(lang: Lang) -> String {
    say!(lang, "拆成几个文件", "split it into several files")
}

pub(super) fn full_width(sign: char, plain: &str, lang: Lang) -> (String, String) {
    (
        say!(lang, "这里的「{sign}」是全角符号，按「{plain}」读", "`{sign}` is a full-width sign; read as `{plain}`"),
        say!(lang, "改成半角的「{plain}」", "write the plain `{plain}`"),
    )
}

/// Another encoding, of the document `file`. Where none is recognised, no command helps: a person has to see what it is.
pub(super) fn encoding(name: Option<&str>, file: &str, lang: Lang) -> (String, String) {
    let Some(name) = name else {
        return (
            say!(lang, "不是 UTF-8 文本，也认不出是哪种编码", "not UTF-8 text, and no encoding that is known here"),
            say!(lang, "用编辑器打开，另存为 UTF-8", "open it in an editor and save it as UTF-8"),
        );
    };
    let option = name.to_ascii_lowercase();
    (
        say!(lang, "不是 UTF-8 文本，像是 {name} 编码", "not UTF-8 text; it looks like {name}"),
        say!(
            lang,
            "要转换成 UTF-8，请运行 kehu fmt --from-encoding {option} {file}",
            "to convert it run kehu fmt --from-encoding {option} {file}"
        ),
    )
}

/// A parser's words.
fn syntax(words: &str, lang: Lang) -> (String, String) {
    match (phrase(words), lang) {
        (Some([message, help, _]), Lang::Zh) => (message.to_owned(), help.to_owned()),
        (Some([.., help]), Lang::En) => (words.to_owned(), help.to_owned()),
        (None, Lang::Zh) => (format!("语法错误（{words}）"), "对照 kehu form 打印的样张改正这一行".to_owned()),
        (None, Lang::En) => (words.to_owned(), "compare the line with the sample that `kehu form` prints".to_owned()),
    }
}

/// Part of a parser's message | in Chinese | what to do, in Chinese | in English. The first line that fits wins: special before
/// general. Of both parsers and the repair, then of TOML, then of YAML.
const PHRASES: &str = r#"
closing quote | 引号没有配对 | 在这段文字的末尾补上引号；文字里的引号前加 \ | close the quotation mark; put \ before one inside the text
unclosed quote | 引号没有配对 | 在这段文字的末尾补上引号；文字里的引号前加 \ | close the quotation mark; put \ before one inside the text
invalid trailing content after | 引号后面还有内容 | 引号要包住整段文字 | put all of the text inside the quotation marks
multiline quoted scalar | 引号没有配对，或引号里的后几行没有缩进 | 补上引号，或把后几行缩进 | close the quotation mark, or indent the following lines
escape | 反斜杠 \ 的用法不对 | 反斜杠要写成 \\，或改用单引号 | write \\ for a backslash, or use single quotes
unicode value digits | \u 后的数字不对 | 反斜杠要写成 \\，或改用单引号 | write \\ for a backslash, or use single quotes
found `:`, expected `=` | 键后面写了冒号 | TOML 用等号: 键 = 值 | TOML has an equals sign: key = value
missing value | 等号后面没有值 | 填上值；还没有就删去这一行或在行首加 # | fill in a value, or delete the line or put # before it
key with no value | 这一行没有等号 | 写成 键 = 值；说明文字在行首加 # | write key = value; put # before a remark
unclosed multi-line string | 三引号没有配对 | 在文字末尾补上三个引号 | close the text with three quotation marks
unclosed table header | 表头的方括号没有配对 | 补上 ] | add the missing ]
unclosed table | 表头的方括号没有配对 | 补上 ] | add the missing ]
unclosed array table | 表头的方括号没有配对 | 补上 ]] | add the missing ]]
unclosed array | 列表的方括号没有配对 | 在列表末尾补上 ] | close the list with ]
unclosed inline table | 花括号没有配对 | 在末尾补上 } | close it with }
missing comma | 两项之间缺逗号 | 在两项之间加半角逗号 | put a comma between the two
extra comma | 多了一个逗号 | 删去多余的逗号 | delete the extra comma
extra `=` | 多了一个等号 | 一行只有一个等号；含等号的文字加引号 | one equals sign a line; put a text that has one in quotes
extra assignment | 多了一个等号 | 一行只有一个等号；含等号的文字加引号 | one equals sign a line; put a text that has one in quotes
unexpected `=` in array | 列表里不能写等号 | 列表里写值，或写成 { 键 = 值 } | write values in a list, or { key = value }
missing assignment | 缺等号 | 写成 键 = 值 | write key = value
missing key | 等号前面没有键 | 写成 键 = 值 | write key = value
keys cannot be empty | 这里没有写键 | 写成 键 = 值；表头写成 [名称] | write key = value; a header is [name]
invalid unquoted key | 键里有 TOML 不允许的字符 | 给键加引号 | put the key in quotes
multi-line | 键不能写成多行 | 键写在一行里 | write the key on one line
must be quoted | 文字要加引号 | 给值加半角引号 | put the value in quotes
unexpected key or value | 后面多了内容 | 一行只写一项；说明文字前加 # | one entry a line; put # before a remark
unexpected text in array | 列表里有读不懂的内容 | 各项用半角逗号隔开，文字加引号 | separate values by commas, put texts in quotes
unexpected content | 后面多了内容 | 一行只写一项；说明文字前加 # | one entry a line; put # before a remark
leading zero | 数字不能以 0 开头 | 编号、电话要加引号 | put numbers that are not counts in quotes
carriage return | 有单独的回车符 | 用编辑器把换行统一成 LF 或 CRLF | let the editor use LF or CRLF line ends
invalid comment character | 注释里有控制字符 | 删去看不见的字符 | delete the invisible character
recursion limit | 嵌套太深 | 检查括号或缩进是否写错 | look for a mistake in brackets or indentation
missing space after `:` | 冒号后面缺空格 | 冒号后面空一格 | put a space after the colon
tabs disallowed | 这里用了制表符（Tab） | 把制表符换成空格：YAML 缩进只能用空格 | replace the tab by spaces: YAML is indented with spaces only
tab cannot | 这里用了制表符（Tab） | 把制表符换成空格：YAML 缩进只能用空格 | replace the tab by spaces: YAML is indented with spaces only
found a tab | 这里用了制表符（Tab） | 把制表符换成空格：YAML 缩进只能用空格 | replace the tab by spaces: YAML is indented with spaces only
with a tab | 这里用了制表符（Tab） | 把制表符换成空格：YAML 缩进只能用空格 | replace the tab by spaces: YAML is indented with spaces only
mapping values are not allowed | 这里不该有冒号 | 检查上一行的缩进和冒号；含冒号的文字加引号 | look at the indentation and colon of the line above; put a text with a colon in quotes
illegal placement of | 这里不该有冒号 | 检查上一行的缩进和冒号；含冒号的文字加引号 | look at the indentation and colon of the line above; put a text with a colon in quotes
simple key expected | 这一行缺冒号 | 写成 键: 值，冒号后面空一格 | write key: value, with a space after the colon
simple key is no longer valid | 键太长或换了行 | 键和冒号写在一行里 | write key and colon on one line
did not find expected key | 缩进和上面的键没有对齐 | 同一层的键左边对齐 | align keys of the same level
indentation | 缩进不对 | 同一层左边对齐，下一层多两个空格 | align what is on one level, indent the next by two spaces
wrongly indented | 缩进不对 | 同一层左边对齐，下一层多两个空格 | align what is on one level, indent the next by two spaces
expected '-' indicator | 列表项没有对齐 | 同一列表的 - 左边对齐 | align the - of one list
block sequence entries are not allowed | 这里不该是列表项 | 列表另起一行，写在键的下面 | begin the list on a line of its own below its key
expected ',' or | 方括号或花括号没有配对，或缺逗号 | 补上逗号或括号 | add the missing comma or bracket
unclosed bracket | 方括号或花括号没有配对 | 补上括号；含括号的文字加引号 | add the missing bracket; put a text with brackets in quotes
bracket | 括号没有配对 | 补上或删去括号；含括号的文字加引号 | add or delete the bracket; put a text with brackets in quotes
unexpected eof | 文件在这里中断了 | 检查最后几行是否完整 | look whether the last lines are complete
unknown anchor | 引用（*名称）没有对应的定义（&名称） | 把内容直接写出来；以 * 开头的文字加引号 | write the value out; put a text that begins with * in quotes
inside its own anchor | 引用（*名称）指向了它自己 | 把内容直接写出来 | write the value out
anchor | & 或 * 的用法不对 | 以 & 或 * 开头的文字加引号 | put a text that begins with & or * in quotes
does not fit its tag | 值和前面的类型标记（!!）不符 | 删去类型标记 | delete the tag
tag | 类型标记（!）的用法不对 | 以 ! 开头的文字加引号 | put a text that begins with ! in quotes
directive | % 的用法不对 | 以 % 开头的文字加引号 | put a text that begins with % in quotes
unexpected character | 文字不能以这个符号开头 | 给值加引号 | put the value in quotes
a key must be a text | 键不能是列表或表 | 键写成文字 | write a text as key
comment | 注释的位置不对 | # 前面空一格 | put a space before #
document | --- 或 ... 的位置不对 | 一个文件只写一份文档 | one document a file
expected node content | 这里缺值 | 填上值，或删去这一行 | fill in a value, or delete the line
"#;

/// The Chinese message and both helps for a parser's words.
fn phrase(words: &str) -> Option<[&'static str; 3]> {
    // Taken apart once: an archive may have a thousand faulty files.
    static CELLS: OnceLock<Vec<[&'static str; 4]>> = OnceLock::new();
    let cells = |line: &'static str| {
        let mut cells = line.split(" | ");
        Some([cells.next().filter(|part| !part.is_empty())?, cells.next()?, cells.next()?, cells.next()?])
    };
    let all = CELLS.get_or_init(|| PHRASES.lines().filter_map(cells).collect());
    all.iter().find(|[part, ..]| words.contains(part)).map(|[_, message, chinese, english]| [*message, *chinese, *english])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_in_both_languages() {
        let kinds = [
            FaultKind::Syntax("missing closing quote".into()),
            FaultKind::Syntax("something new".into()),
            FaultKind::DuplicateKey { key: "单位名称".into(), first: super::super::Span::default() },
            FaultKind::ConflictMarker,
            FaultKind::Encoding(Some("GB18030")),
            FaultKind::Encoding(None),
            FaultKind::TooLarge,
            FaultKind::TooDeep,
            FaultKind::TooManyNodes,
            FaultKind::AliasBomb,
            FaultKind::MultilineInlineTable,
            FaultKind::FullWidthSign('：'),
            FaultKind::NotATable,
            FaultKind::SeveralDocuments,
        ];
        for kind in kinds {
            let (message, help) = describe(&kind, Lang::Zh);
            assert!(message.chars().any(|c| c > '\u{2E80}') && !help.is_empty(), "{message}");
            let (message, help) = describe(&kind, Lang::En);
            assert!(!message.is_empty() && !help.is_empty());
            assert!(
                !(message + &help).chars().any(|c| matches!(c, '\u{4E00}'..='\u{9FFF}')) || matches!(kind, FaultKind::DuplicateKey { .. })
            );
        }
    }

    #[test]
    fn every_phrase_is_whole() {
        for line in PHRASES.lines().filter(|line| !line.is_empty()) {
            assert_eq!(line.split(" | ").filter(|cell| !cell.is_empty()).count(), 4, "{line}");
        }
    }

    #[test]
    fn the_mending_command_is_named() {
        let (message, help) = describe(&FaultKind::Encoding(Some("GB18030")), Lang::Zh);
        assert_eq!(message, "不是 UTF-8 文本，像是 GB18030 编码");
        assert!(help.contains("kehu fmt --from-encoding gb18030 FILE"));
        let (_, help) = encoding(Some("UTF-16BE"), "\"customers/a b/customer.toml\"", Lang::En);
        assert!(help.ends_with("kehu fmt --from-encoding utf-16be \"customers/a b/customer.toml\""), "{help}");
        let (_, help) = encoding(None, "staff.toml", Lang::Zh);
        assert!(!help.contains("kehu"), "{help}");
    }

    #[test]
    fn unknown_words_stay_in_brackets() {
        let (message, _) = describe(&FaultKind::Syntax("odd".into()), Lang::Zh);
        assert_eq!(message, "语法错误（odd）");
    }
}
