//! F3-10.

use super::*;

const FILE: &str = "key-people.toml";
const BETTER: (&str, &str) = ("status = \"neutral\"                             # 中立的", "status = \"positive\"");

impl Bench {
    fn people(mut self, versions: &[Seen<'_>]) -> Self {
        for (at, on, edits) in versions {
            let step = self.step(*at, on, "周岚", "关系");
            let version = self.version(&step, FILE, edits);
            self.past.key_people.push(version);
        }
        self
    }
}

#[test]
fn a_relation_that_got_worse_as_git_tells() {
    let assessed = ("assessed_on = 2026-06-10", "assessed_on = 2026-03-10");
    let finding = Bench::new().people(&[(0, "2026-03-11", &[BETTER, assessed]), (2, "2026-06-10", &[])]).one("F3-10", "2026-07-08");
    assert_eq!((&*finding.subject, finding.level.key()), ("wang-min", "warning"));
    assert!(finding.message.contains("由 2026-03-10 的「积极的」变为「中立的」"), "{}", finding.message);
    // Not committed; not assessed anew.
    assert_eq!(Bench::new().people(&[(0, "2026-03-11", &[BETTER, assessed])]).found("F3-10", "2026-07-08").len(), 1);
    assert_eq!(Bench::new().people(&[(1, "2026-06-10", &[BETTER]), (2, "2026-06-20", &[])]).found("F3-10", "2026-07-08").len(), 1);
}

#[test]
fn what_is_no_worsening() {
    let assessed = ("assessed_on = 2026-06-10", "assessed_on = 2026-03-10");
    // A correction on the same day; always so; better than before; somebody new.
    Bench::new().people(&[(1, "2026-06-10", &[BETTER]), (2, "2026-06-10", &[])]).none("F3-10", "2026-07-08");
    Bench::new().people(&[(1, "2026-06-10", &[assessed]), (2, "2026-06-10", &[])]).none("F3-10", "2026-07-08");
    let worse = (BETTER.0, "status = \"negative\"");
    Bench::new().people(&[(1, "2026-03-10", &[worse, assessed]), (2, "2026-06-10", &[])]).none("F3-10", "2026-07-08");
    Bench::new()
        .people(&[(1, "2026-03-10", &[("id = \"wang-min\"", "id = \"wang\""), BETTER]), (2, "2026-06-10", &[])])
        .none("F3-10", "2026-07-08");
    // Assessed again since, in an earlier quarter.
    let first = ("assessed_on = 2026-06-10", "assessed_on = 2026-01-10");
    Bench::new()
        .people(&[(0, "2026-01-11", &[BETTER, first]), (2, "2026-03-10", &[assessed]), (3, "2026-06-10", &[])])
        .none("F3-10", "2026-07-08");
    // A reason is given, or a history is kept.
    let mut bench = Bench::new().people(&[(0, "2026-03-11", &[BETTER, assessed]), (2, "2026-06-10", &[])]);
    let doc = bench.record(FILE, &[("assessed_on = 2026-06-10", "assessed_on = 2026-06-10\nevidence = \"部门调整\"")]);
    bench.loaded.customers[0].key_people.as_mut().expect("there").record = doc;
    bench.none("F3-10", "2026-07-08");
    let doc = bench
        .record(FILE, &[("assessed_on = 2026-06-10", "assessed_on = 2026-06-10\nhistory = [{ date = 2026-06-10, status = \"neutral\" }]")]);
    bench.loaded.customers[0].key_people.as_mut().expect("there").record = doc;
    bench.none("F3-10", "2026-07-08");
}
