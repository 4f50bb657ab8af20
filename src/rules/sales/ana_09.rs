//! ANA-09: a customer's yearly purchases say where they are known from.

use crate::archive::DocKind;
use crate::findings::Level;
use crate::form::choices::TurnoverSource;
use crate::form::reader::literal;
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, lines, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "ANA-09",
    title: words("客户年采购额写明来源", "a customer's yearly purchases say where they are known from"),
    sources: &[source(Seed::S001, "客户关系管理制度 第三条 3(1)")],
    quote: "由公司营销额推算其销售额",
    level: Levels::Fixed(Level::Info),
    lesser: None,
    when: When::Check,
    params: &[],
    needs: &[DocKind::Customer],
    uses: &[],
    yields_to: &[],
    anchor: words("「客户年采购额」的那一行或其「来源」", "the line of `turnover`, or its `source`"),
    meaning: words(
        "「客户年采购额」的每一行写明「来源」，为七种之一：询问、客户计划、计划采购、我方销售额推算、存货周转、账目、其他企业。",
        "Each line of `turnover` has a `source`, one of seven: asked, customer_plan, planned_purchase, our_sales, stock_turnover, accounts, other_firms.",
    ),
    remedy: words("请写明这个数是怎样得知的", "say how the amount is known"),
    bad: "turnover = [{ year = 2025, amount = 5200 }]",
    good: "turnover = [{ year = 2025, amount = 5200, source = \"asked\" }]",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let Some(doc) = &scene.customer.profile else { return };
    for row in doc.record.turnover.get().into_iter().flat_map(|rows| rows.iter()).filter(|row| row.source.is_blank()) {
        let lang = scene.lang();
        let year = row.year.value().map(|year| say!(lang, "{} 年", "{}: ", year.0)).unwrap_or_default();
        let message = say!(lang, "{year}的客户年采购额没有写明「来源」", "{year}`turnover` does not say its `source`");
        let right = literal(doc.info.syntax, TurnoverSource::Asked.key());
        let finding = scene.find(&doc.info, row.source.or(row.head), "turnover.source", message);
        if row.source.is_absent() {
            finding.fix = lines::added(doc.info.syntax, row.head, row.amount.key_span, &[("source", right)]);
        } else {
            finding.fix_value(row.source.span, right, crate::findings::Safety::Example);
        }
    }
}
