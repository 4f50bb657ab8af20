//! `--commit`: one commit of exactly what was written, asked for before anything is.

use std::path::Path;

use anyhow::Result;

use crate::cli::{CliError, Cx, faults};
use crate::edit::change::Change;
use crate::git::{self, Fault};
use crate::say;
use crate::words::Lang;

/// So many records are named in the message.
const NAMED: usize = 100;

/// Whether a commit would hold this change alone.
///
/// # Errors
/// Why it would not; nothing is written then.
pub(crate) fn ready(change: &Change, root: &Path, cx: &Cx<'_>) -> Result<()> {
    let lang = cx.lang;
    let paths = real(root, change);
    let Err(fault) = git::ready(root, paths.iter().map(String::as_str)) else { return Ok(()) };
    let error = match &fault {
        Fault::Uncommitted(other) => {
            let list = lang.join(other);
            let error = CliError::user(say!(
                lang,
                "这些文件还有未提交的改动，没有写入：{list}",
                "these files hold other changes that are not committed; nothing was written: {list}"
            ));
            error.hint(say!(lang, "先提交它们，或去掉 `--commit`", "commit them first, or leave `--commit` out"))
        }
        Fault::Ignored(left_out) => {
            let list = lang.join(left_out);
            let error = CliError::user(say!(
                lang,
                "git 按 `.gitignore` 略过这些文件，没有写入：{list}",
                "git leaves these files out by `.gitignore`; nothing was written: {list}"
            ));
            error.hint(say!(lang, "改 `.gitignore`，或去掉 `--commit`", "change `.gitignore`, or leave `--commit` out"))
        }
        Fault::Merging => {
            let error = CliError::user(say!(
                lang,
                "git 正在合并，这时不能只提交几个文件；没有写入",
                "a merge is under way, and git then commits no single files; nothing was written"
            ));
            error.hint(say!(lang, "先完成合并，或去掉 `--commit`", "finish the merge first, or leave `--commit` out"))
        }
        other => {
            let error = why(other, &say!(lang, "不能提交，没有写入", "cannot commit; nothing was written"), lang);
            error.hint(say!(lang, "去掉 `--commit` 可以只写入", "without `--commit` it is only written"))
        }
    };
    Err(error.into())
}

/// Commits what was written. `records`: what was done, one by one, where it is more than one.
///
/// # Errors
/// When git refuses; the files are written all the same.
pub(crate) fn commit(change: &Change, records: &[String], root: &Path, cx: &mut Cx<'_>) -> Result<()> {
    let lang = cx.lang;
    let paths = real(root, change);
    match git::commit(root, paths.iter().map(String::as_str), &message(&change.subject, records, lang)) {
        Ok(hash) => {
            cx.ui.notice(say!(lang, "已提交 {hash}", "committed {hash}"));
            Ok(())
        }
        Err(fault) => Err(why(&fault, &say!(lang, "文件已写入，但没有提交", "the files are written but not committed"), lang).into()),
    }
}

/// `云岭移动：新增关键人物 李国强`, and a line a record below it.
fn message(subject: &str, records: &[String], lang: Lang) -> String {
    if records.len() < 2 {
        return subject.to_owned();
    }
    let mut out = format!("{subject}\n\n");
    records.iter().take(NAMED).for_each(|record| out.push_str(&format!("- {record}\n")));
    if records.len() > NAMED {
        let more = records.len() - NAMED;
        out.push_str(&say!(lang, "另有 {more} 条\n", "and {more} more\n"));
    }
    out
}

fn why(fault: &Fault, what: &str, lang: Lang) -> CliError {
    faults::told(what, fault, &say!(lang, "在档案里运行 `git init`", "run `git init` in the archive"), lang)
}

/// Where the files really lie: git does not look through links.
fn real(root: &Path, change: &Change) -> Vec<String> {
    let Ok(top) = root.canonicalize() else { return change.paths().map(str::to_owned).collect() };
    let follow = |path: &str| {
        let full = root.join(path);
        let full = full.canonicalize().ok().or_else(|| Some(full.parent()?.canonicalize().ok()?.join(full.file_name()?)))?;
        let parts: Vec<_> = full.strip_prefix(&top).ok()?.iter().map(|part| part.to_string_lossy().into_owned()).collect();
        Some(parts.join("/"))
    };
    change.paths().map(|path| follow(path).unwrap_or_else(|| path.to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_names_every_record() {
        assert_eq!(message("云岭移动：新增", &["云岭移动：新增".to_owned()], Lang::Zh), "云岭移动：新增");
        let many: Vec<String> = (1..=102).map(|n| format!("第 {n} 条")).collect();
        let text = message("录入 102 条", &many, Lang::Zh);
        assert!(text.starts_with("录入 102 条\n\n- 第 1 条\n- 第 2 条\n"), "{text}");
        assert!(text.ends_with("- 第 100 条\n另有 2 条\n"), "{text}");
    }
}
