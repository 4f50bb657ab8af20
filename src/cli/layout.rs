//! `kehu fmt`: which documents, what becomes of each, and what is said of it.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::Result;
use rayon::prelude::*;

use super::args::{FmtArgs, KeysChoice, ToFormat};
use super::{Cx, Exit, Globals, open, put};
use crate::discover::{self, Found};
use crate::edit::change::{Change, FileChange};
use crate::edit::desk::Desk;
use crate::edit::disk::single::Original;
use crate::edit::fmt::{self, Held, Wish};
use crate::edit::shape::Shape;
use crate::edit::{Refusal, encoding};
use crate::form::choices::KeyLanguage;
use crate::say;
use crate::source::{Syntax, encoding as utf8};
use crate::words::{Lang, shell_word};

/// What becomes of one document.
enum Fate {
    /// It is laid out well.
    Same,
    /// It becomes this; the path that it then has.
    New(Vec<u8>, Vec<u8>, String),
    /// It is left alone, because.
    Left(Why),
}

/// Why a document is left alone.
enum Why {
    File(Refusal),
    Text(Held),
    Twin(String),
    Link,
    Unknown,
}

/// Lays documents out, or only tells which.
///
/// # Errors
/// When a path is not there, or something cannot be written.
pub(super) fn run(args: &FmtArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let opened = open::writable(globals, cx)?;
    let desk = Desk::new(&opened.root, &opened.base.world);
    let root = opened.root;
    let paths = args.paths.iter().map(|path| open::inside(path, &root, cx)).collect::<Result<Vec<_>>>()?;
    let wish = Wish {
        keys: args.keys.map(|keys| if keys == KeysChoice::Zh { KeyLanguage::Chinese } else { KeyLanguage::English }),
        to: args.to.map(|to| if to == ToFormat::Yaml { Syntax::Yaml } else { Syntax::Toml }),
    };
    let (documents, unknown) = documents(&root, &paths)?;
    for path in &unknown {
        let why = Why::Unknown.words(path, cx.lang);
        cx.ui.say(say!(cx.lang, "{path}：没有整理：{why}", "{path}: left alone: {why}"));
    }
    let fates: Vec<Fate> = documents.par_iter().map(|found| fate(&root, found, &desk, wish)).collect();
    let mut change = Change::default();
    let (mut same, mut left, mut targets) = (0, unknown.len(), BTreeSet::new());
    for (found, fate) in documents.iter().zip(fates) {
        let fate = match fate {
            // `x.yaml` beside `x.yml`: only one of them can become `x.toml`.
            Fate::New(_, _, target) if !targets.insert(target.clone()) => Fate::Left(Why::Twin(target)),
            fate => fate,
        };
        match fate {
            Fate::Same => same += 1,
            Fate::New(was, now, target) => add(&mut change, &found.path, was, now, target),
            Fate::Left(why) => {
                left += 1;
                let (path, why) = (&found.path, why.words(&found.path, cx.lang));
                cx.ui.say(say!(cx.lang, "{path}：没有整理：{why}", "{path}: left alone: {why}"));
            }
        }
    }
    change.files.sort_by(|one, two| one.path.cmp(&two.path));
    let count = change.files.iter().filter(|file| file.now.is_some()).count();
    change.subject = say!(cx.lang, "fmt：整理 {count} 份文件", "fmt: {count} documents laid out");
    deliver(args, &change, &root, cx)?;
    summary(args, Count { count, same, left }, cx);
    let told = (args.check || args.diff) && count > 0;
    Ok(Exit::found(told || left > 0))
}

/// The documents that the paths stand for (without any: all), and the files that were named and are none.
fn documents(root: &Path, paths: &[String]) -> Result<(Vec<Found>, Vec<String>)> {
    let written = |found: &Found| found.syntax.is_some() && found.kind.is_some_and(|kind| kind.spec().is_some());
    if paths.is_empty() {
        return Ok((discover::documents(root)?.into_iter().filter(written).collect(), Vec::new()));
    }
    let (mut out, mut unknown) = (Vec::new(), Vec::new());
    for asked in encoding::documents(root, paths)? {
        match discover::document(&asked.path).filter(written) {
            Some(mut found) => {
                found.link = root.join(&found.path).is_symlink();
                out.push(found);
            }
            // Whoever names all files of a folder means those that can be laid out.
            None if asked.by_name && !asked.path.ends_with(".csv") && !asked.path.ends_with(".age") => unknown.push(asked.path),
            None => {}
        }
    }
    Ok((out, unknown))
}

fn fate(root: &Path, found: &Found, desk: &Desk, wish: Wish) -> Fate {
    match (found.syntax, found.kind.and_then(|kind| desk.shape(kind))) {
        (Some(syntax), Some(shape)) => laid(root, found, syntax, shape, wish).unwrap_or_else(Fate::Left),
        _ => Fate::Left(Why::Unknown),
    }
}

