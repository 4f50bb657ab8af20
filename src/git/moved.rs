//! A customer's commits under every id that it has had.

use super::log::{self, ChangedFile, Commit};
use super::repo::Repo;
use super::{Fault, git, reading, run};

/// How often a customer is followed to an earlier id.
const MOST: usize = 16;

/// The commits of a customer, newest first, as [`log::commits`] gives them; those from before it got its id name their files as if it had had
/// it always.
///
/// # Errors
/// When git cannot tell.
pub fn commits(repo: &Repo, zone: &str, id: &str) -> Result<Vec<Commit>, Fault> {
    let mut out = log::commits(repo, zone, &format!("customers/{id}"))?;
    let mut now = id.to_owned();
    for _ in 0..MOST {
        let Some(last) = out.last_mut().filter(|commit| commit.files.iter().any(is_new_customer)) else { break };
        let Some(was) = before(repo, &last.hash, &now)? else { break };
        let mut older = log::commits(&repo.at(&last.hash), zone, &format!("customers/{was}"))?.into_iter().peekable();
        let (from, to) = (format!("customers/{was}/"), format!("customers/{id}/"));
        let follow = |file: &mut ChangedFile| {
            if let Some(rest) = file.path.strip_prefix(&from) {
                file.path = format!("{to}{rest}");
            }
        };
        if let Some(mut left) = older.next_if(|commit| commit.hash == last.hash) {
            left.files.iter_mut().for_each(follow);
            join(last, left.files);
        }
        last.renamed = Some((was.clone(), now));
        out.extend(older.map(|mut commit| {
            commit.files.iter_mut().for_each(follow);
            commit
        }));
        now = was;
    }
    Ok(out)
}

fn is_new_customer(file: &ChangedFile) -> bool {
    let name = file.path.rsplit_once('/').map_or("", |(_, name)| name);
    file.before.is_none() && name.rsplit_once('.').is_some_and(|(stem, _)| stem == "customer")
}

/// What left the old folder came into the new one: the same file, changed where its content is another one.
fn join(commit: &mut Commit, left: Vec<ChangedFile>) {
    for file in left {
        match commit.files.iter_mut().find(|other| other.path == file.path && other.before.is_none()) {
            Some(other) => other.before = file.before,
            None => commit.files.push(file),
        }
    }
    commit.files.retain(|file| file.before != file.after);
}

/// The id that a customer had before a commit gave it this one; none where it was set up then.
fn before(repo: &Repo, commit: &str, id: &str) -> Result<Option<String>, Fault> {
    // A first commit has nothing before it; every customer of a large archive would be looked at.
    if super::read(&repo.folder, &["rev-parse", "--quiet", "--verify", &format!("{commit}^")]).is_err() {
        return Ok(None);
    }
    let (relative, place) = (repo.relative(), format!(":(glob){}customers/*/customer.*", repo.inner()));
    // Two new customers are alike; one that only moved is the same.
    let ask = ["diff", "--raw", "-z", "--no-abbrev", "-M90%", "--no-ext-diff", "--no-textconv", &relative];
    let output = run(reading(git(&repo.folder, &ask).args([&format!("{commit}^"), commit, "--", &place])))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut words = text.split('\0');
    while let Some(head) = words.next().filter(|head| !head.is_empty()) {
        let status = head.rsplit(' ').next().unwrap_or_default();
        let first = words.next();
        let second = if status.starts_with(['R', 'C']) { words.next() } else { None };
        let (Some(from), Some(to)) = (first.and_then(customer), second.and_then(customer)) else { continue };
        if to == id && from != id {
            return Ok(Some(from.to_owned()));
        }
    }
    Ok(None)
}

/// The customer whose file this is.
fn customer(path: &str) -> Option<&str> {
    path.strip_prefix("customers/")?.split_once('/').map(|(id, _)| id)
}
