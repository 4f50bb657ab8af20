//! Why a change was not written, or not yet.

use std::io;

use crate::edit::Refusal;
use crate::say;
use crate::words::{Lang, refusal};

/// Why a change was not written, or not yet.
#[derive(Debug)]
pub enum Failure {
    /// This file is why nothing was changed.
    File {
        /// Relative to the archive's root.
        path: String,
        /// What is the matter with it.
        why: Refusal,
    },
    /// Somebody else is writing.
    Locked {
        /// The process that does, where the system tells.
        holder: Option<u32>,
        /// How long we waited.
        seconds: u64,
    },
    /// It stopped in the middle and could not be taken back; the next command that writes goes on with it.
    Halfway {
        /// The file at which it stopped.
        path: String,
        /// Why.
        error: io::Error,
    },
    /// What a killed command left behind cannot be understood.
    Journal,
    /// The last change cannot be taken back: it was made for good.
    Final {
        /// What it was.
        subject: String,
    },
}

impl Failure {
    /// A file and what is the matter with it.
    pub(super) fn file(path: impl Into<String>, why: Refusal) -> Self {
        Self::File { path: path.into(), why }
    }

    /// Whether the surroundings failed, rather than somebody's data being in the way.
    #[must_use]
    pub const fn is_of_system(&self) -> bool {
        matches!(self, Self::File { why: Refusal::Write(_) | Refusal::Read(_), .. } | Self::Halfway { .. } | Self::Locked { .. })
    }

    /// What happened, and what to do.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        match self {
            Self::File { path, why } => {
                let (path, why) = (shown(path), why.words(lang));
                say!(lang, "{path}：{why}", "{path}: {why}")
            }
            Self::Locked { holder, seconds } => {
                let who = match holder {
                    Some(pid) => say!(lang, "另一个 kehu（进程 {pid}）", "another kehu (process {pid})"),
                    None => say!(lang, "另一个 kehu", "another kehu"),
                };
                say!(
                    lang,
                    "{who}正在写入这个档案，等了 {seconds} 秒；请等它结束后再运行一次",
                    "{who} is writing to this archive, waited {seconds} seconds; run the command again when it has finished"
                )
            }
            Self::Halfway { path, error } => {
                let (path, error) = (shown(path), refusal(error, lang));
                say!(
                    lang,
                    "写入在 {path} 处中断：{error}；请排除原因后再运行任何一个写入命令，它会先把这次写入补完",
                    "writing stopped at {path}: {error}; mend the cause and run any command that writes: it completes this one first"
                )
            }
            Self::Journal => say!(
                lang,
                "上一次中断的写入留下的 `.kehu/journal` 无法读取；请用 `git status` 看一下档案，再删除这个文件",
                "`.kehu/journal`, left by a write that was interrupted, cannot be read; look at the archive with `git status`, then delete that file"
            ),
            Self::Final { subject } => say!(
                lang,
                "不能撤销「{subject}」：它没有留下原来的内容；请用 git 找回",
                "\"{subject}\" cannot be undone: it left nothing of what was there; look for it in git"
            ),
        }
    }
}

/// A path of somebody else's making, on one line.
fn shown(path: &str) -> String {
    path.replace(char::is_control, " ")
}
