//! Which row of a list was which before: by what tells it from its neighbours, not by its place.

use super::row::Row;

/// The keys that tell the rows of a list apart, the surest first; a row that finds nobody by the first is looked up by the next.
const TELLING: &[(&str, &[&[&str]])] = &[
    ("key-people.people", &[&["id"], &["name"]]),
    ("staff.staff", &[&["id"], &["name"]]),
    ("plan.action_plan.actions", &[&["id"], &["what"]]),
    ("plan.revenue_plan.lines", &[&["project"]]),
    ("plan.contact_plan.lines", &[&["ours", "person"]]),
    ("plan.plan.objectives", &[&["id"], &["text"]]),
    ("plan.revisions", &[&["date"]]),
    ("plan.revenue_plan.lines.stage_log", &[&["date", "stage"], &["date"]]),
    ("insight.topics", &[&["topic"]]),
    ("customer.sites", &[&["kind", "name"], &["name"]]),
    ("customer.sites.contacts", &[&["person"]]),
    ("customer.assignments", &[&["staff", "from"]]),
    ("customer.gifts", &[&["date", "kind", "person"]]),
    ("customer.turnover", &[&["year"]]),
    ("customer.budget", &[&["year"]]),
    ("customer.team", &[&["staff"]]),
    ("customer.preferences", &[&["content"]]),
    ("customer.verified", &[&["date", "by"], &["date"]]),
    ("customer.lifecycle_log", &[&["date"]]),
    ("key-people.people.history", &[&["date"]]),
    ("key-people.people.competitor_ties", &[&["competitor"]]),
    ("market.items", &[&["subject", "content"], &["subject", "customer"]]),
    ("submissions.submissions", &[&["kind", "unit", "customer"]]),
    ("targets.staff", &[&["staff"]]),
    ("targets.customers", &[&["customer"]]),
    ("targets.products", &[&["product", "customer", "staff"]]),
    ("targets.categories", &[&["category"]]),
    ("person.career", &[&["from"]]),
    ("kehu.ignore", &[&["rule", "customer", "path"]]),
    ("kehu.regulation.versions", &[&["version"]]),
];

/// Those of any other list.
const OTHERS: &[&[&str]] = &[&["id"], &["name"], &["date"]];

/// The keys that tell the rows of this form apart.
pub(super) fn telling(form: &str) -> &'static [&'static [&'static str]] {
    TELLING.iter().find(|(name, _)| *name == form).map_or(OTHERS, |(_, keys)| keys)
}

/// A row before and after; at least one is there.
pub(super) type Pair<'r> = (Option<&'r Row>, Option<&'r Row>);

/// Pairs rows: those that are there after in their order, then those that are gone.
pub(super) fn pairs<'r>(before: &'r [Row], after: &'r [Row]) -> Vec<Pair<'r>> {
    let mut of: Vec<Option<usize>> = vec![None; after.len()];
    let mut taken = vec![false; before.len()];
    // A list that only grew at its end, or not at all: nearly every one.
    for at in 0..before.len().min(after.len()) {
        if before[at].is_same(&after[at]) {
            (of[at], taken[at]) = (Some(at), true);
        }
    }
    find(before, after, &mut of, &mut taken, Row::is_same);
    let form = before.first().or(after.first()).map_or("", |row| row.spec.name);
    for keys in telling(form) {
        let alike = |a: &Row, b: &Row| {
            let told = |row: &Row| keys.iter().map(|key| row.raw(key)).collect::<Vec<_>>();
            let a = told(a);
            a.iter().any(|part| !part.is_empty()) && a == told(b)
        };
        find(before, after, &mut of, &mut taken, alike);
    }
    let there = after.iter().zip(&of).map(|(row, at)| (at.map(|at| &before[at]), Some(row)));
    let gone = before.iter().zip(&taken).filter(|(_, taken)| !**taken).map(|(row, _)| (Some(row), None));
    there.chain(gone).collect()
}

fn find(before: &[Row], after: &[Row], of: &mut [Option<usize>], taken: &mut [bool], alike: impl Fn(&Row, &Row) -> bool) {
    for (at, row) in after.iter().enumerate() {
        if of[at].is_some() {
            continue;
        }
        let found = (0..before.len()).find(|was| !taken[*was] && alike(&before[*was], row));
        if let Some(was) = found {
            (of[at], taken[was]) = (Some(was), true);
        }
    }
}
