//! The regulation as rules. A rule is a static with its texts and a function; a family is a folder, a rule a file.
//! The function receives typed, read-only data and says what it found; needs, levels and "one fault, one finding" are the engine's.

mod amounts;
#[cfg(test)]
mod by_history;
pub(crate) mod cadence;
pub(crate) mod classes;
mod coverage;
mod data;
mod earlier;
pub mod engine;
mod events;
mod files;
pub(crate) mod filing;
mod form1;
mod form2;
mod form3;
mod form4;
pub(crate) mod form5;
pub(crate) mod form6;
mod form7a;
mod form7b;
mod gifts;
pub(crate) mod governance;
mod lines;
mod organisation;
pub(crate) mod ours;
pub mod periods;
pub(crate) mod pipeline;
pub(crate) mod plans;
mod privacy;
pub(crate) mod receptions;
pub mod registry;
pub(crate) mod sales;
pub(crate) mod satisfaction;
pub mod scene;
pub(crate) mod secrecy;
pub(crate) mod service;
mod sources;
pub(crate) mod statistics;
pub(crate) mod visits;

use rust_decimal::Decimal;
use rust_decimal::prelude::One;

use crate::archive::DocKind;
use crate::findings::Level;
use crate::form::choices::{Lifecycle, Tier};
use crate::words::{Lang, Words, words};

pub use scene::{ArchiveScene, Scene};
pub use visits::contacts_a_year;

/// The seed documents and what else a rule can rest on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Seed {
    /// 客户关系管理制度 (telecom contractor).
    S000,
    /// Bundle of CRM fragments.
    S001,
    /// 建筑工程的客户关系管理方法.
    S002,
    /// 客户管理制度 (tiers, callbacks, reception).
    S003,
    /// 大客户管理方案.
    S004,
    /// Law or practice, from outside the seeds: off unless named in `[rules]` (definitions G8).
    Outside,
    /// The archive format itself: always in force.
    Format,
}

impl Seed {
    /// The seed's file name; none for what is not a seed.
    #[must_use]
    pub const fn file(self) -> &'static str {
        match self {
            Self::S000 => "000_492afcb71e7a325f.txt",
            Self::S001 => "001_774dd85515acb760.txt",
            Self::S002 => "002_3d333403eb4d59d8.txt",
            Self::S003 => "003_1e073dfe55fe091b.txt",
            Self::S004 => "004_0808f37331f263a5.txt",
            Self::Outside => "",
            Self::Format => "format.md",
        }
    }

    /// The preset that puts its rules in force.
    #[must_use]
    pub const fn preset(self) -> Option<&'static str> {
        match self {
            Self::S000 => Some("telecom-contractor"),
            Self::S001 => Some("crm-discipline"),
            Self::S002 => Some("construction-group"),
            Self::S003 => Some("tiered-sales"),
            Self::S004 => Some("key-account"),
            Self::Outside | Self::Format => None,
        }
    }
}

/// Where a rule comes from.
#[derive(Clone, Copy, Debug)]
pub struct Source {
    /// The document.
    pub seed: Seed,
    /// The article or form: `附表4`, `第十二条 5`.
    pub article: &'static str,
}

/// Shorthand for a source.
#[must_use]
pub const fn source(seed: Seed, article: &'static str) -> Source {
    Source { seed, article }
}

/// A parameter's default.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Default {
    /// A whole number.
    Int(i64),
    /// A number that may have a fraction, in tenths: 15 is 1.5.
    Tenths(i64),
    /// A list of words.
    List(&'static [&'static str]),
    /// One of these words; the first is the default.
    One(&'static [&'static str]),
}

/// Which of two values of a parameter asks for more: where several presets are in force, that one holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strict {
    /// The lower number (a limit, days of grace).
    Low,
    /// The higher number (a least number, a target).
    High,
    /// The longer list (what is watched): all of both.
    More,
    /// Neither (a list of words that are accepted): the first preset's.
    Neither,
}

/// A parameter of a rule: `RULE.name` in `[params]`.
#[derive(Clone, Copy, Debug)]
pub struct Param {
    /// Its name.
    pub name: &'static str,
    /// Its value unless `[params]` says otherwise.
    pub default: Default,
    /// Which value is the stricter one.
    pub strict: Strict,
    /// Unit: 天, %, 人 …
    pub unit: Words,
    /// What it means.
    pub what: Words,
}

impl Param {
    /// After how many days overdue it has gone to the superior (`due --escalate`): `escalate_days`.
    #[must_use]
    pub const fn escalation(days: i64) -> Self {
        Self {
            name: "escalate_days",
            default: Default::Int(days),
            strict: Strict::Low,
            unit: words("天", "days"),
            what: words(
                "逾期超过几天，`kehu due --escalate` 列在上级名下",
                "overdue for more than so many days, `kehu due --escalate` lists it under the superior",
            ),
        }
    }

