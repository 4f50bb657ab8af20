//! What every document is read against: settings, our people, regions, categories, the customers that there are.

use std::sync::Arc;

use aho_corasick::packed;
use chrono::NaiveDate;

use crate::archive::DocKind;
use crate::archive::evidence::Evidence;
use crate::archive::updated::Updated;
use crate::discover::overlay::Overlay;
use crate::form::choices::{AmountUnit, StaffRole};
use crate::form::custom::CustomFields;
use crate::form::reader::DocInfo;
use crate::form::settings::Settings;
use crate::form::spec::Target;
use crate::form::staff::{StaffRegister, StaffRow};
use crate::model::money::Unit;
use crate::model::workdays::WorkCalendar;
use crate::policy::Policy;
use crate::resolve::Names;
use crate::words::Lang;

/// Default 客户类别: id, name, words that are read with a warning come from `aliases.toml`.
pub const DEFAULT_CATEGORIES: &[(&str, &str)] = &[
    ("operator", "运营商"),
    ("equipment_vendor", "设备商"),
    ("government", "政府部门"),
    ("real_estate", "房地产企业"),
    ("other", "其他机构"),
];

/// Our people.
#[derive(Clone, Debug, Default)]
pub struct StaffBook {
    /// The register's document; none when there is none.
    pub info: Option<Arc<DocInfo>>,
    /// The rows in the order of the file.
    pub rows: Vec<StaffRow>,
    /// Ids and names.
    pub names: Names,
}

impl StaffBook {
    /// Takes over a register that was read.
    #[must_use]
    pub fn new(info: Option<Arc<DocInfo>>, register: StaffRegister) -> Self {
        let rows: Vec<StaffRow> =
            register.staff.get().map(|list| list.0.iter().map(|item| item.value.0.clone()).collect()).unwrap_or_default();
        let mut names = Names::default();
        for row in &rows {
            let id = row.id.get().map_or("", |id| id.as_str());
            let name = row.called();
            names.add(id, &[name]);
        }
        Self { info, rows, names }
    }

    /// The row of an id.
    #[must_use]
    pub fn row(&self, id: &str) -> Option<&StaffRow> {
        self.names.at(id).and_then(|at| self.rows.get(at))
    }

    /// Whether somebody has this role, first or further.
    #[must_use]
    pub fn has_role(&self, id: &str, role: StaffRole) -> bool {
        self.row(id).is_some_and(|row| row.has_role(role))
    }
}

/// How high somebody stands with us (definitions G9), lowest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// Below an account manager, whatever the role.
    Below,
    /// 客户经理
    AccountManager,
    /// 大区经理、市场部部长
    Manager,
    /// 公司领导
    Executive,
    /// 董事长、总经理
    Top,
}

impl Rank {
    /// The rank of a role.
    #[must_use]
    pub const fn of(role: StaffRole) -> Self {
        match role {
            StaffRole::AccountManager => Self::AccountManager,
            StaffRole::RegionalManager | StaffRole::MarketingDirector => Self::Manager,
            StaffRole::Executive => Self::Executive,
            StaffRole::ExecutiveTop => Self::Top,
            _ => Self::Below,
        }
    }
}

impl StaffRow {
    /// The highest rank among the person's roles.
    #[must_use]
    pub fn rank(&self) -> Rank {
        let further = self.roles.get().into_iter().flat_map(|roles| roles.iter().copied());
        self.role.value().into_iter().chain(further).map(Rank::of).max().unwrap_or(Rank::Below)
    }

    /// What the person is called in messages; empty without a name, which was reported where it is read.
    #[must_use]
    pub fn called(&self) -> &str {
        self.name.get().map_or("", |name| name.as_str())
    }

    /// The person's first role, in words.
    #[must_use]
    pub fn first_role(&self, lang: Lang) -> &'static str {
        self.role.value().map_or("", |role| role.label(lang))
    }

    /// Whether the person has this role, first or further.
    #[must_use]
    pub fn has_role(&self, role: StaffRole) -> bool {
        self.role.value() == Some(role) || self.roles.get().is_some_and(|roles| roles.iter().any(|one| *one == role))
    }

    /// Whether the person works for us on `day`.
    #[must_use]
    pub fn is_active(&self, day: NaiveDate) -> bool {
        self.active_from.value().is_none_or(|from| from <= day) && self.active_to.value().is_none_or(|to| to >= day)
    }
}

