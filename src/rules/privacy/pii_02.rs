//! PII-02: no sensitive personal information in the free text of a sheet.

use crate::archive::{Doc, DocKind};
use crate::findings::Level;
use crate::form::person::Person;
use crate::form::{FieldSpec, Record};
use crate::rules::{Default, Levels, Param, Rule, Run, Scene, Seed, Strict, When, source};
use crate::say;
use crate::source::Span;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "PII-02",
    title: words("附表2 不记敏感个人信息", "no sensitive personal information on a sheet"),
    sources: &[source(Seed::Outside, "个人信息保护法 第二十八条、第二十九条")],
    quote: "",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Check,
    params: &[Param {
        name: "patterns",
        default: Default::List(&[
            "健康",
            "疾病",
            "病史",
            "住院",
            "手术",
            "怀孕",
            "宗教",
            "信教",
            "信仰",
            "子女",
            "儿子",
            "女儿",
            "身份证",
            "护照号",
            "银行账号",
            "银行卡",
            "银行账户",
        ]),
        strict: Strict::More,
        unit: words("个词", "words"),
        what: words("不应出现的词", "the words that should not stand there"),
    }],
    needs: &[],
    uses: &[DocKind::Person],
    yields_to: &[],
    anchor: words("附表2 中含该词的值", "the value on the sheet that holds the word"),
    meaning: words(
        "附表2 的文字中含有健康、宗教、子女、身份证、银行账号等词，或连写 15 位以上的数字（身份证号、银行账号）。一项只指出一次，不引用原文。默认不启用，在 kehu.toml 的 [rules] 中写明后启用。",
        "A text on the sheet holds a word for health, religion, children, identity card or bank account, or 15 digits and more in a row (an identity or account number). Said once a field, without quoting the text. Off by default; `[rules]` of kehu.toml turns it on.",
    ),
    remedy: words(
        "请删去；业务上确有必要的，须取得本人单独同意",
        "delete it; where business needs it, the person's separate consent is required",
    ),
    bad: "family = \"已婚，一子女在读中学\"\nother = \"有高血压病史\"",
    good: "family = \"已婚\"\nother = \"重视工期与安全生产\"",
    run: Run::Customer(run),
};

/// Whether the text has so many digits in a row that it can only be the number of a card or an account. A last X counts.
fn has_long_number(text: &str) -> bool {
    let mut run = 0;
    for c in text.chars() {
        match c {
            '0'..='9' | '０'..='９' => run += 1,
            ' ' | '-' if run > 0 => {}
            'X' | 'x' if run == 17 => run += 1,
            _ => run = 0,
        }
        if run >= 15 {
            return true;
        }
    }
    false
}

/// What a text should not hold.
enum Hit<'p> {
    Word(&'p str),
    Number,
}

fn hit<'p>(text: &str, patterns: &'p [String]) -> Option<Hit<'p>> {
    let word = patterns.iter().find(|word| !word.is_empty() && text.contains(word.as_str()));
    word.map(|word| Hit::Word(word)).or_else(|| has_long_number(text).then_some(Hit::Number))
}

fn run(scene: &mut Scene<'_>) {
    let patterns = scene.param_list("patterns");
    for doc in &scene.customer.sheets {
        for (spec, span, hit) in hits(doc, &patterns) {
            let lang = scene.lang();
            let (name, label) = (scene.person_name(&doc.stem), spec.label(lang));
            let message = match hit {
                Hit::Word(word) => say!(
                    lang,
                    "{name}的附表2「{label}」中有「{word}」，属敏感个人信息",
                    "`{label}` on the sheet of {name} holds `{word}`: sensitive personal information"
                ),
                Hit::Number => say!(
                    lang,
                    "{name}的附表2「{label}」中有 15 位以上的数字，像身份证号或银行账号",
                    "`{label}` on the sheet of {name} holds 15 digits or more: an identity or account number, it seems"
                ),
            };
            scene.find(&doc.info, span, spec.key, message).about(&doc.stem);
        }
    }
}

/// The first hit of each field.
fn hits<'p>(doc: &Doc<Person>, patterns: &'p [String]) -> Vec<(&'static FieldSpec, Span, Hit<'p>)> {
    let mut out = Vec::new();
    doc.record.each(&mut |spec, value| {
        let mut said = false;
        value.texts(spec, &mut |_, text, span| {
            if let Some(hit) = hit(text, patterns).filter(|_| !said) {
                said = true;
                out.push((spec, span, hit));
            }
        });
    });
    out
}

#[cfg(test)]
mod tests {
    use super::has_long_number;

    #[test]
    fn numbers_of_cards_and_no_others() {
        for text in ["证号 110101197005180011", "6222 0200 1234 5678 901", "11010119700518001X"] {
            assert!(has_long_number(text), "{text}");
        }
        for text in ["12900000101", "1992–2008 省邮电设计院", "0990-5550101、0990-5550102", ""] {
            assert!(!has_long_number(text), "{text}");
        }
    }
}
