//! An archive in memory: one folder a customer, the registers, and what could not be read.
//! Every stage gives its value and its findings; a broken file costs that file, never the run.

mod base;
pub mod compare;
pub mod customer;
pub mod document;
pub mod evidence;
pub mod gathered;
pub mod load;
pub mod one;
pub mod orders;
pub mod past;
pub mod quotes;
mod sheet;
pub mod store;
mod table;
pub mod updated;
pub mod version;

use std::sync::Arc;

use crate::findings::{Finding, Suppressed};
use crate::form::contact::ContactReport;
use crate::form::customer::Customer;
use crate::form::field::Field;
use crate::form::insight::Insight;
use crate::form::key_people::{KeyPeople, KeyPersonRow};
use crate::form::person::Person;
use crate::form::plan::Plan;
use crate::form::reader::DocInfo;
use crate::form::registers::{
    Complaint, Feedback, Incident, Loan, MajorInfo, MarketReport, Reception, Submissions, Suggestion, Survey, Targets,
};
use crate::form::{Record, RecordSpec};
use crate::resolve::Names;
use crate::rules::engine::NotJudged;
use crate::words::{Words, words};

pub use gathered::Gathered;
pub use orders::{Order, Orders};
pub use quotes::{Quote, QuoteStatus, Quotes};

/// The kinds of documents of `format.md` §2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DocKind {
    /// `kehu.toml`
    Settings,
    /// `staff.toml`
    Staff,
    /// `holidays.toml`
    Holidays,
    /// `customer.toml`, 附表1
    Customer,
    /// `key-people.toml`, 附表3 and 附表4
    KeyPeople,
    /// `people/…`, 附表2
    Person,
    /// `insight.toml`, 附表5
    Insight,
    /// `plans/<year>.toml`, 附表6 and 附表7
    Plan,
    /// `contact-reports/…`
    ContactReport,
    /// `complaints/…`
    Complaint,
    /// `surveys/…`
    Survey,
    /// `feedback/…`
    Feedback,
    /// `receptions/…`
    Reception,
    /// `orders.csv`
    Orders,
    /// `quotes.csv`
    Quotes,
    /// `market/…`
    Market,
    /// `major-info/…`
    MajorInfo,
    /// `lending/…`
    Loan,
    /// `incidents/…`
    Incident,
    /// `suggestions/…`
    Suggestion,
    /// `submissions/…`
    Submissions,
    /// `targets/…`
    Targets,
}

impl DocKind {
    /// Every kind that is a form in TOML or YAML.
    pub const FORMS: &'static [Self] = &[
        Self::Settings,
        Self::Staff,
        Self::Holidays,
        Self::Customer,
        Self::KeyPeople,
        Self::Person,
        Self::Insight,
        Self::Plan,
        Self::ContactReport,
        Self::Complaint,
        Self::Survey,
        Self::Feedback,
        Self::Reception,
        Self::Market,
        Self::MajorInfo,
        Self::Loan,
        Self::Incident,
        Self::Suggestion,
        Self::Submissions,
        Self::Targets,
    ];

    /// The form.
    #[must_use]
    pub fn spec(self) -> Option<&'static RecordSpec> {
        use crate::form::holidays::Holidays;
        use crate::form::settings::Settings;
        use crate::form::staff::StaffRegister;
        Some(match self {
            Self::Settings => Settings::SPEC,
            Self::Staff => StaffRegister::SPEC,
            Self::Holidays => Holidays::SPEC,
            Self::Customer => Customer::SPEC,
            Self::KeyPeople => KeyPeople::SPEC,
            Self::Person => Person::SPEC,
            Self::Insight => Insight::SPEC,
            Self::Plan => Plan::SPEC,
            Self::ContactReport => ContactReport::SPEC,
            Self::Complaint => Complaint::SPEC,
            Self::Survey => Survey::SPEC,
            Self::Feedback => Feedback::SPEC,
            Self::Reception => Reception::SPEC,
            Self::Market => MarketReport::SPEC,
            Self::MajorInfo => MajorInfo::SPEC,
            Self::Loan => Loan::SPEC,
            Self::Incident => Incident::SPEC,
            Self::Suggestion => Suggestion::SPEC,
            Self::Submissions => Submissions::SPEC,
            Self::Targets => Targets::SPEC,
            Self::Orders | Self::Quotes => return None,
        })
    }

    /// The folder of a register; none for a document that stands alone.
    #[must_use]
    pub const fn folder(self) -> Option<&'static str> {
        Some(match self {
            Self::Person => "people",
            Self::Plan => "plans",
            Self::ContactReport => "contact-reports",
            Self::Complaint => "complaints",
            Self::Survey => "surveys",
            Self::Feedback => "feedback",
            Self::Reception => "receptions",
            Self::Market => "market",
            Self::MajorInfo => "major-info",
            Self::Loan => "lending",
            Self::Incident => "incidents",
            Self::Suggestion => "suggestions",
            Self::Submissions => "submissions",
            Self::Targets => "targets",
            _ => return None,
        })
    }

    /// Whether `<year>.toml` with `[[records]]` may hold several of them (`kehu pack`).
    #[must_use]
    pub const fn may_be_packed(self) -> bool {
        self.folder().is_some() && !matches!(self, Self::Person | Self::Plan | Self::Submissions | Self::Targets)
    }

    /// The form's name on the command line and in `docs/schema`: `customer`, `contact-report`; of a table (`orders`) there is none.
    #[must_use]
    pub fn form_name(self) -> Option<&'static str> {
        self.spec().map(|spec| spec.name)
    }

    /// The form of this name, or of its register's folder (`lending`), with `_` for `-` and in any case.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let name = crate::resolve::fold(name).replace('_', "-");
        let is = |kind: &Self| kind.form_name() == Some(name.as_str()) || kind.folder() == Some(name.as_str());
        Self::FORMS.iter().copied().find(is)
    }

    /// What people call it.
    #[must_use]
    pub fn title(self) -> Words {
        match self {
            Self::Orders => words("交易记录（orders.csv）", "orders (orders.csv)"),
            Self::Quotes => words("报价记录（quotes.csv）", "quotes (quotes.csv)"),
            form => form.spec().map_or(words("文件", "document"), |spec| spec.title),
        }
    }
}

