//! Red, amber or green: how an account stands with the people who decide, in one line with its reasons.
//! Source: relationship status and roles of `000_492afcb71e7a325f.txt` 附表3 and 附表4; the three lights as account-planning tools have them:
//! nobody in favour of us, somebody in favour who does not decide, somebody who decides.

use chrono::NaiveDate;

use crate::archive::CustomerFolder;
use crate::form::choices::{RelationshipStatus, Role};
use crate::form::key_people::KeyPersonRow;
use crate::policy::Policy;
use crate::rules::registry;
use crate::say;
use crate::words::{Lang, Words, shell_word, words};

/// How the account stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Light {
    /// The decision makers are against us or not known to us, or there is nobody to rely on.
    Red,
    /// There is somebody to rely on, but not who decides.
    Amber,
    /// The relation with who decides is positive, and nobody else who decides is against us.
    Green,
    /// 附表3 could not be read.
    Unknown,
}

/// The relation with one person on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The status of the last assessment up to the day; none where there is none or it cannot be read.
    pub status: Option<RelationshipStatus>,
    /// The day of that assessment, where it is known.
    pub on: Option<NaiveDate>,
    /// How many days ago that was.
    pub age: Option<i64>,
    /// Whether it is older than an assessment may be (F3-06), or has no day.
    pub stale: bool,
}

/// What speaks for or against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// 附表3 was not read whole.
    Unread,
    /// 附表3 names nobody.
    Nobody,
    /// Nobody is known as the decision maker.
    NoDecider,
    /// These decide and are against us.
    DeciderAgainst,
    /// These decide, and there is no relation with them.
    DeciderUnmet,
    /// These decide, and nobody knows how they stand.
    DeciderUnassessed,
    /// These decide and are neutral.
    DeciderNeutral,
    /// These decide; their positive assessment is too old.
    DeciderStale,
    /// These decide, and the relation is positive.
    DeciderFor,
    /// The relation with these is positive; they do not decide.
    OthersFor,
    /// The same, by too old an assessment.
    OthersStale,
    /// There is nobody to rely on.
    NobodyFor,
}

/// One reason, with the people whom it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// Which.
    pub why: Why,
    /// Their ids and names, in the order of the form.
    pub people: Vec<(String, String)>,
}

/// The light with its reasons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The light.
    pub light: Light,
    /// The reasons, the weightiest first; never empty.
    pub reasons: Vec<Reason>,
}

impl Light {
    const fn option(self) -> (&'static str, Words) {
        match self {
            Self::Red => ("red", words("红", "red")),
            Self::Amber => ("amber", words("黄", "amber")),
            Self::Green => ("green", words("绿", "green")),
            Self::Unknown => ("unknown", words("不明", "unknown")),
        }
    }

    /// The machine word.
    #[must_use]
    pub const fn key(self) -> &'static str {
        self.option().0
    }

    /// The word for people.
    #[must_use]
    pub const fn label(self, lang: Lang) -> &'static str {
        self.option().1.get(lang)
    }

    /// What it means, in a few words.
    #[must_use]
    pub const fn meaning(self, lang: Lang) -> &'static str {
        match self {
            Self::Red => words("接触不到决策者，或没有可依靠的人", "who decides is out of reach, or nobody can be relied on"),
            Self::Amber => words("有可依靠的人，但不是决策者", "there is somebody to rely on, but not who decides"),
            Self::Green => words("与决策者的关系积极", "the relation with who decides is positive"),
            Self::Unknown => words("附表3 读不全", "form 3 cannot be read"),
        }
        .get(lang)
    }
}

/// How many days old an assessment may be by the policy; none where it does not ask for fresh ones.
#[must_use]
pub fn max_age(policy: &Policy) -> Option<i64> {
    let rule = registry::find("F3-06")?;
    policy.is_in_force(rule).then(|| policy.number(rule, "max_days"))
}

impl Standing {
    /// The relation on `day`. An assessment after it is not known yet: then the last one of 评估历史 up to the day counts.
    #[must_use]
    pub fn of(row: &KeyPersonRow, day: NaiveDate, max_age: Option<i64>) -> Self {
        let now = row.assessed_on.value();
        let (status, on) = if now.is_none_or(|on| on <= day) {
            (row.status.value(), now)
        } else {
            let history = row.history.get().into_iter().flat_map(|list| list.iter());
            let dated = history.filter_map(|one| Some((one.0.status.value(), one.0.date.value().filter(|on| *on <= day)?)));
            dated.max_by_key(|(_, on)| *on).map_or((None, None), |(status, on)| (status, Some(on)))
        };
        let age = on.map(|on| (day - on).num_days());
        Self { status, on, age, stale: max_age.is_some_and(|most| age.is_none_or(|age| age > most)) }
    }

