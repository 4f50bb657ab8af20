//! Whether git can be asked about an archive: asked once, by whoever wants to know first.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use chrono::NaiveDate;

use crate::git::repo::Repo;
use crate::git::{self, Fault, history};
use crate::resolve::Names;
use crate::say;
use crate::words::Lang;

/// Where git is asked, and up to which day.
#[derive(Debug)]
pub struct Ground {
    /// Where, and about which state of the archive.
    pub repo: Repo,
    /// The day of judgement: what was committed later was not there.
    pub day: NaiveDate,
    /// The archive's time zone.
    pub zone: String,
    answer: OnceLock<Result<(), Why>>,
    uncommitted: OnceLock<Result<Uncommitted, Why>>,
}

/// The customers with changes that are not committed, and the paths of what differs or is new.
pub type Uncommitted = BTreeMap<String, Vec<String>>;

/// Why git is no evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// There is no git, or no repository: nobody expects anything of it.
    Nowhere,
    /// The archive is a part of a larger repository.
    Within,
    /// Older commits were left out.
    Shallow,
    /// The repository belongs to somebody else.
    Foreign,
    /// It could not tell.
    Failed,
}

impl From<Fault> for Why {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::NoGit | Fault::NoRepository => Self::Nowhere,
            fault if fault.is_foreign() => Self::Foreign,
            _ => Self::Failed,
        }
    }
}

impl Ground {
    /// Nothing is asked yet.
    #[must_use]
    pub fn new(repo: Repo, day: NaiveDate, zone: &str) -> Self {
        Self { repo, day, zone: zone.to_owned(), answer: OnceLock::new(), uncommitted: OnceLock::new() }
    }

    /// Whether git can be asked.
    ///
    /// # Errors
    /// Why it cannot.
    pub fn holds(&self) -> Result<(), Why> {
        *self.answer.get_or_init(|| {
            if !self.repo.is_top()? {
                return Err(Why::Within);
            }
            if history::is_shallow(&self.repo.folder) { Err(Why::Shallow) } else { Ok(()) }
        })
    }

    /// What is not committed; nothing where the archive is that of a commit. Asked once; `only`: nobody else is read.
    ///
    /// # Errors
    /// Why git cannot tell.
    pub fn uncommitted(&self, only: Option<&str>) -> Result<&Uncommitted, Why> {
        let ask = || {
            let changed = if self.repo.commit.is_some() { Vec::new() } else { git::changed_below(&self.repo.folder, &place(only))? };
            let mut out = Uncommitted::new();
            for path in changed {
                let Some((id, _)) = path.strip_prefix("customers/").and_then(|path| path.split_once('/')) else { continue };
                out.entry(id.to_owned()).or_default().push(path);
            }
            Ok(out)
        };
        self.uncommitted.get_or_init(ask).as_ref().map_err(|why| *why)
    }

    /// What was answered; none where nobody has asked.
    #[must_use]
    pub fn answer(&self) -> Option<Result<(), Why>> {
        self.answer.get().copied()
    }
}

/// The folder to ask git about.
pub(super) fn place(only: Option<&str>) -> String {
    only.map_or_else(|| "customers".to_owned(), |id| format!("customers/{id}"))
}

/// The customer, where a single one is read: git need not go through all the others.
pub fn only(customers: &Names) -> Option<&str> {
    (customers.len() == 1).then(|| customers.id(0))
}

impl Why {
    /// The reason, as a part of a sentence; none where nobody expects anything of git.
    #[must_use]
    pub fn words(self, lang: Lang) -> Option<String> {
        Some(match self {
            Self::Nowhere => return None,
            Self::Within => {
                say!(
                    lang,
                    "档案只是 git 仓库的一部分，不以 git 为据",
                    "the archive is only a part of its git repository, which is no evidence then"
                )
            }
            Self::Shallow => say!(
                lang,
                "git 仓库是浅克隆，较早的提交不在，不以 git 为据（`git fetch --unshallow` 可补全）",
                "the git repository is a shallow clone without the older commits, and no evidence (`git fetch --unshallow` completes it)"
            ),
            Self::Foreign => say!(
                lang,
                "git 仓库属于别的用户，git 不读取它（信得过就用 `git config --global --add safe.directory` 登记这个文件夹）",
                "the git repository belongs to another user, and git does not read it (if you trust it, name the folder to `git config --global --add safe.directory`)"
            ),
            Self::Failed => say!(lang, "git 没有告知历史", "git did not tell the history"),
        })
    }
}
