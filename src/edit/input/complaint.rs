//! What is wrong with a typed value, as data: prompts, errors and tables of rejected rows say it each in their way.

use crate::edit::json::Broken;
use crate::form::{FieldSpec, KindSpec, Target};
use crate::say;
use crate::words::{Lang, Words, words};

/// What was typed is repeated up to so many signs.
const ECHO: usize = 40;
/// So many values are listed; of more only the nearest.
const LISTED: usize = 24;

/// A typed value that cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complaint {
    /// The field's Chinese label, those of the tables around it before it; empty until somebody who knows the field says so.
    pub zh: String,
    /// The same in English.
    pub en: String,
    /// The field's key, where it is known: what names its option.
    pub key: Option<&'static str>,
    /// What was typed.
    pub found: String,
    /// What is wrong with it.
    pub wrong: Box<Wrong>,
}

/// A value that may be written, by its names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Machine word or id.
    pub key: String,
    /// Chinese label or name.
    pub zh: String,
    /// English label or name.
    pub en: String,
}

impl Named {
    /// `decision_maker（决策者）`, or the one name that there is.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        let label = match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        };
        if *label == self.key || label.is_empty() {
            return self.key.clone();
        }
        say!(lang, "{}（{label}）", "{} ({label})", self.key)
    }
}

/// What is wrong with a typed value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// It is no value of this kind; perhaps this was meant.
    Kind {
        /// What is expected.
        expected: Words,
        /// What was perhaps meant.
        near: Option<String>,
    },
    /// There is no such day.
    NoDay,
    /// Too small or too large.
    Range {
        /// Least.
        min: i64,
        /// Greatest.
        max: i64,
    },
    /// None of these values.
    OneOf {
        /// All of them.
        all: Vec<Named>,
        /// The nearest, best first: places in `all`.
        near: Vec<usize>,
    },
    /// Nobody and nothing in the register is called so.
    Unknown {
        /// Which register.
        target: Target,
        /// The nearest, best first.
        near: Vec<Named>,
        /// The first entries of the register, and how many it has.
        some: (Vec<Named>, usize),
    },
    /// More than one in the register is called so.
    Several {
        /// Which register.
        target: Target,
        /// All who are called so.
        all: Vec<Named>,
    },
    /// `me`, and nobody knows who that is.
    NoMe,
    /// The table has no such key; perhaps this was meant.
    NoKey {
        /// The table's title.
        table: Words,
        /// The nearest key.
        near: Option<Named>,
    },
    /// The list has no such element; so many it has.
    NoElement {
        /// Their number, or names.
        there: Vec<String>,
    },
    /// `KEY=VALUE` without its `=`.
    NoEquals,
    /// It begins as JSON and is none.
    Json(Broken),
}

impl Complaint {
    /// A complaint that does not know its field yet.
    #[must_use]
    pub fn new(found: &str, wrong: Wrong) -> Self {
        Self { zh: String::new(), en: String::new(), key: None, found: found.to_owned(), wrong: Box::new(wrong) }
    }

    /// No value of this kind.
    #[must_use]
    pub fn kind(found: &str, expected: Words, near: Option<String>) -> Self {
        Self::new(found, Wrong::Kind { expected, near })
    }

    /// It is about this field, or about something in it.
    #[must_use]
    pub fn of(mut self, spec: &FieldSpec) -> Self {
        self.key = Some(spec.key);
        self.within(spec.zh, spec.en)
    }

    /// It is about something in the field with these labels.
    #[must_use]
    pub fn within(mut self, zh: &str, en: &str) -> Self {
        let join = |outer: &str, inner: &str, between: &str| match inner {
            "" => outer.to_owned(),
            inner => format!("{outer}{between}{inner}"),
        };
        self.zh = join(zh, &self.zh, "·");
        self.en = join(en, &self.en, ": ");
        self
    }

