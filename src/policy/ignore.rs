//! `[[ignore]]`: findings that somebody has accepted, with a reason and, if so, until a day.

use chrono::NaiveDate;
use globset::{Glob, GlobMatcher};

use crate::archive::{DocKind, Loaded};
use crate::findings::{Accepted as Why, Finding, Level, Suppressed};
use crate::form::reader::DocInfo;
use crate::form::settings::{Ignore, Settings};
use crate::rules::registry;
use crate::say;
use crate::source::Span;
use crate::world::World;

use super::Setting;

/// The names of customers, by id.
pub type NameOf<'n> = &'n dyn Fn(&str) -> Option<String>;

/// One accepted finding.
struct Accepted<'s> {
    /// Its place in `[[ignore]]`.
    at: usize,
    rule: &'s str,
    customer: Option<&'s str>,
    path: Option<GlobMatcher>,
    reason: &'s str,
}

impl<'s> Accepted<'s> {
    /// What an entry accepts; nothing when it has no reason, or cannot be read.
    fn new(at: usize, entry: &'s Ignore) -> Option<Self> {
        if entry.reason.is_blank() || entry.until.is_bad() {
            return None;
        }
        let path = match entry.path.get() {
            Some(pattern) => Some(Glob::new(pattern).ok()?.compile_matcher()),
            None => None,
        };
        let customer = entry.customer.get().map(|id| id.as_str());
        let reason = entry.reason.get().map(|text| text.as_str()).unwrap_or_default();
        Some(Self { at, rule: entry.rule.get()?.as_str(), customer, path, reason })
    }

    /// Whether it is about this customer and this document.
    fn is_about(&self, customer: Option<&str>, path: Option<&str>, name_of: NameOf<'_>) -> bool {
        let named = |wanted: &str| customer.is_some_and(|id| id == wanted || name_of(id).as_deref() == Some(wanted));
        self.customer.is_none_or(named) && self.path.as_ref().is_none_or(|glob| path.is_some_and(|path| glob.is_match(path)))
    }

    fn accepts(&self, finding: &Finding, name_of: NameOf<'_>) -> bool {
        finding.rule == self.rule && self.is_about(finding.customer.as_deref(), Some(&finding.path), name_of)
    }
}

fn entries(settings: &Settings) -> impl Iterator<Item = (usize, &Ignore)> {
    settings.ignore.get().into_iter().flat_map(|list| list.iter()).map(|table| &table.0).enumerate()
}

/// Whether an entry has run out on the day; without a clock it never does.
fn is_over(entry: &Ignore, today: Option<NaiveDate>) -> bool {
    entry.until.value().zip(today).is_some_and(|(until, today)| until < today)
}

/// Takes out what is accepted on `today`, says which entries of `[[ignore]]` accepted something, and gives what they accepted.
pub fn apply(
    settings: &Settings,
    today: Option<NaiveDate>,
    name_of: NameOf<'_>,
    findings: &mut Vec<Finding>,
) -> (Vec<bool>, Vec<Suppressed>) {
    let mut used = vec![false; entries(settings).count()];
    let mut out = Vec::new();
    let current = entries(settings).filter(|(_, entry)| !is_over(entry, today));
    let accepted: Vec<Accepted<'_>> = current.filter_map(|(at, entry)| Accepted::new(at, entry)).collect();
    if !accepted.is_empty() {
        findings.retain(|finding| {
            let mut first: Option<&Accepted<'_>> = None;
            for one in accepted.iter().filter(|one| one.accepts(finding, name_of)) {
                used[one.at] = true;
                first = first.or(Some(one));
            }
            out.extend(first.map(|one| Suppressed { finding: finding.clone(), accepted: Why::Ignored(one.reason.to_owned()) }));
            first.is_none()
        });
    }
    (used, out)
}

