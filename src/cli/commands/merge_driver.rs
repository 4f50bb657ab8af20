//! `kehu merge-driver`: what git runs for a document that two branches changed, and its entry in the repository's settings.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::cli::args::MergeDriverArgs;
use crate::cli::{CliError, Cx, Exit, Globals, faults, open};
use crate::discover;
use crate::edit::branches::{self, Doubt, Three};
use crate::edit::disk::whole;
use crate::edit::shape::Shape;
use crate::form::choices::KeyLanguage;
use crate::git::driver::{self, Files};
use crate::git::{Fault, history};
use crate::say;
use crate::source::Syntax;
use crate::source::limits::MAX_BYTES;
use crate::words::{Lang, refusal};

/// The word that stands in the place of the first file.
const INSTALL: &str = "install";

/// One document of each kind of ending, to ask git about.
const ASKED: [&str; 3] = ["customers/kehu/customer.toml", "customers/kehu/customer.yaml", "customers/kehu/customer.yml"];

/// Merges, or makes the entry.
pub(crate) fn run(args: &MergeDriverArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let lang = cx.lang;
    match (&args.ours, &args.theirs, &args.path) {
        (Some(ours), Some(theirs), Some(path)) => {
            let [base, ours, theirs] = [Path::new(&args.base), ours, theirs].map(|file| cx.env.cwd.join(file));
            merge(&Job { base, ours, theirs, path, marker: args.marker }, cx)
        }
        (None, ..) if args.base == INSTALL => install(globals, cx),
        _ => {
            let error = CliError::user(say!(
                lang,
                "`merge-driver` 由 git 调用，要有三个文件和路径",
                "`merge-driver` is run by git, with three files and a path"
            ));
            Err(error
                .hint(say!(
                    lang,
                    "登记到本仓库：`kehu merge-driver install`",
                    "register it in this repository: `kehu merge-driver install`"
                ))
                .into())
        }
    }
}

/// One merge that git asks for.
struct Job<'a> {
    base: PathBuf,
    ours: PathBuf,
    theirs: PathBuf,
    path: &'a str,
    marker: Option<u32>,
}

impl Job<'_> {
    /// What git makes of the lines.
    fn lines(&self, base: Option<&Path>, cx: &Cx<'_>) -> Result<(Vec<u8>, i32), Fault> {
        driver::by_line(&cx.env.cwd, Files { base, ours: &self.ours, theirs: &self.theirs }, self.marker)
    }

    /// The texts of the three.
    fn texts(&self) -> Option<[String; 3]> {
        let text = |path: &Path| fs::read_to_string(path).ok().filter(|text| text.len() <= MAX_BYTES);
        Some([text(&self.base)?, text(&self.ours)?, text(&self.theirs)?])
    }
}

/// The result stands in the file of our side, as git wants it; 1 where a conflict is left.
fn merge(job: &Job<'_>, cx: &mut Cx<'_>) -> Result<Exit> {
    let lang = cx.lang;
    let lines = job.lines(Some(&job.base), cx);
    let joined = form_of(job.path).and_then(|(syntax, shape)| {
        let [base, ours, theirs] = job.texts()?;
        let smooth = lines.as_ref().ok().filter(|(_, conflicts)| *conflicts == 0).map(|(text, _)| text.as_slice());
        let smooth = smooth.and_then(|text| std::str::from_utf8(text).ok());
        Some(branches::join(syntax, shape, Three { base: &base, ours: &ours, theirs: &theirs }, smooth))
    });
    let doubt = match joined {
        Some(Ok(text)) => {
            put(&job.ours, text.as_bytes(), lang)?;
            return Ok(Exit::Clean);
        }
        Some(Err(doubt)) => Some(doubt),
        None => None,
    };
    let (text, conflicts) = match (&doubt, lines) {
        // Lines that come out smooth hide what nobody has decided: what differs is marked.
        (Some(doubt), Ok((_, 0))) if doubt.is_of_content() => job.lines(None, cx),
        (_, lines) => lines,
    }
    .map_err(|fault| failed(job.path, &fault, lang))?;
    put(&job.ours, &text, lang)?;
    if let Some(doubt) = doubt.filter(|doubt| conflicts > 0 || doubt.is_of_content()) {
        told(job.path, &doubt, cx);
        return Ok(Exit::Findings);
    }
    Ok(Exit::found(conflicts > 0))
}

