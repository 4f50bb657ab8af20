//! Which columns a table may have, and what people call them.

use crate::form::contact::ContactReport;
use crate::form::customer::{Customer, Site, SiteContact};
use crate::form::key_people::KeyPersonRow;
use crate::form::person::Person;
use crate::form::spec::{self, Target as Refers};
use crate::form::staff::StaffRow;
use crate::form::{FieldSpec, KindSpec, Need, Record, RecordSpec};
use crate::model::money::Unit;
use crate::resolve::{NEAR, best, fold, likest};
use crate::words::{Lang, Words, words};

use super::words::WORDS;

/// What a table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Customers, a row each; or a row a person, when the table has columns of persons.
    Customers,
    /// Key people of customers that are there.
    People,
    /// Orders: rows of `orders.csv`.
    Orders,
    /// Contact reports, a row each.
    ContactReports,
    /// Our people.
    Staff,
}

/// To which part of the archive a column belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Which customer the row is about.
    Which,
    /// 附表1.
    Customer,
    /// A site of 附表1.
    Site,
    /// A phone number beside a site's contact.
    Contact,
    /// A row of 附表3.
    Person,
    /// 附表2.
    Sheet,
    /// A row of `orders.csv`.
    Order,
    /// A contact report.
    Report,
    /// A row of the staff register.
    Staff,
}

/// A column that is known.
#[derive(Clone, Debug)]
pub struct Column {
    /// How `--map` names it: `tier`, `sites.location`, `sheet.email`.
    pub key: String,
    /// Where it belongs.
    pub part: Part,
    /// The keys down to the value within its part.
    pub path: Vec<&'static str>,
    /// The field.
    pub field: &'static FieldSpec,
    /// What it is called here, where the form's own label would not say what it is of.
    pub label: Option<Words>,
}

/// Labels that say nothing in a table that holds more than one form.
const LABELS: &[(Part, &str, Words)] = &[
    (Part::Site, "kind", words("机构类别", "Site kind")),
    (Part::Site, "name", words("机构名称", "Site name")),
    (Part::Person, "id", words("联系人编号", "Contact id")),
    (Part::Person, "name", words("联系人", "Contact")),
];

impl Column {
    /// What it is called.
    #[must_use]
    pub fn label(&self, lang: Lang) -> &'static str {
        self.label.map_or_else(|| self.field.label(lang), |label| label.get(lang))
    }

    /// The key and the labels, where it has them to itself.
    fn names(&self) -> impl Iterator<Item = &'static str> + use<> {
        let field = self.field;
        let own: [&'static str; 3] = self.label.map_or([field.key, field.zh, field.en], |label| ["", label.zh, label.en]);
        let also = if self.label.is_some() { &[][..] } else { field.also };
        own.into_iter().chain(also.iter().copied())
    }

    /// Whether whoever fills in a table must fill it in.
    #[must_use]
    pub fn is_required(&self) -> bool {
        // Ids are made, and an archive that begins today was established today.
        self.field.need == Need::Required
            && !matches!((self.part, self.field.key), (Part::Person | Part::Staff, "id") | (Part::Customer, "established_on"))
    }
}

static WHICH: FieldSpec = spec::required("客户", "Customer").of("customer", KindSpec::Ref(Refers::Customer));
static UNIT: FieldSpec = spec::optional("单位名称", "Unit name").of("unit_name", KindSpec::Text);
static ID: FieldSpec = spec::optional("客户编号", "Customer id").of("id", KindSpec::Text);
static SITE: FieldSpec = spec::optional("机构", "Site").of("site", KindSpec::Text);

/// The form of a row of `orders.csv`.
pub static ORDER: RecordSpec = RecordSpec {
    name: "orders",
    title: words("交易记录", "Orders"),
    fields: &[
        spec::required("日期", "Date").of("date", KindSpec::Date),
        spec::optional("订单号", "Order").of("order", KindSpec::Text),
        spec::optional("项目", "Project").of("project", KindSpec::Text),
        spec::optional("产品", "Product").of("product", KindSpec::Text),
        spec::required("金额", "Amount").of("amount", KindSpec::Money),
        spec::optional("成本", "Cost").of("cost", KindSpec::Money),
    ],
};