/// A document that was read, or one record of a packed register.
#[derive(Clone, Debug)]
pub struct Doc<T> {
    /// Path, customer, language.
    pub info: Arc<DocInfo>,
    /// The file name without its ending; in a packed register the record's own `id`.
    pub stem: Box<str>,
    /// What it holds.
    pub record: T,
    /// Whether all of it could be read.
    pub whole: bool,
    /// Whether its text holds a word that stands for "not filled in" (ARC-06): only then its fields are looked through.
    pub placeholder: bool,
}

/// One customer's folder.
#[derive(Clone, Debug, Default)]
pub struct CustomerFolder {
    /// Its id: the folder's name.
    pub id: Arc<str>,
    /// 附表1.
    pub profile: Option<Doc<Customer>>,
    /// 附表3, 附表4.
    pub key_people: Option<Doc<KeyPeople>>,
    /// Ids and names of the key people.
    pub people_names: Names,
    /// 附表2, a sheet a person, by the person's id.
    pub sheets: Vec<Doc<Person>>,
    /// Persons whose sheet is encrypted.
    pub sealed: Vec<Box<str>>,
    /// 附表5.
    pub insight: Option<Doc<Insight>>,
    /// 客户计划, 附表6, 附表7; by year.
    pub plans: Vec<Doc<Plan>>,
    /// 接触情况报告, by file name (that is, by date).
    pub reports: Vec<Doc<ContactReport>>,
    /// 投诉、查询.
    pub complaints: Vec<Doc<Complaint>>,
    /// 满意度调查.
    pub surveys: Vec<Doc<Survey>>,
    /// 客户意见与公司承诺.
    pub feedback: Vec<Doc<Feedback>>,
    /// 客户来访接待.
    pub receptions: Vec<Doc<Reception>>,
    /// 交易记录.
    pub orders: Option<Orders>,
    /// 报价记录.
    pub quotes: Option<Quotes>,
    /// What rules about the whole archive need of reports and orders; filled in an audit only.
    pub gathered: gathered::Gathered,
    /// Documents that could not be read whole.
    pub broken: Vec<(DocKind, Arc<str>)>,
    /// What git tells of it; asked for when the first rule wants to know.
    pub past: std::sync::OnceLock<Option<Box<past::Past>>>,
}

/// A document that could not be read whole: it counts in no list and no total.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// Its path.
    pub path: Arc<str>,
    /// The customer whose it is.
    pub customer: Option<Arc<str>>,
    /// Why, in the language of the run.
    pub reason: String,
}

/// The registers of the archive.
#[derive(Clone, Debug, Default)]
pub struct Registers {
    /// 客户行业和市场信息报告.
    pub market: Vec<Doc<MarketReport>>,
    /// 重大信息.
    pub major_info: Vec<Doc<MajorInfo>>,
    /// 借阅卡.
    pub loans: Vec<Doc<Loan>>,
    /// 失密、遗失.
    pub incidents: Vec<Doc<Incident>>,
    /// 档案完善建议.
    pub suggestions: Vec<Doc<Suggestion>>,
    /// 上报登记.
    pub submissions: Vec<Doc<Submissions>>,
    /// 销售目标.
    pub targets: Vec<Doc<Targets>>,
}

/// An archive as it was read, with everything that was found on the way.
#[derive(Debug, Default)]
pub struct Loaded {
    /// Settings, staff, names.
    pub world: crate::world::World,
    /// The customers, by id.
    pub customers: Vec<CustomerFolder>,
    /// The registers.
    pub registers: Registers,
    /// Findings, sorted, with positions.
    pub findings: Vec<Finding>,
    /// Findings that `[[ignore]]` accepts, in the order of the documents.
    pub ignored: Vec<Suppressed>,
    /// Documents that could not be read whole.
    pub unread: Vec<Unread>,
    /// Rules that could not be judged.
    pub not_judged: Vec<NotJudged>,
    /// How many documents there are.
    pub files: usize,
    /// Texts for excerpts.
    pub store: store::Store,
}

