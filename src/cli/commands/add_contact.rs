//! `kehu add-contact CUSTOMER NAME`: a key person, in 附表3, among the contacts of 附表1, with a sheet of 附表2.

use anyhow::Result;

use crate::archive::{CustomerFolder, DocKind};
use crate::cli::args::{AddContactArgs, RowFields, SheetFields};
use crate::cli::write::ask::{Asker, Wanted};
use crate::cli::write::each::{self, Columns};
use crate::cli::write::record::{CUSTOMER, Record, Said, field, required, word};
use crate::cli::write::session::{Session, trouble};
use crate::cli::{CliError, Cx, Exit, Globals};
use crate::edit::id;
use crate::edit::input::Known;
use crate::edit::op::{Op, Place};
use crate::edit::value::{Document, Pair, Value};
use crate::form::choices::SiteKind;
use crate::form::key_people::KeyPersonRow;
use crate::form::person::Person;
use crate::form::spec::optional;
use crate::form::{FieldSpec, KindSpec, Record as _};
use crate::resolve::{Found, same};
use crate::say;
use crate::words::{Lang, shell_word};

/// Phones stand among the contacts of 附表1.
const PHONES: [&str; 3] = ["mobile", "office", "home"];

/// Which of the customer's sites.
static SITE: FieldSpec = optional("机构", "Site").of("site", KindSpec::Text);

/// The columns of `--from`.
static COLUMNS: Columns = Columns { spec: KeyPersonRow::SPEC, more: &[Person::SPEC], words: &[&CUSTOMER, &SITE] };

/// Adds one, or those of a file.
pub(crate) fn run(args: &AddContactArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let said = Said {
        words: vec![args.customer.clone(), args.site.clone()],
        given: [word::<RowFields>("name", args.name.as_ref()), args.row.given().to_vec(), args.sheet.given().to_vec()].concat(),
        set: args.write.set.clone(),
        id: args.write.id.clone(),
    };
    let add = |said: &Said, session: &mut Session, globals: &Globals, cx: &mut Cx<'_>| add(said, args, session, globals, cx);
    each::run(said, &COLUMNS, &args.write, globals, cx, &add)
}

/// Puts one on the desk.
fn add(said: &Said, args: &AddContactArgs, session: &mut Session, globals: &Globals, cx: &mut Cx<'_>) -> Result<String> {
    let lang = cx.lang;
    let customer = session.need_customer(said.word(0), cx)?;
    let me = session.me_as_said(said, globals, cx)?;
    let folder = session.folder(&customer);
    let (row, sheet) = read(said, args, session, &folder, me.as_deref(), globals, cx)?;
    let name = row.text("name").unwrap_or_default().to_owned();
    if let Found::One(at) = folder.people_names.find(&name)
        && !args.write.force
    {
        return Err(namesake(&folder, folder.people_names.id(at), &name, lang).into());
    }
    let taken =
        |id: &str| !matches!(folder.people_names.find(id), Found::Nothing) || session.desk.find(&sheet_stem(&customer, id)).is_some();
    let id = match &said.id {
        Some(id) => session.new_id(id, taken(id), lang)?,
        None => id::unused(&id::of_person(&name), taken),
    };
    let person = NewPerson { id: &id, site: said.word(1), row, sheet, wants_sheet: !args.no_sheet };
    put(session, &folder, person, lang)?;
    let called = folder.called();
    Ok(say!(lang, "{called}：新增关键人物 {name}（{id}）", "{called}: new key person {name} ({id})"))
}

/// Row and sheet as they were said.
fn read(
    said: &Said,
    args: &AddContactArgs,
    session: &Session,
    folder: &CustomerFolder,
    me: Option<&str>,
    globals: &Globals,
    cx: &mut Cx<'_>,
) -> Result<(Record, Record)> {
    let known = Known::new(session.world(), session.today).people(&folder.people_names).me(me);
    let asker = Asker { known, globals };
    let (sheet_set, row_set): (Vec<String>, Vec<String>) = said.set.iter().cloned().partition(|pair| pair.starts_with("sheet."));
    let sheet_set: Vec<String> = sheet_set.iter().filter_map(|pair| pair.strip_prefix("sheet.")).map(str::to_owned).collect();
    let today = session.today.to_string();
    let status = said.of(KeyPersonRow::SPEC).into_iter().find(|given| given.field.key == "status");
    let has_no_relation = status.is_some_and(|given| is_none(&given.texts, &known));
    let mut wanted = vec![
        Wanted::required(field::<RowFields>("name"), "NAME"),
        required::<RowFields>("title"),
        required::<RowFields>("role"),
        required::<RowFields>("status"),
    ];
    if !has_no_relation {
        wanted.push(required::<RowFields>("ours").propose(me));
    }
    wanted.push(required::<RowFields>("assessed_on").or(Some(today.clone())));
    if !args.no_sheet {
        wanted.push(required::<RowFields>("source_level"));
    }
    let row = Record::read::<RowFields>(said, &wanted, &row_set, asker, cx)?;
    let mut sheet = Record::read::<SheetFields>(said, &[], &sheet_set, asker, cx)?;
    if !args.no_sheet {
        if let Some(level) = row.get("source_level") {
            sheet.put("source_level", level.clone());
        }
        sheet.default("recorded_on", Value::day(session.today));
    }
    Ok((row, sheet))
}

