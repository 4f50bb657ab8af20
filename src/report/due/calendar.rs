//! What falls due as entries of a calendar.

use crate::analysis::due::Item;
use crate::render::calendar::Entry;
use crate::say;
use crate::words::Lang;

/// One entry an item, each a whole day with an alarm the day before.
#[must_use]
pub fn entries(items: &[Item], lang: Lang) -> Vec<Entry> {
    items.iter().map(|item| entry(item, lang)).collect()
}

fn entry(item: &Item, lang: Lang) -> Entry {
    let kind = item.kind.label().get(lang);
    let about = [item.customer.as_ref(), item.person.as_ref()].into_iter().flatten().map(|one| one.name.as_str());
    let about = about.collect::<Vec<_>>().join(" ");
    let subject = &item.subject;
    let summary = match about.is_empty() {
        true => say!(lang, "{kind}：{subject}", "{kind}: {subject}"),
        false => say!(lang, "{kind}：{about}，{subject}", "{kind}: {about}, {subject}"),
    };
    let mut lines = Vec::new();
    let mut line = |label: &str, named: Option<&crate::analysis::due::Named>| {
        if let Some(named) = named {
            let name = &named.name;
            lines.push(say!(lang, "{label}：{name}", "{label}: {name}"));
        }
    };
    line(say!(lang, "客户", "Customer").as_str(), item.customer.as_ref());
    line(say!(lang, "对象", "With").as_str(), item.person.as_ref());
    line(say!(lang, "经办人", "Who").as_str(), item.staff.as_ref());
    let state = super::state(item, lang);
    lines.push(say!(lang, "状态：{state}", "State: {state}"));
    let rule = item.rule;
    lines.push(say!(lang, "依据：{rule}（`kehu explain {rule}`）", "Asked for by {rule} (`kehu explain {rule}`)"));
    Entry { uid: item.uid(), day: item.date, summary, description: lines.join("\n"), category: item.kind.key().to_owned() }
}
