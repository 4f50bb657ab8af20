//! CAD-06: a suggestion has a deadline (found while the form is read), and copies go to the account manager and the director.

use crate::archive::{Doc, DocKind, Loaded};
use crate::findings::{Level, Safety};
use crate::form::choices::StaffRole;
use crate::form::customer::Customer;
use crate::form::reader::literal_list;
use crate::form::registers::Suggestion;
use crate::rules::{ArchiveScene, Levels, Rule, Run, Seed, When, ours, source};
use crate::say;
use crate::words::words;
use crate::world::World;

/// Days that somebody has for what an improvement letter asks for, unless it names another day: the article wants one and leaves open which.
pub(crate) const DAYS_TO_SETTLE: u64 = 14;

pub(super) static RULE: Rule = Rule {
    id: "CAD-06",
    title: words(
        "档案完善建议有落实期限，送达客户经理和市场部部长",
        "an archive suggestion has a deadline and goes to the account manager and the director",
    ),
    sources: &[source(Seed::S000, "第十三条 4")],
    quote: "明确建议贯彻时间,交客户经理和市场部部长各一份",
    level: Levels::Fixed(Level::Error),
    lesser: None,
    when: When::Audit,
    params: &[],
    needs: &[DocKind::Suggestion, DocKind::Staff],
    uses: &[],
    yields_to: &[],
    anchor: words(
        "建议的「落实期限」或「送达」；没有填写时为其第一行",
        "`due` or `copies_to` of the suggestion; where missing its first line",
    ),
    meaning: words(
        "「落实期限」已填写；「送达」中有该客户的客户经理（提出当天的或现在的）和一位市场部部长。",
        "`due` is filled in; `copies_to` names the customer's account manager (that of the day of issue, or the present one) and a marketing director.",
    ),
    remedy: words(
        "请写明落实期限，并送达客户经理和市场部部长",
        "state the deadline, and hand a copy to the account manager and to the director",
    ),
    bad: "due = \"\"\ncopies_to = [\"chen-li\"]",
    good: "due = 2026-07-20\ncopies_to = [\"chen-li\", \"wu-fang\"]",
    run: Run::Archive(run),
};

fn run(scene: &mut ArchiveScene<'_>) {
    let archive: &Loaded = scene.archive;
    let (world, today): (&World, _) = (scene.world, scene.today);
    for doc in archive.registers.suggestions.iter().filter(|doc| ours::counts(world, today, doc.record.issued_on.value())) {
        copies(scene, doc);
    }
}

fn copies(scene: &mut ArchiveScene<'_>, doc: &Doc<Suggestion>) {
    let field = &doc.record.copies_to;
    // A missing list, or an unknown name, was reported where it is read.
    let Some(list) = field.get().filter(|list| !list.is_empty() && list.iter().all(|staff| staff.known)) else { return };
    let (world, archive, lang): (&World, &Loaded, _) = (scene.world, scene.archive, scene.lang());
    let goes_to = |id: &str| list.iter().any(|staff| staff.is(id));
    let mut lacking: Vec<String> = Vec::new();
    let mut add: Vec<&str> = Vec::new();
    let customer = doc.record.customer.get().and_then(|customer| archive.customers.iter().find(|folder| customer.is(&folder.id)));
    let record = customer.and_then(|folder| folder.profile.as_ref()).map(|profile| &profile.record);
    if let Some(manager) = record.and_then(|record| record.account_manager.get()).filter(|manager| manager.known)
        && !goes_to(&manager.id)
        && !record.is_some_and(|record| manager_then(record, doc, &goes_to))
    {
        let name = ours::name(world, &manager.id);
        lacking.push(say!(lang, "客户经理{name}", "the account manager {name}"));
        add.push(&manager.id);
    }
    if !list.iter().any(|staff| ours::may_have_role(world, &staff.id, StaffRole::MarketingDirector)) {
        let director = ours::first_with(world, StaffRole::MarketingDirector, scene.today);
        let name = director.map(|id| ours::name(world, id)).unwrap_or_default();
        lacking.push(say!(lang, "市场部部长{name}", "the marketing director {name}").trim_end().to_owned());
        add.extend(director);
    }
    if lacking.is_empty() {
        return;
    }
    let lacking = lacking.join(if lang == crate::words::Lang::Zh { "和" } else { " and " });
    let message = say!(lang, "建议没有送达{lacking}", "the suggestion did not go to {lacking}");
    let help = say!(lang, "请送达，并补入「送达」", "hand over a copy and add the name to `copies_to`");
    let right = literal_list(doc.info.syntax, list.iter().map(|staff| &*staff.id).chain(add));
    scene.find(&doc.info, field.span, "copies_to", message).help(help).fix_value(field.span, right, Safety::Example);
}

/// Whether it went to whoever was in charge of the customer when it was issued.
fn manager_then(customer: &Customer, doc: &Doc<Suggestion>, goes_to: &dyn Fn(&str) -> bool) -> bool {
    let Some(day) = doc.record.issued_on.value() else { return false };
    customer.assigned_on(day).any(|staff| goes_to(&staff.id))
}
