//! CLS-05: A, B and C by sales. Computed, never a finding.

use crate::archive::DocKind;
use crate::findings::Level;
use crate::rules::{Default, Levels, Param, Rule, Run, Seed, Strict, When, source};
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "CLS-05",
    title: words("按销售额计算 ABC", "A, B and C by sales"),
    sources: &[source(Seed::S001, "客户关系管理制度 第三条 2")],
    quote: "A类占累计销售额的75%左右",
    level: Levels::Fixed(Level::Info),
    lesser: None,
    when: When::Audit,
    params: &[
        Param {
            name: "a_share",
            default: Default::Int(75),
            strict: Strict::Neither,
            unit: words("%", "%"),
            what: words("A类到累计销售额的多少为止", "up to which share of all sales the customers are A"),
        },
        Param {
            name: "b_share",
            default: Default::Int(95),
            strict: Strict::Neither,
            unit: words("%", "%"),
            what: words("B类到累计销售额的多少为止，其余为 C类", "up to which share of all sales the customers are B; the rest is C"),
        },
        Param {
            name: "boundary",
            default: Default::One(&["upper", "lower"]),
            strict: Strict::Neither,
            unit: words("", ""),
            what: words(
                "跨过界线的客户归哪一类：upper 归上一类，lower 归下一类",
                "where the customer goes who crosses the line: upper or lower",
            ),
        },
    ],
    needs: &[],
    uses: &[DocKind::Orders],
    yields_to: &[],
    anchor: words("", ""),
    meaning: words(
        "计算口径，不是判断：客户按销售额从高到低排列，累计不到 75 % 的是 A类，不到 95 % 的是 B类，其余是 C类；跨过界线的客户归上一类。销售额是一段时间内 orders.csv 的交易之和，退货减去；合计不大于零的客户是 C类，不计入比重。结果由 `kehu stats abc` 给出，从不写入档案，与客户基本状况表的「ABC类」无关；只看某一类客户时，写 `kehu stats abc category:operator`。",
        "A way of computing, nothing that is judged: customers by sales, the highest first; those within 75 % of the running total are A, within 95 % B, the rest C; who crosses a line stays in the upper class. Sales are the orders of a period, returns taken off; who comes to nothing or less is C and in no share. `kehu stats abc` shows it, of one category with `kehu stats abc category:operator`. It is never stored and has nothing to do with `abc_class` of the customer.",
    ),
    remedy: words("无需处理；按本单位的口径可在 [params] 中调整", "nothing to do; adjust the shares in [params] where yours differ"),
    bad: "",
    good: "",
    run: Run::Duty,
};
