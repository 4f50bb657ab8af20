//! F3-03: where there is a relation, somebody of ours has it.

use crate::archive::DocKind;
use crate::findings::{Level, Safety};
use crate::form::choices::RelationshipStatus;
use crate::form::reader::{key_line, literal, literal_list};
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "F3-03",
    title: words("已有关系的关键人物填写了我方人员", "a person with a relation has somebody of ours"),
    sources: &[source(Seed::S000, "附表3 说明3")],
    quote: "中通建设内部与客户核心人物建立了联系旳人旳名称和职务",
    level: Levels::Fixed(Level::Error),
    lesser: None,
    when: When::Check,
    params: &[],
    needs: &[DocKind::KeyPeople],
    uses: &[],
    yields_to: &[],
    anchor: words(
        "关键人物表的「与我方的关系」；没有这一项时为该人物的第一行",
        "`ours` of the person; absent, the first line of the person",
    ),
    meaning: words(
        "「关系状况」不是「尚未建立关系」的关键人物，「与我方的关系」至少有一人。",
        "A key person whose status is not `none` has at least one of ours in `ours`.",
    ),
    remedy: words(
        "请填写与其建立了联系的我方人员；确实没有人联系过的，把「关系状况」改为「尚未建立关系」",
        "name who of ours has the relation; if nobody has, set `status` to `none`",
    ),
    bad: "status = \"neutral\"\nours = []",
    good: "status = \"neutral\"\nours = [\"zhou-lan\"]",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let Some(doc) = scene.people_doc() else { return };
    let lang = scene.lang();
    for row in scene.each_person() {
        let Some(status) = row.status.value().filter(|status| *status != RelationshipStatus::None) else { continue };
        if !row.ours.is_blank() {
            continue;
        }
        let (name, status) = (row.called(), status.label(lang));
        let message = say!(
            lang,
            "{name}的「关系状况」为「{status}」，但「与我方的关系」没有填写我方人员",
            "the status of {name} is `{status}`, but `ours` names nobody of ours"
        );
        let other = say!(lang, "我方人员", "one-of-ours");
        let right = match scene.account_manager() {
            Some(manager) => literal_list(doc.syntax, [manager]),
            None => format!("[{}]", literal(doc.syntax, &other)),
        };
        let line = key_line(doc.syntax, "ours", &right);
        let help = say!(
            lang,
            "请填写与其建立了联系的人，如 {line}；确实没有人联系过的，把「关系状况」改为「尚未建立关系」",
            "name who has the relation, as {line}; if nobody has, set `status` to `none`"
        );
        let finding = scene.find(&doc, row.ours.or(row.head), "people.ours", message).about(row.key());
        if row.ours.is_absent() {
            finding.help(help);
        } else {
            finding.fix_value(row.ours.span, right, Safety::Example);
        }
    }
}
