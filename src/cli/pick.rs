//! CUSTOMER and PERSON: id, name or short name; where nothing is written also a beginning or pinyin that fits only one.

use std::path::Path;

use anyhow::Result;
use rayon::prelude::*;

use super::open::Opened;
use super::{CliError, Cx};
use crate::archive::CustomerFolder;
use crate::archive::one;
use crate::discover::Ignored;
use crate::pinyin::{self, Fit};
use crate::report::hints::first_customer;
use crate::resolve::{NEAR, fold, likeness, ranked};
use crate::say;
use crate::words::Lang;

/// Candidates that a complaint names.
const NAMED: usize = 8;
/// The nearest names that a complaint offers.
const NEAREST: usize = 3;

/// Somebody who can be meant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Candidate {
    /// The id.
    pub(crate) id: String,
    /// The names, the usual one first; empty ones do not count.
    pub(crate) names: Vec<String>,
    /// Id and names in the form in which they compare.
    folded: Vec<String>,
}

/// Who is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Picked {
    /// This one.
    One(usize),
    /// One of these.
    Several(Vec<usize>),
    /// Nobody.
    Nobody,
}

impl Candidate {
    fn new(id: String, names: Vec<String>) -> Self {
        let names: Vec<String> = names.into_iter().filter(|name| !name.is_empty()).collect();
        let folded = std::iter::once(&id).chain(&names).map(|name| fold(name)).collect();
        Self { id, names, folded }
    }

    /// The folded id.
    fn id_key(&self) -> &str {
        self.folded.first().map_or("", String::as_str)
    }

    /// The folded names.
    fn name_keys(&self) -> impl Iterator<Item = &String> {
        self.folded.iter().skip(1)
    }

    fn names(&self) -> impl Iterator<Item = &String> {
        self.names.iter()
    }

    /// 云岭移动（yunling-mobile）
    fn describe(&self, lang: Lang) -> String {
        let id = &self.id;
        match self.names().next() {
            Some(name) if name != id => say!(lang, "{name}（{id}）", "{name} ({id})"),
            _ => id.clone(),
        }
    }
}

/// Finds who is meant: by id, then by name, then (where guessing is allowed) by a beginning or pinyin.
pub(crate) fn choose(all: &[Candidate], text: &str, guess: bool) -> Picked {
    if let Some(at) = all.iter().position(|one| one.id == text) {
        return Picked::One(at);
    }
    let key = fold(text);
    if key.is_empty() {
        return Picked::Nobody;
    }
    let among = |fits: &dyn Fn(&Candidate) -> bool| -> Vec<usize> { (0..all.len()).filter(|at| fits(&all[*at])).collect() };
    let by_id = among(&|one| one.id_key() == key);
    let by_name = || among(&|one| one.name_keys().any(|name| *name == key));
    let exact = if by_id.is_empty() { by_name() } else { by_id };
    if !exact.is_empty() || !guess {
        return picked(exact);
    }
    let written = |one: &Candidate| one.folded.iter().any(|name| name.starts_with(&key));
    let mut begun = among(&|one| written(one) || one.names().any(|name| pinyin::matches(name, text)));
    // Who fits only by a reading that nobody uses in names stands back.
    let common: Vec<usize> =
        begun.iter().copied().filter(|at| written(&all[*at]) || all[*at].names().any(|name| pinyin::is_common(name, text))).collect();
    if !common.is_empty() {
        begun = common;
    }
    // Among several, a name that is spelled to its end is meant: 云岭 rather than 云岭移动.
    let spelled: Vec<usize> =
        begun.iter().copied().filter(|at| all[*at].names().any(|name| pinyin::fit(name, text) == Some(Fit::Whole))).collect();
    picked(if begun.len() > 1 && spelled.len() == 1 { spelled } else { begun })
}

fn picked(found: Vec<usize>) -> Picked {
    match found[..] {
        [] => Picked::Nobody,
        [at] => Picked::One(at),
        _ => Picked::Several(found),
    }
}

/// The nearest, best first.
fn nearest(all: &[Candidate], text: &str) -> Vec<usize> {
    let key = fold(text);
    let near = |at: &usize| all[*at].folded.iter().map(|name| likeness(&key, name)).fold(0.0, f64::max);
    ranked(0..all.len(), NEAR, near).take(NEAREST).collect()
}

