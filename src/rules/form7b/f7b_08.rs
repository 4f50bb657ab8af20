//! F7B-08: a project stands in one place only.

use crate::archive::{CustomerFolder, Doc, DocKind};
use crate::findings::{Level, Safety};
use crate::form::choices::Outcome;
use crate::form::plan::{Plan, RevenueLine};
use crate::form::reader::literal;
use crate::resolve::{fold, same};
use crate::rules::{ArchiveScene, Levels, Rule, Run, Seed, When, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "F7B-08",
    title: words("一个项目只填一处", "a project stands in one place only"),
    sources: &[source(Seed::S000, "附表7 收益计划")],
    quote: "项目名称",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Audit,
    params: &[],
    needs: &[DocKind::Settings],
    uses: &[],
    yields_to: &[],
    anchor: words("后一个同名项目的「项目名称」", "`project` of the later of the two"),
    meaning: words(
        "当年全部收益计划中，没有取消的项目名称不重复（不分全角半角、大小写和空格），无论在同一客户还是两个客户名下：否则收入会计算两次。",
        "Within the year's revenue plans no two projects that are not cancelled have the same name (width, case and spaces apart), be it of one customer or of two: their revenue would count twice.",
    ),
    remedy: words(
        "同一项目请只保留一处；确是不同的项目时，请在名称中写明地点、期次或标段",
        "keep it in one place; if they are different projects, tell them apart by place, phase or lot",
    ),
    bad: "project = \"传输管线改造工程\"   # 另一客户也有",
    good: "project = \"传输管线改造工程（江北段）\"",
    run: Run::Archive(run),
};

/// A project with the document and the customer that it stands in.
type Placed<'a> = (&'a CustomerFolder, &'a Doc<Plan>, &'a RevenueLine);

fn run(scene: &mut ArchiveScene<'_>) {
    let (archive, today) = (scene.archive, scene.today);
    let mut keyed: Vec<(u64, usize)> = Vec::new();
    let mut placed: Vec<Placed<'_>> = Vec::new();
    for customer in &archive.customers {
        for doc in super::current(customer, today) {
            for line in doc.record.projects().filter(|line| line.outcome_on(today) != Outcome::Cancelled && !line.called().is_empty()) {
                keyed.push((key(line.called()), placed.len()));
                placed.push((customer, doc, line));
            }
        }
    }
    // Equal names meet; within a name the order of the archive stays.
    keyed.sort_unstable();
    let mut repeated: Vec<(usize, usize)> = Vec::new();
    for group in keyed.chunk_by(|a, b| a.0 == b.0).filter(|group| group.len() > 1) {
        for (at, (_, later)) in group.iter().enumerate().skip(1) {
            let meets = |(_, first): &&(u64, usize)| same(placed[*first].2.called(), placed[*later].2.called());
            if let Some((_, first)) = group[..at].iter().find(meets) {
                repeated.push((*later, *first));
            }
        }
    }
    repeated.sort_unstable();
    for (later, first) in repeated {
        report(scene, placed[later], placed[first]);
    }
}

fn report(scene: &mut ArchiveScene<'_>, (owner, doc, line): Placed<'_>, (other, _, _): Placed<'_>) {
    let (lang, name) = (scene.lang(), line.called());
    let message = if owner.id == other.id {
        say!(lang, "项目「{name}」在本计划中重复", "the project `{name}` stands twice in this plan")
    } else {
        let other = other.called();
        say!(lang, "项目「{name}」在{other}的收益计划中已有", "the project `{name}` is already in the revenue plan of {other}")
    };
    let right = literal(doc.info.syntax, &say!(lang, "{name}（二期）", "{name} (phase 2)"));
    let finding = scene.find(&doc.info, line.project.span, "revenue_plan.lines.project", message).about(name);
    finding.fix_value(line.project.span, right, Safety::Example);
}

/// A number that is the same for names that fold alike, made without a copy of the usual name. Different names may share one:
/// they are compared again.
fn key(name: &str) -> u64 {
    let mix = |key: u64, c: char| (key.rotate_left(7) ^ u64::from(u32::from(c))).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let usual = |c: char| c.is_ascii() || ('\u{4e00}'..='\u{9fff}').contains(&c);
    if name.chars().all(usual) {
        let plain = name.chars().filter(|c| !c.is_whitespace());
        plain.map(|c| c.to_ascii_lowercase()).fold(0, mix)
    } else {
        fold(name).chars().fold(0, mix)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_fold_alike_have_one_key() {
        for (a, b) in [("传输 5G 工程", "传输5g工程"), ("传输５Ｇ工程", "传输5G工程"), ("管线（一期）", "管线(一期)")]
        {
            assert_eq!(key(a), key(b), "{a}");
            assert_eq!(fold(a), fold(b), "{a}");
        }
        assert_ne!(key("一期"), key("二期"));
    }
}
