//! The files for git and editors that a new archive has: whether they still say what the template says. A line may be written differently;
//! what it does counts.

use crate::say;
use crate::words::{Lang, words};

use super::{At, Check, Group, Item, Mend, some, word};

const ATTRIBUTES: Item = item("gitattributes", ".gitattributes", ".gitattributes");
const IGNORE: Item = item("gitignore", ".gitignore", ".gitignore");
const EXPOSED: Item = item("secrets", "不该提交的文件", "What must not be committed");
const EDITOR: Item = item("editor", "编辑器的设置", "Settings of editors");
const SCHEMA: Item = item("schema", "schema 文件夹", "Folder `schema`");

const fn item(name: &'static str, zh: &'static str, en: &'static str) -> Item {
    Item::new(Group::Files, name, words(zh, en))
}

/// A line of the template's `.gitattributes`: the pattern, and how the files are to be treated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kind<'a> {
    /// `*.toml`
    pub pattern: &'a str,
    /// The line.
    pub line: &'a str,
    /// Text; else bytes that git leaves alone.
    pub text: bool,
}

impl Kind<'_> {
    /// A name of such a file.
    #[must_use]
    pub fn example(&self) -> String {
        self.pattern.replace('*', "kehu")
    }

    /// Whether git treats such a file so, by its attribute `text`.
    #[must_use]
    pub fn holds(&self, text: &str) -> bool {
        if self.text { text == "set" || text == "auto" } else { text == "unset" }
    }
}

/// The lines of the template.
#[must_use]
pub fn kinds(template: &str) -> Vec<Kind<'_>> {
    let lines = template.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let kind = |line| {
        let mut words = str::split_whitespace(line);
        let pattern = words.next()?;
        Some(Kind { pattern, line, text: words.any(|word| word == "text") })
    };
    lines.filter_map(kind).collect()
}

/// Whether files are text or bytes to git as they should be; `wrong`: the template's lines for those that are not. None: there is no
/// repository that could tell.
#[must_use]
pub fn attributes(there: bool, wrong: Option<&[&str]>, lang: Lang) -> Check {
    if !there {
        let check = ATTRIBUTES.missing(say!(
            lang,
            "没有，git 不知道哪些是文本，也不知道该由 kehu 合并",
            "none; git does not know what is text, nor what kehu merges"
        ));
        return check.fix(Mend::New(".gitattributes"));
    }
    match wrong {
        None => ATTRIBUTES.skipped(say!(lang, "有；不在 git 仓库中，不起作用", "it is there; outside a git repository it does nothing")),
        Some([]) => ATTRIBUTES.ok(say!(lang, "文本和二进制文件分得清", "text and bytes are told apart")),
        Some(lines) => append(ATTRIBUTES.missing(lacking(lines, lang)), lines, ".gitattributes"),
    }
}

/// Names that a line of the template's `.gitignore` leaves out: the line, and such a path.
#[must_use]
pub fn left_out(template: &str) -> Vec<(&str, String)> {
    let lines = template.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    let probe = |line: &str| {
        let name = line.trim_start_matches('/').replace('\\', "").replace('*', "x");
        if line.ends_with('/') { format!("{name}x") } else { name }
    };
    lines.map(|line| (line, probe(line))).collect()
}

/// The template's lines for what nobody may commit: reports, what kehu keeps, decrypted texts and private keys.
pub const SECRET: [&str; 9] =
    ["/reports/", "/.kehu/", "*.decrypted", "*.decrypted.*", "*.plain", "*.plain.*", "*.agekey", "age-identity*", "/identity.txt"];

/// Whether what must not be committed is left out; `lines`: those of the template that say nothing here.
#[must_use]
pub fn ignore(there: bool, lines: &[&str], lang: Lang) -> Check {
    if !there {
        let check = IGNORE.missing(say!(
            lang,
            "没有，报告、解密后的文字、私钥都可能提交上去",
            "none; reports, decrypted texts and private keys may be committed"
        ));
        return check.fix(Mend::New(".gitignore"));
    }
    if lines.is_empty() {
        return IGNORE.ok(say!(lang, "报告、解密后的文字、私钥都不会提交", "reports, decrypted texts and private keys are left out"));
    }
    append(IGNORE.missing(lacking(lines, lang)), lines, ".gitignore")
}

