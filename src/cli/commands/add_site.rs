//! `kehu add-site CUSTOMER NAME`: a site in 附表1.

use anyhow::Result;

use crate::archive::DocKind;
use crate::cli::args::{AddSiteArgs, SiteFields};
use crate::cli::pick;
use crate::cli::write::ask::{Asker, Wanted};
use crate::cli::write::each::{self, Columns};
use crate::cli::write::record::{CUSTOMER, Record, Said, field, required, word};
use crate::cli::write::session::{Session, trouble};
use crate::cli::{CliError, Cx, Exit, Globals};
use crate::edit::input::Known;
use crate::edit::op::{Op, Place};
use crate::edit::value::Value;
use crate::form::Record as _;
use crate::form::customer::Site;
use crate::resolve::same;
use crate::say;

static COLUMNS: Columns = Columns { spec: Site::SPEC, more: &[], words: &[&CUSTOMER] };

/// Adds one, or those of a file.
pub(crate) fn run(args: &AddSiteArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let given = [word::<SiteFields>("name", args.name.as_ref()), args.fields.given().to_vec()].concat();
    let said = Said { words: vec![args.customer.clone()], given, set: args.write.set.clone(), id: None };
    let add = |said: &Said, session: &mut Session, globals: &Globals, cx: &mut Cx<'_>| add(said, args, session, globals, cx);
    each::run(said, &COLUMNS, &args.write, globals, cx, &add)
}

/// Puts one on the desk.
fn add(said: &Said, args: &AddSiteArgs, session: &mut Session, globals: &Globals, cx: &mut Cx<'_>) -> Result<String> {
    let lang = cx.lang;
    let customer = session.need_customer(said.word(0), cx)?;
    let folder = session.folder(&customer);
    let called = folder.called().to_owned();
    let known = Known::new(session.world(), session.today).people(&folder.people_names);
    let wanted =
        [Wanted::required(field::<SiteFields>("name"), "NAME"), required::<SiteFields>("kind"), required::<SiteFields>("location")];
    let mut record = Record::read::<SiteFields>(said, &wanted, &said.set, Asker { known, globals }, cx)?;
    let name = record.text("name").unwrap_or_default().to_owned();
    let sites = folder.profile.as_ref().and_then(|doc| doc.record.sites.get());
    let mut names = sites.into_iter().flat_map(|list| list.iter()).filter_map(|site| site.name.get());
    if names.any(|one| same(one.as_str(), &name)) && !args.write.force {
        let error = CliError::user(say!(lang, "{called}已有机构「{name}」", "{called} has a site `{name}` already"));
        return Err(error
            .hint(say!(
                lang,
                "要改它：`kehu set {customer} sites.{name}.KEY=VALUE`",
                "to change it: `kehu set {customer} sites.{name}.KEY=VALUE`"
            ))
            .into());
    }
    let contacts = args.contacts.iter().map(|text| pick::exact_person(&folder, text, lang));
    let contacts = contacts.collect::<Result<Vec<String>, CliError>>()?;
    if !contacts.is_empty() {
        let contact = |person: String| Value::table([("person", Value::text(person))]);
        record.put("contacts", Value::list(contacts.into_iter().map(contact)));
    }
    let path = session.document(&format!("customers/{customer}/customer"), lang)?;
    let op = Op::append(Place::top().key("sites"), record.into_value());
    session.desk.edit(&path, DocKind::Customer, &[op]).map_err(|why| trouble(why, lang))?;
    Ok(say!(lang, "{called}：新增机构 {name}", "{called}: new site {name}"))
}
