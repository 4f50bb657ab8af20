//! What the checks know of addresses, files and shells.

use super::forge::{Workflow, of_remote};
use super::*;
use crate::report::codeowners::Forge;
use crate::template::TEMPLATE;

fn template(name: &str) -> &'static str {
    TEMPLATE.iter().find(|file| file.to == name).expect("in the template").text
}

#[test]
fn forges_are_known_by_their_addresses() {
    for (url, forge) in [
        ("https://github.com/a/b.git", Some(Forge::Github)),
        ("git@github.com:a/b.git", Some(Forge::Github)),
        ("ssh://git@gitlab.example.com:2222/a/b.git", Some(Forge::Gitlab)),
        ("https://jihulab.com/a/b", Some(Forge::Gitlab)),
        ("https://user:secret@codeberg.org/a/b", Some(Forge::Gitea)),
        ("https://git.example.com/github/b", None),
        ("https://notgithub.com/a", None),
        ("/srv/git/gitlab.git", None),
        ("", None),
    ] {
        assert_eq!(of_remote(url), forge, "{url}");
    }
}

#[test]
fn the_template_holds_what_is_looked_for() {
    let ignored = files::left_out(template(".gitignore"));
    for line in files::SECRET {
        assert!(ignored.iter().any(|(own, _)| *own == line), "{line}");
    }
    let probe = |line: &str| ignored.iter().find(|(own, _)| *own == line).expect("there").1.clone();
    assert_eq!((probe("/reports/").as_str(), probe("*.plain.*").as_str()), ("reports/x", "x.plain.x"));
    assert_eq!(probe("\\#*#"), "#x#");
    let kinds = files::kinds(template(".gitattributes"));
    assert!(kinds.iter().any(|kind| kind.pattern == "*.toml" && kind.text && kind.holds("auto")));
    assert!(kinds.iter().any(|kind| kind.pattern == "*.age" && !kind.text && kind.holds("unset")));
    for name in [".taplo.toml", ".vscode/settings.json"] {
        let schemas = files::schemas(template(name));
        assert!(schemas.len() > 15 && schemas.contains(&"schema/customer.json"), "{name}: {schemas:?}");
    }
}

#[test]
fn every_workflow_of_the_template_is_in_order() {
    for (name, forge) in
        [(".github/workflows/kehu.yml", Forge::Github), (".gitlab-ci.yml", Forge::Gitlab), (".gitea/workflows/kehu.yml", Forge::Gitea)]
    {
        let file = Workflow { path: name.to_owned(), text: template(name).to_owned() };
        assert_eq!(file.forge(), forge);
        let reviews = forge::Reviews { remote: true, forge: Some(forge), ..forge::Reviews::default() };
        let check = forge::checks(std::slice::from_ref(&file), &reviews, Lang::Zh);
        assert_eq!(check.state, State::Ok, "{name}: {}", check.found);
        let commented = Workflow { text: file.text.replace("kehu ", "# kehu "), ..file };
        assert_eq!(forge::checks(&[commented], &reviews, Lang::En).state, State::Missing, "{name}");
    }
}

#[test]
fn names_do_nothing_in_a_shell() {
    assert_eq!(word("customers/云岭移动/a.toml"), "customers/云岭移动/a.toml");
    assert_eq!(word("$(touch x) `y` 'z'"), "'$(touch x) `y` '\\''z'\\'''");
    assert_eq!(word(""), "''");
    let at = At { dir: Some("客户 档案".to_owned()) };
    assert_eq!(at.git("fetch --unshallow"), "git -C '客户 档案' fetch --unshallow");
    assert_eq!(at.file(".gitignore"), "'客户 档案/.gitignore'");
}

#[test]
fn versions_are_compared_as_numbers() {
    let state = |version| machine::git(version, Lang::Zh).state;
    assert_eq!(state(Some("git version 2.47.3")), State::Ok);
    assert_eq!(state(Some("git version 2.39.5 (Apple Git-154)")), State::Ok);
    assert_eq!(state(Some("git version 2.9.5")), State::Wrong);
    assert_eq!(state(Some("git version 2.45.1.windows.1")), State::Ok);
    assert_eq!(state(Some("hello")), State::Unknown);
    assert_eq!(state(None), State::Missing);
}
