//! `--edit`: the document in which the record stands is opened in the editor before it is written.

use anyhow::Result;

use super::editor::{self, Draft};
use super::finish;
use super::session::{Session, trouble};
use crate::cli::{Cx, Globals};
use crate::edit::change::{Change, FileChange};
use crate::edit::judge;
use crate::words::refusal;

/// Lays what is made of the document in the editor on the desk; false when it was given up.
///
/// # Errors
/// When there is no editor, or the document cannot be read.
pub(super) fn edited(session: &mut Session, subject: &str, force: bool, globals: &Globals, cx: &mut Cx<'_>) -> Result<bool> {
    let lang = cx.lang;
    let Some(path) = main(&session.desk.change(subject), session.main.as_deref()) else { return Ok(true) };
    let text = session.desk.text(&path).map_err(|why| trouble(why, lang))?.to_owned();
    let (root, today) = (session.root().to_owned(), session.today);
    let (color, width) = (cx.ui.color_words(), cx.ui.prose_width());
    let (desk, world) = (&mut session.desk, &mut session.base.world);
    let mut check = |text: &str| {
        if let Err(why) = desk.retext(&path, text) {
            return vec![trouble(why, lang).to_string()];
        }
        let change = desk.change(subject);
        match judge::judge(&root, world, &change, today) {
            Ok(verdict) if force || verdict.refused.is_empty() => Vec::new(),
            Ok(verdict) => vec![finish::explained(&verdict.refused, &change, lang, color, width)],
            Err(error) => vec![refusal(&error, lang)],
        }
    };
    let done = editor::edit(Draft { path: &path, text: &text }, &mut check, globals, cx)?;
    Ok(done.is_some())
}

/// The document in which the record stands: the one that the command says, else one that is new, else the one of which most changes.
fn main(change: &Change, said: Option<&str>) -> Option<String> {
    let text = |file: &&FileChange| file.now.is_some() && crate::source::Syntax::of_path(&file.path).is_some();
    let length = |bytes: &Option<Vec<u8>>| bytes.as_ref().map_or(0, Vec::len);
    let weight = |file: &&FileChange| (file.was.is_none(), length(&file.now).abs_diff(length(&file.was)));
    let said = said.and_then(|path| change.files.iter().find(|file| file.path == path));
    let changed = || change.files.iter().filter(|file| file.was != file.now).filter(text).rev().max_by_key(weight);
    said.filter(text).or_else(changed).map(|file| file.path.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_new_document_is_edited_else_the_one_that_changes_most() {
        let file = |path: &str, was: Option<&str>, now: Option<&str>| FileChange {
            path: path.to_owned(),
            was: was.map(|text| text.as_bytes().to_vec()),
            now: now.map(|text| text.as_bytes().to_vec()),
        };
        let customer = file("customers/a/customer.toml", Some("a"), Some("a and more"));
        let rows = file("customers/a/key-people.toml", Some("a"), Some("a and much more"));
        let sheet = file("customers/a/people/li.toml", None, Some("b"));
        let gone = file("customers/a/people/old.toml", Some("something long that goes"), None);
        let table = file("customers/a/orders.csv", None, Some("date,amount\n"));
        let change = |files: &[&FileChange]| Change { files: files.iter().copied().cloned().collect(), ..Change::default() };
        let all = change(&[&customer, &rows, &table, &sheet, &gone]);
        assert_eq!(main(&all, None).as_deref(), Some("customers/a/people/li.toml"));
        assert_eq!(main(&all, Some("customers/a/customer.toml")).as_deref(), Some("customers/a/customer.toml"));
        assert_eq!(main(&change(&[&customer, &rows, &gone]), None).as_deref(), Some("customers/a/key-people.toml"));
        assert_eq!(main(&change(&[&gone]), None), None);
    }
}
