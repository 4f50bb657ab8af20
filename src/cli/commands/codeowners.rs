//! `kehu codeowners`: who is asked about a change on a forge.

use std::path::Path;

use anyhow::Result;

use crate::archive::DocKind;
use crate::archive::load::{Judge, Scope};
use crate::cli::args::{CodeownersArgs, ForgeChoice};
use crate::cli::{CliError, Cx, Exit, Globals, open};
use crate::report::codeowners::{Forge, Owners, owners};
use crate::say;
use crate::words::plural;

/// Writes the file; whoever has no line is named in it and afterwards.
pub(crate) fn run(args: &CodeownersArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let opened = open::open(globals, cx)?;
    let (forge, lang, root) = (Forge::from(args.forge), cx.lang, opened.root.clone());
    // Outside git the archive will be the top of a repository, if ever.
    let prefix = opened.repo.prefix().unwrap_or_default();
    let scope = Scope { kinds: Some(vec![DocKind::Customer]), no_registers: true, ..Scope::default() };
    let loaded = opened.load(&scope, Judge::Nothing)?;
    let owners = owners(&loaded, forge, &prefix, globals.as_of);
    if !forge.takes(owners.text.len()) {
        let size = owners.text.len().div_ceil(1_000_000);
        let error = CliError::user(say!(
            lang,
            "文件约有 {size} MB，GitHub 不读取 3 MB 以上的 CODEOWNERS；没有写出",
            "the file has about {size} MB, and GitHub loads no CODEOWNERS above 3 MB; nothing was written"
        ));
        let hint =
            say!(lang, "把档案分成几个仓库，或缩短客户编号", "divide the archive into several repositories, or shorten the customers' ids");
        return Err(error.hint(hint).into());
    }
    cx.deliver(globals, owners.text.as_bytes())?;
    place(globals, forge, &root, &prefix, cx);
    Ok(summary(&owners, cx))
}

/// What was left out, and what to do.
fn summary(owners: &Owners, cx: &mut Cx<'_>) -> Exit {
    let (lang, lines, without) = (cx.lang, owners.customers, owners.without.len());
    let customers = plural(lines, "customer", "customers");
    if without == 0 {
        cx.ui.notice(say!(lang, "{lines} 个客户各有一行", "{customers}, a line each"));
        return Exit::Clean;
    }
    let missing = plural(without, "line", "lines");
    cx.ui.say(say!(
        lang,
        "有 {without} 行没有写入，原因在文件的注释里；请补上后重新写一次（写入了 {lines} 个客户）",
        "left out: {missing}; comments in the file say why. Mend that and write it again ({customers} written)"
    ));
    Exit::Findings
}

/// A file that the forge does not look for helps nobody.
fn place(globals: &Globals, forge: Forge, root: &Path, prefix: &str, cx: &mut Cx<'_>) {
    let Some(path) = &globals.output else { return };
    let lang = cx.lang;
    let mut top = root.to_owned();
    for _ in prefix.split('/').filter(|part| !part.is_empty()) {
        top.pop();
    }
    let real = |path: &Path| path.canonicalize().ok();
    let written = real(&cx.env.cwd.join(path));
    if forge.places().iter().any(|place| written.is_some() && real(&top.join(place)) == written) {
        return;
    }
    let places = lang.join(forge.places());
    cx.ui.notice(say!(
        lang,
        "平台只读取仓库中的这些位置：{places}",
        "the forge reads it only from these places of the repository: {places}"
    ));
}

impl From<ForgeChoice> for Forge {
    fn from(choice: ForgeChoice) -> Self {
        match choice {
            ForgeChoice::Github => Self::Github,
            ForgeChoice::Gitlab => Self::Gitlab,
            ForgeChoice::Gitea => Self::Gitea,
        }
    }
}
