//! ANA-12: how a key account buys is on record.

use crate::archive::DocKind;
use crate::findings::Level;
use crate::form::customer::Purchase;
use crate::form::field::AnyField;
use crate::form::reader::literal;
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, lines, source};
use crate::say;
use crate::words::{Words, words};

use super::has_signed;

pub(super) static RULE: Rule = Rule {
    id: "ANA-12",
    title: words("大客户的购买历史有记录", "how a key account buys is on record"),
    sources: &[source(Seed::S004, "七 a)")],
    quote: "购买频率、购买金额、大客户的还价能力",
    level: Levels::Fixed(Level::Info),
    lesser: None,
    when: When::Audit,
    params: &[],
    needs: &[DocKind::Customer],
    uses: &[DocKind::Orders],
    yields_to: &[],
    anchor: words("客户基本状况表的「购买特征」", "`purchase` of the customer"),
    meaning: words(
        "已签约的大客户（「大客户」不空，或客户层级为 VIP），「购买特征」的频率、还价能力、关注重点、习惯都已填写，并有年交易额或 orders.csv（购买金额）。缺几项合为一条。",
        "A key account that has signed (`key_account` filled in, or tier vip) has frequency, bargaining_power, focus and habits in `purchase`, and `annual_trade` or orders.csv. One finding names all that is missing.",
    ),
    remedy: words("请补填「购买特征」", "fill in `purchase`"),
    bad: "tier = \"vip\"   # 没有 [purchase]",
    good: "[purchase]\nfrequency = \"按年度投资计划集采\"\nbargaining_power = \"强\"\nfocus = \"工期、割接质量\"\nhabits = \"先技术评分，后集采\"",
    run: Run::Customer(run),
};

/// The features of 购买特征 with an example each.
const FEATURES: [(&str, Words, Words); 4] = [
    ("frequency", words("频率", "frequency"), words("按年度投资计划集采", "once a year, with the budget")),
    ("bargaining_power", words("还价能力", "bargaining_power"), words("强", "strong")),
    ("focus", words("关注重点", "focus"), words("工期、质量", "time and quality")),
    ("habits", words("习惯", "habits"), words("先技术评分，后集采", "technical marks first, then the price")),
];

fn fields(purchase: &Purchase) -> [(&dyn AnyField, bool); 4] {
    let Purchase { frequency, bargaining_power, focus, habits, .. } = purchase;
    [
        (frequency, frequency.is_absent()),
        (bargaining_power, bargaining_power.is_absent()),
        (focus, focus.is_absent()),
        (habits, habits.is_absent()),
    ]
}

fn run(scene: &mut Scene<'_>) {
    let Some(doc) = &scene.customer.profile else { return };
    let record = &doc.record;
    if !scene.is_key_account() || !has_signed(scene.lifecycle()) || record.purchase.is_bad() {
        return;
    }
    let purchase = record.purchase.get().map(|table| &table.0);
    let blank = |at: usize| purchase.is_none_or(|purchase| fields(purchase)[at].0.blank());
    let no_amount = record.annual_trade.is_blank() && scene.customer.orders.is_none();
    if !no_amount && !(0..FEATURES.len()).any(blank) {
        return;
    }
    let lang = scene.lang();
    let mut missing: Vec<&str> =
        FEATURES.iter().enumerate().filter(|(at, _)| blank(*at)).map(|(_, (_, label, _))| label.get(lang)).collect();
    if no_amount {
        missing.push(words("购买金额（年交易额或 orders.csv）", "the amount (annual_trade or orders.csv)").get(lang));
    }
    let list = lang.join(missing);
    let message = say!(lang, "大客户的购买历史缺少：{list}", "the purchase history of the key account lacks {list}");
    let span = if record.purchase.is_absent() { record.head } else { record.purchase.span };
    let field = if record.purchase.is_absent() { "" } else { "purchase" };
    let pairs: Vec<(&str, String)> = match purchase {
        Some(purchase) => FEATURES
            .iter()
            .zip(fields(purchase))
            .filter(|(_, (_, absent))| *absent)
            .map(|((key, _, example), _)| (*key, literal(doc.info.syntax, example.get(lang))))
            .collect(),
        None => Vec::new(),
    };
    let beside = purchase.and_then(|purchase| fields(purchase).into_iter().find(|(_, absent)| !absent).map(|(field, _)| field.key_at()));
    let finding = scene.find(&doc.info, span, field, message);
    if let (Some(purchase), Some(beside)) = (purchase, beside) {
        finding.fix = lines::added(doc.info.syntax, purchase.head, beside, &pairs);
    }
}