    /// Whether it is known to be good, and lately.
    #[must_use]
    pub fn is_for_us(&self) -> bool {
        self.status == Some(RelationshipStatus::Positive) && !self.stale
    }
}

/// Whether somebody with these roles can be relied on at all: one who only sifts suppliers out is no friend, however well one gets along.
fn can_support(row: &KeyPersonRow) -> bool {
    let mut roles = row.role.get().into_iter().flat_map(|roles| roles.iter()).peekable();
    roles.peek().is_none() || roles.any(|role| *role != Role::Blocker)
}

/// Everybody of one kind of relation.
#[derive(Default)]
struct Sorted(Vec<Reason>);

impl Sorted {
    fn add(&mut self, why: Why, row: &KeyPersonRow) {
        let person = (row.key().to_owned(), row.called().to_owned());
        match self.0.iter_mut().find(|reason| reason.why == why) {
            Some(reason) => reason.people.push(person),
            None => self.0.push(Reason { why, people: vec![person] }),
        }
    }

    fn has(&self, why: Why) -> bool {
        self.0.iter().any(|reason| reason.why == why)
    }

    /// The reasons of these kinds, in this order.
    fn take(&mut self, order: &[Why]) -> Vec<Reason> {
        order.iter().filter_map(|why| self.0.iter().position(|reason| reason.why == *why).map(|at| self.0.remove(at))).collect()
    }
}

/// How the customer's key people of the day stand.
#[must_use]
pub fn verdict(folder: &CustomerFolder, policy: &Policy, day: NaiveDate) -> Verdict {
    let alone = |light, why| Verdict { light, reasons: vec![Reason { why, people: Vec::new() }] };
    let broken = folder.has_unread(crate::archive::DocKind::KeyPeople);
    if broken || folder.key_people.as_ref().is_some_and(|doc| !doc.whole || doc.record.people.is_bad()) {
        return alone(Light::Unknown, Why::Unread);
    }
    let most = max_age(policy);
    let mut sorted = Sorted::default();
    let mut anybody = false;
    for row in folder.people_on(Some(day)) {
        anybody = true;
        let standing = Standing::of(row, day, most);
        if row.has_role(Role::DecisionMaker) {
            sorted.add(decider(&standing), row);
        } else if standing.status == Some(RelationshipStatus::Positive) && can_support(row) {
            sorted.add(if standing.stale { Why::OthersStale } else { Why::OthersFor }, row);
        }
    }
    if anybody { weighed(sorted) } else { alone(Light::Red, Why::Nobody) }
}

fn decider(standing: &Standing) -> Why {
    match standing.status {
        None => Why::DeciderUnassessed,
        Some(RelationshipStatus::Negative) => Why::DeciderAgainst,
        Some(RelationshipStatus::None) => Why::DeciderUnmet,
        Some(RelationshipStatus::Neutral) => Why::DeciderNeutral,
        Some(RelationshipStatus::Positive) if standing.stale => Why::DeciderStale,
        Some(RelationshipStatus::Positive) => Why::DeciderFor,
    }
}

fn weighed(mut sorted: Sorted) -> Verdict {
    use Why::{
        DeciderAgainst, DeciderFor, DeciderNeutral, DeciderStale, DeciderUnassessed, DeciderUnmet, NoDecider, NobodyFor, OthersFor,
        OthersStale,
    };
    // Who can be reached: a decision maker of whom we know more than that he is against us.
    let reachable = [DeciderFor, DeciderStale, DeciderNeutral].into_iter().any(|why| sorted.has(why));
    let in_favour = sorted.has(DeciderFor) || sorted.has(OthersFor);
    let light = match (reachable && in_favour, sorted.has(DeciderFor) && !sorted.has(DeciderAgainst)) {
        (false, _) => Light::Red,
        (true, false) => Light::Amber,
        (true, true) => Light::Green,
    };
    let decides = [DeciderAgainst, DeciderUnmet, DeciderUnassessed, DeciderNeutral, DeciderStale, DeciderFor];
    if !decides.into_iter().any(|why| sorted.has(why)) {
        sorted.0.push(Reason { why: NoDecider, people: Vec::new() });
    }
    if !in_favour {
        sorted.0.push(Reason { why: NobodyFor, people: Vec::new() });
    }
    let order: &[Why] = match light {
        // Good news first, then who could spoil it.
        Light::Green => &[DeciderFor, DeciderUnmet, DeciderUnassessed, DeciderNeutral, DeciderStale],
        _ => &[
            NoDecider,
            DeciderAgainst,
            DeciderUnmet,
            DeciderUnassessed,
            DeciderNeutral,
            DeciderStale,
            NobodyFor,
            OthersStale,
            DeciderFor,
            OthersFor,
        ],
    };
    Verdict { light, reasons: sorted.take(order) }
}

