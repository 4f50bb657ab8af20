//! PIP-05: the win rate fits the stage.

use crate::archive::DocKind;
use crate::findings::{Level, Safety};
use crate::form::choices::Outcome;
use crate::model::percent::Percent;
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, source};
use crate::say;
use crate::words::words;

use super::{ARTICLE, stage};

pub(super) static RULE: Rule = Rule {
    id: "PIP-05",
    title: words("获取率与商机阶段相符", "the win rate fits the stage"),
    sources: &[source(Seed::S001, ARTICLE), source(Seed::S000, "附表7 收益计划 填表说明")],
    quote: "“销售机会”的阶段升迁",
    level: Levels::Fixed(Level::Info),
    lesser: None,
    when: When::Check,
    params: &[],
    needs: &[DocKind::Plan],
    uses: &[DocKind::Settings],
    yields_to: &[],
    anchor: words("项目的「获取率」", "`win_rate` of the project"),
    meaning: words(
        "进行中的项目，获取率在其「商机阶段」的范围内：kehu.toml [[stages]] 的「获取率下限」和「获取率上限」（含两端）。没有设范围的阶段不判断。",
        "The win rate of an open project lies within the range of its `stage`: `win_min` and `win_max` of [[stages]] in kehu.toml, both included. A stage without a range is not judged.",
    ),
    remedy: words(
        "请核对获取率；阶段已变化的请改写「商机阶段」",
        "check the win rate; if the project is at another stage, correct `stage`",
    ),
    bad: "stage = \"立项\"   # 获取率 0 到 30\nwin_rate = 60",
    good: "stage = \"投标\"   # 获取率 40 到 70\nwin_rate = 60",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let today = scene.today;
    for doc in scene.plans() {
        for line in doc.record.projects().filter(|line| line.outcome_on(today) == Outcome::Open) {
            let (Some(rate), Some(at)) = (line.win_rate.value(), line.stage.get()) else { continue };
            // A bare fraction was questioned where it is read (F7B-04).
            let Some((_, row)) = stage(scene.world, at).filter(|_| !(rate.bare && rate.percent.looks_like_fraction())) else { continue };
            let low = row.win_min.value().map_or(Percent::ZERO, |rate| rate.percent);
            let high = row.win_max.value().map_or(Percent::HUNDRED, |rate| rate.percent);
            if low > high || (low..=high).contains(&rate.percent) {
                continue;
            }
            let lang = scene.lang();
            let (name, shown, least, most) = (line.called(), rate.percent.trimmed(), low.trimmed(), high.trimmed());
            let label = scene.world.stages.called(&at.id);
            let message = say!(
                lang,
                "「{name}」的获取率 {shown} 不在「{label}」阶段的 {least} 到 {most} 之间",
                "the win rate {shown} of `{name}` is not between {least} and {most}, as its stage `{label}` has it"
            );
            let right = if rate.percent < low { low } else { high };
            let finding = scene.find(&doc.info, line.win_rate.span, "revenue_plan.lines.win_rate", message).about(name);
            finding.fix_value(line.win_rate.span, right.trimmed(), Safety::Example);
        }
    }
}
