//! F4-02: somebody at the customer supports us.

use crate::archive::DocKind;
use crate::findings::Level;
use crate::form::choices::Role;
use crate::form::reader::{key_line, literal};
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "F4-02",
    title: words("已识别支持者", "a supporter is known"),
    sources: &[source(Seed::S000, "附表4"), source(Seed::S000, "第十一条 2")],
    quote: "协助我们接近核心人物",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Check,
    params: &[],
    needs: &[DocKind::KeyPeople],
    uses: &[],
    yields_to: &[],
    anchor: words("关键人物表的「关键人物」", "`people` of the key people"),
    meaning: words(
        "关键人物中至少一人的角色作用（主要的或另外的）含「支持者」。登记为「未识别」不算已识别。有人的角色作用没有填写或不能识别时不判断。",
        "At least one key person has the role supporter, main or further. `unidentified` does not settle it. Not judged while somebody's role is missing or cannot be read.",
    ),
    remedy: words(
        "请在客户内部找到愿意指引我们、希望我方赢得业务的人，并登记为支持者",
        "find somebody inside who guides us and wants us to win, and enter them as supporter",
    ),
    bad: "role = \"user\"   # 关键人物中没有支持者",
    good: "role = [\"user\", \"supporter\"]",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let Some(doc) = scene.people_doc() else { return };
    let lang = scene.lang();
    let persons = scene.each_person().count();
    if persons == 0 || scene.may_have_role(Role::Supporter) || scene.has_unread_role() {
        return;
    }
    let message =
        say!(lang, "{persons} 位关键人物中没有「角色作用」为「支持者」的人", "none of the {persons} key people has the role supporter");
    let line = key_line(doc.syntax, "role", &literal(doc.syntax, Role::Supporter.key()));
    let help = say!(
        lang,
        "请在客户内部找到愿意指引我们、协助接近关键人物的人，登记为支持者：{line}",
        "find somebody inside who guides us and helps us to reach key people, and enter them: {line}"
    );
    let span = scene.people_span();
    scene.find(&doc, span, "people.role", message).help(help);
}
