//! F6-09: a next date only moves on after a contact. Texts only, for now.

use crate::archive::DocKind;
use crate::findings::Level;
use crate::rules::{Levels, Rule, Run, Seed, When, source};
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "F6-09",
    title: words("每次接触都有接触情况报告", "each contact has its report"),
    sources: &[source(Seed::S000, "附表6 备注")],
    quote: "事后都规定写一份简短旳状况报告",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Audit,
    params: &[],
    needs: &[DocKind::Plan],
    uses: &[DocKind::ContactReport],
    yields_to: &[],
    anchor: words("该行的「下一次联系的日期」", "`next` of the line"),
    meaning: words(
        "「下一次联系的日期」后移，而这两人没有相应的接触情况报告。这要看档案的 git 历史：没有历史时不判断，由部门自查。",
        "`next` was moved on without a report of the pair. Only the archive's git history tells: without it nothing is judged, and it stays with the department.",
    ),
    remedy: words(
        "请补写那次接触的报告；没有接触、只是改期的，在提交说明里写明",
        "write the report of that contact; if it was only put off, say so in the commit message",
    ),
    bad: "next = 2026-08-15   # 原为 2026-07-15，其间没有接触情况报告",
    good: "next = 2026-08-15   # 另有 contact-reports/2026-07-15-li-guoqiang-zhou-lan.toml",
    // Documents alone do not show what a date was before: until the history can be read, no finding is made up.
    run: Run::Duty,
};
