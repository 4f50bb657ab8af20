//! `kehu fmt [PATH…]`: documents are laid out as their forms are. With `--from-encoding` those in other encodings become UTF-8.

use std::path::Path;

use anyhow::Result;

use crate::cli::args::{FmtArgs, FromEncoding};
use crate::cli::{Cx, Exit, Globals, layout, open, put};
use crate::edit::Refusal;
use crate::edit::change::{Change, FileChange};
use crate::edit::disk::Failure;
use crate::edit::disk::single::Original;
use crate::edit::encoding::{self, Asked, Charset, Utf8};
use crate::say;

/// How many documents came out how.
#[derive(Default)]
struct Count {
    converted: usize,
    already: usize,
    refused: usize,
    failed: usize,
}

/// Lays documents out, or converts them.
pub(crate) fn run(args: &FmtArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    match args.from_encoding {
        Some(from) => convert(args, from, globals, cx),
        None => layout::run(args, globals, cx),
    }
}

/// Converts the documents, or only says which.
fn convert(args: &FmtArgs, from: FromEncoding, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    // Opened for the language only: a broken settings file is no obstacle, it may be the one to convert.
    let root = open::writable(globals, cx)?.root;
    let paths = args.paths.iter().map(|path| open::inside(path, &root, cx)).collect::<Result<Vec<_>>>()?;
    let mut all = Vec::new();
    let mut change = Change::default();
    for asked in encoding::documents(&root, &paths)? {
        let read = Original::read(&root, &asked.path).and_then(|original| {
            let utf8 = encoding::utf8(original.bytes(), &asked, charset(from))?;
            if let Utf8::Was(_, text) = &utf8 {
                let (was, now) = (Some(original.bytes().to_vec()), Some(text.clone().into_bytes()));
                change.files.push(FileChange { path: asked.path.clone(), was, now });
            }
            Ok(utf8)
        });
        all.push((asked, read));
    }
    if !args.check && !args.dry_run {
        write(&root, change, &mut all, cx)?;
    }
    let mut count = Count::default();
    for (asked, done) in all {
        tell(&asked, done, args, &mut count, cx);
    }
    summary(args, &count, cx);
    let changes = args.check && count.converted > 0;
    Ok(if count.failed > 0 { Exit::Failed } else { Exit::found(changes || count.refused > 0) })
}

/// Writes what can be written: a document that is in the way is told, and the others are converted.
fn write(root: &Path, mut change: Change, all: &mut [(Asked, Result<Utf8, Refusal>)], cx: &mut Cx<'_>) -> Result<()> {
    if change.is_empty() {
        return Ok(());
    }
    let lang = cx.lang;
    let lock = put::lock(root, cx)?;
    loop {
        let count = change.files.len();
        change.subject = say!(lang, "{count} 份文件转换成 UTF-8", "{count} documents converted to UTF-8");
        let (path, why) = match put::try_store(&lock, &change, false, cx) {
            Ok(()) => return Ok(()),
            Err(Failure::File { path, why }) if change.paths().any(|one| *one == path) => (path, why),
            Err(failure) => return Err(put::failed(&failure, lang).into()),
        };
        change.files.retain(|file| file.path != path);
        if let Some((_, done)) = all.iter_mut().find(|(asked, _)| asked.path == path) {
            // Another name of a document that is converted, too.
            *done = if matches!(why, Refusal::Linked) { Ok(Utf8::Already) } else { Err(why) };
        }
    }
}

const fn charset(asked: FromEncoding) -> Option<Charset> {
    match asked {
        FromEncoding::Auto => None,
        FromEncoding::Gb18030 => Some(Charset::Gb18030),
        FromEncoding::Utf16Le => Some(Charset::Utf16Le),
        FromEncoding::Utf16Be => Some(Charset::Utf16Be),
    }
}

/// One line a document. What is UTF-8 already gets one only when it was named: a folder holds many.
fn tell(asked: &Asked, done: Result<Utf8, Refusal>, args: &FmtArgs, count: &mut Count, cx: &mut Cx<'_>) {
    let (lang, path) = (cx.lang, asked.path.replace(char::is_control, " "));
    match done {
        Ok(Utf8::Already) => {
            count.already += 1;
            if asked.by_name {
                cx.ui.notice(say!(lang, "{path}：已是 UTF-8，没有改动", "{path}: UTF-8 already, left alone"));
            }
        }
        Ok(Utf8::Was(charset, _)) => {
            count.converted += 1;
            let name = charset.name();
            cx.ui.notice(if args.check || args.dry_run {
                say!(lang, "{path}：将由 {name} 转换成 UTF-8", "{path}: would be converted from {name} to UTF-8")
            } else {
                say!(lang, "{path}：已由 {name} 转换成 UTF-8", "{path}: converted from {name} to UTF-8")
            });
        }
        Err(refusal) => {
            match refusal {
                Refusal::Write(_) => count.failed += 1,
                _ => count.refused += 1,
            }
            let why = refusal.words(lang);
            cx.ui.say(say!(lang, "{path}：没有转换：{why}", "{path}: not converted: {why}"));
        }
    }
}

/// The last line: what all came to. A single document has said it already.
fn summary(args: &FmtArgs, count: &Count, cx: &mut Cx<'_>) {
    let Count { converted, already, .. } = *count;
    let refused = count.refused + count.failed;
    let lang = cx.lang;
    if converted + refused == 0 {
        cx.ui.notice(say!(lang, "没有需要转换的文件（{already} 份已是 UTF-8）", "nothing needs converting ({already} in UTF-8 already)"));
    } else if converted + refused + already > 1 {
        cx.ui.notice(if args.check || args.dry_run {
            say!(
                lang,
                "要转换 {converted} 份，不能转换 {refused} 份，已是 UTF-8 的 {already} 份",
                "{converted} to convert, {refused} that cannot be converted, {already} in UTF-8 already"
            )
        } else {
            say!(
                lang,
                "已转换 {converted} 份，没有转换 {refused} 份，已是 UTF-8 的 {already} 份",
                "{converted} converted, {refused} not converted, {already} in UTF-8 already"
            )
        });
    }
}
