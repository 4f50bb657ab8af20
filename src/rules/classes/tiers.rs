//! Which tier the yearly trade and the credit make a customer (seed 003 第九条 一).

use crate::analysis::tier::{Limits, Trade, standard};
use crate::findings::Safety;
use crate::form::choices::Tier;
use crate::form::reader::literal;
use crate::model::money::Money;
use crate::rules::{Scene, amounts};
use crate::say;

/// The stored tier where the standard makes it another one.
pub(super) struct Verdict {
    /// As stored.
    pub(super) stored: Tier,
    /// By the standard.
    pub(super) right: Tier,
    /// The yearly trade; none where nothing is known of any.
    trade: Option<Money>,
    /// Whether it is vip or key only the credit would tell, which is not rated.
    open: bool,
}

impl Verdict {
    /// Whether CLS-01 speaks of it, else CLS-02.
    pub(super) const fn is_high(&self) -> bool {
        matches!(self.stored, Tier::Vip | Tier::Key) || matches!(self.right, Tier::Vip | Tier::Key)
    }
}

/// Compares the stored tier with the standard; none where they agree or something that decides it is missing.
pub(super) fn judge(scene: &Scene<'_>) -> Option<Verdict> {
    let record = &scene.customer.profile.as_ref()?.record;
    let stored = record.tier.value().filter(|_| record.lifecycle.value().is_some())?;
    if record.annual_trade.is_bad() || record.credit.is_bad() || !scene.world.knows_unit() {
        return None;
    }
    let trade = Trade::of(scene.customer, scene.today)?.amount();
    let standard = standard(record, trade, Limits::of(&scene.world.policy)?)?;
    // Not rated: DAT-02's matter. Either of the two may be right.
    (!standard.agrees(stored)).then_some(Verdict { stored, right: standard.tier, trade, open: standard.open })
}

/// Says that the tier is another one by the standard.
pub(super) fn report(scene: &mut Scene<'_>, verdict: &Verdict) {
    let Some(doc) = &scene.customer.profile else { return };
    let record = &doc.record;
    let lang = scene.lang();
    let (stored, right) = (verdict.stored.label(lang), verdict.right.label(lang));
    let basis = match verdict.trade {
        None => say!(lang, "没有年交易额", "there is no yearly trade"),
        Some(sum) if sum.is_zero() => say!(lang, "没有交易", "there is no trade"),
        Some(sum) => {
            let sum = amounts::amount(scene.world, sum);
            match record.credit.value() {
                Some(credit) => {
                    let credit = credit.label(lang);
                    say!(lang, "年交易额 {sum}、信用状况{credit}", "a yearly trade of {sum} and {credit} credit")
                }
                None => say!(lang, "年交易额 {sum}", "a yearly trade of {sum}"),
            }
        }
    };
    let right = if verdict.open {
        say!(lang, "{right}（信用优秀的为VIP客户）", "{right} (vip with excellent credit)")
    } else {
        right.to_owned()
    };
    let message = say!(
        lang,
        "「客户层级」是{stored}；{basis}，按分级标准是{right}",
        "`tier` is {stored}; with {basis} the standard makes it {right}"
    );
    let span = record.tier.span;
    let value = literal(doc.info.syntax, verdict.right.key());
    scene.find(&doc.info, span, "tier", message).fix_value(span, value, Safety::Example);
}
