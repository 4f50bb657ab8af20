//! CLS-03: preferential terms only for vip and key customers, and only when approved.

use crate::archive::{Doc, DocKind};
use crate::findings::{Level, Safety};
use crate::form::choices::Tier;
use crate::form::customer::{Customer, Preference};
use crate::form::reader::literal;
use crate::resolve::Found;
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, lines, source};
use crate::say;
use crate::words::words;
use crate::world::{Rank, StaffBook};

/// The body that approves preferential terms.
const BODY: &str = "总经理办公会";

pub(super) static RULE: Rule = Rule {
    id: "CLS-03",
    title: words(
        "优惠政策只给 VIP客户、重点客户，并经总经理办公会批准",
        "preferential terms only for vip and key customers, approved by the management meeting",
    ),
    sources: &[source(Seed::S003, "第九条 三")],
    quote: "经公司总经理办公会赞同赞同 VIP 客户、要点客户",
    level: Levels::Fixed(Level::Error),
    lesser: None,
    when: When::Check,
    params: &[],
    needs: &[DocKind::Customer],
    uses: &[DocKind::Staff],
    yields_to: &[],
    anchor: words(
        "「优惠政策」；批准不符时为该项的「批准人」，没有时为该项的首行",
        "`preferences`; of one that is not approved `approved_by`, where it is missing the entry's first line",
    ),
    meaning: words(
        "有「优惠政策」的客户，客户层级是 VIP客户或重点客户；每一项的「批准人」含「总经理办公会」，或是一位公司领导（姓名或编号）。层级不符的只指出层级。",
        "A customer with `preferences` is vip or key, and each entry's `approved_by` holds 总经理办公会 (the management meeting) or names an executive. Where the tier does not allow them, only that is said.",
    ),
    remedy: words(
        "请提交总经理办公会批准，并填写「批准人」和「批准日期」；不符合条件的取消优惠",
        "have the management meeting approve it and fill in `approved_by` and `approved_on`; withdraw it where it is not allowed",
    ),
    bad: "tier = \"general\"\n\n[[preferences]]\ncontent = \"价格优惠 3%\"\napproved_by = \"周岚\"   # 客户经理",
    good: "tier = \"vip\"\n\n[[preferences]]\ncontent = \"价格优惠 3%\"\napproved_by = \"总经理办公会\"\napproved_on = 2026-03-02",
    run: Run::Customer(run),
};

/// Whether the text names one of ours with the rank of an executive.
fn is_executive(staff: &StaffBook, text: &str) -> bool {
    let of = |word: &str| match staff.names.find(word.trim()) {
        Found::One(at) => staff.rows.get(at).is_some_and(|row| row.rank() >= Rank::Executive),
        _ => false,
    };
    of(text) || text.split(['、', '，', ',', '；', ';', ' ', '（', '(']).any(of)
}

fn run(scene: &mut Scene<'_>) {
    let Some(doc) = &scene.customer.profile else { return };
    let field = &doc.record.preferences;
    let Some(list) = field.get().filter(|list| !list.is_empty()) else { return };
    let Some(tier) = scene.tier() else { return };
    let lang = scene.lang();
    if !matches!(tier, Tier::Vip | Tier::Key) {
        let (count, label) = (list.len(), tier.label(lang));
        let message = say!(
            lang,
            "{label}有「优惠政策」{count} 项，只有 VIP客户、重点客户可以享受",
            "{label} with {count} `preferences`; only vip and key customers may have them"
        );
        scene.find(&doc.info, field.span, "preferences", message);
        return;
    }
    for one in list.iter() {
        approved(scene, doc, one);
    }
}

fn approved(scene: &mut Scene<'_>, doc: &Doc<Customer>, one: &Preference) {
    let by = &one.approved_by;
    let text = by.get().map_or("", |text| text.as_str());
    if by.is_bad() || text.contains(BODY) || is_executive(&scene.world.staff, text) {
        return;
    }
    let lang = scene.lang();
    let what = one.content.get().map_or("…", |text| text.as_str());
    let message = if text.is_empty() {
        say!(
            lang,
            "优惠「{what}」没有写明批准人，应经总经理办公会批准",
            "the preference `{what}` has no `approved_by`; it takes the management meeting"
        )
    } else {
        say!(
            lang,
            "优惠「{what}」由「{text}」批准，应经总经理办公会批准",
            "the preference `{what}` was approved by `{text}`; it takes the management meeting"
        )
    };
    let right = literal(doc.info.syntax, BODY);
    let fix = lines::added(doc.info.syntax, one.head, one.content.key_span, &[("approved_by", right.clone())]);
    let finding = scene.find(&doc.info, by.or(one.head), "preferences.approved_by", message);
    if by.is_absent() {
        finding.fix = fix;
    } else {
        finding.fix_value(by.span, right, Safety::Example);
    }
}
