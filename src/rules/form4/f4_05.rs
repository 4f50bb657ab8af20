//! F4-05: concerns are those of somebody.

use crate::archive::DocKind;
use crate::findings::{Level, Safety};
use crate::form::choices::Role;
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "F4-05",
    title: words("填了所关心的事务的角色有人担任", "a role with concerns is somebody's"),
    sources: &[source(Seed::S000, "附表4")],
    quote: "角色作用",
    level: Levels::Fixed(Level::Info),
    lesser: None,
    when: When::Check,
    params: &[],
    needs: &[DocKind::KeyPeople],
    uses: &[],
    yields_to: &[],
    anchor: words("「问题和所关心的事务」中这一角色的一行", "the role's line in `concerns`"),
    meaning: words(
        "附表4 填写了某一角色的「问题和所关心的事务」，而关键人物中没有人担任这一角色。写「无」「未识别」的不算填写。有人的角色作用没有填写或不能识别时不判断。",
        "`concerns` is filled in for a role that no key person has. 无 and 未识别 do not count as filled in. Not judged while somebody's role is missing or cannot be read.",
    ),
    remedy: words(
        "请在关键人物表中登记由谁担任这一角色；写错了行的，移到正确的角色",
        "enter who has this role among the key people; if it was written in the wrong line, move it",
    ),
    bad: "[concerns]\nsupporter = \"希望减少返工\"   # 没有人是支持者",
    good: "[concerns]\nuser = \"割接质量\"   # 有使用者",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let (Some(doc), Some(concerns)) = (scene.people_doc(), super::concerns(scene)) else { return };
    if scene.each_person().next().is_none() {
        return;
    }
    let lang = scene.lang();
    for role in Role::ALL {
        let field = concerns.of(*role);
        let given = field.get().is_some_and(|text| !super::says_nobody(text));
        if !given || scene.may_have_role(*role) || scene.has_unread_role() {
            continue;
        }
        let label = role.label(lang);
        let message = say!(
            lang,
            "填写了「{label}」所关心的事务，但关键人物中没有人担任这一角色",
            "`concerns` of the {label} are filled in, but no key person has this role"
        );
        let path = format!("concerns.{}", role.key());
        scene.find(&doc, field.span, &path, message).about(role.key()).fix_value(field.span, "\"\"".to_owned(), Safety::Example);
    }
}
