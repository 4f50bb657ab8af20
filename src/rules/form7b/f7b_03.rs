//! F7B-03: a stated 利润额 follows the formula.

use crate::archive::DocKind;
use crate::findings::Level;
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, source};
use crate::say;
use crate::words::words;

use super::amount;

pub(super) static RULE: Rule = Rule {
    id: "F7B-03",
    title: words("利润额等于实际收入×利润率", "profit is expected revenue × margin"),
    sources: &[source(Seed::S000, "附表7 收益计划 填表说明")],
    quote: "【利润额】=【实际收入】×【利润率】",
    level: Levels::Fixed(Level::Error),
    lesser: None,
    when: When::Check,
    params: &[],
    needs: &[DocKind::Plan],
    uses: &[],
    yields_to: &[],
    anchor: words("项目的「利润额」", "`profit` of the project"),
    meaning: words(
        "填写了的利润额与算得的相差不超过显示单位的 0.01（万元时为 100 元）。利润额可以不填，由 kehu 按实际收入×利润率逐行计算，四舍五入到分。",
        "A stated `profit` agrees with the computed one to 0.01 of the display unit (100 yuan where that is 万元). It may be left out: kehu computes it line by line, half-up to the fen.",
    ),
    remedy: words("请改为算得的值，或删去这一行由 kehu 计算", "write the computed value, or leave the line out and let kehu compute it"),
    bad: "contract = 1200.00\nwin_rate = 60\nmargin = 8\nprofit = 96.00   # 合同额 × 利润率",
    good: "contract = 1200.00\nwin_rate = 60\nmargin = 8\nprofit = 57.60",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let (world, lang) = (scene.world, scene.lang());
    super::derived(
        scene,
        "profit",
        |line| &line.profit,
        |figures| figures.profit,
        |figures, [whose, stated, shown]| {
            let (expected, margin) = (amount(world, figures.expected?), figures.margin?);
            Some(say!(
                lang,
                "{whose}利润额 {stated}不等于实际收入 {expected} × 利润率 {margin} = {shown}",
                "{whose}`profit` is {stated}, but expected revenue {expected} × margin {margin} = {shown}"
            ))
        },
    );
}
