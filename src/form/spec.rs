//! What a form declares about a field.

use crate::words::{Lang, Words};

/// Whether a field has to be filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// R: always.
    Required,
    /// C: depends on other fields; a rule says when.
    Conditional,
    /// O: as known.
    Optional,
    /// D: computed; a stated value must agree.
    Derived,
}

impl Need {
    /// The letter of the regulation's field tables.
    #[must_use]
    pub const fn letter(self) -> &'static str {
        match self {
            Self::Required => "R",
            Self::Conditional => "C",
            Self::Optional => "O",
            Self::Derived => "D",
        }
    }
}

/// What a reference names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// One of our people (`staff.toml`).
    Staff,
    /// A key person of the same customer (`key-people`).
    Person,
    /// A customer of the archive.
    Customer,
    /// A customer category (`[[categories]]`, else the default list).
    Category,
    /// A region (`[[regions]]`).
    Region,
    /// A reporting unit (`[[units]]`).
    Unit,
    /// A stage of an opportunity (`[[stages]]`).
    Stage,
}

/// One value of a choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChoiceOption {
    /// Machine word, as in `format.md`.
    pub key: &'static str,
    /// The form's own word.
    pub zh: &'static str,
    /// The same in English.
    pub en: &'static str,
}

impl ChoiceOption {
    /// Whether a parameter means it by this word: its key or its label.
    #[must_use]
    pub fn is_called(&self, word: &str) -> bool {
        word == self.key || word == self.zh
    }

    /// The label in `lang`.
    #[must_use]
    pub const fn label(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }
}

/// A closed list of values.
#[derive(Debug, PartialEq, Eq)]
pub struct ChoiceSpec {
    /// Table in `aliases.toml`: `people.role`.
    pub name: &'static str,
    /// The values, in the form's order.
    pub options: &'static [ChoiceOption],
}