fn told(path: &str, doubt: &Doubt, cx: &mut Cx<'_>) {
    let lang = cx.lang;
    let (path, why) = (path.replace(char::is_control, " "), doubt.words(lang));
    cx.ui.say(say!(
        lang,
        "{path}：{why}；请在标出冲突的地方定下来，再 `git add`",
        "{path}: {why}; settle it where the conflict is marked, then `git add` it"
    ));
}

/// The form of a document by its path from the top of the work tree: the archive may lie further down.
fn form_of(path: &str) -> Option<(Syntax, Shape)> {
    let below = path.match_indices('/').map(|(at, _)| &path[at + 1..]);
    let found = std::iter::once(path).chain(below).find_map(|path| discover::document(path).filter(|found| found.kind.is_some()))?;
    let kind = found.kind?;
    Some((found.syntax?, Shape { spec: kind.spec()?, packed: kind.may_be_packed(), keys: KeyLanguage::English }))
}

fn put(path: &Path, bytes: &[u8], lang: Lang) -> Result<()> {
    let name = path.display();
    whole::write(path, bytes)
        .map_err(|error| refusal(&error, lang))
        .map_err(|why| CliError::system(say!(lang, "不能写入 `{name}`：{why}", "cannot write `{name}`: {why}")).into())
}

fn failed(path: &str, fault: &Fault, lang: Lang) -> CliError {
    let path = path.replace(char::is_control, " ");
    let why = match fault {
        Fault::NoGit => say!(lang, "找不到 git", "there is no git"),
        Fault::Said(words) => words.replace('\n', " "),
        _ => say!(lang, "git 没有做成", "git could not do it"),
    };
    let error = CliError::system(say!(lang, "{path} 没有合并：{why}", "{path} was not merged: {why}"));
    error.hint(say!(
        lang,
        "取一方的内容：`git checkout --ours` 或 `--theirs`，再自己补上另一方的改动",
        "take one side by `git checkout --ours` or `--theirs`, and add the other's changes yourself"
    ))
}

/// Makes the entry in git's settings; whether it is new.
pub(super) fn register(root: &Path, lang: Lang) -> Result<bool, CliError> {
    let name = say!(lang, "客户档案按字段合并", "Customer archives are merged by field");
    driver::install(root, &name).map_err(|fault| no_entry(&fault, lang))
}

/// Makes the entry, and says what else git needs.
fn install(globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let lang = cx.lang;
    let root = open::root(globals, cx)?;
    let new = register(&root, lang)?;
    cx.ui.notice(if new {
        say!(
            lang,
            "已登记到本仓库的 git 设置：两个分支改同一份档案时按字段合并",
            "registered in this repository's git settings: a document that two branches changed is merged by field"
        )
    } else {
        say!(lang, "已经登记过，没有改动", "registered already, nothing changed")
    });
    let missing = driver::not_given(&root, &ASKED).map_err(|fault| no_entry(&fault, lang))?;
    if missing.is_empty() {
        if new {
            cx.ui.notice(super::hook::what_else(lang));
        }
        return Ok(Exit::Clean);
    }
    let endings = missing.iter().filter_map(|path| path.rsplit_once('.'));
    let rows: Vec<String> = endings.map(|(_, ending)| format!("`*.{ending} merge={}`", driver::NAME)).collect();
    let rows = lang.join(rows);
    // Attributes count from where the file lies.
    let file = if history::is_top(&root).unwrap_or(true) {
        ".gitattributes".to_owned()
    } else {
        root.join(".gitattributes").display().to_string()
    };
    cx.ui.say(say!(
        lang,
        "还没有起作用：请在 `{file}` 中加上 {rows}，每项一行，并提交",
        "not in effect yet: add {rows} to `{file}`, each on a line of its own, and commit it"
    ));
    Ok(Exit::Findings)
}

fn no_entry(fault: &Fault, lang: Lang) -> CliError {
    let what = say!(lang, "没有登记合并驱动", "the merge driver was not registered");
    faults::told(&what, fault, &say!(lang, "先在档案里运行 `git init`", "run `git init` in the archive first"), lang)
}
