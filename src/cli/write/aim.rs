//! What `set`, `add` and their like are about, from the words of a command line.

use anyhow::Result;

use super::ask;
use super::session::{Session, trouble};
use crate::archive::one;
use crate::cli::{CliError, Cx, Globals};
use crate::discover::{self, Found as File};
use crate::edit::carry;
use crate::edit::desk::Trouble;
use crate::edit::input::{Complaint, Known, may_say_me};
use crate::edit::target::{self, Aim, Missed};
use crate::form::Target;
use crate::resolve::Names;
use crate::say;
use crate::words::Lang;

/// A target that was found.
pub(crate) struct Aimed {
    /// The document and the place in it.
    pub(crate) aim: Aim,
    /// The documents of its customer, else those of the registers.
    pub(crate) files: Vec<File>,
    /// Whose it is, in words: the customer's name.
    pub(crate) whose: String,
    people: Option<Names>,
    customers: Option<Names>,
    me: Option<String>,
}

/// Finds what a TARGET names. `words` are the assignments: they say which registers have to be read.
///
/// # Errors
/// When there is no such thing.
pub(crate) fn aim(session: &mut Session, text: &str, year: Option<i32>, words: &[String], globals: &Globals, cx: &Cx<'_>) -> Result<Aimed> {
    let spoken = target::spoken(text);
    let customer = spoken.customer.as_deref().map(|name| session.customer(name, cx)).transpose()?;
    let root = session.root().to_owned();
    let files = match &customer {
        Some(id) => discover::customer_files(&root, id, &session.ignored).found,
        None => discover::register_files(&root, &session.ignored),
    };
    let found = target::find(&mut session.desk, customer.as_deref(), &spoken.what, &files, year, cx.lang);
    let aim = found.map_err(|missed| missing(missed, cx.lang))?;
    let people = match customer.as_deref().map(|id| target::people(&mut session.desk, id)) {
        Some(Ok(people)) => Some(people),
        // Another document's fault costs that document: references to its people are then taken as they are said.
        Some(Err(Trouble::Text(..))) | None => None,
        Some(Err(other)) => return Err(trouble(other, cx.lang)),
    };
    let customers = if carry::asks_for(&aim, Target::Customer, words) { Some(names(session)?) } else { None };
    let me = if words.iter().any(|word| may_say_me(word)) { session.me(globals, cx)? } else { None };
    let whose = customer.as_deref().map(|id| called(session, id)).unwrap_or_default();
    Ok(Aimed { aim, files, whose, people, customers, me })
}

/// Ids and names of all customers.
///
/// # Errors
/// When `customers/` cannot be listed.
pub(crate) fn names(session: &Session) -> Result<Names> {
    let ids = one::ids(session.root(), &session.ignored)?;
    let mut names = Names::default();
    for one in one::names(session.root(), &ids) {
        names.add(&one.id, &[&one.short_name, &one.unit_name]);
    }
    Ok(names)
}

/// The name of a customer for people.
pub(crate) fn called(session: &Session, id: &str) -> String {
    let one = one::names(session.root(), &[id.to_owned()]).pop().unwrap_or_default();
    [one.short_name, one.unit_name].into_iter().find(|name| !name.is_empty()).unwrap_or_else(|| id.to_owned())
}

impl Aimed {
    /// What is known where something is typed for it.
    pub(crate) fn known<'a>(&'a self, session: &'a Session) -> Known<'a> {
        Known {
            people: self.people.as_ref(),
            customers: self.customers.as_ref(),
            me: self.me.as_deref(),
            ..Known::new(session.world(), session.today)
        }
    }

    /// `云岭移动 李国强`
    pub(crate) fn called(&self) -> String {
        [&*self.whose, &*self.aim.called].into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
    }
}

/// Why nothing was found, as an error.
pub(crate) fn missing(missed: Missed, lang: Lang) -> anyhow::Error {
    match missed {
        Missed::Words(what, hint) if hint.is_empty() => CliError::user(what).into(),
        Missed::Words(what, hint) => CliError::user(what).hint(hint).into(),
        Missed::Trouble(it) => trouble(it, lang),
    }
}

/// What is wrong with a typed assignment, as an error.
pub(crate) fn wrong(complaint: Complaint, lang: Lang) -> anyhow::Error {
    ask::all_wrong(&[(String::new(), complaint)], lang).into()
}

/// The step after an approved plan was changed in substance.
pub(crate) fn revise(customer: &str, year: &str, lang: Lang) -> String {
    let customer = crate::words::shell_word(customer);
    say!(
        lang,
        "{year} 年的计划已批准，这是调整：kehu plan revise {customer} --year {year} --reason 原因 --approved-by 批准人",
        "the plan of {year} was approved, this adjusts it: kehu plan revise {customer} --year {year} --reason TEXT --approved-by STAFF"
    )
}