/// The columns of a kind of table, in the order in which a template has them; of two with the same name the first is meant.
#[must_use]
pub fn columns(kind: Kind) -> Vec<Column> {
    let mut out = Vec::new();
    match kind {
        Kind::Customers => {
            out.push(single(&ID, Part::Which));
            add(&mut out, Part::Customer, Customer::SPEC, "", &["last_updated"]);
            add(&mut out, Part::Site, Site::SPEC, "sites.", &[]);
            add(&mut out, Part::Person, KeyPersonRow::SPEC, "people.", &[]);
            add(&mut out, Part::Contact, SiteContact::SPEC, "contacts.", &["person"]);
            add(&mut out, Part::Sheet, Person::SPEC, "sheet.", &["unit_name", "name", "title", "mobile", "office", "home"]);
            for column in out.iter_mut().filter(|column| column.path.len() == 1) {
                let own = LABELS.iter().find(|(part, key, _)| *part == column.part && *key == column.field.key);
                column.label = own.map(|(_, _, label)| *label);
            }
        }
        Kind::People => {
            out.extend([single(&WHICH, Part::Which), single(&UNIT, Part::Which)]);
            add(&mut out, Part::Person, KeyPersonRow::SPEC, "", &[]);
            out.push(Column { key: "site".to_owned(), part: Part::Site, path: vec!["name"], field: &SITE, label: None });
            add(&mut out, Part::Contact, SiteContact::SPEC, "", &["person"]);
            add(&mut out, Part::Sheet, Person::SPEC, "sheet.", &["unit_name", "name", "title", "mobile", "office", "home"]);
        }
        Kind::Orders => {
            out.extend([single(&WHICH, Part::Which), single(&UNIT, Part::Which)]);
            add(&mut out, Part::Order, &ORDER, "", &[]);
        }
        Kind::ContactReports => {
            out.extend([single(&WHICH, Part::Which), single(&UNIT, Part::Which)]);
            add(&mut out, Part::Report, ContactReport::SPEC, "", &["unit_name", "id"]);
        }
        Kind::Staff => add(&mut out, Part::Staff, StaffRow::SPEC, "", &[]),
    }
    out
}

fn single(field: &'static FieldSpec, part: Part) -> Column {
    Column { key: field.key.to_owned(), part, path: vec![field.key], field, label: None }
}

/// Every field of a form that one cell can hold: no lists of tables.
fn add(out: &mut Vec<Column>, part: Part, form: &'static RecordSpec, prefix: &str, without: &[&str]) {
    for field in form.fields.iter().filter(|field| !without.contains(&field.key)) {
        match field.kind {
            KindSpec::Record(inner) => {
                for below in inner.fields.iter().filter(|below| is_cell(&below.kind)) {
                    let key = format!("{prefix}{}.{}", field.key, below.key);
                    out.push(Column { key, part, path: vec![field.key, below.key], field: below, label: None });
                }
            }
            ref kind if is_cell(kind) => {
                out.push(Column { key: format!("{prefix}{}", field.key), part, path: vec![field.key], field, label: None });
            }
            _ => {}
        }
    }
}

const fn is_cell(kind: &KindSpec) -> bool {
    match kind {
        KindSpec::Record(_) | KindSpec::Free(_) | KindSpec::Raw | KindSpec::Section(_) => false,
        KindSpec::List(inner) | KindSpec::OneOrMany(inner) => is_cell(inner),
        _ => true,
    }
}

/// What became of the columns of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping {
    /// For each column of the table the place among the known ones.
    pub of: Vec<Option<usize>>,
    /// The unit that a column's name says: `金额(万元)`.
    pub units: Vec<Option<Unit>>,
    /// Columns of which nothing is taken over, with the nearest key; those that were left out on purpose are not among them.
    pub unknown: Vec<(String, Option<String>)>,
}

/// Why columns cannot be mapped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MapFault {
    /// `--map` names a column that the table does not have; the nearest that it has.
    NoColumn(String, Option<String>),
    /// `--map` names a key that there is not; the nearest that there is.
    NoKey(String, Option<String>),
    /// Two columns go to one key.
    Twice(String, String, String),
}

/// The column that a rejects file has besides those of the table.
pub const REASON: &str = "原因";

/// Which of the known columns a header names. `short`: our short name, which a label may have where the form has 我方.
#[must_use]
pub fn named(columns: &[Column], header: &str, short: &str) -> Option<usize> {
    let name = name_of(header, short);
    if name.is_empty() {
        return None;
    }
    let by = |fits: &dyn Fn(&Column) -> bool| columns.iter().position(fits);
    let alone = |column: &Column| column.path.len() == 1;
    let same = |text: &str| fold(text) == name;
    by(&|column| same(&column.key))
        .or_else(|| by(&|column| alone(column) && column.names().any(|name| !name.is_empty() && same(name))))
        .or_else(|| by(&|column| words_of(column).any(same)))
        .or_else(|| by(&|column| column.label.is_none() && (same(column.field.zh) || same(column.field.en))))
}

