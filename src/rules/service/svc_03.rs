//! SVC-03: a complaint or query names who was asked first. Found while the form is read.

use crate::archive::DocKind;
use crate::findings::Level;
use crate::rules::{Levels, Rule, Run, Seed, When, source};
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "SVC-03",
    title: words("投诉、查询记有首问责任人", "a complaint or query names who was asked first"),
    sources: &[source(Seed::S003, "第十四条（三）")],
    quote: "首问负责制",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Check,
    params: &[],
    needs: &[DocKind::Complaint],
    uses: &[DocKind::Staff],
    yields_to: &[],
    anchor: words("「首问责任人」；没有填写时为记录的第一行", "`first_handler`; where it is missing the document's first line"),
    meaning: words(
        "每份投诉、查询都填有「首问责任人」，并且是人员名册中的人。",
        "Every complaint or query has its `first_handler` filled in, who is in the staff register.",
    ),
    remedy: words("请填写最先受理的同事", "name the colleague who was asked first"),
    bad: "received_at = 2026-05-15T10:20:00\nfirst_handler = \"\"",
    good: "received_at = 2026-05-15T10:20:00\nfirst_handler = \"zhou-lan\"",
    run: Run::Reading,
};
