//! ANA-01: monthly and annual trade is computed from orders; orders in the wrong unit are questioned.

use crate::archive::DocKind;
use crate::findings::{Fix, Level, Safety};
use crate::rules::amounts::{amount, in_yuan, usual_contract};
use crate::rules::{ArchiveScene, Default, Levels, Param, Rule, Run, Seed, Strict, When, source};
use crate::say;
use crate::source::{Edit, Span};
use crate::words::words;

use super::TRADE;

pub(super) static RULE: Rule = Rule {
    id: "ANA-01",
    title: words("月交易额和年交易额由交易记录计算，金额的单位写对", "monthly and annual trade comes from orders in the right unit"),
    sources: &[source(Seed::S001, TRADE)],
    quote: "计算出客户与公司的月交易额或年交易额",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Audit,
    params: &[
        Param {
            name: "times",
            default: Default::Int(50),
            strict: Strict::Low,
            unit: words("倍", "times"),
            what: words(
                "交易金额中位数超过项目合同额中位数多少倍时询问单位",
                "how many times the projects' median the orders' median may be before their unit is questioned",
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
    needs: &[DocKind::Settings],
    uses: &[],
    yields_to: &[],
    anchor: words("orders.csv 的列名行", "the first line of orders.csv"),
    meaning: words(
        "客户的月交易额、年交易额是 orders.csv 中到审计日为止的交易之和：年交易额为最近 12 个月。一份 orders.csv 的金额中位数超过全部项目合同额中位数 50 倍的，疑似单位写错。",
        "A customer's monthly and annual trade is the sum of orders.csv up to the day: annual trade is that of the last 12 months. Where the median of a file is more than 50 times that of all projects' contracts, its unit is questioned.",
    ),
    remedy: words("请核对单位；列名可以写明单位，如 amount(元)", "check the unit; the column's name may say it: amount(元)"),
    bad: "date,order,project,product,amount,cost   # 以万元为单位的档案\n2026-03-02,A-1,春城片区,安装,3200000,2100000",
    good: "date,order,project,product,amount(元),cost(元)\n2026-03-02,A-1,春城片区,安装,3200000,2100000",
    run: Run::Archive(run),
};

fn run(scene: &mut ArchiveScene<'_>) {
    let archive = scene.archive;
    if !archive.customers.iter().any(|customer| customer.gathered.trade.is_some()) {
        return;
    }
    let Some(usual) = usual_contract(archive, scene.param("min_projects")) else { return };
    let times = scene.param("times");
    let limit = usual.fen().saturating_mul(times);
    for trade in archive.customers.iter().filter_map(|customer| customer.gathered.trade.as_deref()) {
        if trade.median.fen() <= limit {
            continue;
        }
        let (lang, world) = (scene.lang(), scene.world);
        let factor = trade.median.fen() / usual.fen().max(1);
        let (shown, middle) = (amount(world, trade.median), amount(world, usual));
        let yuan = in_yuan(trade.median, usual, times, world.unit).is_some();
        let question = if yuan {
            say!(lang, "疑似以元填写", "it seems to be in yuan")
        } else {
            say!(lang, "请核对金额和单位", "check the amounts and their unit")
        };
        let message = say!(
            lang,
            "交易金额的中位数 {shown}是全部项目合同额中位数 {middle}的 {factor} 倍，{question}",
            "the orders' median {shown} is {factor} times the median contract of all projects, {middle}; {question}"
        );
        let at = trade.amount_name;
        let finding = scene.find(&trade.info, at.unwrap_or_default(), "amount", message);
        if let Some(name) = at.filter(|_| yuan) {
            let edit = Edit { span: Span::new(name.end, name.end), text: "(元)".to_owned() };
            finding.fix = Some(Fix { edits: vec![edit], safety: Safety::Unsafe });
        }
    }
}
