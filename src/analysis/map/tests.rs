use std::path::Path;

use super::*;
use crate::archive::Loaded;
use crate::archive::load::{self, Judge, Scope};
use crate::words::Lang;

fn read(root: &Path) -> Loaded {
    let base = load::base(root, Some(Lang::Zh), Lang::Zh);
    load::load(root, base, &Scope::default(), Judge::Nothing).expect("it can be listed")
}

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 7, 8).expect("a day")
}

fn map_of(sites: &str, people: &str) -> Map {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let home = dir.path().join("customers/acme");
    std::fs::create_dir_all(&home).expect("a folder");
    std::fs::write(dir.path().join("kehu.toml"), "[company]\nname = \"本公司\"\n").expect("written");
    std::fs::write(home.join("customer.toml"), format!("unit_name = \"甲方\"\n{sites}")).expect("written");
    std::fs::write(home.join("key-people.toml"), people).expect("written");
    let loaded = read(dir.path());
    Map::of(&loaded.customers[0], &loaded.world, day())
}

/// `id@site^depth<boss`, with `!` where the boss is not the one above.
fn shown(map: &Map) -> Vec<String> {
    let boss = |person: &Theirs| person.boss.map(|boss| format!("<{}", map.people[boss].id)).unwrap_or_default();
    let one = |person: &Theirs| {
        let apart = if person.boss.is_some() && !person.hangs { "!" } else { "" };
        format!("{}@{}^{}{}{apart}", person.id, person.site, person.depth, boss(person))
    };
    map.people.iter().map(one).collect()
}

fn people(list: &[(&str, &str)]) -> String {
    list.iter().map(|(id, more)| format!("[[people]]\nid = \"{id}\"\nname = \"{id}\"\n{more}\n")).collect()
}

#[test]
fn the_example() {
    let loaded = read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/telecom"));
    let folder = loaded.customers.iter().find(|folder| &*folder.id == "yunling-mobile").expect("it is there");
    let map = Map::of(folder, &loaded.world, day());
    assert_eq!(map.sites.iter().map(|site| site.name.as_deref()).collect::<Vec<_>>(), [Some("云岭移动省公司"), Some("云岭移动春城分公司")]);
    assert_eq!(map.people.iter().filter(|person| person.site == 1).map(|person| &*person.name).collect::<Vec<_>>(), ["段云飞"]);
    let tie = |ours: &str, person: &str| {
        let found = map.ties.iter().find(|tie| map.ours[tie.ours].id == ours && map.people[tie.person].id == person);
        found.map(|tie| (tie.contacts, tie.last.map(|day| day.to_string())))
    };
    assert_eq!(tie("zhou-lan", "li-guoqiang"), Some((3, Some("2026-06-24".to_owned()))));
    assert_eq!(tie("gao-zhenyu", "li-guoqiang").map(|tie| tie.0), Some(1));
    assert_eq!(tie("zhou-lan", "zhao-zhiyuan"), None);
    assert_eq!(map.ours.iter().filter(|one| one.is_manager).map(|one| &*one.id).collect::<Vec<_>>(), ["zhou-lan"]);
    assert!(map.missing.is_empty() && map.deserted.is_empty());
}

#[test]
fn everybody_stands_below_a_superior_of_the_same_site() {
    let sites = "[[sites]]\nname = \"总部\"\ncontacts = [{ person = \"a\" }, { person = \"b\" }, { person = \"d\" }]\n\
        [[sites]]\nname = \"分公司\"\ncontacts = [{ person = \"c\" }]\n[[sites]]\nname = \"空\"\n";
    let below = |boss: &str| format!("reports_to = \"{boss}\"");
    let map = map_of(
        sites,
        &people(&[("d", &below("b")), ("c", &below("a")), ("b", &below("a")), ("a", "influences = [\"c\", \"a\", \"c\"]"), ("e", "")]),
    );
    assert_eq!(shown(&map), ["a@0^0", "b@0^1<a", "d@0^2<b", "c@1^0<a!", "e@2^0"]);
    assert_eq!(map.influences, [(0, 3)]);
    assert_eq!(map.deserted, ["空"]);
    assert_eq!(map.sites[2], Place::default());
}

#[test]
fn a_circle_ends_and_nobody_is_lost() {
    let below = |boss: &str| format!("reports_to = \"{boss}\"");
    let map = map_of("", &people(&[("a", &below("c")), ("b", &below("a")), ("c", &below("b")), ("d", &below("d")), ("e", &below("c"))]));
    assert_eq!(shown(&map), ["d@0^0", "a@0^0<c!", "b@0^1<a", "c@0^2<b", "e@0^3<c"]);
}

#[test]
fn who_has_left_is_not_there() {
    let map = map_of(
        "[[sites]]\nname = \"总部\"\ncontacts = [{ person = \"a\" }, { person = \"b\" }]\n",
        &people(&[("a", "left_on = 2026-07-08"), ("b", "reports_to = \"a\"\ninfluences = [\"a\"]"), ("c", "left_on = 2026-07-09")]),
    );
    assert_eq!(shown(&map), ["b@0^0", "c@0^0"]);
    assert!(map.influences.is_empty());
    assert_eq!(map.sites.len(), 1, "whoever is named nowhere sits at the only site");
}
