//! DAT-01: the customer's legal papers are on file.

use crate::archive::DocKind;
use crate::findings::Level;
use crate::form::choices::{Lifecycle, Tier};
use crate::resolve::fold;
use crate::rules::{Default, Levels, Param, Rule, Run, Scene, Seed, Strict, When, lines, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "DAT-01",
    title: words("存有营业执照、税务登记等资质资料", "the customer's legal papers are on file"),
    sources: &[source(Seed::S003, "第十五条")],
    quote: "客户公司营业执照、税务登",
    level: Levels::By(level),
    lesser: None,
    when: When::Check,
    params: &[Param {
        name: "documents",
        default: Default::List(&["营业执照", "税务登记"]),
        strict: Strict::More,
        unit: words("种", "papers"),
        what: words(
            "应存的资料；「资质资料」的名称含该词即可",
            "the papers to be on file; a name in `documents` that holds the word will do",
        ),
    }],
    needs: &[DocKind::Customer],
    uses: &[],
    yields_to: &[],
    anchor: words(
        "客户基本状况表的「资质资料」，没有时为该表的首行",
        "`documents` of the customer, where it is missing the form's first line",
    ),
    meaning: words(
        "「资质资料」中有营业执照、税务登记两种，名称含这个词即可（如「税务登记信息」）；证照合一的，写「营业执照（含税务登记）」。缺几种合为一条。签约客户、已开发客户、合作伙伴客户为警告，其他为提示。",
        "`documents` has 营业执照 (business licence) and 税务登记 (tax registration); a name that holds the word will do, and one paper may be both. What is missing is named in one finding. A warning for contracted, developed and partner customers, else a hint.",
    ),
    remedy: words("请取得资料，并登记在「资质资料」", "obtain the papers and enter them in `documents`"),
    bad: "lifecycle = \"contracted\"\n# 没有 documents",
    good: "[[documents]]\nname = \"营业执照\"\ndated = 2025-08-01\n\n[[documents]]\nname = \"税务登记信息\"\ndated = 2025-08-01",
    run: Run::Customer(run),
};

fn level(stage: Option<Lifecycle>, _: Option<Tier>) -> Level {
    match stage {
        Some(Lifecycle::Contracted | Lifecycle::Developed | Lifecycle::Partner) => Level::Warning,
        _ => Level::Info,
    }
}

fn run(scene: &mut Scene<'_>) {
    let Some(doc) = &scene.customer.profile else { return };
    let field = &doc.record.documents;
    if field.is_bad() {
        return;
    }
    let wanted = scene.param_list("documents");
    let names: Vec<String> =
        field.get().into_iter().flat_map(|list| list.iter()).filter_map(|paper| paper.name.get().map(|name| fold(name))).collect();
    let missing: Vec<&str> =
        wanted.iter().map(String::as_str).filter(|word| !names.iter().any(|name| name.contains(&fold(word)))).collect();
    let Some(first) = missing.first() else { return };
    let lang = scene.lang();
    let list = lang.join(&missing);
    let message = say!(lang, "「资质资料」缺{list}", "`documents` lacks {list}");
    let pair = [("documents", format!("[{{ name = \"{first}\", dated = 2025-08-01 }}]"))];
    let fix = lines::added(doc.info.syntax, doc.record.head, doc.record.established_on.key_span, &pair);
    let help = say!(
        lang,
        "请取得{list}，并登记在「资质资料」：name（名称）、dated（日期）",
        "obtain {list} and enter it in `documents`: name, dated"
    );
    let finding = scene.find(&doc.info, field.or(doc.record.head), "documents", message).help(help);
    finding.fix = fix.filter(|_| field.is_absent());
}
