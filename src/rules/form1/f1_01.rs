//! F1-01: the unit name is filled in, is one customer's alone, and is the same on all forms.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::archive::{CustomerFolder, Doc, DocKind, Loaded};
use crate::findings::{Level, Safety};
use crate::form::field::Field;
use crate::form::kind::Text;
use crate::form::reader::{DocInfo, literal};
use crate::resolve::{Found, fold};
use crate::rules::{ArchiveScene, Levels, Rule, Run, Scene, Seed, When, source};
use crate::say;
use crate::words::words;
use crate::world::World;

use super::alike;

pub(super) static RULE: Rule = Rule {
    id: "F1-01",
    title: words("单位名称已填、不重复、各表一致", "the unit name is filled in, unique, and the same on all forms"),
    sources: &[source(Seed::S000, "附表1–7")],
    quote: "单位名称",
    level: Levels::Fixed(Level::Error),
    lesser: Some(Level::Info),
    when: When::Check,
    params: &[],
    needs: &[DocKind::Customer],
    uses: &[],
    yields_to: &[],
    anchor: words("「单位名称」的值；没有填写时为该表的第一行", "the value of `unit_name`; where it is missing the table's first line"),
    meaning: words(
        "附表1 必须填写单位名称；该客户其他文件中写出的单位名称须与附表1 相同（不计全角半角、大小写和空格）；审计时，两个客户不得同名。去掉「有限公司」「集团」等字样后相同，或读音相同的两个名称，作为提示列出（上下级单位除外）。",
        "Form 1 states the unit name; where another document of the customer states it, it is the same (width, case and spaces apart); in an audit no two customers have the same one. Names equal but for the legal form, or in sound, are named as a hint, except parent and subsidiary.",
    ),
    remedy: words(
        "请填写营业执照上的全称，各表一致；同一单位只建一份档案",
        "write the full registered name, the same everywhere; keep one archive a unit",
    ),
    bad: "# customer.toml\nunit_name = \"云岭移动通信有限公司\"\n# key-people.toml\nunit_name = \"云岭移动\"",
    good: "# customer.toml\nunit_name = \"云岭移动通信有限公司\"\n# key-people.toml：不写，或写得相同\nunit_name = \"云岭移动通信有限公司\"",
    run: Run::Both(agree, unique),
};

/// Every unit name that a document of the customer states beside form 1.
fn stated(folder: &CustomerFolder) -> impl Iterator<Item = (&Arc<DocInfo>, &Field<Text>)> {
    fn of<'a, T>(
        docs: &'a [Doc<T>],
        field: impl Fn(&'a T) -> &'a Field<Text>,
    ) -> impl Iterator<Item = (&'a Arc<DocInfo>, &'a Field<Text>)> {
        docs.iter().map(move |doc| (&doc.info, field(&doc.record)))
    }
    of(folder.key_people.as_slice(), |one| &one.unit_name)
        .chain(of(&folder.sheets, |one| &one.unit_name))
        .chain(of(folder.insight.as_slice(), |one| &one.unit_name))
        .chain(of(&folder.plans, |one| &one.unit_name))
        .chain(of(&folder.reports, |one| &one.unit_name))
        .chain(of(&folder.complaints, |one| &one.unit_name))
        .chain(of(&folder.surveys, |one| &one.unit_name))
        .chain(of(&folder.feedback, |one| &one.unit_name))
        .chain(of(&folder.receptions, |one| &one.unit_name))
}

fn agree(scene: &mut Scene<'_>) {
    let folder = scene.customer;
    let Some(name) = folder.profile.as_ref().and_then(|doc| doc.record.unit_name.get()) else { return };
    for (info, field) in stated(folder) {
        let Some(other) = field.get().filter(|other| other.as_str() != name.as_str() && fold(other) != fold(name)) else { continue };
        let (name, other) = (name.as_str(), other.as_str());
        let message =
            say!(scene.lang(), "单位名称写的是「{other}」，附表1 是「{name}」", "the unit name says `{other}`; form 1 says `{name}`");
        let help = say!(scene.lang(), "请改为与附表1 相同；也可以删去这一行", "write it as in form 1; the line may also be left out");
        let right = literal(info.syntax, name);
        scene.find(info, field.span, "unit_name", message).help(help).fix_value(field.span, right, Safety::Unsafe);
    }
}