/// Whether nobody of ours needs to know them: 尚未建立关系.
fn is_none(texts: &[String], known: &Known<'_>) -> bool {
    let status = crate::edit::input::field(field::<RowFields>("status"), texts, known);
    matches!(status, Ok(Value::Scalar(scalar)) if scalar.text == "none" || scalar.text == "尚未建立关系")
}

/// Somebody of this name is there already.
fn namesake(folder: &CustomerFolder, id: &str, name: &str, lang: Lang) -> CliError {
    let called = folder.called();
    let error = CliError::user(say!(lang, "{called}已有{name}（{id}）", "{called} has {name} already ({id})"));
    let (customer, person) = (shell_word(&folder.id), shell_word(id));
    error.hint(say!(
        lang,
        "要改他的资料：`kehu set {customer}/{person} KEY=VALUE`；确是另一人：加上 `--force`",
        "to change them: `kehu set {customer}/{person} KEY=VALUE`; if it is somebody else of that name: add `--force`"
    ))
}

fn sheet_stem(customer: &str, id: &str) -> String {
    format!("customers/{customer}/people/{id}")
}

/// A key person as said.
struct NewPerson<'s> {
    id: &'s str,
    site: Option<&'s str>,
    row: Record,
    sheet: Record,
    wants_sheet: bool,
}

/// Row, contact and sheet on the desk.
fn put(session: &mut Session, folder: &CustomerFolder, person: NewPerson<'_>, lang: Lang) -> Result<()> {
    let NewPerson { id, site, mut row, mut sheet, wants_sheet } = person;
    let customer = &folder.id;
    row.put("id", Value::text(id));
    let rows = Place::top().key("people");
    let stem = format!("customers/{customer}/key-people");
    session.desk.edit_or_create(&stem, DocKind::KeyPeople, &[Op::append(rows, row.into_value())]).map_err(|why| trouble(why, lang))?;
    let mut contact = vec![Pair::new("person", Value::text(id))];
    let home_is_secret = session.encrypts_people();
    for key in PHONES {
        if let Some(phone) = sheet.take(key) {
            if key == "home" && home_is_secret { sheet.put(key, phone) } else { contact.push(Pair::new(key, phone)) }
        }
    }
    let place = place_of_contact(folder, site, lang)?;
    match place {
        Some(at) => {
            let contacts = Place::top().key("sites").at(at).key("contacts");
            let path = session.desk.find(&format!("customers/{customer}/customer")).unwrap_or_default();
            let op = Op::append(contacts, Value::Table(contact));
            session.desk.edit(&path, DocKind::Customer, &[op]).map_err(|why| trouble(why, lang))?;
        }
        // No site yet: the phones are kept where the person's sheet is.
        None => contact.into_iter().skip(1).for_each(|pair| sheet.put(&pair.key, pair.value)),
    }
    let pairs = sheet.into_pairs();
    if !wants_sheet && !pairs.is_empty() {
        return Err(homeless(&pairs, lang).into());
    }
    if wants_sheet {
        let document = Document { pairs, after: Vec::new() };
        session.desk.create(&sheet_stem(customer, id), DocKind::Person, &document).map_err(|why| trouble(why, lang))?;
    }
    Ok(())
}

/// What was said of the person would stand in the sheet that is not wanted.
fn homeless(pairs: &[Pair], lang: Lang) -> CliError {
    let label = |pair: &Pair| Person::SPEC.find(&pair.key).map_or(pair.key.as_str(), |(_, field)| field.label(lang)).to_owned();
    let list = lang.join(pairs.iter().map(label));
    let error = CliError::user(say!(
        lang,
        "{list}要写在附表2 里，而 `--no-sheet` 不建附表2",
        "{list} stands in a sheet of form 2, which `--no-sheet` leaves out"
    ));
    error.hint(say!(
        lang,
        "去掉 `--no-sheet`；电话也可以写在机构的重要联系人里，先用 `kehu add-site` 登记机构",
        "leave `--no-sheet` out; phones may also stand among a site's contacts: enter the site by `kehu add-site` first"
    ))
}

/// The place of the site among the customer's; none when it has none.
fn place_of_contact(folder: &CustomerFolder, wanted: Option<&str>, lang: Lang) -> Result<Option<usize>, CliError> {
    let sites = folder.profile.as_ref().and_then(|doc| doc.record.sites.get());
    let sites: Vec<_> = sites.into_iter().flat_map(|list| list.iter().map(|site| &site.0)).collect();
    let name = |at: &usize| sites[*at].name.get().map_or("", |name| name.as_str());
    let Some(wanted) = wanted else {
        let main = sites.iter().position(|site| site.kind.value() == Some(SiteKind::Headquarters));
        return Ok(main.or((!sites.is_empty()).then_some(0)));
    };
    let by_name = (0..sites.len()).find(|at| same(name(at), wanted));
    let by_number = || wanted.parse::<usize>().ok().and_then(|number| number.checked_sub(1)).filter(|at| *at < sites.len());
    by_name.or_else(by_number).map(Some).ok_or_else(|| {
        let called = folder.called();
        let error = CliError::user(say!(lang, "{called}没有机构「{wanted}」", "{called} has no site `{wanted}`"));
        let list = lang.join((0..sites.len()).map(|at| name(&at).to_owned()));
        match list.is_empty() {
            true => error.hint(say!(lang, "先用 `kehu add-site` 登记机构", "enter its sites by `kehu add-site` first")),
            false => error.hint(say!(lang, "有：{list}", "there are: {list}")),
        }
    })
}
