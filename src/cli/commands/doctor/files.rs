//! The files for git and editors, against those of a new archive.

use std::fs;
use std::path::Path;

use crate::archive::DocKind;
use crate::discover::Ignored;
use crate::form::schema::{self, Own};
use crate::git::setup;
use crate::report::doctor::Check;
use crate::report::doctor::files::{self as report, EditorFile};
use crate::template::TEMPLATE;
use crate::world::World;

use super::{Asked, Place};

/// Where editors are told about the schemas.
const EDITORS: [&str; 2] = [".taplo.toml", ".vscode/settings.json"];

pub(super) fn checks(asked: &Asked<'_>, world: &World) -> Vec<Check> {
    vec![attributes(asked), ignore(asked), exposed(asked), editor(asked), schemas(asked, world)]
}

/// A file of the template.
pub(super) fn template(name: &str) -> &'static str {
    TEMPLATE.iter().find(|file| file.to == name).map_or("", |file| file.text)
}

fn text(root: &Path, name: &str) -> Option<String> {
    fs::read(root.join(name)).ok().map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
}

fn attributes(asked: &Asked<'_>) -> Check {
    let lang = asked.lang;
    let there = asked.root.join(".gitattributes").is_file();
    if !matches!(asked.place, Place::Tree(_)) {
        return report::attributes(there, None, lang);
    }
    let kinds = report::kinds(template(".gitattributes"));
    let examples: Vec<String> = kinds.iter().map(report::Kind::example).collect();
    let values = setup::attribute(asked.root, "text", &examples).unwrap_or_default();
    let wrong: Vec<&str> = kinds.iter().zip(&values).filter(|(kind, value)| !kind.holds(value)).map(|(kind, _)| kind.line).collect();
    // A larger repository may say it further up.
    report::attributes(there || wrong.is_empty(), Some(&wrong), lang)
}

fn ignore(asked: &Asked<'_>) -> Check {
    let there = asked.root.join(".gitignore").is_file();
    let ignored = Ignored::new(asked.root);
    let lines = report::left_out(template(".gitignore"));
    let lost: Vec<&str> =
        lines.iter().filter(|(_, name)| !ignored.is_ignored(&asked.root.join(name), false)).map(|(line, _)| *line).collect();
    report::ignore(there, &lost, asked.lang)
}

fn exposed(asked: &Asked<'_>) -> Check {
    let tracked = match asked.place {
        Place::Tree(_) => setup::tracked(asked.root).ok(),
        _ => None,
    };
    let secret = Ignored::by(asked.root, &report::SECRET);
    let found =
        tracked.map(|paths| -> Vec<String> { paths.into_iter().filter(|path| secret.is_ignored(&asked.root.join(path), false)).collect() });
    report::exposed(found.as_deref(), asked.at, asked.lang)
}

fn editor(asked: &Asked<'_>) -> Check {
    let texts = EDITORS.map(|name| text(asked.root, name));
    let files: Vec<EditorFile<'_>> = EDITORS
        .iter()
        .zip(&texts)
        .map(|(name, text)| {
            let lacking = text.as_ref().map(|text| {
                let own = report::schemas(text);
                report::schemas(template(name)).into_iter().filter(|one| !own.contains(one)).collect()
            });
            EditorFile { name, lacking }
        })
        .collect();
    report::editor(&files, asked.at, asked.lang)
}

fn schemas(asked: &Asked<'_>, world: &World) -> Check {
    let folder = asked.root.join("schema");
    let same = |name: &str, wanted: &str| text(&folder, name).is_some_and(|own| own.replace("\r\n", "\n") == wanted);
    let files = schema::files(DocKind::FORMS, Own::of(world));
    let stale: Vec<String> = files.into_iter().filter(|(name, text)| !same(name, text)).map(|(name, _)| name).collect();
    report::schema(folder.is_dir(), &stale, asked.at, asked.lang)
}
