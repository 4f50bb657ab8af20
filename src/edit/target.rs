//! What a writing command is about: `yunling`, `yunling/li-guoqiang`, `yunling/plan/2026`, `yunling/project/…`, `staff/zhou-lan`,
//! `lending/2026-0007` – a document, and the place in it.

use crate::archive::DocKind;
use crate::discover::Found as File;
use crate::form::RecordSpec;
use crate::resolve::{self, Found, Names, same};
use crate::say;
use crate::source::Syntax;
use crate::words::Lang;

use super::desk::{Desk, Trouble};
use super::look::View;
use super::op::Place;
use super::shape::{RECORDS, Shape};
use super::value::Value;

/// What a TARGET says, before anything is looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spoken {
    /// The customer, as written.
    pub customer: Option<String>,
    /// What is meant of it, or of the archive.
    pub what: What,
}

/// What is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A document that stands alone: `customer`, `key-people`, `kehu`, `staff` …
    Alone(DocKind),
    /// Somebody of `staff.toml`.
    Staff(String),
    /// A row of 附表3.
    Person(String),
    /// A sheet of 附表2.
    Sheet(String),
    /// The plan of a year.
    Plan(String),
    /// An action, by id or what is done.
    Action(String),
    /// A project, by name.
    Project(String),
    /// A document of a register, by its file's name.
    Record(DocKind, String),
}

/// Where it is.
#[derive(Clone, Debug)]
pub struct Aim {
    /// The customer's id.
    pub customer: Option<String>,
    /// The document's path without ending.
    pub stem: String,
    /// The document, where it is there.
    pub path: Option<String>,
    /// What it is.
    pub kind: DocKind,
    /// The table in it.
    pub place: Place,
    /// That table's form.
    pub spec: &'static RecordSpec,
    /// What it is called besides the customer's name; empty for the customer itself.
    pub called: String,
}

/// Why nothing was found.
#[derive(Debug)]
pub enum Missed {
    /// There is no such thing; what to do.
    Words(String, String),
    /// A document cannot be read.
    Trouble(Trouble),
}

impl From<Trouble> for Missed {
    fn from(trouble: Trouble) -> Self {
        Self::Trouble(trouble)
    }
}

/// Registers of the archive, by their folder.
const REGISTERS: &[DocKind] =
    &[DocKind::Market, DocKind::MajorInfo, DocKind::Loan, DocKind::Incident, DocKind::Suggestion, DocKind::Submissions, DocKind::Targets];

/// Registers of a customer.
const OWN: &[DocKind] = &[DocKind::ContactReport, DocKind::Complaint, DocKind::Survey, DocKind::Feedback, DocKind::Reception];

/// Reads a TARGET. Endings of files and the folder `customers/` may be written or not.
#[must_use]
pub fn spoken(text: &str) -> Spoken {
    let text = text.trim().trim_matches('/');
    let text = text.strip_prefix("customers/").unwrap_or(text);
    let text = text.rsplit_once('.').filter(|(_, ending)| Syntax::of_ending(ending).is_some()).map_or(text, |(stem, _)| stem);
    let (first, rest) = text.split_once('/').map_or((text, None), |(first, rest)| (first, Some(rest)));
    let archive = |what: What| Spoken { customer: None, what };
    match (first, rest) {
        ("kehu", None) => return archive(What::Alone(DocKind::Settings)),
        ("staff", None) => return archive(What::Alone(DocKind::Staff)),
        ("staff", Some(id)) => return archive(What::Staff(id.to_owned())),
        ("holidays", None) => return archive(What::Alone(DocKind::Holidays)),
        _ => {}
    }
    let register = |list: &[DocKind], folder: &str| list.iter().copied().find(|kind| kind.folder() == Some(folder));
    if let (Some(kind), Some(name)) = (register(REGISTERS, first), rest) {
        return archive(What::Record(kind, name.to_owned()));
    }
    let what = match rest.map(|rest| rest.split_once('/').map_or((rest, ""), |(kind, name)| (kind, name))) {
        None | Some(("customer", "")) => What::Alone(DocKind::Customer),
        Some(("key-people", "")) => What::Alone(DocKind::KeyPeople),
        Some(("insight", "")) => What::Alone(DocKind::Insight),
        Some(("plan" | "plans", year)) => What::Plan(year.to_owned()),
        Some(("action" | "actions", name)) if !name.is_empty() => What::Action(name.to_owned()),
        Some(("project" | "projects", name)) if !name.is_empty() => What::Project(name.to_owned()),
        Some(("people", person)) if !person.is_empty() => What::Sheet(person.to_owned()),
        Some((folder, name)) => match (register(OWN, folder), name) {
            (Some(kind), name) if !name.is_empty() => What::Record(kind, name.to_owned()),
            (_, "sheet") => What::Sheet(folder.to_owned()),
            (_, "") => What::Person(folder.to_owned()),
            _ => What::Person(rest.unwrap_or_default().to_owned()),
        },
    };
    Spoken { customer: Some(first.to_owned()), what }
}

