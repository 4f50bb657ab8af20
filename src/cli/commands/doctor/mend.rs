//! `kehu doctor --fix`: what can be set up without asking anybody.

use std::fs;
use std::path::Path;

use anyhow::Result;

use crate::archive::{DocKind, load};
use crate::cli::commands::{hook, merge_driver};
use crate::cli::{CliError, Cx, Globals};
use crate::edit::disk::whole;
use crate::form::schema::{self, Own};
use crate::git::setup::{self, Place};
use crate::report::doctor::{Check, Mend};
use crate::say;
use crate::words::{Lang, refusal};

use super::files::template;

/// So often the archive is looked at again: what one step brings may show the next.
const ROUNDS: usize = 4;

/// Does what can be done, and looks again; gives what is then found.
pub(super) fn all(root: &Path, globals: &Globals, cx: &mut Cx<'_>) -> Result<Vec<Check>> {
    let mut checks = super::whole(root, globals, cx)?;
    for _ in 0..ROUNDS {
        let mends: Vec<Mend> = checks.iter().flat_map(|check| check.mends.iter().cloned()).collect();
        // A whole file brings lines that another step would add a second time.
        let first: Vec<Mend> = mends.iter().filter(|mend| matches!(mend, Mend::New(_))).cloned().collect();
        let now = if first.is_empty() { mends } else { first };
        if now.is_empty() {
            break;
        }
        for mend in &now {
            one(mend, root, globals, cx)?;
        }
        checks = super::whole(root, globals, cx)?;
    }
    Ok(checks)
}

fn one(mend: &Mend, root: &Path, globals: &Globals, cx: &mut Cx<'_>) -> Result<()> {
    let lang = cx.lang;
    match mend {
        Mend::New(name) => put(root, name, template(name).as_bytes(), lang)?,
        Mend::NewOnTop(name) => {
            let top = match setup::place(root, &[]) {
                Place::Tree(tree) => tree.top,
                _ => root.to_owned(),
            };
            // Somebody's own file of this name runs something else.
            if top.join(name).exists() {
                cx.ui.say(say!(lang, "`{name}` 已经有了，没有改动", "`{name}` is there already; left alone"));
                return Ok(());
            }
            put(&top, name, template(name).as_bytes(), lang)?;
        }
        Mend::Lines(name, lines) => {
            let mut text = fs::read(root.join(name)).unwrap_or_default();
            if text.last().is_some_and(|last| *last != b'\n') {
                text.push(b'\n');
            }
            lines.iter().for_each(|line| text.extend(format!("{line}\n").bytes()));
            put(root, name, &text, lang)?;
        }
        Mend::Config(key, value) => {
            setup::set(root, key, value).map_err(|_| CliError::system(say!(lang, "git 没有设置 {key}", "git did not set {key}")))?;
            cx.ui.notice(say!(lang, "已设置 {key} = {value}", "set {key} = {value}"));
            return Ok(());
        }
        Mend::Hook => return hook::install(false, globals, cx).map(drop),
        Mend::Driver => {
            merge_driver::register(root, lang)?;
            cx.ui.notice(say!(lang, "已登记合并驱动", "registered the merge driver"));
            return Ok(());
        }
        Mend::Schemas => {
            let base = load::base(root, Some(lang), lang);
            for (name, text) in schema::files(DocKind::FORMS, Own::of(&base.world)) {
                put(root, &format!("schema/{name}"), text.as_bytes(), lang)?;
            }
            cx.ui.notice(say!(lang, "已写入 `schema`", "wrote `schema`"));
            return Ok(());
        }
    }
    if let Mend::New(name) | Mend::NewOnTop(name) | Mend::Lines(name, _) = mend {
        cx.ui.notice(say!(lang, "已写入 `{name}`", "wrote `{name}`"));
    }
    Ok(())
}

fn put(folder: &Path, name: &str, bytes: &[u8], lang: Lang) -> Result<()> {
    let path = folder.join(name);
    let made = path.parent().map_or(Ok(()), fs::create_dir_all);
    made.and_then(|()| whole::write(&path, bytes))
        .map_err(|error| refusal(&error, lang))
        .map_err(|why| CliError::system(say!(lang, "不能写入 `{name}`：{why}", "cannot write `{name}`: {why}")).into())
}