fn laid(root: &Path, found: &Found, syntax: Syntax, shape: Shape, wish: Wish) -> Result<Fate, Why> {
    let to = wish.to.unwrap_or(syntax);
    let target = if to == syntax { found.path.clone() } else { renamed(root, found, to)? };
    let original = Original::read(root, &found.path).map_err(Why::File)?;
    let was = original.bytes().to_vec();
    let text = utf8::decode(was.clone()).map_err(|_| Why::File(Refusal::UnknownEncoding))?;
    let now = fmt::format(syntax, text.as_str(), shape, wish).map_err(Why::Text)?;
    let now = if text.bom { ["\u{feff}", &now].concat() } else { now }.into_bytes();
    Ok(if now == was && target == found.path { Fate::Same } else { Fate::New(was, now, target) })
}

/// The path of a document in the other language. One that exists twice is nobody's to choose between.
fn renamed(root: &Path, found: &Found, to: Syntax) -> Result<String, Why> {
    let Some((stem, _)) = found.path.rsplit_once('.') else { return Err(Why::Unknown) };
    if found.link {
        return Err(Why::Link);
    }
    let others = ["toml", "yaml", "yml"].map(|ending| format!("{stem}.{ending}"));
    let twin = others.into_iter().find(|path| *path != found.path && std::fs::symlink_metadata(root.join(path)).is_ok());
    let ending = if to == Syntax::Toml { "toml" } else { "yaml" };
    twin.map_or_else(|| Ok(format!("{stem}.{ending}")), |twin| Err(Why::Twin(twin)))
}

fn add(change: &mut Change, path: &str, was: Vec<u8>, now: Vec<u8>, target: String) {
    if target == path {
        change.files.push(FileChange { path: target, was: Some(was), now: Some(now) });
        return;
    }
    change.files.push(FileChange { path: path.to_owned(), was: Some(was), now: None });
    change.files.push(FileChange { path: target.clone(), was: None, now: Some(now) });
    change.moved.push((path.to_owned(), target));
}

/// Lists, shows or writes.
fn deliver(args: &FmtArgs, change: &Change, root: &Path, cx: &mut Cx<'_>) -> Result<()> {
    if args.check {
        for file in change.files.iter().filter(|file| file.was.is_some()) {
            cx.ui.data(format!("{}\n", file.path))?;
        }
    } else if args.diff || args.dry_run {
        let color = cx.ui.color_data();
        cx.ui.data(put::shown(change, color))?;
    } else {
        put::put(root, change, cx)?;
        for file in change.files.iter().filter(|file| file.now.is_some()) {
            let path = &file.path;
            let old = change.moved.iter().find(|(_, new)| new == path).map(|(old, _)| old);
            cx.ui.notice(match old {
                Some(old) => say!(cx.lang, "{old}：已改写为 {path}", "{old}: rewritten as {path}"),
                None => say!(cx.lang, "{path}：已整理", "{path}: laid out"),
            });
        }
    }
    Ok(())
}

/// How many documents came out how.
struct Count {
    count: usize,
    same: usize,
    left: usize,
}

fn summary(args: &FmtArgs, count: Count, cx: &mut Cx<'_>) {
    let (lang, Count { count, same, left }) = (cx.lang, count);
    let mut line = match (count, args.check || args.diff || args.dry_run) {
        (0, _) => say!(lang, "没有需要整理的文件（{same} 份已整齐）", "nothing to lay out ({same} as they should be)"),
        (_, true) => say!(lang, "要整理 {count} 份，{same} 份已整齐", "{count} to lay out, {same} as they should be"),
        (_, false) => say!(lang, "已整理 {count} 份，{same} 份原已整齐", "{count} laid out, {same} as they should be already"),
    };
    if left > 0 {
        line.push_str(&say!(lang, "，{left} 份没有整理", ", {left} left alone"));
    }
    cx.ui.notice(line);
}

impl Why {
    fn words(&self, path: &str, lang: Lang) -> String {
        match self {
            Self::File(Refusal::UnknownEncoding) => {
                let path = shell_word(path);
                say!(
                    lang,
                    "不是 UTF-8；请先用 `kehu fmt --from-encoding auto {path}` 转换",
                    "not UTF-8; convert it first by `kehu fmt --from-encoding auto {path}`"
                )
            }
            Self::File(refusal) => refusal.words(lang),
            Self::Text(held) => held.words(&shell_word(path), lang),
            Self::Twin(twin) => say!(
                lang,
                "同一份文件还有一个 {twin}；请合并后删去其中一个",
                "the document exists also as {twin}; merge the two and delete one"
            ),
            Self::Link => {
                say!(lang, "是符号链接，不能改名；请改写它指向的文件", "a symbolic link is not renamed; rewrite what it leads to")
            }
            Self::Unknown => {
                say!(lang, "不是档案里的 toml 或 yaml 文件", "no toml or yaml document of the archive")
            }
        }
    }
}
