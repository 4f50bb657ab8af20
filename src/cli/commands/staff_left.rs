//! `kehu staff-left STAFF`: one of our people has left; what they still hold is named with the command that hands it over.

use anyhow::Result;
use chrono::{Days, NaiveDate};

use crate::archive::Loaded;
use crate::cli::args::StaffLeftArgs;
use crate::cli::write::finish::{self, Ending};
use crate::cli::write::session::{Session, trouble};
use crate::cli::write::{aim, bulk};
use crate::cli::{Cx, Exit, Globals};
use crate::edit::assign::{self, Spot};
use crate::edit::handover::Held;
use crate::edit::held;
use crate::say;
use crate::words::{Lang, shell_word};

/// Key people and staff that are named one by one.
const NAMED: usize = 8;

/// Writes the last day, and says what is left to hand over.
pub(crate) fn run(args: &StaffLeftArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let lang = cx.lang;
    let mut session = Session::begin(globals, cx, !args.change.dry_run)?;
    let id = session.staff(&args.staff, lang)?;
    let aimed = aim::aim(&mut session, &format!("staff/{id}"), None, &[], globals, cx)?;
    let document = aimed.aim.document(&mut session.desk).map_err(|it| trouble(it, lang))?;
    let date = args.date.unwrap_or(session.today);
    let spot = Spot { document: &document, shape: aimed.aim.shape(&session.desk), place: &aimed.aim.place, spec: aimed.aim.spec };
    let edits = assign::set(spot, &[format!("active_to={date}")], &aimed.known(&session)).map_err(|it| aim::wrong(it, lang))?;
    super::set::carry_out(&mut session, &aimed, &edits, cx)?;
    let loaded = bulk::customers(&session, None)?;
    let ending = Ending { steps: steps(&loaded, &id, date, lang), ..Ending::default() };
    let called = aimed.called();
    if edits.ops.is_empty() {
        ending.steps.iter().for_each(|line| cx.ui.notice(line));
    }
    let subject = say!(lang, "{called}：{date} 离岗", "{called}: left on {date}");
    finish::finish_with(session, subject, &args.change.write(), &ending, globals, cx)
}

/// What they hold, each with the command that settles it.
fn steps(loaded: &Loaded, id: &str, date: NaiveDate, lang: Lang) -> Vec<String> {
    let word = shell_word(id);
    let (mut held, mut customers, mut out) = (Held::default(), 0, Vec::new());
    for folder in &loaded.customers {
        let manager = folder.profile.as_ref().and_then(|doc| doc.record.account_manager.get()).is_some_and(|one| one.is(id));
        let lines = held::lines(folder, date, |line| line.ours.get().is_some_and(|one| one.is(id))).count();
        let actions = held::actions(folder, |action| action.owner.get().is_some_and(|one| one.is(id))).count();
        customers += usize::from(manager);
        held = held.and(Held { manager, lines, actions });
    }
    if !held.is_nothing() {
        let what = super::handover::shown(Held { manager: false, ..held }, lang);
        let whose = (customers > 0).then(|| say!(lang, "客户 {customers} 个", "{customers} customers"));
        let what = lang.join(whose.into_iter().chain((!what.is_empty()).then_some(what)));
        let next = date.checked_add_days(Days::new(1)).unwrap_or(date);
        out.push(say!(
            lang,
            "手上还有{what}：`kehu handover --from {word} --to 接手人 --date {next}`",
            "still holds {what}: `kehu handover --from {word} --to SOMEBODY --date {next}`"
        ));
    }
    out.extend(known(loaded, id, date, lang));
    for row in loaded.world.staff.rows.iter().filter(|row| row.superior.get().is_some_and(|one| one.is(id)) && row.is_active(date)) {
        let (name, staff) = (row.called(), shell_word(row.id.get().map_or("", |id| id.as_str())));
        out.push(say!(
            lang,
            "{name}的直接上级：`kehu set staff/{staff} superior=接任者`",
            "superior of {name}: `kehu set staff/{staff} superior=SOMEBODY`"
        ));
    }
    out
}

/// The key people who know them: that is a fact, until somebody else has been introduced.
fn known(loaded: &Loaded, id: &str, date: NaiveDate, lang: Lang) -> Vec<String> {
    let mut out = Vec::new();
    for folder in &loaded.customers {
        for row in folder.people_on(Some(date)).filter(|row| row.our_ids().contains(&id)) {
            let (name, target) = (row.called(), shell_word(&format!("{}/{}", folder.id, row.key())));
            out.push(say!(
                lang,
                "{}的{name}由其联系：引见接手人之后 `kehu set {target} ours=接手人`",
                "{} is known to {name}: once somebody else was introduced, `kehu set {target} ours=SOMEBODY`",
                folder.called()
            ));
        }
    }
    if out.len() > NAMED {
        let more = out.len() - NAMED;
        out.truncate(NAMED);
        out.push(say!(lang, "另外还有 {more} 位关键人物由其联系", "{more} more key people are known to them"));
    }
    out
}