/// Finds words that stand for "not filled in": a quick look at a whole text, which is right when it says no.
#[derive(Clone, Debug, Default)]
pub struct Placeholders {
    /// All of them in one pass, where the machine can.
    packed: Option<packed::Searcher>,
    words: Vec<String>,
}

impl Placeholders {
    /// Looks for these words; one of plain letters also in small letters, in capitals and with a capital.
    #[must_use]
    pub fn new<'w>(words: impl IntoIterator<Item = &'w str>) -> Self {
        let mut all: Vec<String> = Vec::new();
        for word in words.into_iter().filter(|word| !word.is_empty()) {
            all.push(word.to_owned());
            if word.bytes().all(|b| b.is_ascii_alphabetic()) {
                let (low, up) = (word.to_ascii_lowercase(), word.to_ascii_uppercase());
                all.push([&up[..1], &low[1..]].concat());
                all.extend([low, up]);
            }
        }
        let packed = packed::Config::new().builder().extend(&all).build();
        Self { packed, words: all }
    }

    /// Whether a text holds one.
    #[must_use]
    pub fn is_match(&self, text: &str) -> bool {
        match &self.packed {
            Some(packed) => packed.find(text).is_some(),
            None => self.words.iter().any(|word| text.contains(word)),
        }
    }
}

/// What documents are read against.
#[derive(Clone, Debug, Default)]
pub struct World {
    /// Language of messages.
    pub lang: Lang,
    /// Unit of bare amounts.
    pub unit: Unit,
    /// Our short name.
    pub short_name: String,
    /// Our full name.
    pub company: String,
    /// `kehu.toml`.
    pub settings: Settings,
    /// Its document; none when there is none.
    pub settings_info: Option<Arc<DocInfo>>,
    /// Our people.
    pub staff: StaffBook,
    /// Customers: ids while they are read, names too afterwards.
    pub customers: Names,
    /// Whether the customers' names are known.
    pub customers_complete: bool,
    /// 客户类别
    pub categories: Names,
    /// 大区
    pub regions: Names,
    /// 上报单位
    pub units: Names,
    /// 商机阶段
    pub stages: Names,
    /// Finds words that stand for "not filled in" (ARC-06).
    pub placeholders: Placeholders,
    /// Documents as they are about to be: they count, not what the disk has.
    pub unsaved: Overlay,
    /// The organisation's own fields.
    pub custom: CustomFields,
    /// Which days are worked (`holidays.toml`).
    pub calendar: WorkCalendar,
    /// Rules, levels, parameters.
    pub policy: Policy,
    /// When customers that do not say it themselves were last supplemented.
    pub updated: Updated,
    /// What customers' documents were before.
    pub evidence: Evidence,
    /// Documents outside the customers' folders that could not be read whole.
    pub broken: Vec<(DocKind, Arc<str>)>,
}

impl World {
    /// The world of these settings; staff and customers come later.
    #[must_use]
    pub fn new(lang: Lang, settings: Settings, info: Option<Arc<DocInfo>>) -> Self {
        let company = settings.company.get();
        let text = |field: Option<&crate::form::kind::Text>| field.map(|text| text.to_string()).unwrap_or_default();
        let unit = match company.and_then(|company| company.amount_unit.value()) {
            Some(AmountUnit::Wan) => Unit::Wan,
            Some(AmountUnit::Yuan) | None => Unit::Yuan,
        };
        let regulation = settings.regulation.get();
        let presets: Vec<String> =
            regulation.and_then(|one| one.presets.get()).map(|list| list.iter().map(|text| text.to_string()).collect()).unwrap_or_default();
        let policy = Policy::new(&presets, settings.rules.get(), settings.params.get());
        Self {
            lang,
            unit,
            short_name: text(company.and_then(|company| company.short_name.get())),
            company: text(company.and_then(|company| company.name.get())),
            categories: categories(&settings),
            regions: named(settings.regions.get().map(|list| list.iter().map(|one| (one.id.get(), one.name.get())).collect())),
            units: named(settings.units.get().map(|list| list.iter().map(|one| (one.id.get(), one.name.get())).collect())),
            stages: named(settings.stages.get().map(|list| list.iter().map(|one| (one.id.get(), one.name.get())).collect())),
            custom: CustomFields::from_raw(settings.fields.get()),
            placeholders: crate::rules::placeholders(&policy),
            policy,
            settings,
            settings_info: info,
            ..Self::default()
        }
    }

