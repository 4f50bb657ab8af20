//! SRC-04: who is a source of level 4 is on our side.

use crate::archive::DocKind;
use crate::findings::Level;
use crate::form::choices::{RelationshipStatus, Role};
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "SRC-04",
    title: words("第四级渠道的人积极或是支持者", "a source of level 4 is positive or a supporter"),
    sources: &[source(Seed::S000, "第十一条 2")],
    quote: "并但愿中通建设可以赢得客户方业务旳客户方人员",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Audit,
    params: &[],
    needs: &[DocKind::KeyPeople],
    uses: &[DocKind::Person],
    yields_to: &[],
    anchor: words("附表2 的「信息渠道级别」，没有时为附表3 的", "`source_level` of the sheet, else of form 3"),
    meaning: words(
        "附表2（没有时为附表3）注明第四级渠道的人，关系状况不是「积极的」，角色中也没有「支持者」。",
        "Somebody whose sheet (else form 3) states level 4 is neither `positive` nor has the role `supporter`.",
    ),
    remedy: words("请核对：改正级别，或更新此人的关系状况、角色", "check it: correct the level, or bring status and role up to date"),
    bad: "# 附表3：role = \"advisor\"，status = \"neutral\"\n# 附表2：source_level = 4",
    good: "# 附表3：role = \"supporter\"，status = \"positive\"\n# 附表2：source_level = 4",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let lang = scene.lang();
    for row in scene.people() {
        let Some(status) = row.status.value().filter(|status| *status != RelationshipStatus::Positive) else { continue };
        if row.has_role(Role::Supporter) || row.role.is_bad() {
            continue;
        }
        let Some((4, info, span)) = super::of_person(scene, row) else { continue };
        let name = row.called();
        let label = status.label(lang);
        let message = say!(
            lang,
            "{name}注明为第四级信息渠道，但关系状况是「{label}」，角色也不是支持者",
            "{name} is given as a source of level 4, but the status is `{label}` and the role not supporter"
        );
        scene.find(info, span, "source_level", message).about(row.key());
    }
}
