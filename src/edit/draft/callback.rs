//! 回访评估报告 of one quarter, begun: an entry of `submissions/<month>`. Source: `003_1e073dfe55fe091b.txt` 第十一条（五）.

use crate::form::choices::SubmissionKind;
use crate::say;
use crate::words::Lang;

use super::super::value::{Pair, Value};
use super::{blank, noted};

/// The texts of the four parts as far as the archive knows them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// 回访计划完成情况、未解决的问题
    pub summary: String,
    /// 成效
    pub achievements: String,
    /// 改进与建议
    pub improvements: String,
}

/// The entry as it is begun.
#[must_use]
pub fn entry(parts: &Parts, by: Option<&str>, lang: Lang) -> Value {
    let mut pairs = vec![Pair::new("kind", Value::text(SubmissionKind::CallbackEvaluation.key()))];
    pairs.push(match by {
        Some(by) => Pair::new("by", Value::text(by)),
        None => blank("by", say!(lang, "上报人", "who hands it in")),
    });
    let note = |what: String| say!(lang, "{what}；已写入档案所知，请改写", "{what}; with what the archive knows: put it in your own words");
    pairs.push(noted(
        "summary",
        Value::text(&parts.summary),
        note(say!(lang, "一、回访计划完成情况；三、未解决的问题", "1 plan fulfilment; 3 problems left")),
    ));
    pairs.push(noted("achievements", Value::text(&parts.achievements), note(say!(lang, "二、成效", "2 achievements"))));
    pairs.push(noted(
        "improvements",
        Value::text(&parts.improvements),
        note(say!(lang, "四、改进与建议", "4 improvements and suggestions")),
    ));
    pairs.push(blank(
        "submitted_on",
        say!(lang, "上报日期：上报之后填；填了才算上报", "when it was handed in: only then it counts as handed in"),
    ));
    Value::Table(pairs)
}
