//! ANA-07: a customer that has stopped buying is noticed.

use crate::analysis::sales::Book;
use crate::archive::DocKind;
use crate::findings::Level;
use crate::rules::{Default, Levels, Param, Rule, Run, Scene, Seed, Strict, When, source};
use crate::say;
use crate::words::{Words, words};

const DAYS: Words = words("天", "days");
const ORDERS: Words = words("次", "orders");
const WAN: Words = words("万元", "CNY 10k");

pub(super) static RULE: Rule = Rule {
    id: "ANA-07",
    title: words("久未交易的客户及时跟进", "a customer that has stopped buying is noticed"),
    sources: &[source(Seed::S004, "七 b)")],
    quote: "可以找出流失的客户",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Audit,
    params: &[
        Param {
            name: "times",
            default: Default::Int(2),
            strict: Strict::Low,
            unit: words("倍", "times"),
            what: words("超过平均间隔的几倍即提示", "how many mean gaps may pass"),
        },
        Param {
            name: "min_orders",
            default: Default::Int(3),
            strict: Strict::Low,
            unit: words("次", "orders"),
            what: words("交易几次起看平均间隔", "from how many orders the mean gap counts"),
        },
        Param {
            name: "max_days",
            default: Default::Int(365),
            strict: Strict::Low,
            unit: words("天", "days"),
            what: words("交易次数不足时，几天没有交易即提示", "with fewer orders, days without one"),
        },
        measure(
            "min_customers",
            10,
            words("个", "customers"),
            words(
                "`stats rfm`：有交易的客户达到几个，R、F、M 按五分位评分，不足时按固定界线",
                "`stats rfm`: from how many customers on R, F and M are scored by fifths, else by fixed limits",
            ),
        ),
        measure(
            "recency_5",
            90,
            DAYS,
            words(
                "`stats rfm`：几天以内有交易为第 5 档；不按五分位时 R 即得 5 分",
                "`stats rfm`: band 5 with an order within so many days; without fifths R is 5 too",
            ),
        ),
        measure(
            "recency_4",
            180,
            DAYS,
            words(
                "`stats rfm`：几天以内有交易为第 4 档；不按五分位时 R 即得 4 分",
                "`stats rfm`: band 4 with an order within so many days; without fifths R is 4 too",
            ),
        ),
        measure(
            "recency_3",
            270,
            DAYS,
            words(
                "`stats rfm`：几天以内有交易为第 3 档；不按五分位时 R 即得 3 分",
                "`stats rfm`: band 3 with an order within so many days; without fifths R is 3 too",
            ),
        ),
        measure(
            "recency_2",
            365,
            DAYS,
            words(
                "`stats rfm`：几天以内有交易为第 2 档；不按五分位时 R 即得 2 分",
                "`stats rfm`: band 2 with an order within so many days; without fifths R is 2 too",
            ),
        ),
        measure(
            "frequency_5",
            12,
            ORDERS,
            words("`stats rfm`：不按五分位时，交易几次起 F 得 5 分", "`stats rfm`: without fifths, F is 5 from so many orders on"),
        ),
        measure(
            "frequency_4",
            6,
            ORDERS,
            words("`stats rfm`：不按五分位时，交易几次起 F 得 4 分", "`stats rfm`: without fifths, F is 4 from so many orders on"),
        ),
        measure(
            "frequency_3",
            3,
            ORDERS,
            words("`stats rfm`：不按五分位时，交易几次起 F 得 3 分", "`stats rfm`: without fifths, F is 3 from so many orders on"),
        ),
        measure(
            "frequency_2",
            2,
            ORDERS,
            words("`stats rfm`：不按五分位时，交易几次起 F 得 2 分", "`stats rfm`: without fifths, F is 2 from so many orders on"),
        ),
        measure(
            "amount_5",
            1000,
            WAN,
            words("`stats rfm`：不按五分位时，金额多少起 M 得 5 分", "`stats rfm`: without fifths, M is 5 from this amount on"),
        ),
        measure(
            "amount_4",
            200,
            WAN,
            words("`stats rfm`：不按五分位时，金额多少起 M 得 4 分", "`stats rfm`: without fifths, M is 4 from this amount on"),
        ),
        measure(
            "amount_3",
            50,
            WAN,
            words("`stats rfm`：不按五分位时，金额多少起 M 得 3 分", "`stats rfm`: without fifths, M is 3 from this amount on"),
        ),
        measure(
            "amount_2",
            10,
            WAN,
            words("`stats rfm`：不按五分位时，金额多少起 M 得 2 分", "`stats rfm`: without fifths, M is 2 from this amount on"),
        ),
    ],
    needs: &[DocKind::Customer, DocKind::Orders],
    uses: &[],
    yields_to: &[],
    anchor: words("客户基本状况表的「客户层级」", "`tier` of the customer"),
    meaning: words(
        "交易 3 次及以上的客户，距最近一次交易的天数不超过平均间隔的 2 倍（平均间隔 = 首末两次相隔的天数 ÷（次数 − 1））；不足 3 次的，不超过 365 天。同一天的几笔算一次，退货等负数和零不算；已填写「流失日期」的，或有读不出来的行的，不判断。`kehu stats rfm` 给出每个客户的 R（最近交易）、F（交易次数）、M（金额）：客户够多时按五分位，否则按固定界线，期间内没有交易的 F、M 为 1 分；客户群看最近交易的天数，不看在客户中的名次；超过平均间隔规定倍数的客户列为流失预警。",
        "From 3 orders on, the days since the newest one are at most twice the mean gap (days from the first to the last ÷ (orders − 1)); with fewer, at most 365. Orders of one day are one, returns and zero amounts none; where `lost_on` is filled in, or a row cannot be read, nothing is judged. `kehu stats rfm` scores every customer: R (recency), F (orders) and M (amount) by fifths of the customers where there are enough, else by fixed limits, F and M 1 without an order in the period; segments go by days since the last order, not by rank; who is past so many mean gaps is at risk.",
    ),
    remedy: words(
        "请向客户了解原因并安排跟进；确已流失的请填写「流失日期」",
        "ask the customer why and follow up; if it is lost, fill in `lost_on`",
    ),
    bad: "# orders.csv：1 月、2 月、3 月各一笔，之后没有",
    good: "# orders.csv：每月一笔，最近一笔在 2026-06-10",
    run: Run::Customer(run),
};

