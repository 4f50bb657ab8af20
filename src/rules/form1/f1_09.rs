//! F1-09: the parent is a customer of the archive, and the chain of parents comes to an end.

use std::collections::BTreeSet;

use crate::archive::{CustomerFolder, DocKind, Loaded};
use crate::findings::{Level, Safety};
use crate::form::reader::literal;
use crate::resolve::Found;
use crate::rules::{ArchiveScene, Levels, Rule, Run, Seed, When, source};
use crate::say;
use crate::words::words;
use crate::world::World;

pub(super) static RULE: Rule = Rule {
    id: "F1-09",
    title: words("上级单位在档案中，且不成环", "the parent is in the archive, and no customer is its own ancestor"),
    sources: &[source(Seed::S000, "第十条 1")],
    quote: "分支机构、分公司或子公司",
    level: Levels::Fixed(Level::Error),
    lesser: None,
    when: When::Check,
    params: &[],
    needs: &[DocKind::Customer],
    uses: &[],
    yields_to: &[],
    anchor: words("客户基本状况表的「上级单位」", "`parent` of the customer"),
    meaning: words(
        "「上级单位」写的是档案中另一个客户的编号、全称或简称；沿上级单位逐级向上，不会回到自己。成环时报告一次，指向环中编号最小的客户。",
        "`parent` is the id, full or short name of another customer of the archive; going up from parent to parent never comes back. A circle is reported once, at its customer with the least id.",
    ),
    remedy: words("请改为档案中的客户编号，或删去这一行", "write the id of a customer of the archive, or leave the line out"),
    bad: "# customers/yunling-mobile/customer.toml\nparent = \"yunling-mobile\"",
    good: "parent = \"yunling-group\"",
    run: Run::Archive(run),
};

/// Nearest names are looked up for so many unknown parents; each look-up goes through every name.
const MOST_LOOKUPS: usize = 50;

fn run(scene: &mut ArchiveScene<'_>) {
    let archive: &Loaded = scene.archive;
    let world: &World = scene.world;
    let mut lookups = 0;
    let mut parents: Vec<Option<usize>> = Vec::with_capacity(archive.customers.len());
    let mut any = false;
    for folder in &archive.customers {
        let named = folder.profile.as_ref().and_then(|doc| doc.record.parent.get());
        let parent = named.and_then(|named| match world.customers.find(&named.id) {
            Found::One(at) | Found::Alias(at) => Some(at),
            Found::Several(places) => {
                several(scene, folder, &named.id, &places);
                None
            }
            Found::Nothing => {
                // Of a part of the archive alone, a name may be that of a customer outside.
                if world.customers_complete {
                    lookups += 1;
                    unknown(scene, folder, &named.id, lookups <= MOST_LOOKUPS);
                }
                None
            }
        });
        any |= parent.is_some();
        parents.push(parent);
    }
    if any {
        circles(scene, &parents);
    }
}

fn several(scene: &mut ArchiveScene<'_>, folder: &CustomerFolder, written: &str, places: &[usize]) {
    let Some(doc) = &folder.profile else { return };
    let names = &scene.world.customers;
    let list = names.describe(places);
    let right = literal(doc.info.syntax, names.id(places[0]));
    let message = say!(scene.lang(), "上级单位「{written}」对应不止一个客户：{list}", "`parent` `{written}` may be any of {list}");
    let help = say!(scene.lang(), "请改写客户编号", "write the customer's id");
    let span = doc.record.parent.span;
    scene.find(&doc.info, span, "parent", message).help(help).fix_value(span, right, Safety::Example);
}

fn unknown(scene: &mut ArchiveScene<'_>, folder: &CustomerFolder, written: &str, look: bool) {
    let Some(doc) = &folder.profile else { return };
    let lang = scene.lang();
    let world: &World = scene.world;
    let span = doc.record.parent.span;
    let near = if look { world.customers.nearest(written) } else { Vec::new() };
    let message = say!(lang, "上级单位「{written}」不在客户档案中", "`parent` `{written}` is no customer of the archive");
    let finding = scene.find(&doc.info, span, "parent", message);
    if let Some(best) = near.first() {
        let list = world.customers.describe(&near);
        let help =
            say!(lang, "是否指 {list}？否则请先为上级单位建档", "did you mean {list}? otherwise make an archive for the parent first");
        finding.help(help).fix_value(span, literal(doc.info.syntax, world.customers.id(*best)), Safety::Unsafe);
    }
}

/// Follows every customer's parents; whoever is met twice on one way is in a circle.
fn circles(scene: &mut ArchiveScene<'_>, parents: &[Option<usize>]) {
    let mut done = vec![false; parents.len()];
    let mut found: Vec<Vec<usize>> = Vec::new();
    for start in 0..parents.len() {
        let mut way: Vec<usize> = Vec::new();
        let mut on_way: BTreeSet<usize> = BTreeSet::new();
        let mut at = Some(start);
        while let Some(here) = at.filter(|here| *here < parents.len() && !done[*here]) {
            if !on_way.insert(here) {
                let from = way.iter().position(|one| *one == here).unwrap_or_default();
                found.push(way[from..].to_vec());
                break;
            }
            way.push(here);
            at = parents[here];
        }
        way.iter().for_each(|one| done[*one] = true);
    }
    for mut circle in found {
        // The same circle from whichever of its customers: the one with the least id begins.
        let least = (0..circle.len()).min_by_key(|at| circle[*at]).unwrap_or_default();
        circle.rotate_left(least);
        report(scene, &circle);
    }
}

fn report(scene: &mut ArchiveScene<'_>, circle: &[usize]) {
    let archive: &Loaded = scene.archive;
    let folder = &archive.customers[circle[0]];
    let Some(doc) = &folder.profile else { return };
    let lang = scene.lang();
    let name = |at: &usize| archive.customers[*at].called();
    let message = if circle.len() == 1 {
        say!(lang, "{}的上级单位写成了自己", "{} names itself as its parent", name(&circle[0]))
    } else {
        let chain = circle.iter().chain(&circle[..1]).map(name).collect::<Vec<_>>().join(" → ");
        say!(lang, "上级单位成环：{chain}", "the parents go round in a circle: {chain}")
    };
    let help = say!(lang, "请改正其中一个客户的「上级单位」，最上级的单位不填", "correct `parent` of one of them; the topmost has none");
    scene.find(&doc.info, doc.record.parent.span, "parent", message).help(help);
}
