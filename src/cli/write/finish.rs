//! The end of a writing command: judged, shown, written, committed, and what to do next.

use anyhow::Result;

use super::common::WriteArgs;
use super::session::Session;
use super::steps;
use crate::cli::{CliError, Cx, Exit, Globals, put};
use crate::edit::change::Change;
use crate::edit::judge::{self, Verdict};
use crate::findings::{Finding, Level};
use crate::git;
use crate::render::findings as render;
use crate::say;

/// Most next steps that are shown; the rest is a number and a command.
const MOST_STEPS: usize = 12;

/// How a command ends besides writing.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ending {
    /// It cannot be taken back, and nothing of what was there is kept.
    pub(crate) for_good: bool,
    /// What to do next that only this command knows: lines, each with its command.
    pub(crate) steps: Vec<String>,
}

/// Judges what is on the desk, then shows or writes it. `subject`: what was done, in business words.
///
/// # Errors
/// When it cannot be written, or git refuses the commit.
pub(crate) fn finish(session: Session, subject: String, write: &WriteArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    finish_with(session, subject, write, &Ending::default(), globals, cx)
}

/// The same, with what only the command knows.
///
/// # Errors
/// As [`finish`].
pub(crate) fn finish_with(
    mut session: Session,
    subject: String,
    write: &WriteArgs,
    ending: &Ending,
    _globals: &Globals,
    cx: &mut Cx<'_>,
) -> Result<Exit> {
    let lang = cx.lang;
    let steps = [std::mem::take(&mut session.steps), ending.steps.clone()].concat();
    let change = session.desk.change(subject);
    if change.is_empty() {
        cx.ui.notice(say!(lang, "没有要改的", "nothing to change"));
        return Ok(Exit::Clean);
    }
    let verdict = judge::judge(session.root(), &change, session.today, lang)?;
    if !verdict.refused.is_empty() && !write.force {
        refuse(&verdict.refused, &change, cx);
        return Ok(Exit::Findings);
    }
    if write.dry_run {
        cx.ui.data(put::shown(&change, cx.ui.color_data()))?;
        next_steps(&verdict, &steps, cx);
        return Ok(Exit::Clean);
    }
    if write.commit {
        committable(&change, &session, cx)?;
    }
    let lock = session.hold(cx)?;
    put::store(lock, &change, ending.for_good, cx)?;
    said(&change, cx);
    if write.commit {
        let hash = git::commit(session.root(), change.paths(), &change.subject).map_err(|fault| not_committed(fault, lang))?;
        cx.ui.notice(say!(lang, "已提交 {hash}", "committed {hash}"));
    }
    next_steps(&verdict, &steps, cx);
    Ok(Exit::Clean)
}

/// What was written, in one line and one a file.
fn said(change: &Change, cx: &mut Cx<'_>) {
    cx.ui.notice(&change.subject);
    for file in change.files.iter().filter(|file| file.was != file.now) {
        let path = &file.path;
        let line = match (&file.was, &file.now) {
            (None, _) => say!(cx.lang, "  新建 {path}", "  new: {path}"),
            (_, None) => say!(cx.lang, "  删除 {path}", "  removed: {path}"),
            _ => say!(cx.lang, "  修改 {path}", "  changed: {path}"),
        };
        cx.ui.notice(line);
    }
}

/// Says why nothing was written.
fn refuse(refused: &[Finding], change: &Change, cx: &mut Cx<'_>) {
    let lang = cx.lang;
    let text = |path: &str| {
        let file = change.files.iter().find(|file| file.path == path)?;
        let text = String::from_utf8_lossy(file.now.as_deref()?).into_owned();
        Some(std::sync::Arc::from(text.trim_start_matches('\u{feff}')))
    };
    let width = cx.ui.prose_width();
    cx.ui.say(render::explained(refused, &text, lang, cx.ui.color_words(), u16::try_from(width).ok()).trim_end());
    let count = refused.len();
    cx.ui.say(say!(
        lang,
        "没有写入：有 {count} 处不合规定；改正后再运行，或用 `--force` 照样写入",
        "nothing was written: {count} values are wrong; mend them and run again, or write all the same with `--force`"
    ));
}

/// What else the rules say now, each with the command that settles it.
fn next_steps(verdict: &Verdict, own: &[String], cx: &mut Cx<'_>) {
    let lang = cx.lang;
    let steps: Vec<&Finding> = verdict.steps.iter().filter(|finding| finding.level != Level::Info).collect();
    if steps.is_empty() && own.is_empty() {
        return;
    }
    cx.ui.notice(say!(lang, "接下来：", "next:"));
    own.iter().for_each(|line| cx.ui.notice(format!("  {line}")));
    for finding in steps.iter().take(MOST_STEPS) {
        let message = &finding.message;
        cx.ui.notice(format!("  {} {message}", finding.rule));
        if let Some(command) = steps::command(finding, &verdict.after, lang) {
            cx.ui.notice(format!("    {command}"));
        } else if !finding.help.is_empty() {
            cx.ui.notice(format!("    {}", finding.help));
        }
    }
    if steps.len() > MOST_STEPS {
        let more = steps.len() - MOST_STEPS;
        cx.ui.notice(say!(lang, "  还有 {more} 条：`kehu audit`", "  {more} more: `kehu audit`"));
    }
}

/// Whether a commit would hold this change alone.
fn committable(change: &Change, session: &Session, cx: &Cx<'_>) -> Result<()> {
    let lang = cx.lang;
    let other = git::uncommitted(session.root(), change.paths()).map_err(|fault| not_committed(fault, lang))?;
    if other.is_empty() {
        return Ok(());
    }
    let list = lang.join(&other);
    let error = CliError::user(say!(
        lang,
        "这些文件还有未提交的改动，没有写入：{list}",
        "these files hold other changes that are not committed; nothing was written: {list}"
    ));
    Err(error.hint(say!(lang, "先提交它们，或去掉 `--commit`", "commit them first, or leave `--commit` out")).into())
}

fn not_committed(fault: git::Fault, lang: crate::words::Lang) -> CliError {
    let why = match fault {
        git::Fault::NoGit => say!(lang, "没有 git 程序", "there is no git program"),
        git::Fault::NoRepository => say!(lang, "档案不在 git 仓库里", "the archive is in no git repository"),
        git::Fault::Said(words) => words,
    };
    CliError::system(say!(lang, "没有提交：{why}", "not committed: {why}"))
}
