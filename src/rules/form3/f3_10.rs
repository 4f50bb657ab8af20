//! F3-10: a relation that got worse says why.

use chrono::NaiveDate;

use crate::archive::DocKind;
use crate::archive::past::{self as git, Version};
use crate::findings::Level;
use crate::form::choices::RelationshipStatus;
use crate::form::key_people::{Assessment, KeyPeople, KeyPersonRow};
use crate::model::period::Quarter;
use crate::rules::{Default, Levels, Param, Rule, Run, Scene, Seed, Strict, When, earlier, source};
use crate::say;
use crate::source::Syntax;
use crate::words::{Words, words};

pub(super) static RULE: Rule = Rule {
    id: "F3-10",
    title: words("关系状况变差时写明原因", "a relation that got worse says why"),
    sources: &[source(Seed::S000, "第四条 7")],
    quote: "逐渐与客户旳权力核心人员建立关系",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Audit,
    params: &[
        weight("weight_decision_maker", 30, words("关系指数中决策者的权重", "weight of the decision maker in the relationship index")),
        weight("weight_advisor", 20, words("关系指数中顾问人员的权重", "weight of advisors in the relationship index")),
        weight("weight_user", 15, words("关系指数中使用者的权重", "weight of users in the relationship index")),
        weight("weight_blocker", 20, words("关系指数中阻拦者的权重", "weight of the blocker in the relationship index")),
        weight("weight_supporter", 15, words("关系指数中支持者的权重", "weight of the supporter in the relationship index")),
        percent(
            "score_positive",
            100,
            words("关系指数中关系状况为积极的得百分之几", "what a relation that is positive counts in the relationship index"),
        ),
        percent(
            "score_neutral",
            50,
            words("关系指数中关系状况为中立的得百分之几", "what a relation that is neutral counts in the relationship index"),
        ),
        percent(
            "score_negative",
            -50,
            words("关系指数中关系状况为消极的得百分之几", "what a relation that is negative counts in the relationship index"),
        ),
        percent(
            "score_none",
            0,
            words(
                "关系指数中关系状况为尚未建立关系的得百分之几",
                "what a relation that is not yet established counts in the relationship index",
            ),
        ),
        percent(
            "stale_factor",
            50,
            words(
                "关系指数中评估已过期（F3-06）的打几折，50 为一半",
                "what is left in the relationship index of a relation whose assessment is too old (F3-06)",
            ),
        ),
    ],
    needs: &[DocKind::KeyPeople],
    uses: &[],
    yields_to: &[],
    anchor: words("关键人物表的「关系状况」", "`status` of the person"),
    meaning: words(
        "「关系状况」比「评估历史」中上一次评估的，或上季度末的，要差（积极的 > 中立的 > 尚未建立关系 > 消极的），而此后的评估历史没有备注，「依据」也没有填写。没有填写评估历史的，以 git 中此人以前的「关系状况」为准（同一天改正的不算）；也没有 git 历史的不判断。所列参数用于 `kehu stats relationship` 的关系指数，与这里的判断无关。",
        "`status` is worse than that of the last assessment in `history`, or of the end of the last quarter (positive > neutral > none > negative), and neither an entry of `history` since then has a note nor is `evidence` filled in. Where `history` is not filled in, the person's earlier `status` in git stands for it (a correction on the same day is no change); without git's history either it is not judged. The parameters are those of the relationship index (`kehu stats relationship`); they play no part here.",
    ),
    remedy: words(
        "请在「评估历史」的备注或「依据」中写明变差的原因和对策",
        "say in a note of `history` or in `evidence` why it got worse and what is done about it",
    ),
    bad: "status = \"neutral\"\nhistory = [{ date = 2026-03-05, status = \"positive\" }]",
    good: "status = \"neutral\"\nevidence = \"分管领导调整，新任不熟悉我方\"\nhistory = [{ date = 2026-03-05, status = \"positive\" }]",
    run: Run::Customer(run),
};

/// A weight of the relationship index (`analysis::relationship`), in tenths.
const fn weight(name: &'static str, tenths: i64, what: Words) -> Param {
    Param { name, default: Default::Tenths(tenths), strict: Strict::Neither, unit: words("", ""), what }
}

/// A score or factor of the relationship index.
const fn percent(name: &'static str, number: i64, what: Words) -> Param {
    Param { name, default: Default::Int(number), strict: Strict::Neither, unit: words("%", "%"), what }
}