    /// What was typed, shortened, in quotes.
    fn echo(&self, lang: Lang) -> String {
        let flat: String = self.found.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let short: String = flat.chars().take(ECHO).collect();
        let dots = if short.len() < flat.len() { "…" } else { "" };
        say!(lang, "「{short}{dots}」", "`{short}{dots}`")
    }

    /// What is wrong, with the field's label and what was typed, without a full stop.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        let label = match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        };
        let space = if lang == Lang::En && !label.is_empty() { " " } else { "" };
        let found = format!("{label}{space}{}", self.echo(lang));
        match &*self.wrong {
            Wrong::Kind { expected, .. } => {
                let want = expected.get(lang);
                say!(lang, "{found}不对，应是{want}", "{found} cannot be taken: it should be {want}")
            }
            Wrong::NoDay => say!(lang, "{found}：没有这一天", "{found}: there is no such day"),
            Wrong::Range { min, max } => match (*min, *max) {
                (min, i64::MAX) => say!(lang, "{found}太小，应不小于 {min}", "{found} is too small: it should be at least {min}"),
                (i64::MIN, max) => say!(lang, "{found}太大，应不大于 {max}", "{found} is too large: it should be at most {max}"),
                (min, max) => {
                    say!(lang, "{found}超出范围，应在 {min} 到 {max} 之间", "{found} is out of range: it should be from {min} to {max}")
                }
            },
            Wrong::OneOf { .. } => say!(lang, "{found}不在规定的选项中", "{found} is not one of the choices"),
            Wrong::Unknown { target, .. } => {
                let place = crate::form::kind::reference::register(*target).get(lang);
                say!(lang, "{found}在{place}里没有", "{found} is not in {place}")
            }
            Wrong::Several { .. } => say!(lang, "{found}对应不止一个", "{found} may be more than one"),
            Wrong::NoMe => say!(lang, "{found}：不知道我是谁", "{found}: it is not known who you are"),
            Wrong::NoKey { table, .. } => {
                let table = table.get(lang);
                say!(lang, "{found}不是「{table}」的项目", "{found} is no key of “{table}”")
            }
            Wrong::NoElement { there } if there.is_empty() => {
                say!(lang, "{found}：这个列表还是空的", "{found}: the list is still empty")
            }
            Wrong::NoElement { .. } => say!(lang, "{found}：列表里没有这一项", "{found}: the list has no such element"),
            Wrong::NoEquals => say!(lang, "{found}应写成「名=值」", "{found} should be written KEY=VALUE"),
            Wrong::Json(broken) => {
                let why = broken.words(lang);
                say!(lang, "{found}不是完整的 JSON：{why}", "{found} is no whole JSON: {why}")
            }
        }
    }

    /// What to write instead; none where the message says it all.
    #[must_use]
    pub fn hint(&self, lang: Lang) -> Option<String> {
        let meant = |near: String| say!(lang, "是否指 {near}？", "did you mean {near}?");
        let named = |list: &[Named]| lang.join(list.iter().map(|one| one.words(lang)));
        match &*self.wrong {
            Wrong::Kind { near, .. } => near.clone().map(meant),
            Wrong::OneOf { all, near } => {
                let near: Vec<Named> = near.iter().filter_map(|at| all.get(*at).cloned()).collect();
                let list = if all.len() <= LISTED || near.is_empty() {
                    let list = named(&all[..all.len().min(LISTED)]);
                    say!(lang, "可取：{list}", "choices: {list}")
                } else {
                    String::new()
                };
                let guess = if near.is_empty() { String::new() } else { meant(named(&near)) };
                Some(say!(lang, "{guess}{list}", "{guess} {list}").trim().to_owned())
            }
            Wrong::Unknown { near, .. } if !near.is_empty() => Some(meant(named(near))),
            Wrong::Unknown { target, some: (some, count), .. } => {
                let place = crate::form::kind::reference::register(*target).get(lang);
                if some.is_empty() {
                    return Some(say!(lang, "请先在{place}登记", "enter it in {place} first"));
                }
                let list = named(some);
                let more = if *count > some.len() { words(" 等", " …").get(lang) } else { "" };
                Some(say!(lang, "已登记的：{list}{more}", "there are: {list}{more}"))
            }
            Wrong::Several { all, .. } => {
                let list = named(all);
                Some(say!(lang, "请写编号：{list}", "write the id: {list}"))
            }
            Wrong::NoMe => Some(say!(lang, "用 `--me STAFF` 或环境变量 `KEHU_ME` 说明", "say so by `--me STAFF` or `KEHU_ME`")),
            Wrong::NoKey { near, .. } => near.as_ref().map(|near| meant(near.words(lang))),
            Wrong::NoElement { there } if !there.is_empty() => {
                let list = lang.join(there);
                Some(say!(lang, "有：{list}", "there are: {list}"))
            }
            _ => None,
        }
    }

    /// Message and hint in one line, for a table of rejected rows.
    #[must_use]
    pub fn line(&self, lang: Lang) -> String {
        let message = self.message(lang);
        match self.hint(lang) {
            Some(hint) => say!(lang, "{message}；{hint}", "{message}; {hint}"),
            None => message,
        }
    }
}

