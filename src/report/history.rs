//! `kehu history`: who changed what when, a row a change, newest first.

use crate::analysis::history::{Change, History};
use crate::git::log::Commit;
use crate::render::table::{Cell, Column, Table};
use crate::say;
use crate::words::{Lang, Words, words};

/// What the table shows.
pub const TITLE: Words = words("客户档案的改动", "Changes of a customer's archive");

/// The table; of one person, where one is named.
#[must_use]
pub fn table(commits: &[Commit], history: &History, person: Option<&str>, lang: Lang) -> Table {
    let column = |key: &'static str, zh, en| Column::new(key, words(zh, en));
    let mut out = Table::new(vec![
        column("date", "日期", "Date"),
        column("author", "改动人", "Author"),
        column("commit", "提交", "Commit"),
        column("subject", "对象", "Subject"),
        column("field", "项目", "Field"),
        column("before", "原为", "Before"),
        column("after", "改为", "After"),
    ]);
    let about = |change: &&(usize, Change)| person.is_none_or(|person| change.1.people.iter().any(|one| one == person));
    for (at, change) in history.changes.iter().filter(about) {
        let Some(commit) = commits.get(*at) else { continue };
        let (author, hash) = (Cell::text(commit.author.as_str()), Cell::text(commit.hash.as_str()));
        let (subject, field) = (Cell::text(change.subject.as_str()), Cell::text(change.field.as_str()));
        out.rows.push(vec![commit.day.into(), author, hash, subject, field, change.before.clone(), change.after.clone()]);
    }
    // Nobody can mend the past: it is said, and the run is none the worse for it.
    out.hints.extend(history.unread.iter().map(|path| {
        say!(
            lang,
            "{path} 有的版本读不出来，与它相邻的改动没有列出",
            "a version of {path} cannot be read; changes from and to it are not listed"
        )
    }));
    if out.rows.is_empty() {
        out.hints.push(match person {
            Some(_) => say!(lang, "已提交的改动里没有与其有关的", "no change that is committed is about this person"),
            None => say!(
                lang,
                "这个客户的文件夹还没有已提交的改动；用 `git add` 和 `git commit` 提交，或在写入时加 `--commit`",
                "no change of this customer's folder is committed yet; commit by `git add` and `git commit`, or write with `--commit`"
            ),
        });
    }
    out
}
