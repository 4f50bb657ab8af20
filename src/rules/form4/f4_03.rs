//! F4-03: each of the five roles is somebody's, or marked as not found.

use crate::archive::DocKind;
use crate::findings::{Level, Safety};
use crate::form::Field;
use crate::form::choices::Role;
use crate::form::key_people::KeyPeople;
use crate::form::kind::List;
use crate::form::reader::{key_line, literal_list};
use crate::rules::{Default, Levels, Param, Rule, Run, Scene, Seed, Strict, When, source};
use crate::say;
use crate::source::Span;
use crate::words::{Lang, words};

pub(super) static RULE: Rule = Rule {
    id: "F4-03",
    title: words("五种角色都有人，或登记为未识别", "each of the five roles is somebody's, or marked as not found"),
    sources: &[source(Seed::S000, "附表4")],
    quote: "购买决策中核心人物角色作用表",
    level: Levels::Fixed(Level::Info),
    lesser: None,
    when: When::Check,
    params: &[Param {
        name: "required_roles",
        default: Default::List(&["decision_maker", "advisor", "user", "blocker", "supporter"]),
        strict: Strict::More,
        unit: words("", ""),
        what: words("要求有人担任的角色", "the roles that somebody should have"),
    }],
    needs: &[DocKind::KeyPeople],
    uses: &[],
    yields_to: &[],
    anchor: words("关键人物表的「关键人物」", "`people` of the key people"),
    meaning: words(
        "决策者、顾问人员、使用者、阻拦者、支持者中每一种，关键人物中有人担任，或在「未识别」(unidentified，文件开头或 [concerns] 中) 登记，或在附表4 中写「无」「未识别」。缺少的几种合为一条。有人的角色作用没有填写或不能识别时不判断。",
        "Each of decision maker, advisor, user, blocker and supporter is some key person's role, or is listed in `unidentified` (top of the document or in `[concerns]`), or its concerns say 无 or 未识别. The missing ones make one finding. Not judged while somebody's role is missing or cannot be read.",
    ),
    remedy: words(
        "请查明由谁担任；查过而没有找到的，在文件开头的「未识别」(unidentified) 中登记",
        "find out who it is; roles looked for and not found go into `unidentified` at the top of the file",
    ),
    bad: "# 没有支持者，也没有 unidentified",
    good: "unidentified = [\"supporter\"]",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let Some(doc) = scene.people_doc() else { return };
    let Some(form) = scene.customer.key_people.as_ref().map(|doc| &doc.record) else { return };
    if scene.each_person().next().is_none() {
        return;
    }
    let absent = |role: &&Role| !scene.may_have_role(**role) && !is_marked(form, **role);
    let mut missing: Vec<Role> = Role::ALL.iter().filter(absent).copied().collect();
    if missing.is_empty() || scene.has_unread_role() {
        return;
    }
    let required = scene.param_list("required_roles");
    missing.retain(|role| required.iter().any(|word| word == role.key() || word == role.label(Lang::Zh)));
    if missing.is_empty() {
        return;
    }
    let lang = scene.lang();
    let names = lang.join(missing.iter().map(|role| role.label(lang)));
    let message = say!(
        lang,
        "五种角色中没有人担任：{names}，也没有登记为「未识别」",
        "of the five roles nobody has: {names}; nor are they marked as `unidentified`"
    );
    let marked: Vec<Role> = marks(form).iter().flat_map(|field| field.get()).flat_map(List::iter).copied().collect();
    let right = literal_list(doc.syntax, marked.iter().chain(&missing).map(|role| role.key()));
    let line = key_line(doc.syntax, "unidentified", &right);
    let written = marks(form).into_iter().find(|field| !field.is_absent()).map(|field| field.span);
    let span = scene.people_span();
    let finding = scene.find(&doc, span, "people.role", message);
    match written {
        Some(at) => finding.fix_value(at, right, Safety::Example),
        None => finding.fix_value(Span::default(), format!("{line}\n"), Safety::Example),
    };
}

/// Where roles are marked as not found.
fn marks(form: &KeyPeople) -> Vec<&Field<List<Role>>> {
    std::iter::once(&form.unidentified).chain(form.concerns.get().map(|table| &table.0.unidentified)).collect()
}

fn is_marked(form: &KeyPeople, role: Role) -> bool {
    let listed = marks(form).iter().any(|field| field.is_bad() || field.get().is_some_and(|list| list.iter().any(|one| *one == role)));
    let nobody = form.concerns.get().and_then(|table| table.0.of(role).get()).is_some_and(|text| super::says_nobody(text));
    listed || nobody
}
