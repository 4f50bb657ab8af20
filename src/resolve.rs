//! Names to records: an id, a unique name or short name finds its record; what does not is told the nearest.

use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use foldhash::fast::RandomState;
use unicode_normalization::UnicodeNormalization;

/// The form in which ids and names compare: NFKC (width), lower case, no spaces.
#[must_use]
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.chars().filter(|c| !c.is_ascii_whitespace()).map(|c| c.to_ascii_lowercase()).collect();
    }
    // Ideographs and plain ASCII are their own compatibility form: nearly every name needs no table.
    if text.chars().all(|c| c.is_ascii() || ('\u{4E00}'..='\u{9FFF}').contains(&c) || matches!(c, '、' | '。' | '「' | '」')) {
        return text.chars().filter(|c| !c.is_ascii_whitespace()).map(|c| c.to_ascii_lowercase()).collect();
    }
    text.nfkc().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

/// Whether two names compare equal.
#[must_use]
pub fn same(a: &str, b: &str) -> bool {
    a == b || fold(a) == fold(b)
}

/// How a written name relates to what is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// This one.
    One(usize),
    /// This one, under a word that is read with a warning.
    Alias(usize),
    /// One of these.
    Several(Vec<usize>),
    /// None.
    Nothing,
}

#[derive(Clone, Debug)]
struct Named {
    id: Box<str>,
    names: Vec<Box<str>>,
}

impl Named {
    /// What people call it: its first name, else its id.
    fn label(&self) -> &str {
        self.names.first().map_or(&self.id, |name| name)
    }
}

/// Up to so many records are looked through one by one: nearly every customer has fewer key people.
const FEW: usize = 16;

/// Everything of one kind that can be named: ids, names, short names.
#[derive(Clone, Debug, Default)]
pub struct Names {
    all: Vec<Named>,
    /// Only once there are more than [`FEW`].
    exact: HashMap<Box<str>, u32, RandomState>,
    /// Built when somebody is looked up by something else than an id.
    folded: OnceLock<BTreeMap<String, Vec<u32>>>,
    aliases: HashMap<String, u32>,
}

impl Names {
    /// Adds a record by its id with the names that it answers to; the first is its label.
    pub fn add(&mut self, id: &str, names: &[&str]) {
        let names = names.iter().filter(|name| !name.is_empty()).map(|name| Box::from(*name)).collect();
        self.all.push(Named { id: id.into(), names });
        self.folded = OnceLock::new();
        if self.all.len() == FEW + 1 {
            self.exact.clear();
            for at in (0..=FEW).rev() {
                self.exact.insert(self.all[at].id.clone(), place(at));
            }
        } else if self.all.len() > FEW {
            self.exact.entry(id.into()).or_insert(place(self.all.len() - 1));
        }
    }

    /// A word that is read as this record, with a warning.
    pub fn alias(&mut self, at: usize, word: &str) {
        self.aliases.entry(fold(word)).or_insert(place(at));
    }

    /// Whether this is exactly an id.
    #[must_use]
    pub fn has_id(&self, id: &str) -> bool {
        self.at(id).is_some()
    }

    /// The record with exactly this id.
    #[must_use]
    pub fn at(&self, id: &str) -> Option<usize> {
        if self.all.len() <= FEW {
            return self.all.iter().position(|named| &*named.id == id);
        }
        self.exact.get(id).map(|at| *at as usize)
    }

    /// Ids and names as they compare, each with the records that answer to it.
    fn folded(&self) -> &BTreeMap<String, Vec<u32>> {
        self.folded.get_or_init(|| {
            let mut folded: BTreeMap<String, Vec<u32>> = BTreeMap::new();
            for (at, named) in self.all.iter().enumerate() {
                for name in std::iter::once(&named.id).chain(&named.names) {
                    let places = folded.entry(fold(name)).or_default();
                    if places.last() != Some(&place(at)) {
                        places.push(place(at));
                    }
                }
            }
            folded
        })
    }

    /// Finds a record by id, name or short name, without regard to width, case and spaces. An id wins over a name.
    #[must_use]
    pub fn find(&self, text: &str) -> Found {
        if let Some(at) = self.at(text) {
            return Found::One(at);
        }
        let key = fold(text);
        match self.folded().get(&key).map(Vec::as_slice) {
            Some([at]) => Found::One(*at as usize),
            Some(places) => {
                let by_id: Vec<usize> = places.iter().map(|at| *at as usize).filter(|at| fold(&self.all[*at].id) == key).collect();
                if let [at] = by_id[..] {
                    return Found::One(at);
                }
                Found::Several(places.iter().map(|at| *at as usize).collect())
            }
            None => self.aliases.get(&key).map_or(Found::Nothing, |at| Found::Alias(*at as usize)),
        }
    }

    /// The id of a record.
    #[must_use]
    pub fn id(&self, at: usize) -> &str {
        &self.all[at].id
    }

    /// The name of a record for people.
    #[must_use]
    pub fn label(&self, at: usize) -> &str {
        self.all[at].label()
    }

    /// The name for an id, when there is such a record.
    #[must_use]
    pub fn label_of(&self, id: &str) -> Option<&str> {
        self.at(id).map(|at| self.label(at))
    }

