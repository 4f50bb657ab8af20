//! `kehu schema [FORM] [--output-dir DIR]`: JSON Schema of the forms.

use std::fs;

use anyhow::Result;

use crate::archive::DocKind;
use crate::cli::args::SchemaArgs;
use crate::cli::{CliError, Cx, Exit, Globals, open};
use crate::form::schema::{self, Own};
use crate::report::explain::near_forms;
use crate::say;
use crate::words::refusal;

/// Writes the schema of one form, of all in one document, or of each in a file. Inside an archive its own fields are in them.
pub(crate) fn run(args: &SchemaArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let kinds = kinds(args, cx)?;
    let opened = open::open_if_any(globals, cx)?;
    let own = opened.as_ref().map_or_else(Own::default, |opened| Own::of(&opened.base.world));
    if let Some(dir) = &args.output_dir {
        let dir = cx.env.cwd.join(dir);
        let files = schema::files(&kinds, own);
        for (name, text) in &files {
            let path = dir.join(name);
            let written = fs::create_dir_all(&dir).and_then(|()| fs::write(&path, text));
            written
                .map_err(|error| refusal(&error, cx.lang))
                .map_err(|why| CliError::system(say!(cx.lang, "不能写入 `{}`：{why}", "cannot write `{}`: {why}", path.display())))?;
        }
        cx.ui.notice(say!(cx.lang, "已写入 {} 份结构说明：`{}`", "wrote {} schemas to `{}`", files.len(), dir.display()));
        return Ok(Exit::Clean);
    }
    let json = match kinds[..] {
        [only] => schema::of(only, own),
        _ => Some(schema::all(own)),
    };
    cx.deliver(globals, json.unwrap_or_else(schema::Json::object).pretty().as_bytes())?;
    Ok(Exit::Clean)
}

fn kinds(args: &SchemaArgs, cx: &Cx<'_>) -> Result<Vec<DocKind>> {
    let Some(name) = &args.form else { return Ok(DocKind::FORMS.to_vec()) };
    match DocKind::named(name) {
        Some(kind) => Ok(vec![kind]),
        None => {
            let error = CliError::user(say!(cx.lang, "没有叫 `{name}` 的表", "there is no form `{name}`"));
            let near = near_forms(name).join(", ");
            let hint = say!(cx.lang, "可写：{near}", "write one of {near}");
            Err(error.hint(hint).into())
        }
    }
}
