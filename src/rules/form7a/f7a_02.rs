//! F7A-02: an action says what, who, from when to when, and how far; a vague verb alone says nothing.

use crate::archive::DocKind;
use crate::findings::{Level, Safety};
use crate::form::reader::literal;
use crate::rules::{Default, Levels, Param, Rule, Run, Scene, Seed, Strict, When, source};
use crate::say;
use crate::words::words;

/// Words that are no object of an action: what is left besides them and the verb is the object.
const EMPTY: &[&str] = &[
    "沟通", "联系", "联络", "交流", "协调", "配合", "合作", "服务", "工作", "关系", "管理", "维护", "跟进", "推进", "开展", "落实", "提高",
    "提升", "完善", "促进", "继续", "努力", "积极", "及时", "力度", "各项", "相关", "有关", "客户", "双方", "日常", "方面", "与", "和",
    "对", "的", "地", "了",
];

pub(super) static RULE: Rule = Rule {
    id: "F7A-02",
    title: words("行动写明内容、执行人、起止日期和完成情况", "an action says what, who, from when to when, and how far"),
    sources: &[source(Seed::S000, "附表7 行动计划")],
    quote: "执行人",
    level: Levels::Fixed(Level::Error),
    lesser: Some(Level::Info),
    when: When::Check,
    params: &[
        Param {
            name: "vague_verbs",
            default: Default::List(&["加强", "进一步", "做好"]),
            strict: Strict::Neither,
            unit: words("", ""),
            what: words("后面没有具体对象时算作空泛的动词", "verbs that are vague unless an object follows"),
        },
        Param {
            name: "empty_words",
            default: Default::List(EMPTY),
            strict: Strict::Neither,
            unit: words("", ""),
            what: words("不算具体对象的词", "words that are no object"),
        },
    ],
    needs: &[DocKind::Plan],
    uses: &[],
    yields_to: &[],
    anchor: words("行动中缺少或写错的那一项；空泛的「行动内容」", "the missing or wrong key of the action; the vague `what`"),
    meaning: words(
        "每项行动填写「行动内容」「执行人」「开始日期」「结束日期」「完成情况」，完成情况为规定的选项。行动内容除空泛的动词和不具体的词外什么都没有时（如「加强沟通」），给出提示。",
        "Each action has `what`, `owner`, `start`, `end` and a `status` of the list. A `what` of nothing but a vague verb and empty words (加强沟通) is an information.",
    ),
    remedy: words("请写明对谁做什么、交出什么成果", "say what is done to whom, and what comes of it"),
    bad: "what = \"加强沟通\"\nstatus = \"正常\"",
    good: "what = \"与采购中心召开资质核验沟通会，形成会议纪要\"\nstatus = \"in_progress\"",
    run: Run::Customer(run),
};

/// A longer text than this has an object somewhere.
const LONG: usize = 60;

fn run(scene: &mut Scene<'_>) {
    let customer = scene.customer;
    let mut verbs: Option<Vec<String>> = None;
    for doc in &customer.plans {
        for action in doc.record.actions() {
            let Some(what) = action.what.get().map(|what| what.as_str()).filter(|what| what.len() <= LONG) else { continue };
            let verbs = verbs.get_or_insert_with(|| scene.param_list("vague_verbs"));
            let Some(verb) = verbs.iter().find(|verb| what.contains(verb.as_str())) else { continue };
            if has_object(what, verbs, &scene.param_list("empty_words")) {
                continue;
            }
            let lang = scene.lang();
            let message = say!(
                lang,
                "行动内容「{what}」只有「{verb}」，没有具体的对象和成果",
                "`what` says only `{what}`: `{verb}` without an object and a result"
            );
            let right = say!(
                lang,
                "与采购中心召开资质核验沟通会，形成会议纪要",
                "qualification meeting with the purchasing centre, minutes signed"
            );
            let right = literal(doc.info.syntax, &right);
            let finding = scene.lesser(&doc.info, action.what.span, "action_plan.actions.what", message);
            finding.about(what).fix_value(action.what.span, right, Safety::Example);
        }
    }
}

/// Whether anything is left besides the verbs and the empty words.
fn has_object(what: &str, verbs: &[String], empty: &[String]) -> bool {
    let mut rest = what.to_owned();
    for word in verbs.iter().chain(empty).filter(|word| !word.is_empty()) {
        rest = rest.replace(word.as_str(), " ");
    }
    rest.chars().filter(|c| c.is_alphanumeric()).count() >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_object_is_what_is_left() {
        let words = |list: &[&str]| list.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        let (verbs, empty) = (words(&["加强", "进一步", "做好"]), words(EMPTY));
        for vague in ["加强沟通", "进一步加强与客户的沟通", "做好服务工作。", "加强联系、做好配合"] {
            assert!(!has_object(vague, &verbs, &empty), "{vague}");
        }
        for clear in ["做好采购中心资质核验", "加强春城分公司割接质量检查", "进一步与苏晴建立关系"] {
            assert!(has_object(clear, &verbs, &empty), "{clear}");
        }
    }
}
