//! `kehu policy`: the presets and what is in force, where each value comes from, and who has which duty when.

mod duties;
mod list;
mod show;

use crate::policy::weigh::Origin;
use crate::render::document::{Block, Document};
use crate::render::table::Table;
use crate::say;
use crate::words::Lang;
use crate::world::World;

pub use duties::{Asked as AskedDuties, checklist, duties};
pub use list::{list, overview};
pub(in crate::report) use show::param_here;
pub use show::{settings, show};

/// Where a value comes from, for people.
#[must_use]
pub fn origin_words(origin: Origin, world: &World, lang: Lang) -> String {
    match origin {
        Origin::Rule => say!(lang, "规则默认", "the rule's default"),
        Origin::Preset(name) => say!(lang, "预设 {name}", "preset {name}"),
        Origin::Settings(line) => {
            let path = settings_path(world);
            say!(lang, "{path} 第 {line} 行", "{path} line {line}")
        }
    }
}

/// Where a value comes from, for machines: `default`, `preset:key-account`, `kehu.toml:12`.
fn origin_key(origin: Origin, world: &World) -> String {
    match origin {
        Origin::Rule => "default".to_owned(),
        Origin::Preset(name) => format!("preset:{name}"),
        Origin::Settings(line) => format!("{}:{line}", settings_path(world)),
    }
}

fn settings_path(world: &World) -> &str {
    world.settings_info.as_ref().map_or("kehu.toml", |info| &info.path)
}

/// A heading with a table below it; without rows nothing.
fn section(page: &mut Document, heading: String, table: Table) {
    if !table.rows.is_empty() {
        page.heading(2, heading);
        page.push(Block::Table(table));
    }
}