/// Where a name was met first.
#[derive(Default)]
struct Seen<'a> {
    full: HashMap<String, &'a CustomerFolder>,
    stems: HashMap<String, &'a CustomerFolder>,
    sounds: HashMap<String, &'a CustomerFolder>,
}

/// A unit's name as it compares.
struct Called {
    full: String,
    stem: String,
    sound: Option<String>,
}

impl Called {
    fn of(folder: &CustomerFolder) -> Option<Self> {
        let name = folder.profile.as_ref()?.record.unit_name.get()?.as_str();
        let stem = alike::stem(name);
        let sound = alike::sound(&stem);
        Some(Self { full: fold(name), stem, sound })
    }
}

fn unique(scene: &mut ArchiveScene<'_>) {
    // Other documents than the customer's own: no part of `check`.
    if scene.today.is_none() {
        return;
    }
    let archive: &Loaded = scene.archive;
    let world: &World = scene.world;
    let lang = scene.lang();
    let mut seen = Seen::default();
    let called: Vec<Option<Called>> = archive.customers.par_iter().map(Called::of).collect();
    for (folder, called) in archive.customers.iter().zip(called) {
        let (Some(doc), Some(Called { full, stem, sound })) = (&folder.profile, called) else { continue };
        let name = doc.record.unit_name.get().map_or("", Text::as_str);
        let span = doc.record.unit_name.span;
        if let Some(first) = seen.full.get(&full) {
            let message =
                say!(lang, "单位名称「{name}」与客户 {} 的相同", "the unit name `{name}` is also that of the customer {}", first.id);
            let help = say!(
                lang,
                "同一单位请把两份档案合并到一个文件夹（{} 或 {}）；不同单位请写出能区分的全称",
                "merge the two folders if they are one unit ({} or {}); else write full names that differ",
                folder.id,
                first.id
            );
            scene.find(&doc.info, span, "unit_name", message).help(help);
        } else if let Some(first) = near(&seen, &stem, sound.as_deref()).filter(|first| !is_family(world, folder, first)) {
            let other = first.profile.as_ref().and_then(|doc| doc.record.unit_name.get()).map_or("", Text::as_str);
            let id = &first.id;
            let message = say!(
                lang,
                "单位名称「{name}」与客户 {id} 的「{other}」相近，可能是同一单位",
                "the unit name `{name}` is close to `{other}` of the customer {id}; they may be one unit"
            );
            let help = say!(
                lang,
                "请核对；是上下级的请填「上级单位」，是同一单位的请合并档案",
                "check it; if one is the parent fill in `parent`, if they are one unit merge them"
            );
            scene.lesser(&doc.info, span, "unit_name", message).help(help);
        }
        seen.full.entry(full).or_insert(folder);
        seen.stems.entry(stem).or_insert(folder);
        if let Some(sound) = sound {
            seen.sounds.entry(sound).or_insert(folder);
        }
    }
}

fn near<'a>(seen: &Seen<'a>, stem: &str, sound: Option<&str>) -> Option<&'a CustomerFolder> {
    seen.stems.get(stem).or_else(|| sound.and_then(|sound| seen.sounds.get(sound))).copied()
}

/// Whether one is the other's parent, or both have the same: then alike names are no surprise.
fn is_family(world: &World, one: &CustomerFolder, other: &CustomerFolder) -> bool {
    let parent = |folder: &CustomerFolder| {
        let named = folder.profile.as_ref()?.record.parent.get()?;
        match world.customers.find(&named.id) {
            Found::One(at) => Some(at),
            _ => None,
        }
    };
    let at = |folder: &CustomerFolder| world.customers.at(&folder.id);
    let (first, second) = (parent(one), parent(other));
    (first.is_some() && (first == at(other) || first == second)) || (second.is_some() && second == at(one))
}
