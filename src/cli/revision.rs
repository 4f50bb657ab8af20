//! The archive as a commit has it, judged on any day with git's history up to that commit. Where it differs little from the work tree, the work
//! tree is read with the commit's documents in place of its own; else the commit's files are written into a folder of their own.

use std::path::PathBuf;

use chrono::NaiveDate;
use tempfile::TempDir;

use crate::archive::Loaded;
use crate::archive::load::{self, Base, Judge, Scope};
use crate::discover;
use crate::discover::overlay::Overlay;
use crate::git::repo::Repo;
use crate::git::{Fault, blobs, history, revisions};
use crate::words::Lang;

/// Beyond so many documents that differ it is cheaper to write all files.
const FEW: usize = 20_000;

/// The documents of a commit.
pub(crate) struct Revision {
    root: PathBuf,
    repo: Repo,
    /// The documents in which the commit differs from the files at the root.
    laid: Overlay,
    /// Removed when dropped; nobody else may look into it.
    _folder: Option<TempDir>,
}

impl Revision {
    /// Takes the documents of a commit out of the archive's repository; none where there was no archive in it.
    ///
    /// # Errors
    /// When git, or the disk, refuses.
    pub(crate) fn take(repo: &Repo, commit: &str) -> Result<Option<Self>, Fault> {
        if let Some(laid) = laid(repo, commit)? {
            let root = repo.folder.clone();
            let there = |name: &&str| laid.get(name).map_or_else(|| root.join(name).is_file(), |bytes| bytes.is_some());
            let there = discover::SETTINGS.iter().any(there);
            return Ok(there.then(|| Self { root, repo: repo.at(commit), laid, _folder: None }));
        }
        Self::written(repo, commit)
    }

    /// The same with all files in a folder of their own.
    fn written(repo: &Repo, commit: &str) -> Result<Option<Self>, Fault> {
        let disk = |error: std::io::Error| Fault::Said(error.to_string());
        let folder = tempfile::tempdir().map_err(disk)?;
        let root = folder.path().join("files");
        std::fs::create_dir(&root).map_err(disk)?;
        let there = history::check_out(repo, commit, &root, &[])? && discover::SETTINGS.iter().any(|name| root.join(name).is_file());
        Ok(there.then(|| Self { root, repo: repo.at(commit), laid: Overlay::default(), _folder: Some(folder) }))
    }

    /// Its settings and staff, in this language. `history`: what no document tells is asked of git, up to the day.
    pub(crate) fn base(&self, lang: Lang, day: NaiveDate, history: bool) -> Base {
        let mut base = load::base_with(&self.root, Some(lang), lang, self.laid.clone());
        if history {
            base.world.ask_git(self.repo.clone(), day);
        }
        base
    }

    /// Judges it on a day.
    ///
    /// # Errors
    /// When `customers/` cannot be listed.
    pub(crate) fn audit(&self, base: Base, day: NaiveDate, scope: &Scope) -> std::io::Result<Loaded> {
        load::load(&self.root, base, scope, Judge::Audit(day))
    }
}