/// A parameter by which `stats rfm` measures: neither value of it asks for more.
const fn measure(name: &'static str, default: i64, unit: Words, what: Words) -> Param {
    Param { name, default: Default::Int(default), strict: Strict::Neither, unit, what }
}

fn run(scene: &mut Scene<'_>) {
    let (Some(doc), Some(orders), Some(today)) = (&scene.customer.profile, &scene.customer.orders, scene.today) else { return };
    if doc.record.lost_on.is_bad() || doc.record.lost_on.value().is_some_and(|lost| lost <= today) {
        return;
    }
    // The row that could not be read may be the newest order.
    if orders.has_lost {
        return;
    }
    let days = Book::of(scene.customer, today).map(|book| book.purchases()).unwrap_or_default();
    let (Some(first), Some(last)) = (days.first(), days.last()) else { return };
    let (count, since) = (i64::try_from(days.len()).unwrap_or(i64::MAX), (today - *last).num_days());
    let lang = scene.lang();
    // Whole numbers on both sides: the mean gap is no whole number of days.
    let (span, gaps) = ((*last - *first).num_days(), count - 1);
    let message = if count >= scene.param("min_orders") && gaps > 0 {
        let times = scene.param("times");
        if since * gaps <= times * span {
            return;
        }
        let tenths = (span * 20 + gaps) / (2 * gaps);
        let mean = format!("{}.{}", tenths / 10, tenths % 10);
        say!(
            lang,
            "最近一次交易是 {last}，已有 {since} 天，超过平均间隔 {mean} 天的 {times} 倍",
            "the newest order is of {last}, {since} days ago: more than {times} times the mean gap of {mean} days"
        )
    } else {
        let limit = scene.param("max_days");
        if since <= limit {
            return;
        }
        say!(
            lang,
            "最近一次交易是 {last}，已有 {since} 天，超过 {limit} 天",
            "the newest order is of {last}, {since} days ago; the limit is {limit}"
        )
    };
    scene.find(&doc.info, doc.record.tier.or(doc.record.head), "tier", message);
}