/// The first few, described.
fn several(all: &[Candidate], places: &[usize], lang: Lang) -> String {
    let mut names: Vec<String> = places.iter().take(NAMED).map(|at| all[*at].describe(lang)).collect();
    let more = places.len().saturating_sub(NAMED);
    if more > 0 {
        names.push(say!(lang, "另外 {more} 个", "{more} more"));
    }
    lang.join(names)
}

/// The id of the customer that a reading command means.
///
/// # Errors
/// Nobody, or more than one, is called so.
pub(crate) fn customer(opened: &Opened, text: &str, ignored: &Ignored, cx: &Cx<'_>) -> Result<String> {
    find(&opened.root, text, ignored, cx.lang, true)
}

/// The id of the customer that a writing command means: id, name or short name, never a guess.
///
/// # Errors
/// Nobody, or more than one, is called so.
pub(crate) fn exact_customer(root: &Path, text: &str, ignored: &Ignored, lang: Lang) -> Result<String> {
    find(root, text, ignored, lang, false)
}

fn find(root: &Path, text: &str, ignored: &Ignored, lang: Lang, guess: bool) -> Result<String> {
    if one::exists(root, text, ignored) {
        return Ok(text.to_owned());
    }
    let ids = one::ids(root, ignored)?;
    let key = fold(text);
    let same: Vec<&String> = ids.iter().filter(|id| fold(id) == key).collect();
    if let [id] = same[..] {
        return Ok(id.clone());
    }
    let called = one::names(root, &ids);
    let all: Vec<Candidate> = called.into_par_iter().map(|one| Candidate::new(one.id, vec![one.short_name, one.unit_name])).collect();
    match choose(&all, text, guess) {
        Picked::One(at) => Ok(all[at].id.clone()),
        Picked::Several(places) => {
            let list = several(&all, &places, lang);
            let error = CliError::user(say!(lang, "「{text}」对应不止一个客户：{list}", "`{text}` may be any of these customers: {list}"));
            Err(error.hint(say!(lang, "请写编号，或写得更全", "write the id, or more of the name")).into())
        }
        Picked::Nobody => {
            let error = CliError::user(say!(lang, "没有客户「{text}」", "there is no customer `{text}`"));
            // What a reading command would have taken is what a writing one offers.
            let near = match choose(&all, text, true) {
                Picked::One(at) => vec![at],
                Picked::Several(places) => places,
                Picked::Nobody => nearest(&all, text),
            };
            if all.is_empty() {
                return Err(error.hint(first_customer(lang)).into());
            }
            if near.is_empty() {
                return Err(error
                    .hint(say!(lang, "用 `kehu list customers` 看有哪些客户", "see the customers by `kehu list customers`"))
                    .into());
            }
            let list = several(&all, &near, lang);
            Err(error.hint(say!(lang, "最接近的：{list}", "nearest: {list}")).into())
        }
    }
}

/// The key people of a customer, and persons of whom there is only a sheet.
fn people(folder: &CustomerFolder) -> Vec<Candidate> {
    let rows = folder.key_people.as_ref().and_then(|doc| doc.record.people.get());
    let rows = rows.into_iter().flat_map(|list| list.iter());
    let mut all: Vec<Candidate> = rows.map(|row| Candidate::new(row.key().to_owned(), vec![row.called().to_owned()])).collect();
    let sheets = folder.sheets.iter().map(|doc| (&doc.stem, doc.record.name.get().map(|name| name.to_string())));
    let sealed = folder.sealed.iter().map(|id| (id, None));
    for (id, name) in sheets.chain(sealed) {
        if !all.iter().any(|one| one.id == **id) {
            all.push(Candidate::new(id.to_string(), name.into_iter().collect()));
        }
    }
    all
}

/// The names of a customer's people, for a complaint.
pub(crate) fn people_list(folder: &CustomerFolder, lang: Lang) -> String {
    let all = people(folder);
    several(&all, &(0..all.len()).collect::<Vec<_>>(), lang)
}

/// The id of the person that a reading command means.
///
/// # Errors
/// Nobody, or more than one, is called so.
pub(crate) fn person(folder: &CustomerFolder, text: &str, lang: Lang) -> Result<String, CliError> {
    find_person(folder, text, lang, true)
}