/// How good a relation is, as in the relationship index: never met is better than on bad terms.
const fn rank(status: RelationshipStatus) -> u8 {
    match status {
        RelationshipStatus::Positive => 3,
        RelationshipStatus::Neutral => 2,
        RelationshipStatus::None => 1,
        RelationshipStatus::Negative => 0,
    }
}

/// An assessment of the past.
#[derive(Clone, Copy)]
struct Past {
    on: NaiveDate,
    status: RelationshipStatus,
    noted: bool,
}

fn past(row: &Assessment) -> Option<Past> {
    Some(Past { on: row.date.value()?, status: row.status.value()?, noted: !row.note.is_blank() })
}

fn run(scene: &mut Scene<'_>) {
    let (Some(doc), Some(day)) = (scene.people_doc(), scene.today) else { return };
    let lang = scene.lang();
    for row in scene.each_person() {
        let Some(status) = row.status.value().filter(|_| row.evidence.is_blank()) else { continue };
        let Some(before) = regressed_from(row, status, day, scene.past()) else { continue };
        let (name, was, is, on) = (row.called(), before.status.label(lang), status.label(lang), before.on);
        let message = say!(
            lang,
            "{name}的「关系状况」由 {on} 的「{was}」变为「{is}」，没有写明原因",
            "the status of {name} went from `{was}` on {on} to `{is}`, and nothing says why"
        );
        let assessed = row.assessed_on.value().unwrap_or(day);
        let entry = match doc.syntax {
            Syntax::Toml => format!("{{ date = {assessed}, status = \"{}\", note = \"…\" }}", status.key()),
            Syntax::Yaml => format!("{{ date: {assessed}, status: {}, note: … }}", status.key()),
        };
        let help = say!(
            lang,
            "请填写「依据」(evidence)，或在「评估历史」(history) 中加一条带备注的：{entry}",
            "fill in `evidence`, or add an entry with a note to `history`: {entry}"
        );
        scene.find(&doc, row.status.span, "people.status", message).help(help).about(row.key());
    }
}

/// The last assessment, or that in force when the day's quarter began, if it was better and nothing since has a note.
fn regressed_from(row: &KeyPersonRow, status: RelationshipStatus, day: NaiveDate, past: Option<&git::Past>) -> Option<Past> {
    let assessed = row.assessed_on.value();
    let (all, now): (Vec<Past>, NaiveDate) = match row.history.get() {
        Some(history) => (history.iter().filter_map(|item| self::past(&item.0)).collect(), assessed.unwrap_or(day)),
        None if row.history.is_blank() => committed(row.key(), status, assessed, day, &past?.key_people)?,
        None => return None,
    };
    if now > day {
        return None;
    }
    let earlier = |until: NaiveDate| all.iter().filter(|one| one.on < until).max_by_key(|one| one.on).copied();
    let noted_since = |since: NaiveDate| all.iter().any(|one| one.noted && one.on > since && one.on <= day);
    let last = earlier(now);
    let quarter = earlier(now.min(Quarter::of(day).first_day()));
    [last, quarter].into_iter().flatten().find(|before| rank(status) < rank(before.status) && !noted_since(before.on))
}

/// What git tells of a person's status: the assessments that were committed, and the day of the present one. None where it never was another.
fn committed(
    person: &str,
    status: RelationshipStatus,
    assessed: Option<NaiveDate>,
    day: NaiveDate,
    versions: &[Version<KeyPeople>],
) -> Option<(Vec<Past>, NaiveDate)> {
    let row = |record: &KeyPeople| {
        let mut rows = record.people.get().into_iter().flat_map(|list| list.iter()).filter(|row| row.key() == person);
        let status = rows.next().map(|row| (row.status.value(), row.assessed_on.value()));
        // An id that stands twice is nobody in particular.
        status.filter(|_| rows.next().is_none())
    };
    let since = earlier::since(versions, |record| row(record).is_some_and(|(was, _)| was == Some(status)));
    since.last()?;
    // A status may be changed without a new assessment: then the commit is.
    let changed = since.step.map_or(day, |step| step.day);
    let now = assessed.map_or(changed, |assessed| assessed.max(changed));
    let one = |(at, version): (usize, &Version<KeyPeople>)| {
        let (status, on) = row(&version.record)?;
        // The present assessment is none of the past.
        let is_present = at >= since.before.len() && on == assessed;
        (!is_present).then_some(Past { on: on.unwrap_or(version.step.day), status: status?, noted: false })
    };
    Some((versions.iter().enumerate().filter_map(one).collect(), now))
}
