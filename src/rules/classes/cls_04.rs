//! CLS-04: the judged class agrees with what it was judged by.

use crate::analysis::class::{class, has_factors};
use crate::archive::DocKind;
use crate::findings::{Level, Safety};
use crate::form::Record;
use crate::form::choices::AbcClass;
use crate::form::customer::AbcFactors;
use crate::form::reader::quote;
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "CLS-04",
    title: words("ABC类与分类依据相符", "the class A, B, C agrees with its factors"),
    sources: &[source(Seed::S002, "信息管理 3 信息分类")],
    quote: "近期有合作需求的客户为A类",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Check,
    params: &[],
    needs: &[DocKind::Customer],
    uses: &[],
    yields_to: &[],
    anchor: words("客户基本状况表的「ABC类」", "`abc_class` of the customer"),
    meaning: words(
        "填了「分类依据」的：有陌生客户、有不诚信记录、要求苛刻、曾无理投诉、利润低且复杂、信用差、自身存在问题之一的是 C类；没有这些，而有合作历史、合作诚信、信用良好、社会价值高、近期有合作需求五项都具备的是 A类；其余是 B类。写了「改判理由」、没有分类依据或没有填「ABC类」的不判断。与按销售额计算的 ABC 无关。",
        "Where `abc_factors` are filled in: with any of stranger, bad_faith_record, harsh_demands, unreasonable_complaints, low_profit_complex, poor_credit, own_problems the class is C; without these, and with all of cooperation_history, good_faith, good_credit, high_social_value, near_term_demand, it is A; else B. Not judged with an `override_reason`, without factors or without `abc_class`. It has nothing to do with the ABC computed from sales.",
    ),
    remedy: words(
        "请改正「ABC类」或「分类依据」；确要另定的，写明「改判理由」",
        "correct `abc_class` or `abc_factors`; where another class is meant, give an `override_reason`",
    ),
    bad: "abc_class = \"A\"\n\n[abc_factors]\ncooperation_history = true\nharsh_demands = true",
    good: "abc_class = \"C\"\n\n[abc_factors]\ncooperation_history = true\nharsh_demands = true",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let Some(doc) = &scene.customer.profile else { return };
    let (Some(stored), Some(factors)) = (doc.record.abc_class.value(), doc.record.abc_factors.get()) else { return };
    if !has_factors(factors) || !factors.override_reason.is_blank() {
        return;
    }
    let (right, keys) = class(factors);
    if right == stored {
        return;
    }
    let lang = scene.lang();
    let spec = AbcFactors::SPEC;
    let names = keys.iter().filter_map(|key| spec.find(key)).map(|(_, field)| field.label(lang)).collect::<Vec<_>>();
    let names = lang.join(names);
    let (is, be) = (stored.label(lang), right.label(lang));
    let message = match right {
        AbcClass::A => say!(
            lang,
            "「ABC类」是{is}，按分类依据五项具备，应是{be}",
            "`abc_class` is {is}; all five factors are there, which makes it {be}"
        ),
        AbcClass::B => say!(
            lang,
            "「ABC类」是{is}，按分类依据（缺{names}）应是{be}",
            "`abc_class` is {is}; by its factors (without {names}) it is {be}"
        ),
        AbcClass::C => {
            say!(lang, "「ABC类」是{is}，按分类依据（{names}）应是{be}", "`abc_class` is {is}; by its factors ({names}) it is {be}")
        }
    };
    let span = doc.record.abc_class.span;
    scene.find(&doc.info, span, "abc_class", message).fix_value(span, quote(right.key()), Safety::Example);
}