/// What is written for a kind, in words with an example.
#[must_use]
pub const fn expected(kind: &KindSpec) -> Words {
    match kind {
        KindSpec::Text | KindSpec::Section(_) => words("文字", "text"),
        KindSpec::Phone => words("电话号码", "a phone number"),
        KindSpec::Integer { .. } => words("整数", "a whole number"),
        KindSpec::Number { .. } => words("数字", "a number"),
        KindSpec::Money => words("金额（如 320、320万、1,200,000元）", "an amount (320, 320万, 1,200,000元)"),
        KindSpec::Percent { .. } => words("百分数（如 60 或 60%）", "a percent (60 or 60%)"),
        KindSpec::Date => words("日期（如 2026-07-08、2026年7月8日、今天、+7d）", "a date (2026-07-08, today, +7d)"),
        KindSpec::Birth => {
            words("日期、月日或年份（1970-05-18、05-18、1970）", "a date, a month and day or a year (1970-05-18, 05-18, 1970)")
        }
        KindSpec::Month => words("月份（如 2026-07）", "a month (2026-07)"),
        KindSpec::Quarter => words("季度（如 2026-Q3）", "a quarter (2026-Q3)"),
        KindSpec::Moment => words("时间（如 2026-05-15 10:20）", "a time (2026-05-15 10:20)"),
        KindSpec::Bool => words("是或否", "yes or no"),
        KindSpec::Choice(_) | KindSpec::Word(_) => words("规定的选项之一", "one of the choices"),
        KindSpec::Ref(target) => match target {
            Target::Staff => words("我方人员的编号或姓名", "id or name of one of our people"),
            Target::Person => words("客户方人物的编号或姓名", "id or name of a person of the customer"),
            Target::Customer => words("客户的编号、名称或简称", "id, name or short name of a customer"),
            Target::Category => words("客户类别", "a category"),
            Target::Region => words("大区", "a region"),
            Target::Unit => words("上报单位", "a reporting unit"),
            Target::Stage => words("商机阶段", "a stage"),
        },
        KindSpec::List(KindSpec::Record(_)) => words("一项「名=值,名=值」，或 JSON", "one element as KEY=VALUE,KEY=VALUE, or JSON"),
        KindSpec::List(inner) | KindSpec::OneOrMany(inner) => expected(inner),
        KindSpec::Record(_) => words("「名=值,名=值」，或 JSON", "KEY=VALUE,KEY=VALUE, or JSON"),
        KindSpec::TextOrList(_) => words("文字，或「名=值,名=值」", "text, or KEY=VALUE,KEY=VALUE"),
        KindSpec::Free(_) | KindSpec::Raw => words("「名称=值,名称=值」", "NAME=VALUE,NAME=VALUE"),
    }
}