    /// The name for an id, as people are told it; the id itself where there is no such record.
    #[must_use]
    pub fn called<'n>(&'n self, id: &'n str) -> &'n str {
        self.label_of(id).unwrap_or(id)
    }

    /// How many records.
    #[must_use]
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// `周岚(zhou-lan)、孙涛(sun-tao)`
    #[must_use]
    pub fn describe(&self, places: &[usize]) -> String {
        let one = |at: &usize| {
            let named = &self.all[*at];
            if named.label() == &*named.id { named.id.to_string() } else { format!("{}({})", named.label(), named.id) }
        };
        places.iter().map(one).collect::<Vec<_>>().join("、")
    }

    /// The records whose id or name is most alike, best first, at most three; none when nothing comes near.
    #[must_use]
    pub fn nearest(&self, text: &str) -> Vec<usize> {
        let key = fold(text);
        let mut scored: Vec<(f64, usize)> = Vec::new();
        for (name, places) in self.folded() {
            let alike = likeness(&key, name);
            // In a name of two or three signs one wrong sign is half of it; in longer ones half is another name.
            let enough = if key.chars().count() <= 3 { 0.5 } else { 0.6 };
            if alike >= enough {
                scored.extend(places.iter().map(|at| (alike, *at as usize)));
            }
        }
        scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut out = Vec::new();
        for (_, at) in scored {
            if !out.contains(&at) {
                out.push(at);
            }
        }
        out.truncate(3);
        out
    }
}

/// A place as it is kept.
fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// From this likeness on a name is worth suggesting; below it a guess misleads more often than it helps.
pub const NEAR: f64 = 0.5;

/// The name most like the written word, where one is near; of equals the last. Width, case and spaces do not count.
#[must_use]
pub fn nearest<'n>(word: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let word = fold(word);
    best(names, NEAR, |name| likeness(&word, &fold(name)))
}

/// What scores highest, and at least `least`; of equals the last.
pub fn best<T>(all: impl IntoIterator<Item = T>, least: f64, score: impl Fn(&T) -> f64) -> Option<T> {
    let scored = all.into_iter().map(|one| (score(&one), one)).filter(|(score, _)| *score >= least);
    scored.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, one)| one)
}

/// All that score at least `least`, the highest first; equals in the order in which they came.
pub fn ranked<T>(all: impl IntoIterator<Item = T>, least: f64, score: impl Fn(&T) -> f64) -> impl Iterator<Item = T> {
    let mut scored: Vec<(f64, T)> = all.into_iter().map(|one| (score(&one), one)).filter(|(score, _)| *score >= least).collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    scored.into_iter().map(|(_, one)| one)
}

/// How alike a folded word is to the most alike of several names.
#[must_use]
pub fn likest<'n>(word: &str, names: impl IntoIterator<Item = &'n str>) -> f64 {
    names.into_iter().map(|name| likeness(word, &fold(name))).fold(0.0, f64::max)
}

/// How alike two folded words are in spelling alone, 0 to 1.
#[must_use]
pub fn spelling(a: &str, b: &str) -> f64 {
    strsim::normalized_damerau_levenshtein(a, b)
}

/// How alike two folded words are, 0 to 1. One wrong sign in a Chinese name of two or three still counts as near.
#[must_use]
pub fn likeness(a: &str, b: &str) -> f64 {
    let plain = spelling(a, b);
    let contained = if a.chars().count() >= 2 && (b.contains(a) || a.contains(b)) && b.chars().count() >= 2 { 0.6 } else { 0.0 };
    plain.max(contained)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people() -> Names {
        let mut names = Names::default();
        names.add("zhou-lan", &["周岚"]);
        names.add("sun-tao", &["孙涛"]);
        names.add("sun-tao2", &["孙涛"]);
        names
    }

    #[test]
    fn finds_by_id_name_and_width() {
        let names = people();
        assert_eq!(names.find("zhou-lan"), Found::One(0));
        assert_eq!(names.find("周 岚"), Found::One(0));
        assert_eq!(names.find("ＺＨＯＵ－ＬＡＮ"), Found::One(0));
        assert_eq!(names.find("孙涛"), Found::Several(vec![1, 2]));
        assert_eq!(names.find("大家"), Found::Nothing);
    }

    #[test]
    fn the_best_and_the_ranked() {
        assert_eq!(nearest("ＣＯＶ-3", ["COV-03", "F3-01"]), Some("COV-03"));
        assert_eq!(nearest("frobnicate", ["list", "show"]), None);
        let score = |word: &&str| if *word == "b" { 0.4 } else { 0.8 };
        assert_eq!(best(["a", "b", "c"], NEAR, score), Some("c"));
        assert_eq!(ranked(["a", "b", "c"], NEAR, score).collect::<Vec<_>>(), ["a", "c"]);
    }

    #[test]
    fn names_the_nearest() {
        let names = people();
        assert_eq!(names.nearest("zhou-lam"), vec![0]);
        assert_eq!(names.nearest("周兰"), vec![0]);
        assert!(names.nearest("大家").is_empty());
    }
}
