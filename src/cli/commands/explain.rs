//! `kehu explain [RULE|FORM[.FIELD]]`.

use anyhow::Result;

use crate::cli::args::{ExplainArgs, Format};
use crate::cli::{CliError, Cx, Exit, Globals, open};
use crate::render::document::Setting;
use crate::render::table::TableStyle;
use crate::report::explain::{self, Asked};
use crate::say;
use crate::words::words;

/// Explains a rule, a form or a field; without a topic it lists the rules.
pub(crate) fn run(args: &ExplainArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let opened = open::open_if_any(globals, cx)?;
    let asked = Asked { lang: cx.lang, world: opened.as_ref().map(|opened| &opened.base.world) };
    let page = match &args.topic {
        None => explain::index(asked),
        Some(word) => explain::page(explain::find(word).map_err(|near| unknown(word, &near, cx))?, asked),
    };
    let width = cx.ui.table_width().and_then(|width| u16::try_from(width).ok());
    let table = TableStyle { lang: cx.lang, width, ..TableStyle::default() };
    let text = match globals.format(Format::PROSE)? {
        Format::Markdown => page.markdown(&table),
        _ => page.text(&Setting { width: cx.ui.prose_width(), color: cx.ui.color_data() && globals.output.is_none(), table }),
    };
    cx.deliver(globals, text.as_bytes())?;
    Ok(Exit::Clean)
}

fn unknown(word: &str, near: &[String], cx: &Cx<'_>) -> CliError {
    let error = CliError::user(say!(cx.lang, "没有叫 `{word}` 的规则、表或字段", "there is no rule, form or field `{word}`"));
    let error = match near {
        [] => error,
        _ => {
            let near = near.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(words("、", ", ").get(cx.lang));
            error.hint(say!(cx.lang, "是否指：{near}", "did you mean: {near}"))
        }
    };
    error.hint(say!(
        cx.lang,
        "用 `kehu explain` 列出全部规则，如 `kehu explain customer` 看一张表",
        "`kehu explain` lists all rules; `kehu explain customer` shows a form"
    ))
}
