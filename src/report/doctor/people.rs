//! Who works in this clone, and whether our people can be told apart by their addresses.

use crate::say;
use crate::words::{Lang, words};

use super::{Check, Group, Item, some, word};

// Without them git makes no commit: they are the machine's business, and come first.
const NAME: Item = Item::new(Group::Machine, "user-name", words("git 的 user.name", "Git's user.name"));
const EMAIL: Item = Item::new(Group::Machine, "user-email", words("git 的 user.email", "Git's user.email"));
const ME: Item = item("me", "我是谁", "Who you are");
const STAFF: Item = item("staff", "人员名册", "Staff register");
const ADDRESSES: Item = item("staff-email", "人员的电子邮箱", "E-mail of our people");

const fn item(name: &'static str, zh: &'static str, en: &'static str) -> Item {
    Item::new(Group::People, name, words(zh, en))
}

/// One of our people.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// By this the register names them.
    pub id: String,
    /// 姓名
    pub name: String,
    /// The first role, in words.
    pub role: String,
    /// Works for us on the day of judgement.
    pub active: bool,
    /// 电子邮箱
    pub email: Option<String>,
}

impl Person {
    fn words(&self, lang: Lang) -> String {
        let (name, id, role) = (&self.name, &self.id, &self.role);
        say!(lang, "{name}（{id}，{role}）", "{name} ({id}, {role})")
    }
}

/// Whether commits carry somebody's name.
#[must_use]
pub fn user_name(name: Option<&str>, lang: Lang) -> Check {
    match name {
        Some(name) => NAME.ok(name),
        None => {
            let example = say!(lang, "姓名", "Your Name");
            let check = NAME.missing(say!(lang, "没有设置，提交上认不出姓名", "not set; commits carry no name"));
            check.run(format!("git config --global user.name \"{example}\""))
        }
    }
}

/// Whether commits carry somebody's address.
#[must_use]
pub fn user_email(email: Option<&str>, lang: Lang) -> Check {
    match email {
        Some(email) => EMAIL.ok(email),
        None => {
            let check = EMAIL.missing(say!(
                lang,
                "没有设置，提交认不出是谁的，kehu 也不知道 `me` 是谁",
                "not set; nobody knows whose commits they are, nor kehu who `me` is"
            ));
            check.run("git config --global user.email you@example.com")
        }
    }
}

/// Whom kehu takes for the one who works: `said` by `--me` or `KEHU_ME`, else by git's address.
#[must_use]
pub fn me(people: &[Person], said: Option<&str>, user: Option<&str>, email: Option<&str>, lang: Lang) -> Check {
    if people.is_empty() {
        return ME.skipped(say!(lang, "人员名册是空的", "the staff register is empty"));
    }
    if let Some(said) = said {
        let Some(one) = people.iter().find(|one| one.id == said || one.name == said) else {
            let check = ME.wrong(say!(
                lang,
                "`--me` 或 KEHU_ME 说是「{said}」，人员名册中没有",
                "`--me` or KEHU_ME says `{said}`, who is not in the staff register"
            ));
            return check.run("kehu list staff");
        };
        return still_here(one, &one.words(lang), lang);
    }
    let Some(email) = email else {
        let check = ME.missing(say!(lang, "不知道，git 没有 user.email", "not known; git has no user.email"));
        return check.say(say!(lang, "先设置 user.email，见上", "set user.email first, as above"));
    };
    let mine: Vec<&Person> = people.iter().filter(|one| one.email.as_deref().is_some_and(|own| own.eq_ignore_ascii_case(email))).collect();
    match mine[..] {
        [] => stranger(people, user, email, lang),
        [one] => still_here(one, &one.words(lang), lang),
        [first, ..] => {
            let names = lang.join(mine.iter().map(|one| one.words(lang)));
            let check = ME.wrong(say!(
                lang,
                "{email} 在人员名册中有几个人：{names}；只认第一个",
                "{email} belongs to several in the staff register: {names}; the first one counts"
            ));
            let other = mine.iter().find(|one| one.id != first.id).map_or("ID", |one| one.id.as_str());
            check.say(say!(lang, "改正不是自己的那一个：", "mend the one that is not you:")).run(set(other, "email", "OTHER@EXAMPLE.COM"))
        }
    }
}