    /// A number with the parameter's unit as people say it: `7 天`, `1 day`, `day 7 of the month`, `50 (CNY 10k)`.
    #[must_use]
    pub fn counted(&self, number: Decimal, lang: Lang) -> String {
        let (unit, number) = (self.unit.get(lang), number.normalize());
        if lang == Lang::Zh || unit.is_empty() {
            return format!("{number} {unit}").trim_end().to_owned();
        }
        if let Some(of) = unit.strip_prefix("day of ") {
            return format!("day {number} of {of}");
        }
        match unit {
            _ if unit.starts_with("CNY") => format!("{number} ({unit})"),
            "people" if number.is_one() => format!("{number} person"),
            "copies" if number.is_one() => format!("{number} copy"),
            _ if number.is_one() => format!("{number} {}", unit.strip_suffix('s').unwrap_or(unit)),
            _ => format!("{number} {unit}"),
        }
    }
}

/// A parameter's value in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ParamValue {
    /// A number.
    Number(Decimal),
    /// A list of words.
    List(Vec<String>),
}

/// The level of a rule's findings.
#[derive(Clone, Copy, Debug)]
pub enum Levels {
    /// Always the same.
    Fixed(Level),
    /// By the customer's stage and tier.
    By(fn(Option<Lifecycle>, Option<Tier>) -> Level),
}

/// Whether a rule can be judged without a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// From one document and its references: part of `check`.
    Check,
    /// Needs several documents, or a day: `audit` only.
    Audit,
}

/// How a rule is judged.
#[derive(Clone, Copy)]
pub enum Run {
    /// Found while the form is read (its fields carry the rule's id).
    Reading,
    /// On each customer.
    Customer(fn(&mut Scene<'_>)),
    /// On the archive as a whole.
    Archive(fn(&mut ArchiveScene<'_>)),
    /// On each customer, and then on the archive as a whole.
    Both(fn(&mut Scene<'_>), fn(&mut ArchiveScene<'_>)),
    /// No machine can decide it: shown by `explain`, never a finding.
    Duty,
}

/// One row of the catalogue.
pub struct Rule {
    /// Public id: `COV-03`.
    pub id: &'static str,
    /// What it demands, in a phrase.
    pub title: Words,
    /// Seed and article, the first one leading.
    pub sources: &'static [Source],
    /// The article's words, verbatim; empty where it rests on law, practice or the format.
    pub quote: &'static str,
    /// How grave a finding is.
    pub level: Levels,
    /// How grave the lesser case of it is (`Scene::lesser`).
    pub lesser: Option<Level>,
    /// With or without a clock.
    pub when: When,
    /// Parameters.
    pub params: &'static [Param],
    /// Documents without which it is not judged: absent, it is passed over; unreadable, it is named as not judged.
    pub needs: &'static [DocKind],
    /// Further documents that it looks at, which may be absent; unreadable, it is named as not judged.
    pub uses: &'static [DocKind],
    /// Rules whose finding covers it: for the same subject where both name one, else for the customer.
    pub yields_to: &'static [&'static str],
    /// Where a finding points.
    pub anchor: Words,
    /// What it means exactly.
    pub meaning: Words,
    /// What to do about a finding.
    pub remedy: Words,
    /// A wrong filling.
    pub bad: &'static str,
    /// The right one.
    pub good: &'static str,
    /// How it is judged.
    pub run: Run,
}

impl Rule {
    /// The letters before the hyphen: `COV`, `F7B`.
    #[must_use]
    pub fn family(&self) -> &'static str {
        self.id.split_once('-').map_or(self.id, |(family, _)| family)
    }

    /// The level for a customer of this stage and tier.
    #[must_use]
    pub fn level_for(&self, lifecycle: Option<Lifecycle>, tier: Option<Tier>) -> Level {
        match self.level {
            Levels::Fixed(level) => level,
            Levels::By(level) => level(lifecycle, tier),
        }
    }

    /// Every level that a finding of it can have, from grave to light.
    #[must_use]
    pub fn levels(&self) -> Vec<Level> {
        let stages = Lifecycle::ALL.iter().map(|stage| self.level_for(Some(*stage), None));
        let tiers = Tier::ALL.iter().map(|tier| self.level_for(None, Some(*tier)));
        let mut all: Vec<Level> = stages.chain(tiers).chain(self.lesser).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// `000_492afcb71e7a325f.txt 附表4`, several with `; ` between.
    #[must_use]
    pub fn source_text(&self) -> String {
        let one = |source: &Source| format!("{} {}", source.seed.file(), source.article).trim().to_owned();
        self.sources.iter().map(one).collect::<Vec<_>>().join("; ")
    }
}

/// Finds words that stand for "not filled in" in a text (ARC-06).
#[must_use]
pub fn placeholders(policy: &crate::policy::Policy) -> crate::world::Placeholders {
    filing::placeholders(policy)
}

/// The source of a rule by its id; empty for an unknown id.
#[must_use]
pub fn source_of(id: &str) -> &'static str {
    registry::source(id)
}
