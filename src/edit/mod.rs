//! Changes to documents: what a document becomes, and how it is written so that nothing is lost. Nothing here prints.

pub mod arrange;
pub mod assess;
pub mod assign;
pub mod branches;
pub mod carry;
pub mod change;
pub mod contact;
pub mod csv;
pub mod derived;
pub mod desk;
pub mod disk;
pub mod draft;
pub mod encoding;
pub mod erase;
pub mod fix;
pub mod fmt;
pub mod handover;
pub mod held;
pub mod id;
pub mod import;
pub mod input;
pub mod json;
pub mod judge;
pub mod look;
pub mod merge;
pub mod op;
pub mod pack;
pub mod plan;
pub mod refs;
pub mod registers;
pub mod rename;
pub mod rewrite;
pub mod rows;
pub mod shape;
pub mod splice;
pub mod target;
pub mod toml;
pub mod value;
pub mod yaml;

use std::io;

use crate::say;
use crate::words::{Lang, refusal};

/// Why a document was left as it is.
#[derive(Debug)]
pub enum Refusal {
    /// Not one of the kinds that kehu writes.
    NotADocument,
    /// A symbolic link, or a folder on the way, leads out of the archive.
    Outside,
    /// Larger than what is read.
    TooLarge,
    /// Write-protected.
    Protected,
    /// It cannot be read.
    Read(io::Error),
    /// Somebody else changed it in the meantime.
    Changed,
    /// It was changed after the write that is to be taken back.
    ChangedSince,
    /// No name that a file of an archive may have.
    BadPath,
    /// It is a link: the file has another name, too.
    Linked,
    /// What kehu wrote for itself cannot be read.
    Damaged,
    /// It cannot be written: the surroundings refused.
    Write(io::Error),
    /// Its encoding is none that is known here.
    UnknownEncoding,
    /// UTF-8 with damaged bytes, the first in this line.
    DamagedUtf8(usize),
    /// It looks like this encoding, not like the one that was named.
    OtherEncoding(&'static str),
    /// It is not of this encoding: the first bytes that cannot be read are in this line.
    Undecodable(&'static str, usize),
    /// Read as this encoding it is no text.
    NoText(&'static str),
}

impl Refusal {
    /// Why, and what to do.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        match self {
            Self::NotADocument => {
                say!(lang, "只处理 toml、yaml、csv 文件", "only toml, yaml and csv documents are handled")
            }
            Self::Outside => say!(
                lang,
                "符号链接指向档案之外；请把文件本身放进档案",
                "the symbolic link leads out of the archive; put the file itself into the archive"
            ),
            Self::TooLarge => say!(lang, "文件太大；请拆成几个文件", "the file is too large; split it into several files"),
            Self::Protected => say!(lang, "文件是只读的；请先去掉只读属性", "the file is read-only; make it writable first"),
            Self::Changed => {
                say!(lang, "读取之后又被别的程序改动；请再运行一次", "another program changed it after it was read; run the command again")
            }
            Self::ChangedSince => say!(
                lang,
                "那次写入之后又改动过；请自己改回来，或用 git 找回",
                "it was changed after that write; change it back yourself, or look for it in git"
            ),
            Self::BadPath => {
                say!(lang, "不能用作档案里的文件名；请换一个名称", "no name that a file of an archive may have; take another one")
            }
            Self::Linked => say!(
                lang,
                "是符号链接，不能这样改动；请对它所指的文件操作",
                "it is a symbolic link and cannot be changed like this; do it to the file that it leads to"
            ),
            Self::Damaged => say!(lang, "内容已损坏；请删除它", "it is damaged; remove it"),
            Self::Read(error) => failed(error, say!(lang, "不能读取", "cannot be read"), lang),
            Self::Write(error) => failed(error, say!(lang, "不能写入", "cannot be written"), lang),
            _ => self.of_encoding(lang),
        }
    }

    fn of_encoding(&self, lang: Lang) -> String {
        let editor = say!(lang, "请用编辑器打开，另存为 UTF-8", "open it in an editor and save it as UTF-8");
        match self {
            Self::DamagedUtf8(line) => say!(
                lang,
                "是 UTF-8，但第 {line} 行有损坏的字节；请用编辑器打开，改正这一行",
                "UTF-8 with damaged bytes in line {line}; open it in an editor and mend that line"
            ),
            Self::OtherEncoding(name) => {
                let option = name.to_ascii_lowercase();
                say!(lang, "像是 {name}；请改用 `--from-encoding {option}`", "it looks like {name}; use `--from-encoding {option}`")
            }
            Self::Undecodable(name, line) => say!(
                lang,
                "不是 {name}：第 {line} 行有读不出的字节；{editor}",
                "not {name}: bytes of line {line} cannot be read as such; {editor}"
            ),
            Self::NoText(name) => {
                say!(lang, "按 {name} 读出来不是文本；{editor}", "read as {name} it is no text; {editor}")
            }
            _ => say!(lang, "认不出是哪种编码；{editor}", "no encoding that is known here; {editor}"),
        }
    }
}

fn failed(error: &io::Error, what: String, lang: Lang) -> String {
    let error = refusal(error, lang);
    say!(lang, "{what}：{error}", "{what}: {error}")
}