/// Looks a target up. `customer`: the id of the customer that was named; `files`: its documents, or those of the registers; `year`: the plan
/// that was asked for.
///
/// # Errors
/// When there is no such thing, or a document on the way cannot be read.
pub fn find(desk: &mut Desk, customer: Option<&str>, what: &What, files: &[File], year: Option<i32>, lang: Lang) -> Result<Aim, Missed> {
    let base = customer.map(|id| format!("customers/{id}/")).unwrap_or_default();
    let mut finder = Finder { desk, customer: customer.map(str::to_owned), base, files, lang };
    match what {
        What::Alone(kind) => Ok(finder.alone(*kind)),
        What::Staff(text) => finder.staff(text),
        What::Person(text) => finder.person(text),
        What::Sheet(text) => finder.sheet(text),
        What::Plan(text) => finder.plan(text, year),
        What::Action(name) => finder.in_plans(name, &["action_plan", "actions"], &["id", "what"], year),
        What::Project(name) => finder.in_plans(name, &["revenue_plan", "lines"], &["project"], year),
        What::Record(kind, name) => finder.record(*kind, name),
    }
}

/// The ids and names of a customer's key people, as its document has them now.
///
/// # Errors
/// When the document cannot be read.
pub fn people(desk: &mut Desk, customer: &str) -> Result<Names, Trouble> {
    let mut names = Names::default();
    if let Some(path) = desk.find(&format!("customers/{customer}/key-people")) {
        let value = desk.value(&path)?;
        for row in View::top(&value, spec_of(DocKind::KeyPeople)).rows(&["people"]) {
            names.add(row.text("id").unwrap_or_default(), &[row.text("name").unwrap_or_default()]);
        }
    }
    Ok(names)
}

/// The form of a kind of which there is one.
#[must_use]
pub fn spec_of(kind: DocKind) -> &'static RecordSpec {
    kind.spec().expect("tables are never a target: each kind here is a form")
}

impl Aim {
    /// The document as it is on the desk; empty where there is none yet.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn document(&self, desk: &mut Desk) -> Result<Value, Trouble> {
        self.path.as_ref().map_or_else(|| Ok(Value::Table(Vec::new())), |path| desk.value(path))
    }

    /// The form of the document, for edits.
    #[must_use]
    pub fn shape(&self, desk: &Desk) -> Shape {
        desk.shape(self.kind).expect("tables are never a target: each kind here is a form")
    }

    /// The form of the document.
    #[must_use]
    pub fn spec_of_document(&self) -> &'static RecordSpec {
        spec_of(self.kind)
    }

    /// The table that is meant, in the document.
    #[must_use]
    pub fn view<'v>(&self, document: &'v Value) -> Option<View<'v>> {
        View::top(document, spec_of(self.kind)).at(&self.place)
    }
}

struct Finder<'d> {
    desk: &'d mut Desk,
    customer: Option<String>,
    base: String,
    files: &'d [File],
    lang: Lang,
}