/// Files that the template leaves out and that are committed all the same.
#[must_use]
pub fn exposed(committed: Option<&[String]>, at: &At, lang: Lang) -> Check {
    match committed {
        None => EXPOSED.skipped(say!(lang, "没有 git 可问", "there is no git to ask")),
        Some([]) => EXPOSED.ok(say!(lang, "都没有提交", "none was committed")),
        Some(paths) => {
            let names = some(paths, lang);
            let check = EXPOSED.wrong(say!(
                lang,
                "已在仓库中：{names}；其中若有私钥或解密的文字，历史里也还在，须当作已经泄露",
                "in the repository: {names}; a private key or decrypted text among them stays in the history and counts as leaked"
            ));
            let words: Vec<String> = paths.iter().take(5).map(|path| word(path)).collect();
            let check = check.run(at.git(&format!("rm --cached -r -- {}", words.join(" "))));
            if paths.len() > 5 { check.say(say!(lang, "其余的同样处理", "and the others likewise")) } else { check }
        }
    }
}

/// A file of settings of an editor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditorFile<'a> {
    /// Its name.
    pub name: &'static str,
    /// The schemas to which it does not point; none: it is not there.
    pub lacking: Option<Vec<&'a str>>,
}

/// The schemas that a text of settings points to: `schema/customer.json`.
#[must_use]
pub fn schemas(text: &str) -> Vec<&str> {
    let mut out: Vec<&str> = Vec::new();
    for (at, _) in text.match_indices("schema/") {
        let rest = &text[at..];
        if let Some(end) = rest.find(".json") {
            let path = &rest[..end + ".json".len()];
            if !path.contains(char::is_whitespace) && !out.contains(&path) {
                out.push(path);
            }
        }
    }
    out
}

/// Whether editors know the forms. Nobody needs more than one editor.
#[must_use]
pub fn editor(files: &[EditorFile<'_>], at: &At, lang: Lang) -> Check {
    let names: Vec<&'static str> = files.iter().map(|file| file.name).collect();
    if files.iter().all(|file| file.lacking.is_none()) {
        let list = lang.join(&names);
        let check = EDITOR.missing(say!(
            lang,
            "没有 {list}，编辑器不会补全，也不会标出错误",
            "there is no {list}; editors neither complete nor mark mistakes"
        ));
        return names.into_iter().fold(check, |check, name| check.fix(Mend::New(name)));
    }
    let old: Vec<&EditorFile<'_>> = files.iter().filter(|file| file.lacking.as_ref().is_some_and(|list| !list.is_empty())).collect();
    if old.is_empty() {
        let there = files.iter().filter(|file| file.lacking.is_some()).map(|file| file.name);
        return EDITOR.ok(lang.join(there));
    }
    let what = old.iter().map(|file| {
        let list: Vec<String> = file.lacking.iter().flatten().map(|one| (*one).to_owned()).collect();
        let (name, list) = (file.name, some(&list, lang));
        say!(lang, "{name} 缺 {list}", "{name} lacks {list}")
    });
    let check = EDITOR.missing(lang.join(what));
    let names: Vec<&str> = old.iter().map(|file| file.name).collect();
    template(check, &names, at, lang).say(say!(lang, "自己改过的设置，请先抄下来", "note down first what you set there yourself"))
}

/// Whether the schemas are those of this version and this archive; `stale`: files that are missing or different.
#[must_use]
pub fn schema(there: bool, stale: &[String], at: &At, lang: Lang) -> Check {
    let write = format!("kehu schema --output-dir {}", at.file("schema"));
    if !there {
        return SCHEMA
            .missing(say!(lang, "没有，编辑器无从核对", "none; editors have nothing to check against"))
            .run(write)
            .mend(Mend::Schemas);
    }
    if stale.is_empty() {
        return SCHEMA.ok(say!(lang, "与这个版本和自定义字段一致", "as this version and the archive's own fields have it"));
    }
    let names = some(stale, lang);
    let check = SCHEMA.wrong(say!(
        lang,
        "与这个版本或自定义字段不一致：{names}",
        "not as this version and the archive's own fields have it: {names}"
    ));
    check.run(write).mend(Mend::Schemas)
}

fn lacking(lines: &[&str], lang: Lang) -> String {
    let lines: Vec<String> = lines.iter().map(|line| format!("`{line}`")).collect();
    let list = some(&lines, lang);
    say!(lang, "缺 {list}", "it lacks {list}")
}

fn append(check: Check, lines: &[&str], file: &'static str) -> Check {
    check.fix(Mend::Lines(file, lines.iter().map(|line| (*line).to_owned()).collect()))
}

fn template(check: Check, names: &[&str], at: &At, lang: Lang) -> Check {
    let check = check.say(say!(lang, "从一份新建的空档案中取：", "take it from a new, empty archive:"));
    at.template_files(names).into_iter().fold(check, Check::run)
}
