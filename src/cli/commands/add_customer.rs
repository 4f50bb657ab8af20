//! `kehu add-customer NAME`: a customer's folder with 附表1.

use anyhow::Result;

use crate::archive::{DocKind, one};
use crate::cli::args::{AddCustomerArgs, CustomerFields};
use crate::cli::write::ask::{Asker, Wanted};
use crate::cli::write::each::{self, Columns};
use crate::cli::write::record::{Record, Said, field, required, word};
use crate::cli::write::session::{Session, trouble};
use crate::cli::{CliError, Cx, Exit, Globals};
use crate::edit::id;
use crate::edit::input::Known;
use crate::edit::value::{Document, Value};
use crate::form::Record as _;
use crate::form::choices::StaffRole;
use crate::form::customer::Customer;
use crate::resolve::{NEAR, fold, likeness, same};
use crate::say;
use crate::words::shell_word;

static COLUMNS: Columns = Columns { spec: Customer::SPEC, more: &[], words: &[] };

/// Adds one, or those of a file.
pub(crate) fn run(args: &AddCustomerArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let given = [word::<CustomerFields>("unit_name", args.name.as_ref()), args.fields.given().to_vec()].concat();
    let said = Said { words: Vec::new(), given, set: args.write.set.clone(), id: args.write.id.clone() };
    let force = args.write.force;
    let add = |said: &Said, session: &mut Session, globals: &Globals, cx: &mut Cx<'_>| add(said, force, session, globals, cx);
    each::run(said, &COLUMNS, &args.write, globals, cx, &add)
}

/// Puts one on the desk.
fn add(said: &Said, force: bool, session: &mut Session, globals: &Globals, cx: &mut Cx<'_>) -> Result<String> {
    let lang = cx.lang;
    let me = session.me(globals, cx)?;
    let manages = me.as_deref().filter(|me| session.world().staff.has_role(me, StaffRole::AccountManager));
    let known = Known::new(session.world(), session.today).me(me.as_deref());
    let wanted = [
        Wanted::required(field::<CustomerFields>("unit_name"), "NAME"),
        required::<CustomerFields>("category"),
        required::<CustomerFields>("account_manager").or(manages),
        required::<CustomerFields>("lifecycle"),
        required::<CustomerFields>("tier"),
        required::<CustomerFields>("established_on").or(Some(session.today.to_string())),
    ];
    let mut record = Record::read::<CustomerFields>(said, &wanted, &said.set, Asker { known, globals }, cx)?;
    let name = record.text("unit_name").unwrap_or_default().to_owned();
    let short = record.text("short_name").unwrap_or(&name).to_owned();
    let ids = session.customer_ids()?;
    let taken = |id: &str| ids.iter().any(|one| same(one, id));
    let id = match &said.id {
        Some(id) => session.new_id(id, taken(id), lang)?,
        None => id::unused(&id::slug(&short), taken),
    };
    if !force {
        is_new(&name, &short, &ids, session, cx)?;
    }
    if record.get("assignments").is_none()
        && let (Some(staff), Some(from)) = (record.text("account_manager").map(str::to_owned), record.get("established_on").cloned())
    {
        let mut line = vec![("staff", Value::text(staff.as_str())), ("from", from)];
        line.extend(me.filter(|me| *me != staff).map(|me| ("assigned_by", Value::text(me))));
        record.put("assignments", Value::list([Value::table(line)]));
    }
    let stem = format!("customers/{id}/customer");
    let document = Document { pairs: record.into_pairs(), after: Vec::new() };
    session.desk.create(&stem, DocKind::Customer, &document).map_err(|why| trouble(why, lang))?;
    Ok(say!(lang, "新增客户 {short}（{id}）", "new customer {short} ({id})"))
}

/// Whether no customer has these names yet. One that is nearly the same is only said.
fn is_new(name: &str, short: &str, ids: &[String], session: &Session, cx: &mut Cx<'_>) -> Result<()> {
    let lang = cx.lang;
    let mut near: Option<(f64, String)> = None;
    let all = one::names(session.root(), ids);
    let fresh = session.desk.overlay();
    for called in all.iter().filter(|called| !called.unit_name.is_empty() || fresh.is_empty()) {
        let theirs = [&called.unit_name, &called.short_name];
        let id = &called.id;
        if theirs.iter().any(|one| !one.is_empty() && (same(one, name) || same(one, short))) {
            let customer = shell_word(id);
            let error = CliError::user(say!(lang, "客户「{name}」已经有了（{id}）", "there is a customer `{name}` already ({id})"));
            let hint = say!(
                lang,
                "看它：`kehu show {customer}`；确是另一家：加上 `--force`",
                "see it: `kehu show {customer}`; if it is another one: add `--force`"
            );
            return Err(error.hint(hint).into());
        }
        let like = likeness(&fold(name), &fold(&called.unit_name));
        if like >= NEAR.max(0.8) && near.as_ref().is_none_or(|(best, _)| like > *best) {
            near = Some((like, format!("{}（{id}）", called.unit_name)));
        }
    }
    if let Some((_, like)) = near {
        cx.ui.notice(say!(
            lang,
            "与已有的客户名称相近：{like}，请核对是否同一家",
            "a customer has nearly the same name: {like}; look whether it is the same"
        ));
    }
    Ok(())
}
