//! F7B-04: a win rate is a percentage from 0 to 100; a bare fraction and an amount in the wrong unit are questioned.

use crate::findings::{Level, Safety};
use crate::form::plan::RevenueLine;
use crate::model::money::Money;
use crate::rules::amounts::{amount, in_yuan, usual_contract};
use crate::rules::{ArchiveScene, Default, Levels, Param, Rule, Run, Seed, Strict, When, source};
use crate::say;
use crate::words::words;

use super::of_project;

pub(super) static RULE: Rule = Rule {
    id: "F7B-04",
    title: words("获取率在 0 到 100 之间，合同额的单位写对", "the win rate is from 0 to 100, and the contract amount in the right unit"),
    sources: &[source(Seed::S000, "附表7 收益计划 填表说明")],
    quote: "指中通建设获取该项目也许性旳大小",
    level: Levels::Fixed(Level::Error),
    lesser: Some(Level::Warning),
    when: When::Check,
    params: &[
        Param {
            name: "times",
            default: Default::Int(50),
            strict: Strict::Low,
            unit: words("倍", "times"),
            what: words(
                "合同额超过本档案中位数多少倍时询问单位",
                "how many times the archive's median a contract may be before its unit is questioned",
            ),
        },
        Param {
            name: "min_projects",
            default: Default::Int(5),
            strict: Strict::Low,
            unit: words("个", "projects"),
            what: words("档案中项目不足几个时不看中位数", "with fewer projects in the archive the median is not looked at"),
        },
    ],
    needs: &[],
    uses: &[],
    yields_to: &[],
    anchor: words("项目的「获取率」或「合同额」", "`win_rate` or `contract` of the project"),
    meaning: words(
        "获取率超出 0 到 100 为错误。不带 % 的 0 到 1 之间的数（获取率、利润率和其他百分数）为警告：0.6 多半是 60%；确实不到 1% 时写成 \"0.6%\"。合同额超过全部项目合同额中位数 50 倍的为警告，疑似以元填写（只在审计时判断）。",
        "A win rate outside 0 to 100 is an error. A bare number between 0 and 1 (of any percentage) is a warning: 0.6 is most likely 60%; write \"0.6%\" where it is not. A contract over 50 times the median of all projects is a warning, most likely entered in yuan (`audit` only).",
    ),
    remedy: words("请填写 0 到 100 之间的数，如 60", "write a number from 0 to 100, as 60"),
    bad: "win_rate = 0.6",
    good: "win_rate = 60",
    run: Run::Archive(run),
};

/// Every project of every plan that was read whole, with its plan's document.
fn projects<'a>(
    scene: &ArchiveScene<'a>,
) -> impl Iterator<Item = (&'a crate::archive::Doc<crate::form::plan::Plan>, &'a RevenueLine)> + use<'a> {
    let archive = scene.archive;
    let plans = archive.customers.iter().flat_map(|customer| customer.plans.iter()).filter(|doc| doc.whole);
    plans.flat_map(|doc| doc.record.projects().map(move |line| (doc, line)))
}

/// Amounts far above the archive's others. Without a day nothing is compared: `check` looks at single documents.
fn run(scene: &mut ArchiveScene<'_>) {
    if scene.today.is_none() {
        return;
    }
    let contract = |line: &RevenueLine| line.contract.value().filter(|money| *money > Money::ZERO);
    let Some(median) = usual_contract(scene.archive, scene.param("min_projects")) else { return };
    let times = scene.param("times");
    let limit = median.fen().saturating_mul(times);
    for (doc, line) in projects(scene) {
        let Some(contract) = contract(line).filter(|money| money.fen() > limit) else { continue };
        let (lang, world) = (scene.lang(), scene.world);
        let factor = contract.fen() / median.fen().max(1);
        let (whose, shown, middle) = (of_project(line, lang), amount(world, contract), amount(world, median));
        let right = in_yuan(contract, median, times, world.unit);
        let question = match right {
            Some(_) => say!(lang, "疑似以元填写", "it seems to be in yuan"),
            None => say!(lang, "请核对金额和单位", "check the amount and its unit"),
        };
        let message = say!(
            lang,
            "{whose}合同额 {shown}是全部项目中位数 {middle}的 {factor} 倍，{question}",
            "{whose}`contract` {shown} is {factor} times the median of all projects, {middle}; {question}"
        );
        let finding = scene.lesser(&doc.info, line.contract.span, "revenue_plan.lines.contract", message).about(line.called());
        let help = right.map_or_else(
            || {
                say!(
                    lang,
                    "请核对；金额确实如此时不必改，可在 kehu.toml 的 [[ignore]] 中写明理由",
                    "check it; if it is right, say so in [[ignore]] of kehu.toml"
                )
            },
            |right| {
                let number = right.to_number(world.unit);
                let unit = world.unit.label(lang);
                say!(lang, "以{unit}为单位时请写 {number}；也可以写明单位，如 \"{number}{unit}\"", "in {unit} write {number}")
            },
        );
        finding.help(help);
        if let Some(right) = right {
            finding.fix_value(line.contract.span, right.to_number(world.unit), Safety::Unsafe);
        }
    }
}
