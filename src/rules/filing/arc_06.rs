//! ARC-06: no placeholder stands where a text should.

use std::sync::Arc;

use crate::archive::{Doc, Loaded};
use crate::findings::{Finding, Level};
use crate::form::reader::DocInfo;
use crate::form::{FieldSpec, Record};
use crate::rules::{ArchiveScene, Default, Levels, Param, Rule, Run, Scene, Seed, Strict, When, source};
use crate::say;
use crate::source::Span;
use crate::words::{Lang, words};

pub(super) static RULE: Rule = Rule {
    id: "ARC-06",
    title: words("文字中没有占位词", "no placeholder stands where a text should"),
    sources: &[source(Seed::S000, "附表1")],
    quote: "名字1,职务1",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Check,
    params: &[Param {
        name: "patterns",
        default: Default::List(&["待填", "待补", "TODO", "___", "名字1", "同上"]),
        strict: Strict::More,
        unit: words("个词", "words"),
        what: words("占位词", "the placeholders"),
    }],
    needs: &[],
    uses: &[],
    yields_to: &[],
    anchor: words("含占位词的值", "the value that holds the placeholder"),
    meaning: words(
        "任何文件的文字中含有待填、待补、TODO、___、名字1 之一，或整句写「同上」。只写一个「无」的，仅在附表5 的信息、含义和客户计划各节中算占位词。",
        "A text of any document holds 待填, 待补, TODO, ___ or 名字1, or says 同上 (as above) by itself. 无 (none) alone counts only in information and implication of form 5 and in the sections of the plan.",
    ),
    remedy: words("请写上实际内容；确实没有的留空", "write what it is; leave it empty where there is nothing"),
    bad: "implication = \"待补\"",
    good: "implication = \"单站建设减少、改造类项目增多，应前移到勘察设计阶段\"",
    run: Run::Both(customer, archive),
};

/// Finds quickly whether a text holds anything that may be a placeholder.
#[must_use]
pub(crate) fn finder(policy: &crate::policy::Policy) -> crate::world::Placeholders {
    let words = match policy.param(&RULE, "patterns") {
        crate::rules::ParamValue::List(list) => list,
        crate::rules::ParamValue::Number(_) => Vec::new(),
    };
    crate::world::Placeholders::new(words.iter().map(String::as_str).chain(["无"]))
}

/// Signs that end a sentence or part of one.
fn is_stop(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '，' | '。' | '；' | '、' | '：' | '！' | '（' | '）' | '「' | '」' | ',' | '.' | ';' | ':' | '!' | '(' | ')' | '"')
}

/// The first placeholder in a text.
fn placeholder<'p>(text: &str, patterns: &'p [String], nothing: bool) -> Option<&'p str> {
    let hit = patterns.iter().find(|pattern| holds(text, pattern)).map(String::as_str);
    hit.or_else(|| (nothing && text.trim_matches(is_stop) == "无").then_some("无"))
}

fn holds(text: &str, pattern: &str) -> bool {
    if !pattern.is_empty() && pattern.bytes().all(|b| b.is_ascii_alphabetic()) {
        // A word of its own, in whatever case: not the middle of another. Few Chinese texts hold even its first letter.
        let first = pattern.as_bytes()[0];
        let near = memchr::memchr2(first.to_ascii_lowercase(), first.to_ascii_uppercase(), text.as_bytes()).is_some();
        return near && text.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| word.eq_ignore_ascii_case(pattern));
    }
    if pattern == "同上" {
        // 同上级, 一同上门: only where it stands by itself.
        return text.contains(pattern) && text.split(is_stop).any(|part| part == pattern);
    }
    !pattern.is_empty() && text.contains(pattern)
}

/// Whether a section of the plan is, or holds, a placeholder, which this rule reports.
pub(in crate::rules) fn is_placeholder(policy: &crate::policy::Policy, text: &str) -> bool {
    match policy.param(&RULE, "patterns") {
        crate::rules::ParamValue::List(list) => policy.is_in_force(&RULE) && placeholder(text, &list, true).is_some(),
        crate::rules::ParamValue::Number(_) => false,
    }
}

/// What was found in one document.
struct Hit<'p> {
    info: Arc<DocInfo>,
    spec: &'static FieldSpec,
    span: Span,
    word: &'p str,
}

/// Looks through every text of a record. `nothing`: the fields at the top of it in which 无 is a placeholder too.
fn look<'p, R: Record>(docs: &[Doc<R>], nothing: &[&str], patterns: &'p [String], hits: &mut Vec<Hit<'p>>) {
    for doc in docs.iter().filter(|doc| doc.placeholder) {
        look_in(&doc.record, &doc.info, nothing, patterns, hits);
    }
}