/// What has to be laid over the work tree to have the archive of a commit; none where that would not be the same, or too much.
fn laid(repo: &Repo, commit: &str) -> Result<Option<Overlay>, Fault> {
    let Some(files) = revisions::back(repo, commit)? else { return Ok(None) };
    let is_document = |path: &str| discover::document(path).is_some_and(|found| found.kind.is_some());
    // What the walk looks for besides documents: names that it does not know, and what it is to leave out.
    let is_seen = |path: &str| path == ".gitignore" || discover::is_looked_at(path);
    if files.iter().any(|(path, _)| !is_document(path) && is_seen(path)) {
        return Ok(None);
    }
    let files: Vec<(String, Option<String>)> = files.into_iter().filter(|(path, _)| is_document(path)).collect();
    if files.len() > FEW {
        return Ok(None);
    }
    let wanted: Vec<String> = files.iter().filter_map(|(_, name)| name.clone()).collect();
    let mut contents = blobs::contents(&repo.folder, &wanted)?.into_iter();
    let mut out = Vec::with_capacity(files.len());
    for (path, name) in files {
        let bytes = match name {
            // Too large, or not fetched: the walk says so of a file.
            Some(_) => match contents.next().flatten() {
                Some(bytes) => Some(bytes),
                None => return Ok(None),
            },
            None => None,
        };
        out.push((path, bytes));
    }
    Ok(Some(Overlay::new(out)))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;
    use std::process::Command;

    use super::*;

    fn git(root: &Path, args: &[&str]) {
        let mut command = Command::new("git");
        command.args(["-c", "user.name=周岚", "-c", "user.email=zhou@example.com", "-c", "commit.gpgsign=false"]).args(args);
        let output = command.current_dir(root).env("GIT_CONFIG_GLOBAL", "/dev/null").output().expect("git runs");
        assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    }

    fn copy(from: &Path, to: &Path) {
        fs::create_dir_all(to).expect("made");
        for entry in fs::read_dir(from).expect("listed") {
            let entry = entry.expect("read");
            let to = to.join(entry.file_name());
            if entry.path().is_dir() {
                copy(&entry.path(), &to);
            } else {
                fs::copy(entry.path(), to).expect("copied");
            }
        }
    }

    fn edit(root: &Path, path: &str, from: &str, to: &str) {
        let text = fs::read_to_string(root.join(path)).expect("it is there");
        assert!(text.contains(from), "{path} has no {from}");
        fs::write(root.join(path), text.replacen(from, to, 1)).expect("written");
    }

    fn told(revision: &Revision) -> Vec<String> {
        let day = "2026-07-08".parse().expect("a day");
        let loaded = revision.audit(revision.base(Lang::Zh, day, false), day, &Scope::default()).expect("listed");
        let mut out = vec![format!("{} {:?}", loaded.files, loaded.unread)];
        out.extend(loaded.findings.iter().map(|one| format!("{}:{} {} {}", one.path, one.start.line, one.rule, one.message)));
        out
    }

    #[test]
    fn a_commit_reads_the_same_over_the_work_tree_as_in_a_folder_of_its_own() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path().join("云岭 档案");
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/telecom"), &root);
        git(folder.path(), &["init", "--quiet", "--initial-branch=main"]);
        git(folder.path(), &["add", "-A"]);
        git(folder.path(), &["commit", "--quiet", "-m", "一"]);
        // One is removed, one comes, one gets another name, one another ending, others change; a part of it is committed.
        let customers = root.join("customers");
        fs::remove_dir_all(customers.join("starbridge")).expect("removed");
        fs::create_dir(customers.join("新客户")).expect("made");
        fs::write(customers.join("新客户/customer.toml"), "unit_name = \"新\"\n").expect("written");
        edit(&root, "customers/yunling-mobile/plans/2026.toml", "win_rate = 60", "win_rate = 0.6");
        edit(&root, "kehu.toml", "format = 1", "format = 1\n[rules]\nCOV-03 = \"off\"\n[x]\n");
        git(folder.path(), &["add", "-A"]);
        git(folder.path(), &["commit", "--quiet", "-m", "二"]);
        fs::rename(customers.join("jiangbei-catv"), customers.join("江北")).expect("moved");
        fs::remove_file(root.join("customers/yunling-mobile/insight.toml")).expect("removed");
        fs::write(root.join("customers/yunling-mobile/insight.yaml"), "topics: [\n").expect("written");
        let repo = Repo::of(&root);
        let (over, own) = (Revision::take(&repo, "HEAD~1"), Revision::written(&repo, "HEAD~1"));
        let (over, own) = (over.expect("git tells").expect("an archive"), own.expect("git tells").expect("an archive"));
        assert!(over._folder.is_none() && !over.laid.is_empty() && own._folder.is_some());
        assert_eq!(told(&over), told(&own));
        assert!(told(&own).len() > 20);
        // Where the walk would meet something else than documents, all files are written.
        fs::write(root.join("customers/yunling-mobile/inside.toml"), "a = 1\n").expect("written");
        assert!(laid(&repo, "HEAD").expect("git tells").is_none());
        fs::remove_file(root.join("customers/yunling-mobile/inside.toml")).expect("removed");
        fs::write(root.join(".gitignore"), "customers/\n").expect("written");
        assert!(laid(&repo, "HEAD").expect("git tells").is_none());
        fs::remove_file(root.join(".gitignore")).expect("removed");
        assert!(laid(&repo, "HEAD").expect("git tells").is_some());
        assert!(laid(&Repo::bare(&root, "HEAD", ""), "HEAD").expect("git tells").is_none());
    }
}
