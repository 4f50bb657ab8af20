//! `kehu pack --before YEAR`: register files of earlier years become one file a year.

use anyhow::Result;

use crate::cli::args::PackArgs;
use crate::cli::write::session::{Session, trouble};
use crate::cli::write::{bulk, finish};
use crate::cli::{Cx, Exit, Globals};
use crate::discover;
use crate::edit::pack;
use crate::say;

/// Packs them.
pub(crate) fn run(args: &PackArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let lang = cx.lang;
    let mut session = Session::begin(globals, cx, !args.change.dry_run)?;
    let files = discover::documents(session.root())?;
    let done = pack::pack(&mut session.desk, &files, args.before).map_err(|it| trouble(it, lang))?;
    if !done.left.is_empty() {
        let (count, some) = (done.left.len(), lang.join(done.left.iter().take(3)));
        cx.ui.notice(say!(
            lang,
            "{count} 份保留原样（读不出，或有的注释合并后无处可放）：{some}",
            "{count} are left as they are (they cannot be read, or a comment would have no place): {some}"
        ));
    }
    let (year, files, years) = (args.before, done.files, done.years);
    let subject =
        say!(lang, "{year} 年以前的登记文件 {files} 份并为 {years} 份", "{files} register files before {year} packed into {years}");
    if !bulk::sure(&session, &subject, &args.change, globals, cx)? {
        return Ok(Exit::Clean);
    }
    finish::finish(session, subject, &args.change.write(), globals, cx)
}
