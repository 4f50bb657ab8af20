//! PII-03: the sheet of somebody who left long ago is erased.

use chrono::{Months, NaiveDate};

use crate::archive::{Doc, DocKind};
use crate::findings::Level;
use crate::form::customer::Customer;
use crate::rules::{Default, Levels, Param, Rule, Run, Scene, Seed, Strict, When, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "PII-03",
    title: words("离职已久的人、流失已久的客户，附表2 已删除", "sheets of people and customers gone long ago are erased"),
    sources: &[source(Seed::Outside, "个人信息保护法 第十九条、第四十七条")],
    quote: "",
    level: Levels::Fixed(Level::Info),
    lesser: None,
    when: When::Audit,
    params: &[Param {
        name: "months",
        default: Default::Int(24),
        strict: Strict::Low,
        unit: words("个月", "months"),
        what: words(
            "离职或流失后附表2 至多保留几个月",
            "for how many months a sheet is kept after the person left or the customer was lost",
        ),
    }],
    needs: &[],
    uses: &[DocKind::Person, DocKind::KeyPeople, DocKind::Customer],
    yields_to: &[],
    anchor: words("该人的「离职日期」；客户的「流失日期」", "`left_on` of the person; `lost_on` of the customer"),
    meaning: words(
        "关键人物离职满 24 个月后仍有附表2 的，每人一条；客户流失满 24 个月后仍有附表2 的，合为一条。加密的附表2 也算。默认不启用，在 kehu.toml 的 [rules] 中写明后启用。",
        "A key person who left more than 24 months ago still has a sheet: one finding each; a customer that was lost more than 24 months ago still has sheets: one finding. Encrypted sheets count. Off by default; `[rules]` of kehu.toml turns it on.",
    ),
    remedy: words("请删除附表2 文件", "delete the sheet"),
    bad: "id = \"qian-xuemei\"\nleft_on = 2024-05-31   # people/qian-xuemei.toml 还在",
    good: "id = \"qian-xuemei\"\nleft_on = 2024-05-31   # 附表2 已删除",
    run: Run::Customer(run),
};

/// Whether more than so many months have gone since the day.
fn is_past(since: NaiveDate, months: i64, today: NaiveDate) -> bool {
    let months = u32::try_from(months).unwrap_or(u32::MAX);
    since.checked_add_months(Months::new(months)).is_some_and(|due| today > due)
}

fn run(scene: &mut Scene<'_>) {
    let Some(today) = scene.today else { return };
    let folder = scene.customer;
    if folder.sheets.is_empty() && folder.sealed.is_empty() {
        return;
    }
    let months = scene.param("months");
    if let Some(doc) = &folder.profile
        && let Some(lost) = doc.record.lost_on.value().filter(|lost| is_past(*lost, months, today))
    {
        lost_customer(scene, doc, lost, months);
        return;
    }
    let Some(doc) = &folder.key_people else { return };
    for row in doc.record.people.get().into_iter().flat_map(|list| list.iter()) {
        let Some(left) = row.left_on.value().filter(|left| is_past(*left, months, today)) else { continue };
        let key = row.key();
        if key.is_empty() || (folder.sheet(key).is_none() && !folder.is_sealed(key)) {
            continue;
        }
        let lang = scene.lang();
        let name = row.called();
        let message = say!(
            lang,
            "{name} {left} 离职，已超过 {months} 个月，附表2 还在",
            "{name} left on {left}, more than {months} months ago, and the sheet is still there"
        );
        let help = say!(lang, "请删除 people/{key} 的文件", "delete the document people/{key}");
        scene.find(&doc.info, row.left_on.span, "people.left_on", message).about(key).help(help);
    }
}

fn lost_customer(scene: &mut Scene<'_>, doc: &Doc<Customer>, lost: NaiveDate, months: i64) {
    let lang = scene.lang();
    let count = scene.customer.sheets.len() + scene.customer.sealed.len();
    let message = say!(
        lang,
        "客户 {lost} 流失，已超过 {months} 个月，还有 {count} 份附表2",
        "the customer was lost on {lost}, more than {months} months ago, and {count} sheets are still there"
    );
    let help = say!(lang, "请删除 people/ 下的文件", "delete the documents in people/");
    scene.find(&doc.info, doc.record.lost_on.span, "lost_on", message).help(help);
}