/// The id of the person that a writing command means: id or name, never a guess.
///
/// # Errors
/// Nobody, or more than one, is called so.
pub(crate) fn exact_person(folder: &CustomerFolder, text: &str, lang: Lang) -> Result<String, CliError> {
    find_person(folder, text, lang, false)
}

fn find_person(folder: &CustomerFolder, text: &str, lang: Lang, guess: bool) -> Result<String, CliError> {
    let all = people(folder);
    let customer = folder.called();
    match choose(&all, text, guess) {
        Picked::One(at) => Ok(all[at].id.clone()),
        Picked::Several(places) => {
            let list = several(&all, &places, lang);
            let error = CliError::user(say!(
                lang,
                "「{text}」对应{customer}的不止一个人：{list}",
                "`{text}` may be any of these people of {customer}: {list}"
            ));
            Err(error.hint(say!(lang, "请写编号，或写得更全", "write the id, or more of the name")))
        }
        Picked::Nobody => {
            let error = CliError::user(say!(lang, "{customer}没有人物「{text}」", "{customer} has nobody called `{text}`"));
            let near = nearest(&all, text);
            let (near, whole) = if near.is_empty() { ((0..all.len()).collect(), true) } else { (near, false) };
            let list = several(&all, &near, lang);
            Err(match (list.is_empty(), whole) {
                (true, _) => error.hint(say!(lang, "它的附表3 还没有人物", "its form 3 names nobody yet")),
                (false, true) => error.hint(say!(lang, "有：{list}", "there are: {list}")),
                (false, false) => error.hint(say!(lang, "最接近的：{list}", "nearest: {list}")),
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> Vec<Candidate> {
        let one = |id: &str, short: &str, unit: &str| Candidate::new(id.to_owned(), vec![short.to_owned(), unit.to_owned()]);
        vec![
            one("yunling-mobile", "云岭移动", "云岭移动通信有限公司"),
            one("yunling-catv", "云岭广电", "云岭广电网络股份有限公司"),
            one("starbridge", "星桥设备", "星桥通信设备有限公司"),
            one("cq-water", "", "重庆水务集团"),
            one("yl", "云岭", "云岭"),
            one("twin-1", "同名", ""),
            one("twin-2", "同名", ""),
        ]
    }

    fn pick(text: &str) -> Picked {
        choose(&all(), text, true)
    }

    #[test]
    fn ids_then_names_then_beginnings() {
        assert_eq!(pick("yunling-mobile"), Picked::One(0));
        assert_eq!(pick("Yunling-Mobile"), Picked::One(0));
        assert_eq!(pick("云岭移动"), Picked::One(0));
        assert_eq!(pick("云岭移动通信有限公司"), Picked::One(0));
        assert_eq!(pick("云岭移"), Picked::One(0));
        assert_eq!(pick("star"), Picked::One(2));
        assert_eq!(pick("xingqiao"), Picked::One(2));
        assert_eq!(pick("xqsb"), Picked::One(2));
        assert_eq!(pick("yunlingyidong"), Picked::One(0));
        assert_eq!(pick("ylyd"), Picked::One(0));
        assert_eq!(pick("chongqing"), Picked::One(3));
        assert_eq!(pick("zhongqing"), Picked::One(3));
    }

    #[test]
    fn a_name_spelled_to_its_end_is_meant() {
        assert_eq!(pick("云岭"), Picked::One(4));
        assert_eq!(pick("yunling"), Picked::One(4));
        // An id is an id, whatever else begins so.
        assert_eq!(pick("yl"), Picked::One(4));
    }

    #[test]
    fn more_than_one_and_nobody() {
        assert_eq!(pick("云岭广电网"), Picked::One(1));
        assert_eq!(pick("云岭移动x"), Picked::Nobody);
        assert_eq!(pick("yun"), Picked::Several(vec![0, 1, 4]));
        assert_eq!(pick("同名"), Picked::Several(vec![5, 6]));
        assert_eq!(pick("大家"), Picked::Nobody);
        assert_eq!(pick(""), Picked::Nobody);
        assert_eq!(nearest(&all(), "yunling-mobil"), vec![0, 1]);
    }

    #[test]
    fn writing_commands_never_guess() {
        assert_eq!(choose(&all(), "yunling-mob", false), Picked::Nobody);
        assert_eq!(choose(&all(), "云岭移动", false), Picked::One(0));
        assert_eq!(choose(&all(), "ylyd", false), Picked::Nobody);
    }
}