    /// The register that references of this kind go to.
    #[must_use]
    pub const fn names(&self, target: Target) -> Option<&Names> {
        match target {
            Target::Staff => Some(&self.staff.names),
            Target::Customer => Some(&self.customers),
            Target::Category => Some(&self.categories),
            Target::Region => Some(&self.regions),
            Target::Unit => Some(&self.units),
            Target::Stage => Some(&self.stages),
            Target::Person => None,
        }
    }

    /// Whether the register was read whole, so that what is not in it does not exist.
    #[must_use]
    pub fn is_complete(&self, target: Target) -> bool {
        let whole = |kind: DocKind| !self.broken.iter().any(|(broken, _)| *broken == kind);
        match target {
            Target::Staff => whole(DocKind::Staff),
            Target::Customer => self.customers_complete,
            // Without a list of regions, units or stages any word may stand there.
            Target::Region => whole(DocKind::Settings) && !self.regions.is_empty(),
            Target::Unit => whole(DocKind::Settings) && !self.units.is_empty(),
            Target::Stage => whole(DocKind::Settings) && !self.stages.is_empty(),
            Target::Category => whole(DocKind::Settings),
            Target::Person => false,
        }
    }

    /// The name for an id, for people.
    #[must_use]
    pub fn name_of(&self, target: Target, id: &str) -> Option<String> {
        self.names(target).and_then(|names| names.label_of(id)).map(str::to_owned)
    }

    /// The day before which nothing is judged. Where it may stand in what could not be read of `kehu.toml`, one that never comes: nobody is
    /// blamed for a time of which is not known that the regulation was in effect.
    #[must_use]
    pub fn effective_from(&self) -> Option<NaiveDate> {
        let field = &self.settings.regulation;
        let regulation = field.get();
        let stated = regulation.and_then(|one| one.effective_from.value());
        let unread = || field.is_bad() || regulation.is_some_and(|one| one.effective_from.is_bad()) || !self.knows_settings();
        stated.or_else(|| unread().then(|| NaiveDate::from_ymd_opt(9999, 12, 31)).flatten())
    }

    /// Whether all of `kehu.toml` could be read.
    #[must_use]
    pub fn knows_settings(&self) -> bool {
        !self.broken.iter().any(|(kind, _)| *kind == DocKind::Settings)
    }

    /// Whether the unit of bare amounts is known, so that they can be compared with so many yuan.
    #[must_use]
    pub fn knows_unit(&self) -> bool {
        let company = &self.settings.company;
        !company.is_bad() && company.get().is_none_or(|company| !company.amount_unit.is_bad())
    }
}

type Pairs<'a> = Vec<(Option<&'a crate::form::kind::Text>, Option<&'a crate::form::kind::Text>)>;

fn named(pairs: Option<Pairs<'_>>) -> Names {
    let mut names = Names::default();
    for (id, name) in pairs.unwrap_or_default() {
        let id = id.or(name).map_or("", |text| text.as_str());
        names.add(id, &[name.map_or("", |text| text.as_str())]);
    }
    names
}

/// The configured categories, else the default list with the words that people write for them.
fn categories(settings: &Settings) -> Names {
    if let Some(list) = settings.categories.get() {
        return named(Some(list.iter().map(|one| (one.id.get(), one.name.get())).collect()));
    }
    let mut names = Names::default();
    for (at, (id, name)) in DEFAULT_CATEGORIES.iter().enumerate() {
        names.add(id, &[name]);
        for word in crate::form::aliases::words_of("customer.category", id) {
            names.alias(at, &word);
        }
    }
    names
}
