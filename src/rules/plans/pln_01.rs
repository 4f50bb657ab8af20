//! PLN-01: the five sections of article 15 are written.

use crate::archive::{Doc, DocKind};
use crate::findings::{Level, Safety};
use crate::form::Record;
use crate::form::kind::TextOrList;
use crate::form::plan::{Plan, PlanText};
use crate::form::reader::literal;
use crate::rules::{Default, Levels, Param, Rule, Run, Scene, Seed, Strict, When, source};
use crate::say;
use crate::words::{Words, words};

pub(super) static RULE: Rule = Rule {
    id: "PLN-01",
    title: words("客户计划五节俱全", "the plan has its five sections"),
    sources: &[source(Seed::S000, "第十五条")],
    quote: "突出总旳目旳和方向",
    level: Levels::Fixed(Level::Error),
    lesser: None,
    when: When::Check,
    params: &[Param {
        name: "min_chars",
        default: Default::Int(4),
        strict: Strict::High,
        unit: words("字", "characters"),
        what: words("每节至少几个字，空格不计", "how many characters a section has at least, spaces not counted"),
    }],
    needs: &[DocKind::Plan],
    uses: &[],
    yields_to: &[],
    anchor: words(
        "该节；缺少时为 [plan] 的首行，没有 [plan] 时为计划的首行",
        "the section; where it is missing the first line of [plan], else of the plan",
    ),
    meaning: words(
        "计划摘要、客户概况、竞争概况、情况评估、客户计划（目标）五节都已填写，每节不少于规定的字数（空格不计）；写成小标题的，各小标题合计。目标写成列表的，只看有没有。整节只有占位词的归 ARC-06。审计时看当年的计划。",
        "Summary, profile, competition, assessment and objectives are filled in, each with at least so many characters (spaces not counted); sub-headings count together. Objectives in a list only have to be there. A section that is nothing but a placeholder is ARC-06's. An audit looks at the plan of the year.",
    ),
    remedy: words("请按第十五条补写这一节", "write the section that article 15 asks for"),
    bad: "[plan]\nsummary = \"\"",
    good: "[plan]\nsummary = \"总目标：由优先供应商走向伙伴关系；2026 年预期收入 1255 万元\"",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    for doc in scene.plans() {
        let field = &doc.record.plan;
        if let Some(plan) = field.get() {
            sections(scene, doc, plan);
        } else if !field.is_bad() {
            let year = super::year(doc);
            let message = say!(
                scene.lang(),
                "{year} 年的计划没有 [plan]：缺少计划摘要、客户概况、竞争概况、情况评估、客户计划五节",
                "the plan of {year} has no [plan]: its five sections are missing"
            );
            let help = say!(
                scene.lang(),
                "请加上 [plan]，写明 summary、profile、competition、assessment、objectives，写法见 `kehu explain plan`",
                "add [plan] with summary, profile, competition, assessment and objectives; `kehu explain plan` says how"
            );
            scene.find(&doc.info, field.or(doc.record.head), "plan", message).help(help);
        }
    }
}

/// The sections that are there but too short to say anything. What is missing was reported where it is read.
fn sections(scene: &mut Scene<'_>, doc: &Doc<Plan>, plan: &PlanText) {
    let least = scene.param("min_chars");
    let bad = [plan.summary.is_bad(), plan.profile.is_bad(), plan.competition.is_bad(), plan.assessment.is_bad(), plan.objectives.is_bad()];
    let listed = matches!(plan.objectives.get(), Some(TextOrList::List(_)));
    let mut short = Vec::new();
    let mut at = 0;
    plan.each(&mut |spec, value| {
        let unfit = bad[at] || value.blank() || (spec.key == "objectives" && listed);
        at += 1;
        if unfit {
            return;
        }
        let (mut count, mut only) = (0, String::new());
        value.texts(spec, &mut |_, text, _| {
            count += super::length(text);
            if count < least {
                only.push_str(text);
            }
        });
        if count < least {
            short.push((spec, value.at(), count, only));
        }
    });
    for (spec, span, count, text) in short {
        if crate::rules::filing::is_placeholder(&scene.world.policy, &text) {
            continue;
        }
        let lang = scene.lang();
        let label = spec.label(lang);
        let message = say!(
            lang,
            "「{label}」只写了「{text}」（{count} 字，至少 {least} 字）",
            "`{label}` is only `{text}` ({count} of at least {least} characters)"
        );
        let field = format!("plan.{}", spec.key);
        let right = literal(doc.info.syntax, sample(spec.key).get(lang));
        scene.find(&doc.info, span, &field, message).about(spec.key).fix_value(span, right, Safety::Example);
    }
}

/// What a section may say.
fn sample(key: &str) -> Words {
    match key {
        "summary" => words(
            "总目标：由优先供应商走向伙伴关系；2026 年预期收入 1255 万元",
            "From preferred supplier to partner; 12.55 million yuan expected in 2026",
        ),
        "profile" => words(
            "关键人物六人；采购权上收；优势网络规模，威胁共建共享压缩单站量",
            "Six key people; purchasing moved up; strong network, fewer new sites",
        ),
        "competition" => words(
            "主要对手虹桥工程、中岭通建：价格低、属地班组多；我方以工期与质量取胜",
            "Two rivals with low prices and local teams; we win by schedule and quality",
        ),
        "assessment" => {
            words("2019 年开始合作，处于成长期；采购中心为薄弱环节", "Customer since 2019, growing; weak at the purchasing centre")
        }
        _ => words(
            "1) 春城片区份额≥60%；2) 采购中心由消极转为中立",
            "1) a share of 60 % in Chuncheng; 2) the purchasing centre turns neutral",
        ),
    }
}