fn look_in<'p, R: Record>(record: &R, info: &Arc<DocInfo>, nothing: &[&str], patterns: &'p [String], hits: &mut Vec<Hit<'p>>) {
    record.each(&mut |top, value| {
        let strict = nothing.contains(&top.key);
        value.texts(top, &mut |spec, text, span| {
            if let Some(word) = placeholder(text, patterns, strict) {
                hits.push(Hit { info: info.clone(), spec, span, word });
            }
        });
    });
    for own in record.custom() {
        if let (Some(word), Some(spec)) = (placeholder(&own.text, patterns, false), R::SPEC.fields.first()) {
            hits.push(Hit { info: info.clone(), spec, span: own.span, word });
        }
    }
}

fn customer(scene: &mut Scene<'_>) {
    let folder = scene.customer;
    let patterns = scene.param_list("patterns");
    let mut hits = Vec::new();
    look(folder.profile.as_slice(), &[], &patterns, &mut hits);
    look(folder.key_people.as_slice(), &[], &patterns, &mut hits);
    look(&folder.sheets, &[], &patterns, &mut hits);
    look(folder.insight.as_slice(), &["topics"], &patterns, &mut hits);
    look(&folder.plans, &["plan"], &patterns, &mut hits);
    look(&folder.reports, &[], &patterns, &mut hits);
    look(&folder.complaints, &[], &patterns, &mut hits);
    look(&folder.surveys, &[], &patterns, &mut hits);
    look(&folder.feedback, &[], &patterns, &mut hits);
    look(&folder.receptions, &[], &patterns, &mut hits);
    for hit in hits {
        let (message, help) = texts(&hit, scene.lang());
        finish(scene.find(&hit.info, hit.span, hit.spec.key, message), help);
    }
}

fn archive(scene: &mut ArchiveScene<'_>) {
    let archive: &Loaded = scene.archive;
    let registers = &archive.registers;
    let world = scene.world;
    let patterns = match world.policy.param(&RULE, "patterns") {
        crate::rules::ParamValue::List(list) => list,
        crate::rules::ParamValue::Number(_) => return,
    };
    let mut hits = Vec::new();
    if let Some(info) = &world.settings_info {
        look_in(&world.settings, info, &[], &patterns, &mut hits);
    }
    if let Some(info) = &world.staff.info {
        world.staff.rows.iter().for_each(|row| look_in(row, info, &[], &patterns, &mut hits));
    }
    look(&registers.market, &[], &patterns, &mut hits);
    look(&registers.major_info, &[], &patterns, &mut hits);
    look(&registers.loans, &[], &patterns, &mut hits);
    look(&registers.incidents, &[], &patterns, &mut hits);
    look(&registers.suggestions, &[], &patterns, &mut hits);
    look(&registers.submissions, &[], &patterns, &mut hits);
    look(&registers.targets, &[], &patterns, &mut hits);
    for hit in hits {
        let (message, help) = texts(&hit, scene.lang());
        finish(scene.find(&hit.info, hit.span, hit.spec.key, message), help);
    }
}

fn texts(hit: &Hit<'_>, lang: Lang) -> (String, String) {
    let (label, word) = (hit.spec.label(lang), hit.word);
    let message = say!(lang, "「{label}」中有占位词「{word}」", "`{label}` holds the placeholder `{word}`");
    let hint = hit.spec.help.get(lang);
    let help = if hint.is_empty() {
        say!(lang, "请写上实际内容；确实没有的留空", "write what it is; leave it empty where there is nothing")
    } else {
        say!(lang, "请写上实际内容（{hint}）", "write what it is ({hint})")
    };
    (message, help)
}

fn finish(finding: &mut Finding, help: String) {
    finding.help(help);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_and_what_only_looks_like_one() {
        let patterns: Vec<String> = ["待填", "待补", "TODO", "___", "名字1", "同上"].iter().map(|one| (*one).to_owned()).collect();
        let found = |text: &str| placeholder(text, &patterns, false).is_some();
        for text in ["待补", "投资：待填", "todo", "姓名 ____", "名字1", "同上", "客户意见：同上。"] {
            assert!(found(text), "{text}");
        }
        for text in ["会同上级单位核对", "Todorov", "无", "按计划待命"] {
            assert!(!found(text), "{text}");
        }
        assert!(placeholder("无。", &patterns, true).is_some());
        assert!(placeholder("无线网扩容", &patterns, true).is_none());
    }
}
