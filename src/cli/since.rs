//! `--new-since REV`: what the merge base had already. Its files are taken out of git and judged on the same day by the same rules, so that
//! only what a change brings counts.

use anyhow::Result;

use super::revision::Revision;
use super::{CliError, Cx, Globals, faults, rules};
use crate::archive::load::Scope;
use crate::findings::baseline::Baseline;
use crate::git::history;
use crate::git::repo::Repo;
use crate::git::revisions::{self, Trouble};
use crate::say;
use crate::words::Lang;

/// What was there before the change.
pub(crate) struct Since {
    /// As it was asked for.
    pub(crate) shown: String,
    /// The merge base, shortened.
    pub(crate) commit: String,
    /// Its findings.
    pub(crate) known: Baseline,
}

impl Since {
    /// Judges the merge base of `rev` and HEAD. `levels`: `--level`, as of this run.
    ///
    /// # Errors
    /// When git knows no such revision, or no ancestor that both have.
    pub(crate) fn open(rev: &str, levels: &[String], repo: &Repo, globals: &Globals, cx: &mut Cx<'_>) -> Result<Self> {
        let lang = cx.lang;
        let refused = |trouble: Trouble| refusal(&trouble, lang);
        let commit = revisions::merge_base(repo, rev).map_err(refused)?;
        let Some(commit) = commit else { return Err(unrelated(rev, history::is_shallow(&repo.folder), lang).into()) };
        let shown = rev.to_owned();
        let Some(then) = Revision::take(repo, &commit).map_err(|fault| refused(fault.into()))? else {
            cx.ui.notice(say!(lang, "{commit} 里还没有档案：现有的问题都算新的", "there is no archive in {commit}: all findings are new"));
            return Ok(Self { shown, commit, known: Baseline::default() });
        };
        let mut base = then.base(lang, globals.as_of, !globals.no_history);
        rules::set_levels(levels, &mut base.world.policy, lang)?;
        let loaded = then.audit(base, globals.as_of, &Scope::default())?;
        let known = Baseline::of(&loaded.findings);
        // Before the archive of now is read: both at once would take twice the memory.
        drop(loaded);
        Ok(Self { shown, commit, known })
    }
}

fn refusal(trouble: &Trouble, lang: Lang) -> CliError {
    let Trouble::Git(fault) = trouble else { return faults::trouble(trouble, lang) };
    let what = say!(lang, "没有可比的历史", "there is no history to compare with");
    let outside =
        say!(lang, "去掉 `--new-since`；旧的问题可以用 `--baseline`", "leave `--new-since` out; for old findings there is `--baseline`");
    faults::told(&what, fault, &outside, lang)
}

fn unrelated(rev: &str, shallow: bool, lang: Lang) -> CliError {
    let error = CliError::user(say!(lang, "`{rev}` 与 HEAD 没有共同的祖先", "`{rev}` and HEAD have no common ancestor"));
    if shallow {
        return error.hint(say!(
            lang,
            "这是浅克隆：先取回历史，如 `git fetch --unshallow`，CI 里用 `fetch-depth: 0`",
            "this clone is shallow: fetch the history, such as by `git fetch --unshallow`; in CI use `fetch-depth: 0`"
        ));
    }
    error.hint(say!(lang, "核对分支名", "check the name of the branch"))
}
