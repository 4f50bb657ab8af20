//! CLS-06, CAD-03, CAD-08.

use super::*;
use crate::form::customer::Customer;

const FILE: &str = "customer.toml";
const UNSTAMPED: (&str, &str) = ("last_updated = 2026-06-22\n", "");

impl Bench {
    fn profile(mut self, versions: &[Seen<'_>]) -> Self {
        for (at, on, edits) in versions {
            let step = self.step(*at, on, "周岚", "资料");
            let version = self.version(&step, FILE, edits);
            self.past.profile.push(version);
        }
        self
    }

    fn customer(mut self, edits: Edits<'_>) -> Self {
        let record: Customer = self.record(FILE, edits);
        self.loaded.customers[0].profile.as_mut().expect("there").record = record;
        self
    }

    /// A step of a day that nobody's document shows.
    fn with(mut self, at: usize, on: &str, author: &str, substance: bool) -> Self {
        self.step(at, on, author, "改");
        let step = Arc::make_mut(self.past.steps.last_mut().expect("one"));
        step.substance = substance;
        self
    }
}

#[test]
fn a_stage_that_fell_back_without_a_log() {
    let partner = ("lifecycle = \"developed\"", "lifecycle = \"partner\"");
    let finding = Bench::new().profile(&[(0, "2026-01-10", &[partner]), (2, "2026-05-10", &[])]).one("CLS-06", "2026-07-08");
    assert_eq!((finding.level.key(), finding.field.as_str()), ("warning", "lifecycle"));
    assert!(finding.message.contains("由合作伙伴客户退回已开发客户（周岚 2026-05-10 提交"), "{}", finding.message);
    assert!(Bench::new().profile(&[(0, "2026-01-10", &[partner])]).one("CLS-06", "2026-07-08").message.contains("尚未提交"));
    let lower = ("lifecycle = \"developed\"", "lifecycle = \"contracted\"");
    Bench::new().profile(&[(0, "2026-01-10", &[lower]), (2, "2026-05-10", &[])]).none("CLS-06", "2026-07-08");
    // Higher once, but not the last.
    Bench::new()
        .profile(&[(0, "2026-01-10", &[partner]), (1, "2026-02-10", &[lower]), (2, "2026-05-10", &[])])
        .none("CLS-06", "2026-07-08");
    let logged = ("[[assignments]]", "[[lifecycle_log]]\ndate = 2026-05-10\nlifecycle = \"developed\"\n\n[[assignments]]");
    Bench::new().profile(&[(0, "2026-01-10", &[partner])]).customer(&[logged]).none("CLS-06", "2026-07-08");
}

#[test]
fn what_was_committed_was_not_handed_over() {
    let now = |bench: Bench| bench.customer(&[UNSTAMPED, ("date = 2026-06-30", "date = 2026-03-30")]);
    let finding = now(Bench::new().with(1, "2026-06-20", "周岚", true).with(2, "2026-07-05", "周岚", true)).one("CAD-08", "2026-07-08");
    assert!(finding.message.contains("周岚 2026-06-20 提交") && finding.message.contains("最近归档是 2026-03-30"), "{}", finding.message);
    // Only stamps, the administrator's own, too fresh, handed over since, nobody known.
    now(Bench::new().with(1, "2026-06-20", "周岚", false)).none("CAD-08", "2026-07-08");
    now(Bench::new().with(1, "2026-06-20", "何欣", true)).none("CAD-08", "2026-07-08");
    now(Bench::new().with(1, "2026-07-02", "周岚", true)).none("CAD-08", "2026-07-08");
    now(Bench::new().with(1, "2026-03-30", "周岚", true)).none("CAD-08", "2026-07-08");
    now(Bench::new().with(1, "2026-06-20", "hx", true)).none("CAD-08", "2026-07-08");
    // What is stamped is judged by its stamp.
    Bench::new().with(1, "2026-07-01", "周岚", true).none("CAD-08", "2026-07-20");
    let stamped = Bench::new().customer(&[("date = 2026-06-30", "date = 2026-03-30")]);
    assert!(stamped.one("CAD-08", "2026-07-08").message.starts_with("2026-06-22 增补的内容"));
}

#[test]
fn stamped_four_quarters_without_a_change() {
    let verified = ["2025-09-28", "2025-12-29", "2026-03-30", "2026-06-29"];
    let rows: String =
        verified.iter().map(|on| format!("[[verified]]\ndate = {on}\nby = \"zhou-lan\"\nchecked_by = \"wu-fang\"\n\n")).collect();
    let all = format!("{rows}[[assignments]]");
    let now = |bench: Bench| bench.customer(&[("[[assignments]]", &all)]);
    let stamps = || Bench::new().with(1, "2025-09-28", "周岚", false).with(2, "2026-06-29", "周岚", false);
    let finding = now(stamps()).one("CAD-03", "2026-07-08");
    assert_eq!((finding.level.key(), finding.field.as_str()), ("info", "verified.date"));
    assert!(finding.message.contains("2025年第3季度至2026年第2季度"), "{}", finding.message);
    // Something was changed; the history is too short; a quarter was left out.
    now(stamps().with(3, "2026-02-01", "周岚", true)).none("CAD-03", "2026-07-08");
    let mut short = stamps();
    short.past.since = None;
    now(short).none("CAD-03", "2026-07-08");
    let mut short = stamps();
    short.past.since = Some(day("2025-07-02"));
    now(short).none("CAD-03", "2026-07-08");
    let all = all.replacen("2025-12-29", "2025-09-29", 1);
    stamps().customer(&[("[[assignments]]", &all)]).none("CAD-03", "2026-07-08");
}
