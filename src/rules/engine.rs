//! Runs the rules: which are in force, which can be judged, how grave a finding is, and which finding covers which.

use chrono::NaiveDate;
use rayon::prelude::*;

use crate::archive::{CustomerFolder, DocKind, Loaded};
use crate::findings::Finding;
use crate::world::World;

use super::{ArchiveScene, Levels, Rule, Run, Scene, When, registry};

/// A rule that could not be judged for a customer, and the document because of which.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NotJudged {
    /// The rule.
    pub rule: &'static str,
    /// The customer; none for the archive.
    pub customer: Option<std::sync::Arc<str>>,
    /// The document that could not be read.
    pub because: String,
}

/// Whether a rule is to be judged now.
fn is_due(world: &World, rule: &Rule, today: Option<NaiveDate>) -> bool {
    (today.is_some() || rule.when == When::Check) && world.policy.is_in_force(rule)
}

/// How a rule about a customer is judged.
type OnCustomer = fn(&mut Scene<'_>);

/// How a rule about the archive is judged.
type OnArchive = fn(&mut ArchiveScene<'_>);

/// The rules about a customer that one run judges: which they are is settled once, not for each of thousands of customers.
pub struct Docket {
    rules: Vec<(&'static Rule, OnCustomer)>,
    today: Option<NaiveDate>,
}

impl Docket {
    /// What is judged on `today`; without a day, what needs none.
    #[must_use]
    pub fn new(world: &World, today: Option<NaiveDate>) -> Self {
        let due = registry::all().filter(|rule| is_due(world, rule, today));
        let rules = due.filter_map(|rule| match rule.run {
            Run::Customer(run) | Run::Both(run, _) => Some((rule, run)),
            Run::Reading | Run::Archive(_) | Run::Duty => None,
        });
        Self { rules: rules.collect(), today }
    }
}

/// Judges every rule about a customer.
#[must_use]
pub fn judge_customer(world: &World, docket: &Docket, customer: &CustomerFolder) -> (Vec<Finding>, Vec<NotJudged>) {
    let today = docket.today;
    let mut found = Vec::new();
    let mut not_judged = Vec::new();
    let all_read = customer.broken.is_empty() && world.broken.is_empty();
    for (rule, run) in &docket.rules {
        if !all_read && let Some(because) = unreadable(world, customer, rule) {
            not_judged.push(NotJudged { rule: rule.id, customer: Some(customer.id.clone()), because });
            continue;
        }
        if !has_needs(customer, rule) {
            continue;
        }
        let mut scene = Scene { world, customer, today, rule, found: Vec::new() };
        run(&mut scene);
        found.append(&mut scene.found);
    }
    (found, not_judged)
}

/// Findings of the form reader take the level that their rule has for this customer: the reader knows neither stage nor tier.
pub fn relevel(customer: &CustomerFolder, findings: &mut [Finding]) {
    let record = customer.profile.as_ref().map(|doc| &doc.record);
    let (lifecycle, tier) = (record.and_then(|one| one.lifecycle.value()), record.and_then(|one| one.tier.value()));
    for finding in findings {
        let Some(rule) = registry::find(finding.rule) else { continue };
        // A warning about a word that was read as meant keeps its own level.
        if matches!(rule.level, Levels::By(_)) && finding.level == rule.level_for(None, None) {
            finding.level = rule.level_for(lifecycle, tier);
        }
    }
}

/// Judges every rule about the archive as a whole: each of them looks through all customers, so several do it at once.
#[must_use]
pub fn judge_archive(world: &World, archive: &Loaded, today: Option<NaiveDate>) -> (Vec<Finding>, Vec<NotJudged>) {
    let due = registry::all().filter(|rule| is_due(world, rule, today));
    let due = due.filter_map(|rule| match rule.run {
        Run::Archive(run) | Run::Both(_, run) => Some((rule, run)),
        Run::Reading | Run::Customer(_) | Run::Duty => None,
    });
    let due: Vec<(&'static Rule, OnArchive)> = due.collect();
    let judge = |(rule, run): &(&'static Rule, OnArchive)| {
        let broken = world.broken.iter().find(|(kind, _)| rule.needs.contains(kind) || rule.uses.contains(kind));
        if let Some((_, path)) = broken {
            return Err(NotJudged { rule: rule.id, customer: None, because: path.to_string() });
        }
        let mut scene = ArchiveScene { world, archive, today, rule, found: Vec::new() };
        run(&mut scene);
        Ok(scene.found)
    };
    let judged: Vec<Result<Vec<Finding>, NotJudged>> = due.par_iter().with_max_len(1).map(judge).collect();
    let mut found = Vec::new();
    let mut not_judged = unread_of_customers(archive, &due);
    for one in judged {
        match one {
            Ok(mut more) => found.append(&mut more),
            Err(skipped) => not_judged.push(skipped),
        }
    }
    (found, not_judged)
}

/// What rules about the archive could not take from a customer whose document could not be read: of that customer they say nothing.
fn unread_of_customers(archive: &Loaded, due: &[(&'static Rule, OnArchive)]) -> Vec<NotJudged> {
    let mut out = Vec::new();
    for folder in archive.customers.iter().filter(|folder| !folder.broken.is_empty()) {
        for (rule, _) in due {
            let broken = folder.broken.iter().find(|(kind, _)| rule.needs.contains(kind) || rule.uses.contains(kind));
            let of = |(_, path): &(DocKind, std::sync::Arc<str>)| NotJudged {
                rule: rule.id,
                customer: Some(folder.id.clone()),
                because: path.to_string(),
            };
            out.extend(broken.map(of));
        }
    }
    out
}

/// Whether every document that a rule about a customer needs is there.
#[must_use]
pub fn has_needs(customer: &CustomerFolder, rule: &Rule) -> bool {
    rule.needs.iter().all(|kind| is_present(customer, *kind))
}

/// The document that a rule needs or uses and that could not be read (definitions G10).
fn unreadable(world: &World, customer: &CustomerFolder, rule: &Rule) -> Option<String> {
    let wanted = |kind: &DocKind| rule.needs.contains(kind) || rule.uses.contains(kind);
    let own = customer.broken.iter().find(|(kind, _)| wanted(kind)).map(|(_, path)| path.to_string());
    own.or_else(|| world.broken.iter().find(|(kind, _)| wanted(kind)).map(|(_, path)| path.to_string()))
}

/// Whether the customer has a document of this kind.
fn is_present(customer: &CustomerFolder, kind: DocKind) -> bool {
    match kind {
        DocKind::Customer => customer.profile.is_some(),
        DocKind::KeyPeople => customer.key_people.is_some(),
        DocKind::Person => !customer.sheets.is_empty() || !customer.sealed.is_empty(),
        DocKind::Insight => customer.insight.is_some(),
        DocKind::Plan => !customer.plans.is_empty(),
        DocKind::ContactReport => !customer.reports.is_empty(),
        DocKind::Orders => customer.orders.is_some(),
        DocKind::Quotes => customer.quotes.is_some(),
        // What else there is may be absent without a word.
        _ => true,
    }
}

/// Takes out what another finding covers (definitions G6): of a rule that it yields to, about the same subject where both name one.
pub fn cover(found: &mut Vec<Finding>) {
    let about: Vec<(&'static str, Option<std::sync::Arc<str>>, String)> =
        found.iter().map(|one| (one.rule, one.customer.clone(), one.subject.clone())).collect();
    found.retain(|one| {
        let Some(rule) = registry::find(one.rule) else { return true };
        if rule.yields_to.is_empty() {
            return true;
        }
        let covers = |(other, customer, subject): &(&'static str, Option<std::sync::Arc<str>>, String)| {
            rule.yields_to.contains(other)
                && *customer == one.customer
                && (subject.is_empty() || one.subject.is_empty() || *subject == one.subject)
        };
        !about.iter().any(covers)
    });
}
