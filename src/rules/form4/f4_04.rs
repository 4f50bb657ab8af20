//! F4-04: for each role that somebody has, it is known what they care about.

use crate::archive::DocKind;
use crate::findings::{Level, Safety};
use crate::form::choices::Role;
use crate::form::key_people::Concerns;
use crate::form::reader::key_line;
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, source};
use crate::say;
use crate::source::Span;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "F4-04",
    title: words("有人担任的角色填写了所关心的事务", "concerns are filled in for each role that somebody has"),
    sources: &[source(Seed::S000, "附表4")],
    quote: "问题和所关怀旳事务",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Check,
    params: &[],
    needs: &[DocKind::KeyPeople],
    uses: &[],
    yields_to: &[],
    anchor: words(
        "「问题和所关心的事务」中这一角色的一行；没有这一行时为该表的第一行",
        "the role's line in `concerns`; absent, the table's first line",
    ),
    meaning: words(
        "关键人物中有人担任的每一种角色，附表4 的「问题和所关心的事务」不为空；至少一位担任者写了自己的「所关心的事务」也可以。整个表都没有时合为一条。",
        "For each role that a key person has, `concerns` of form 4 is filled in; the own `concerns` of at least one holder will do. Where the whole table is absent, there is one finding.",
    ),
    remedy: words("请填写这一角色的人所关心的问题和事务", "write what the people in this role care about"),
    bad: "[concerns]\nadvisor = \"\"",
    good: "[concerns]\nadvisor = \"方案评估依据是否充分\"",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let Some(form) = scene.customer.key_people.as_ref().map(|doc| &doc.record).filter(|form| !form.concerns.is_bad()) else { return };
    let concerns = super::concerns(scene);
    let blank = |role: &&Role| {
        concerns.is_none_or(|concerns| concerns.of(**role).is_blank())
            && scene.has_role(**role)
            && !scene.each_person().any(|row| row.has_role(**role) && !row.concerns.is_blank())
    };
    let blank: Vec<Role> = Role::ALL.iter().filter(blank).copied().collect();
    if blank.is_empty() {
        return;
    }
    match concerns {
        Some(concerns) => blank.into_iter().for_each(|role| one_role(scene, concerns, role)),
        None => no_table(scene, form.concerns.or(form.head), &blank),
    }
}

/// One role without a text.
fn one_role(scene: &mut Scene<'_>, concerns: &Concerns, role: Role) {
    let Some(doc) = scene.people_doc() else { return };
    let lang = scene.lang();
    let names: Vec<&str> = scene.each_person().filter(|row| row.has_role(role)).map(|row| row.called()).collect();
    let (label, names) = (role.label(lang), lang.join(names));
    let message = say!(
        lang,
        "角色「{label}」由{names}担任，但「问题和所关心的事务」没有填写",
        "the role {label} is held by {names}, but its `concerns` are not filled in"
    );
    let line = key_line(doc.syntax, role.key(), "\"…\"");
    let help = say!(
        lang,
        "请在 concerns 中填写{label}所关心的问题和事务，如 {line}",
        "write in `concerns` what the {label} cares about, as {line}"
    );
    let field = concerns.of(role);
    let path = format!("concerns.{}", role.key());
    let finding = scene.find(&doc, field.or(concerns.head), &path, message).about(role.key());
    if field.is_absent() {
        finding.help(help);
    } else {
        finding.fix_value(field.span, "\"…\"".to_owned(), Safety::Example);
    }
}

/// The whole of 附表4 is missing.
fn no_table(scene: &mut Scene<'_>, span: Span, roles: &[Role]) {
    let Some(doc) = scene.people_doc() else { return };
    let lang = scene.lang();
    let names: Vec<&str> = roles.iter().map(|role| role.label(lang)).collect();
    let names = lang.join(names);
    let message = say!(
        lang,
        "没有填写附表4「问题和所关心的事务」，有人担任的角色：{names}",
        "`concerns` of form 4 is missing; roles that somebody has: {names}"
    );
    scene.find(&doc, span, "concerns", message);
}
