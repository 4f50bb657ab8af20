//! One filter language for every command: `am:me tier:vip,key last_contact:..2026-04-01 not:region:西南 云岭`.
//! Parsing only; what a term means for a record is in [`matching`].

pub mod matching;

use chrono::NaiveDate;

use crate::resolve;
use crate::say;
use crate::words::Lang;

/// What the terms can ask for, with the Chinese word that is read too.
pub const KEYS: &[(&str, &str)] = &[
    ("am", "客户经理"),
    ("customer", "客户"),
    ("region", "大区"),
    ("tier", "客户层级"),
    ("category", "客户类别"),
    ("lifecycle", "客户阶段"),
    ("abc_class", "ABC类"),
    ("credit", "信用状况"),
    ("relationship_level", "关系层次"),
    ("key_account", "大客户"),
    ("role", "角色作用"),
    ("status", "关系状况"),
    ("person", "人物"),
    ("owner", "执行人"),
    ("staff", "人员"),
    ("year", "年度"),
    ("project", "项目名称"),
    ("product", "产品"),
    ("stage", "商机阶段"),
    ("outcome", "结果"),
    ("kind", "接触方式"),
    ("purpose", "接触目的"),
    ("topic", "主题"),
    ("date", "日期"),
    ("last_contact", "最近接触"),
    ("verified_on", "核定日期"),
    ("last_updated", "最近增补日期"),
    ("established_on", "建档日期"),
    ("coverage", "覆盖率"),
    ("annual_trade", "年交易额"),
];

/// What a term's values are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// Any of these words.
    Words(Vec<String>),
    /// From … to, either end open; as written, for a date, a number or an amount.
    Range(Option<String>, Option<String>),
    /// Nothing there: `last_contact:never`.
    Never,
}

/// One term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// It must not hold.
    pub not: bool,
    /// One of [`KEYS`]; none for a free word, which matches names.
    pub key: Option<&'static str>,
    /// What is asked for.
    pub wanted: Wanted,
}

/// Terms that must all hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// The terms.
    pub terms: Vec<Term>,
}

/// A query that cannot be read, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryError {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: String,
}

impl Query {
    /// Reads the words of a command line. `me`: who `me` is.
    ///
    /// # Errors
    /// An unknown key, an empty value, or `me` where nobody is known.
    pub fn parse(words: &[String], me: Option<&str>, lang: Lang) -> Result<Self, QueryError> {
        let terms = words.iter().flat_map(|word| word.split_whitespace()).map(|word| term(word, me, lang));
        Ok(Self { terms: terms.collect::<Result<_, _>>()? })
    }

    /// Whether everything is wanted.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// The year asked for by `year:2026`.
    #[must_use]
    pub fn year(&self) -> Option<i32> {
        let term = self.terms.iter().find(|term| term.key == Some("year") && !term.not)?;
        match &term.wanted {
            Wanted::Words(words) if words.len() == 1 => words[0].parse().ok(),
            _ => None,
        }
    }
}

fn term(word: &str, me: Option<&str>, lang: Lang) -> Result<Term, QueryError> {
    let plain = word.replace('：', ":").replace('，', ",");
    let (not, rest) = plain.strip_prefix("not:").or_else(|| plain.strip_prefix("非:")).map_or((false, plain.as_str()), |rest| (true, rest));
    let Some((key, value)) = rest.split_once(':') else {
        return Ok(Term { not, key: None, wanted: Wanted::Words(vec![rest.to_owned()]) });
    };
    let known = KEYS.iter().find(|(name, zh)| name.eq_ignore_ascii_case(key) || *zh == key).map(|(name, _)| *name);
    let Some(key) = known else { return Err(unknown_key(key, lang)) };
    if value.is_empty() {
        return Err(QueryError {
            message: say!(lang, "`{key}:` 后面没有值", "`{key}:` has no value"),
            hint: say!(lang, "例如 `{key}:…`；范围写作 `{key}:A..B`", "such as `{key}:…`; a range is `{key}:A..B`"),
        });
    }
    Ok(Term { not, key: Some(key), wanted: wanted(key, value, me, lang)? })
}

fn wanted(key: &str, value: &str, me: Option<&str>, lang: Lang) -> Result<Wanted, QueryError> {
    if matches!(value, "never" | "从未" | "无") && !matches!(key, "am" | "customer") {
        return Ok(Wanted::Never);
    }
    if let Some((from, to)) = value.split_once("..") {
        let end = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        return Ok(Wanted::Range(end(from), end(to)));
    }
    let mut words = Vec::new();
    for word in value.split(',').filter(|word| !word.is_empty()) {
        let is_me = word == "me" && matches!(key, "am" | "owner" | "staff");
        match me {
            _ if !is_me => words.push(word.to_owned()),
            Some(me) => words.push(me.to_owned()),
            None => {
                return Err(QueryError {
                    message: say!(lang, "不知道 `me` 是谁", "nobody knows who `me` is"),
                    hint: say!(lang, "用 `--me 编号` 或环境变量 KEHU_ME 说明", "say it with `--me ID` or the variable KEHU_ME"),
                });
            }
        }
    }
    Ok(Wanted::Words(words))
}

fn unknown_key(key: &str, lang: Lang) -> QueryError {
    let word = resolve::fold(key);
    let near = resolve::best(KEYS, resolve::NEAR, |(name, zh)| resolve::likest(&word, [*name, *zh]));
    let all = KEYS.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(" ");
    let hint = match near {
        Some((name, _)) => say!(lang, "是否指 `{name}:`？可用：{all}", "did you mean `{name}:`? there are: {all}"),
        None => say!(lang, "可用：{all}", "there are: {all}"),
    };
    QueryError { message: say!(lang, "没有查询项 `{key}:`", "there is no query key `{key}:`"), hint }
}

/// A day, or the first (or last) day of a month, quarter or year: the end of a range.
pub(crate) fn day(text: &str, last: bool, today: NaiveDate) -> Option<NaiveDate> {
    if let Some(day) = crate::model::period::parse_date(text) {
        return Some(day);
    }
    let period = crate::model::period::Period::parse(text, today).ok()?;
    Some(if last { period.last_day() } else { period.first_day() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Query, QueryError> {
        Query::parse(&[text.to_owned()], Some("zhou-lan"), Lang::Zh)
    }

    #[test]
    fn reads_terms_words_ranges_and_chinese_signs() {
        let query = parse("am:me tier：vip，key not:region:西南 last_contact:..2026-04-01 云岭").expect("right");
        assert_eq!(query.terms.len(), 5);
        assert_eq!(query.terms[0].wanted, Wanted::Words(vec!["zhou-lan".into()]));
        assert_eq!(query.terms[1].wanted, Wanted::Words(vec!["vip".into(), "key".into()]));
        assert!(query.terms[2].not);
        assert_eq!(query.terms[3].wanted, Wanted::Range(None, Some("2026-04-01".into())));
        assert_eq!(query.terms[4].key, None);
        assert_eq!(parse("客户层级:vip").expect("right").terms[0].key, Some("tier"));
    }

    #[test]
    fn names_the_nearest_key() {
        let error = parse("teir:vip").expect_err("no such key");
        assert!(error.hint.contains("`tier:`"), "{}", error.hint);
        assert!(parse("tier:").is_err());
        assert!(Query::parse(&["am:me".to_owned()], None, Lang::Zh).is_err());
    }
}
