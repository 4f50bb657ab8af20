//! `kehu erase CUSTOMER PERSON`: a key person's data is erased from the archive as it is.

use anyhow::Result;

use crate::cli::args::EraseArgs;
use crate::cli::write::finish::{self, Ending};
use crate::cli::write::session::{Session, trouble};
use crate::cli::write::{aim, bulk};
use crate::cli::{Cx, Exit, Globals};
use crate::edit::erase::{self, Erased, Whose};
use crate::edit::target;
use crate::say;
use crate::words::{Lang, shell_word};

/// Lines that are named one by one.
const NAMED: usize = 10;

/// Erases.
pub(crate) fn run(args: &EraseArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let lang = cx.lang;
    let mut session = Session::begin(globals, cx, !args.change.dry_run)?;
    let text = format!("{}/{}", args.customer.trim_end_matches('/'), args.person);
    let aimed = aim::aim(&mut session, &text, None, &[], globals, cx)?;
    let id = super::rename::id_of(&mut session, &aimed, cx)?;
    let customer = aimed.aim.customer.clone().unwrap_or_default();
    let people = target::people(&mut session.desk, &customer).map_err(|it| trouble(it, lang))?;
    let whose = Whose { customer: &customer, id: &id, name: people.called(&id), people: &people, today: session.today };
    let Session { desk, base, .. } = &mut session;
    let done = erase::person(desk, whose, &aimed.files, &base.world).map_err(|it| trouble(it, lang))?;
    tell(&done, cx);
    let ending = Ending { for_good: true, records: Vec::new(), steps: steps(&done, &customer, &id, whose.name, lang) };
    let called = aimed.called();
    let question = say!(lang, "删除{called}的个人信息，不能撤销", "erase the data of {called}; this cannot be undone");
    if !bulk::sure(&session, &question, &args.change, globals, cx)? {
        return Ok(Exit::Clean);
    }
    // Neither the journal nor a commit names the person again.
    let whose = &aimed.whose;
    let subject = say!(lang, "{whose}：删除一名关键人物的个人信息", "{whose}: a key person's data erased");
    finish::finish_with(session, subject, &args.change.write(), &ending, globals, cx)
}

fn tell(done: &Erased, cx: &mut Cx<'_>) {
    let (lang, places, alone) = (cx.lang, done.places, done.alone.len());
    cx.ui.notice(say!(
        lang,
        "附表3 的一行、附表2、联系方式和别处的 {places} 处引用都会删除",
        "the row of form 3, the sheet, the contact and {places} references are erased"
    ));
    if alone > 0 {
        cx.ui.notice(say!(
            lang,
            "{alone} 份接触报告只有此人：报告保留，不再写客户方联系人，并在 kehu.toml 记为例外",
            "{alone} contact reports were of this person alone: they stay without a name, and kehu.toml accepts that"
        ));
    }
    super::set::said_unread(&done.unread, cx);
}

fn steps(done: &Erased, customer: &str, id: &str, name: &str, lang: Lang) -> Vec<String> {
    let mut out = Vec::new();
    if !done.texts.is_empty() {
        let count = done.texts.len();
        let list = lang.join(done.texts.iter().take(NAMED).map(|(path, line)| format!("{path}:{line}")));
        let dots = if count > NAMED { "…" } else { "" };
        out.push(say!(
            lang,
            "文字里还有「{name}」或 {id}，共 {count} 行，请自己改：{list}{dots}",
            "{count} lines of text still hold {name} or {id}, change them by hand: {list}{dots}"
        ));
    }
    let path = shell_word(&format!("customers/{customer}/people/{id}.toml"));
    out.push(say!(
        lang,
        "git 历史里仍留有这些信息：先备份，再用 `git filter-repo --path {path} --invert-paths` 和 `git filter-repo --replace-text` 清除，然后各处重新克隆",
        "git history still holds the data: make a copy, then remove it by `git filter-repo --path {path} --invert-paths` and `git filter-repo --replace-text`, and clone anew everywhere"
    ));
    out
}