impl Finder<'_> {
    fn aim(&self, kind: DocKind, stem: String) -> Aim {
        let path = self.desk.find(&stem);
        let (spec, called) = (spec_of(kind), kind.title().get(self.lang).to_owned());
        Aim { customer: self.customer.clone(), stem, path, kind, place: Place::top(), spec, called }
    }

    fn alone(&self, kind: DocKind) -> Aim {
        let name = match kind {
            DocKind::Settings => "kehu",
            DocKind::Staff => "staff",
            DocKind::Holidays => "holidays",
            DocKind::KeyPeople => "key-people",
            DocKind::Insight => "insight",
            _ => "customer",
        };
        let aim = self.aim(kind, [&self.base, name].concat());
        if kind == DocKind::Customer { Aim { called: String::new(), ..aim } } else { aim }
    }

    /// The row of a list that is called so by its id or name.
    fn row(&mut self, aim: Aim, list: &str, text: &str, what: (&str, &str)) -> Result<Aim, Missed> {
        let value = aim.document(self.desk)?;
        let rows = View::top(&value, aim.spec).rows(&[list]);
        let mut names = Names::default();
        for row in &rows {
            names.add(row.text("id").unwrap_or_default(), &[row.text("name").unwrap_or_default()]);
        }
        let (zh, en) = what;
        let at = match names.find(text) {
            Found::One(at) | Found::Alias(at) => at,
            Found::Several(places) => {
                let all = names.describe(&places);
                let what = say!(self.lang, "「{text}」对应不止一个{zh}：{all}", "`{text}` may be any of these: {all}");
                return Err(Missed::Words(what, say!(self.lang, "请写编号", "write the id")));
            }
            Found::Nothing => {
                let near = names.nearest(text);
                let near = if near.is_empty() { (0..names.len().min(8)).collect() } else { near };
                let near = names.describe(&near);
                let what = say!(self.lang, "没有{zh}「{text}」", "there is no {en} `{text}`");
                return Err(Missed::Words(what, say!(self.lang, "有：{near}", "there are: {near}")));
            }
        };
        let called = names.label(at).to_owned();
        let row = &rows[at];
        Ok(Aim { place: row.place.clone(), spec: row.table.unwrap_or(aim.spec), called, ..aim })
    }

    fn staff(&mut self, text: &str) -> Result<Aim, Missed> {
        let aim = self.alone(DocKind::Staff);
        self.row(aim, "staff", text, ("人员", "staff member"))
    }

    fn person(&mut self, text: &str) -> Result<Aim, Missed> {
        let aim = self.alone(DocKind::KeyPeople);
        self.row(aim, "people", text, ("关键人物", "key person"))
    }

    fn sheet(&mut self, text: &str) -> Result<Aim, Missed> {
        let person = self.person(text)?;
        let value = person.document(self.desk)?;
        let id = person.view(&value).and_then(|row| row.text("id").map(str::to_owned)).unwrap_or_else(|| text.to_owned());
        let own = self.files.iter().find(|file| file.kind == Some(DocKind::Person) && same(&file.stem, &id));
        if let Some(sealed) = own.filter(|file| file.sealed) {
            let path = &sealed.path;
            let what = say!(self.lang, "{path} 是加密的", "{path} is encrypted");
            return Err(Missed::Words(
                what,
                say!(
                    self.lang,
                    "先把它解密成普通文件，改好以后再加密",
                    "decrypt it into a plain file first, and encrypt it again afterwards"
                ),
            ));
        }
        let stem = own.map_or(id.as_str(), |file| file.stem.as_str());
        let aim = self.aim(DocKind::Person, format!("{}people/{stem}", self.base));
        let called = say!(self.lang, "{} 附表2", "{} form 2", person.called);
        Ok(Aim { called, ..aim })
    }

    /// The years of the plans, newest first.
    fn years(&self) -> Vec<i32> {
        let plans = self.files.iter().filter(|file| file.kind == Some(DocKind::Plan));
        let mut years: Vec<i32> = plans.filter_map(|file| file.stem.parse().ok()).collect();
        years.sort_unstable_by(|a, b| b.cmp(a));
        years
    }

    fn plan(&self, text: &str, year: Option<i32>) -> Result<Aim, Missed> {
        let years = self.years();
        let year = text.parse().ok().or(year).or_else(|| years.first().copied().filter(|_| text.is_empty()));
        let id = self.customer.clone().unwrap_or_default();
        let Some(year) = year.filter(|year| years.contains(year)) else {
            let asked = year.map_or_else(|| text.to_owned(), |year| year.to_string());
            let what = say!(self.lang, "{id} 没有 {asked} 年的客户计划", "{id} has no plan of {asked}");
            return Err(Missed::Words(what, say!(self.lang, "用 `kehu plan new {id}` 编制", "make one with `kehu plan new {id}`")));
        };
        let aim = self.aim(DocKind::Plan, format!("{}plans/{year}", self.base));
        Ok(Aim { called: say!(self.lang, "{year} 年客户计划", "plan of {year}"), ..aim })
    }

    /// A row of the plans, in the newest that has it.
    fn in_plans(&mut self, name: &str, way: &[&str], keys: &[&str], year: Option<i32>) -> Result<Aim, Missed> {
        let mut there: Vec<String> = Vec::new();
        for at in self.years() {
            if year.is_some_and(|year| year != at) {
                continue;
            }
            let aim = self.plan("", Some(at))?;
            let value = aim.document(self.desk)?;
            let rows = View::top(&value, aim.spec).rows(way);
            let called = |row: &View<'_>| keys.iter().filter_map(|key| row.text(key)).any(|own| same(own, name));
            let mut found = rows.iter().filter(|row| called(row));
            if let Some(row) = found.next() {
                if found.next().is_some() {
                    let what = say!(self.lang, "{at} 年的计划中不止一条叫「{name}」", "the plan of {at} has more than one `{name}`");
                    return Err(Missed::Words(what, say!(self.lang, "请写编号", "write the id")));
                }
                let called = keys.last().and_then(|key| row.text(key)).unwrap_or(name).to_owned();
                return Ok(Aim { place: row.place.clone(), spec: row.table.unwrap_or(aim.spec), called, ..aim });
            }
            there.extend(rows.iter().flat_map(|row| keys.iter().filter_map(|key| row.text(key))).map(str::to_owned));
        }
        let what = say!(self.lang, "计划中没有「{name}」", "no plan has `{name}`");
        Err(Missed::Words(what, self.nearest(name, there.iter().map(String::as_str))))
    }

    fn nearest<'n>(&self, text: &str, names: impl Iterator<Item = &'n str> + Clone) -> String {
        let word = resolve::fold(text);
        let near = resolve::ranked(names.clone(), resolve::NEAR, |name| resolve::likest(&word, [*name]));
        let near: Vec<&str> = near.take(3).collect();
        let list: Vec<&str> = if near.is_empty() { names.take(8).collect() } else { near };
        let list = self.lang.join(&list);
        if list.is_empty() { String::new() } else { say!(self.lang, "有：{list}", "there are: {list}") }
    }

    fn record(&mut self, kind: DocKind, name: &str) -> Result<Aim, Missed> {
        let folder = kind.folder().unwrap_or_default();
        let aim = self.aim(kind, format!("{}{folder}/{name}", self.base));
        if aim.path.is_some() {
            return Ok(Aim { called: name.to_owned(), ..aim });
        }
        let files: Vec<&File> = self.files.iter().filter(|file| file.kind == Some(kind)).collect();
        for file in files.iter().filter(|file| kind.may_be_packed() && file.syntax.is_some()) {
            if let Some(place) = self.packed(&file.path, kind, name)? {
                let stem = format!("{}{folder}/{}", self.base, file.stem);
                return Ok(Aim { place, stem, path: Some(file.path.clone()), called: name.to_owned(), ..aim });
            }
        }
        let what = say!(self.lang, "没有 {folder}/{name}", "there is no {folder}/{name}");
        Err(Missed::Words(what, self.nearest(name, files.iter().map(|file| file.stem.as_str()))))
    }

    /// The place of a record in a packed register.
    fn packed(&mut self, path: &str, kind: DocKind, name: &str) -> Result<Option<Place>, Missed> {
        // A single record costs no parsing: only what mentions the word for records may hold several.
        let text = self.desk.text(path)?;
        if !text.contains(RECORDS.0) && !text.contains(RECORDS.1) {
            return Ok(None);
        }
        let value = self.desk.value(path)?;
        let records = View::records(&value, spec_of(kind), true);
        let own = |record: &&View<'_>| record.text("id").is_some_and(|id| same(id, name)) && !record.place.0.is_empty();
        Ok(records.iter().find(own).map(|record| record.place.clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_told_apart() {
        let own = |what: What| Spoken { customer: Some("yunling".to_owned()), what };
        for (text, wanted) in [
            ("yunling", own(What::Alone(DocKind::Customer))),
            ("customers/yunling/customer.toml", own(What::Alone(DocKind::Customer))),
            ("yunling/li-guoqiang", own(What::Person("li-guoqiang".into()))),
            ("yunling/李国强/sheet", own(What::Sheet("李国强".into()))),
            ("customers/yunling/people/li-guoqiang.toml", own(What::Sheet("li-guoqiang".into()))),
            ("yunling/key-people", own(What::Alone(DocKind::KeyPeople))),
            ("yunling/plan/2026", own(What::Plan("2026".into()))),
            ("yunling/plan", own(What::Plan(String::new()))),
            ("yunling/project/5G/三期", own(What::Project("5G/三期".into()))),
            ("yunling/complaints/2026-05-06-x.yaml", own(What::Record(DocKind::Complaint, "2026-05-06-x".into()))),
            ("lending/2026-0007", Spoken { customer: None, what: What::Record(DocKind::Loan, "2026-0007".into()) }),
            ("staff/周岚", Spoken { customer: None, what: What::Staff("周岚".into()) }),
            ("kehu.toml", Spoken { customer: None, what: What::Alone(DocKind::Settings) }),
        ] {
            assert_eq!(spoken(text), wanted, "{text}");
        }
    }
}
