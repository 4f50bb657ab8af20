//! F6-08: the contacts keep pace with the plan.

use crate::analysis::contacts::Contacts;
use crate::archive::DocKind;
use crate::findings::Level;
use crate::rules::{Default, Levels, Param, Rule, Run, Scene, Seed, Strict, When, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "F6-08",
    title: words("联系进度不落后于计划", "contacts keep pace with the plan"),
    sources: &[source(Seed::S000, "附表6 填表目的")],
    quote: "通过系统规划",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Audit,
    params: &[Param {
        name: "min_pace",
        default: Default::Int(75),
        strict: Strict::High,
        unit: words("%", "%"),
        what: words("实际次数与按日折算的计划次数之比低于多少为落后", "below which share of the contacts due by now a line is behind"),
    }],
    needs: &[DocKind::Plan],
    uses: &[DocKind::ContactReport, DocKind::KeyPeople],
    yields_to: &[],
    anchor: words("该行的「联系次数」", "`times` of the line"),
    meaning: words(
        "每行的进度 = 本年度到当天的实际接触次数 ÷（联系次数 × 已过天数 ÷ 全年天数）。已过天数从 1 月 1 日算起，如 7 月 8 日为 188。按日折算不足 1 次时不判断。一份报告对其中每一对我方人员和客户方联系人各算一次接触。",
        "A line's pace = contacts of the year up to the day ÷ (times × days since 1 January ÷ days of the year); on 8 July that is 188/365. Not judged while less than one contact is due. A report counts once for each pair of its `ours` and `people`.",
    ),
    remedy: words(
        "请补上联系并写接触情况报告；计划变了的，按第十六条调整联系次数",
        "catch up and report the contacts; if the plan has changed, adjust `times` as article 16 says",
    ),
    bad: "times = 6   # 到 2026-07-08 只有 1 次接触",
    good: "times = 6   # 到 2026-07-08 已有 3 次接触",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let Some(today) = scene.today else { return };
    let contacts = Contacts::of(scene.customer, scene.today);
    let least = scene.param("min_pace");
    let lang = scene.lang();
    for line in super::lines(scene) {
        let Some(pace) = contacts.pace(line.row, today).filter(|pace| pace.is_due() && pace.is_below(least)) else { continue };
        let (ours, person) = (scene.staff_name(line.ours), scene.person_name(line.person));
        let (times, actual, percent, due) = (pace.times, pace.actual, pace.percent(), pace.due_tenths());
        let (whole, tenth) = (due / 10, due % 10);
        let message = say!(
            lang,
            "{ours}与{person}全年计划联系 {times} 次，到 {today} 应有 {whole}.{tenth} 次，实际 {actual} 次，进度 {percent}%，低于 {least}%",
            "{ours} plans {times} contacts with {person}: {whole}.{tenth} were due by {today}, {actual} took place, a pace of {percent}%, below {least}%"
        );
        scene.find(&line.doc.info, line.row.times.span, "contact_plan.lines.times", message).about(line.person);
    }
}
