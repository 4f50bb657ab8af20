//! One writing command: the archive, the desk, who writes.

use std::path::Path;

use anyhow::Result;
use chrono::NaiveDate;

use super::record::Said;
use crate::archive::load::Base;
use crate::archive::{CustomerFolder, customer};
use crate::cli::{CliError, Cx, Globals, open, pick, put};
use crate::discover::Ignored;
use crate::edit::desk::{Desk, Trouble};
use crate::edit::disk::{self, Lock};
use crate::edit::splice::Stuck;
use crate::say;
use crate::words::Lang;
use crate::world::World;

/// A writing command at work.
pub(crate) struct Session {
    /// Settings, staff.
    pub(crate) base: Base,
    /// The documents.
    pub(crate) desk: Desk,
    /// The day of the run.
    pub(crate) today: NaiveDate,
    /// What `.gitignore` leaves out.
    pub(crate) ignored: Ignored,
    /// Who writes, as far as it was said or asked for.
    me: Option<String>,
    /// What to do next that only the command knows: lines, each with its command.
    pub(super) steps: Vec<String>,
    /// The document in which the record stands, where that is not the one that is new: `--edit` opens it.
    pub(crate) main: Option<String>,
    /// Nobody else writes while it is held.
    pub(super) lock: Option<Lock>,
}

impl Session {
    /// Opens the archive for writing. Where questions may be asked nobody else is kept waiting for the answers: the lock is then taken only
    /// for the writing, and what was changed meanwhile is not overwritten.
    ///
    /// # Errors
    /// When there is no archive, or another command holds it.
    pub(crate) fn begin(globals: &Globals, cx: &mut Cx<'_>, writes: bool) -> Result<Self> {
        let root = open::root(globals, cx)?;
        let lock = if writes && (!globals.may_ask || disk::is_unsettled(&root)) { Some(put::lock(&root, cx)?) } else { None };
        let lock = lock.filter(|_| !globals.may_ask);
        let opened = open::open(globals, cx)?;
        let desk = Desk::new(&opened.root, &opened.base.world);
        let ignored = Ignored::new(&opened.root);
        Ok(Self { base: opened.base, desk, today: globals.as_of, ignored, me: None, main: None, steps: Vec::new(), lock })
    }

    /// The archive's root.
    pub(crate) fn root(&self) -> &Path {
        self.desk.root()
    }

    /// Settings and staff.
    pub(crate) const fn world(&self) -> &World {
        &self.base.world
    }

    /// The customer that is meant: id, name or short name, never a guess.
    ///
    /// # Errors
    /// Nobody, or more than one, is called so.
    pub(crate) fn customer(&self, text: &str, cx: &Cx<'_>) -> Result<String> {
        pick::exact_customer(self.root(), text, &self.ignored, cx.lang)
    }

    /// The documents of a customer, as they are on the desk.
    pub(crate) fn folder(&mut self, id: &str) -> CustomerFolder {
        self.base.world.unsaved = self.desk.overlay();
        customer::read(self.desk.root(), id, &self.ignored, &self.base.world).folder
    }

    /// The customer that is meant, for a command that needs one.
    ///
    /// # Errors
    /// When none was named, nobody is called so, or more than one.
    pub(crate) fn need_customer(&self, text: Option<&str>, cx: &Cx<'_>) -> Result<String> {
        let Some(text) = text else {
            return Err(CliError::user(say!(cx.lang, "没有写是哪个客户", "the customer is missing")).into());
        };
        self.customer(text, cx)
    }

    /// The ids of all customers, those on the desk too.
    ///
    /// # Errors
    /// When the customers' folders cannot be listed.
    pub(crate) fn customer_ids(&self) -> Result<Vec<String>> {
        let mut ids = crate::archive::one::ids(self.root(), &self.ignored)?;
        ids.extend(self.desk.overlay().customers().map(str::to_owned));
        ids.sort_unstable();
        ids.dedup();
        Ok(ids)
    }

    /// The path of a document that must be there, by its path without ending.
    ///
    /// # Errors
    /// When it is not there.
    pub(crate) fn document(&self, stem: &str, lang: Lang) -> Result<String> {
        self.desk.find(stem).ok_or_else(|| trouble(Trouble::Missing(format!("{stem}.toml")), lang))
    }

    /// An id that was asked for: well formed, and not taken.
    ///
    /// # Errors
    /// When it cannot be one, or is one already.
    pub(crate) fn new_id(&self, id: &str, taken: bool, lang: Lang) -> Result<String> {
        if let Some(why) = crate::archive::compare::unsafe_id(id, lang) {
            let error = CliError::user(say!(lang, "编号「{id}」{why}", "the id `{id}` {why}"));
            return Err(error.hint(say!(lang, "请只用字母、汉字、数字、- 和 _", "use letters, digits, - and _")).into());
        }
        if taken {
            return Err(CliError::user(say!(lang, "编号「{id}」已经有了", "the id `{id}` is taken")).into());
        }
        Ok(id.to_owned())
    }

