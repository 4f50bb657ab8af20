//! What falls due agrees with what the audit says is overdue.

use std::collections::BTreeSet;
use std::path::Path;

use chrono::{Days, NaiveDate};

use super::*;
use crate::archive::load::{self, Judge, Scope};
use crate::words::Lang;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn telecom(today: NaiveDate) -> Loaded {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/telecom");
    let scope = Scope { keep: true, ..Scope::default() };
    load::load(&root, load::base(&root, Some(Lang::Zh), Lang::Zh), &scope, Judge::Audit(today)).expect("the example can be listed")
}

/// Rule and customer.
fn key(rule: &str, customer: Option<&str>) -> String {
    format!("{rule} {}", customer.unwrap_or("-"))
}

#[test]
fn what_is_overdue_is_what_the_audit_reports() {
    for date in ["2026-02-03", "2026-04-16", "2026-07-08", "2026-07-11", "2026-08-20", "2026-12-31", "2027-02-01"] {
        let today = day(date);
        let loaded = telecom(today);
        let found: BTreeSet<String> = loaded.findings.iter().map(|one| key(one.rule, one.customer.as_deref())).collect();
        let items = all(&loaded, today, today.checked_add_days(Days::new(14)).expect("a day"));
        for item in &items {
            let of = item.customer.as_ref().map(|one| one.id.as_str()).filter(|_| !item.rule.starts_with("CAD-07"));
            let known = found.contains(&key(item.rule, of)) || found.contains(&key(item.rule, None));
            match item.state {
                // A callback is late before its period is over, which the rule waits for.
                State::Late => assert!(known || item.kind == Kind::Callback, "{date}: {item:?}"),
                State::Overdue => assert!(known || item.kind == Kind::Complaint, "{date}: {item:?}"),
                State::Ahead => {}
            }
        }
        eprintln!("{date}");
        for item in &items {
            eprintln!(
                "  {} {:>4} {:<12} {:?} {:<14} {} | {:?} | {:?}",
                item.date,
                item.days,
                item.kind.key(),
                item.state,
                item.customer.as_ref().map_or("", |one| &one.id),
                item.subject,
                item.person.as_ref().map(|one| &one.name),
                item.staff.as_ref().map(|one| &one.name)
            );
        }
    }
}
