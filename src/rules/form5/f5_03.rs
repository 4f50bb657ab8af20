//! F5-03: the information says something.

use crate::archive::DocKind;
use crate::findings::{Level, Safety};
use crate::form::reader::literal;
use crate::rules::{Default, Levels, Param, Rule, Run, Scene, Seed, Strict, When, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "F5-03",
    title: words("信息不为空、不敷衍", "information is not empty and not a token word"),
    sources: &[source(Seed::S000, "附表5")],
    quote: "我理解到了客户旳哪些状况",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Check,
    params: &[Param {
        name: "min_chars",
        default: Default::Int(6),
        strict: Strict::High,
        unit: words("字", "characters"),
        what: words("「信息」至少几个字，空格不计", "how many characters `information` has at least, spaces not counted"),
    }],
    needs: &[DocKind::Insight],
    uses: &[],
    yields_to: &[],
    anchor: words("该主题的「信息」", "the topic's `information`"),
    meaning: words(
        "「信息」已填写，并且不少于规定的字数（空格不计）。同一主题的 F5-02、F5-05 不再另行指出。",
        "`information` is filled in and has at least so many characters (spaces not counted). F5-02 and F5-05 keep silent about the same topic.",
    ),
    remedy: words(
        "请写明了解到的客户情况；还不了解的，先列入接触计划去了解",
        "write what is known of the customer; what is not known yet belongs into the contact plan",
    ),
    bad: "information = \"无\"",
    good: "information = \"采购权上收至省公司采购中心，技术评分由计划建设部组织\"",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let least = scene.param("min_chars");
    let lang = scene.lang();
    for (doc, topic, row) in super::rows(scene) {
        // A blank one was reported where it is read.
        let Some(information) = row.information.get() else { continue };
        let count = information.chars().filter(|c| !c.is_whitespace()).count();
        if i64::try_from(count).unwrap_or(i64::MAX) >= least {
            continue;
        }
        let label = topic.label(lang);
        let message = say!(
            lang,
            "「{label}」的「信息」只写了「{}」（{count} 字，至少 {least} 字），看不出客户的情况",
            "`information` of {label} is only `{}` ({count} of at least {least} characters): it tells nothing of the customer",
            information.as_str()
        );
        let right = literal(doc.info.syntax, super::sample(topic).0.get(lang));
        let span = row.information.span;
        scene.find(&doc.info, span, "topics.information", message).about(topic.key()).fix_value(span, right, Safety::Example);
    }
}
