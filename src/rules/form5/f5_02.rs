//! F5-02: what the information means for us is written down.

use crate::archive::DocKind;
use crate::findings::{Level, Safety};
use crate::form::reader::literal;
use crate::resolve::fold;
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "F5-02",
    title: words("有信息就写出对我方的含义", "information comes with what it means for us"),
    sources: &[source(Seed::S000, "附表5")],
    quote: "这些信息对中通建设意味着什么呢",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Check,
    params: &[],
    needs: &[DocKind::Insight],
    uses: &[],
    yields_to: &["F5-03"],
    anchor: words("该主题的「含义」；没有这一项时为该主题的第一行", "the topic's `implication`; its first line where the key is absent"),
    meaning: words(
        "填了「信息」的主题也填了「含义」，而且不是把信息照抄一遍（不计空格和句末标点）。信息本身太短时由 F5-03 指出。",
        "A topic with `information` has an `implication` too, and not the same words again (spaces and the final stop do not count). Where the information itself is too short, F5-03 says so.",
    ),
    remedy: words("请写明这些信息对我方意味着什么", "write what the information means for us"),
    bad: "information = \"采购权上收至省公司采购中心\"\nimplication = \"\"",
    good: "information = \"采购权上收至省公司采购中心\"\nimplication = \"须同时做采购中心与计划建设部的工作\"",
    run: Run::Customer(run),
};

/// The words alone.
fn bare(text: &str) -> String {
    fold(text).trim_end_matches(['.', '。', ';', '；', '!', '！']).to_owned()
}

/// Whether both say the same. Texts of very different length cannot, which spares nearly all of them.
fn repeats(implication: &str, information: &str) -> bool {
    let ideograph = |c: &char| ('\u{4E00}'..='\u{9FFF}').contains(c);
    let differ = || match (implication.chars().next(), information.chars().next()) {
        // Two ideographs fold to themselves: different ones begin different texts.
        (Some(a), Some(b)) => ideograph(&a) && ideograph(&b) && a != b,
        _ => false,
    };
    implication.len().abs_diff(information.len()) <= 12 && !differ() && bare(implication) == bare(information)
}

fn run(scene: &mut Scene<'_>) {
    let lang = scene.lang();
    for (doc, topic, row) in super::rows(scene) {
        let Some(information) = row.information.get() else { continue };
        let label = topic.label(lang);
        let message = match row.implication.get() {
            Some(implication) if repeats(implication, information) => {
                say!(
                    lang,
                    "「{label}」的「含义」与「信息」一字不差，没有说明对我方意味着什么",
                    "`implication` of {label} only repeats `information`"
                )
            }
            None if row.implication.is_blank() => {
                say!(lang, "「{label}」有「信息」而没有「含义」", "{label} has `information` but no `implication`")
            }
            _ => continue,
        };
        let right = literal(doc.info.syntax, super::sample(topic).1.get(lang));
        let span = row.implication.or(row.head);
        let finding = scene.find(&doc.info, span, "topics.implication", message).about(topic.key());
        if row.implication.is_absent() {
            finding.help(say!(lang, "请加一行「含义」（implication），如 {right}", "add `implication`, as {right}"));
        } else {
            finding.fix_value(span, right, Safety::Example);
        }
    }
}
