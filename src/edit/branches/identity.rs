//! What makes an element of a list the same thing on both branches.

use crate::edit::value::Value;
use crate::form::RecordSpec;

/// Keys that name an element; the first of several ways that tells all elements apart is taken.
const KEYS: &[(&str, &[&[&str]])] = &[
    ("key-people.people", &[&["id"]]),
    ("key-people.people.competitor_ties", &[&["competitor"]]),
    ("key-people.people.history", &[&["date"]]),
    ("customer.sites", &[&["name"]]),
    ("customer.sites.contacts", &[&["person"]]),
    ("customer.competitors", &[&["name"]]),
    ("customer.documents", &[&["name", "number"]]),
    ("customer.team", &[&["staff"]]),
    ("customer.budget", &[&["year"]]),
    ("customer.turnover", &[&["year", "source"]]),
    ("customer.verified", &[&["date", "by"]]),
    ("customer.assignments", &[&["staff", "from"]]),
    ("customer.lifecycle_log", &[&["date"]]),
    ("customer.gifts", &[&["date", "person", "kind"]]),
    ("customer.preferences", &[&["content"]]),
    ("plan.revisions", &[&["date", "approved_by"], &["date", "approved_by", "reason"]]),
    ("plan.plan.objectives", &[&["id"], &["text"]]),
    ("plan.contact_plan.lines", &[&["ours", "person"]]),
    ("plan.action_plan.actions", &[&["id"], &["what"]]),
    ("plan.revenue_plan.lines", &[&["project"]]),
    ("plan.revenue_plan.lines.stage_log", &[&["date"]]),
    ("complaint.tracking", &[&["date"], &["date", "note"]]),
    ("submissions.submissions", &[&["kind", "unit", "customer", "submitted_on"]]),
    ("targets.staff", &[&["staff"]]),
    ("targets.customers", &[&["customer"]]),
    ("targets.products", &[&["product", "customer", "staff"]]),
    ("targets.categories", &[&["category"]]),
    ("kehu.ignore", &[&["rule", "customer", "path"]]),
    ("kehu.regions", &[&["id"]]),
    ("kehu.units", &[&["id"]]),
    ("kehu.stages", &[&["id"]]),
    ("kehu.categories", &[&["id"]]),
    ("kehu.regulation.versions", &[&["version"]]),
    ("staff.staff", &[&["id"]]),
    ("staff.staff.training", &[&["date", "subject"]]),
    ("staff.staff.appraisals", &[&["period", "by"]]),
    ("holidays.days", &[&["date"]]),
    ("person.career", &[&["from", "organisation"]]),
];

/// Keys that name a record of a packed register: what stands for the file that it was.
const RECORD: &[&[&str]] = &[&["id"]];

/// The names of the elements of each of these lists. None where elements are no tables, have no name, or two have the same one.
pub(super) fn names<const N: usize>(lists: [&[&Value]; N], table: Option<&'static RecordSpec>) -> Option<[Vec<String>; N]> {
    let table = table?;
    // A form is an element itself only in a packed register.
    let ways = KEYS.iter().find(|(name, _)| *name == table.name).map_or(RECORD, |(_, ways)| ways);
    ways.iter().find_map(|keys| {
        let mut out = [const { Vec::new() }; N];
        for (names, list) in out.iter_mut().zip(lists) {
            *names = list.iter().map(|element| name(element, keys)).collect::<Option<_>>()?;
            let mut sorted: Vec<&String> = names.iter().collect();
            sorted.sort_unstable();
            if sorted.windows(2).any(|two| two[0] == two[1]) {
                return None;
            }
        }
        Some(out)
    })
}

/// The first key must be there, further ones tell apart where they are.
fn name(element: &Value, keys: &[&str]) -> Option<String> {
    let Value::Table(pairs) = element else { return None };
    let text = |key: &str| match pairs.iter().find(|pair| pair.key == key).map(|pair| &pair.value) {
        Some(Value::Scalar(scalar)) => Some(scalar.text.trim()),
        None => Some(""),
        // A list of names is no name.
        Some(_) => None,
    };
    let parts: Vec<&str> = keys.iter().map(|key| text(key)).collect::<Option<_>>()?;
    let named = parts.first().is_some_and(|first| !first.is_empty());
    named.then(|| parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" "))
}
