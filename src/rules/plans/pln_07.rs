//! PLN-07: the main rivals are described.

use crate::archive::DocKind;
use crate::findings::{Level, Safety};
use crate::form::customer::Competitor;
use crate::form::{FieldSpec, Record};
use crate::rules::{Default, Levels, Param, Rule, Run, Scene, Seed, Strict, When, lines, source};
use crate::say;
use crate::source::Syntax;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "PLN-07",
    title: words("主要竞争对手写明优势、劣势、现状和对策", "the main rivals are described: strengths, weaknesses, situation, strategy"),
    sources: &[source(Seed::S000, "第十五条 3")],
    quote: "简介重要竞争对手旳优势、劣势",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Audit,
    params: &[Param {
        name: "min_competitors",
        default: Default::Int(1),
        strict: Strict::High,
        unit: words("家", "rivals"),
        what: words("至少几家竞争对手四项写全", "how many rivals are described in full at least"),
    }],
    needs: &[DocKind::Customer, DocKind::Plan],
    uses: &[],
    yields_to: &[],
    anchor: words(
        "客户基本状况表的「竞争对手」，没有时为该表的首行",
        "`competitors` of the customer, where there are none the form's first line",
    ),
    meaning: words(
        "当年有计划的客户，其客户基本状况表的「竞争对手」至少有一家写全优势、劣势、目前状况、建议策略四项。没有当年计划的不判断。",
        "A customer with a plan of the year has at least one rival in `competitors` of the customer document with strengths, weaknesses, situation and strategy filled in. Not judged without a plan of the year.",
    ),
    remedy: words(
        "请在客户基本状况表的「竞争对手」中写明优势、劣势、目前状况、建议策略",
        "describe the rivals in `competitors` of the customer document: strengths, weaknesses, situation, strategy",
    ),
    bad: "[[competitors]]\nname = \"虹桥工程\"",
    good: "[[competitors]]\nname = \"虹桥工程\"\nstrengths = \"价格低、属地班组多\"\nweaknesses = \"割接质量差\"\nsituation = \"份额约 25%\"\nstrategy = \"以工期与质量承诺对抗低价\"",
    run: Run::Customer(run),
};

/// What is not filled in of a rival, the name apart: that was reported where it is read.
fn missing(rival: &Competitor) -> Vec<&'static FieldSpec> {
    rival.blanks().into_iter().filter(|spec| spec.key != "name").collect()
}

fn run(scene: &mut Scene<'_>) {
    let Some(doc) = &scene.customer.profile else { return };
    let field = &doc.record.competitors;
    if field.is_bad() || scene.plans().is_empty() {
        return;
    }
    let least = scene.param("min_competitors");
    let rivals = || field.get().into_iter().flat_map(|list| list.iter());
    let full = i64::try_from(rivals().filter(|rival| missing(rival).is_empty()).count()).unwrap_or(i64::MAX);
    if full >= least {
        return;
    }
    let lang = scene.lang();
    let Some(first) = rivals().find(|rival| !missing(rival).is_empty()) else {
        let message = if full == 0 {
            say!(lang, "没有填写「竞争对手」，至少要有 {least} 家", "`competitors` is not filled in; the least number is {least}")
        } else {
            say!(lang, "「竞争对手」只有 {full} 家，至少要有 {least} 家", "`competitors` in number: {full}; the least is {least}")
        };
        let place = &doc.record.established_on;
        let example = say!(lang, "虹桥工程", "A rival");
        let fix = (doc.info.syntax == Syntax::Toml && full == 0).then(|| {
            let text = format!("[{{ name = \"{example}\", strengths = \"…\", weaknesses = \"…\", situation = \"…\", strategy = \"…\" }}]");
            lines::added(doc.info.syntax, doc.record.head, place.key_span, &[("competitors", text)])
        });
        let finding = scene.find(&doc.info, field.or(doc.record.head), "competitors", message);
        finding.fix = fix.flatten();
        return;
    };
    let name = first.name.get().map_or("…", |name| name.as_str()).to_owned();
    let lacking = missing(first);
    let names = lang.join(lacking.iter().map(|spec| spec.label(lang)));
    let message = say!(
        lang,
        "竞争对手「{name}」缺{names}；四项写全的有 {full} 家，至少要有 {least} 家",
        "the rival `{name}` lacks {names}; described in full: {full}; the least is {least}"
    );
    let blank =
        [&first.strengths, &first.weaknesses, &first.situation, &first.strategy].into_iter().find(|one| one.is_blank() && !one.is_absent());
    let span = blank.map_or(first.head, |one| one.span);
    let finding = scene.find(&doc.info, span, "competitors", message).about(&name);
    if blank.is_some() {
        finding.fix_value(span, "\"…\"".to_owned(), Safety::Example);
    } else {
        let pairs: Vec<(&str, String)> = lacking.iter().map(|spec| (spec.key, "\"…\"".to_owned())).collect();
        finding.fix = lines::added(doc.info.syntax, first.head, first.name.key_span, &pairs);
    }
}