fn still_here(one: &Person, words: &str, lang: Lang) -> Check {
    if one.active {
        return ME.ok(words);
    }
    let check = ME.wrong(say!(lang, "{words}已不在岗", "{words} no longer works for us"));
    check
        .say(say!(lang, "换成在岗的人的地址；还在岗的，删去离岗日期：", "use the address of somebody who does, or take the last day out:"))
        .run(set(&one.id, "active_to", ""))
}

/// The address is nobody's. Who has the name of one of ours without an address is most likely that one.
fn stranger(people: &[Person], user: Option<&str>, email: &str, lang: Lang) -> Check {
    let check = ME.missing(say!(
        lang,
        "人员名册中没有 {email}，`me`、「我的」待办和谁改了什么都认不出人",
        "{email} is not in the staff register; `me`, own duties and who changed what are unknown"
    ));
    let same = |one: &&Person| one.active && user.is_some_and(|user| one.name == user || one.id == user);
    match people.iter().find(same) {
        Some(one) => check.run(set(&one.id, "email", email)),
        None => {
            let id = say!(lang, "编号", "ID");
            check.run(set(&id, "email", email)).say(say!(
                lang,
                "编号见 `kehu list staff`；还没有登记的，先用 `kehu add-staff`",
                "`kehu list staff` has the ids; `kehu add-staff` enters who is not in it"
            ))
        }
    }
}

/// Whether there is anybody.
#[must_use]
pub fn staff(people: &[Person], readable: bool, lang: Lang) -> Check {
    if !readable {
        return STAFF.wrong(say!(lang, "staff.toml 有读不出的地方", "staff.toml cannot be read whole")).run("kehu check");
    }
    if people.is_empty() {
        let check = STAFF.missing(say!(
            lang,
            "还没有人，客户经理、审阅人都要登记在内",
            "nobody yet; account managers and reviewers have to be in it"
        ));
        let example = say!(
            lang,
            "kehu add-staff 姓名 --title 职务 --role account_manager",
            "kehu add-staff NAME --title TITLE --role account_manager"
        );
        return check.run(example);
    }
    let active = people.iter().filter(|one| one.active).count();
    STAFF.ok(say!(lang, "在岗 {active} 人", "{active} at work"))
}

/// Whether git's commits can be told from one another by who made them.
#[must_use]
pub fn addresses(people: &[Person], lang: Lang) -> Check {
    let active: Vec<&Person> = people.iter().filter(|one| one.active).collect();
    if active.is_empty() {
        return ADDRESSES.skipped(say!(lang, "没有在岗的人", "nobody is at work"));
    }
    let without: Vec<&&Person> = active.iter().filter(|one| one.email.is_none()).collect();
    let Some(first) = without.first() else { return twice(&active, lang) };
    let names: Vec<String> = without.iter().map(|one| one.name.clone()).collect();
    let (names, id) = (some(&names, lang), &first.id);
    let check = ADDRESSES.missing(say!(
        lang,
        "没有填的有{names}；git 中的改动认不出是谁的，`me` 也不认识他们",
        "not filled in: {names}; git's changes are nobody's then, and `me` does not know them"
    ));
    let check = check.run(set(id, "email", "NAME@EXAMPLE.COM"));
    if without.len() > 1 { check.say(say!(lang, "其余的人同样登记", "and the others likewise")) } else { check }
}

/// Whether an address stands for one person.
fn twice(active: &[&Person], lang: Lang) -> Check {
    let same = |a: &Person, b: &Person| a.email.as_deref().zip(b.email.as_deref()).is_some_and(|(a, b)| a.eq_ignore_ascii_case(b));
    let pair = active.iter().enumerate().find_map(|(at, one)| Some((one, active[at + 1..].iter().find(|other| same(one, other))?)));
    let Some((one, other)) = pair else { return ADDRESSES.ok(say!(lang, "都填了，没有重复", "all filled in, none twice")) };
    let (email, first, second) = (one.email.as_deref().unwrap_or_default(), &one.name, &other.name);
    let check = ADDRESSES.wrong(say!(
        lang,
        "{first}和{second}同是 {email}，两人的改动分不开",
        "{first} and {second} both have {email}; their changes cannot be told apart"
    ));
    check.run(set(&other.id, "email", "NAME@EXAMPLE.COM"))
}

fn set(id: &str, key: &str, value: &str) -> String {
    format!("kehu set {} {}", word(&format!("staff/{id}")), word(&format!("{key}={value}")))
}