/// What a field holds.
#[derive(Clone, Copy, Debug)]
pub enum KindSpec {
    /// Text of any length.
    Text,
    /// A phone number, or several.
    Phone,
    /// A whole number in a range, both ends allowed.
    Integer {
        /// Least.
        min: i64,
        /// Greatest.
        max: i64,
    },
    /// A number in a range that may have a fraction (points, hours).
    Number {
        /// Least.
        min: i64,
        /// Greatest.
        max: i64,
    },
    /// Money in the archive's unit, or text with its own unit.
    Money,
    /// Percent in a range.
    Percent {
        /// Least.
        min: i64,
        /// Greatest.
        max: i64,
    },
    /// A day, `2026-07-08`.
    Date,
    /// A day, a month and day (`05-18`) or a year (`1970`).
    Birth,
    /// A month, `2026-07`.
    Month,
    /// A quarter, `2026-Q3`.
    Quarter,
    /// A day with a time.
    Moment,
    /// `true` or `false`.
    Bool,
    /// One of a closed list.
    Choice(&'static ChoiceSpec),
    /// The id (or unique name) of something else in the archive.
    Ref(Target),
    /// An archive format version, a colour … a text from this list only.
    Word(&'static [&'static str]),
    /// A list.
    List(&'static KindSpec),
    /// A list, or one value of it alone.
    OneOrMany(&'static KindSpec),
    /// A table.
    Record(&'static RecordSpec),
    /// Text, or the table of the article's sub-headings.
    Section(&'static RecordSpec),
    /// Text, or a list of tables.
    TextOrList(&'static RecordSpec),
    /// A table whose keys are free and whose values have one type (names → points).
    Free(&'static KindSpec),
    /// A table that another part reads (`[params]`, `[rules]`, `[fields]`).
    Raw,
}

/// One field of a form.
#[derive(Clone, Copy, Debug)]
pub struct FieldSpec {
    /// The snake_case key.
    pub key: &'static str,
    /// The form's Chinese label; also read as key.
    pub zh: &'static str,
    /// The English label.
    pub en: &'static str,
    /// What it holds.
    pub kind: KindSpec,
    /// Whether it must be filled in.
    pub need: Need,
    /// The rule of the catalogue under which its faults are reported; without one FRM-01/02/03, REF-01/02.
    pub rule: Option<&'static str>,
    /// The rule under which its absence is reported, where that is another one.
    pub missing: Option<&'static str>,
    /// It is that rule alone which asks for it, not the format: where the rule is not in force it may be left out.
    pub by_rule: bool,
    /// Personal data that is masked outside the restricted sheets.
    pub sensitive: bool,
    /// Other Chinese labels that are read.
    pub also: &'static [&'static str],
    /// The form's own 填表说明, or what to write.
    pub help: Words,
    /// The table is written `[[x]]` (canonical layout) rather than inline.
    pub block: bool,
}

impl FieldSpec {
    const fn new(zh: &'static str, en: &'static str, need: Need) -> Self {
        let help = Words { zh: "", en: "" };
        Self {
            key: "",
            zh,
            en,
            kind: KindSpec::Text,
            need,
            rule: None,
            missing: None,
            by_rule: false,
            sensitive: false,
            also: &[],
            help,
            block: false,
        }
    }

    /// Faults of it are reported under this rule.
    #[must_use]
    pub const fn rule(mut self, id: &'static str) -> Self {
        self.rule = Some(id);
        self
    }

    /// Its absence is reported under this rule.
    #[must_use]
    pub const fn missing(mut self, id: &'static str) -> Self {
        self.missing = Some(id);
        self
    }

    /// Only its rule asks for it.
    #[must_use]
    pub const fn by_rule(mut self) -> Self {
        self.by_rule = true;
        self
    }

    /// Personal data.
    #[must_use]
    pub const fn sensitive(mut self) -> Self {
        self.sensitive = true;
        self
    }

    /// Further Chinese labels that are read.
    #[must_use]
    pub const fn also(mut self, labels: &'static [&'static str]) -> Self {
        self.also = labels;
        self
    }

    /// What to write here.
    #[must_use]
    pub const fn help(mut self, zh: &'static str, en: &'static str) -> Self {
        self.help = Words { zh, en };
        self
    }

    /// Written as `[[tables]]`.
    #[must_use]
    pub const fn block(mut self) -> Self {
        self.block = true;
        self
    }

    /// The key where it is no Rust name (`type`).
    #[must_use]
    pub const fn key(mut self, key: &'static str) -> Self {
        self.key = key;
        self
    }

    /// Completes a declaration with what the struct knows: the field's name and its type.
    #[must_use]
    pub const fn of(mut self, name: &'static str, kind: KindSpec) -> Self {
        if self.key.is_empty() {
            self.key = name;
        }
        self.kind = kind;
        self
    }

    /// Whether this is the same field of the same form. A declaration may lie in memory more than once, so its place does not tell.
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        let words = |field: &Self| (field.key, field.zh, field.en, field.rule, field.need.letter());
        std::ptr::eq(self, other) || words(self) == words(other)
    }

    /// The label in `lang`.
    #[must_use]
    pub const fn label(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }
}

/// R: must be filled in.
#[must_use]
pub const fn required(zh: &'static str, en: &'static str) -> FieldSpec {
    FieldSpec::new(zh, en, Need::Required)
}

/// C: a rule says when.
#[must_use]
pub const fn conditional(zh: &'static str, en: &'static str) -> FieldSpec {
    FieldSpec::new(zh, en, Need::Conditional)
}

/// O: as known.
#[must_use]
pub const fn optional(zh: &'static str, en: &'static str) -> FieldSpec {
    FieldSpec::new(zh, en, Need::Optional)
}

/// D: computed; when stated it must agree.
#[must_use]
pub const fn derived(zh: &'static str, en: &'static str) -> FieldSpec {
    FieldSpec::new(zh, en, Need::Derived)
}

/// A table of a form.
#[derive(Debug)]
pub struct RecordSpec {
    /// Name: `customer`, `customer.sites`.
    pub name: &'static str,
    /// Its title in the regulation.
    pub title: Words,
    /// The fields in the form's order.
    pub fields: &'static [FieldSpec],
}

impl RecordSpec {
    /// The field with this key or Chinese label, and its place.
    #[must_use]
    pub fn find(&self, key: &str) -> Option<(usize, &'static FieldSpec)> {
        let by_key = self.fields.iter().position(|field| field.key == key);
        let found = by_key.or_else(|| self.fields.iter().position(|field| field.zh == key || field.also.contains(&key)));
        found.map(|at| (at, &self.fields[at]))
    }
}