impl Loaded {
    /// Of one customer's documents and those of the whole archive, what could not be read and was needed, as `needed` tells by kind and path.
    pub fn unread_of(&self, folder: &CustomerFolder, needed: impl Fn(DocKind, &str) -> bool) -> Vec<Unread> {
        let broken = folder.broken.iter().chain(&self.world.broken).filter(|(kind, path)| needed(*kind, path));
        let paths: Vec<&str> = broken.map(|(_, path)| &**path).collect();
        self.unread.iter().filter(|one| paths.contains(&&*one.path)).cloned().collect()
    }
}

impl CustomerFolder {
    /// The name for people: short name, unit name, id.
    #[must_use]
    pub fn called(&self) -> &str {
        let record = self.profile.as_ref().map(|doc| &doc.record);
        let short = record.and_then(|record| record.short_name.get());
        let name = short.or_else(|| record.and_then(|record| record.unit_name.get()));
        name.map_or(&*self.id, |text| text.as_str())
    }

    /// Whether a document of this kind could not be read whole: what is not seen of it is not known.
    #[must_use]
    pub fn has_unread(&self, kind: DocKind) -> bool {
        self.broken.iter().any(|(broken, _)| *broken == kind)
    }

    /// What git tells of it, asked for now if nobody has yet; none where git is no evidence.
    pub fn history(&self, world: &crate::world::World) -> Option<&past::Past> {
        self.past.get_or_init(|| world.evidence.past(world, self)).as_deref()
    }

    /// Lets go of what only rules about this one customer look at: an audit of thousands keeps the rest in memory.
    /// Rules about the whole archive find the profile, the key people's names, the revenue plans, the sheets with phone numbers and what was
    /// gathered of reports and orders ([`Gathered`]).
    pub fn slim(&mut self) {
        self.past = std::sync::OnceLock::new();
        self.key_people = None;
        self.insight = None;
        self.reports = Vec::new();
        self.complaints = Vec::new();
        self.surveys = Vec::new();
        self.feedback = Vec::new();
        self.receptions = Vec::new();
        self.orders = None;
        self.quotes = None;
        for doc in &mut self.plans {
            doc.record.plan = Field::default();
            doc.record.contact_plan = Field::default();
            doc.record.action_plan = Field::default();
        }
        self.sheets.retain(|doc| !(doc.record.mobile.is_blank() && doc.record.office.is_blank() && doc.record.home.is_blank()));
        self.sheets.shrink_to_fit();
    }

    /// The key people who count on `day` (definitions G4), in the order of the form.
    pub fn people_on(&self, day: Option<chrono::NaiveDate>) -> impl Iterator<Item = &KeyPersonRow> {
        let rows = self.key_people.as_ref().and_then(|doc| doc.record.people.get());
        let rows = rows.map(|list| list.0.as_slice()).unwrap_or_default();
        // An id that stands twice was reported (REF-03): the first one is the person.
        // A glance back is cheaper than a set for as many as there usually are.
        let mut seen = (rows.len() > 32).then(std::collections::HashSet::new);
        let mut again = move |at: usize, row: &'_ KeyPersonRow| {
            let key = rows[at].value.key();
            !row.key().is_empty()
                && match &mut seen {
                    Some(seen) => !seen.insert(key),
                    None => rows[..at].iter().any(|item| item.value.key() == key),
                }
        };
        let rows = rows.iter().map(|item| &item.value.0).enumerate();
        rows.filter(move |(at, row)| !again(*at, row) && row.is_there(day)).map(|(_, row)| row)
    }

    /// The plan of a year.
    #[must_use]
    pub fn plan_of(&self, year: i32) -> Option<&Doc<crate::form::plan::Plan>> {
        self.plans.iter().find(|doc| doc.year() == Some(year))
    }

    /// The sheet of a person; case and width of the file name do not count, as in every id.
    #[must_use]
    pub fn sheet(&self, person: &str) -> Option<&Doc<Person>> {
        let exact = self.sheets.iter().find(|doc| &*doc.stem == person);
        exact.or_else(|| self.sheets.iter().find(|doc| crate::resolve::fold(&doc.stem) == crate::resolve::fold(person)))
    }

    /// Whether the person's sheet is there but encrypted.
    #[must_use]
    pub fn is_sealed(&self, person: &str) -> bool {
        let same = |stem: &str| stem == person || crate::resolve::fold(stem) == crate::resolve::fold(person);
        self.sealed.iter().any(|stem| same(stem))
    }
}

impl Doc<crate::form::plan::Plan> {
    /// The year: the file name's, with which a stated one must agree (PLN-10); where the name gives none, the stated one.
    #[must_use]
    pub fn year(&self) -> Option<i32> {
        self.stem.parse().ok().or_else(|| self.record.year.value().map(|year| year.0))
    }
}

impl ContactReport {
    /// The day: stated, else the file name's.
    #[must_use]
    pub fn day_or(&self, stem: &str) -> Option<chrono::NaiveDate> {
        self.date.value().or_else(|| stem.get(..10).and_then(crate::model::period::parse_date))
    }
}
