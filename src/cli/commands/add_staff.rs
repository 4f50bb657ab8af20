//! `kehu add-staff NAME`: one of our people in `staff.toml`.

use anyhow::Result;

use crate::archive::DocKind;
use crate::cli::args::{AddStaffArgs, StaffFields};
use crate::cli::write::ask::{Asker, Wanted};
use crate::cli::write::each::{self, Columns};
use crate::cli::write::record::{Record, Said, field, required, word};
use crate::cli::write::session::{Session, trouble};
use crate::cli::{CliError, Cx, Exit, Globals};
use crate::edit::id;
use crate::edit::input::Known;
use crate::edit::op::{Op, Place};
use crate::edit::value::Value;
use crate::form::Record as _;
use crate::form::staff::StaffRow;
use crate::resolve::Found;
use crate::say;

static COLUMNS: Columns = Columns { spec: StaffRow::SPEC, more: &[], words: &[] };

/// Adds one, or those of a file.
pub(crate) fn run(args: &AddStaffArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let given = [word::<StaffFields>("name", args.name.as_ref()), args.fields.given().to_vec()].concat();
    let said = Said { words: Vec::new(), given, set: args.write.set.clone(), id: args.write.id.clone() };
    let force = args.write.force;
    let add = |said: &Said, session: &mut Session, globals: &Globals, cx: &mut Cx<'_>| add(said, force, session, globals, cx);
    each::run(said, &COLUMNS, &args.write, globals, cx, &add)
}

/// Puts one on the desk; the rows of a file may name each other as superiors.
fn add(said: &Said, force: bool, session: &mut Session, globals: &Globals, cx: &mut Cx<'_>) -> Result<String> {
    let lang = cx.lang;
    let known = Known::new(session.world(), session.today);
    let wanted =
        [Wanted::required(field::<StaffFields>("name"), "NAME"), required::<StaffFields>("title"), required::<StaffFields>("role")];
    let mut record = Record::read::<StaffFields>(said, &wanted, &said.set, Asker { known, globals }, cx)?;
    let name = record.text("name").unwrap_or_default().to_owned();
    let names = &session.world().staff.names;
    if let Found::One(at) = names.find(&name)
        && !force
    {
        let id = names.id(at);
        let error = CliError::user(say!(lang, "staff.toml 里已有{name}（{id}）", "staff.toml has {name} already ({id})"));
        return Err(error.hint(say!(lang, "确是另一人：加上 `--force`", "if it is somebody else of that name: add `--force`")).into());
    }
    let taken = |id: &str| !matches!(names.find(id), Found::Nothing);
    let id = match &said.id {
        Some(id) => session.new_id(id, taken(id), lang)?,
        None => id::unused(&id::of_person(&name), taken),
    };
    record.put("id", Value::text(id.as_str()));
    let op = Op::append(Place::top().key("staff"), record.into_value());
    session.desk.edit_or_create("staff", DocKind::Staff, &[op]).map_err(|why| trouble(why, lang))?;
    session.base.world.staff.names.add(&id, &[&name]);
    Ok(say!(lang, "新增人员 {name}（{id}）", "new staff member {name} ({id})"))
}
