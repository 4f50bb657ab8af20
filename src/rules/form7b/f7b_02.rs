//! F7B-02: a stated 实际收入 follows the formula.

use crate::archive::DocKind;
use crate::findings::Level;
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, source};
use crate::say;
use crate::words::words;

use super::amount;

pub(super) static RULE: Rule = Rule {
    id: "F7B-02",
    title: words("实际收入等于合同额×获取率", "expected revenue is contract × win rate"),
    sources: &[source(Seed::S000, "附表7 收益计划 填表说明")],
    quote: "【实际收入】=【合同额】×【获取率】",
    level: Levels::Fixed(Level::Error),
    lesser: None,
    when: When::Check,
    params: &[],
    needs: &[DocKind::Plan],
    uses: &[],
    yields_to: &[],
    anchor: words("项目的「实际收入」", "`expected` of the project"),
    meaning: words(
        "填写了的实际收入与算得的相差不超过显示单位的 0.01（万元时为 100 元）。实际收入可以不填，由 kehu 按合同额×获取率逐行计算，四舍五入到分。",
        "A stated `expected` agrees with the computed one to 0.01 of the display unit (100 yuan where that is 万元). It may be left out: kehu computes it line by line, half-up to the fen.",
    ),
    remedy: words("请改为算得的值，或删去这一行由 kehu 计算", "write the computed value, or leave the line out and let kehu compute it"),
    bad: "contract = 1200.00\nwin_rate = 60\nexpected = 1200.00",
    good: "contract = 1200.00\nwin_rate = 60\nexpected = 720.00",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let (world, lang) = (scene.world, scene.lang());
    super::derived(
        scene,
        "expected",
        |line| &line.expected,
        |figures| figures.expected,
        |figures, [whose, stated, shown]| {
            let (contract, rate) = (amount(world, figures.contract?), figures.win_rate?);
            Some(say!(
                lang,
                "{whose}实际收入 {stated}不等于合同额 {contract} × 获取率 {rate} = {shown}",
                "{whose}`expected` is {stated}, but contract {contract} × win rate {rate} = {shown}"
            ))
        },
    );
}