impl Reason {
    /// In words: whom it is about, and what.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        let who = lang.join(self.people.iter().map(|(_, name)| name));
        let decide = if self.people.len() == 1 { "decides" } else { "decide" };
        match self.why {
            Why::Unread => say!(lang, "附表3 没有读全，不作判断", "form 3 was not read whole, so nothing is judged"),
            Why::Nobody => say!(lang, "附表3 还没有关键人物", "form 3 names nobody yet"),
            Why::NoDecider => say!(lang, "没有查明谁是决策者", "nobody is known as the decision maker"),
            Why::DeciderAgainst => say!(lang, "与决策者{who}的关系是消极的", "the relation with {who}, who {decide}, is negative"),
            Why::DeciderUnmet => say!(lang, "与决策者{who}尚未建立关系", "there is no relation yet with {who}, who {decide}"),
            Why::DeciderUnassessed => say!(lang, "与决策者{who}的关系状况不明", "the relation with {who}, who {decide}, is not known"),
            Why::DeciderNeutral => say!(lang, "与决策者{who}的关系是中立的", "the relation with {who}, who {decide}, is neutral"),
            Why::DeciderStale => say!(
                lang,
                "与决策者{who}的关系是积极的，但评估已过期",
                "the relation with {who}, who {decide}, is positive, but the assessment is out of date"
            ),
            Why::DeciderFor => say!(lang, "与决策者{who}的关系是积极的", "the relation with {who}, who {decide}, is positive"),
            Why::OthersFor => say!(lang, "与{who}的关系是积极的", "the relation with {who} is positive"),
            Why::OthersStale => {
                say!(lang, "与{who}的关系是积极的，但评估已过期", "the relation with {who} is positive, but the assessment is out of date")
            }
            Why::NobodyFor => say!(lang, "没有可依靠的人", "there is nobody to rely on"),
        }
    }

    /// What to do about it: words, and the command where there is one.
    #[must_use]
    pub fn advice(&self, customer: &str, lang: Lang) -> Option<(String, Option<String>)> {
        let (id, name) = self.people.first().map_or(("", ""), |(id, name)| (id, name));
        let command = |name: &str| Some(format!("kehu {name} {} {}", shell_word(customer), shell_word(id)));
        Some(match self.why {
            Why::Unread => (
                say!(lang, "先改正附表3", "mend form 3 first"),
                Some(format!("kehu check {}", shell_word(&format!("customers/{customer}")))),
            ),
            Why::Nobody | Why::NoDecider => {
                let words = say!(lang, "查明谁做决定，记入附表3", "find out who decides and enter them in form 3");
                (words, Some(format!("kehu add-contact {}", shell_word(customer))))
            }
            Why::DeciderStale | Why::OthersStale | Why::DeciderUnassessed => {
                (say!(lang, "重新评估{name}", "assess {name} afresh"), command("assess"))
            }
            Why::DeciderUnmet => {
                let words = say!(lang, "安排人与{name}建立关系", "let somebody get in touch with {name}");
                (words, command("schedule"))
            }
            Why::DeciderAgainst | Why::DeciderNeutral => {
                let words = say!(lang, "安排与{name}的下一次接触，争取支持", "plan the next contact with {name} to win them over");
                (words, command("schedule"))
            }
            Why::NobodyFor | Why::DeciderFor | Why::OthersFor => return None,
        })
    }
}

impl Verdict {
    /// The reasons as one line, without the light.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        let parts: Vec<String> = self.reasons.iter().map(|reason| reason.words(lang)).collect();
        parts.join(words("；", "; ").get(lang))
    }

    /// The whole line: `绿：与决策者李国强的关系是积极的`.
    #[must_use]
    pub fn line(&self, lang: Lang) -> String {
        let (light, why) = (self.light.label(lang), self.words(lang));
        say!(lang, "{light}：{why}", "{light}: {why}")
    }

    /// What to do next: words, and the command where there is one. Nothing while all is well.
    #[must_use]
    pub fn advice(&self, customer: &str, lang: Lang) -> Option<(String, Option<String>)> {
        self.reasons.iter().find_map(|reason| reason.advice(customer, lang))
    }
}

#[cfg(test)]
mod tests;