/// GOV-01 (definitions G7): entries of `[[ignore]]` that match nothing or have run out. Only of a whole archive, judged on a day.
#[must_use]
pub fn review(world: &World, loaded: &Loaded, today: NaiveDate, used: &[bool], name_of: NameOf<'_>) -> Vec<Finding> {
    let Some(info) = world.settings_info.as_deref() else { return Vec::new() };
    let level = match world.policy.setting("GOV-01") {
        Some(Setting::Off) => return Vec::new(),
        Some(Setting::Level(level)) => level,
        None => Level::Warning,
    };
    let mut found = Vec::new();
    for (at, entry) in entries(&world.settings).filter(|(at, _)| !used.get(*at).copied().unwrap_or_default()) {
        // An entry without a rule or a reason, or of an unknown rule, was reported where it is read.
        let Some(rule) = entry.rule.get().map(|rule| rule.as_str()).filter(|rule| registry::find(rule).is_some()) else { continue };
        // A rule that this run leaves out proves nothing about its entries.
        if entry.reason.is_blank() || entry.until.is_bad() || world.policy.is_muted(rule) {
            continue;
        }
        if is_over(entry, Some(today)) {
            found.push(ran_out(world, info, level, rule, entry));
            continue;
        }
        match Accepted::new(at, entry) {
            None => found.push(bad_path(world, info, level, entry)),
            Some(accepted) if may_be_needed(loaded, &accepted, name_of) => {}
            Some(_) => found.push(unmatched(world, info, level, rule, entry)),
        }
    }
    found
}

/// Whether it may match something that this run could not judge: a document could not be read, or a sheet is encrypted.
fn may_be_needed(loaded: &Loaded, accepted: &Accepted<'_>, name_of: NameOf<'_>) -> bool {
    let unread = loaded.unread.iter().any(|one| accepted.is_about(one.customer.as_deref(), Some(&one.path), name_of));
    let skipped = loaded.not_judged.iter().any(|one| {
        let fits = |wanted: &str| one.customer.as_deref().is_none_or(|id| id == wanted || name_of(id).as_deref() == Some(wanted));
        one.rule == accepted.rule && accepted.customer.is_none_or(fits)
    });
    let rule = registry::find(accepted.rule);
    let reads_sheets = rule.is_some_and(|rule| rule.needs.contains(&DocKind::Person) || rule.uses.contains(&DocKind::Person));
    unread || skipped || (reads_sheets && loaded.customers.iter().any(|folder| !folder.sealed.is_empty()))
}

fn finding(info: &DocInfo, level: Level, span: Span, field: &str, message: String, help: String) -> Finding {
    Finding { field: field.to_owned(), help: help.into(), ..Finding::new("GOV-01", level, None, info.path.clone(), span, message) }
}

/// `规则 COV-03，客户「星桥设备」`: which entry it is.
fn called(world: &World, rule: &str, entry: &Ignore) -> String {
    let lang = world.lang;
    let customer =
        entry.customer.get().map(|id| id.as_str()).map(|id| say!(lang, "，客户「{id}」", ", customer `{id}`")).unwrap_or_default();
    let path = entry.path.get().map(|path| path.as_str()).map(|path| say!(lang, "，路径「{path}」", ", path `{path}`")).unwrap_or_default();
    say!(lang, "规则 {rule}{customer}{path}", "rule {rule}{customer}{path}")
}

fn ran_out(world: &World, info: &DocInfo, level: Level, rule: &str, entry: &Ignore) -> Finding {
    let lang = world.lang;
    let (which, until) = (called(world, rule, entry), entry.until.value().map(|day| day.to_string()).unwrap_or_default());
    let message = say!(lang, "例外（{which}）到 {until} 为止，已经失效", "the accepted finding ({which}) ran out on {until}");
    let help = say!(
        lang,
        "已经解决的，请删去这一条；仍要保留的，请重新批准并改写「有效期至」",
        "delete the entry if the matter is settled; else have it approved anew and change `until`"
    );
    finding(info, level, entry.until.span, "ignore.until", message, help)
}

fn unmatched(world: &World, info: &DocInfo, level: Level, rule: &str, entry: &Ignore) -> Finding {
    let lang = world.lang;
    let which = called(world, rule, entry);
    let message = say!(lang, "例外（{which}）没有对上任何检查结果", "the accepted finding ({which}) matches nothing");
    let help = say!(
        lang,
        "已经解决的，请删去这一条；写错的，请改正规则、客户或路径",
        "delete the entry if the matter is settled; if it is mistyped, correct rule, customer or path"
    );
    finding(info, level, entry.rule.span, "ignore.rule", message, help)
}

fn bad_path(world: &World, info: &DocInfo, level: Level, entry: &Ignore) -> Finding {
    let lang = world.lang;
    let path = entry.path.get().map(|path| path.to_string()).unwrap_or_default();
    let message =
        say!(lang, "例外的路径「{path}」不是通配写法，没有起作用", "`path` `{path}` of an accepted finding is no glob: it has no effect");
    let help = say!(lang, "请改为如 customers/*/key-people.toml", "write one, as customers/*/key-people.toml");
    finding(info, level, entry.path.span, "ignore.path", message, help)
}
