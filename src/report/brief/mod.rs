//! `kehu brief`: the page before a visit. What was said last and what was promised, whom to mind and what they care about, what is
//! wrong, what comes next. Everything comes from the customer's own folder.

mod ahead;
mod flags;
mod people;
mod talks;
#[cfg(test)]
mod tests;

use crate::analysis::coverage;
use crate::analysis::due::Item;
use crate::analysis::verdict::verdict;
use crate::findings::Finding;
use crate::form::customer::Customer;
use crate::say;
use crate::words::shell_word;

use super::sheet::{Block, Pair, Sheet};
use super::show::Source;

pub use ahead::AHEAD;

/// What the page is made from.
#[derive(Clone, Copy)]
pub struct Page<'a> {
    /// The customer, the day, what may be shown, what could not be read.
    pub source: Source<'a>,
    /// What the audit says of this customer.
    pub findings: &'a [Finding],
    /// What falls due with this customer, soon or long ago.
    pub due: &'a [Item],
}

/// The page.
#[must_use]
pub fn sheet(page: &Page<'_>) -> Sheet {
    let source = &page.source;
    let mut sheet = Sheet::new(page.title());
    sheet.push(Block::Pairs(page.head()));
    flags::put(page, &mut sheet);
    talks::last(source, &mut sheet);
    talks::promises(source, &mut sheet);
    people::concerns(source, &mut sheet);
    people::ties(source, &mut sheet);
    people::personal(source, &mut sheet);
    ahead::dates(page, &mut sheet);
    ahead::projects(source, &mut sheet);
    source.left_out(&mut sheet);
    sheet
}

/// What is missing for a page that helps, with the commands that fill it.
#[must_use]
pub fn hints(source: &Source<'_>) -> Vec<String> {
    let (lang, folder) = (source.lang(), source.customer);
    let id = shell_word(&folder.id);
    let mut out = Vec::new();
    if source.rows().is_empty() && !folder.has_unread(crate::archive::DocKind::KeyPeople) {
        out.push(say!(
            lang,
            "还没有关键人物：用 `kehu add-contact {id} 姓名` 登记",
            "no key people yet: enter them by `kehu add-contact {id} NAME`"
        ));
    }
    if source.contacts().last().is_none() {
        out.push(say!(
            lang,
            "还没有接触记录：每次接触后用 `kehu log {id} 人物` 记下",
            "no contact on record: after each one, `kehu log {id} PERSON`"
        ));
    }
    out
}

impl Page<'_> {
    fn title(&self) -> String {
        let profile = self.source.customer.profile.as_ref();
        let unit = profile.and_then(|doc| doc.record.unit_name.get()).map(|name| name.to_string());
        let name = unit.unwrap_or_else(|| self.source.customer.called().to_owned());
        say!(self.source.lang(), "拜访前：{name}", "Before the visit: {name}")
    }

    /// Who they are, in a few lines.
    fn head(&self) -> Vec<Pair> {
        let (source, lang) = (&self.source, self.source.lang());
        let mut pairs = vec![Pair::new(say!(lang, "日期", "Day"), source.today.to_string())];
        if let Some(profile) = source.customer.profile.as_ref().map(|doc| &doc.record) {
            let tier = match source.value(&profile.tier) {
                blank if blank.is_empty() => blank,
                tier => say!(lang, "{tier}", "tier {tier}"),
            };
            let kind = [tier, source.value(&profile.lifecycle), source.value(&profile.category), source.value(&profile.region)];
            let kind: Vec<String> = kind.into_iter().filter(|word| !word.is_empty()).collect();
            pairs.push(Pair::new(say!(lang, "客户", "Customer"), kind.join(" · ")));
            for key in ["account_manager", "relationship_level", "annual_trade", "credit", "needs"] {
                pairs.extend(source.pairs(profile, &[key], &|_| false).into_iter().take(usize::from(is_filled(profile, key))));
            }
        }
        pairs.push(Pair::new(say!(lang, "关系", "Standing"), self.standing()));
        pairs.push(Pair::new(say!(lang, "最近接触", "Last contact"), talks::newest(source)));
        pairs.retain(|pair| *pair != Pair::new(pair.label.clone(), ""));
        pairs
    }

    /// The light, and how many of them somebody of ours knows.
    fn standing(&self) -> String {
        let (source, lang) = (&self.source, self.source.lang());
        let line = verdict(source.customer, &source.world.policy, source.today).line(lang);
        let known = coverage::coverage(source.customer.people_on(Some(source.today)));
        match known.persons {
            0 => line,
            _ => say!(lang, "{line}；关键人物中我方认识 {known}", "{line}; of their key people we know {known}"),
        }
    }
}

fn is_filled(profile: &Customer, key: &str) -> bool {
    let mut filled = false;
    crate::form::Record::each(profile, &mut |spec, field| filled |= spec.key == key && !field.blank());
    filled
}
