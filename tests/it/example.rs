//! The example archives, audited and checked: what is found in them, and the whole output of the commands.

use std::collections::BTreeMap;

use kehu::rules::registry;

use crate::archive::audited;
use crate::support::{Kehu, on_terminal, project};

/// What belongs to `examples/telecom` on 2026-07-08: customer, document, rule, level, how many.
/// A row of a rule that this kehu does not know yet is passed over.
const TELECOM: &[(&str, &str, &str, &str, usize)] = &[
    ("", "staff", "CAD-01", "error", 1),
    ("jiangbei-catv", "customer", "ARC-02", "warning", 1),
    ("jiangbei-catv", "customer", "CAD-09", "warning", 1),
    ("jiangbei-catv", "customer", "DAT-01", "info", 1),
    ("jiangbei-catv", "customer", "F1-05", "warning", 1),
    ("jiangbei-catv", "customer", "PLN-07", "warning", 1),
    ("jiangbei-catv", "key-people", "COV-02", "warning", 1),
    ("jiangbei-catv", "key-people", "COV-03", "warning", 1),
    ("jiangbei-catv", "key-people", "COV-05", "warning", 1),
    ("jiangbei-catv", "key-people", "F4-02", "warning", 1),
    ("jiangbei-catv", "key-people", "F4-03", "info", 1),
    ("jiangbei-catv", "people/pan-lu", "F2-04", "info", 1),
    ("jiangbei-catv", "people/tian-ye", "F2-04", "info", 1),
    ("jiangbei-catv", "people/xu-zhihong", "F2-04", "info", 1),
    ("jiangbei-catv", "plans/2026", "F6-08", "warning", 3),
    ("starbridge", "contact-reports/2026-03-05-feng-kai-chen-li", "F6-10", "warning", 1),
    ("starbridge", "customer", "ARC-02", "warning", 1),
    ("starbridge", "customer", "CAD-03", "error", 1),
    ("starbridge", "customer", "CAD-04", "warning", 1),
    ("starbridge", "customer", "DAT-01", "warning", 1),
    ("starbridge", "customer", "ORG-04", "warning", 1),
    ("starbridge", "customer", "PLN-07", "warning", 1),
    ("starbridge", "customer", "SRC-03", "info", 1),
    ("starbridge", "customer", "VIS-01", "error", 1),
    ("starbridge", "customer", "VIS-04", "warning", 1),
    ("starbridge", "insight", "F5-02", "warning", 1),
    ("starbridge", "insight", "F5-03", "warning", 1),
    ("starbridge", "insight", "F5-04", "warning", 4),
    ("starbridge", "key-people", "COV-01", "error", 1),
    ("starbridge", "key-people", "COV-02", "warning", 1),
    ("starbridge", "key-people", "COV-03", "error", 1),
    ("starbridge", "key-people", "COV-05", "warning", 1),
    ("starbridge", "key-people", "F2-01", "warning", 1),
    ("starbridge", "key-people", "F3-06", "warning", 4),
    ("starbridge", "key-people", "F4-02", "warning", 1),
    ("starbridge", "key-people", "F4-03", "info", 1),
    ("starbridge", "key-people", "F4-04", "warning", 1),
    ("starbridge", "people/deng-chao", "F2-04", "info", 1),
    ("starbridge", "people/luo-yan", "F2-04", "info", 1),
    ("starbridge", "plans/2026", "COV-06", "warning", 1),
    ("starbridge", "plans/2026", "F6-06", "warning", 1),
    ("starbridge", "plans/2026", "F6-08", "warning", 3),
    ("starbridge", "plans/2026", "F7A-05", "warning", 1),
    ("starbridge", "plans/2026", "F7A-06", "warning", 1),
    ("starbridge", "plans/2026", "F7A-08", "info", 1),
    ("yunling-mobile", "people/duan-yunfei", "F2-04", "info", 1),
    ("yunling-mobile", "people/he-jun", "F2-04", "info", 1),
    ("yunling-mobile", "people/qian-xuemei", "F2-04", "info", 1),
    ("yunling-mobile", "people/zhao-zhiyuan", "F2-04", "info", 1),
];

#[test]
fn the_telecom_example_has_these_findings_and_no_other() {
    let loaded = audited(&project().join("examples/telecom"));
    let mut found: BTreeMap<(String, String, String, String), usize> = BTreeMap::new();
    for finding in &loaded.findings {
        let customer = finding.customer.as_deref().unwrap_or_default();
        let inside = finding.path.strip_prefix(&format!("customers/{customer}/")).unwrap_or(&finding.path);
        let document = inside.rsplit_once('.').map_or(inside, |(stem, _)| stem);
        let row = [customer, document, finding.rule, finding.level.key()].map(str::to_owned);
        let [customer, document, rule, level] = row;
        *found.entry((customer, document, rule, level)).or_default() += 1;
    }
    let known = TELECOM.iter().filter(|row| registry::find(row.2).is_some());
    let wanted: Vec<_> = known.map(|row| ((row.0.to_owned(), row.1.to_owned(), row.2.to_owned(), row.3.to_owned()), row.4)).collect();
    assert_eq!(found.into_iter().collect::<Vec<_>>(), wanted);
    assert!(loaded.unread.is_empty() && loaded.not_judged.is_empty(), "{:?} {:?}", loaded.unread, loaded.not_judged);
}

#[test]
fn the_customer_of_the_example_that_is_kept_well_has_no_error_and_no_warning() {
    let loaded = audited(&project().join("examples/telecom"));
    let own = loaded.findings.iter().filter(|finding| finding.customer.as_deref() == Some("yunling-mobile"));
    let grave: Vec<&str> = own.filter(|finding| finding.level.key() != "info").map(|finding| finding.message.as_str()).collect();
    assert!(grave.is_empty(), "{grave:#?}");
}

#[test]
fn the_words_of_an_audit() {
    let (_, text, errors) = on_terminal("audit -C examples/telecom --as-of 2026-07-08 --no-history", "zh-CN", 80);
    assert_eq!(errors, "");
    insta::assert_snapshot!("audit_telecom_zh", text);
    let (_, text, errors) = on_terminal("audit -C examples/telecom --as-of 2026-07-08 --format concise --no-history", "en", 80);
    assert_eq!(errors, "");
    insta::assert_snapshot!("audit_telecom_en_concise", text);
}

#[test]
fn the_words_of_a_check() {
    let (_, text, errors) = on_terminal("check -C examples/telecom", "zh-CN", 80);
    assert_eq!(errors, "");
    insta::assert_snapshot!("check_telecom_zh", text);
    let (_, text, errors) = on_terminal("check -C examples/telecom --format concise", "en", 80);
    assert_eq!(errors, "");
    insta::assert_snapshot!("check_telecom_en_concise", text);
}

#[test]
fn the_minimal_example_has_no_error() {
    for command in ["check", "audit --as-of 2026-07-08 --no-history"] {
        let done = Kehu::line(command).inside(&project().join("examples/minimal")).run();
        assert_eq!((done.status, done.stderr.as_str()), (Some(0), ""), "{command}: {}", done.stdout);
    }
}