    /// Whether sheets of 附表2 are to be encrypted: then private phones do not stand elsewhere.
    pub(crate) fn encrypts_people(&self) -> bool {
        let encrypt = self.base.world.settings.access.get().and_then(|access| access.encrypt.get());
        encrypt.is_some_and(|words| words.iter().any(|word| word.as_str() == "people"))
    }

    /// Who writes: `--me`, `KEHU_ME`, git's `user.email`.
    ///
    /// # Errors
    /// When the staff member that was named is not there.
    pub(crate) fn me(&mut self, globals: &Globals, cx: &Cx<'_>) -> Result<Option<String>> {
        if self.me.is_some() {
            return Ok(self.me.clone());
        }
        self.me = match &globals.me {
            Some(text) => Some(self.staff(text, cx.lang)?),
            None => crate::cli::query::by_address(self.root(), &self.base.world),
        };
        Ok(self.me.clone())
    }

    /// Who writes, where it only matters when it was said (`--ours me`) or can be proposed: git is not started for nothing.
    ///
    /// # Errors
    /// As [`Self::me`].
    pub(crate) fn me_as_said(&mut self, said: &Said, globals: &Globals, cx: &Cx<'_>) -> Result<Option<String>> {
        if globals.me.is_some() || globals.may_ask || said.may_say_me() { self.me(globals, cx) } else { Ok(None) }
    }

    /// Who writes, for a command that needs it.
    ///
    /// # Errors
    /// When nobody knows.
    pub(crate) fn need_me(&mut self, globals: &Globals, cx: &Cx<'_>) -> Result<String> {
        let lang = cx.lang;
        self.me(globals, cx)?.ok_or_else(|| {
            let error = CliError::user(say!(lang, "不知道您是谁", "nobody knows who you are"));
            error
                .hint(say!(
                    lang,
                    "用 `--me 姓名` 或环境变量 `KEHU_ME` 说明，或在 staff.toml 中登记与 git 的 `user.email` 相同的 `email`",
                    "say so by `--me NAME` or `KEHU_ME`, or enter in staff.toml the `email` that git has as `user.email`"
                ))
                .into()
        })
    }

    /// The staff member with this id or name.
    ///
    /// # Errors
    /// Nobody, or more than one, is called so.
    pub(crate) fn staff(&self, text: &str, lang: Lang) -> Result<String> {
        Ok(crate::cli::query::one_of_ours(&self.base.world.staff.names, text, lang)?)
    }

    /// Says what to do next, once.
    pub(crate) fn then(&mut self, step: String) {
        if !self.steps.contains(&step) {
            self.steps.push(step);
        }
    }

    /// Takes the lock, if it is not held yet.
    ///
    /// # Errors
    /// When another command holds it too long.
    pub(super) fn hold(&mut self, cx: &mut Cx<'_>) -> Result<&Lock> {
        if self.lock.is_none() {
            self.lock = Some(put::lock(self.desk.root(), cx)?);
        }
        self.lock.as_ref().ok_or_else(|| CliError::internal("the lock was taken just now").into())
    }
}

/// Why a document could not be changed, in words.
pub(crate) fn trouble(trouble: Trouble, lang: Lang) -> anyhow::Error {
    match trouble {
        Trouble::File(path, refusal) => {
            let why = refusal.words(lang);
            CliError::user(say!(lang, "{path}：{why}", "{path}: {why}"))
        }
        Trouble::Exists(path) => CliError::user(say!(lang, "{path} 已经存在", "{path} is there already")),
        Trouble::Missing(path) => CliError::user(say!(lang, "没有 {path}", "there is no {path}")),
        Trouble::Text(path, Stuck::Faulty) => CliError::user(say!(
            lang,
            "{path} 有语法错误，没有改动",
            "{path} has syntax errors; it was not changed"
        ))
        .hint(say!(lang, "先改正：`kehu check {path}`", "mend it first: `kehu check {path}`")),
        Trouble::Text(path, Stuck::NoPlace) => {
            CliError::user(say!(lang, "{path} 里没有要改的这一处", "{path} has no such place to change"))
        }
        Trouble::Text(path, Stuck::ByHand(text)) => {
            let error = CliError::user(say!(
                lang,
                "{path} 的写法不能安全地自动修改，没有改动",
                "{path} is written in a way that cannot be edited safely; it was not changed"
            ));
            error.hint(say!(lang, "请用编辑器写入：\n{text}", "put this in with an editor:\n{text}"))
        }
    }
    .into()
}
