//! F2-01: every key person has a personal sheet.

use crate::archive::DocKind;
use crate::findings::Level;
use crate::form::choices::{RelationshipStatus, Role};
use crate::form::key_people::KeyPersonRow;
use crate::resolve::same;
use crate::rules::filing::demands;
use crate::rules::{Default, Levels, Param, Rule, Run, Scene, Seed, Strict, When, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "F2-01",
    title: words("每个关键人物都有附表2", "every key person has a personal sheet"),
    sources: &[source(Seed::S000, "第十条 3")],
    quote: "购买决策中核心人物旳个人状况资料表",
    level: Levels::Fixed(Level::Error),
    lesser: Some(Level::Warning),
    when: When::Audit,
    params: &[Param {
        name: "sheet_required_for",
        default: Default::List(&["decision_maker", "advisor", "user", "blocker", "supporter"]),
        strict: Strict::More,
        unit: words("种角色", "roles"),
        what: words("哪些角色的人要有附表2", "the roles whose people need a sheet"),
    }],
    needs: &[DocKind::KeyPeople],
    uses: &[DocKind::Customer, DocKind::Person],
    yields_to: &["ARC-01"],
    anchor: words("附表3 中此人的编号", "the person's `id` in form 3"),
    meaning: words(
        "附表3 中当日仍在任的每个人，people 文件夹里都有以其编号命名的附表2，加密的也算。关系状况为「尚未建立关系」的为警告，其余为错误。按客户阶段必须有附表2 而一份也没有时，由 ARC-01 报告一次。",
        "Every person of form 3 who is still there has a sheet of the person's id in `people`; an encrypted one counts. A warning for the status `none`, else an error. Where the stage asks for sheets and there is none at all, ARC-01 says so once.",
    ),
    remedy: words("请为此人新建附表2", "make a sheet for the person"),
    bad: "# key-people.toml\n[[people]]\nid = \"su-qing\"\n# people/ 中没有 su-qing.toml",
    good: "# people/su-qing.toml\nsource_level = 2\nrecorded_on = 2026-07-01",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let folder = scene.customer;
    let Some(doc) = &folder.key_people else { return };
    let without = |row: &&KeyPersonRow| {
        let id = row.key();
        !id.is_empty() && folder.sheet(id).is_none() && !folder.is_sealed(id)
    };
    let missing: Vec<&KeyPersonRow> = scene.people().into_iter().filter(without).collect();
    if missing.is_empty() || demands(scene, DocKind::Person) {
        return;
    }
    let roles = scene.param_list("sheet_required_for");
    let names = |word: &String, role: Role| *word == role.key() || same(word, role.option().zh);
    for row in missing {
        let wanted = row.role.get().is_none_or(|held| held.iter().any(|role| roles.iter().any(|word| names(word, *role))));
        if !wanted {
            continue;
        }
        let (id, name) = (row.key(), row.called());
        let lang = scene.lang();
        let help = say!(
            lang,
            "请新建 people/{id}.toml，至少写 source_level 和 recorded_on；姓名和职务取自附表3",
            "make people/{id}.toml with at least source_level and recorded_on; name and title come from form 3"
        );
        let none = row.status.value() == Some(RelationshipStatus::None);
        let span = row.id.span;
        let finding = if none {
            let message = say!(lang, "{name}（尚未建立关系）没有附表2", "{name} (no relation yet) has no personal sheet");
            scene.lesser(&doc.info, span, "people.id", message)
        } else {
            let message = say!(lang, "{name}没有附表2", "{name} has no personal sheet");
            scene.find(&doc.info, span, "people.id", message)
        };
        finding.about(id).help(help);
    }
}
