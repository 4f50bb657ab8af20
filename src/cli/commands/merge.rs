//! `kehu merge CUSTOMER INTO`, `kehu merge CUSTOMER/PERSON INTO-PERSON`: what was entered twice becomes one.

use anyhow::Result;

use crate::cli::args::MergeArgs;
use crate::cli::write::session::{Session, trouble};
use crate::cli::write::{aim, bulk, finish};
use crate::cli::{CliError, Cx, Exit, Globals};
use crate::discover;
use crate::edit::input::Known;
use crate::edit::merge::{self, Both, Cannot, Context, Folders, Merged};
use crate::edit::target::{self, What};
use crate::say;
use crate::words::Lang;

/// Merges them.
pub(crate) fn run(args: &MergeArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let session = Session::begin(globals, cx, !args.change.dry_run)?;
    let spoken = target::spoken(&args.from);
    match spoken.what {
        What::Person(_) => persons(session, args, globals, cx),
        What::Alone(crate::archive::DocKind::Customer) => customers(session, args, globals, cx),
        _ => {
            let text = &args.from;
            let error = CliError::user(say!(cx.lang, "`{text}` 不能合并", "`{text}` cannot be merged"));
            Err(error
                .hint(say!(cx.lang, "可以合并的：两个客户，或同一客户的两个人物", "two customers can be, or two people of one customer"))
                .into())
        }
    }
}

fn persons(mut session: Session, args: &MergeArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let lang = cx.lang;
    let from = aim::aim(&mut session, &args.from, None, &[], globals, cx)?;
    let customer = from.aim.customer.clone().unwrap_or_default();
    let own = args.into.rsplit_once('/').map_or(args.into.as_str(), |(_, person)| person);
    if let Some((other, _)) = args.into.rsplit_once('/')
        && session.customer(other, cx)? != customer
    {
        return Err(CliError::user(say!(lang, "两个人物不是同一个客户的", "the two are not people of one customer")).into());
    }
    let into = aim::aim(&mut session, &format!("{customer}/{own}"), None, &[], globals, cx)?;
    let ids = (super::rename::id_of(&mut session, &from, cx)?, super::rename::id_of(&mut session, &into, cx)?);
    apart(&ids.0, &ids.1, cx)?;
    let people = target::people(&mut session.desk, &customer).map_err(|it| trouble(it, lang))?;
    let today = session.today;
    let Session { desk, base, .. } = &mut session;
    let nobody = crate::resolve::Names::default();
    let context = Context { known: Known::new(&base.world, today).people(&people), all: &[], customers: &nobody };
    let done = merge::persons(desk, Both { from: &ids.0, into: &ids.1 }, &people, &from.files, &context).map_err(|it| cannot(it, lang))?;
    let (whose, one, two) = (&from.whose, &from.aim.called, &into.aim.called);
    let subject = say!(lang, "{whose}：{one}（{}）并入 {two}（{}）", "{whose}: {one} ({}) merged into {two} ({})", ids.0, ids.1);
    end(session, &done, subject, args, globals, cx)
}

fn customers(mut session: Session, args: &MergeArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let lang = cx.lang;
    let (from, into) = (session.customer(&args.from, cx)?, session.customer(&args.into, cx)?);
    apart(&from, &into, cx)?;
    let names = aim::names(&session)?;
    let all = discover::documents(session.root())?;
    let files = |id: &str| discover::customer_files(session.root(), id, &session.ignored).found;
    let (own, other) = (files(&from), files(&into));
    let today = session.today;
    let Session { desk, base, .. } = &mut session;
    let context = Context { known: Known::new(&base.world, today).customers(&names), all: &all, customers: &names };
    let folders = Folders { from: &own, into: &other };
    let done = merge::customers(desk, Both { from: &from, into: &into }, folders, &context).map_err(|it| cannot(it, lang))?;
    let (one, two) = (names.called(&from), names.called(&into));
    let subject = say!(lang, "{one}（{from}）并入 {two}（{into}）", "{one} ({from}) merged into {two} ({into})");
    end(session, &done, subject, args, globals, cx)
}

fn apart(from: &str, into: &str, cx: &Cx<'_>) -> Result<()> {
    if from == into {
        return Err(CliError::user(say!(cx.lang, "两个是同一个：{from}", "both are the same: {from}")).into());
    }
    Ok(())
}

fn end(session: Session, done: &Merged, subject: String, args: &MergeArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let lang = cx.lang;
    if !done.differences.is_empty() {
        let count = done.differences.len();
        cx.ui.say(say!(lang, "两处写法不同的 {count} 项：", "{count} fields differ:"));
        done.differences.iter().for_each(|line| cx.ui.say(format!("  {line}")));
    }
    super::set::said_unread(&done.unread, cx);
    if !bulk::sure(&session, &subject, &args.change, globals, cx)? {
        return Ok(Exit::Clean);
    }
    finish::finish(session, subject, &args.change.write(), globals, cx)
}

fn cannot(why: Cannot, lang: Lang) -> anyhow::Error {
    match why {
        Cannot::Trouble(it) => trouble(it, lang),
        Cannot::Words(what, hint) => CliError::user(what).hint(hint).into(),
    }
}