fn words_of(column: &Column) -> impl Iterator<Item = &str> {
    let (part, key) = (column.part, column.path[0]);
    let single = column.path.len() == 1;
    let found = WORDS.iter().filter(move |(of, word, _)| single && *of == part && *word == key);
    found.flat_map(|(_, _, words)| words.iter().copied())
}

/// A header as it compares: without what stands in brackets behind it (a unit, 必填) and without the star of what is required.
fn name_of(header: &str, short: &str) -> String {
    let folded = fold(header);
    let folded = if short.is_empty() { folded } else { folded.replace(&fold(short), "我方") };
    let plain = folded.trim_matches(|c: char| matches!(c, '*' | ':' | '：' | '#'));
    let plain = plain.find(['(', '[', '【']).filter(|at| *at > 0).map_or(plain, |at| &plain[..at]);
    plain.trim_matches(|c: char| matches!(c, '*' | ':')).to_owned()
}

/// The unit in brackets behind a name.
fn unit_of(header: &str) -> Option<Unit> {
    let folded = fold(header);
    let (_, rest) = folded.split_once('(')?;
    Unit::parse(rest.trim_end_matches([')', '*']).trim_start_matches("单位:"))
}

/// Maps the columns of a table: what was said first, then by their names.
///
/// # Errors
/// When what was said does not fit, or two columns go to one key.
pub fn map(table: &crate::edit::csv::Table, columns: &[Column], said: &[(String, String)], short: &str) -> Result<Mapping, Vec<MapFault>> {
    let width = table.columns.len();
    let mut out = Mapping { of: vec![None; width], units: vec![None; width], unknown: Vec::new() };
    let mut faults = Vec::new();
    let mut settled = vec![false; width];
    for (name, key) in said {
        let Some(at) = table.find(name).filter(|at| *at < width) else {
            let near = crate::resolve::nearest(name, table.columns.iter().map(String::as_str));
            faults.push(MapFault::NoColumn(name.clone(), near.map(str::to_owned)));
            continue;
        };
        settled[at] = true;
        // Mapped to nothing: left out on purpose.
        if key.is_empty() || key == "-" {
            continue;
        }
        match named(columns, key, short) {
            Some(found) => out.of[at] = Some(found),
            None => faults.push(MapFault::NoKey(key.clone(), nearest(columns, key, false).map(str::to_owned))),
        }
    }
    for (at, header) in table.columns.iter().enumerate() {
        out.units[at] = unit_of(header);
        if settled[at] || header == REASON {
            continue;
        }
        out.of[at] = named(columns, header, short);
        if out.of[at].is_none() {
            out.unknown.push((table.column(at), nearest(columns, header, true).map(str::to_owned)));
        }
    }
    for at in 0..width {
        let earlier = (0..at).find(|before| out.of[at].is_some() && out.of[*before] == out.of[at]);
        if let (Some(before), Some(found)) = (earlier, out.of[at]) {
            faults.push(MapFault::Twice(columns[found].key.clone(), table.column(before), table.column(at)));
        }
    }
    if faults.is_empty() { Ok(out) } else { Err(faults) }
}

/// The key that is most like a word: by its names alone where a key was asked for, else by what people call it, too.
fn nearest<'c>(columns: &'c [Column], word: &str, spoken: bool) -> Option<&'c str> {
    let word = name_of(word, "");
    let score = |column: &&'c Column| {
        let column: &'c Column = column;
        let words = words_of(column).filter(|_| spoken);
        likest(&word, [column.key.as_str(), column.field.key, column.field.zh, column.field.en].into_iter().chain(words))
    };
    // Of equals the first is meant, as everywhere.
    best(columns.iter().rev(), NEAR, score).map(|column| column.key.as_str())
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Customers, Self::People, Self::Orders, Self::ContactReports, Self::Staff];

    /// What one row is, for people.
    #[must_use]
    pub const fn noun(self, lang: Lang) -> &'static str {
        let words = match self {
            Self::Customers => words("客户", "customers"),
            Self::People => words("关键人物", "key people"),
            Self::Orders => words("交易记录", "orders"),
            Self::ContactReports => words("接触情况报告", "contact reports"),
            Self::Staff => words("人员", "staff"),
        };
        words.get(lang)
    }
}
