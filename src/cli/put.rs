//! A change is shown, or brought to the disk.

use std::fs;
use std::path::Path;

use anyhow::Result;

use super::{CliError, Cx};
use crate::edit::Refusal;
use crate::edit::change::{Change, FileChange};
use crate::edit::write::{self, Original};
use crate::render::diff;
use crate::say;

/// What a change does, as a unified diff.
pub(crate) fn shown(change: &Change, color: bool) -> String {
    change.files.iter().map(|file| one(file, color)).collect()
}

fn one(file: &FileChange, color: bool) -> String {
    let text = |bytes: &'_ Option<Vec<u8>>| bytes.as_deref().map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    diff::unified(&file.path, text(&file.was).as_deref(), text(&file.now).as_deref(), color)
}

/// Writes a change: first what is new or other than before, then what goes.
///
/// # Errors
/// When a file was changed in the meantime or cannot be written.
pub(crate) fn put(root: &Path, change: &Change, cx: &Cx<'_>) -> Result<()> {
    let (stay, go): (Vec<&FileChange>, Vec<&FileChange>) =
        change.files.iter().filter(|file| file.was != file.now).partition(|file| file.now.is_some());
    for file in stay.into_iter().chain(go) {
        land(root, file).map_err(|refusal| {
            let (path, why) = (&file.path, refusal.words(cx.lang));
            CliError::system(say!(cx.lang, "{path}：{why}", "{path}: {why}"))
        })?;
    }
    Ok(())
}

fn land(root: &Path, file: &FileChange) -> Result<(), Refusal> {
    let Some(was) = &file.was else {
        let (folder, name) = file.path.rsplit_once('/').unwrap_or(("", &file.path));
        return write::create(&root.join(folder), name, file.now.as_deref().unwrap_or_default());
    };
    let original = Original::read(root, &file.path)?;
    if original.bytes() != was {
        return Err(Refusal::Changed);
    }
    match &file.now {
        Some(now) => original.replace(now),
        None => fs::remove_file(root.join(&file.path)).map_err(Refusal::Write),
    }
}
