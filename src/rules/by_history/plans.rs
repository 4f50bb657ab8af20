//! PLN-04 and F6-09.

use super::*;
use crate::form::plan::Plan;

const PLAN: &str = "plans/2026.toml";
const RATE: (&str, &str) = ("win_rate = 60", "win_rate = 40");
const REVISED: (&str, &str) =
    ("\n[plan]\n", "\n[[revisions]]\ndate = 2026-05-20\nreason = \"推迟\"\napproved_by = \"wu-fang\"\n\n[plan]\n");
const DRAFT: (&str, &str) = ("approved_by = \"wu-fang\"\napproved_on = 2025-12-22\n", "");

impl Bench {
    /// What the plan was, commit by commit.
    fn plan(mut self, versions: &[Told<'_>]) -> Self {
        for (at, on, message, edits) in versions {
            let step = self.step(*at, on, "周岚", message);
            let version = self.version(&step, PLAN, edits);
            self.past.plans.entry("2026".to_owned()).or_default().push(version);
        }
        self
    }

    /// What it is now.
    fn now(mut self, edits: Edits<'_>) -> Self {
        let plan: Plan = self.record(PLAN, edits);
        self.loaded.customers[0].plans[0].record = plan;
        self
    }
}

#[test]
fn an_approved_plan_was_changed_without_a_revision() {
    let bench = Bench::new().plan(&[
        (1, "2025-12-10", "草稿", &[DRAFT, ("target = 1200", "target = 1500")]),
        (2, "2025-12-22", "批准", &[]),
        (3, "2026-06-01", "获取率", &[RATE]),
    ]);
    bench.none("PLN-04", "2026-07-08");
    let bench = bench.now(&[RATE]);
    let finding = bench.one("PLN-04", "2026-07-08");
    assert_eq!((finding.level.key(), finding.field.as_str()), ("error", "revenue_plan.lines.win_rate"));
    assert!(finding.message.contains("获取率：60% → 40%") && finding.message.contains("周岚 2026-06-01 提交"), "{}", finding.message);
    assert!(finding.help.contains("kehu plan revise yunling-mobile --year 2026"), "{}", finding.help);
    let text: String = std::fs::read_to_string(root().join(FOLDER).join(PLAN)).expect("there").replacen(RATE.0, RATE.1, 1);
    assert_eq!(&text[finding.span.range()], "40");
    // Not yet committed, and several of them.
    let bench = Bench::new().plan(&[(2, "2025-12-22", "批准", &[])]).now(&[
        RATE,
        ("target = 1200", "target = 1500"),
        ("times = 6", "times = 4"),
        ("[[revenue_plan.lines]]\nproject = \"传输管线改造工程\"\ncontract = 800.00\nwin_rate = 50\nmargin = 10\n", ""),
    ]);
    let finding = bench.one("PLN-04", "2026-07-08");
    assert!(finding.message.contains("共 4 处") && finding.message.contains("尚未提交"), "{}", finding.message);
    assert_eq!(finding.field, "contact_plan.lines.times");
    insta::assert_snapshot!(finding.message, @"2025-12-22 批准的计划改了内容，没有调整记录：接触安排「周岚 李国强」，联系次数：6 → 4；收益计划·收入目标：1,200.00 万元 → 1,500.00 万元；项目「2026 年 5G 无线网主设备安装工程(春城片区)」，获取率：60% → 40%；共 4 处。最近一次改动：截至 2026-07-08 尚未提交");
}

#[test]
fn what_is_no_change_of_an_approved_plan() {
    let approved: Told<'_> = (2, "2025-12-22", "批准", &[]);
    // A revision since, in the same commit or in a later one.
    Bench::new().plan(&[approved, (3, "2026-05-20", "调整", &[RATE, REVISED])]).now(&[RATE, REVISED]).none("PLN-04", "2026-07-08");
    let later: &[Told<'_>] = &[approved, (3, "2026-05-19", "改", &[RATE]), (4, "2026-05-20", "补", &[RATE, REVISED])];
    Bench::new().plan(later).now(&[RATE, REVISED]).none("PLN-04", "2026-07-08");
    // But not what was changed after that.
    let finding = Bench::new().plan(later).now(&[("win_rate = 60", "win_rate = 30"), REVISED]).one("PLN-04", "2026-07-08");
    assert!(finding.message.contains("2026-05-20 批准") && finding.message.contains("40% → 30%"), "{}", finding.message);
    // Taken back, progress, computed amounts, who guided.
    Bench::new().plan(&[approved, (3, "2026-05-20", "改", &[RATE]), (4, "2026-05-21", "改回", &[])]).none("PLN-04", "2026-07-08");
    let progress = [
        ("next = 2026-07-15", "next = 2026-08-15"),
        ("progress = 50\nnote = \"初稿完成\"", "progress = 80\nnote = \"二稿\""),
        ("guided_by = \"wu-fang\"\n", ""),
        ("win_rate = 60\n", "win_rate = 60\nexpected = 720\n"),
    ];
    Bench::new().plan(&[approved]).now(&progress).none("PLN-04", "2026-07-08");
    // Not approved, or approved anew.
    Bench::new().plan(&[(2, "2026-05-20", "改", &[DRAFT])]).now(&[RATE, DRAFT]).none("PLN-04", "2026-07-08");
    Bench::new().plan(&[approved]).now(&[RATE, ("2025-12-22", "2026-02-01")]).none("PLN-04", "2026-07-08");
    // A field that cannot be read on one side is nobody's change.
    Bench::new().plan(&[(2, "2025-12-22", "批准", &[("win_rate = 60", "win_rate = \"六成\"")])]).none("PLN-04", "2026-07-08");
    // Before the regulation took effect nobody had to.
    let early: Told<'_> = (0, "2023-12-22", "批准", &[RATE]);
    Bench::new().plan(&[early, (2, "2023-12-28", "改", &[])]).none("PLN-04", "2026-07-08");
}

#[test]
fn an_approval_that_was_entered_beforehand_holds_for_its_day() {
    let bench = Bench::new().plan(&[(1, "2025-12-20", "批准", &[RATE]), (2, "2025-12-22", "当天定稿", &[])]);
    bench.none("PLN-04", "2026-07-08");
    let bench = Bench::new().plan(&[(1, "2025-12-20", "批准", &[]), (2, "2025-12-23", "次日", &[RATE])]).now(&[RATE]);
    assert_eq!(bench.found("PLN-04", "2026-07-08").len(), 1);
}

#[test]
fn another_order_and_another_layout_are_no_change() {
    let mut bench = Bench::new().plan(&[(1, "2025-12-22", "批准", &[])]);
    let text = std::fs::read_to_string(root().join(FOLDER).join(PLAN)).expect("there");
    let value: toml::Value = toml::from_str(&text).expect("TOML");
    let yaml = serde_yaml::to_string(&value).expect("YAML").replace("$__toml_private_datetime", "x");
    let mut lines: Vec<String> = Vec::new();
    for line in yaml.lines() {
        // A day stands there as a table of its own.
        if let Some((_, day)) = line.trim().split_once("x: ") {
            let last = lines.pop().unwrap_or_default();
            lines.push(format!("{last} {day}"));
        } else {
            lines.push(line.to_owned());
        }
    }
    let plan: Plan = bench.read("plans/2026.yaml", &lines.join("\n"), Syntax::Yaml);
    assert!(plan.approved_on.value().is_some() && plan.contact_lines().count() == 9);
    bench.loaded.customers[0].plans[0].record = plan;
    bench.none("PLN-04", "2026-07-08");
    let line = |ours: &str, person: &str, times: u8, next: &str| {
        format!("[[contact_plan.lines]]\nours = \"{ours}\"\nperson = \"{person}\"\ntimes = {times}\nnext = {next}\n")
    };
    let (one, two) = (line("zhou-lan", "li-guoqiang", 6, "2026-07-15"), line("zhou-lan", "wang-min", 4, "2026-07-10"));
    let (before, after) = (format!("{one}\n{two}"), format!("{two}\n{one}"));
    Bench::new().plan(&[(1, "2025-12-22", "批准", &[])]).now(&[(&before, &after)]).none("PLN-04", "2026-07-08");
}

const MOVED: (&str, &str) = ("next = 2026-07-15", "next = 2026-08-15");

#[test]
fn a_next_date_moved_on_without_a_report() {
    let history: &[Told<'_>] = &[(1, "2026-06-25", "接触", &[]), (2, "2026-07-07", "计划", &[MOVED])];
    let bench = Bench::new().plan(history).now(&[MOVED]);
    let finding = bench.one("F6-09", "2026-07-08");
    assert_eq!((finding.level.key(), &*finding.subject, finding.field.as_str()), ("warning", "li-guoqiang", "contact_plan.lines.next"));
    assert!(finding.message.contains("由 2026-07-15 改到 2026-08-15（周岚 2026-07-07 提交）"), "{}", finding.message);
    // Not committed: no message can say why.
    let bench = Bench::new().plan(&history[..1]).now(&[MOVED]);
    let finding = bench.one("F6-09", "2026-07-08");
    assert!(finding.message.contains("尚未提交") && finding.help.contains("在提交说明里写明"), "{}", finding.message);
    // Moved forward, a new line, a new plan: no move.
    Bench::new().plan(&history[1..]).now(&[]).none("F6-09", "2026-07-08");
    Bench::new().plan(&history[1..]).now(&[MOVED]).none("F6-09", "2026-07-08");
    let other: Edits<'_> = &[("person = \"li-guoqiang\"\ntimes = 6", "person = \"he-jun\"\ntimes = 6")];
    Bench::new().plan(&[(1, "2026-06-25", "接触", other), (2, "2026-07-07", "计划", &[MOVED])]).now(&[MOVED]).none("F6-09", "2026-07-08");
}

#[test]
fn a_report_or_a_word_settles_a_move() {
    let history: &[Told<'_>] = &[(1, "2026-06-20", "计划", &[]), (3, "2026-07-07", "计划", &[MOVED])];
    let report = "2026-06-24-li-guoqiang-zhou-lan";
    let bench = |came: Option<usize>| {
        let mut bench = Bench::new().plan(history).now(&[MOVED]);
        bench.past.reports.extend(came.map(|at| (report.to_owned(), at)));
        bench
    };
    // Came between, with the move, or later; not committed.
    for came in [2, 3, 4, usize::MAX].map(Some) {
        bench(came).none("F6-09", "2026-07-08");
    }
    // It was what set the earlier date, or older than the history.
    for came in [Some(1), None] {
        assert_eq!(bench(came).found("F6-09", "2026-07-08").len(), 1);
    }
    // Something was committed later: it may have come then.
    let mut later = bench(None);
    later.past.newest = false;
    later.none("F6-09", "2026-07-08");
    for message in ["客户出差，改期到八月", "Reschedule: he is away", "put off"] {
        let told = [history[0], (3, "2026-07-07", message, &[MOVED][..])];
        Bench::new().plan(&[(1, "2026-06-25", "接触", &[]), told[1]]).now(&[MOVED]).none("F6-09", "2026-07-08");
    }
    // A later commit says it.
    let mut bench = Bench::new().plan(&[(1, "2026-06-25", "接触", &[]), history[1]]).now(&[MOVED]);
    bench.step(4, "2026-07-08", "周岚", "说明：李国强的联系顺延");
    bench.none("F6-09", "2026-07-08");
    // Mended on the same day: one change.
    let slip: (&str, &str) = ("next = 2026-07-15", "next = 2026-08-05");
    let mut bench = Bench::new().plan(&[(1, "2026-06-20", "计划", &[]), (2, "2026-07-07", "接触", &[slip]), history[1]]).now(&[MOVED]);
    bench.past.reports.insert(report.to_owned(), 2);
    bench.none("F6-09", "2026-07-08");
}
